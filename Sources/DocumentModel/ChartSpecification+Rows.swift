extension ChartSpecification {
  /// How many rows the chart has if each part of it is a chart of its own; nil where it cannot be divided.
  public var divisibleRows: Int? {
    switch self {
    case .bar(let chart): chart.bars.count
    case .heatMap(let map): map.rows.count
    case .gantt(let chart): chart.tasks.count
    default: nil
    }
  }

  /// The chart with some of its rows, on the same scale as the whole; the key stands below the last rows.
  public func part(_ rows: Range<Int>) -> ChartSpecification {
    switch self {
    case .bar(var chart):
      chart.bars = Array(chart.bars[rows.clamped(to: chart.bars.indices)])
      return .bar(chart)
    case .heatMap(var map):
      if rows.upperBound < map.rows.count { map.key = [] }
      map.rows = Array(map.rows[rows.clamped(to: map.rows.indices)])
      return .heatMap(map)
    case .gantt(var chart):
      chart.reach += chart.tasks.flatMap { [$0.from, $0.to].compactMap { $0 } }
      chart.tasks = Array(chart.tasks[rows.clamped(to: chart.tasks.indices)])
      return .gantt(chart)
    default: return self
    }
  }
}
