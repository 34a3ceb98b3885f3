internal import AnalysisReports
internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles
internal import OperationalAnalysis
internal import Statistics

/// `pingxing kpi sample`: how many to ask or to check, and which.
struct SampleCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sample",
      abstract: localized("满意度调查与质检的样本量和分层抽样。", "Samples for surveys and quality checks: size and draw."),
      subcommands: [SampleSizeCommand.self, SampleDrawCommand.self])
  }
}

/// `pingxing kpi sample size`.
struct SampleSizeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "size",
      abstract: localized("要多少个样本。", "How many are needed."),
      discussion: localized(
        """
        满意度（比例）：kpi sample size --margin 3 --population 12000 --response 15
        质检分（平均）：kpi sample size --margin 1.5 --deviation 8 --population 900
        """,
        """
        satisfaction (a share): kpi sample size --margin 3 --population 12000 --response 15
        quality scores (a mean): kpi sample size --margin 1.5 --deviation 8 --population 900
        """))
  }

  @Option(
    help: ArgumentHelp(localized("误差：比例用百分点，平均用分。", "The margin: points of per cent for a share, scores for a mean.")))
  var margin: Double

  @Option(
    help: ArgumentHelp(localized("预计的比例，百分数；不知道时用 50。", "The share expected in per cent; 50 where it is not known.")))
  var share: Double?

  @Option(help: ArgumentHelp(localized("估计平均分时：分数的标准差。", "For a mean: the standard deviation of scores.")))
  var deviation: Double?

  @Option(help: ArgumentHelp(localized("总数；很大时不写。", "How many there are; leave out for many.")))
  var population: Int?

  @Option(help: ArgumentHelp(localized("应答率，百分数。", "The response rate in per cent.")))
  var response: Double?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    let significance = try options.significance
    guard share == nil || deviation == nil else {
      throw CommandFailure(
        .usage, "share-or-deviation",
        LocalizedText(chinese: "--share 与 --deviation 只写一个", english: "give --share or --deviation, not both"))
    }
    let aim: SamplePlan.Aim = deviation.map { .mean(standardDeviation: $0) } ?? .share(expected: (share ?? 50) / 100)
    let plan: SamplePlan
    do throws(AnalysisRefusal) {
      plan = try SamplePlan(
        aim, margin: deviation == nil ? margin / 100 : margin, population: population,
        responseRate: response.map { $0 / 100 }, significance: significance)
    } catch {
      throw CommandFailure(.usage, error.code, error.message)
    }
    try options.finish(AnalysisReport(plan))
  }
}

/// `pingxing kpi sample draw`.
struct SampleDrawCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "draw",
      abstract: localized("按层抽样，种子记录在案，任何人可以重抽。", "Draws by strata; with the seed anybody can repeat it."),
      discussion: localized(
        "例：kpi sample draw 录音.csv --by 班组 --size 120 --at-least 5 --seed 20251101 --name 录音编号",
        "Example: kpi sample draw calls.csv --by team --size 120 --at-least 5 --seed 20251101 --name recording"))
  }

  @OptionGroup var data: DataOptions

  @Option(
    help: ArgumentHelp(localized("分层的列，如班组；不写则不分层。", "The column of strata, such as teams; without it there are none."))
  )
  var by: String?

  @Option(help: ArgumentHelp(localized("抽多少行。", "How many rows.")))
  var size: Int

  @Option(help: ArgumentHelp(localized("每层至少抽多少行。", "At least so many of each stratum.")))
  var atLeast: Int = 0

  @Option(help: ArgumentHelp(localized("随机种子，0 或正整数；要记录在案。", "The seed, a whole number from 0; keep it.")))
  var seed: UInt64

  @Option(help: ArgumentHelp(localized("行的名称列，如录音编号。", "The column that names a row, such as a recording.")))
  var name: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    let table = try data.table(options)
    let strata = try by.map { name throws(CommandFailure) in table.table.texts(try table.column(name)) }
    let names = try name.map { name throws(CommandFailure) in table.table.texts(try table.column(name)) }
    let rows = table.table.rows
    if let strata, let row = strata.firstIndex(of: "") { throw table.missing(row, try table.column(by ?? "")) }
    let draw = try analysed(data.file) { () throws(AnalysisRefusal) in
      try SampleDraw(
        keys: strata ?? rows.map { _ in "" }, size: size, atLeast: atLeast, seed: seed)
    }
    try options.finish(
      AnalysisReport(
        draw, strata: by, row: { rows[$0].line }, name: names.map { names in { names[$0] } }),
      inputs: [data.file])
  }
}
