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
  /// Sets and paints it, dressed in a brand where there is one.
  static func render(_ report: AnalysisReport, brand: Brand?, data: DataFolders) throws -> [UInt8] {
    let fonts = try ReportFonts.library(data, preferring: brand?.faces ?? [:])
    let language = InterfaceLanguage.current
    var document = report.document(date: try ReportDate.fromEnvironment(), in: language)
    brand?.dress(&document, label: AnalysisReport.label[language])
    do {
      let layouter = PageLayouter(theme: brand?.theme ?? Theme(), setter: Typesetter(library: fonts))
      return try PDFPainter().render(
        try layouter.layout(document), fonts: PaintingFonts(fonts), images: brand?.images ?? [:])
    } catch {
      throw CommandFailure(reporting: error) { missing in
        MissingCharacters(fonts: fonts).findings(for: missing, in: [])
      }
    }
  }
}
