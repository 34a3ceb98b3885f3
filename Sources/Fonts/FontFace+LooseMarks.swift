internal import CHarfBuzz

/// Letters that a face has only in parts: HarfBuzz takes ć apart into c and a loose accent where the face has both, and leaves
/// the accent where its outline happens to lie (over the next letter, in Noto CJK) if the face's `mark` feature does not
/// know the letter. HarfBuzz centres accents over letters itself, by their outlines, only in faces without `GPOS`.
extension FontFace {
  /// The same font without `GPOS`.
  static func withoutPositioning(_ face: OpaquePointer) -> OpaquePointer? {
    // The face outlives this one: `FontFace` frees it last.
    let plain = hb_face_create_for_tables(
      { _, tag, face in
        let face = face.map { OpaquePointer($0) }
        return tag == hb_tag_from_string("GPOS", 4) ? hb_blob_get_empty() : hb_face_reference_table(face, tag)
      }, UnsafeMutableRawPointer(face), nil)
    defer { hb_face_destroy(plain) }
    guard let plain, let font = hb_font_create(plain) else { return nil }
    hb_face_make_immutable(plain)
    hb_font_make_immutable(font)
    return font
  }

  /// Shapes the clusters again of which an accent stands loose. One that stays loose becomes a missing glyph, so that another
  /// face takes the letter or layout refuses it by name.
  func attachLooseMarks(
    _ text: UnsafeBufferPointer<UInt8>, end: Int, features: [hb_feature_t], with buffer: ShapingBuffer,
    in glyphs: inout [ShapedGlyph], from first: Int
  ) {
    var index = first + 1
    while index < glyphs.count {
      guard glyphs[index].cluster == glyphs[index - 1].cluster, isLoose(glyphs[index]) else {
        index += 1
        continue
      }
      let cluster = glyphs[index].cluster
      let start = glyphs[first..<index].firstIndex { $0.cluster == cluster } ?? index
      let after = glyphs[index...].firstIndex { $0.cluster != cluster } ?? glyphs.count
      let bytes = cluster..<(after < glyphs.count ? glyphs[after].cluster : end)
      var anew: [ShapedGlyph] = []
      shape(text, bytes, by: positionless, features: features, with: buffer, into: &anew)
      // Marks without a letter, such as the rest of a heap of them, have nothing to stand over.
      let hasLetter = (anew.first?.advance ?? 0) > 0
      for place in anew.indices.dropFirst() where hasLetter && isLoose(anew[place]) { anew[place].index = 0 }
      glyphs.replaceSubrange(start..<after, with: anew)
      index = start + anew.count
    }
  }

  /// Whether a glyph behind the first of its cluster takes no room, was not moved, and yet does not lie over what precedes
  /// it.
  private func isLoose(_ glyph: ShapedGlyph) -> Bool {
    guard glyph.index != 0, glyph.advance == 0, glyph.xOffset == 0, glyph.yOffset == 0 else { return false }
    guard let ink = inkBox(of: glyph.index) else { return false }
    return ink.left + ink.width / 2 > -0.05
  }
}
