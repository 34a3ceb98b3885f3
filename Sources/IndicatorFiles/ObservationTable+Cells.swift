public import AssessmentModel
public import Diagnostics

extension ObservationTable {
  /// A column of numbers.
  public struct Numbers: Sendable {
    /// One value a row; nil for an empty cell.
    public let values: [Rational?]
    /// The unit behind the numbers, `秒` for durations like 03:25; empty for none.
    public let unit: String
  }

  func findings() -> (CellFindings, DiagnosticCollector) {
    let problems = DiagnosticCollector(limit: Self.mostFindings)
    return (CellFindings(path: path, head: columns, problems: problems, takesMapping: false), problems)
  }

  /// Reads a column as numbers: `12,345.6`, `98.5%`, `35秒`, `03:25`, `00:03:25`. All have to be in one unit.
  public func numbers(_ column: Int) throws(InputRejected) -> Numbers {
    let (findings, problems) = findings()
    let numbers = numbers(column, findings, problems)
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
    return numbers
  }

  /// Reads a column as numbers; what is wrong is found and left out.
  private func numbers(_ column: Int, _ findings: CellFindings, _ problems: DiagnosticCollector) -> Numbers {
    var values: [Rational?] = []
    var units: [String: Int] = [:]
    for (row, record) in rows.enumerated() {
      let text = record.cells[column]
      let place = (line: record.line, column: record.places[column])
      let cell = Array(text.utf8).withUnsafeBytes { NumberCell($0) }
      switch cell {
      case .empty: values.append(nil)
      case .number(let value, let unit):
        values.append(value)
        if units[unit] == nil { units[unit] = row }
      case .clock(let first, let second, let third):
        // Two parts are minutes and seconds: durations of calls, not times of the day.
        values.append(third.map { (Rational(first) * 60 + second) * 60 + $0 } ?? Rational(first) * 60 + second)
        if units["秒"] == nil { units["秒"] = row }
      default:
        findings.notANumber(cell, text, column: column, at: place)
        values.append(nil)
      }
    }
    if units.count > 1 { problems.add(mixedUnits(column, units)) }
    if !problems.hasErrors, let mix = mixedScale(column, values) { problems.add(mix) }
    return Numbers(values: values, unit: units.keys.first ?? "")
  }

  /// Reads a column as whole numbers from 0. Percentages and durations count nothing.
  public func counts(_ column: Int) throws(InputRejected) -> [Int?] {
    let (findings, problems) = findings()
    let numbers = numbers(column, findings, problems)
    if !problems.hasErrors { try refuseUnit(of: numbers, column, unlessIn: []) }
    let values = numbers.values
    var counts: [Int?] = []
    for (row, value) in values.enumerated() {
      guard let value else {
        counts.append(nil)
        continue
      }
      let place = (line: rows[row].line, column: rows[row].places[column])
      if value < 0 {
        findings.negative(column, rows[row].cells[column], at: place)
      } else if let parts = value.machineParts, parts.denominator == 1 {
        counts.append(parts.numerator)
      } else {
        problems.add(
          finding(
            "not-a-count", "“\(columns[column])”列的 \(rows[row].cells[column]) 不是整数",
            "column “\(columns[column])”: \(rows[row].cells[column]) is no whole number", row, column))
      }
    }
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
    return counts
  }

  /// Reads a column as times; nil for an empty cell.
  ///
  /// - Parameter intervalMinutes: how long the interval is that a single time of the day begins.
  public func periods(_ column: Int, intervalMinutes: Int = 30) throws(InputRejected) -> [IndicatorPeriod?] {
    try periods(column, intervalMinutes: intervalMinutes, midnightIsDay: isOfMidnights(column))
  }

  /// Whether the times of a column are all midnights: days, as a database or a spreadsheet writes them.
  private func isOfMidnights(_ column: Int) -> Bool {
    var hasDays = false
    for record in rows where !record.cells[column].isEmpty {
      guard let isMidnight = PeriodCell.isMidnight(record.cells[column]) else { continue }
      guard isMidnight else { return false }
      hasDays = true
    }
    return hasDays
  }

  private func periods(
    _ column: Int, intervalMinutes: Int, midnightIsDay: Bool
  ) throws(InputRejected) -> [IndicatorPeriod?] {
    let (findings, problems) = findings()
    let reader = PeriodCell(
      intervalMinutes: intervalMinutes, midnightIsDay: midnightIsDay, counted: CountedPeriod(head: columns[column]))
    let periods = rows.map { record -> IndicatorPeriod? in
      let text = record.cells[column]
      if text.isEmpty { return nil }
      let period = reader.period(text)
      if period == nil { findings.wrongTime(text, column: column, at: (record.line, record.places[column])) }
      return period
    }
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
    return periods
  }

  /// Reads a day in one column and the interval of the day in another, such as `2025-03-01` and `09:00-09:30`.
  public func intervals(
    day: Int, time: Int, intervalMinutes: Int = 30
  ) throws(InputRejected) -> [IndicatorPeriod?] {
    let days = try periods(day, intervalMinutes: intervalMinutes, midnightIsDay: true)
    let (findings, problems) = findings()
    let reader = PeriodCell(intervalMinutes: intervalMinutes)
    let intervals = zip(rows, days).map { record, day -> IndicatorPeriod? in
      guard let day else { return nil }
      let found = reader.period(record.cells[time], on: day.start)
      if found == nil {
        findings.wrongTime(
          record.cells[time], column: time, isInterval: true, at: (record.line, record.places[time]))
      }
      return found
    }
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
    return intervals
  }

  /// Reads a column as the single period that a text names, such as that of an option.
  public static func period(_ text: String) -> IndicatorPeriod? { PeriodCell(intervalMinutes: 30).period(text) }

  /// Whether a cell tells a time or was meant to: `2025-03`, `1月`, `Jan-25`, `2025-03-01 9:30 CST`, the serial number of a spreadsheet. Bare
  /// digits that are no year from 1900 to 2100, no such month and no such day may be numbers of samples.
  public static func isTime(_ text: String) -> Bool {
    if UnreadableTime(text)?.isEvidence ?? UnreadableClock.isEvidence(text) { return true }
    guard let period = period(text) else { return false }
    return text.contains { !$0.isNumber } || (1_900...2_100).contains(period.start.year)
  }

  /// Reads a text as one plain number, such as that of an option; nil where it is none.
  public static func number(_ text: String) -> Rational? {
    guard case .number(let value, "") = Array(text.utf8).withUnsafeBytes({ NumberCell($0) }) else { return nil }
    return value
  }

  /// Reads a column of marks: 是, yes, y, true, 1, √ against 否, no, n, false, 0; nil for an empty cell.
  public func marks(_ column: Int) throws(InputRejected) -> [Bool?] {
    let problems = DiagnosticCollector(limit: Self.mostFindings)
    let marks = rows.enumerated().map { row, record -> Bool? in
      switch record.cells[column].lowercased() {
      case "": return nil
      case "是", "有", "yes", "y", "true", "1", "√", "✓": return true
      case "否", "无", "没有", "no", "n", "false", "0", "×", "-": return false
      default:
        problems.add(
          finding(
            "not-a-mark", "“\(columns[column])”列的“\(shown(record.cells[column]))”不是“是”或“否”",
            "column “\(columns[column])”: “\(shown(record.cells[column]))” is neither yes nor no", row, column))
        return nil
      }
    }
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
    return marks
  }

  // MARK: - Findings

  /// An error at a cell.
  public func finding(
    _ code: String, _ chinese: String, _ english: String, _ row: Int, _ column: Int, hint: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(
      .error, code, LocalizedText(chinese: chinese, english: english), at: place(row, column), hint: hint)
  }

  private func mixedUnits(_ column: Int, _ units: [String: Int]) -> Diagnostic {
    let found = units.sorted { $0.value < $1.value }.prefix(2)
    let texts = found.map { rows[$0.value].cells[column] }
    return finding(
      "mixed-units", "“\(columns[column])”列的单位不一致：\(texts.joined(separator: " 与 "))",
      "column “\(columns[column])” mixes units: \(texts.joined(separator: " and "))", found.last?.value ?? 0, column,
      hint: LocalizedText(chinese: "整列用同一种写法", english: "write the whole column in one way"))
  }

  /// 0.95 beside 95: ratios and percentages in one column.
  private func mixedScale(_ column: Int, _ values: [Rational?]) -> Diagnostic? {
    guard let mix = Self.mix(in: values) else { return nil }
    let found = mix.wording(at: "“\(columns[column])”") { value in
      rows[value == mix.ratio ? mix.place : mix.largestPlace].cells[column]
    }
    return finding("mixed-units", found.chinese, found.english, mix.place, column, hint: ShareScale<Int>.Mix.advice)
  }
}
