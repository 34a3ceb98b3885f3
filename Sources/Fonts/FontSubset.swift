internal import CHarfBuzz
import Canvas

/// A small font cut out of a face: the glyphs that a document uses, renumbered, without layout tables.
///
/// Cairo reads and embeds it several times faster than the whole face. The text must be shaped before with
/// the whole face.
public struct FontSubset: Sendable {
  /// The font file.
  public let data: [UInt8]
  /// The new index of each glyph that was asked for and exists.
  public let newGlyphs: [UInt32: UInt32]
}

extension FontFace {
  /// Cuts the face to some glyphs; `.notdef` is always kept. Equal glyph sets give equal bytes.
  ///
  /// Hinting and subroutines go, and so do the tables for shaping and vertical text, whose closure would
  /// otherwise draw in thousands of alternates.
  ///
  /// - Parameter hasCharacterMap: whether the small font can be used without knowing its glyphs. Cairo would search the
  ///   map for every glyph, to guess a text that it is told anyway.
  public func subset(
    glyphs: some Sequence<UInt32>, hasCharacterMap: Bool = false
  ) throws(FontError) -> FontSubset {
    guard let input = hb_subset_input_create_or_fail() else { throw .subsetFailed(name: id.name) }
    defer { hb_subset_input_destroy(input) }
    hb_subset_input_set_flags(
      input, HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_DESUBROUTINIZE.rawValue)
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG))
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for table in ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"] + (hasCharacterMap ? [] : ["cmap"]) {
      hb_set_add(dropped, hb_tag_from_string(table, 4))
    }
    let wanted = hb_subset_input_glyph_set(input)
    for glyph in glyphs where glyph < UInt32(glyphCount) { hb_set_add(wanted, glyph) }

    guard let plan = hb_subset_plan_create_or_fail(face, input) else { throw .subsetFailed(name: id.name) }
    defer { hb_subset_plan_destroy(plan) }
    guard let small = hb_subset_plan_execute_or_fail(plan) else { throw .subsetFailed(name: id.name) }
    defer { hb_face_destroy(small) }
    let blob = hb_face_reference_blob(small)
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let bytes = hb_blob_get_data(blob, &length), length > 0 else { throw .subsetFailed(name: id.name) }
    let data = bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
      Array(UnsafeBufferPointer(start: $0, count: Int(length)))
    }
    return FontSubset(data: data, newGlyphs: Self.mapping(of: plan, wanted))
  }

  private static func mapping(of plan: OpaquePointer, _ wanted: OpaquePointer?) -> [UInt32: UInt32] {
    let map = hb_subset_plan_old_to_new_glyph_mapping(plan)
    var mapping: [UInt32: UInt32] = [0: 0]
    var glyph: hb_codepoint_t = .max  // HB_SET_VALUE_INVALID begins the iteration
    while hb_set_next(wanted, &glyph) != 0 {
      let new = hb_map_get(map, glyph)
      if new != .max { mapping[glyph] = new }
    }
    return mapping
  }
}
