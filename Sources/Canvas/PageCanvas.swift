/// What finished pages are painted on.
///
/// All places are in points from the top left corner of the page, or of the innermost rotation. Groups are resolved
/// before the canvas sees them. A canvas decides nothing about the layout.
public protocol PageCanvas: ~Copyable {
  /// What can go wrong; `Never` for a canvas in memory.
  associatedtype Failure: Error

  /// Begins a page.
  mutating func beginPage(_ page: Page) throws(Failure)
  /// Shows text; `origin` is the left end of its baseline.
  mutating func showText(_ run: GlyphRun, at origin: Point) throws(Failure)
  /// Fills and strokes an outline whose points are relative to `origin`.
  mutating func drawShape(_ path: Path, _ paint: Paint, at origin: Point) throws(Failure)
  /// Draws a picture.
  mutating func drawImage(_ image: ImageID, in area: Rect) throws(Failure)
  /// Makes an area lead somewhere.
  mutating func addLink(_ target: LinkTarget, over area: Rect) throws(Failure)
  /// Names a place.
  mutating func addDestination(_ name: DestinationName, at point: Point) throws(Failure)
  /// Turns what follows about a point, which becomes the origin, clockwise.
  mutating func beginRotation(degrees: Double, about point: Point) throws(Failure)
  /// Ends the innermost rotation.
  mutating func endRotation() throws(Failure)
  /// Begins an element of the structure tree.
  mutating func beginStructure(_ tag: StructureTag) throws(Failure)
  /// Ends the innermost element of the structure tree.
  mutating func endStructure(_ tag: StructureTag) throws(Failure)
  /// Ends the page.
  mutating func endPage() throws(Failure)
}

extension PageCanvas where Self: ~Copyable {
  /// Paints a page, item by item, in their order.
  public mutating func paint(_ page: Page) throws(Failure) {
    try beginPage(page)
    for item in page.items { try paint(item, from: .zero) }
    try endPage()
  }

  private mutating func paint(_ placed: Placed, from base: Point) throws(Failure) {
    let origin = Point(x: base.x + placed.origin.x, y: base.y + placed.origin.y)
    switch placed.item {
    case .text(let run): try showText(run, at: origin)
    case .shape(let path, let paint): try drawShape(path, paint, at: origin)
    case .image(let image, let size): try drawImage(image, in: Rect(origin: origin, size: size))
    case .link(let target, let size): try addLink(target, over: Rect(origin: origin, size: size))
    case .destination(let name): try addDestination(name, at: origin)
    case .group(let items):
      for item in items { try paint(item, from: origin) }
    case .rotated(let degrees, let items):
      try beginRotation(degrees: degrees, about: origin)
      for item in items { try paint(item, from: .zero) }
      try endRotation()
    case .structure(let tag, let items):
      try beginStructure(tag)
      for item in items { try paint(item, from: origin) }
      try endStructure(tag)
    }
  }
}

extension Rect {
  /// A rectangle by its corner and extent.
  public init(origin: Point, size: Size) {
    self.init(x: origin.x, y: origin.y, width: size.width, height: size.height)
  }
}
