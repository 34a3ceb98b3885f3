/// A canvas that writes down what it is asked to paint, one item a line, rounded to a hundredth of a point.
///
/// The text is for people and for comparisons: the same pages give the same text on every machine.
public struct RecordingCanvas: PageCanvas {
  /// Nothing can go wrong.
  public typealias Failure = Never

  /// The lines so far.
  public private(set) var lines: [String] = []
  private var depth = 0

  /// An empty record.
  public init() {}

  /// A document as text: its properties, its pages, its bookmarks.
  public static func dump(_ document: PagedDocument) -> String {
    var canvas = RecordingCanvas()
    let properties = document.properties
    canvas.record("title \(quoted(properties.title)) author \(quoted(properties.author))")
    canvas.record("subject \(quoted(properties.subject)) keywords \(quoted(properties.keywords))")
    canvas.record("created \(properties.created ?? "-")")
    for page in document.pages { canvas.paint(page) }
    for bookmark in document.bookmarks {
      let indent = String(repeating: "  ", count: max(0, bookmark.level - 1))
      canvas.record(
        "\(indent)bookmark \(quoted(bookmark.title)) page \(bookmark.page) top \(DecimalText.string(bookmark.top))"
      )
    }
    return canvas.lines.joined(separator: "\n") + "\n"
  }

  /// Writes the label and size of a page; what stands on it is set in.
  public mutating func beginPage(_ page: Page) {
    record("page \(Self.quoted(page.label)) \(Self.text(page.size))")
    depth += 1
  }

  /// Writes a run: place, font, size, colour, advance and text.
  public mutating func showText(_ run: GlyphRun, at origin: Point) {
    record(
      "text \(Self.text(origin)) \(run.font) \(DecimalText.string(run.size)) \(Self.text(run.color)) "
        + "w=\(DecimalText.string(run.advance)) \(Self.quoted(run.text))")
  }

  /// Writes an outline in places of the page, with its paint.
  public mutating func drawShape(_ path: Path, _ paint: Paint, at origin: Point) {
    var line = "shape"
    if let fill = paint.fill { line += " fill \(Self.text(fill))\(paint.isEvenOdd ? " even-odd" : "")" }
    if let stroke = paint.stroke {
      line += " stroke \(Self.text(stroke.color)) \(DecimalText.string(stroke.width))"
      if !stroke.dashes.isEmpty {
        line += " dashes " + stroke.dashes.map { DecimalText.string($0) }.joined(separator: "-")
      }
      if stroke.hasRoundCorners { line += " round" }
    }
    let steps = path.offset(by: origin).elements.map(Self.text).joined(separator: " ")
    record("\(line) \(steps)")
  }

  /// Writes the area and name of a picture.
  public mutating func drawImage(_ image: ImageID, in area: Rect) {
    record("image \(Self.text(area)) \(Self.quoted(image.name))")
  }

  /// Writes the area and goal of a link.
  public mutating func addLink(_ target: LinkTarget, over area: Rect) {
    switch target {
    case .destination(let name): record("link \(Self.text(area)) #\(name)")
    case .uri(let uri): record("link \(Self.text(area)) <\(uri)>")
    }
  }

  /// Writes the place and name of a destination.
  public mutating func addDestination(_ name: DestinationName, at point: Point) {
    record("destination \(Self.text(point)) #\(name)")
  }

  /// Writes an angle and a place; what is turned is set in.
  public mutating func beginRotation(degrees: Double, about point: Point) {
    record("rotated \(DecimalText.string(degrees))° \(Self.text(point))")
    depth += 1
  }

  /// Ends what is set in for a rotation.
  public mutating func endRotation() { depth -= 1 }

  /// Writes a structure element; what it holds is set in.
  public mutating func beginStructure(_ tag: StructureTag) {
    record("<\(tag.rawValue)>")
    depth += 1
  }

  /// Ends what is set in for a structure element.
  public mutating func endStructure(_ tag: StructureTag) { depth -= 1 }

  /// Ends what is set in for a page.
  public mutating func endPage() { depth -= 1 }

  // MARK: - Values as text

  private mutating func record(_ line: String) {
    lines.append(String(repeating: "  ", count: depth) + line)
  }

  private static func text(_ point: Point) -> String {
    "\(DecimalText.string(point.x)),\(DecimalText.string(point.y))"
  }

  private static func text(_ size: Size) -> String {
    "\(DecimalText.string(size.width))×\(DecimalText.string(size.height))"
  }

  private static func text(_ rect: Rect) -> String { "\(text(rect.origin)) \(text(rect.size))" }

  private static func text(_ color: Color) -> String {
    let digits = [color.red, color.green, color.blue].map { component in
      let byte = component.isFinite ? Int((min(max(component, 0), 1) * 255).rounded()) : 0
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    let alpha = color.alpha == 1 ? "" : "@\(DecimalText.string(color.alpha))"
    return "#\(digits.joined())\(alpha)"
  }

  private static func text(_ element: Path.Element) -> String {
    switch element {
    case .move(let point): "M\(text(point))"
    case .line(let point): "L\(text(point))"
    case .curve(let control1, let control2, let end): "C\(text(control1)) \(text(control2)) \(text(end))"
    case .close: "Z"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .format:
        quoted += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
