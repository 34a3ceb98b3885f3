internal import AssessmentModel

/// A run of digits in the text of a time, with what stands before and behind it.
struct TimeToken {
  private(set) var value: Int
  private(set) var digits: Int
  let before: String
  private(set) var after = ""

  /// The longest text that may be a time, in characters.
  private static let longestText = 60

  /// Half-width digits and what parts them; none of a text that is longer than a time can be.
  static func tokens(of text: String) -> [TimeToken] {
    let scalars = text.trimmingSpaces.unicodeScalars
    guard scalars.prefix(longestText + 1).count <= longestText else { return [] }
    var tokens: [TimeToken] = []
    var between = ""
    for scalar in scalars {
      let plain = halfWidth(scalar)
      if ("0"..."9").contains(plain), let digit = Int(String(plain)) {
        if between.isEmpty, let last = tokens.indices.last {
          guard tokens[last].digits < 9 else { return [] }
          tokens[last].value = tokens[last].value * 10 + digit
          tokens[last].digits += 1
        } else {
          if let last = tokens.indices.last { tokens[last].after = between }
          tokens.append(TimeToken(value: digit, digits: 1, before: between))
          between = ""
        }
      } else {
        between.unicodeScalars.append(plain)
      }
    }
    if let last = tokens.indices.last { tokens[last].after = between }
    return tokens
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    // Spaces that do not break, the narrow one of which CLDR writes before AM and PM.
    case 0x3000, 0xA0, 0x202F: " "
    default: scalar
    }
  }
}
