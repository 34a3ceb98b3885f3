extension Path {
  /// A rectangle with rounded corners; the radius is cut to half of the shorter side.
  public init(_ rect: Rect, radius: Points) {
    let r = max(0, min(radius, rect.size.width / 2, rect.size.height / 2))
    guard r > 0 else {
      self.init(rect)
      return
    }
    let k = r * (1 - Path.circleConstant)
    let (left, top) = (rect.origin.x, rect.origin.y)
    let (right, bottom) = (left + rect.size.width, top + rect.size.height)
    self.init([
      .move(Point(x: left + r, y: top)), .line(Point(x: right - r, y: top)),
      .curve(
        control1: Point(x: right - k, y: top), control2: Point(x: right, y: top + k),
        end: Point(x: right, y: top + r)),
      .line(Point(x: right, y: bottom - r)),
      .curve(
        control1: Point(x: right, y: bottom - k), control2: Point(x: right - k, y: bottom),
        end: Point(x: right - r, y: bottom)),
      .line(Point(x: left + r, y: bottom)),
      .curve(
        control1: Point(x: left + k, y: bottom), control2: Point(x: left, y: bottom - k),
        end: Point(x: left, y: bottom - r)),
      .line(Point(x: left, y: top + r)),
      .curve(
        control1: Point(x: left, y: top + k), control2: Point(x: left + k, y: top),
        end: Point(x: left + r, y: top)),
      .close,
    ])
  }

  /// A circle.
  public init(center: Point, radius: Points) {
    self.init(
      Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius), radius: radius)
  }

  /// The smallest upright rectangle around all end and control points; nil for an empty path.
  public var bounds: Rect? {
    var points: [Point] = []
    for element in elements {
      switch element {
      case .move(let point), .line(let point): points.append(point)
      case .curve(let control1, let control2, let end): points += [control1, control2, end]
      case .close: break
      }
    }
    guard let first = points.first else { return nil }
    var (low, high) = (first, first)
    for point in points {
      low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
      high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    return Rect(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
  }

  /// The path moved to the right and down.
  public func offset(by distance: Point) -> Path {
    func moved(_ point: Point) -> Point { Point(x: point.x + distance.x, y: point.y + distance.y) }
    return Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(moved(point))
        case .line(let point): .line(moved(point))
        case .curve(let control1, let control2, let end):
          .curve(control1: moved(control1), control2: moved(control2), end: moved(end))
        case .close: .close
        }
      })
  }

  /// The length of a control arm for a quarter of a unit circle.
  private static let circleConstant = 0.552_284_75
}
