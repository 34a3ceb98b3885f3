internal import Diagnostics
internal import DocumentModel

/// How many parts of a figure a reader can tell apart on a page; what has more is drawn with fewer, and its caption says
/// so. Statistics always rest on all data.
enum CrowdedFigures {
  /// More dots than that cover each other; they are drawn by cells.
  static let mostDots = ScatterChart.mostPairsByArea
  /// The cells of a crowded scatter: each is about as wide and as high as a dot on the page.
  static let cellsAcross = 84, cellsUp = 40
  /// More points than that on a control chart are closer than a point of print; the last ones are drawn.
  static let mostSamples = 400
  /// More alarms than that are no list to act on; the last ones are listed.
  static let mostAlarms = 60
  /// More categories than that are cut at the end of the small ones.
  static let mostCategories = 60
}

extension ControlChart {
  /// The last samples with the limits of all, where there are more than a page can show; nil where all have room.
  var latest: ControlChart? {
    let dropped = samples.count - CrowdedFigures.mostSamples
    guard dropped > 0 else { return nil }
    var chart = self
    chart.samples.removeFirst(dropped)
    // The phase that goes on at the cut begins there.
    let first = phases.lastIndex { $0.start <= dropped } ?? 0
    chart.phases = phases.dropFirst(first).map { Phase(label: $0.label, start: max($0.start - dropped, 0)) }
    return chart
  }
}

extension ChartSpecification {
  /// The parts that the figure of an analysis has, and those that each need a label or a column of their own across it.
  var size: (parts: Int, marks: Int) {
    switch self {
    case .control(let chart): (chart.samples.count + chart.phases.count, chart.phases.count)
    case .trend(let chart):
      (
        chart.periods.count + chart.levels.count + chart.series.reduce(0) { $0 + 1 + $1.points.count },
        chart.levels.count + chart.series.count
      )
    case .bar(let chart): (chart.bars.count + chart.thresholds.count, chart.thresholds.count)
    case .scatter(let chart): (chart.dots.count + 1, 0)
    case .pareto(let chart): (chart.categories.count + 1, 1)
    case .intervals(let chart): (chart.rows.count + 1, 1)
    case .radar, .heatMap, .ladder, .gauge, .slope, .waterfall, .gantt, .smallMultiples: (0, 0)
    }
  }
}
