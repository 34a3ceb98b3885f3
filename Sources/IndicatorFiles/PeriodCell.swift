internal import AssessmentModel

/// Reads the time of a row, as systems write it: years, quarters, months, weeks, days, times of the day, intervals.
struct PeriodCell {
  /// How long the interval is that a single time of the day begins.
  let intervalMinutes: Int
  /// Whether midnight behind a day is no time but what databases and spreadsheets add to a date, `2025/3/1 0:00:00`.
  var midnightIsDay = false
  /// What a bare number behind the year is; nil for a month.
  var counted: CountedPeriod?

  /// Reads the forms in which this tool writes months, days and intervals itself, as most files have them:
  /// `2025-03`, `2025-03-01`, `2025-03-01 09:00-09:30`; nil for anything else, which ``period(_:)-(String)`` may read.
  func plainPeriod(_ bytes: UnsafeRawBufferPointer) -> IndicatorPeriod? {
    func number(_ places: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[places] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    func has(_ mark: Unicode.Scalar, at place: Int) -> Bool { bytes[place] == UInt8(ascii: mark) }
    func minute(at place: Int) -> Int? {
      guard has(":", at: place + 2), let hour = number(place..<place + 2), let minute = number(place + 3..<place + 5),
        minute < 60, hour * 60 + minute <= 1_440
      else { return nil }
      return hour * 60 + minute
    }
    guard [7, 10, 22].contains(bytes.count), has("-", at: 4), let year = number(0..<4), let month = number(5..<7) else {
      return nil
    }
    if bytes.count == 7 { return IndicatorPeriod(year: year, month: month) }
    guard has("-", at: 7), let date = number(8..<10), let day = CalendarDate(year: year, month: month, day: date)
    else { return nil }
    if bytes.count == 10 { return IndicatorPeriod(day: day) }
    guard has(" ", at: 10), has("-", at: 16), let from = minute(at: 11), let to = minute(at: 17) else { return nil }
    return Self.interval(on: day, from: from, to: to)
  }

  /// Reads `2025年3月`, `2025-03`, `2025/3/1`, `20250301`, `2025-03-01 09:30`, `2025-03-01 09:00-09:30`, `2025Q1`,
  /// `2025/3/1 1:30 PM`, `2025年3月1日 下午1:30`, `2025年第1季度`, `2025-W09`, `2025`; nil for anything else, also behind a time, and
  /// for days that the calendar does not have.
  func period(_ text: String) -> IndicatorPeriod? {
    var tokens = TimeToken.tokens(of: Self.withQuarterDigit(text))[...]
    guard let year = tokens.popFirst(), year.before.isEmpty else { return nil }
    guard year.digits == 4 else { return compact(year, tokens) }
    if tokens.isEmpty { return ["", "年", "年度"].contains(year.after) ? IndicatorPeriod(year: year.value) : nil }
    if let found = named(year.value, tokens) { return found }
    guard let month = tokens.popFirst(), Self.joins(month.before), month.digits <= 2 else { return nil }
    if let counted, tokens.isEmpty, month.after.isEmpty {
      return month.before == "." ? nil : counted.period(month.value, of: year.value)
    }
    guard let day = tokens.first, Self.joins(day.before), day.digits <= 2 else {
      // Of 2025.1 nobody can tell whether it was 2025.10 before a spreadsheet took it for a number.
      guard tokens.isEmpty, ["", "月", "月份"].contains(month.after), month.before != "." || month.digits == 2 else {
        return nil
      }
      return IndicatorPeriod(year: year.value, month: month.value)
    }
    tokens = tokens.dropFirst()
    guard let date = CalendarDate(year: year.value, month: month.value, day: day.value) else { return nil }
    if tokens.isEmpty { return ["", "日", "号"].contains(day.after) ? IndicatorPeriod(day: date) : nil }
    return interval(tokens, lead: Self.lead(day.after), on: date)
  }

  /// Whether a text is a day with midnight behind it; nil where it is no time.
  static func isMidnight(_ text: String) -> Bool? {
    guard let period = PeriodCell(intervalMinutes: 1).period(text) else { return nil }
    guard case .minutes = period.length, period.minute == 0 else { return false }
    return PeriodCell(intervalMinutes: 1, midnightIsDay: true).period(text)?.length == .day
  }

  /// What stands between a day and an hour, without what belongs to the day.
  static func lead(_ text: String) -> Substring {
    ["日", "号"].contains(text.prefix(1)) ? text.dropFirst() : text[...]
  }

  /// Reads the interval that stands in a column of its own, `09:00-09:30`, `9:00`, `0900-0930`, `下午1:30`.
  func period(_ text: String, on day: CalendarDate) -> IndicatorPeriod? {
    let tokens = TimeToken.tokens(of: text)
    return interval(tokens[...], lead: (tokens.first?.before ?? "")[...], on: day)
  }

  /// 一季度 as 1季度.
  private static func withQuarterDigit(_ text: String) -> String {
    // Most times are written without any Han, and told by their bytes at once.
    guard text.utf8.contains(where: { $0 >= 0x80 }), text.contains("季度") else { return text }
    return zip(["一", "二", "三", "四"], 1...4).reduce(text) {
      $0.replacing("\($1.0)季度", with: "\($1.1)季度")
    }
  }

  // MARK: - Parts

  /// What may stand between year, month and day.
  private static func joins(_ text: String) -> Bool { ["-", "/", ".", "年", "月", "年 ", "月 "].contains(text) }

  /// `20250301`, `202503`.
  private func compact(_ first: TimeToken, _ rest: ArraySlice<TimeToken>) -> IndicatorPeriod? {
    switch first.digits {
    case 6 where rest.isEmpty && first.after.isEmpty:
      if let counted { return counted.period(first.value % 100, of: first.value / 100) }
      return IndicatorPeriod(year: first.value / 100, month: first.value % 100)
    case 8:
      guard
        let date = CalendarDate(
          year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
      else { return nil }
      if rest.isEmpty { return first.after.isEmpty ? IndicatorPeriod(day: date) : nil }
      return interval(rest, lead: first.after[...], on: date)
    default: return nil
    }
  }

  /// Years, quarters and weeks.
  private func named(_ year: Int, _ rest: ArraySlice<TimeToken>) -> IndicatorPeriod? {
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
  ///
  /// - Parameter lead: what stands between the day and the hour.
  private func interval(
    _ tokens: ArraySlice<TimeToken>, lead: Substring, on day: CalendarDate
  ) -> IndicatorPeriod? {
    // ISO 8601 joins day and time by T, and what follows a hyphen then is a zone.
    let isISO = lead == "T"
    guard let times = DayTimes(tokens, lead: isISO ? "" : lead) else { return nil }
    guard let end = times.end else {
      if midnightIsDay, times.start == 0 { return IndicatorPeriod(day: day) }
      return IndicatorPeriod(day: day, minute: times.start, minutes: intervalMinutes)
    }
    return isISO ? nil : Self.interval(on: day, from: times.start, to: end)
  }

  /// An interval up to midnight ends at 24:00, which some systems write 00:00, others 23:59.
  private static func interval(on day: CalendarDate, from start: Int, to last: Int) -> IndicatorPeriod? {
    var end = last
    if end == 0 || end == 1_439 { end = 1_440 }
    if end % 5 == 4 { end += 1 }
    guard end > start else { return nil }
    return IndicatorPeriod(day: day, minute: start, minutes: end - start)
  }
}
