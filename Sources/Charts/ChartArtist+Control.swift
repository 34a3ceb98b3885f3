import Canvas
import DocumentModel

extension ChartArtist {
  func draw(_ chart: ControlChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let all = chart.samples.flatMap { [$0.value, $0.center, $0.lower, $0.upper] }.compactMap(AxisScale.plain)
    let scale = AxisScale(over: all, minimum: chart.minimum, maximum: chart.maximum, numerals: numerals)
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    var names = try limitNames(chart, width: width)
    let left = try tickRoom(scale)
    let right = names.isEmpty ? 4 : (names.map(\.label.width).max() ?? 0) + leaderRoom
    var plot = ValuePlot(
      area: Rect(
        x: left, y: 0, width: max(width - left - right, 20),
        height: max(min(width * 0.36, 170) * proportion, height(of: names.map(\.label)))), scale: scale)
    var phases = try phaseRows(chart, in: plot, width: width)
    // The rules of points at the upper end stand above the area.
    plot.area.origin.y = header.height + phases.height + 16
    let count = chart.samples.count
    var rules = try rulesBeside(chart, points(of: chart, in: plot), space(of: chart, in: plot), in: plot)
    var rows: [RuleRow] = []
    if rules == nil {
      rows = try ruleRows(chart, width: width) ?? []
      if !rows.isEmpty {
        let room = max(left, (rows.map(\.name.width).max() ?? 0) + 6)
        (plot.area.origin.x, plot.area.size.width) = (room, max(width - room - right, 20))
        phases = try phaseRows(chart, in: plot, width: width)
        plot.area.origin.y = header.height + phases.height + height(of: rows) + 9
      } else {
        let (points, space) = (points(of: chart, in: plot), space(of: chart, in: plot))
        rules = try rulesBeside(chart, points, space, in: plot, leavingOut: true)
      }
    }
    for index in names.indices { names[index].label.y = names[index].value.map(plot.y) }
    var items = header.items
    items += strip(rows, top: header.height + phases.height + 1, of: count, in: plot)
    items += phases.items(header.height, plot.bottom)
    items += try grid(plot)
    items += limits(chart, in: plot)
    items += samples(chart, points(of: chart, in: plot), rules ?? [], in: plot)
    items += draw(names.map(\.label), .right, x: plot.right, in: (plot.area.origin.y - 6)...(plot.bottom + 6))
    let centers = chart.samples.indices.map { plot.center($0, of: count) }
    // The rules of points at the lower end stand below the area.
    let hasRules = rules?.isEmpty == false
    let top = plot.bottom + (hasRules ? 16 : 7)
    let below = try columnLabels(
      chart.samples.map { [$0.label, $0.size] }, centers: centers, top: top, width: width, base: plot.bottom)
    return ChartDrawing(size: Size(width: width, height: top + below.height), items: items + below.items)
  }

  private typealias LimitName = (label: SideLabel, value: Double?)

  /// The names of the last limits and of the last centre line.
  private func limitNames(_ chart: ControlChart, width: Points) throws(Measurer.Failure) -> [LimitName] {
    let lines = [
      (chart.upperLabel, chart.samples.last { $0.upper != nil }?.upper),
      (chart.centerLabel, chart.samples.last { $0.center != nil }?.center),
      (chart.lowerLabel, chart.samples.last { $0.lower != nil }?.lower),
    ]
    var names: [LimitName] = []
    for (text, value) in lines where !text.isEmpty {
      names.append(
        (try sideLabel(name: text, value: "", limit: width * 0.24, color: colors.muted), AxisScale.plain(value)))
    }
    return names
  }

  // MARK: - Phases

  private struct PhaseRows {
    var height: Points = 0
    /// The parts, given the top of the names and the bottom of the area.
    var items: (Points, Points) -> [ChartDrawing.Item] = { _, _ in [] }
  }

  /// The names of phases over their stretches, with a line where each begins.
  private func phaseRows(
    _ chart: ControlChart, in plot: ValuePlot, width: Points
  ) throws(Measurer.Failure) -> PhaseRows {
    let count = chart.samples.count
    let phases = chart.phases.filter { (0..<count).contains($0.start) }.sorted { $0.start < $1.start }
    guard !phases.isEmpty else { return PhaseRows() }
    var names: [TextBox] = []
    var middles: [Points] = []
    var starts: [Points] = []
    for (index, phase) in phases.enumerated() {
      let end = index + 1 < phases.count ? phases[index + 1].start : count
      let half = plot.area.size.width / Points(count) / 2
      starts.append(plot.center(phase.start, of: count) - half)
      middles.append((starts[index] + plot.center(end - 1, of: count) + half) / 2)
      names.append(try box(phase.label, scaleStyle, limit: min(width, 120)))
    }
    let rows = markRows(middles, widths: names.map(\.width), heights: names.map(\.height), in: 0...width)
    let depth = rows.depth
    return PhaseRows(height: depth) { top, bottom in
      var items: [ChartDrawing.Item] = []
      for (index, label) in rows.labels.enumerated() {
        if index > 0 {
          let start = [Point(x: starts[index], y: top + depth), Point(x: starts[index], y: bottom)]
          items.append(line(start, colors.muted, 0.6, dashes: [2, 2]))
        }
        if abs(label.center - label.x) > 1 {
          items.append(line(label.leader.map { Point(x: $0.x, y: top + depth - $0.distance) }, colors.hairline, 0.5))
        }
        let labelTop = top + depth - label.distance - names[index].height
        items += labels(names[index], x: label.center, top: labelTop, .center, colors.muted)
      }
      return items
    }
  }

  // MARK: - Limits

  /// The centre line and the limits as steps, one tread a sample; a gap where one is missing, and between phases.
  private func limits(_ chart: ControlChart, in plot: ValuePlot) -> [ChartDrawing.Item] {
    let treads = treads(of: chart, in: plot)
    return treads.center.map { line($0, colors.muted, 0.9) }
      + treads.limits.map { line($0, colors.muted, 0.9, dashes: [4, 2.5]) }
  }

  /// The stretches of the centre line and of both limits.
  private func treads(of chart: ControlChart, in plot: ValuePlot) -> (center: [[Point]], limits: [[Point]]) {
    let count = chart.samples.count
    let half = plot.area.size.width / Points(max(count, 1)) / 2
    let starts = Set(chart.phases.map(\.start))
    func steps(_ value: (ControlChart.Sample) -> Double?) -> [[Point]] {
      var stretches: [[Point]] = []
      var isOpen = false
      for (index, sample) in chart.samples.enumerated() {
        guard let level = AxisScale.plain(value(sample)) else {
          isOpen = false
          continue
        }
        if !isOpen || starts.contains(index) { stretches.append([]) }
        isOpen = true
        let (x, y) = (plot.center(index, of: count), plot.y(level))
        if let last = stretches[stretches.count - 1].last, last.y == y {
          stretches[stretches.count - 1].removeLast()
        } else {
          stretches[stretches.count - 1].append(Point(x: x - half, y: y))
        }
        stretches[stretches.count - 1].append(Point(x: x + half, y: y))
      }
      return stretches
    }
    return (steps(\.center), steps(\.lower) + steps(\.upper))
  }

  // MARK: - Samples

  /// Where the samples lie; nil where a value is missing.
  private func points(of chart: ControlChart, in plot: ValuePlot) -> [Point?] {
    chart.samples.enumerated().map { index, sample in
      AxisScale.plain(sample.value).map { Point(x: plot.center(index, of: chart.samples.count), y: plot.y($0)) }
    }
  }

  private func radius(pitch: Points) -> Points { min(max(pitch * 0.22, 0.8), 1.9) }

  /// The room that points and lines take from the numbers of rules.
  private func space(of chart: ControlChart, in plot: ValuePlot) -> LabelSpace {
    let points = points(of: chart, in: plot)
    let pitch = plot.pitch(of: points.count)
    var space = LabelSpace(
      bounds: Rect(
        x: plot.area.origin.x - 3, y: plot.area.origin.y - 15, width: plot.area.size.width + 6,
        height: plot.area.size.height + 30))
    let treads = treads(of: chart, in: plot)
    for run in runs(points) { space.take(lines: run) }
    for run in treads.center + treads.limits { space.take(lines: run, areFaint: true) }
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      let reach = chart.samples[index].rules.isEmpty ? radius(pitch: pitch) : alarmRadius(pitch: pitch) * 1.24
      space.take(Rect(x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach))
    }
    return space
  }

  /// The line of samples; those that break a rule as large diamonds.
  private func samples(
    _ chart: ControlChart, _ points: [Point?], _ rules: [RuleLabel], in plot: ValuePlot
  ) -> [ChartDrawing.Item] {
    var items = runs(points).filter { $0.count > 1 }.map { line($0, colors.primary, 1) }
    let pitch = plot.pitch(of: points.count)
    let (radius, alarm) = (radius(pitch: pitch), alarmRadius(pitch: pitch))
    for (index, point) in points.enumerated() {
      guard let point, chart.samples[index].rules.isEmpty else { continue }
      items.append(.shape(Path(center: point, radius: radius), Paint(fill: colors.primary)))
    }
    for (index, point) in points.enumerated() {
      guard let point, !chart.samples[index].rules.isEmpty else { continue }
      let diamond = MarkShape.diamond.path(center: point, radius: alarm)
      let edge = Paint.Stroke(color: colors.text, width: min(alarm * 0.36, 1.2))
      items.append(.shape(diamond, Paint(fill: colors.paper, stroke: edge)))
      items.append(.shape(Path(center: point, radius: min(alarm * 0.36, 1.2)), Paint(fill: colors.text)))
    }
    for rule in rules { items += onPaper(rule.text, in: rule.room, colors.text) }
    return items
  }
}
