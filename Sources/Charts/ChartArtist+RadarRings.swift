import Canvas
import DocumentModel

extension ChartArtist {
  /// The values of the rings, to the left of the upward axis, each on its ring and with paper behind it. A value is
  /// left out where an outline or a band runs through it, or where it would meet another label.
  ///
  /// `lines` are the strokes of the data; `frames` is the room that other labels take.
  func ringLabels(
    _ chart: RadarChart, center: Point, radius: Points, avoiding lines: [(Point, Point)], _ frames: [Rect]
  ) throws(Measurer.Failure) -> (grounds: [ChartDrawing.Item], texts: [ChartDrawing.Item]) {
    var taken = frames
    var grounds: [ChartDrawing.Item] = []
    var texts: [ChartDrawing.Item] = []
    for (value, text) in zip(chart.rings, chart.ringLabels) where !text.isEmpty && text.count <= 8 {
      let box = try box(text, LabelStyle(size: LabelStyle.smallest), limit: .greatestFiniteMagnitude)
      let share = share(value, chart.minimum, chart.maximum)
      let right = center.x - 6
      let middle = center.y - radius * share
      let frame = Rect(
        x: right - box.width - 1, y: middle - box.height / 2, width: box.width + 2, height: box.height)
      let isNearCenter = middle + box.height / 2 > center.y - 3
      guard !isNearCenter, !taken.contains(where: { $0.overlaps(frame) }),
        !lines.contains(where: { frame.isCrossed(from: $0.0, to: $0.1) })
      else { continue }
      taken.append(frame)
      grounds.append(.shape(Path(frame), Paint(fill: colors.paper)))
      texts += labels(box, x: right, top: frame.origin.y, .end, colors.muted)
    }
    return (grounds, texts)
  }
}

extension Rect {
  fileprivate func overlaps(_ other: Rect) -> Bool {
    origin.x < other.origin.x + other.size.width && other.origin.x < origin.x + size.width
      && origin.y < other.origin.y + other.size.height && other.origin.y < origin.y + size.height
  }

  /// Whether a line segment runs through it (the clipping of Liang and Barsky).
  fileprivate func isCrossed(from start: Point, to end: Point) -> Bool {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let sides = [
      (-dx, start.x - origin.x), (dx, origin.x + size.width - start.x),
      (-dy, start.y - origin.y), (dy, origin.y + size.height - start.y),
    ]
    var (first, last) = (0.0, 1.0)
    for (step, room) in sides {
      if step == 0 {
        if room < 0 { return false }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    return first <= last
  }
}
