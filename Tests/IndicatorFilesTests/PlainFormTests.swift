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
      let writer = PlainFormWriter(catalogue: catalogue) { written += $0 }
      let totals = length.map { PeriodTotals($0, catalogue: catalogue) }
      let problems = DiagnosticCollector()
      _ = IndicatorFile.stream(file.path, catalogue: catalogue, problems: problems, into: totals ?? writer)
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

  /// Summing up in two steps gives what one step gives, exactly.
  @Test func daysAndThenMonthsAreMonths() throws {
    var random = SeededGenerator(seed: 5)
    let rows = (0..<400).map { index in
      let day = 1 + index % 28
      let denominator = Int.random(in: 1...97, using: &random)
      let numerator = Int.random(in: 0...denominator, using: &random)
      return
        "2025-0\(1 + index / 200)-\(day < 10 ? "0" : "")\(day),service-level,of-offered,班\(index % 7),,\(numerator),\(denominator)"
    }
    let text = "period,indicator,variant,group,value,numerator,denominator\n" + rows.joined(separator: "\n")
    let once = try imported(text, by: .month).0
    let twice = try imported(try imported(text, by: .day).0, by: .month).0
    #expect(once == twice)
    #expect(once.split(separator: "\n").count == 1 + 14)
  }
}
