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
    let tallest = names.map(\.height).max() ?? 0
    let mostStars = ladder.steps.map { clamped($0.stars) }.max() ?? 0
    let starRow: Points = mostStars > 0 ? 11 : 0
    let lowest = tallest + starRow + 10
    let rise: Points = 5
    let bottom = lowest + rise * (count - 1)
    // Names and stars stand on lines that all steps share, in the lowest step's middle.
    let top = bottom - lowest + 5
    let row = StarRow(middle: top + tallest + 5.5, pitch: min(11, (step - 8) / Points(max(mostStars, 1))))
    var items: [ChartDrawing.Item] = []
    for (index, content) in ladder.steps.enumerated() {
      let height = lowest + rise * Points(index)
      let area = Rect(x: Points(index) * (step + gap), y: bottom - height, width: step, height: height)
      items.append(draw(content, in: area, at: index, of: ladder))
      let color = textColor(at: index, of: ladder)
      items += labels(names[index], x: area.origin.x + step / 2, top: top, .center, color)
      items += stars(content.stars, middle: area.origin.x + step / 2, row)
    }
    var height = bottom
    if let possible = ladder.possible?.clamped(to: 0...ladder.steps.count - 1) {
      items.append(bracket(possible, step: step, gap: gap, top: bottom + 4))
      height += 9
    }
    return ChartDrawing(size: Size(width: width, height: height), items: items)
  }

  /// Where the stars of all steps stand.
  private struct StarRow {
    var middle: Points
    /// The distance between two stars, which is the same on every step.
    var pitch: Points
  }

  private func draw(_ content: Ladder.Step, in area: Rect, at index: Int, of ladder: Ladder) -> ChartDrawing.Item {
    let paint: Paint
    if index == ladder.present {
      paint = Paint(fill: colors.primary, stroke: .init(color: colors.primary, width: 0.9))
    } else if ladder.possible?.contains(index) ?? false {
      paint = Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.9, dashes: [3, 2]))
    } else if isAchieved(index, of: ladder) {
      paint = Paint(fill: colors.paper, stroke: .init(color: colors.primary, width: 0.9))
    } else {
      paint = Paint(fill: colors.ground, stroke: .init(color: colors.hairline, width: 0.6))
    }
    return .shape(Path(area, radius: 2), paint)
  }

  private func textColor(at index: Int, of ladder: Ladder) -> Color {
    if index == ladder.present { return colors.paper }
    let isPossible = ladder.possible?.contains(index) ?? false
    return isPossible || isAchieved(index, of: ladder) ? colors.primary : colors.muted
  }

  /// Whether a step lies below the present one and is worth something: the step without stars below those with stars
  /// is that of an assessment not passed.
  private func isAchieved(_ index: Int, of ladder: Ladder) -> Bool {
    guard let present = ladder.present, index < present else { return false }
    let isFailure = index == 0 && ladder.steps[0].stars <= 0 && ladder.steps.contains { $0.stars > 0 }
    return !isFailure
  }

  private func clamped(_ stars: Int) -> Int { min(max(stars, 0), 7) }

  private func stars(_ count: Int, middle: Points, _ row: StarRow) -> [ChartDrawing.Item] {
    let count = clamped(count)
    return (0..<count).map { star in
      let x = middle + (Points(star) - Points(count - 1) / 2) * row.pitch
      let path = StarShape.path(center: Point(x: x, y: row.middle), radius: row.pitch * 0.42)
      return .shape(path, Paint(fill: colors.star))
    }
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
