import Foundation
import TestSupport
import Testing

/// The change that `Docs/templates.md` works through, done as it says.
@Suite struct TemplateGuideTests {
  @Test func theWorkedChangeIsSeenInTheReport() async throws {
    let root = RepositoryFiles.root
    let guide = try String(contentsOf: root.appending(path: "Docs/templates.md"), encoding: .utf8)
    let added = try #require(guide.split(separator: "```xml\n").dropFirst().first?.split(separator: "```").first)
    let heading = try #require(
      guide.firstMatch(of: /In `full.xml` find `(<chapter id="statement" [^`]+>)`, write\n`(.+?)`/))
    let folder = try TemporaryFolder()

    // 1. Copy.
    try FileManager.default.copyItem(at: root.appending(path: "Templates"), to: folder["my-templates"])
    var template = try folder.text("my-templates/full.xml")

    // 2. Change a heading and the order.
    let statement = try #require(template.firstMatch(of: #/(?s)    <chapter id="statement".*?</chapter>\n/#))
    #expect(statement.0.contains(heading.1))
    let chapter = String(statement.0).replacing(/title="[^"]+"/, with: String(heading.2), maxReplacements: 1)
    template.removeSubrange(statement.range)
    let end = try #require(template.range(of: "  </body>"))
    template.insert(contentsOf: chapter, at: end.lowerBound)

    // 3. Add a chapter.
    let contents = try #require(template.firstMatch(of: /<contents [^>]+>\n/))
    template.insert(contentsOf: added, at: contents.range.upperBound)
    try folder.write(template, to: "my-templates/full.xml")

    // 4. Check.
    let check = try await Pingxing.run("template", "check", "my-templates/full.xml", in: folder.url)
    #expect(check.status == 0, "\(check.everything)")
    #expect(check.output == "没有发现问题\n")

    // 5. Use it: by its path, and by its name from a folder of one's own.
    let evidence =
      "E01: {title: 排班规则, location: 档案室, collected: 2025-01-08, expires: 2025-06-30}"
    try folder.write(
      SampleAssessment.assessment(
        answers: "positioning.vision: {approach: 4, deployment: 3, results: 3, evidence: [E01]}", evidence: evidence),
      to: "centre.yml")
    let run = try await Pingxing.run(
      "report", "centre.yml", "--template", "my-templates/full.xml", "-o", "report.pdf", in: folder.url)
    #expect(run.status == 0, "\(run.everything)")
    let pages = try await PDFText.pages(of: folder["report.pdf"])
    let text = PDFText.squeezed(pages.joined())
    #expect(text.contains("失效的证据"))
    #expect(text.contains("以下证据在2025年12月20日已经无效，共1件，明细见表1。"))
    #expect(!text.contains("声明与范围"))
    let first = try #require(pages.firstIndex { $0.contains("失效的证据") && $0.contains("明细见") })
    let last = try #require(pages.lastIndex { $0.contains("先说清楚") })
    #expect(first < last)
    #expect(last == pages.count - 1)

    try FileManager.default.createDirectory(at: folder["share/pingxing"], withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: folder["my-templates"], to: folder["share/pingxing/Templates"])
    let named = try await Pingxing.run(
      "report", "centre.yml", "--template", "full", "--data", "share/pingxing", "-o", "named.pdf", in: folder.url)
    #expect(named.status == 0, "\(named.everything)")
    #expect(try folder.data("named.pdf") == folder.data("report.pdf"))
  }
}
