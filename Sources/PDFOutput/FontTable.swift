import Canvas

/// The fonts of one document, each loaded once: a second face of the same font would be embedded twice.
struct FontTable {
  private let faces: [FontID: FaceBox]

  /// Cuts down and loads every font that the document uses.
  init(_ glyphs: [FontID: Set<UInt32>], from source: some SubsetFontSource) throws(PDFError) {
    var faces: [FontID: FaceBox] = [:]
    for (font, indices) in glyphs.sorted(by: { $0.key.name < $1.key.name }) {
      let subset: SubsetFont
      do { subset = try source.subset(of: font, keeping: indices.sorted()) } catch {
        throw PDFError.font(font, reason: "\(error)")
      }
      faces[font] = FaceBox(try CairoFace(subset, of: font))
    }
    self.faces = faces
  }

  /// The Cairo face of a font.
  func handle(of font: FontID) throws(PDFError) -> OpaquePointer { try face(font).value.handle }

  /// The index of a glyph in the cut-down font.
  func index(of glyph: UInt32, in font: FontID) throws(PDFError) -> UInt {
    try face(font).value.index(of: glyph)
  }

  private func face(_ font: FontID) throws(PDFError) -> FaceBox {
    guard let face = faces[font] else { throw .font(font, reason: "it was not loaded") }
    return face
  }
}

/// Holds a face in a dictionary, which cannot hold a value that is not copyable.
private final class FaceBox {
  let value: CairoFace
  init(_ value: consuming CairoFace) { self.value = value }
}
