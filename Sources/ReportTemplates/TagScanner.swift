/// Where a start tag and its attributes stand in the source, in bytes.
///
/// libxml2 keeps the line of an element and no column; diagnostics name columns, so the tags are found a second time.
struct TagPosition: Sendable {
  /// An attribute's name and its value without the quotes.
  struct Attribute: Sendable {
    var name: Range<Int>
    var value: Range<Int>
  }

  /// The name after `<`.
  var name: Range<Int>
  /// The attributes in the order of the source.
  var attributes: [Attribute]
  /// The first byte of text other than white space that stands directly in the element.
  var firstText: Int?
}

/// Finds the start tags of a document that libxml2 has found well-formed and without a document type declaration.
struct TagScanner {
  private let bytes: [UInt8]
  private var offset = 0
  private var open: [Int] = []
  private var tags: [TagPosition] = []

  /// The tags in document order, the order in which libxml2 gives the elements.
  static func tags(in source: XMLSource) -> [TagPosition] {
    var scanner = TagScanner(bytes: source.bytes)
    scanner.scan()
    return scanner.tags
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func scan() {
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "<") else {
        if !bytes[offset].isXMLSpace { noteText(at: offset) }
        offset += 1
        continue
      }
      if stands("<!--") {
        skip(past: "-->", from: 4)
      } else if stands("<![CDATA[") {
        noteText(at: offset)
        skip(past: "]]>", from: 9)
      } else if stands("<?") {
        skip(past: "?>", from: 2)
      } else if stands("</") {
        skip(past: ">", from: 2)
        open.removeLast(open.isEmpty ? 0 : 1)
      } else {
        scanStartTag()
      }
    }
  }

  private mutating func noteText(at place: Int) {
    guard let element = open.last, tags[element].firstText == nil else { return }
    tags[element].firstText = place
  }

  private mutating func scanStartTag() {
    offset += 1
    var tag = TagPosition(name: name(), attributes: [])
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">"), bytes[offset] != UInt8(ascii: "/") {
      if bytes[offset].isXMLSpace {
        offset += 1
      } else {
        tag.attributes.append(attribute())
      }
    }
    let isEmpty = offset < bytes.count && bytes[offset] == UInt8(ascii: "/")
    offset += isEmpty ? 2 : 1
    if !isEmpty { open.append(tags.count) }
    tags.append(tag)
  }

  private mutating func name() -> Range<Int> {
    let start = offset
    while offset < bytes.count, !bytes[offset].isXMLSpace,
      ![UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "=")].contains(bytes[offset])
    { offset += 1 }
    return start..<offset
  }

  private mutating func attribute() -> TagPosition.Attribute {
    let name = name()
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "'") {
      offset += 1
    }
    let quote = offset < bytes.count ? bytes[offset] : 0
    offset = min(offset + 1, bytes.count)
    let start = offset
    while offset < bytes.count, bytes[offset] != quote { offset += 1 }
    let value = start..<offset
    offset = min(offset + 1, bytes.count)
    return TagPosition.Attribute(name: name, value: value)
  }

  private func stands(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
  }

  private mutating func skip(past end: StaticString, from count: Int) {
    offset = bytes[min(offset + count, bytes.count)...].droppingThrough(end).startIndex
  }
}
