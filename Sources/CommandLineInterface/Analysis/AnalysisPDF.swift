internal import AnalysisReports
internal import Diagnostics
internal import DocumentModel
internal import Foundation
internal import InputFiles
internal import PDFOutput
internal import PageLayout
internal import Typesetting

/// The page of an analysis.
enum AnalysisPDF {
  /// Sets and paints it.
  static func render(_ report: AnalysisReport, data: DataFolders) throws -> [UInt8] {
    let fonts = try ReportFonts.library(data)
    let document = report.document(date: try ReportDate.fromEnvironment())
    do {
      let pages = try PageLayouter(setter: Typesetter(library: fonts)).layout(document)
      return try PDFPainter().render(pages, fonts: PaintingFonts(fonts))
    } catch {
      throw CommandFailure(reporting: error) { missing in
        MissingCharacters(fonts: fonts).findings(for: missing, in: UserTexts())
      }
    }
  }

  /// Data are easily lost to a name typed twice.
  static func refuseToReplace(_ inputs: [String], by output: String) throws(CommandFailure) {
    func place(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path }
    guard inputs.map(place).contains(place(output)) else { return }
    throw CommandFailure(
      .usage, "output-is-input",
      LocalizedText(
        chinese: "-o \(output) 就是数据文件，不能覆盖", english: "-o \(output) is the data file and must not be replaced"))
  }
}
