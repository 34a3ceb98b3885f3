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
    ("12,34,567", .strayComma), ("1234,567", .strayComma), ("abc", .malformed), ("1.2.3", .malformed),
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
    ("20250301 0900-0930", "2025-03-01 09:00-09:30"),
  ])
  func timesAreReadAsSystemsWriteThem(text: String, period: String) {
    #expect(PeriodCell(intervalMinutes: 30).period(text)?.description == period)
  }

  @Test(arguments: [
    "", "合计", "2025-13", "2025-02-29", "2025.1", "2025-W54", "2021-W53", "2025-Q5", "03-2025", "25-03-01",
    "2025-03-01 24:30",
    "2025-03-01 10:00-09:00", "2025-03-01 09:60", "2025-03-01 23:45", "9999999999999", "2025-3-1-2",
  ])
  func otherTextsAreNoTimes(text: String) { #expect(PeriodCell(intervalMinutes: 30).period(text) == nil) }

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
