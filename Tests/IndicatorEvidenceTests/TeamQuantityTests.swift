import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorEvidence

private let catalogue = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path]).catalogue()
  .catalogue

/// Measures of teams, as systems export half-hours by skill group.
@Suite struct TeamQuantityTests {
  /// Half-hours of two teams on ten days; `surplus` calls too many are offered to the second.
  private func data(_ surplus: Int, _ length: Int = 30, answeredInTime: Int = 80) throws -> IndicatorData {
    let start = try #require(CalendarDate(iso8601: "2025-12-01"))
    let periods = try (0..<10).flatMap { day in
      try [540, 570].map { minute in
        try #require(
          start.adding(days: day).flatMap { IndicatorPeriod(day: $0, minute: minute, minutes: length) })
      }
    }
    let measures = ["offered": 100, "answered": 90, "abandoned": 10, "answered-in-time": answeredInTime]
    return IndicatorData(
      ["一线", "二线"].flatMap { team in
        measures.map { name, value in
          IndicatorSeries(
            key: .init(.measure(MeasureID(name)), group: team),
            points: periods.enumerated().map { index, period in
              let own = name == "offered" && team == "二线" ? value + surplus : value
              return IndicatorSeries.Point(period: period, value: Rational(own), line: index + 2)
            })
        }
      })
  }

  @Test func theQuantitiesOfEachTeamHaveToAddUp() throws {
    let whole = IndicatorEvidence.plausibility(of: try data(0), catalogue: catalogue)
    #expect(whole == [])
    let found = IndicatorEvidence.plausibility(of: try data(30), catalogue: catalogue)
    #expect(found.map(\.code) == [.identity])
    #expect(found[0].message.chinese.contains("二线：2025-12 有 10 个时段"), "\(found[0].message.chinese)")
    let both = IndicatorEvidence.plausibility(of: try data(0, answeredInTime: 95), catalogue: catalogue)
    #expect(both.map(\.code) == [.impossible, .impossible])
    #expect(Set(both.compactMap { $0.message.chinese.split(separator: "：").first }) == ["一线", "二线"])
  }

  /// It is not said that there are no half-hours where there are, of teams.
  @Test func halfHoursOfTeamsAreHalfHours() throws {
    let month = try #require(IndicatorPeriod(year: 2025, month: 12))
    let level = IndicatorSeries(
      key: .init(.indicator(IndicatorID("service-level"), variant: "of-offered")),
      points: [IndicatorSeries.Point(period: month, value: 80, line: 2)])
    let checks = IntervalChecks(catalogue: catalogue)
    let intervals = try data(30)
    #expect(checks.withoutIntervals(IndicatorData([level]), intervals) == nil)
    let said = checks.findings(IndicatorData([level]), intervals: intervals)
    #expect(said.map(\.code) == [.notChecked, .identity])
    #expect(said[0].message.chinese.contains("Erlang") && !said[0].message.chinese.contains("没有时段"))
  }
}
