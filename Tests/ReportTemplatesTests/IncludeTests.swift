import Diagnostics
import Foundation
import ReportTemplates
import Testing

/// Files that a template includes: shared parts, and nothing from outside of the template's own folder.
@Suite struct IncludeTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "pingxing-include-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "own/parts"), withIntermediateDirectories: true)
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  /// A file of parts.
  private func parts(_ content: String) -> String {
    "<parts format=\"pingxing/template-parts/1\">\n\(content)\n</parts>"
  }

  /// A template that includes files and uses the part `line` in a chapter.
  private func including(_ files: String...) -> String {
    let includes = files.map { "<include file=\"\($0)\"/>" }.joined()
    return
      "<template format=\"pingxing/template/1\" id=\"t\" title=\"试\">\n\(includes)<body><chapter title=\"章\"><use part=\"line\"/></chapter></body></template>"
  }

  private func reading(_ text: String) -> TemplateReading {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path + "/own/t.xml"
    return CompiledTemplate.read(
      [UInt8](text.utf8), path: path, folder: TemplateFolder(ofTemplate: path), schema: schema)
  }

  /// The findings as `file:line:column code`.
  private func found(_ text: String) -> [String] {
    reading(text).report.diagnostics.map { diagnostic in
      let place = diagnostic.location ?? SourceLocation(file: "?")
      let file = place.file.replacing(folder.path + "/", with: "")
      return "\(file):\(place.line):\(place.column) \(diagnostic.code)"
    }
  }

  @Test func partsOfOtherFilesAreUsedAsIfTheyStoodHere() throws {
    try write(parts("<part name=\"line\"><paragraph>文</paragraph></part>"), to: "own/parts/a.xml")
    let reading = reading(including("parts/a.xml"))
    #expect(reading.report.diagnostics.isEmpty)
    #expect(reading.template?.parts.keys.sorted() == ["line"])
  }

  @Test func includedFilesIncludeOthersFromTheirOwnPlace() throws {
    try write(parts("<include file=\"b.xml\"/>"), to: "own/parts/a.xml")
    try write(parts("<part name=\"line\"><paragraph>文</paragraph></part>"), to: "own/parts/b.xml")
    #expect(found(including("parts/a.xml")) == [])
  }

  @Test func aFileThatTwoOthersIncludeIsReadOnce() throws {
    try write(parts("<include file=\"c.xml\"/>"), to: "own/parts/a.xml")
    try write(parts("<include file=\"c.xml\"/>"), to: "own/parts/b.xml")
    try write(parts("<part name=\"line\"><paragraph>文</paragraph></part>"), to: "own/parts/c.xml")
    #expect(found(including("parts/a.xml", "parts/b.xml")) == [])
  }

  @Test func faultsOfAnIncludedFileHaveItsOwnPlaces() throws {
    try write(
      parts("<part name=\"line\">\n  <paragraf/><paragraph><value select=\"a[\"/></paragraph></part>"),
      to: "own/parts/a.xml")
    #expect(
      found(including("parts/a.xml")) == [
        "own/parts/a.xml:3:4 unknown-element", "own/parts/a.xml:3:41 xpath-syntax",
      ])
  }

  /// No spelling of a path leads out of the folder, and none is tried.
  @Test(arguments: [
    "../secret.xml", "parts/../../secret.xml", "/etc/passwd", "/etc/hosts.xml", "parts//a.xml", "./a.xml",
    ".hidden.xml", "parts\\a.xml", "http://example.com/a.xml", "file:///etc/a.xml", "a.txt", "", ".xml",
  ])
  func pathsThatLeaveTheFolderAreRefused(path: String) throws {
    try write(parts("<part name=\"line\"><rule/></part>"), to: "secret.xml")
    let codes = reading(including(path)).report.diagnostics.map(\.code)
    #expect(codes.contains("include-outside") || codes.contains("wrong-attribute-value"), "\(codes)")
  }

  @Test func linksOutOfTheFolderAreRefused() throws {
    try write(parts("<part name=\"line\"><rule/></part>"), to: "secret.xml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/own/parts/link.xml", withDestinationPath: "../../secret.xml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/own/up", withDestinationPath: "..")
    #expect(
      found(including("parts/link.xml", "up/secret.xml")).filter { $0.hasSuffix("include-outside") } == [
        "own/t.xml:2:16 include-outside", "own/t.xml:2:48 include-outside",
      ])
  }

  @Test func linksInsideOfTheFolderAreFollowed() throws {
    try write(parts("<part name=\"line\"><rule/></part>"), to: "own/parts/a.xml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/own/link.xml", withDestinationPath: "parts/a.xml")
    #expect(found(including("link.xml")) == [])
  }

  @Test func whatIsNoFileIsRefusedWithoutWaiting() throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: "own/parts/folder.xml"), withIntermediateDirectories: true)
    mkfifo(folder.path + "/own/parts/pipe.xml", 0o600)
    let codes = reading(including("parts/folder.xml", "parts/pipe.xml", "parts/none.xml")).report.diagnostics
      .map(\.code)
    #expect(
      codes.filter { $0.hasPrefix("include") } == ["include-unreadable", "include-unreadable", "include-missing"])
  }

  @Test func largeAndHostileFilesAreRefused() throws {
    try write(String(repeating: " ", count: 5 << 20), to: "own/parts/large.xml")
    try write("<!DOCTYPE parts [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><parts/>", to: "own/parts/entity.xml")
    let codes = reading(including("parts/large.xml", "parts/entity.xml")).report.diagnostics.map(\.code)
    #expect(codes.contains("file-too-large"))
    #expect(codes.contains("document-type"))
  }

  @Test func circlesAreNamed() throws {
    try write(parts("<include file=\"b.xml\"/>"), to: "own/parts/a.xml")
    try write(parts("<include file=\"a.xml\"/>"), to: "own/parts/b.xml")
    let reading = reading(including("parts/a.xml"))
    let circle = try #require(reading.report.diagnostics.first { $0.code == "circular-include" })
    #expect(circle.message.chinese.contains("parts/a.xml → parts/b.xml → parts/a.xml"))
  }

  @Test func depthAndNumberAreLimited() throws {
    for number in 0..<20 {
      try write(parts("<include file=\"f\(number + 1).xml\"/>"), to: "own/parts/f\(number).xml")
    }
    #expect(reading(including("parts/f0.xml")).report.diagnostics.contains { $0.code == "include-limit" })
  }

  @Test func aTemplateIsNotAFileOfPartsNorTheOtherWayRound() throws {
    try write(including(), to: "own/parts/a.xml")
    #expect(found(including("parts/a.xml")).contains { $0.hasPrefix("own/parts/a.xml:1:2 wrong-root") })
    #expect(found(parts("")).contains { $0.hasSuffix("1:2 wrong-root") })
  }

  @Test func aPartOfAnotherFileCannotBeDefinedAgain() throws {
    try write(parts("<part name=\"line\"><rule/></part>"), to: "own/parts/a.xml")
    try write(parts("<part name=\"line\"><rule/></part>"), to: "own/parts/b.xml")
    #expect(found(including("parts/a.xml", "parts/b.xml")).contains { $0.hasSuffix("duplicate-part") })
  }

  @Test func withoutAFolderNothingIsRead() {
    let found = CompiledTemplate.read([UInt8](including("parts/a.xml").utf8), path: "t.xml", schema: schema)
    #expect(found.report.diagnostics.contains { $0.code == "include-outside" })
  }

  @Test func whatIsNotUsedIsSaid() throws {
    try write(parts("<part name=\"line\"><rule/></part><part name=\"spare\"><rule/></part>"), to: "own/parts/a.xml")
    try write(parts("<part name=\"other\"><rule/></part>"), to: "own/parts/b.xml")
    let text = including("parts/a.xml", "parts/b.xml").replacing(
      "<body>", with: "<part name=\"own\"><use part=\"own2\"/></part><part name=\"own2\"><rule/></part><body>")
    let reading = reading(text)
    #expect(reading.template != nil, "warnings stop nothing")
    #expect(reading.report.diagnostics.map(\.code) == ["unused-include", "unused-part", "unused-part"])
    #expect(reading.report.diagnostics.allSatisfy { $0.severity == .warning })
  }
}
