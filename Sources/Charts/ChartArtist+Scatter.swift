import Canvas
import DocumentModel

extension ChartArtist {
  func draw(_ chart: ScatterChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let dots = chart.dots.compactMap { dot in
      AxisScale.plain(dot.x).flatMap { x in AxisScale.plain(dot.y).map { (dot: dot, x: x, y: $0) } }
    }
    let across = AxisScale(
      over: dots.map(\.x), minimum: chart.horizontal.minimum, maximum: chart.horizontal.maximum, mostTicks: 7,
      numerals: numerals)
    let up = AxisScale(
      over: dots.map(\.y), minimum: chart.vertical.minimum, maximum: chart.vertical.maximum, numerals: numerals)
    // How many names find no room is known only in the end.
    let header = try header(unit: chart.vertical.label, note: chart.note(unnamed: chart.dots.count), width: width)
    let left = try tickRoom(up)
    let area = Rect(
      x: left, y: header.height + 6, width: max(width - left - 8, 20),
      height: max(min(width * 0.45, 200) * proportion, 60))
    let plot = ValuePlot(area: area, scale: up)
    func place(_ x: Double, _ y: Double) -> Point {
      Point(x: area.origin.x + area.size.width * across.share(x), y: plot.y(y))
    }
    var items = try grid(plot)
    let ticks = across.ticks.map { place($0.value, up.minimum).x }
    for x in ticks {
      items.append(line([Point(x: x, y: area.origin.y), Point(x: x, y: plot.bottom)], colors.hairline, 0.4))
    }
    var space = LabelSpace(bounds: area)
    if let ends = chart.trend.flatMap({ trendEnds($0, across: across, up: up) }) {
      let points = ends.map { place($0.x, $0.y) }
      space.take(lines: points)
      items.append(line(points, colors.muted, 1.1, dashes: [5, 2.5]))
    }
    let drawn = DrawnDots(dots.map(\.dot), at: dots.map { place($0.x, $0.y) })
    for index in drawn.dots.indices { space.take(drawn.room(index), core: drawn.core(index)) }
    items += try trendName(chart.trend, in: area, &space)
    let names = try dotNames(drawn, &space)
    items += names.leaders + names.texts
    items += drawn.order.map { dot(drawn, $0) }
    let note = chart.note(unnamed: names.unnamed)
    items = try self.header(unit: chart.vertical.label, note: note, width: width).items + items
    let below = try columnLabels(
      across.ticks.map { [$0.label] }, centers: ticks, top: plot.bottom + 5, width: width)
    let name = try box(chart.horizontal.label, scaleStyle, limit: width)
    items += below.items
    items += labels(name, x: width, top: plot.bottom + 5 + below.height + 2, .end, colors.muted)
    return ChartDrawing(
      size: Size(width: width, height: plot.bottom + 5 + below.height + 2 + name.height), items: items)
  }

  /// What is said of the trend, in a corner of the area that is free.
  private func trendName(
    _ trend: ScatterChart.Trend?, in area: Rect, _ space: inout LabelSpace
  ) throws(Measurer.Failure) -> [ChartDrawing.Item] {
    guard let trend, !trend.label.isEmpty else { return [] }
    let text = try box(trend.label, scaleStyle, limit: area.size.width / 2)
    let right = area.origin.x + area.size.width - text.width - 4
    let bottom = area.origin.y + area.size.height - text.height - 3
    let corners = [
      (right, area.origin.y + 2), (area.origin.x + 4, area.origin.y + 2), (right, bottom), (area.origin.x + 4, bottom),
    ]
    let rooms = corners.map { Rect(x: $0.0, y: $0.1, width: text.width, height: text.height) }
    guard let room = space.claim(rooms) else { return [] }
    return onPaper(text, in: room, colors.muted)
  }

  /// The ends of the line within the area; nil where it runs outside.
  private func trendEnds(
    _ trend: ScatterChart.Trend, across: AxisScale, up: AxisScale
  ) -> [(x: Double, y: Double)]? {
    guard let intercept = AxisScale.plain(trend.intercept), let slope = AxisScale.plain(trend.slope) else { return nil }
    func height(_ x: Double) -> Double { intercept + slope * x }
    var (from, to) = (across.minimum, across.maximum)
    if slope != 0 {
      let crossings = [(up.minimum - intercept) / slope, (up.maximum - intercept) / slope].sorted()
      guard crossings.allSatisfy(\.isFinite) else { return nil }
      (from, to) = (max(from, crossings[0]), min(to, crossings[1]))
    }
    let ends = [(x: from, y: height(from)), (x: to, y: height(to))]
    let slack = (up.maximum - up.minimum) * 1e-9
    guard from < to, ends.allSatisfy({ $0.y >= up.minimum - slack && $0.y <= up.maximum + slack }) else { return nil }
    return ends
  }
}
