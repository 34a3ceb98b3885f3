import Canvas
import DocumentModel

/// Labels beside a chart, each at the height of what it names.
extension ChartArtist {
  /// A name and a value side by side.
  struct SideLabel {
    var name: TextBox
    var value: TextBox
    var color: Color
    /// The height it should stand at; nil where it names nothing that is drawn.
    var y: Points?
    /// The colour of the name; nil for that of text.
    var nameColor: Color?

    /// Whether the name stands below the value for want of room.
    var isStacked = false
    /// The look and form of what it names, for a sample before the words; nil for no sample.
    var sample: (look: SeriesLook, form: TrendChart.Form)?

    var width: Points {
      if isStacked { return sampleRoom + max(name.width, value.width) }
      return sampleRoom + name.width + value.width + (name.lines.isEmpty || value.lines.isEmpty ? 0 : 5)
    }
    /// The room that the sample takes.
    var sampleRoom: Points { sample == nil ? 0 : Self.sampleWidth + 4 }
    static var sampleWidth: Points { 17 }
    var height: Points {
      // Without a gap nobody sees where a name of several lines ends and the next begins.
      (isStacked ? name.height + value.height : max(name.height, value.height)) + (name.lines.count > 1 ? 4 : 1)
    }
  }

  /// Which side of a chart labels stand on.
  enum Side { case left, right }

  /// The room between a chart and the labels beside it, for the lines that lead to them.
  var leaderRoom: Points { 14 }

  /// A label whose name is cut into lines of `limit` at most, less what the value takes.
  func sideLabel(
    name: String, value: String, limit: Points, color: Color
  ) throws(Measurer.Failure) -> SideLabel {
    let value = try box(value, LabelStyle(size: 9, isBold: true), limit: limit)
    let style = LabelStyle(size: 8.5)
    let beside = value.lines.isEmpty ? limit : limit - value.width - 5
    var label = SideLabel(name: try box(name, style, limit: max(beside, 1)), value: value, color: color)
    // Beside a long value a name would fall into lines of a few characters.
    if label.name.lines.count > 1, beside < 5 * style.size {
      label.name = try box(name, style, limit: limit)
      label.isStacked = !value.lines.isEmpty
    }
    return label
  }

  /// The height that labels need one below the other.
  func height(of labels: [SideLabel]) -> Points { labels.map(\.height).reduce(0, +) + 4 }

  /// Sets labels beside the edge `x` of a chart as near to their heights as they can stand apart, with lines that lead
  /// to those that had to move, unless a sample tells what they name. Labels that name nothing stand at the bottom.
  func draw(
    _ sideLabels: [SideLabel], _ side: Side, x: Points, in range: ClosedRange<Points>
  ) -> [ChartDrawing.Item] {
    let centers = LabelPlacement.centers(
      wanted: sideLabels.map { $0.y ?? range.upperBound }, extents: sideLabels.map(\.height), in: range)
    guard let centers else { return [] }
    let sign: Points = side == .left ? -1 : 1
    var items: [ChartDrawing.Item] = []
    for (label, center) in zip(sideLabels, centers) {
      if let y = label.y, label.sample == nil, abs(y - center) > 2 {
        let bend = [
          Point(x: x + sign * 4, y: y), Point(x: x + sign * (leaderRoom - 5), y: center),
          Point(x: x + sign * (leaderRoom - 2), y: center),
        ]
        items.append(line(bend, colors.hairline, 0.5))
      }
      let near = x + sign * (leaderRoom + label.sampleRoom)
      if let (look, form) = label.sample {
        let (from, to) = (x + sign * leaderRoom, x + sign * (leaderRoom + SideLabel.sampleWidth))
        let ends = [Point(x: from, y: center), Point(x: to, y: center)]
        items.append(line(ends, look.color, look.width, dashes: look.dashes))
        if form == .marks { items.append(mark(look, at: Point(x: (from + to) / 2, y: center))) }
      }
      let alignment: ChartLabel.Alignment = side == .left ? .end : .start
      if label.isStacked {
        let top = center - (label.value.height + label.name.height) / 2
        items += labels(label.value, x: near, top: top, alignment, label.color)
        items += labels(
          label.name, x: near, top: top + label.value.height, alignment, label.nameColor ?? colors.text)
        continue
      }
      let far = near + sign * (label.value.width + (label.value.lines.isEmpty ? 0 : 5))
      items += labels(label.value, x: near, top: center - label.value.height / 2, alignment, label.color)
      items += labels(
        label.name, x: far, top: center - label.name.height / 2, alignment, label.nameColor ?? colors.text)
    }
    return items
  }

  // MARK: - Marks along a scale

  /// Labels of marks along a level scale: in one row where they fit, in more where they do not, away from the scale.
  struct MarkRows {
    /// A label with the lines that lead to it.
    struct Label {
      /// Where the mark lies.
      var x: Points
      /// Where the label's middle lies.
      var center: Points
      /// How far the near edge of the label is from the scale.
      var distance: Points
      /// The places of the line that leads to it, each with its distance from the scale.
      var leader: [(x: Points, distance: Points)]
    }

    var labels: [Label]
    /// The depth of all rows.
    var depth: Points
  }

  /// Places labels of given widths and heights for marks at `places`, in their order.
  func markRows(
    _ places: [Points], widths: [Points], heights: [Points], in range: ClosedRange<Points>,
    gap: Points = 6
  ) -> MarkRows {
    let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    guard !order.isEmpty else { return MarkRows(labels: [], depth: 0) }
    for count in 1...order.count {
      let rows = (0..<count).map { row in order.enumerated().filter { $0.offset % count == row }.map(\.element) }
      var centers = places
      var farthest: Points = 0
      var fits = true
      for row in rows {
        let placed = LabelPlacement.centers(
          wanted: row.map { places[$0] }, extents: row.map { widths[$0] }, in: range, gap: gap)
        fits = fits && placed != nil
        for (index, center) in zip(row, placed ?? []) {
          centers[index] = center
          if center > range.lowerBound + widths[index] / 2 + 0.01, center < range.upperBound - widths[index] / 2 - 0.01
          {
            farthest = max(farthest, abs(center - places[index]))
          }
        }
      }
      // Lines that lead far away are harder to follow than a second row.
      if count == order.count || (fits && farthest <= 48) {
        return marked(places, centers, rows, widths, heights)
      }
    }
    return MarkRows(labels: [], depth: 0)
  }

  private func marked(
    _ places: [Points], _ centers: [Points], _ rows: [[Int]], _ widths: [Points], _ heights: [Points]
  ) -> MarkRows {
    let isMoved = places.indices.contains { abs(places[$0] - centers[$0]) > 1 }
    var distance: Points = isMoved ? 10 : 4
    var labels = places.indices.map { MarkRows.Label(x: places[$0], center: centers[$0], distance: 0, leader: []) }
    var inner: [Int] = []
    for row in rows {
      for index in row {
        labels[index].distance = distance
        let isBlocked = inner.contains { abs(centers[$0] - centers[index]) < widths[$0] / 2 + 1.5 }
        let end = isBlocked ? 2 : distance - 1.5
        labels[index].leader =
          isBlocked || !isMoved
          ? [(places[index], 0), (places[index], end)]
          : [(places[index], 0), (places[index], 2), (centers[index], 8), (centers[index], end)]
      }
      inner += row
      distance += (row.map { heights[$0] }.max() ?? 0) + 2
    }
    return MarkRows(labels: labels, depth: distance)
  }
}
