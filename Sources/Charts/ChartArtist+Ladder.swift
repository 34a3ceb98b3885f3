public import Canvas
import DocumentModel
internal import Foundation

extension ChartArtist {
  func draw(_ ladder: Ladder, width: Points) throws(Measurer.Failure) -> ChartDrawing {
    guard !ladder.steps.isEmpty else { return ChartDrawing(size: Size(width: width, height: 0), items: []) }
    let gap: Points = 4
    let count = Points(ladder.steps.count)
    let step = min((width - gap * (count - 1)) / count, 116)
    var names: [TextBox] = []
    for (index, content) in ladder.steps.enumerated() {
      let style = LabelStyle(size: 10.5, isBold: index == ladder.present)
      names.append(try box(content.label, style, limit: max(step - 8, 1)))
    }
    let starRow: Points = ladder.steps.contains { $0.stars > 0 } ? 11 : 0
    let lowest = (names.map(\.height).max() ?? 0) + starRow + 10
    let rise: Points = 5
    let bottom = lowest + rise * (count - 1)
    var items: [ChartDrawing.Item] = []
    for (index, content) in ladder.steps.enumerated() {
      let height = lowest + rise * Points(index)
      let area = Rect(x: Points(index) * (step + gap), y: bottom - height, width: step, height: height)
      items += draw(content, names[index], in: area, at: index, of: ladder)
    }
    var height = bottom
    if let possible = ladder.possible?.clamped(to: 0...ladder.steps.count - 1) {
      items.append(bracket(possible, step: step, gap: gap, top: bottom + 4))
      height += 9
    }
    return ChartDrawing(size: Size(width: width, height: height), items: items)
  }

  private func draw(
    _ content: Ladder.Step, _ name: TextBox, in area: Rect, at index: Int, of ladder: Ladder
  ) -> [ChartDrawing.Item] {
    let isPresent = index == ladder.present
    let isReached = ladder.present.map { index < $0 } ?? false
    let isPossible = ladder.possible?.contains(index) ?? false
    let paint: Paint
    if isPresent {
      paint = Paint(fill: colors.primary, stroke: .init(color: colors.primary, width: 0.9))
    } else if isPossible {
      paint = Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.9, dashes: [3, 2]))
    } else if isReached {
      paint = Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.9))
    } else {
      paint = Paint(fill: colors.ground, stroke: .init(color: colors.hairline, width: 0.6))
    }
    let color = isPresent ? colors.paper : isReached || isPossible ? colors.primary : colors.muted
    var items: [ChartDrawing.Item] = [.shape(Path(area, radius: 2), paint)]
    let stars = min(max(content.stars, 0), 7)
    let content = name.height + (stars > 0 ? 11 : 0)
    let top = area.origin.y + (area.size.height - content) / 2
    items += labels(name, x: area.origin.x + area.size.width / 2, top: top, .center, color)
    let pitch = min(11, (area.size.width - 8) / Points(max(stars, 1)))
    for star in 0..<stars {
      let x = area.origin.x + area.size.width / 2 + (Points(star) - Points(stars - 1) / 2) * pitch
      let center = Point(x: x, y: top + name.height + 5.5)
      items.append(.shape(StarShape.path(center: center, radius: pitch * 0.42), Paint(fill: colors.star)))
    }
    return items
  }

  /// A line below the steps that are still possible, with its ends turned up.
  private func bracket(_ range: ClosedRange<Int>, step: Points, gap: Points, top: Points) -> ChartDrawing.Item {
    let left = Points(range.lowerBound) * (step + gap)
    let right = Points(range.upperBound) * (step + gap) + step
    let corners = [(left, top), (left, top + 4), (right, top + 4), (right, top)]
    let path = Path(through: corners.map { Point(x: $0.0, y: $0.1) }, closed: false)
    return .shape(path, Paint(stroke: .init(color: colors.primary, width: 0.9)))
  }
}

/// A star of five points.
public enum StarShape {
  /// A star with one point upwards; `radius` reaches from its centre to its points.
  public static func path(center: Point, radius: Points) -> Path {
    let points = (0..<10).map { index -> Point in
      // The inner corners of a regular pentagram lie at 0.382 of its radius.
      let distance = index.isMultiple(of: 2) ? radius : radius * 0.382
      let angle = Double(index) * .pi / 5
      return Point(x: center.x + distance * sin(angle), y: center.y - distance * cos(angle))
    }
    return Path(through: points, closed: true)
  }
}
