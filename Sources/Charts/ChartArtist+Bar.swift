import Canvas
import DocumentModel

extension ChartArtist {
  private var thickness: Points { 11 }
  private var pitch: Points { 21 }

  func draw(_ chart: BarChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let nameStyle = LabelStyle(size: 9)
    let valueStyle = LabelStyle(size: 9.5, isBold: true)
    var names: [TextBox] = []
    var values: [TextBox] = []
    for bar in chart.bars {
      names.append(try box(bar.label, nameStyle, limit: width * 0.3))
      values.append(try box(bar.text, valueStyle, limit: width * 0.2))
    }
    let nameWidth = names.map(\.width).max() ?? 0
    let valueWidth = values.map(\.width).max() ?? 0
    let left = nameWidth > 0 ? nameWidth + 8 : 0
    let scale = max(width - left - (valueWidth > 0 ? valueWidth + 8 : 0), 20)
    let thresholds = chart.thresholds.filter { AxisScale.plain($0.value) != nil }
    var gates: [TextBox] = []
    for threshold in thresholds {
      gates.append(try box(threshold.label, LabelStyle(size: 8), limit: min(width, 110)))
    }
    let rows = markRows(
      thresholds.map { left + scale * share($0.value, chart.minimum, chart.maximum) }, widths: gates.map(\.width),
      heights: gates.map(\.height), in: 0...width, gap: 9)
    let above = rows.depth
    var heights: [Points] = []
    for (name, value) in zip(names, values) { heights.append(max(pitch, name.height + 4, value.height + 4)) }
    let body = heights.reduce(0, +)
    var items: [ChartDrawing.Item] = []
    var top = above
    for (index, bar) in chart.bars.enumerated() {
      let middle = top + heights[index] / 2
      items += draw(bar, chart, Rect(x: left, y: middle - thickness / 2, width: scale, height: thickness))
      items += labels(names[index], x: 0, top: middle - names[index].height / 2, .start, colors.text)
      let value = values[index]
      items += labels(value, x: width, top: middle - value.height / 2, .end, colors.primary)
      top += heights[index]
    }
    for (gate, label) in zip(gates, rows.labels) {
      let path = label.leader.map { Point(x: $0.x, y: above - $0.distance) }
      let line = Path(through: path.reversed() + [Point(x: label.x, y: above + body)], closed: false)
      // A light edge keeps the line visible on a dark bar.
      items.append(.shape(line, Paint(stroke: .init(color: colors.paper, width: 2.1))))
      items.append(.shape(line, Paint(stroke: .init(color: colors.text, width: 0.7))))
      items += labels(gate, x: label.center, top: above - label.distance - gate.height, .center, colors.muted)
    }
    let track = Rect(x: left, y: above, width: scale, height: body)
    let below = try scaleRow(of: chart, below: track)
    return ChartDrawing(
      size: Size(width: width, height: above + body + below.height), items: items + below.items)
  }

  // MARK: - Scale

  /// The ends of the scale, and a hollow tick with what it stands for: near the tick where there is a single one.
  private func scaleRow(of chart: BarChart, below track: Rect) throws(Measurer.Failure) -> Band {
    guard !chart.bars.isEmpty else { return Band() }
    let (left, right) = (track.origin.x, track.origin.x + track.size.width)
    let top = track.origin.y + track.size.height - 3
    let ticks = AxisScale(over: [], minimum: chart.minimum, maximum: chart.maximum).ticks
    let low = try box(ticks.first { $0.value == chart.minimum }?.label ?? "", scaleStyle, limit: track.size.width / 3)
    let high = try box(ticks.last { $0.value == chart.maximum }?.label ?? "", scaleStyle, limit: track.size.width / 3)
    var band = Band()
    band.items += labels(low, x: left, top: top, .start, colors.muted)
    band.items += labels(high, x: right, top: top, .end, colors.muted)
    band.height = max(low.height, high.height)
    let references = chart.bars.compactMap { AxisScale.plain($0.reference) }
    if let first = references.first, !chart.referenceLabel.isEmpty {
      let sample: Points = 6
      let room = max(right - left - low.width - high.width - 12 - sample, 1)
      let text = try box(chart.referenceLabel, scaleStyle, limit: room)
      let near = references.count == 1 ? left + track.size.width * share(first, chart.minimum, chart.maximum) : left
      let width = sample + text.width
      let start = min(max(near - width / 2, left + low.width + 6), right - high.width - 6 - width)
      let tick = Rect(x: start, y: top + text.lineHeight / 2 - 3.5, width: 2, height: 7)
      band.items.append(hollow(tick))
      band.items += labels(text, x: start + sample, top: top, .start, colors.muted)
      band.height = max(band.height, text.height)
    }
    band.height = max(band.height - 3, 0)
    return band
  }

  /// A light tick with a dark edge, which is seen on a bar and on its ground.
  private func hollow(_ tick: Rect) -> ChartDrawing.Item {
    .shape(Path(tick), Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.6)))
  }

  // MARK: - Bars

  private func draw(_ bar: BarChart.Bar, _ chart: BarChart, _ track: Rect) -> [ChartDrawing.Item] {
    let left = track.origin.x
    let top = track.origin.y
    func place(_ value: Double) -> Points {
      left + track.size.width * share(value, chart.minimum, chart.maximum)
    }
    var items: [ChartDrawing.Item] = [.shape(Path(track), Paint(fill: colors.ground))]
    if let low = bar.low, let high = bar.high, bar.value == nil {
      let start = place(min(low, high))
      let band = Rect(x: start, y: top, width: place(max(low, high)) - start, height: thickness)
      items.append(.shape(Path(band), Paint(fill: colors.primaryLight)))
      items.append(.shape(hatching(band), Paint(stroke: .init(color: colors.primary, width: 0.5))))
    }
    if let value = bar.value {
      let filled = Rect(x: left, y: top, width: place(value) - left, height: thickness)
      items.append(.shape(Path(filled), Paint(fill: colors.primary)))
      if let low = bar.low, let high = bar.high {
        items += whisker(from: place(min(low, high)), to: place(max(low, high)), top: top)
      }
    }
    if let reference = bar.reference {
      items.append(hollow(Rect(x: place(reference) - 1, y: top - 2.5, width: 2, height: thickness + 5)))
    }
    return items
  }

  /// A line with a stroke at both ends, edged so that it is seen on a bar and on its ground.
  private func whisker(from start: Points, to end: Points, top: Points) -> [ChartDrawing.Item] {
    let middle = top + thickness / 2
    let lines = [
      [Point(x: start, y: middle), Point(x: end, y: middle)],
      [Point(x: start, y: top - 1.5), Point(x: start, y: top + thickness + 1.5)],
      [Point(x: end, y: top - 1.5), Point(x: end, y: top + thickness + 1.5)],
    ].map { Path(through: $0, closed: false) }
    return lines.map { .shape($0, Paint(stroke: .init(color: colors.paper, width: 2.4))) }
      + lines.map { .shape($0, Paint(stroke: .init(color: colors.text, width: 0.9))) }
  }

  /// Slanting lines that end at the edges of an area as high as a bar.
  func hatching(_ area: Rect) -> Path {
    var path = Path()
    let (left, right) = (area.origin.x, area.origin.x + area.size.width)
    let bottom = area.origin.y + area.size.height
    var start = left - area.size.height
    while start < right {
      let from = max(start, left)
      let to = min(start + area.size.height, right)
      if to > from {
        path.elements.append(.move(Point(x: from, y: bottom - (from - start))))
        path.elements.append(.line(Point(x: to, y: bottom - (to - start))))
      }
      start += 3.5
    }
    return path
  }
}
