internal import Diagnostics
internal import PDFOutput
internal import PageLayout

extension CommandFailure {
  /// What kept a report from being made or written, in the words of the program.
  ///
  /// - Parameter search: finds where characters that no font has stand in the assessment.
  init(reporting error: any Error, search: (([MisplacedGlyph]) -> [Diagnostic])? = nil) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let failure as AtomicFile.Failure: self.init(.outputFailed, "output-failed", failure.message)
    case let rejected as InputRejected:
      // A chapter that --sections names and the report does not have is wrong usage; all else is in the input.
      let isUsage = rejected.diagnostics.allSatisfy { $0.code == "unknown-section" }
      self.init(isUsage ? .usage : .inputWrong, rejected.diagnostics)
    case LayoutError.missingGlyphs(let glyphs) where search != nil:
      self.init(.inputWrong, search.map { $0(glyphs) } ?? [])
    case LayoutError.tableHeadTooTall(let place):
      self.init(
        .inputWrong, "layout",
        LocalizedText(
          chinese: "表头比一页还高，写短些，或把列放宽（\(place)）",
          english: "the head of a table is taller than a page: make it shorter or its columns wider (\(place))"))
    case let error as LayoutError:
      self.init(
        .inputWrong, "layout",
        LocalizedText(chinese: "模板不能排成页面：\(error)", english: "the template cannot be laid out: \(error)"))
    default:
      self.init(
        .internalFault, "painting",
        LocalizedText(
          chinese: "程序自身的故障，没有写出文件：\(error)", english: "a fault of the program, nothing was written: \(error)"))
    }
  }
}
