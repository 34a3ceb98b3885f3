internal import CCairo
import Canvas

/// A PDF in the making: a Cairo surface that writes to memory, and its context.
struct PDFSurface: ~Copyable {
  /// The drawing context, alive as long as this value.
  let context: OpaquePointer
  private let surface: OpaquePointer
  /// What Cairo has written. It adds some bytes at a time, seventy thousand times a report: so often that an object
  /// with its counted references would be felt.
  private let sink: UnsafeMutablePointer<[UInt8]>

  /// Begins a PDF; every page sets its own size.
  init(pageSize: Size) throws(PDFError) {
    let sink = UnsafeMutablePointer<[UInt8]>.allocate(capacity: 1)
    sink.initialize(to: [])
    let write: cairo_write_func_t = { closure, data, length in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      closure.assumingMemoryBound(to: [UInt8].self).pointee
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
      return CAIRO_STATUS_SUCCESS
    }
    let surface = cairo_pdf_surface_create_for_stream(write, sink, pageSize.width, pageSize.height)
    guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      let status = cairo_surface_status(surface)
      cairo_surface_destroy(surface)
      Self.release(sink)
      throw .cairo(operation: "create the PDF", status: statusText(status))
    }
    let context = cairo_create(surface)
    guard let context, cairo_status(context) == CAIRO_STATUS_SUCCESS else {
      let status = cairo_status(context)
      cairo_destroy(context)
      cairo_surface_destroy(surface)
      Self.release(sink)
      throw .cairo(operation: "create the drawing context", status: statusText(status))
    }
    (self.surface, self.context, self.sink) = (surface, context, sink)
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
  }

  deinit {
    cairo_destroy(context)
    // Ends the surface, which may still write.
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    Self.release(sink)
  }

  private static func release(_ sink: UnsafeMutablePointer<[UInt8]>) {
    sink.deinitialize(count: 1)
    sink.deallocate()
  }

  /// Throws if Cairo has met a fault; its faults stay until they are asked for.
  func check(_ operation: String) throws(PDFError) {
    for status in [cairo_status(context), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
      throw .cairo(operation: operation, status: statusText(status))
    }
  }

  /// Sets glyphs exactly where they are told, whatever the grid of a screen.
  func turnOffHinting() {
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  /// Sets the size and the label of the page that begins.
  func setPage(_ size: Size, label: String) {
    cairo_pdf_surface_set_size(surface, size.width, size.height)
    cairo_pdf_surface_set_page_label(surface, label)
  }

  /// Writes what the file says of itself; without a date Cairo would write the present one.
  func setProperties(_ properties: DocumentProperties) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, properties.title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, properties.author)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, properties.subject)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, properties.keywords)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Pingxing")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, properties.created)
  }

  /// Writes the bookmarks; to be called after the last page, since Cairo resolves pages only at the end.
  func addBookmarks(_ bookmarks: [Bookmark]) {
    var parents: [(level: Int, id: Int32)] = []
    for bookmark in bookmarks {
      while let last = parents.last, last.level >= bookmark.level { parents.removeLast() }
      let attributes = "page=\(bookmark.page + 1) pos=[0 \(DecimalText.string(bookmark.top))]"
      // Chapters stand open in the viewer, what is below them is folded.
      let flags = parents.isEmpty ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(rawValue: 0)
      let id = cairo_pdf_surface_add_outline(
        surface, parents.last?.id ?? CAIRO_PDF_OUTLINE_ROOT, bookmark.title, attributes, flags)
      parents.append((bookmark.level, id))
    }
  }

  /// Ends the file and returns its bytes.
  consuming func finish() throws(PDFError) -> [UInt8] {
    try check("write the last page")
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .cairo(operation: "end the PDF", status: statusText(status))
    }
    return sink.pointee
  }
}
