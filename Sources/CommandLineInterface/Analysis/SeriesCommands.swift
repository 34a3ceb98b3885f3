internal import AnalysisReports
internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles
internal import OperationalAnalysis

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
    let significance = try options.significance
    let table = try data.table(options)
    let input = try input(table)
    let changes = change.map(AnalysisTable.label)
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try ControlAnalysis(input, changes: changes, significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }

  private func input(_ table: AnalysisTable) throws(CommandFailure) -> ControlAnalysis.Data {
    switch chart {
    case .individuals:
      try refuse(count, "--count")
      try refuse(size, "--size")
      return .individuals(try table.series(value, period: period))
    case .xbar:
      try refuse(count, "--count")
      try refuse(size, "--size")
      return try subgroups(table)
    case .p, .u:
      try refuse(value, "--value")
      guard let count, let size else {
        throw CommandFailure(
          .usage, "count-and-size",
          LocalizedText(chinese: "p 图与 u 图要写 --count 与 --size", english: "p and u charts need --count and --size"))
      }
      let time = try table.periodColumn(period)
      let places = try table.timeline(time, distinct: true)
      let (counts, sizes) = (try table.counts(try table.column(count)), try table.counts(try table.column(size)))
      let labels = places.map(\.label)
      // A period that the data skip has no sample.
      let known = places.map { $0.row.map { counts[$0] } ?? 0 }
      let bases = places.map { $0.row.map { sizes[$0] } ?? 0 }
      return chart == .p
        ? .shares(name: "\(count)/\(size)", labels: labels, counts: known, sizes: bases)
        : .rates(name: "\(count)/\(size)", labels: labels, counts: known, sizes: bases)
    }
  }

  private func subgroups(_ table: AnalysisTable) throws(CommandFailure) -> ControlAnalysis.Data {
    let measure = try table.measure(value)
    let data = measure.data
    let numbers = try data.numbers(measure.column)
    let time = try data.periodColumn(period)
    var labels: [String] = []
    var groups: [[Rational]] = []
    for place in try data.timeline(time, distinct: false) {
      guard let row = place.row else { continue }
      guard let value = numbers.values[row] else { throw data.missing(row, measure.column) }
      if labels.last != place.label {
        labels.append(place.label)
        groups.append([])
      }
      groups[groups.count - 1].append(value)
    }
    let size = groups.first?.count ?? 0
    if let other = groups.firstIndex(where: { $0.count != size }) {
      throw CommandFailure(
        .inputWrong, "unequal-subgroups",
        LocalizedText(
          chinese: "\(labels[other]) 有 \(groups[other].count) 个值，\(labels[0]) 有 \(size) 个：均值图要求每期个数相同",
          english:
            "\(labels[other]) has \(groups[other].count) values, \(labels[0]) has \(size): X-bar charts need equal numbers"
        ))
    }
    return .subgroups(
      name: measure.name, unit: measure.unit.isEmpty ? numbers.unit : measure.unit, labels: labels, values: groups)
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

  func run() throws {
    let significance = try options.significance
    let series = try data.table(options).series(value, period: period)
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try TrendAnalysis(series, significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }
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

  func run() throws {
    let significance = try options.significance
    let table = try data.table(options)
    let isWide = table.table.position(of: x) != nil && table.table.position(of: y) != nil
    let hasTime =
      try period.map { name throws(CommandFailure) in try table.column(name) } != nil
      || table.table.position(among: AnalysisTable.periodHeads) != nil
    let (first, second) = isWide && !hasTime ? (try rows(table, x), try rows(table, y)) : try paired(table)
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try CorrelationAnalysis(first, second, isSeries: hasTime, significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }

  /// A column row by row.
  private func rows(_ table: AnalysisTable, _ name: String) throws(CommandFailure) -> Observations {
    let column = try table.column(name)
    let numbers = try table.numbers(column)
    return Observations(
      name: table.table.columns[column], unit: numbers.unit, labels: table.table.rows.map { String($0.line) },
      values: numbers.values)
  }

  /// Two series on one line of time: the periods of the first that the second has too, or lacks.
  private func paired(_ table: AnalysisTable) throws(CommandFailure) -> (Observations, Observations) {
    let (first, second) = (try table.series(x, period: period), try table.series(y, period: period))
    let others = Dictionary(zip(second.labels, second.values), uniquingKeysWith: { first, _ in first })
    return (
      first,
      Observations(
        name: second.name, unit: second.unit, labels: first.labels, values: first.labels.map { others[$0] ?? nil })
    )
  }
}
