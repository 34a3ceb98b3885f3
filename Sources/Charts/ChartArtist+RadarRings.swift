import Canvas
import DocumentModel
internal import Foundation

extension ChartArtist {
  /// The fewest sides of rings beside whose corners values stand.
  private static var fewestSides: Int { 5 }

  /// The values of the rings, each level with its ring on the axis, all beside the one axis and on the side of it where
  /// most of them fit, the upward axis first. Each has paper behind it, which parts the ring; where an outline, a band or
  /// another label is in the way, it is left out. That of the emphasised ring is bold.
  ///
  /// Rings of few sides fall away so steeply from the axis that a value level with its ring would stand at the next one;
  /// there each stands on its ring instead, as on a line of a map. So does that of the emphasised ring where it has room
  /// there only.
  ///
  /// `lines` are the strokes of the data; `frames` is the room that other labels take.
  func ringLabels(
    _ chart: RadarChart, center: Point, radius: Points, avoiding lines: [(Point, Point)], _ frames: [Rect]
  ) throws(Measurer.Failure) -> (grounds: [ChartDrawing.Item], texts: [ChartDrawing.Item]) {
    var rings: [(box: TextBox, distance: Points)] = []
    for (value, text) in zip(chart.rings, chart.ringLabels) where !text.isEmpty && text.count <= 8 {
      let style = LabelStyle(size: LabelStyle.smallest, isBold: value == chart.emphasisedRing)
      let box = try box(text, style, limit: .greatestFiniteMagnitude)
      rings.append((box, radius * share(value, chart.minimum, chart.maximum)))
    }
    let axes = chart.axes.indices.map { direction($0, of: chart.axes.count) }
    var places: [(axis: Point, next: Point)] = []
    for index in axes.indices {
      for neighbour in [index + axes.count - 1, index + 1] {
        places.append((axes[index], axes[neighbour % axes.count]))
      }
    }
    func frame(_ ring: Int, _ place: (axis: Point, next: Point)) -> Rect? {
      let (box, distance) = rings[ring]
      let size = Size(width: box.width + 2, height: box.height)
      func free(_ middle: Point) -> Rect? {
        let frame = Rect(
          origin: Point(x: middle.x - size.width / 2, y: middle.y - size.height / 2), size: size)
        let isNearCenter = distance < size.height / 2 + 3
        let isFree =
          !frames.contains { $0.overlaps(frame) } && !lines.contains { frame.isCrossed(from: $0.0, to: $0.1) }
        return isNearCenter || !isFree ? nil : frame
      }
      if axes.count >= Self.fewestSides {
        // At a right angle to the axis, towards its neighbour.
        let isRight = place.axis.x * place.next.y - place.axis.y * place.next.x > 0
        let across = Point(x: isRight ? -place.axis.y : place.axis.y, y: isRight ? place.axis.x : -place.axis.x)
        let reach = (abs(across.x) * size.width + abs(across.y) * size.height) / 2 + 2
        let level = free(
          Point(
            x: center.x + place.axis.x * distance + across.x * reach,
            y: center.y + place.axis.y * distance + across.y * reach))
        if level != nil || !box.style.isBold { return level }
      }
      // Along the ring by as much as the label reaches beside the axis, at most to the middle of the side.
      let side = Point(x: place.next.x - place.axis.x, y: place.next.y - place.axis.y)
      let length = hypot(side.x, side.y)
      guard length > 0 else { return nil }
      let reach = (abs(side.x) * size.width + abs(side.y) * size.height) / length / 2 + 4
      let share = min(reach / length, distance / 2)
      return free(
        Point(
          x: center.x + place.axis.x * distance + side.x * share,
          y: center.y + place.axis.y * distance + side.y * share))
    }
    let fitting = places.map { place in
      rings.indices.reduce(into: [(ring: Int, room: Rect)]()) { taken, ring in
        guard let room = frame(ring, place), !taken.contains(where: { $0.room.overlaps(room) }) else { return }
        taken.append((ring, room))
      }
    }
    guard let best = fitting.indices.max(by: { (fitting[$0].count, $1) < (fitting[$1].count, $0) }) else {
      return ([], [])
    }
    var grounds: [ChartDrawing.Item] = []
    var texts: [ChartDrawing.Item] = []
    for (ring, room) in fitting[best] {
      grounds.append(.shape(Path(room), Paint(fill: colors.paper)))
      texts += labels(
        rings[ring].box, x: room.origin.x + room.size.width / 2, top: room.origin.y, .center,
        rings[ring].box.style.isBold ? colors.text : colors.muted)
    }
    return (grounds, texts)
  }

  // MARK: - Earlier periods

  /// The earlier periods that are drawn, each with one value an axis.
  func earlier(_ chart: RadarChart) -> [RadarChart.Outline] {
    chart.earlier.prefix(3).map { outline in
      var outline = outline
      outline.values = chart.axes.indices.map { index in
        outline.values.indices.contains(index) ? AxisScale.plain(outline.values[index]) : nil
      }
      return outline
    }
  }

  /// A piece of each outline with the period that it shows, in the middle below the radar.
  func key(of chart: RadarChart, top: Points, width: Points) throws(Measurer.Failure) -> Band {
    let periods = earlier(chart).enumerated().map { (label: $0.element.label, look: look(ofSeries: $0.offset + 1)) }
    let present = periods.isEmpty || chart.label.isEmpty ? [] : [(label: chart.label, look: look(ofSeries: 0))]
    let sample: Points = 24
    var rows: [[(text: TextBox, look: SeriesLook)]] = []
    var end: Points = 0
    for period in present + periods where !period.label.isEmpty {
      let text = try box(period.label, scaleStyle, limit: max(width - sample - 5, 1))
      if rows.isEmpty || end + 16 + sample + 5 + text.width > width {
        rows.append([])
        end = -16
      }
      rows[rows.count - 1].append((text, period.look))
      end += 16 + sample + 5 + text.width
    }
    var band = Band()
    for row in rows {
      var x = (width - row.map { sample + 5 + $0.text.width }.reduce(16 * Points(row.count - 1), +)) / 2
      for (text, look) in row {
        let middle = top + band.height + text.lineHeight / 2
        let line = [Point(x: x, y: middle), Point(x: x + sample, y: middle)]
        band.items.append(self.line(line, look.color, look.width, dashes: look.dashes))
        band.items.append(mark(look, at: Point(x: x + sample / 2, y: middle), radius: 1.8))
        band.items += labels(text, x: x + sample + 5, top: top + band.height, .start, colors.muted)
        x += sample + 5 + text.width + 16
      }
      band.height += (row.map(\.text.height).max() ?? 0) + 2
    }
    return band
  }
}
