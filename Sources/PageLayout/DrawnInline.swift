import Canvas
import DocumentModel
import Typesetting

/// What stands in a line and is drawn rather than set.
enum DrawnInline {
  /// A mark's square.
  case mark(MarkSquare)
  /// An empty square to tick or ring, with its label in it.
  case tickBox(String)
  /// A ruled blank, in ems.
  case blank(Double)

  /// Its room in a line.
  func object(id: Int, textSize: Points) -> InlineObject {
    switch self {
    case .mark, .tickBox:
      let shape = MarkShape(textSize: textSize)
      return InlineObject(id: id, width: shape.width, ascent: shape.ascent, descent: shape.descent)
    case .blank(let ems):
      let width = (ems.isFinite ? min(max(ems, 0.5), 80) : 6) * textSize
      return InlineObject(id: id, width: width, ascent: textSize * 0.8, descent: textSize * 0.3)
    }
  }
}

extension FlowBuilder {
  /// An inline that is drawn, relative to the left end of the baseline.
  func drawing(of drawn: DrawnInline, textSize: Points) throws(LayoutError) -> [Placed] {
    switch drawn {
    case .mark(let mark): return try drawing(of: mark, textSize: textSize)
    case .tickBox(let label): return try tickBox(label, textSize: textSize)
    case .blank:
      let width = drawn.object(id: 0, textSize: textSize).width
      let line = Path(through: [.zero, Point(x: width, y: 0)], closed: false)
      let stroke = Paint.Stroke(color: theme.color(.muted), width: theme.hairline)
      return [Placed(.shape(line, Paint(stroke: stroke)), at: Point(x: 0, y: textSize * 0.2))]
    }
  }

  /// An empty square as large as that of a mark, so that both stand in one column.
  private func tickBox(_ label: String, textSize: Points) throws(LayoutError) -> [Placed] {
    let shape = MarkShape(textSize: textSize)
    let square = Rect(
      x: shape.left + 0.3, y: -shape.middle - shape.side / 2 + 0.3, width: shape.side - 0.6,
      height: shape.side - 0.6)
    let stroke = Paint.Stroke(color: theme.color(.muted), width: 0.6)
    let box = Placed(
      .shape(Path(square, radius: 1.2), Paint(fill: theme.color(.paper), stroke: stroke)), at: .zero)
    guard !label.isEmpty else { return [box] }
    var look = theme.label
    look.size = shape.size * 0.8
    let line = try oneLine(label, look, width: shape.side)
    let origin = Point(
      x: shape.left + (shape.side - line.width) / 2, y: -shape.middle + 0.365 * look.size)
    return [box, Placed(.group(line.items), at: origin)]
  }
}
