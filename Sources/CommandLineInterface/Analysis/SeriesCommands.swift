internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics

/// `pingxing kpi control`: control charts.
struct ControlChartCommand: ParsableCommand {
  /// The kinds of charts.
  enum Chart: String, ExpressibleByArgument, CaseIterable {
    case individuals, xbar, p, u
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "control",
      abstract: localized("控制图与 6、8、1、3、5 判异。", "Control charts with the rules 6, 8, 1, 3 and 5."),
      discussion: localized(
        """
        单值与移动极差：  kpi control kpi.csv --value service-level
        均值与极差：      kpi control 录音.csv --value 得分 --period 周 --chart xbar   （每期行数相同）
        p 图、u 图：      kpi control 质检.csv --count 不合格 --size 抽检 --chart p
        改动前后分段：    --change 2025-03 （改动后的第一期，可写几次）
        """,
        """
        individuals and moving range:  kpi control kpi.csv --value service-level
        X-bar and R:                   kpi control calls.csv --value score --period week --chart xbar
        p and u:                       kpi control qa.csv --count failed --size checked --chart p
        before and after a change:     --change 2025-03 (first period after it; may be given several times)
        """))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("数值列，或长表里的指标。", "The column of values, or an indicator of a long file.")))
  var value: String?

  @Option(help: ArgumentHelp(localized("时间列；常见列名可不写。", "The column of periods; usual heads need not be named.")))
  var period: String?

  @Option(help: ArgumentHelp(localized("图的种类：individuals、xbar、p、u。", "The kind: individuals, xbar, p or u.")))
  var chart: Chart = .individuals

  @Option(help: ArgumentHelp(localized("p 图、u 图的计数列，如不合格数。", "The counts of p and u, such as failures.")))
  var count: String?

  @Option(help: ArgumentHelp(localized("p 图、u 图的基数列，如抽检数。", "Their bases, such as how many were checked.")))
  var size: String?

  @Option(help: ArgumentHelp(localized("改动后的第一期；从那里起另算控制限。", "The first period after a change; limits begin anew.")))
  var change: [String] = []

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    let method: AnalysisMethod
    switch chart {
    case .individuals, .xbar:
      try refuse(count, "--count")
      try refuse(size, "--size")
      method = .control(
        value: value, period: period, chart: chart == .xbar ? .xbar : .individuals, changes: change)
    case .p, .u:
      try refuse(value, "--value")
      guard let count, let size else {
        throw CommandFailure(
          .usage, "count-and-size",
          LocalizedText(chinese: "p 图与 u 图要写 --count 与 --size", english: "p and u charts need --count and --size"))
      }
      method = .attributeControl(
        count: count, size: size, period: period, chart: chart == .p ? .shares : .rates, changes: change)
    }
    try options.run(method, of: data)
  }

  private func refuse(_ option: String?, _ name: String) throws(CommandFailure) {
    guard option != nil else { return }
    throw CommandFailure(
      .usage, "unused-option",
      LocalizedText(
        chinese: "\(name) 不用于 --chart \(chart.rawValue)", english: "\(name) has no use with --chart \(chart.rawValue)"))
  }
}

/// `pingxing kpi trend`: does a measure rise or fall?
struct TrendCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "trend",
      abstract: localized("趋势检验：Mann-Kendall 与 Sen 斜率。", "Trend: Mann-Kendall's test and Sen's slope."))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("数值列，或长表里的指标。", "The column of values, or an indicator of a long file.")))
  var value: String?

  @Option(help: ArgumentHelp(localized("时间列；常见列名可不写。", "The column of periods; usual heads need not be named.")))
  var period: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws { try options.run(.trend(value: value, period: period), of: data) }
}

/// `pingxing kpi correlation`: do two measures go together?
struct CorrelationCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "correlation",
      abstract: localized("两个指标是否相关：Pearson 与 Spearman。", "Correlation of two measures: Pearson and Spearman."),
      discussion: localized(
        "长表按周期配对，宽表按行配对。没有时间列的宽表只比较数值，不比较逐期变化。",
        "Long files are paired by period, wide ones by row. Without a column of periods changes are not compared."))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("横轴：列，或长表里的指标。", "Across: a column, or an indicator of a long file.")))
  var x: String

  @Option(help: ArgumentHelp(localized("纵轴：列，或长表里的指标。", "Up: a column, or an indicator of a long file.")))
  var y: String

  @Option(help: ArgumentHelp(localized("时间列；常见列名可不写。", "The column of periods; usual heads need not be named.")))
  var period: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws { try options.run(.correlation(x: x, y: y, period: period), of: data) }
}
