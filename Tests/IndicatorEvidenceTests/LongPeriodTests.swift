import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import Statistics
import TestSupport
import Testing

@testable import IndicatorEvidence

private let library = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path])
private let catalogue = library.catalogue().catalogue

private func subject(_ id: String, _ variant: String) -> IndicatorSeries.Subject {
  .indicator(IndicatorID(id), variant: variant)
}

private func series(
  _ subject: IndicatorSeries.Subject, _ first: IndicatorPeriod?, _ values: [Int], sample: Int = 100_000
) throws -> IndicatorSeries {
  var (period, points) = (try #require(first), [IndicatorSeries.Point]())
  for (index, value) in values.enumerated() {
    points.append(.init(period: period, value: Rational(value), sample: Rational(sample), line: index + 2))
    period = try #require(period.next)
  }
  return IndicatorSeries(key: .init(subject), points: points)
}

private func evaluate(
  _ series: [IndicatorSeries], _ settings: IndicatorSettings = IndicatorSettings(), on date: String = "2026-03-15"
) throws -> IndicatorEvidence {
  let rubric = try #require(library.load(RubricID("cccs-op-2008")).rubric)
  return IndicatorEvidence(
    IndicatorData(series), intervals: nil, catalogue: catalogue, settings: settings,
    date: try #require(CalendarDate(iso8601: date)), rubrics: [(rubric, [:])])
}

/// Quarters and years beside months, and where nothing else is told.
@Suite struct LongPeriodTests {
  private let level = subject("service-level", "of-offered")

  private func part(_ evidence: IndicatorEvidence) -> MarkProposal.Part? {
    evidence.proposals.flatMap(\.parts).first { $0.threshold.indicator.rawValue == "service-level" }
  }

  /// The service level of the rubric: 80 in 75 % of the months for mark 3, in all of twelve for 4 and 5. A quarter below it
  /// holds a month below it; one above it may hide two.
  @Test(arguments: [
    ([81, 82, 83, 84], MarkProposal.Verdict.open(.coarsePeriods)), ([81, 70, 83, 84], .atMost(.mostly)),
    ([81, 82, 83, 70], .atMost(.mostly)), ([70, 71, 72, 73], .allows(.begun)),
    // Six months in a row are not twelve, whatever the months were.
    ([81, 82], .atMost(.mostly)),
  ])
  func quartersRefuteAndSeldomConfirm(values: [Int], verdict: MarkProposal.Verdict) throws {
    let first = try #require(IndicatorPeriod(year: 2025, quarter: 5 - values.count))
    let evidence = try evaluate([try series(level, first, values)])
    #expect(part(evidence)?.verdict == verdict)
    let isOpen = if case .allows = verdict { false } else { true }
    let said = evidence.findings.filter { $0.code == .notChecked }.map(\.message.chinese)
    #expect(said.count == (isOpen ? 1 : 0))
    let met = values.count { $0 >= 80 }
    if isOpen { #expect(said[0].contains("\(values.count) 个季度里 \(met) 个达标") && said[0].contains("请补上按月的值")) }
    let proposal = try #require(
      evidence.proposals.first { $0.parts.contains { $0.threshold.indicator.rawValue == "service-level" } })
    #expect(proposal.allowed == verdict.mark && !proposal.isComplete)
  }

  @Test func aYearBelowItsTargetHasAMonthBelowIt() throws {
    func verdict(_ value: Int) throws -> MarkProposal.Verdict? {
      part(try evaluate([try series(level, IndicatorPeriod(year: 2025), [value])]))?.verdict
    }
    #expect(try verdict(79) == .atMost(.mostly))
    #expect(try verdict(81) == .open(.coarsePeriods))
  }

  /// A property: what months themselves allow, their quarters never refute.
  @Test func quartersAllowWhatTheirMonthsAllow() throws {
    var generator = SeededGenerator(seed: 20_260_315)
    for _ in 0..<200 {
      let months = (0..<12).map { _ in Int.random(in: 74...95, using: &generator) }
      let sums = (0..<4).map { Rational(months[$0 * 3..<$0 * 3 + 3].reduce(0, +), 3) }
      let exact = try #require(part(try evaluate([try series(level, IndicatorPeriod(year: 2025, month: 1), months)])))
      var quarters = try series(level, IndicatorPeriod(year: 2025, quarter: 1), [0, 0, 0, 0])
      for index in sums.indices { quarters.points[index].value = sums[index] }
      let coarse = try #require(part(try evaluate([quarters])))
      if let limit = coarse.verdict.mark { #expect(try #require(exact.verdict.mark) <= limit, "\(months)") }
    }
  }

  /// Four quarters cannot show a trend at 5 %, eight can.
  @Test func trendsOfQuartersAreSoughtInTwoYears() throws {
    let rising = try evaluate([
      try series(level, IndicatorPeriod(year: 2024, quarter: 1), [80, 81, 82, 83, 84, 85, 86, 87])
    ])
    guard case .improving(let slope, let probability)? = rising.standings.first?.trend else {
      Issue.record("eight quarters rise")
      return
    }
    #expect(slope == 1 && probability < 0.05 && rising.standings.first?.periods.count == 4)
  }

  // MARK: - Years beside months

  @Test(arguments: [(12, false), (13, false), (14, true)])
  func aYearIsCurrentUntilTheNextOneIsDue(months: Int, isOutdated: Bool) throws {
    let year = try series(level, IndicatorPeriod(year: 2024), [82])
    let others = try series(
      subject("connection-rate", "inbound"), IndicatorPeriod(year: 2025, month: 1), Array(repeating: 95, count: months))
    let evidence = try evaluate([year, others])
    #expect(evidence.standings.first { $0.indicator.id.rawValue == "service-level" }?.isOutdated == isOutdated)
    #expect(evidence.findings.contains { $0.message.chinese.contains("相差一年以上") } == isOutdated)
  }

  // MARK: - Intervals of two lengths

  /// Half-hours with the sums of their hours and days: each call counts once, and what was passed over is said.
  @Test func sumsAmongIntervalsArePassedOver() throws {
    let offered = IndicatorSeries.Subject.measure(MeasureID("offered"))
    let day = try #require(CalendarDate(iso8601: "2025-03-03"))
    var points = (0..<4).compactMap { half in
      IndicatorPeriod(day: day, minute: 540 + half * 30, minutes: 30).map {
        IndicatorSeries.Point(period: $0, value: 10, line: half + 2)
      }
    }
    let halves = points.count
    points.append(.init(period: try #require(IndicatorPeriod(day: day, minute: 540, minutes: 60)), value: 20, line: 6))
    points.append(.init(period: IndicatorPeriod(day: day), value: 40, line: 7))
    let series = IndicatorSeries(key: .init(offered), points: points.sorted { $0.period < $1.period })
    #expect(IntervalMonth.usable(series.points).count == halves)
    let month = try #require(IntervalMonth.months(of: IndicatorData([series])).first)
    #expect(month.sum(MeasureID("offered")) == 40)
    let said = IntervalChecks(catalogue: catalogue).passedOver(IndicatorData([series]))
    #expect(said.count == 1 && said[0].line == 6 && said[0].message.chinese.contains("2 个数"))
    // A day may end with a shorter interval.
    let last = [(1_380, 30), (1_410, 29)].compactMap { IndicatorPeriod(day: day, minute: $0.0, minutes: $0.1) }
    #expect(IntervalMonth.usable(last.map { .init(period: $0, value: 1) }).count == 2)
    let team = IndicatorSeries(key: .init(offered, group: "A组"), points: series.points)
    #expect(
      IntervalChecks(catalogue: catalogue).passedOver(IndicatorData([team])).first?.message.chinese.contains("只有各组的数")
        == true)
  }

  // MARK: - Targets of another unit

  @Test func aTargetInPerCentIsNoneOfPoints() throws {
    let points = subject("satisfaction", "survey-points")
    let data = [
      try series(
        points, IndicatorPeriod(year: 2025, month: 4), Array(repeating: 0, count: 12).indices.map { 86 + $0 % 3 }),
      try series(
        subject("satisfaction", "satisfied-share"), IndicatorPeriod(year: 2025, month: 4),
        Array(repeating: 0, count: 12).indices.map { 98 + $0 % 2 }),
    ]
    var settings = IndicatorSettings(targets: [IndicatorID("satisfaction"): .bound(Rational(985, 10))])
    func target(_ variant: String) throws -> IndicatorThreshold.Target? {
      try evaluate(data, settings).standings.first { $0.variant.id == variant }?.target
    }
    #expect(try target("satisfied-share") == .bound(Rational(985, 10)))
    #expect(try target("survey-points") == nil)
    let said = try evaluate(data, settings).findings.filter { $0.message.chinese.contains("中心的目标 98.5%") }
    #expect(said.count == 1 && said[0].message.chinese.contains("以分计") && said[0].severity == .note)
    settings.formulaTargets[points] = .bound(85)
    #expect(try target("survey-points") == .bound(85))
    #expect(try evaluate(data, settings).findings.allSatisfy { !$0.message.chinese.contains("中心的目标") })
  }
}
