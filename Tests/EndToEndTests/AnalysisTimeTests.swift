import Diagnostics
import Foundation
import TestSupport
import Testing

/// The time, the units and the totals of the data of an analysis: what cannot be read is refused at its row.
@Suite("Times, units and totals of analyses")
struct AnalysisTimeTests {
  private func run(_ text: String, _ arguments: [String]) async throws -> ProgramRun {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "a.csv")
    var all = arguments
    all.insert("a.csv", at: arguments[0] == "sample" ? 2 : 1)
    return try await Pingxing.run(arguments: ["kpi"] + all, in: folder.url)
  }

  private func series(_ head: String, _ times: [String]) -> String {
    "\(head),v,w\n" + times.enumerated().map { "\($1),\([5, 9, 7, 8, 3, 6, 4][$0 % 7]),\($0 * $0)\n" }.joined()
  }

  /// Columns of times, the code of what is wrong with them, the lines that are named, and words of the advice.
  static let columns: [(head: String, times: [String], code: String, lines: [Int], words: String)] = [
    ("月份", ["1月", "2月", "12月", "3月", "5月"], "wrong-time", [2, 3, 4, 5, 6], "没有年份"),
    ("批次", ["1月", "2月", "12月", "3月", "5月"], "wrong-time", [2, 3, 4, 5, 6], "没有年份"),
    (
      "月份", ["45658", "45689", "45717", "45809", "45778"], "wrong-time", [2, 3, 4, 5, 6],
      "45689 是 Excel 的日期序号，即 2025-02-01"
    ),
    ("时间", ["Jan-25", "Feb-25", "Apr-25", "合计", "Mar-25"], "wrong-time", [2, 3, 4, 5, 6], "2025-02"),
    ("月份", ["March 2024", "April 2024", "May 2024", "June 2024"], "wrong-time", [2, 3, 4, 5], "写成 2024-03"),
    ("周", ["1", "2", "3", "4"], "wrong-time", [2, 3, 4, 5], "没有年份"),
    ("月份", ["2024-01", "2024-02", "2024-03", "合计"], "wrong-time", [5], "合计行不是一期，请从数据里删去"),
    ("月份", ["2024-01", "2024-02", "2024-03", "2024Q2", "2024"], "mixed-periods", [5, 6], "2024Q2 与 2024-01 等各期长短不同"),
    ("月份", ["2024-01", "2024-02", "2024-03", "2024-03-31"], "mixed-periods", [5], "长短不同"),
    ("月份", ["2024-01", "2024-03", "2024-02", "2024-04"], "unsorted-periods", [4], "2024-02 排在 2024-03 之后"),
    ("样本", ["1", "2", "4", "3", "5"], "unsorted-periods", [5], "3 排在 4 之后"),
    ("样本", ["批A", "批B", "批C", "合计"], "total-row", [5], "“样本”列的“合计”是合计行"),
    ("样本", ["批A", "批B", "", "批C"], "missing-value", [4], "这一格是空的"),
  ]

  @Test(
    arguments: columns.indices,
    [["control", "--value", "v"], ["trend", "--value", "v"], ["correlation", "--x", "v", "--y", "w"]])
  func timesAreReadAsEverywhereElse(_ index: Int, _ arguments: [String]) async throws {
    let column = Self.columns[index]
    let run = try await run(series(column.head, column.times), arguments + ["--period", column.head])
    #expect(run.status == 65 && run.output.isEmpty, "\(run.everything)")
    for line in column.lines { #expect(run.messages.contains("a.csv:\(line):"), "\(run.messages)") }
    #expect(run.messages.contains("[\(column.code)]"))
    #expect(run.messages.replacing(/\n +/, with: "").contains(column.words), "\(run.messages)")
    #expect(!run.messages.contains("ignore"), "no analysis takes a mapping")
  }

  /// Calls of the afternoon stay there, whether the day stands beside the time or in a column of its own.
  @Test(arguments: ["时间,预,实\n2025/3/1 ", "日,时,预,实\n2025/3/1,"])
  func twelveHourClocksAreReadByForecasts(start: String) async throws {
    let lines = start.components(separatedBy: "\n")
    let rows = ["9:00 AM,5,4", "9:30 AM,5,4", "1:00 PM,70,60"].map { lines[1] + $0 }
    let columns = start.hasPrefix("日") ? ["--day", "日", "--time", "时"] : []
    let arguments = ["forecast", "--forecast", "预", "--actual", "实"] + columns
    let text = ([lines[0]] + rows).joined(separator: "\n")
    let sound = try await run(text, arguments)
    #expect(sound.status == 0 && sound.output.contains("13:00"), "\(sound.everything)")
    let junk = try await run(text + "\n\(lines[1])2:00 xyz,1,1\n", arguments)
    #expect(junk.status == 65 && junk.messages.contains("a.csv:5:"), "\(junk.everything)")
    #expect(junk.messages.contains("[wrong-time]"))
  }

  @Test func countsAndSubgroupsTakeTimesToo() async throws {
    let counts = "月份,次,数\n1月,1,50\n3月,2,50\n2月,1,50\n"
    let shares = try await run(counts, ["control", "--chart", "p", "--count", "次", "--size", "数"])
    #expect(shares.status == 65 && shares.messages.contains("a.csv:3:1"), "\(shares.everything)")
    let groups = "批次,v\n甲,1\n甲,2\n乙,2\n乙,4\n甲,3\n甲,5\n"
    let means = try await run(groups, ["control", "--chart", "xbar", "--value", "v", "--period", "批次"])
    #expect(means.status == 65 && means.messages.contains("甲 出现了两次"), "\(means.everything)")
  }

  /// Samples and batches have an order and no calendar.
  @Test(arguments: [
    ["1", "2", "3", "5", "9"], ["批A", "批B", "批C", "批Z", "批D"], ["3-1", "3-2", "3-3", "4-1", "4-2"],
    ["100101", "100102", "100104", "100105", "100107"],
  ])
  func numbersOfSamplesAreLabels(_ labels: [String]) async throws {
    for method in ["control", "trend"] {
      let run = try await run(series("样本", labels), [method, "--value", "v", "--period", "样本"])
      #expect(run.status == 0, "\(run.everything)")
      #expect(run.output.contains("\(labels[0]) 至 \(labels[4])"), "\(run.everything)")
    }
  }

  @Test func everyGapOfATrendIsNamed() async throws {
    let months = ["2024-01", "2024-03", "2024-04", "2024-06", "2024-07"]
    let run = try await run(series("月份", months), ["trend", "--value", "v"])
    #expect(run.messages.contains("2024-02、2024-05 没有值"), "\(run.everything)")
    let many =
      "日期,v\n"
      + (0..<2_001).map { "\(1_000 + $0 / 336 + 900)-\(month($0 / 28 % 12 + 1))-\(month($0 % 28 + 1)),\($0 % 17)\n" }
      .joined()
    let long = try await self.run(many, ["trend", "--value", "v"])
    #expect(long.status == 65 && long.messages.contains("趋势检验最多 2000 期，这里有 2001 期"), "\(long.messages)")
  }

  private func month(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Data, what is asked, the code and words of the answer.
  static let wrong: [(text: String, arguments: [String], code: String, words: String)] = [
    (
      "周,率,检\n2025-W01,4%,762\n2025-W02,5%,758\n2025-W03,3%,740\n",
      ["control", "--chart", "p", "--count", "率", "--size", "检"],
      "not-a-count", "4% 是百分数，不是件数"
    ),
    ("因,比\n甲,60%\n乙,40%\n", ["pareto", "--cause", "因", "--count", "比"], "not-a-count", "60% 是百分数"),
    ("因,长\n甲,03:20\n乙,01:10\n", ["pareto", "--cause", "因", "--count", "长"], "not-a-count", "03:20 是时长"),
    ("因,长\n甲,20分钟\n", ["pareto", "--cause", "因", "--count", "长"], "not-a-count", "时长"),
    ("甲,乙\n0.80,85\n0.82,80\n0.90,93\n", ["calibration", "--scorers", "甲,乙"], "unlike-units", "单位不同，不能相比"),
    ("甲,乙\n80%,85\n82%,80\n90%,93\n", ["calibration", "--scorers", "甲,乙"], "unlike-units", "80%"),
    (
      "时间,预,实\n2025-06-02 09:00,03:20,60\n2025-06-02 09:30,02:20,50\n",
      ["forecast", "--forecast", "预", "--actual", "实"],
      "unlike-units", "03:20"
    ),
    (
      "时间,预,实\n2025-06-02 09:00,50%,60%\n2025-06-02 09:30,40%,50%\n", ["forecast", "--forecast", "预", "--actual", "实"],
      "not-a-count", "50%"
    ),
    (
      "时间,预,实\n2025-06-02 09:00-10:00,50,60\n2025-06-02 09:30-10:00,30,33\n2025-06-02 10:00-10:30,30,33\n",
      ["forecast", "--forecast", "预", "--actual", "实"], "mixed-intervals", "长 60 分钟，别的时段长 30 分钟"
    ),
    (
      "时间,预,实\n2025-06-02 09:00-10:00,50,60\n2025-06-02 09:30-10:30,30,33\n2025-06-02 10:30-11:30,30,33\n",
      ["forecast", "--forecast", "预", "--actual", "实"], "overlapping-intervals", "与第 2 行的“2025-06-02 09:00-10:00”重叠"
    ),
    (
      "时间,预,实\n2025-06-02 09:00,5,6\n2025-06-02 09:30,3,3\n2025-06-02 09:45,3,3\n2025-06-02 10:00,3,3\n2025-06-02 10:30,3,3\n2025-06-02 11:00,3,3\n",
      ["forecast", "--forecast", "预", "--actual", "实"], "overlapping-intervals", "每 30 分钟一段"
    ),
    (
      "时间,预,实\n2025-06-02 09:00,1,-1\n2025-06-02 09:30,-2,1\n", ["forecast", "--forecast", "预", "--actual", "实"],
      "negative-value", "a.csv:3:18"
    ),
    ("因,件\n甲,500\n乙,300\n合计,860\n", ["pareto", "--cause", "因", "--count", "件"], "total-row", "会把其他各行重复计入"),
    ("因,件\n甲,5\n,3\n", ["pareto", "--cause", "因", "--count", "件"], "missing-value", "“因”列这一格是空的"),
    ("组,值\n甲,5\n甲,3\n小计,8\n乙,4\n", ["teams", "--value", "值", "--by", "组"], "total-row", "“小计”是合计行"),
    (
      "月份,班组,次,数\n2025-01,合计,5,50\n2025-01,甲,5,50\n", ["control", "--chart", "p", "--count", "次", "--size", "数"],
      "total-row", "“班组”列的“合计”"
    ),
    ("因,件\n甲,5\n丙,2.5\n乙,-1\n丁,x\n", ["pareto", "--cause", "因", "--count", "件"], "not-a-number", "a.csv:3:3"),
    ("因,件\n甲,5\n丙,2.5\n乙,-1\n丁,x\n", ["pareto", "--cause", "因", "--count", "件"], "not-a-count", "a.csv:5:3"),
    (
      "录音,甲,乙\nr1,80,85\nr1,81,85\nr2,82,80\n", ["calibration", "--scorers", "甲,乙"], "repeated-record",
      "“录音”r1 在第 2 行已经有了"
    ),
    (
      "工号,入,离\n1,2025-03-01,2025-04-01\n2,2024-01-01,\n1,2025-03-01,2025-04-01\n",
      ["attrition", "--hired", "入", "--left", "离", "--from", "2025-01-01", "--to", "2025-12-31"], "repeated-record",
      "a.csv:4:1"
    ),
    ("周,检,错\n2025-W01,50,3\n", ["control", "--chart", "p", "--count", "错", "--size", "检"], "too-few", "至少要 2 期"),
    (
      "周,v\n2025-W01,5\n2025-W01,6\n2025-W01,9\n", ["control", "--chart", "xbar", "--value", "v"], "too-few", "至少要 2 期"
    ),
    (
      "period,indicator,variant,numerator,denominator\n2024-01,satisfaction,,3,4\n",
      ["trend", "--value", "satisfaction"], "missing-column", "却没有 value 列"
    ),
  ]

  @Test(arguments: wrong.indices)
  func whatCannotBeMeantIsRefused(_ index: Int) async throws {
    let (text, arguments, code, words) = Self.wrong[index]
    let run = try await run(text, arguments)
    #expect(run.status == 65 && run.output.isEmpty, "\(run.everything)")
    #expect(run.messages.contains("[\(code)]"), "\(run.messages)")
    #expect(run.messages.replacing(/\n +/, with: "").contains(words), "\(run.messages)")
  }

  /// Hours of work are volumes, and intervals of which only the beginning is told may have any step.
  @Test func equalUnitsAndStepsAreTaken() async throws {
    let hours =
      "时间,预,实\n2025-06-02 09:00,1:20:00,1:10:00\n2025-06-02 09:15,1:00:00,1:05:00\n2025-06-02 09:30,50:00,55:00\n"
    let run = try await run(hours, ["forecast", "--forecast", "预", "--actual", "实"])
    #expect(run.status == 0, "\(run.everything)")
  }

  /// What the errors amount to ranks the times of the day; where nothing came there is no percentage.
  @Test func theLargestErrorsAreThoseOfMostCalls() async throws {
    let rows = ["02", "03"].flatMap { day in
      ["08:00,8,0", "09:00,9,0", "10:00,10,10", "11:00,11,14"].map { "2025-06-\(day) \($0)\n" }
    }
    let run = try await run("时间,预测,实际\n" + rows.joined(), ["forecast", "--forecast", "预测", "--actual", "实际"])
    let table = try #require(run.output.components(separatedBy: "误差最大的时段").last)
    let times = table.matches(of: /\n *(\d\d:\d\d) +.*/).map { String($0.1) }
    #expect(times.prefix(3) == ["09:00", "08:00", "11:00"] && !times.contains("10:00"), "\(run.everything)")
  }

  /// The form that `kpi import --by month` writes: values in parts.
  @Test func valuesFollowFromTheirParts() async throws {
    let head = "period,indicator,variant,group,value,unit,sample,numerator,denominator\n"
    let rows = [(80, 100), (81, 100), (83, 100), (84, 100), (86, 100)].enumerated().map { index, parts in
      "2025-0\(index + 1),service-level,of-answered,,\(index == 1 ? "81" : ""),%,,\(parts.0),\(parts.1)\n"
    }
    for (method, key) in [("trend", "value"), ("control", "value")] {
      let run = try await run(
        head + rows.joined(), [method, "--value", "service-level", "--format", "json"])
      #expect(run.status == 0, "\(run.everything)")
      let json = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any])
      let results = try #require(json["results"] as? [String: Any])
      let values = try #require(results["points"] as? [[String: Any]]).compactMap { $0[key] as? Double }
      #expect(values == [80, 81, 83, 84, 86], "\(run.output)")
      #expect(results["unit"] as? [String: String] == ["zh": "%", "en": "%"], "\(run.output)")
    }
    let times = head + "2025-01,handling-time,,,,秒,,3000,10\n2025-02,handling-time,,,,秒,,3300,10\n"
    let seconds = try await run(times, ["control", "--value", "handling-time", "--format", "json"])
    #expect(seconds.status == 0 && seconds.output.contains("315"), "\(seconds.everything)")
    let wrong = try await run(
      head + rows.joined() + "2025-06,service-level,of-answered,,70,%,,90,100\n", ["trend", "--value", "service-level"])
    #expect(wrong.status == 65 && wrong.messages.contains("[parts-differ]"), "\(wrong.everything)")
    let none = try await run(
      head + rows.joined() + "2025-06,service-level,of-answered,,,%,,0,0\n", ["trend", "--value", "service-level"])
    #expect(none.status == 65 && none.messages.contains("[zero-denominator]"), "\(none.everything)")
  }

  /// A total among the teams of a file of indicators would be ranked as one of them.
  @Test func aTotalIsNoTeamOfACentre() async throws {
    let folder = try TemporaryFolder()
    let row = "service-level,of-offered"
    try folder.write(
      "period,group,indicator,variant,value\n2024-01,,\(row),80\n2024-01,一组,\(row),81\n2024-01,合计,\(row),80\n2024-02,合计,\(row),80\n",
      to: "kpi.csv")
    let run = try await Pingxing.run(arguments: ["kpi", "check", "kpi.csv"], in: folder.url)
    #expect(run.status != 0 && run.everything.contains("[total-as-group]"), "\(run.everything)")
    #expect(run.everything.contains("kpi.csv:4:"), "\(run.everything)")
    try folder.write(
      "period,indicator,variant,numerator\n2024-01,first-contact-resolution,wide,3\n", to: "kpi.csv")
    let parts = try await Pingxing.run(arguments: ["kpi", "check", "kpi.csv"], in: folder.url)
    #expect(parts.everything.contains("却没有 value 列") && !parts.everything.contains("没有读"), "\(parts.everything)")
  }

  /// People without a team count in the whole and are no team.
  @Test func peopleWithoutATeamAreNoTeam() async throws {
    let text = "部门,入,离\n,2025-03-01,2025-06-01\na,2025-01-01,\nb,2025-03-01,2025-05-01\n"
    let run = try await run(
      text, ["attrition", "--hired", "入", "--left", "离", "--by", "部门", "--from", "2025-01-01", "--to", "2025-12-31"])
    let said = PDFText.squeezed(run.output)
    #expect(said.contains("未写班组：1人，只计入全体"), "\(run.everything)")
    #expect(said.contains("差别最明显的是b与a") || said.contains("b高于a"), "\(run.everything)")
  }

  /// A correlation that one period makes is not passed on without a word, and neither is one of changes.
  @Test func aCorrelationOfOnePointIsNamed() async throws {
    let rows = zip([1, 2, 3, 4, 5, 1_000], [5, 4, 3, 2, 1, 1_000]).enumerated().map {
      "2024-0\($0 + 1),\($1.0),\($1.1)\n"
    }
    let run = try await run("月份,甲,乙\n" + rows.joined(), ["correlation", "--x", "甲", "--y", "乙"])
    let said = PDFText.squeezed(run.output)
    #expect(said.contains("数值的相关只靠2024-06这一点") && said.contains("只靠到2024-06的那一次变化"), "\(run.everything)")
    let line = (1...9).map { "2024-0\($0),\($0),\($0 * 2 + $0 % 3)\n" }.joined()
    let firm = try await self.run("月份,甲,乙\n" + line, ["correlation", "--x", "甲", "--y", "乙"])
    #expect(!firm.output.contains("只靠"), "\(firm.everything)")
    // Who left and came again has two rows.
    let again = try await self.run(
      "工号,入,离\n1,2025-01-01,2025-02-01\n1,2025-03-01,\n",
      ["attrition", "--hired", "入", "--left", "离", "--from", "2025-01-01", "--to", "2025-12-31"])
    #expect(again.status == 0, "\(again.everything)")
  }

  /// What one side has and the other lacks is named on both sides, before and behind their common periods too.
  @Test func periodsThatOneSideLacksAreNamed() async throws {
    let head = "period,indicator,variant,value,unit,sample\n"
    func row(_ month: Int, _ name: String, _ value: Int) -> String {
      "2025-\(month < 10 ? "0" : "")\(month),\(name),%,1000\n".replacing(",%", with: ",\(value),%")
    }
    let first = (3...8).map { row($0, "service-level,of-offered", 70 + $0 * $0 % 7) }
    let second = (1...10).filter { $0 != 5 }.map { row($0, "satisfaction,satisfied-share", 80 + $0 % 4) }
    let arguments = ["correlation", "--x", "service-level", "--y", "satisfaction"]
    let run = try await run(head + (first + second).joined(), arguments)
    let said = PDFText.squeezed(run.output)
    #expect(run.status == 0 && said.contains("缺一边而未用：5；"), "\(run.everything)")
    #expect(said.contains("只有服务水平有值：2025-05；"), "\(run.everything)")
    #expect(said.contains("只有客户满意度有值：2025-01、2025-02、2025-09、2025-10"), "\(run.everything)")
    let json = try await self.run(head + (first + second).joined(), arguments + ["--format", "json"])
    let root = try #require(try JSONSerialization.jsonObject(with: json.outputBytes) as? [String: Any])
    let results = (root["results"] as? [String: Any]) ?? root
    #expect(results["only-first"] as? [String] == ["2025-05"])
    #expect(results["only-second"] as? [String] == ["2025-01", "2025-02", "2025-09", "2025-10"])
    #expect(results["dropped"] as? Int == 5)
  }

  /// What is said of causes rests on how their shares differ.
  @Test func causesAreJudgedAgainstEqualShares() async throws {
    func said(_ counts: [(String, Int)]) async throws -> String {
      let run = try await run(
        "原因,件数\n" + counts.map { "\($0.0),\($0.1)\n" }.joined(), ["pareto", "--cause", "原因", "--count", "件数"])
      #expect(run.status == 0, "\(run.everything)")
      return PDFText.squeezed(run.output)
    }
    let four = try await said([("资费", 60), ("排队", 19), ("态度", 11), ("环境", 10)])
    #expect(four.contains("最多的资费占60.0%，是平均分摊（25.0%）的2.4倍") && four.contains("χ²=67.28，自由度3，p<0.001"), "\(four)")
    #expect(four.contains("先解决资费。") && !four.contains("没有哪几个"))
    let two = try await said([("资费", 79), ("排队", 21)])
    #expect(two.contains("χ²=33.64") && two.contains("先解决资费。"), "\(two)")
    #expect(try await said([("甲", 12)]).contains("只有“甲”一个原因（12件），没有可以排序的"))
    let even = try await said([("甲", 30), ("乙", 28), ("丙", 25), ("丁", 27), ("戊", 26)])
    #expect(even.contains("没有证据表明各原因不一样多（χ²=0.54，自由度4，p=0.969）"), "\(even)")
    let slight = try await said([("甲", 10_700), ("乙", 10_000), ("丙", 9_800), ("丁", 9_500)])
    #expect(slight.contains("差别很小") && slight.contains("没有哪几个特别集中"), "\(slight)")
    #expect(try await said([("甲", 3), ("乙", 1)]).contains("件数太少"))
  }
}
