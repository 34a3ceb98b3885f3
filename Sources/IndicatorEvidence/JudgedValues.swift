internal import AssessmentModel
internal import Diagnostics

/// The values of an indicator in the form in which they are held against a target: errors with a sign by their magnitude, and
/// rates that grow with their period converted to the period of which the target speaks.
struct JudgedValues {
  let catalogue: IndicatorCatalogue
  /// The last day that counts.
  let date: CalendarDate

  /// The data as they are judged; other checks look at them as they were reported.
  func judged(_ data: IndicatorData) -> IndicatorData { IndicatorData(data.series.map(judged)) }

  private func judged(_ series: IndicatorSeries) -> IndicatorSeries {
    guard let (indicator, variant) = formula(series.key.subject) else { return series }
    var judged = series
    if Self.isError(indicator, variant) {
      judged.points = series.points.map { point in
        var point = point
        (point.value, point.numerator) = (point.value.magnitude, point.numerator?.magnitude)
        return point
      }
    }
    if variant.addsUp, let usual = indicator.period.months, let grain = PeriodGrain.of(series, on: date) {
      judged.points =
        grain == .week
        ? Self.months(of: judged.points.filter { grain.holds($0.period) }, each: usual)
        : judged.points.map { point in
          grain.holds(point.period) ? point.scaled(by: Rational(usual, grain.months(1))) : point
        }
    }
    return judged
  }

  /// Whether values with a sign are errors; of an indicator of which more is better, as of an accuracy, less than 0 is only
  /// very little.
  private static func isError(_ indicator: IndicatorDefinition, _ variant: IndicatorVariant) -> Bool {
    variant.isSigned && indicator.direction != .higher
  }

  private func formula(
    _ subject: IndicatorSeries.Subject
  ) -> (indicator: IndicatorDefinition, variant: IndicatorVariant)? {
    guard case .indicator(let id, let name) = subject, let indicator = catalogue[id],
      let variant = indicator.variants.first(where: { $0.id == name })
    else { return nil }
    return (indicator, variant)
  }

  /// The months of a history of weeks: a week belongs to the month that holds its Thursday, as it does to the year, and the
  /// month has as many times the mean of its weeks as it has weeks of seven days. The people of which a rate tells do not add
  /// up, so that numerators do and denominators are averaged.
  private static func months(of weeks: [IndicatorSeries.Point], each usual: Int) -> [IndicatorSeries.Point] {
    func month(_ point: IndicatorSeries.Point) -> IndicatorPeriod? {
      point.period.start.adding(days: 3).flatMap { IndicatorPeriod(day: $0).month }
    }
    let grouped = Dictionary(grouping: weeks, by: month)
    return grouped.compactMap { month, points -> IndicatorSeries.Point? in
      guard let month, let next = month.next, let first = points.first else { return nil }
      let days = next.start.dayNumber - month.start.dayNumber
      func mean(_ part: (IndicatorSeries.Point) -> Rational?) -> Rational? {
        let told = points.compactMap(part)
        return told.count == points.count ? told.sum() / Rational(points.count) : nil
      }
      guard let value = mean({ $0.value }) else { return nil }
      return IndicatorSeries.Point(
        period: month, value: value, numerator: mean(\.numerator), denominator: mean(\.denominator),
        sample: mean(\.sample), line: first.line
      ).scaled(by: Rational(days * usual, 7))
    }.sorted { $0.period < $1.period }
  }

  /// Says of each indicator of the whole centre in which form it was judged, where that is another than the reported one.
  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    data.series.compactMap { series -> IndicatorFinding? in
      guard series.key.group.isEmpty, let (indicator, variant) = formula(series.key.subject),
        let first = series.points.first,
        let grain = PeriodGrain.of(series, on: date)
      else { return nil }
      let name = catalogue.name(of: series.key)
      if Self.isError(indicator, variant) {
        let low = series.points.count { $0.value < 0 }
        let high = series.points.count { $0.value > 0 }
        return IndicatorFinding(
          .converted, .note, line: first.line,
          chinese: "\(name.chinese)：按误差的大小（绝对值）与目标比较；\(low) 期为负、\(high) 期为正。",
          english:
            "\(name.english): judged by the size of the error whatever its sign; \(low) are below 0 and \(high) above.")
      }
      guard variant.addsUp, let usual = indicator.period.months, grain == .week || grain.months(1) != usual else {
        return nil
      }
      let (from, to) = (grain.title, indicator.period.title)
      return IndicatorFinding(
        .converted, .note, line: first.line,
        chinese:
          "\(name.chinese)：期越长，这个数越大，按\(from.chinese)的值先折成每\(to.chinese)的值再与目标比较（各期离开的人数相加，平均人数不变；折算办法为本工具所定）。",
        english:
          "\(name.english): it grows with its period; values by the \(from.english) were converted to the \(to.english) before they were held against the target (those who leave add up, the mean headcount stays; this conversion is ours)."
      )
    }
  }
}

extension IndicatorSeries.Point {
  /// The value, and what was counted, so many times as large.
  fileprivate func scaled(by factor: Rational) -> Self {
    var point = self
    (point.value, point.numerator, point.step) = (value * factor, numerator.map { $0 * factor }, nil)
    return point
  }
}

extension IndicatorDefinition.Period {
  /// The months in one; nil for periods that are shorter.
  fileprivate var months: Int? {
    switch self {
    case .halfHour, .day, .week: nil
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }

  /// The word for one, such as 月.
  fileprivate var title: LocalizedText {
    switch self {
    case .halfHour: LocalizedText(chinese: "半小时", english: "half-hour")
    case .day: LocalizedText(chinese: "日", english: "day")
    case .week: LocalizedText(chinese: "周", english: "week")
    case .month: LocalizedText(chinese: "月", english: "month")
    case .quarter: LocalizedText(chinese: "季度", english: "quarter")
    case .year: LocalizedText(chinese: "年", english: "year")
    }
  }
}
