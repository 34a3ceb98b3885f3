/// Telephone numbers stay whole, though spaces stand between their groups: `010-8888 6666`, `138 0013 8000`, `400 820 8820`.
enum TelephoneNumbers {
  /// The lengths of the groups: area code and number of eight or seven digits, mobile number, service number.
  private static let forms: Set<[Int]> = [[3, 4, 4], [4, 4, 4], [4, 3, 4], [3, 3, 4]]

  /// Forbids the breaks at the spaces of each number.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var start = 0
    while start < scalars.count {
      guard isDigit(scalars[start]) else {
        start += 1
        continue
      }
      let groups = groups(from: start, in: scalars)
      let end = groups.last?.upperBound ?? start + 1
      if forms.contains(groups.map(\.count)), mayBegin(groups[0], scalars) {
        for group in groups.dropFirst() where breaks[group.lowerBound] != .mandatory {
          breaks[group.lowerBound] = .prohibited
        }
      }
      start = end
    }
  }

  /// The groups of digits from an index on with a space or a hyphen between each two.
  private static func groups(from start: Int, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var index = start
    while index < scalars.count, isDigit(scalars[index]) {
      let end = scalars[index...].firstIndex { !isDigit($0) } ?? scalars.count
      groups.append(index..<end)
      guard end < scalars.count, scalars[end] == " " || scalars[end] == "-" else { break }
      index = end + 1
    }
    return groups
  }

  /// Area codes begin with 0, mobile numbers with 1, service numbers with 4 or 8; a year does not.
  private static func mayBegin(_ group: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[group.lowerBound] {
    case "0": true
    case "1", "4", "8": group.count == 3
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
