internal import CCairo
internal import CCairoShims
internal import CFreeType
import Canvas

/// A cut-down font as Cairo sees it, with the way from the indices of the whole font to its own.
///
/// Cairo keeps a face in its caches beyond the life of this value, so the FreeType face and its bytes are tied to the
/// Cairo face by user data and go when Cairo lets go of it.
struct CairoFace: ~Copyable {
  /// The Cairo face, alive as long as this value.
  let handle: OpaquePointer
  private let newIndex: [UInt32: UInt32]
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
    self.newIndex = subset.newIndex
    self.font = font
  }

  deinit { cairo_font_face_destroy(handle) }

  /// The index in the cut-down font.
  func index(of glyph: UInt32) throws(PDFError) -> UInt {
    guard let index = newIndex[glyph] else { throw .font(font, reason: "the subset lacks glyph \(glyph)") }
    return UInt(index)
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
