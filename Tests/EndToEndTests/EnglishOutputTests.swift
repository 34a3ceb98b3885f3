import Foundation
import TestSupport
import Testing

/// With `--lang en`, what the program itself says is English: Chinese are only words of the user's own files.
@Suite struct EnglishOutputTests {
  /// Arguments from the folder `Examples`, and the files whose Chinese words may come back.
  struct Run: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    var sources: [String] = []
    var testDescription: String { arguments.joined(separator: " ") }
  }

  private static func kpi(_ arguments: String) -> Run {
    let words = arguments.split(separator: " ").map(String.init)
    return Run(arguments: ["kpi"] + words, sources: words.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".yml") })
  }

  /// Every analysis, once with data that name indicators of the catalogue and so leave no word to the user.
  static let analyses = [
    kpi("control lanchuan-bank/kpi.csv --value handling-time"),
    kpi("trend lanchuan-bank/kpi.csv --value handling-time"),
    kpi("trend lanchuan-bank/kpi.csv --value cost-per-call"),
    kpi("correlation lanchuan-bank/kpi.csv --x handling-time --y satisfaction"),
    kpi("control lanchuan-bank/kpi/weekly-scores.csv --value 得分 --chart xbar"),
    kpi("control lanchuan-bank/kpi/quality-checks.csv --chart p --count 不合格 --size 抽检 --change 2025-W36"),
    kpi("control linlan-hotline/kpi/work-orders.csv --chart u --count 差错 --size 抽查工单"),
    kpi("calibration lanchuan-bank/kpi/calibration.csv --scorers 质检甲,质检乙,外包质检 --bands 60,80,90"),
    kpi("teams lanchuan-bank/kpi/handling-times.csv --value 平均处理时长 --by 班组 --within 坐席"),
    kpi(
      "forecast linlan-hotline/kpi/forecast.csv --day 日期 --time 时刻 --forecast 预测 --actual 实际 --handled 人工受理"),
    kpi("sample size --margin 3 --population 12000 --response 15"),
    kpi("sample draw lanchuan-bank/kpi/complaints.csv --by 渠道 --size 60 --at-least 5 --seed 20251101"),
    kpi(
      "attrition lanchuan-bank/kpi/roster.csv --hired 入职日期 --left 离职日期 --by 部门 --from 2024-01-01 --to 2025-11-30"),
    kpi("pareto lanchuan-bank/kpi/complaints.csv --cause 原因 --repeated 重复 --escalated 越级"),
  ]

  static let others = [
    kpi("list"), kpi("list --full"), kpi("list service-level"), kpi("evaluate lanchuan-bank/centre.yml"),
    kpi("check shiguang-shop/intervals.csv"),
    kpi("evaluate shiguang-shop/centre.yml"), Run(arguments: ["template", "list"]), Run(arguments: ["rubric", "list"]),
    Run(arguments: ["score", "shiguang-shop/centre.yml"], sources: ["shiguang-shop/centre.yml"]),
    Run(arguments: ["check", "shiguang-shop/centre.yml"], sources: ["shiguang-shop/centre.yml"]),
    Run(
      arguments: ["explain", "shiguang-shop/centre.yml", "ccom-2019/operations/performance"],
      sources: ["shiguang-shop/centre.yml"]),
    Run(
      arguments: ["compare", "lanchuan-history/2024.yml", "lanchuan-history/2025.yml"],
      sources: ["lanchuan-history/2024.yml", "lanchuan-history/2025.yml"]),
  ]

  private static let examples = RepositoryFiles.root.appending(path: "Examples")
  /// Units stand in data files, and yet they are said in English.
  private static let units: Set<String> = ["秒", "分", "分钟", "元", "人", "次", "通", "件", "比率", "%", "～"]

  /// The runs of Han characters and Chinese marks in a text that no source has.
  private static func foreign(_ text: String, _ sources: [String]) throws -> [String] {
    let own = try sources.map { try String(contentsOf: examples.appending(path: $0), encoding: .utf8) }.joined()
    return text.matches(of: /[\p{script=Han}～（），。；：、“”]+/).map { String($0.output) }.filter { run in
      units.contains(run) || !own.contains(run)
    }.filter { !["“", "”"].contains($0) }
  }

  @Test(arguments: analyses + others)
  func theTerminalSpeaksEnglish(run: Run) async throws {
    let result = try await Pingxing.run(arguments: run.arguments + ["--lang", "en"], in: Self.examples)
    // Folding divides the user's own words.
    let text = result.everything.replacing(/(\p{Han})\n\s*(\p{Han})/) { "\($0.1)\($0.2)" }
    #expect(!text.isEmpty)
    #expect(try Self.foreign(text, run.sources + run.arguments.filter { $0.hasSuffix(".yml") }) == [])
  }

  @Test(arguments: analyses)
  func theJSONOfAnAnalysisSaysEverythingInBothLanguages(run: Run) async throws {
    let result = try await Pingxing.run(
      arguments: run.arguments + ["--format", "json", "--lang", "en"], in: Self.examples)
    let english = result.output.replacing(/"zh": "([^"\\]|\\.)*"/, with: "")
    #expect(result.status == 0)
    #expect(try Self.foreign(english, run.sources) == [])
  }

  /// In the result document a Chinese name has its English one beside it.
  @Test func theEvaluationSaysEverythingInBothLanguages() async throws {
    let result = try await Pingxing.run(
      "kpi", "evaluate", "lanchuan-bank/centre.yml", "--format", "json", in: Self.examples)
    func lacking(_ value: Any) -> [String] {
      if let list = value as? [Any] { return list.flatMap(lacking) }
      guard let object = value as? [String: Any] else { return [] }
      return object.sorted { $0.key < $1.key }.flatMap { key, value -> [String] in
        guard let text = value as? String, text.contains(/\p{script=Han}|～/), !key.hasSuffix("-en") else {
          return lacking(value)
        }
        let english = object[key + "-en"] as? String
        return english.map { !$0.contains(/\p{script=Han}|～/) } == true ? [] : ["\(key): \(text)"]
      }
    }
    #expect(lacking(try JSONSerialization.jsonObject(with: result.outputBytes)) == [])
  }

  @Test(arguments: [analyses[0], analyses[3]])
  func thePageOfAnAnalysisIsEnglish(run: Run) async throws {
    let folder = try TemporaryFolder()
    let page = folder.url.appending(path: "page.pdf").path
    let result = try await Pingxing.run(arguments: run.arguments + ["--lang", "en", "-o", page], in: Self.examples)
    #expect(result.status == 0, "\(result.messages)")
    let text = try await Pingxing.tool("pdftotext", "-layout", page, "-").output
    #expect(!text.isEmpty)
    #expect(try Self.foreign(text, []) == [])
  }
}
