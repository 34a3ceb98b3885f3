internal import AssessmentModel
internal import Diagnostics

/// Says which histories stop before the assessed period does: what is not told any more counts as what is missing between.
struct HistoryEndCheck {
  let catalogue: IndicatorCatalogue
  /// The last day that counts, and the last that the data should reach; nil where nobody knows it.
  let date: CalendarDate, until: CalendarDate?

  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    guard let until else { return [] }
    return data.series.compactMap { series in
      guard series.key.group.isEmpty, case .indicator = series.key.subject,
        let grain = PeriodGrain.of(series, on: date),
        let last = series.points.last(where: { grain.counts($0.period, on: date) }),
        let due = grain.last(endedBy: until), let first = last.period.next, first <= due
      else { return nil }
      let missing = StandingBuilder.periods(before: due, count: 1_000).prefix { $0 >= first }.count
      let name = catalogue.name(of: series.key)
      let count = grain.counted(missing)
      let span =
        first == due
        ? LocalizedText(chinese: "\(due)", english: "\(due)")
        : LocalizedText(chinese: "\(first) 至 \(due)", english: "\(first) to \(due)")
      let consequence =
        missing < grain.window
        ? LocalizedText(
          chinese: "缺的按未达标计，请补上或说明原因。",
          english: "which \(missing == 1 ? "counts" : "count") as not met; fill them in or say why.")
        : LocalizedText(
          chinese: "这段历史说明不了评估期，请补上。", english: "too many for the data to tell of the assessed period; fill them in.")
      return IndicatorFinding(
        .gap, line: last.line,
        chinese:
          "\(name.chinese)：数据到 \(last.period) 为止，按评估期应已有到 \(due) 的，缺 \(count.chinese)（\(span.chinese)）。\(consequence.chinese)",
        english:
          "\(name.english): the data end with \(last.period), and those up to \(due) are due; \(count.english) missing (\(span.english)), \(consequence.english)"
      )
    }
  }
}
