extension ResultNode {
  /// The part as an XML 1.0 document in UTF-8, without a namespace, indented by two spaces.
  ///
  /// Characters that XML 1.0 has no place for are refused by the readers of inputs; should one come this far it is
  /// written as U+FFFD, so that the document stays well-formed whatever it is given.
  public var xml: String {
    var writer = XMLWriter()
    writer.write(self, as: name, indent: 0)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + writer.text
  }
}

private struct XMLWriter {
  var text = ""

  mutating func write(_ node: ResultNode, as name: String, indent: Int) {
    text += margin(indent) + "<" + name
    for case .value(let key, let scalar) in node.members {
      text += " \(key)=\"" + escape(string(scalar), inAttribute: true) + "\""
    }
    guard node.hasContent else {
      text += "/>\n"
      return
    }
    text += ">\n"
    for member in node.members { write(member, indent: indent + 1) }
    text += margin(indent) + "</\(name)>\n"
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
    guard !elements.isEmpty else {
      text += margin(indent) + "<\(name)/>\n"
      return
    }
    text += margin(indent) + "<\(name)>\n"
    for element in elements { write(&self, element) }
    text += margin(indent) + "</\(name)>\n"
  }

  private mutating func element(_ name: String, _ value: String, indent: Int) {
    text += margin(indent) + "<\(name)>" + escape(value, inAttribute: false) + "</\(name)>\n"
  }

  private func margin(_ indent: Int) -> String { String(repeating: "  ", count: indent) }

  private func string(_ scalar: ResultNode.Scalar) -> String {
    switch scalar {
    case .text(let value): value
    case .integer(let value): String(value)
    case .flag(let value): value ? "true" : "false"
    }
  }

  private func escape(_ value: String, inAttribute: Bool) -> String {
    var escaped = ""
    escaped.reserveCapacity(value.utf8.count)
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where inAttribute: escaped += "&quot;"
      // A parser turns bare white space in an attribute into spaces, and a bare carriage return into a line feed.
      case "\n" where inAttribute, "\t" where inAttribute, "\r": escaped += "&#\(scalar.value);"
      case "\t", "\n", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        escaped.unicodeScalars.append(scalar)
      default: escaped += "\u{FFFD}"
      }
    }
    return escaped
  }
}

extension ResultNode {
  /// Whether the part has anything that XML shows between its tags.
  fileprivate var hasContent: Bool {
    members.contains {
      switch $0 {
      case .value, .absent: false
      case .text, .part, .list, .texts: true
      }
    }
  }
}
