internal import Diagnostics
internal import DocumentModel

/// How many parts of a figure a reader can tell apart on a page; what has more is drawn with fewer, and its caption says
/// so. Statistics always rest on all data.
enum CrowdedFigures {
  /// More dots than that cover each other; they are drawn by cells.
  static let mostDots = 1_500
  /// The cells of a crowded scatter: each is about as wide and as high as a dot on the page.
  static let cellsAcross = 84, cellsUp = 40
  /// More points than that on a control chart are closer than a point of print; the last ones are drawn.
  static let mostSamples = 400
  /// More alarms than that are no list to act on; the last ones are listed.
  static let mostAlarms = 60
  /// More categories than that are cut at the end of the small ones.
  static let mostCategories = 60
}

extension ScatterChart {
  /// The same picture with one dot for all pairs that fall on one cell, at their mean and as large as they are many, and
  /// a note that says so; nil where each pair has room for a dot of its own.
  func gathered(_ language: Language) -> ScatterChart? {
    guard dots.count > CrowdedFigures.mostDots else { return nil }
    let known = dots.compactMap { dot in dot.x.flatMap { x in dot.y.map { (x: x, y: $0) } } }
    guard let left = known.map(\.x).min(), let right = known.map(\.x).max(), let bottom = known.map(\.y).min(),
      let top = known.map(\.y).max()
    else { return nil }
    // Halves, as the whole length may be beyond what a number holds.
    func cell(_ value: Double, _ low: Double, _ high: Double, _ cells: Int) -> Int {
      let share = (value / 2 - low / 2) / (high / 2 - low / 2)
      return share.isFinite ? min(max(Int(share * Double(cells)), 0), cells - 1) : 0
    }
    var cells: [Int: (count: Int, x: Double, y: Double)] = [:]
    for pair in known {
      let place =
        cell(pair.y, bottom, top, CrowdedFigures.cellsUp) * CrowdedFigures.cellsAcross
        + cell(pair.x, left, right, CrowdedFigures.cellsAcross)
      var found = cells[place] ?? (0, 0, 0)
      found.count += 1
      // A running mean never leaves the cell.
      found.x += (pair.x - found.x) / Double(found.count)
      found.y += (pair.y - found.y) / Double(found.count)
      cells[place] = found
    }
    var chart = self
    chart.dots = cells.sorted { $0.key < $1.key }.map { _, cell in
      Dot(label: "", x: cell.x, y: cell.y, count: cell.count)
    }
    let steps = Dot.countSteps
    let ranges = zip([1] + steps, steps).map { low, next in
      low == next - 1 ? "\(low)" : both("\(low)～\(next - 1)", "\(low) to \(next - 1)")[language]
    }
    let last = steps.last.map { both("\($0) 以上", "\($0) and more")[language] } ?? ""
    chart.note =
      both("n = \(known.count)，点由小到大：", "n = \(known.count), dots from small to large: ")[language]
      + (ranges + [last]).joined(separator: both("、", ", ")[language]) + both("对", " pairs")[language]
    return chart
  }
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
    case .radar, .heatMap, .ladder, .gauge, .slope, .waterfall, .gantt, .smallMultiples: (0, 0)
    }
  }
}
