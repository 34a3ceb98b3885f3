import Canvas
import DocumentModel

extension ChartArtist {
  /// The label of a cut-off: the result, its value, its stars.
  private struct GateLabel {
    var name: TextBox
    var value: TextBox
    var stars: Int

    static var starPitch: Points { 8.4 }
    var width: Points { max(name.width, value.width, Points(stars) * Self.starPitch) }
    var height: Points { name.height + value.height + (stars > 0 ? 12 : 0) }
  }

  func draw(_ gauge: Gauge, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    let scale = AxisScale(over: [], minimum: gauge.minimum, maximum: gauge.maximum, numerals: numerals)
    let track = Rect(x: 1, y: 0, width: width - 2, height: 14)
    func place(_ value: Double) -> Points { track.origin.x + track.size.width * scale.share(value) }
    let above = try values(gauge, width: width, place: place)
    var items = above.items
    let bar = Rect(x: track.origin.x, y: above.height, width: track.size.width, height: track.size.height)
    items += self.bar(gauge, in: bar, place: place)
    let gates = gauge.gates.filter { AxisScale.plain($0.value) != nil }
    var names: [GateLabel] = []
    for gate in gates {
      names.append(
        GateLabel(
          name: try box(gate.label, LabelStyle(size: 9, isBold: true), limit: min(width, 120)),
          value: try box(gate.text, LabelStyle(size: 8.5), limit: min(width, 120)),
          stars: min(max(gate.stars, 0), 7)))
    }
    let bottom = bar.origin.y + bar.size.height
    let rows = markRows(
      gates.map { place($0.value) }, widths: names.map(\.width), heights: names.map(\.height), in: 0...width)
    for (name, label) in zip(names, rows.labels) {
      let gate = [Point(x: label.x, y: bar.origin.y - 2), Point(x: label.x, y: bottom)]
      items.append(line(gate, colors.paper, 2.4))
      items.append(line(gate, colors.text, 0.9))
      items.append(line(label.leader.map { Point(x: $0.x, y: bottom + $0.distance) }, colors.text, 0.6))
      items += draw(name, center: label.center, top: bottom + label.distance)
    }
    return ChartDrawing(size: Size(width: width, height: bottom + rows.depth), items: items)
  }

  private func draw(_ gate: GateLabel, center: Points, top: Points) -> [ChartDrawing.Item] {
    var items = labels(gate.name, x: center, top: top, .center, colors.text)
    items += labels(gate.value, x: center, top: top + gate.name.height, .center, colors.muted)
    let middle = top + gate.name.height + gate.value.height + 5.5
    for star in 0..<gate.stars {
      let x = center + (Points(star) - Points(gate.stars - 1) / 2) * GateLabel.starPitch
      let path = StarShape.path(center: Point(x: x, y: middle), radius: GateLabel.starPitch * 0.45)
      items.append(.shape(path, Paint(fill: colors.star)))
    }
    return items
  }

  /// The values above the track: the present one large, the second beside it in its own row where they would meet.
  private func values(
    _ gauge: Gauge, width: Points, place: (Double) -> Points
  ) throws(Measurer.Failure) -> Band {
    let text = try box(gauge.text, LabelStyle(size: 15, isBold: true), limit: width)
    let second = try box(gauge.referenceText, scaleStyle, limit: width)
    let low = AxisScale.plain(gauge.low)
    let high = AxisScale.plain(gauge.high)
    let wanted = AxisScale.plain(gauge.value) ?? low.flatMap { low in high.map { low / 2 + $0 / 2 } }
    let ends = [
      try box(plainText(gauge.minimum), scaleStyle, limit: width),
      try box(plainText(gauge.maximum), scaleStyle, limit: width),
    ]
    var items: [ChartDrawing.Item] = []
    var height: Points = 0
    func centered(_ box: TextBox, at value: Double?) -> Points {
      min(max(value.map(place) ?? width / 2, box.width / 2), max(width - box.width / 2, box.width / 2))
    }
    let x = centered(text, at: wanted)
    if !text.lines.isEmpty {
      items += labels(text, x: x, top: 0, .center, colors.primary)
      height = text.height
    }
    // The second value, and the ends of the scale where nothing else stands.
    var space = LabelSpace(bounds: Rect(x: 0, y: 0, width: width, height: height + 100))
    var row = Rect(x: x - text.width / 2 - 6, y: 0, width: text.width + 12, height: height)
    space.take(row)
    if !second.lines.isEmpty, let reference = AxisScale.plain(gauge.reference) {
      row = Rect(
        x: centered(second, at: reference) - second.width / 2, y: max(height - second.height - 1, 0),
        width: second.width, height: second.height)
      let beside = [x + text.width / 2 + 10, x - text.width / 2 - 10 - second.width].map {
        Rect(x: $0, y: row.origin.y, width: row.size.width, height: row.size.height)
      }
      if let free = space.claim([row] + beside) {
        row = free
      } else {
        // No room beside the value: the second one gets a row between it and the track.
        row.origin.y = height
        space.take(row)
      }
      items += labels(second, x: row.origin.x, top: row.origin.y, .start, colors.muted)
      height = max(height, row.origin.y + row.size.height)
    }
    height = max(height, ends[0].height)
    for (index, end) in ends.enumerated() {
      let left = index == 0 ? 0 : width - end.width
      let room = Rect(x: left, y: height - end.height, width: end.width, height: end.height)
      guard space.claim([room]) != nil else { continue }
      items += labels(end, x: left, top: room.origin.y, .start, colors.muted)
    }
    return Band(items: items, height: height + 6)
  }

  /// A number of the scale's end, which the author wrote as a plain decimal.
  private func plainText(_ value: Double) -> String {
    guard let value = AxisScale.plain(value), abs(value) < 1e9 else { return "" }
    return DecimalText.string(value, decimals: 6).replacing("-", with: "−")
  }

  /// A small triangle that points down at a place of the track.
  private func marker(at x: Points, above track: Rect) -> Path {
    let tip = Point(x: x, y: track.origin.y - 1)
    return Path(through: [tip, Point(x: tip.x - 3.2, y: tip.y - 5), Point(x: tip.x + 3.2, y: tip.y - 5)], closed: true)
  }

  private func bar(_ gauge: Gauge, in track: Rect, place: (Double) -> Points) -> [ChartDrawing.Item] {
    var items: [ChartDrawing.Item] = [.shape(Path(track), Paint(fill: colors.ground))]
    func stretch(_ from: Points, _ to: Points) -> Rect {
      Rect(x: from, y: track.origin.y, width: max(to - from, 0), height: track.size.height)
    }
    if let low = AxisScale.plain(gauge.low), let high = AxisScale.plain(gauge.high) {
      let band = stretch(place(min(low, high)), place(max(low, high)))
      items.append(.shape(Path(band), Paint(fill: colors.primaryLight)))
      items.append(.shape(hatching(band), Paint(stroke: .init(color: colors.primary, width: 0.5))))
    }
    if let reference = AxisScale.plain(gauge.reference) {
      let from = AxisScale.plain(gauge.value).map(place) ?? track.origin.x
      items.append(.shape(Path(stretch(from, place(reference))), Paint(fill: colors.primaryLight)))
      items.append(
        line(
          [
            Point(x: place(reference), y: track.origin.y - 3),
            Point(x: place(reference), y: track.origin.y + track.size.height),
          ],
          colors.primary, 1, dashes: [2, 1.2]))
      // The line may lie on that of a gate: the hollow mark above the track is seen in any case.
      items.append(
        .shape(
          marker(at: place(reference), above: track),
          Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.8))))
    }
    if let value = AxisScale.plain(gauge.value) {
      items.append(.shape(Path(stretch(track.origin.x, place(value))), Paint(fill: colors.primary)))
      items.append(.shape(marker(at: place(value), above: track), Paint(fill: colors.primary)))
    }
    items.append(.shape(Path(track), Paint(stroke: .init(color: colors.hairline, width: 0.6))))
    return items
  }
}
