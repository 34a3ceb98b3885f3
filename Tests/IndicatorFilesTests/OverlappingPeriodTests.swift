import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import Testing

@testable import IndicatorFiles

/// What a month is summed up from: nothing twice, and from one state of the file.
@Suite struct OverlappingPeriodTests {
  private func totals(
    _ rows: [String], by length: PeriodTotals.Length = .month, head: String = "period,offered"
  ) throws -> (overlaps: [Int], obstacles: [PeriodTotals.Obstacle], rows: [String]) {
    try Self.written(([head] + rows).joined(separator: "\n") + "\n") { path in
      let problems = DiagnosticCollector(limit: 200)
      let (totals, _) = IndicatorFile.totals(of: path, by: length, catalogue: catalogue, problems: problems)
      #expect(!problems.hasErrors, "\(problems.diagnostics)")
      let rows = RowSink()
      totals.handOn(to: rows)
      let overlaps = totals.obstacles.values.compactMap { found -> Int? in
        if case .overlap = found.obstacle { found.line } else { nil }
      }
      return (overlaps, totals.obstacles.values.map(\.obstacle), rows.rows)
    }
  }

  private static func written<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
    try DataFiles.use { folder in
      let path = folder.appending(path: "data.csv").path
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      return try body(path)
    }
  }

  private final class RowSink: IndicatorSink {
    var rows: [String] = []
    func begin(_ key: IndicatorSeries.Key, series: Int) {}
    func take(_ point: IndicatorSeries.Point, series: Int) {
      rows.append("\(point.period) \(point.value.display(decimals: 0))")
    }
  }

  private static let halves = ["2025-03-01 09:00-09:30,4", "2025-03-01 09:30-10:00,6"]

  /// A subtotal after its parts, before them, in another place; of a month beside days; of hours beside half-hours.
  @Test(arguments: [
    (halves + ["2025-03-01,10"], 4), (["2025-03-01,10"] + halves, 3),
    (halves + ["2025-03-02,7", "2025-03-01,10"], 5), (["2025-03-01,10", "2025-03-02,7", "2025-03,17"], 4),
    (["2025-03,17", "2025-03-01,10"], 3), (halves + ["2025-03-01 09:00-10:00,10"], 4),
    (["2025-03-01 09:00-10:00,10"] + halves, 3),
  ])
  func whatLiesInAnotherPeriodIsNotCountedTwice(rows: [String], line: Int) throws {
    let found = try totals(rows)
    #expect(found.overlaps == [line] && found.rows.isEmpty)
    guard case .overlap(let message)? = found.obstacles.first else { return }
    #expect(message.chinese.contains("相加会算两遍") && message.chinese.contains("第 "))
  }

  /// Days before the system told of half-hours, a last interval that is shorter, times that only begin an interval.
  @Test(arguments: [
    (halves + ["2025-03-02,7"], 17), (["2025-03-01 23:00-23:30,4", "2025-03-01 23:30-23:59,6"], 10),
    (["2025-03-01 09:00,4", "2025-03-01 09:15,6", "2025-03-01 09:30,1"], 11), (["2025-03-31,4", "2025-03-01,6"], 10),
  ])
  func whatLiesSideBySideIsAddedUp(rows: [String], sum: Int) throws {
    let found = try totals(rows)
    #expect(found.obstacles.isEmpty && found.rows == ["2025-03 \(sum)"])
  }

  @Test func daysAreSummedUpInTheSameWay() throws {
    #expect(try totals(Self.halves + ["2025-03-01,10"], by: .day).overlaps == [4])
    #expect(try totals(Self.halves + ["2025-03-02,10"], by: .day).rows == ["2025-03-01 10", "2025-03-02 10"])
    // Values with a sample go the careful way.
    let head = "period,indicator,variant,value,unit,sample"
    let shares = try totals(
      ["2025-03-01 09:00,satisfaction,satisfied-share,90,%,40", "2025-03-01,satisfaction,satisfied-share,91,%,400"],
      head: head)
    #expect(shares.overlaps == [3] && shares.rows.isEmpty)
  }

  // MARK: - Without summing up

  private func warned(_ rows: [String]) throws -> [String] {
    try Self.written((["period,group,offered"] + rows).joined(separator: "\n") + "\n") { path in
      let problems = DiagnosticCollector(limit: 20)
      let sink = RowSink()
      let summary = IndicatorFile.distinct(path, catalogue: catalogue, problems: problems) {
        sink.rows = []
        return sink
      }
      #expect(summary.isComplete && sink.rows.count == Set(rows).count && !problems.hasErrors)
      return problems.diagnostics.map { "\($0.severity) \($0.location?.line ?? 0) \($0.code) \($0.message.chinese)" }
    }
  }

  /// Hours beside half-hours, in any order of the file and of teams, are warned of once a series.
  @Test func overlapsAreWarnedOfWhereNothingIsSummedUp() throws {
    func half(_ day: Int, _ clock: String, _ group: String = "") -> String { "2025-03-0\(day) \(clock),\(group),4" }
    let halves = (1...5).flatMap { [half($0, "09:00-09:30"), half($0, "09:30-10:00")] }
    let hours = (1...5).map { half($0, "09:00-10:00") }
    let mixed = zip((1...5), hours).flatMap { [half($0, "09:00-09:30"), half($0, "09:30-10:00"), $1] }
    for rows in [halves + hours, hours + halves, mixed, mixed.reversed(), halves.reversed() + hours] {
      let found = try warned(rows)
      #expect(found.count == 1, "\(found)")
      #expect(found.first?.contains("overlapping-periods 来电量：2025-03-0") == true && found[0].hasPrefix("warning"))
    }
    let teams = try warned([half(1, "09:00-09:30", "甲"), half(1, "09:00-10:00", "乙"), half(1, "09:15-09:45", "甲")])
    #expect(teams.isEmpty, "one length a team: \(teams)")
    #expect(try warned([half(1, "09:00-09:30", "甲"), half(1, "09:00-10:00", "甲")]).map { $0.prefix(40) }.count == 1)
    // A shorter last interval, another length from the next day on, and days and months beside half-hours.
    #expect(try warned([half(1, "23:00-23:30"), half(1, "23:30-23:59"), half(2, "00:00-01:00")]).isEmpty)
    #expect(try warned(halves + ["2025-03-01,,8", "2025-03,,40"]).isEmpty)
  }

  // MARK: - Files that change

  private final class Writer: IndicatorSink {
    let path: String
    init(_ path: String) { self.path = path }
    func begin(_ key: IndicatorSeries.Key, series: Int) {}
    func take(_ point: IndicatorSeries.Point, series: Int) {
      guard let file = FileHandle(forWritingAtPath: path) else { return }
      file.seekToEndOfFile()
      file.write(Data("2025-04,9\n".utf8))
      try? file.close()
    }
  }

  @Test func aFileThatGrowsWhileItIsReadIsAnError() throws {
    try Self.written("period,offered\n2025-03,4\n") { path in
      let problems = DiagnosticCollector(limit: 10)
      let summary = IndicatorFile.distinct(path, catalogue: catalogue, problems: problems) { Writer(path) }
      #expect(problems.diagnostics.map(\.code) == ["file-changed"] && !summary.isComplete)
    }
  }

  @Test(arguments: ["period,offered\n2025-03-02,4\n2025-03-01,9\n", "period,offered\n2025-03-02,4\n"])
  func aFileThatChangesBetweenItsTwoReadingsIsAnError(later: String) throws {
    try Self.written("period,offered\n2025-03-02,4\n2025-03-01,6\n2025-03-03,6\n2025-03-02,4\n") { path in
      let problems = DiagnosticCollector(limit: 10)
      let totals = PeriodTotals(.month, catalogue: catalogue)
      let first = IndicatorFile.read(
        path, map: nil, catalogue: catalogue, problems: problems, into: totals)
      #expect(!totals.unsorted.isEmpty)
      try later.write(toFile: path, atomically: true, encoding: .utf8)
      let summary = IndicatorFile.compared(
        totals, after: first, of: path, by: .month, catalogue: catalogue, problems: problems
      ).summary
      #expect(problems.diagnostics.map(\.code) == ["file-changed"] && !summary.isComplete)
    }
  }
}
