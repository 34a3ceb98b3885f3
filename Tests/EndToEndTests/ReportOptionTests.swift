import Foundation
import TestSupport
import Testing

/// `--draft`, `--sections` and `--template`.
@Suite struct ReportOptionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
  }

  private func report(_ options: String...) async throws -> ProgramRun {
    try await Pingxing.run(arguments: ["report", "centre.yml", "-o", "out.pdf"] + options, in: folder.url)
  }

  private func headings() async throws -> [String] {
    let json = try await Pingxing.tool("qpdf", "--json", "--json-key=outlines", folder["out.pdf"].path)
    let document = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    return (document["outlines"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
  }

  @Test func aDraftSaysSoOnEveryPage() async throws {
    #expect(try await report("--sections", "statement,method").status == 0)
    let final = try await PDFText.pages(of: folder["out.pdf"])
    #expect(try await report("--sections", "statement,method", "--draft").status == 0)
    let draft = try await PDFText.pages(of: folder["out.pdf"])
    #expect(draft.count == final.count)
    #expect(draft.count >= 3)
    for (number, (page, plain)) in zip(draft, final).enumerated() {
      // The words run aslant, so that reading tools give their characters apart.
      let added = page.filter { "草稿".contains($0) }.count - plain.filter { "草稿".contains($0) }.count
      #expect(added == 2, "page \(number + 1)")
    }
  }

  @Test func onlyTheSectionsAskedForAreKept() async throws {
    #expect(try await report("--sections", "board, gates").status == 0)
    let titles = try await headings()
    #expect(titles.count == 2)
    #expect(titles.first == "管理层摘要")
    #expect(titles.last?.hasSuffix("门槛与推导") == true)
    let cover = try #require(try await PDFText.pages(of: folder["out.pdf"]).first)
    #expect(cover.contains("自评报告"))
  }

  @Test func aSectionThatIsNotThereIsRefused() async throws {
    let run = try await report("--sections", "boards")
    #expect(run.status == 64)
    #expect(run.messages.contains("[unknown-section]"))
    #expect(run.messages.contains("是不是 board？"))
    #expect(try folder.names() == ["centre.yml"])
  }

  @Test(arguments: [
    ("▶<chapter id=\"x\" title=\"题\"><paragraf>文</paragraf></chapter>", "paragraf"),
    ("▶<chapter id=\"x\" title=\"题\"><paragraph><value select=\"//[\"/></paragraph></chapter>", "//["),
    ("▶<chapter id=\"x\" title=\"题\"><use part=\"nothing\"/></chapter>", "nothing"),
    ("<chapter id=\"x\" title=\"题\"><paragraph>文</paragraph>\n▶</chapters>", "</chapter>"),
  ])
  func aBrokenTemplateIsRefusedWithItsLine(chapter: String, word: String) async throws {
    let marked = MarkedText(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <template format="pingxing/template/1" id="own" title="自己的">
        <body>
          \(chapter)
        </body>
      </template>

      """)
    try folder.write(marked.text, to: "own.xml")
    let run = try await report("--template", "own.xml")
    #expect(run.status == 65, "\(run.everything)")
    let line = try #require(marked.places.first?.split(separator: ":").first)
    #expect(run.messages.contains("own.xml:\(line):"), "\(run.messages)")
    #expect(run.messages.contains(word), "\(run.messages)")
    #expect(try folder.names() == ["centre.yml", "own.xml"])
  }

  @Test func aTemplateThatIsNotThereIsMissing() async throws {
    let byName = try await report("--template", "short")
    #expect(byName.status == 64)
    #expect(byName.messages.contains("full"), "those there are get named")
    let byPath = try await report("--template", "./short.xml")
    #expect(byPath.status == 66)
    #expect(byPath.messages.contains("./short.xml"))
  }
}
