import Foundation
import TestSupport
import Testing

/// `seal` and `verify`, as a user runs them.
@Suite struct SealCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("strategy", to: "centre/evidence/strategy.txt")
    try folder.write("plan", to: "centre/evidence/计划 一.txt")
    try folder.write(
      SampleAssessment.assessment(
        answers: "positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E01]}",
        evidence: "E01: {title: 战略规划书, file: evidence/strategy.txt, collected: 2025-10-08}"), to: "centre/centre.yml")
  }

  private func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> ProgramRun {
    try await Pingxing.run(arguments: arguments, in: folder.url, environment: environment)
  }

  @Test func aFolderIsSealedAndEveryDifferenceNamed() async throws {
    let sealed = try await run("seal", "centre")
    #expect(sealed.status == 0, "\(sealed.everything)")
    let root = try #require(sealed.output.firstMatch(of: /根 ([0-9a-f]{64})/)?.1)
    let verified = try await run("verify", "centre/centre.seal", "--root", String(root.prefix(16)))
    #expect(verified.status == 0, "\(verified.everything)")
    #expect(verified.output.contains("没有签名"))

    try folder.write("strategY", to: "centre/evidence/strategy.txt")
    try folder.write("new", to: "centre/evidence/.hidden")
    try FileManager.default.removeItem(at: folder["centre/evidence/计划 一.txt"])
    let run = try await run("verify", "centre/centre.seal")
    #expect(run.status == 1)
    #expect(run.output.contains("evidence/strategy.txt（证据）与封存时不同"))
    #expect(run.output.contains("evidence/.hidden 不在封存清单里"))
    #expect(run.output.contains("找不到 evidence/计划 一.txt"))
    #expect(run.output.contains("有 3 处不符"))
  }

  /// Rubrics, templates and fonts lie in the data folder; every one of them is looked at.
  @Test func aChangedRubricTemplateOrFontIsNamed() async throws {
    let data = try TemporaryFolder()
    for name in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: name), to: data[name])
    }
    let environment = ["PINGXING_DATA": data.url.path]
    #expect(try await run("seal", "centre/centre.yml", environment: environment).status == 0)
    #expect(try await run("verify", "centre/centre.seal", environment: environment).status == 0)
    for path in [
      "Rubrics/cccs-op-2008.yml", "Rubrics/items/cccs/positioning.yml", "Templates/full.xml", "Fonts/stack.json",
    ] {
      let before = try data.data(path)
      try data.write(before + Data("\n".utf8), to: path)
      let run = try await run("verify", "centre/centre.seal", environment: environment)
      #expect(run.status == 1)
      #expect(run.output.contains(path.split(separator: "/").dropFirst().joined(separator: "/")), "\(run.output)")
      try data.write(before, to: path)
    }
    // A file beside those that are used belongs to nobody.
    try folder.write("note", to: "centre/note.txt")
    #expect(try await run("verify", "centre/centre.seal", environment: environment).status == 0)
  }

  /// At both ends and in the middle of each file, and of the seal; the tests of `Sealing` go through every byte.
  @Test func aChangedByteIsFoundInEveryFile() async throws {
    let key = try await run("seal", "keygen", "-o", "key")
    let publicKey = String(try #require(key.output.firstMatch(of: /公钥 ([0-9a-f]{64})/)?.1))
    let sealed = try await run("seal", "centre", "--key", "key")
    #expect(sealed.status == 0, "\(sealed.everything)")
    for name in ["centre.yml", "evidence/strategy.txt", "evidence/计划 一.txt", "centre.seal"] {
      let bytes = try folder.data("centre/\(name)")
      for offset in [0, bytes.count / 2, bytes.count - 1] {
        var changed = bytes
        changed[offset] ^= 1
        try folder.write(changed, to: "centre/\(name)")
        let run = try await run("verify", "centre/centre.seal", "--key", publicKey)
        if name == "centre.seal" {
          #expect(run.status == 65, "\(offset): \(run.everything)")
          #expect(run.messages.contains("[seal-malformed]"))
        } else {
          #expect(run.status == 1, "\(name) \(offset): \(run.everything)")
          #expect(run.output.contains("\(name)（"))
        }
      }
      try folder.write(bytes, to: "centre/\(name)")
    }
    #expect(try await run("verify", "centre/centre.seal", "--key", publicKey).status == 0)
  }

  @Test(arguments: [
    (["seal", "centre/centre.yml", "--bogus"], 64, "--bogus"), (["seal", "none.yml"], 66, "none.yml"),
    (["seal", "centre/evidence"], 64, "[no-single-assessment]"),
    (["seal", "centre", "-o", "centre/centre.yml"], 64, "[output-is-input]"),
    (["seal", "centre", "--key", "none"], 66, "none"), (["seal", "centre", "--template", "ful"], 64, "full"),
    (["verify", "none.seal"], 66, "none.seal"), (["verify", "centre/centre.yml"], 65, "[seal-malformed]"),
    (["seal", "keygen", "-o", "missing/key"], 73, "missing/key"),
  ])
  func whatCannotBeDoneIsSaid(arguments: [String], status: Int32, message: String) async throws {
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == status, "\(run.everything)")
    #expect(run.messages.contains(message), "\(run.messages)")
    #expect(try folder.names() == ["centre"])
    #expect(!FileManager.default.fileExists(atPath: folder["centre/centre.seal"].path))
  }

  @Test func aSignatureSaysWhoSealed() async throws {
    let key = try await run("seal", "keygen", "-o", "key"), other = try await run("seal", "keygen", "-o", "other")
    let publicKey = String(try #require(key.output.firstMatch(of: /公钥 ([0-9a-f]{64})/)?.1))
    let otherKey = String(try #require(other.output.firstMatch(of: /公钥 ([0-9a-f]{64})/)?.1))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder["key"].path)
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
    #expect(try await run("seal", "keygen", "-o", "key").status == 73, "a key is never replaced")
    #expect(try await run("seal", "centre/centre.yml", "--key", "key").status == 0)
    let verified = try await run("verify", "centre/centre.seal", "--key", publicKey)
    #expect(verified.status == 0 && verified.output.contains("签名有效，公钥 \(publicKey)"))
    let foreign = try await run("verify", "centre/centre.seal", "--key", otherKey)
    #expect(foreign.status == 1 && foreign.output.contains("[other-key]"))
    let replacing = try await run("seal", "centre/centre.yml")
    #expect(replacing.status == 73 && replacing.messages.contains("[file-exists]"), "a seal is not replaced unasked")
    #expect(try await run("verify", "centre/centre.seal", "--key", publicKey).status == 0)
    #expect(try await run("seal", "centre/centre.yml", "--force").status == 0)
    #expect(try await run("seal", "centre/centre.yml").status == 0, "the same seal once more changes nothing")
    let unsigned = try await run("verify", "centre/centre.seal", "--key", publicKey)
    #expect(unsigned.status == 1 && unsigned.output.contains("[unsigned]"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder["key"].path)
    let open = try await run("seal", "centre/centre.yml", "--key", "key")
    #expect(open.status == 65 && open.messages.contains("[key-open]"))
  }

  /// Keys as `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` write them.
  @Test func keysOfOpenSSLSignAndCheck() async throws {
    try folder.write(
      "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n",
      to: "key.pem")
    try folder.write(
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n",
      to: "public.pem")
    for name in ["key.pem", "public.pem"] {
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder[name].path)
    }
    let sealed = try await run("seal", "centre", "--key", "key.pem")
    #expect(sealed.status == 0, "\(sealed.everything)")
    #expect(sealed.output.contains("公钥 19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"))
    #expect(try await run("verify", "centre/centre.seal", "--key", "public.pem").status == 0)
    let wrong = try await run("seal", "centre", "--key", "public.pem", "-o", "other.seal")
    #expect(wrong.status == 65 && wrong.messages.contains("这是公钥，签名要用私钥"), "\(wrong.everything)")
    let other = try await run("verify", "centre/centre.seal", "--key", "key.pem")
    #expect(other.status == 65 && other.messages.contains("这是私钥，核对签名要用公钥"), "\(other.everything)")
    #expect(other.messages.contains("公钥是 19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"))
    _ = try await run("seal", "keygen", "-o", "own.key")
    let own = try await run("verify", "centre/centre.seal", "--key", "own.key")
    #expect(own.status == 65 && own.messages.contains("这是私钥，核对签名要用公钥"), "\(own.everything)")
    #expect(try await run("verify", "centre/centre.seal", "--key", "nothing").status == 64)
  }

  @Test func onePieceOfEvidenceIsShownWithoutTheOthers() async throws {
    #expect(try await run("seal", "centre").status == 0)
    let disclosed = try await run("seal", "disclose", "centre/centre.seal", "evidence/strategy.txt", "-o", "s.proof")
    #expect(disclosed.status == 0, "\(disclosed.everything)")
    let proof = try folder.text("s.proof")
    #expect(!proof.contains("计划") && !proof.contains("centre.yml"))
    // The proof and the file are all that its receiver needs.
    let away = try TemporaryFolder()
    try away.write(proof, to: "s.proof")
    try away.write("strategy", to: "s.txt")
    let checked = try await Pingxing.run("verify", "s.proof", "--file", "s.txt", in: away.url)
    #expect(checked.status == 0, "\(checked.everything)")
    #expect(checked.output.contains("s.txt 就是封存的 evidence/strategy.txt"))
    // A file that is neither a proof nor a seal was to be the proof, whichever of its bytes is damaged.
    try away.write(proof.replacing("pingxing/proof", with: "pingxing/qroof"), to: "damaged.proof")
    let damaged = try await Pingxing.run("verify", "damaged.proof", "--file", "s.txt", in: away.url)
    #expect(damaged.status == 65 && damaged.messages.contains("damaged.proof:1:"), "\(damaged.everything)")
    try away.write("strategY", to: "s.txt")
    #expect(try await Pingxing.run("verify", "s.proof", "--file", "s.txt", in: away.url).status == 1)
    let again = try await run("seal", "disclose", "centre/centre.seal", "centre.yml", "-o", "s.proof")
    #expect(again.status == 73 && again.messages.contains("[file-exists]"))
    let onto = try await run(
      "seal", "disclose", "centre/centre.seal", "centre.yml", "-o", "centre/centre.seal", "--force")
    #expect(onto.status == 64 && onto.messages.contains("[output-is-input]"))
    #expect(try folder.text("s.proof") == proof)
    let near = try await run("seal", "disclose", "centre/centre.seal", "evidence/stratgy.txt", "-o", "t.proof")
    #expect(near.status == 64 && near.messages.contains("evidence/strategy.txt"))
  }

  /// What was sealed, and whatever is of another kind, stays as it is, `--force` or not.
  @Test func nothingButItsOwnKindIsReplaced() async throws {
    #expect(try await run("seal", "centre").status == 0)
    try folder.write("mine", to: "centre/notes.txt")
    let files = ["centre/centre.yml", "centre/evidence/strategy.txt", "centre/centre.seal", "centre/notes.txt"]
    let before = try files.map { try folder.data($0) }
    try folder.link("alias", to: "centre/centre.yml")
    for (name, code) in [
      ("centre/centre.yml", "output-is-input"), ("alias", "output-is-input"),
      ("centre/evidence/strategy.txt", "output-is-input"), ("centre/centre.seal", "output-is-input"),
      ("centre/notes.txt", "file-exists"),
    ] {
      let run = try await run("seal", "disclose", "centre/centre.seal", "centre.yml", "-o", name, "--force")
      #expect(run.status == (code == "file-exists" ? 73 : 64) && run.messages.contains(code), "\(run.everything)")
    }
    let onto = try await run("seal", "centre/centre.yml", "-o", "centre/notes.txt", "--force")
    #expect(onto.status == 73 && onto.messages.contains("--force 只覆盖封存清单"), "\(onto.everything)")
    #expect(try files.map { try folder.data($0) } == before)
  }

  /// A seal that lies elsewhere cannot be verified, and one that was superseded is no evidence.
  @Test func aSealLiesBesideItsAssessmentAndSealsNoEarlierOne() async throws {
    let away = try await run("seal", "centre", "-o", "away.seal")
    #expect(away.status == 64 && away.messages.contains("[seal-elsewhere]"), "\(away.everything)")
    #expect(try folder.names() == ["centre"])
    #expect(try await run("seal", "centre").status == 0)
    let second = try await run("seal", "centre", "-o", "centre/second.seal")
    #expect(second.status == 64 && second.messages.contains("[earlier-seal]"), "\(second.everything)")
    #expect(try await run("seal", "centre", "--force").status == 0)
    // A folder below may be somebody's whole hand-over, seal and all.
    try folder.write(try folder.data("centre/centre.seal"), to: "centre/evidence/supplier/other.seal")
    let nested = try await run("seal", "centre", "--force")
    #expect(nested.status == 0 && nested.output.contains("evidence/supplier/other.seal"), "\(nested.everything)")
    #expect(try await run("verify", "centre/centre.seal").status == 0)
  }

  @Test func whyAFileIsNotThereIsSaid() async throws {
    #expect(try await run("seal", "centre").status == 0)
    try FileManager.default.moveItem(at: folder["centre/evidence/strategy.txt"], to: folder["away.txt"])
    try folder.link("centre/evidence/strategy.txt", to: "../../away.txt")
    chmod(folder["centre/evidence/计划 一.txt"].path, 0)
    // The superuser reads what nobody may, unless that right is given up.
    let modest = getuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search " : ""
    let verified = try await Pingxing.shell(modest + "\"$PINGXING\" verify centre/centre.seal", in: folder.url)
    #expect(verified.status == 1, "\(verified.everything)")
    #expect(verified.output.contains("evidence/strategy.txt（证据）已换成链接"), "\(verified.everything)")
    #expect(verified.output.contains("没有权限读取 evidence/计划 一.txt（证据）"), "\(verified.everything)")
    try FileManager.default.removeItem(at: folder["centre/evidence/strategy.txt"])
    chmod(folder["centre/evidence/计划 一.txt"].path, 0o644)
    let english = try await run("verify", "centre/centre.seal", "--lang", "en")
    #expect(english.output.contains("evidence/strategy.txt (evidence) is missing"), "\(english.everything)")
    #expect(english.output.contains("\n1 difference\n"), "\(english.everything)")
  }

  @Test func theRootStandsInTheFootOfTheReport() async throws {
    let sealed = try await run("seal", "centre/centre.yml", "--template", "board")
    let root = try #require(sealed.output.firstMatch(of: /根 ([0-9a-f]{64})/)?.1)
    let made = try await run(
      "report", "centre/centre.yml", "--template", "board", "--seal", "centre/centre.seal", "-o", "out.pdf")
    #expect(made.status == 0, "\(made.everything)")
    let text = try await Pingxing.tool("pdftotext", folder["out.pdf"].path, "-").output
    #expect(text.contains("封存 \(root.prefix(16))"))
    try folder.write("strategY", to: "centre/evidence/strategy.txt")
    let stale = try await run(
      "report", "centre/centre.yml", "--template", "board", "--seal", "centre/centre.seal", "-o", "out2.pdf")
    #expect(stale.status == 65 && stale.messages.contains("[seal-differs]"), "\(stale.everything)")
  }

  /// Files of one name in the folders of two templates are both sealed, and a changed byte is found in either.
  @Test func templatesOfTwoFoldersAreSealedBoth() async throws {
    let data = try TemporaryFolder()
    for name in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: name), to: data[name])
    }
    try FileManager.default.copyItem(at: data["Templates"], to: folder["tpl"])
    try FileManager.default.copyItem(at: folder["tpl/board.xml"], to: folder["tpl/house.xml"])
    let environment = ["PINGXING_DATA": data.url.path]
    let sealed = try await run(
      "seal", "centre/centre.yml", "--template", "full,tpl/house.xml", environment: environment)
    #expect(sealed.status == 0, "\(sealed.everything)")
    let verify = ["verify", "centre/centre.seal", "--template", "tpl/house.xml"]
    func verified() async throws -> ProgramRun {
      try await Pingxing.run(arguments: verify, in: folder.url, environment: environment)
    }
    #expect(try await verified().status == 0)
    for template in ["full", "tpl/house.xml", "full,tpl/house.xml"] {
      let made = try await run(
        "report", "centre/centre.yml", "--template", template, "--seal", "centre/centre.seal", "-o", "out/",
        environment: environment)
      #expect(made.status == 0, "\(made.everything)")
    }
    for (place, path) in [(folder, "tpl/"), (data, "Templates/")] {
      let name = path + "parts/shared.xml"
      let before = try place.data(name)
      try place.write(before + Data("\n".utf8), to: name)
      let found = try await verified()
      #expect(found.status == 1 && found.output.contains("parts/shared.xml"), "\(found.everything)")
      #expect(found.output.contains("有 1 处不符"), "\(found.everything)")
      try place.write(before, to: name)
    }
    let bare = try await run("verify", "centre/centre.seal", environment: environment)
    #expect(bare.status == 1 && bare.output.contains("--template"), "\(bare.everything)")
    // Two templates of one name cannot be told apart.
    try FileManager.default.copyItem(at: folder["tpl"], to: folder["other"])
    let same = try await run(
      "seal", "centre/centre.yml", "--template", "tpl/house.xml,other/house.xml", "--force", environment: environment)
    #expect(same.status == 64 && same.messages.contains("[same-name]"), "\(same.everything)")
    #expect(try await verified().status == 0, "the seal stays")
  }

  /// Names in GBK, as unpacked from an archive, cannot stand in a seal, and are not passed over.
  @Test func namesThatAreNoUTF8AreNotPassedOver() async throws {
    #expect(try await run("seal", "centre").status == 0)
    let made = try await Pingxing.shell("printf x > \"$(printf 'centre/evidence/\\312\\326.txt')\"", in: folder.url)
    #expect(made.status == 0, "\(made.everything)")
    let verified = try await run("verify", "centre/centre.seal")
    #expect(verified.status == 1 && verified.output.contains("[sealed-added]"), "\(verified.everything)")
    let refused = try await run("seal", "centre", "--force")
    #expect(refused.status == 65 && refused.messages.contains("[unusable-name]"), "\(refused.everything)")
  }

  /// The root stands for what a report compares with too: its file, its evidence, and the entry of an archive.
  @Test func aReportThatComparesHasASealOfBothAssessments() async throws {
    try folder.write("old plan", to: "last/evidence/strategy.txt")
    try folder.write(
      SampleAssessment.assessment(
        answers: "positioning.vision: {approach: 3, deployment: 3, results: 3, evidence: [E01]}",
        evidence: "E01: {title: 战略规划书, file: evidence/strategy.txt, collected: 2024-10-08}"
      ).replacing("date: 2025-12-20", with: "date: 2024-12-20").replacing("2025-", with: "2024-"), to: "last/last.yml")
    #expect(try await run("archive", "init", "h.sqlite").status == 0)
    #expect(try await run("archive", "add", "h.sqlite", "last/last.yml").status == 0)
    func report(_ earlier: String) async throws -> ProgramRun {
      try await run(
        "report", "centre/centre.yml", "--template", "board", "--seal", "centre/centre.seal", "--compare", earlier,
        "-o",
        "out.pdf")
    }
    func seal(_ compares: String...) async throws -> ProgramRun {
      try await Pingxing.run(
        arguments: ["seal", "centre/centre.yml", "--template", "board", "--force"]
          + compares.flatMap { ["--compare", $0] }, in: folder.url)
    }
    #expect(try await seal().status == 0)
    let bare = try await report("last/last.yml")
    #expect(bare.status == 65 && bare.messages.contains("[seal-differs]"), "\(bare.everything)")
    #expect(bare.messages.contains("1/last.yml"), "\(bare.messages)")

    let sealed = try await seal("h.sqlite#1", "last/last.yml")
    #expect(sealed.status == 0, "\(sealed.everything)")
    let text = try folder.text("centre/centre.seal")
    for line in ["comparison\t1/manifest.seal\t", "comparison\t2/last.yml\t", "comparison\t2/evidence/strategy.txt\t"] {
      #expect(text.contains(line), "\(text)")
    }
    for earlier in ["last/last.yml", "h.sqlite#1"] {
      let made = try await report(earlier)
      #expect(made.status == 0, "\(made.everything)")
    }
    let compared = ["verify", "centre/centre.seal", "--compare", "h.sqlite#1", "--compare", "last/last.yml"]
    let verified = try await Pingxing.run(arguments: compared, in: folder.url)
    #expect(verified.status == 0, "\(verified.everything)")
    let unnamed = try await run("verify", "centre/centre.seal")
    #expect(unnamed.status == 1 && unnamed.output.contains("--compare"), "\(unnamed.everything)")
    try folder.write("another", to: "last/evidence/strategy.txt")
    let changed = try await Pingxing.run(arguments: compared, in: folder.url)
    #expect(changed.status == 1 && changed.output.contains("2/evidence/strategy.txt"), "\(changed.everything)")
    #expect(try await report("last/last.yml").status == 65)
    #expect(try await report("h.sqlite#1").status == 0)
  }

  /// Seals come from others: none makes the program look elsewhere, and none passes in another spelling.
  @Test(arguments: [
    "evidence\t../secret.txt\t6\t", "evidence\t/etc/hostname\t6\t", "evidence\tevidence/link.txt\t6\t",
    "evidence\tevidence/pipe\t0\t", "evidence\tevidence\t0\t", "evidence\tevidence/strategy.txt\t9223372036854775807\t",
  ])
  func aSealNeverLeadsOutOfItsFolder(line: String) async throws {
    try folder.write("secret", to: "secret.txt")
    try folder.link("centre/evidence/link.txt", to: "../../secret.txt")
    mkfifo(folder["centre/evidence/pipe"].path, 0o644)
    let digest = try await Pingxing.tool("sha256sum", folder["secret.txt"].path).output.prefix(64)
    // The root is right, so that it is the place that is refused.
    let script = """
      import hashlib,sys
      h=lambda b: hashlib.sha256(b).digest()
      leaves=["scope\\tfiles", sys.argv[1]]
      l=[h(b"\\0"+x.encode()) for x in leaves]
      root=h(b"\\1"+l[0]+l[1]).hex()
      sys.stdout.write("\\n".join(["pingxing/seal/1"]+leaves+["root\\t"+root])+"\\n")
      """
    let seal = try await Pingxing.tool("python3", "-c", script, line + digest)
    try folder.write(seal.outputBytes, to: "centre/other.seal")
    let run = try await run("verify", "centre/other.seal")
    #expect(run.status == 1, "\(run.everything)")
    #expect(run.output.contains(/\[sealed-(outside|link|not-a-file|changed)\]/), "\(run.output)")
    #expect(!run.output.contains("secret\n"))
  }

  /// An option that nothing comes of is a mistake of somebody who expects something of it.
  @Test func optionsWithoutEffectAreRefused() async throws {
    #expect(try await run("seal", "centre").status == 0)
    #expect(
      try await run("seal", "disclose", "centre/centre.seal", "evidence/strategy.txt", "-o", "s.proof").status == 0)
    let proof = ["verify", "s.proof", "--file", "centre/evidence/strategy.txt"]
    for arguments in [
      ["verify", "centre/centre.seal", "--brand", "brand.yml"], proof + ["--brand", "brand.yml"],
      proof + ["--template", "full.xml"], ["verify", "centre/centre.seal", "--compare", "last.yml"],
    ] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[option-unused]"), "\(run.everything)")
      #expect(run.messages.contains(arguments[arguments.count - 2]), "\(run.messages)")
    }
    #expect(try await Pingxing.run(arguments: proof, in: folder.url).status == 0)
    let template = try await run("verify", "centre/centre.seal", "--template", "full.xml")
    #expect(template.status == 0, "it is looked for beside that template, then in the data: \(template.everything)")
  }

  @Test func whatALaterVersionWroteIsNotCalledNoSeal() async throws {
    try folder.write("pingxing/seal/3\nanything\n", to: "x.seal")
    try folder.write("pingxing/proof/3\nanything\n", to: "x.proof")
    try folder.write("pingxing/key/2\nanything\n", to: "x.key")
    chmod(folder["x.key"].path, 0o600)
    for (arguments, code, format) in [
      (["verify", "x.seal"], "seal-newer", "pingxing/seal/3"),
      (["verify", "x.proof", "--file", "centre/centre.yml"], "seal-newer", "pingxing/proof/3"),
      (["seal", "disclose", "x.seal", "centre.yml", "-o", "y.proof"], "seal-newer", "pingxing/seal/3"),
      (["report", "centre/centre.yml", "--seal", "x.seal", "-o", "r.pdf"], "seal-newer", "pingxing/seal/3"),
      (["seal", "centre", "--key", "x.key"], "key-newer", "pingxing/key/2"),
    ] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 65 && run.messages.contains("[\(code)]"), "\(run.everything)")
      #expect(run.messages.contains(format) && run.messages.contains("新的 pingxing"), "\(run.messages)")
    }
  }

  @Test(arguments: [
    ("", "x.seal:1:1: "), ("x", "x.seal:1:1: "), ("pingxing/seal/1\n", "x.seal:2:1: "),
    ("pingxing/seal/1\nscope\tfiles\nroot\tx\n", "x.seal:3:6: "), ("\u{FEFF}pingxing/seal/1\n", "x.seal:1:1: "),
  ])
  func whatIsNoSealIsRefused(text: String, place: String) async throws {
    try folder.write(text, to: "x.seal")
    let run = try await run("verify", "x.seal")
    #expect(run.status == 65, "\(run.everything)")
    #expect(run.messages.contains("[seal-malformed]") && run.messages.contains(place), "\(run.messages)")
    try folder.write(Data("pingxing/seal/1\nscope\t文".utf8) + Data([0xE6, 0x0A]), to: "x.seal")
    let bytes = try await self.run("verify", "x.seal")
    #expect(bytes.status == 65 && bytes.messages.contains("x.seal:2:8: "), "\(bytes.messages)")
  }
}
