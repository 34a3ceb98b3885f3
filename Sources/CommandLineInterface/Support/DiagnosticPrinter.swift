internal import Diagnostics

/// Shows diagnostics on standard error.
enum DiagnosticPrinter {
  /// Shows a report with its source lines.
  static func complain(_ report: DiagnosticReport) {
    guard !report.diagnostics.isEmpty else { return }
    StandardStreams.complain(text(report, colored: StandardStreams.errorIsTerminal))
  }

  /// Shows diagnostics that have no source lines.
  static func complain(_ diagnostics: [Diagnostic]) { complain(DiagnosticReport(diagnostics)) }

  /// A report as text, without a line end.
  static func text(_ report: DiagnosticReport, colored: Bool) -> String {
    TextRenderer(language: InterfaceLanguage.current, isColored: colored).render(report)
  }
}
