import Canvas
import Diagnostics
import PageLayout
import Testing

@testable import Branding

@Suite struct SVGLogoTests {
  private func logo(_ text: String) throws -> BrandLogo { try SVGLogo.logo(Array(text.utf8), path: "logo.svg") }

  private func shapes(_ text: String) throws -> [BrandLogo.Shape] {
    guard case .shapes(let shapes) = try logo(text).content else { return [] }
    return shapes
  }

  private func faults(_ text: String) -> [String] {
    do {
      _ = try logo(text)
      return []
    } catch let error as InputRejected {
      return error.diagnostics.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func shapesStandInTheOrderOfTheFileFromTheCornerOfTheViewBox() throws {
    let text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="10 20 100 50">
        <g fill="#0a0"><rect x="10" y="20" width="10" height="10"/><g fill="white"><circle cx="60" cy="45" r="5"/></g></g>
        <polygon points="10,20 20,20 20,30" id="三角"/>
        <path d="M10 70h1v-1z" fill="none"/>
      </svg>
      """
    #expect(try logo(text).size == Size(width: 100, height: 50))
    let shapes = try shapes(text)
    #expect(shapes.map(\.color) == [Color(rgb: 0x00AA00), .white, .black])
    #expect(shapes[0].path.bounds == Rect(x: 0, y: 0, width: 10, height: 10))
    #expect(shapes[1].path.bounds.map { $0.origin } == Point(x: 45, y: 20))
  }

  /// The corners of what a transform makes of the square from (1, 1) to (2, 2), rounded to hundredths.
  private func corners(_ transform: String, in group: String = "") throws -> [Point] {
    let rect = "<rect x='1' y='1' width='1' height='1' transform='\(transform)'/>"
    let text = "<svg viewBox='-50 -50 100 100'><g transform='\(group)'>\(rect)</g></svg>"
    var found: [Point] = []
    for element in try shapes(text)[0].path.elements {
      switch element {
      case .move(let point), .line(let point):
        found.append(Point(x: Self.rounded(point.x - 50), y: Self.rounded(point.y - 50)))
      case .curve, .close: break
      }
    }
    return found
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  @Test func transformsMoveShapesAsSVGSays() throws {
    func square(_ x: Double, _ y: Double, _ side: Double = 1) -> [Point] {
      [Point(x: x, y: y), Point(x: x + side, y: y), Point(x: x + side, y: y + side), Point(x: x, y: y + side)]
    }
    #expect(try corners("") == square(1, 1))
    #expect(try corners("translate(3)") == square(4, 1))
    #expect(try corners(" translate(3 , -4) ") == square(4, -3))
    #expect(try corners("scale(2)") == square(2, 2, 2))
    #expect(try corners("translate(10,20) scale(2)") == square(12, 22, 2), "the last one comes first")
    #expect(try corners("scale(2)", in: "translate(10 20)") == square(12, 22, 2))
    #expect(try corners("matrix(2 0 0 2 10 20)") == square(12, 22, 2))
    #expect(try corners("rotate(90)")[0] == Point(x: -1, y: 1))
    #expect(try corners("rotate(180 1 1)")[2] == Point(x: 0, y: 0))
    #expect(try corners("skewX(45)")[0] == Point(x: 2, y: 1))
    #expect(try corners("skewY(45),scale(1 3)")[0] == Point(x: 1, y: 4))
  }

  @Test(arguments: [
    "turn(3)", "scale(1 2 3)", "rotate(1 2)", "translate(1e9)", "scale(1000) scale(1000) scale(1000)", "scale(2", "2",
    "matrix(1 0 0 1 0)", "scale()", "rotate(nan)", "skewX(90)",
  ])
  func aWrongTransformIsNamed(_ transform: String) {
    let text = "<svg viewBox='0 0 9 9'><rect width='1' height='1' transform='\(transform)'/></svg>"
    #expect(faults(text) == ["1:62 svg-attribute"])
  }

  @Test func manyTransformsAndShapesMovedOutsideAreRefused() {
    let many = String(repeating: "scale(1)", count: 100)
    #expect(faults("<svg viewBox='0 0 9 9'><rect width='1' height='1' transform='\(many)'/></svg>").count == 1)
    #expect(
      faults("<svg viewBox='0 0 9 9'><g transform='translate(20)'><rect width='1' height='1'/></g></svg>")
        == ["1:54 svg-outside"])
  }

  @Test func theFillRuleIsInheritedAndKept() throws {
    let ring = "<path d='M0 0h9v9h-9z M2 2h5v5h-5z'/>"
    let text =
      "<svg viewBox='0 0 9 9'><g fill-rule='evenodd'>\(ring)</g>\(ring)<g fill-rule='evenodd'><g fill-rule='nonzero'>\(ring)</g></g></svg>"
    #expect(try shapes(text).map(\.isEvenOdd) == [true, false, false])
    #expect(faults("<svg viewBox='0 0 9 9' fill-rule='odd'>\(ring)</svg>") == ["1:35 svg-attribute"])
  }

  @Test func whateverIsNotOfTheSubsetIsNamedWithItsLine() {
    let text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" onload="x()">
        <script>alert(1)</script>
        <image href="file:///etc/passwd"/>
        <rect width="1" height="1" style="fill:red"/>
        <path d="M0 0L1" fill="url(#a)"/>
        <text x="1">字</text>
        <circle r="0"/>
      </svg>
      """
    #expect(
      faults(text) == [
        "1:61 svg-attribute", "2:4 svg-element", "3:4 svg-element", "4:30 svg-attribute", "5:26 svg-attribute",
        "5:12 svg-path", "6:4 svg-element", "7:14 svg-attribute",
      ])
  }

  @Test(arguments: [
    ("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" height=\"1\"/></svg>", "svg-view-box"),
    ("<svg viewBox=\"0 0 0 10\"><rect width=\"1\" height=\"1\"/></svg>", "svg-view-box"),
    ("<svg viewBox=\"0 0 10\"/>", "svg-view-box"),
    ("<svg viewBox=\"0 0 10 10\"/>", "svg-empty"),
    ("<html/>", "svg-element"),
    ("<svg xmlns=\"urn:other\" viewBox=\"0 0 1 1\"/>", "svg-element"),
    ("<svg viewBox=\"0 0 10 10\"><rect x=\"-1\" width=\"5\" height=\"5\"/></svg>", "svg-outside"),
    ("<svg viewBox=\"0 0 10 10\"><path d=\"M0 0C0 90 9 90 9 0\"/></svg>", "svg-outside"),
    ("<svg viewBox=\"0 0 10 10\">字<rect width=\"1\" height=\"1\"/></svg>", "svg-text"),
    ("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg viewBox=\"0 0 1 1\"/>", "document-type"),
    ("<svg viewBox=\"0 0 1 1\">&a;</svg>", "xml-syntax"),
    ("<svg viewBox=\"0 0 1 1\"", "xml-syntax"),
    ("", "empty-file"),
    ("<svg viewBox=\"0 0 1 1\">" + String(repeating: "<g>", count: 400), "xml-syntax"),
  ])
  func faultsAreNamed(text: String, code: String) {
    #expect(faults(text).map { $0.split(separator: " ").last.map(String.init) } == [code])
  }

  @Test func aDrawingOfTooManyStepsIsRefused() {
    let path = "<path d=\"M0 0" + String(repeating: "h1h-1", count: 1_500) + "\"/>"
    #expect(faults("<svg viewBox=\"0 0 10 10\">\(path)</svg>") == [])
    #expect(faults("<svg viewBox=\"0 0 10 10\">\(path)\(path)</svg>").map { $0.hasSuffix("svg-too-complex") } == [true])
  }

  @Test func aHugeFileIsRefusedUnread() {
    let text = "<svg viewBox=\"0 0 1 1\">" + String(repeating: " ", count: SVGLogo.byteLimit) + "</svg>"
    #expect(faults(text).map { $0.hasSuffix("file-too-large") } == [true])
  }

  @Test func wideAndSquareLogosLookEquallyLarge() {
    let wide = BrandLogo(size: Size(width: 400, height: 100), content: .shapes([]))
    let square = BrandLogo(size: Size(width: 7, height: 7), content: .shapes([]))
    let tall = BrandLogo(size: Size(width: 1, height: 100), content: .shapes([]))
    for (cover, head) in [wide, square, tall].map({ ($0.coverSize, $0.headSize) }) {
      #expect(cover.width <= 200 && cover.height <= 74)
      #expect(head.width <= 86 && head.height <= 22)
    }
    #expect(abs(wide.coverSize.width / wide.coverSize.height - 4) < 1e-9)
    let areas = [wide, square].map { $0.coverSize.width * $0.coverSize.height }
    #expect((areas.min() ?? 0) / (areas.max() ?? 1) > 0.45)
  }
}
