import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorEvidence

private let catalogue = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path]).catalogue()
  .catalogue

/// Quantities of teams beside their reports, and weeks beside months.
@Suite struct TeamMeasureTests {
  private func series(
    _ name: String, _ periods: [IndicatorPeriod], _ values: [Rational], group: String = ""
  ) -> IndicatorSeries {
    let parts = name.split(separator: "/").map(String.init)
    let subject: IndicatorSeries.Subject =
      parts.count == 2 ? .indicator(IndicatorID(parts[0]), variant: parts[1]) : .measure(MeasureID(name))
    let points = zip(periods, values).enumerated().map { index, pair in
      IndicatorSeries.Point(period: pair.0, value: pair.1, step: Rational(1, 10), line: index + 2)
    }
    return IndicatorSeries(key: .init(subject, group: group), points: points)
  }

  private func found(_ series: [IndicatorSeries], intervals: [IndicatorSeries]? = nil) -> [String] {
    IntervalChecks(catalogue: catalogue).findings(IndicatorData(series), intervals: intervals.map { IndicatorData($0) })
      .filter { $0.code != .notChecked }.map { "\($0.code.rawValue) \($0.file.rawValue) \($0.message.chinese)" }
  }

  private func team(_ name: String, abandoned: Int = 40, level: Rational = Rational(816, 10)) throws
    -> [IndicatorSeries]
  {
    let months = try (1...3).map { try #require(IndicatorPeriod(year: 2025, month: $0)) }
    func all(_ value: Rational) -> [Rational] { Array(repeating: value, count: 3) }
    return [
      series("offered", months, all(1_000), group: name), series("answered", months, all(960), group: name),
      series("abandoned", months, [40, Rational(abandoned), 40], group: name),
      series("answered-in-time", months, all(816), group: name),
      series("service-level/of-offered", months, [Rational(816, 10), level, Rational(816, 10)], group: name),
    ]
  }

  @Test func measuresOfATeamAreHeldAgainstItsReports() throws {
    #expect(found(try team("甲") + team("乙")).isEmpty)
    let wrong = found(try team("甲", level: 90) + team("乙", abandoned: 60))
    #expect(wrong.count == 3, "\(wrong)")
    #expect(wrong.contains { $0.hasPrefix("identity months 乙：有 1 个月来电量不等于接听量加放弃量，第一个是 2025-02") })
    #expect(wrong.contains { $0.hasPrefix("reported-differs months 甲：服务水平（放弃全算未达）：2025-02 报 90%") })
    #expect(wrong.contains { $0.hasPrefix("reported-differs months 乙：服务水平（放弃全算未达）：2025-02 报 81.6%") })
  }

  /// Half-hours of a team are added up to its month, as those of the centre are to the centre's.
  @Test func intervalsOfATeamAreHeldAgainstItsMonth() throws {
    let days = try (1...31).map { IndicatorPeriod(day: try #require(CalendarDate(year: 2025, month: 3, day: $0))) }
    func measure(_ name: String, _ value: Rational) -> IndicatorSeries {
      series(name, days, Array(repeating: value, count: 31), group: "甲")
    }
    let march = [try #require(IndicatorPeriod(year: 2025, month: 3))]
    let intervals = [measure("answered-in-time", 80), measure("answered", 90), measure("abandoned", 10)]
    #expect(found([series("service-level/of-offered", march, [80], group: "甲")], intervals: intervals).isEmpty)
    let wrong = found([series("service-level/of-offered", march, [85], group: "甲")], intervals: intervals)
    #expect(wrong.count == 1 && wrong[0].contains("甲：服务水平（放弃全算未达）：2025-03 报 85%，按逐日数据合计是 80.0%"), "\(wrong)")
  }

  /// Of many teams those beyond the fifth are named in one finding.
  @Test func manyTeamsAreNamedTogether() throws {
    let teams = try (1...9).flatMap { try team("组\($0)", abandoned: 60) }
    let wrong = found(teams)
    #expect(wrong.count == 5 * 2 + 1, "\(wrong)")
    #expect(wrong.last?.contains("另有 4 个组的基础量也对不上（组6、组7、组8、组9）") == true)
  }

  // MARK: - Weeks

  private func weeks(_ from: Int, _ to: Int) throws -> [IndicatorPeriod] {
    try (from...to).map { try #require(IndicatorPeriod(year: 2025, week: $0)) }
  }

  /// March 2025 begins on a Saturday and ends on a Monday: weeks 10 to 13 lie in it, 9 and 14 touch it.
  @Test(arguments: [(400, false), (397, false), (396, true), (600, false), (603, false), (604, true), (500, false)])
  func weeksBoundTheirMonth(month: Int, isWrong: Bool) throws {
    let march = [try #require(IndicatorPeriod(year: 2025, month: 3))]
    let told = series("offered", try weeks(9, 14), Array(repeating: 100, count: 6))
    let months = series("offered", march, [Rational(month)])
    let both = IndicatorSeries(key: told.key, points: (told.points + months.points).sorted { $0.period < $1.period })
    let wrong = found([both])
    #expect(wrong.count == (isWrong ? 1 : 0), "\(wrong)")
    if isWrong { #expect(wrong[0].hasPrefix("identity months 来电量：有 1 个月比")) }
  }

  /// Where a week is missing, or only some are told, the month may have more.
  @Test func missingWeeksLeaveTheMonthOpen() throws {
    let march = [try #require(IndicatorPeriod(year: 2025, month: 3))]
    for told in [try weeks(10, 13), try weeks(9, 11) + weeks(13, 14)] {
      let points = series("offered", told, Array(repeating: 100, count: told.count)).points
      let month = series("offered", march, [9_000])
      let both = IndicatorSeries(key: month.key, points: (points + month.points).sorted { $0.period < $1.period })
      #expect(found([both]).isEmpty)
    }
    // The mean of agents adds up to nothing.
    let agents = series("agents", try weeks(10, 13), [50, 50, 50, 50])
    let month = series("agents", march, [50])
    let both = IndicatorSeries(key: month.key, points: (agents.points + month.points).sorted { $0.period < $1.period })
    #expect(found([both]).isEmpty)
  }
}
