internal import AnalysisReports
internal import Branding
internal import Canvas
internal import Diagnostics
internal import DocumentModel
internal import Foundation
internal import InputFiles
internal import PDFOutput
internal import PageLayout
internal import Typesetting

/// The page of an analysis.
enum AnalysisPDF {
  /// Sets and paints it, dressed in a brand where one is named.
  static func render(_ report: AnalysisReport, brand path: String?, data: DataFolders) throws -> [UInt8] {
    let brand = try path.map { path throws(CommandFailure) in try BrandSource.load(path, data: data) }
    let fonts = try ReportFonts.library(data, preferring: brand?.faces ?? [:])
    var document = report.document(date: try ReportDate.fromEnvironment())
    brand?.dress(&document, label: AnalysisReport.label)
    do {
      let layouter = PageLayouter(theme: brand?.theme ?? Theme(), setter: Typesetter(library: fonts))
      return try PDFPainter().render(
        try layouter.layout(document), fonts: PaintingFonts(fonts), images: brand?.images ?? [:])
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
        chinese: "-o \(output) 就是输入的文件，不能覆盖",
        english: "-o \(output) is one of the files that are read and must not be replaced"))
  }
}
