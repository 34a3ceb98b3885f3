extension ResultNode {
  /// The part as an XML 1.0 document in UTF-8, without a namespace, indented by two spaces.
  ///
  /// Characters that XML 1.0 has no place for are refused by the readers of inputs; should one come this far it is
  /// written as U+FFFD, so that the document stays well-formed whatever it is given.
  public var xml: String { String(decoding: xmlBytes(isIndented: true), as: UTF8.self) }

  /// The same document without white space between elements, for templates to query: half the nodes to parse.
  public var compactXML: [UInt8] { xmlBytes(isIndented: false) }

  private func xmlBytes(isIndented: Bool) -> [UInt8] {
    var writer = XMLWriter(isIndented: isIndented)
    writer.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    writer.write(self, as: name, indent: 0)
    return writer.bytes
  }
}

private struct XMLWriter {
  private(set) var bytes: [UInt8] = []
  private let isIndented: Bool

  init(isIndented: Bool) {
    self.isIndented = isIndented
    bytes.reserveCapacity(1 << 20)
  }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func add(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(_ node: ResultNode, as name: String, indent: Int) {
    margin(indent)
    add("<")
    add(name)
    var hasContent = false
    for member in node.members {
      switch member {
      case .value(let key, let scalar):
        add(" ")
        add(key)
        add("=\"")
        add(scalar)
        add("\"")
      case .absent: break
      case .text, .part, .list, .texts: hasContent = true
      }
    }
    guard hasContent else {
      add("/>")
      return endLine()
    }
    add(">")
    endLine()
    for member in node.members { write(member, indent: indent + 1) }
    margin(indent)
    close(name)
  }

  private mutating func write(_ member: ResultNode.Member, indent: Int) {
    switch member {
    case .value, .absent: break
    case .text(let name, let value): element(name, value, indent: indent)
    case .part(let name, let part): write(part, as: name, indent: indent)
    case .list(let name, let parts):
      list(name, parts, indent: indent) { $0.write($1, as: $1.name, indent: indent + 1) }
    case .texts(let name, let inner, let texts):
      list(name, texts, indent: indent) { $0.element(inner, $1, indent: indent + 1) }
    }
  }

  private mutating func list<Element>(
    _ name: String, _ elements: [Element], indent: Int, _ write: (inout XMLWriter, Element) -> Void
  ) {
    margin(indent)
    add("<")
    add(name)
    guard !elements.isEmpty else {
      add("/>")
      return endLine()
    }
    add(">")
    endLine()
    for element in elements { write(&self, element) }
    margin(indent)
    close(name)
  }

  private mutating func element(_ name: String, _ value: String, indent: Int) {
    margin(indent)
    add("<")
    add(name)
    add(">")
    escape(value, inAttribute: false)
    close(name)
  }

  private mutating func close(_ name: String) {
    add("</")
    add(name)
    add(">")
    endLine()
  }

  private mutating func margin(_ indent: Int) {
    if isIndented { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent)) }
  }

  private mutating func endLine() { if isIndented { bytes.append(UInt8(ascii: "\n")) } }

  private mutating func add(_ scalar: ResultNode.Scalar) {
    switch scalar {
    case .text(let value): escape(value, inAttribute: true)
    case .integer(let value): add(String(value))
    case .flag(let value): add(value ? "true" : "false")
    }
  }

  private mutating func escape(_ value: String, inAttribute: Bool) {
    // Most texts hold none of the few bytes that matter: controls, marks of XML, and the lead byte of U+FFFE and U+FFFF.
    if !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0xEF })
    {
      return add(value)
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": add("&amp;")
      case "<": add("&lt;")
      case ">": add("&gt;")
      case "\"" where inAttribute: add("&quot;")
      // A parser turns bare white space in an attribute into spaces, and a bare carriage return into a line feed.
      case "\n" where inAttribute, "\t" where inAttribute, "\r": add("&#\(scalar.value);")
      case "\t", "\n", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      default: add("\u{FFFD}")
      }
    }
  }
}
