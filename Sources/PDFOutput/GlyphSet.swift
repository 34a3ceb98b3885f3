import Canvas

/// Glyphs of one font, by their indices in the whole font.
struct GlyphSet: Equatable {
  private var words: [UInt64] = []
  /// What no font has, as a font has at most 65,536 glyphs: kept, so that it is refused where the font is cut.
  private var impossible: Set<UInt32> = []

  /// Adds the glyphs of a run.
  mutating func formUnion(_ glyphs: [GlyphRun.Glyph]) {
    for glyph in glyphs {
      let word = Int(glyph.index / 64)
      guard glyph.index <= UInt16.max else {
        impossible.insert(glyph.index)
        continue
      }
      if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
      words[word] |= 1 << UInt64(glyph.index % 64)
    }
  }

  /// The indices in ascending order.
  var sorted: [UInt32] {
    var indices: [UInt32] = []
    for (place, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        indices.append(UInt32(place * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return indices + impossible.sorted()
  }
}
