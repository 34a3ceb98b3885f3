import Diagnostics

/// The bytes of an XML file, checked before libxml2 sees them, with the way back from bytes to lines and columns.
struct XMLSource: Sendable {
  /// The path as the user gave it.
  let path: String
  /// The bytes, valid UTF-8 without a byte order mark.
  let bytes: [UInt8]
  private let lineStarts: [Int]

  /// Checks the bytes: at most `limit`, not empty, valid UTF-8, no NUL, no document type declaration.
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
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
    if let offset = WellFormedUTF8.firstInvalidOffset(in: bytes) {
      throw InputRejected([.notUTF8(at: location(at: offset))])
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw InputRejected([.nulByte(at: location(at: offset))])
    }
    guard bytes.contains(where: { !$0.isXMLSpace }) else {
      throw InputRejected([.emptyFile(path: path)])
    }
    if let offset = Self.documentTypeOffset(bytes) {
      throw InputRejected([.documentType(at: location(at: offset, length: 9))])
    }
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
    let column = bytes[lineStarts[low]..<offset].count { $0 & 0xC0 != 0x80 }
    return SourceLocation(file: path, line: low + 1, column: column + 1, length: max(length, 1))
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
