internal import Diagnostics

/// Slips in the mark between a key and its value, which make both of them one text.
enum KeySpelling {
  /// What to say where a text looks like a key and a value without a proper colon: `name：甲` or `name:甲`.
  static func colonHint(_ text: String) -> LocalizedText? {
    guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    let key = text[..<colon]
    guard !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }) else {
      return nil
    }
    return text[colon] == "："
      ? wording("冒号要用半角，后面加一个空格，即“\(key): ”", "write a half-width colon with a space behind it: “\(key): ”")
      : wording("冒号后面要加一个空格，即“\(key): ”", "a space has to stand behind the colon: “\(key): ”")
  }
}
