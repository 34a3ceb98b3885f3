/// Where paths, file names, mail addresses, ids and digests may break: after a delimiter, without a hyphen, and anywhere
/// in a very long word.
///
/// UAX #14 keeps most of them whole, and a line before one that is nearly as long as the measure is spaced out beyond
/// reading. Short words with delimiters, such as `ISO/IEC` or `2025-03-01`, stay as they are.
enum LongCodes {
  /// Shorter words keep the opportunities that they have.
  private static let shortest = 16
  /// A word without a delimiter breaks anywhere from this length on; no word of a language is as long.
  private static let longWord = 32

  /// Allows breaks inside each code.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var start = 0
    while start < scalars.count {
      guard isPart(scalars[start]) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, isPart(scalars[end]) { end += 1 }
      if end - start >= shortest {
        split(start..<end, &breaks, scalars)
      } else {
        join(start..<end, &breaks, scalars)
      }
      start = end
    }
  }

  /// Keeps a short code of capitals and digits whole, such as `CCCS-OP-2010`: its hyphens are no ends of words.
  private static func join(_ code: Range<Int>, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    for index in code.dropFirst(2) where scalars[index - 1] == "-" && breaks[index] == .allowed {
      if isCapitalOrDigit(scalars[index - 2]), isCapitalOrDigit(scalars[index]) { breaks[index] = .prohibited }
    }
  }

  private static func isCapitalOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func split(_ code: Range<Int>, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    for index in code.dropFirst() { breaks[index] = .prohibited }
    var wordStart = code.lowerBound
    for index in code {
      guard !WebAddresses.isWord(scalars[index]) else {
        if index > code.lowerBound, index == wordStart, mayEndLine(index - 1, scalars) {
          breaks[index] = .allowed
        }
        continue
      }
      allowInside(wordStart..<index, &breaks)
      wordStart = index + 1
    }
    allowInside(wordStart..<code.upperBound, &breaks)
    WebAddresses.forbidShortEnd(of: code, &breaks)
  }

  /// Whether a line may end after a delimiter: not inside a number or a time.
  private static func mayEndLine(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[index] {
    case "/", "\\", "?", "&", "=", "-", "_", "@", "#": true
    case ".", ":", ",": !(index > 0 && isDigit(scalars[index - 1]) && isDigit(scalars[index + 1]))
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func allowInside(_ word: Range<Int>, _ breaks: inout [LineBreak]) {
    guard word.count >= longWord else { return }
    for index in word.dropFirst(2).dropLast(1) { breaks[index] = .allowed }
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    WebAddresses.isAddressPart(scalar) || scalar == "\\"
  }
}
