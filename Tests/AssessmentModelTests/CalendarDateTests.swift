import AssessmentModel
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test("a cycle of 400 years has 146,097 days, each written and read back, in order")
  func wholeCycle() throws {
    var days = 0
    var previous: CalendarDate?
    for year in 1800..<2200 {
      for month in 1...12 {
        for day in 1...31 {
          guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
          days += 1
          #expect(CalendarDate(iso8601: date.description) == date)
          if let previous { #expect(previous < date) }
          previous = date
        }
      }
    }
    // The length of the Gregorian cycle, which no rule of the type mentions.
    #expect(days == 146_097)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00", "2025-1-01", "2025/01/01",
      "2025-01-01 ", " 2025-01-01", "20250101", "２０２５-01-01", "2025-01-0a", "-025-01-01", "0000-01-01", "",
    ])
  func refused(text: String) {
    #expect(CalendarDate(iso8601: text) == nil)
  }

  @Test("leap days exist where they should", arguments: ["2024-02-29", "2000-02-29", "9999-12-31", "0001-01-01"])
  func accepted(text: String) {
    #expect(CalendarDate(iso8601: text)?.description == text)
  }

  @Test("a period may last a day but not end before it begins")
  func periods() throws {
    let first = try #require(CalendarDate(iso8601: "2025-01-01"))
    let second = try #require(CalendarDate(iso8601: "2025-01-02"))
    #expect(DatePeriod(from: first, to: first) != nil)
    #expect(DatePeriod(from: first, to: second) != nil)
    #expect(DatePeriod(from: second, to: first) == nil)
  }
}
