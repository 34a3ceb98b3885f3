internal import Diagnostics

/// A node of a YAML file with its place. Scalars keep their spelling: what a value means is for its reader to say.
struct YAMLNode: Sendable {
  /// What the node is.
  enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  let content: Content
  let location: SourceLocation
}

/// A pair of a mapping.
struct YAMLEntry: Sendable {
  let key: String
  let keyLocation: SourceLocation
  let value: YAMLNode
}

/// A scalar as written.
struct YAMLScalar: Sendable {
  /// How it is marked in the file; a block is `|` or `>`.
  enum Style: Sendable { case plain, singleQuoted, doubleQuoted, block }

  let text: String
  let style: Style
  /// The comment right behind it, where it is plain.
  var comment: YAMLComment?

  /// Whether it stands without quotation marks, so that it may mean a number, a truth value or nothing.
  var isPlain: Bool { style == .plain }

  /// What YAML 1.2's core schema (§10.3.2) makes of it; editors that use a JSON Schema read it the same way.
  enum Kind: Sendable { case null, boolean, integer, decimal, text }

  var kind: Kind {
    guard isPlain else { return .text }
    // Nearly every text is told by its first byte.
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "~"): return text == "~" ? .null : .text
    case UInt8(ascii: "n"), UInt8(ascii: "N"): return ["null", "Null", "NULL"].contains(text) ? .null : .text
    case UInt8(ascii: "t"), UInt8(ascii: "T"): return ["true", "True", "TRUE"].contains(text) ? .boolean : .text
    case UInt8(ascii: "f"), UInt8(ascii: "F"): return ["false", "False", "FALSE"].contains(text) ? .boolean : .text
    case UInt8(ascii: "."): if [".nan", ".NaN", ".NAN"].contains(text) { return .decimal }
    case UInt8(ascii: "-"), UInt8(ascii: "+"), 0x30...0x39: break
    default: return .text
    }
    let bytes = Array(text.utf8)
    if Self.isInteger(bytes) { return .integer }
    return Self.isDecimal(bytes) ? .decimal : .text
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func unsigned(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
  }

  /// `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+`.
  private static func isInteger(_ bytes: [UInt8]) -> Bool {
    if bytes.count > 2, bytes[0] == UInt8(ascii: "0") {
      if bytes[1] == UInt8(ascii: "o") { return bytes[2...].allSatisfy { (0x30...0x37).contains($0) } }
      if bytes[1] == UInt8(ascii: "x") {
        return bytes[2...].allSatisfy {
          isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
        }
      }
    }
    let digits = unsigned(bytes)
    return !digits.isEmpty && digits.allSatisfy(isDigit)
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?` or an infinity.
  private static func isDecimal(_ bytes: [UInt8]) -> Bool {
    var rest = unsigned(bytes)
    if [".inf", ".Inf", ".INF"].contains(String(decoding: rest, as: UTF8.self)) { return true }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      let exponent = rest.prefix(while: isDigit)
      guard !exponent.isEmpty else { return false }
      rest = rest.dropFirst(exponent.count)
    }
    return rest.isEmpty
  }
}
