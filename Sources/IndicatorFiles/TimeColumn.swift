internal import AssessmentModel

/// Reads the time of each row. What was read once is remembered, for a file has many rows of one time.
struct TimeColumn {
  /// What the time of a row came to.
  enum Reading {
    case period(IndicatorPeriod)
    /// A row that a mapping passes over, such as a total.
    case ignored
    /// The cell of the time or, where `isInterval`, of the interval cannot be read.
    case wrong(isInterval: Bool)
  }

  /// How the time is read, and the interval where it stands in another column.
  private let periods: PeriodCell
  private let intervalPeriods: PeriodCell
  private let ignored: Set<String>
  /// Whether more stands behind a quarter or week, such as [年份, 季度, 月份]: no text tells which number is which.
  private let hasCountBeforeLast: Bool

  private var days = NameTable()
  private var dayReadings: [Reading] = []
  private var intervals = NameTable()
  /// Intervals of a day that need not be the day of the row.
  private var intervalReadings: [Reading] = []
  /// What stands in the columns of a row's time.
  private var key: [UInt8] = []
  private var last: (day: Int, interval: Int, reading: Reading)?

  /// How many different times are remembered; those of a hundred years of days, or of three of half-hours.
  private static let limit = 65_536

  /// - Parameters:
  ///   - heads: those of the columns that make up the time.
  ///   - midnightIsDay: whether midnight behind a day is no time of it.
  init(intervalMinutes: Int, heads: [String], midnightIsDay: Bool, ignored: Set<String>) {
    intervalPeriods = PeriodCell(intervalMinutes: intervalMinutes)
    periods = PeriodCell(
      intervalMinutes: intervalMinutes, midnightIsDay: midnightIsDay, counted: Self.counted(heads))
    hasCountBeforeLast = heads.count > 1 && heads.dropLast().contains { CountedPeriod(head: $0) != nil }
    self.ignored = ignored
  }

  /// What the numbers of the time's last column count. A year in a column of its own holds none.
  static func counted(_ heads: [String]) -> CountedPeriod? { heads.last.flatMap(CountedPeriod.init(head:)) }

  /// Reads the time in its columns, with the interval in another where there is one.
  mutating func read(_ row: CSVRow, time: [Int], interval: Int?) -> Reading {
    let day = time.count == 1 ? day(row, time[0]) : joined(row, time)
    guard let interval else { return dayReadings[day] }
    let part = part(row, interval)
    if let last, last.day == day, last.interval == part { return last.reading }
    let reading = combined(dayReadings[day], intervalReadings[part])
    last = (day, part, reading)
    return reading
  }

  private mutating func day(_ row: CSVRow, _ column: Int) -> Int {
    let (number, isNew) = days.number(of: row.bytes(column))
    guard isNew else { return number }
    let reading = reading(row, column)
    if dayReadings.count == Self.limit {
      (days, dayReadings, last) = (NameTable(), [], nil)
      _ = days.number(of: row.bytes(column))
    }
    dayReadings.append(reading)
    return dayReadings.count - 1
  }

  /// The number of a time that several columns make up.
  private mutating func joined(_ row: CSVRow, _ columns: [Int]) -> Int {
    key.removeAll(keepingCapacity: true)
    for column in columns {
      key.append(contentsOf: row.bytes(column))
      key.append(0x1F)
    }
    let (number, isNew) = key.withUnsafeBytes { days.number(of: $0) }
    guard isNew else { return number }
    if dayReadings.count == Self.limit {
      (days, dayReadings, last) = (NameTable(), [], nil)
      _ = key.withUnsafeBytes { days.number(of: $0) }
    }
    let parts = columns.map { row.text($0).trimmingSpaces }
    if parts.contains(where: ignored.contains) {
      dayReadings.append(.ignored)
    } else {
      let isUnclear = parts.contains("") || hasCountBeforeLast
      let period = isUnclear ? nil : periods.period(Self.text(of: parts))
      dayReadings.append(period.map(Reading.period) ?? .wrong(isInterval: false))
    }
    return dayReadings.count - 1
  }

  /// Year, month and day as one text: 2025 and 3 are 2025-3, 2025年 and 3月 are 2025年3月, 2025 and 一季度 are 2025年一季度.
  static func text(of parts: [String]) -> String {
    // 一 is a number too, and no digit.
    func isDigit(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.numericType == .decimal }
    return parts.dropFirst().reduce(parts.first ?? "") { text, part in
      guard isDigit(text.unicodeScalars.last), let next = part.unicodeScalars.first else { return text + part }
      if isDigit(next) { return "\(text)-\(part)" }
      return text + (next.isASCII ? "" : "年") + part
    }
  }

  private func reading(_ row: CSVRow, _ column: Int) -> Reading {
    if ignored.isEmpty, periods.counted == nil, let period = periods.plainPeriod(row.bytes(column)) {
      return .period(period)
    }
    let text = row.text(column).trimmingSpaces
    if ignored.contains(text) { return .ignored }
    return periods.period(text).map(Reading.period) ?? .wrong(isInterval: false)
  }

  private mutating func part(_ row: CSVRow, _ column: Int) -> Int {
    let (number, isNew) = intervals.number(of: row.bytes(column))
    guard isNew else { return number }
    let reading = interval(row.text(column).trimmingSpaces)
    if intervalReadings.count == Self.limit {
      (intervals, intervalReadings, last) = (NameTable(), [], nil)
      _ = intervals.number(of: row.bytes(column))
    }
    intervalReadings.append(reading)
    return intervalReadings.count - 1
  }

  private func interval(_ text: String) -> Reading {
    if ignored.contains(text) { return .ignored }
    // Any day will do to read a time of the day.
    let period = CalendarDate(dayNumber: 0).flatMap { intervalPeriods.period(text, on: $0) }
    return period.map(Reading.period) ?? .wrong(isInterval: true)
  }

  private func combined(_ day: Reading, _ part: Reading) -> Reading {
    switch (day, part) {
    case (.ignored, _), (_, .ignored): return .ignored
    case (.period(let period), .period(let part)):
      // The cell at fault is the one that holds no day.
      guard period.length == .day else { return .wrong(isInterval: false) }
      guard case .minutes(let minutes) = part.length,
        let whole = IndicatorPeriod(day: period.start, minute: part.minute, minutes: minutes)
      else { return .wrong(isInterval: true) }
      return .period(whole)
    case (.wrong, _): return day
    case (_, .wrong): return part
    }
  }
}
