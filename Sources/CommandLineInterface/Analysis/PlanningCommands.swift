internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles

/// `pingxing kpi forecast`: is the forecast good enough to plan staff by?
struct ForecastCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "forecast",
      abstract: localized("预测可靠性：离散系数、时段误差、峰平谷。", "Forecast: variation, errors by interval, bands of the day."),
      discussion: localized(
        """
        一行一个时段：时间列写 2025-11-03 09:00 或 2025-11-03 09:00-09:30；日期与时刻分两列时写 --day 与 --time。
        误差按时段判断；按天、按全期的合计只作对照，因为正负误差会相抵。
        """,
        """
        A row an interval: its time is 2025-11-03 09:00 or 2025-11-03 09:00-09:30; with two columns give --day and --time.
        Errors are judged by interval; sums by day and over all are for comparison only, because errors cancel.
        """))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("预测列。", "The column of forecasts.")))
  var forecast: String

  @Option(help: ArgumentHelp(localized("实际列。", "The column of actuals.")))
  var actual: String

  @Option(
    help: ArgumentHelp(localized("时间列，含日期与时刻；常见列名可不写。", "The column of day and time; usual heads need not be named.")))
  var period: String?

  @Option(help: ArgumentHelp(localized("日期列，与 --time 同用。", "The column of days, with --time.")))
  var day: String?

  @Option(help: ArgumentHelp(localized("时刻列，与 --day 同用。", "The column of times of the day, with --day.")))
  var time: String?

  @Option(help: ArgumentHelp(localized("人工受理量列，算人工受理比例。", "The column of what agents handled, for their share.")))
  var handled: String?

  @Option(help: ArgumentHelp(localized("容许的误差，百分数。", "The error allowed in per cent."), valueName: "5"))
  var tolerance: String = "5"

  @Option(
    help: ArgumentHelp(
      localized("高峰的钟点，如 9-12,15:30-19。", "The hours of the peak, such as 9-12,15:30-19."), valueName: "hours"))
  var peak: String?

  @Option(
    help: ArgumentHelp(
      localized("低谷的钟点，如 22-8；其余为平段。", "The hours of the valley, such as 22-8; the rest is flat."), valueName: "hours"))
  var valley: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    guard let tolerance = ObservationTable.number(tolerance), tolerance >= 0, tolerance <= 100 else {
      throw CommandFailure(
        .usage, "tolerance",
        LocalizedText(chinese: "--tolerance 应为 0 至 100 的百分数", english: "--tolerance is a percentage from 0 to 100"))
    }
    try options.run(
      .forecast(
        AnalysisMethod.Forecast(
          forecast: forecast, actual: actual, period: period, day: day, time: time, handled: handled,
          tolerance: tolerance, peak: peak, valley: valley)), of: data)
  }
}

/// `pingxing kpi attrition`: who leaves, and when.
struct AttritionCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "attrition",
      abstract: localized("人员流失分析：月流失率、班组、入职后留存。", "Attrition: by month, by team, after hiring."),
      discussion: localized(
        "名册一行一人，要包括统计期内离职的人；离职列空着（或写 -、无、在职、至今）表示在岗。",
        "The list has a row a person, those who left in the period among them; an empty cell (or -, none, present) means still there."
      ))
  }

  @OptionGroup var data: DataOptions

  @Option(help: ArgumentHelp(localized("入职日期列。", "The column of first days.")))
  var hired: String

  @Option(help: ArgumentHelp(localized("离职日期列。", "The column of last days.")))
  var left: String

  @Option(help: ArgumentHelp(localized("班组列。", "The column of teams.")))
  var by: String?

  @Option(help: ArgumentHelp(localized("统计期的第一天。", "The first day of the period."), valueName: "2025-01-01"))
  var from: String

  @Option(help: ArgumentHelp(localized("统计期的最后一天。", "The last day of the period."), valueName: "2025-12-31"))
  var to: String

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    guard let first = CalendarDate(iso8601: from), let last = CalendarDate(iso8601: to),
      let period = DatePeriod(from: first, to: last)
    else {
      throw CommandFailure(
        .usage, "period",
        LocalizedText(
          chinese: "--from 与 --to 应是先后两天，写成 2025-01-01",
          english: "--from and --to are two days in order, like 2025-01-01"))
    }
    try options.run(.attrition(hired: hired, left: left, by: by, period: period), of: data)
  }
}
