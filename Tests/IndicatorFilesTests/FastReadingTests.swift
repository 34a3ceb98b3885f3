import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import IndicatorFiles

/// What is read eight or sixty-four bytes at a time is what a reader of one byte after the other finds.
@Suite struct FastReadingTests {
  /// Parts a text by the rules of RFC 4180, one byte after the other.
  private func slowly(_ text: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var (fields, field): ([String], [UInt8]) = ([], [])
    var (isQuoted, wasQuoted, index) = (false, false, 0)
    func endField() {
      fields.append(String(decoding: field, as: UTF8.self))
      (field, wasQuoted) = ([], false)
    }
    func endRecord() {
      let isBlank = fields.isEmpty && field.isEmpty && !wasQuoted
      endField()
      if !isBlank { records.append(fields) }
      fields = []
    }
    while index < text.count {
      let byte = text[index]
      let next = index + 1 < text.count ? text[index + 1] : 0
      index += 1
      switch byte {
      case 0x22 where isQuoted && next == 0x22:
        field.append(byte)
        index += 1
      case 0x22 where isQuoted: isQuoted = false
      case _ where isQuoted: field.append(byte)
      case 0x22 where field.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case 0x2C: endField()
      case 0x0D where next == 0x0A:
        endRecord()
        index += 1
      case 0x0A, 0x0D: endRecord()
      default: field.append(byte)
      }
    }
    if !fields.isEmpty || !field.isEmpty || wasQuoted { endRecord() }
    return records
  }

  /// Fields of all lengths, so that marks fall on every place of a block and records across the ends of what is read.
  @Test(arguments: [UInt64(1), 2, 3])
  func recordsAreThoseOfASlowReader(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text: [UInt8] = []
    while text.count < 600_000 {
      for index in 0..<Int.random(in: 1...9, using: &random) {
        if index > 0 { text.append(0x2C) }
        let length = Int.random(in: 0..<[3, 12, 90, 700].randomElement(using: &random)!, using: &random)
        let content = (0..<length).map { _ in
          [0x31, 0x2E, 0x41, 0x20, 0x7F, 0x1F, 0x00].randomElement(using: &random)! as UInt8
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: text += [0x22] + content + Array("a,\"\"\n\r\n".utf8) + [0x22]
        case 1: text += [0x22, 0x22]
        case 2: text += content + Array("中\"文".utf8)
        default: text += content
        }
      }
      text += [[0x0A], [0x0D, 0x0A], [0x0D], [0x0A, 0x0A]].randomElement(using: &random)!
    }
    if seed == 2 { text.removeLast() }
    try DataFiles.use { folder in
      let file = folder.appending(path: "table.csv")
      try Data(text).write(to: file)
      let records = try CSVRecords(file.path, encoding: nil, separator: 0x2C)
      var found: [[String]] = []
      while try records.next() { found.append((0..<records.count).map { records.text($0) }) }
      let expected = slowly(text)
      #expect(found.count == expected.count)
      let first = zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }
      #expect(first == nil, "record \(first?.offset ?? 0) of \(expected.count)")
    }
  }

  @Test func marksAreTheBytesThatMayEndAField() {
    var random = SeededGenerator(seed: 5)
    for separator: UInt8 in [0x2C, 0x3B, 0x09] {
      for _ in 0..<500 {
        let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
        let expected = bytes.enumerated().reduce(UInt64(0)) { marks, byte in
          byte.element == separator || byte.element == 0x22 || byte.element < 0x20 ? marks | 1 << byte.offset : marks
        }
        #expect(bytes.withUnsafeBufferPointer { CSVMarks(separator: separator).marks($0.baseAddress!) } == expected)
      }
    }
  }

  @Test func digitsReadTogetherAreTheNumber() {
    var random = SeededGenerator(seed: 9)
    func together(_ text: String) -> PlainDecimal? {
      let bytes = Array("99,\"x-./:".utf8) + Array(text.utf8)
      return bytes.withUnsafeBufferPointer {
        PlainDecimal(digitsBefore: $0.baseAddress! + bytes.count, count: text.utf8.count)
      }
    }
    for count in 1...8 {
      for _ in 0..<200 {
        let text = String((0..<count).map { _ in "0123456789".randomElement(using: &random)! })
        #expect(together(text) == PlainDecimal(mantissa: Int(text)!, places: 0))
        for other in ["/", ":", " ", "-", ".", "\u{0}", "é"] where count > other.utf8.count {
          let position = text.index(
            text.startIndex, offsetBy: Int.random(in: 0..<count - other.utf8.count, using: &random))
          var wrong = text
          wrong.replaceSubrange(position..<text.index(position, offsetBy: other.utf8.count), with: other)
          #expect(together(wrong) == nil, "\(wrong)")
        }
      }
    }
    #expect(together("") == nil)
    #expect(together("123456789") == nil)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1.2.3", "1,23", "1234,567", "12,34,567", ",123", "1,234,", "1.5,000", "--3", "+3",
    "123456789012345678", "0.1234567890", " 3", "3 ", "3%", "３",
  ])
  func whatIsNoPlainDecimalIsLeftToTheFullReader(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { PlainDecimal($0) } == nil)
  }

  @Test(arguments: [
    ("1,234,567.25", 123_456_725, 2), ("-0.5", -5, 1), ("12345678901234567", 12_345_678_901_234_567, 0),
  ])
  func plainDecimalsKeepTheirDigits(text: String, mantissa: Int, places: Int) {
    #expect(Array(text.utf8).withUnsafeBytes { PlainDecimal($0) } == PlainDecimal(mantissa: mantissa, places: places))
  }

  @Test func sumsThatMachineIntegersDoNotHoldAreRefusedAndKept() {
    var random = SeededGenerator(seed: 3)
    var (sum, exact, count) = (PlainSum(), Rational(0), 0)
    for _ in 0..<2_000 {
      let value = PlainDecimal(
        mantissa: Int.random(in: -99_999_999_999_999_999...99_999_999_999_999_999, using: &random),
        places: Int.random(in: 0...9, using: &random))
      guard sum.add(value) else { continue }
      exact += value.rational
      count += 1
    }
    #expect(sum.rational == exact)
    #expect(sum.count == count)
    #expect(count < 2_000)
  }

  @Test func namesKeepTheirNumbers() {
    var table = NameTable()
    let names = (0..<5_000).map { "班组\($0)" } + [""]
    for round in 0..<2 {
      for (index, name) in names.enumerated() {
        let found = Array(name.utf8).withUnsafeBytes { table.number(of: $0) }
        #expect(found.number == index && found.isNew == (round == 0))
      }
    }
    #expect(table.count == names.count)
  }

  /// More different times than are remembered are read all the same.
  @Test func timesBeyondThoseRememberedAreRead() throws {
    var text = "period,offered\n"
    var expected: [String] = []
    for year in 1...9_999 {
      for month in 1...7 {
        let period = try #require(IndicatorPeriod(year: year, month: month))
        text += "\(period),1\n"
        expected.append("offered \(period) 1.000")
      }
    }
    #expect(try DataFiles.load(text).values == expected)
  }

  /// Plain values, values with a unit and durations add up exactly, in whatever order and to whatever size.
  @Test func valuesOfAllFormsAddUp() throws {
    var random = SeededGenerator(seed: 21)
    var (text, sums, counts) = ("日期,班组,通话时间合计,在线坐席数\n", [Int: Rational](), [Int: Int]())
    for _ in 0..<3_000 {
      let month = Int.random(in: 1...3, using: &random)
      let (cell, value): (String, Rational)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: (cell, value) = ("12345678901234567", Rational(12_345_678_901_234_567))
      case 1: (cell, value) = ("00:01:05", 65)
      case 2: (cell, value) = ("\"1,234.125\"", Rational(9_873, 8))
      case 3: (cell, value) = ("2分3秒", 123)
      default: (cell, value) = ("7.25秒", Rational(29, 4))
      }
      let day = Int.random(in: 10...28, using: &random)
      text += "2025-0\(month)-\(day),\([" 一班", "一班"].randomElement(using: &random)!),\(cell),1.5\n"
      sums[month, default: 0] += value
      counts[month, default: 0] += 1
    }
    try DataFiles.use { folder in
      let file = folder.appending(path: "data.csv")
      try Data(text.utf8).write(to: file)
      let (totals, collector) = (
        PeriodTotals(.month, catalogue: catalogue), SeriesCollector(path: "", catalogue: catalogue)
      )
      let problems = DiagnosticCollector()
      _ = IndicatorFile.read(file.path, map: nil, catalogue: catalogue, problems: problems, into: totals)
      totals.handOn(to: collector)
      let data = collector.finish(problems)
      #expect(!problems.hasErrors)
      let time = data[IndicatorSeries.Key(.measure(MeasureID("talk-time")), group: "一班")]
      #expect(time?.points.map(\.value) == (1...3).map { sums[$0] })
      let agents = data[IndicatorSeries.Key(.measure(MeasureID("agents")), group: "一班")]
      #expect(agents?.points.map(\.value) == (1...3).map { _ in Rational(3, 2) })
    }
  }

  @Test func theNamesOfARowAreLimited() throws {
    let names = (0...RowReader.seriesLimit).map { "2025-01,名\($0),1\n" }.joined()
    let load = try DataFiles.load(
      Array(("period,名称,value\n" + names).utf8),
      map: "time: period\nrows: {indicator: 名称, value: value, names: {来电: offered}}"
    ).load
    #expect(load.findings == ["error \(RowReader.seriesLimit + 2):0 too-many-series"])
  }

  /// Percentages and durations, read without a string, are what the careful reader of cells finds.
  @Test func cellsWithTheirOwnUnitAreReadAlike() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("0123456789:::%%.,- ")
    var clocks = 0
    for _ in 0..<60_000 {
      let text = String(
        (0..<Int.random(in: 1...9, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
      let cell = Array(text.utf8).withUnsafeBytes { NumberCell($0) }
      guard let parts = Array(text.utf8).withUnsafeBytes({ ClockParts($0) }) else { continue }
      clocks += 1
      #expect(
        cell == .clock(first: parts.first, second: Rational(parts.second), third: parts.third.map { Rational($0) }))
      #expect(
        parts.seconds(readsHours: false) == (parts.third == nil ? 1 : 60) * (parts.first * 60 + parts.second)
          + (parts.third ?? 0))
    }
    #expect(clocks > 500)
  }

  @Test func percentagesAndDurationsMeanTheSameInEveryForm() throws {
    func data(_ rows: [String], head: String = "period,talk-time,service-level/of-offered") throws -> IndicatorData {
      let load = try DataFiles.load(([head] + rows).joined(separator: "\n") + "\n")
      return try #require(load.data, "\(load.report.diagnostics)")
    }
    let plain = try data(["2025-01,205,98.5", "2025-02,12345,70", "2025-03,3600,0.4"])
    #expect(try data(["2025-01,03:25,98.5%", "2025-02,03:25:45,70%", "2025-03,60:00,0.4%"]) == plain)
    #expect(try data(["2025-01, 3:25 ,９８．５％", "2025-02,3小时25分45秒,70 %", "2025-03,01:00:00,0.4%"]) == plain)
    // A further digit says how finely a value is written, and is the same value.
    let finer = try data(["2025-01,205,98.50", "2025-02,12345,70.0", "2025-03,3600,0.40"])
    #expect(finer.series.map { $0.points.map(\.value) } == plain.series.map { $0.points.map(\.value) })
    #expect(finer.series.flatMap { $0.points.compactMap(\.step) }.contains(Rational(1, 100)))
    let rows = try data(
      [
        "2025-01,talk-time,03:25,", "2025-02,talk-time,12345,秒", "2025-03,talk-time,60:00,秒",
        "2025-01,service-level/of-offered,98.5%,",
        "2025-02,service-level/of-offered,70,%", "2025-03,service-level/of-offered,0.4%,%",
      ], head: "period,indicator,value,unit")
    #expect(rows.series.map { $0.points.map(\.value) } == plain.series.map { $0.points.map(\.value) })
  }

  @Test(arguments: ["03:60", "1:2:3:4", "12:345", ":75", "03:25%", "-03:25"])
  func aDurationThatIsNoneIsRefused(cell: String) throws {
    #expect(try DataFiles.load("period,talk-time\n2025-01,\(cell)\n").data == nil)
  }

  @Test(arguments: [
    "talk-time,98%", "service-level/of-offered,03:25", "service-level/of-offered,100.1%",
    "service-level/of-offered,-3%",
  ])
  func aUnitOfAnotherKindIsRefused(column: String) throws {
    let parts = column.split(separator: ",")
    let load = try DataFiles.load("period,\(parts[0])\n2025-01,\(parts[1])\n")
    #expect(load.data == nil && load.report.diagnostics.first?.location?.column ?? 0 > 1)
  }
}
