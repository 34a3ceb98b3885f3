/// Dates and ranges of quantities whose parts have Han units: `2025 年 12 月 31 日`, `10 秒 – 20 秒`. A line ends inside one only
/// where it would be spaced out otherwise.
enum Dates {
  /// The longest end of a range of quantities; a longer one goes on in the next line after the mark.
  private static let longestEnd = 8

  static func adjust(_ breaks: inout [LineBreak], in scalars: [Unicode.Scalar]) {
    for index in scalars.indices where scalars[index] == "年" || scalars[index] == "月" {
      joinDate(after: index, &breaks, scalars)
    }
    for index in scalars.indices.dropFirst() where Marks.mayBeMark(scalars[index]) && isRangeMark(scalars[index]) {
      joinRange(at: index, &breaks, scalars)
    }
  }

  /// Discourages the break between a year and its month, or between a month and its day.
  private static func joinDate(after unit: Int, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    let digit = unit > 0 && scalars[unit - 1] == " " ? unit - 2 : unit - 1
    guard digit >= 0, scalars[digit].isDigit else { return }
    var start = unit + 1
    if start < scalars.count, scalars[start] == " " { start += 1 }
    var end = start
    while end < scalars.count, end < start + 2, scalars[end].isDigit { end += 1 }
    guard end > start, end < scalars.count else { return }
    var next = end
    if scalars[next] == " " { next += 1 }
    guard next < scalars.count else { return }
    let smaller: Bool =
      switch scalars[next] {
      case "月": scalars[unit] == "年"
      case "日", "号": scalars[unit] == "月"
      default: false
      }
    if smaller, breaks[start] == .allowed { breaks[start] = .discouraged }
  }

  /// Discourages the break after the mark of a range both of whose short ends have Han units, and before it.
  private static func joinRange(at mark: Int, _ breaks: inout [LineBreak], _ scalars: [Unicode.Scalar]) {
    let end = scalars[mark - 1] == " " ? mark - 1 : mark
    var digit = end - 1
    while digit >= 0, end - digit <= longestEnd, scalars[digit].isHan || scalars[digit] == " " { digit -= 1 }
    guard digit >= 0, digit < end - 1, scalars[digit].isDigit,
      Quantities.endOfUnit(after: digit, in: scalars) == end
    else { return }
    var first = digit
    while first > 0, isNumber(scalars[first - 1]) { first -= 1 }
    var start = mark + 1
    if start < scalars.count, scalars[start] == " " { start += 1 }
    var last = start
    while last < scalars.count, isNumber(scalars[last]) { last += 1 }
    guard last > start, scalars[last - 1].isDigit else { return }
    let right = Quantities.endOfUnit(after: last - 1, in: scalars)
    guard right > last, end - first <= longestEnd, right - start <= longestEnd else { return }
    // A range of dates goes on in the next line after its mark rather than inside one of them.
    let next = right < scalars.count && scalars[right] == " " ? right + 1 : right
    guard breaks[first] != .discouraged, breaks[next] != .discouraged else { return }
    for place in end...start where breaks[place] == .allowed { breaks[place] = .discouraged }
  }

  private static func isRangeMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "–", "—", "～", "〜", "~", "-": true
    default: false
    }
  }

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isDigit || scalar == "." || scalar == ","
  }
}
