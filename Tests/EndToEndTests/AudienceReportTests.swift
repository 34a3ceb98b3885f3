import Foundation
import TestSupport
import Testing

/// The reports for a board and for an auditor, and several reports in one run.
@Suite struct AudienceReportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
  }

  private func report(_ options: String...) async throws -> ProgramRun {
    try await Pingxing.run(arguments: ["report", "centre.yml"] + options, in: folder.url)
  }

  /// One run writes both reports of an example, which every reading tool accepts.
  @Test(arguments: ExampleReport.names)
  func examplesAreSound(name: String) async throws {
    let run = try await Pingxing.run(
      "report", ExampleReport.assessment(name).path, "--template", "board,workpaper", "-o", "out/", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.lines.filter { !$0.isEmpty }.count == 2)
    #expect(try folder.names() == ["centre.yml", "out"])
    for template in ["board", "workpaper"] {
      let file = folder["out/centre-\(template).pdf"]
      let check = try await Pingxing.tool("qpdf", "--check", file.path)
      #expect(check.status == 0, "\(check.everything)")
      let facts = try await Pingxing.tool("pdfinfo", file.path).output
      #expect(facts.contains(/Tagged: +yes/))
      let images = try await Pingxing.tool("pdfimages", "-list", file.path)
      #expect(images.lines.dropFirst(2).filter { !$0.isEmpty } == [])
    }
    let board = try await PDFText.pages(of: folder["out/centre-board.pdf"])
    #expect(board.count == 2)
    for page in board { #expect(page.contains("自评参考，非官方评分")) }
    #expect(board.first?.contains("有据得分") == true)
    #expect(board.last?.contains("先做的事") == true)

    let pages = try await PDFText.pages(of: folder["out/centre-workpaper.pdf"])
    #expect((40...110).contains(pages.count))
    let text = PDFText.squeezed(pages.joined())
    // Every item has its sheet: its question stands there with room for a signature.
    let sheets = text.matches(of: /评审员所见/).count
    let score = try await Pingxing.run("score", ExampleReport.assessment(name).path, "--format", "xml")
    let questions = score.output.matches(of: /<question>([^<]+)<\/question>/).map { PDFText.squeezed($0.1) }
    #expect(questions.count > 100)
    #expect(sheets == questions.count)
    #expect(questions.filter { !text.contains($0) } == [])
    #expect(text.contains("资料索取清单"))
    // Only what applies is asked for by the list; what does not apply is not on it, and its sheet says so.
    try folder.write(score.output, to: "score.xml")
    for (status, sentence) in [("!=", "没有，按“资料索取清单”索取。"), ("=", "不适用的评审项没有列入“资料索取清单”")] {
      let path = "count(//item[@status\(status)'not-applicable'][not(citations/citation)])"
      let count = try await Pingxing.tool("xmllint", "--xpath", path, folder["score.xml"].path).output
      #expect(
        text.ranges(of: sentence).count == Int(count.trimmingCharacters(in: .whitespacesAndNewlines)), "\(sentence)")
    }
    // Notes and evidence are those of whoever assessed.
    #expect(!text.contains("中心说明") && !text.contains("评估提交") && !text.contains("推翻自评。"))
  }

  /// The board's report has two pages however much or little there is to say.
  @Test func theBoardAlwaysGetsTwoPages() async throws {
    let long = String(repeating: "华东客户联络中心", count: 12)
    let rubrics =
      "[{id: ccom-2019, version: 1.0.0}, {id: cccs-op-2010, version: 1.0.0}, {id: cccs-op-2008, version: 1.0.0}]"
    let empty = SampleAssessment.text.replacing(/(?s)answers:.*/, with: "answers: {}\n")
    let texts = [
      SampleAssessment.text, empty, SampleAssessment.text.replacing("华东客户联络中心", with: long),
      empty.replacing(/rubrics: \[.*\]/, with: "rubrics: \(rubrics)").replacing("华东客户联络中心", with: long),
      empty.replacing(/rubrics: \[.*\]/, with: "rubrics: [{id: ccom-2019, version: 1.0.0}]"),
    ]
    for text in texts {
      try folder.write(text, to: "centre.yml")
      let run = try await report("--template", "board", "-o", "out.pdf")
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.output.contains("  2 页  "), "\(run.output)")
    }
  }

  @Test func theSameInputGivesTheSameBytes() async throws {
    #expect(try await report("--template", "board,workpaper,full", "-o", "first/").status == 0)
    #expect(try await report("--template", "full,workpaper,board", "-o", "second/", "--lang", "en").status == 0)
    #expect(try await report("--template", "board", "-o", "alone.pdf").status == 0)
    for template in ["board", "workpaper", "full"] {
      let name = "centre-\(template).pdf"
      #expect(try folder.data("first/\(name)") == folder.data("second/\(name)"))
    }
    #expect(try folder.data("first/centre-board.pdf") == folder.data("alone.pdf"))
  }

  @Test func aPatternNamesTheFiles() async throws {
    let run = try await report("--template", "board, full", "-o", "report-{template}.pdf")
    #expect(run.status == 0, "\(run.messages)")
    #expect(try folder.names() == ["centre.yml", "report-board.pdf", "report-full.pdf"])
    #expect(
      run.lines.map { $0.split(separator: " ").first.map(String.init) ?? "" }.prefix(2) == [
        "report-board.pdf", "report-full.pdf",
      ])
  }

  @Test(arguments: [
    (["--template", "board,full", "-o", "out.pdf"], "one-output"),
    (["--template", "board,full", "-o", "-"], "one-output"),
    (["--template", "board,board", "-o", "out/"], "template-twice"),
    (["--template", "board,,full", "-o", "out/"], "template-list"),
    (["--template", "", "-o", "out.pdf"], "template-list"),
  ])
  func whatIsAmbiguousIsRefused(options: [String], code: String) async throws {
    let run = try await Pingxing.run(arguments: ["report", "centre.yml"] + options, in: folder.url)
    #expect(run.status == 64)
    #expect(run.messages.contains("[\(code)]"))
    #expect(run.messages.contains("提示"))
    #expect(try folder.names() == ["centre.yml"])
  }

  /// One report that cannot be made or written keeps all of them back.
  @Test func allAreWrittenOrNone() async throws {
    try folder.write("the last report", to: "out/centre-board.pdf")
    try folder.makeFolder("out/centre-full.pdf")
    let blocked = try await report("--template", "board,full", "-o", "out/")
    #expect(blocked.status == 73)
    #expect(blocked.output.isEmpty)
    #expect(try folder.text("out/centre-board.pdf") == "the last report")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["out"].path).count == 2)

    try folder.write("<template/>", to: "broken.xml")
    let broken = try await report("--template", "board,broken.xml", "-o", "new/")
    #expect(broken.status == 65)
    #expect(!(try folder.names().contains("new")))

    let full = try await Pingxing.shell(
      "ulimit -f 150; exec \"$PINGXING\" report centre.yml --template board,full -o short/", in: folder.url)
    #expect(full.status == 73, "\(full.everything)")
    #expect(!(try folder.names().contains("short")))
  }
}
