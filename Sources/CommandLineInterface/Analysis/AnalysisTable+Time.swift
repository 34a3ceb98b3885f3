internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles

// The line of time of an analysis.
extension AnalysisTable {
  /// A place on the line of time, and its row; nil where the data skip it.
  struct Place {
    let label: String
    let row: Int?
  }

  /// The periods of the rows, read as every data file's are. They have to rise and to be of one length; a missing week,
  /// month, quarter or year becomes a place without a row. Days may be missing: nobody works on some, and a file may have
  /// one a week or a month. Numbers of samples, batches and the like, which are no times, are taken in the order of the
  /// file.
  ///
  /// - Parameter distinct: whether a period may stand only once.
  func timeline(_ column: Int, distinct: Bool) throws(CommandFailure) -> [Place] {
    guard isTime(column) else { return try labelled(column, distinct: distinct) }
    let texts = table.texts(column)
    let periods = try Self.read { () throws(InputRejected) in try table.periods(column) }
    try refuseMixedLengths(periods, column)
    var places: [Place] = []
    var last: IndicatorPeriod?
    for (row, period) in periods.enumerated() {
      guard let period else { throw noTime(row, column) }
      if let last {
        if period == last, distinct { throw repeated(texts[row], row, column) }
        if period < last { throw unsorted(texts[row], last.description, row, column) }
        places += Self.gap(after: last, before: period)
      }
      places.append(Place(label: period.description, row: row))
      last = period
    }
    return places
  }

  /// Whether a column holds times: by its head, or by any of its cells, so that one that cannot be read is an error and no
  /// label.
  func isTime(_ column: Int) -> Bool {
    Self.isTimeHead(table.columns[column]) || table.texts(column).contains(where: ObservationTable.isTime)
  }

  private static let timeWords: Set = [
    "period", "month", "date", "day", "week", "quarter", "year", "time", "interval",
  ]
  private static let timeCharacters = ["年", "月", "日期", "周", "期间", "季度", "时间", "时段", "时刻"]

  static func isTimeHead(_ head: String) -> Bool {
    timeCharacters.contains { head.contains($0) }
      || head.lowercased().split { !$0.isLetter }.contains { timeWords.contains(String($0)) }
  }

  /// Labels without a place in the calendar, in the order of the file; numbers among them have to rise.
  private func labelled(_ column: Int, distinct: Bool) throws(CommandFailure) -> [Place] {
    let texts = table.texts(column)
    if let row = texts.firstIndex(of: "") { throw noTime(row, column) }
    try refuseTotals(in: column)
    let numbers = texts.map { text in text.allSatisfy { ("0"..."9").contains($0) } ? Int(text) : nil }
    let areNumbers = !numbers.contains(nil)
    var seen: Set<String> = []
    for (row, text) in texts.enumerated() {
      let isNext = row > 0 && texts[row - 1] == text
      // Values of one subgroup stand together.
      if !seen.insert(text).inserted, distinct || !isNext { throw repeated(text, row, column) }
      if areNumbers, row > 0, let number = numbers[row], let last = numbers[row - 1], number < last {
        throw unsorted(text, texts[row - 1], row, column)
      }
    }
    return texts.enumerated().map { Place(label: $1, row: $0) }
  }

  /// The most periods that one gap is drawn with; the rest of it adds nothing.
  private static let longestGap = 400

  /// Intervals and days may rest; other periods may not.
  private static func gap(after last: IndicatorPeriod, before period: IndicatorPeriod) -> [Place] {
    if case .minutes = last.length { return [] }
    guard last.length != .day else { return [] }
    var places: [Place] = []
    var next = last.next
    while let present = next, present < period, places.count < longestGap {
      places.append(Place(label: present.description, row: nil))
      next = present.next
    }
    return places
  }

  // MARK: - What is wrong

  /// Refuses sums and means among causes, teams or samples: they would count once more what the other rows tell.
  func refuseTotals(in column: Int) throws(CommandFailure) {
    // The same few names stand in many rows; each is judged once.
    var judged: [String: Bool] = [:]
    let rows = table.rows.indices.filter { row in
      let name = table.rows[row].cells[column]
      if let isTotal = judged[name] { return isTotal }
      let isTotal = TotalName.isName(name)
      judged[name] = isTotal
      return isTotal
    }
    guard !rows.isEmpty else { return }
    let problems = DiagnosticCollector(limit: 50)
    for row in rows {
      let (head, text) = (table.columns[column], table.rows[row].cells[column])
      problems.add(
        table.finding(
          "total-row", "“\(head)”列的“\(text)”是合计行，会把其他各行重复计入",
          "column “\(head)”: “\(text)” is a total, which counts the other rows again",
          row, column,
          hint: LocalizedText(
            chinese: "请从数据里删去这一行；它确是单独的一项时，请换一个名称",
            english: "take the row out of the data; give it another name where it is no total")))
    }
    throw CommandFailure(.inputWrong, problems.diagnostics)
  }

  private func noTime(_ row: Int, _ column: Int) -> CommandFailure {
    failure(
      "missing-value", "“\(table.columns[column])”列这一格是空的", "column “\(table.columns[column])” is empty here", row,
      column,
      hint: LocalizedText(
        chinese: "每一行都要写明是哪一期；合计、说明等行请删去", english: "every row needs its period; take totals and remarks out"))
  }

  /// Refuses periods that are not as long as most are, such as the sum of a quarter among months.
  private func refuseMixedLengths(_ periods: [IndicatorPeriod?], _ column: Int) throws(CommandFailure) {
    let lengths = periods.compactMap { $0?.length }
    let counts = lengths.reduce(into: [IndicatorPeriod.Length: Int]()) { $0[$1, default: 0] += 1 }
    guard counts.count > 1, let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
      let example = periods.compactMap(\.self).first(where: { $0.length == usual })
    else { return }
    let problems = DiagnosticCollector(limit: 50)
    for (row, period) in periods.enumerated() where period.map({ $0.length != usual }) ?? false {
      let text = table.rows[row].cells[column]
      problems.add(
        table.finding(
          "mixed-periods", "\(text) 与 \(example) 等各期长短不同，不能排在一条时间线上",
          "\(text) is not as long as \(example) and others", row, column,
          hint: LocalizedText(
            chinese: "只留一种周期（都按月，或都按周）；季度、全年的合计行请删去",
            english: "keep one kind of period; take sums of quarters and years out")))
    }
    throw CommandFailure(.inputWrong, problems.diagnostics)
  }

  private func repeated(_ label: String, _ row: Int, _ column: Int) -> CommandFailure {
    failure(
      "repeated-period", "\(label) 出现了两次", "\(label) is there twice", row, column,
      hint: LocalizedText(
        chinese: "每期只留一个值，或用 --where 选出一个班组、渠道；每期有几个值时用均值图（--chart xbar），同一期的值排在一起",
        english:
          "keep one value a period, or choose a team or channel with --where; for several values a period use --chart xbar, with those of a period together"
      ))
  }

  private func unsorted(_ label: String, _ last: String, _ row: Int, _ column: Int) -> CommandFailure {
    failure(
      "unsorted-periods", "\(label) 排在 \(last) 之后", "\(label) stands behind \(last)", row, column,
      hint: LocalizedText(chinese: "请按时间先后排好", english: "sort the rows by time"))
  }

  private func failure(
    _ code: String, _ chinese: String, _ english: String, _ row: Int, _ column: Int, hint: LocalizedText
  ) -> CommandFailure {
    CommandFailure(.inputWrong, [table.finding(code, chinese, english, row, column, hint: hint)])
  }

  /// The label of a period as the timeline writes it: `2025年3月` is `2025-03`.
  static func label(_ text: String) -> String {
    ObservationTable.isTime(text) ? ObservationTable.period(text)?.description ?? text : text
  }
}
