internal import CCairo
import Canvas

/// A canvas that paints pages through Cairo.
struct PDFCanvas: PageCanvas, ~Copyable {
  typealias Failure = PDFError

  private let surface: PDFSurface
  private let fonts: FontTable
  private let images: [ImageID: ImageSurface]
  private var context: OpaquePointer { surface.context }
  /// The font and size that the context has; Cairo looks a font up again whenever it is told one.
  private var present: (font: FontID, size: Points)?
  /// Whether the page to be painted is the first: the structure element that encloses all pages begins with it.
  ///
  /// Cairo 1.16 writes a damaged file when a link stands outside any structure element.
  var beginsDocument = false
  /// Whether the page to be painted is the last: the element that encloses all pages ends with it.
  var endsDocument = false

  /// Begins a document with its fonts and pictures.
  init(_ document: PagedDocument, fonts: FontTable, images: [ImageID: ImageSurface]) throws(PDFError) {
    guard let first = document.pages.first else { throw .noPages }
    let surface = try PDFSurface(pageSize: first.size)
    surface.setProperties(document.properties)
    surface.turnOffHinting()
    try surface.check("begin the document")
    self.surface = surface
    self.fonts = fonts
    self.images = images
  }

  /// Ends the document and returns its bytes.
  consuming func finish(bookmarks: [Bookmark]) throws(PDFError) -> [UInt8] {
    surface.addBookmarks(bookmarks)
    let tags = fonts.tags
    var file = try surface.finish()
    for tag in tags { tag.write(over: &file) }
    return file
  }

  // MARK: - Pages

  /// Begins with a sheet of paper.
  ///
  /// Cairo 1.16 drops the tags of a page on which nothing is drawn, and with them its links and places. It also adds the
  /// outline of everything drawn to a region, which costs nothing once the whole page is in it.
  func beginPage(_ page: Page) {
    surface.setPage(page.size, label: page.label)
    // Only now: setting the size throws away what was recorded for the page, tags too.
    drawShape(Path(Rect(origin: .zero, size: page.size)), Paint(fill: .white), at: .zero)
    if beginsDocument { cairo_tag_begin(context, StructureTag.document.rawValue, nil) }
  }

  func endPage() throws(PDFError) {
    if endsDocument { cairo_tag_end(context, StructureTag.document.rawValue) }
    try surface.check("draw a page")
    cairo_show_page(context)
    // A wrong tag is reported only here.
    try surface.check("end a page")
  }

  // MARK: - Marks on the page

  mutating func showText(_ run: GlyphRun, at origin: Point) throws(PDFError) {
    guard !run.glyphs.isEmpty else { return }
    let face = try fonts.face(run.font)
    var glyphs: [cairo_glyph_t] = []
    glyphs.reserveCapacity(run.glyphs.count)
    for glyph in run.glyphs {
      let index = try face.index(of: glyph.index)
      glyphs.append(cairo_glyph_t(index: index, x: origin.x + glyph.x, y: origin.y + glyph.y))
    }
    let clusters = run.clusters.map {
      cairo_text_cluster_t(num_bytes: Int32($0.byteCount), num_glyphs: Int32($0.glyphCount))
    }
    if present?.font != run.font || present?.size != run.size {
      cairo_set_font_face(context, face.handle)
      cairo_set_font_size(context, run.size)
      present = (run.font, run.size)
    }
    setSource(run.color)
    cairo_show_text_glyphs(
      context, run.text, Int32(run.text.utf8.count), glyphs, Int32(glyphs.count), clusters,
      Int32(clusters.count),
      cairo_text_cluster_flags_t(rawValue: 0))
  }

  func drawShape(_ path: Path, _ paint: Paint, at origin: Point) {
    cairo_new_path(context)
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(context, origin.x + point.x, origin.y + point.y)
      case .line(let point): cairo_line_to(context, origin.x + point.x, origin.y + point.y)
      case .curve(let control1, let control2, let end):
        cairo_curve_to(
          context, origin.x + control1.x, origin.y + control1.y, origin.x + control2.x, origin.y + control2.y,
          origin.x + end.x, origin.y + end.y)
      case .close: cairo_close_path(context)
      }
    }
    if let fill = paint.fill {
      setSource(fill)
      if paint.isEvenOdd { cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD) }
      cairo_fill_preserve(context)
      if paint.isEvenOdd { cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING) }
    }
    if let stroke = paint.stroke {
      setSource(stroke.color)
      cairo_set_line_width(context, stroke.width)
      cairo_set_dash(context, stroke.dashes, Int32(stroke.dashes.count), 0)
      cairo_set_line_join(context, stroke.hasRoundCorners ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
      cairo_stroke_preserve(context)
    }
    cairo_new_path(context)
  }

  func drawImage(_ image: ImageID, in area: Rect) throws(PDFError) {
    guard let picture = images[image] else { throw .unreadableImage(image) }
    guard area.size.width > 0, area.size.height > 0 else { return }
    cairo_save(context)
    cairo_translate(context, area.origin.x, area.origin.y)
    cairo_scale(context, area.size.width / Double(picture.width), area.size.height / Double(picture.height))
    cairo_set_source_surface(context, picture.handle, 0, 0)
    // Filled, not painted: Cairo takes an opaque paint for a fresh start and forgets the tags before it.
    cairo_rectangle(context, 0, 0, Double(picture.width), Double(picture.height))
    cairo_fill(context)
    cairo_restore(context)
  }

  private func setSource(_ color: Color) {
    cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
  }

  // MARK: - Rotation

  func beginRotation(degrees: Double, about point: Point) {
    cairo_save(context)
    cairo_translate(context, point.x, point.y)
    cairo_rotate(context, degrees * .pi / 180)
  }

  mutating func endRotation() {
    cairo_restore(context)
    present = nil
  }

  // MARK: - Tags

  // Cairo does not transform places in attributes, so they are points of the page. Destinations never carry
  // `internal`: Cairo 1.16 leaves such names out of the name table when a link precedes them.

  func addLink(_ target: LinkTarget, over area: Rect) {
    let numbers = [area.origin.x, area.origin.y, area.size.width, area.size.height]
    let rect = numbers.map { DecimalText.string($0) }.joined(separator: " ")
    let goal =
      switch target {
      case .destination(let name): "dest='\(name)'"
      case .uri(let address): "uri='\(address)'"
      }
    cairo_tag_begin(context, CAIRO_TAG_LINK, "\(goal) rect=[\(rect)]")
    cairo_tag_end(context, CAIRO_TAG_LINK)
  }

  func addDestination(_ name: DestinationName, at point: Point) {
    let attributes = "name='\(name)' x=\(DecimalText.string(point.x)) y=\(DecimalText.string(point.y))"
    cairo_tag_begin(context, CAIRO_TAG_DEST, attributes)
    cairo_tag_end(context, CAIRO_TAG_DEST)
  }

  func beginStructure(_ tag: StructureTag) { cairo_tag_begin(context, tag.rawValue, nil) }

  func endStructure(_ tag: StructureTag) { cairo_tag_end(context, tag.rawValue) }
}
