internal import AssessmentModel

/// The measures of a month's intervals, or of its days where there are no intervals, side by side.
struct IntervalMonth {
  typealias Interval = MeasureTable.Row

  let month: IndicatorPeriod
  /// The intervals with their measures.
  let table: MeasureTable

  /// The intervals by time.
  var intervals: [Interval] { table.rows }

  /// Whether it is told by days, which are too long for the models of staffing.
  var isByDays: Bool { intervals.first?.period.length == .day }

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

  /// The months of data by intervals, or by days where there are no intervals, by time; the whole centre only.
  static func months(of data: IndicatorData) -> [IntervalMonth] {
    let measures = data.series.compactMap { series -> (measure: MeasureID, points: [IndicatorSeries.Point])? in
      guard series.key.group.isEmpty, case .measure(let id) = series.key.subject else { return nil }
      return (id, series.points)
    }
    var told: [MeasureTable.Told] = measures.map { ($0.measure, usable($0.points)[...]) }
    if told.allSatisfy(\.points.isEmpty) {
      told = measures.map { ($0.measure, $0.points.filter { $0.period.length == .day }[...]) }
    }
    told.removeAll(where: \.points.isEmpty)
    var months: [IntervalMonth] = []
    // The points of a series come by time, so that those of a month stand together.
    while let month = told.compactMap({ $0.points.first?.period.month }).min() {
      var part: [MeasureTable.Told] = []
      for index in told.indices {
        let points = told[index].points
        var end = points.startIndex
        while end < points.endIndex, isIn(month, points[end].period.start) { end += 1 }
        part.append((told[index].measure, points[..<end]))
        told[index].points = points[end...]
      }
      months.append(IntervalMonth(month: month, table: MeasureTable(part.filter { !$0.points.isEmpty })))
    }
    return months
  }

  private static func isIn(_ month: IndicatorPeriod, _ day: CalendarDate) -> Bool {
    day.month == month.start.month && day.year == month.start.year
  }

  /// The intervals among the points of a series, which come by time, none of them told twice: where intervals of another
  /// length lie in them, such as hours in half-hours, those of the commoner length, of the shorter where both are as many.
  static func usable(_ points: [IndicatorSeries.Point]) -> [IndicatorSeries.Point] {
    // By index, here and below: the loop over an array copies each point with its five numbers.
    let areIntervals = points.indices.allSatisfy { isInterval(points[$0].period) }
    let intervals = areIntervals ? points : points.filter { isInterval($0.period) }
    var last: (day: CalendarDate, end: Int, length: Int)?
    var counts: [Int: Int] = [:]
    // How many intervals of one length the last ones are, which are not among the counts yet.
    var run = (length: 0, count: 0)
    var overlaps = false
    for index in intervals.indices {
      let period = intervals[index].period
      guard case .minutes(let length) = period.length else { continue }
      if length != run.length {
        counts[run.length, default: 0] += run.count
        run = (length, 0)
      }
      run.count += 1
      let (day, end) = (period.start, period.minute + length)
      if let last, last.day == day {
        overlaps = overlaps || (period.minute < last.end && length != last.length)
        if end <= last.end { continue }
      }
      last = (day, end, length)
    }
    counts[run.length, default: 0] += run.count
    guard overlaps, let kept = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else {
      return intervals
    }
    return intervals.filter { $0.period.length == .minutes(kept) }
  }

  private static func isInterval(_ period: IndicatorPeriod) -> Bool {
    if case .minutes = period.length { true } else { false }
  }

  /// The values of a measure, one for every interval; nil where an interval does not tell it.
  subscript(name: String) -> [Rational?] { table[name] }

  /// The sum of a measure; nil where no interval tells it.
  func sum(_ id: MeasureID) -> Rational? { table.sum(id) }
}
