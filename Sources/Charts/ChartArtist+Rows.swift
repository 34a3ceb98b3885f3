import Canvas
import DocumentModel

/// Charts with one row a name, which leaves long Chinese names their room.
extension ChartArtist {
  /// The rows of a chart: names at the left, printed values at the right, an area between.
  struct RowLayout {
    var names: [TextBox]
    var values: [TextBox]
    /// The top of the first row.
    var top: Points
    var heights: [Points]
    /// The area between names and values.
    var left: Points
    var right: Points

    var bottom: Points { top + heights.reduce(0, +) }
    /// The middle of each row.
    var middles: [Points] {
      var y = top
      return heights.map { height in
        defer { y += height }
        return y + height / 2
      }
    }
  }

  /// Rows for names and values; `bold` says which are set in bold, `tightness` from 0 to 1 how close they are.
  func rows(
    _ rows: [(name: String, value: String)], bold: (Int) -> Bool = { _ in false }, top: Points, width: Points,
    signRoom: Points = 0, tightness: Double = 0
  ) throws(Measurer.Failure) -> RowLayout {
    var layout = RowLayout(names: [], values: [], top: top, heights: [], left: 0, right: width)
    layout.values = try boxes(rows.map(\.value), LabelStyle(size: 9, isBold: true), limit: width * 0.2)
    for (index, row) in rows.enumerated() {
      layout.names.append(try box(row.name, LabelStyle(size: 9, isBold: bold(index)), limit: width * 0.36))
      let height = max(layout.names[index].height, layout.values[index].height)
      layout.heights.append(max(20 - 6 * tightness, height + 5 - 3 * tightness))
    }
    let nameWidth = layout.names.map(\.width).max() ?? 0
    let valueWidth = (layout.values.map(\.width).max() ?? 0) + signRoom
    layout.left = nameWidth > 0 ? nameWidth + 9 : 0
    layout.right = max(width - (valueWidth > 0 ? valueWidth + 9 : 0), layout.left + 10)
    return layout
  }

  private func texts(_ rows: RowLayout, width: Points) -> [ChartDrawing.Item] {
    var items: [ChartDrawing.Item] = []
    for (index, middle) in rows.middles.enumerated() {
      let (name, value) = (rows.names[index], rows.values[index])
      items += labels(name, x: 0, top: middle - name.height / 2, .start, colors.text)
      items += labels(value, x: width, top: middle - value.height / 2, .end, colors.primary)
    }
    return items
  }

  // MARK: - Waterfall

  func draw(_ chart: WaterfallChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let spans = spans(chart.steps, from: chart.carried)
    let ends = spans.compactMap { $0 }.flatMap { [$0.from, $0.to] } + chart.reach.compactMap(AxisScale.plain)
    let largest = ends.map(abs).max() ?? 0
    // Bars begin at zero, unless the changes would be too small to see against the totals.
    let changes = (ends.max() ?? 0) / 2 - (ends.min() ?? 0) / 2
    let scale = AxisScale(over: ends, fromZero: changes >= largest * 0.15, numerals: numerals)
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    let printed = chart.steps.map { (name: $0.label, value: signed($0)) }
    let rows = try rows(
      printed, bold: { chart.steps[$0].kind == .total }, top: header.height + 2, width: width, signRoom: 12)
    func place(_ value: Double) -> Points { rows.left + (rows.right - rows.left) * scale.share(value) }
    var items = header.items
    let ticks = scale.ticks.map { place($0.value) }
    for x in ticks {
      items.append(line([Point(x: x, y: rows.top), Point(x: x, y: rows.bottom)], colors.hairline, 0.4))
    }
    let middles = rows.middles
    for (index, span) in spans.enumerated() {
      guard let span else { continue }
      let hasZero = scale.minimum <= 0 && scale.maximum >= 0
      items += self.step(
        chart.steps[index], from: place(span.from), to: place(span.to), middle: middles[index],
        zero: hasZero ? place(0) : nil)
      if chart.steps[index].kind == .change, span.from != span.to {
        let middle = Point(x: width - rows.values[index].width - 6.5, y: middles[index])
        items.append(sign(isRise: span.to > span.from, at: middle))
      }
      guard let next = spans.indices.first(where: { $0 > index && spans[$0] != nil }) else { continue }
      let x = place(span.to)
      items.append(
        line([Point(x: x, y: middles[index] + 5.5), Point(x: x, y: middles[next] - 5.5)], colors.muted, 0.5))
    }
    items += texts(rows, width: width)
    let below = try columnLabels(
      scale.ticks.map { [$0.label] }, centers: ticks, top: rows.bottom + 3, width: width)
    return ChartDrawing(size: Size(width: width, height: rows.bottom + 3 + below.height), items: items + below.items)
  }

  /// Where each step begins and ends; nil where its value is missing.
  private func spans(_ steps: [WaterfallChart.Step], from start: Double) -> [(from: Double, to: Double)?] {
    var sum = AxisScale.plain(start) ?? 0
    return steps.map { step in
      guard let value = AxisScale.plain(step.value) else { return nil }
      let from = step.kind == .total ? value : sum
      guard let to = AxisScale.plain(step.kind == .total ? value : sum + value) else { return nil }
      sum = to
      return (from, to)
    }
  }

  /// The text of a change with the sign of its value.
  private func signed(_ step: WaterfallChart.Step) -> String {
    let text = step.text
    guard let first = text.first else { return text }
    if first == "-" { return "−" + text.dropFirst() }
    guard step.kind == .change, let value = AxisScale.plain(step.value), value != 0 else { return text }
    return "+−".contains(first) || !first.isNumber ? text : (value > 0 ? "+" : "−") + text
  }

  /// A total is a dark bar from zero, or a mark where the scale does not reach zero; a rise is full, a fall hatched.
  private func step(
    _ step: WaterfallChart.Step, from: Points, to: Points, middle: Points, zero: Points?
  ) -> [ChartDrawing.Item] {
    func bar(_ left: Points, _ right: Points) -> Rect {
      Rect(x: min(left, right), y: middle - 5.5, width: max(abs(right - left), 0.8), height: 11)
    }
    if step.kind == .total {
      let area = zero.map { bar($0, to) } ?? Rect(x: to - 1.75, y: middle - 7, width: 3.5, height: 14)
      return [.shape(Path(area), Paint(fill: colors.primary))]
    }
    let area = bar(from, to)
    if step.value ?? 0 >= 0 {
      let color = colors.marks.indices.contains(2) ? colors.marks[2] : colors.primaryLight
      return [.shape(Path(area), Paint(fill: color, stroke: .init(color: colors.primary, width: 0.6)))]
    }
    return [
      .shape(Path(area), Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.8))),
      .shape(hatching(area), Paint(stroke: .init(color: colors.primary, width: 0.6))),
    ]
  }

  /// ▲ or ▼ as a shape, which needs no font to have it.
  private func sign(isRise: Bool, at center: Point) -> ChartDrawing.Item {
    let half: Points = isRise ? -2.6 : 2.6
    let corners = [
      Point(x: center.x, y: center.y + half), Point(x: center.x + 3, y: center.y - half),
      Point(x: center.x - 3, y: center.y - half),
    ]
    let color = isRise ? colors.primary : colors.muted
    return .shape(Path(through: corners, closed: true), Paint(fill: color))
  }

  // MARK: - Pareto

  func draw(_ chart: ParetoChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let values = chart.categories.map { max(AxisScale.plain($0.value) ?? 0, 0) }
    let all = chart.reach.isEmpty ? values : chart.reach.map { max(AxisScale.plain($0) ?? 0, 0) }
    let largest = max(all.max() ?? 0, .leastNormalMagnitude)
    // Divided first, so that no sum of large values is beyond all numbers.
    let total = max(all.map { $0 / largest }.reduce(0, +), 1)
    let header = try header(unit: chart.unit, note: chart.note, width: width)
    let above = try paretoHead(chart, width: width)
    let printed = chart.categories.map { (name: $0.label, value: $0.cumulativeText) }
    var rows = try rows(printed, top: header.height + above.height, width: width)
    let texts = try boxes(chart.categories.map(\.text), LabelStyle(size: 9), limit: width * 0.16)
    for index in texts.indices { rows.heights[index] = max(rows.heights[index], texts[index].height + 5) }
    let valueRight = rows.left + (texts.map(\.width).max() ?? 0)
    rows.left = valueRight + 9
    rows.right = max(rows.right, rows.left + 10)
    func place(_ share: Double) -> Points { rows.left + (rows.right - rows.left) * min(max(share, 0), 1) }
    var items = header.items
    items += labels(above.name, x: width, top: header.height, .end, colors.muted)
    for share in [0.0, 1] {
      let x = place(share)
      items.append(line([Point(x: x, y: rows.top), Point(x: x, y: rows.bottom)], colors.hairline, 0.4))
    }
    let middles = rows.middles
    let color = colors.marks.indices.contains(1) ? colors.marks[1] : colors.primaryLight
    for (index, middle) in middles.enumerated() {
      let bar = Rect(
        x: rows.left, y: middle - 6, width: place(values[index] / largest / total) - rows.left, height: 12)
      items.append(.shape(Path(bar), Paint(fill: color)))
      items += labels(texts[index], x: valueRight, top: middle - texts[index].height / 2, .end, colors.text)
    }
    if let level = chart.level, let share = AxisScale.plain(level.value) {
      let x = place(share / 100)
      items.append(
        line([Point(x: x, y: rows.top - 2), Point(x: x, y: rows.bottom)], colors.muted, 0.8, dashes: [4, 2]))
      let left = min(max(x - above.level.width / 2, 0), width - above.level.width)
      items += labels(above.level, x: left, top: rows.top - above.level.height - 3, .start, colors.muted)
    }
    let points = chart.categories.enumerated().map { index, category in
      AxisScale.plain(category.cumulative).map { Point(x: place($0 / 100), y: middles[index]) }
    }
    items += series(points, look(ofSeries: 0), radius: 2)
    items += self.texts(rows, width: width)
    return ChartDrawing(size: Size(width: width, height: rows.bottom), items: items)
  }

  /// The name of the running share above its column, and the name of the level in a row below it.
  private func paretoHead(
    _ chart: ParetoChart, width: Points
  ) throws(Measurer.Failure) -> (name: TextBox, level: TextBox, height: Points) {
    let name = try box(chart.cumulativeLabel, scaleStyle, limit: width * 0.5)
    let level = try box(chart.level?.label ?? "", scaleStyle, limit: width * 0.5)
    let height = name.height + level.height
    return (name, level, height > 0 ? height + 4 : 0)
  }
}
