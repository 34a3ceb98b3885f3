internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import IndicatorFiles
internal import OperationalAnalysis
internal import Statistics

// Analyses of forecasts, people and samples.
extension AnalysisRunner {
  // MARK: - Forecasts

  /// A forecast against what came.
  func forecast(_ options: AnalysisMethod.Forecast) throws(CommandFailure) -> AnalysisReport {
    let bands = try DayBands.read(peak: options.peak, valley: options.valley)
    let whole = try table()
    let centre = try whole.centre(time: nil)
    let table = centre.data
    let times = try times(table, options)
    let volumes = try volumes(table, [options.forecast, options.actual] + [options.handled].compactMap(\.self))
    let (forecasts, actuals) = (volumes[0], volumes[1])
    let shares = options.handled == nil ? nil : volumes[2]
    if let teams = centre.teams {
      let time =
        if let name = options.time { try table.column(name) } else { try table.periodColumn(options.period) }
      try table.refuseRepeats(
        of: teams, in: times.map { "\($0.start) \(ForecastCheck.clock($0.minute))" }, time: time)
    }
    var intervals: [ForecastCheck.Interval] = []
    var omitted: [ForecastCheck.Omission] = []
    for (row, time) in times.enumerated() {
      guard let forecast = forecasts[row], let actual = actuals[row] else {
        omitted.append(
          ForecastCheck.Omission(
            day: time.start, minute: time.minute, lacksForecast: forecasts[row] == nil,
            lacksActual: actuals[row] == nil))
        continue
      }
      if let handled = shares?[row], handled > actual {
        throw CommandFailure(
          .inputWrong,
          [
            table.table.finding(
              "handled-above-actual", "人工受理量大于实际业务量", "agents handled more than came", row,
              try table.column(options.handled ?? ""))
          ])
      }
      intervals.append(
        ForecastCheck.Interval(
          day: time.start, minute: time.minute, forecast: forecast, actual: actual, handled: shares?[row] ?? nil))
    }
    try DayBands.refuseInside(bands, starts: times.map(\.minute))
    if let teams = centre.teams {
      let told = times.enumerated().map { row, time in
        ForecastCheck.TeamInterval(team: table.table.rows[row].cells[teams], day: time.start, minute: time.minute)
      }
      (intervals, omitted) = ForecastCheck.ofAllTeams(intervals, omitted: omitted, told: told)
    }
    return AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        try ForecastCheck(
          intervals, tolerance: options.tolerance / 100, bands: bands, omitted: omitted,
          length: AnalysisTable.writtenLength(times))
      }
    ).telling(centre.rows)
  }

  private func times(
    _ table: AnalysisTable, _ options: AnalysisMethod.Forecast
  ) throws(CommandFailure) -> [IndicatorPeriod] {
    guard let day = options.day, let time = options.time else {
      guard options.day == nil, options.time == nil else {
        throw CommandFailure(
          .usage, "day-and-time", LocalizedText(chinese: "--day 与 --time 要一起写", english: "--day and --time go together")
        )
      }
      return try table.intervals(day: nil, time: try table.periodColumn(options.period))
    }
    return try table.intervals(day: try table.column(day), time: try table.column(time))
  }

  /// Columns of volumes in one unit, which may be hours of work: numbers from 0; nil for an empty cell.
  private func volumes(_ table: AnalysisTable, _ names: [String]) throws(CommandFailure) -> [[Rational?]] {
    let problems = DiagnosticCollector(limit: 50)
    var read: [(column: Int, numbers: ObservationTable.Numbers)] = []
    for name in names {
      let column = try table.column(name)
      let numbers = try table.numbers(column)
      try AnalysisTable.read { () throws(InputRejected) in
        try table.table.refuseUnit(of: numbers, column, unlessIn: [.duration])
      }
      for (row, value) in numbers.values.enumerated() where (value ?? 0) < 0 {
        problems.add(
          table.table.finding(
            "negative-value", "“\(table.table.columns[column])”列的 \(table.table.rows[row].cells[column]) 是负数",
            "column “\(table.table.columns[column])”: \(table.table.rows[row].cells[column]) is negative", row, column))
      }
      read.append((column, numbers))
    }
    guard !problems.hasErrors else { throw CommandFailure(.inputWrong, problems.diagnostics) }
    try AnalysisTable.read { () throws(InputRejected) in try table.table.refuseUnlikeUnits(read) }
    return read.map(\.numbers.values)
  }

  // MARK: - People

  /// Who leaves.
  func attrition(
    _ hired: String, _ left: String, _ by: String?, _ period: DatePeriod, _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let table = try table()
    let (hireColumn, leaveColumn) = (try table.column(hired), try table.column(left))
    let teams = try by.map { name throws(CommandFailure) in table.table.texts(try table.column(name)) }
    let problems = DiagnosticCollector(limit: 50)
    let (hires, leaves) = table.stays(hireColumn, leaveColumn, problems)
    guard !problems.hasErrors else { throw CommandFailure(.inputWrong, problems.diagnostics.sorted(by: Self.isBefore)) }
    let people = zip(hires, leaves).enumerated().compactMap { row, stay in
      stay.0.map { AttritionAnalysis.Person(team: teams?[row] ?? "", hired: $0, left: stay.1) }
    }
    try table.refuseOverlappingStays(people.map { ($0.hired, $0.left) })
    return AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        try AttritionAnalysis(people, period: period, significance: significance)
      })
  }

  private static func isBefore(_ one: Diagnostic, _ other: Diagnostic) -> Bool {
    switch (one.location, other.location) {
    case (let left?, let right?): left < right
    case (_?, nil): true
    case (nil, _): false
    }
  }

  // MARK: - Samples

  /// How many are needed; what is wrong is wrong in the request, as there are no data.
  func sampleSize(
    _ options: AnalysisMethod.SampleSize, _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    guard options.share == nil || options.deviation == nil else {
      throw CommandFailure(
        .usage, "share-or-deviation",
        LocalizedText(chinese: "--share 与 --deviation 只写一个", english: "give --share or --deviation, not both"))
    }
    let aim: SamplePlan.Aim =
      options.deviation.map { .mean(standardDeviation: $0.nearestDouble) }
      ?? .share(expected: ((options.share ?? 50) / 100).nearestDouble)
    let margin = options.deviation == nil ? options.margin / 100 : options.margin
    do throws(AnalysisRefusal) {
      return AnalysisReport(
        try SamplePlan(
          aim, margin: margin.nearestDouble, population: options.population,
          responseRate: options.response.map { ($0 / 100).nearestDouble }, significance: significance))
    } catch {
      throw CommandFailure(.usage, error.code, error.message)
    }
  }

  /// Which rows are drawn.
  func draw(
    _ by: String?, _ size: Int, _ atLeast: Int, _ seed: UInt64, _ name: String?
  ) throws(CommandFailure) -> AnalysisReport {
    let table = try table()
    let strata = try by.map { name throws(CommandFailure) in table.table.texts(try table.column(name)) }
    let names = try name.map { name throws(CommandFailure) in table.table.texts(try table.column(name)) }
    let rows = table.table.rows
    if let strata, let row = strata.firstIndex(of: "") { throw table.unnamed(row, try table.column(by ?? "")) }
    if let by { try table.refuseTotals(in: try table.column(by)) }
    let draw = try analysed { () throws(AnalysisRefusal) in
      try SampleDraw(keys: strata ?? rows.map { _ in "" }, size: size, atLeast: atLeast, seed: seed)
    }
    return AnalysisReport(draw, strata: by, row: { rows[$0].line }, name: names.map { names in { names[$0] } })
  }
}
