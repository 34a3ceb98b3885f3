import Canvas

/// Reads the path data of SVG 1.1 (8.3): every command, absolute and relative, into lines and cubic curves.
struct SVGPathData {
  /// Where reading stopped: the byte of the text from 0.
  struct Fault: Error, Equatable {
    let offset: Int
    /// Whether the data are right so far and only go on too long.
    var isTooLong = false
  }

  /// The most steps of one outline.
  static let stepLimit = 4_000

  private var numbers: SVGNumbers
  private var path = Path()
  private var current = Point.zero
  private var start = Point.zero
  /// The last control point of a curve of each kind, which the smooth commands reflect.
  private var cubicControl: Point?
  private var quadraticControl: Point?

  /// The outline that path data describe.
  ///
  /// - Throws: `Fault` at the first thing that is no path data, a number out of range, or the first step too many.
  static func path(_ text: String) throws(Fault) -> Path {
    var data = SVGPathData(numbers: SVGNumbers(text))
    try data.read()
    return data.path
  }

  private init(numbers: SVGNumbers) { self.numbers = numbers }

  private var fault: Fault { Fault(offset: numbers.position) }

  private mutating func read() throws(Fault) {
    var isFirst = true
    while !numbers.isAtEnd() {
      guard let letter = numbers.letter(), !isFirst || letter == "M" || letter == "m" else { throw fault }
      isFirst = false
      try command(letter)
    }
  }

  /// One letter with all its groups of numbers; what follows the first point of a move are lines.
  private mutating func command(_ letter: Character) throws(Fault) {
    guard letter != "Z", letter != "z" else {
      path.elements.append(.close)
      current = start
      forgetControls()
      return
    }
    let isRelative = letter.isLowercase
    var kind = Character(letter.uppercased())
    guard "MLHVCSQTA".contains(kind) else { throw fault }
    repeat {
      try step(kind, isRelative: isRelative)
      guard path.elements.count <= Self.stepLimit else {
        throw Fault(offset: numbers.position, isTooLong: true)
      }
      if kind == "M" { kind = "L" }
      guard numbers.skipSeparator() else { throw fault }
    } while numbers.hasNumber()
  }

  private mutating func step(_ kind: Character, isRelative: Bool) throws(Fault) {
    let base = isRelative ? current : .zero
    switch kind {
    case "M":
      current = try point(from: base)
      start = current
      path.elements.append(.move(current))
      forgetControls()
    case "L": try line(to: point(from: base))
    case "H": try line(to: Point(x: base.x + number(), y: current.y))
    case "V": try line(to: Point(x: current.x, y: base.y + number()))
    case "C":
      let control1 = try point(from: base)
      try cubic(control1, next(base), next(base))
    case "S":
      let control1 = reflected(cubicControl)
      try cubic(control1, point(from: base), next(base))
    case "Q":
      let control = try point(from: base)
      try quadratic(control, next(base))
    case "T": try quadratic(reflected(quadraticControl), point(from: base))
    default: try arc(from: base)
    }
  }

  private mutating func line(to end: Point) {
    path.elements.append(.line(end))
    current = end
    forgetControls()
  }

  private mutating func cubic(_ control1: Point, _ control2: Point, _ end: Point) {
    path.elements.append(.curve(control1: control1, control2: control2, end: end))
    current = end
    forgetControls()
    cubicControl = control2
  }

  private mutating func quadratic(_ control: Point, _ end: Point) {
    func toward(_ point: Point) -> Point {
      Point(x: point.x + (control.x - point.x) * 2 / 3, y: point.y + (control.y - point.y) * 2 / 3)
    }
    cubic(toward(current), toward(end), end)
    cubicControl = nil
    quadraticControl = control
  }

  private mutating func arc(from base: Point) throws(Fault) {
    let radiusX = try number()
    let radiusY = try separatedNumber()
    let rotation = try separatedNumber()
    guard numbers.skipSeparator(), let isLarge = numbers.flag(), numbers.skipSeparator(), let isSweep = numbers.flag()
    else { throw fault }
    let end = try next(base)
    let arc = SVGArc(
      from: current, to: end, radiusX: radiusX, radiusY: radiusY, rotation: rotation, isLarge: isLarge, isSweep: isSweep
    )
    path.elements += arc.elements
    current = end
    forgetControls()
  }

  /// The reflection of the last control point in the current point, or the current point where there is none.
  private func reflected(_ control: Point?) -> Point {
    guard let control else { return current }
    return Point(x: 2 * current.x - control.x, y: 2 * current.y - control.y)
  }

  private mutating func forgetControls() {
    cubicControl = nil
    quadraticControl = nil
  }

  // MARK: - Numbers

  private mutating func number() throws(Fault) -> Double {
    guard let number = numbers.number() else { throw fault }
    return number
  }

  private mutating func separatedNumber() throws(Fault) -> Double {
    guard numbers.skipSeparator() else { throw fault }
    return try number()
  }

  private mutating func point(from base: Point) throws(Fault) -> Point {
    let x = try number()
    let y = try separatedNumber()
    let point = Point(x: base.x + x, y: base.y + y)
    // Relative steps add up.
    guard abs(point.x) <= SVGNumbers.largest, abs(point.y) <= SVGNumbers.largest else { throw fault }
    return point
  }

  private mutating func next(_ base: Point) throws(Fault) -> Point {
    guard numbers.skipSeparator() else { throw fault }
    return try point(from: base)
  }
}
