/// A number stays with the word that it numbers or that says what it counts: `表 5-1`, `附录 A`, `Fig. 3`, `p. 12`, `v 2.1`,
/// `USD 3,000`, `Q3 2025`.
enum NumberedWords {
  /// Words of Western letters, in lower case, with or without a point behind them.
  private static let western = Set(
    [
      "no", "nos", "nr", "p", "pp", "page", "pages", "fig", "figs", "figure", "tab", "table", "eq", "ch", "chapter",
      "sec",
      "section", "app", "appendix", "annex", "art", "clause", "item", "vol", "part", "step", "level", "v", "ver",
      "version",
      "rev", "ext", "fy",
      "usd", "rmb", "cny", "eur", "gbp", "jpy", "hkd", "mop", "twd", "sgd", "krw", "aud", "cad", "chf",
    ].map { $0.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } })
  private static let longestWord = 8

  /// Whether a break before a number, or before the letter of an appendix, would part it from its word.
  static func parts(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let isSpaced = scalars[index - 1] == " "
    let end = isSpaced ? index - 1 : index
    guard end > 0 else { return false }
    switch scalars[end - 1] {
    case "表", "图": return isNumber(at: index, scalars)
    case "录", "件": return end > 1 && scalars[end - 2] == "附" && isNumber(at: index, scalars)
    case "式": return end > 1 && scalars[end - 2] == "公" && isNumber(at: index, scalars)
    case ".", "a"..."z", "A"..."Z": return isSpaced && scalars[index].isDigit && isWesternWord(before: end, scalars)
    case "1"..."4": return isSpaced && scalars[index].isDigit && end > 1 && isPeriod(at: end - 2, scalars)
    default: return false
    }
  }

  /// Whether a quarter or half of a year begins at an index: `Q1` to `Q4`, `H1`, `H2`.
  static func isPeriod(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard index + 1 < scalars.count, index + 2 == scalars.count || !WebAddresses.isWord(scalars[index + 2]),
      index == 0 || !WebAddresses.isWord(scalars[index - 1])
    else { return false }
    switch scalars[index] {
    case "Q": return ("1"..."4").contains(scalars[index + 1])
    case "H": return ("1"..."2").contains(scalars[index + 1])
    default: return false
    }
  }

  private static func isWesternWord(before end: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    var start = scalars[end - 1] == "." ? end - 1 : end
    var word: UInt64 = 0
    var letters: UInt64 = 0
    while start > 0, isLetter(scalars[start - 1]) {
      start -= 1
      if letters == longestWord { return false }
      word |= UInt64(scalars[start].value | 0x20) << (8 * letters)
      letters += 1
    }
    return letters > 0 && western.contains(word)
  }

  /// Whether a number without a unit begins at an index, or a single capital: 报表 5 份 counts, and 代表 IVR numbers nothing.
  private static func isNumber(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[index].isDigit else {
      guard ("A"..."Z").contains(scalars[index]) else { return false }
      return index + 1 == scalars.count || !isLetter(scalars[index + 1])
    }
    var last = index
    while last + 1 < scalars.count, scalars[last + 1].isDigit { last += 1 }
    return Quantities.endOfUnit(after: last, in: scalars) == last + 1
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
