public import Canvas
public import Fonts

/// A font file cut down to some glyphs, with the new index of each.
public struct SubsetFont: Sendable {
  /// The file, with one face.
  public var bytes: [UInt8]
  /// The index in the cut file by the index in the whole one.
  public var newIndex: [UInt32: UInt32]

  /// Gathers the parts.
  public init(bytes: [UInt8], newIndex: [UInt32: UInt32]) {
    self.bytes = bytes
    self.newIndex = newIndex
  }
}

/// Where the painter gets fonts.
///
/// The result may depend on nothing but the font and the glyphs, or the same document would not give the same bytes.
public protocol SubsetFontSource {
  /// Cuts a font down to glyphs, in ascending order of their indices; glyph 0 always stays.
  func subset(of font: FontID, keeping glyphs: [UInt32]) throws -> SubsetFont

  /// Glyphs that documents are likely to need, for faces that many documents share.
  func commonGlyphs(of font: FontID) -> [UInt32]
}

extension SubsetFontSource {
  /// None.
  public func commonGlyphs(of font: FontID) -> [UInt32] { [] }
}

extension FontLibrary: SubsetFontSource {
  /// Cuts a font of the library down to glyphs.
  ///
  /// - Throws: `FontError` where that fails, ``PDFError/font(_:reason:)`` where no file of the library has the font.
  public func subset(of font: FontID, keeping glyphs: [UInt32]) throws -> SubsetFont {
    guard let face = face(font) as? FontFace else {
      throw PDFError.font(font, reason: "no file of the font library has it")
    }
    let subset = try face.subset(glyphs: glyphs)
    return SubsetFont(bytes: subset.data, newIndex: subset.newGlyphs)
  }

  /// The glyphs of the characters in common use.
  public func commonGlyphs(of font: FontID) -> [UInt32] {
    guard let face = face(font) else { return [] }
    return CommonCharacters.scalars.compactMap { face.glyph(for: $0, variation: nil) }
  }
}
