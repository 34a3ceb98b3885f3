import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import IndicatorFiles

/// What is written in the plain form, with or without summing up, is read again as it was.
@Suite struct PlainFormTests {
  private func imported(_ text: String, by length: PeriodTotals.Length? = nil) throws -> (String, PeriodTotals?) {
    try DataFiles.use { folder in
      let file = folder.appending(path: "data.csv")
      try Data(text.utf8).write(to: file)
      var written: [UInt8] = []
      var writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
      let problems = DiagnosticCollector()
      let totals = length.map {
        IndicatorFile.totals(of: file.path, by: $0, catalogue: catalogue, problems: problems).totals
      }
      if totals == nil {
        _ = IndicatorFile.distinct(file.path, catalogue: catalogue, problems: problems) {
          written = []
          writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
          return writer
        }
      }
      #expect(!problems.hasErrors)
      totals?.handOn(to: writer)
      writer.finish()
      return (String(decoding: written, as: UTF8.self), totals)
    }
  }

  @Test func whatIsWrittenIsReadAgainAsItWas() throws {
    let source = """
      period,group,offered,handling-time/talk-and-wrap,media-response,service-level/of-offered
      2025-03-01 09:00-09:30,"甲,班",12,203.125,00:01:20,81.25
      2025-03,"乙""班",1204,,,
      2025-W09,,7,,3:20,100%
      """
    let (written, _) = try imported(source)
    let (again, _) = try imported(written)
    #expect(written == again)
    #expect(try DataFiles.load(source).data?.series.map(\.key) == DataFiles.load(written).data?.series.map(\.key))
    #expect(try DataFiles.load(source).values == DataFiles.load(written).values)
  }

  @Test func halfHoursAddUpToMonths() throws {
    let (written, totals) = try imported(
      """
      period,indicator,variant,value,sample,numerator,denominator
      2025-03-01 09:00-09:30,offered,,12,,,
      2025-03-31 23:30-24:00,offered,,8,,,
      2025-04-01,offered,,5,,,
      2025-03-01 09:00-09:30,agents,,3,,,
      2025-03-01 09:30-10:00,agents,,4,,,
      2025-03-01,service-level,of-offered,90,100,,
      2025-03-02,service-level,of-offered,80,300,,
      2025-03-01,service-level,of-answered,,,2,3
      2025-03-02,service-level,of-answered,,,3,4
      2025-03-01,occupancy,of-active-states,80,,,
      2025-W09,abandonment-rate,of-queued,3,10,,
      """, by: .month)
    let load = try DataFiles.load(written)
    #expect(load.findings == [])
    #expect(
      load.values == [
        "agents 2025-03 3.500", "offered 2025-03 20.000", "offered 2025-04 5.000",
        "service-level/of-answered 2025-03 71.429",
        "service-level/of-offered 2025-03 82.500",
      ])
    #expect(load.data?.series.last?.points.first?.sample == 400)
    let obstacles = totals?.obstacles.map { "\($0.key.subject.name) \($0.value.obstacle) \($0.value.line)" }.sorted()
    #expect(obstacles == ["abandonment-rate/of-queued longPeriod 12", "occupancy/of-active-states noWeights 11"])
  }

  /// What is summed up, the findings and the obstacles, as `kpi import --by month` has them.
  private func months(_ text: String) throws -> (rows: [String], findings: [String], obstacles: [String]) {
    try DataFiles.use { folder in
      let file = folder.appending(path: "data.csv")
      try Data(text.utf8).write(to: file)
      let problems = DiagnosticCollector()
      let (totals, _) = IndicatorFile.totals(of: file.path, by: .month, catalogue: catalogue, problems: problems)
      var written: [UInt8] = []
      let writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
      totals.handOn(to: writer)
      writer.finish()
      return (
        String(decoding: written, as: UTF8.self).split(separator: "\n").dropFirst().map(String.init),
        problems.diagnostics.map(\.summary),
        totals.obstacles.map { "\($0.key.subject.name) \($0.value.obstacle) \($0.value.line)" }
      )
    }
  }

  /// One rule for what is loaded and what is summed up, wherever the second row stands and whichever way time goes.
  @Test func whatStandsTwiceCountsOnceAndWhatWasRestatedIsAnError() throws {
    let days = ["2025-11-01,20", "2025-11-02,30", "2025-11-03,40", "2025-12-01,50"]
    let sums = ["2025-11,offered,,,90,通,,,", "2025-12,offered,,,50,通,,,"]
    func file(_ rows: [String]) -> String { "period,offered\n" + rows.joined(separator: "\n") + "\n" }
    for rows in [days, days.reversed(), [days[1], days[3], days[0], days[2]]] {
      let found = try months(file(rows))
      #expect(found.rows == sums && found.findings.isEmpty, "\(rows)")
    }
    for rows in [[days[0]] + days, days + [days[0]], days + days] {
      let text = file(rows)
      let found = try months(text)
      #expect(found.rows == sums)
      #expect(!found.findings.isEmpty && found.findings.allSatisfy { $0.hasPrefix("warning") })
      #expect(
        found.findings.sorted() == (try DataFiles.load(text)).findings.filter { $0.contains("repeated") }.sorted())
    }
    let restated = try months(file(days + ["2025-11-02,33"]))
    #expect(restated.rows == sums && restated.findings == ["error 6:0 restated-period"])
    // Half-hours of one day are as many periods, and so are the same half-hours of two teams.
    let teams = "日期,时段,班组,来电量\n2025-11-01,09:00-09:30,甲,1\n2025-11-01,09:00-09:30,乙,2\n2025-11-01,09:30-10:00,甲,3\n"
    #expect(try months(teams).findings.isEmpty && (try months(teams)).rows.count == 2)
  }

  /// What is written without summing up, and the findings.
  private func rows(_ text: String) throws -> (rows: [String], findings: [String]) {
    try DataFiles.use { folder in
      let file = folder.appending(path: "data.csv")
      try Data(text.utf8).write(to: file)
      let problems = DiagnosticCollector()
      var written: [UInt8] = []
      var writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
      _ = IndicatorFile.distinct(file.path, catalogue: catalogue, problems: problems) {
        written = []
        writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
        return writer
      }
      writer.finish()
      return (
        String(decoding: written, as: UTF8.self).split(separator: "\n").dropFirst().map(String.init),
        problems.diagnostics.map(\.summary)
      )
    }
  }

  /// The same rule without summing up, for rows of one quantity and of several, wherever the second row stands.
  @Test func whatStandsTwiceIsWrittenOnce() throws {
    let found = try rows("月份,来电量\n2025-03,10\n2025-01,20\n2025-01,21\n2025-01,20\n2025-05,3\n")
    #expect(found.rows == ["2025-03,offered,,,10,通,,,", "2025-01,offered,,,20,通,,,", "2025-05,offered,,,3,通,,,"])
    #expect(found.findings == ["error 4:0 restated-period", "warning 5:0 repeated-period"])
    let teams = try rows(
      "日期,时段,班组,来电量,接听量\n2025-03-01,9:00,甲,11,9\n2025-03-01,9:00,乙,11,9\n2025-03-02,9:00,甲,12,9\n2025-03-01,9:00,甲,99,9\n"
    )
    #expect(teams.findings == ["error 5:0 restated-period", "warning 5:0 repeated-period"] && teams.rows.count == 6)
    let shares = try rows(
      "period,indicator,variant,value,sample\n2025-01,服务水平,of-offered,80,10\n2025-01,service-level,of-offered,81,10\n")
    #expect(shares.findings == ["error 3:0 restated-period"] && shares.rows.count == 1)
    let sound = try rows("月份,来电量\n2025-03,10\n2025-01,20\n2025-03-01,1\n2025-02,20\n2025,9\n")
    #expect(sound.findings.isEmpty && sound.rows.count == 5, "\(sound)")
  }

  /// In whatever order the rows stand, each period that stands twice is found, and no other.
  @Test(arguments: 1...20) func everyRepeatIsFound(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var days = (0..<300).compactMap { CalendarDate(dayNumber: 20_000 + $0)?.description }
    switch seed % 4 {
    case 0: days.shuffle(using: &random)
    case 1: days = Array(days[200...] + days[..<100] + days[100..<200].reversed())
    case 2: days.reverse()
    default: break
    }
    let again = (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in days.randomElement(using: &random) }
    for day in again { days.insert(day, at: Int.random(in: 0...days.count, using: &random)) }
    let found = try rows("period,offered\n" + days.map { $0 + ",7\n" }.joined())
    #expect(found.rows.count == 300 && found.findings.count == again.count)
    #expect(Set(found.rows).count == 300)
  }

  @Test func ratiosAmongPercentagesAreNotSummedUp() throws {
    func file(_ values: [String]) -> String {
      "period,indicator,variant,value,unit,sample\n"
        + values.enumerated().map { "2025-01-0\($0 + 1),satisfaction,satisfied-share,\($1),%,400\n" }.joined()
    }
    let mixed = try months(file(["0.95", "95", "96"]))
    #expect(mixed.rows.isEmpty)
    #expect(mixed.obstacles.count == 1 && mixed.obstacles[0].contains("unitMix") && mixed.obstacles[0].hasSuffix(" 2"))
    // One between them shows that the small one may be what it says.
    #expect(try months(file(["0.95", "95", "12"])).obstacles.isEmpty)
    #expect(try months(file(["0.95", "0.96"])).obstacles.isEmpty)
  }

  /// A mean score has a unit of its own beside the shares of the same indicator.
  @Test func pointsAreReadAsPoints() throws {
    let head = "period,indicator,variant,value,unit,sample,numerator,denominator\n"
    let load = try DataFiles.load(
      head + "2025-01,satisfaction,survey-points,80.5,分,400,,\n2025-02,satisfaction,survey-points,,,,24000,300\n")
    #expect(load.findings == [])
    #expect(load.values == ["satisfaction/survey-points 2025-01 80.500", "satisfaction/survey-points 2025-02 80.000"])
    #expect(
      try DataFiles.load(head + "2025-01,satisfaction,survey-points,80,%,,,\n").findings.map { $0.suffix(10) } == [
        "wrong-unit"
      ])
    #expect(
      try DataFiles.load(head + "2025-01,satisfaction,survey-points,101,分,,,\n").findings.map { $0.suffix(13) } == [
        "above-hundred"
      ])
    let summed = try months(
      head + "2025-01-01,satisfaction,survey-points,80,分,100,,\n2025-01-02,satisfaction,survey-points,90,分,300,,\n")
    #expect(summed.rows == ["2025-01,satisfaction,survey-points,,87.5,分,400,35000,400"])
  }

  /// A mean of a day says of how many intervals, so that days of a few do not count as much as those of many.
  @Test func meansKeepTheirWeights() throws {
    let text = """
      period,agents
      2025-03-01 09:00-09:30,40
      2025-03-01 09:30-10:00,20
      2025-03-01 10:00-10:30,30
      2025-03-02 09:00-09:30,10
      """
    let once = try imported(text, by: .month).0
    #expect(once.contains("2025-03,agents,,,25,人,4,,"))
    #expect(try imported(try imported(text, by: .day).0, by: .month).0 == once)
  }

  /// Summing up in two steps gives what one step gives, exactly.
  @Test func daysAndThenMonthsAreMonths() throws {
    var random = SeededGenerator(seed: 5)
    let rows = (0..<392).map { index in
      let day = 1 + index % 28
      let denominator = Int.random(in: 1...97, using: &random)
      let numerator = Int.random(in: 0...denominator, using: &random)
      return
        "2025-0\(1 + index / 196)-\(day < 10 ? "0" : "")\(day),service-level,of-offered,班\(index / 28 % 7),,\(numerator),\(denominator)"
    }
    let text = "period,indicator,variant,group,value,numerator,denominator\n" + rows.joined(separator: "\n")
    let once = try imported(text, by: .month).0
    let twice = try imported(try imported(text, by: .day).0, by: .month).0
    #expect(once == twice)
    #expect(once.split(separator: "\n").count == 1 + 14)
  }
}
