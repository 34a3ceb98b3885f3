/// Short relations stay on one line: `n = 24`, `p < 0.001`, `r = −0.73`, `0 < x < 1`.
///
/// UAX #14 allows a break at every space, so that a line could begin with a sign of relation or end with one. Running text
/// keeps its opportunities: both operands have to be short, and of a long chain only the first two relations are joined.
enum Relations {
  /// The signs that stand between two operands.
  private static let signs: Set<Unicode.Scalar> = ["=", "<", ">", "≤", "≥", "≈", "≠", "≡", "＝", "＜", "＞"]
  /// The longest operands, in characters: a name such as `kappa`, and a number such as `1,234.567`.
  private static let longestName = 8, longestValue = 12
  /// The longest operand of an equation in Han characters, such as `离散系数`; of a longer row nobody can tell where the word begins.
  private static let longestHan = 6
  /// How many relations of a chain stay together.
  private static let longestChain = 2

  /// Forbids the breaks around the sign of each short relation; a space may stand on either side. What is longer ends a
  /// line after the sign, as GB 3102.11—1993 asks for equations, where a line may end there.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var chain = 0
    var lastEnd = 0
    for sign in scalars.indices where Marks.mayBeMark(scalars[sign]) && signs.contains(scalars[sign]) {
      guard let relation = Relation(around: sign, in: scalars) else { continue }
      chain = relation.left.lowerBound < lastEnd ? chain + 1 : 1
      lastEnd = relation.right.upperBound
      if relation.isShort, chain <= longestChain {
        for index in relation.unbroken where breaks[index] == .allowed {
          breaks[index] = .prohibited
        }
      } else {
        chain = 0
        guard breaks[sign + 1...relation.right.lowerBound].contains(.allowed) else { continue }
        for index in relation.left.upperBound...sign where breaks[index] == .allowed { breaks[index] = .prohibited }
      }
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
      let nameOfHan = scalars[..<end].suffix(longestHan + 1).reversed().prefix { isHan($0) }.count
      let valueOfHan = scalars[start...].prefix(longestHan + 1).prefix { isHan($0) }.count
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
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

  /// Letters of Western scripts, digits, and what stands inside numbers.
  private static func isOperand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", ",", "%", "_", "²", "³", "α"..."ω", "Α"..."Ω", "₀"..."₉": true
    default: false
    }
  }
}
