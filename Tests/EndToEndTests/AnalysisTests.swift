import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite("Analyses of operations")
struct AnalysisTests {
  static let bank = RepositoryFiles.root.appending(path: "Examples/lanchuan-bank")
  static let quality = bank.appending(path: "kpi/quality-checks.csv").path
  static let scores = bank.appending(path: "kpi/calibration.csv").path

  /// Every analysis, as the README shows them.
  static let runs: [(name: String, arguments: [String])] = [
    ("control", ["control", quality, "--chart", "p", "--count", "不合格", "--size", "抽检", "--change", "2025-W36"]),
    ("control", ["control", bank.appending(path: "kpi.csv").path, "--value", "服务水平/of-offered"]),
    ("trend", ["trend", bank.appending(path: "kpi.csv").path, "--value", "service-level"]),
    (
      "correlation",
      ["correlation", bank.appending(path: "kpi.csv").path, "--x", "service-level", "--y", "abandonment-rate"]
    ),
    ("calibration", ["calibration", scores, "--scorers", "质检甲,质检乙,外包质检", "--bands", "60,80,90"]),
    (
      "teams",
      [
        "teams", bank.appending(path: "kpi/handling-times.csv").path, "--value", "平均处理时长", "--by", "班组", "--within",
        "坐席",
      ]
    ),
    (
      "forecast",
      [
        "forecast", RepositoryFiles.root.appending(path: "Examples/linlan-hotline/kpi/forecast.csv").path, "--day",
        "日期",
        "--time", "时刻", "--forecast", "预测", "--actual", "实际", "--handled", "人工受理",
      ]
    ),
    ("sample-size", ["sample", "size", "--margin", "3", "--population", "12000", "--response", "15"]),
    ("sample-draw", ["sample", "draw", scores, "--size", "6", "--seed", "20251101", "--name", "录音"]),
    (
      "attrition",
      [
        "attrition", bank.appending(path: "kpi/roster.csv").path, "--hired", "入职日期", "--left", "离职日期", "--by", "部门",
        "--from", "2024-01-01", "--to", "2025-11-30",
      ]
    ),
    (
      "pareto",
      [
        "pareto", bank.appending(path: "kpi/complaints.csv").path, "--cause", "原因", "--repeated", "重复", "--escalated",
        "越级",
      ]
    ),
    (
      "control",
      ["control", bank.appending(path: "kpi/weekly-scores.csv").path, "--value", "得分", "--chart", "xbar"]
    ),
    (
      "control",
      [
        "control", RepositoryFiles.root.appending(path: "Examples/linlan-hotline/kpi/work-orders.csv").path, "--chart",
        "u", "--count", "差错", "--size", "抽查工单",
      ]
    ),
  ]

  @Test(arguments: runs.indices)
  func everyAnalysisFitsTheTerminalInBothLanguages(_ index: Int) async throws {
    let folder = try TemporaryFolder()
    for language in ["zh", "en"] {
      let run = try await Pingxing.run(
        arguments: ["kpi"] + Self.runs[index].arguments + ["--lang", language], in: folder.url)
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.isEmpty)
      for line in run.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
      #expect(run.output.contains(language == "zh" ? "结论" : "Conclusions"))
      #expect(!run.output.contains("nan") && !run.output.contains("inf"))
    }
  }

  @Test(arguments: runs.indices)
  func everyAnalysisHasItsJSON(_ index: Int) async throws {
    let folder = try TemporaryFolder()
    let run = try await Pingxing.run(
      arguments: ["kpi"] + Self.runs[index].arguments + ["--format", "json"], in: folder.url)
    let json = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any])
    #expect(json["format"] as? String == "pingxing/kpi-\(Self.runs[index].name)/1")
    #expect((json["results"] as? [String: Any])?.isEmpty == false)
    #expect((json["conclusions"] as? [Any])?.isEmpty == false)
  }

  @Test(arguments: runs.indices)
  func everyAnalysisHasItsPage(_ index: Int) async throws {
    let folder = try TemporaryFolder()
    let arguments = ["kpi"] + Self.runs[index].arguments + ["-o", "a.pdf"]
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    let text = try await Pingxing.tool("pdftotext", folder["a.pdf"].path, "-").output
    #expect(text.contains("结论") && text.contains("方法与前提") && text.contains("非官方结论"))
    #expect(text.contains(/图 ?1/) || Self.runs[index].name == "sample-draw")
    let first = try folder.data("a.pdf")
    _ = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(try folder.data("a.pdf") == first)
  }

  /// A brand dresses the page, and stands on it beside what says that nothing is official.
  @Test func aPageWearsABrand() async throws {
    let folder = try TemporaryFolder()
    let brand = RepositoryFiles.root.appending(path: "Examples/brands/yunshan/brand.yml").path
    let plain = ["kpi"] + Self.runs[10].arguments
    let run = try await Pingxing.run(arguments: plain + ["-o", "b.pdf", "--brand", brand], in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    _ = try await Pingxing.run(arguments: plain + ["-o", "a.pdf"], in: folder.url)
    #expect(try folder.data("a.pdf") != folder.data("b.pdf"))
    let text = try await Pingxing.tool("pdftotext", folder["b.pdf"].path, "-").output
    #expect(text.contains("云杉") && text.contains("非官方结论"))
    let alone = try await Pingxing.run(arguments: plain + ["--brand", brand], in: folder.url)
    #expect(alone.status == 64 && alone.messages.contains("[brand-without-output]"))
    // On a copy: where the refusal fails, no example is lost.
    let copy = folder["brand"]
    try FileManager.default.copyItem(at: URL(filePath: brand).deletingLastPathComponent(), to: copy)
    for name in try FileManager.default.contentsOfDirectory(atPath: copy.path) where name.contains(".") {
      let file = copy.appending(path: name)
      let before = try Data(contentsOf: file)
      let run = try await Pingxing.run(
        arguments: plain + ["-o", file.path, "--brand", copy.appending(path: "brand.yml").path], in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[output-is-input]"), "\(name): \(run.messages)")
      #expect(try Data(contentsOf: file) == before)
    }
  }

  /// What the examples were made to show is what is found in them.
  @Test func theExamplesShowWhatTheyWereMadeFor() async throws {
    let means = try await Pingxing.run(arguments: ["kpi"] + Self.runs[11].arguments)
    #expect(means.output.contains("2025-W11"))
    let rates = try await Pingxing.run(arguments: ["kpi"] + Self.runs[12].arguments)
    #expect(rates.output.contains("2025-W17") && rates.output.contains("2025-W18"))
    for unit in ["坐席", "日期"] {
      let arguments = ["kpi"] + Self.runs[5].arguments.dropLast() + [unit]
      let teams = PDFText.squeezed(try await Pingxing.run(arguments: arguments).output)
      #expect(teams.contains("“三组”的波动主要在同一\(unit)之内") && teams.contains("波动最大的\(unit)"), "\(teams)")
      #expect(!teams.contains("单元") && teams.contains("3和236") && !teams.contains(unit == "坐席" ? "日期" : "坐席"))
    }
    let leaving = try await Pingxing.run(arguments: ["kpi"] + Self.runs[9].arguments)
    let said = PDFText.squeezed(leaving.output)
    #expect(said.contains("有证据表明各班组新人的留存不同（对数秩检验") && said.contains("客服二部离职29人"))
    let checks = try await Pingxing.run(arguments: ["kpi"] + Self.runs[0].arguments)
    #expect(checks.output.contains("2025-W26"))
    let scorers = PDFText.squeezed(try await Pingxing.run(arguments: ["kpi"] + Self.runs[4].arguments).output)
    #expect(scorers.contains("没有证据表明质检甲与质检乙打分一松一紧") && scorers.contains("质检甲打分比外包质检高"))
  }

  @Test func periodsWithoutASampleAreNamed() async throws {
    let folder = try TemporaryFolder()
    try folder.write("样本,抽检,不合格\n1,0,0\n2,100,3\n3,100,4\n", to: "a.csv")
    let arguments = ["control", "a.csv", "--chart", "p", "--count", "不合格", "--size", "抽检", "--period", "样本"]
    let run = try await Pingxing.run(arguments: ["kpi"] + arguments, in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("有 1 期没有样本（样本量为 0，或数据里没有这一期）：1。"))
  }

  /// A file, what is asked of it, the status and the code of the answer.
  static let refusals: [(text: String, arguments: [String], status: Int32, code: String)] = [
    ("月份,值\n2025-01,3\n2025-02,3\n2025-03,3\n", ["control", "--value", "值"], 65, "no-variation"),
    ("月份,值\n2025-01,3\n", ["control", "--value", "值"], 65, "too-few"),
    ("月份,值\n2025-02,3\n2025-01,4\n", ["control", "--value", "值"], 65, "unsorted-periods"),
    ("月份,值\n2025-01,3\n2025-01,4\n", ["control", "--value", "值"], 65, "repeated-period"),
    ("月份,值\n2025-01,3\n2025-02,x\n", ["control", "--value", "值"], 65, "not-a-number"),
    ("月份,值\n2025-01,95%\n2025-02,0.94\n", ["control", "--value", "值"], 65, "mixed-units"),
    ("月份,值\n2025-01,1\n2025-02,#DIV/0!\n", ["control", "--value", "值"], 65, "zero-denominator"),
    ("月份,值\n2025-01,1\n2025-02,2,3\n", ["control", "--value", "值"], 65, "ragged-row"),
    ("月份,值\n2025-01,1\n2025-02,2\n", ["control", "--value", "数"], 64, "unknown-column"),
    ("月份,值\n2025-01,1\n2025-02,2\n", ["control", "--value", "值", "--change", "2026-01"], 65, "unknown-period"),
    (
      "月份,次,数\n2025-01,6,5\n2025-02,1,5\n", ["control", "--chart", "p", "--count", "次", "--size", "数"], 65,
      "out-of-range"
    ),
    (
      "月份,次,数\n2025-01,6,0\n2025-02,1,5\n", ["control", "--chart", "u", "--count", "次", "--size", "数"], 65,
      "out-of-range"
    ),
    ("月份,次,数\n2025-01,1,5\n", ["control", "--chart", "p", "--count", "次"], 64, "count-and-size"),
    (
      "样本,分\n1,80\n1,82\n2,81\n", ["control", "--chart", "xbar", "--value", "分", "--period", "样本"], 65,
      "unequal-subgroups"
    ),
    ("月份,值\n2025-01,1\n2025-03,2\n2025-04,3\n2025-05,4\n", ["trend", "--value", "值"], 65, "gap"),
    ("月份,a,b\n2025-01,1,2\n2025-02,1,3\n2025-03,1,4\n", ["correlation", "--x", "a", "--y", "b"], 65, "no-variation"),
    ("组,值\n甲,1\n甲,2\n", ["teams", "--value", "值", "--by", "组"], 65, "number-of-groups"),
    ("组,值\n甲,1\n乙,2\n丙,2\n", ["calibration", "--value", "值", "--by", "组"], 65, "number-of-groups"),
    ("甲,乙\n1,6\n", ["calibration", "--scorers", "甲,乙", "--marks", "5"], 65, "not-a-mark-of-scale"),
    ("日期,预,实\n2025-01-01,1,2\n", ["forecast", "--forecast", "预", "--actual", "实"], 65, "not-an-interval"),
    ("日期,预,实\n2025-01-01 09:00,1,-2\n", ["forecast", "--forecast", "预", "--actual", "实"], 65, "negative-value"),
    ("组,名\n甲,1\n", ["sample", "draw", "--by", "组", "--size", "2", "--seed", "1"], 65, "out-of-range"),
    (
      "入,离\n2025-02-01,2025-01-01\n",
      ["attrition", "--hired", "入", "--left", "离", "--from", "2025-01-01", "--to", "2025-12-31"], 65,
      "left-before-hired"
    ),
    (
      "时间,预,实\n2025-11-03 09:00,3,0\n2025-11-04 09:00,3,0\n", ["forecast", "--forecast", "预", "--actual", "实"], 65,
      "no-volume"
    ),
    ("月份,a\n2025-01,1\n2025-02,2\n2025-03,4\n", ["correlation", "--x", "a", "--y", "a"], 64, "same-measure"),
    (
      "组,名\n甲,1\n乙,1\n", ["sample", "draw", "--by", "组", "--size", "1", "--at-least", "1", "--seed", "1"], 65,
      "out-of-range"
    ),
    ("因,件\n甲,0\n", ["pareto", "--cause", "因", "--count", "件"], 65, "no-volume"),
    ("周,值\n2025-W01,1\n2025-W02,3\n2025-W05,4\n2025-W06,8\n", ["trend", "--value", "值"], 65, "gap"),
    ("因,重\n甲,也许\n", ["pareto", "--cause", "因", "--repeated", "重"], 65, "not-a-mark"),
    ("因,件\n甲,1\n", ["pareto", "--cause", "因", "--where", "因=乙"], 65, "no-rows"),
  ]

  @Test(arguments: refusals.indices)
  func whatCannotRunSaysWhyAndPrintsNoNumber(_ index: Int) async throws {
    let folder = try TemporaryFolder()
    let refusal = Self.refusals[index]
    try folder.write(refusal.text, to: "data.csv")
    var arguments = refusal.arguments
    arguments.insert("data.csv", at: arguments[0] == "sample" ? 2 : 1)
    let run = try await Pingxing.run(arguments: ["kpi"] + arguments + ["-o", "a.pdf"], in: folder.url)
    #expect(run.status == refusal.status, "\(run.messages)")
    #expect(run.messages.contains("[\(refusal.code)]"), "\(run.messages)")
    #expect(run.output.isEmpty)
    #expect(try folder.names() == ["data.csv"])
  }

  /// A weekend, a holiday, a Saturday that is worked, and a file with one day a month.
  @Test(arguments: [
    ["2025-03-06", "2025-03-07", "2025-03-10", "2025-03-11", "2025-03-12", "2025-03-13", "2025-03-14", "2025-03-17"],
    ["2025-09-26", "2025-09-28", "2025-09-29", "2025-09-30", "2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13"],
    ["2025-01-15", "2025-02-15", "2025-03-15", "2025-04-15", "2025-05-15", "2025-06-15", "2025-07-15", "2025-08-15"],
  ])
  func daysOfRestAreNoGap(days: [String]) async throws {
    let folder = try TemporaryFolder()
    let rows = zip(days, [1, 3, 4, 8, 7, 9, 9, 10]).map { "\($0),\($1)\n" }
    try folder.write("日期,值\n" + rows.joined(), to: "a.csv")
    for method in ["trend", "control"] {
      let run = try await Pingxing.run(arguments: ["kpi", method, "a.csv", "--value", "值"], in: folder.url)
      #expect(run.status == 0, "\(run.everything)")
    }
  }

  @Test func rulesThatCouldNotRunAreNotCalledSilent() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,值\n2025-01,3\n2025-02,4\n2025-03,3\n", to: "a.csv")
    let run = try await Pingxing.run(arguments: ["kpi", "control", "a.csv", "--value", "值"], in: folder.url)
    let said = PDFText.squeezed(run.output)
    #expect(said.contains("没有用上规则6、8、5：") && said.contains("不能据此认为过程稳定"), "\(run.everything)")
    #expect(!said.contains("五条规则都没有报警"))
  }

  @Test func everyCountAboveItsBaseIsNamed() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,次,数\n2025-01,5,10\n2025-02,30,20\n2025-03,4,10\n2025-04,11,10\n2025-05,12,10\n", to: "a.csv")
    let run = try await Pingxing.run(
      arguments: ["kpi", "control", "a.csv", "--chart", "p", "--count", "次", "--size", "数"], in: folder.url)
    #expect(run.status == 65)
    for line in [3, 5, 6] { #expect(run.messages.contains("a.csv:\(line):"), "\(run.messages)") }
  }

  @Test func intervalsWithoutBothSidesAreCountedAndNamed() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "日,时,预,实\n2025-01-01,09:00,5,6\n2025-01-01,09:30,5,5\n2025-01-01,10:15,5,4\n2025-01-02,09:00,,4\n2025-01-02,09:30,7,8\n",
      to: "a.csv")
    let run = try await Pingxing.run(
      arguments: ["kpi", "forecast", "a.csv", "--day", "日", "--time", "时", "--forecast", "预", "--actual", "实"],
      in: folder.url)
    let said = PDFText.squeezed(run.output)
    #expect(said.contains("有1个时段缺预测或实际，没有计入：2025-01-0209:00"), "\(run.everything)")
    #expect(said.contains("2025-01-0110:15") && said.contains("有1天缺别的天（同一星期几）常有的时段：2025-01-02"))
  }

  @Test func periodsWithoutAValueAreNamed() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,值\n2025-01,3\n2025-02,4\n2025-04,5\n2025-05,3\n", to: "a.csv")
    let run = try await Pingxing.run(arguments: ["kpi", "control", "a.csv", "--value", "值"], in: folder.url)
    #expect(run.output.contains("有 1 期没有值：2025-03。"), "\(run.everything)")
  }

  /// Two columns that differ by the same amount everywhere were hardly scored by two people.
  @Test func scorersWhoNeverDifferAreSaidTo() async throws {
    let folder = try TemporaryFolder()
    try folder.write("甲,乙\n80,82\n82,84\n85,87\n", to: "a.csv")
    let run = try await Pingxing.run(
      arguments: ["kpi", "calibration", "a.csv", "--scorers", "甲,乙", "--format", "json"], in: folder.url)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.messages.contains("[no-variation]") && run.messages.contains("分差都是 −2"), "\(run.everything)")
    // Bands leave an agreement to be told.
    let banded = try await Pingxing.run(
      arguments: ["kpi", "calibration", "a.csv", "--scorers", "甲,乙", "--bands", "83"], in: folder.url)
    #expect(banded.status == 0 && banded.output.contains("分差都是 −2") && banded.output.contains("kappa"))
    #expect(!banded.output.contains("Bland"), "limits of agreement say no more than the one difference")
    let same = try await Pingxing.run(
      arguments: ["kpi", "calibration", "a.csv", "--scorers", "甲,甲"], in: folder.url)
    #expect(same.status == 64 && same.messages.contains("[scorer-twice]"))
    let size = try await Pingxing.run(arguments: ["kpi", "sample", "size", "--margin", "0"], in: folder.url)
    #expect(size.status == 64 && size.messages.contains("误差应大于 0"))
  }

  /// Why a method cannot run is said of what it looked at: the column, the counts, the test.
  @Test(
    arguments: [
      (
        "月份,次,数\n2025-01,0,0\n2025-02,0,0\n", ["control", "--chart", "u", "--count", "次", "--size", "数"],
        "2025-01 至 2025-02 的基数都是 0"
      ),
      ("月份,a,b\n2025-01,5,2\n2025-02,5,3\n2025-03,5,4\n", ["correlation", "--x", "a", "--y", "b"], "“a”的 3 个值都是 5"),
      ("因,件\n甲,0\n乙,0\n", ["pareto", "--cause", "因", "--count", "件"], "各原因的件数都是 0"),
      ("组,值\n甲,5\n甲,6\n乙,5\n乙,6\n", ["teams", "--value", "值", "--by", "组"], "Brown-Forsythe）：各组的值离本组的中位数都一样远"),
      ("组,值\n甲,5\n甲,5\n乙,6\n乙,6\n", ["teams", "--value", "值", "--by", "组"], "ANOVA）：每组之内的值都相同"),
      ("名\n甲\n", ["sample", "draw", "--size", "0", "--seed", "1"], "要抽的行数应不小于 1"),
      (
        "时间,预,实\n2025-11-03 09:00,3,0\n2025-11-04 09:00,3,2\n", ["forecast", "--forecast", "预", "--actual", "实"],
        "有 1 个时段的实际业务量是 0"
      ),
    ] as [(String, [String], String)])
  func theReasonNamesWhatIsWrong(text: String, arguments: [String], words: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "data.csv")
    var arguments = arguments
    arguments.insert("data.csv", at: arguments[0] == "sample" ? 2 : 1)
    let run = try await Pingxing.run(arguments: ["kpi"] + arguments, in: folder.url)
    let said = run.everything.replacing(/\n +/, with: "")
    #expect(said.contains(words), "\(run.everything)")
  }

  /// Files of assessments have rows of teams beside those of the whole centre.
  @Test func aSeriesIsThatOfTheWholeCentreUnlessATeamIsChosen() async throws {
    let folder = try TemporaryFolder()
    let whole = [3, 4, 5, 6].enumerated().map { "2025-0\($0 + 1),service-level,of-offered,\($1),%," }
    let teams = [9, 8, 7, 6].enumerated().map { "2025-0\($0 + 1),service-level,of-offered,\($1),%,甲组" }
    let head = "period,indicator,variant,value,unit,group\n"
    try folder.write(head + (whole + teams).joined(separator: "\n") + "\n", to: "kpi.csv")
    func slope(_ more: String...) async throws -> Double? {
      let arguments = ["kpi", "trend", "kpi.csv", "--value", "service-level", "--format", "json"] + more
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 0, "\(run.messages)")
      let json = try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any]
      return (json?["results"] as? [String: Any])?["slope"] as? Double
    }
    #expect(try await slope() == 1)
    #expect(try await slope("--where", "group=甲组") == -1)
  }

  @Test func aMistypedNameIsAskedAfter() async throws {
    let folder = try TemporaryFolder()
    let kpi = Self.bank.appending(path: "kpi.csv").path
    let indicator = try await Pingxing.run(arguments: ["kpi", "trend", kpi, "--value", "servic-level"], in: folder.url)
    #expect(indicator.messages.contains("是不是 service-level"))
    let column = try await Pingxing.run(
      arguments: ["kpi", "control", Self.quality, "--chart", "p", "--count", "不合格数", "--size", "抽检"], in: folder.url)
    #expect(column.messages.contains("是不是 不合格"))
  }

  @Test func dataAreNotOverwritten() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,值\n2025-01,1\n2025-02,2\n", to: "data.csv")
    let run = try await Pingxing.run(
      arguments: ["kpi", "control", "data.csv", "--value", "值", "-o", "./data.csv"], in: folder.url)
    #expect(run.status == 64)
    #expect(try folder.text("data.csv").hasPrefix("月份"))
  }
}
