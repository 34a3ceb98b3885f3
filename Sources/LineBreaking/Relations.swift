/// Short relations stay on one line: `n = 24`, `p < 0.001`, `r = −0.73`, `0 < x < 1`; so do two short numbers with a sign and
/// spaces between them: `10:00 – 12:00`, `7 × 24`, `95 % ± 3 %`, `1 : 3`.
///
/// UAX #14 allows a break at every space, so that a line could begin with a sign of relation or end with one. Running text
/// keeps its opportunities: both operands have to be short, and of a long chain only the first two relations are joined.
/// Where the line before one would be spaced out visibly, it ends after the sign.
enum Relations {
  /// What a sign stands between.
  private enum Sign { case relation, betweenNumbers }
  /// The longest operands, in characters: a name such as `kappa`, and a number such as `1,234.567`.
  private static let longestName = 8, longestValue = 12
  /// The longest operand of an equation in Han characters, such as `离散系数`; of a longer row nobody can tell where the word begins.
  private static let longestHan = 6
  /// How many relations of a chain stay together.
  private static let longestChain = 2
  /// The longest numbers of a range, a product or a ratio, such as `10:00` and `1,234.5%`; a date is longer.
  private static let longestNumber = 8

  /// Forbids the breaks around the sign of each short relation; a space may stand on either side. What is longer ends a
  /// line after the sign, as GB 3102.11—1993 asks for equations, where a line may end there.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var chain = 0
    var lastEnd = 0
    for index in scalars.indices {
      guard let kind = sign(scalars[index]),
        let relation = kind == .relation
          ? Relation(around: index, in: scalars) : Relation(betweenNumbersAround: index, in: scalars)
      else { continue }
      let sign = index
      chain = relation.left.lowerBound < lastEnd ? chain + 1 : 1
      lastEnd = relation.right.upperBound
      if relation.isShort, chain <= longestChain {
        for index in relation.unbroken where breaks[index] == .allowed {
          breaks[index] = .prohibited
        }
        let value = relation.right.lowerBound
        if kind == .relation, scalars[value - 1] == " ", breaks[value] == .prohibited { breaks[value] = .discouraged }
      } else {
        chain = 0
        guard breaks[sign + 1...relation.right.lowerBound].contains(.allowed) else { continue }
        for index in relation.left.upperBound...sign where breaks[index] == .allowed { breaks[index] = .prohibited }
      }
    }
  }

  private static func sign(_ scalar: Unicode.Scalar) -> Sign? {
    guard Marks.mayBeMark(scalar) else { return nil }
    return switch scalar {
    case "=", "<", ">", "≤", "≥", "≈", "≠", "≡", "＝", "＜", "＞": .relation
    case "–", "—", "～", "〜", "~", "-", "−", "×", "÷", "±", "+", "*", ":", "/", "／": .betweenNumbers
    default: nil
    }
  }

  /// A sign between two operands, of which no more is known than whether they are short.
  private struct Relation {
    var left: Range<Int>
    var right: Range<Int>
    var isShort: Bool
    /// The places where no line ends if it is short: around the sign, and inside Han words.
    var unbroken: ClosedRange<Int> { (hanStart ?? left.upperBound)...(hanEnd ?? right.lowerBound) }
    private var hanStart, hanEnd: Int?

    /// Nil where an operand is missing.
    init?(around sign: Int, in scalars: [Unicode.Scalar]) {
      var end = sign
      if end > 0, scalars[end - 1] == " " { end -= 1 }
      var name = scalars[..<end].suffix(longestName + 1).reversed().prefix { isOperand($0) }.count
      var start = sign + 1
      if start < scalars.count, scalars[start] == " " { start += 1 }
      // A plus or minus belongs to the number behind it, and stays with it (LB25).
      var digits = start
      if digits < scalars.count, Marks.minusSigns.contains(scalars[digits]) || scalars[digits] == "+" { digits += 1 }
      guard digits < scalars.count else { return nil }
      let nameOfHan = scalars[..<end].suffix(longestHan + 1).reversed().prefix { $0.isHan }.count
      let valueOfHan = scalars[start...].prefix(longestHan + 1).prefix { $0.isHan }.count
      var value = scalars[digits...].prefix(longestValue + 1).prefix { isOperand($0) }.count
      let isEquation = scalars[sign] == "=" || scalars[sign] == "＝"
      if isEquation, (1...longestHan).contains(nameOfHan) {
        name = nameOfHan
        hanStart = end - nameOfHan + 1
      }
      if isEquation, (1...longestHan).contains(valueOfHan) {
        value = valueOfHan
        hanEnd = start + valueOfHan - 1
      }
      guard name > 0, value > 0 else { return nil }
      (left, right) = (end - name..<end, start..<digits + value)
      isShort = name <= longestName && value <= longestValue
    }

    /// A range, a product or a ratio: a sign with a space beside it, between two numbers.
    init?(betweenNumbersAround sign: Int, in scalars: [Unicode.Scalar]) {
      guard sign > 0, sign + 1 < scalars.count, scalars[sign - 1] == " " || scalars[sign + 1] == " " else { return nil }
      let end = scalars[sign - 1] == " " ? sign - 1 : sign
      var start = end
      while start > 0, isPercent(scalars[start - 1]) || scalars[start - 1] == " " && start < end { start -= 1 }
      let lastDigit = start
      while start > 0, isNumber(scalars[start - 1]) { start -= 1 }
      var digits = scalars[sign + 1] == " " ? sign + 2 : sign + 1
      let first = digits
      if digits < scalars.count, Marks.minusSigns.contains(scalars[digits]) || scalars[digits] == "+" { digits += 1 }
      var valueEnd = digits
      while valueEnd < scalars.count, isNumber(scalars[valueEnd]) { valueEnd += 1 }
      guard start < lastDigit, scalars[lastDigit - 1].isDigit, digits < valueEnd, scalars[digits].isDigit else {
        return nil
      }
      (left, right) = (start..<end, first..<valueEnd)
      isShort = end - start <= longestNumber && valueEnd - first <= longestNumber
    }
  }

  private static func isPercent(_ scalar: Unicode.Scalar) -> Bool { scalar == "%" || scalar == "％" || scalar == "‰" }

  /// Digits, and what stands inside numbers, times and dates.
  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", ".", ",", ":", "-", "/": true
    default: false
    }
  }

  /// Letters of Western scripts, digits, and what stands inside numbers.
  private static func isOperand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", ",", "%", "_", "²", "³", "α"..."ω", "Α"..."Ω", "₀"..."₉": true
    default: false
    }
  }
}
