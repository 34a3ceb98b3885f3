import Foundation
import TestSupport
import Testing

/// The analyses that an assessment lists: in its result document and in its report.
@Suite struct AnalysisChapterTests {
  typealias Object = [String: Any]

  private static func analyses(_ path: String, in folder: URL = RepositoryFiles.root) async throws -> [Object] {
    let run = try await Pingxing.run(arguments: ["score", path, "--format", "json"], in: folder)
    let document = try JSONSerialization.jsonObject(with: run.outputBytes) as? Object
    return try #require(document?["analyses"] as? [Object], "\(run.messages)")
  }

  private static func sentences(_ parts: Any?) -> [String] {
    (parts as? [Object])?.compactMap { ($0["message-en"] as? String) } ?? []
  }

  /// Every kind that there is stands in one of the examples.
  @Test func theExamplesShowEveryKind() async throws {
    var kinds: Set<String> = []
    for name in ExampleReport.names {
      kinds.formUnion(try await Self.analyses(ExampleReport.assessment(name).path).compactMap { $0["kind"] as? String })
    }
    #expect(kinds == Set(AnalysisTests.runs.map(\.name)))
  }

  /// What the chapter says is what the command says.
  @Test func theyAreThoseOfTheCommands() async throws {
    let analyses = try await Self.analyses(ExampleReport.assessment("lanchuan-bank").path)
    for (kind, index) in [("calibration", 4), ("teams", 5), ("attrition", 9), ("pareto", 10)] {
      let arguments = ["kpi"] + AnalysisTests.runs[index].arguments + ["--format", "json"]
      let run = try await Pingxing.run(arguments: arguments)
      let command = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
      let analysis = try #require(analyses.first { $0["kind"] as? String == kind })
      let said = (command["conclusions"] as? [[String: String]])?.compactMap { $0["en"] }
      #expect(Self.sentences(analysis["conclusions"]) == said)
      #expect(command["format"] as? String == "pingxing/kpi-\(kind)/1")
    }
  }

  @Test func theReportHasASectionForEach() async throws {
    for name in ExampleReport.names {
      let analyses = try await Self.analyses(ExampleReport.assessment(name).path)
      guard !analyses.isEmpty else { continue }
      let text = PDFText.squeezed(try await PDFText.body(of: ExampleReport.of(name).file))
      for analysis in analyses {
        let title = try #require(analysis["title"] as? String)
        #expect(text.contains(PDFText.squeezed(title)), "\(title)")
        for figure in analysis["figures"] as? [Object] ?? [] {
          #expect(text.contains(PDFText.squeezed(figure["caption"] as? String ?? "?")))
        }
      }
    }
  }

  /// Every figure says what its values are measured in and how many data they rest on.
  @Test func everyFigureSaysItsUnitAndItsSample() async throws {
    for name in ExampleReport.names {
      for analysis in try await Self.analyses(ExampleReport.assessment(name).path) {
        for figure in analysis["figures"] as? [Object] ?? [] {
          let chart = try #require(figure.values.compactMap { $0 as? Object }.first)
          let caption = figure["caption"] as? String ?? "?"
          let unit = chart["unit"] as? String ?? chart["y-label"] as? String
          #expect(unit?.isEmpty == false, "\(name): \(caption)")
          let note = try #require(chart["note"] as? String)
          #expect(
            note.contains("n = ") || note.contains("N = ") || note.contains(" 人，离职"), "\(name): \(caption): \(note)")
        }
      }
    }
  }

  private static func assessment(_ analyses: String) -> String {
    SampleAssessment.text + "analyses:\n" + analyses
  }

  /// A method that cannot run is shown with its reason, and no number of it stands anywhere.
  @Test func whatCannotRunSaysSo() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,值\n2025-01,31.5\n2025-02,32.5\n", to: "few.csv")
    try folder.write(
      Self.assessment("  - {kind: trend, title: 样本太少的趋势, file: few.csv, value: 值}\n"), to: "centre.yml")
    let check = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(check.status == 0, "\(check.everything)")
    #expect(check.output.contains("centre.yml:12:5: 警告: “样本太少的趋势”未能计算：值：至少要 4 个值，这里有 2（few.csv） [analysis-refused]"))
    let analysis = try #require(try await Self.analyses("centre.yml", in: folder.url).first)
    #expect(analysis["refused"] as? Bool == true)
    #expect((analysis["figures"] as? [Any])?.isEmpty == true && (analysis["tables"] as? [Any])?.isEmpty == true)
    let report = try await Pingxing.run("report", "centre.yml", "-o", "a.pdf", in: folder.url)
    #expect(report.status == 0, "\(report.messages)")
    let text = PDFText.squeezed(try await PDFText.body(of: folder["a.pdf"]))
    #expect(text.contains("样本太少的趋势") && text.contains("未能计算：值：至少要4个值，这里有2。"))
    #expect(!text.contains("31.5"))
  }

  /// More data than a page can show neither stop the report nor its other analyses.
  @Test func manyRowsAreDrawnAsAReadableFigure() async throws {
    let folder = try TemporaryFolder()
    let rows = (0..<10_500).map { "R\($0),\($0 * 7919 % 1013),\($0 * 104_729 % 997 + $0 * 7919 % 1013)" }
    try folder.write("录音,等待,时长\n" + rows.joined(separator: "\n") + "\n", to: "many.csv")
    try folder.write(
      Self.assessment(
        "  - {kind: correlation, title: 等待与时长, file: many.csv, x: 等待, y: 时长}\n"
          + "  - {kind: control, title: 等待的控制图, file: many.csv, period: 录音, chart: individuals, value: 等待}\n"),
      to: "centre.yml")
    let report = try await Pingxing.run("report", "centre.yml", "-o", "a.pdf", in: folder.url)
    #expect(report.status == 0, "\(report.messages)")
    let text = PDFText.squeezed(try await PDFText.body(of: folder["a.pdf"]))
    #expect(text.contains("（10500对，相近的合为") && text.contains("（最近400期，共10500期）"))
  }

  /// A fault elsewhere in the assessment hides none of its analyses.
  @Test func whatIsWrongElsewhereHidesNothing() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,值\n2025-01,3\n", to: "a.csv")
    try folder.write(
      Self.assessment("  - {kind: trend, file: a.csv, value: 数}\n").replacing("organisation:", with: "organization:"),
      to: "centre.yml")
    let check = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(check.status == 1 && check.output.contains("[unknown-key]"), "\(check.everything)")
    #expect(check.output.contains("a.csv 里没有“数”列 [unknown-column]"), "\(check.everything)")
  }

  /// Nor the file of its indicators, which is read whatever else is wrong.
  @Test func whatIsWrongElsewhereHidesNoIndicator() async throws {
    let folder = try TemporaryFolder()
    try folder.write("period,service-level/of-offered\n2025-01,80\n2025-02,x\n", to: "kpi.csv")
    try folder.write(
      Self.assessment("").replacing("organisation:", with: "organization:").replacing(
        "analyses:", with: "indicators: {file: kpi.csv}"),
      to: "centre.yml")
    let check = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(check.status == 1 && check.output.contains("[unknown-key]"), "\(check.everything)")
    #expect(check.output.contains("kpi.csv:3:") && check.output.contains("[not-a-number]"), "\(check.everything)")
    try folder.write("period,service-level/of-offered\n2025-01,80\n2025-03,81\n", to: "kpi.csv")
    let gap = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(gap.output.contains("[data-gap]") && !gap.output.contains("[mark-"), "\(gap.everything)")
  }

  /// What `new` writes behind # runs with the data of an example.
  @Test func theExampleOfNewRuns() async throws {
    let folder = try TemporaryFolder()
    let new = try await Pingxing.run("new", "-o", "centre.yml", in: folder.url)
    #expect(new.status == 0, "\(new.everything)")
    var lines = try folder.text("centre.yml").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for head in ["# indicators:", "# analyses:"] {
      let first = try #require(lines.firstIndex(of: head))
      for index in lines.indices[first...].prefix(while: { lines[$0].hasPrefix("# ") }) { lines[index].removeFirst(2) }
    }
    try folder.write(lines.joined(separator: "\n"), to: "centre.yml")
    for name in ["kpi.csv", "intervals.csv"] {
      try folder.write(
        try String(contentsOf: RepositoryFiles.root.appending(path: "Examples/lanchuan-bank/\(name)"), encoding: .utf8),
        to: name)
    }
    let check = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(check.status == 0, "\(check.everything)")
    #expect(!check.output.contains("[analysis-refused]"), "\(check.everything)")
  }

  /// The data of an analysis are not replaced by the report.
  @Test func theDataStay() async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,值\n2025-01,3\n2025-02,4\n2025-03,5\n2025-04,5\n", to: "a.csv")
    try folder.write(Self.assessment("  - {kind: trend, file: a.csv, value: 值}\n"), to: "centre.yml")
    let run = try await Pingxing.run("report", "centre.yml", "-o", "a.csv", in: folder.url)
    #expect(run.status == 64 && run.messages.contains("[output-is-input]"), "\(run.messages)")
    #expect(try folder.text("a.csv").hasPrefix("月份"))
  }

  /// What is wrong with a request stands at the request, what is wrong with the data at the cell.
  @Test(arguments: [
    ("{kind: trend, file: a.csv, value: 数}", "centre.yml:12:5: 错误: a.csv 里没有“数”列 [unknown-column]"),
    ("{kind: trend, file: a.csv}", "centre.yml:12:5: 错误: 要用 value 写明看哪一列 [no-measure]"),
    ("{kind: control, file: a.csv, value: 乱}", "a.csv:2:"),
    ("{kind: trend, file: a.csv, value: 值, where: {月份: 2030-01}}", "没有“月份”是“2030-01”的行 [no-rows]"),
    ("{kind: forecast, file: a.csv, forecast: 值, actual: 值, day: 月份}", "centre.yml:12:5: 错误: day 与 time 要一起写"),
  ])
  func whatIsWrongHasItsPlace(analysis: String, expected: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("月份,值,乱\n2025-01,3,x\n2025-02,4,5\n2025-03,5,6\n2025-04,5,6\n", to: "a.csv")
    try folder.write(Self.assessment("  - \(analysis)\n"), to: "centre.yml")
    let check = try await Pingxing.run("check", "centre.yml", in: folder.url)
    #expect(check.status == 1)
    #expect(check.output.contains(expected), "\(check.output)")
    let report = try await Pingxing.run("report", "centre.yml", "-o", "a.pdf", in: folder.url)
    #expect(report.status == 65)
    #expect(try folder.names().sorted() == ["a.csv", "centre.yml"])
  }
}
