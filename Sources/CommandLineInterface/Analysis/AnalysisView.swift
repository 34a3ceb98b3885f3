internal import AnalysisReports
internal import Diagnostics
internal import OperationalAnalysis

/// An analysis for the terminal, in at most 80 columns.
struct AnalysisView {
  let report: AnalysisReport
  let language: Language

  private static let width = 80

  /// The whole view.
  func text() -> String {
    var lines = [report.title[language]]
    lines += wrapped(
      report.facts.map { "\($0.label[language])\(colon)\($0.value[language])" }
        .joined(separator: language == .chinese ? "；" : "; "), indent: 2)
    lines += ["", language == .chinese ? "结论" : "Conclusions"]
    for sentence in report.conclusions { lines += bullet(sentence[language]) }
    for refusal in report.refusals {
      lines += bullet((language == .chinese ? "未能计算：" : "not computed: ") + refusal.message[language])
    }
    for table in report.tables { lines += ["", table.caption[language]] + self.lines(of: table) }
    lines += ["", language == .chinese ? "方法与前提" : "Method"]
    for note in report.notes { lines += bullet(note[language]) }
    return lines.joined(separator: "\n")
  }

  private var colon: String { language == .chinese ? "：" : ": " }

  private func lines(of table: AnalysisReport.Table) -> [String] {
    var text = TextTable(table.columns.map { ($0.head[language], $0.isNumber ? .right : .left) })
    for row in table.rows { text.add(row.map { $0[language] }) }
    let lines = text.lines(indent: 2, width: Self.width)
    return lines.allSatisfy { DisplayWidth.of($0) <= Self.width } ? lines : table.rows.flatMap { entry($0, of: table) }
  }

  /// A row of a table whose numbers are too long to stand side by side: a line for each of them.
  private func entry(_ row: [LocalizedText], of table: AnalysisReport.Table) -> [String] {
    zip(table.columns, row).enumerated().flatMap { place, cell in
      wrapped("\(cell.0.head[language])\(colon)\(cell.1[language])", indent: place == 0 ? 2 : 4)
    }
  }

  private func bullet(_ text: String) -> [String] {
    wrapped(text, indent: 4).enumerated().map { index, line in index == 0 ? "  · " + line.dropFirst(4) : line }
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    DisplayWidth.wrapped(AnalysisReport.unbroken(text), to: Self.width - indent)
      .map { String(repeating: " ", count: indent) + $0.replacing("\u{A0}", with: " ") }
  }
}
