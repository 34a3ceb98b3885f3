import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorEvidence

private let catalogue = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path]).catalogue()
  .catalogue

/// Variances of a month, from its days, its half-hours and its teams.
@Suite struct SpreadTests {
  private func series(
    _ name: String, _ values: [(IndicatorPeriod, Rational)], group: String = ""
  ) -> IndicatorSeries {
    let parts = name.split(separator: "/").map(String.init)
    let subject: IndicatorSeries.Subject =
      parts.count == 2 ? .indicator(IndicatorID(parts[0]), variant: parts[1]) : .measure(MeasureID(name))
    return IndicatorSeries(
      key: .init(subject, group: group), points: values.map { IndicatorSeries.Point(period: $0.0, value: $0.1) })
  }

  private func day(_ month: Int, _ day: Int) throws -> IndicatorPeriod {
    IndicatorPeriod(day: try #require(CalendarDate(year: 2025, month: month, day: day)))
  }

  private func spreads(_ series: [IndicatorSeries]) -> [String: SpreadDerivation.Spread] {
    let found = SpreadDerivation(catalogue: catalogue).spreads(of: IndicatorData(series))
    return Dictionary(uniqueKeysWithValues: found.map { ($0.series.key.subject.name, $0) })
  }

  /// 80, 84, 88 % have the variance 16, as their numerator 32 over 2; the month with one day has none.
  @Test func daysThatAreToldGiveTheSampleVariance() throws {
    let found = spreads([
      series(
        "service-level/of-answered",
        [(try day(3, 1), 80), (try day(3, 2), 84), (try day(3, 3), 88), (try day(4, 1), 90)])
    ])
    let spread = try #require(found["service-level-variance/days"])
    #expect(found.count == 1 && spread.series.points.count == 1)
    let point = try #require(spread.series.points.first)
    #expect(point.period.description == "2025-03" && point.value == 16)
    #expect(point.numerator == 32 && point.denominator == 2)
    #expect(spread.base.chinese == "服务水平（只算接听）")
  }

  /// Half-hours are added up by day first: 80 of 100 and 60 of 100, by the formula that the month reports.
  @Test func halfHoursAreAddedUpByDay() throws {
    func half(_ number: Int, _ minute: Int) throws -> IndicatorPeriod {
      let day = try self.day(3, number).start
      return try #require(IndicatorPeriod(day: day, minute: minute, minutes: 30))
    }
    let times = [try half(1, 540), try half(1, 570), try half(2, 540), try half(2, 570)]
    func measure(_ name: String, _ values: [Rational]) -> IndicatorSeries { series(name, Array(zip(times, values))) }
    let march = try #require(IndicatorPeriod(year: 2025, month: 3))
    let data = [
      measure("answered-in-time", [50, 30, 20, 40]), measure("answered", [50, 40, 40, 50]),
      measure("abandoned", [0, 10, 10, 0]), series("service-level/of-offered", [(march, 70)]),
    ]
    let spread = try #require(spreads(data)["service-level-variance/days"])
    #expect(spread.series.points.map(\.value) == [200] && spread.base.chinese == "服务水平（放弃全算未达）")
    // A variance that is told is not worked out.
    #expect(spreads(data + [series("service-level-variance/days", [(march, 9)])])["service-level-variance/days"] == nil)
  }

  /// Teams by what they report, and where they report nothing by their measures.
  @Test func teamsGiveTheVarianceBetweenThem() throws {
    let march = try #require(IndicatorPeriod(year: 2025, month: 3))
    let told = ["甲": 300, "乙": 330, "丙": 360].map {
      series("handling-time/talk-and-wrap", [(march, Rational($0.value))], group: $0.key)
    }
    let spread = try #require(spreads(told)["handling-time-variance/groups"])
    #expect(spread.series.key.group.isEmpty && spread.series.points.map(\.value) == [900])
    let measured = ["甲": 300, "乙": 330, "丙": 360].flatMap { name, seconds in
      [
        series("talk-time", [(march, Rational(seconds * 80))], group: name),
        series("wrap-time", [(march, Rational(seconds * 20))], group: name),
        series("answered", [(march, 100)], group: name),
      ]
    }
    #expect(spreads(measured)["handling-time-variance/groups"]?.series == spread.series)
    #expect(spreads(measured)["handling-time-variance/days"] == nil)
  }

  /// Several months together have the pooled variance, and the standing judges it as any indicator of which less is better.
  @Test func monthsArePooledByTheirDegreesOfFreedom() throws {
    let points = try (1...12).flatMap { month -> [(IndicatorPeriod, Rational)] in
      // Months of 2 and of 3 days: 80 and 84 have 8, 80, 84 and 88 have 16.
      try (1...(month % 2 == 0 ? 2 : 3)).map { (try day(month, $0), Rational(76 + 4 * $0)) }
    }
    let spread = try #require(
      spreads([series("adherence/in-schedule", [])] + [series("service-level/of-offered", points)])[
        "service-level-variance/days"])
    let evidence = IndicatorEvidence(
      IndicatorData([spread.series]), intervals: nil, catalogue: catalogue, settings: IndicatorSettings(),
      date: try #require(CalendarDate(iso8601: "2025-12-31")), rubrics: [])
    let standing = try #require(evidence.standings.first)
    #expect(standing.level == Rational(6 * 32 + 6 * 8, 6 * 2 + 6 * 1))
    #expect(standing.indicator.unit == "百分点²" && standing.indicator.direction == .lower)
  }

  /// An accuracy below 0 is no error to be judged by its size.
  @Test func anAccuracyMayBeBelowZero() throws {
    let months = try (1...12).map { try #require(IndicatorPeriod(year: 2025, month: $0)) }
    let accuracy = series("forecast-accuracy/interval-weighted", months.map { ($0, $0 == months[0] ? -20 : 90) })
    let evidence = IndicatorEvidence(
      IndicatorData([accuracy]), intervals: nil, catalogue: catalogue, settings: IndicatorSettings(),
      date: try #require(CalendarDate(iso8601: "2025-12-31")), rubrics: [])
    let standing = try #require(evidence.standings.first)
    #expect(standing.periods.first?.point.value == -20 || standing.periods.last?.point.value == -20)
    #expect(!evidence.findings.contains { $0.code == .converted })
  }
}
