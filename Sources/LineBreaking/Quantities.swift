/// Numbers that stay with the Han unit after them, such as `3个`, `12 人日` and `1.5万元`.
///
/// This is the tool's own rule beyond CLREQ, which lets a line end between a digit and Han: a page that separates a
/// number from its unit reads badly. It holds for units of the table below only, so that running text keeps its
/// opportunities.
enum Quantities {
  /// What may stand between the digits and the unit.
  private static let multipliers: Set<Unicode.Scalar> = ["十", "百", "千", "万", "亿"]

  /// Units of one character.
  private static let units = Set("个项人日天月年次件分秒时级席通元角名位条起家座台倍成号页章节款类种期轮批份周季度点处步组层岁米".unicodeScalars)

  /// Units of several characters, none of which ends a line; a longer one before its own beginning.
  private static let compoundUnits: [[Unicode.Scalar]] = [
    "个工作日", "个自然日", "个百分点", "个小时", "个季度", "个月", "工作日", "自然日", "百分点", "小时", "分钟", "秒钟", "人日", "人天", "人月", "人年",
    "人时", "人次", "年度", "季度", "周岁", "课时", "学时", "公里", "千米", "平方米",
  ].map { Array($0.unicodeScalars) }

  /// Forbids the breaks from the last digit of a number to the end of its unit; a space may stand between the two.
  static func adjust(
    _ breaks: inout [LineBreak], between entries: [LineBreakTable.Entry], of scalars: [Unicode.Scalar]
  ) {
    for digit in scalars.indices where entries[digit].lineClass == .nu {
      let end = endOfUnit(after: digit, in: scalars)
      guard end > digit + 1 else { continue }
      for index in digit + 1..<end where breaks[index] == .allowed { breaks[index] = .prohibited }
    }
  }

  /// The end of what belongs to a number that ends with `digit`; `digit + 1` where nothing does.
  private static func endOfUnit(after digit: Int, in scalars: [Unicode.Scalar]) -> Int {
    var index = digit + 1
    if index < scalars.count, scalars[index] == " " { index += 1 }
    let start = index
    if let end = endOfCompound(at: index, in: scalars) { return end }
    while index < scalars.count, multipliers.contains(scalars[index]) { index += 1 }
    if let end = endOfCompound(at: index, in: scalars) { return end }
    if index < scalars.count, units.contains(scalars[index]) { index += 1 }
    return index > start ? index : digit + 1
  }

  private static func endOfCompound(at index: Int, in scalars: [Unicode.Scalar]) -> Int? {
    compoundUnits.first { scalars[index...].starts(with: $0) }.map { index + $0.count }
  }
}
