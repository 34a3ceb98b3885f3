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
    #expect(throws: SealError.malformed) { try Seal(text: exchanged) }
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
    for text in ["", "pingxing/key/1\n", key.text + "x", "pingxing/key/1\nzz\n"] {
      #expect(throws: SealError.badKey) { try SigningKey(text: text) }
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
      changed[index] ^= 1
      if let read = String(validating: changed, as: UTF8.self).flatMap({ try? InclusionProof(text: $0) }) {
        #expect(read.signatureState() == .invalid)
      }
    }
  }

  @Test func whatIsNotASealIsRefused() throws {
    let seal = try Seal(sample())
    for text in [
      "", "\n", "pingxing/seal/2\n", seal.text.replacing("\n", with: "\r\n"), seal.text + "\n", "x" + seal.text,
    ] {
      #expect(throws: SealError.malformed) { try Seal(text: text) }
    }
    #expect(throws: SealError.repeatedFile("a")) { try Seal([file("a", "1"), file("a", "2")]) }
    #expect(throws: SealError.malformed) { try file("a\tb", "1") }
    #expect(throws: SealError.malformed) { try file("", "1") }
  }
}
