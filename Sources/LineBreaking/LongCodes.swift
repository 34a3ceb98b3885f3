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

  /// The longest ending of a file's name.
  private static let longestEnding = 4

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
      let code = withoutMarks(around: start..<end, scalars)
      if code.count >= shortest {
        split(code, &breaks, scalars)
      } else {
        join(code, &breaks, scalars)
      }
      start = end
    }
  }

  /// The code without the brackets and marks of the sentence around it, which do not count to its length.
  private static func withoutMarks(around part: Range<Int>, _ scalars: [Unicode.Scalar]) -> Range<Int> {
    guard let first = part.first(where: { WebAddresses.isWord(scalars[$0]) }),
      let last = part.last(where: { WebAddresses.isWord(scalars[$0]) || scalars[$0] == "/" || scalars[$0] == "\\" })
    else { return part }
    return first..<max(last, first) + 1
  }

  /// Keeps a short code of capitals and digits whole, such as `CCCS-OP-2010`: its hyphens are no ends of words. In a
  /// column that is too narrow for it, it ends its lines behind them.
  private static func join(_ code: Range<Int>, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    // Without a capital it is a number or a date; behind a colon stands a telephone number or a time.
    guard code.contains(where: { isCapital(scalars[$0]) }), !code.contains(where: { scalars[$0] == ":" }) else {
      return
    }
    for index in code.dropFirst(2).dropLast() where isCapitalOrDigit(scalars[index]) && breaks[index] != .mandatory {
      let before = scalars[index - 2]
      switch scalars[index - 1] {
      case "-", "_": if isCapitalOrDigit(before) { breaks[index] = .discouraged }
      case ".": if isCapital(before) || isCapital(scalars[index]) && before.isDigit { breaks[index] = .discouraged }
      default: break
      }
    }
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool { ("A"..."Z").contains(scalar) }

  private static func isCapitalOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isDigit || isCapital(scalar)
  }

  private static func split(_ code: Range<Int>, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    for index in code.dropFirst() { breaks[index] = .prohibited }
    var wordStart = code.lowerBound
    for index in code {
      guard !WebAddresses.isWord(scalars[index]) else {
        if index > code.lowerBound, index == wordStart, mayEndLine(index - 1, scalars),
          !isEnding(index..<code.upperBound, scalars)
        {
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
    case ".", ":", ",": !(index > 0 && scalars[index - 1].isDigit && scalars[index + 1].isDigit)
    default: false
    }
  }

  /// Whether what follows a point is no more than the ending of a file's name or of an address, such as `csv` and `cn`, which
  /// says nothing alone in the next line.
  private static func isEnding(_ rest: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
    scalars[rest.lowerBound - 1] == "." && rest.count <= longestEnding
      && rest.allSatisfy { WebAddresses.isWord(scalars[$0]) }
  }

  private static func allowInside(_ word: Range<Int>, _ breaks: inout [LineBreak]) {
    guard word.count >= longWord else { return }
    for index in word.dropFirst(2).dropLast(1) { breaks[index] = .allowed }
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    WebAddresses.isAddressPart(scalar) || scalar == "\\"
  }
}
