internal import AnalysisReports
internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles
internal import OperationalAnalysis

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
      localized("高峰的钟点，如 9-12,15-19。", "The hours of the peak, such as 9-12,15-19."), valueName: "hours"))
  var peak: String?

  @Option(
    help: ArgumentHelp(
      localized("低谷的钟点，如 22-8；其余为平段。", "The hours of the valley, such as 22-8; the rest is flat."), valueName: "hours"))
  var valley: String?

  @OptionGroup var options: AnalysisOptions

  func run() throws {
    let bands = try DayBands.read(peak: peak, valley: valley)
    guard let tolerance = ObservationTable.number(tolerance), tolerance >= 0, tolerance <= 100 else {
      throw CommandFailure(
        .usage, "tolerance",
        LocalizedText(chinese: "--tolerance 应为 0 至 100 的百分数", english: "--tolerance is a percentage from 0 to 100"))
    }
    let table = try data.table(options)
    let times = try times(table)
    let (forecasts, actuals) = (try amounts(table, forecast), try amounts(table, actual))
    let shares = try handled.map { name throws(CommandFailure) in try amounts(table, name) }
    var intervals: [ForecastCheck.Interval] = []
    for (row, time) in times.enumerated() {
      guard let forecast = forecasts[row], let actual = actuals[row] else { continue }
      if let handled = shares?[row], handled > actual {
        let column = try table.column(self.handled ?? "")
        throw CommandFailure(
          .inputWrong,
          [
            table.table.finding(
              "handled-above-actual", "人工受理量大于实际业务量", "agents handled more than came", row, column)
          ])
      }
      intervals.append(
        ForecastCheck.Interval(
          day: time.start, minute: time.minute, forecast: forecast, actual: actual, handled: shares?[row] ?? nil))
    }
    let check = try analysed(data.file) { () throws(AnalysisRefusal) in
      try ForecastCheck(intervals, tolerance: tolerance / 100, bands: bands)
    }
    try options.finish(AnalysisReport(check), inputs: [data.file])
  }

  private func times(_ table: AnalysisTable) throws(CommandFailure) -> [IndicatorPeriod] {
    let column: Int
    let periods: [IndicatorPeriod?]
    if let day, let time {
      let (days, clock) = (try table.column(day), try table.column(time))
      column = clock
      periods = try AnalysisTable.read { () throws(InputRejected) in try table.table.intervals(day: days, time: clock) }
    } else {
      guard day == nil, time == nil else {
        throw CommandFailure(
          .usage, "day-and-time", LocalizedText(chinese: "--day 与 --time 要一起写", english: "--day and --time go together")
        )
      }
      let time = try table.periodColumn(period)
      column = time
      periods = try AnalysisTable.read { () throws(InputRejected) in try table.table.periods(time) }
    }
    var times: [IndicatorPeriod] = []
    for (row, period) in periods.enumerated() {
      guard let period else { throw table.missing(row, column) }
      guard case .minutes = period.length else {
        throw CommandFailure(
          .inputWrong,
          [
            table.table.finding(
              "not-an-interval", "“\(table.table.columns[column])”列的 \(period) 没有时刻",
              "column “\(table.table.columns[column])”: \(period) has no time of the day", row, column,
              hint: LocalizedText(
                chinese: "预测要按时段检验，写成 2025-11-03 09:30；按天、按月的合计看不出误差",
                english: "forecasts are judged by interval: write 2025-11-03 09:30; sums by day or month hide errors"))
          ])
      }
      times.append(period)
    }
    return times
  }

  /// Numbers from 0; nil for an empty cell.
  private func amounts(_ table: AnalysisTable, _ name: String) throws(CommandFailure) -> [Rational?] {
    let column = try table.column(name)
    let values = try table.numbers(column).values
    if let row = values.firstIndex(where: { ($0 ?? 0) < 0 }) {
      throw CommandFailure(
        .inputWrong,
        [
          table.table.finding(
            "negative-value", "“\(table.table.columns[column])”列的 \(table.table.rows[row].cells[column]) 是负数",
            "column “\(table.table.columns[column])”: \(table.table.rows[row].cells[column]) is negative", row, column)
        ])
    }
    return values
  }
}

/// Bands of the day from options.
enum DayBands {
  /// Those of the public case, or peak and valley as given with everything else flat.
  static func read(peak: String?, valley: String?) throws(CommandFailure) -> [TimeBand] {
    guard peak != nil || valley != nil else { return TimeBand.hotline }
    let (high, low) = (try hours(peak, "--peak"), try hours(valley, "--valley"))
    if high.contains(where: { stretch in low.contains { $0.overlaps(stretch) } }) {
      throw CommandFailure(
        .usage, "bands-overlap", LocalizedText(chinese: "高峰与低谷的钟点重叠", english: "peak and valley overlap"))
    }
    return [TimeBand(name: "高峰", stretches: high), TimeBand(name: "低谷", stretches: low)].filter {
      !$0.stretches.isEmpty
    }
      + [TimeBand(name: "平段", stretches: [0..<1_440])]
  }

  private static func hours(_ text: String?, _ option: String) throws(CommandFailure) -> [Range<Int>] {
    guard let text else { return [] }
    var stretches: [Range<Int>] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { Int($0.trimmed) }
      guard ends.count == 2, let from = ends[0], let to = ends[1], (0..<24).contains(from), (1...24).contains(to),
        from != to
      else {
        throw CommandFailure(
          .usage, "hours",
          LocalizedText(
            chinese: "\(option) 要写成 9-12,15-19 的样子（0 至 24 点）",
            english: "\(option) takes hours like 9-12,15-19 (0 to 24)"))
      }
      // A stretch over midnight is two.
      stretches += from < to ? [from * 60..<to * 60] : [from * 60..<1_440, 0..<to * 60]
    }
    return stretches.filter { !$0.isEmpty }
  }
}

/// `pingxing kpi attrition`: who leaves, and when.
struct AttritionCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "attrition",
      abstract: localized("人员流失分析：月流失率、班组、入职后留存。", "Attrition: by month, by team, after hiring."),
      discussion: localized(
        "名册一行一人，要包括统计期内离职的人；离职列空着表示在岗。",
        "The list has a row a person, those who left in the period among them; an empty cell means still there."))
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
    let significance = try options.significance
    guard let first = CalendarDate(iso8601: from), let last = CalendarDate(iso8601: to),
      let period = DatePeriod(from: first, to: last)
    else {
      throw CommandFailure(
        .usage, "period",
        LocalizedText(
          chinese: "--from 与 --to 应是先后两天，写成 2025-01-01",
          english: "--from and --to are two days in order, like 2025-01-01"))
    }
    let table = try data.table(options)
    let (hires, leaves) = (try days(table, hired), try days(table, left))
    let teams = try by.map { name throws(CommandFailure) in table.table.texts(try table.column(name)) }
    var people: [AttritionAnalysis.Person] = []
    for (row, hire) in hires.enumerated() {
      guard let hire else { throw table.missing(row, try table.column(hired)) }
      if let leave = leaves[row], leave < hire {
        throw CommandFailure(
          .inputWrong,
          [
            table.table.finding(
              "left-before-hired", "离职日期 \(leave) 早于入职日期 \(hire)", "left on \(leave), hired on \(hire)", row,
              try table.column(left))
          ])
      }
      people.append(AttritionAnalysis.Person(team: teams?[row] ?? "", hired: hire, left: leaves[row]))
    }
    let analysis = try analysed(data.file) { () throws(AnalysisRefusal) in
      try AttritionAnalysis(people, period: period, significance: significance)
    }
    try options.finish(AnalysisReport(analysis), inputs: [data.file])
  }

  private func days(_ table: AnalysisTable, _ name: String) throws(CommandFailure) -> [CalendarDate?] {
    let column = try table.column(name)
    let periods = try AnalysisTable.read { () throws(InputRejected) in try table.table.periods(column) }
    var days: [CalendarDate?] = []
    for (row, period) in periods.enumerated() {
      guard let period else {
        days.append(nil)
        continue
      }
      guard period.length == .day else {
        throw CommandFailure(
          .inputWrong,
          [
            table.table.finding(
              "not-a-day", "“\(table.table.columns[column])”列的 \(period) 不是一天",
              "column “\(table.table.columns[column])”: \(period) is no day", row, column)
          ])
      }
      days.append(period.start)
    }
    return days
  }
}
