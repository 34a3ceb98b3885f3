import Canvas
import DocumentModel

extension ChartArtist {
  /// The label of a threshold in its place.
  private struct ThresholdLabel {
    var box: TextBox
    /// Where the threshold lies.
    var x: Points
    /// The left edge of the label.
    var left: Points
    /// Rows away from the bars, from 0.
    var row: Int
    var isAbove: Bool

    var right: Points { left + box.width }
  }

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
    let thresholds = try placed(chart, left: left, scale: scale, width: width)
    let rowHeight = (thresholds.first?.box.lineHeight ?? 0) + 1
    func rows(above: Bool) -> Int { thresholds.filter { $0.isAbove == above }.map { $0.row + 1 }.max() ?? 0 }
    let above = Points(rows(above: true)) * rowHeight
    var heights: [Points] = []
    for (name, value) in zip(names, values) { heights.append(max(pitch, name.height + 4, value.height + 4)) }
    let body = heights.reduce(0, +)
    let height = above + body + Points(rows(above: false)) * rowHeight
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
    items += draw(thresholds, above: above, body: body, rowHeight: rowHeight)
    return ChartDrawing(size: Size(width: width, height: height), items: items)
  }

  // MARK: - Bars

  private func draw(_ bar: BarChart.Bar, _ chart: BarChart, _ track: Rect) -> [ChartDrawing.Item] {
    let left = track.origin.x
    let top = track.origin.y
    func place(_ value: Double) -> Points {
      left + track.size.width * share(value, chart.minimum, chart.maximum)
    }
    var items: [ChartDrawing.Item] = [.shape(Path(track), Paint(fill: colors.ground))]
    if let low = bar.low, let high = bar.high {
      let start = place(min(low, high))
      let band = Rect(x: start, y: top, width: place(max(low, high)) - start, height: thickness)
      items.append(.shape(Path(band), Paint(fill: colors.primaryLight)))
      items.append(.shape(hatching(band), Paint(stroke: .init(color: colors.primary, width: 0.5))))
    }
    if let value = bar.value {
      let filled = Rect(x: left, y: top, width: place(value) - left, height: thickness)
      items.append(.shape(Path(filled), Paint(fill: colors.primary)))
    }
    if let reference = bar.reference {
      // A light tick with a dark edge is seen on the bar and on its ground.
      let tick = Rect(x: place(reference) - 1, y: top - 2.5, width: 2, height: thickness + 5)
      let edge = Paint.Stroke(color: colors.primary, width: 0.6)
      items.append(.shape(Path(tick), Paint(fill: colors.paper, stroke: edge)))
    }
    return items
  }

  /// Slanting lines that end at the edges of an area as high as a bar.
  private func hatching(_ area: Rect) -> Path {
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

  // MARK: - Thresholds

  /// Gives every label a row of its own choice: above and below in turn, farther out where one is taken.
  private func placed(
    _ chart: BarChart, left: Points, scale: Points, width: Points
  ) throws(Measurer.Failure) -> [ThresholdLabel] {
    var placed: [ThresholdLabel] = []
    let sorted = chart.thresholds.enumerated().sorted {
      ($0.element.value, $0.offset) < ($1.element.value, $1.offset)
    }
    for (order, threshold) in sorted.map(\.element).enumerated() {
      let text = try box(threshold.label, LabelStyle(size: 8), limit: width)
      let x = left + scale * share(threshold.value, chart.minimum, chart.maximum)
      let start = min(max(x - text.width / 2, 0), max(width - text.width, 0))
      // A label of several lines would reach into the next row, so only its first line is shown.
      var single = text
      single.lines = Array(text.lines.prefix(1))
      var label = ThresholdLabel(box: single, x: x, left: start, row: 0, isAbove: !order.isMultiple(of: 2))
      var tries = 0
      while !isFree(label, among: placed) {
        tries += 1
        label.isAbove.toggle()
        if tries.isMultiple(of: 2) { label.row += 1 }
      }
      placed.append(label)
    }
    return placed
  }

  /// Whether a label keeps clear of the others and of their lines. It is on a side without labels, so the search ends.
  private func isFree(_ label: ThresholdLabel, among others: [ThresholdLabel]) -> Bool {
    let sameSide = others.filter { $0.isAbove == label.isAbove }
    if label.row > (sameSide.map(\.row).max() ?? 0) { return true }
    return sameSide.allSatisfy { other in
      if other.row == label.row { return label.left >= other.right + 4 || other.left >= label.right + 4 }
      let (outer, inner) = other.row > label.row ? (other, label) : (label, other)
      return outer.x < inner.left - 1 || outer.x > inner.right + 1
    }
  }

  private func draw(
    _ thresholds: [ThresholdLabel], above: Points, body: Points, rowHeight: Points
  ) -> [ChartDrawing.Item] {
    var items: [ChartDrawing.Item] = []
    for threshold in thresholds {
      let reach = isCrossed(threshold, among: thresholds) ? 0 : Points(threshold.row) * rowHeight
      let start = threshold.isAbove ? above - reach : above
      let end = threshold.isAbove ? above + body : above + body + reach
      let line = Path(
        through: [Point(x: threshold.x, y: start), Point(x: threshold.x, y: end)], closed: false)
      // A light edge keeps the line visible on a dark bar.
      items.append(.shape(line, Paint(stroke: .init(color: colors.paper, width: 2.1))))
      items.append(.shape(line, Paint(stroke: .init(color: colors.text, width: 0.7))))
      let top =
        threshold.isAbove
        ? above - Points(threshold.row + 1) * rowHeight : above + body + Points(threshold.row) * rowHeight + 1
      items += labels(threshold.box, x: threshold.left, top: top, .start, colors.muted)
    }
    return items
  }

  /// Whether the line to an outer label would run through an inner one.
  private func isCrossed(_ label: ThresholdLabel, among others: [ThresholdLabel]) -> Bool {
    others.contains {
      $0.isAbove == label.isAbove && $0.row < label.row && label.x >= $0.left - 1 && label.x <= $0.right + 1
    }
  }
}
