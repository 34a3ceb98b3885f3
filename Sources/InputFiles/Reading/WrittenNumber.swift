/// The number that somebody meant who wrote it in another way than the file wants it.
enum WrittenNumber {
  /// The whole number at the beginning of a text: `320席`, `１２`, `1,200`, `"4"`, `4级`, `四`; nil for anything else.
  static func whole(_ text: String) -> Int? {
    if let value = numerals[text.trimmingBlanks.trimmingSuffix(units)] { return value }
    var digits = ""
    var rest = text.trimmingBlanks[...]
    while let scalar = rest.unicodeScalars.first, let digit = digit(scalar) ?? separator(scalar, digits) {
      digits += digit
      rest = rest[rest.unicodeScalars.index(after: rest.startIndex)...]
    }
    guard !digits.isEmpty, digits.count <= 9, !rest.hasPrefix("."), !rest.contains(where: \.isNumber) else {
      return nil
    }
    return Int(digits)
  }

  private static let units = "级分星席座人个"
  private static let numerals = ["一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5]

  private static func digit(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x30...0x39: String(scalar)
    case 0xFF10...0xFF19: String(scalar.value - 0xFF10)
    default: nil
    }
  }

  /// Nothing for a mark between thousands.
  private static func separator(_ scalar: Unicode.Scalar, _ digits: String) -> String? {
    !digits.isEmpty && (scalar == "," || scalar == "，" || scalar == "_") ? "" : nil
  }
}

/// The day that somebody meant who wrote it in another way than the file wants it.
enum WrittenDate {
  /// `2025/12/31`, `2025.12.31`, `2025年12月31日`, `20251231` or `2025-1-5` as `yyyy-mm-dd`; nil for anything else.
  static func iso8601(_ text: String) -> String? {
    var parts = text.split { !$0.isNumber }.map(String.init)
    if parts.count == 1, let all = parts.first, all.count == 8 {
      parts = [String(all.prefix(4)), String(all.dropFirst(4).prefix(2)), String(all.suffix(2))]
    }
    let isDate = parts.count == 3 && parts[0].count == 4 && parts[1...].allSatisfy { $0.count <= 2 && Int($0) != nil }
    guard isDate, text.count <= 20 else { return nil }
    return ([parts[0]] + parts[1...].map { $0.count == 1 ? "0" + $0 : $0 }).joined(separator: "-")
  }
}

extension String {
  /// The text without one of these characters at its end.
  fileprivate func trimmingSuffix(_ characters: String) -> String {
    last.map(characters.contains) == true ? String(dropLast()) : self
  }
}
