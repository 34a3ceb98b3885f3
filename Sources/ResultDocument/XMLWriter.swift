extension ResultNode {
  /// The part as an XML 1.0 document in UTF-8, without a namespace, indented by two spaces.
  ///
  /// Characters that XML 1.0 has no place for are refused by the readers of inputs; should one come this far it is
  /// written as U+FFFD, so that the document stays well-formed whatever it is given.
  public var xml: String {
    var writer = XMLWriter()
    walk { writer.write($0) }
    return writer.text
  }
}

private struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  /// The elements that began and have not ended.
  private var open: [String] = []
  /// Whether the last of them has no content yet, so that its start tag is not closed.
  private var isInTag = false

  mutating func write(_ step: ResultNode.Step) {
    switch step {
    case .begin(let name):
      closeTag()
      beginLine(with: name)
      open.append(name)
      isInTag = true
    case .value(let name, let value): text += " \(name)=\"\(escaped(value, inAttribute: true))\""
    case .text(let name, let value):
      closeTag()
      beginLine(with: name)
      text += ">\(escaped(value, inAttribute: false))</\(name)>\n"
    case .end:
      let name = open.removeLast()
      if isInTag {
        text += "/>\n"
        isInTag = false
      } else {
        text += "\(margin)</\(name)>\n"
      }
    }
  }

  private var margin: String { String(repeating: " ", count: 2 * open.count) }

  private mutating func beginLine(with name: String) { text += "\(margin)<\(name)" }

  private mutating func closeTag() {
    if isInTag { text += ">\n" }
    isInTag = false
  }

  private func escaped(_ value: String, inAttribute: Bool) -> String {
    var escaped = ""
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
