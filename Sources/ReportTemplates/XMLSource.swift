import Diagnostics

/// The bytes of an XML file, checked before libxml2 sees them, with the way back from bytes to lines and columns.
struct XMLSource: Sendable {
  /// The path as the user gave it.
  let path: String
  /// The bytes, valid UTF-8 without a byte order mark.
  let bytes: [UInt8]
  private let lineStarts: [Int]
  /// How many Unicode scalars begin before every `stride`th byte, so that a line of megabytes costs no more than a short one.
  private let scalarCounts: [Int]

  private static let stride = 128
  /// The most attributes of one element: libxml2 compares each with all before it.
  static let mostAttributes = 2_000

  /// Checks the bytes: at most `limit`, not empty, valid UTF-8 and not declared to be anything else, no NUL, no document
  /// type declaration.
  ///
  /// A document type declaration is refused before parsing, since entities in attribute values are expanded by every
  /// parser: without declarations there is nothing to expand.
  ///
  /// - Throws: `InputRejected` with the place of the fault.
  init(_ raw: [UInt8], path: String, limit: Int) throws(InputRejected) {
    let hasMark = raw.starts(with: [0xEF, 0xBB, 0xBF])
    let bytes = hasMark ? Array(raw.dropFirst(3)) : raw
    self.path = path
    self.bytes = bytes
    guard bytes.count <= limit else {
      throw InputRejected([.fileTooLarge(path: path, limit: limit)])
    }
    var starts = [0]
    var counts: [Int] = []
    var count = 0
    for (offset, byte) in bytes.enumerated() {
      if offset.isMultiple(of: Self.stride) { counts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
      if byte == 0x0A { starts.append(offset + 1) }
    }
    lineStarts = starts
    scalarCounts = counts + [count]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw InputRejected([.doubledByteOrderMark(at: SourceLocation(file: path, line: 1, column: 1))])
    }
    if let offset = WellFormedUTF8.firstInvalidOffset(in: bytes) {
      throw InputRejected([.notUTF8(at: location(at: offset))])
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw InputRejected([.nulByte(at: location(at: offset))])
    }
    guard bytes.contains(where: { !$0.isXMLSpace }) else {
      throw InputRejected([.emptyFile(path: path)])
    }
    if let declared = Self.declaredEncoding(bytes), !Self.isUTF8(bytes, declaredAs: bytes[declared]) {
      throw InputRejected([
        .otherEncoding(String(decoding: bytes[declared], as: UTF8.self), at: location(of: declared))
      ])
    }
    if let offset = Self.documentTypeOffset(bytes) {
      throw InputRejected([.documentType(at: location(at: offset, length: 9))])
    }
    if let offset = Self.crowdedTagOffset(bytes) {
      throw InputRejected([.tooManyAttributes(Self.mostAttributes, at: location(at: offset))])
    }
  }

  /// The name of the encoding in the XML declaration (XML 1.0, [80] EncodingDecl); nil where there is none.
  private static func declaredEncoding(_ bytes: [UInt8]) -> Range<Int>? {
    guard bytes.starts(with: "<?xml".utf8), let end = bytes.prefix(500).firstRange(of: "?>".utf8)?.lowerBound,
      let key = bytes[..<end].firstRange(of: "encoding".utf8),
      let open = bytes[key.upperBound..<end].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
      let close = bytes[(open + 1)..<end].firstIndex(of: bytes[open])
    else { return nil }
    return open + 1..<close
  }

  /// Whether bytes that are valid UTF-8 mean under a declared name what they mean in UTF-8. Drawing programs declare
  /// ISO 8859-1 for files of ASCII alone.
  private static func isUTF8(_ bytes: [UInt8], declaredAs name: ArraySlice<UInt8>) -> Bool {
    let name = String(decoding: name, as: UTF8.self).uppercased()
    if ["UTF-8", "UTF8", "US-ASCII", "ASCII"].contains(name) { return true }
    let extendsASCII = ["ISO-8859-", "WINDOWS-125", "GB"].contains(where: name.hasPrefix)
    return extendsASCII && bytes.allSatisfy { $0 < 0x80 }
  }

  /// The tag that has more `=` than any honest one, where there is such a tag.
  private static func crowdedTagOffset(_ bytes: [UInt8]) -> Int? {
    var start: Int?
    var count = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"):
        let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
        start = next == UInt8(ascii: "!") || next == UInt8(ascii: "?") ? nil : offset
        count = 0
      case UInt8(ascii: ">"): start = nil
      case UInt8(ascii: "="):
        count += 1
        if let start, count > mostAttributes { return start }
      default: break
      }
    }
    return nil
  }

  /// The line and column, in Unicode scalars, of a byte.
  func location(at offset: Int, length: Int = 1) -> SourceLocation {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = scalars(before: offset) - scalars(before: lineStarts[low])
    return SourceLocation(file: path, line: low + 1, column: column + 1, length: max(length, 1))
  }

  private func scalars(before offset: Int) -> Int {
    let start = offset / Self.stride * Self.stride
    guard start < bytes.count else { return scalarCounts[scalarCounts.count - 1] }
    return scalarCounts[offset / Self.stride] + bytes[start..<offset].count { $0 & 0xC0 != 0x80 }
  }

  /// The line and column of a range of bytes.
  func location(of range: Range<Int>) -> SourceLocation {
    location(at: range.lowerBound, length: bytes[range].count { $0 & 0xC0 != 0x80 })
  }

  /// Where `<!DOCTYPE` stands: it can only stand before the root element, among white space, comments and instructions.
  private static func documentTypeOffset(_ bytes: [UInt8]) -> Int? {
    var rest = bytes[...]
    while true {
      rest = rest.drop { $0.isXMLSpace }
      if rest.starts(with: "<!DOCTYPE".utf8) { return rest.startIndex }
      if rest.starts(with: "<!--".utf8) {
        rest = rest.dropFirst(4).droppingThrough("-->")
      } else if rest.starts(with: "<?".utf8) {
        rest = rest.dropFirst(2).droppingThrough("?>")
      } else {
        return nil
      }
    }
  }
}

extension UInt8 {
  /// Whether the byte is white space in XML.
  var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

extension ArraySlice<UInt8> {
  /// What follows the first occurrence of a text; empty if there is none.
  func droppingThrough(_ text: StaticString) -> ArraySlice<UInt8> {
    text.withUTF8Buffer { wanted in
      var start = startIndex
      while start + wanted.count <= endIndex {
        if self[start..<start + wanted.count].elementsEqual(wanted) { return self[(start + wanted.count)...] }
        start += 1
      }
      return self[endIndex...]
    }
  }
}
