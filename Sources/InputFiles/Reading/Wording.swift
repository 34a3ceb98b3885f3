internal import Diagnostics

/// Pairs the two wordings of a message; short, because nearly every line of the readers needs one.
func wording(_ chinese: String, _ english: String) -> LocalizedText {
  LocalizedText(chinese: chinese, english: english)
}

/// Shows a piece of input inside a message: on one line, and cut where it is long.
func excerpt(_ text: String, limit: Int = 40) -> String {
  let shown = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }
  guard shown.count > limit else { return shown.joined() }
  return shown.prefix(limit).joined() + "…"
}

extension String {
  /// The text with a space before it where it begins with a Latin letter or digit, to follow Chinese text.
  var afterHan: String { unicodeScalars.first?.isASCII == true ? " " + self : self }

  /// The text with a space at the end where it ends in a Latin letter or digit, for Chinese text to follow.
  var beforeHan: String { unicodeScalars.last?.isASCII == true ? self + " " : self }
}
