import Canvas
import DocumentModel
import Fonts
import Foundation
import PDFOutput
import PageLayout
import TestSupport
import Testing

@Suite struct SampleReportTests {
  static let library: Result<FontLibrary, any Error> = Result {
    let stack = try Data(contentsOf: RepositoryFiles.root.appending(path: "Fonts/stack.json"))
    return try FontLibrary(
      stack: try FontStack(json: [UInt8](stack)), folders: ["/usr/share/fonts/opentype/noto"])
  }

  @Test func theWholeReportBecomesAPDF() throws {
    let library = try Self.library.get()
    let pages = try PageLayouter(fonts: library).layout(SampleDocument.document)
    let pdf = try PDFPainter().render(pages, fonts: library)
    #expect(pages.pages.count == 8)
    if let folder = ProcessInfo.processInfo.environment["SAMPLE_REPORT_FOLDER"] {
      try Data(pdf).write(to: URL(filePath: folder).appending(path: "sample.pdf"))
    }
  }
}
