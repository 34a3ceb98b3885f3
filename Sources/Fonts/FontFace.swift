internal import CHarfBuzz
public import Canvas

/// A face of a font file, mapped into memory.
///
/// `@unchecked Sendable`: HarfBuzz blobs, faces and fonts may be used from any thread once they are
/// immutable, which the initialiser makes them before it returns; all other stored properties are constants.
public final class FontFace: Face, @unchecked Sendable {
  /// The PostScript name.
  public let id: FontID
  /// The lines that the design is drawn on.
  public let metrics: FontMetrics
  /// The advance of the widest of the digits 0 to 9, in ems.
  public let widestDigit: Double
  /// The font file.
  public let path: String
  /// The number of the face in the file.
  public let faceIndex: Int
  /// How many glyphs the face has.
  public let glyphCount: Int

  /// Whether the face has no Han characters. It then leaves the marks that Chinese and Western text share, such as “ ”,
  /// … and —, to the next face: in Chinese they are as wide as a Han character.
  public let isWestern: Bool

  let face: OpaquePointer
  private let blob: OpaquePointer
  private let font: OpaquePointer
  /// The font that accents are centred with; see `attachLooseMarks`.
  let positionless: OpaquePointer
  private let scale: Double

  /// Opens a face and checks that it is the one expected, where a name is.
  ///
  /// - Throws: `FontError.unreadable`, `.missingFace` or `.wrongName`.
  public init(path: String, faceIndex: Int, postScriptName: String?) throws(FontError) {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { throw .unreadable(path: path) }
    let faceCount = Int(hb_face_count(blob))
    guard faceCount > 0 else {
      hb_blob_destroy(blob)
      throw .unreadable(path: path)
    }
    guard faceIndex < faceCount else {
      hb_blob_destroy(blob)
      throw .missingFace(path: path, index: faceIndex, count: faceCount)
    }
    guard let face = hb_face_create(blob, UInt32(faceIndex)), let font = hb_font_create(face),
      let positionless = Self.withoutPositioning(face)
    else {
      hb_blob_destroy(blob)
      throw .unreadable(path: path)
    }
    hb_face_make_immutable(face)
    hb_font_make_immutable(font)
    self.blob = blob
    self.face = face
    self.font = font
    self.positionless = positionless
    self.path = path
    self.faceIndex = faceIndex
    glyphCount = Int(hb_face_get_glyph_count(face))
    scale = 1 / Double(max(hb_face_get_upem(face), 1))
    let name = Self.postScriptName(of: face)
    id = FontID(name)
    metrics = Self.metrics(of: font, scale: scale)
    widestDigit = Self.widestDigit(of: font, scale: scale)
    isWestern = !WesternScript.commonHan.contains { hb_font_has_nominal(font, $0) }
    // From here on deinit frees the handles, since every stored property is set.
    guard glyphCount > 0, !name.isEmpty, hb_font_has_nominal(font, " ") else { throw .unreadable(path: path) }
    if let postScriptName, name != postScriptName {
      throw .wrongName(path: path, index: faceIndex, expected: postScriptName, found: name)
    }
  }

  deinit {
    hb_font_destroy(positionless)
    hb_font_destroy(font)
    hb_face_destroy(face)
    hb_blob_destroy(blob)
  }

  /// The glyph of a character alone, or of a character with a variation selector; nil where the face has
  /// none.
  public func glyph(for scalar: Unicode.Scalar, variation: Unicode.Scalar?) -> UInt32? {
    if isWestern, WesternScript.isChineseMark(scalar) { return nil }
    var glyph: hb_codepoint_t = 0
    let found =
      if let variation {
        hb_font_get_variation_glyph(font, scalar.value, variation.value, &glyph)
      } else {
        hb_font_get_nominal_glyph(font, scalar.value, &glyph)
      }
    return found != 0 && glyph != 0 ? glyph : nil
  }

  /// The advance of a glyph, in ems.
  public func advance(of glyph: UInt32) -> Double { Double(hb_font_get_glyph_h_advance(font, glyph)) * scale }

  /// Whether a glyph shows nothing: it has no outline, or one without extent.
  public func isBlank(_ glyph: UInt32) -> Bool { inkBox(of: glyph) == nil }

  /// Appends the glyphs of a slice of a text; see `Face`.
  public func shape(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, features: ShapingFeatures,
    with buffer: ShapingBuffer,
    into glyphs: inout [ShapedGlyph]
  ) {
    guard !range.isEmpty else { return }
    let list = FeatureList.list(for: features)
    let first = glyphs.count
    shape(text, range, by: font, features: list, with: buffer, into: &glyphs)
    attachLooseMarks(text, end: range.upperBound, features: list, with: buffer, in: &glyphs, from: first)
  }

  func shape(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, by font: OpaquePointer, features: [hb_feature_t],
    with buffer: ShapingBuffer, into glyphs: inout [ShapedGlyph]
  ) {
    buffer.load(text, range)
    features.withUnsafeBufferPointer { hb_shape(font, buffer.buffer, $0.baseAddress, UInt32($0.count)) }
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer.buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer.buffer, nil)
    else { return }
    glyphs.reserveCapacity(glyphs.count + Int(count))
    for index in 0..<Int(count) {
      let position = positions[index]
      let flags = hb_glyph_info_get_glyph_flags(infos + index)
      glyphs.append(
        ShapedGlyph(
          index: infos[index].codepoint, cluster: Int(infos[index].cluster),
          advance: Double(position.x_advance) * scale, xOffset: Double(position.x_offset) * scale,
          yOffset: Double(position.y_offset) * scale,
          isUnsafeToBreak: flags.rawValue & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0))
    }
  }

  /// The box around a glyph's outline, in ems from its origin, upwards positive; nil where it shows nothing.
  public func inkBox(of glyph: UInt32) -> (left: Double, bottom: Double, width: Double, height: Double)? {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(font, glyph, &extents) != 0, extents.width != 0, extents.height != 0 else {
      return nil
    }
    // HarfBuzz measures the height downwards from the top.
    return (
      Double(extents.x_bearing) * scale, Double(extents.y_bearing + extents.height) * scale,
      Double(extents.width) * scale, -Double(extents.height) * scale
    )
  }
}

// MARK: - What a face says of itself

extension FontFace {
  private static func postScriptName(of face: OpaquePointer) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    var size = UInt32(buffer.count)
    let language = hb_language_from_string("en", -1)
    let length = hb_ot_name_get_utf8(
      face, hb_ot_name_id_t(HB_OT_NAME_ID_POSTSCRIPT_NAME), language, &size, &buffer)
    guard length > 0 else { return "" }
    return String(decoding: buffer.prefix(Int(size)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func widestDigit(of font: OpaquePointer, scale: Double) -> Double {
    var widest: hb_position_t = 0
    for digit in UInt32(0x30)...0x39 {
      var glyph: hb_codepoint_t = 0
      if hb_font_get_nominal_glyph(font, digit, &glyph) != 0 {
        widest = max(widest, hb_font_get_glyph_h_advance(font, glyph))
      }
    }
    return Double(widest) * scale
  }

  private static func metrics(of font: OpaquePointer, scale: Double) -> FontMetrics {
    var extents = hb_font_extents_t()
    hb_font_get_h_extents(font, &extents)
    func position(_ tag: hb_ot_metrics_tag_t, or fallback: Double) -> Double {
      var value: hb_position_t = 0
      return hb_ot_metrics_get_position(font, tag, &value) != 0 ? Double(value) * scale : fallback
    }
    // The em box of Source Han and Noto CJK when the BASE table is silent.
    var bottom: hb_position_t = 0
    let hasBox =
      hb_ot_layout_get_baseline(
        font, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT, HB_DIRECTION_LTR,
        hb_tag_from_string("hani", 4), hb_tag_from_string("dflt", 4), &bottom) != 0
    let emBoxBottom = hasBox ? Double(bottom) * scale : -0.12
    return FontMetrics(
      ascent: Double(extents.ascender) * scale, descent: -Double(extents.descender) * scale,
      capHeight: position(HB_OT_METRICS_TAG_CAP_HEIGHT, or: 0.73),
      xHeight: position(HB_OT_METRICS_TAG_X_HEIGHT, or: 0.54), emBoxTop: emBoxBottom + 1,
      emBoxBottom: emBoxBottom)
  }
}

/// Whether a font shows a character at all.
private func hb_font_has_nominal(_ font: OpaquePointer, _ scalar: Unicode.Scalar) -> Bool {
  var glyph: hb_codepoint_t = 0
  return hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0
}

/// The HarfBuzz form of each choice of features.
private enum FeatureList {
  private static let tags = (
    tnum: hb_tag_from_string("tnum", 4), liga: hb_tag_from_string("liga", 4),
    clig: hb_tag_from_string("clig", 4), pwid: hb_tag_from_string("pwid", 4)
  )

  static func list(for features: ShapingFeatures) -> [hb_feature_t] {
    var list: [hb_feature_t] = []
    func set(_ tag: hb_tag_t, _ value: UInt32) {
      list.append(hb_feature_t(tag: tag, value: value, start: 0, end: .max))
    }
    if features.tabularDigits { set(tags.tnum, 1) }
    if !features.ligatures {
      set(tags.liga, 0)
      set(tags.clig, 0)
    }
    if features.proportionalWidths { set(tags.pwid, 1) }
    return list
  }
}
