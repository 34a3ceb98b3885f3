/// The number of a standard stays with the letters before it, unless the line would be spaced out for it:
/// `SJ/T 11739-2019`, `GB/T 15834`, `ISO 18295-1`.
enum StandardNumbers {
  /// The letters of the longest prefix, with its slashes.
  private static let longest = 8
  /// The digits of the shortest number of a standard.
  private static let fewestDigits = 3

  /// Discourages the break after the space between the letters and the number.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    for index in scalars.indices.dropFirst(3) where breaks[index] == .allowed {
      guard scalars[index - 1] == " ", scalars.count - index >= fewestDigits,
        scalars[index..<index + fewestDigits].allSatisfy(\.isDigit), endsPrefix(at: index - 1, scalars)
      else { continue }
      breaks[index] = .discouraged
    }
  }

  /// Whether capitals, with slashes among them, and nothing else of a word end before an index.
  private static func endsPrefix(at end: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    var start = end
    while start > 0, isCapital(scalars[start - 1]) || scalars[start - 1] == "/" { start -= 1 }
    guard (2...longest).contains(end - start), isCapital(scalars[start]), isCapital(scalars[end - 1]) else {
      return false
    }
    return start == 0 || !WebAddresses.isAddressPart(scalars[start - 1]) || scalars[start - 1] == "("
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool { ("A"..."Z").contains(scalar) }
}
