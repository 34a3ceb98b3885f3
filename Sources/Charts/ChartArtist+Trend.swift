import Canvas
import DocumentModel

extension ChartArtist {
  func draw(_ chart: TrendChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    if let panels = chart.panels { return try draw(panels, width: width) }
    let series = chart.series.map { series in
      (series.label, (0..<chart.periods.count).map { series.points.indices.contains($0) ? series.points[$0] : nil })
    }
    let values = series.map { $0.1.map { AxisScale.plain($0?.value) } }
    let levels = chart.levels.filter { AxisScale.plain($0.value) != nil }
    let scale = AxisScale(
      over: values.joined().compactMap { $0 } + levels.map(\.value), minimum: chart.minimum, maximum: chart.maximum,
      numerals: numerals)
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    var names: [SideLabel] = []
    for (index, (label, points)) in series.enumerated() {
      let last = points.last { $0?.value != nil || $0?.text.isEmpty == false }??.text ?? ""
      names.append(try sideLabel(name: label, value: last, limit: width * 0.3, color: look(ofSeries: index).color))
    }
    for level in levels {
      var name = try sideLabel(name: level.label, value: "", limit: width * 0.3, color: colors.muted)
      name.nameColor = colors.muted
      names.append(name)
    }
    let left = try tickRoom(scale)
    let right = (names.map(\.width).max() ?? 0) + (names.isEmpty ? 4 : leaderRoom)
    let top = header.height + 6
    let area = Rect(
      x: left, y: top, width: max(width - left - right, 20),
      height: max(min(width * 0.36, 170) * proportion, height(of: names) - 8))
    let plot = ValuePlot(area: area, scale: scale)
    for index in names.indices {
      let value = index < values.count ? values[index].compactMap { $0 }.last : levels[index - values.count].value
      names[index].y = value.map(plot.y)
    }
    var items = header.items + (try grid(plot))
    for level in levels { items.append(self.level(level.value, in: plot)) }
    let points = values.map { row in
      row.enumerated().map { index, value in
        value.map { Point(x: plot.center(index, of: row.count), y: plot.y($0)) }
      }
    }
    for (index, row) in points.enumerated().reversed() {
      items += self.series(row, look(ofSeries: index), apart: series[index].1.map { $0?.isApart == true })
    }
    if series.count == 1 { items += try pointLabels(series[0].1, points[0], in: plot) }
    items += draw(names, .right, x: plot.right, in: (top - 6)...(plot.bottom + 6))
    let centers = chart.periods.indices.map { plot.center($0, of: chart.periods.count) }
    let below = try columnLabels(chart.periods.map { [$0] }, centers: centers, top: plot.bottom + 7, width: width)
    return ChartDrawing(
      size: Size(width: width, height: plot.bottom + 7 + below.height), items: items + below.items)
  }

  /// A level across an area, dashed.
  func level(_ value: Double, in plot: ValuePlot) -> ChartDrawing.Item {
    let y = plot.y(value)
    return line([Point(x: plot.area.origin.x, y: y), Point(x: plot.right, y: y)], colors.muted, 0.8, dashes: [4, 2])
  }

  /// A line through points with its marks; a gap where a point is missing, and before one that stands apart.
  func series(
    _ points: [Point?], _ look: SeriesLook, apart: [Bool] = [], radius: Points = 2.2
  ) -> [ChartDrawing.Item] {
    var items = runs(points, apart: apart).filter { $0.count > 1 }
      .map { line($0, look.color, look.width, dashes: look.dashes) }
    items += points.compactMap { $0 }.map { mark(look, at: $0, radius: radius) }
    return items
  }

  /// The values of points above or below them where there is room; the last one stands beside the chart.
  private func pointLabels(
    _ values: [ChartPoint?], _ points: [Point?], in plot: ValuePlot
  ) throws(Measurer.Failure) -> [ChartDrawing.Item] {
    var space = LabelSpace(
      bounds: Rect(
        x: plot.area.origin.x, y: plot.area.origin.y - 6, width: plot.area.size.width, height: plot.area.size.height + 4
      ))
    for run in runs(points) { space.take(lines: run) }
    for point in points.compactMap({ $0 }) { space.take(Rect(x: point.x - 2, y: point.y - 2, width: 4, height: 4)) }
    var items: [ChartDrawing.Item] = []
    let last = points.lastIndex { $0 != nil }
    for (index, value) in values.enumerated() where index != last {
      guard let point = points[index], let value, !value.text.isEmpty else { continue }
      let text = try box(value.text, scaleStyle, limit: .greatestFiniteMagnitude)
      let corners = [
        Point(x: point.x - text.width / 2, y: point.y - 4 - text.height),
        Point(x: point.x - text.width / 2, y: point.y + 4), Point(x: point.x + 5, y: point.y - text.height / 2),
        Point(x: point.x - 5 - text.width, y: point.y - text.height / 2),
      ]
      let rooms = corners.map { Rect(x: $0.x, y: $0.y, width: text.width, height: text.height) }
      guard let room = space.claim(rooms) else { continue }
      items += onPaper(text, in: room, colors.muted)
    }
    return items
  }
}
