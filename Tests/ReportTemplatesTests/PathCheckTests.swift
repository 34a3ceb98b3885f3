import Diagnostics
import Foundation
import ReportTemplates
import TestSupport
import Testing

/// Names in XPath that no result document has.
@Suite struct PathCheckTests {
  private static let results: ResultSchema = {
    let url = RepositoryFiles.root.appending(path: "Schemas/result.rng")
    // Without the schema no test here means anything.
    // swift-format-ignore: NeverUseForceTry
    return try! ResultSchema([UInt8](Data(contentsOf: url)), path: "Schemas/result.rng")
  }()

  private func unknown(_ text: String) throws -> [Diagnostic] {
    try compile(text).unknownPaths(in: Self.results)
  }

  /// The unknown names in some content of a chapter, which stands on line 3.
  private func names(_ content: String, parts: String = "") throws -> [String] {
    try unknown(chapter("\n" + content, parts: parts)).map { finding in
      let place = finding.location ?? SourceLocation(file: "?")
      return "\(place.line):\(place.column)+\(place.length) \(finding.hint?.chinese ?? "-")"
    }
  }

  @Test(arguments: [
    ("<value select=\"/result-document/organisation/@name\"/>", []),
    ("<value select=\"/result-document/organisation/@nam\"/>", ["3:58+3 是不是 name？"]),
    ("<value select=\"/result-document/rubric/@id\"/>", ["3:44+6 是不是 rubrics？"]),
    ("<value select=\"count(//item[@capped='true'])\"/>", []),
    ("<value select=\"count(//itm)\"/>", ["3:35+3 是不是 item？"]),
    ("<value select=\"//item[evidenced/@dispaly &lt; 60]/@title\"/>", ["3:45+7 是不是 display？"]),
    ("<value select=\"//evidence[@id = current()/@id]/@title\"/>", ["3:55+2 -"]),
    ("<value select=\"//item/ancestor::rubric/@version\"/>", []),
    (
      "<value select=\"//item/ancestor::gate/@id\"/>",
      [
        "3:44+4 这里有：domain、domains、group、groups、items、result-document、rubric、rubrics、warning、warnings；完整的见 Docs/result-document.md"
      ]
    ),
    ("<value select=\"//gate/preceding-sibling::gate[1]/@result\"/>", []),
    ("<value select=\"//heat-map/rows/row/../../@facet-set\"/>", []),
    ("<value select=\"substring('过程范畴', 1 + 2 * number(not(//profile-provenance)), 2)\"/>", []),
    ("<value select=\"(//strength | //gap)/@domain-title\"/>", []),
    ("<value select=\"(//strength | //gap)[1]/@effort div 2 - 1\"/>", []),
    ("<value select=\"//warning/message/text()\"/>", []),
    ("<value select=\"//*/@id\"/>", []),
  ])
  func namesAreLookedUpWhereTheyStand(select: String, expected: [String]) throws {
    #expect(try names("<paragraph>\(select)</paragraph>") == expected)
  }

  @Test func loopsAndPartsAreFollowedFromWhereTheyAreUsed() throws {
    let part = "<part name='p'><paragraph><value select='@number'/><value select='@claus'/></paragraph></part>"
    let loops =
      "<for-each select='//domain'><use part='p'/></for-each><for-each select='//item'><use part='p'/></for-each>"
    // A domain has a number though an item has none; neither has @claus.
    let found = try unknown(chapter(loops, parts: part))
    #expect(found.map(\.code) == ["unknown-path"])
    #expect(found.first?.location?.line == 3)
    #expect(found.first?.severity == .warning)
    #expect(found.first?.message.chinese.contains("@claus") == true)
  }

  @Test func aPartThatUsesItselfIsFollowedOnce() throws {
    let part = "<part name='p'><for-each select='*'><use part='p'/></for-each></part>"
    #expect(try names("<with select='/result-document'><use part='p'/></with>", parts: part) == [])
  }

  @Test func afterAnUnknownNameNothingMoreIsClaimed() throws {
    #expect(
      try names("<for-each select='//domane'><paragraph><value select='@nowhere-known'/></paragraph></for-each>").count
        == 2)
    #expect(
      try names("<for-each select='//domane'><paragraph><value select='@title'/></paragraph></for-each>").count == 1)
  }

  /// Whatever a template asks, the walk ends, and without a word about syntax that the compiler accepts.
  @Test(arguments: [
    "1", "'a'", "-1", "a or b", "..", ".", "/", "//*", "@*", "node()", "/..", "a[b[c]]/d", "string(//a)", "* * *",
    "div div mod", "((a))", "a/b | c/d", "last()-1", "concat('(', a, ')')", "processing-instruction('x')",
  ])
  func everySyntaxIsWalked(expression: String) throws {
    _ = try unknown(chapter("<if test=\"\(expression)\"><rule/></if>"))
  }

  /// All at once: a fault of form hides no wrong path elsewhere, nor braces in a text, and makes no path wrong that may be right.
  @Test func wrongPathsAreFoundBesideOtherFaults() throws {
    let text = chapter(
      """

      <paragraf/>
      <paragraph><value select="//item/@titel"/>{//item/@id}</paragraph>
      <for-each select="//item["><paragraph><value select="@id"/></paragraph></for-each>
      <for-each><paragraph><value select="@weight"/></paragraph></for-each>
      """)
    let reading = CompiledTemplate.read([UInt8](text.utf8), path: "t.xml", schema: schema)
    #expect(reading.template == nil)
    #expect(
      reading.report.diagnostics.map { "\($0.location?.line ?? 0) \($0.code)" } == [
        "3 unknown-element", "4 braces-in-text", "5 xpath-syntax", "6 missing-attribute",
      ])
    let unknown = try #require(reading.draft).unknownPaths(in: Self.results)
    #expect(unknown.map { $0.location?.line } == [4])
  }

  @Test func theTemplatesOfTheRepositoryNameOnlyWhatThereIs() throws {
    let folder = RepositoryFiles.root.appending(path: "Templates")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".xml") }
    #expect(files.count >= 3)
    for file in files {
      let path = folder.appending(path: file).path
      let reading = CompiledTemplate.read(
        [UInt8](try Data(contentsOf: URL(filePath: path))), path: path,
        folder: TemplateFolder(ofTemplate: path), schema: schema)
      #expect(reading.report.diagnostics.isEmpty, "\(reading.report.diagnostics)")
      #expect(try #require(reading.template).unknownPaths(in: Self.results).isEmpty)
    }
  }
}
