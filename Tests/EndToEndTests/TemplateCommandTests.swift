import Foundation
import TestSupport
import Testing

/// `template list` and `template check`.
@Suite struct TemplateCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func check(_ arguments: String...) async throws -> ProgramRun {
    try await Pingxing.run(arguments: ["template", "check"] + arguments, in: folder.url)
  }

  /// A template around the content of one chapter, which stands on line 3.
  private func template(_ content: String) -> String {
    """
    <template format="pingxing/template/1" id="own" title="自己的">
    <body><chapter id="x" title="题">
    \(content)
    </chapter></body></template>
    """
  }

  @Test func anEmptyReportIsWarnedOf() async throws {
    try folder.write(SampleAssessment.text, to: "centre.yml")
    try folder.write(
      "<template format=\"pingxing/template/1\" id=\"own\" title=\"空\"><body></body></template>", to: "own.xml")
    #expect(try await check("own.xml").output.contains("own.xml:1:60: 警告: 报告里没有内容"))
    let run = try await Pingxing.run(
      "report", "centre.yml", "--template", "own.xml", "-o", "out.pdf", in: folder.url)
    #expect(run.status == 0)
    #expect(run.messages.contains("[empty-report]"), "\(run.messages)")
  }

  /// The label that scores are not official stands on every page of a report, though its template does not write it.
  @Test func aTemplateCannotLeaveOutTheLabel() async throws {
    let label = "自评参考，非官方评分"
    try folder.write(SampleAssessment.text, to: "centre.yml")
    try folder.write(
      "<template format=\"pingxing/template/1\" id=\"own\" title=\"无\"><page footer=\"内部\"/><body><cover/>"
        + "<paragraph>甲</paragraph><page-break/><paragraph>乙</paragraph></body></template>", to: "own.xml")
    let check = try await check("own.xml")
    #expect(check.status == 0)
    #expect(check.output.components(separatedBy: "[label-missing]").count == 3, "\(check.output)")
    #expect(check.output.contains("own.xml:1:73: 警告: 页脚没有“\(label)”"), "\(check.output)")
    let run = try await Pingxing.run("report", "centre.yml", "--template", "own.xml", "-o", "out.pdf", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    let pages = try await PDFText.pages(of: folder["out.pdf"]).map { PDFText.squeezed($0) }
    #expect(pages.count == 3)
    for page in pages { #expect(page.contains(label)) }
    #expect(pages[1].contains("\(label)·内部"), "\(pages[1])")
  }

  /// A character that XML does not allow is a fault of the syntax and no missing character.
  @Test func aForbiddenReferenceIsReportedOnce() async throws {
    try folder.write(template("<paragraph>&#0;</paragraph>"), to: "own.xml")
    let run = try await check("own.xml")
    #expect(run.output.contains("[xml-syntax]") && !run.output.contains("[missing-glyph]"), "\(run.output)")
  }

  @Test func filesThatIncludeEachOtherAreNamed() async throws {
    let parts = "<parts format=\"pingxing/template-parts/1\"><include file=\"b.xml\"/></parts>"
    try folder.write(parts, to: "a.xml")
    try folder.write(parts.replacing("b.xml", with: "a.xml"), to: "b.xml")
    try folder.write(
      "<template format=\"pingxing/template/1\" id=\"own\" title=\"圈\"><include file=\"a.xml\"/><body/></template>",
      to: "own.xml")
    let run = try await Pingxing.run("template", "check", "own.xml", "--lang", "en", in: folder.url)
    #expect(run.output.contains("(the template) → a.xml → b.xml → a.xml"), "\(run.output)")
  }

  @Test func theTemplatesAreListedWithTheirReaders() async throws {
    let run = try await Pingxing.run("template", "list")
    #expect(run.status == 0)
    for (name, title) in [("full", "完整报告"), ("board", "董事会摘要"), ("workpaper", "审核工作底稿")] {
      let place = try #require(run.lines.firstIndex { $0.hasPrefix(name + " ") })
      #expect(run.lines[place].contains(title))
      #expect(run.lines[place + 1].hasSuffix("Templates/\(name).xml"), "the path stands below, whole")
    }
    let english = try await Pingxing.run("template", "list", "--lang", "en")
    #expect(english.lines.first?.hasPrefix("name") == true)
    #expect(english.output.contains("Full report"))
  }

  @Test func theTemplatesOfTheProgramHaveNoFault() async throws {
    let run = try await check()
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.output == "没有发现问题\n")
  }

  @Test func charactersThatNoFontHasAreNamedWithTheirPlaces() async throws {
    try folder.write(
      template(
        """
        <!-- \u{132F9} -->
        <paragraph>字\u{132F9}与<strong>&#x132F9;</strong></paragraph>
        <paragraph>第二行 \u{132F9}</paragraph>
        """), to: "own.xml")
    let run = try await check("own.xml")
    #expect(run.status == 1)
    #expect(run.output.contains("own.xml:4:13: 错误"), "\(run.output)")
    #expect(run.output.contains("（U+132F9），共 3 处 [missing-glyph]"))
    #expect(run.output.contains("own.xml:5:"))
    #expect(run.output.contains("1 个错误"))
  }

  /// The likeliest slip, since attributes work that way.
  @Test func pathsInBracesInTextAreWarnedOf() async throws {
    try folder.write(
      template("<paragraph>本报告关于{/result-document/organisation/@name}。</paragraph><paragraph>集合 {甲、乙}</paragraph>"),
      to: "own.xml")
    let run = try await check("own.xml")
    #expect(run.status == 0 && run.output.contains("own.xml:3:2: 警告"), "\(run.output)")
    #expect(run.output.matches(of: /braces-in-text/).count == 1 && run.output.contains("<value select="))
  }

  @Test func everyKindOfFindingIsShownAtOnce() async throws {
    try folder.write(
      template(
        """
        <paragraph><value select="/result-document/organisation/@nam"/><ref to="nowhere"/></paragraph>
        <paragraph><value select="//rubric[@id='none']/@title"/></paragraph>
        <figure><bars minimum="0" maximum="100"><bar value="{//organisation/@name}"/></bars></figure>
        """), to: "own.xml")
    let run = try await check("own.xml")
    #expect(run.status == 1)
    for finding in [
      "own.xml:3:58: 警告", "[unknown-path]", "是不是 name？", "own.xml:3:73: 错误", "[unknown-target]", "own.xml:4:27: 说明",
      "[selects-nothing]", "own.xml:5:53: 错误", "[not-a-number]", "2 个错误",
    ] {
      #expect(run.output.contains(finding), "\(finding): \(run.output)")
    }
    #expect(run.messages.isEmpty)
  }

  @Test func findingsComeInEveryForm() async throws {
    try folder.write(template("<paragraf/>"), to: "own.xml")
    let json = try await check("own.xml", "--format", "json")
    #expect(json.status == 1)
    let list = try JSONSerialization.jsonObject(with: json.outputBytes)
    #expect("\(list)".contains("unknown-element"))
    let sarif = try await check("own.xml", "--format", "sarif")
    let log = try #require(try JSONSerialization.jsonObject(with: sarif.outputBytes) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    #expect(sarif.output.contains("\"startLine\": 3") || sarif.output.contains("\"startLine\":3"))
  }

  @Test func oneThatIsMissingDoesNotHideTheOthers() async throws {
    try folder.write(template("<paragraf/>"), to: "own.xml")
    let run = try await check("short", "own.xml")
    #expect(run.status == 64)
    #expect(run.output.contains("[unknown-template]"))
    #expect(run.output.contains("[unknown-element]"))
  }

  /// What no template should hold is refused by `check` and by `report`, soon and with a place.
  @Test(arguments: [
    ("<!DOCTYPE template [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><template/>", "document-type"),
    (
      "<!DOCTYPE t [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><t>&c;</t>",
      "document-type"
    ),
    (String(repeating: "<if test='1'>", count: 100_000), "xml-syntax"),
    (String(repeating: " ", count: 10 << 20), "file-too-large"),
    ("<template", "xml-syntax"),
  ])
  func whatCannotBeReadIsRefused(text: String, code: String) async throws {
    try folder.write(text, to: "own.xml")
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let check = try await check("own.xml")
    #expect(check.status == 65, "\(check.everything.prefix(500))")
    #expect(check.output.contains("[\(code)]"))
    let report = try await Pingxing.run(
      "report", "centre.yml", "--template", "own.xml", "-o", "out.pdf", in: folder.url)
    #expect(report.status == 65)
    #expect(report.messages.contains("[\(code)]"))
    #expect(try folder.names() == ["centre.yml", "own.xml"])
  }

  @Test(arguments: [
    ("<paragraph><value select=\"document('/etc/passwd')\"/></paragraph>", "xpath-syntax"),
    ("<paragraph><value select=\"unparsed-text('/etc/passwd')\"/></paragraph>", "xpath-syntax"),
    ("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\"/>", "unknown-element"),
    ("<paragraph>&external;</paragraph>", "xml-syntax"),
    ("<paragraph><value select=\"count(//*[count(//*[count(//*) &gt; 0]) &gt; 0])\"/></paragraph>", "xpath-evaluation"),
    (
      "<paragraph><value select=\"\(String(repeating: "(", count: 900))1\(String(repeating: ")", count: 900))\"/></paragraph>",
      "xpath-syntax"
    ),
    ("<paragraph><value select=\"\(String(repeating: "a/", count: 2_000))a\"/></paragraph>", "xpath-syntax"),
    (
      "<for-each select=\"//*\"><for-each select=\"//*\"><for-each select=\"//*\"><paragraph>x</paragraph></for-each></for-each></for-each>",
      "template-limit"
    ),
    ("<include file=\"/etc/passwd\"/>", "misplaced-element"),
    ("<use part=\"loop\"/>", "unknown-part"),
  ])
  func whatReachesOutOrNeverEndsIsRefused(content: String, code: String) async throws {
    try folder.write(template(content), to: "own.xml")
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let report = try await Pingxing.run(
      "report", "centre.yml", "--template", "own.xml", "-o", "out.pdf", in: folder.url)
    #expect(report.status == 65, "\(report.everything.prefix(500))")
    #expect(report.messages.contains("own.xml:3:"), "\(report.messages.prefix(500))")
    #expect(report.messages.contains(code))
    #expect(!report.messages.contains("root:"))
    #expect(try folder.names() == ["centre.yml", "own.xml"])
  }

  @Test func nothingOutsideOfItsFolderIsIncluded() async throws {
    try folder.write(
      "<parts format=\"pingxing/template-parts/1\"><part name=\"p\"><rule/></part></parts>", to: "secret.xml")
    try folder.link("own/link.xml", to: "../secret.xml")
    for path in ["../secret.xml", folder["secret.xml"].path, "link.xml", "none.xml"] {
      try folder.write(
        template("<use part=\"p\"/>").replacing("<body>", with: "<include file=\"\(path)\"/><body>"), to: "own/own.xml")
      let run = try await check("own/own.xml")
      #expect(run.status == 1)
      #expect(run.output.contains(path == "none.xml" ? "[include-missing]" : "[include-outside]"), "\(run.output)")
      #expect(run.output.contains("own/own.xml:2:16:"))
    }
  }
}
