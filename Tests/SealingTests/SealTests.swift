import Sealing
import Testing

@Suite("Seals")
struct SealTests {
  private func file(_ path: String, _ content: String, _ role: SealedFile.Role = .evidence) throws -> SealedFile {
    try SealedFile(role: role, path: path, size: content.utf8.count, digest: Digest(of: content.utf8))
  }

  private func sample() throws -> [SealedFile] {
    [
      try file("证据/质检 抽样表.csv", "2025-01,98.5"), try file("evidence/plan.pdf", "plan"),
      try file("centre.yml", "format: pingxing/assessment/1", .assessment),
      try file("ccom-2019.yml", "rubric", .rubric),
    ]
  }

  @Test func theOrderOfTheFilesDoesNotMatter() throws {
    #expect(try Seal(sample()) == Seal(sample().reversed()))
    #expect(
      try Seal(sample()).files.map(\.path) == ["centre.yml", "evidence/plan.pdf", "证据/质检 抽样表.csv", "ccom-2019.yml"])
  }

  @Test func aSealIsReadAsItWasWritten() throws {
    let seal = try Seal(sample()).signed(by: SigningKey())
    #expect(try Seal(text: seal.text) == seal)
    #expect(seal.root.description.hasPrefix(seal.shortRoot))
    let plain = try Seal(sample())
    #expect(try Seal(text: plain.text) == plain)
  }

  @Test func everyChangedByteOfASealIsFound() throws {
    let seal = try Seal(sample()).signed(by: SigningKey())
    let bytes = Array(seal.text.utf8)
    for index in bytes.indices {
      for change: UInt8 in [0x01, 0x20, 0x80] {
        var changed = bytes
        changed[index] ^= change
        guard let text = String(validating: changed, as: UTF8.self), let read = try? Seal(text: text) else { continue }
        // Key and signature are not under the root; there it is the signature that no longer holds.
        #expect(read.signatureState() == .invalid)
        #expect(read.root == seal.root)
      }
    }
    for index in bytes.indices {
      var shorter = bytes
      shorter.remove(at: index)
      if let read = String(validating: shorter, as: UTF8.self).flatMap({ try? Seal(text: $0) }) {
        #expect(read.signatureState() != seal.signatureState())
      }
    }
  }

  private func fault(_ read: () throws -> Void) -> SealFault.Reason? {
    do { try read() } catch SealError.malformed(let fault) { return fault.reason } catch { return nil }
    return nil
  }

  /// Whoever has a later program's file is to get a later program, not to be told that the file is nothing.
  @Test(arguments: ["3", "10", "999999999"]) func aLaterVersionIsTold(number: String) throws {
    let sealed = "pingxing/seal/\(number)", proved = "pingxing/proof/\(number)"
    for text in ["\(sealed)\n", "\(sealed)\nscope\tfiles\nanything\n", sealed] {
      #expect(fault { _ = try Seal(text: text) } == .laterVersion(found: sealed, known: Seal.format))
    }
    #expect(
      fault { _ = try InclusionProof(text: "\(proved)\nx\n") }
        == .laterVersion(found: proved, known: InclusionProof.format))
    #expect(throws: SealError.badKey(.laterVersion(found: "pingxing/key/\(number)"))) {
      try SigningKey(text: "pingxing/key/\(number)\nx\n")
    }
    #expect(throws: SealError.badKey(.laterVersion(found: "pingxing/key/\(number)"))) {
      try Signature.publicKey(of: "pingxing/key/\(number)\nx\n")
    }
  }

  @Test(arguments: ["0", "03", "3a", "", "-3", "3 ", "99999999999999999999"])
  func whatIsNoVersionIsNoLaterOne(number: String) {
    #expect(fault { _ = try Seal(text: "pingxing/seal/\(number)\n") } == .otherFormat(expected: Seal.format))
  }

  /// All but the first line fits, so nobody wrote it in another version.
  @Test func aChangedVersionIsAChange() throws {
    let seal = try Seal(sample()).signed(by: SigningKey())
    let changed = seal.text.replacing(Seal.format, with: "pingxing/seal/3")
    #expect(fault { _ = try Seal(text: changed) } == .changedVersion(expected: Seal.format))
    let proof = try InclusionProof(of: "evidence/plan.pdf", in: seal)
    let other = proof.text.replacing(InclusionProof.format, with: "pingxing/proof/3")
    #expect(fault { _ = try InclusionProof(text: other) } == .changedVersion(expected: InclusionProof.format))
  }

  @Test func everyChangeOfAFileIsNamed() throws {
    let files = try sample()
    let seal = try Seal(files)
    #expect(seal.differences(from: files).isEmpty)
    var changed = files
    changed[1] = try file("evidence/plan.pdf", "plaN")
    #expect(seal.differences(from: changed).map(\.kind) == [.changed])
    #expect(seal.differences(from: changed).map(\.file.path) == ["evidence/plan.pdf"])
    #expect(seal.differences(from: Array(files.dropFirst())).map(\.kind) == [.missing])
    let more = files + [try file("evidence/extra.txt", "new")]
    #expect(seal.differences(from: more).map(\.kind) == [.added])
    #expect(seal.differences(from: more).map(\.file.path) == ["evidence/extra.txt"])
  }

  @Test func everyChangedByteOfASealedFileIsNamed() throws {
    let contents = ["centre.yml": "format: pingxing/assessment/1", "plan.pdf": "plan", "空.txt": ""]
    func files(_ contents: [String: [UInt8]]) throws -> [SealedFile] {
      try contents.sorted { $0.key < $1.key }.map { name, bytes in
        try SealedFile(role: .evidence, path: name, size: bytes.count, digest: Digest(of: bytes))
      }
    }
    let whole = contents.mapValues { Array($0.utf8) }
    let seal = try Seal(files(whole), scope: .folder)
    for (name, bytes) in whole {
      for index in bytes.indices {
        for change: UInt8 in [1, 0x80, 0xFF] {
          var changed = whole
          changed[name]?[index] ^= change
          let differences = seal.differences(from: try files(changed))
          #expect(differences.map(\.kind) == [.changed] && differences.map(\.file.path) == [name])
        }
      }
      var longer = whole
      longer[name]?.append(0)
      #expect(seal.differences(from: try files(longer)).map(\.file.path) == [name])
    }
  }

  @Test func theScopeBelongsToTheRoot() throws {
    let files = try Seal(sample()), folder = try Seal(sample(), scope: .folder)
    #expect(files.root != folder.root)
    #expect(try Seal(text: folder.text).scope == .folder)
    let exchanged = folder.text.replacing("scope\tfolder", with: "scope\tfiles")
    #expect(fault { try Seal(text: exchanged) }?.reason == .root)
  }

  @Test func aSignatureHoldsForItsRootAndItsKeyOnly() throws {
    let key = SigningKey()
    let seal = try Seal(sample()).signed(by: key)
    #expect(seal.signatureState() == .valid(publicKey: key.publicKey))
    #expect(seal.signatureState(expected: key.publicKey) == .valid(publicKey: key.publicKey))
    #expect(seal.signatureState(expected: SigningKey().publicKey) == .otherKey(publicKey: key.publicKey))
    #expect(try Seal(sample()).signatureState() == .absent)
    let other = try Seal(Array(sample().dropFirst()))
    let forged = other.text + seal.text.split(separator: "\n").suffix(2).joined(separator: "\n") + "\n"
    #expect(try Seal(text: forged).signatureState() == .invalid)
  }

  @Test func aKeyIsReadAsItWasWritten() throws {
    let key = SigningKey()
    #expect(try SigningKey(text: key.text).publicKey == key.publicKey)
    let faults: [(String, KeyFault)] = [
      ("", .unknown), ("hello\n", .unknown), ("pingxing/key/1\n", .digits), (key.text + "x", .digits),
      ("pingxing/key/1\nzz\n", .digits), (key.text.replacing("\n", with: "\r\n"), .digits),
      ("pingxing/key/1\n\(String(repeating: "+f", count: 32))\n", .digits),
    ]
    for (text, fault) in faults { #expect(throws: SealError.badKey(fault)) { try SigningKey(text: text) } }
  }

  /// The keys of RFC 8410, section 10.
  private static let privatePEM = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
    -----END PRIVATE KEY-----

    """
  private static let publicPEM = """
    -----BEGIN PUBLIC KEY-----
    MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
    -----END PUBLIC KEY-----

    """

  @Test func keysOfOpenSSLAreRead() throws {
    let key = try SigningKey(text: Self.privatePEM)
    #expect(key.publicKey == "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
    #expect(try Signature.publicKey(of: Self.publicPEM) == key.publicKey)
    #expect(try SigningKey(text: key.text).publicKey == key.publicKey)
    #expect(try SigningKey(text: Self.privatePEM.replacing("\n", with: "\r\n")).publicKey == key.publicKey)
    let faults: [(String, KeyFault)] = [
      (Self.publicPEM, .isPublic), (String(Self.privatePEM.dropLast(12)), .damaged),
      (Self.privatePEM.replacing("MC4C", with: "MC4D"), .otherAlgorithm),
      (Self.privatePEM.replacing("MC4C", with: "MC4*"), .damaged),
      (Self.privatePEM.replacing("K2Vw", with: "K2Vu"), .otherAlgorithm),
      (Self.privatePEM.replacing(" PRIVATE", with: " ENCRYPTED PRIVATE"), .encrypted),
      (Self.privatePEM.replacing(" PRIVATE", with: " OPENSSH PRIVATE"), .openSSH),
      (Self.privatePEM.replacing(" PRIVATE", with: " EC PRIVATE"), .otherAlgorithm),
      (Self.privatePEM.replacing("PRIVATE KEY", with: "CERTIFICATE"), .unknown),
      (Self.privatePEM + Self.privatePEM, .damaged), ("-----BEGIN -----\nx\n-----END -----\n", .unknown),
    ]
    for (text, fault) in faults { #expect(throws: SealError.badKey(fault)) { try SigningKey(text: text) } }
    for text in [Self.privatePEM, key.text] {
      #expect(throws: SealError.badKey(.isPrivate(publicKey: key.publicKey))) { try Signature.publicKey(of: text) }
    }
    let encrypted = Self.privatePEM.replacing(" PRIVATE", with: " ENCRYPTED PRIVATE")
    #expect(throws: SealError.badKey(.isPrivate(publicKey: nil))) { try Signature.publicKey(of: encrypted) }
    #expect(throws: SealError.badKey(.otherAlgorithm)) {
      try Signature.publicKey(of: Self.publicPEM.replacing("K2Vw", with: "K2Vu"))
    }
  }

  @Test func oneFileIsShownWithoutTheOthers() throws {
    let key = SigningKey()
    let seal = try Seal(sample()).signed(by: key)
    let proof = try InclusionProof(of: "evidence/plan.pdf", in: seal)
    let read = try InclusionProof(text: proof.text)
    #expect(read == proof)
    #expect(read.signatureState(expected: key.publicKey) == .valid(publicKey: key.publicKey))
    #expect(read.file.digest == Digest(of: "plan".utf8))
    for other in seal.files where other.path != "evidence/plan.pdf" {
      #expect(!proof.text.contains(other.path))
      #expect(!proof.text.contains(other.digest.description))
    }
    #expect(throws: SealError.noSuchFile("evidence/none.pdf")) {
      try InclusionProof(of: "evidence/none.pdf", in: seal)
    }
    let bytes = Array(proof.text.utf8)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= UInt8(1 << (index % 8))
      if let read = String(validating: changed, as: UTF8.self).flatMap({ try? InclusionProof(text: $0) }) {
        #expect(read.signatureState() == .invalid)
      }
    }
  }

  /// As the first version of the format had it, whose root is that of the tree alone.
  private static let earlier = """
    pingxing/seal/1
    scope\tfiles
    assessment\tcentre.yml\t29\t33ea79fe4f734107cfc906380644552d50a11c9184ad965dc4b7670ec956277f
    evidence\tevidence/plan.pdf\t4\t64879f7d6b960a01909762d911a32d4582c20010c5641ee90278b644a9e3b525
    root\t251a3ae6c1b1d488d3db3c2c4c83de935b7deef2e0a4bae7db2212d1ed914285
    key\t19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1
    signature\t765b9e25fa2943b0c21064c14ddae615ef0fadfe507261334aa24390221d83f4b5dd4e2b20a8e9cae7aba2349c88d710172bab5d662947ccc691ad0199bd650b

    """

  @Test func aSealOfTheEarlierFormatIsReadAsItWasWritten() throws {
    let seal = try Seal(text: Self.earlier)
    let key = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"
    #expect(seal.version == .one && seal.text == Self.earlier)
    #expect(seal.signatureState(expected: key) == .valid(publicKey: key))
    let proof = try InclusionProof(of: "evidence/plan.pdf", in: seal)
    #expect(proof.text.hasPrefix("pingxing/proof/1\n") && proof.root == seal.root)
    #expect(try InclusionProof(text: proof.text).signatureState(expected: key) == .valid(publicKey: key))
    // A seal does not pass in the other version, nor a signature.
    #expect(fault { try Seal(text: Self.earlier.replacing("seal/1", with: "seal/2")) }?.reason == .root)
    #expect(try Seal(seal.files).root != seal.root)
    let moved = try Seal(seal.files).text + seal.text.split(separator: "\n").suffix(2).joined(separator: "\n") + "\n"
    #expect(try Seal(text: moved).signatureState() == .invalid)
  }

  /// Worked out by the description of the format, in another language.
  @Test func theRootIsThatOfTheDescription() throws {
    let seal = try Seal(Seal(text: Self.earlier).files)
    #expect(seal.root.description == "bb2f82139ae5e44a4d55467ed98b1af7ce99648a3b8c1a2aade6714d530b5b2e")
  }

  @Test func aProofTellsHowManyEntriesThereAre() throws {
    for size in [1, 2, 3, 4, 7, 8, 20, 84] {
      let seal = try Seal((0..<size).map { try file("f\($0)", "\($0)") })
      for path in ["f0", "f\(size / 2)", "f\(size - 1)"] {
        let proof = try InclusionProof(of: path, in: seal)
        #expect(proof.count == size + 1)
        for count in proof.index + 1...2 * size + 3 where count != proof.count {
          let place = "place\t\(proof.index)\t"
          let text = proof.text.replacing("\(place)\(proof.count)\n", with: "\(place)\(count)\n")
          #expect(text != proof.text)
          #expect(throws: SealError.self, "\(size): \(count)") { try InclusionProof(text: text) }
        }
      }
    }
  }

  /// What is wrong with a text, and where.
  private func fault(_ read: () throws -> some Any) -> SealFault? {
    do {
      _ = try read()
      return nil
    } catch SealError.malformed(let fault) { return fault } catch { return nil }
  }

  @Test func whatIsNotASealIsRefusedWithItsPlace() throws {
    let text = try Seal(sample()).signed(by: SigningKey()).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // The lines: format, scope, assessment, two of evidence, rubric, root, key, signature, and the empty rest.
    #expect(lines.count == 10)
    func changed(_ change: (inout [String]) -> Void) -> String {
      var lines = lines
      change(&lines)
      return lines.joined(separator: "\n")
    }
    let other = SealFault.Reason.otherFormat(expected: Seal.format)
    let cases: [(String, Int, Int, SealFault.Reason)] = [
      ("", 1, 1, other), ("\n", 1, 1, other), ("pingxing/seal\n", 1, 1, other), ("x" + text, 1, 1, other),
      ("\u{FEFF}" + text, 1, 1, other), ("pingxing/seal/1", 1, 16, .lineEnd),
      (text.replacing("\n", with: "\r\n"), 1, 17, .lineEnd),
      ("pingxing/seal/1\n", 2, 1, .cutShort(expected: "scope")),
      (changed { $0.remove(at: 1) }, 2, 1, .otherLine(expected: "scope")),
      (changed { $0[1] = "scope\tall" }, 2, 7, .scope), (changed { $0[1] += "\t" }, 2, 1, .fields(expected: 2)),
      (changed { $0[3] = $0[3].replacing("evidence\t", with: "Evidence\t") }, 4, 1, .role),
      (changed { $0[3] = "" }, 4, 1, .role), (changed { $0[3] += "\tx" }, 4, 1, .fields(expected: 4)),
      (changed { $0[4] = $0[4].replacing("证据/质检 抽样表.csv", with: "") }, 5, 10, .path),
      (changed { $0[4] = $0[4].replacing("质检", with: "质\u{7F}检") }, 5, 10, .path),
      (changed { $0[4] = $0[4].replacing("\t12\t", with: "\t012\t") }, 5, 24, .number),
      (changed { $0[4] = $0[4].replacing("\t12\t", with: "\t-12\t") }, 5, 24, .number),
      (changed { $0[4] = $0[4].replacing("\t12\t", with: "\t9223372036854775808\t") }, 5, 24, .number),
      (changed { $0[4] = $0[4].dropLast() + "G" }, 5, 27, .digits(expected: 64)),
      (changed { $0[5] += " " }, 6, 24, .digits(expected: 64)), (changed { $0.swapAt(3, 4) }, 5, 1, .order),
      (changed { $0.insert($0[3], at: 4) }, 5, 1, .repeated),
      (changed { $0[4] = $0[4].replacing("\t12\t", with: "\t13\t") }, 7, 6, .root),
      (changed { $0[6] = "root\t" + String(repeating: "0", count: 64) }, 7, 6, .root),
      (changed { $0.removeSubrange(6...) }, 6, 90, .lineEnd),
      (changed { $0.removeSubrange(6...8) }, 7, 1, .cutShort(expected: "root")),
      (changed { $0.remove(at: 8) }, 9, 1, .cutShort(expected: "signature")),
      (changed { $0[8] = $0[8].uppercased() }, 9, 1, .otherLine(expected: "signature")),
      (changed { $0[7] = $0[7].replacing("key\t", with: "key\t\t") }, 8, 1, .fields(expected: 2)),
      (text + "\n", 10, 1, .otherLine(expected: "")), (text + "x\n", 10, 1, .otherLine(expected: "")),
      (text + "x", 10, 2, .lineEnd),
    ]
    for (text, line, column, reason) in cases {
      let found = fault { try Seal(text: text) }
      if reason == .lineEnd {
        #expect(found?.line == line && found?.reason == reason, "\(text): \(String(describing: found))")
      } else {
        #expect(found == SealFault(line: line, column: column, reason: reason), "\(text)")
      }
    }
    #expect(throws: SealError.repeatedFile("a")) { try Seal([file("a", "1"), file("a", "2")]) }
    #expect(throws: SealError.unusableFile("a\tb")) { try file("a\tb", "1") }
    #expect(throws: SealError.unusableFile("")) { try file("", "1") }
  }

  @Test func whatIsNotAProofIsRefusedWithItsPlace() throws {
    let text = try InclusionProof(of: "evidence/plan.pdf", in: Seal(sample())).text
    func changed(_ old: String, _ new: String) -> SealFault? {
      fault { try InclusionProof(text: text.replacing(old, with: new)) }
    }
    #expect(changed("proof/2", "groof/2")?.reason == .otherFormat(expected: InclusionProof.format))
    #expect(changed("place\t2\t5", "place\t1\t5") == SealFault(line: 7, column: 6, reason: .root))
    #expect(changed("place\t2\t5", "place\t5\t5") == SealFault(line: 3, column: 7, reason: .number))
    #expect(changed("place\t2\t5", "place\t0\t0") == SealFault(line: 3, column: 1, reason: .root))
    #expect(changed("place\t2\t5", "place\t0\t1") == SealFault(line: 3, column: 1, reason: .root))
    #expect(changed("place\t2\t5", "place\t2\t100002") == SealFault(line: 3, column: 9, reason: .number))
    #expect(changed("plan.pdf", "plan.pdg")?.reason == .root)
    let endless = text.replacing("root\t", with: String(repeating: "path\t\n", count: 80) + "root\t")
    #expect(fault { try InclusionProof(text: endless) }?.reason == .tooManyLines)
  }
}
