internal import AssessmentModel
internal import Diagnostics

/// Holds the quantities of months beside those of weeks: weeks that lie in a month as a whole cannot add up to more than the
/// month has, and all weeks that touch it to no less. A month of four whole weeks has to be their sum.
struct WeekChecks {
  let catalogue: IndicatorCatalogue
  /// In which file the quantities stand.
  let file: IndicatorFinding.File

  /// A month that does not fit, and the sum of the weeks that shows it.
  private struct Misfit {
    var month: IndicatorSeries.Point
    var weeks: Rational
    var count: Int
    /// Whether the weeks have more than the month.
    var isAbove: Bool
  }

  /// What does not fit, in the order of the series; of quantities that add up only.
  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    data.series.flatMap { series -> [IndicatorFinding] in
      guard series.key.group.isEmpty, case .measure(let id) = series.key.subject,
        let measure = catalogue[id], measure.aggregation == .sum
      else { return [] }
      let weeks = series.points.filter { $0.period.length == .week }
      guard !weeks.isEmpty else { return [] }
      let misfits = series.points.filter { $0.period.length == .month }.compactMap { misfit($0, weeks) }
      return [true, false].compactMap { isAbove in
        finding(misfits.filter { $0.isAbove == isAbove }, measure)
      }
    }
  }

  private func misfit(_ month: IndicatorSeries.Point, _ weeks: [IndicatorSeries.Point]) -> Misfit? {
    let (first, last) = (month.period.start.dayNumber, month.period.lastDay)
    let touching = weeks.filter { $0.period.lastDay >= first && $0.period.start.dayNumber <= last }
    let inside = touching.filter { $0.period.start.dayNumber >= first && $0.period.lastDay <= last }
    let least = inside.map(\.value).sum()
    if least - month.value > QueueBalance.allowed(month.value) {
      return Misfit(month: month, weeks: least, count: inside.count, isAbove: true)
    }
    // Only weeks that follow each other over the whole month tell how much it can have at most.
    guard let start = touching.first?.period.start.dayNumber, let end = touching.last?.period.lastDay,
      start <= first, end >= last, end - start + 1 == touching.count * 7
    else { return nil }
    let most = touching.map(\.value).sum()
    guard month.value - most > QueueBalance.allowed(month.value) else { return nil }
    return Misfit(month: month, weeks: most, count: touching.count, isAbove: false)
  }

  private func finding(_ misfits: [Misfit], _ measure: MeasureDefinition) -> IndicatorFinding? {
    guard let first = misfits.first else { return nil }
    let count = IndicatorPeriod.Length.month.counted(misfits.count)
    let weeks = IndicatorPeriod.Length.week.counted(first.count)
    let numbers = (decimal(first.month.value), decimal(first.weeks))
    let (chinese, english) =
      first.isAbove
      ? ("比月内各整周的合计还少", "less than the whole weeks in it add up to")
      : ("比涉及的各周的合计还多", "more than all weeks that touch it add up to")
    return IndicatorFinding(
      .identity, in: file, line: first.month.line,
      chinese:
        "\(measure.title.chinese)：有 \(count.chinese)\(chinese)，第一个是 \(first.month.period)（\(numbers.0) 对 \(weeks.chinese) \(numbers.1)）。请核对月报与周报的统计口径。",
      english:
        "\(measure.title.english): \(count.english) \(misfits.count == 1 ? "has" : "have") \(english), first \(first.month.period) (\(numbers.0) against \(numbers.1) of \(weeks.english)); check both reports."
    )
  }
}
