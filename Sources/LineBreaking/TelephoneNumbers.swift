/// Telephone numbers stay whole, though spaces and brackets stand between their groups: `010-8888 6666`, `(021) 6288-0000`,
/// `138 0013 8000`, `400 820 8820`, `+86 21 6288 0000`, `021-6288 0000 转 801`.
enum TelephoneNumbers {
  /// The lengths of the groups: area code and number of eight or seven digits, mobile number, service number.
  private static let forms: Set<[Int]> = [[3, 4, 4], [4, 4, 4], [4, 3, 4], [3, 3, 4], [3, 8], [4, 8], [4, 7]]
  /// How many digits an international number has (ITU-T E.164), short ones of a country among them.
  private static let international = 8...15

  /// Forbids the breaks inside each number.
  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    var start = 0
    while start < scalars.count {
      guard scalars[start].isDigit else {
        start += 1
        continue
      }
      let groups = groups(from: start, in: scalars)
      var end = groups.last?.upperBound ?? start + 1
      if groups.count > 1, isNumber(groups, scalars) {
        end = endOfExtension(after: end, in: scalars)
        for index in start + 1..<end where breaks[index] != .mandatory { breaks[index] = .prohibited }
      }
      start = end
    }
  }

  /// The groups of digits from an index on, with a space, a hyphen or brackets between each two.
  private static func groups(from start: Int, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var index = start
    while index < scalars.count, scalars[index].isDigit {
      var end = index + 1
      while end < scalars.count, scalars[end].isDigit { end += 1 }
      groups.append(index..<end)
      index = end
      if index < scalars.count, scalars[index] == ")" || scalars[index] == "）" { index += 1 }
      if index < scalars.count, scalars[index] == " " || scalars[index] == "-" { index += 1 }
      if index < scalars.count, index > end, scalars[index] == "(" || scalars[index] == "（" { index += 1 }
      if index == end { break }
    }
    return groups
  }

  private static func isNumber(_ groups: [Range<Int>], _ scalars: [Unicode.Scalar]) -> Bool {
    let first = groups[0].lowerBound
    if first > 0, scalars[first - 1] == "+" {
      return groups[0].count <= 3 && international.contains(groups.reduce(0) { $0 + $1.count })
    }
    return forms.contains(groups.map(\.count)) && mayBegin(groups[0], scalars)
  }

  /// Area codes begin with 0, mobile numbers with 1, service numbers with 4 or 8; a year does not.
  private static func mayBegin(_ group: Range<Int>, _ scalars: [Unicode.Scalar]) -> Bool {
    switch scalars[group.lowerBound] {
    case "0": true
    case "1", "4", "8": group.count == 3
    default: false
    }
  }

  /// The end of a number with the extension that follows it.
  private static func endOfExtension(after end: Int, in scalars: [Unicode.Scalar]) -> Int {
    var index = end
    if index < scalars.count, scalars[index] == " " { index += 1 }
    guard index < scalars.count, scalars[index] == "转" else { return end }
    index += 1
    if index < scalars.count, scalars[index] == " " { index += 1 }
    guard index < scalars.count, scalars[index].isDigit else { return end }
    return index + 1
  }
}
