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
    let phases = try phaseRows(chart, in: plot, width: width)
    // The rules of points at the upper end stand above the area.
    plot.area.origin.y = header.height + phases.height + 16
    for index in names.indices { names[index].label.y = names[index].value.map(plot.y) }
    var items = header.items
    items += phases.items(header.height, plot.bottom)
    items += try grid(plot)
    items += limits(chart, in: plot)
    let points = chart.samples.enumerated().map { index, sample in
      AxisScale.plain(sample.value).map { Point(x: plot.center(index, of: chart.samples.count), y: plot.y($0)) }
    }
    items += try samples(chart, points, in: plot)
    items += draw(names.map(\.label), .right, x: plot.right, in: (plot.area.origin.y - 6)...(plot.bottom + 6))
    let centers = chart.samples.indices.map { plot.center($0, of: chart.samples.count) }
    // The rules of points at the lower end stand below the area.
    let hasRules = chart.samples.contains { !$0.rules.isEmpty }
    let top = plot.bottom + (hasRules ? 16 : 7)
    let below = try columnLabels(chart.samples.map { [$0.label, $0.size] }, centers: centers, top: top, width: width)
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

  /// The line of samples; those that break a rule as large diamonds with the rule beside them.
  private func samples(
    _ chart: ControlChart, _ points: [Point?], in plot: ValuePlot
  ) throws(Measurer.Failure) -> [ChartDrawing.Item] {
    var items = runs(points).filter { $0.count > 1 }.map { line($0, colors.primary, 1) }
    let pitch = plot.area.size.width / Points(max(points.count, 1))
    let radius = min(max(pitch * 0.22, 0.8), 1.9)
    var space = LabelSpace(
      bounds: Rect(
        x: plot.area.origin.x - 3, y: plot.area.origin.y - 15, width: plot.area.size.width + 6,
        height: plot.area.size.height + 30))
    let treads = treads(of: chart, in: plot)
    for run in runs(points) + treads.center + treads.limits { space.take(lines: run) }
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      let isAlarm = !chart.samples[index].rules.isEmpty
      let reach = isAlarm ? 4.2 : radius
      space.take(Rect(x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach))
      if !isAlarm { items.append(.shape(Path(center: point, radius: radius), Paint(fill: colors.primary))) }
    }
    for (index, point) in points.enumerated() {
      guard let point, !chart.samples[index].rules.isEmpty else { continue }
      let diamond = MarkShape.diamond.path(center: point, radius: 3.4)
      items.append(.shape(diamond, Paint(fill: colors.paper, stroke: .init(color: colors.text, width: 1.2))))
      items.append(.shape(Path(center: point, radius: 1.2), Paint(fill: colors.text)))
      items += try rule(chart.samples[index].rules, at: point, in: plot, &space)
    }
    return items
  }

  /// The numbers of the rules at a point, on the side away from the middle of the chart first.
  private func rule(
    _ rules: String, at point: Point, in plot: ValuePlot, _ space: inout LabelSpace
  ) throws(Measurer.Failure) -> [ChartDrawing.Item] {
    let text = try box(rules, LabelStyle(size: 7.5, isBold: true), limit: .greatestFiniteMagnitude)
    let isHigh = point.y < plot.area.origin.y + plot.area.size.height / 2
    var rooms: [Rect] = []
    for step in 0..<4 {
      let away = 4.5 + Points(step) * text.height
      // A little to a side is still nearer than a line further away.
      for (isAbove, share) in [
        (isHigh, 0.5), (!isHigh, 0.5), (isHigh, 0.8), (isHigh, 0.2), (!isHigh, 0.8), (!isHigh, 0.2),
      ] {
        let top = isAbove ? point.y - away - text.height : point.y + away
        rooms.append(Rect(x: point.x - text.width * share, y: top, width: text.width, height: text.height))
      }
    }
    guard let room = space.claim(rooms, evenOnLines: true) else { return [] }
    return onPaper(text, in: room, colors.text)
  }
}
