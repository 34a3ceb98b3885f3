extension FontFace {
  /// What makes a face print other than it says, though the file is well-formed.
  public enum Unsoundness: Hashable, Sendable {
    /// Characters that should be seen have glyphs that show nothing.
    case blank([Unicode.Scalar])
    /// Characters that should take room have no width.
    case withoutWidth([Unicode.Scalar])
    /// So many characters have the same few glyphs that they cannot all be right.
    case alike([Unicode.Scalar])
  }

  /// The first thing that is wrong with the digits, letters, ASCII marks or common Han characters that the face has; nil
  /// where nothing is.
  public var unsoundness: Unsoundness? {
    let digits = Self.scalars(0x30...0x39)
    let capitals = Self.scalars(0x41...0x5A)
    let han = CommonCharacters.scalars.filter { (0x4E00...0x9FFF).contains($0.value) }
    let seen = Self.scalars(0x21...0x7E) + han
    var blank: [Unicode.Scalar] = []
    var narrow: [Unicode.Scalar] = []
    for scalar in seen {
      guard let glyph = glyph(for: scalar, variation: nil) else { continue }
      if isBlank(glyph) { blank.append(scalar) }
      if advance(of: glyph) <= 0 { narrow.append(scalar) }
    }
    if !blank.isEmpty { return .blank(blank) }
    if !narrow.isEmpty { return .withoutWidth(narrow) }
    for group in [digits, capitals, han] {
      let glyphs = group.compactMap { glyph(for: $0, variation: nil) }
      // Some fonts draw a few characters alike; not half of an alphabet.
      if glyphs.count > 1, Set(glyphs).count * 2 <= glyphs.count { return .alike(group) }
    }
    return nil
  }

  private static func scalars(_ range: ClosedRange<UInt32>) -> [Unicode.Scalar] {
    range.compactMap(Unicode.Scalar.init)
  }
}
