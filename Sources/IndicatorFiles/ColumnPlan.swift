internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// Which column of a file holds what, found from its head and the mapping, or from the head alone.
struct ColumnPlan {
  /// A quantity with a column of its own.
  struct Quantity {
    /// Nil where numerator and denominator give the value.
    var column: Int?
    var meaning: IndicatorMap.Meaning
    var numerator: Int?
    var denominator: Int?
    var sample: Int?
  }

  /// The columns of a file with one row a quantity.
  struct Rows {
    var indicator: Int
    /// Nil where numerator and denominator give the value.
    var value: Int?
    var variant: Int?
    var unit: Int?
    var numerator: Int?
    var denominator: Int?
    var sample: Int?
    var names: [String: IndicatorMap.Meaning]
  }

  enum Layout {
    case columns([Quantity])
    case rows(Rows)
  }

  /// The names at the head of the columns.
  let head: [String]
  /// The columns that make up the time, at least one.
  let time: [Int]
  let interval: Int?
  let group: Int?
  let layout: Layout
}

/// Finds the columns of a file and reports what is missing.
struct ColumnPlanner {
  let head: [String]
  /// Where the head stands.
  let place: SourceLocation
  let catalogue: IndicatorCatalogue
  let problems: DiagnosticCollector
  /// Whether the file was taken for GB 18030 as it is no UTF-8 and says nothing of its encoding.
  var isGuessedEncoding = false
  /// The first records below the head, read where nothing fits.
  var below: () -> [(line: Int, cells: [String])] = { [] }

  /// What other systems part cells by.
  private static let otherMarks = ["|", "^", "，", "；", "\u{1}"]

  /// What to do about a missing column, with a word on the encoding where it may be another one. A head of one cell that holds
  /// other separators than those known is one that was not parted.
  private func hint(_ chinese: String, _ english: String) -> LocalizedText {
    if head.count == 1, let mark = Self.otherMarks.first(where: { head[0].contains($0) }) {
      return LocalizedText(
        chinese: "表头只有一格“\(shown(head[0]))”：各格要用逗号、分号或制表符隔开，不是“\(shown(mark))”",
        english:
          "the head is one cell, “\(shown(head[0]))”: part cells by commas, semicolons or tabs and not by “\(shown(mark))”"
      )
    }
    let advice = LocalizedText(chinese: chinese, english: english)
    return isGuessedEncoding ? GuessedEncoding.advice(advice) : advice
  }

  private var advice: HeadAdvice { HeadAdvice(head: head, catalogue: catalogue, below: below()) }

  /// The plan by a mapping.
  func plan(_ map: IndicatorMap) -> ColumnPlan? {
    let time = map.time.compactMap(column)
    let interval = map.interval.flatMap(column)
    let group = map.group.flatMap(column)
    let layout: ColumnPlan.Layout
    switch map.layout {
    case .columns(let columns):
      layout = .columns(
        columns.compactMap { name, meaning in
          let own = isLeftOut(name, meaning, among: columns.map(\.name.value)) ? nil : column(name)
          let numerator = meaning.numerator.flatMap(column)
          let denominator = meaning.denominator.flatMap(column)
          let sample = meaning.sample.flatMap(column)
          guard own != nil || (numerator != nil && denominator != nil) else { return nil }
          return ColumnPlan.Quantity(
            column: own, meaning: meaning, numerator: numerator, denominator: denominator, sample: sample)
        })
    case .rows(let rows):
      let (indicator, value) = (column(rows.indicator), rows.value.flatMap(column))
      let variant = rows.variant.flatMap(column)
      let unit = rows.unit.flatMap(column)
      let (numerator, denominator) = (rows.numerator.flatMap(column), rows.denominator.flatMap(column))
      let sample = rows.sample.flatMap(column)
      guard let indicator else { return nil }
      layout = .rows(
        ColumnPlan.Rows(
          indicator: indicator, value: value, variant: variant, unit: unit, numerator: numerator,
          denominator: denominator, sample: sample, names: rows.names))
    }
    guard !problems.hasErrors else { return nil }
    return ColumnPlan(head: head, time: time, interval: interval, group: group, layout: layout)
  }

  /// Whether the file has no column of the value, as it need not where numerator and denominator give it. A name that is
  /// nearly that of a column of which the mapping says nothing is rather misspelt.
  private func isLeftOut(_ name: Located<String>, _ meaning: IndicatorMap.Meaning, among named: [String]) -> Bool {
    guard let numerator = meaning.numerator, let denominator = meaning.denominator, !head.contains(name.value) else {
      return false
    }
    let known = Set(named + [numerator.value, denominator.value])
    let others = head.filter { !known.contains($0) }.map { SuggestedName.Candidate($0) }
    return SuggestedName.likely(to: name.value, among: others).isEmpty
  }

  private func column(_ name: Located<String>) -> Int? {
    let found = head.indices.filter { head[$0] == name.value }
    if found.count == 1 { return found[0] }
    problems.add(
      Diagnostic(
        .error, found.isEmpty ? "missing-column" : "repeated-column",
        found.isEmpty
          ? LocalizedText(
            chinese: "数据文件里没有“\(shown(name.value))”这一列", english: "the data file has no column “\(shown(name.value))”")
          : LocalizedText(
            chinese: "数据文件里有 \(found.count) 列叫“\(shown(name.value))”",
            english: "the data file has \(found.count) columns “\(shown(name.value))”"),
        at: name.location,
        notes: [Diagnostic.Note(LocalizedText(chinese: "表头在这里", english: "the head is here"), at: place)],
        hint: SuggestedName.question(
          SuggestedName.likely(to: name.value, among: head.map { SuggestedName.Candidate($0) }))
          ?? hint(
            "表头有：\(shownHead)；表头不在第一行时用 file: {head: 行号}",
            "the head has: \(shownHead); use file: {head: line} where it is not the first line")))
    return nil
  }

  private var shownHead: String {
    let names = head.filter { !$0.isEmpty }.prefix(12).map { shown($0) }.joined(separator: "、")
    return head.count > 12 ? names + "…" : names
  }

  // MARK: - Without a mapping

  /// What the columns of the plain form are called, by the words of either language.
  private enum Standard {
    static let time = ["period", "统计周期", "周期", "日期", "月份", "时间"]
    static let interval = ["interval", "时段"]
    static let group = ["group", "组别", "班组"]
    static let indicator = ["indicator", "指标"]
    static let value = ["value", "数值", "值"]
    static let variant = ["variant", "公式"]
    static let unit = ["unit", "单位"]
    static let sample = ["sample", "样本量"]
    static let numerator = ["numerator", "分子"]
    static let denominator = ["denominator", "分母"]
  }

  /// The plan of a file in the plain form: standard column names, and names of the catalogue.
  func standardPlan() -> ColumnPlan? {
    func column(_ names: [String]) -> Int? { head.firstIndex { names.contains($0) } }
    guard let time = column(Standard.time) else {
      problems.add(
        Diagnostic(
          .error, "missing-column",
          LocalizedText(chinese: "表头里没有时间列 period", english: "the head has no time column, period"), at: place,
          hint: advice.withoutTime(Standard.time.contains)
            ?? hint(
              "表头有：\(shownHead)；列名不同时用 --map 给出映射文件",
              "the head has: \(shownHead); name other columns in a mapping file with --map")))
      return nil
    }
    let (interval, group) = (column(Standard.interval), column(Standard.group))
    let (numerator, denominator) = (column(Standard.numerator), column(Standard.denominator))
    let value = column(Standard.value)
    if let indicator = column(Standard.indicator), value != nil || (numerator != nil && denominator != nil) {
      return ColumnPlan(
        head: head, time: [time], interval: interval, group: group,
        layout: .rows(
          ColumnPlan.Rows(
            indicator: indicator, value: value, variant: column(Standard.variant), unit: column(Standard.unit),
            numerator: numerator, denominator: denominator,
            sample: column(Standard.sample), names: [:])))
    }
    guard column(Standard.indicator) == nil else {
      problems.add(
        Diagnostic(
          .error, "missing-column",
          LocalizedText(
            chinese: "表头里有 indicator 列，却没有 value 列", english: "the head has a column indicator and none called value"),
          at: place,
          hint: LocalizedText(
            chinese: "加上 value 列，或 numerator（分子）与 denominator（分母）两列",
            english: "add a column value, or both numerator and denominator")))
      return nil
    }
    let taken = Set([time, interval, group].compactMap { $0 })
    let quantities = head.indices.filter { !taken.contains($0) && !head[$0].isEmpty }.compactMap(quantity)
    reportRepeated(quantities)
    guard !problems.hasErrors else { return nil }
    guard !quantities.isEmpty else {
      problems.add(
        Diagnostic(
          .error, "no-quantities",
          LocalizedText(
            chinese: "表头里没有一列是指标目录里的指标或基础量", english: "no column is an indicator or measure of the catalogue"),
          at: place,
          hint: advice.withoutQuantities()
            ?? hint("用 --map 给出映射文件，写明各列是什么", "say with --map and a mapping file what the columns are")))
      return nil
    }
    return ColumnPlan(head: head, time: [time], interval: interval, group: group, layout: .columns(quantities))
  }

  /// Two columns of one quantity, perhaps under an id and a title.
  private func reportRepeated(_ quantities: [ColumnPlan.Quantity]) {
    var seen: [IndicatorSeries.Subject: Int] = [:]
    for quantity in quantities {
      guard let column = quantity.column, let first = seen.updateValue(column, forKey: quantity.meaning.subject) else {
        continue
      }
      let (left, right) = (shown(head[first]), shown(head[column]))
      problems.add(
        Diagnostic(
          .error, "repeated-column",
          LocalizedText(
            chinese: "第 \(first + 1) 列“\(left)”与第 \(column + 1) 列“\(right)”是同一个量",
            english: "column \(first + 1), “\(left)”, and column \(column + 1), “\(right)”, are one quantity"),
          at: place,
          hint: LocalizedText(
            chinese: "删去其中一列，或用 --map 给出映射文件写明读哪一列", english: "take one away, or say with --map which is to be read")))
    }
  }

  private func quantity(_ index: Int) -> ColumnPlan.Quantity? {
    switch catalogue.resolve(head[index]) {
    case .found(let subject): return ColumnPlan.Quantity(column: index, meaning: IndicatorMap.Meaning(subject))
    case .unknown:
      problems.add(
        Diagnostic(
          .warning, "unknown-column",
          LocalizedText(
            chinese: "指标目录里没有“\(shown(head[index]))”，这一列没有读",
            english: "the catalogue has no “\(shown(head[index]))”; the column is not read"),
          at: place, hint: catalogue.suggestion(for: head[index])))
    case .needsVariant(let indicator):
      let (name, list) = (shown(head[index]), indicator.variantList)
      problems.add(
        Diagnostic(
          .error, "unknown-variant",
          LocalizedText(chinese: "“\(name)”这一列要写明是哪个公式", english: "which formula is the column “\(name)”?"), at: place,
          hint: LocalizedText(
            chinese: "列名写成 \(indicator.id.rawValue)/公式，公式有：\(list.chinese)",
            english: "call it \(indicator.id.rawValue)/variant; there are: \(list.english)")))
    }
    return nil
  }
}

/// A piece of input inside a message: on one line, and cut where it is long.
func shown(_ text: String, limit: Int = 40) -> String {
  let plain = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }
  return plain.count > limit ? plain.prefix(limit).joined() + "…" : plain.joined()
}

/// A number inside a message: as it is where few decimals write it out, else rounded as its size asks for; with a true minus
/// sign (U+2212).
func printed(_ value: Rational) -> String {
  if value.isDecimal, let exact = (0...4).first(where: { (value * Rational(PlainDecimal.power($0))).denominator == 1 })
  {
    return value.typeset(decimals: exact)
  }
  return LevelText.number(value, decimals: max(2, LevelText.decimals(for: value)))
}
