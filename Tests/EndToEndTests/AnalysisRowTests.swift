import Diagnostics
import Foundation
import TestSupport
import Testing

/// Whose rows an analysis takes: one rule for all, which every output tells.
@Suite("Rows of teams in analyses")
struct AnalysisRowTests {
  private struct Said {
    let run: ProgramRun
    let rows: String?
    let results: [String: Any]
  }

  private func run(_ text: String, _ arguments: String...) async throws -> Said {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "a.csv")
    var all = arguments
    all.insert("a.csv", at: 1)
    let run = try await Pingxing.run(arguments: ["kpi"] + all + ["--format", "json"], in: folder.url)
    let json = try? JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any]
    return Said(
      run: run, rows: (json?["data"] as? [String: Any])?["rows"] as? String,
      results: json?["results"] as? [String: Any] ?? [:])
  }

  private func values(_ said: Said) -> [Double?] {
    (said.results["points"] as? [[String: Any]] ?? []).map { point in
      (point["value"] as? Double).map { ($0 * 1_000).rounded() / 1_000 }
    }
  }

  /// Whole centre 10, 20, 10, 20 of 100; two teams beside it.
  static let counts =
    "月份,班组,次,数,值\n"
    + (1...4).map { month in
      "2025-0\(month),,\(month.isMultiple(of: 2) ? 20 : 10),100,\(month.isMultiple(of: 2) ? 6 : 5)\n"
        + "2025-0\(month),A组,4,40,9\n2025-0\(month),B组,6,60,1\n"
    }.joined()

  @Test(arguments: ["p", "u"])
  func chartsOfCountsTakeTheRowsOfTheWholeCentre(_ chart: String) async throws {
    let said = try await run(Self.counts, "control", "--chart", chart, "--count", "次", "--size", "数")
    #expect(said.run.status == 0, "\(said.run.everything)")
    #expect(values(said) == (chart == "p" ? [10, 20, 10, 20] : [0.1, 0.2, 0.1, 0.2]))
    #expect(said.rows == "the whole centre (4 rows without a team); 8 rows of 2 teams left out")
  }

  /// The month in which a team has no row is no month of the centre; one before its first is its own.
  @Test(arguments: ["p", "u"])
  func aPeriodWithoutATeamIsLeftOut(_ chart: String) async throws {
    var text = "月份,班组,次,数\n"
    for month in 1...8 {
      text += "2025-0\(month),A组,4,40\n"
      if month > 2, month != 5 { text += "2025-0\(month),B组,6,60\n" }
    }
    let said = try await run(text, "control", "--chart", chart, "--count", "次", "--size", "数")
    #expect(said.run.status == 0, "\(said.run.everything)")
    let value = chart == "p" ? 10 : 0.1
    #expect(values(said) == [value, value, value, value, nil, value, value, value], "\(said.run.output)")
    #expect(said.rows?.contains("1 period lacks the row of a team") ?? false, "\(said.rows ?? "")")
    #expect(said.rows?.contains("B组 in 2025-05") ?? false)
  }

  @Test func everySeriesSaysWhatItLeftOut() async throws {
    for arguments in [
      ["control", "--value", "值"], ["trend", "--value", "值"], ["correlation", "--x", "值", "--y", "次"],
    ] {
      let folder = try TemporaryFolder()
      try folder.write(Self.counts, to: "a.csv")
      let run = try await Pingxing.run(
        arguments: ["kpi", arguments[0], "a.csv"] + arguments.dropFirst(), in: folder.url)
      #expect(run.status == 0, "\(run.everything)")
      #expect(
        PDFText.squeezed(run.output).contains("所用的行：全中心（不写组别的4行），另有2个组的8行没有计入"), "\(run.everything)")
      for line in run.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    }
  }

  /// Blocks of teams, each by time, with nothing of the whole.
  @Test func countsOfAllTeamsAreAddedUp() async throws {
    let teams = ["A组": [1, 3, 1, 3], "B组": [2, 4, 2, 6]].sorted { $0.key < $1.key }
    let text =
      "月份,班组,次,数,值\n"
      + teams.flatMap { name, counts in
        counts.enumerated().map { "2025-0\($0 + 1),\(name),\($1),50,\($1)\n" }
      }.joined()
    let shares = try await run(text, "control", "--chart", "p", "--count", "次", "--size", "数")
    #expect(values(shares) == [3, 7, 3, 9], "\(shares.run.everything)")
    #expect(shares.rows == "none of the whole centre: 8 rows of 2 teams (A组, …) together count as it")
    let means = try await run(text, "control", "--chart", "xbar", "--value", "值")
    #expect(values(means) == [1.5, 3.5, 1.5, 4.5], "\(means.run.everything)")
    let series = try await run(text, "trend", "--value", "值")
    #expect(series.run.status == 65 && series.run.messages.contains("--where 班组=A组"), "\(series.run.everything)")
    #expect(series.run.output.isEmpty)
    let one = try await run(text, "trend", "--value", "值", "--where", "班组=A组")
    #expect(one.run.status == 0 && one.rows == nil)
    let twice = try await run(
      text + "2025-04,B组,1,50,1\n", "control", "--chart", "p", "--count", "次", "--size", "数")
    #expect(twice.run.status == 65 && twice.run.messages.contains("B组的 2025-04 出现了两次"), "\(twice.run.everything)")
  }

  @Test func forecastsOfTeamsAreThatOfTheCentre() async throws {
    let head = "日期,时刻,班组,预,实\n"
    let teams = ["09:00", "09:30"].map { "2025-03-03,\($0),A组,10,8\n2025-03-03,\($0),B组,5,8\n" }.joined()
    let added = try await run(
      head + teams, "forecast", "--day", "日期", "--time", "时刻", "--forecast", "预", "--actual", "实")
    let whole = ["09:00", "09:30"].map { "2025-03-03,\($0),,15,16\n" }.joined()
    let told = try await run(
      head + whole + teams, "forecast", "--day", "日期", "--time", "时刻", "--forecast", "预", "--actual", "实")
    for said in [added, told] {
      let interval = said.results["by-interval"] as? [String: Any]
      #expect(interval?["wape"] as? Double == 0.0625, "\(said.run.everything)")
    }
    #expect(told.rows == "the whole centre (2 rows without a team); 4 rows of 2 teams left out")
  }

  @Test func teamsSideBySideLeaveOutTheWholeCentre() async throws {
    let teams = try await run(Self.counts, "teams", "--value", "次", "--by", "班组")
    #expect(teams.run.status == 0, "\(teams.run.everything)")
    #expect(teams.rows == "8 rows with a value in “班组”; 4 rows without one left out")
  }

  /// A chart of ranges tells whether values inside subgroups lie closer together since.
  @Test func rangesAreTestedBeforeAndAfterAChange() async throws {
    func rows(_ week: Int, _ values: [Int]) -> String {
      values.map { "2025-W\(week < 10 ? "0" : "")\(week),\($0)\n" }.joined()
    }
    let wide = (1...8).map { rows($0, [80 - $0 % 3, 90, 100 + $0 % 2]) }
    let narrow = (9...16).map { rows($0, [88 - $0 % 2, 90, 92 + $0 % 3]) }
    let said = try await run(
      "周,值\n" + (wide + narrow).joined(), "control", "--chart", "xbar", "--value", "值", "--change", "2025-W09")
    let step = (said.results["range-steps"] as? [[String: Any]])?.first
    let difference = try #require(step?["difference"] as? Double, "\(said.run.everything)")
    #expect(abs(difference + 15.625) < 1.5)
    #expect(try #require(step?["p"] as? Double) < 0.001)
    #expect(said.run.output.contains("有证据表明组内的波动变了"))
    let single = try await run(
      "月份,值\n2025-01,1\n2025-02,3\n2025-03,2\n2025-04,5\n2025-05,6\n2025-06,5\n", "control", "--value", "值", "--change",
      "2025-04")
    #expect(single.results["range-steps"] is NSNull && single.run.output.contains("所以不检验极差"))
  }

  /// Sums beside their parts are no periods of one series.
  @Test(arguments: [
    "日期,值\n2025-03-01 09:00,1\n2025-03-01 09:30,3\n2025-03-01,4\n", "日期,值\n2025-03-30,1\n2025-03-31,3\n2025-04,4\n",
  ])
  func periodsOfTwoLengthsAreRefused(_ text: String) async throws {
    let said = try await run(text, "trend", "--value", "值")
    #expect(said.run.status == 65 && said.run.output.isEmpty)
    #expect(said.run.messages.contains("a.csv:4:1") && said.run.messages.contains("[mixed-periods]"))
  }
}
