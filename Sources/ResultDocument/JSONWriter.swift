extension ResultNode {
  /// The part as JSON (RFC 8259): members in the order of the tree, indented by two spaces, a line end at the end.
  public var json: String {
    var writer = JSONWriter()
    writer.write(self, indent: 0)
    return writer.text + "\n"
  }
}

private struct JSONWriter {
  var text = ""

  mutating func write(_ node: ResultNode, indent: Int) {
    guard !node.members.isEmpty else {
      text += "{}"
      return
    }
    block("{", "}", node.members, indent: indent) { writer, member in
      switch member {
      case .value(let name, let scalar):
        writer.key(name)
        writer.write(scalar)
      case .text(let name, let text):
        writer.key(name)
        writer.write(.text(text))
      case .part(let name, let part):
        writer.key(name)
        writer.write(part, indent: indent + 1)
      case .list(let name, let parts):
        writer.key(name)
        writer.block("[", "]", parts, indent: indent + 1) { $0.write($1, indent: indent + 2) }
      case .texts(let name, _, let texts):
        writer.key(name)
        writer.block("[", "]", texts, indent: indent + 1) { $0.write(.text($1)) }
      case .absent(let name):
        writer.key(name)
        writer.text += "null"
      }
    }
  }

  private mutating func block<Element>(
    _ open: String, _ close: String, _ elements: [Element], indent: Int,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else {
      text += open + close
      return
    }
    text += open
    for (index, element) in elements.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += String(repeating: "  ", count: indent + 1)
      write(&self, element)
    }
    text += "\n" + String(repeating: "  ", count: indent) + close
  }

  private mutating func key(_ name: String) {
    quote(name)
    text += ": "
  }

  private mutating func write(_ scalar: ResultNode.Scalar) {
    switch scalar {
    case .text(let value): quote(value)
    case .integer(let value): text += String(value)
    case .flag(let value): text += value ? "true" : "false"
    }
  }

  private mutating func quote(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Line separators are legal in JSON but end a line in older JavaScript.
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}": text += escape(scalar.value)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private func escape(_ code: UInt32) -> String {
    let digits = String(code, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
