internal import Diagnostics

/// Slips around a key that make it another one, or make key and value one text.
enum KeySpelling {
  /// What to say where a text looks like a key and a value without a proper colon: `name：甲`, `name:甲` or
  /// `approach：4，deployment：3`.
  static func colonHint(_ text: String) -> LocalizedText? {
    guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    let key = text[..<colon]
    guard isKey(key) else { return nil }
    if text.contains("，"), text.unicodeScalars.count <= 60 {
      let mended = InputMethodMarks.mended(text)
      return wording("冒号、逗号要用半角，后面加一个空格，即“\(mended)”", "write half-width marks with a space behind them: “\(mended)”")
    }
    return text[colon] == "："
      ? wording("冒号要用半角，后面加一个空格，即“\(key): ”", "write a half-width colon with a space behind it: “\(key): ”")
      : wording("冒号后面要加一个空格，即“\(key): ”", "a space has to stand behind the colon: “\(key): ”")
  }

  /// What to say of a key that is another one but for marks around it: `“name”`, `　name`, `＃ name`, `ｎａｍｅ`.
  static func hint(_ written: String, meaning key: String) -> LocalizedText {
    if written.hasPrefix("＃") {
      return wording("注释要以半角的 # 开头；不是注释就写 \(key)", "a comment begins with a half-width #; else write \(key)")
    }
    if written.contains(where: { "“”‘’\"".contains($0) }) {
      return wording("键不加引号，写成 \(key): ", "keys take no quotes; write \(key): ")
    }
    if let first = InputMethodMarks.folded(written).first, "-*{[(【".contains(first) {
      return wording("前面多了“\(written.prefix(1))”，写成 \(key): ", "a mark too many stands before it; write \(key): ")
    }
    return written.contains("\u{3000}")
      ? wording(
        "前面有全角空格，缩进要用半角空格，写成 \(key): ", "an ideographic space stands before it; indent with blanks and write \(key): ")
      : wording("要用半角字母，写成 \(key): ", "use half-width letters and write \(key): ")
  }

  /// The key that is meant where only marks around it differ; nil where it is none of `keys`.
  static func plain(_ written: String, among keys: (String) -> Bool) -> String? {
    let plain = InputMethodMarks.unwrapped(InputMethodMarks.folded(written).drop { "#*- ".contains($0) })
    return plain != written && keys(plain) ? plain : nil
  }

  /// Whether a text can be a key of the files.
  static func isKey(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
  }
}
