/// Lines may end inside rows of symbols, such as `①②③` and `■□▲`: UAX #14 counts them among ideographs in East Asian text
/// (AI, section 5.1), and among letters, which would make a row one word, elsewhere.
enum SymbolRuns {
  /// The longest row that stays whole: a rating of five, such as `★★★★☆`, is one sign. Enclosed numbers rate nothing.
  private static let longestRating = 5

  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var start = 0
    for index in scalars.indices where Marks.mayBeMark(scalars[index]) {
      guard index > 0, isSymbol(scalars[index]), isSymbol(scalars[index - 1]) else {
        start = index
        continue
      }
      if isEnclosedNumber(scalars[index]), isEnclosedNumber(scalars[index - 1]) {
        if breaks[index] == .prohibited { breaks[index] = .allowed }
      } else if index - start == longestRating {
        for place in start + 1...index where breaks[place] == .prohibited { breaks[place] = .allowed }
      } else if index - start > longestRating, breaks[index] == .prohibited {
        breaks[index] = .allowed
      }
    }
  }

  private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x25A0...0x25FF, 0x2600...0x266F: true
    default: isEnclosedNumber(scalar)
    }
  }

  /// Numbers and letters in circles and brackets.
  private static func isEnclosedNumber(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2460...0x24FF, 0x2776...0x2793, 0x3220...0x3229, 0x3280...0x3289: true
    default: false
    }
  }
}
