import Canvas
import DocumentModel
import Fonts
import Foundation
import PDFOutput
import PageLayout
import ReportComposer
import ReportTemplates
import TestSupport
import Testing

/// Every chart, from its template through the installed fonts to pages.
///
/// With `SAMPLE_REPORT_FOLDER` in the environment the file is kept there as `charts.pdf`, to be looked at.
@Suite struct ChartGalleryTests {
  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: RepositoryFiles.root.appending(path: path)))
  }

  static let pages: Result<PagedDocument, any Error> = Result {
    let schema = try TemplateSchema(try bytes("Schemas/template.rng"), path: "template.rng")
    let template = try CompiledTemplate(
      try bytes("Tests/Fixtures/Charts/gallery.xml"), path: "gallery.xml", schema: schema)
    let data = try ResultTree(try bytes("Tests/Fixtures/Charts/data.xml"), path: "data.xml")
    let document = try ReportComposer.compose(template, with: data)
    let library = try Installed.library.get()
    let pages = try PageLayouter(fonts: library).layout(document)
    if let folder = ProcessInfo.processInfo.environment["SAMPLE_REPORT_FOLDER"] {
      let pdf = try PDFPainter().render(pages, fonts: library)
      try Data(pdf).write(to: URL(filePath: folder).appending(path: "charts.pdf"))
    }
    return pages
  }

  @Test func labelsKeepApartInTheFontsOfTheReport() throws {
    for page in try Self.pages.get().pages {
      let texts = page.texts.map { text in
        // The ink of Han glyphs, less the side bearings that trimmed marks may hang into.
        (text.text, Rect(x: text.x, y: text.y - text.size * 0.86, width: text.advance, height: text.size * 0.96))
      }
      for (index, first) in texts.enumerated() {
        for second in texts[(index + 1)...] {
          #expect(!Self.overlaps(first.1, second.1), "page \(page.label): \(first.0) / \(second.0)")
        }
      }
    }
  }

  @Test func everyFigureIsThereAndNothingIsSmall() throws {
    let pages = try Self.pages.get().pages
    let texts = pages.flatMap(\.texts)
    for number in 1...17 { #expect(texts.contains { $0.text.contains("1-\(number)") }, "图 1-\(number)") }
    for number in 1...9 { #expect(texts.contains { $0.text.contains("2-\(number)") }, "图 2-\(number)") }
    #expect(texts.allSatisfy { $0.size >= 7.5 })
  }

  private static func overlaps(_ first: Rect, _ second: Rect) -> Bool {
    let slack = 0.3
    return first.origin.x + slack < second.origin.x + second.size.width
      && second.origin.x + slack < first.origin.x + first.size.width
      && first.origin.y + slack < second.origin.y + second.size.height
      && second.origin.y + slack < first.origin.y + first.size.height
  }
}
