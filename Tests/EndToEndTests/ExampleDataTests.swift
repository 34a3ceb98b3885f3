import Foundation
import TestSupport
import Testing

/// What the files of a centre say apart from each other has to be one story: the rows that the analyses read add up to
/// the figures that the centre reports by month.
@Suite("Data of the examples")
struct ExampleDataTests {
  @Test(arguments: ["generate-example-data.py", "generate-analysis-examples.py"])
  func theyAreThoseOfTheirGenerator(_ script: String) async throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", RepositoryFiles.root.appending(path: "Scripts/\(script)").path, "--check"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "run Scripts/\(script)")
  }

  @Test func weeklyChecksAddUpToThePassRateOfTheirMonths() throws {
    let weeks = try Self.rows("lanchuan-bank/kpi/quality-checks.csv")
    let months = try Self.reported("lanchuan-bank", "quality-pass-rate").filter { $0.key.hasPrefix("2025") }
    let inspected = months.values.reduce(0) { $0 + $1.sample }
    let failed = months.values.reduce(0) { $0 + $1.sample * (100 - $1.value) / 100 }
    let sizes = try Self.sum("抽检", of: weeks)
    // The first week begins on 30 December, with less than a week's checks of the month before.
    #expect(sizes >= inspected && sizes < inspected + 450)
    #expect(abs(try Self.sum("不合格", of: weeks) / sizes - failed / inspected) < 0.0005)
  }

  @Test func handlingTimesAverageWhatTheirMonthReports() throws {
    let rows = try Self.rows("lanchuan-bank/kpi/handling-times.csv")
    #expect(rows.allSatisfy { $0["日期"]?.hasPrefix("2025-11") == true })
    let mean = try Self.sum("平均处理时长", of: rows) / Double(rows.count)
    let month = try #require(try Self.reported("lanchuan-bank", "handling-time")["2025-11"])
    #expect(mean.rounded() == month.value)
  }

  @Test func theRosterHasTheHeadcountAndTheLeaversOfEveryMonth() throws {
    let people = try Self.rows("lanchuan-bank/kpi/roster.csv").map { row in
      (hired: row["入职日期"] ?? "", left: row["离职日期"].flatMap { $0.isEmpty ? nil : $0 })
    }
    let months = try Self.reported("lanchuan-bank", "attrition-rate").filter { $0.key >= "2024-01" }
    #expect(months.count == 23)
    for (month, reported) in months {
      let leavers = people.count { $0.left?.hasPrefix(month) == true }
      let atStart = people.count { $0.hired < month + "-01" && ($0.left ?? "9") >= month + "-01" }
      let atEnd = people.count { $0.hired <= month + "-31" && ($0.left ?? "9") > month + "-31" }
      let headcount = Double(atStart + atEnd) / 2
      #expect(abs(headcount - reported.sample) <= reported.sample * 0.015, "\(month)")
      #expect(abs(Double(leavers) * 100 / headcount - reported.value) <= 0.16, "\(month)")
    }
  }

  @Test func thereAreAsManyComplaintsAsReported() throws {
    let rows = try Self.rows("lanchuan-bank/kpi/complaints.csv")
    let months = try Self.reported("lanchuan-bank", "complaint-rate")
    for month in ["2025-09", "2025-10", "2025-11"] {
      let reported = try #require(months[month])
      let count = rows.count { $0["日期"]?.hasPrefix(month) == true }
      #expect(Double(count) == (reported.value * reported.sample / 100).rounded(), "\(month)")
    }
    // The monthly report of the centre has 4.7 to 4.9 % of them repeated.
    let repeated = Double(rows.count { $0["重复"] == "是" }) / Double(rows.count)
    #expect(abs(repeated - 0.048) < 0.001)
  }

  /// The centre's own calibrations found the outsourced checker strict, and no difference of more than six points.
  @Test func calibrationsStayWithinTheLargestDifferenceOfTheYear() throws {
    for row in try Self.rows("lanchuan-bank/kpi/calibration.csv") {
      let scores = try ["质检甲", "质检乙", "外包质检"].map { try #require(row[$0].flatMap(Double.init)) }
      #expect(try #require(scores.max()) - #require(scores.min()) <= 6)
    }
  }

  @Test func theForecastIsCheckedAgainstTheCallsOfItsMonth() throws {
    let rows = try Self.rows("linlan-hotline/kpi/forecast.csv")
    let inbound = try #require(try Self.reported("linlan-hotline", "connection-rate")["2025-11"])
    let answered = try #require(try Self.reported("linlan-hotline", "handling-time")["2025-11"])
    #expect(try Self.sum("实际", of: rows) == inbound.sample)
    #expect(try Self.sum("人工受理", of: rows) == answered.sample)
  }

  /// The half-hours of the month tell how long those who gave up had waited: as long as those who were late to give up have
  /// to have, and no longer than a caller waits; so that patience is no bound only.
  @Test(arguments: [("lanchuan-bank", 20), ("linlan-hotline", 15), ("shiguang-shop", 20)])
  func thoseWhoGaveUpWaited(centre: String, limit: Int) throws {
    let rows = try Self.rows("\(centre)/intervals.csv")
    for row in rows {
      func number(_ name: String) throws -> Int { try #require(row[name].flatMap { Int($0) }) }
      let (abandoned, early) = (try number("abandoned"), try number("abandoned-in-time"))
      let waited = try number("abandoned-wait-time")
      #expect(waited >= (abandoned - early) * limit && waited <= abandoned * 300, "\(row)")
      #expect((waited == 0) == (abandoned == 0), "\(row)")
    }
    let mean = try Self.sum("abandoned-wait-time", of: rows) / Self.sum("abandoned", of: rows)
    #expect((15...60).contains(mean), "\(mean)")
  }

  /// What the half-hours add up to is what the centre reports for their month.
  @Test(arguments: ["lanchuan-bank", "linlan-hotline", "shiguang-shop"])
  func halfHoursAddUpToTheirMonth(centre: String) throws {
    let rows = try Self.rows("\(centre)/intervals.csv")
    func reported(_ name: String) throws -> Double? { try Self.reported(centre, name)["2025-11"]?.value }
    let answered = try Self.sum("answered", of: rows)
    let wait = try #require(try reported("speed-of-answer"))
    #expect(abs(try Self.sum("wait-time", of: rows) / answered - wait) < 0.5)
    let handling = try #require(try reported("handling-time"))
    let names = ["talk-time", "hold-time", "wrap-time"].filter { rows[0][$0] != nil }
    #expect(abs(try names.reduce(0) { $0 + (try Self.sum($1, of: rows)) } / answered - handling) < 0.5)
  }

  // MARK: - Reading

  /// The rows of an example's file by the names of its columns; none of them has quoted fields.
  private static func rows(_ path: String) throws -> [[String: String]] {
    let file = RepositoryFiles.root.appending(path: "Examples/\(path)")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let names = try #require(lines.first).split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(names, cells))
    }
  }

  /// What a centre reports of an indicator, by month.
  private static func reported(
    _ centre: String, _ indicator: String
  ) throws -> [String: (value: Double, sample: Double)] {
    var months: [String: (value: Double, sample: Double)] = [:]
    for row in try rows("\(centre)/kpi.csv") where row["indicator"] == indicator {
      let period = try #require(row["period"])
      months[period] = (
        try #require(row["value"].flatMap(Double.init)), try #require(row["sample"].flatMap(Double.init))
      )
    }
    return months
  }

  private static func sum(_ column: String, of rows: [[String: String]]) throws -> Double {
    try rows.reduce(0) { $0 + (try #require($1[column].flatMap(Double.init))) }
  }
}
