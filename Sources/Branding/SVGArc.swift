import Canvas
import Foundation

/// An elliptical arc as cubic curves of at most a quarter turn each (SVG 1.1, appendix F.6).
struct SVGArc {
  /// The curves; a line where a radius is 0, nothing where both ends are one point.
  let elements: [Path.Element]

  init(
    from start: Point, to end: Point, radiusX: Double, radiusY: Double, rotation: Double, isLarge: Bool, isSweep: Bool
  ) {
    guard start != end else {
      elements = []
      return
    }
    guard radiusX != 0, radiusY != 0 else {
      elements = [.line(end)]
      return
    }
    let angle = rotation.truncatingRemainder(dividingBy: 360) * .pi / 180
    let (cosine, sine) = (cos(angle), sin(angle))
    // F.6.5 step 1: the middle of the chord becomes the origin, the axes those of the ellipse.
    let halfX = (start.x - end.x) / 2
    let halfY = (start.y - end.y) / 2
    let x = cosine * halfX + sine * halfY
    let y = -sine * halfX + cosine * halfY
    // F.6.6: radii that are too small grow until the ellipse just reaches both ends.
    let lack = x * x / (radiusX * radiusX) + y * y / (radiusY * radiusY)
    let growth = lack > 1 ? lack.squareRoot() : 1
    let (rx, ry) = (abs(radiusX) * growth, abs(radiusY) * growth)
    // F.6.5 steps 2 and 3: the centre.
    let spread = rx * rx * y * y + ry * ry * x * x
    let rest = max(0, rx * rx * ry * ry - spread)
    let factor = (isLarge == isSweep ? -1 : 1) * (spread > 0 ? (rest / spread).squareRoot() : 0)
    let (centerX, centerY) = (factor * rx * y / ry, -factor * ry * x / rx)
    let center = Point(
      x: cosine * centerX - sine * centerY + (start.x + end.x) / 2,
      y: sine * centerX + cosine * centerY + (start.y + end.y) / 2)
    // Step 4: the angles.
    let first = atan2((y - centerY) / ry, (x - centerX) / rx)
    var sweep = atan2((-y - centerY) / ry, (-x - centerX) / rx) - first
    if isSweep, sweep < 0 { sweep += 2 * .pi }
    if !isSweep, sweep > 0 { sweep -= 2 * .pi }

    let count = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
    let part = sweep / Double(count)
    let arm = 4 / 3 * tan(part / 4)
    func place(_ u: Double, _ v: Double) -> Point {
      Point(x: center.x + cosine * rx * u - sine * ry * v, y: center.y + sine * rx * u + cosine * ry * v)
    }
    elements = (0..<count).map { index in
      let from = first + Double(index) * part
      let to = from + part
      return .curve(
        control1: place(cos(from) - arm * sin(from), sin(from) + arm * cos(from)),
        control2: place(cos(to) + arm * sin(to), sin(to) - arm * cos(to)),
        end: index == count - 1 ? end : place(cos(to), sin(to)))
    }
  }
}
