import Canvas
import DocumentModel

extension ChartArtist {
  /// The texts of a panel.
  private struct PanelTexts {
    var title: TextBox
    var remark: TextBox
    var last: TextBox
    /// One a target that can be drawn.
    var targets: [TextBox]
  }

  func draw(_ chart: SmallMultiples, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    guard !chart.panels.isEmpty else { return ChartDrawing(size: Size(width: width, height: 0), items: []) }
    let all = chart.panels.flatMap { $0.points.compactMap(\.value) + $0.targets.map(\.value) }
      .compactMap(AxisScale.plain)
    let scale = AxisScale(
      over: all + chart.reach, minimum: chart.minimum, maximum: chart.maximum, mostTicks: 4, numerals: numerals)
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    let room = try tickRoom(scale)
    let gap: Points = 16
    let fitting = max(Int((width - room + gap) / (118 + gap)), 1)
    let columns = min(max(chart.columns ?? min(fitting, 4), 1), fitting, chart.panels.count)
    let panelWidth = max((width - room - gap * Points(columns - 1)) / Points(columns), 10)
    var texts: [PanelTexts] = []
    for panel in chart.panels { texts.append(try self.texts(of: panel, width: panelWidth)) }
    let besides = texts.flatMap { [$0.last.width] + $0.targets.map(\.width) }.max() ?? 0
    let beside = besides > 0 ? besides + 7 : 0
    let height: Points = 64
    var items = header.items
    var top = header.height
    for start in stride(from: 0, to: chart.panels.count, by: columns) {
      let row = start..<min(start + columns, chart.panels.count)
      let heads = row.map { texts[$0].title.height + texts[$0].remark.height }
      let areaTop = top + (heads.max() ?? 0) + 7
      var bottom = areaTop + height
      for index in row {
        let left = room + Points(index - start) * (panelWidth + gap)
        let area = Rect(x: left, y: areaTop, width: max(panelWidth - beside, 5), height: height)
        let plot = ValuePlot(area: area, scale: scale)
        items += labels(texts[index].title, x: left, top: top, .start, colors.text)
        items += labels(texts[index].remark, x: left, top: top + texts[index].title.height, .start, colors.muted)
        items += try panelGrid(plot, isLabelled: index == start)
        items += draw(chart.panels[index], texts[index], chart.periods.count, in: plot)
        let below = try periodEnds(chart.periods, in: plot)
        items += below.items
        bottom = max(bottom, plot.bottom + max(3 + below.height, 6))
      }
      top = bottom + 12
    }
    return ChartDrawing(size: Size(width: width, height: top - 12), items: items)
  }

  private func texts(of panel: SmallMultiples.Panel, width: Points) throws(Measurer.Failure) -> PanelTexts {
    let last = panel.points.last { AxisScale.plain($0.value) != nil }?.text ?? panel.points.last?.text ?? ""
    var targets: [TextBox] = []
    for target in drawnTargets(panel) { targets.append(try box(target.label, scaleStyle, limit: width * 0.45)) }
    return PanelTexts(
      title: try box(panel.label, LabelStyle(size: 9, isBold: true), limit: width),
      remark: try box(panel.remark, scaleStyle, limit: width),
      last: try box(last, LabelStyle(size: 9, isBold: true), limit: width * 0.45),
      targets: targets)
  }

  private func drawnTargets(_ panel: SmallMultiples.Panel) -> [ChartLevel] {
    panel.targets.filter { AxisScale.plain($0.value) != nil }
  }

  private func panelGrid(_ plot: ValuePlot, isLabelled: Bool) throws(Measurer.Failure) -> [ChartDrawing.Item] {
    if isLabelled { return try grid(plot) }
    return plot.scale.ticks.map { tick in
      let y = plot.y(tick.value)
      return line([Point(x: plot.area.origin.x, y: y), Point(x: plot.right, y: y)], colors.hairline, 0.4)
    } + [
      line([Point(x: plot.area.origin.x, y: plot.bottom), Point(x: plot.right, y: plot.bottom)], colors.muted, 0.6)
    ]
  }

  /// The line of a panel with its target; the last value and the name of the target stand beside the last point.
  private func draw(
    _ panel: SmallMultiples.Panel, _ texts: PanelTexts, _ periods: Int, in plot: ValuePlot
  ) -> [ChartDrawing.Item] {
    let count = max(periods, panel.points.count)
    let left = plot.area.origin.x + 3
    let right = plot.right - 3
    let points = panel.points.enumerated().map { index, point in
      AxisScale.plain(point.value).map { value in
        Point(x: count > 1 ? left + (right - left) * Points(index) / Points(count - 1) : right, y: plot.y(value))
      }
    }
    var items: [ChartDrawing.Item] = []
    var wanted: [Points] = []
    var boxes: [TextBox] = []
    for (target, text) in zip(drawnTargets(panel), texts.targets) {
      let y = plot.y(target.value)
      items.append(
        line([Point(x: plot.area.origin.x, y: y), Point(x: plot.right, y: y)], colors.muted, 0.8, dashes: [3, 2]))
      wanted.append(y)
      boxes.append(text)
    }
    let runs = runs(points, apart: panel.points.map(\.isApart))
    for run in runs where run.count > 1 { items.append(line(run, colors.primary, 1.3)) }
    let last = points.last { $0 != nil } ?? nil
    if let last {
      items.append(.shape(Path(center: last, radius: 2.2), Paint(fill: colors.primary)))
    }
    // Single points between gaps have no line to be seen by.
    for run in runs where run.count == 1 && run[0] != last {
      items.append(.shape(Path(center: run[0], radius: 1.5), Paint(fill: colors.primary)))
    }
    wanted.append(last?.y ?? plot.area.origin.y + plot.area.size.height / 2)
    boxes.append(texts.last)
    let range = min(plot.area.origin.y - 5, plot.bottom)...(plot.bottom + 2)
    let centers = LabelPlacement.centers(wanted: wanted, extents: boxes.map(\.height), in: range)
    for (index, center) in (centers ?? []).enumerated() {
      let isLast = index == boxes.count - 1
      // The value of a line that ends early stands where it ends: at the edge it would be read as that of the last period.
      let x = isLast ? (last?.x ?? right) + 8 : plot.right + 5
      let color = isLast ? colors.primary : colors.muted
      items += labels(boxes[index], x: x, top: center - boxes[index].height / 2, .start, color)
    }
    return items
  }

  /// The first and the last period below a panel, one below the other where they do not fit side by side.
  private func periodEnds(_ periods: [String], in plot: ValuePlot) throws(Measurer.Failure) -> Band {
    guard let first = periods.first, let last = periods.last else { return Band() }
    let width = plot.area.size.width
    let left = try box(first, scaleStyle, limit: width)
    var top = plot.bottom + 3
    var items = labels(left, x: plot.area.origin.x, top: top, .start, colors.muted)
    guard periods.count > 1 else { return Band(items: items, height: left.height) }
    let right = try box(last, scaleStyle, limit: width)
    let isStacked = left.width + right.width + 6 > width
    if isStacked { top += left.height }
    items += labels(right, x: plot.right, top: top, .end, colors.muted)
    return Band(items: items, height: isStacked ? left.height + right.height : max(left.height, right.height))
  }
}
