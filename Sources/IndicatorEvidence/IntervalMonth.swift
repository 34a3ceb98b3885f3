internal import AssessmentModel

/// The measures of a month's intervals, side by side.
struct IntervalMonth {
  /// One interval, with the line that tells of it first.
  struct Interval {
    var period: IndicatorPeriod
    var line: Int
  }

  let month: IndicatorPeriod
  /// The intervals by time.
  let intervals: [Interval]
  /// The values of each measure, one for every interval; nil where it is not told.
  private let columns: [MeasureID: [Rational?]]
  private let sums: [MeasureID: Rational]

  /// The last month of a file of intervals, of the whole centre only; nil where there is none.
  init?(lastOf data: IndicatorData) {
    var told: [(measure: MeasureID, points: [IndicatorSeries.Point])] = []
    for series in data.series where series.key.group.isEmpty {
      guard case .measure(let id) = series.key.subject else { continue }
      told.append((id, series.points))
    }
    let lastMonths = told.compactMap { $0.points.last(where: Self.isInterval)?.period.month }
    guard let month = lastMonths.max() else { return nil }
    var intervals: [Interval] = []
    for index in told.indices {
      told[index].points.removeAll { !Self.isInterval($0) || $0.period.month != month }
      intervals = Self.merged(intervals, told[index].points)
    }
    self.month = month
    self.intervals = intervals
    columns = Dictionary(told.map { ($0.measure, Self.column($0.points, intervals)) }) { first, _ in first }
    sums = columns.compactMapValues { column in
      let told = column.compactMap(\.self)
      return told.isEmpty ? nil : told.reduce(Rational(0), +)
    }
  }

  private static func isInterval(_ point: IndicatorSeries.Point) -> Bool {
    if case .minutes = point.period.length { true } else { false }
  }

  /// Adds the periods of a series; both come by time.
  private static func merged(_ intervals: [Interval], _ points: [IndicatorSeries.Point]) -> [Interval] {
    guard !intervals.elementsEqual(points, by: { $0.period == $1.period }) else { return intervals }
    var merged: [Interval] = []
    merged.reserveCapacity(max(intervals.count, points.count))
    var next = 0
    for interval in intervals {
      while next < points.count, points[next].period < interval.period {
        merged.append(Interval(period: points[next].period, line: points[next].line))
        next += 1
      }
      if next < points.count, points[next].period == interval.period { next += 1 }
      merged.append(interval)
    }
    return merged + points[next...].map { Interval(period: $0.period, line: $0.line) }
  }

  /// The values of a series, one for each interval; every period of the series is among the intervals.
  private static func column(_ points: [IndicatorSeries.Point], _ intervals: [Interval]) -> [Rational?] {
    var next = 0
    return intervals.map { interval in
      guard next < points.count, points[next].period == interval.period else { return nil }
      next += 1
      return points[next - 1].value
    }
  }

  /// The values of a measure, one for every interval; nil where an interval does not tell it.
  subscript(name: String) -> [Rational?] {
    columns[MeasureID(name)] ?? Array(repeating: nil, count: intervals.count)
  }

  /// The sum of a measure; nil where no interval tells it.
  func sum(_ id: MeasureID) -> Rational? { sums[id] }

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
