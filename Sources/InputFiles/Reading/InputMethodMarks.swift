internal import Diagnostics

/// What a Chinese input method puts where YAML, or this tool, expects the marks of a keyboard.
enum InputMethodMarks {
  /// The text with full-width letters, digits and marks (U+FF01 to U+FF5E) as ASCII, and the ideographic space as a blank.
  static func folded(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= 0x3000 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map(folded)))
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
    case 0x3000: " "
    default: scalar
    }
  }

  /// The names that a text lists: without brackets and quotes, and cut at commas, semicolons, slashes and blanks.
  static func names(_ text: String) -> [String] {
    folded(text).split { " ,;/、\t".contains($0) }.map(unwrapped).filter { !$0.isEmpty }
  }

  /// A name or key without brackets, quotes and blanks around it, in half-width letters.
  static func unwrapped(_ text: some StringProtocol) -> String {
    folded(String(text)).trimmingBlanks.trimming("[]{}【】「」《》〔〕()“”‘’\"'").trimmingBlanks
  }

  /// A piece of YAML with the marks that it needs: `approach：4，deployment：3` as `approach: 4, deployment: 3`.
  ///
  /// Only for a hint. Commas and colons inside running text are changed too, so it is offered for short pieces that are
  /// keys and values.
  static func mended(_ text: String) -> String {
    var mended = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "：": mended += ": "
      case "，", "、", "；": mended += ", "
      case "｛": mended += "{"
      case "｝": mended += "}"
      case "［", "【": mended += "["
      case "］", "】": mended += "]"
      case "“", "”", "‘", "’": mended += "\""
      case " ", "\t", "\u{3000}", "\u{A0}": if mended.last != " " { mended += " " }
      default: mended.unicodeScalars.append(folded(scalar))
      }
    }
    return mended.replacing(":  ", with: ": ").replacing(",  ", with: ", ").trimmingBlanks
  }
}

extension String {
  /// The text without these characters at both ends.
  fileprivate func trimming(_ characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) { text = text.dropFirst() }
    while let last = text.last, characters.contains(last) { text = text.dropLast() }
    return String(text)
  }
}
