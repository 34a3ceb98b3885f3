internal import ArgumentParser
internal import Diagnostics

/// A form in which diagnostics are printed.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif

  /// A report in this form, as it is printed.
  func render(_ report: DiagnosticReport) -> String {
    switch self {
    case .text: DiagnosticPrinter.text(report, colored: StandardStreams.outputIsTerminal)
    case .json: JSONRenderer().text(report)
    case .sarif:
      SARIFRenderer(language: InterfaceLanguage.current, toolVersion: ProgramVersion.text).text(report)
    }
  }
}
