/// A JSON value that is written the same way every time: keys stand in the order given.
public indirect enum JSONText: Sendable, Equatable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number, in the shortest digits that give it back; one that is not finite is `null`.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONText])
  /// Members in the order in which they are written.
  case object([(String, JSONText)])

  /// Both wordings of a text, as `zh` and `en`.
  public static func localized(_ text: LocalizedText) -> JSONText {
    .object([("zh", .string(text.chinese)), ("en", .string(text.english))])
  }

  /// Whether both are written alike.
  public static func == (left: JSONText, right: JSONText) -> Bool { left.compact == right.compact }

  /// On one line, without blanks.
  public var compact: String {
    var text = ""
    write(to: &text, indentation: nil)
    return text
  }

  /// Indented by two spaces, one member a line, without a line end behind it.
  public var indented: String {
    var text = ""
    write(to: &text, indentation: 0)
    return text
  }

  private func write(to text: inout String, indentation: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.digits(value)
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      Self.write(values.map { ("", $0) }, "[", "]", withKeys: false, to: &text, indentation)
    case .object(let members):
      Self.write(members, "{", "}", withKeys: true, to: &text, indentation)
    }
  }

  private static func digits(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let text = value == 0 ? "0" : "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func write(
    _ members: [(String, JSONText)], _ open: String, _ close: String, withKeys: Bool, to text: inout String,
    _ indentation: Int?
  ) {
    text += open
    for (index, member) in members.enumerated() {
      if index > 0 { text += "," }
      if let indentation { text += "\n" + String(repeating: "  ", count: indentation + 1) }
      if withKeys {
        write(member.0, to: &text)
        text += indentation == nil ? ":" : ": "
      }
      member.1.write(to: &text, indentation: indentation.map { $0 + 1 })
    }
    if let indentation, !members.isEmpty { text += "\n" + String(repeating: "  ", count: indentation) }
    text += close
  }

  /// Escapes what RFC 8259 §7 asks for, and the line separators that some readers take for line ends.
  private static func write(_ value: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    guard needsEscapes(value) else {
      text += value
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029 {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
  }

  /// Whether a text may hold something to escape; U+2028 and U+2029 end with the bytes 80 A8 and 80 A9.
  private static func needsEscapes(_ value: String) -> Bool {
    var value = value
    return value.withUTF8 { bytes in
      var before: UInt8 = 0
      for byte in bytes {
        if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { return true }
        if byte == 0xA8 || byte == 0xA9, before == 0x80 { return true }
        before = byte
      }
      return false
    }
  }
}
