import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import IndicatorFiles

/// Times whose head, or whose neighbours, say what they are.
@Suite struct TimeColumnTests {
  private func read(_ time: String, _ rows: [String]) throws -> [String] {
    let heads = time.filter { !"[]{} ".contains($0) }
    let text = ([heads + ",来电量"] + rows.map { $0 + ",7" }).joined(separator: "\n") + "\n"
    let (load, findings) = try DataFiles.load(Array(text.utf8), map: "time: \(time)\ncolumns: {来电量: offered}\n")
    return findings + load.findings
      + load.values.map { $0.replacing("offered ", with: "").replacing(" 7.000", with: "") }
  }

  @Test(arguments: [
    ("[年份, 季度]", ["2025,1", "2025,2", "2025,3", "2025,4"], ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
    ("[年, 季]", ["2025年,一季度", "2025,Q2", "2025年,3", "2025,4"], ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
    ("[Year, Quarter]", ["2025,1", "2025,5"], ["error 3:6 wrong-time"]),
    ("[年份, 周次]", ["2025,1", "2025,2", "2025,12", "2025,13"], ["2025-W01", "2025-W02", "2025-W12", "2025-W13"]),
    ("[年份, Week]", ["2025,53"], ["error 2:6 wrong-time"]),
    ("[年份, 月份]", ["2025,1", "2025,12"], ["2025-01", "2025-12"]),
    ("[年份, 统计周期]", ["2025,1"], ["2025-01"]),
    // Of three numbers nobody can tell which is the quarter's.
    ("[年份, 季度, 月份]", ["2025,1,3"], ["error 2:8 wrong-time"]),
    ("季度", ["2025-1", "2025-Q2", "2025年3", "202504"], ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
    ("周", ["2025-9", "2025-03-03"], ["2025-03-03", "2025-W09"]),
    ("月份", ["2025-1"], ["2025-01"]),
  ])
  func numbersAreWhatTheirHeadCounts(time: String, rows: [String], wanted: [String]) throws {
    #expect(try read(time, rows).sorted() == wanted.sorted())
  }

  @Test func aNumberThatIsNoQuarterIsExplained() throws {
    let (load, _) = try DataFiles.load(
      Array("年份,季度,来电量\n2025,7,1\n".utf8), map: "time: [年份, 季度]\ncolumns: {来电量: offered}\n")
    #expect(load.report.diagnostics.first?.hint?.chinese.contains("只有 1 到 4") ?? false)
  }

  @Test func timesOfAnalysesCountLikeThoseOfImports() throws {
    try DataFiles.use { folder in
      let file = folder.appending(path: "q.csv")
      try "季度,不良率\n2025-1,3\n2025-2,4\n".write(to: file, atomically: true, encoding: .utf8)
      let table = try ObservationTable(file.path)
      #expect(try table.periods(0).map { $0?.description } == ["2025-Q1", "2025-Q2"])
    }
  }

  /// Midnight behind every day is what databases and spreadsheets add to a date.
  @Test(arguments: [
    (["2025/3/1 0:00:00", "2025/3/2 0:00:00"], ["2025-03-01", "2025-03-02"]),
    (["2025-03-01 00:00", "", "2025-03-02T00:00:00"], ["2025-03-01", "2025-03-02"]),
    (["2025/3/1 上午12:00:00"], ["2025-03-01"]),
    (["2025/3/1 0:00:00", "2025/3/1 0:30:00"], ["2025-03-01 00:00-00:30", "2025-03-01 00:30-01:00"]),
    (["2025-03-01 00:00-00:30"], ["2025-03-01 00:00-00:30"]),
  ])
  func midnightsAreDays(times: [String], wanted: [String]) throws {
    let lines = times.map { $0.isEmpty ? "," : $0 + ",5" }
    let load = try DataFiles.load((["日期,来电量"] + lines).joined(separator: "\n") + "\n")
    #expect(load.findings + load.values == wanted.map { "offered \($0) 5.000" })
    try DataFiles.use { folder in
      let file = folder.appending(path: "days.csv")
      try (["日期,来电量"] + lines).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
      #expect(try ObservationTable(file.path).periods(0).compactMap { $0?.description } == wanted)
    }
  }

  @Test func aDayMayCarryMidnightBesideItsInterval() throws {
    let good = try DataFiles.load("日期,时段,来电量\n2025/3/1 0:00:00,09:00-09:30,5\n")
    #expect(good.values == ["offered 2025-03-01 09:00-09:30 5.000"])
    // The cell at fault is named, not the interval beside it.
    let bad = try DataFiles.load("日期,时段,来电量\n2025/3/1 9:30:00,09:00-09:30,5\n")
    #expect(bad.findings == ["error 2:1 wrong-time"])
    #expect(bad.report.diagnostics.first?.hint?.chinese.contains("只写日期") ?? false)
  }
}
