import Diagnostics
import Foundation
import TestSupport
import Testing

/// `kpi`, and what `check` says of marks that the figures do not carry.
@Suite struct IndicatorCommandTests {
  typealias Object = [String: Any]

  @Test func theCatalogueIsListed() async throws {
    let run = try await Pingxing.run("kpi", "list")
    #expect(run.status == 0)
    #expect(run.output.contains("service-level/of-offered") && run.output.contains("来电量"))
  }

  @Test func everythingOfAnIndicatorIsShown() async throws {
    let run = try await Pingxing.run("kpi", "list", "--full")
    #expect(run.status == 0)
    let cards = run.output.components(separatedBy: "\n\n")
    #expect(cards.count == 35)
    for card in cards {
      for part in ["单位 ", "最少样本 ", "公式", " ÷ ", "常见值"] { #expect(card.contains(part), "\(card)") }
      for line in card.split(separator: "\n") where line.contains("[标准") { #expect(line.contains("gbt-33358-2016]")) }
      #expect(card.contains("行业习惯 ") || card.contains("[标准 ") || card.contains("没有找到有出处的数"), "\(card)")
    }
    let one = try await Pingxing.run("kpi", "list", "服务水平")
    #expect(one.output.contains("without-early-abandons") && one.output.contains("（Y秒内接听量＋Y秒内放弃量） ÷ "))
    let none = try await Pingxing.run("kpi", "list", "servise-level")
    #expect(none.status == 64 && none.messages.contains("service-level"))
  }

  @Test func everyProblemOfADataFileIsListedWithItsPlace() async throws {
    let folder = try TemporaryFolder()
    let file = folder["export.csv"]
    try "period,offered\n2025-01,12\n合计,12\n2025-02,-1\n".write(to: file, atomically: true, encoding: .utf8)
    let run = try await Pingxing.run("kpi", "check", file.path, "--format", "json")
    #expect(run.status == 1)
    let found = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    let codes = (found["diagnostics"] as? [Object])?.compactMap { $0["code"] as? String }
    #expect(codes == ["wrong-time", "negative-value"])
    #expect(try await Pingxing.run("kpi", "check", folder["none.csv"].path).status == 66)
  }

  @Test func ratiosAmongPercentagesAreNamedWithTheirRow() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,服务水平/of-offered\n2025-01,91\n2025-02,0.93\n2025-04,92\n", to: "kpi.csv")
    let run = try await Pingxing.run("kpi", "check", folder["kpi.csv"].path)
    #expect(run.status == 0)
    #expect(run.output.contains("kpi.csv:3: 警告") && run.output.contains("[unit-mix]"))
    #expect(run.output.contains("[data-gap]"))
  }

  /// Of two values of a period the second is a wrong row.
  @Test func aContradictionIsAWrongRow() async throws {
    let folder = try TemporaryFolder()
    try folder.write("period,offered\n2025-01,100\n2025-01,100\n2025-01,101\n", to: "b.csv")
    let twice = try await Pingxing.run("kpi", "import", folder["b.csv"].path, "--skip-bad", "-o", "-")
    #expect(twice.status == 1 && twice.messages.contains("其中有问题的 1 行"), "\(twice.everything)")
  }

  /// What a mapping passes over may be shorter than the head.
  @Test func theEndOfAnExportMayBePassedOver() async throws {
    let folder = try TemporaryFolder()
    try folder.write("日期,来电量,接听量\n2025-01,5,4\n合计,5\n共 1 条记录\n导出人：张三,,,\n", to: "foot.csv")
    let map =
      "format: pingxing/indicator-map/1\ntime: 日期\nignore: [合计, 共 1 条记录, 导出人：张三]\ncolumns: {来电量: offered, 接听量: answered}\n"
    try folder.write(map, to: "map.yml")
    let arguments = ["kpi", "import", folder["foot.csv"].path, "--map", folder["map.yml"].path, "-o", "-"]
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == 0 && run.messages.contains("略过 3 行"), "\(run.everything)")
    try folder.write(map.replacing("合计, ", with: ""), to: "map.yml")
    let wrong = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(wrong.status == 65 && wrong.messages.contains("foot.csv:3") && wrong.messages.contains("[ragged-row]"))
  }

  @Test func historyThatWasChangedIsNamedWithThenAndNow() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,服务水平/of-offered\n2025-01,81.2\n2025-02,80.4\n", to: "older.csv")
    try folder.write("月份,服务水平/of-offered\n2025-01,81.2\n2025-02,83.4\n2025-03,80.1\n", to: "kpi.csv")
    let run = try await Pingxing.run("kpi", "check", folder["kpi.csv"].path, "--against", folder["older.csv"].path)
    #expect(run.status == 0)
    #expect(run.output.contains("kpi.csv:3: 警告") && run.output.contains("2025-02 原来报 80.4%（原文件第 3 行），现在是 83.4%"))
    let none = try await Pingxing.run("kpi", "check", folder["kpi.csv"].path, "--against", folder["none.csv"].path)
    #expect(none.status == 66 && none.output.contains("[file-missing]"))
    // An assessment whose data say otherwise of a month than those of the one before it.
    let source = ExampleReport.assessment("lanchuan-bank").deletingLastPathComponent()
    let copy = folder["bank"]
    try FileManager.default.copyItem(at: source, to: copy)
    let data = copy.appending(path: "kpi.csv")
    let text = try String(contentsOf: data, encoding: .utf8)
    let changed = text.replacing("2023-12,service-level,of-offered,79.0", with: "2023-12,service-level,of-offered,78.0")
    #expect(changed != text)
    try changed.write(to: data, atomically: true, encoding: .utf8)
    let compared = try await Pingxing.run(
      "compare", source.appending(path: "centre.yml").path, copy.appending(path: "centre.yml").path)
    #expect(compared.status == 0)
    #expect(compared.messages.contains("[restated-history]") && compared.messages.contains("现在是 78%"))
  }

  /// The marks of the examples are those that their figures allow, and what is wrong in the shop's half-hours is found.
  @Test(arguments: ExampleReport.names)
  func theExamplesClaimNoMoreThanTheirFigures(name: String) async throws {
    let run = try await Pingxing.run("kpi", "evaluate", ExampleReport.assessment(name).path, "--format", "json")
    #expect(run.status == 0, "\(run.messages)")
    let evidence = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    let proposals = try #require(evidence["proposals"] as? [Object])
    #expect(proposals.contains { $0["difference"] as? String == "equal" })
    #expect(!proposals.contains { $0["difference"] as? String == "above" })
    let standings = try #require(evidence["standings"] as? [Object])
    #expect(standings.count >= 11)
    #expect(standings.count { $0["previous-display"] is String } >= 11)
    let codes = (evidence["findings"] as? [Object])?.compactMap { $0["code"] as? String }
    #expect(codes == (name == "shiguang-shop" ? ["identity"] : []))
  }

  @Test func aMarkThatTheFiguresDoNotCarryIsAWarning() async throws {
    let folder = try TemporaryFolder()
    let source = ExampleReport.assessment("lanchuan-bank").deletingLastPathComponent()
    let copy = folder["bank"]
    try FileManager.default.copyItem(at: source, to: copy)
    let file = copy.appending(path: "centre.yml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let raised = text.replacing(
      "performance.results-access:\n      level: 3", with: "performance.results-access:\n      level: 5")
    #expect(raised != text)
    try raised.write(to: file, atomically: true, encoding: .utf8)
    let run = try await Pingxing.run("check", file.path)
    #expect(run.output.contains("[mark-above-data]") && run.output.contains("指标只支持到 3 级"))
    let score = try await Pingxing.run("score", file.path)
    #expect(score.output.contains("! 结果：接入与速度·水平"))
    // The board and the auditor read it too.
    let report = try await Pingxing.run(
      "report", file.path, "--template", "board,workpaper", "-o", folder["out"].path + "/")
    #expect(report.status == 0, "\(report.messages)")
    let board = try await PDFText.pages(of: folder["out/centre-board.pdf"])
    #expect(board.count == 2)
    #expect(PDFText.squeezed(board[1]).contains("有1处自评的等级高于中心自己的运营数据支持的等级"), "\(board[1])")
    let strengths = try #require(
      PDFText.squeezed(board[0]).split(separator: "主要优势").last?.split(separator: "主要差距").first)
    #expect(!strengths.contains("结果：接入与速度"), "\(strengths)")
    let paper = PDFText.squeezed(try await PDFText.body(of: folder["out/centre-workpaper.pdf"]))
    #expect(paper.contains("等级高于运营数据的评审项") && paper.contains("▲所打的等级高于数据"))
    let judged = try await Pingxing.run("score", file.path, "--format", "xml").output.ranges(of: "<proposal ").count
    #expect(paper.ranges(of: "运营数据水平").count == judged)
    // Without its figures a 5 on them is warned of as well.
    let bare = raised.replacing(/(?m)^indicators:\n(?:  .*\n)+/, with: "")
    try bare.write(to: file, atomically: true, encoding: .utf8)
    let check = try await Pingxing.run("check", file.path)
    #expect(check.output.contains("[mark-without-data]") && check.output.contains("没有写 indicators"), "\(check.output)")
    let unproved = try await Pingxing.run("score", file.path)
    #expect(PDFText.squeezed(unproved.output).contains("没有写indicators"), "\(unproved.output)")
    try raised.write(to: file, atomically: true, encoding: .utf8)
    // A file with an error is no basis for a score.
    try "period,offered\nx,1\n".write(to: copy.appending(path: "kpi.csv"), atomically: true, encoding: .utf8)
    #expect(try await Pingxing.run("score", file.path).status == 65)
  }

  /// The bank with a complaint rate that ends in June 2024, three teams of which two share six months, and a formula that
  /// the rubric does not judge.
  @Test func whatIsOldOrLeftOutIsSaidWhereItIsShown() async throws {
    let folder = try TemporaryFolder()
    let copy = folder["bank"]
    try FileManager.default.copyItem(
      at: ExampleReport.assessment("lanchuan-bank").deletingLastPathComponent(), to: copy)
    let data = copy.appending(path: "kpi.csv")
    let rows = try String(contentsOf: data, encoding: .utf8).split(separator: "\n").dropFirst().filter { row in
      !row.contains(",complaint-rate,") || row < "2024-07"
    }
    let teams = (4...11).flatMap { month -> [String] in
      let start = "2025-\(month < 10 ? "0" : "")\(month),service-level,of-offered,"
      let all = [(80 + month % 3, "东组"), (90 + month % 2, "西组"), (70, "新组")]
      return all.filter { month > 8 || $0.1 != "新组" }.map { "\(start)\($0.0),%,5000,\($0.1)" }
    }
    let text = ["period,indicator,variant,value,unit,sample,group"] + rows.map { $0 + "," } + teams
    try (text.joined(separator: "\n") + "\n").write(to: data, atomically: true, encoding: .utf8)
    let file = copy.appending(path: "centre.yml").path

    let table = try await Pingxing.run("kpi", "evaluate", file)
    #expect(table.status == 0, "\(table.messages)")
    #expect(table.output.contains("放弃率†") && table.output.contains("\n† 准则按另一公式判定"))
    #expect(table.output.contains("有差别（p < 0.001）"), "\(table.output)")
    #expect(table.output.replacing(/\n +/, with: "").contains("新组与其余的组共有的时期不足 6 个月"))
    #expect(table.lines.allSatisfy { DisplayWidth.of($0) <= 80 })
    let english = try await Pingxing.run("kpi", "evaluate", file, "--lang", "en")
    #expect(english.output.contains("\n† The rubric judges it by another formula"))

    let run = try await Pingxing.run("kpi", "evaluate", file, "--format", "json")
    let evidence = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    func ids(_ list: String) -> [String] { (evidence[list] as? [Object])?.compactMap { $0["id"] as? String } ?? [] }
    #expect(ids("standings").contains("complaint-rate") && !ids("shortfalls").contains("complaint-rate"))
    let obstacles = (evidence["proposals"] as? [Object])?.flatMap { $0["parts"] as? [Object] ?? [] }
      .filter { $0["indicator"] as? String == "complaint-rate" }.compactMap { $0["obstacle"] as? String }
    #expect(obstacles == ["old-periods"])
    // A line of the report never ends beside the sign.
    let standing = try #require((evidence["teams"] as? [Object])?.first)
    #expect(standing["test-title"] as? String == "有差别（p\u{A0}<\u{A0}0.001）")
    #expect(standing["test-teams"] as? Int == 2 && standing["count"] as? Int == 3)
    #expect((standing["teams"] as? [Object])?.map { $0["tested"] as? Bool } == [true, true, false])
  }

  /// A month without a value is not met, and the figure of what was missed shows it.
  @Test func aGapAloneIsAShortfall() async throws {
    let folder = try TemporaryFolder()
    let copy = folder["bank"]
    try FileManager.default.copyItem(
      at: ExampleReport.assessment("lanchuan-bank").deletingLastPathComponent(), to: copy)
    let data = copy.appending(path: "kpi.csv")
    let text = try String(contentsOf: data, encoding: .utf8)
    func evidence() async throws -> (met: Object?, shortfalls: [String]) {
      let run = try await Pingxing.run(
        "kpi", "evaluate", copy.appending(path: "centre.yml").path, "--format", "json")
      let evidence = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
      let standings = try #require(evidence["standings"] as? [Object])
      let met = standings.first { standing in
        standing["met-display"] as? String == "12/12" || standing["met-display"] as? String == "11/12"
      }
      return (met, (evidence["shortfalls"] as? [Object])?.compactMap { $0["id"] as? String } ?? [])
    }
    let before = try await evidence()
    let whole = try #require(before.met?["id"] as? String)
    #expect(before.met?["met-display"] as? String == "12/12" && !before.shortfalls.contains(whole))
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("2025-06,\(whole),") }
    try (rows.joined(separator: "\n") + "\n").write(to: data, atomically: true, encoding: .utf8)
    #expect(try await evidence().shortfalls.contains(whole))
  }

  /// The centre's target of an indicator, or of one of its formulas.
  @Test func targetsNameAFormulaWhereItCountsOtherwise() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "period,satisfaction/survey-points\n" + (1...6).map { "2025-0\($0),\(85 + $0)\n" }.joined(), to: "kpi.csv")
    func run(_ target: String) async throws -> ProgramRun {
      try folder.write(
        SampleAssessment.text + "indicators: {file: kpi.csv, targets: {\(target)}}\n", to: "centre.yml")
      return try await Pingxing.run("kpi", "evaluate", folder["centre.yml"].path)
    }
    let whole = try await run("satisfaction: 98")
    #expect(PDFText.squeezed(whole.output).contains("写satisfaction/survey-points"), "\(whole.everything)")
    let own = try await run("satisfaction/survey-points: 85")
    #expect(own.status == 0 && own.output.contains("≥ 85分") && own.output.contains("6/10"), "\(own.everything)")
    let wrong = try await run("satisfaction/points: 85")
    #expect(wrong.messages.contains("[unknown-variant]"), "\(wrong.everything)")
  }

  /// Half-hours with the sums of their days: nothing is written, and the rows are named.
  @Test func sumsBesideTheirPartsAreNotImported() async throws {
    let folder = try TemporaryFolder()
    try folder.write("period,offered\n2025-03-01 09:00,4\n2025-03-01 09:30,6\n2025-03-01,10\n", to: "a.csv")
    let run = try await Pingxing.run("kpi", "import", folder["a.csv"].path, "--by", "month", "-o", "-")
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.messages.contains("a.csv:4: ") && run.messages.contains("[overlapping-periods]"), "\(run.everything)")
  }

  @Test func nothingIsPrintedOfAnImportWithErrors() async throws {
    let folder = try TemporaryFolder()
    try folder.write("period,offered\n2025-01-01,12\n2025-01-02,x\n", to: "bad.csv")
    for more in [[], ["--by", "month"]] {
      let run = try await Pingxing.run(arguments: ["kpi", "import", folder["bad.csv"].path, "-o", "-"] + more)
      #expect(run.status == 65 && run.output.isEmpty, "\(run.everything)")
    }
    let skipped = try await Pingxing.run("kpi", "import", folder["bad.csv"].path, "-o", "-", "--skip-bad")
    #expect(skipped.status == 1 && skipped.output.contains("2025-01-01,offered,,,12"))
    try folder.write(
      "period,indicator,variant,value,unit,sample\n2025-01-01,satisfaction,satisfied-share,0.95,%,400\n"
        + "2025-01-02,satisfaction,satisfied-share,95,%,400\n", to: "mix.csv")
    let mix = try await Pingxing.run("kpi", "import", folder["mix.csv"].path, "--by", "month", "-o", "-")
    #expect(mix.status == 65 && mix.output.isEmpty && mix.messages.contains("mix.csv:2: "), "\(mix.everything)")
    #expect(mix.messages.contains("[unit-mix]"))
    let plain = try await Pingxing.run("kpi", "import", folder["mix.csv"].path, "-o", "-")
    #expect(plain.status == 0 && plain.output.contains("2025-01-01,satisfaction,satisfied-share,,0.95,%"))
    #expect(plain.messages.contains("mix.csv:2:41: 警告") && plain.messages.contains("[unit-mix]"), "\(plain.everything)")
    let check = try await Pingxing.run("kpi", "check", folder["mix.csv"].path)
    #expect(check.output.contains("mix.csv:2: 警告") && check.output.contains("[unit-mix]"), "\(check.everything)")
    try folder.write("period,offered\n2025-01-01,12\n2025-01-01,12\n2025-01-02,5\n", to: "twice.csv")
    let twice = try await Pingxing.run("kpi", "import", folder["twice.csv"].path, "--by", "month", "-o", "-")
    #expect(twice.status == 0 && twice.output.contains("2025-01,offered,,,17,"), "\(twice.everything)")
    #expect(twice.messages.contains("twice.csv:3: 警告") && twice.messages.contains("[repeated-period]"))
  }

  /// Without summing up too, two values of one period are an error, and one that stands twice is written once.
  @Test func contradictionsAreNotWritten() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,来电量\n2025-03,10\n2025-01,20\n2025-01,21\n", to: "two.csv")
    let two = try await Pingxing.run("kpi", "import", folder["two.csv"].path, "-o", folder["kpi.csv"].path)
    #expect(two.status == 65 && two.messages.contains("two.csv:4: ") && two.messages.contains("[restated-period]"))
    #expect(try folder.names() == ["two.csv"])
    try folder.write("月份,来电量\n2025-03,10\n2025-01,20\n2025-01,20\n", to: "twice.csv")
    let twice = try await Pingxing.run("kpi", "import", folder["twice.csv"].path, "-o", folder["kpi.csv"].path)
    #expect(twice.status == 0 && twice.messages.contains("[repeated-period]"), "\(twice.everything)")
    let rows = try folder.text("kpi.csv").split(separator: "\n").dropFirst()
    #expect(rows == ["2025-03,offered,,,10,通,,,", "2025-01,offered,,,20,通,,,"])
  }

  /// A row with a wrong cell adds nothing to a sum, and counts among those passed over.
  @Test func aRowThatIsWrongAddsNothing() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "日期,时段,offered,answered\n2025-03-01,9:00 AM,100,95\n2025-03-01,1:00 PM,200,x\n2025-03-01,1:30 PM,10,9\n",
      to: "a.csv")
    let run = try await Pingxing.run(
      "kpi", "import", folder["a.csv"].path, "-o", "-", "--by", "month", "--skip-bad")
    #expect(run.status == 1 && run.messages.contains("略过 1 行，其中有问题的 1 行"), "\(run.everything)")
    #expect(run.output.contains("2025-03,offered,,,110,") && run.output.contains("2025-03,answered,,,104,"))
  }

  /// Devices and pipes get the result as files do, whole.
  @Test func anImportGoesToDevicesAndPipes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("period,offered\n2025-01,12\n", to: "a.csv")
    let null = try await Pingxing.run("kpi", "import", folder["a.csv"].path, "-o", "/dev/null")
    #expect(null.status == 0, "\(null.everything)")
    let pipe = try await Pingxing.shell(
      "exec \"$PINGXING\" kpi import a.csv -o /dev/stdout | cat", in: folder.url)
    #expect(pipe.output.contains("2025-01,offered,,,12,"), "\(pipe.everything)")
    let full = try await Pingxing.run("kpi", "import", folder["a.csv"].path, "-o", "/dev/full")
    #expect(full.status == 73 && full.messages.contains("/dev/full"), "\(full.everything)")
  }

  @Test func anExportIsImportedWholeOrNotAtAll() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "日期,呼入\n2025/3/1,1204\n2025/3/2,x\n2025/4/1,987\n", to: "export.csv")
    try folder.write(
      "format: pingxing/indicator-map/1\ntime: 日期\ncolumns: {呼入: offered}\n", to: "map.yml")
    try folder.write("as it was", to: "kpi.csv")
    let common = ["kpi", "import", folder["export.csv"].path, "--map", folder["map.yml"].path, "--by", "month", "-o"]
    let refused = try await Pingxing.run(arguments: common + [folder["kpi.csv"].path])
    #expect(refused.status == 65)
    #expect(refused.messages.contains("export.csv:3:10") && refused.messages.contains("[not-a-number]"))
    #expect(try folder.text("kpi.csv") == "as it was")
    let skipped = try await Pingxing.run(arguments: common + [folder["kpi.csv"].path, "--skip-bad"])
    #expect(skipped.status == 1)
    #expect(
      try folder.text("kpi.csv") == """
        period,indicator,variant,group,value,unit,sample,numerator,denominator
        2025-03,offered,,,1204,通,,,
        2025-04,offered,,,987,通,,,

        """)
    #expect(try folder.names().count == 3)
    #expect(try await Pingxing.run(arguments: common + [folder["map.yml"].path]).status == 64)
    #expect(try await Pingxing.run("kpi", "check", folder["kpi.csv"].path).status == 0)
  }
}
