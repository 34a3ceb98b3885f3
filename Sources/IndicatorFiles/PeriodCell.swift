internal import AssessmentModel

/// Reads the time of a row, as systems write it: years, quarters, months, weeks, days, times of the day, intervals.
struct PeriodCell {
  /// How long the interval is that a single time of the day begins.
  let intervalMinutes: Int

  /// Reads `2025年3月`, `2025-03`, `2025/3/1`, `20250301`, `2025-03-01 09:30`, `2025-03-01 09:00-09:30`, `2025Q1`,
  /// `2025年第1季度`, `2025-W09`, `2025`; nil for anything else and for days that the calendar does not have.
  func period(_ text: String) -> IndicatorPeriod? {
    var tokens = Self.tokens(Self.withQuarterDigit(text))[...]
    guard let year = tokens.popFirst(), year.before.isEmpty else { return nil }
    guard year.digits == 4 else { return compact(year, tokens) }
    if tokens.isEmpty { return ["", "年", "年度"].contains(year.after) ? IndicatorPeriod(year: year.value) : nil }
    if let found = named(year.value, tokens) { return found }
    guard let month = tokens.popFirst(), Self.joins(month.before), month.digits <= 2 else { return nil }
    guard let day = tokens.first, Self.joins(day.before), day.digits <= 2 else {
      // Of 2025.1 nobody can tell whether it was 2025.10 before a spreadsheet took it for a number.
      guard tokens.isEmpty, ["", "月", "月份"].contains(month.after), month.before != "." || month.digits == 2 else {
        return nil
      }
      return IndicatorPeriod(year: year.value, month: month.value)
    }
    tokens = tokens.dropFirst()
    guard ["", "日", "号", " ", "T", "日 "].contains(day.after),
      let date = CalendarDate(year: year.value, month: month.value, day: day.value)
    else { return nil }
    return tokens.isEmpty ? IndicatorPeriod(day: date) : interval(Array(tokens), on: date)
  }

  /// Reads the interval that stands in a column of its own, `09:00-09:30`, `9:00`, `0900-0930`.
  func period(_ text: String, on day: CalendarDate) -> IndicatorPeriod? {
    let tokens = Self.tokens(text)
    guard tokens.first?.before.isEmpty == true else { return nil }
    return interval(tokens, on: day)
  }

  /// 一季度 as 1季度.
  private static func withQuarterDigit(_ text: String) -> String {
    guard text.contains("季度") else { return text }
    return zip(["一", "二", "三", "四"], 1...4).reduce(text) {
      $0.replacing("\($1.0)季度", with: "\($1.1)季度")
    }
  }

  // MARK: - Parts

  /// A run of digits with what stands before and behind it.
  private struct Token {
    var value: Int
    var digits: Int
    var before: String
    var after: String
  }

  /// Half-width digits, what parts them, and nothing longer than a time can be.
  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var between = ""
    for scalar in text.trimmingSpaces.unicodeScalars.prefix(60) {
      let plain = (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      if ("0"..."9").contains(plain), let digit = Int(String(plain)) {
        if between.isEmpty, let last = tokens.indices.last {
          guard tokens[last].digits < 9 else { return [] }
          tokens[last].value = tokens[last].value * 10 + digit
          tokens[last].digits += 1
        } else {
          if let last = tokens.indices.last { tokens[last].after = between }
          tokens.append(Token(value: digit, digits: 1, before: between, after: ""))
          between = ""
        }
      } else {
        between.unicodeScalars.append(plain == "\u{3000}" ? " " : plain)
      }
    }
    if let last = tokens.indices.last { tokens[last].after = between }
    return tokens
  }

  /// What may stand between year, month and day.
  private static func joins(_ text: String) -> Bool { ["-", "/", ".", "年", "月", "年 ", "月 "].contains(text) }

  /// `20250301`, `202503`.
  private func compact(_ first: Token, _ rest: ArraySlice<Token>) -> IndicatorPeriod? {
    switch first.digits {
    case 6 where rest.isEmpty && first.after.isEmpty:
      return IndicatorPeriod(year: first.value / 100, month: first.value % 100)
    case 8:
      guard ["", " "].contains(first.after),
        let date = CalendarDate(
          year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
      else { return nil }
      return rest.isEmpty ? IndicatorPeriod(day: date) : interval(Array(rest), on: date)
    default: return nil
    }
  }

  /// Years, quarters and weeks.
  private func named(_ year: Int, _ rest: ArraySlice<Token>) -> IndicatorPeriod? {
    let tokens = Array(rest)
    guard let only = tokens.first else { return nil }
    guard tokens.count == 1 else { return nil }
    switch (only.before.uppercased(), only.after) {
    case ("Q", ""), ("-Q", ""), (" Q", ""), ("年第", "季度"), ("年", "季度"):
      return IndicatorPeriod(year: year, quarter: only.value)
    case ("W", ""), ("-W", ""), ("年第", "周"), ("年", "周"): return IndicatorPeriod(year: year, week: only.value)
    default: return nil
    }
  }

  /// A time of the day, or two.
  private func interval(_ tokens: [Token], on day: CalendarDate) -> IndicatorPeriod? {
    guard let first = Self.clock(tokens[...]) else { return nil }
    guard first.used < tokens.count else {
      return IndicatorPeriod(day: day, minute: first.minute, minutes: intervalMinutes)
    }
    let mark = tokens[first.used].before.trimmingSpaces
    guard ["-", "~", "–", "—", "至", "到", "～"].contains(mark), let last = Self.clock(tokens[first.used...]),
      first.used + last.used == tokens.count
    else { return nil }
    // An interval up to midnight ends at 24:00, which some systems write 00:00, others 23:59.
    var end = last.minute
    if end == 0 || end == 1_439 { end = 1_440 }
    if end % 5 == 4 { end += 1 }
    guard end > first.minute else { return nil }
    return IndicatorPeriod(day: day, minute: first.minute, minutes: end - first.minute)
  }

  /// `9:30`, `09:30:00`, `0930`; the minute of the day and how many tokens it took.
  private static func clock(_ tokens: ArraySlice<Token>) -> (minute: Int, used: Int)? {
    guard let hour = tokens.first else { return nil }
    if hour.digits == 4, hour.value / 100 <= 24, hour.value % 100 < 60 {
      return (hour.value / 100 * 60 + hour.value % 100, 1)
    }
    guard hour.digits <= 2, hour.value <= 24, hour.after == ":", let minute = tokens.dropFirst().first,
      minute.digits == 2, minute.value < 60
    else { return nil }
    var used = 2
    if minute.after == ":", let second = tokens.dropFirst(2).first {
      guard second.digits == 2, second.value < 60 else { return nil }
      used = 3
    }
    let total = hour.value * 60 + minute.value
    return total <= 1_440 ? (total, used) : nil
  }
}
