extension FontLibrary {
  /// Of some code points those that the first look finds no glyph for in some role. It errs on the side of naming too
  /// many: marks that a base takes up and characters that take no room need no glyph of their own; `shows` decides.
  public func unmapped(_ scalars: some Sequence<Unicode.Scalar>) -> Set<Unicode.Scalar> {
    Set(
      scalars.filter { scalar in
        FontRole.allCases.contains { role in
          !faces(for: role).contains { $0.glyph(for: scalar, variation: nil) != nil }
        }
      })
  }

  /// Whether a character, a base with all that belongs to it, can be set in every role; layout would else refuse it.
  public func shows(_ character: Character) -> Bool {
    let buffer = ShapingBuffer()
    // Line ends and tabs are spaces to layout.
    if character.isNewline || character == "\t" { return true }
    return FontRole.allCases.allSatisfy { role in
      faces(for: role).contains { shows(character, in: $0, with: buffer) }
    }
  }

  private func shows(_ character: Character, in face: any Face, with buffer: ShapingBuffer) -> Bool {
    var glyphs: [ShapedGlyph] = []
    let bytes = Array(String(character).utf8)
    bytes.withUnsafeBufferPointer {
      face.shape($0, 0..<$0.count, features: ShapingFeatures(), with: buffer, into: &glyphs)
    }
    return glyphs.allSatisfy { $0.index != 0 }
  }
}
