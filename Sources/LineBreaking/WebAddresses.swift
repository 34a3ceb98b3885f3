/// Where web addresses may break: after a delimiter before the next word, and anywhere in a very long word,
/// since UAX #14 leaves most of them whole (CLREQ asks for a rule of their own).
enum WebAddresses {
  /// A word of this length without a delimiter may break anywhere.
  private static let longWord = 16

  /// Fewer characters of an address do not stand alone on its last line.
  private static let shortestEnd = 2

  /// Replaces the breaks inside each address.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var index = 0
    while index + 2 < scalars.count {
      guard let body = addressBody(at: index, in: scalars) else {
        index += 1
        continue
      }
      let start = addressStart(before: index, in: scalars)
      let end = addressEnd(from: body, in: scalars)
      split(start, body, end, &breaks, scalars)
      index = max(end, index + 1)
    }
  }

  /// Where the part after `://` or `www.` begins, if such a mark stands at an index.
  private static func addressBody(at index: Int, in scalars: [Unicode.Scalar]) -> Int? {
    if scalars[index] == ":", scalars[index + 1] == "/", scalars[index + 2] == "/", index > 0,
      isWord(scalars[index - 1])
    {
      return index + 3
    }
    if scalars[index] == "w", index + 3 < scalars.count, scalars[index + 1] == "w",
      scalars[index + 2] == "w", scalars[index + 3] == ".", index == 0 || !isAddressPart(scalars[index - 1])
    {
      return index + 4
    }
    return nil
  }

  private static func addressStart(before index: Int, in scalars: [Unicode.Scalar]) -> Int {
    var start = index
    while start > 0, index - start < longWord, isWord(scalars[start - 1]) { start -= 1 }
    return start
  }

  /// The end of the address, without the marks of the sentence that follow it.
  private static func addressEnd(from body: Int, in scalars: [Unicode.Scalar]) -> Int {
    var end = body
    while end < scalars.count, isAddressPart(scalars[end]) { end += 1 }
    while end > body, !isWord(scalars[end - 1]), scalars[end - 1] != "/" { end -= 1 }
    return end
  }

  private static func split(
    _ start: Int, _ body: Int, _ end: Int, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]
  ) {
    guard start + 1 < end else { return }
    for index in (start + 1)..<end { breaks[index] = .prohibited }
    var wordStart = body
    for index in body..<end {
      if !isWord(scalars[index]) {
        allowInside(wordStart..<index, &breaks)
        wordStart = index + 1
      } else if index > body, index == wordStart, scalars[index - 1] != "%" {
        breaks[index] = .allowed
      }
    }
    allowInside(wordStart..<end, &breaks)
    forbidShortEnd(of: start..<end, &breaks)
  }

  /// Forbids the breaks that would leave next to nothing of a word on its last line.
  static func forbidShortEnd(of word: Range<Int>, _ breaks: inout [LineBreak]) {
    for index in word.dropFirst().suffix(shortestEnd - 1) { breaks[index] = .prohibited }
  }

  private static func allowInside(_ word: Range<Int>, _ breaks: inout [LineBreak]) {
    guard word.count >= longWord else { return }
    for index in word.dropFirst(2).dropLast(1) { breaks[index] = .allowed }
  }

  /// A letter or digit of ASCII.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// The characters of RFC 3986.
  static func isAddressPart(_ scalar: Unicode.Scalar) -> Bool {
    if isWord(scalar) { return true }
    switch scalar {
    case "-", ".", "_", "~", ":", "/", "?", "#", "[", "]", "@", "!", "$", "&", "'", "(", ")", "*", "+", ",",
      ";", "=",
      "%":
      return true
    default: return false
    }
  }
}
