internal import AssessmentModel

/// The measures of a month's intervals, side by side.
struct IntervalMonth {
  /// One interval with all that is told of it.
  struct Interval {
    var period: IndicatorPeriod
    var line: Int
    var values: [MeasureID: Rational]

    subscript(name: String) -> Rational? { values[MeasureID(name)] }
  }

  let month: IndicatorPeriod
  let intervals: [Interval]

  /// How many days at either end of a month may be without an interval: as many as the longest holidays have.
  private static let daysWithout = 7

  /// Whether intervals of the beginning or the end of the month are missing.
  var isPartial: Bool {
    guard let first = intervals.first?.period.start, let last = intervals.last?.period.start, let next = month.next
    else {
      return true
    }
    return first.day > 1 + Self.daysWithout || next.start.dayNumber - last.dayNumber > 1 + Self.daysWithout
  }

  /// The months of a file of intervals, by time; the whole centre only.
  static func months(of data: IndicatorData) -> [IntervalMonth] {
    var byPeriod: [IndicatorPeriod: Interval] = [:]
    for series in data.series where series.key.group.isEmpty {
      guard case .measure(let id) = series.key.subject else { continue }
      for point in series.points {
        guard case .minutes = point.period.length else { continue }
        byPeriod[point.period, default: Interval(period: point.period, line: point.line, values: [:])].values[id] =
          point.value
      }
    }
    var months: [IndicatorPeriod: [Interval]] = [:]
    for interval in byPeriod.values { months[interval.period.month, default: []].append(interval) }
    return months.sorted { $0.key < $1.key }
      .map { IntervalMonth(month: $0.key, intervals: $0.value.sorted { $0.period < $1.period }) }
  }

  /// The sum of a measure; nil where no interval tells it.
  func sum(_ id: MeasureID) -> Rational? {
    let told = intervals.compactMap { $0.values[id] }
    return told.isEmpty ? nil : told.reduce(Rational(0), +)
  }

  /// The value of an indicator by a formula; nil where a measure is not told or the denominator is 0.
  func value(_ computation: IndicatorComputation, isPercentage: Bool) -> Rational? {
    func total(_ terms: [IndicatorComputation.Term]) -> Rational? {
      var total = Rational(0)
      for term in terms {
        guard let sum = sum(term.measure) else { return nil }
        total += term.isNegative ? -sum : sum
      }
      return total
    }
    guard let top = total(computation.numerator), let bottom = total(computation.denominator), bottom > 0 else {
      return nil
    }
    return top / bottom * (isPercentage ? 100 : 1)
  }
}
