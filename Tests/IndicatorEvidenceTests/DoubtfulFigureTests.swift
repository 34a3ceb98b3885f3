import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorEvidence

private let library = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path])
private let catalogue = library.catalogue().catalogue
private let satisfied = IndicatorSeries.Subject.indicator(IndicatorID("satisfaction"), variant: "satisfied-share")

/// Figures that are written in another unit, or of a time that does not count.
@Suite struct DoubtfulFigureTests {
  private func months(_ first: IndicatorPeriod?, _ count: Int) throws -> [IndicatorPeriod] {
    var months = [try #require(first)]
    while months.count < count { months.append(try #require(months[months.count - 1].next)) }
    return months
  }

  private func series(
    _ id: String, _ variant: String, _ periods: [IndicatorPeriod], _ values: [Rational], denominator: Rational? = nil
  ) -> IndicatorSeries {
    IndicatorSeries(
      key: .init(.indicator(IndicatorID(id), variant: variant)),
      points: zip(periods, values).enumerated().map { index, pair in
        IndicatorSeries.Point(
          period: pair.0, value: pair.1, denominator: denominator, sample: 3_000, step: Rational(1, 1_000),
          line: index + 2)
      })
  }

  private func evaluate(
    _ series: IndicatorSeries, on day: String, target: IndicatorThreshold.Target? = nil
  ) throws -> IndicatorEvidence {
    var settings = IndicatorSettings()
    if case .indicator(let id, _) = series.key.subject { settings.targets[id] = target }
    let rubric = try #require(library.load(RubricID("cccs-op-2008")).rubric)
    return IndicatorEvidence(
      IndicatorData([series]), intervals: nil, catalogue: catalogue, settings: settings,
      date: try #require(CalendarDate(iso8601: day)), rubrics: [(rubric, [:])])
  }

  /// 90 to 93.5 %, as ratios.
  private let ratios = (0..<12).map { Rational(900 + 3 * $0, 1_000) }

  // MARK: - Units

  @Test func aColumnOfRatiosIsNoColumnOfPercentages() throws {
    let periods = try months(IndicatorPeriod(year: 2025, month: 1), 12)
    func codes(_ series: IndicatorSeries) -> [String] {
      IndicatorEvidence.plausibility(of: IndicatorData([series]), catalogue: catalogue).map(\.code.rawValue)
    }
    let wrong = series("satisfaction", "satisfied-share", periods, ratios)
    #expect(codes(wrong) == ["unit-mix"])
    let evidence = try evaluate(wrong, on: "2026-02-05")
    #expect(evidence.standings == [] && evidence.findings.map(\.code).contains(.unitMix))
    // What is low where people work well may be as low, and numerators and denominators prove what they give.
    #expect(codes(series("abandonment-rate", "including-drops", periods, ratios)) == [])
    #expect(codes(series("satisfaction", "satisfied-share", periods, ratios, denominator: 3_000)) == [])
    #expect(codes(series("satisfaction", "satisfied-share", periods, ratios.map { $0 * 100 })) == [])
    #expect(codes(series("satisfaction", "satisfied-share", periods, ratios.map { $0 / 10 })) == [])
  }

  @Test(arguments: [
    (Rational(97, 100), true), (Rational(1), true), (Rational(97), false), (Rational(2), false),
  ])
  func aTargetInRatiosIsHeldAgainstNothing(target: Rational, isWrong: Bool) throws {
    let periods = try months(IndicatorPeriod(year: 2025, month: 1), 12)
    let data = series("satisfaction", "satisfied-share", periods, ratios.map { $0 * 100 })
    let evidence = try evaluate(data, on: "2026-02-05", target: .bound(target))
    #expect(evidence.findings.contains { $0.code == .unitMix && $0.message.chinese.contains("目标写的是") } == isWrong)
    #expect((evidence.standings[0].target == nil) == isWrong)
    let part = try #require(
      evidence.proposals.flatMap(\.parts).first { $0.threshold.indicator == IndicatorID("satisfaction") })
    #expect((part.verdict == .open(.noTarget)) == isWrong)
  }

  @Test func aTargetOfWhatIsLowMayBeBelowOne() throws {
    let periods = try months(IndicatorPeriod(year: 2025, month: 1), 12)
    let data = series("complaint-rate", "of-calls", periods, (0..<12).map { Rational(30 + $0) })
    let evidence = try evaluate(data, on: "2026-02-05", target: .bound(Rational(1, 2)))
    #expect(!evidence.findings.contains { $0.code == .unitMix })
  }

  // MARK: - Times

  @Test func figuresOfATimeThatHasNotComeAreNamed() throws {
    var periods = try months(IndicatorPeriod(year: 2025, month: 1), 12)
    periods.append(try #require(IndicatorPeriod(year: 2026, month: 5)))
    let data = series("satisfaction", "satisfied-share", periods, ratios.map { $0 * 100 } + [95])
    let evidence = try evaluate(data, on: "2026-02-05")
    #expect(evidence.standings[0].periods.count == 12)
    let said = evidence.findings.map(\.message.chinese)
    #expect(said.count { $0.contains("评估日期 2026-02-05 之后") && $0.contains("2026-05") } == 1)
    // Nothing is counted as missed, so that nothing says so.
    #expect(!said.contains { $0.contains("按未达标计") })
    #expect(evidence.findings.first { $0.message.chinese.contains("之后") }?.severity == .warning)
  }

  @Test(arguments: [("2026-02-05", 12, true), ("2026-02-27", 12, true), ("2026-02-28", 12, false)])
  func aMonthCountsWhenItHasEnded(day: String, count: Int, isUnfinished: Bool) throws {
    let periods = try months(IndicatorPeriod(year: 2025, month: 2), 13)
    let data = series("satisfaction", "satisfied-share", periods, ratios.map { $0 * 100 } + [95])
    let evidence = try evaluate(data, on: day)
    #expect(evidence.standings[0].periods.count == count)
    #expect(evidence.standings[0].periods.last?.point.period.description == (isUnfinished ? "2026-01" : "2026-02"))
    let note = evidence.findings.first { $0.message.chinese.contains("还没有结束") }
    #expect((note != nil) == isUnfinished && (note?.severity ?? .note) == .note)
  }

  // MARK: - Trends

  /// A mark on the trend is refuted where more indicators of the item got worse than better.
  @Test(arguments: [(true, 5, true), (true, 3, true), (true, 2, false), (false, 5, false)])
  func aTrendIsHeldAgainstTheFigures(falls: Bool, mark: Int, isRefuted: Bool) throws {
    let periods = try months(IndicatorPeriod(year: 2025, month: 1), 12)
    let values = (0..<12).map { Rational(falls ? 950 - 6 * $0 : 850 + 6 * $0, 10) }
    let rubric = try #require(library.load(RubricID("cccs-op-2008")).rubric)
    let item = ItemID("performance.results-access")
    let marks = [FacetID("level"): Mark.begun, FacetID("trend"): try #require(Mark(rawValue: mark))]
    let answer = Answer.marked(MarkedAnswer(marks: marks, evidence: [], note: nil, action: nil))
    let evidence = IndicatorEvidence(
      IndicatorData([series("service-level", "of-offered", periods, values)]), intervals: nil, catalogue: catalogue,
      settings: IndicatorSettings(), date: try #require(CalendarDate(iso8601: "2026-02-05")),
      rubrics: [(rubric, [item: answer])])
    let found = evidence.findings.filter { $0.code == .trendAboveData }
    #expect(found.count == (isRefuted ? 1 : 0))
    #expect(!isRefuted || found[0].message.chinese.contains("打了 \(mark) 级，而数据里服务水平"))
  }

  // MARK: - Last digits

  /// Times are multiples of nothing, so that 24 of 24 on 0 and 5 need no sample; shares without one are said to be open.
  @Test func roundedTimesNeedNoSample() throws {
    let periods = try months(IndicatorPeriod(year: 2024, month: 1), 24)
    func found(_ id: String, _ variant: String, _ values: [Int]) -> [String] {
      let points = zip(periods, values).map {
        IndicatorSeries.Point(period: $0, value: Rational($1), step: 1, line: 2)
      }
      let series = IndicatorSeries(key: .init(.indicator(IndicatorID(id), variant: variant)), points: points)
      return IndicatorEvidence.plausibility(of: IndicatorData([series]), catalogue: catalogue)
        .map { "\($0.code.rawValue) \($0.severity)" }
    }
    let fives = (0..<24).map { 15 + $0 * 7 % 5 * 5 + $0 % 2 * 5 }
    #expect(found("speed-of-answer", "answered", fives) == ["heaped-digits warning"])
    #expect(found("satisfaction", "satisfied-share", fives.map { $0 + 40 }) == ["not-checked note"])
    #expect(found("speed-of-answer", "answered", fives.enumerated().map { $0.element + $0.offset % 5 }) == [])
  }
}
