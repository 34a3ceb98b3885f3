internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// What is wrong with cells and rows, in words that say what is needed.
final class CellFindings {
  let path: String
  let head: [String]
  let problems: DiagnosticCollector
  /// How many were found.
  private(set) var count = 0
  /// Whether a mapping file can say how the file is to be read; those of analyses have none.
  private let takesMapping: Bool

  init(path: String, head: [String], problems: DiagnosticCollector, takesMapping: Bool = true) {
    self.path = path
    self.head = head
    self.problems = problems
    self.takesMapping = takesMapping
  }

  private func add(
    _ code: String, _ message: LocalizedText, at place: (line: Int, column: Int), hint: LocalizedText? = nil
  ) {
    count += 1
    problems.add(
      Diagnostic(
        .error, code, message, at: SourceLocation(file: path, line: place.line, column: place.column), hint: hint))
  }

  private func name(_ column: Int) -> String { shown(head[column]) }

  func wrongTime(
    _ text: String, column: Int, isInterval: Bool = false, isPart: Bool = false, needsDay: Bool = false,
    at place: (line: Int, column: Int)
  ) {
    let clock = UnreadableClock(text).flatMap { isInterval && $0 == .withoutDay ? nil : $0.hint }
    let intervals = LocalizedText(
      chinese: "时段列写成 09:30 或 09:00-09:30，在 00:00 到 24:00 之间；时间列要有日期，如 2025-03-01",
      english:
        "an interval is 09:30 or 09:00-09:30, between 00:00 and 24:00; the time column has to hold a day, as 2025-03-01"
    )
    add(
      "wrong-time",
      LocalizedText(
        chinese: text.isEmpty ? "“\(name(column))”列：没有时间" : "“\(name(column))”列：读不懂时间“\(shown(text))”",
        english: text.isEmpty
          ? "column “\(name(column))” has no time" : "column “\(name(column))”: “\(shown(text))” is no time"),
      at: place,
      hint: damage(in: text) ?? clock
        ?? (isInterval && !TotalName.isName(text) ? intervals : nil)
        ?? counted(text, column)
        ?? (isPart ? Self.timeParts : nil)
        ?? UnreadableTime(text)?.hint(shown(text), takesMapping: takesMapping)
        ?? (needsDay && PeriodCell(intervalMinutes: 30).period(text) != nil ? Self.dayNeeded : nil) ?? timeForms(text))
  }

  /// What to write beside a column of intervals.
  private static let dayNeeded = LocalizedText(
    chinese: "有时段列时，这一列只写日期，如 2025-03-01，不带时刻",
    english: "beside a column of intervals this one holds the day only, as 2025-03-01")

  /// What the numbers of a column of quarters or weeks are, where the text is one that would be a month elsewhere.
  private func counted(_ text: String, _ column: Int) -> LocalizedText? {
    guard let counted = CountedPeriod(head: head[column]), let last = TimeToken.tokens(of: text).last, last.digits <= 2,
      last.after.isEmpty, text.contains(where: { $0.isNumber }), TimeToken.tokens(of: text).count == 2
    else { return nil }
    return counted.hint(name(column))
  }

  /// How times are written that several columns make up.
  private static let timeParts = LocalizedText(
    chinese: "合成时间的各列每行都要有：年份写 2025 或 2025年，月份写 3 或 3月；合并过的单元格请逐行填上",
    english:
      "each row needs every column of the time, such as 2025 or 2025年 and 3 or 3月; fill in what merged cells left empty"
  )

  /// How times are written, and what becomes of a row that has none.
  private func timeForms(_ text: String) -> LocalizedText {
    if text.isEmpty {
      return LocalizedText(
        chinese: "每一行都要有时间：合并过的单元格导出后只有第一行有值，请逐行填上",
        english: "every row needs its time: of merged cells only the first row has it, so fill in the others")
    }
    // 张三 and 一季 have numerals that are no digits.
    let hasDigits = text.unicodeScalars.contains { $0.properties.generalCategory == .decimalNumber }
    guard !takesMapping || hasDigits else {
      return LocalizedText(
        chinese: "不是数据的行（合计、说明）可以在映射文件里略过：ignore: [\(shown(text))]",
        english: "a mapping file can pass over rows that are no data: ignore: [\(shown(text))]")
    }
    return LocalizedText(
      chinese: "写成 2025-03、2025-03-01、2025-03-01 09:30 或 2025年3月；日历上要有这一天",
      english: "write 2025-03, 2025-03-01 or 2025-03-01 09:30, and a day that the calendar has")
  }

  /// A sum that would count as a team of its own.
  func totalAsGroup(_ text: String, column: Int, at place: (line: Int, column: Int)) {
    add(
      "total-as-group",
      LocalizedText(
        chinese: "“\(name(column))”列的“\(shown(text))”是合计，不是一个班组",
        english: "column “\(name(column))”: “\(shown(text))” is a total and no team"), at: place,
      hint: LocalizedText(
        chinese: "全中心的行把这一格留空；与全中心重复的合计行请删去，或在映射文件里略过：ignore: [\(shown(text))]",
        english:
          "leave the cell empty for the whole centre; take out totals that repeat it, or pass over them in a mapping file: ignore: [\(shown(text))]"
      ))
  }

  /// What to do about a cell with bytes of 0, which no export has.
  private func damage(in text: String) -> LocalizedText? {
    guard text.unicodeScalars.contains("\u{0}") else { return nil }
    return LocalizedText(
      chinese: "格内有空字节（NUL）：文件已损坏，或者是没有标明的 UTF-16、UTF-32；请重新导出为 UTF-8",
      english: "the cell holds a byte of 0: the file is damaged, or UTF-16 or UTF-32 without a mark; export it as UTF-8"
    )
  }

  func ragged(_ count: Int, at place: (line: Int, column: Int)) {
    add(
      "ragged-row",
      LocalizedText(
        chinese: "这一行有 \(count) 格，表头有 \(head.count) 格",
        english: "the row has \(count) cells, the head has \(head.count)"),
      at: place,
      hint: LocalizedText(
        chinese: "单元格里的逗号要用引号括起整格；空的单元格也要留出分隔符",
        english: "quote a cell that holds a comma; keep the separators of empty cells"))
  }

  /// A warning, so the row is not refused.
  func mixedScales(_ key: IndicatorSeries.Key, _ mix: ShareScale<ShareWatch.Place>.Mix) {
    let name = key.group.isEmpty ? key.subject.name : "\(key.subject.name) \(key.group)"
    let found = mix.wording(at: mix.place.period.printed, printed)
    problems.add(
      Diagnostic(
        .warning, "unit-mix",
        LocalizedText(chinese: "\(name)：\(found.chinese)", english: "\(name): \(found.english)"),
        at: SourceLocation(file: path, line: mix.place.line, column: mix.place.column),
        hint: ShareScale<ShareWatch.Place>.Mix.advice))
  }

  func noValue(_ column: Int, at place: (line: Int, column: Int)) {
    add(
      "missing-value",
      LocalizedText(chinese: "“\(name(column))”列没有数", english: "column “\(name(column))” has no number"), at: place,
      hint: LocalizedText(
        chinese: "补上数；没有发生、没有统计的，删去这一行", english: "give the number, or take out a row that has none"))
  }

  func doubtfulPoint(_ column: Int, _ text: String, at place: (line: Int, column: Int)) {
    add(
      "stray-point",
      LocalizedText(
        chinese: "“\(name(column))”列的“\(shown(text))”：小数还是千位，说不清",
        english: "column “\(name(column))”: “\(shown(text))” may have decimals or thousands"), at: place,
      hint: LocalizedText(
        chinese: "用分号分隔的文件常用点分千位：千位不写点（1204），确是小数的少写或多写一位（1.20、1.2040）",
        english:
          "files parted by semicolons often have points before thousands: write 1204 without one, or a decimal with fewer or more places (1.20, 1.2040)"
      ))
  }

  func unknownIndicator(_ text: String, at place: (line: Int, column: Int), hint: LocalizedText) {
    add(
      "unknown-indicator",
      LocalizedText(
        chinese: "指标目录里没有“\(shown(text))”", english: "the catalogue has no “\(shown(text))”"), at: place, hint: hint)
  }

  func unknownVariant(
    _ text: String, _ variant: String?, of indicator: IndicatorDefinition, at place: (line: Int, column: Int)
  ) {
    let given = variant ?? ""
    add(
      "unknown-variant",
      given.isEmpty
        ? LocalizedText(
          chinese: "要写明“\(shown(text))”用的是哪个公式", english: "which formula of “\(shown(text))” is it?")
        : LocalizedText(
          chinese: "“\(shown(text))”没有公式“\(shown(given))”", english: "“\(shown(text))” has no formula “\(shown(given))”"
        ),
      at: place,
      hint: LocalizedText(
        chinese: "variant 列可写：\(indicator.variantList.chinese)",
        english: "the variant column may say: \(indicator.variantList.english)"))
  }

  func wrongUnit(_ unit: String, kept: String, column: Int, at place: (line: Int, column: Int)) {
    add(
      "wrong-unit",
      LocalizedText(
        chinese: "“\(name(column))”列的单位“\(shown(unit))”不能换算成“\(kept)”",
        english: "column “\(name(column))”: the unit “\(shown(unit))” cannot be converted to “\(kept)”"), at: place,
      hint: LocalizedText(
        chinese: "写成以“\(kept)”为单位的数，单位可以不写；数字 0 和 1 不要写成字母",
        english: "give the number in “\(kept)”, the unit may be left out; write the digits 0 and 1 and no letters"))
  }

  func negative(_ column: Int, _ text: String, at place: (line: Int, column: Int)) {
    add(
      "negative-value",
      LocalizedText(
        chinese: "“\(name(column))”列的 \(shown(text)) 是负数",
        english: "column “\(name(column))”: \(shown(text)) is negative"),
      at: place, hint: LocalizedText(chinese: "这一指标不会小于 0", english: "this cannot be less than 0"))
  }

  func aboveHundred(_ column: Int, _ text: String, isPercentage: Bool, at place: (line: Int, column: Int)) {
    guard isPercentage else {
      return add(
        "above-hundred",
        LocalizedText(
          chinese: "“\(name(column))”列的 \(shown(text)) 超过 100 分",
          english: "column “\(name(column))”: \(shown(text)) is more than 100 points"), at: place)
    }
    add(
      "above-hundred",
      LocalizedText(
        chinese: "“\(name(column))”列的 \(shown(text)) 超过 100%",
        english: "column “\(name(column))”: \(shown(text)) is more than 100 %"), at: place,
      hint: LocalizedText(
        chinese: "请核对单位：95% 写成 95 或 95%，写成比率 0.95 时要写明 unit",
        english: "check the unit: 95 % is 95 or 95%; say so with unit where it is the ratio 0.95"))
  }

  func zeroDenominator(_ column: Int, at place: (line: Int, column: Int)) {
    add(
      "zero-denominator",
      LocalizedText(chinese: "“\(name(column))”列的分母是 0", english: "column “\(name(column))”: the denominator is 0"),
      at: place,
      hint: LocalizedText(
        chinese: "没有发生的时段应留空，不能算作 0 或 100%", english: "leave a period empty in which nothing happened"))
  }

  func partAboveWhole(_ numerator: Rational, _ denominator: Rational, at place: (line: Int, column: Int)) {
    let (top, bottom) = (printed(numerator), printed(denominator))
    add(
      "above-hundred",
      LocalizedText(
        chinese: "分子 \(top) 大于分母 \(bottom)", english: "the numerator, \(top), is larger than the denominator, \(bottom)"
      ),
      at: place,
      hint: LocalizedText(chinese: "请核对两列是不是写反，或取数范围不同", english: "are the columns exchanged, or of different scope?"))
  }

  func partsDiffer(_ column: Int, _ text: String, _ quotient: Rational, at place: (line: Int, column: Int)) {
    let expected = printed(quotient)
    add(
      "parts-differ",
      LocalizedText(
        chinese: "“\(name(column))”列的 \(shown(text)) 与分子、分母算得的 \(expected) 不符",
        english: "column “\(name(column))”: \(shown(text)), but numerator and denominator give \(expected)"), at: place,
      hint: LocalizedText(
        chinese: "改正其中一处，或把这一格留空，由分子、分母算出", english: "correct one of them, or leave the value empty"))
  }

  /// What keeps a cell from being a number.
  func notANumber(_ cell: NumberCell, _ text: String, column: Int, at place: (line: Int, column: Int)) {
    let written = "“\(name(column))”列的“\(shown(text))”"
    let english = "column “\(name(column))”: “\(shown(text))”"
    switch cell {
    case .divisionByZero:
      add(
        "zero-denominator",
        LocalizedText(chinese: written + "是除以 0 的结果", english: english + " is a division by 0"), at: place,
        hint: LocalizedText(chinese: "没有发生的时段应留空", english: "leave a period empty in which nothing happened"))
    case .notFinite:
      add(
        "not-finite", LocalizedText(chinese: written + "不是有限的数", english: english + " is not finite"), at: place,
        hint: LocalizedText(chinese: "没有发生的时段应留空；其余请核对公式", english: "leave a period empty in which nothing happened"))
    case .strayComma:
      add(
        "stray-comma",
        LocalizedText(chinese: written + "里的逗号不在千位上", english: english + " has a comma that parts no thousands"),
        at: place,
        hint: LocalizedText(chinese: "小数点用 .，千位可用逗号：12,345.6", english: "write 12,345.6"))
    case .tooLong:
      add(
        "too-many-digits", LocalizedText(chinese: written + "位数太多", english: english + " has too many digits"),
        at: place,
        hint: LocalizedText(
          chinese: "最多 30 位数字，指数在 -30 到 30 之间；请核对是不是几格连在一起",
          english: "at most 30 digits and an exponent from -30 to 30; do cells run together?"))
    default:
      add(
        "not-a-number", LocalizedText(chinese: written + "不是数", english: english + " is no number"), at: place,
        hint: damage(in: text) ?? Self.withoutDigits(text)
          ?? LocalizedText(
            chinese: "可写 12,345.6、98.5%、03:25（分:秒）、00:03:25",
            english: "12,345.6, 98.5%, 03:25 (mm:ss) and 00:03:25 are numbers"))
    }
  }

  /// What to do about a word where a number is due; nil where there is a digit.
  private static func withoutDigits(_ text: String) -> LocalizedText? {
    if text.trimmingSpaces.hasPrefix("#") {
      return LocalizedText(
        chinese: "Excel 的公式没有算出数：改正公式后再导出；没有数就留空",
        english: "a formula of Excel gave no number: mend it and export again, or leave the cell empty")
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .decimalNumber }) else { return nil }
    return LocalizedText(
      chinese: "没有数的格留空；说明写到别处", english: "leave a cell without a number empty, and put remarks elsewhere")
  }

  /// Why no further record can be read.
  func unreadable(_ fault: CSVRecords.Fault) {
    let place = (line: fault.line, column: fault.column)
    switch fault.kind {
    case .unclosedQuote:
      add(
        "unclosed-quote", LocalizedText(chinese: "这里的引号没有闭合", english: "the quotation mark is not closed"), at: place,
        hint: LocalizedText(chinese: "格内的引号要写两个：\"\"", english: "double a quotation mark within a cell: \"\""))
    case .quotedTooLong:
      add(
        "unclosed-quote",
        LocalizedText(
          chinese: "这一行有引号，到 1 MiB 还没有闭合：漏了引号，或这一格太长",
          english:
            "the row has a quotation mark that is not closed within 1 MiB: it is missing, or the cell is too long"),
        at: place,
        hint: LocalizedText(
          chinese: "一行最多 1 MiB；格内的引号要写两个：\"\"",
          english: "a row has at most 1 MiB; double a quotation mark within a cell: \"\""))
    case .textAfterQuote:
      add(
        "text-after-quote",
        LocalizedText(chinese: "闭合的引号后面应是分隔符", english: "a separator has to follow the closing quotation mark"),
        at: place,
        hint: LocalizedText(chinese: "格内的引号要写两个：\"\"", english: "double a quotation mark within a cell: \"\""))
    case .recordTooLong, .tooManyFields:
      let isLong = fault.kind == .recordTooLong
      add(
        "row-too-long",
        isLong
          ? LocalizedText(chinese: "这一行超过 1 MiB", english: "the row is longer than 1 MiB")
          : LocalizedText(
            chinese: "这一行超过 \(CSVRecords.fieldLimit) 格", english: "the row has more than \(CSVRecords.fieldLimit) cells"
          ),
        at: place,
        hint: LocalizedText(
          chinese: "请核对分隔符与引号；列数更多的文件请分成几个", english: "check separators and quotation marks; part a wider file"))
    case .file(.officeDocument):
      add(
        "office-document",
        LocalizedText(chinese: "这是 Excel 等办公软件的文件，不是 CSV", english: "this is an office document and no CSV"),
        at: (0, 0),
        hint: LocalizedText(chinese: "在 Excel 里另存为“CSV UTF-8（逗号分隔）”", english: "save it as “CSV UTF-8” in Excel"))
    case .file(.malformed(let encoding)):
      add(
        "wrong-encoding",
        LocalizedText(chinese: "这里的字节不是 \(encoding) 的字符", english: "these bytes are no characters of \(encoding)"),
        at: place,
        hint: takesMapping
          ? LocalizedText(
            chinese: "请另存为 UTF-8 或 GB 18030；映射文件可写明 file: {encoding: gb18030}",
            english: "save it as UTF-8 or GB 18030; a mapping file may say file: {encoding: gb18030}")
          : LocalizedText(chinese: "请另存为 UTF-8 或 GB 18030", english: "save it as UTF-8 or GB 18030"))
    case .file(.notAFile):
      add("not-a-file", LocalizedText(chinese: "不是普通文件", english: "this is not a regular file"), at: (0, 0))
    case .file(.system(let number)):
      add(
        number == 2 ? "file-missing" : "file-unreadable",
        number == 2
          ? LocalizedText(chinese: "找不到文件 \(path)", english: "there is no file \(path)")
          : LocalizedText(chinese: "不能读取文件 \(path)", english: "cannot read the file \(path)"), at: (0, 0))
    }
  }
}
