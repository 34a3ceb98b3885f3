import Canvas
import DocumentModel

extension ChartArtist {
  func draw(_ chart: TrendChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    if let panels = chart.panels { return try draw(panels, width: width) }
    let series = chart.series.map { series in
      chart.periods.indices.map { series.points.indices.contains($0) ? series.points[$0] : nil }
    }
    let values = series.map { $0.map { AxisScale.plain($0?.value) } }
    let levels = chart.levels.filter { AxisScale.plain($0.value) != nil }
    let bands = series.flatMap { $0.flatMap { [$0?.low, $0?.high] } }.compactMap(AxisScale.plain)
    let scale = AxisScale(
      over: values.joined().compactMap { $0 } + bands + levels.map(\.value), minimum: chart.minimum,
      maximum: chart.maximum, numerals: numerals)
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    var names = try names(of: chart, series, levels, width: width)
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
    let points = values.map { row in
      row.enumerated().map { index, value in
        value.map { Point(x: plot.center(index, of: row.count), y: plot.y($0)) }
      }
    }
    var items = header.items
    for (index, row) in points.enumerated() {
      items += band(series[index], row, chart.series[index].form, in: plot)
    }
    items += try grid(plot)
    for level in levels { items.append(self.level(level.value, in: plot)) }
    for (index, row) in points.enumerated().reversed() {
      items += line(of: series[index], row, look(ofSeries: index), chart.series[index].form, in: plot)
    }
    if series.count == 1 { items += try pointLabels(series[0], points[0], in: plot) }
    items += draw(names, .right, x: plot.right, in: (top - 6)...(plot.bottom + 6))
    let named = chart.periods.indices.filter { !chart.periods[$0].isEmpty || !size(chart, $0).isEmpty }
    let below = try columnLabels(
      named.map { [chart.periods[$0], size(chart, $0)] },
      centers: named.map { plot.center($0, of: chart.periods.count) }, top: plot.bottom + 7, width: width,
      base: plot.bottom)
    return ChartDrawing(
      size: Size(width: width, height: plot.bottom + 7 + below.height), items: items + below.items)
  }

  private func size(_ chart: TrendChart, _ period: Int) -> String {
    chart.sizes.indices.contains(period) ? chart.sizes[period] : ""
  }

  /// The names of series and levels, with a sample of each where several lines are to be told apart.
  private func names(
    of chart: TrendChart, _ series: [[ChartPoint?]], _ levels: [ChartLevel], width: Points
  ) throws(Measurer.Failure) -> [SideLabel] {
    var names: [SideLabel] = []
    for (index, points) in series.enumerated() {
      let last = points.last { $0?.value != nil || $0?.text.isEmpty == false }??.text ?? ""
      let look = look(ofSeries: index)
      var name = try sideLabel(name: chart.series[index].label, value: last, limit: width * 0.3, color: look.color)
      if series.count > 1 { name.sample = (look, chart.series[index].form) }
      names.append(name)
    }
    for level in levels {
      var name = try sideLabel(name: level.label, value: "", limit: width * 0.3, color: colors.muted)
      name.nameColor = colors.muted
      if series.count > 1 { name.sample = (levelLook, .line) }
      names.append(name)
    }
    return names
  }

  // MARK: - Lines

  private var levelLook: SeriesLook {
    SeriesLook(color: colors.muted, width: 0.8, dashes: [4, 2], mark: .circle, isFilled: true)
  }

  /// A level across an area, dashed.
  func level(_ value: Double, in plot: ValuePlot) -> ChartDrawing.Item {
    let (y, look) = (plot.y(value), levelLook)
    return line(
      [Point(x: plot.area.origin.x, y: y), Point(x: plot.right, y: y)], look.color, look.width, dashes: look.dashes)
  }

  /// A series in its form.
  private func line(
    of values: [ChartPoint?], _ points: [Point?], _ look: SeriesLook, _ form: TrendChart.Form, in plot: ValuePlot
  ) -> [ChartDrawing.Item] {
    let apart = values.map { $0?.isApart == true }
    if form == .marks {
      // Marks that stand close are small, so that they leave the line to be seen.
      let pitch = plot.area.size.width / Points(max(points.count, 1))
      return series(points, look, apart: apart, radius: min(max(pitch * 0.32, 0.9), 2.2))
    }
    var items: [ChartDrawing.Item] = []
    for run in runs(points, apart: apart) {
      // A single point has no line to be seen by.
      guard run.count > 1 else {
        items.append(mark(look, at: run[0]))
        continue
      }
      items.append(line(form == .steps ? stepped(run) : run, look.color, look.width, dashes: look.dashes))
    }
    for (value, point) in zip(values, points) {
      guard let point, value?.isTicked == true else { continue }
      items.append(line([Point(x: point.x, y: point.y - 3), Point(x: point.x, y: point.y + 3)], look.color, 0.8))
    }
    return items
  }

  /// The intervals of the points of a series as an area.
  private func band(
    _ values: [ChartPoint?], _ points: [Point?], _ form: TrendChart.Form, in plot: ValuePlot
  ) -> [ChartDrawing.Item] {
    func edge(_ end: (ChartPoint) -> Double?) -> [Point?] {
      zip(values, points).map { value, point in
        guard let value, let point, AxisScale.plain(value.low) != nil, AxisScale.plain(value.high) != nil else {
          return nil
        }
        return AxisScale.plain(end(value)).map { Point(x: point.x, y: plot.y($0)) }
      }
    }
    return zip(runs(edge(\.high)), runs(edge(\.low))).compactMap { upper, lower in
      guard upper.count > 1 else { return nil }
      let (upper, lower) = form == .steps ? (stepped(upper), stepped(lower)) : (upper, lower)
      return .shape(Path(through: upper + lower.reversed(), closed: true), Paint(fill: colors.primaryLight))
    }
  }

  /// Level from each point to the place of the next, and from there straight to it.
  private func stepped(_ run: [Point]) -> [Point] {
    var path: [Point] = []
    func extend(to point: Point) {
      if path.count > 1, path[path.count - 1].y == point.y, path[path.count - 2].y == point.y { path.removeLast() }
      path.append(point)
    }
    for point in run {
      if let last = path.last, last.y != point.y { extend(to: Point(x: point.x, y: last.y)) }
      extend(to: point)
    }
    return path
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
