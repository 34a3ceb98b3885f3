/// Texts of titles, labels and names, which stand on lines of their own making.
enum OneLine {
  /// The text with a space for each run of line ends and tabs, as cells of spreadsheets hold them; without those at its ends.
  static func text(_ text: String) -> String {
    guard hasLineEnd(text) else { return text }
    return text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }

  private static func hasLineEnd(_ text: String) -> Bool {
    var last: UInt8 = 0
    var before: UInt8 = 0
    for byte in text.utf8 {
      // U+0085, U+2028 and U+2029 besides the controls of ASCII.
      if (0x09...0x0D).contains(byte) || (last == 0xC2 && byte == 0x85) { return true }
      if before == 0xE2, last == 0x80, byte == 0xA8 || byte == 0xA9 { return true }
      before = last
      last = byte
    }
    return false
  }
}
