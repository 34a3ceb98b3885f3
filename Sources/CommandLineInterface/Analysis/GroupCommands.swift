internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles

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
    if let value, let by, scorers == nil { return try options.run(.comparison(value: value, by: by), of: data) }
    guard let scorers, value == nil, by == nil else {
      throw CommandFailure(
        .usage, "scorers-or-groups",
        LocalizedText(
          chinese: "要写 --scorers 甲,乙，或者写 --value 与 --by", english: "give --scorers a,b, or --value with --by"))
    }
    let names = scorers.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    try options.run(.calibration(scorers: names, scale: try scale()), of: data)
  }

  private func scale() throws(CommandFailure) -> AnalysisMethod.Scale? {
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

}

/// `pingxing kpi teams`: do teams differ?
struct TeamsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "teams",
      abstract: localized("班组比较：标准差、方差分析、Kruskal-Wallis。", "Teams: standard deviations, ANOVA, Kruskal-Wallis."),
      discussion: localized(
        "--within 写出坐席或日期的列，就把波动分成“单元内”与“单元间”两部分，不只看平均。",
        "--within names the column of agents or days, and spread is told apart inside them and between them."))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("数值列，或长表里的指标。", "The column of values, or an indicator of a long file.")))
  var value: String

  @Option(help: ArgumentHelp(localized("班组列。", "The column of teams.")))
  var by: String

  @Option(help: ArgumentHelp(localized("班组之内的坐席或日期列。", "The column of agents or days inside teams.")))
  var within: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws { try options.run(.teams(value: value, by: by, within: within), of: data) }
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
    try options.run(.pareto(cause: cause, count: count, repeated: repeated, escalated: escalated), of: data)
  }
}
