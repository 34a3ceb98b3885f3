import Diagnostics
import Foundation
import TestSupport
import Testing

/// `archive` and `replay`, as a user runs them.
@Suite struct ArchiveCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("strategy", to: "evidence/strategy.txt")
    try folder.write(SampleAssessment.withEvidence, to: "centre.yml")
    try folder.write(SampleAssessment.text.replacing("华东", with: "西南"), to: "west.yml")
  }

  private func run(_ arguments: String..., epoch: String = "1767600000") async throws -> ProgramRun {
    try await Pingxing.run(arguments: arguments, in: folder.url, environment: ["SOURCE_DATE_EPOCH": epoch])
  }

  private func json(_ run: ProgramRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any])
  }

  private func start(_ files: String...) async throws {
    let made = try await run("archive", "init", "history.sqlite")
    #expect(made.status == 0, "\(made.everything)")
    for file in files {
      let added = try await run("archive", "add", "history.sqlite", file)
      #expect(added.status == 0, "\(added.everything)")
    }
  }

  /// Where nothing more can be written, what is there can still be read.
  @Test(arguments: [
    "list history.sqlite", "show history.sqlite 1", "verify history.sqlite",
  ])
  func aFullDiskKeepsNobodyFromReading(command: String) async throws {
    try await start("centre.yml")
    try folder.write(
      String(contentsOf: folder.url.appending(path: "centre.yml"), encoding: .utf8).replacing(
        "2025-12-20", with: "2025-12-21"),
      to: "later.yml")
    #expect(try await run("archive", "add", "history.sqlite", "later.yml").status == 0)
    /// Through a pipe, as what is printed to a file would be limited too.
    func limited(_ command: String, blocks: String) async throws -> ProgramRun {
      try await Pingxing.shell(
        "text=$( (ulimit -f \(blocks); exec \"$PINGXING\" archive \(command)) 2>&1 ); status=$?; "
          + "printf '%s\\n' \"$text\"; exit $status", in: folder.url)
    }
    let plain = try await limited(command, blocks: "unlimited")
    let full = try await limited(command, blocks: "0")
    #expect(plain.status == 0 && full.status == 0, "\(full.everything)")
    #expect(full.output == plain.output)
    let added = try await limited("add history.sqlite west.yml", blocks: "0")
    #expect(added.status == 73 && added.output.contains("[archive-full]"), "\(added.everything)")
  }

  /// An entry is named alike wherever entries are named.
  @Test(arguments: ["2", "02", "#2", "latest", "#latest", "history.sqlite#2", "history.sqlite#latest"])
  func anEntryHasSeveralNames(name: String) async throws {
    try await start("centre.yml", "west.yml")
    let show = try await run("archive", "show", "history.sqlite", name, "--format", "json")
    #expect(show.status == 0, "\(show.everything)")
    #expect(try json(show)["number"] as? Int == 2)
  }

  @Test(arguments: ["other.sqlite#2", "##2", "#", "２", "1..2", "history.sqlite#"])
  func whatIsNoNameOfAnEntryIsRefused(name: String) async throws {
    try await start("centre.yml", "west.yml")
    let show = try await run("archive", "show", "history.sqlite", name)
    #expect(show.status == 64 && show.messages.contains("[unknown-entry]"), "\(show.everything)")
  }

  @Test func whatIsAddedIsListedShownAndVerified() async throws {
    try await start("centre.yml", "west.yml")
    #expect(try folder.names() == ["centre.yml", "evidence", "history.sqlite", "west.yml"])
    let list = try await run("archive", "list", "history.sqlite", "--format", "json")
    let entries = try #require(try json(list)["entries"] as? [[String: Any]])
    #expect(entries.map { $0["organisation"] as? String } == ["西南客户联络中心", "华东客户联络中心"])
    #expect(entries.map { $0["recorded"] as? String } == ["2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z"])
    let head = try #require(try json(list)["head"] as? String)
    #expect(entries[0]["hash"] as? String == head)

    let show = try await run("archive", "show", "history.sqlite", "1", "--format", "json")
    let files = try #require(try json(show)["files"] as? [[String: Any]])
    let evidence = try #require(files.first { $0["role"] as? String == "evidence" })
    #expect(evidence["path"] as? String == "evidence/strategy.txt")
    #expect(evidence["archived"] as? Bool == false)
    #expect(files.contains { $0["path"] as? String == "items/cccs/positioning.yml" })

    let verify = try await run("archive", "verify", "history.sqlite", "--head", String(head.prefix(16)))
    #expect(verify.status == 0, "\(verify.everything)")
    #expect(verify.output.contains("2 条记录，没有改动\n链尾 \(head)"))
    let other = try await run("archive", "verify", "history.sqlite", "--head", String(repeating: "0", count: 15) + "1")
    #expect(other.status == 1)
    #expect(other.output.contains("[head-missing]"))
  }

  @Test func tablesFitATerminalAndSpeakBothLanguages() async throws {
    try await start("centre.yml", "west.yml")
    for language in ["zh", "en"] {
      let run = try await Pingxing.shell(
        "script -qec '\"$PINGXING\" archive list history.sqlite --lang \(language)' /dev/null", in: folder.url)
      #expect(run.output.contains(language == "zh" ? "机构" : "organisation"), "\(run.everything)")
      #expect(run.output.contains("华东客户联络中心"))
      for line in run.output.split(whereSeparator: \.isNewline) {
        #expect(DisplayWidth.of(String(line)) <= 80, "\(line)")
      }
    }
    let english = try await run("archive", "show", "history.sqlite", "latest", "--lang", "en")
    #expect(english.output.contains("scorer        运营管理部 (Self-assessment)"))
    #expect(english.status == 0)
  }

  @Test func aCorrectionIsANewEntry() async throws {
    try await start("centre.yml")
    try folder.write(try folder.text("centre.yml").replacing("results: 3", with: "results: 2"), to: "centre.yml")
    let corrected = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", "结果一栏抄错")
    #expect(corrected.status == 0, "\(corrected.everything)")
    let show = try json(try await run("archive", "show", "history.sqlite", "1", "--format", "json"))
    #expect(show["corrected-by"] as? Int == 2)
    let list = try await run("archive", "list", "history.sqlite")
    #expect(list.output.contains("（更正 1）") && list.output.contains("（已由 2 更正）"))
    let again = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", "再改")
    #expect(again.status == 64)
    #expect(again.messages.contains("[already-corrected]"))
    try folder.write(try folder.text("centre.yml").replacing("results: 2", with: "results: 4"), to: "centre.yml")
    let last = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--corrects", "latest", "--reason", "又抄错")
    #expect(last.status == 0, "\(last.everything)")
    let third = try json(try await run("archive", "show", "history.sqlite", "3", "--format", "json"))
    #expect(third["corrects"] as? Int == 2)
  }

  @Test(arguments: [
    (["archive", "list", "none.sqlite"], 66, "[archive-missing]"),
    (["archive", "list", "centre.yml"], 65, "[not-an-archive]"),
    (["archive", "init", "centre.yml"], 73, "[archive-exists]"),
    (["archive", "init", "none/new.sqlite"], 73, "没有文件夹 none/"),
    (["archive", "init", "centre.yml/new.sqlite"], 73, "[archive-no-folder]"),
    (["archive", "add", "history.sqlite", "centre.yml"], 64, "[already-archived]"),
    (["archive", "add", "history.sqlite", "none.yml"], 66, "[file-missing]"),
    (["archive", "show", "history.sqlite", "7"], 64, "[unknown-entry]"),
    (["archive", "show", "history.sqlite", "lates"], 64, "latest"),
    (["archive", "show", "history.sqlite", "0"], 64, "[unknown-entry]"),
    (["archive", "list", "history.sqlite", "--organisation", "华东客服联络中心"], 64, "华东客户联络中心"),
    (["archive", "lst", "history.sqlite"], 64, "archive list"),
    (["archive", "export", "history.sqlite", "1", "-o", "evidence"], 73, "evidence"),
    (["archive", "backup", "history.sqlite", "-o", "centre.yml"], 73, "[archive-exists]"),
    (["archive", "add", "history.sqlite", "west.yml", "--corrects", "1"], 64, "--reason"),
    (["archive", "verify", "history.sqlite", "--head", "xyz"], 64, "--head"),
  ])
  func whatCannotBeDoneIsSaid(arguments: [String], status: Int32, message: String) async throws {
    try await start("centre.yml")
    let before = try folder.data("history.sqlite")
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == status, "\(run.everything)")
    #expect(run.messages.contains(message), "\(run.messages)")
    #expect(try folder.data("history.sqlite") == before)
    #expect(try folder.names() == ["centre.yml", "evidence", "history.sqlite", "west.yml"])
  }

  @Test func anEntryIsExportedWithItsOwnRubrics() async throws {
    try await start("centre.yml")
    let run = try await run("archive", "export", "history.sqlite", "latest", "-o", "out")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try folder.data("out/assessment/centre.yml") == folder.data("centre.yml"))
    let original = RepositoryFiles.root.appending(path: "Rubrics/cccs-op-2008.yml")
    #expect(try folder.data("out/Rubrics/cccs-op-2008.yml") == Data(contentsOf: original))
    let score = try await self.run("score", "centre.yml", "--format", "json")
    #expect(try folder.data("out/result.json") == score.outputBytes)
  }

  @Test func aReportIsMadeAgainFromItsEntryAlone() async throws {
    let made = try await run("report", "centre.yml", "-o", "report.pdf", "--template", "board")
    #expect(made.status == 0, "\(made.everything)")
    #expect(try await run("archive", "init", "history.sqlite").status == 0)
    let wrong = try await run("archive", "add", "history.sqlite", "centre.yml", "--report", "report.pdf")
    #expect(wrong.status == 65)
    #expect(wrong.messages.contains("[report-differs]"))
    let added = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--report", "report.pdf", "--template", "board")
    #expect(added.status == 0, "\(added.everything)")

    // Assessment and evidence are gone, the template is another, and it is another day.
    try FileManager.default.removeItem(at: folder["centre.yml"])
    try FileManager.default.removeItem(at: folder["evidence"])
    let data = try TemporaryFolder()
    for name in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: name), to: data[name])
    }
    let template = try data.text("Templates/board.xml")
    try data.write(template.replacing("内部资料", with: "机密资料"), to: "Templates/board.xml")
    let rubric = try data.text("Rubrics/cccs-op-2008.yml")
    try data.write(rubric + "\n# 后来的一版\n", to: "Rubrics/cccs-op-2008.yml")
    let replay = try await run(
      "replay", "history.sqlite", "1", "-o", "again.pdf", "--data", data.url.path, epoch: "1800000000")
    #expect(replay.status == 0, "\(replay.everything)")
    #expect(replay.output.contains("逐字节一致"))
    #expect(try folder.data("again.pdf") == folder.data("report.pdf"))
  }

  @Test func anEntryWithoutReportIsMadeAgainAndItsScoresCompared() async throws {
    try await start("centre.yml")
    let replay = try await run("replay", "history.sqlite", "latest", "-o", "again.pdf")
    #expect(replay.status == 0, "\(replay.everything)")
    #expect(replay.output.contains("评分结果与存入的一致"))
    #expect(try folder.data("again.pdf").starts(with: Data("%PDF-".utf8)))
  }

  @Test func entriesAreComparedAsTheirFilesAre() async throws {
    try folder.write(
      try folder.text("centre.yml").replacing("results: 3", with: "results: 5").replacing(
        "2025-12-20", with: "2025-12-30"),
      to: "later.yml")
    try await start("centre.yml", "later.yml")
    let files = try await run("compare", "centre.yml", "later.yml", "--format", "json")
    #expect(files.status == 0, "\(files.everything)")
    try FileManager.default.removeItem(at: folder["evidence"])
    let entries = try await run("archive", "compare", "history.sqlite", "1", "latest", "--format", "json")
    #expect(entries.status == 0, "\(entries.everything)")
    #expect(entries.output == files.output)
  }

  @Test func anEntryAndAFileAreCompared() async throws {
    try folder.write(
      try folder.text("centre.yml").replacing("results: 3", with: "results: 5").replacing(
        "2025-12-20", with: "2025-12-30"),
      to: "later.yml")
    try await start("centre.yml")
    let files = try await run("compare", "centre.yml", "later.yml", "--format", "json")
    for name in ["history.sqlite#1", "history.sqlite#latest"] {
      let mixed = try await run("compare", name, "later.yml", "--format", "json")
      #expect(mixed.status == 0, "\(mixed.everything)")
      #expect(mixed.output == files.output)
    }
    let unknown = try await run("compare", "history.sqlite#7", "later.yml")
    #expect(unknown.status != 0 && unknown.output.isEmpty)
    let misspelt = try await run("compare", "history.sqlite#newest", "later.yml")
    #expect(misspelt.status == 64 && misspelt.messages.contains("unknown-entry"))
    let missing = try await run("compare", "none.sqlite#1", "later.yml")
    #expect(missing.status == 66, "\(missing.everything)")
    let replacing = try await run("compare", "history.sqlite#1", "later.yml", "-o", "history.sqlite")
    #expect(replacing.status == 64 && replacing.messages.contains("output-is-input"))
    let report = try await run("report", "later.yml", "--compare", "history.sqlite#1", "-o", "report.pdf")
    #expect(report.status == 0, "\(report.everything)")
  }

  @Test func aFileWithAHashInItsNameIsAFile() async throws {
    try folder.write(try folder.text("centre.yml"), to: "centre.yml#1")
    let run = try await run("compare", "centre.yml#1", "centre.yml")
    #expect(run.status == 0, "\(run.everything)")
  }

  @Test func whatAnEntrySaysOfFindingsIsNamedByTheArchive() async throws {
    let findings =
      "findings:\n  F1: {item: positioning.vision, text: 甲, severity: observation, raised: 2025-12-01, status: open}\n"
    try folder.write(try folder.text("centre.yml") + findings, to: "centre.yml")
    try await start("centre.yml")
    let later = try folder.text("centre.yml").replacing(findings, with: "").replacing("2025-12-20", with: "2025-12-30")
    try folder.write(later, to: "later.yml")
    let run = try await run("compare", "history.sqlite#1", "later.yml")
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.messages.contains(/history\.sqlite#1:assessment\/centre\.yml:\d+:3: .*\[finding-vanished\]/))
  }

  @Test func aCharacterThatNoFontHasIsNamedByTheArchive() async throws {
    let findings =
      "findings:\n  F1: {item: positioning.vision, text: 甲\u{12000}, severity: observation, raised: 2025-12-01, status: open}\n"
    let plain = try folder.text("centre.yml")
    try folder.write(plain + findings, to: "centre.yml")
    try await start("centre.yml")
    try folder.write(plain.replacing("2025-12-20", with: "2025-12-30"), to: "later.yml")
    for earlier in ["history.sqlite#1", "centre.yml"] {
      let place = earlier == "centre.yml" ? earlier : "\(earlier):assessment/centre.yml"
      for arguments in [["report", "later.yml", "--compare", earlier], ["compare", earlier, "later.yml"]] {
        let run = try await Pingxing.run(arguments: arguments + ["-o", "out.pdf"], in: folder.url)
        #expect(run.status == 65)
        #expect(run.messages.matches(of: /\[missing-glyph\]/).count == 1, "\(run.everything)")
        #expect(
          run.messages.split(separator: "\n").contains { $0.hasPrefix("\(place):") && $0.contains("missing-glyph") },
          "\(run.everything)")
        #expect(!run.messages.contains("pingxing-entry"))
      }
    }
    #expect(try !folder.names().contains("out.pdf"))
  }

  /// Nobody writes to the pipe, so whoever opens it to look waits forever.
  @Test func aPipeIsRefusedWithoutWaitingForIt() async throws {
    let run = try await Pingxing.shell(
      "mkfifo pipe && timeout 60 \"$PINGXING\" compare pipe centre.yml", in: folder.url)
    #expect(run.status == 66 && run.messages.contains("[not-a-file]"), "\(run.everything)")
  }

  @Test func anArchiveWithoutAnEntryIsAskedWhichOne() async throws {
    try await start("centre.yml", "west.yml")
    for arguments in [["compare", "history.sqlite", "centre.yml"], ["compare", "centre.yml", "./history.sqlite"]] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[entry-missing-in-name]"), "\(run.everything)")
      let archive = try #require(arguments.first { $0.hasSuffix(".sqlite") })
      #expect(run.messages.contains("写成 \(archive)#2；最近的记录：#2 2025-12-20 西南客户联络中心；#1 2025-12-20 华东客户联络中心"))
    }
    let score = try await run("score", "history.sqlite")
    #expect(score.status == 65 && score.messages.contains("pingxing archive export"), "\(score.everything)")
  }

  /// The history of years is not lost to a name typed twice: neither the file, nor what SQLite keeps beside it.
  @Test(arguments: [
    ["replay", "history.sqlite", "1", "-o", "history.sqlite"], ["replay", "history.sqlite", "1", "-o", "alias"],
    ["replay", "history.sqlite", "1", "-o", "history.sqlite-wal"],
    ["replay", "history.sqlite", "1", "-o", "./history.sqlite-journal"],
    ["report", "centre.yml", "-o", "history.sqlite"], ["report", "centre.yml", "-o", "history.sqlite-shm"],
    ["new", "-o", "history.sqlite", "--force"],
    ["archive", "export", "history.sqlite", "1", "-o", "history.sqlite-wal"],
    ["archive", "backup", "history.sqlite", "-o", "history.sqlite-wal"], ["archive", "init", "history.sqlite-wal"],
    ["seal", "keygen", "-o", "history.sqlite-wal"], ["batch", ".", "-o", "history.sqlite-wal"],
  ])
  func anArchiveIsNeverReplaced(arguments: [String]) async throws {
    try await start("centre.yml")
    try folder.link("alias", to: "history.sqlite")
    let before = try folder.data("history.sqlite"), names = try folder.names()
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == 64, "\(run.everything)")
    #expect(run.messages.contains(/\[output-is-(input|archive)\]/), "\(run.messages)")
    #expect(try folder.data("history.sqlite") == before)
    #expect(try folder.names() == names)
  }

  @Test func aTemplateIsNotReplacedByItsReport() async throws {
    try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: "Templates"), to: folder["own"])
    for (arguments, name) in [
      (["report", "centre.yml"], "own/board.xml"),
      (["compare", "centre.yml", "west.yml", "--force"], "own/compare.xml"),
    ] {
      let before = try folder.data(name)
      let run = try await Pingxing.run(arguments: arguments + ["--template", name, "-o", name], in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[output-is-input]"), "\(run.everything)")
      #expect(try folder.data(name) == before)
    }
  }

  @Test func anExportVerifiesAsItLies() async throws {
    try await start("centre.yml")
    #expect(try await run("archive", "export", "history.sqlite", "1", "-o", "out").status == 0)
    let whole = try await run("verify", "out/manifest.seal")
    #expect(whole.status == 0, "\(whole.everything)")
    #expect(whole.output.contains("第 1 号记录的导出：") && whole.output.contains("有 1 个不在这里，没有核对"), "\(whole.output)")
    // Evidence that its owner puts there is looked at.
    try folder.write("strategy", to: "out/assessment/evidence/strategy.txt")
    let complete = try await run("verify", "out/manifest.seal")
    #expect(complete.status == 0 && !complete.output.contains("不在这里"), "\(complete.everything)")
    for name in [
      "assessment/centre.yml", "assessment/evidence/strategy.txt", "Rubrics/cccs-op-2008.yml", "result.json",
    ] {
      let bytes = try folder.data("out/\(name)")
      try folder.write(bytes + Data("\n".utf8), to: "out/\(name)")
      let run = try await run("verify", "out/manifest.seal")
      #expect(run.status == 1 && run.output.contains("[sealed-changed]"), "\(name): \(run.everything)")
      #expect(run.output.contains(name.split(separator: "/").last ?? ""), "\(name): \(run.everything)")
      try folder.write(bytes, to: "out/\(name)")
    }
    // Copies below do not vouch for a file above them.
    try folder.write("changed", to: "out/centre.yml")
    let extra = try await run("verify", "out/manifest.seal")
    #expect(extra.status == 1 && extra.output.contains("centre.yml 不在封存清单里"), "\(extra.everything)")
  }

  /// Fonts are those of the machine, which replay says too; the entry itself is as it was.
  @Test func anotherFontOfThisMachineIsNoChangeOfAnExport() async throws {
    #expect(try await run("report", "centre.yml", "-o", "report.pdf", "--template", "board").status == 0)
    #expect(try await run("archive", "init", "history.sqlite").status == 0)
    let added = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--report", "report.pdf", "--template", "board")
    #expect(added.status == 0, "\(added.everything)")
    #expect(try await run("archive", "export", "history.sqlite", "1", "-o", "out").status == 0)
    let same = try await run("verify", "out/manifest.seal")
    #expect(same.status == 0 && !same.output.contains("[font-differs]"), "\(same.everything)")
    let data = try TemporaryFolder()
    for name in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: name), to: data[name])
    }
    let stack = try data.text("Fonts/stack.json")
    try data.write(stack + "\n", to: "Fonts/stack.json")
    let other = try await run("verify", "out/manifest.seal", "--data", data.url.path)
    #expect(other.status == 0, "\(other.everything)")
    #expect(other.output.contains("stack.json") && other.output.contains("[font-differs]"), "\(other.output)")
    for option in [["--template", "board.xml"], ["--brand", "brand.yml"]] {
      let run = try await Pingxing.run(arguments: ["verify", "out/manifest.seal"] + option, in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[option-unused]"), "\(run.everything)")
    }
    let record = try folder.text("out/entry.json")
    try folder.write(
      record.replacing("pingxing/archive-entry/1", with: "pingxing/archive-entry/2"), to: "out/entry.json")
    let later = try await run("verify", "out/manifest.seal")
    #expect(later.status == 65 && later.messages.contains("[export-newer]"), "\(later.everything)")
    // What the first version wrote had no such member.
    try folder.write(record.replacing(/\s*"format": "[^"]*",/, with: ""), to: "out/entry.json")
    let earlier = try await run("verify", "out/manifest.seal")
    #expect(earlier.status == 0 && earlier.output.contains("第 1 号记录的导出"), "\(earlier.everything)")
  }

  @Test func whatACorrectedEntryIsUsedForIsRemindedOf() async throws {
    try await start("centre.yml")
    let text = try folder.text("centre.yml")
    try folder.write(text.replacing("results: 3", with: "results: 2"), to: "centre.yml")
    let other = try await run("archive", "add", "history.sqlite", "west.yml", "--corrects", "1", "--reason", "错")
    #expect(other.status == 64 && other.messages.contains("[other-organisation]"), "\(other.everything)")
    let added = try await run("archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", "错")
    #expect(added.status == 0, "\(added.everything)")
    try folder.write(text.replacing("2025-12-20", with: "2025-12-30"), to: "later.yml")
    #expect(try await run("archive", "add", "history.sqlite", "later.yml").status == 0)
    for arguments in [
      ["archive", "compare", "history.sqlite", "1", "3"], ["compare", "history.sqlite#1", "later.yml"],
    ] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 0 && run.messages.contains("第 1 号记录已由第 2 号更正"), "\(run.everything)")
    }
    let west = try await run(
      "archive", "add", "history.sqlite", "west.yml", "--corrects", "3", "--reason", "错", "--force", "--lang", "en")
    #expect(west.status == 0, "\(west.everything)")
  }

  /// Limits on the size of files are what a full disk is, without one.
  @Test func anArchiveIsReadAndVerifiedOnAFullDisk() async throws {
    try await start("centre.yml")
    for command in ["list history.sqlite", "show history.sqlite 1", "verify history.sqlite"] {
      let run = try await Pingxing.shell(
        "(ulimit -f 0; \"$PINGXING\" archive \(command) --lang en 2>&1; echo status $?) | cat", in: folder.url)
      #expect(run.output.hasSuffix("status 0\n"), "\(run.everything)")
      #expect(!run.output.contains("error"), "\(run.everything)")
    }
    let english = try await run("archive", "verify", "history.sqlite", "--lang", "en")
    #expect(english.output.hasPrefix("1 entry, nothing was changed\n"), "\(english.everything)")
    #expect(try folder.names() == ["centre.yml", "evidence", "history.sqlite", "west.yml"])
  }

  @Test(arguments: ["zh", "en"]) func longNamesAreShownWhole(language: String) async throws {
    let name = String(repeating: "华东客户联络与服务", count: 9) + "第一中心"
    try folder.write(try folder.text("centre.yml").replacing("华东客户联络中心", with: name), to: "centre.yml")
    try await start("centre.yml")
    try folder.write(try folder.text("centre.yml").replacing("results: 3", with: "results: 2"), to: "centre.yml")
    let reason = String(repeating: "当时把证据归错了评审项，", count: 9) + "现已改正"
    let added = try await run("archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", reason)
    #expect(added.status == 0, "\(added.everything)")
    let show = try await run("archive", "show", "history.sqlite", "2", "--lang", language)
    let head = show.output.components(separatedBy: "sha256")[0]
    let lines = head.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(lines.filter { DisplayWidth.of($0) > 80 })")
    let joined = head.replacing(/\s+/, with: "")
    #expect(joined.contains(name) && joined.contains(reason) && !head.contains("…"), "\(head)")
  }

  @Test func anEntryIsShownInWords() async throws {
    try await start("centre.yml")
    let show = try await run("archive", "show", "history.sqlite", "1")
    #expect(show.output.contains("运营管理部（自评）") && show.output.contains("准则") && !show.output.contains("rubric "))
  }

  /// `Scripts/verify-archive.py` was written from the description of the format.
  @Test func anotherProgramCanCheckAnArchive() async throws {
    try await start("centre.yml", "west.yml")
    let script = RepositoryFiles.root.appending(path: "Scripts/verify-archive.py").path
    let list = try json(try await run("archive", "list", "history.sqlite", "--format", "json"))
    let checked = try await Pingxing.tool("python3", script, folder["history.sqlite"].path)
    #expect(checked.status == 0, "\(checked.everything)")
    #expect(checked.output == "2 entries, head \(try #require(list["head"] as? String))\n")
  }

  /// Whoever changes what an entry says, and gives it another hash, is found out by the result document beside it.
  @Test func anEntryThatContradictsItsResultIsNamed() async throws {
    try await start("centre.yml", "west.yml")
    try folder.write(
      """
      import hashlib, sqlite3, struct, sys
      def canonical(v):
          if v is None: return b"\\0"
          if isinstance(v, int): return b"\\1" + struct.pack(">q", v)
          data = v.encode() if isinstance(v, str) else bytes(v)
          return (b"\\2" if isinstance(v, str) else b"\\3") + struct.pack(">q", len(data)) + data
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      for name, in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
          db.execute("drop trigger " + name)
      db.execute("update entry set organisation = '别家' where number = 2")
      columns = "number previous recorded tool organisation period_from period_to date scorer_role scorer results"
      columns = ", ".join((columns + " corrects reason report").split())
      row = list(db.execute("select " + columns + " from entry where number = 2").fetchone())
      for content, in db.execute("select sha256 from entry, content on content.number in (assessment)"
                                 " where entry.number = 2 union all select sha256 from entry, content"
                                 " on content.number = result where entry.number = 2 union all select sha256"
                                 " from entry, content on content.number = manifest where entry.number = 2"):
          row.append(content)
      hash = hashlib.sha256(b"".join(map(canonical, ["pingxing/entry/1"] + row))).digest()
      checks = b"".join(hashlib.sha256(canonical(v)).digest()[:4] for v in row)
      db.execute("update entry set hash = ?, checks = ? where number = 2", (hash, checks))
      """, to: "forge.py")
    let forged = try await Pingxing.tool("python3", folder["forge.py"].path, folder["history.sqlite"].path)
    #expect(forged.status == 0, "\(forged.everything)")
    let verified = try await run("archive", "verify", "history.sqlite", "--lang", "en")
    #expect(verified.status == 1)
    #expect(!verified.output.contains("[entry-changed]"), "its hash and checks fit: \(verified.output)")
    #expect(
      verified.output.contains("entry 2 (table entry, column organisation) contradicts the result"),
      "\(verified.output)")
    let replayed = try await run("replay", "history.sqlite", "2", "-o", "again.pdf")
    #expect(replayed.status == 1 && replayed.messages.contains("[entry-contradicts]"), "\(replayed.everything)")
  }

  @Test func aChangeIsNamed() async throws {
    try await start("centre.yml")
    var bytes = try folder.data("history.sqlite")
    bytes[bytes.count - 2_000] ^= 1
    try folder.write(bytes, to: "history.sqlite")
    let run = try await run("archive", "verify", "history.sqlite", "--format", "json")
    #expect(run.status == 1)
    #expect(run.output.contains("\"page-changed\""))
    let backup = try await self.run("archive", "backup", "history.sqlite", "-o", "copy.sqlite")
    #expect(backup.status == 0 || backup.status == 1, "\(backup.everything)")
  }
}
