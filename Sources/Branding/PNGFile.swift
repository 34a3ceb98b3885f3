/// The frame of a PNG file (ISO/IEC 15948): looked through before a decoder sees it, and cut down to what the picture
/// needs.
public struct PNGFile {
  /// What keeps a file from being a logo.
  enum Fault: Error, Equatable {
    /// It does not begin as a PNG does.
    case notPNG
    /// It is larger than `byteLimit`.
    case tooManyBytes
    /// A side is 0 or more than `sideLimit`.
    case size(width: Int, height: Int)
    /// It ends before its last chunk does.
    case truncated
    /// The checksum of a chunk is wrong.
    case checksum(chunk: String)
    /// A chunk is missing, stands in the wrong place or says something that no PNG says.
    case chunk(String)
  }

  /// The largest file, in bytes: 4 MiB.
  static let byteLimit = 4 * 1024 * 1024
  /// The most pixels along a side. Decoded, such a picture takes 64 MiB.
  static let sideLimit = 4096

  /// The width in pixels.
  let width: Int
  /// The height in pixels.
  let height: Int
  /// The file without the chunks that no picture needs: texts, times, profiles.
  let bytes: [UInt8]

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let needed: Set<String> = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]

  /// Looks a file through.
  init(_ file: [UInt8]) throws(Fault) {
    guard file.count <= Self.byteLimit else { throw .tooManyBytes }
    guard file.starts(with: Self.signature) else { throw .notPNG }
    var kept = Self.signature
    var offset = Self.signature.count
    var names: [String] = []
    var header: [UInt8] = []
    while names.last != "IEND" {
      guard file.count - offset >= 12 else { throw .truncated }
      let length = Self.number(file[offset..<offset + 4])
      let name = String(decoding: file[offset + 4..<offset + 8], as: UTF8.self)
      guard names.isEmpty == (name == "IHDR") else { throw .chunk("IHDR") }
      // The size is told before anything else is: a huge one is refused whatever follows.
      if name == "IHDR" {
        guard length == 13 else { throw .chunk("IHDR") }
        guard file.count - offset >= 16 else { throw .truncated }
        let width = Self.number(file[offset + 8..<offset + 12])
        let height = Self.number(file[offset + 12..<offset + 16])
        guard (1...Self.sideLimit).contains(width), (1...Self.sideLimit).contains(height) else {
          throw .size(width: width, height: height)
        }
      }
      guard length <= file.count - offset - 12 else { throw .truncated }
      let end = offset + 8 + length
      guard CyclicRedundancyCheck.value(of: file[offset + 4..<end]) == UInt32(Self.number(file[end..<end + 4])) else {
        throw .checksum(chunk: Self.printable(name))
      }
      if name == "IHDR" { header = Array(file[offset + 8..<end]) }
      if Self.needed.contains(name) { kept += file[offset..<end + 4] }
      names.append(name)
      offset = end + 4
    }
    try Self.check(header, names)
    width = Self.number(header[0..<4])
    height = Self.number(header[4..<8])
    bytes = kept
  }

  /// The combinations of 11.2.2, and the order of 5.6.
  private static func check(_ header: [UInt8], _ names: [String]) throws(Fault) {
    let depths: [UInt8: Set<UInt8>] = [
      0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]
    guard depths[header[9]]?.contains(header[8]) == true, header[10] == 0, header[11] == 0, header[12] <= 1 else {
      throw .chunk("IHDR")
    }
    guard let first = names.firstIndex(of: "IDAT"), let last = names.lastIndex(of: "IDAT"),
      names[first...last].allSatisfy({ $0 == "IDAT" })
    else { throw .chunk("IDAT") }
    let palettes = names.indices.filter { names[$0] == "PLTE" }
    guard palettes.count <= 1, palettes.allSatisfy({ $0 < first }), header[9] != 3 || palettes.count == 1 else {
      throw .chunk("PLTE")
    }
  }

  /// Two files of the same picture whose palette goes on, with black and with white, to as many colours as an index can name;
  /// nil where there is no palette, or a whole one.
  ///
  /// They look alike unless a pixel names a colour beyond the palette (11.2.3 calls that an error; libpng paints it black
  /// without a word).
  public static func withWholePalettes(_ file: [UInt8]) -> (dark: [UInt8], light: [UInt8])? {
    guard file.count >= 33, file[25] == 3, file[24] <= 8 else { return nil }
    var offset = signature.count
    while file.count - offset >= 12 {
      let end = offset + 12 + number(file[offset..<offset + 4])
      guard end <= file.count else { return nil }
      if file[offset + 4..<offset + 8].elementsEqual("PLTE".utf8) {
        let colors = file[offset + 8..<end - 4]
        let missing = (3 << Int(file[24])) - colors.count
        guard missing > 0 else { return nil }
        func filled(_ level: UInt8) -> [UInt8] {
          let chunk = chunk("PLTE", colors + [UInt8](repeating: level, count: missing))
          return Array(file[..<offset]) + chunk + Array(file[end...])
        }
        return (filled(0), filled(255))
      }
      offset = end
    }
    return nil
  }

  /// A chunk with its length and checksum.
  private static func chunk(_ name: String, _ content: ArraySlice<UInt8>) -> [UInt8] {
    func bytes(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
    let body = Array(name.utf8) + content
    return bytes(UInt32(content.count)) + body + bytes(CyclicRedundancyCheck.value(of: body))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  private static func printable(_ name: String) -> String {
    name.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? name : "?"
  }
}

/// The checksum of PNG chunks (ISO/IEC 15948, annex D).
enum CyclicRedundancyCheck {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  /// The checksum of some bytes.
  static func value(of bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
