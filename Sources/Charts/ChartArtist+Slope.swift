import Canvas
import DocumentModel

extension ChartArtist {
  func draw(_ chart: SlopeChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let ends = chart.lines.map { (AxisScale.plain($0.from.value), AxisScale.plain($0.to.value)) }
    let known = ends.flatMap { [$0.0, $0.1] }.compactMap { $0 }
    // Values are printed, so the scale needs no even ends.
    let scale = AxisScale(
      over: known, minimum: chart.minimum ?? known.min(), maximum: chart.maximum ?? known.max(), numerals: numerals)
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    var (left, right): ([SideLabel], [SideLabel]) = ([], [])
    for line in chart.lines {
      left.append(try sideLabel(name: line.label, value: line.from.text, limit: width * 0.34, color: colors.muted))
      right.append(try sideLabel(name: line.label, value: line.to.text, limit: width * 0.34, color: colors.primary))
    }
    let heads = [
      try box(chart.from, LabelStyle(size: 9, isBold: true), limit: width * 0.45),
      try box(chart.to, LabelStyle(size: 9, isBold: true), limit: width * 0.45),
    ]
    let headHeight = max(heads[0].height, heads[1].height)
    let top = header.height + headHeight + 12
    let leftEdge = max((left.map(\.width).max() ?? 0) + leaderRoom, heads[0].width)
    let rightEdge = width - max((right.map(\.width).max() ?? 0) + leaderRoom, heads[1].width)
    let room = max(rightEdge - leftEdge, 20)
    let height = max(min(width * 0.4, 190), height(of: left), height(of: right))
    let area = Rect(x: leftEdge, y: top, width: room, height: height)
    let plot = ValuePlot(area: area, scale: scale)
    for (index, end) in ends.enumerated() {
      left[index].y = end.0.map(plot.y)
      right[index].y = end.1.map(plot.y)
    }
    var items = header.items
    let style = colors.text
    items += labels(heads[0], x: area.origin.x, top: header.height, .end, style)
    items += labels(heads[1], x: plot.right, top: header.height, .start, style)
    for x in [area.origin.x, plot.right] {
      items.append(line([Point(x: x, y: top - 4), Point(x: x, y: plot.bottom + 4)], colors.hairline, 0.6))
    }
    for (line, end) in zip(chart.lines, ends) { items += slope(end.0, end.1, isApart: line.to.isApart, in: plot) }
    let range = (top - 8)...(plot.bottom + 8)
    items += draw(left, .left, x: area.origin.x, in: range) + draw(right, .right, x: plot.right, in: range)
    return ChartDrawing(size: Size(width: width, height: plot.bottom + 9), items: items)
  }

  /// A rise is a full blue line, a fall a dashed one, what stays a thin one; what cannot be compared has hollow points and
  /// no line between them.
  private func slope(_ from: Double?, _ to: Double?, isApart: Bool, in plot: ValuePlot) -> [ChartDrawing.Item] {
    let places = [
      from.map { Point(x: plot.area.origin.x, y: plot.y($0)) }, to.map { Point(x: plot.right, y: plot.y($0)) },
    ].compactMap { $0 }
    if isApart {
      let hollow = Paint(fill: colors.paper, stroke: .init(color: colors.muted, width: 0.9))
      return places.map { .shape(Path(center: $0, radius: 2.3), hollow) }
    }
    var items: [ChartDrawing.Item] = []
    var color = colors.muted
    if let from, let to {
      color = from == to ? colors.muted : colors.primary
      items.append(line(places, color, from == to ? 0.8 : 1.3, dashes: from > to ? [4, 2.5] : []))
    }
    items += places.map { .shape(Path(center: $0, radius: 2.3), Paint(fill: color)) }
    return items
  }
}
