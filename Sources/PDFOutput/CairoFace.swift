internal import CCairo
internal import CFreeType
internal import CShims
import Canvas

/// A cut-down font as Cairo sees it, with the way from the indices of the whole font to its own.
///
/// Cairo keeps a face in its caches beyond the life of this object, so the FreeType face and its bytes are tied to the
/// Cairo face by user data and go when Cairo lets go of it.
///
/// `@unchecked Sendable`: Cairo counts the references of a face atomically and locks the FreeType face while it reads
/// a glyph; everything else here is constant.
final class CairoFace: @unchecked Sendable {
  /// The Cairo face, alive as long as this object.
  let handle: OpaquePointer
  /// The index in the cut-down font by the index in the whole one.
  private let newIndex: GlyphMap
  private let font: FontID

  /// Reads a cut-down font from memory.
  init(_ subset: SubsetFont, of font: FontID) throws(PDFError) {
    let memory = try FaceMemory(subset.bytes, font: font)
    guard let handle = cairo_ft_font_face_create_for_ft_face(memory.face, Int32(FT_LOAD_NO_HINTING)) else {
      throw .font(font, reason: "Cairo made no face")
    }
    let status = cairo_font_face_status(handle)
    guard status == CAIRO_STATUS_SUCCESS else {
      cairo_font_face_destroy(handle)
      throw .font(font, reason: statusText(status))
    }
    let owner = Unmanaged.passRetained(memory)
    let key = pingxing_user_data_key().assumingMemoryBound(to: cairo_user_data_key_t.self)
    let tied = cairo_font_face_set_user_data(handle, key, owner.toOpaque()) { pointer in
      guard let pointer else { return }
      Unmanaged<FaceMemory>.fromOpaque(pointer).release()
    }
    guard tied == CAIRO_STATUS_SUCCESS else {
      cairo_font_face_destroy(handle)
      owner.release()
      throw .font(font, reason: statusText(tied))
    }
    self.handle = handle
    self.newIndex = GlyphMap(subset.newIndex)
    self.font = font
  }

  deinit { cairo_font_face_destroy(handle) }

  /// The indices in the whole font of the glyphs that it has.
  var glyphs: [UInt32] { newIndex.glyphs }

  /// Whether it has all of some glyphs of the whole font.
  func has(_ glyphs: some Sequence<UInt32>) -> Bool { glyphs.allSatisfy { newIndex[$0] != nil } }

  /// The index in the cut-down font.
  func index(of glyph: UInt32) throws(PDFError) -> UInt {
    guard let index = newIndex[glyph] else { throw .font(font, reason: "the subset lacks glyph \(glyph)") }
    return UInt(index)
  }
}

/// From indices in a whole font to those in a cut-down one, as a table: painting asks for every glyph.
private struct GlyphMap {
  private static let none = UInt32.max
  private let table: [UInt32]

  init(_ newIndex: [UInt32: UInt32]) {
    // A font has at most 65,536 glyphs.
    let known = newIndex.filter { $0.key <= UInt16.max }
    var table = Array(repeating: Self.none, count: Int(known.keys.max() ?? 0) + 1)
    for (old, new) in known { table[Int(old)] = new }
    self.table = table
  }

  /// The glyphs of the whole font that are there, in ascending order.
  var glyphs: [UInt32] { table.indices.filter { table[$0] != Self.none }.map(UInt32.init) }

  subscript(glyph: UInt32) -> UInt32? {
    guard glyph < UInt32(table.count), table[Int(glyph)] != Self.none else { return nil }
    return table[Int(glyph)]
  }
}

/// A FreeType face with its library and the bytes of its file.
///
/// Each face has a library of its own: FreeType allows one thread at a time in a library, and Cairo may let go of a
/// face on any thread.
private final class FaceMemory {
  let face: FT_Face
  private let library: FT_Library
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ content: [UInt8], font: FontID) throws(PDFError) {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else {
      throw .font(font, reason: "FreeType does not start")
    }
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count)
    _ = bytes.initialize(from: content)
    var face: FT_Face?
    let code = FT_New_Memory_Face(library, bytes.baseAddress, FT_Long(content.count), 0, &face)
    guard code == 0, let face else {
      FT_Done_FreeType(library)
      bytes.deallocate()
      throw .font(font, reason: "FreeType does not read it (error \(code))")
    }
    // The cut-down font has no character map, so FreeType makes one up from the numbers of a CID font's first glyphs, as if
    // they were names. Cairo goes through it for every glyph that a document uses, though it is told the text.
    face.pointee.charmap = nil
    (self.face, self.library, self.bytes) = (face, library, bytes)
  }

  deinit {
    FT_Done_Face(face)
    FT_Done_FreeType(library)
    bytes.deallocate()
  }
}

/// Cairo's words for a status.
func statusText(_ status: cairo_status_t) -> String { String(cString: cairo_status_to_string(status)) }
