/// Reads the numbers of SVG attributes: finite, at most a million in size (SVG 1.1, 8.3.9, without units).
struct SVGNumbers {
  /// The largest number.
  static let largest = 1_000_000.0

  private let bytes: [UInt8]
  /// The byte that is read next.
  private(set) var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether nothing but white space is left.
  mutating func isAtEnd() -> Bool {
    skipSpace()
    return position == bytes.count
  }

  /// Passes white space and at most one comma; false where a comma stands before nothing or before another comma.
  mutating func skipSeparator() -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return true }
    position += 1
    skipSpace()
    return position < bytes.count && bytes[position] != UInt8(ascii: ",")
  }

  /// A letter, if one comes next.
  mutating func letter() -> Character? {
    skipSpace()
    guard position < bytes.count else { return nil }
    let character = Character(Unicode.Scalar(bytes[position]))
    guard character.isASCII, character.isLetter else { return nil }
    position += 1
    return character
  }

  /// Whether a number comes next.
  mutating func hasNumber() -> Bool {
    skipSpace()
    guard position < bytes.count else { return false }
    return Self.isDigit(bytes[position]) || "+-.".utf8.contains(bytes[position])
  }

  /// The next number; nil where there is none, or one out of range.
  mutating func number() -> Double? {
    skipSpace()
    let start = position
    if position < bytes.count, "+-".utf8.contains(bytes[position]) { position += 1 }
    let whole = digits()
    var fraction = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      fraction = digits()
    }
    guard whole + fraction > 0 else { return nil }
    exponent()
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard position - start <= 40, let value = Double(text.hasPrefix("+") ? String(text.dropFirst()) : text),
      value.isFinite, abs(value) <= Self.largest
    else { return nil }
    return value
  }

  /// A flag of an arc, which needs no space after it.
  mutating func flag() -> Bool? {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "0") || bytes[position] == UInt8(ascii: "1") else {
      return nil
    }
    position += 1
    return bytes[position - 1] == UInt8(ascii: "1")
  }

  /// All numbers of a list, or nil where something else stands in it.
  static func list(_ text: String) -> [Double]? {
    var numbers = SVGNumbers(text)
    var list: [Double] = []
    while !numbers.isAtEnd() {
      if !list.isEmpty, !numbers.skipSeparator() { return nil }
      guard let number = numbers.number() else { return nil }
      list.append(number)
    }
    return list
  }

  private mutating func digits() -> Int {
    let start = position
    while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func exponent() {
    let start = position
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
    position += 1
    if position < bytes.count, "+-".utf8.contains(bytes[position]) { position += 1 }
    if digits() == 0 { position = start }
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
