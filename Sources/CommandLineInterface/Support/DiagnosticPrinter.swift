internal import Diagnostics

/// Shows diagnostics on standard error.
enum DiagnosticPrinter {
  /// Shows a report with its source lines.
  static func complain(_ report: DiagnosticReport) {
    guard !report.diagnostics.isEmpty else { return }
    StandardStreams.complainRaw(text(report, colored: StandardStreams.errorIsTerminal))
  }

  /// Shows diagnostics that have no source lines.
  static func complain(_ diagnostics: [Diagnostic]) { complain(DiagnosticReport(diagnostics)) }

  /// Prints the closing line of a result: how many errors and warnings, or that there are none.
  static func printSummary(_ report: DiagnosticReport) {
    let summary = renderer(colored: false).summary(report)
    StandardStreams.print(summary.isEmpty ? localized("没有发现问题", "no problems found") : summary)
  }

  private static func renderer(colored: Bool) -> TextRenderer {
    TextRenderer(language: InterfaceLanguage.current, usesColour: colored)
  }

  /// A report as text, as it is printed.
  static func text(_ report: DiagnosticReport, colored: Bool) -> String {
    renderer(colored: colored).text(report)
  }
}
