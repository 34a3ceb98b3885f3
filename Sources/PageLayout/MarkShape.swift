import Canvas
import DocumentModel
import Fonts
import Typesetting

/// The measures of a mark's square beside text of some size.
struct MarkShape {
  /// The side of the square.
  let side: Points
  /// The width with the space around, and with the sign of a capped mark.
  let width: Points
  /// The height above the baseline.
  let ascent: Points
  /// The depth below the baseline.
  let descent: Points
  /// The distance from the left edge to the square.
  let left: Points

  init(size: Points, isCapped: Bool) {
    side = size * 1.16
    left = isCapped ? size * 0.26 : size * 0.08
    width = side + left * 2 + (isCapped ? size * 0.42 : 0)
    // Centred on the Han em box, whose middle lies 0.38 em above the baseline.
    ascent = size * 0.38 + side / 2 + (isCapped ? size * 0.18 : 0)
    descent = side / 2 - size * 0.38 + (isCapped ? size * 0.18 : 0)
  }
}

extension FlowBuilder {
  /// A mark: a square in the colour of its step with its number; a frame and a sign that points down where the mark
  /// counts less for want of evidence. Relative to the left end of the baseline.
  func drawing(of mark: MarkSquare, size: Points) throws(LayoutError) -> [Placed] {
    let shape = MarkShape(size: size, isCapped: mark.isCapped)
    let top = -(size * 0.38 + shape.side / 2)
    let square = Rect(x: shape.left, y: top, width: shape.side, height: shape.side)
    let ground = mark.mark.flatMap { theme.color(ofMark: $0) }
    let outline = Paint.Stroke(color: theme.color(.hairline), width: 0.6, dashes: [1.5, 1.2])
    let paint = ground.map { Paint(fill: $0) } ?? Paint(fill: theme.color(.paper), stroke: outline)
    var items = [Placed(.shape(Path(square, radius: 1.6), paint), at: .zero)]
    if mark.isCapped { items += cap(around: square, size: size) }
    var look = theme.label
    look.size = size * 0.84
    look.font.weight = .bold
    look.color = .text
    if let ground, ground.moreLegible(of: theme.color(.paper), theme.color(.text)) == theme.color(.paper) {
      look.color = .paper
    }
    let text = mark.mark.map(String.init) ?? "…"
    let line = try oneLine(text, look, width: shape.side * 2)
    let x = shape.left + (shape.side - line.width) / 2
    // Digits are about 0.73 em high.
    let y = top + shape.side / 2 + (mark.mark == nil ? 0.38 : 0.365) * look.size
    items.append(Placed(.group(line.items), at: Point(x: x, y: y)))
    return items
  }

  private func cap(around square: Rect, size: Points) -> [Placed] {
    let gap = size * 0.13
    let frame = Rect(
      x: square.origin.x - gap, y: square.origin.y - gap, width: square.size.width + 2 * gap,
      height: square.size.height + 2 * gap)
    let stroke = Paint.Stroke(color: theme.color(.primary), width: 0.9)
    let left = frame.origin.x + frame.size.width + size * 0.1
    let middle = frame.origin.y + frame.size.height / 2
    let half = size * 0.18
    let sign = [
      Point(x: left, y: middle - half * 0.8), Point(x: left + 2 * half, y: middle - half * 0.8),
      Point(x: left + half, y: middle + half),
    ]
    return [
      Placed(.shape(Path(frame, radius: 2.2), Paint(stroke: stroke)), at: .zero),
      Placed(.shape(Path(through: sign, closed: true), Paint(fill: theme.color(.primary))), at: .zero),
    ]
  }
}
