import AssessmentModel
import TestSupport
import Testing

@testable import IndicatorFiles

@Suite struct CellTests {
  static func cell(_ text: String) -> NumberCell { Array(text.utf8).withUnsafeBytes { NumberCell($0) } }

  @Test(arguments: [
    ("0", Rational(0), ""), ("478620", Rational(478_620), ""), (" 12,345.6 ", Rational(123_456, 10), ""),
    ("98.5 %", Rational(197, 2), "%"), ("９８．５％", Rational(197, 2), "%"), ("-3", Rational(-3), ""),
    ("−3", Rational(-3), ""), ("+0.5", Rational(1, 2), ""), ("1.5E-05", Rational(15, 1_000_000), ""),
    ("1,234,567", Rational(1_234_567), ""), ("1，234", Rational(1_234), ""), ("206秒", Rational(206), "秒"),
    ("123456789012345678.25", Rational(123_456_789_012_345_678) + Rational(1, 4), ""), ("007", Rational(7), ""),
  ])
  func numbersAreReadExactly(text: String, value: Rational, unit: String) {
    #expect(Self.cell(text) == .number(value, unit: unit))
  }

  @Test(arguments: [
    ("", NumberCell.empty), ("  ", .empty), ("-", .empty), ("—", .empty), ("N/A", .empty), ("#DIV/0!", .divisionByZero),
    ("Infinity", .notFinite), ("-inf", .notFinite), ("NaN", .notFinite), ("∞", .notFinite), ("1,23", .strayComma),
    ("12,34,567", .strayComma), ("1234,567", .strayComma), ("0,985", .strayComma), ("00,123", .strayComma),
    ("012,345", .strayComma), ("-0,985%", .strayComma), ("abc", .malformed), ("1.2.3", .malformed),
    ("5.", .malformed),
    ("12 34", .malformed), ("1E", .malformed), ("1E99", .tooLong), (String(repeating: "9", count: 40), .tooLong),
    ("03:25", .clock(first: 3, second: 25, third: nil)),
    ("00:03:25.5", .clock(first: 0, second: 3, third: Rational(51, 2))),
    ("３：２５", .clock(first: 3, second: 25, third: nil)), ("03:61", .malformed), ("1:2:3:4", .malformed),
    ("3分25秒", .clock(first: 0, second: 3, third: 25)), ("1小时2分3秒", .clock(first: 1, second: 2, third: 3)),
  ])
  func otherCellsAreWhatTheyAre(text: String, cell: NumberCell) { #expect(Self.cell(text) == cell) }

  @Test func everyDecimalIsReadAsItWasWritten() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let value = Int.random(in: 0...999_999_999_999, using: &random)
      let places = Int.random(in: 0...9, using: &random)
      let number = (0..<places).reduce(Rational(value)) { number, _ in number / 10 }
      #expect(Self.cell(number.display(decimals: places)) == .number(number, unit: ""))
    }
  }

  @Test(arguments: [
    ("2025-03", "2025-03"), ("2025/3", "2025-03"), ("2025年3月", "2025-03"), ("２０２５年３月份", "2025-03"),
    ("202503", "2025-03"), ("2025.03", "2025-03"), ("2025", "2025"), ("2025年", "2025"), ("2025/3/1", "2025-03-01"),
    ("2025-03-01", "2025-03-01"), ("20250301", "2025-03-01"), ("2025年3月1日", "2025-03-01"), ("2025Q1", "2025-Q1"),
    ("2025-Q4", "2025-Q4"), ("2025年第2季度", "2025-Q2"), ("2025年三季度", "2025-Q3"), ("2025-W01", "2025-W01"),
    ("2020-W53", "2020-W53"), ("2025年第9周", "2025-W09"), ("2025-03-01 09:30", "2025-03-01 09:30-10:00"),
    ("2025-03-01T09:30:00", "2025-03-01 09:30-10:00"), ("2025/3/1 9:00-9:30", "2025-03-01 09:00-09:30"),
    ("2025-03-01 23:30-00:00", "2025-03-01 23:30-24:00"), ("2025-03-01 09:00~09:14", "2025-03-01 09:00-09:15"),
    ("20250301 0900-0930", "2025-03-01 09:00-09:30"), ("20250301T0930", "2025-03-01 09:30-10:00"),
    ("2025/3/1 9:00 AM", "2025-03-01 09:00-09:30"), ("2025/3/1 1:00 PM", "2025-03-01 13:00-13:30"),
    ("2025/3/1 11:30:00 PM", "2025-03-01 23:30-24:00"), ("2025/3/1 12:30:00 AM", "2025-03-01 00:30-01:00"),
    ("2025/3/1 12:30 pm", "2025-03-01 12:30-13:00"), ("2025/3/1 1:00p.m.", "2025-03-01 13:00-13:30"),
    ("2025/3/1 1:00\u{202F}PM", "2025-03-01 13:00-13:30"), ("2025/3/1 PM 1:00", "2025-03-01 13:00-13:30"),
    ("2025/3/1 下午 1:30", "2025-03-01 13:30-14:00"), ("2025年3月1日下午1:30", "2025-03-01 13:30-14:00"),
    ("2025年3月1日 上午12:30", "2025-03-01 00:30-01:00"), ("2025/3/1 1:30 下午", "2025-03-01 13:30-14:00"),
    ("2025/3/1 凌晨1:30", "2025-03-01 01:30-02:00"), ("2025/3/1 早上8:00", "2025-03-01 08:00-08:30"),
    ("2025/3/1 中午12:30", "2025-03-01 12:30-13:00"), ("2025/3/1 中午1:00", "2025-03-01 13:00-13:30"),
    ("2025/3/1 晚上9:30", "2025-03-01 21:30-22:00"), ("2025/3/1 下午13:30", "2025-03-01 13:30-14:00"),
    ("20250301 0930 PM", "2025-03-01 21:30-22:00"),
    ("2025/3/1 9:00 AM - 9:30 AM", "2025-03-01 09:00-09:30"), ("2025/3/1 11:30 PM-12:00 AM", "2025-03-01 23:30-24:00"),
    ("2025/3/1 上午11:30-下午12:00", "2025-03-01 11:30-12:00"), ("2025/3/1 下午1:00-1:30", "2025-03-01 13:00-13:30"),
    ("2025/3/1 上午11:30-12:00", "2025-03-01 11:30-12:00"), ("2025/3/1 晚上11:30-12:00", "2025-03-01 23:30-24:00"),
    ("2025/3/1 9:00-9:30 PM", "2025-03-01 21:00-21:30"), ("2025/3/1 11:30-12:30 PM", "2025-03-01 11:30-12:30"),
    ("2025/3/1 12:00-12:30 AM", "2025-03-01 00:00-00:30"),
  ])
  func timesAreReadAsSystemsWriteThem(text: String, period: String) {
    #expect(PeriodCell(intervalMinutes: 30).period(text)?.description == period)
  }

  @Test(arguments: [
    "", "合计", "2025-13", "2025-02-29", "2025.1", "2025-W54", "2021-W53", "2025-Q5", "03-2025", "25-03-01",
    "2025-03-01 24:30",
    "2025-03-01 10:00-09:00", "2025-03-01 09:60", "2025-03-01 23:45", "9999999999999", "2025-3-1-2",
    "2025/3/1 9:30 hello", "2025/3/1 9:30 星期六", "2025/3/1 hello 9:30", "2025/3/1 10:00 13", "2025/3/1 10:30 11:30",
    "2025-03-01T", "2025-03-01 AM", "2025-03-01T09:30Z", "2025-03-01 09:30+08:00", "2025-03-01T06:30-08:00",
    "2025-03-01 09:30 UTC",
    "2025/3/1 13:30 AM", "2025/3/1 0:30 PM", "2025/3/1 上午9:30 AM", "2025/3/1 晚上12:30", "2025/3/1 晚上2:00", "2025/3/1 PM",
    "2025/3/1 9:30 PMs", "2025/3/1 0930x", "2025/3/1 09:00-09:30 x", "2025/3/1 09:00 x-09:30",
    "2025-03-01 09:30" + String(repeating: " ", count: 50) + "PM",
  ])
  func otherTextsAreNoTimes(text: String) { #expect(PeriodCell(intervalMinutes: 30).period(text) == nil) }

  /// Every minute of the day reads alike in the words of a 12-hour clock, before and behind it, and in 24 hours.
  @Test func twelveHoursAreTwentyFour() throws {
    let (cell, day) = (PeriodCell(intervalMinutes: 5), try #require(CalendarDate(iso8601: "2025-03-01")))
    for minute in stride(from: 0, to: 1_440, by: 5) {
      let (hour, half) = (minute / 60, minute < 720 ? 0 : 1)
      let clock = { (hour: Int) in "\(hour):\(minute % 60 < 10 ? "0" : "")\(minute % 60)" }
      let expected = IndicatorPeriod(day: day, minute: minute, minutes: 5)
      let twelve = clock((hour + 11) % 12 + 1)
      for text in [
        clock(hour), "\(twelve) \(["AM", "PM"][half])", "\(["上午", "下午"][half])\(twelve)",
        "\(twelve)\(["a.m.", "p.m."][half])",
      ] {
        #expect(cell.period(text, on: day) == expected, "\(text)")
        #expect(cell.period("2025年3月1日 " + text) == expected, "\(text)")
      }
    }
  }

  /// The short way of reading gives what the long one gives, or nothing.
  @Test func plainTimesAreReadAlikeBothWays() {
    let cell = PeriodCell(intervalMinutes: 30)
    var random = SeededGenerator(seed: 11)
    for _ in 0..<5_000 {
      var text = Array("2025-11-30 09:00-09:30".prefix([7, 10, 22].randomElement(using: &random) ?? 7))
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        text[Int.random(in: text.indices, using: &random)] = "0123456789-: ".randomElement(using: &random) ?? "0"
      }
      guard let plain = Array(String(text).utf8).withUnsafeBytes({ cell.plainPeriod($0) }) else { continue }
      #expect(plain == cell.period(String(text)), "\(String(text))")
    }
    for text in ["2025-03", "2025-03-01", "2025-03-01 09:00-09:30", "2025-03-01 23:30-00:00"] {
      #expect(Array(text.utf8).withUnsafeBytes { cell.plainPeriod($0) } == cell.period(text))
    }
  }

  @Test func periodsFollowEachOtherWithoutAGap() throws {
    for first in ["2024-02-28", "2024-12-31", "2024-W52", "2024-12", "2024-Q4", "2024", "2024-02-29 23:30-24:00"] {
      let period = try #require(PeriodCell(intervalMinutes: 30).period(first))
      let next = try #require(period.next)
      #expect(period < next)
      #expect(PeriodCell(intervalMinutes: 30).period(next.description) == next)
    }
    for number in stride(from: -700_000, to: 2_900_000, by: 997) {
      #expect(CalendarDate(dayNumber: number)?.dayNumber == number)
    }
    #expect(CalendarDate(iso8601: "2025-03-01")?.weekday == 6)
  }
}
