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

  /// How many days in a row may be without an interval: as many as the longest holidays have.
  private static let daysWithout = 7

  /// Whether a long stretch of the month is missing, at its beginning, in the middle or at its end.
  var isPartial: Bool { longestHole != nil }

  /// The longest stretch of days without an interval, the first of several; nil where none is longer than holidays are.
  var longestHole: (from: CalendarDate, to: CalendarDate)? {
    guard let end = month.next?.start.dayNumber else { return nil }
    let days = [month.start.dayNumber - 1] + intervals.map { $0.period.start.dayNumber } + [end]
    var longest: (from: Int, to: Int)?
    for (before, after) in zip(days, days.dropFirst()) {
      let (from, to) = (before + 1, after - 1)
      if to - from >= Self.daysWithout, to - from > longest.map({ $0.to - $0.from }) ?? 0 { longest = (from, to) }
    }
    guard let longest, let from = CalendarDate(dayNumber: longest.from), let to = CalendarDate(dayNumber: longest.to)
    else { return nil }
    return (from, to)
  }

  /// The months of a file of intervals, by time; the whole centre only.
  static func months(of data: IndicatorData) -> [IntervalMonth] {
    var told: [(measure: MeasureID, points: ArraySlice<IndicatorSeries.Point>)] = []
    for series in data.series where series.key.group.isEmpty {
      guard case .measure(let id) = series.key.subject else { continue }
      let points = usable(series.points)
      if !points.isEmpty { told.append((id, points[...])) }
    }
    var months: [IntervalMonth] = []
    // The points of a series come by time, so that those of a month stand together.
    while let month = told.compactMap({ $0.points.first?.period.month }).min() {
      var part: [(measure: MeasureID, points: ArraySlice<IndicatorSeries.Point>)] = []
      for index in told.indices {
        let points = told[index].points.prefix { $0.period.month == month }
        part.append((told[index].measure, points))
        told[index].points = told[index].points[points.endIndex...]
      }
      months.append(IntervalMonth(month, part.filter { !$0.points.isEmpty }))
    }
    return months
  }

  private init(_ month: IndicatorPeriod, _ told: [(measure: MeasureID, points: ArraySlice<IndicatorSeries.Point>)]) {
    var intervals: [Interval] = []
    for series in told { intervals = Self.merged(intervals, series.points) }
    self.month = month
    self.intervals = intervals
    columns = Dictionary(told.map { ($0.measure, Self.column($0.points, intervals)) }) { first, _ in first }
    sums = columns.compactMapValues { column in
      let told = column.compactMap(\.self)
      return told.isEmpty ? nil : told.sum()
    }
  }

  /// The intervals among the points of a series, which come by time, none of them told twice: where intervals of another
  /// length lie in them, such as hours in half-hours, those of the commoner length, of the shorter where both are as many.
  static func usable(_ points: [IndicatorSeries.Point]) -> [IndicatorSeries.Point] {
    let intervals = points.allSatisfy(isInterval) ? points : points.filter(isInterval)
    var last: (day: CalendarDate, end: Int, length: Int)?
    var counts: [Int: Int] = [:]
    var overlaps = false
    for point in intervals {
      guard case .minutes(let length) = point.period.length else { continue }
      counts[length, default: 0] += 1
      let (day, end) = (point.period.start, point.period.minute + length)
      if let last, last.day == day {
        overlaps = overlaps || (point.period.minute < last.end && length != last.length)
        if end <= last.end { continue }
      }
      last = (day, end, length)
    }
    guard overlaps, let kept = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else {
      return intervals
    }
    return intervals.filter { $0.period.length == .minutes(kept) }
  }

  private static func isInterval(_ point: IndicatorSeries.Point) -> Bool {
    if case .minutes = point.period.length { true } else { false }
  }

  /// Adds the periods of a series; both come by time.
  private static func merged(_ intervals: [Interval], _ points: ArraySlice<IndicatorSeries.Point>) -> [Interval] {
    guard !intervals.elementsEqual(points, by: { $0.period == $1.period }) else { return intervals }
    var merged: [Interval] = []
    merged.reserveCapacity(max(intervals.count, points.count))
    var next = points.startIndex
    for interval in intervals {
      while next < points.endIndex, points[next].period < interval.period {
        merged.append(Interval(period: points[next].period, line: points[next].line))
        next += 1
      }
      if next < points.endIndex, points[next].period == interval.period { next += 1 }
      merged.append(interval)
    }
    return merged + points[next...].map { Interval(period: $0.period, line: $0.line) }
  }

  /// The values of a series, one for each interval; every period of the series is among the intervals.
  private static func column(_ points: ArraySlice<IndicatorSeries.Point>, _ intervals: [Interval]) -> [Rational?] {
    var next = points.startIndex
    return intervals.map { interval in
      guard next < points.endIndex, points[next].period == interval.period else { return nil }
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
