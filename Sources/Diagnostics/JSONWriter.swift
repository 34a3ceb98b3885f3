/// Writes JSON from its beginning to its end, without a tree of it in memory: members stand in the order in which they are
/// given, indented by two spaces, or all on one line without blanks.
///
/// Whoever writes begins and ends each object and list, and names each member of an object before its value.
public struct JSONWriter: Sendable {
  /// What holds other values.
  public enum Container: Sendable {
    case object, array

    fileprivate var marks: (open: UInt8, close: UInt8) {
      switch self {
      case .object: (UInt8(ascii: "{"), UInt8(ascii: "}"))
      case .array: (UInt8(ascii: "["), UInt8(ascii: "]"))
      }
    }
  }

  private var bytes: [UInt8] = []
  private let isIndented: Bool
  /// How many objects and lists are open.
  private var depth = 0
  /// Whether the innermost of them has nothing in it yet.
  private var isEmpty = true
  /// Whether the next value belongs to a name.
  private var isNamed = false

  /// Begins with nothing.
  ///
  /// - Parameter isIndented: whether each member has a line of its own; there is no line end behind the last.
  public init(isIndented: Bool) { self.isIndented = isIndented }

  /// What was written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Begins an object or a list.
  public mutating func begin(_ container: Container) {
    beginValue()
    bytes.append(container.marks.open)
    depth += 1
    isEmpty = true
  }

  /// Ends the innermost object or list, of which it has to be the kind.
  public mutating func end(_ container: Container) {
    depth -= 1
    if !isEmpty { breakLine() }
    bytes.append(container.marks.close)
    isEmpty = false
  }

  /// Names the next member of an object.
  public mutating func name(_ name: String) {
    beginValue()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if isIndented { bytes.append(UInt8(ascii: " ")) }
    isNamed = true
  }

  /// Writes a text.
  public mutating func string(_ value: String) {
    beginValue()
    quote(value)
  }

  /// Writes a whole number.
  public mutating func integer(_ value: Int) { word(String(value)) }

  /// Writes a number in the shortest digits that give it back; one that is not finite is `null`.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    let digits = value == 0 ? "0" : "\(value)"
    word(digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  /// Writes `null`.
  public mutating func null() { word("null") }

  // MARK: - Bytes

  private mutating func word(_ word: String) {
    beginValue()
    bytes.append(contentsOf: word.utf8)
  }

  /// What stands before a value, or before the name of one.
  private mutating func beginValue() {
    if isNamed {
      isNamed = false
      return
    }
    guard depth > 0 else { return }
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
    breakLine()
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func quote(_ value: String) {
    var value = value
    bytes.append(UInt8(ascii: "\""))
    value.withUTF8 { text in
      if Self.needsEscapes(text) {
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { escape(scalar) }
      } else {
        bytes.append(contentsOf: text)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Escapes what RFC 8259 §7 asks for, and the line separators that some readers take for line ends.
  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "\\": bytes.append(contentsOf: "\\\\".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// Whether a text may hold something to escape; U+2028 and U+2029 end with the bytes 80 A8 and 80 A9.
  private static func needsEscapes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in text {
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { return true }
      if byte == 0xA8 || byte == 0xA9, before == 0x80 { return true }
      before = byte
    }
    return false
  }
}
