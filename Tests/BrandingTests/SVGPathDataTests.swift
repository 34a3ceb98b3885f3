import Canvas
import TestSupport
import Testing

@testable import Branding

@Suite struct SVGPathDataTests {
  private func p(_ x: Double, _ y: Double) -> Point { Point(x: x, y: y) }

  @Test func everyCommandAbsoluteAndRelative() throws {
    let absolute = try SVGPathData.path("M10 20 L30 40 H50 V60 C1 2 3 4 5 6 Z")
    #expect(
      absolute.elements == [
        .move(p(10, 20)), .line(p(30, 40)), .line(p(50, 40)), .line(p(50, 60)),
        .curve(control1: p(1, 2), control2: p(3, 4), end: p(5, 6)), .close,
      ])
    let relative = try SVGPathData.path("m10,20l20,20h20v20c-49-58-47-56-45-54z")
    #expect(relative == absolute)
  }

  @Test func whatFollowsAMoveAreLines() throws {
    #expect(
      try SVGPathData.path("m1 1 2 0 0 2z").elements
        == [.move(p(1, 1)), .line(p(3, 1)), .line(p(3, 3)), .close])
  }

  @Test func aCloseGoesBackToTheBeginningOfThePart() throws {
    #expect(
      try SVGPathData.path("M5 5l1 0 0 1zl2 2").elements
        == [.move(p(5, 5)), .line(p(6, 5)), .line(p(6, 6)), .close, .line(p(7, 7))])
  }

  @Test func smoothCurvesReflectTheLastControlPoint() throws {
    #expect(
      try SVGPathData.path("M0 0C0 1 1 1 2 0S4-1 4 0").elements.last
        == .curve(control1: p(3, -1), control2: p(4, -1), end: p(4, 0)))
    // After anything but a curve of its kind there is nothing to reflect.
    #expect(
      try SVGPathData.path("M1 1S4-1 4 0").elements.last
        == .curve(control1: p(1, 1), control2: p(4, -1), end: p(4, 0)))
    #expect(
      try SVGPathData.path("M0 0Q3 3 6 0T12 0").elements.last
        == .curve(control1: p(8, -2), control2: p(10, -2), end: p(12, 0)))
  }

  @Test func arcsKeepTheirEndsAndTheirDistanceFromTheCentre() throws {
    // Half a circle of radius 5 about (5, 0), below in a page's coordinates or above by the sweep.
    for (sweep, side) in [("0", 1.0), ("1", -1.0)] {
      let path = try SVGPathData.path("M0 0A5 5 0 0 \(sweep) 10 0")
      #expect(path.elements.count == 3)
      guard case .curve(_, _, let middle) = path.elements[1], case .curve(_, _, let end) = path.elements[2] else {
        Issue.record("no curves")
        continue
      }
      #expect(end == p(10, 0))
      #expect(abs(middle.x - 5) < 1e-9 && abs(middle.y - side * 5) < 1e-9)
    }
    // Flags may stand together, and radii that are too small grow.
    #expect(try SVGPathData.path("M0 0a1 1 0 0110 0").elements.last.map(end) == p(10, 0))
    #expect(try SVGPathData.path("M0 0A0 3 0 0 1 10 0").elements == [.move(.zero), .line(p(10, 0))])
    #expect(try SVGPathData.path("M4 4A3 3 0 0 1 4 4").elements == [.move(p(4, 4))])
  }

  private func end(_ element: Path.Element) -> Point? {
    if case .curve(_, _, let end) = element { end } else { nil }
  }

  @Test(arguments: [
    "L1 1", "M1", "M1 1 2", "M1 1 X", "M1 1 L", "M1,,1", "M1 1L1 1,", "M1e400 1", "M1000001 0", "M1 1C1 1 1 1",
    "M0 0A1 1 0 2 0 1 1", "M0 0A1 1 0", "M1.2.3.4", "M--1 1", "Mnan 1", "Minf 0", "M0x1 1", "Z", "M1 1e", "M1 1 é",
    "M\(String(repeating: "9", count: 60)) 1",
  ])
  func wrongDataAreRefused(data: String) {
    #expect(throws: SVGPathData.Fault.self) { try SVGPathData.path(data) }
  }

  @Test func relativeStepsCannotLeaveTheRange() {
    let data = "M0 0" + String(repeating: "l900000 0", count: 2)
    #expect(throws: SVGPathData.Fault.self) { try SVGPathData.path(data) }
  }

  @Test func stepsAreLimited() throws {
    #expect(try SVGPathData.path("M0 0" + String(repeating: "h1", count: 3_999)).elements.count == 4_000)
    #expect(throws: SVGPathData.Fault.self) { try SVGPathData.path("M0 0" + String(repeating: "h1", count: 4_000)) }
  }

  /// A path that is written and read again is the same.
  @Test func writtenPathsAreReadAsTheyWere() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let path = randomPath(&random)
      let read = try SVGPathData.path(written(path, &random))
      #expect(read == path)
    }
  }

  /// Hostile text never makes the reader fail otherwise than by its fault.
  @Test func anyTextIsReadOrRefused() {
    var random = SeededGenerator(seed: 12)
    let pieces = [
      "M", "m", "l", "A", "q", "T", "z", "0", "1", "-", ".", "e", ",", " ", "9e9", "1e-400", "é", "\n", "+",
    ]
    for _ in 0..<2_000 {
      let text =
        "M0 0"
        + (0..<Int.random(in: 0...24, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      guard let path = try? SVGPathData.path(text) else { continue }
      let bounds = path.bounds
      #expect(bounds.map { $0.size.width.isFinite && $0.size.height.isFinite } ?? true, "\(text)")
    }
  }

  /// Places on a grid of sixteenths, which decimals write exactly.
  private func randomPath(_ random: inout SeededGenerator) -> Path {
    func point() -> Point {
      p(
        Double(Int.random(in: -1600...1600, using: &random)) / 16,
        Double(Int.random(in: -1600...1600, using: &random)) / 16)
    }
    var elements: [Path.Element] = [.move(point())]
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      switch Int.random(in: 0...3, using: &random) {
      case 0: elements.append(.line(point()))
      case 1: elements.append(.curve(control1: point(), control2: point(), end: point()))
      case 2: elements += [.close, .move(point())]
      default: elements.append(.move(point()))
      }
    }
    return Path(elements)
  }

  private func written(_ path: Path, _ random: inout SeededGenerator) -> String {
    var current = Point.zero
    var start = Point.zero
    var text = ""
    for element in path.elements {
      let isRelative = Bool.random(using: &random)
      let base = isRelative ? current : .zero
      func numbers(_ points: [Point]) -> String {
        points.flatMap { [$0.x - base.x, $0.y - base.y] }.map { DecimalText.string($0, decimals: 4) }
          .joined(separator: Bool.random(using: &random) ? " " : ",")
      }
      switch element {
      case .move(let point):
        text += (isRelative ? "m" : "M") + numbers([point])
        (current, start) = (point, point)
      case .line(let point):
        text += (isRelative ? "l" : "L") + numbers([point])
        current = point
      case .curve(let control1, let control2, let end):
        text += (isRelative ? "c" : "C") + numbers([control1, control2, end])
        current = end
      case .close:
        text += isRelative ? "z" : "Z"
        current = start
      }
    }
    return text
  }
}
