import AssessmentModel
import Crypto
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// Input that is broken below the level of YAML, or made to do harm.
@Suite struct BadInputTests {
  static let valid = assessment("positioning.vision: {approach: 4, note: 愿景已发布}")

  @Test func theStartingPointIsValid() {
    #expect(check(Self.valid).report.diagnostics == [])
  }

  // MARK: - Encoding and characters

  @Test func notUTF8IsNamedByByteAndPlace() {
    let gb18030: [UInt8] = [0xBB, 0xAA, 0xB6, 0xAB]
    let bytes =
      Array("format: pingxing/assessment/1\norganisation: {name: 中".utf8) + gb18030 + Array("}\n".utf8)
    let load = check(bytes)
    #expect(load.summary == ["error 2:23 not-utf-8"])
    #expect(load.report.diagnostics[0].message.chinese.contains("第 55 个字节（0xBB）"))
    #expect(load.report.diagnostics[0].hint?.chinese.contains("GBK") == true)
    #expect(load.report.quoted == ["organisation: {name: 中\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}}"])
  }

  /// A damaged format is no sign of another version.
  @Test func onlyANumberIsAnotherVersion() {
    func hint(_ format: String) -> String? {
      let load = check(Array(Self.valid.replacing("pingxing/assessment/1", with: format).utf8))
      return load.report.diagnostics.first { $0.code == "unknown-format" }?.hint?.chinese
    }
    #expect(hint("pingxing/assessment/2")?.contains("另一版本") == true)
    #expect(hint("pingxing/assessment/1 bad")?.contains("另一版本") == false)
  }

  /// The text of `valid` in encodings that Windows programs save, with a wrong mark that must come out too.
  @Test(arguments: [
    (String.Encoding(rawValue: 0x8000_0632), [UInt8](), "2:22", "GB 18030"),
    (.utf16LittleEndian, [0xFF, 0xFE], "1:1", "UTF-16"), (.utf16BigEndian, [0xFE, 0xFF], "1:1", "UTF-16"),
    (.utf16LittleEndian, [], "1:1", "UTF-16"), (.utf16BigEndian, [], "1:1", "UTF-16"),
  ])
  func anotherEncodingIsNamedShownAndReadOn(encoding: String.Encoding, mark: [UInt8], place: String, name: String)
    throws
  {
    let text = Self.valid.replacing("approach: 4", with: "approach: 9")
    let load = check(mark + Array(try #require(text.data(using: encoding))))
    #expect(load.summary == ["error \(place) not-utf-8", "error 10:36 wrong-mark"])
    #expect(load.report.diagnostics[0].message.chinese.contains(name))
    #expect(load.report.quoted.last == "    positioning.vision: {approach: 9, note: 愿景已发布}")
    #expect(load.loaded == nil && !load.isReadable)
  }

  @Test(arguments: [[0xE9, 0x20], [0xC3, 0x28], [0x80], [0xFF, 0xFF, 0xFF]] as [[UInt8]])
  func damagedBytesAreNotTakenForChinese(bytes: [UInt8]) {
    let load = check(Array("format: a\nname: ".utf8) + bytes + Array(" b\n".utf8))
    #expect(load.report.diagnostics.map(\.code) == ["not-utf-8"])
    #expect(load.report.diagnostics[0].location?.line == 2)
    #expect(load.report.diagnostics[0].message.chinese.contains("GB") == false)
  }

  @Test(
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 0, 0, 8], "WPS"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Excel"),
      (Array("%PDF-1.7\n".utf8), "PDF"), ([0x89, 0x50, 0x4E, 0x47], "图片"),
    ] as [([UInt8], String)])
  func filesThatAreNoTextAreToldApart(bytes: [UInt8], name: String) {
    let load = check(bytes)
    #expect(load.summary == ["error 0:0 not-text"])
    #expect(load.report.diagnostics[0].message.chinese.contains(name))
  }

  @Test func utf16IsRecognised() {
    let load = check([0xFF, 0xFE] + Array("format".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
    #expect(load.summary == ["error 1:1 not-utf-8", "error 1:1 wrong-type"])
    #expect(load.report.diagnostics[0].hint?.chinese.contains("UTF-16") == true)
  }

  @Test func aByteOrderMarkIsOnlyAWarning() {
    let load = check([0xEF, 0xBB, 0xBF] + Array(Self.valid.utf8))
    #expect(load.summary == ["warning 1:1 byte-order-mark"])
    #expect(load.loaded != nil)
  }

  @Test func windowsLineEndsAreRead() {
    let load = check(Self.valid.replacing("\n", with: "\r\n"))
    #expect(load.report.diagnostics == [])
    let wrong = assessment("positioning.vision: {approach: 6}")
    #expect(check(wrong.replacing("\n", with: "\r\n")).summary == check(wrong).summary)
    #expect(check(wrong.replacing("\n", with: "\r")).summary == check(wrong).summary)
  }

  @Test func everyTabInAnIndentationIsNamed() {
    let text = assessment("positioning.vision: {approach: 4}\npositioning.mission: {approach: 4}")
      .replacing("    positioning", with: "  \tpositioning")
    #expect(check(text).summary == ["error 10:3 tab-indentation"])
    #expect(check(text).report.diagnostics[0].message.chinese.hasPrefix("第 10 至 11 行的缩进里有制表符"))
    #expect(check(text).report.quoted == ["  \tpositioning.vision: {approach: 4}"])
    let apart = text.replacing(
      "  \tpositioning.mission", with: "    positioning.values: {approach: 4}\n\tpositioning.mission")
    #expect(check(apart).summary == ["error 10:3 tab-indentation", "error 12:1 tab-indentation"])
  }

  /// Where tabs are the only indentation the structure is plain, so that the other faults come out in the same run.
  @Test func aFileIndentedByTabsIsReadOn() {
    let text = assessment("positioning.vision: {approach: 9}").replacing("  ", with: "\t")
    let load = check(text)
    #expect(load.summary == ["error 4:1 tab-indentation", "error 9:1 tab-indentation", "error 10:34 wrong-mark"])
    #expect(load.report.quoted.last == "\t\tpositioning.vision: {approach: 9}")
    #expect(!load.isReadable)
  }

  @Test func aTabBehindTheIndentationIsABlank() {
    #expect(check(Self.valid.replacing(": {approach", with: ":\t{approach")).report.diagnostics == [])
  }

  @Test(arguments: [
    "\0", "\u{7}", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}",
  ])
  func controlCharactersAreNamed(character: String) {
    let load = check(Self.valid.replacing("愿景", with: "愿\(character)景"))
    #expect(load.summary == ["error 10:46 control-character"])
    #expect(load.report.diagnostics[0].message.chinese.contains("U+"))
    #expect(load.report.quoted == ["    positioning.vision: {approach: 4, note: 愿\(character)景已发布}"])
    #expect(load.loaded == nil && !load.isReadable)
  }

  @Test func whatAFailedConversionLeftIsNamed() {
    #expect(check(Self.valid.replacing("愿景", with: "\u{FFFD}\u{FFFD}")).summary == ["error 10:45 damaged-text"])
    #expect(check(Self.valid.replacing("愿景", with: "愿锟斤拷景")).summary == ["warning 10:46 damaged-text"])
  }

  @Test(arguments: ["", "\n", "  \n\r\n", "\u{FEFF}", "# 只有说明\n", "---\n", "--- \n...\n", "~"])
  func emptyFilesAreNamed(text: String) {
    let codes = Set(check(text).report.diagnostics.map(\.code))
    #expect(
      codes.isSubset(of: ["empty-file", "empty-value", "byte-order-mark"]) && check(text).loaded == nil)
    #expect(check(text).report.hasErrors)
  }

  // MARK: - Files

  @Test func aHugeFileIsRefusedByItsSize() throws {
    try TemporaryFolder.use { folder in
      let file = folder.appending(path: "huge.yml")
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
      let handle = try FileHandle(forWritingTo: file)
      // A sparse file: were it read, its zeros would be reported instead.
      try handle.truncate(atOffset: 200 * 1024 * 1024)
      try handle.close()
      let load = AssessmentLoader.load(file.path, library: sharedLibrary)
      #expect(load.summary == ["error 0:0 file-too-large"])
      #expect(!load.isMissing)
    }
  }

  @Test func missingFilesAndFoldersAreMissing() throws {
    let missing = AssessmentLoader.load("/nonexistent/centre.yml", library: sharedLibrary)
    #expect(missing.summary == ["error 0:0 file-missing"] && missing.isMissing)
    let folder = AssessmentLoader.load(rubricFolder, library: sharedLibrary)
    #expect(folder.summary == ["error 0:0 not-a-file"] && folder.isMissing)
  }

  // MARK: - Bombs

  @Test func anAliasBombIsRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let list = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let load = check(text)
    #expect(load.report.diagnostics.count == 31)
    for diagnostic in load.report.diagnostics { #expect(diagnostic.code == "yaml-anchor") }
  }

  @Test func anAliasBombInAKeyIsRefused() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? *a60\n: 1\n? *a60\n: 2\n"
    #expect(check(text).report.diagnostics.first?.code == "yaml-anchor")
    #expect(check(text).loaded == nil)
  }

  @Test func anAliasWithoutAnchorIsRefused() {
    #expect(check(assessment("positioning.vision: *vision")).summary == ["error 10:25 yaml-syntax"])
  }

  @Test func ampersandsAndAsterisksInTextsAreText() {
    let text = assessment(
      "positioning.vision: {approach: 4, note: R&D 与 AT&T 的 *重点* 和 2*3, action: \"&a *b\"}")
    #expect(check(text).report.diagnostics == [])
  }

  static let deep = [
    String(repeating: "[", count: 10_000), String(repeating: "{a: ", count: 10_000),
    String(repeating: "- ", count: 10_000) + "x", String(repeating: "? ", count: 10_000) + "x",
    String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000),
    String(repeating: "? - ", count: 10_000) + "x", String(repeating: "{[", count: 5_000),
    (0..<2_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
    (0..<700).map { String(repeating: " ", count: $0) + "a:\n" + String(repeating: " ", count: $0) + "-" }
      .joined(separator: "\n"),
    (0..<65).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n") + " x",
    "x: " + String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
  ]

  @Test(arguments: deep.indices)
  func deepNestingIsRefused(index: Int) throws {
    let text = Self.deep[index]
    let problems = DiagnosticCollector()
    #expect(
      YAMLReader.read(SourceText(path: "deep.yml", text: text), problems: problems) != nil
        || problems.hasErrors)
    let codes = Set(problems.diagnostics.map(\.code))
    #expect(codes == ["too-deep"] || codes == ["yaml-syntax"], "\(codes)")
  }

  @Test func sixtyFourLevelsAreRead() {
    let problems = DiagnosticCollector()
    let text = String(repeating: "[", count: 63) + "x" + String(repeating: "]", count: 63)
    #expect(YAMLReader.read(SourceText(path: "deep.yml", text: text), problems: problems) != nil)
    #expect(problems.diagnostics == [])
  }

  @Test func everyDuplicateKeyIsCounted() {
    let text = (0..<5_000).map { "k\($0 % 250): 1" }.joined(separator: "\n")
    let problems = DiagnosticCollector(limit: 10_000)
    #expect(YAMLReader.read(SourceText(path: "keys.yml", text: text), problems: problems) != nil)
    #expect(problems.diagnostics.count == 4_750)
    #expect(Set(problems.diagnostics.map(\.code)) == ["duplicate-key"])
    #expect(problems.diagnostics.first?.location == SourceLocation(file: "keys.yml", line: 251, column: 1, length: 2))
  }

  @Test func theRestIsReadBehindManyMappingsWithDuplicateKeys() {
    let ids = sharedLibrary.load(RubricID("cccs-op-2008")).rubric!.items.map(\.id)
    let answers =
      ids.map { "\($0.rawValue): {approach: 4, approach: 4, note: 甲, note: 乙}" } + ["nothing.known: {approach: 4}"]
    let load = check(assessment((answers + answers).joined(separator: "\n")))
    #expect(load.report.diagnostics.count { $0.code == "duplicate-key" } == ids.count * 5 + 1)
    #expect(load.report.diagnostics.contains { $0.code == "unknown-item" })
  }

  /// Where reading ends early, what was found so far is told, and that there may be more.
  @Test func tooManyDuplicateKeysEndTheReadingInPlainWords() {
    let text = (0..<1_000).map { "k\($0): {a: 1, a: 2}" }.joined(separator: "\n")
    let problems = DiagnosticCollector()
    #expect(YAMLReader.read(SourceText(path: "keys.yml", text: text), problems: problems) == nil)
    #expect(Set(problems.diagnostics.map(\.code)) == ["duplicate-key"])
    #expect(problems.diagnostics.count == 402)
    #expect(problems.diagnostics.last?.message.chinese.contains("其余内容没有检查") == true)
  }

  @Test(arguments: ["[],", "a: ", "{a,", "- x\n", "? x\n"])
  func moreValuesThanAnyAssessmentNeedsAreRefusedBeforeTheyAreRead(part: String) {
    let text = "a: [" + String(repeating: part, count: 1_000_000)
    #expect(check(text).summary == ["error 0:0 too-many-values"])
  }

  @Test func manyFindingsAreBounded() {
    let answers = (0..<3_000).map { "item\($0): {approach: 9}" }.joined(separator: "\n")
    let diagnostics = check(assessment(answers)).report.diagnostics
    #expect(diagnostics.count == 1_001)
    #expect(diagnostics.contains { $0.code == "too-many-diagnostics" && $0.message.chinese.contains("2500") })
  }
}

/// Evidence files on a real disk.
@Suite struct EvidenceFileTests {
  private func summary(_ record: String, prepare: (URL) throws -> Void) throws -> [String] {
    try TemporaryFolder.use { outer in
      let folder = outer.appending(path: "client")
      try FileManager.default.createDirectory(
        at: folder.appending(path: "evidence"), withIntermediateDirectories: true)
      try Data("秘密\n".utf8).write(to: outer.appending(path: "secret.txt"))
      try Data("证据\n".utf8).write(to: folder.appending(path: "evidence/real.txt"))
      try prepare(folder)
      let text = assessment("positioning.vision: {approach: 4, evidence: [E01]}", evidence: "E01: \(record)")
      return check(text, folder: folder.path).summary
    }
  }

  @Test func aLinkInsideTheFolderIsFollowed() throws {
    let found = try summary("{title: 甲, file: evidence/link.txt, collected: 2025-06-01}") { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/evidence/link.txt", withDestinationPath: "real.txt")
    }
    #expect(found == [])
  }

  @Test(arguments: ["../../secret.txt", "/etc/hostname"])
  func aLinkToOutsideIsRefused(target: String) throws {
    let found = try summary("{title: 甲, file: evidence/link.txt, collected: 2025-06-01}") { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/evidence/link.txt", withDestinationPath: target)
    }
    #expect(found == ["error 12:25 path-outside"])
  }

  @Test func aFolderThatLinksToOutsideIsRefused() throws {
    let found = try summary("{title: 甲, file: archive/secret.txt, collected: 2025-06-01}") { folder in
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/archive", withDestinationPath: "..")
    }
    #expect(found == ["error 12:25 path-outside"])
  }

  @Test func aFolderWhoseNameBeginsAlikeIsOutside() throws {
    let found = try summary("{title: 甲, file: evidence/link.txt, collected: 2025-06-01}") { folder in
      let neighbour = folder.path + "-2"
      try FileManager.default.createDirectory(atPath: neighbour, withIntermediateDirectories: true)
      try Data("甲".utf8).write(to: URL(filePath: neighbour + "/a.txt"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/evidence/link.txt", withDestinationPath: neighbour + "/a.txt")
    }
    #expect(found == ["error 12:25 path-outside"])
  }

  @Test func aLinkThatLeadsNowhereIsMissing() throws {
    let found = try summary("{title: 甲, file: evidence/link.txt, collected: 2025-06-01}") { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/evidence/link.txt", withDestinationPath: "none.txt")
    }
    #expect(found == ["error 12:25 evidence-missing"])
  }

  @Test func aPipeIsNoFile() throws {
    let found = try summary("{title: 甲, file: evidence/pipe, collected: 2025-06-01}") { folder in
      #expect(mkfifo(folder.path + "/evidence/pipe", 0o600) == 0)
    }
    #expect(found == ["error 12:25 not-a-file"])
  }

  @Test func aLargeFileIsRefused() throws {
    let found = try summary("{title: 甲, file: evidence/large.bin, collected: 2025-06-01}") { folder in
      let path = folder.path + "/evidence/large.bin"
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.truncate(atOffset: 64 * 1024 * 1024 + 1)
      try handle.close()
    }
    #expect(found == ["error 12:25 evidence-too-large"])
  }

  @Test func theHashIsTakenOverTheWholeFile() throws {
    try TemporaryFolder.use { folder in
      let content = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
      try content.write(to: folder.appending(path: "large.bin"))
      let hash = SHA256.hash(data: content).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let text = assessment(
        "positioning.vision: {approach: 4, evidence: [E01]}",
        evidence: "E01: {title: 甲, file: large.bin, sha256: \(hash.uppercased()), collected: 2025-06-01}")
      let load = check(text, folder: folder.path)
      #expect(load.summary == [])
      #expect(load.loaded?.assessment.evidence.map(\.fileState) == [.present(sha256: hash, bytes: 3_000_000)])
    }
  }
}

/// Whatever bytes come, reading ends with an assessment or with errors.
@Suite struct DamagedInputTests {
  private func original() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: RepositoryFiles.fixture("assessments/valid-one-item.yml")))
  }

  static let folder = RepositoryFiles.fixture("assessments").path

  private func endsInOrder(_ bytes: [UInt8]) {
    let load = check(bytes, folder: Self.folder)
    #expect((load.loaded == nil) == load.report.hasErrors, "\(String(decoding: bytes, as: UTF8.self))")
    _ = TextRenderer(language: .chinese).text(load.report)
  }

  @Test func everyTruncation() throws {
    let original = try original()
    for length in original.indices { endsInOrder(Array(original.prefix(length))) }
  }

  @Test func randomByteChanges() throws {
    let original = try original()
    var generator = SeededGenerator(seed: 20_250_101)
    for _ in 0..<3_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2:
          bytes.insert(Array("\n\t :#&*![]{}\"'-?|>%@`,\\".utf8).randomElement(using: &generator)!, at: index)
        default:
          let end = Int.random(in: index...min(bytes.count, index + 40), using: &generator)
          bytes.insert(contentsOf: bytes[index..<end], at: index)
        }
      }
      endsInOrder(bytes)
    }
  }
}
