import Canvas
import PDFOutput
import Testing

/// Picture data have to be as long as the picture is.
struct PictureDataTests {
  private static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    let sum = body.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
    return bytes(UInt32(content.count)) + body + bytes(~sum)
  }

  /// A zlib stream (RFC 1950) that holds some bytes as they are.
  private static func stored(_ content: [UInt8]) -> [UInt8] {
    let (a, b) = content.reduce((UInt32(1), UInt32(0))) { sums, byte in
      let a = (sums.0 + UInt32(byte)) % 65_521
      return (a, (sums.1 + a) % 65_521)
    }
    let length = UInt16(content.count)
    let lengths = [length, ~length].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return [0x78, 0x01, 0x01] + lengths + content + bytes(b << 16 | a)
  }

  /// A picture of 8-bit samples whose data hold a number of bytes, in several chunks.
  private static func picture(
    width: UInt32, height: UInt32, color: UInt8, interlaced: Bool, count: Int
  ) -> [UInt8] {
    let data = stored([UInt8](repeating: 0, count: count))
    let half = data.count / 2
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", bytes(width) + bytes(height) + [8, color, 0, 0, interlaced ? 1 : 0])
      + chunk("IDAT", Array(data[..<half])) + chunk("IDAT", Array(data[half...])) + chunk("IEND", [])
  }

  /// The passes in which the pixels of eight rows and columns come (ISO/IEC 15948, figure 4.8).
  private static let passes: [[Int]] = [
    [1, 6, 4, 6, 2, 6, 4, 6], [7, 7, 7, 7, 7, 7, 7, 7], [5, 6, 5, 6, 5, 6, 5, 6], [7, 7, 7, 7, 7, 7, 7, 7],
    [3, 6, 4, 6, 3, 6, 4, 6], [7, 7, 7, 7, 7, 7, 7, 7], [5, 6, 5, 6, 5, 6, 5, 6], [7, 7, 7, 7, 7, 7, 7, 7],
  ]

  private static func size(width: Int, height: Int, channels: Int, interlaced: Bool) -> Int {
    guard interlaced else { return height * (1 + width * channels) }
    var rows: Set<[Int]> = []
    for y in 0..<height { for x in 0..<width { rows.insert([passes[y % 8][x % 8], y]) } }
    return rows.count + width * height * channels
  }

  private func isTaken(_ bytes: [UInt8]) -> Bool {
    (try? PictureTrial.leavesPaperWhite(bytes, of: ImageID("logo"))) != nil
  }

  @Test(arguments: [(1, 1), (2, 3), (5, 9), (13, 7), (40, 30)], [false, true])
  func onlyDataOfThePicturesSizeAreTaken(_ side: (width: Int, height: Int), _ interlaced: Bool) {
    for (color, channels) in [(UInt8(0), 1), (2, 3), (4, 2), (6, 4)] {
      let size = Self.size(width: side.width, height: side.height, channels: channels, interlaced: interlaced)
      for extra in [-1, 0, 1, 1_000] {
        let picture = Self.picture(
          width: UInt32(side.width), height: UInt32(side.height), color: color, interlaced: interlaced,
          count: size + extra)
        #expect(isTaken(picture) == (extra == 0), "\(side) type \(color), \(extra) bytes more")
      }
    }
  }
}
