import Diagnostics
import Foundation
import TestSupport
import Testing

/// What values can be, and what is said where there is little to say.
@Suite("Possible values in analyses")
struct AnalysisValueTests {
  private func run(_ text: String, _ arguments: [String]) async throws -> ProgramRun {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "a.csv")
    var arguments = arguments
    arguments.insert("a.csv", at: 1)
    return try await Pingxing.run(arguments: ["kpi"] + arguments, in: folder.url)
  }

  private static let wide =
    "月份,平均处理时长,服务水平,利润\n" + (1...6).map { "2025-0\($0),-\($0),100\($0)%,-\($0 * $0)\n" }.joined()
  private static let long =
    "period,indicator,variant,value,unit\n"
    + (1...6).map {
      "2025-0\($0),handling-time,talk-and-wrap,-\($0),秒\n2025-0\($0),service-level,of-offered,100\($0),%\n"
    }.joined()

  /// Known indicators by their names in both forms, and free columns whose name says what they are.
  static let impossible: [(text: String, arguments: [String], code: String, places: [String])] = [
    (wide, ["control", "--value", "平均处理时长"], "negative-value", ["a.csv:2:9", "a.csv:7:9"]),
    (wide, ["trend", "--value", "平均处理时长"], "negative-value", ["a.csv:2:9"]),
    (wide, ["control", "--value", "服务水平"], "above-hundred", ["a.csv:2:12", "a.csv:7:12"]),
    (wide, ["correlation", "--x", "平均处理时长", "--y", "利润"], "negative-value", ["a.csv:2:9"]),
    (long, ["trend", "--value", "handling-time"], "negative-value", ["a.csv:2:", "a.csv:12:"]),
    (long, ["control", "--value", "service-level"], "above-hundred", ["a.csv:3:"]),
    (long, ["control", "--value", "服务水平"], "above-hundred", ["a.csv:3:"]),
    (
      "period,indicator,variant,value,numerator,denominator\n2025-01,service-level,of-offered,,11,10\n2025-02,service-level,of-offered,,9,10\n",
      ["control", "--value", "service-level"], "above-hundred", ["a.csv:2:"]
    ),
    ("班组,处理时长\nA,-1\nA,2\nB,2\nB,3\n", ["teams", "--value", "处理时长", "--by", "班组"], "negative-value", ["a.csv:2:3"]),
    (
      "组,平均处理时长\nA,-1\nA,2\nB,2\nB,3\n", ["calibration", "--value", "平均处理时长", "--by", "组"], "negative-value",
      ["a.csv:2:3"]
    ),
    (
      "月份,自助占比\n2025-01,120%\n2025-02,80%\n2025-03,90%\n", ["control", "--value", "自助占比"], "above-hundred",
      ["a.csv:2:9"]
    ),
  ]

  @Test(arguments: impossible.indices)
  func impossibleValuesAreRefusedAsByCheck(_ index: Int) async throws {
    let (text, arguments, code, places) = Self.impossible[index]
    let run = try await run(text, arguments)
    #expect(run.status == 65 && run.output.isEmpty, "\(run.everything)")
    #expect(run.messages.contains("[\(code)]"), "\(run.messages)")
    for place in places { #expect(run.messages.contains(place), "\(run.messages)") }
  }

  /// Profit, growth and differences go below 0 and above 100 %.
  @Test func freeColumnsMayBeNegative() async throws {
    #expect(try await run(Self.wide, ["trend", "--value", "利润"]).status == 0)
    let growth = "月份,增长率,时长差\n" + (1...6).map { "2025-0\($0),\($0 * $0 * 30 - 200)%,-0:0\($0)\n" }.joined()
    #expect(try await run(growth, ["control", "--value", "增长率"]).status == 0)
  }

  @Test func limitsEndWhereTheIndicatorDoes() async throws {
    let rates = [99, 91, 99, 90, 98, 97, 89, 99].enumerated().map { "2025-0\($0 + 1),\($1)%\n" }
    let run = try await run("月份,接通率\n" + rates.joined(), ["control", "--value", "接通率"])
    let said = PDFText.squeezed(run.output)
    #expect(run.status == 0 && said.contains("上限算得高于100%，取100%"), "\(run.everything)")
    #expect(said.contains("～100"), "\(run.output)")
    let free = try await self.run("月份,甲率\n" + rates.joined(), ["control", "--value", "甲率"])
    #expect(free.status == 0 && !free.output.contains("取 100%"), "\(free.everything)")
  }

  /// Quotients have no more decimals than tell them apart; JSON has them all.
  @Test func quotientsAreRoundedToWhatTellsThemApart() async throws {
    let rows = [(3_474, 4_179), (3_580, 4_211), (3_401, 4_333), (3_777, 4_512)].enumerated().map { index, parts in
      "2025-0\(index + 1),service-level,of-offered,,\(parts.0),\(parts.1)\n"
    }
    let text = "period,indicator,variant,value,numerator,denominator\n" + rows.joined()
    let run = try await run(text, ["control", "--value", "service-level"])
    #expect(run.output.contains(/中心线：\d\d\.\d{2}\D/), "\(run.everything)")
    let json = try await self.run(text, ["control", "--value", "service-level", "--format", "json"])
    #expect(json.output.contains("83.129"), "\(json.output)")
  }

  /// Full agreement on a few recordings is no excellent one: kappa has no interval, and the share of equal marks a wide one.
  @Test(arguments: [(5, false), (19, false), (20, true)])
  func fewRecordingsGetNoGrade(count: Int, isGraded: Bool) async throws {
    let rows = (0..<count).map { "R\($0),\(55 + $0 * 7 % 40),\(55 + $0 * 7 % 40 / 2 * 2)\n" }
    let text = "录音,王,李\n" + rows.joined()
    let arguments = ["calibration", "--scorers", "王,李", "--bands", "60,80,90"]
    let said = PDFText.squeezed(try await run(text, arguments).output)
    #expect(said.contains("一致性很强") == isGraded && said.contains("看不出一致性是强是弱") == !isGraded, "\(said)")
    if count == 5 { #expect(said.contains("100.0%（95%区间56.6%至100.0%）"), "\(said)") }
    let english = try await run(text, arguments + ["--lang", "en"])
    #expect(english.output.contains("excellent") == isGraded, "\(english.output)")
  }

  /// A scorer who uses one band only leaves kappa at 0 by construction: agreement is told, kappa is not.
  @Test func oneBandLeavesNoKappa() async throws {
    let text = "录音,王,李\nR1,81,85\nR2,83,92\nR3,84,86\nR4,82,95\nR5,85,88\n"
    let run = try await run(text, ["calibration", "--scorers", "王,李", "--bands", "60,80,90"])
    let said = PDFText.squeezed(run.output)
    #expect(run.status == 0 && said.contains("王给的分都落在同一档"), "\(run.everything)")
    #expect(said.contains("60.0%判在同一档") && !said.contains("kappa=0.00"), "\(run.output)")
    let json = try await self.run(
      text, ["calibration", "--scorers", "王,李", "--bands", "60,80,90", "--format", "json"])
    #expect(json.output.contains("one-category") && !json.output.contains("e-1"), "\(json.output)")
    let both = try await self.run(text, ["calibration", "--scorers", "王,李", "--bands", "60"])
    #expect(both.output.contains("各自都只落在一档") && !both.output.contains("所有值都相同"), "\(both.everything)")
  }

  @Test(arguments: ["平均", "合计", "总平均", "Total", "Grand mean"])
  func totalsAreNoRecordings(_ name: String) async throws {
    let run = try await run(
      "录音,甲,乙\nr0,80,82\nr1,81,85\nr2,82,84\n\(name),81,83.67\n", ["calibration", "--scorers", "甲,乙"])
    #expect(run.status == 65 && run.messages.contains("[total-row]") && run.messages.contains("a.csv:5:1"))
  }

  @Test func theRestIsNoCause() async throws {
    let run = try await run("原因,件数\n其他,300\n态度,120\n等待,80\n", ["pareto", "--cause", "原因", "--count", "件数"])
    let said = PDFText.squeezed(run.output)
    #expect(said.contains("“其他”有300件，占60.0%") && said.contains("先把它按具体原因拆开"), "\(run.everything)")
    #expect(said.contains("最多的态度占24.0%") && !said.contains("先解决其他"), "\(run.output)")
    #expect(try #require(said.firstRange(of: "等待")).lowerBound > said.startIndex)
    let equal = try await self.run("因,件\n甲,20\n乙,20\n丙,20\n", ["pareto", "--cause", "因", "--count", "件"])
    #expect(equal.output.contains("3 个原因一样多，各 20 件") && !equal.output.contains("1.0 倍"), "\(equal.everything)")
    let only = try await self.run("因,件\n其他,20\n", ["pareto", "--cause", "因", "--count", "件"])
    #expect(only.status == 0 && only.output.contains("只有“其他”一个原因"), "\(only.everything)")
  }

  private static let roster = [
    "attrition", "--hired", "入职", "--left", "离职", "--from", "2024-01-01", "--to", "2024-12-31",
  ]

  /// What rosters write of people who are still there.
  @Test func whoIsStillThereMayBeMarkedSo() async throws {
    let marks = ["", "-", "/", "无", "—", "在职", "至今"]
    let rows = marks.enumerated().map { "\($0 + 1),2024-01-0\($0 + 1),\($1)\n" }
    let run = try await run("工号,入职,离职\n9,2024-01-05,2024-06-01\n" + rows.joined(), Self.roster + ["--format", "json"])
    let json = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any])
    let whole = (json["results"] as? [String: Any])?["whole"] as? [String: Any]
    #expect(whole?["leavers"] as? Int == 1 && whole?["at-end"] as? Int == marks.count, "\(run.everything)")
  }

  @Test func everyBadDateOfARosterIsNamed() async throws {
    let run = try await run(
      "工号,入职,离职\n1,x,\n2,,2024-01-01\n3,2024-01-05,y\n4,2024-02,\n5,2024-05-01,2024-04-01\n6,2023年,\n", Self.roster)
    #expect(run.status == 65)
    for line in 2...7 { #expect(run.messages.contains("a.csv:\(line):"), "\(line): \(run.messages)") }
    #expect(run.messages.contains("离职日期不写，表示仍在职"))
  }

  /// Ten checks a week with few faults: the chance of an alarm is told as it is.
  @Test func smallSamplesAreSaidToBe() async throws {
    let faults = [0, 2, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1]
    let rows = faults.enumerated().map { "2025-W\($0 < 9 ? "0" : "")\($0 + 1),\($1),10\n" }
    let run = try await run(
      "周,不合格,抽检\n" + rows.joined(), ["control", "--chart", "p", "--count", "不合格", "--size", "抽检"])
    let said = PDFText.squeezed(run.output)
    #expect(said.contains("样本太小：每期平均只有约0.4件") && !said.contains("约16%"), "\(run.everything)")
    #expect(said.contains("二项分布"))
  }

  @Test func marginsAndDeviationsThatTellNothingAreNamed() async throws {
    func size(_ arguments: String...) async throws -> ProgramRun {
      try await Pingxing.run(arguments: ["kpi", "sample", "size"] + arguments)
    }
    let none = try await size("--margin", "1", "--deviation", "0")
    #expect(none.status == 64 && none.messages.contains("标准差应大于 0"), "\(none.everything)")
    for arguments in [["--share", "1", "--margin", "3"], ["--margin", "60"]] {
      let wide = try await Pingxing.run(arguments: ["kpi", "sample", "size"] + arguments)
      #expect(wide.status == 0 && wide.output.contains("太宽"), "\(wide.everything)")
    }
    #expect(try await !size("--margin", "3").output.contains("太宽"))
  }

  @Test func bandsMayBeginAtHalfHours() async throws {
    let rows = ["09:00", "09:30", "10:00", "11:00", "11:30"].map { "2025-06-02 \($0),9,10\n" }
    let text = "时间,预,实\n" + rows.joined()
    let arguments = ["forecast", "--forecast", "预", "--actual", "实", "--format", "json", "--peak"]
    let run = try await run(text, arguments + ["9:30-11:30"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any], "\(run.everything)")
    let bands = try #require((json["results"] as? [String: Any])?["bands"] as? [[String: Any]])
    #expect(bands.map { $0["intervals"] as? Int } == [3, 2], "\(run.output)")
    #expect(try await self.run(text, arguments + ["9:75-11"]).status == 64)
  }

  /// Measures and indicators have their names in the language of the output.
  @Test func measuresHaveTheirNames() async throws {
    let rows = (1...6).map { "2025-0\($0),\($0 * $0 * 100)\n" }.joined()
    let chinese = try await run("月份,offered\n" + rows, ["control", "--value", "offered"])
    #expect(chinese.output.contains("来电量") && !chinese.output.contains("offered"), "\(chinese.everything)")
    let english = try await run("月份,来电量\n" + rows, ["trend", "--value", "来电量", "--lang", "en"])
    #expect(english.output.contains("Calls offered"), "\(english.everything)")
  }

  @Test func pairsAreCalledByTheirColumnOfNames() async throws {
    let rows = ["赵", "钱", "孙", "李", "周"].enumerated().map { "\($1),\($0 * 3 % 5 + 80),\($0 * 2 % 5 + 200)\n" }
    let run = try await run(
      "坐席,得分,时长\n" + rows.joined(), ["correlation", "--x", "得分", "--y", "时长", "--format", "json"])
    #expect(run.status == 0 && run.output.contains("\"label\": \"赵\""), "\(run.everything)")
  }
}
