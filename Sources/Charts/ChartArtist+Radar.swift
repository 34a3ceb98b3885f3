import Canvas
import DocumentModel
internal import Foundation

extension ChartArtist {
  /// A label of an axis: its name above its value.
  private struct AxisLabel {
    var name: TextBox
    var value: TextBox
    /// The direction of the axis, to the right and down.
    var direction: Point
    var frame = Rect(x: 0, y: 0, width: 0, height: 0)

    var width: Points { max(name.width, value.width) }
    var height: Points { name.height + value.height }
    /// Whether it stands above or below the centre rather than at a side.
    var isCentral: Bool { abs(direction.x) < 0.05 }
  }

  private var gap: Points { 6 }

  func draw(_ chart: RadarChart, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    guard !chart.axes.isEmpty else { return ChartDrawing(size: Size(width: width, height: 0), items: []) }
    var labels = try axisLabels(chart, width: width)
    let radius = radius(for: labels, width: width)
    place(&labels, radius: radius)
    let top = min(-radius, labels.map { $0.frame.origin.y }.min() ?? 0)
    let bottom = max(radius, labels.map { $0.frame.origin.y + $0.frame.size.height }.max() ?? 0)
    let center = Point(x: width / 2, y: -top)
    let frames = labels.map { label in
      Rect(
        origin: Point(x: center.x + label.frame.origin.x, y: center.y + label.frame.origin.y), size: label.frame.size)
    }
    let rings = try ringLabels(
      chart, center: center, radius: radius, avoiding: dataLines(chart, center: center, radius: radius), frames)
    var items = grid(chart, center: center, radius: radius) + rings.grounds
    items += bands(chart, center: center, radius: radius)
    items += outlines(chart, center: center, radius: radius)
    items += rings.texts
    for label in labels {
      let x = center.x + label.frame.origin.x + label.frame.size.width / 2
      let y = center.y + label.frame.origin.y
      items += self.labels(label.name, x: x, top: y, .center, colors.text)
      items += self.labels(label.value, x: x, top: y + label.name.height, .center, colors.primary)
    }
    let key = try key(of: chart, top: bottom - top + 7, width: width)
    let height = bottom - top + (key.height > 0 ? 7 + key.height : 0)
    return ChartDrawing(size: Size(width: width, height: height), items: items + key.items)
  }

  // MARK: - Labels

  private func axisLabels(_ chart: RadarChart, width: Points) throws(Measurer.Failure) -> [AxisLabel] {
    var labels: [AxisLabel] = []
    for (index, axis) in chart.axes.enumerated() {
      let direction = direction(index, of: chart.axes.count)
      // A name may take what the smallest radar leaves beside it; one above or below, half of the width.
      let beside = width / 2 - gap - width * 0.2 * abs(direction.x)
      // An interval is twice as long as a value, and would make the radar smaller for its sake.
      let isInterval = axis.text.contains("～")
      let limit = abs(direction.x) < 0.05 ? width / 2 : max(beside, 24)
      labels.append(
        AxisLabel(
          name: try box(axis.label, LabelStyle(size: 9), limit: limit),
          value: try box(axis.text, LabelStyle(size: isInterval ? 8 : 10, isBold: true), limit: limit),
          direction: direction))
    }
    return labels
  }

  /// The largest radius that leaves every label its room.
  private func radius(for labels: [AxisLabel], width: Points) -> Points {
    var radius = min(width * 0.33, 150)
    for label in labels where !label.isCentral {
      radius = min(radius, (width / 2 - gap - label.width) / abs(label.direction.x))
    }
    return max(radius, width * 0.12)
  }

  /// Places the labels around the rim, then moves them apart: away from the middle at the sides, then those above
  /// and below out of the way of the others. None comes nearer to the centre by that.
  private func place(_ labels: inout [AxisLabel], radius: Points) {
    for index in labels.indices {
      let label = labels[index]
      let tip = Point(x: label.direction.x * (radius + gap), y: label.direction.y * (radius + gap))
      let x = label.isCentral ? tip.x - label.width / 2 : label.direction.x > 0 ? tip.x : tip.x - label.width
      let y = tip.y + (label.direction.y - 1) / 2 * label.height
      labels[index].frame = Rect(x: x, y: y, width: label.width, height: label.height)
    }
    for isRight in [true, false] {
      let side = labels.indices.filter { !labels[$0].isCentral && (labels[$0].direction.x > 0) == isRight }
        .sorted { labels[$0].direction.y < labels[$1].direction.y }
      spread(side, in: &labels)
    }
    for index in labels.indices where labels[index].isCentral { clear(index, in: &labels) }
  }

  private func spread(_ side: [Int], in labels: inout [AxisLabel]) {
    guard let middle = side.min(by: { abs(labels[$0].direction.y) < abs(labels[$1].direction.y) }),
      let position = side.firstIndex(of: middle)
    else { return }
    for index in side[(position + 1)...].indices {
      let above = labels[side[index - 1]].frame
      let lowest = above.origin.y + above.size.height + 3
      labels[side[index]].frame.origin.y = max(labels[side[index]].frame.origin.y, lowest)
    }
    for index in side[..<position].indices.reversed() {
      let highest = labels[side[index + 1]].frame.origin.y - labels[side[index]].frame.size.height - 3
      labels[side[index]].frame.origin.y = min(labels[side[index]].frame.origin.y, highest)
    }
  }

  private func clear(_ index: Int, in labels: inout [AxisLabel]) {
    let isAbove = labels[index].direction.y < 0
    let others = labels.indices.filter { $0 != index && !labels[$0].isCentral }
    for other in others.sorted(by: { labels[$0].frame.origin.y < labels[$1].frame.origin.y }).reversedIf(
      isAbove)
    {
      let (mine, theirs) = (labels[index].frame, labels[other].frame)
      let overlaps =
        mine.origin.x < theirs.origin.x + theirs.size.width + 3
        && theirs.origin.x < mine.origin.x + mine.size.width + 3
        && mine.origin.y < theirs.origin.y + theirs.size.height
        && theirs.origin.y < mine.origin.y + mine.size.height
      guard overlaps else { continue }
      labels[index].frame.origin.y =
        isAbove ? theirs.origin.y - mine.size.height - 3 : theirs.origin.y + theirs.size.height + 3
    }
  }

  // MARK: - Lines

  func direction(_ index: Int, of count: Int) -> Point {
    let angle = 2 * Double.pi * Double(index) / Double(count)
    return Point(x: sin(angle), y: -cos(angle))
  }

  private func polygon(_ shares: [Double], center: Point, radius: Points) -> [Point] {
    shares.enumerated().map { index, share in
      let direction = direction(index, of: shares.count)
      return Point(x: center.x + direction.x * radius * share, y: center.y + direction.y * radius * share)
    }
  }

  private func grid(_ chart: RadarChart, center: Point, radius: Points) -> [ChartDrawing.Item] {
    var items: [ChartDrawing.Item] = []
    let thin = Paint(stroke: .init(color: colors.hairline, width: 0.5))
    let count = chart.axes.count
    func ring(_ value: Double) -> Path {
      let share = share(value, chart.minimum, chart.maximum)
      return Path(
        through: polygon(Array(repeating: share, count: count), center: center, radius: radius), closed: true)
    }
    for value in chart.rings where value != chart.emphasisedRing && value < chart.maximum {
      items.append(.shape(ring(value), thin))
    }
    items.append(.shape(ring(chart.maximum), Paint(stroke: .init(color: colors.hairline, width: 0.75))))
    for tip in polygon(Array(repeating: 1, count: count), center: center, radius: radius) {
      items.append(.shape(Path(through: [center, tip], closed: false), thin))
    }
    if let emphasised = chart.emphasisedRing {
      items.append(.shape(ring(emphasised), Paint(stroke: .init(color: colors.muted, width: 0.9))))
    }
    return items
  }

  /// A band along each axis whose value is open, from the lowest value still possible to the highest.
  private func bands(_ chart: RadarChart, center: Point, radius: Points) -> [ChartDrawing.Item] {
    chart.axes.indices.flatMap { index -> [ChartDrawing.Item] in
      guard let ends = bandEnds(chart, at: index, center: center, radius: radius) else { return [] }
      let direction = direction(index, of: chart.axes.count)
      let band = Paint(stroke: .init(color: colors.primaryLight, width: 6))
      let ticks = ends.map { end in
        let half = Point(x: -direction.y * 4, y: direction.x * 4)
        return ChartDrawing.Item.shape(
          Path(
            through: [Point(x: end.x - half.x, y: end.y - half.y), Point(x: end.x + half.x, y: end.y + half.y)],
            closed: false),
          Paint(stroke: .init(color: colors.primary, width: 1.4)))
      }
      return [.shape(Path(through: ends, closed: false), band)] + ticks
    }
  }

  private func bandEnds(_ chart: RadarChart, at index: Int, center: Point, radius: Points) -> [Point]? {
    let axis = chart.axes[index]
    guard axis.value == nil, let low = axis.low, let high = axis.high else { return nil }
    let direction = direction(index, of: chart.axes.count)
    return [low, high].map { value in
      let distance = radius * share(value, chart.minimum, chart.maximum)
      return Point(x: center.x + direction.x * distance, y: center.y + direction.y * distance)
    }
  }

  /// The places of values on their axes, nil where there is none.
  private func points(_ values: [Double?], of chart: RadarChart, center: Point, radius: Points) -> [Point?] {
    let shares = values.map { value in value.map { share($0, chart.minimum, chart.maximum) } }
    let places = polygon(shares.map { $0 ?? 0 }, center: center, radius: radius)
    return zip(shares, places).map { $0 == nil ? nil : $1 }
  }

  /// Every line that the data draw: the sides of both outlines, and the bands.
  private func dataLines(_ chart: RadarChart, center: Point, radius: Points) -> [(Point, Point)] {
    var lines: [(Point, Point)] = []
    for values in [chart.axes.map(\.value), chart.axes.map(\.reference)] + earlier(chart).map(\.values) {
      let points = points(values, of: chart, center: center, radius: radius)
      for index in points.indices {
        guard let start = points[index], let end = points[(index + 1) % points.count] else { continue }
        lines.append((start, end))
      }
    }
    for index in chart.axes.indices {
      guard let ends = bandEnds(chart, at: index, center: center, radius: radius) else { continue }
      lines.append((ends[0], ends[1]))
    }
    return lines
  }

  private func outlines(_ chart: RadarChart, center: Point, radius: Points) -> [ChartDrawing.Item] {
    let present = points(chart.axes.map(\.value), of: chart, center: center, radius: radius)
    let claimed = points(chart.axes.map(\.reference), of: chart, center: center, radius: radius)
    var items: [ChartDrawing.Item] = []
    if present.allSatisfy({ $0 != nil }) {
      let area = Path(through: present.compactMap { $0 }, closed: true)
      items.append(.shape(area, Paint(fill: Color(colors.primary, alpha: 0.14))))
    }
    let dashed = Paint.Stroke(color: colors.primary, width: 0.9, dashes: [3, 2])
    items += outline(claimed, stroke: dashed)
    for (index, period) in self.earlier(chart).enumerated().reversed() {
      let look = look(ofSeries: index + 1)
      let places = points(period.values, of: chart, center: center, radius: radius)
      items += outline(places, stroke: .init(color: look.color, width: look.width * 0.9, dashes: look.dashes))
      items += places.compactMap { $0 }.map { mark(look, at: $0, radius: 1.6) }
    }
    items += outline(present, stroke: .init(color: colors.primary, width: 1.6))
    for point in present.compactMap({ $0 }) {
      items.append(.shape(Path(center: point, radius: 2), Paint(fill: colors.primary)))
    }
    return items
  }

  /// A closed outline, or the lines between neighbours that both have a value.
  private func outline(_ points: [Point?], stroke: Paint.Stroke) -> [ChartDrawing.Item] {
    let known = points.compactMap { $0 }
    if known.count == points.count {
      return [.shape(Path(through: known, closed: true), Paint(stroke: stroke))]
    }
    return points.indices.compactMap { index in
      guard let start = points[index], let end = points[(index + 1) % points.count] else { return nil }
      return .shape(Path(through: [start, end], closed: false), Paint(stroke: stroke))
    }
  }
}

extension Color {
  /// A colour with another opacity.
  init(_ color: Color, alpha: Double) {
    self.init(red: color.red, green: color.green, blue: color.blue, alpha: alpha)
  }
}

extension Array {
  /// The elements in the other order on request.
  fileprivate func reversedIf(_ condition: Bool) -> [Element] { condition ? reversed() : self }
}
