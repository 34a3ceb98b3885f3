internal import AssessmentModel
internal import Diagnostics

/// Says which histories stop before the assessed period does: what is not told any more counts as what is missing between.
/// Indicators that lack the same periods, as where a file was not brought up to date, are named together.
struct HistoryEndCheck {
  let catalogue: IndicatorCatalogue
  /// The last day that counts, and the last that the data should reach; nil where nobody knows it.
  let date: CalendarDate, until: CalendarDate?

  /// The periods that an indicator lacks at the end.
  private struct Missing {
    var grain: PeriodGrain
    /// The last period that it has, the first that it lacks, and the last that is due.
    var last: IndicatorPeriod, first: IndicatorPeriod, due: IndicatorPeriod
    /// The last line that tells of it, that of the first indicator.
    var line: Int
    var names: [LocalizedText]
  }

  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    guard let until else { return [] }
    var found: [Missing] = []
    for series in data.series {
      guard let missing = missing(series, until) else { continue }
      if let place = found.firstIndex(where: { $0.last == missing.last && $0.due == missing.due }) {
        found[place].names += missing.names
      } else {
        found.append(missing)
      }
    }
    return found.map(finding)
  }

  private func missing(_ series: IndicatorSeries, _ until: CalendarDate) -> Missing? {
    guard series.key.group.isEmpty, case .indicator = series.key.subject,
      let grain = PeriodGrain.of(series, on: date),
      let last = series.points.last(where: { grain.counts($0.period, on: date) }),
      let due = grain.last(endedBy: until), let first = last.period.next, first <= due
    else { return nil }
    return Missing(
      grain: grain, last: last.period, first: first, due: due, line: last.line,
      names: [catalogue.name(of: series.key)])
  }

  private func finding(_ found: Missing) -> IndicatorFinding {
    let (first, due) = (found.first, found.due)
    let missing = StandingBuilder.periods(before: due, count: 1_000).prefix { $0 >= first }.count
    let count = found.grain.counted(missing)
    let span =
      first == due
      ? LocalizedText(chinese: "\(due)", english: "\(due)")
      : LocalizedText(chinese: "\(first) 至 \(due)", english: "\(first) to \(due)")
    let consequence =
      missing < found.grain.window
      ? LocalizedText(
        chinese: "缺的按未达标计，请补上或说明原因。",
        english: "which \(missing == 1 ? "counts" : "count") as not met; fill them in or say why.")
      : LocalizedText(
        chinese: "这段历史说明不了评估期，请补上。", english: "too many for the data to tell of the assessed period; fill them in.")
    let isOne = found.names.count == 1
    let (name, names) = (
      found.names.map(\.chinese).joined(separator: "、"), found.names.map(\.english).joined(separator: ", ")
    )
    return IndicatorFinding(
      .gap, line: found.line,
      chinese:
        "\(name)：\(isOne ? "" : "这 \(found.names.count) 个指标的")数据到 \(found.last) 为止，按评估期应已有到 \(due) 的，\(isOne ? "" : "各")缺 \(count.chinese)（\(span.chinese)）。\(consequence.chinese)",
      english:
        "\(names): the data end with \(found.last), and those up to \(due) are due; \(count.english) missing\(isOne ? "" : " of each") (\(span.english)), \(consequence.english)"
    )
  }
}
