import Canvas
import DocumentModel
import Fonts
import Foundation
import PDFOutput
import PageLayout
import TestSupport
import Testing

/// The sample report, set by the typesetter in the installed fonts and painted: what readers of the file find in it.
///
/// With `SAMPLE_REPORT_FOLDER` in the environment the file is kept there as `sample.pdf`, to be looked at.
@Suite struct SampleReportTests {
  struct Report {
    var pages: PagedDocument
    var pdf: [UInt8]
  }

  struct ToolFailure: Error { var text: String }

  static let report: Result<Report, any Error> = Result {
    let pages = try PageLayouter(fonts: try Installed.library.get()).layout(SampleDocument.document)
    let pdf = try PDFPainter().render(pages, fonts: try Installed.library.get())
    if let folder = ProcessInfo.processInfo.environment["SAMPLE_REPORT_FOLDER"] {
      try Data(pdf).write(to: URL(filePath: folder).appending(path: "sample.pdf"))
    }
    return Report(pages: pages, pdf: pdf)
  }

  /// Runs a program of the system on the report; `{}` in the arguments is the file.
  static func run(_ program: String, _ arguments: String...) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(report.get().pdf).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(program)")
    process.arguments = arguments.map { $0 == "{}" ? file.path : $0 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ToolFailure(text: text) }
    return text
  }

  @Test func theFileIsSound() throws {
    #expect(try Self.run("qpdf", "--check", "{}").contains("No syntax or stream encoding errors"))
    #expect(
      try Self.run("pdfimages", "-list", "{}").split(separator: "\n").count == 2,
      "nothing was turned to pixels")
    let fonts = try Self.run("pdffonts", "{}").split(separator: "\n").dropFirst(2)
    #expect(fonts.count == 3)
    #expect(fonts.allSatisfy { $0.contains("CID Type 0C") && $0.contains("yes yes yes") })
  }

  @Test func theSummaryStandsOnOnePage() throws {
    let report = try Self.report.get()
    #expect(report.pages.pages.count == 7)
    let bookmarks = report.pages.bookmarks.map { "\($0.level) \($0.title) \($0.page + 1)" }
    #expect(
      bookmarks == [
        "1 管理层摘要 3", "1 5 绩效 4", "2 5.1 结果：接入与速度 4", "2 5.2 仍不完整的评估 5", "1 A 证据清单 6",
      ])
  }

  @Test func wordsComeBackAsTheyWere() throws {
    let text = try Self.run("pdftotext", "-raw", "{}", "-")
    let words = text.filter { !$0.isWhitespace }
    for phrase in [
      "绩效体系完整，短板在目标与结果。", "20秒服务水平全年均值76.4%，12个月中7个月达到80%的目标；6—8月三个月连续低于70%",
      "续表A-1", "第7页/共7页", "见第5章（第4页）。", "cccs-op-20081.0.0", "结果·接入（2→3）",
    ] {
      #expect(words.contains(phrase), "\(phrase)")
    }
  }

  @Test func theStructureNamesItsParts() throws {
    let tree = try Self.run("pdfinfo", "-struct", "{}")
    let tags = tree.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces).prefix { $0 != " " }
    }
    #expect(tags.first == "Document")
    for tag in [
      "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Caption", "TOC",
      "TOCI",
    ] {
      #expect(tags.contains { $0 == tag }, "\(tag)")
    }
    #expect(tags.count { $0 == "TOCI" } == 5)
  }

  @Test func everyLinkLeadsToAPage() throws {
    let json = try Self.run("qpdf", "--json=2", "--json-key=qpdf", "{}")
    let top = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let objects = try #require((top["qpdf"] as? [Any])?.last as? [String: Any])
    let values = objects.values.compactMap { ($0 as? [String: Any])?["value"] as? [String: Any] }
    let annotations = values.filter { $0["/Subtype"] as? String == "/Link" }
    #expect(annotations.count == 8)
    let names = Set(
      values.compactMap { $0["/Names"] as? [Any] }.flatMap { $0.compactMap { $0 as? String } })
    for annotation in annotations {
      if let goal = annotation["/Dest"] as? String {
        #expect(names.contains(goal), "\(goal)")
      } else {
        let action = annotation["/A"] as? [String: Any]
        #expect(
          action?["/URI"] as? String == "u:https://example.org/%E8%AF%84%E5%AE%A1%28%E8%AF%B4%E6%98%8E%29")
      }
    }
  }

  @Test func equalDocumentsGiveEqualBytes() throws {
    let library = try Installed.library.get()
    let pages = try PageLayouter(fonts: library).layout(SampleDocument.document)
    #expect(pages == (try Self.report.get().pages))
    #expect(try PDFPainter().render(pages, fonts: library) == (try Self.report.get().pdf))
  }

  @Test func textStaysInItsBlock() throws {
    let theme = Theme()
    let block = theme.textBlock
    for page in try Self.report.get().pages.pages.dropFirst() {
      for text in page.texts {
        // The ink of spaces and trimmed marks at a line end may lie beyond the edge by half an em.
        #expect(text.x >= block.origin.x - text.size / 2 - 0.01, "\(text)")
        #expect(text.x + text.advance <= block.origin.x + block.size.width + text.size / 2 + 0.01, "\(text)")
      }
    }
  }
}
