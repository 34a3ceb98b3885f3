internal import CCairo
import Canvas

/// The fonts of one document, each loaded once: a second face of the same font would be embedded twice.
struct FontTable {
  private let faces: [FontID: CairoFace]
  private let glyphs: [FontID: [UInt32]]

  /// Takes the faces, and the glyphs of each that the document uses, in ascending order.
  init(_ faces: [FontID: CairoFace], glyphs: [FontID: [UInt32]]) {
    self.faces = faces
    self.glyphs = glyphs
  }

  /// A font as Cairo sees it.
  func face(_ font: FontID) throws(PDFError) -> CairoFace {
    guard let face = faces[font] else { throw .font(font, reason: "it was not loaded") }
    return face
  }

  /// The marks that the file gives its embedded fonts.
  var tags: [SubsetTag] {
    glyphs.sorted { $0.key.name < $1.key.name }.map { SubsetTag(font: $0.key, glyphs: $0.value) }
  }
}
