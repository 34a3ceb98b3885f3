import Canvas
internal import Synchronization

/// The fonts of all documents of a run, cut down and loaded once.
///
/// Cutting a font, and Cairo's reading of its glyphs, cost more than painting with them, so documents share a face for as
/// long as it has the glyphs that they need. Which documents came before does not show in the bytes of a file: Cairo
/// embeds only what a document uses, and ``SubsetTag`` takes the place of the one mark that would tell.
public final class PaintingFonts: Sendable {
  private let source: any SubsetFontSource & Sendable
  private let faces = Mutex<[FontID: CairoFace]>([:])

  /// Fonts from a source; nothing is cut yet.
  public init(_ source: some SubsetFontSource & Sendable) { self.source = source }

  /// The faces for a document that uses these glyphs.
  func table(_ sets: [FontID: GlyphSet]) throws(PDFError) -> FontTable {
    let glyphs = sets.mapValues(\.sorted)
    var table: [FontID: CairoFace] = [:]
    for (font, indices) in glyphs.sorted(by: { $0.key.name < $1.key.name }) {
      table[font] = try face(font, with: indices)
    }
    return FontTable(table, glyphs: glyphs)
  }

  /// The shared face, cut anew where it lacks a glyph.
  ///
  /// The first document gets what it needs and no more, as a run often has only one. The second time, the characters in
  /// common use come along, so that names and notes of further documents seldom ask for another cut.
  private func face(_ font: FontID, with glyphs: [UInt32]) throws(PDFError) -> CairoFace {
    let result = faces.withLock { faces -> Result<CairoFace, PDFError> in
      let present = faces[font]
      if let present, present.has(glyphs) { return .success(present) }
      do {
        var wanted = Set(glyphs)
        if let present {
          wanted.formUnion(present.glyphs)
          wanted.formUnion(source.commonGlyphs(of: font))
        }
        let face = try CairoFace(try cut(font, to: wanted), of: font)
        faces[font] = face
        return .success(face)
      } catch {
        return .failure(error as? PDFError ?? .font(font, reason: "\(error)"))
      }
    }
    return try result.get()
  }

  private func cut(_ font: FontID, to glyphs: Set<UInt32>) throws(PDFError) -> SubsetFont {
    do { return try source.subset(of: font, keeping: glyphs.sorted()) } catch {
      throw .font(font, reason: "\(error)")
    }
  }
}
