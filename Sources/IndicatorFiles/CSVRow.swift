/// Where a field lies in the buffer of ``CSVRecords``, its quotation marks left out.
struct CSVField {
  var start: Int32
  var end: Int32
  var isQuoted = false
  var hasDoubledQuotes = false
}

/// The fields of a record as bytes. Valid until the next record is read.
struct CSVRow {
  /// The buffer; at least eight bytes before it are readable.
  let base: UnsafePointer<UInt8>
  let fields: UnsafePointer<CSVField>
  /// How many fields there are.
  let count: Int

  /// The bytes of a field, without its quotation marks; doubled ones within are still doubled.
  @inline(__always)
  func bytes(_ index: Int) -> UnsafeRawBufferPointer {
    let field = fields[index]
    return UnsafeRawBufferPointer(start: base + Int(field.start), count: Int(field.end &- field.start))
  }

  /// The number in a field, where it is a plain decimal.
  @inline(__always)
  func decimal(_ index: Int) -> PlainDecimal? {
    let field = fields[index]
    if let whole = PlainDecimal(digitsBefore: base + Int(field.end), count: Int(field.end &- field.start)) {
      return whole
    }
    return PlainDecimal(bytes(index))
  }

  /// The text of a field.
  func text(_ index: Int) -> String {
    let text = String(decoding: bytes(index), as: UTF8.self)
    return fields[index].hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
  }

  /// Whether it has as many fields as a head; further ones that are empty do no harm, nor does it that columns without a name
  /// are missing at its end.
  @inline(__always)
  func fits(_ head: [String]) -> Bool {
    if count == head.count { return true }
    return count > head.count
      ? (head.count..<count).allSatisfy { bytes($0).isEmpty } : head[count...].allSatisfy(\.isEmpty)
  }

  /// Whether every field is empty.
  var isBlank: Bool {
    for index in 0..<count where fields[index].start != fields[index].end { return false }
    return true
  }
}

/// Finds the bytes at which fields and records can end: separators, quotation marks and control characters.
struct CSVMarks {
  private let separators: UInt64

  init(separator: UInt8) { separators = UInt64(separator) &* 0x0101_0101_0101_0101 }

  /// A bit for each of the 64 bytes from `start` on, the lowest for the first. Eight bytes are looked at together.
  @inline(__always)
  func marks(_ start: UnsafePointer<UInt8>) -> UInt64 {
    let memory = UnsafeRawPointer(start)
    var marks: UInt64 = 0
    for step in 0..<8 {
      let word = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: step * 8, as: UInt64.self))
      let flags =
        Self.zeroBytes(word ^ separators) | Self.zeroBytes(word ^ 0x2222_2222_2222_2222)
        | Self.zeroBytes(word & 0xE0E0_E0E0_E0E0_E0E0)
      // The highest bits of the eight bytes are gathered in the highest byte.
      marks |= (((flags >> 7) &* 0x0102_0408_1020_4080) >> 56) << UInt64(step * 8)
    }
    return marks
  }

  /// The highest bit of each byte that is 0 (exact, other than the shorter forms of this trick).
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }
}
