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
  public var compact: String { text(isIndented: false) }

  /// Indented by two spaces, one member a line, without a line end behind it.
  public var indented: String { text(isIndented: true) }

  private func text(isIndented: Bool) -> String {
    var writer = JSONWriter(isIndented: isIndented)
    write(to: &writer)
    return writer.text
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value): writer.integer(value)
    case .number(let value): writer.number(value)
    case .string(let value): writer.string(value)
    case .array(let values):
      writer.begin(.array)
      for value in values { value.write(to: &writer) }
      writer.end(.array)
    case .object(let members):
      writer.begin(.object)
      for (name, value) in members {
        writer.name(name)
        value.write(to: &writer)
      }
      writer.end(.object)
    }
  }
}
