internal import CCairo
import Canvas

/// A picture decoded from PNG.
final class ImageSurface {
  /// The Cairo surface, alive as long as this object.
  let handle: OpaquePointer
  /// The width in pixels.
  let width: Int
  /// The height in pixels.
  let height: Int

  /// Decodes a PNG of at most 64 million pixels.
  init(_ bytes: [UInt8], of image: ImageID) throws(PDFError) {
    // The size stands in the header, so that a small file cannot ask for a huge memory.
    guard let size = ImageSurface.pixelSize(ofPNG: bytes), size.width > 0, size.height > 0,
      size.width <= 64_000_000 / size.height, PictureData(ofPNG: bytes)?.fitsItsSize == true
    else { throw .unreadableImage(image) }
    let handle = bytes.withUnsafeBytes { content -> OpaquePointer? in
      var reader = Reader(rest: content)
      return withUnsafeMutablePointer(to: &reader) { pointer in
        cairo_image_surface_create_from_png_stream(Reader.read, pointer)
      }
    }
    guard let handle, cairo_surface_status(handle) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(handle)
      throw .unreadableImage(image)
    }
    self.handle = handle
    width = Int(cairo_image_surface_get_width(handle))
    height = Int(cairo_image_surface_get_height(handle))
  }

  deinit { cairo_surface_destroy(handle) }

  /// Whether the picture leaves white paper white: it is transparent or white everywhere.
  var leavesPaperWhite: Bool {
    cairo_surface_flush(handle)
    guard let data = cairo_image_surface_get_data(handle) else { return false }
    let stride = Int(cairo_image_surface_get_stride(handle))
    let format = cairo_image_surface_get_format(handle)
    // Other formats, of deep pictures, are not looked at.
    guard format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24 else { return false }
    for row in 0..<height {
      let pixels = UnsafeRawPointer(data + row * stride).bindMemory(to: UInt32.self, capacity: width)
      for column in 0..<width {
        let pixel = pixels[column]
        // Colours are multiplied by the opacity already; what it leaves out is paper.
        let paper = format == CAIRO_FORMAT_RGB24 ? 0 : 255 - pixel >> 24
        for shift in [UInt32(0), 8, 16] where (pixel >> shift & 0xFF) + paper < Self.palest { return false }
      }
    }
    return true
  }

  /// Whether another picture has the same pixels.
  func isAlike(_ other: ImageSurface) -> Bool {
    cairo_surface_flush(handle)
    cairo_surface_flush(other.handle)
    let format = cairo_image_surface_get_format(handle)
    let stride = Int(cairo_image_surface_get_stride(handle))
    guard width == other.width, height == other.height, format == cairo_image_surface_get_format(other.handle),
      stride == Int(cairo_image_surface_get_stride(other.handle)),
      let data = cairo_image_surface_get_data(handle), let others = cairo_image_surface_get_data(other.handle)
    else { return false }
    // The 8-bit formats have four bytes a pixel, and none between the rows.
    guard format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24 else { return false }
    return UnsafeBufferPointer(start: data, count: stride * height)
      .elementsEqual(UnsafeBufferPointer(start: others, count: stride * height))
  }

  /// The darkest value of a channel that still looks like paper.
  private static let palest: UInt32 = 248

  /// The width and height in a PNG's first chunk (ISO/IEC 15948, 11.2.2).
  static func pixelSize(ofPNG bytes: [UInt8]) -> (width: Int, height: Int)? {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count >= 24, bytes.starts(with: signature) else { return nil }
    func number(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (number(at: 16), number(at: 20))
  }

  private struct Reader {
    var rest: UnsafeRawBufferPointer

    static let read: cairo_read_func_t = { closure, data, length in
      guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
      let reader = closure.assumingMemoryBound(to: Reader.self)
      let count = Int(length)
      guard count <= reader.pointee.rest.count else { return CAIRO_STATUS_READ_ERROR }
      for index in 0..<count { data[index] = reader.pointee.rest[reader.pointee.rest.startIndex + index] }
      reader.pointee.rest = UnsafeRawBufferPointer(rebasing: reader.pointee.rest.dropFirst(count))
      return CAIRO_STATUS_SUCCESS
    }
  }
}
