internal import AnalysisReports
internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import IndicatorFiles
internal import OperationalAnalysis

/// `pingxing kpi calibration`: do quality checkers, or two groups, score alike?
struct CalibrationCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "calibration",
      abstract: localized("质检校准：配对与 Welch t 检验、一致性。", "Calibration: paired and Welch's t-tests, agreement."),
      discussion: localized(
        """
        几位质检员打同一批录音（一行一条录音，一列一人）：
          kpi calibration 校准.csv --scorers 张敏,李强 --bands 60,80,90
        两组各自的分（一行一个分，另有一列说明组别）：
          kpi calibration 得分.csv --value 得分 --by 阶段
        """,
        """
        Checkers who scored the same recordings (a row a recording, a column a checker):
          kpi calibration scores.csv --scorers anna,ben --bands 60,80,90
        Two groups with scores of their own (a row a score, a column that tells the group):
          kpi calibration scores.csv --value score --by phase
        """))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("各质检员的列，以半角逗号分隔。", "The columns of the checkers, comma between.")))
  var scorers: String?

  @Option(
    help: ArgumentHelp(
      localized(
        "分档的界线，从低到高，如 60,80,90；有了它才算一致性。", "Where bands begin, ascending, such as 60,80,90; needed for agreement.")))
  var bands: String?

  @Option(
    help: ArgumentHelp(localized("得分就是 1 到这个数的等级；有了它才算一致性。", "Scores are marks from 1 to this; needed for agreement.")))
  var marks: Int?

  @Option(help: ArgumentHelp(localized("两组比较：数值列。", "Two groups: the column of values.")))
  var value: String?

  @Option(help: ArgumentHelp(localized("两组比较：组别列。", "Two groups: the column that tells the group.")))
  var by: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    let significance = try options.significance
    if let value, let by, scorers == nil { return try compare(value, by, significance) }
    guard let scorers, value == nil, by == nil else {
      throw CommandFailure(
        .usage, "scorers-or-groups",
        LocalizedText(
          chinese: "要写 --scorers 甲,乙，或者写 --value 与 --by", english: "give --scorers a,b, or --value with --by"))
    }
    let scale = try scale()
    let table = try data.table(options)
    var columns: [Observations] = []
    for name in scorers.split(separator: ",").map({ $0.trimmed }) where !name.isEmpty {
      let column = try table.column(name)
      if case .marks(let most)? = scale { try check(table, column, most) }
      let numbers = try table.numbers(column)
      columns.append(
        Observations(
          name: table.table.columns[column], unit: numbers.unit, labels: table.table.rows.map { String($0.line) },
          values: numbers.values))
    }
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try CalibrationAnalysis(scorers: columns, scale: scale, significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }

  private func compare(_ value: String, _ by: String, _ significance: Significance) throws {
    let table = try data.table(options)
    let groups = try table.groups(value, by: by)
    guard groups.members.count == 2 else {
      throw CommandFailure(
        .inputWrong, "number-of-groups",
        LocalizedText(
          chinese: "“\(by)”列有 \(groups.members.count) 组，两组比较要正好 2 组",
          english: "“\(by)” has \(groups.members.count) groups, a comparison of two needs exactly 2"),
        hint: LocalizedText(
          chinese: "用 --where 留下两组，或用 kpi teams 比较多组",
          english: "keep two with --where, or compare several with kpi teams"))
    }
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try GroupComparison(
        name: groups.name, unit: groups.unit, first: groups.members[0], second: groups.members[1],
        significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }

  private func scale() throws(CommandFailure) -> CalibrationAnalysis.Scale? {
    if let marks {
      guard bands == nil, (2...100).contains(marks) else {
        throw CommandFailure(
          .usage, "marks",
          LocalizedText(
            chinese: "--marks 是 2 至 100 的等级数，不与 --bands 同用", english: "--marks is 2 to 100 and not used with --bands"))
      }
      return .marks(marks)
    }
    guard let bands else { return nil }
    let boundaries = bands.split(separator: ",").map { ObservationTable.number($0.trimmed) }
    let known = boundaries.compactMap { $0 }
    guard !known.isEmpty, known.count == boundaries.count, known.count < 100,
      zip(known, known.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw CommandFailure(
        .usage, "bands",
        LocalizedText(
          chinese: "--bands 应是从低到高、以半角逗号分隔的数，如 60,80,90", english: "--bands takes ascending numbers, such as 60,80,90"))
    }
    return .bands(known)
  }

  private func check(_ table: AnalysisTable, _ column: Int, _ most: Int) throws(CommandFailure) {
    let values = try table.numbers(column).values
    let wrong = values.indices.filter { index in
      values[index].map { $0 < 1 || $0 > Rational(most) || $0.denominator != 1 } ?? false
    }
    guard let row = wrong.first else { return }
    throw CommandFailure(
      .inputWrong,
      [
        table.table.finding(
          "not-a-mark-of-scale",
          "“\(table.table.columns[column])”列的 \(table.table.rows[row].cells[column]) 不是 1 至 \(most) 的等级",
          "column “\(table.table.columns[column])”: \(table.table.rows[row].cells[column]) is no mark from 1 to \(most)",
          row, column)
      ])
  }
}

/// `pingxing kpi teams`: do teams differ?
struct TeamsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "teams",
      abstract: localized("班组比较：标准差、方差分析、Kruskal-Wallis。", "Teams: standard deviations, ANOVA, Kruskal-Wallis."),
      discussion: localized(
        "--within 写出座席或日期的列，就把波动分成“单元内”与“单元间”两部分，不只看平均。",
        "--within names the column of agents or days, and spread is told apart inside them and between them."))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("数值列，或长表里的指标。", "The column of values, or an indicator of a long file.")))
  var value: String

  @Option(help: ArgumentHelp(localized("班组列。", "The column of teams.")))
  var by: String

  @Option(help: ArgumentHelp(localized("班组之内的座席或日期列。", "The column of agents or days inside teams.")))
  var within: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    let significance = try options.significance
    let measure = try data.table(options).measure(value)
    let table = measure.data
    let numbers = try table.numbers(measure.column)
    let (team, unit) = (try table.column(by), try within.map { name throws(CommandFailure) in try table.column(name) })
    let values = zip(table.table.rows, numbers.values).compactMap { row, value -> TeamComparison.Value? in
      guard let value, !row.cells[team].isEmpty else { return nil }
      return TeamComparison.Value(team: row.cells[team], unit: unit.map { row.cells[$0] }, value: value)
    }
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try TeamComparison(
        name: measure.name, unit: measure.unit.isEmpty ? numbers.unit : measure.unit, values: values,
        significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }
}

/// `pingxing kpi pareto`: causes of complaints.
struct ParetoCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pareto",
      abstract: localized("投诉原因的帕累托分析，重复与越级投诉。", "Pareto of complaint causes; repeated and escalated ones."),
      discussion: localized(
        "一行一件投诉，或一行一个原因加件数（--count）。重复、越级列写“是”或“否”。",
        "A row a complaint, or a row a cause with its number (--count). Columns of repeats and escalations hold yes or no."
      ))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("原因列。", "The column of causes.")))
  var cause: String

  @Option(help: ArgumentHelp(localized("件数列；不写则一行一件。", "The column of numbers; without it a row is one.")))
  var count: String?

  @Option(help: ArgumentHelp(localized("重复投诉列（是/否）。", "The column of repeats (yes or no).")))
  var repeated: String?

  @Option(help: ArgumentHelp(localized("越级投诉列（是/否）。", "The column of escalations (yes or no).")))
  var escalated: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    let significance = try options.significance
    let table = try data.table(options)
    let causes = table.table.texts(try table.column(cause))
    if let row = causes.firstIndex(of: "") { throw table.missing(row, try table.column(cause)) }
    let counts = try count.map { name throws(CommandFailure) in try table.counts(try table.column(name)) }
    let (repeats, escalations) = (try marks(table, repeated), try marks(table, escalated))
    let entries = causes.indices.map { row in
      ComplaintAnalysis.Entry(
        cause: causes[row], count: counts?[row] ?? 1, isRepeated: repeats?[row] ?? nil,
        isEscalated: escalations?[row] ?? nil)
    }
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try ComplaintAnalysis(entries, significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }

  private func marks(_ table: AnalysisTable, _ name: String?) throws(CommandFailure) -> [Bool?]? {
    guard let name else { return nil }
    let column = try table.column(name)
    return try AnalysisTable.read { () throws(InputRejected) in try table.table.marks(column) }
  }
}

extension AnalysisTable {
  /// The values of a column by the groups of another, in the order in which they first appear.
  func groups(_ value: String, by: String) throws(CommandFailure) -> (
    name: String, unit: String, members: [ObservedGroup]
  ) {
    let measure = try measure(value)
    let numbers = try measure.data.numbers(measure.column)
    let texts = measure.data.table.texts(try measure.data.column(by))
    var order: [String] = []
    var members: [String: [Rational]] = [:]
    for (name, value) in zip(texts, numbers.values) {
      guard let value, !name.isEmpty else { continue }
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(value)
    }
    return (
      measure.name, measure.unit.isEmpty ? numbers.unit : measure.unit,
      order.map { ObservedGroup(name: $0, values: members[$0] ?? []) }
    )
  }
}

extension Substring {
  /// Without blanks at its ends.
  var trimmed: String { String(self).trimmingCharacters(in: .whitespaces) }
}
