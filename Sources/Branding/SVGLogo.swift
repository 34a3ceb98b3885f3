import Canvas
import Diagnostics
import PageLayout
import ReportTemplates

/// Reads a logo from the part of SVG that a page can show as it is: filled outlines in the drawing's own units.
///
/// `svg` with a `viewBox`, `g`, `path`, `rect`, `circle` and `polygon` with plain fills, `fill-rule` and `transform`. Whatever else stands in the file
/// is an error that names it, since leaving it out would change the logo.
struct SVGLogo {
  /// The largest file, in bytes: 256 KiB.
  static let byteLimit = 256 * 1024
  /// The most steps of all outlines together; they are written on every page.
  static let stepLimit = SVGPathData.stepLimit

  private let problems = DiagnosticCollector(limit: 50)
  private var shapes: [BrandLogo.Shape] = []
  private var box = Rect(x: 0, y: 0, width: 0, height: 0)
  private var steps = 0

  private init() {}

  /// Reads a file.
  ///
  /// - Throws: `InputRejected` with everything that is wrong with it.
  static func logo(_ bytes: [UInt8], path: String) throws(InputRejected) -> BrandLogo {
    let root = try MarkupElement(parsing: bytes, path: path, limit: byteLimit)
    var reader = SVGLogo()
    reader.read(root)
    if reader.shapes.isEmpty, !reader.problems.hasErrors {
      reader.report("svg-empty", "SVG 里没有可画的图形", "the SVG has nothing to draw", at: root.location)
    }
    guard !reader.problems.hasErrors else { throw InputRejected(reader.problems.diagnostics) }
    return BrandLogo(size: reader.box.size, content: .shapes(reader.shapes))
  }

  // MARK: - Elements

  private static let attributes: [String: Set<String>] = [
    "svg": ["viewBox", "width", "height", "version", "fill", "fill-rule"], "g": ["fill", "fill-rule", "transform"],
    "path": ["d", "fill", "fill-rule", "transform"],
    "rect": ["x", "y", "width", "height", "rx", "fill", "fill-rule", "transform"],
    "circle": ["cx", "cy", "r", "fill", "fill-rule", "transform"],
    "polygon": ["points", "fill", "fill-rule", "transform"],
  ]

  /// What an element passes on to those in it.
  private struct Look {
    var fill: Color? = .black
    var isEvenOdd = false
    var transform = SVGTransform.identity
  }

  private mutating func read(_ root: MarkupElement) {
    guard root.name == "svg", [nil, "http://www.w3.org/2000/svg"].contains(root.namespace) else {
      report("svg-element", "这里应是 <svg>，而不是 <\(root.name)>", "<svg> is expected, not <\(root.name)>", at: root.location)
      return
    }
    check(root)
    guard let value = root.attributes.first(where: { $0.name == "viewBox" }) else {
      report(
        "svg-view-box", "<svg> 缺少 viewBox，不知道图形有多大", "<svg> lacks viewBox, which says how large the drawing is",
        at: root.location)
      return
    }
    guard let numbers = SVGNumbers.list(value.value), numbers.count == 4,
      (0.001...100_000).contains(numbers[2]), (0.001...100_000).contains(numbers[3])
    else {
      report(
        "svg-view-box", "viewBox 应为四个数：左、上、宽、高，宽和高大于 0",
        "viewBox takes four numbers, left, top, width and height, the last two above 0", at: value.valueLocation)
      return
    }
    box = Rect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    draw(root.children, look(of: root, in: Look()))
  }

  private mutating func draw(_ elements: [MarkupElement], _ inherited: Look) {
    for element in elements {
      guard Self.attributes[element.name] != nil, element.name != "svg" else {
        report(
          "svg-element", "徽标不支持 <\(element.name)>", "a logo cannot have <\(element.name)>", at: element.location,
          hint: LocalizedText(
            chinese: "只用 path、g、rect、circle、polygon；请把文字和描边转为路径后另存为简单的 SVG，或改用 PNG",
            english:
              "use path, g, rect, circle, polygon; turn text and strokes into paths and save plain SVG, or use PNG"))
        continue
      }
      check(element)
      let look = look(of: element, in: inherited)
      if element.name == "g" {
        // libxml2 lets elements be 256 deep.
        draw(element.children, look)
        continue
      }
      for child in element.children {
        report(
          "svg-element", "<\(element.name)> 里不能有 <\(child.name)>", "<\(element.name)> cannot hold <\(child.name)>",
          at: child.location)
      }
      guard let path = outline(of: element) else { continue }
      add(look.transform.path(path), look, element)
    }
  }

  private mutating func add(_ path: Path, _ look: Look, _ element: MarkupElement) {
    steps += path.elements.count
    guard steps <= Self.stepLimit else {
      reportTooComplex(element)
      return
    }
    guard let fill = look.fill, let extent = path.extent else { return }
    let tolerance = 0.001 * max(box.size.width, box.size.height)
    guard extent.origin.x >= box.origin.x - tolerance, extent.origin.y >= box.origin.y - tolerance,
      extent.origin.x + extent.size.width <= box.origin.x + box.size.width + tolerance,
      extent.origin.y + extent.size.height <= box.origin.y + box.size.height + tolerance
    else {
      report(
        "svg-outside", "<\(element.name)> 画到了 viewBox 之外", "<\(element.name)> draws outside of the viewBox",
        at: element.location,
        hint: LocalizedText(
          chinese: "请放大 viewBox，或把图形移进去：徽标不能盖住页面的其他部分",
          english: "enlarge the viewBox or move the shape: a logo must not cover other parts of the page"))
      return
    }
    let moved = path.offset(by: Point(x: -box.origin.x, y: -box.origin.y))
    shapes.append(BrandLogo.Shape(path: moved, color: fill, isEvenOdd: look.isEvenOdd))
  }

  private func reportTooComplex(_ element: MarkupElement) {
    report(
      "svg-too-complex", "徽标的路径超过 \(Self.stepLimit) 步", "the logo has more than \(Self.stepLimit) steps",
      at: element.location,
      hint: LocalizedText(chinese: "请简化路径，或改用 PNG", english: "simplify the paths, or use PNG"))
  }

  private func check(_ element: MarkupElement) {
    let known = Self.attributes[element.name] ?? []
    for attribute in element.attributes where attribute.name != "id" && !known.contains(attribute.name) {
      let nearest = SuggestedName.nearest(to: attribute.name, among: known.sorted())
      report(
        "svg-attribute", "徽标的 <\(element.name)> 不支持属性 \(attribute.name)",
        "<\(element.name)> of a logo cannot have the attribute \(attribute.name)", at: attribute.location,
        hint: nearest.map { LocalizedText(chinese: "是不是 \($0)？", english: "did you mean \($0)?") }
          ?? LocalizedText(
            chinese: "请在绘图程序里展开样式后再导出，颜色用 fill 写",
            english: "apply styles in the drawing program before exporting; give colours by fill"))
    }
    if let place = element.textLocation {
      report("svg-text", "<\(element.name)> 里不能有文字", "<\(element.name)> cannot hold text", at: place)
    }
  }

  private func outline(of element: MarkupElement) -> Path? {
    switch element.name {
    case "path": return pathData(of: element)
    case "polygon":
      guard let list = text("points", of: element) else { return nil }
      guard let numbers = SVGNumbers.list(list.value), numbers.count >= 6, numbers.count.isMultiple(of: 2) else {
        malformed(list, "至少三个点，每点两个数", "at least three points of two numbers")
        return nil
      }
      let points = stride(from: 0, to: numbers.count, by: 2).map { Point(x: numbers[$0], y: numbers[$0 + 1]) }
      return Path(through: points, closed: true)
    case "circle":
      guard let radius = number("r", of: element, isPositive: true), let x = number("cx", of: element, default: 0),
        let y = number("cy", of: element, default: 0)
      else { return nil }
      return Path(center: Point(x: x, y: y), radius: radius)
    default:
      guard let width = number("width", of: element, isPositive: true),
        let height = number("height", of: element, isPositive: true), let x = number("x", of: element, default: 0),
        let y = number("y", of: element, default: 0), let radius = number("rx", of: element, default: 0)
      else { return nil }
      return Path(Rect(x: x, y: y, width: width, height: height), radius: radius)
    }
  }

  private func pathData(of element: MarkupElement) -> Path? {
    guard let data = text("d", of: element) else { return nil }
    do throws(SVGPathData.Fault) { return try SVGPathData.path(data.value) } catch {
      guard !error.isTooLong else {
        reportTooComplex(element)
        return nil
      }
      let context = String(decoding: data.value.utf8.dropFirst(max(0, error.offset - 8)).prefix(16), as: UTF8.self)
      report(
        "svg-path", "路径数据在第 \(error.offset + 1) 个字符附近不对：“\(context)”",
        "the path data are wrong near character \(error.offset + 1): “\(context)”", at: data.valueLocation)
      return nil
    }
  }

  // MARK: - Attributes

  private func text(_ name: String, of element: MarkupElement) -> MarkupElement.Attribute? {
    if let attribute = element.attributes.first(where: { $0.name == name }) { return attribute }
    report("svg-attribute", "<\(element.name)> 缺少 \(name)", "<\(element.name)> lacks \(name)", at: element.location)
    return nil
  }

  private func number(
    _ name: String, of element: MarkupElement, default standard: Double? = nil, isPositive: Bool = false
  ) -> Double? {
    if let standard, !element.attributes.contains(where: { $0.name == name }) { return standard }
    guard let attribute = text(name, of: element) else { return nil }
    guard let list = SVGNumbers.list(attribute.value), list.count == 1, !isPositive || list[0] > 0 else {
      malformed(attribute, isPositive ? "一个大于 0 的数" : "一个数", isPositive ? "a number above 0" : "a number")
      return nil
    }
    return list[0]
  }

  private func look(of element: MarkupElement, in outer: Look) -> Look {
    var look = outer
    look.fill = fill(of: element, inherited: outer.fill)
    if let rule = element.attributes.first(where: { $0.name == "fill-rule" }) {
      look.isEvenOdd = rule.value == "evenodd"
      if !["evenodd", "nonzero"].contains(rule.value) { malformed(rule, " evenodd 或 nonzero", "evenodd or nonzero") }
    }
    if let attribute = element.attributes.first(where: { $0.name == "transform" }) {
      if let own = SVGTransform(attribute.value) {
        look.transform = own.followed(by: outer.transform)
      } else {
        malformed(
          attribute, " matrix、translate、scale、rotate、skewX、skewY 的一串，括号里是数",
          "a list of matrix, translate, scale, rotate, skewX and skewY with numbers in parentheses")
      }
    }
    return look
  }

  private func fill(of element: MarkupElement, inherited: Color?) -> Color? {
    guard let attribute = element.attributes.first(where: { $0.name == "fill" }) else { return inherited }
    switch attribute.value {
    case "none": return nil
    case "black": return .black
    case "white": return .white
    default: break
    }
    var digits = attribute.value.dropFirst()
    if digits.count == 3 { digits = digits.flatMap { "\($0)\($0)" }.reduce(into: "") { $0.append($1) }[...] }
    guard attribute.value.hasPrefix("#"), digits.count == 6, digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: 16)
    else {
      malformed(attribute, "#rrggbb、black、white 或 none", "#rrggbb, black, white or none")
      return inherited
    }
    return Color(rgb: value)
  }

  private func malformed(_ attribute: MarkupElement.Attribute, _ chinese: String, _ english: String) {
    report(
      "svg-attribute", "\(attribute.name) 应为\(chinese)", "\(attribute.name) has to be \(english)",
      at: attribute.valueLocation)
  }

  private func report(
    _ code: String, _ chinese: String, _ english: String, at location: SourceLocation, hint: LocalizedText? = nil
  ) {
    problems.add(
      Diagnostic(.error, code, LocalizedText(chinese: chinese, english: english), at: location, hint: hint))
  }
}
