public import Canvas

/// Paints finished documents as PDF 1.5, with text that can be searched and copied, links, bookmarks and structure.
///
/// The same document with the same fonts and libraries gives the same bytes: nothing is taken from the clock, the
/// locale or the machine. Cairo 1.16 writes no language and no alternative texts, so the file claims neither PDF/A nor
/// PDF/UA.
public struct PDFPainter {
  /// A painter.
  public init() {}

  /// Paints a document with fonts of its own.
  ///
  /// - Parameters:
  ///   - document: the pages, all whose links must lead somewhere.
  ///   - fonts: where the fonts of the runs come from.
  ///   - images: the pictures of the pages, as PNG files.
  /// - Throws: ``PDFError`` for a document that cannot become a sound file, before anything is painted where possible.
  public func render(
    _ document: PagedDocument, fonts: some SubsetFontSource & Sendable, images: [ImageID: [UInt8]] = [:]
  ) throws(PDFError) -> [UInt8] {
    try render(document, fonts: PaintingFonts(fonts), images: images)
  }

  /// Paints a document with fonts that it shares with others; the bytes are the same as with fonts of its own.
  public func render(
    _ document: PagedDocument, fonts: PaintingFonts, images: [ImageID: [UInt8]] = [:]
  ) throws(PDFError) -> [UInt8] {
    try prepare(document, fonts: fonts, images: images).paint().finish()
  }

  /// Checks a document, and gets its fonts and pictures ready.
  public func prepare(
    _ document: PagedDocument, fonts: PaintingFonts, images: [ImageID: [UInt8]] = [:]
  ) throws(PDFError) -> PreparedDocument {
    let check = try DocumentCheck(document, images: Set(images.keys))
    var pictures: [ImageID: ImageSurface] = [:]
    for image in check.images.sorted(by: { $0.name < $1.name }) {
      pictures[image] = try ImageSurface(images[image] ?? [], of: image)
    }
    return PreparedDocument(document: document, fonts: try fonts.table(check.glyphs), pictures: pictures)
  }
}

/// A document that has been found sound, with its fonts and pictures loaded.
public struct PreparedDocument: ~Copyable {
  let document: PagedDocument
  let fonts: FontTable
  let pictures: [ImageID: ImageSurface]

  /// Paints the pages.
  public consuming func paint() throws(PDFError) -> PaintedDocument {
    var canvas = try PDFCanvas(document, fonts: fonts, images: pictures)
    for (index, page) in document.pages.enumerated() {
      canvas.beginsDocument = index == 0
      canvas.endsDocument = index == document.pages.count - 1
      try canvas.paint(page)
    }
    return PaintedDocument(canvas: canvas, bookmarks: document.bookmarks)
  }
}

/// A document all of whose pages are painted; what is left is to embed the fonts and to end the file.
public struct PaintedDocument: ~Copyable {
  let canvas: PDFCanvas
  let bookmarks: [Bookmark]

  /// The bytes of the file.
  public consuming func finish() throws(PDFError) -> [UInt8] { try canvas.finish(bookmarks: bookmarks) }
}
