extension Path {
  /// The path made larger or smaller about the origin.
  public func scaled(by factor: Double) -> Path {
    func scaled(_ point: Point) -> Point { Point(x: point.x * factor, y: point.y * factor) }
    return Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(scaled(point))
        case .line(let point): .line(scaled(point))
        case .curve(let control1, let control2, let end):
          .curve(control1: scaled(control1), control2: scaled(control2), end: scaled(end))
        case .close: .close
        }
      })
  }

  /// The smallest upright rectangle around what is painted, curves taken at sixteen points each; nil for an empty path.
  public var extent: Rect? {
    var points: [Point] = []
    var current = Point.zero
    for element in elements {
      switch element {
      case .move(let point), .line(let point):
        points.append(point)
        current = point
      case .curve(let control1, let control2, let end):
        for step in 1...16 {
          let t = Double(step) / 16
          let u = 1 - t
          let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
          points.append(
            Point(
              x: a * current.x + b * control1.x + c * control2.x + d * end.x,
              y: a * current.y + b * control1.y + c * control2.y + d * end.y))
        }
        current = end
      case .close: break
      }
    }
    return Path(through: points, closed: false).bounds
  }
}
