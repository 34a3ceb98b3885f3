extension ChartSpecification {
  /// How many rows the chart has if each part of it is a chart of its own; nil where it cannot be divided.
  public var divisibleRows: Int? {
    switch self {
    case .bar(let chart): chart.bars.count
    case .heatMap(let map): map.rows.count
    case .gantt(let chart): chart.tasks.count
    case .slope(let chart): chart.lines.count
    case .waterfall(let chart): chart.steps.count
    case .smallMultiples(let chart): chart.panels.count
    case .pareto(let chart): chart.categories.count
    case .intervals(let chart): chart.rows.count
    case .trend(let chart): chart.isCrowded ? chart.series.count : nil
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
    case .slope(var chart):
      let ends = chart.lines.flatMap { [$0.from.value, $0.to.value].compactMap { $0 } }.filter(\.isFinite)
      chart.minimum = chart.minimum ?? ends.min()
      chart.maximum = chart.maximum ?? ends.max()
      chart.lines = Array(chart.lines[rows.clamped(to: chart.lines.indices)])
      return .slope(chart)
    case .waterfall(var chart):
      let sums = chart.sums
      chart.reach += sums
      if rows.lowerBound > 0, sums.indices.contains(rows.lowerBound - 1) { chart.carried = sums[rows.lowerBound - 1] }
      chart.steps = Array(chart.steps[rows.clamped(to: chart.steps.indices)])
      return .waterfall(chart)
    case .smallMultiples(var chart):
      chart.reach += chart.panels.flatMap { $0.points.compactMap(\.value) + $0.targets.map(\.value) }
      chart.panels = Array(chart.panels[rows.clamped(to: chart.panels.indices)])
      return .smallMultiples(chart)
    case .pareto(var chart):
      chart.reach += chart.categories.compactMap(\.value)
      chart.categories = Array(chart.categories[rows.clamped(to: chart.categories.indices)])
      return .pareto(chart)
    case .intervals(let chart): return .intervals(chart.part(rows))
    case .trend(let chart):
      if let panels = chart.panels { return ChartSpecification.smallMultiples(panels).part(rows) }
      return chart.isCrowded ? .trend(chart.part(rows)) : self
    default: return self
    }
  }
}

extension TrendChart {
  /// More series than that cannot be told apart in one area, nor named beside it.
  public static let mostSeriesTogether = 8

  /// Whether it has too many series for one area.
  var isCrowded: Bool { series.count > Self.mostSeriesTogether }

  /// One small chart a series where there are too many for one area; nil where there are not, or where there are several
  /// levels, which only a large area can name.
  public var panels: SmallMultiples? {
    guard isCrowded, levels.count <= 1 else { return nil }
    return SmallMultiples(
      periods: periods,
      panels: series.map { series in
        SmallMultiples.Panel(label: series.label, points: padded(series.points), target: levels.first)
      }, unit: unit, note: note, minimum: minimum, maximum: maximum)
  }

  /// As many points as there are periods.
  private func padded(_ points: [ChartPoint]) -> [ChartPoint] {
    periods.indices.map { points.indices.contains($0) ? points[$0] : ChartPoint(value: nil) }
  }

  /// The chart with some of its series, on the same scale.
  fileprivate func part(_ range: Range<Int>) -> TrendChart {
    var chart = self
    let values = series.flatMap { $0.points.compactMap(\.value) } + levels.map(\.value)
    let ends = values.filter(\.isFinite)
    chart.minimum = minimum ?? ends.min()
    chart.maximum = maximum ?? ends.max()
    chart.series = Array(series[range.clamped(to: series.indices)])
    return chart
  }
}

extension WaterfallChart {
  /// Where things stand after each step.
  fileprivate var sums: [Double] {
    var sum = carried
    return steps.map { step in
      if let value = step.value, value.isFinite, abs(value) <= 1e300 {
        let next = step.kind == .total ? value : sum + value
        if next.isFinite { sum = next }
      }
      return sum
    }
  }
}
