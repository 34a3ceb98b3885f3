internal import ArgumentParser
internal import Diagnostics
internal import InputFiles

/// A form in which diagnostics are printed.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif

  /// A report in this form, as it is printed.
  /// - Parameter completeness: how far an assessment has come, which JSON tells too.
  func render(_ report: DiagnosticReport, completeness: [RubricCompleteness]? = nil) -> String {
    switch self {
    case .text: return DiagnosticPrinter.text(report, colored: StandardStreams.outputIsTerminal)
    case .json:
      let more = completeness.map { [("completeness", CompletenessView(rubrics: $0).json)] } ?? []
      return JSONRenderer().text(report, with: more)
    case .sarif:
      return SARIFRenderer(language: InterfaceLanguage.current, toolVersion: ProgramVersion.text).text(report)
    }
  }
}
