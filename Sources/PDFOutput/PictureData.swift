internal import CShims

/// The picture data of a PNG (ISO/IEC 15948, 11.2.4), which have to be as long as header and palette say: decoders inflate
/// what follows the picture too, and a few megabytes can hold gigabytes.
struct PictureData {
  /// The zlib stream of all data chunks.
  private let stream: [UInt8]
  /// How many bytes the rows of the picture take, with the byte that names the filter of each.
  private let size: Int

  /// Collects the data of a file; nil where its chunks or its header cannot be read.
  init?(ofPNG file: [UInt8]) {
    func number(at offset: Int) -> Int { file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    guard file.count >= 33, let channels = Self.channels[file[25]] else { return nil }
    let (width, height) = (number(at: 16), number(at: 20))
    let bits = channels * Int(file[24])
    size = (file[28] == 1 ? Self.passes : [Pass()]).reduce(0) { $0 + $1.size(width, height, bits: bits) }
    var stream: [UInt8] = []
    var offset = 8
    while file.count - offset >= 12 {
      let length = number(at: offset)
      guard length <= file.count - offset - 12 else { return nil }
      if file[offset + 4..<offset + 8].elementsEqual("IDAT".utf8) { stream += file[offset + 8..<offset + 8 + length] }
      offset += 12 + length
    }
    guard stream.count < Int(UInt32.max) else { return nil }
    self.stream = stream
  }

  /// Whether the data are neither damaged nor longer or shorter than the picture.
  var fitsItsSize: Bool {
    stream.withUnsafeBufferPointer { data in
      data.baseAddress.map { pingxing_inflated_size($0, data.count, Int64(size)) } ?? -1
    } == Int64(size)
  }

  /// The samples of a pixel by the type of colour (11.2.2).
  private static let channels: [UInt8: Int] = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]

  /// A reduced picture of the interlace method (8.2): where its pixels begin, and how far apart they are.
  private struct Pass {
    var x = 0, y = 0, stepX = 1, stepY = 1

    func size(_ width: Int, _ height: Int, bits: Int) -> Int {
      let columns = (width - x + stepX - 1) / stepX
      let rows = (height - y + stepY - 1) / stepY
      return columns > 0 && rows > 0 ? rows * (1 + (columns * bits + 7) / 8) : 0
    }
  }

  private static let passes = [
    Pass(stepX: 8, stepY: 8), Pass(x: 4, stepX: 8, stepY: 8), Pass(y: 4, stepX: 4, stepY: 8),
    Pass(x: 2, stepX: 4, stepY: 4), Pass(y: 2, stepX: 2, stepY: 4), Pass(x: 1, stepX: 2, stepY: 2),
    Pass(y: 1, stepY: 2),
  ]
}
