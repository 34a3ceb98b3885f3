public import Canvas

/// Paints finished documents as PDF 1.5, with text that can be searched and copied, links, bookmarks and structure.
///
/// The same document with the same fonts and libraries gives the same bytes: nothing is taken from the clock, the
/// locale or the machine. Cairo 1.16 writes no language and no alternative texts, so the file claims neither PDF/A nor
/// PDF/UA.
public struct PDFPainter {
  /// A painter.
  public init() {}

  /// Paints a document.
  ///
  /// - Parameters:
  ///   - document: the pages, all whose links must lead somewhere.
  ///   - fonts: where the fonts of the runs come from.
  ///   - images: the pictures of the pages, as PNG files.
  /// - Throws: ``PDFError`` for a document that cannot become a sound file, before anything is painted where possible.
  public func render(
    _ document: PagedDocument, fonts: some SubsetFontSource, images: [ImageID: [UInt8]] = [:]
  ) throws(PDFError) -> [UInt8] {
    let check = try DocumentCheck(document, images: Set(images.keys))
    var pictures: [ImageID: ImageSurface] = [:]
    for image in check.images.sorted(by: { $0.name < $1.name }) {
      pictures[image] = try ImageSurface(images[image] ?? [], of: image)
    }
    let table = try FontTable(check.glyphs, from: fonts)
    var canvas = try PDFCanvas(document, fonts: table, images: pictures)
    for (index, page) in document.pages.enumerated() {
      canvas.beginsDocument = index == 0
      canvas.endsDocument = index == document.pages.count - 1
      try canvas.paint(page)
    }
    return try canvas.finish(bookmarks: document.bookmarks)
  }
}
