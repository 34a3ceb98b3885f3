import Canvas
import Foundation

/// What the `transform` attribute of an SVG element does to points (SVG 1.1, 7.6): x' = ax + cy + e, y' = bx + dy + f.
struct SVGTransform: Equatable {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  /// No change.
  static let identity = SVGTransform()
  /// The most steps of one attribute.
  private static let mostSteps = 64

  /// Reads the attribute: a list of `matrix`, `translate`, `scale`, `rotate`, `skewX` and `skewY`; nil where it is wrong
  /// or leads beyond the numbers that a drawing may have.
  init?(_ text: String) {
    self = .identity
    var rest = Substring(text)
    for _ in 0..<Self.mostSteps {
      rest = rest.drop { " \t\n\r,".unicodeScalars.contains($0.unicodeScalars.first ?? "x") }
      guard !rest.isEmpty else { return }
      guard let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") else { return nil }
      let name = rest[..<open].filter { !$0.isWhitespace }
      guard let numbers = SVGNumbers.list(String(rest[rest.index(after: open)..<close])),
        let step = Self.step(String(name), numbers)
      else { return nil }
      self = step.followed(by: self)
      guard [a, b, c, d, e, f].allSatisfy({ $0.isFinite && abs($0) <= SVGNumbers.largest }) else { return nil }
      rest = rest[rest.index(after: close)...]
    }
    guard rest.allSatisfy(\.isWhitespace) else { return nil }
  }

  private init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }

  private init() {}

  private static func step(_ name: String, _ numbers: [Double]) -> SVGTransform? {
    switch (name, numbers.count) {
    case ("matrix", 6): SVGTransform(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    case ("translate", 1), ("translate", 2): SVGTransform(1, 0, 0, 1, numbers[0], numbers.count == 2 ? numbers[1] : 0)
    case ("scale", 1), ("scale", 2): SVGTransform(numbers[0], 0, 0, numbers[numbers.count - 1], 0, 0)
    case ("rotate", 1): rotation(numbers[0])
    case ("rotate", 3):
      SVGTransform(1, 0, 0, 1, -numbers[1], -numbers[2]).followed(by: rotation(numbers[0]))
        .followed(by: SVGTransform(1, 0, 0, 1, numbers[1], numbers[2]))
    case ("skewX", 1): SVGTransform(1, 0, tangent(numbers[0]), 1, 0, 0)
    case ("skewY", 1): SVGTransform(1, tangent(numbers[0]), 0, 1, 0, 0)
    default: nil
    }
  }

  private static func rotation(_ degrees: Double) -> SVGTransform {
    let angle = degrees * .pi / 180
    return SVGTransform(cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0)
  }

  private static func tangent(_ degrees: Double) -> Double {
    tan(degrees * .pi / 180)
  }

  /// This change and then another.
  func followed(by next: SVGTransform) -> SVGTransform {
    SVGTransform(
      next.a * a + next.c * b, next.b * a + next.d * b, next.a * c + next.c * d, next.b * c + next.d * d,
      next.a * e + next.c * f + next.e, next.b * e + next.d * f + next.f)
  }

  /// A changed outline. Curves stay exact, since the change is affine.
  func path(_ path: Path) -> Path {
    guard self != .identity else { return path }
    func moved(_ point: Point) -> Point {
      Point(x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f)
    }
    return Path(
      path.elements.map { element in
        switch element {
        case .move(let point): .move(moved(point))
        case .line(let point): .line(moved(point))
        case .curve(let control1, let control2, let end):
          .curve(control1: moved(control1), control2: moved(control2), end: moved(end))
        case .close: .close
        }
      })
  }
}
