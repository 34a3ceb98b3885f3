/// Numbers that stay with what belongs to them: the Han unit after them (`3个`, `12 人日`, `1.5万元`), the sign before
/// them (`第3页`, `≥ 60`), and the other end of a range (`10～20`).
///
/// CLREQ #h-digits_and_their_prefix_and_suffix asks for prefixes and suffixes. Han units are the tool's own rule beyond
/// it, since CLREQ lets a line end between a digit and Han: a page that separates a number from its unit reads badly. It
/// holds for units of the table below only, so that running text keeps its opportunities.
enum Quantities {
  /// What may stand between the digits and the unit.
  private static func isMultiplier(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "十", "百", "千", "万", "亿", "余", "多": true
    default: false
    }
  }

  /// Units of one character.
  private static let units = Set(
    "个项人日天月年次件分秒时级席通元角名位条起家座台倍成号页章节款类种期轮批份周季度点处步组层岁米户例笔字套门班克吨折届单路岗间部本版场回题线档段道张支辆块对枚颗首篇行列格遍趟队宗句词升斤亩盒箱包瓶只栋室所册屏帧片圈把讲稿封桩星楼㎡㎥㎏㎜㎝㎞"
      .unicodeScalars)

  /// Units of several characters, none of which ends a line, by their first character; a longer one before its own
  /// beginning.
  private static let compoundUnits: [Unicode.Scalar: [[Unicode.Scalar]]] = Dictionary(
    grouping: [
      "个工作日", "个自然日", "个百分点", "个小时", "个季度", "个月", "工作日", "自然日", "百分点", "小时", "分钟", "秒钟", "人日", "人天", "人月", "人年",
      "人时", "人次", "年度", "季度", "周岁", "课时", "学时", "公里", "千米", "平方米", "部分", "阶段", "毫秒", "微秒", "工时", "美元", "欧元", "港元",
      "日元", "英镑", "席位", "并发", "轮次", "批次", "班次", "场次", "台次", "例次", "户次", "回合", "单位", "部门", "岗位", "版本", "场景", "线路", "题目",
      "自然月", "毫米", "厘米", "公斤", "千克", "立方米", "分贝", "千瓦时", "星级", "星期", "个星期", "坐席", "座席",
    ].map { Array($0.unicodeScalars) }
  ) { $0[0] }

  /// Forbids the breaks inside each quantity; a space may stand between a number and its sign or unit.
  static func adjust(
    _ breaks: inout [LineBreak], between entries: [LineBreakTable.Entry], of scalars: [Unicode.Scalar]
  ) {
    for digit in scalars.indices where entries[digit].lineClass == .nu {
      if digit > 0, entries[digit - 1].lineClass != .nu { joinToSign(before: digit, &breaks, entries, scalars) }
      joinThousands(after: digit, &breaks, entries)
      let end = endOfUnit(after: digit, in: scalars)
      guard end > digit + 1 else { continue }
      for index in digit + 1..<end where breaks[index] == .allowed { breaks[index] = .prohibited }
    }
  }

  /// Forbids the break at a space between groups of digits, as in `12 000` (GB/T 15835—2011 5.1.1).
  private static func joinThousands(
    after digit: Int, _ breaks: inout [LineBreak], _ entries: [LineBreakTable.Entry]
  ) {
    let group = digit + 2..<digit + 5
    guard group.upperBound <= entries.count, breaks[group.lowerBound] == .allowed,
      entries[digit + 1].lineClass == .sp, entries[group].allSatisfy({ $0.lineClass == .nu }),
      group.upperBound == entries.count || entries[group.upperBound].lineClass != .nu
    else { return }
    let digits = entries[...digit].reversed().prefix { $0.lineClass == .nu }.count
    if digits <= 3 { breaks[group.lowerBound] = .prohibited }
  }

  /// Forbids the breaks between the first digit of a number and the sign before it, or the mark of a range.
  private static func joinToSign(
    before digit: Int, _ breaks: inout [LineBreak], _ entries: [LineBreakTable.Entry], _ scalars: [Unicode.Scalar]
  ) {
    var sign = digit - 1
    if scalars[sign] == " ", sign > 0 { sign -= 1 }
    guard scalars[sign] == "第" || Marks.mayBeMark(scalars[sign]) else { return }
    let isRange =
      sign == digit - 1 && sign > 0 && Marks.rangeMarks.contains(scalars[sign])
      && (entries[sign - 1].lineClass == .nu || entries[sign - 1].lineClass == .po)
    if Marks.minusSigns.contains(scalars[sign]) || scalars[sign] == "+", sign == digit - 1, sign > 0,
      Marks.rangeMarks.contains(scalars[sign - 1]),
      breaks[sign] == .allowed
    {
      breaks[sign] = .prohibited
    }
    guard isRange || Marks.relations.contains(scalars[sign]) else { return }
    for index in sign + 1...digit where breaks[index] == .allowed { breaks[index] = .prohibited }
  }

  /// The end of what belongs to a number that ends with `digit`; `digit + 1` where nothing does.
  static func endOfUnit(after digit: Int, in scalars: [Unicode.Scalar]) -> Int {
    var start = digit + 1
    if start < scalars.count, scalars[start] == " " { start += 1 }
    guard var end = endOfUnit(at: start, in: scalars) else { return digit + 1 }
    // What the unit is for or goes by, as in 12条/小时.
    while end < scalars.count, Marks.solidi.contains(scalars[end]), let next = endOfUnit(at: end + 1, in: scalars) {
      end = next
    }
    return end
  }

  /// The end of a unit that begins at an index; nil where none does.
  private static func endOfUnit(at start: Int, in scalars: [Unicode.Scalar]) -> Int? {
    if let end = endOfCompound(at: start, in: scalars) { return end }
    var index = start
    while index < scalars.count, isMultiplier(scalars[index]) { index += 1 }
    if let end = endOfCompound(at: index, in: scalars) { return end }
    if index < scalars.count, mayBeUnit(scalars[index]), units.contains(scalars[index]) { index += 1 }
    return index > start ? index : nil
  }

  /// Whether a scalar can be in the tables of units at all, Han and ㎡: most numbers are followed by digits and marks.
  private static func mayBeUnit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x3300 }

  private static func endOfCompound(at index: Int, in scalars: [Unicode.Scalar]) -> Int? {
    guard index < scalars.count, mayBeUnit(scalars[index]) else { return nil }
    return compoundUnits[scalars[index]]?.first { scalars[index...].starts(with: $0) }.map { index + $0.count }
  }
}
