/// The time that one value of an indicator speaks of: an interval of a day, a day, a week, a month, a quarter or a year.
public struct IndicatorPeriod: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// How long a period is.
  public enum Length: Hashable, Sendable, Comparable {
    /// A number of minutes, 1 to 1,440, within one day.
    case minutes(Int)
    /// A day.
    case day
    /// A week from Monday (ISO 8601).
    case week
    /// A month.
    case month
    /// A quarter.
    case quarter
    /// A year.
    case year
  }

  /// The first day.
  public let start: CalendarDate
  /// The minute of the day at which it begins, 0 to 1,439; 0 unless it is counted in minutes.
  public let minute: Int
  /// How long it is.
  public let length: Length

  private init(start: CalendarDate, minute: Int, length: Length) {
    self.start = start
    self.minute = minute
    self.length = length
  }

  /// A part of a day, or nil where it would not lie within it.
  public init?(day: CalendarDate, minute: Int, minutes: Int) {
    guard (0..<1_440).contains(minute), minutes > 0, minute + minutes <= 1_440 else { return nil }
    self.init(start: day, minute: minute, length: .minutes(minutes))
  }

  /// A day.
  public init(day: CalendarDate) { self.init(start: day, minute: 0, length: .day) }

  /// A month, or nil where there is none.
  public init?(year: Int, month: Int) {
    guard let start = CalendarDate(year: year, month: month, day: 1) else { return nil }
    self.init(start: start, minute: 0, length: .month)
  }

  /// A quarter of 1 to 4, or nil where there is none.
  public init?(year: Int, quarter: Int) {
    guard (1...4).contains(quarter), let start = CalendarDate(year: year, month: quarter * 3 - 2, day: 1) else {
      return nil
    }
    self.init(start: start, minute: 0, length: .quarter)
  }

  /// A year, or nil where there is none.
  public init?(year: Int) {
    guard let start = CalendarDate(year: year, month: 1, day: 1) else { return nil }
    self.init(start: start, minute: 0, length: .year)
  }

  /// A week by its number (ISO 8601: the first week holds the year's first Thursday), or nil where there is none.
  public init?(year: Int, week: Int) {
    guard (1...53).contains(week), let fourth = CalendarDate(year: year, month: 1, day: 4) else { return nil }
    let monday = fourth.dayNumber - fourth.weekday + 1 + (week - 1) * 7
    guard let start = CalendarDate(dayNumber: monday), let thursday = CalendarDate(dayNumber: monday + 3),
      thursday.year == year
    else { return nil }
    self.init(start: start, minute: 0, length: .week)
  }

  /// Orders by the beginning, and periods that begin together by their length.
  public static func < (left: IndicatorPeriod, right: IndicatorPeriod) -> Bool {
    (left.start, left.minute, left.length) < (right.start, right.minute, right.length)
  }

  /// The period that follows at once; nil past the last day of the calendar. An interval is followed by the next one of
  /// the same day or the first of the next.
  public var next: IndicatorPeriod? {
    switch length {
    case .minutes(let minutes):
      if let later = IndicatorPeriod(day: start, minute: minute + minutes, minutes: minutes) { return later }
      return start.adding(days: 1).flatMap { IndicatorPeriod(day: $0, minute: 0, minutes: minutes) }
    case .day: return start.adding(days: 1).map(IndicatorPeriod.init(day:))
    case .week: return start.adding(days: 7).map { IndicatorPeriod(start: $0, minute: 0, length: .week) }
    case .month: return later(months: 1)
    case .quarter: return later(months: 3)
    case .year: return later(months: 12)
    }
  }

  /// The month that holds its first day.
  public var month: IndicatorPeriod {
    IndicatorPeriod(year: start.year, month: start.month) ?? self
  }

  private func later(months: Int) -> IndicatorPeriod? {
    let index = start.year * 12 + start.month - 1 + months
    return CalendarDate(year: index / 12, month: index % 12 + 1, day: 1)
      .map { IndicatorPeriod(start: $0, minute: 0, length: length) }
  }

  /// The form of data files: `2025-03-01 09:30-10:00`, `2025-03-01`, `2025-W09`, `2025-03`, `2025-Q1`, `2025`.
  public var description: String {
    let day = start.description
    switch length {
    case .minutes(let minutes): return "\(day) \(Self.clock(minute))-\(Self.clock(minute + minutes))"
    case .day: return day
    case .week:
      // The Thursday of a week decides to which year it belongs.
      let thursday = start.adding(days: 3) ?? start
      let first = CalendarDate(year: thursday.year, month: 1, day: 1) ?? thursday
      return "\(thursday.description.prefix(4))-W\(Self.two((thursday.dayNumber - first.dayNumber) / 7 + 1))"
    case .month: return String(day.prefix(7))
    case .quarter: return "\(day.prefix(4))-Q\((start.month + 2) / 3)"
    case .year: return String(day.prefix(4))
    }
  }

  /// The form of Chinese sentences: as in data files, but the ends of an interval are joined by ～, `09:30～10:00`.
  public var printed: String {
    guard case .minutes(let minutes) = length else { return description }
    return "\(start) \(Self.clock(minute))～\(Self.clock(minute + minutes))"
  }

  private static func clock(_ minute: Int) -> String { "\(two(minute / 60)):\(two(minute % 60))" }
  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension CalendarDate {
  /// The number of the day, counted from 1970-01-01 as 0 (Gregorian calendar of 400 years and 146,097 days).
  public var dayNumber: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of a number, or nil outside of the years 1 to 9999.
  public init?(dayNumber: Int) {
    guard (-719_162...2_932_896).contains(dayNumber) else { return nil }
    let shifted = dayNumber + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * part + 2) / 5 + 1)
  }

  /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int { (dayNumber % 7 + 7 + 3) % 7 + 1 }

  /// The day a number of days later, or nil outside of the years 1 to 9999.
  public func adding(days: Int) -> CalendarDate? { CalendarDate(dayNumber: dayNumber + days) }
}
