extension LinkTarget {
  /// A link out of the document, percent-encoded to ASCII.
  ///
  /// Letters, digits and the marks of RFC 3986 stay, but quotation marks, parentheses and the reverse solidus are
  /// encoded too, since the PDF writer puts the address raw between parentheses. `%` stays where it begins an
  /// encoded byte already.
  public static func uri(encoding address: String) -> LinkTarget {
    let bytes = Array(address.utf8)
    var encoded = ""
    for (index, byte) in bytes.enumerated() {
      let beginsEncodedByte =
        byte == UInt8(ascii: "%") && index + 2 < bytes.count && isHexDigit(bytes[index + 1])
        && isHexDigit(bytes[index + 2])
      if isPlain(byte) || beginsEncodedByte {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return .uri(encoded)
  }

  /// Whether an address can stand in a PDF as it is: printable ASCII without what ``uri(encoding:)`` encodes.
  public static func isEncoded(_ address: String) -> Bool {
    address.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "%") }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "-._~:/?#[]@!$&*+,;=".utf8.contains(byte)
    }
  }
}
