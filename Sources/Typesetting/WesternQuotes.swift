/// Tells curly quotation marks of English text from Chinese ones, which share their code points.
///
/// A ’ between letters is an apostrophe, and so is one before a letter or a digit that closes no quotation, as in ’90s. A pair of marks is English when it encloses no Han and stands among
/// Latin words; every other mark is Chinese and takes a full em (CLREQ, punctuation marks).
enum WesternQuotes {
  /// The indices of the scalars that are English marks, ascending.
  static func indices(in scalars: [Unicode.Scalar]) -> [Int] {
    var found: [Int] = []
    var open: [Int] = []
    for (index, scalar) in scalars.enumerated() where (0x2018...0x201D).contains(scalar.value) {
      switch scalar {
      case "“", "‘": open.append(index)
      case "’" where isApostrophe(index, isQuoted: open.contains { scalars[$0] == "‘" }, scalars): found.append(index)
      case "”", "’":
        let opener: Unicode.Scalar = scalar == "”" ? "“" : "‘"
        guard let start = open.last, scalars[start] == opener else { continue }
        open.removeLast()
        if isWestern(start, index, scalars) { found += [start, index] }
      default: break
      }
    }
    return found.sorted()
  }

  private static func isApostrophe(_ index: Int, isQuoted: Bool, _ scalars: [Unicode.Scalar]) -> Bool {
    guard index + 1 < scalars.count, isLetterOrDigit(scalars[index + 1]) else { return false }
    guard index > 0 else { return true }
    // No quotation ends behind a space.
    return isLetterOrDigit(scalars[index - 1]) || scalars[index - 1] == " " || !isQuoted
  }

  /// How far apart two marks of one English quotation may stand, so that the search stays linear.
  private static let longestQuotation = 400

  private static func isWestern(_ start: Int, _ end: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard end - start <= longestQuotation, end > start + 1 else { return false }
    let before = neighbour(of: start, step: -1, scalars)
    let after = neighbour(of: end, step: 1, scalars)
    guard before.map(isNarrow) ?? true, after.map(isNarrow) ?? true, before != nil || after != nil else {
      return false
    }
    return scalars[(start + 1)..<end].allSatisfy(isNarrow)
  }

  private static func neighbour(of index: Int, step: Int, _ scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
    var next = index + step
    if scalars.indices.contains(next), scalars[next] == " " { next += step }
    return scalars.indices.contains(next) ? scalars[next] : nil
  }

  private static func isNarrow(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x2E80 && scalar.value != 0xB7 || (0x2018...0x201D).contains(scalar.value)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: true
    default: false
    }
  }
}
