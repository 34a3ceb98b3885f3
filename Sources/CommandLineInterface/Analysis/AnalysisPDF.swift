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
  /// Below this share of the last page it is nearly empty.
  private static let leastFill = 0.4

  /// Sets and paints it, dressed in a brand where there is one.
  ///
  /// - Parameter source: the data as a reader knows them; nil for a method without data.
  static func render(
    _ report: AnalysisReport, of source: String?, brand: Brand?, data: DataFolders
  ) throws -> [UInt8] {
    let fonts = try ReportFonts.library(data, preferring: brand?.faces ?? [:])
    let language = InterfaceLanguage.current
    let date = try ReportDate.fromEnvironment()
    do {
      let layouter = PageLayouter(theme: theme(brand), setter: Typesetter(library: fonts))
      let paged = try bestPages { form throws(LayoutError) in
        var document = report.document(of: source, as: form, date: date, in: language)
        brand?.dress(&document)
        let paged = try layouter.layout(document)
        return (paged, paged.pages.last.map(layouter.fill) ?? 0)
      }
      return try PDFPainter().render(paged, fonts: PaintingFonts(fonts), images: brand?.images ?? [:])
    } catch {
      throw CommandFailure(reporting: error) { missing in
        MissingCharacters(fonts: fonts).findings(for: missing, in: [])
      }
    }
  }

  /// The design of reports, with the method in notes of full size that follow each other closely.
  private static func theme(_ brand: Brand?) -> Theme {
    var theme = brand?.theme ?? Theme()
    theme.note.leading *= 9 / theme.note.size
    theme.note.size = 9
    theme.note.spaceAfter = 4
    return theme
  }

  /// The first form that takes the fewest pages, and of those, one whose last page is not nearly empty.
  private static func bestPages(
    _ lay: (AnalysisReport.PageForm) throws(LayoutError) -> (pages: PagedDocument, fill: Double)
  ) throws(LayoutError) -> PagedDocument {
    var best = try lay(.usual)
    for form in AnalysisReport.PageForm.allCases.dropFirst() where best.pages.pages.count > 1 {
      let other = try lay(form)
      let (count, least) = (best.pages.pages.count, other.pages.pages.count)
      let isFuller = best.fill < leastFill && other.fill >= leastFill
      if least < count || least == count && isFuller { best = other }
    }
    return best.pages
  }
}
