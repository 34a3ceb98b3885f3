internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles

// The first and the last days of people in a roster.
extension AnalysisTable {
  /// How rosters write that somebody is still there.
  private static let present: Set = [
    "-", "--", "–", "—", "——", "－", "/", "／", "\\", "无", "在职", "在岗", "至今", "现在", "今", "未离职", "n/a", "na", "none",
    "null", "nil", "present", "current", "active", "employed",
  ]

  /// The day on which each person came and the one on which he left, nil for who is still there; what is wrong anywhere is
  /// found and is nil too.
  func stays(
    _ hired: Int, _ left: Int, _ problems: DiagnosticCollector
  ) -> (hired: [CalendarDate?], left: [CalendarDate?]) {
    let hires = days(hired, problems, isPresent: { _ in false })
    let leaves = days(left, problems) { Self.present.contains($0.lowercased()) }
    for row in table.rows.indices {
      if table.rows[row].cells[hired].isEmpty {
        problems.add(
          table.finding(
            "missing-value", "“\(table.columns[hired])”列没有日期", "column “\(table.columns[hired])” has no date", row,
            hired))
      }
      guard let hire = hires[row], let leave = leaves[row], leave < hire else { continue }
      problems.add(
        table.finding(
          "left-before-hired", "离职日期 \(leave) 早于入职日期 \(hire)", "left on \(leave), hired on \(hire)", row, left))
    }
    return (hires, leaves)
  }

  private func days(
    _ column: Int, _ problems: DiagnosticCollector, isPresent: (String) -> Bool
  ) -> [CalendarDate?] {
    table.rows.indices.map { row in
      let text = table.rows[row].cells[column]
      guard !text.isEmpty, !isPresent(text) else { return nil }
      let period = ObservationTable.period(text)
      if let period, period.length == .day { return period.start }
      let what =
        period.map { LocalizedText(chinese: " \($0) 不是一天", english: "\($0) is no day") }
        ?? LocalizedText(chinese: "“\(text)”不是日期", english: "“\(text)” is no date")
      problems.add(
        table.finding(
          period == nil ? "wrong-time" : "not-a-day", "“\(table.columns[column])”列的\(what.chinese)",
          "column “\(table.columns[column])”: \(what.english)", row, column,
          hint: LocalizedText(
            chinese: "写成 2025-03-01 这样的一天；离职日期不写，表示仍在职",
            english: "write a day, like 2025-03-01; leave the last day empty for who is still there")))
      return nil
    }
  }
}
