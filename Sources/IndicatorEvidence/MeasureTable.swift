internal import AssessmentModel

/// The measures of periods side by side: half-hours, days, weeks, months, quarters or years of the whole centre.
struct MeasureTable {
  /// One period, with the line that tells of it first.
  struct Row {
    var period: IndicatorPeriod
    var line: Int
  }

  /// The values of a measure, by time.
  typealias Told = (measure: MeasureID, points: ArraySlice<IndicatorSeries.Point>)

  /// The periods by time.
  let rows: [Row]
  /// The values of each measure, one for every row; nil where it is not told.
  private let columns: [MeasureID: [Rational?]]
  private let sums: [MeasureID: Rational]

  /// Lines up series that come by time.
  init(_ told: [Told]) {
    var rows: [Row] = []
    for series in told { rows = Self.merged(rows, series.points) }
    self.rows = rows
    columns = Dictionary(told.map { ($0.measure, Self.column($0.points, rows)) }) { first, _ in first }
    sums = columns.compactMapValues { column in
      let told = column.compactMap(\.self)
      return told.isEmpty ? nil : told.sum()
    }
  }

  /// The measures of the whole centre that data tell of periods of a length; nil where there are none.
  init?(_ data: IndicatorData, of length: IndicatorPeriod.Length) {
    let told = data.series.compactMap { series -> Told? in
      guard series.key.group.isEmpty, case .measure(let id) = series.key.subject else { return nil }
      let points = series.points.filter { $0.period.length == length }
      return points.isEmpty ? nil : (id, points[...])
    }
    guard !told.isEmpty else { return nil }
    self.init(told)
  }

  /// Adds the periods of a series; both come by time.
  private static func merged(_ rows: [Row], _ points: ArraySlice<IndicatorSeries.Point>) -> [Row] {
    guard !tellSamePeriods(rows, points) else { return rows }
    var merged: [Row] = []
    merged.reserveCapacity(max(rows.count, points.count))
    var next = points.startIndex
    for row in rows {
      while next < points.endIndex, points[next].period < row.period {
        merged.append(Row(period: points[next].period, line: points[next].line))
        next += 1
      }
      if next < points.endIndex, points[next].period == row.period { next += 1 }
      merged.append(row)
    }
    while next < points.endIndex {
      merged.append(Row(period: points[next].period, line: points[next].line))
      next += 1
    }
    return merged
  }

  private static func tellSamePeriods(_ rows: [Row], _ points: ArraySlice<IndicatorSeries.Point>) -> Bool {
    guard rows.count == points.count else { return false }
    // By index: a loop over both would copy each point with its five numbers.
    for index in rows.indices where points[points.startIndex + index].period != rows[index].period { return false }
    return true
  }

  /// The values of a series, one for each row; every period of the series is among the rows.
  private static func column(_ points: ArraySlice<IndicatorSeries.Point>, _ rows: [Row]) -> [Rational?] {
    var next = points.startIndex
    return rows.map { row in
      guard next < points.endIndex, points[next].period == row.period else { return nil }
      next += 1
      return points[next - 1].value
    }
  }

  /// The values of a measure, one for every row; nil where a row does not tell it.
  subscript(name: String) -> [Rational?] { self[MeasureID(name)] }

  /// The values of a measure, one for every row; nil where a row does not tell it.
  subscript(id: MeasureID) -> [Rational?] { columns[id] ?? Array(repeating: nil, count: rows.count) }

  /// The sum of a measure over all rows; nil where no row tells it.
  func sum(_ id: MeasureID) -> Rational? { sums[id] }

  /// The value of one row of a measure, where it is told.
  func value(_ id: MeasureID, at index: Int) -> Rational? { columns[id]?[index] }
}

extension IndicatorComputation {
  /// The value of an indicator by the formula; nil where a measure is not told or the denominator is not above 0.
  func value(isPercentage: Bool, of measure: (MeasureID) -> Rational?) -> Rational? {
    func total(_ terms: [Term]) -> Rational? {
      var total = Rational(0)
      for term in terms {
        guard let value = measure(term.measure) else { return nil }
        total += term.isNegative ? -value : value
      }
      return total
    }
    guard let top = total(numerator), let bottom = total(denominator), bottom > 0 else { return nil }
    return top / bottom * (isPercentage ? 100 : 1)
  }
}
