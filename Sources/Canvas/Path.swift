/// An outline of straight lines and cubic curves.
public struct Path: Hashable, Sendable {
  /// One step of an outline.
  public enum Element: Hashable, Sendable {
    /// Begins a new part.
    case move(Point)
    /// A straight line.
    case line(Point)
    /// A cubic Bézier curve.
    case curve(control1: Point, control2: Point, end: Point)
    /// Back to the beginning of the part.
    case close
  }

  /// The steps, in order.
  public var elements: [Element]

  /// Gathers steps.
  public init(_ elements: [Element] = []) { self.elements = elements }

  /// A rectangle.
  public init(_ rect: Rect) {
    let (x, y) = (rect.origin.x, rect.origin.y)
    elements = [
      .move(Point(x: x, y: y)), .line(Point(x: x + rect.size.width, y: y)),
      .line(Point(x: x + rect.size.width, y: y + rect.size.height)),
      .line(Point(x: x, y: y + rect.size.height)), .close,
    ]
  }

  /// Straight lines through points, closed on request.
  public init(through points: [Point], closed: Bool) {
    elements = []
    for (index, point) in points.enumerated() {
      elements.append(index == 0 ? .move(point) : .line(point))
    }
    if closed, !points.isEmpty { elements.append(.close) }
  }
}

/// How an outline is filled and stroked.
public struct Paint: Hashable, Sendable {
  /// A line along an outline.
  public struct Stroke: Hashable, Sendable {
    /// The colour.
    public var color: Color
    /// The thickness.
    public var width: Points
    /// Lengths of dashes and gaps in turn; empty for a solid line.
    public var dashes: [Points]
    /// Whether its corners are round rather than pointed.
    public var hasRoundCorners: Bool

    /// Names a stroke.
    public init(color: Color, width: Points, dashes: [Points] = [], hasRoundCorners: Bool = false) {
      self.color = color
      self.width = width
      self.dashes = dashes
      self.hasRoundCorners = hasRoundCorners
    }
  }

  /// The colour inside, if any.
  public var fill: Color?
  /// The line, if any.
  public var stroke: Stroke?
  /// Whether a point is inside where a ray from it crosses the outline an odd number of times; otherwise where the
  /// turns around it do not cancel.
  public var isEvenOdd: Bool

  /// Names a paint.
  public init(fill: Color? = nil, stroke: Stroke? = nil, isEvenOdd: Bool = false) {
    self.fill = fill
    self.stroke = stroke
    self.isEvenOdd = isEvenOdd
  }
}
