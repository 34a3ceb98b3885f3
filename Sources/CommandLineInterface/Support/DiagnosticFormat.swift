internal import ArgumentParser
internal import Diagnostics

/// A form in which diagnostics are printed.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif

  /// A report in this form, without a line end.
  func render(_ report: DiagnosticReport) -> String {
    switch self {
    case .text: DiagnosticPrinter.text(report, colored: StandardStreams.outputIsTerminal)
    case .json: JSONRenderer(language: InterfaceLanguage.current).render(report)
    case .sarif:
      SARIFRenderer(language: InterfaceLanguage.current, toolVersion: ProgramVersion.text).render(report)
    }
  }
}

/// The closing line of a check.
enum DiagnosticSummary {
  /// How many errors and warnings there are, in words.
  static func text(_ report: DiagnosticReport) -> String {
    let errors = report.diagnostics.count { $0.severity == .error }
    let warnings = report.diagnostics.count { $0.severity == .warning }
    if errors == 0, warnings == 0 { return localized("没有发现问题。", "No problems.") }
    return localized(
      "\(errors) 个错误，\(warnings) 条提醒。",
      "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings").")
  }
}
