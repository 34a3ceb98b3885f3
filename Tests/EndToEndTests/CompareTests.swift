import Diagnostics
import Foundation
import TestSupport
import Testing

/// `compare`: the table, the JSON, and what is refused.
@Suite struct CompareTests {
  private let old = SampleAssessment.assessment(
    answers: """
      positioning.vision: {approach: 3, deployment: 3, results: 3, evidence: [E1]}
      positioning.mission: {approach: 4, deployment: 4, results: 4, evidence: [E1]}
      floor.knowledge: {approach: 4, deployment: 4, results: 4, evidence: [E1]}
      """, evidence: "E1: {title: 战略规划书, location: 档案室, collected: 2024-10-08}"
  )
  .replacing("date: 2025-12-20", with: "date: 2024-12-20").replacing("2025-", with: "2024-")

  private let new = SampleAssessment.assessment(
    answers: """
      positioning.vision: {approach: 5, deployment: 4, results: 4, evidence: [E1]}
      positioning.mission: {approach: 4, deployment: 4, results: 4}
      infrastructure.knowledge: {approach: 4, deployment: 4, results: 4}
      """, evidence: "E1: {title: 战略规划书, location: 档案室, collected: 2025-10-08}", rubric: "cccs-op-2010")

  private func compare(_ old: String, _ new: String, _ options: String...) async throws -> ProgramRun {
    let folder = try TemporaryFolder()
    try folder.write(old, to: "old.yml")
    try folder.write(new, to: "new.yml")
    return try await Pingxing.run(arguments: ["compare", "old.yml", "new.yml"] + options, in: folder.url)
  }

  @Test func twoEditionsAreComparedThroughTheirCrosswalk() async throws {
    let run = try await compare(old, new)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("cccs-op-2008 → cccs-op-2010"))
    #expect(run.output.contains("对照后可比"))
    #expect(run.output.contains("cccs-op-2008--cccs-op-2010"))
    #expect(run.output.contains(/升 1 项/))
    #expect(run.output.contains("333 → 544"))
    #expect(run.output.contains("不再引用") && !run.output.contains("失效"), "the record is valid still")
    #expect(run.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func theJSONHasCausesThatAddUp() async throws {
    let run = try await compare(old, new, "--format", "json")
    let root = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? [String: Any])
    #expect(root["format"] as? String == "pingxing/comparison/1")
    let rubric = try #require((root["rubrics"] as? [[String: Any]])?.first)
    let step = try #require((rubric["steps"] as? [[String: Any]])?.first)
    #expect(step["comparability"] as? String == "mapped")
    func number(_ part: Any?) -> Double {
      let parts = ((part as? [String: Any])?["exact"] as? String ?? "0/1").split(separator: "/").compactMap {
        Double($0)
      }
      return parts[0] / parts[1]
    }
    let causes = try #require(step["causes"] as? [[String: Any]])
    for track in ["claimed", "evidenced"] {
      let change = number((step["change"] as? [String: Any])?[track])
      let sum = causes.reduce(0) { $0 + number($1[track]) }
      #expect(abs(change - sum) < 1e-9 && change != 0)
    }
  }

  @Test func threePeriodsAreShownTogether() async throws {
    let folder = try TemporaryFolder()
    try folder.write(old.replacing("2024-", with: "2023-"), to: "1.yml")
    try folder.write(old, to: "2.yml")
    try folder.write(new, to: "3.yml")
    let run = try await Pingxing.run("compare", "1.yml", "2.yml", "3.yml", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains(/有据 +2023 年 +2024 年 +2025 年/))
    #expect(run.output.contains("2023 年 → 2024 年") && run.output.contains("2024 年 → 2025 年"))
  }

  /// Evidence that is told of though no mark changed, with the record.
  @Test func evidenceThatWasRenewedIsListedWithItsRecord() async throws {
    let renewed = old.replacing("date: 2024-12-20", with: "date: 2025-12-20").replacing("2024-", with: "2025-")
    let run = try await compare(old, renewed)
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.output.contains("证据更新 3 项"), "\(run.output)")
    #expect(run.output.contains("E1 战略规划书（换新：收集 2024-10-08 → 2025-10-08）"), "\(run.output)")
    #expect(run.lines.allSatisfy { $0.count <= 80 })
    // On the pages the days of a whole year's new records would say nothing.
    let folder = try TemporaryFolder()
    try folder.write(old, to: "old.yml")
    try folder.write(renewed, to: "new.yml")
    #expect(try await Pingxing.run("compare", "old.yml", "new.yml", "-o", "c.pdf", in: folder.url).status == 0)
    let text = PDFText.squeezed(try await PDFText.body(of: folder["c.pdf"]))
    #expect(text.contains("E1战略规划书：换新") && !text.contains("2025-10-08"))
  }

  /// One pair without a common rubric is named and gives the status of work that is not whole; the pairs on both sides of
  /// it are compared, on the pages too.
  @Test func aGapInASeriesIsNamed() async throws {
    let folder = try TemporaryFolder()
    let other = SampleAssessment.assessment(
      answers: "monitoring.trend: {define: 4, collect: 4, clarify: 3, improve: 3, execute: 3, evaluate: 2}",
      rubric: "ccom-2019")
    try folder.write(old.replacing("2024-", with: "2023-"), to: "a.yml")
    try folder.write(old, to: "b.yml")
    try folder.write(other, to: "c.yml")
    try folder.write(other.replacing("2025-", with: "2026-"), to: "d.yml")
    let files = ["compare", "a.yml", "b.yml", "c.yml", "d.yml"]
    let run = try await Pingxing.run(arguments: files, in: folder.url)
    #expect(run.status == 1, "\(run.everything)")
    #expect(
      run.messages.contains(/b\.yml（cccs-op-2008）与 c\.yml（ccom-2019）没有共同的准则.*\[gap-in-series\]/),
      "\(run.messages)")
    #expect(run.output.contains("2023 年 → 2024 年") && run.output.contains("2025 年 → 2026 年"), "\(run.output)")
    #expect(!run.output.contains("2024 年 → 2025 年"))
    let pages = try await Pingxing.run(arguments: files + ["-o", "c.pdf"], in: folder.url)
    #expect(pages.status == 1, "\(pages.everything)")
    let text = PDFText.squeezed(try await PDFText.body(of: folder["c.pdf"]))
    #expect(text.contains("2023年到2024年") && text.contains("2025年到2026年"), "\(text)")
    #expect(try await Pingxing.run("compare", "a.yml", "b.yml", in: folder.url).status == 0)
  }

  @Test func anotherOrganisationIsRefusedUnlessForced() async throws {
    let other = new.replacing("华东客户联络中心", with: "华北客户联络中心")
    let refused = try await compare(old, other)
    #expect(refused.status == 65 && refused.output.isEmpty)
    #expect(refused.messages.contains("different-organisations") && refused.messages.contains("--force"))
    let forced = try await compare(old, other, "--force")
    #expect(forced.status == 0)
    #expect(forced.output.contains("不同机构之间的比较"))
    #expect(refused.messages.contains("--renamed"))
    let json = try await compare(old, other, "--force", "--format", "json")
    #expect(json.output.contains("\"forced\": true"))
    let both = try await compare(old, other, "--force", "--renamed")
    #expect(both.status == 64 && both.messages.contains("[force-and-renamed]"))
  }

  /// Findings go on with the organisation, whatever it is called; those of another one do not.
  @Test func findingsGoOnWithTheirOrganisation() async throws {
    let finding = findings(
      "F1: {item: positioning.vision, text: 抽查不合格, severity: minor, raised: 2024-03-01, status: open}")
    let other = new.replacing("华东客户联络中心", with: "华北客户联络中心")
    let renamed = try await compare(old + finding, other + finding, "--renamed")
    #expect(renamed.status == 0, "\(renamed.messages)")
    #expect(renamed.output.contains("发现 1 条") && renamed.output.contains("按改过名的同一机构比较"), "\(renamed.output)")
    let forced = try await compare(old + finding, other + finding, "--force")
    #expect(forced.output.contains("发现 2 条"), "\(forced.output)")
    #expect(forced.output.contains("编号相同也不是同一条") && forced.output.contains("（华北客户联络中心）"), "\(forced.output)")
    #expect(!forced.messages.contains("finding-"), "\(forced.messages)")
  }

  /// What was closed late is late and not overdue.
  @Test(arguments: [("zh", "延误", "逾期"), ("en", "late", "overdue")])
  func whatIsClosedIsNotCalledOverdue(_ language: String, _ late: String, _ overdue: String) async throws {
    let rest = "text: 抽查不合格, severity: minor, raised: 2024-03-01, due: 2024-06-30, status: "
    let before = old + findings("F1: {item: positioning.vision, \(rest)open}")
    let after = new + findings("F1: {item: positioning.vision, \(rest)closed, closed: 2025-01-15}")
    let run = try await compare(before, after, "--lang", language)
    #expect(run.output.contains(late) && !run.output.contains(overdue), "\(run.output)")
    #expect(run.output.contains(" 199 "))
  }

  /// A day of closing does not change from one year to the next without being noticed.
  @Test func anotherDayOfClosingIsWarnedOf() async throws {
    let rest = "text: 抽查不合格, severity: minor, raised: 2024-03-01, status: closed, closed: "
    let run = try await compare(
      old + findings("F1: {item: positioning.vision, \(rest)2024-06-01}"),
      new + findings("F1: {item: positioning.vision, \(rest)2024-07-01}"))
    #expect(run.status == 0)
    #expect(
      run.messages.contains(
        /new\.yml:\d+:\d+: 警告: 发现 F1 的关闭日期上次是 2024-06-01，这次是 2024-07-01.*\[finding-other-closing\]/),
      "\(run.messages)")
  }

  /// A crosswalk that is needed and has errors is no gap: everything that is wrong is named, and nothing is compared,
  /// though there is another rubric in common.
  @Test(arguments: [true, false]) func aDefectiveCrosswalkIsRefused(isTheirs: Bool) async throws {
    let folder = try TemporaryFolder()
    for name in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: name), to: folder[name])
    }
    let other = isTheirs ? "cccs-op-2008--cccs-op-2010.yml" : "cccs--ccom-2019.yml"
    let crosswalk = "Rubrics/crosswalks/" + other
    let text =
      try folder.text(crosswalk) + """
          - from: [no.such-item]
            to: [positioning.vision]
            relation: intersects
            reason: 前一边没有这一项。
          - from: [no.other-item]
            to: [positioning.vision]
            relation: intersects
            reason: 这一项也没有。

        """
    try folder.write(text, to: crosswalk)
    let both = ["cccs-op-2008", "cccs-op-2010"].map { rubric in
      SampleAssessment.assessment(
        answers: "positioning.vision: {approach: 3, deployment: 3, results: 3}", rubric: rubric
      ).replacing("version: 1.0.0}]", with: "version: 1.0.0}, {id: ccom-2019, version: 1.0.0}]") + """
          ccom-2019:
            monitoring.trend: {define: 4, collect: 4, clarify: 3, improve: 3, execute: 3, evaluate: 2}

        """
    }
    try folder.write(both[0].replacing("2025-", with: "2024-"), to: "old.yml")
    try folder.write(both[1], to: "new.yml")
    let run = try await Pingxing.run(
      "compare", "old.yml", "new.yml", in: folder.url, environment: ["PINGXING_DATA": folder.url.path])
    guard isTheirs else {
      #expect(run.status == 0 && !run.everything.contains("no.such-item"), "\(run.everything)")
      return
    }
    #expect(run.status == 65 && run.output.isEmpty, "\(run.everything)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for item in ["no.such-item", "no.other-item"] {
      let line = try #require(lines.firstIndex { $0.contains(item) }) + 1
      #expect(run.messages.contains("\(other):\(line):"), "\(run.messages)")
    }
  }

  @Test func whatHasNothingInCommonIsRefused() async throws {
    let other = SampleAssessment.assessment(
      answers: "monitoring.trend: {define: 4, collect: 4, clarify: 3, improve: 3, execute: 3, evaluate: 2}",
      rubric: "ccom-2019")
    let run = try await compare(old, other)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.messages.contains("nothing-in-common"))
  }

  @Test func oneFileIsWrongUsage() async throws {
    let run = try await Pingxing.run("compare", "Examples/lanchuan-bank/centre.yml")
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.messages.contains("too-few-files"))
  }

  @Test func theOrderIsRemarkedUpon() async throws {
    let run = try await compare(new.replacing("2025-", with: "2026-"), old)
    #expect(run.status == 0)
    #expect(run.messages.contains("早的应写在前面"))
  }

  private func findings(_ lines: String...) -> String {
    "findings:\n" + lines.map { "  \($0)\n" }.joined()
  }

  @Test func findingsAreFollowedAndWhatDoesNotFitIsNamed() async throws {
    let rest = "text: 抽查不合格, severity: minor, owner: 某部, raised: 2024-03-01, due: 2025-01-31, status: open}"
    let before = old + findings("F1: {item: positioning.vision, \(rest)", "F2: {item: positioning.mission, \(rest)")
    let after =
      new
      + findings(
        "F1: {item: positioning.vision, \(rest.replacing("某部", with: "另一部"))",
        "F2: {item: positioning.values, \(rest)")
    let run = try await compare(before, after)
    #expect(run.status == 0, "\(run.messages)")
    let both = "上次是评审项 cccs-op-2008 的 positioning.mission 的发现，这次写在 cccs-op-2010 的 positioning.values 上"
    #expect(run.messages.contains(/new\.yml:\d+:3: 警告: 编号 F2 上次/) && run.messages.contains(both))
    #expect(run.messages.contains("[finding-other-item]") && run.messages.contains("[finding-vanished]"))
    #expect(run.output.contains(/F1 +一般 +未关闭 +未关闭 +659 +323 +/))
    #expect(run.output.contains(/F1 +333 → 544 +见效 +未关闭/))
    #expect(run.output.contains(/F1 .*: 负责人 某部 → 另一部/), "\(run.output)")
    let english = try await compare(before, after, "--lang", "en")
    #expect(english.output.contains(/F1 +Minor +still open +still open/))
  }

  /// Six periods have no room beside each other, nor have long names and long ranges.
  @Test(arguments: ["zh", "en"])
  func nothingIsDroppedAndNothingIsTooWide(_ language: String) async throws {
    let folder = try TemporaryFolder()
    let names = (name: String(repeating: "长", count: 100), assessor: String(repeating: "x", count: 100))
    let finding = findings(
      "F1: {item: positioning.vision, text: 抽查不合格, severity: observation, raised: 2020-03-01, status: open}")
    for year in 2020...2025 {
      let text = (year == 2025 ? new.replacing("2025-", with: "2025-") : old.replacing("2024-", with: "\(year)-"))
        .replacing("华东客户联络中心", with: names.name).replacing("name: 运营管理部", with: "name: \(names.assessor)")
      try folder.write(text + finding, to: "\(year).yml")
    }
    let run = try await Pingxing.run(
      arguments: ["compare"] + (2020...2025).map { "\($0).yml" } + ["--lang", language], in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    for line in run.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    #expect(!run.output.contains("…2") && !run.output.contains("cccs…"))
    let heads = run.lines.prefix { !$0.contains("2020 年 → 2021 年") && !$0.contains("2020 → 2021") }
    for year in 2020...2025 { #expect(heads.contains { $0.contains(" \(year)") && !$0.contains("-") }) }
    let courses = run.lines.filter { $0.hasPrefix("  F1 ") }.joined().matches(of: /未关闭|still open/)
    #expect(courses.count >= 6, "each period has its course")
  }

  @Test func everyTableSaysHowFarItIsComparable() async throws {
    let run = try await compare(old, new)
    let heads = ["评审维度（有据）", "有变化的评审项", "有变化的门槛"]
    for head in heads {
      let start = try #require(run.lines.firstIndex { $0.contains(head) }, "\(head)")
      #expect(run.lines[start...].prefix(40).contains { $0.contains("可比程度：") }, "\(head)")
    }
    #expect(run.output.contains("可比程度：对照后可比；x 不可比") || run.output.contains("可比程度：完全可比；~ 对照后可比"))
  }

  @Test func whatAGateNeedsIsNeverCut() async throws {
    let run = try await compare(old, new, "--lang", "en")
    let start = try #require(run.lines.firstIndex { $0.contains("gates that changed") })
    #expect(!run.lines[start...].joined().contains("…"))
    #expect(run.lines[start].contains("needs"))
  }

  @Test func helpIsWrappedOnce() async throws {
    for command in [["compare"], ["report"], ["rubric", "migrate"]] {
      let run = try await Pingxing.run(arguments: command + ["--help", "--lang", "en"])
      let lines = run.lines.prefix { !$0.hasPrefix("USAGE") }
      for (line, next) in zip(lines, lines.dropFirst()) where next.first?.isLowercase == true {
        let word = next.prefix { $0 != " " }
        #expect(line.count + 1 + word.count >= 80, "\(line)⏎\(next)")
      }
    }
  }

  @Test func anEnglishReaderGetsEnglish() async throws {
    let run = try await compare(old, new, "--lang", "en")
    #expect(run.output.contains("comparable after mapping"))
    #expect(run.output.contains("change of edition"))
  }

  /// Scores and results of what is not complete are ranges everywhere, and each language writes all of them alike.
  @Test(arguments: [("zh", "～"), ("en", " to ")])
  func rangesAreWrittenAlikeEverywhere(_ language: String, _ joint: String) async throws {
    let run = try await compare(old, new, "--lang", language)
    let ranges = run.output.matches(of: /[0-9] ?(～|~|–|-| to ) ?[0-9]+\.[0-9]/)
    #expect(ranges.count > 10 && ranges.allSatisfy { $0.output.1 == joint }, "\(run.output)")
    let result = language == "zh" ? "“未通过～四星”" : "“Not passed to Four stars”"
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: language == "zh" ? "" : " ")
    #expect(text.lowercased().contains(result.lowercased()), "\(run.output)")
    #expect(!run.output.contains(language == "zh" ? "–" : "～"))
  }
}

/// The comparison as a PDF, and as a chapter of the report.
@Suite struct ComparisonReportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func history(_ year: Int) -> String {
    RepositoryFiles.root.appending(path: "Examples/lanchuan-history/\(year).yml").path
  }

  @Test func threeYearsOfTheExampleMakeAPDF() async throws {
    let file = folder["comparison.pdf"]
    let run = try await Pingxing.run("compare", history(2023), history(2024), history(2025), "-o", file.path)
    #expect(run.status == 0, "\(run.messages)")
    let check = try await Pingxing.tool("qpdf", "--check", file.path)
    #expect(check.status == 0, "\(check.everything)")
    let text = PDFText.squeezed(try await PDFText.body(of: file))
    #expect(run.messages.contains("F23-04") && run.messages.contains("[finding-vanished]"))
    for words in [
      "历次发现与整改", "再次出现", "重新打开", "2024年的打算与2025年的等级", "换版次", "换评估者", "证据变化", "对照后可比", "2023年到2024年", "2024年到2025年",
      "运营与流程",
    ] {
      #expect(text.contains(words), "\(words) is missing")
    }
  }

  @Test func theReportHasAChapterThatCompares() async throws {
    let file = folder["report.pdf"]
    let run = try await Pingxing.run("report", history(2025), "--compare", history(2024), "-o", file.path)
    #expect(run.status == 0, "\(run.messages)")
    let text = PDFText.squeezed(try await PDFText.body(of: file))
    #expect(text.contains("与以往评估的比较"))
    #expect(text.contains("换评估者"))
    let plain = folder["plain.pdf"]
    _ = try await Pingxing.run("report", history(2025), "-o", plain.path)
    #expect(!PDFText.squeezed(try await PDFText.body(of: plain)).contains("与以往评估的比较"))
  }

  @Test func aReportWithoutRoomForTheComparisonSaysSo() async throws {
    func report(_ options: String...) async throws -> ProgramRun {
      try await Pingxing.run(
        arguments: ["report", history(2025), "--compare", history(2024), "-o", folder["r.pdf"].path] + options)
    }
    let workpaper = try await report("--template", "workpaper")
    #expect(workpaper.status == 0 && workpaper.messages.contains("--compare 没有用上"), "\(workpaper.messages)")
    let part = try await report("--sections", "comparison")
    #expect(part.status == 0 && !part.messages.contains("--compare 没有用上"), "\(part.messages)")
    let method = try await report("--sections", "method")
    #expect(method.status == 0 && method.messages.contains("--compare 没有用上"), "\(method.messages)")
    let twice = try await report("--compare", history(2023))
    #expect(twice.status == 64 && twice.messages.contains("several-comparisons"))
  }

  @Test func twoPeriodsOfWhichOneIsIncompleteSayWhyThereIsNoChart() async throws {
    try folder.write(SampleAssessment.text.replacing("2025-", with: "2024-"), to: "a.yml")
    try folder.write(SampleAssessment.text, to: "b.yml")
    let run = try await Pingxing.run("compare", "a.yml", "b.yml", "-o", "c.pdf", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    let text = PDFText.squeezed(try await PDFText.body(of: folder["c.pdf"]))
    #expect(text.contains("没有一个范畴在两次都有确定的得分率"))
    #expect(text.contains("没有另注可比程度的门槛") || !text.contains("有变化的门槛"))
  }

  /// Each of the two says what is still possible, and nothing is said of a result that nobody has reached.
  @Test func anOpenResultIsSaidAsARange() async throws {
    try folder.write(SampleAssessment.text.replacing("2025-", with: "2024-"), to: "a.yml")
    try folder.write(SampleAssessment.text, to: "b.yml")
    let run = try await Pingxing.run("compare", "a.yml", "b.yml", in: folder.url)
    #expect(run.output.contains("还不能断定") && !run.output.contains("仍为"), "\(run.output)")
  }

  /// The cover has room for a few periods; the newest is always among them.
  @Test func theCoverOfManyPeriodsNamesTheFirstAndTheNewest() async throws {
    var files: [String] = []
    for year in 2011...2018 {
      try folder.write(SampleAssessment.text.replacing("2025-", with: "\(year)-"), to: "\(year).yml")
      files.append("\(year).yml")
    }
    let run = try await Pingxing.run(arguments: ["compare"] + files + ["-o", "c.pdf"], in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    let cover = try await Pingxing.tool("pdftotext", "-l", "1", "-layout", folder["c.pdf"].path, "-")
    for year in [2011, 2016, 2017, 2018] { #expect(cover.output.contains("\(year) 年"), "\(cover.output)") }
    #expect(cover.output.contains("另有 4 次"), "\(cover.output)")
  }

  /// Every row of the indicators lies behind the day of the assessment.
  @Test func aReportWhoseDataComeTooLateSaysSo() async throws {
    try folder.write(SampleAssessment.text + "indicators: {file: kpi.csv}\n", to: "a.yml")
    try folder.write("period,service-level/of-offered\n2026-01,80\n2026-02,81\n", to: "kpi.csv")
    let run = try await Pingxing.run("report", "a.yml", "-o", "r.pdf", in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    let text = PDFText.squeezed(try await PDFText.body(of: folder["r.pdf"]))
    #expect(text.contains("指标数据里没有一期在评估日"))
  }

  @Test func anAssessmentIsNeverReplacedByItsComparison() async throws {
    try folder.write(SampleAssessment.text, to: "a.yml")
    try folder.write(SampleAssessment.text, to: "b.yml")
    let run = try await Pingxing.run("compare", "a.yml", "b.yml", "-o", "b.yml", in: folder.url)
    #expect(run.status == 64 && run.messages.contains("output-is-input"))
    let both = try await Pingxing.run("compare", "a.yml", "b.yml", "-o", "c.pdf", "--format", "json", in: folder.url)
    #expect(both.status == 64 && both.messages.contains("two-forms"))
    #expect(try folder.names() == ["a.yml", "b.yml"])
  }
}
