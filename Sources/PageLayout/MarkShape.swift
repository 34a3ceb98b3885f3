import Canvas
import DocumentModel
import Fonts
import Typesetting

/// The measures of a mark's square in text of some size.
///
/// A capped mark takes no more room than another, so that squares below each other stand in columns: its frame is a little
/// larger than another's square, so that the number in it has as much room, and clear of the marks beside it.
struct MarkShape {
  /// The size by which the square is measured: that of small text even in headings.
  let size: Points
  /// The side of the square.
  let side: Points
  /// The width with the space around.
  let width: Points
  /// The height above the baseline.
  let ascent: Points
  /// The depth below the baseline.
  let descent: Points
  /// The distance from the left edge to the square.
  let left: Points
  /// The thickness of the frame of a capped mark.
  let frameWidth: Points = 0.7
  /// How far the frame reaches beyond another's square.
  let frameReach: Points
  /// The space between that frame and the square in it.
  let frameGap: Points
  /// The radius of the corners.
  let cornerRadius: Points = 1.4
  /// The distance from the baseline up to the middle of the square, which is that of the Han em box beside it.
  let middle: Points

  init(textSize: Points) {
    size = min(textSize, 10.5)
    side = size * 1.16
    left = size * 0.13
    frameGap = size * 0.05
    frameReach = size * 0.05
    width = side + left * 2
    middle = textSize * 0.38
    ascent = middle + side / 2 + size * 0.13
    descent = max(side / 2 + size * 0.13 - middle, 0)
  }
}

extension FlowBuilder {
  /// A mark: a square in the colour of its step with its number. Where the mark counts less for want of evidence, a
  /// corner of the square is missing, and it is smaller within a frame. Relative to the left end of the baseline.
  func drawing(of mark: MarkSquare, textSize: Points) throws(LayoutError) -> [Placed] {
    let shape = MarkShape(textSize: textSize)
    let square = Rect(x: shape.left, y: -shape.middle - shape.side / 2, width: shape.side, height: shape.side)
    let ground = mark.mark.flatMap { theme.color(ofMark: $0) }
    let outline = Paint.Stroke(color: theme.color(.hairline), width: 0.6, dashes: [1.5, 1.2])
    let paint = ground.map { Paint(fill: $0) } ?? Paint(fill: theme.color(.paper), stroke: outline)
    var items: [Placed] = []
    if let ground, !mark.isCapped {
      items.append(Placed(roundedSquare(square, radius: shape.cornerRadius, color: ground), at: .zero))
    } else if mark.isCapped {
      let outer = square.inset(by: -shape.frameReach)
      items.append(Placed(.shape(cornerless(outer.inset(by: shape.frameWidth + shape.frameGap)), paint), at: .zero))
      let stroke = Paint.Stroke(color: theme.color(.primary), width: shape.frameWidth)
      let frame = Path(outer.inset(by: shape.frameWidth / 2), radius: shape.cornerRadius)
      items.append(Placed(.shape(frame, Paint(stroke: stroke)), at: .zero))
    } else {
      items.append(Placed(.shape(Path(square, radius: shape.cornerRadius), paint), at: .zero))
    }
    var look = theme.label
    look.size = max(shape.size * 0.84, min(shape.size, Theme.leastSize))
    look.font.weight = .bold
    look.color = .text
    if let ground, ground.moreLegible(of: theme.color(.paper), theme.color(.text)) == theme.color(.paper) {
      look.color = .paper
    }
    let text = mark.mark.map(String.init) ?? "…"
    let line = try oneLine(text, look, width: .greatestFiniteMagnitude)
    let x = shape.left + (shape.side - line.width) / 2
    // Digits are about 0.73 em high.
    let y = -shape.middle + (mark.mark == nil ? 0.38 : 0.365) * look.size
    items.append(Placed(.group(line.items), at: Point(x: x, y: y)))
    return items
  }

  /// A square with round corners, as a smaller one with a thick line around it: a report has more than a thousand, and
  /// four curves each would be half of all the numbers in its pages.
  private func roundedSquare(_ square: Rect, radius: Points, color: Color) -> PlacedItem {
    let line = Paint.Stroke(color: color, width: radius * 2, hasRoundCorners: true)
    return .shape(Path(square.inset(by: radius)), Paint(fill: color, stroke: line))
  }

  /// A square whose upper right corner is cut off, as far as its number allows.
  private func cornerless(_ square: Rect) -> Path {
    let cut = square.size.width * 0.22
    let (left, top) = (square.origin.x, square.origin.y)
    let (right, bottom) = (left + square.size.width, top + square.size.height)
    let corners = [(left, top), (right - cut, top), (right, top + cut), (right, bottom), (left, bottom)]
    return Path(through: corners.map { Point(x: $0.0, y: $0.1) }, closed: true)
  }
}

extension Rect {
  /// The rectangle made smaller on every side.
  fileprivate func inset(by distance: Points) -> Rect {
    Rect(
      x: origin.x + distance, y: origin.y + distance, width: size.width - 2 * distance,
      height: size.height - 2 * distance)
  }
}
