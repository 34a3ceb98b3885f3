/// A day on the scale of a plan, by its number: 0 is 1970-01-01 of the proleptic Gregorian calendar.
public struct PlanDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days after 1970-01-01.
  public let day: Int

  /// The day of a number, kept within the years 1 to 9999.
  public init(day: Int) { self.day = min(max(day, PlanDate.first), PlanDate.last) }

  /// Reads the ISO 8601 form `yyyy-mm-dd`; nil for anything else and for days that do not exist.
  public init?(iso8601 text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0
    else { return nil }
    let number = PlanDate.number(year: year, month: month, day: day)
    self.init(day: number)
    let parsed = civil
    guard parsed.year == year, parsed.month == month, parsed.day == day else { return nil }
  }

  /// The day of a year, month and day; months beyond 12 count on into later years.
  public init(year: Int, month: Int, day: Int) {
    let months = year * 12 + month - 1
    self.init(day: PlanDate.number(year: months / 12, month: months % 12 + 1, day: day))
  }

  /// The year, the month from 1 to 12 and the day of the month.
  public var civil: (year: Int, month: Int, day: Int) {
    // Years begin in March here, so that the leap day is their last.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let calendarMonth = month < 10 ? month + 3 : month - 9
    return (
      yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  /// The day of the week, 0 for Monday to 6 for Sunday.
  public var weekday: Int { ((day + 3) % 7 + 7) % 7 }

  /// The ISO 8601 form `yyyy-mm-dd`.
  public var description: String {
    let (year, month, day) = civil
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Whether a day comes before another.
  public static func < (left: PlanDate, right: PlanDate) -> Bool { left.day < right.day }

  private static let first = number(year: 1, month: 1, day: 1)
  private static let last = number(year: 9999, month: 12, day: 31)

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
