internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles

// The intervals of the day that a forecast is made for.
extension AnalysisTable {
  /// An interval as it is written.
  private struct Written {
    let row: Int
    let day: CalendarDate
    let minute: Int
    /// Its length in minutes; nil where only its beginning is told.
    let told: Int?
  }

  /// The length for which an interval without an end is read, which no interval has that tells its end.
  private static let unknownLength = 1

  /// The intervals of a column of times, or of a column of days and one of times of the day. They have to be of one length
  /// and must not overlap: added up, they would count calls twice, and hours do not compare with half-hours.
  func intervals(day: Int?, time: Int) throws(CommandFailure) -> [IndicatorPeriod] {
    let read = try Self.read { () throws(InputRejected) in
      guard let day else { return try table.periods(time, intervalMinutes: Self.unknownLength) }
      return try table.intervals(day: day, time: time, intervalMinutes: Self.unknownLength)
    }
    var periods: [IndicatorPeriod] = []
    var written: [Written] = []
    for (row, period) in read.enumerated() {
      guard let period else { throw missing(row, time) }
      guard case .minutes(let minutes) = period.length else { throw notAnInterval(period, row, time) }
      periods.append(period)
      written.append(
        Written(
          row: row, day: period.start, minute: period.minute, told: minutes == Self.unknownLength ? nil : minutes))
    }
    try refuseMixed(written, time)
    return periods
  }

  /// The length that intervals with an end have, all of which are of one; nil where none tells its end.
  static func writtenLength(_ periods: [IndicatorPeriod]) -> Int? {
    periods.lazy.compactMap { period in
      if case .minutes(let minutes) = period.length, minutes != unknownLength { minutes } else { nil }
    }.first
  }

  private func refuseMixed(_ written: [Written], _ column: Int) throws(CommandFailure) {
    let told = Self.commonest(written.compactMap(\.told))
    let sorted = written.sorted { ($0.day, $0.minute, $0.row) < ($1.day, $1.minute, $1.row) }
    let neighbours = zip(sorted, sorted.dropFirst()).filter { $0.day == $1.day && $0.minute < $1.minute }
    // Where no end is told, an interval ends where the next begins, as most do.
    let step = told ?? Self.commonest(neighbours.map { $1.minute - $0.minute })
    guard let step else { return }
    let problems = DiagnosticCollector(limit: 50)
    for interval in written.sorted(by: { $0.row < $1.row }) {
      guard let length = interval.told, length != step else { continue }
      problems.add(
        table.finding(
          "mixed-intervals", "“\(shown(interval.row, column))”长 \(length) 分钟，别的时段长 \(step) 分钟",
          "“\(shown(interval.row, column))” has \(length) minutes, others have \(step)", interval.row, column,
          hint: LocalizedText(
            chinese: "时段要一样长：拆成 \(step) 分钟一段，或全部合并成一样长的",
            english: "make all intervals of one length: part this one, or add the others up")))
    }
    for (one, next) in neighbours where one.minute + (one.told ?? step) > next.minute {
      problems.add(
        table.finding(
          "overlapping-intervals",
          "“\(shown(next.row, column))”与第 \(table.rows[one.row].line) 行的“\(shown(one.row, column))”重叠，业务量会重复计入",
          "“\(shown(next.row, column))” overlaps “\(shown(one.row, column))” of line \(table.rows[one.row].line), which counts calls twice",
          next.row, column,
          hint: LocalizedText(
            chinese: "每个时段（这里每 \(step) 分钟一段）只留一行", english: "keep one row for each interval, here of \(step) minutes")))
    }
    guard !problems.hasErrors else { throw CommandFailure(.inputWrong, problems.diagnostics) }
  }

  private func shown(_ row: Int, _ column: Int) -> String { table.rows[row].cells[column] }

  /// The value that comes most often, the smallest of several; nil of none.
  private static func commonest(_ values: [Int]) -> Int? {
    let counts = values.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// A time without a time of the day.
  private func notAnInterval(_ period: IndicatorPeriod, _ row: Int, _ column: Int) -> CommandFailure {
    CommandFailure(
      .inputWrong,
      [
        table.finding(
          "not-an-interval", "“\(table.columns[column])”列的 \(period) 没有时刻",
          "column “\(table.columns[column])”: \(period) has no time of the day", row, column,
          hint: LocalizedText(
            chinese: "预测要按时段检验，写成 2025-11-03 09:30；按天、按月的合计看不出误差",
            english: "forecasts are judged by interval: write 2025-11-03 09:30; sums by day or month hide errors"))
      ])
  }
}
