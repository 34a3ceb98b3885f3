/// Long sums and products of numbers, such as `(80×256/3 + 130×1088/13 + 90×83) ÷ 1000`: they go on in the next line after a
/// sign, as GB 3102.11—1993 asks, at a plus, a minus or an equals sign first, and never inside a number or a fraction.
///
/// Short ones are relations, which stay whole. A hyphen is no minus here, as it stands in dates and codes.
enum Expressions {
  /// The shortest expression that may be parted; it is wider than most cells of a table.
  private static let shortest = 20
  /// Fewer signs make a relation.
  private static let fewestSigns = 2

  /// Sets the breaks inside each long expression.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var index = 0
    while index < scalars.count {
      guard isPart(scalars[index]), !isPartOfWord(before: index, scalars) else {
        index += 1
        continue
      }
      let end = end(from: index, scalars)
      part(index..<end, &breaks, scalars)
      index = max(end, index + 1)
    }
  }

  /// The end of the row of numbers, brackets and signs that begins at an index; spaces stand beside signs only.
  private static func end(from start: Int, _ scalars: [Unicode.Scalar]) -> Int {
    var end = start
    while end < scalars.count {
      let isSpace = scalars[end] == " " && end > start && end + 1 < scalars.count
      guard isPart(scalars[end]) || isSpace && (isSign(scalars[end - 1]) || isSign(scalars[end + 1])) else { break }
      end += 1
    }
    // The marks of the sentence behind it are not part of it; a word is no number.
    while end > start, !endsOperand(scalars[end - 1]) { end -= 1 }
    return end < scalars.count && WebAddresses.isWord(scalars[end]) ? start : end
  }

  private static func isPartOfWord(before index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    index > 0 && (WebAddresses.isWord(scalars[index - 1]) || isPart(scalars[index - 1]))
  }

  private static func part(_ row: Range<Int>, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    guard row.count >= shortest else { return }
    // A sign behind an operand stands between two; one behind another sign or a bracket belongs to its number.
    let signs = row.dropFirst().filter { index in
      let left = scalars[index - 1] == " " ? index - 2 : index - 1
      return isSign(scalars[index]) && left >= row.lowerBound && endsOperand(scalars[left])
    }
    guard signs.count >= fewestSigns else { return }
    for index in row.dropFirst() { breaks[index] = .prohibited }
    for sign in signs {
      let next = scalars[sign + 1] == " " ? sign + 2 : sign + 1
      breaks[next] = isSum(scalars[sign]) ? .allowed : .discouraged
    }
  }

  private static func isSum(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "+" || scalar == "−" || scalar == "="
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    isSum(scalar) || scalar == "×" || scalar == "÷" || scalar == "*"
  }

  private static func endsOperand(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isDigit || scalar == ")" || scalar == "%"
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    if endsOperand(scalar) || isSign(scalar) { return true }
    return scalar == "." || scalar == "," || scalar == "/" || scalar == "("
  }
}
