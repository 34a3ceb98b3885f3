internal import CZstd

/// Packs texts with Zstandard, alone or as what differs from a similar one.
///
/// The result documents of two assessments by the same rubrics differ by a few per cent; so a hundred thousand of them
/// take little room where each is packed against an earlier one.
enum Packing {
  /// The largest content, and so the most memory that unpacking takes: 64 MiB.
  static let largest = 64 << 20

  // A higher level saves a fifth of the room at most, and takes three times as long.
  private static let level: Int32 = 3
  // Reaches over two contents of the largest size.
  private static let largestWindow: Int32 = 27

  /// Packs bytes; nil only where the library fails.
  static func pack(_ bytes: [UInt8], base: [UInt8]?) -> [UInt8]? {
    guard let context = ZSTD_createCCtx() else { return nil }
    defer { ZSTD_freeCCtx(context) }
    var window: Int32 = 10
    while window < largestWindow, 1 << Int(window) < bytes.count + (base?.count ?? 0) { window += 1 }
    let settings: [(ZSTD_cParameter, Int32)] = [
      (ZSTD_c_compressionLevel, level), (ZSTD_c_windowLog, window),
      (ZSTD_c_enableLongDistanceMatching, base == nil ? 0 : 1),
    ]
    for (parameter, value) in settings where ZSTD_isError(ZSTD_CCtx_setParameter(context, parameter, value)) != 0 {
      return nil
    }
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = withBase(base) { prefix in
      // The prefix is only referred to, so it has to stay where it is until the work is done.
      guard ZSTD_isError(ZSTD_CCtx_refPrefix(context, prefix.baseAddress, prefix.count)) == 0 else { return nil }
      let count = ZSTD_compress2(context, &packed, packed.count, bytes, bytes.count)
      return ZSTD_isError(count) == 0 ? count : nil
    }
    return count.map { Array(packed.prefix($0)) }
  }

  /// Unpacks bytes that are known to have `size` of them; nil where they have not, or are damaged.
  static func unpack(_ packed: [UInt8], size: Int, base: [UInt8]?) -> [UInt8]? {
    guard (0...largest).contains(size), ZSTD_getFrameContentSize(packed, packed.count) == UInt64(size),
      ZSTD_findFrameCompressedSize(packed, packed.count) == packed.count, let context = ZSTD_createDCtx()
    else { return nil }
    defer { ZSTD_freeDCtx(context) }
    guard ZSTD_isError(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, largestWindow)) == 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    let count = withBase(base) { prefix in
      guard ZSTD_isError(ZSTD_DCtx_refPrefix(context, prefix.baseAddress, prefix.count)) == 0 else { return nil }
      let count = ZSTD_decompressDCtx(context, &bytes, size, packed, packed.count)
      return ZSTD_isError(count) == 0 ? count : nil
    }
    return count == size ? bytes : nil
  }

  private static func withBase(_ base: [UInt8]?, _ body: (UnsafeRawBufferPointer) -> Int?) -> Int? {
    guard let base else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    return base.withUnsafeBytes(body)
  }
}
