// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Diagnostics
import Foundation
import IndicatorFiles
import InputFiles
import Statistics
import TestSupport
import Testing

@testable import IndicatorEvidence

private let library = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path])
private let catalogue = library.catalogue().catalogue
private let serviceLevel = IndicatorSeries.Subject.indicator(IndicatorID("service-level"), variant: "of-offered")

/// Values of the service level up to the end of November 2025, the last one last; nil for one that is missing.
private func series(
  _ last: IndicatorPeriod, _ values: [Int?], group: String = "", sample: Int = 100_000
) throws -> IndicatorSeries {
  var (period, points) = (last, [IndicatorSeries.Point]())
  for (index, value) in values.enumerated().reversed() {
    if let value {
      points.append(.init(period: period, value: Rational(value), sample: Rational(sample), line: index + 2))
    }
    period = try #require(period.previous)
  }
  return IndicatorSeries(key: .init(serviceLevel, group: group), points: points.reversed())
}

private func evaluate(_ series: [IndicatorSeries], until: String? = nil) throws -> IndicatorEvidence {
  let rubric = try #require(library.load(RubricID("cccs-op-2008")).rubric)
  return IndicatorEvidence(
    IndicatorData(series), intervals: nil, catalogue: catalogue, settings: IndicatorSettings(),
    date: try #require(CalendarDate(iso8601: "2025-12-20")), until: until.flatMap { CalendarDate(iso8601: $0) },
    rubrics: [(rubric, [:])])
}

private func verdict(_ evidence: IndicatorEvidence) -> MarkProposal.Verdict? {
  evidence.proposals.flatMap(\.parts).first { $0.threshold.indicator.rawValue == "service-level" }?.verdict
}

private let week = IndicatorPeriod(year: 2025, week: 48)!
private let month = IndicatorPeriod(year: 2025, month: 11)!
private let quarter = IndicatorPeriod(year: 2025, quarter: 3)!

@Suite struct GrainTests {
  @Test func aYearOfWeeksCarriesWhatAYearOfMonthsDoes() throws {
    let weeks = try evaluate([try series(week, (0..<52).map { 81 + $0 % 3 })])
    let standing = try #require(weeks.standings.first)
    #expect(
      (standing.grain, standing.periods.count, standing.metPeriods, standing.sustainedPeriods) == (.week, 52, 52, 52))
    #expect(standing.grain.months(standing.sustainedPeriods) == 12)
    let months = try evaluate([try series(month, (0..<12).map { 81 + $0 % 3 })])
    #expect(verdict(weeks) == verdict(months) && verdict(weeks) != nil)
    #expect(weeks.findings.isEmpty)
  }

  @Test func weeksInARowAreOnlyTheWholeMonthsTheyFill() {
    #expect([0, 4, 5, 13, 26, 51, 52].map(PeriodGrain.week.months) == [0, 0, 1, 3, 6, 11, 12])
    #expect([1, 2, 4].map(PeriodGrain.quarter.months) == [3, 6, 12] && PeriodGrain.year.months(1) == 12)
  }

  @Test func aMissingWeekIsAGapAndEndsTheRow() throws {
    var values = (0..<30).map { Optional(81 + $0 % 3) }
    values[20] = nil
    let evidence = try evaluate([try series(week, values)])
    let standing = try #require(evidence.standings.first)
    #expect((standing.periods.count, standing.gaps.count, standing.sustainedPeriods) == (29, 1, 9))
    #expect(evidence.findings.map(\.code) == [.gap])
  }

  /// The period ends with November: what stops in May lacks six months, which have not met the target.
  @Test func aHistoryThatStopsEarlyLacksItsEnd() throws {
    let may = try #require(IndicatorPeriod(year: 2025, month: 5))
    let stale = try series(may, Array(repeating: 85, count: 12))
    let evidence = try evaluate([stale], until: "2025-11-30")
    let standing = try #require(evidence.standings.first)
    #expect((standing.periods.count, standing.gaps.count, standing.metPeriods) == (6, 6, 6))
    #expect((standing.expectedPeriods, standing.sustainedPeriods) == (12, 0))
    let found = evidence.findings.filter { $0.code == .gap }
    #expect(found.map(\.line) == [13] && found[0].message.chinese.contains("缺6 个月（2025-06 至 2025-11）"))
    #expect(verdict(try evaluate([stale])) != verdict(evidence))
    // Nothing of the twelve months is left of what stops two years earlier.
    let gone = try evaluate(
      [try series(try #require(IndicatorPeriod(year: 2023, month: 5)), [85, 85])], until: "2025-11-30")
    #expect(gone.standings.isEmpty && gone.findings.map(\.code).contains(.gap))
  }

  /// A month, week or quarter in which the period ends may be absent; the one before may not.
  @Test(arguments: [("2025-11-30", 1), ("2025-11-29", 0), ("2025-10-31", 0), ("2026-06-30", 1)])
  func theLastWholeMonthOfThePeriodIsDue(until: String, missing: Int) throws {
    let october = try #require(IndicatorPeriod(year: 2025, month: 10))
    let evidence = try evaluate([try series(october, [81, 82, 83, 84, 85, 86, 87])], until: until)
    #expect(evidence.standings.first?.gaps.count == missing)
    #expect(evidence.findings.map(\.code) == Array(repeating: .gap, count: missing))
  }

  @Test(arguments: [
    (PeriodGrain.week, "2025-11-30", "2025-W48"), (.week, "2025-11-29", "2025-W47"),
    (.quarter, "2025-12-31", "2025-Q4"),
    (.quarter, "2025-12-30", "2025-Q3"), (.year, "2025-12-31", "2025"), (.year, "2025-06-30", "2024"),
    (.month, "2025-01-30", "2024-12"),
  ])
  func theLastPeriodThatHasEnded(grain: PeriodGrain, date: String, last: String) throws {
    #expect(grain.last(endedBy: try #require(CalendarDate(iso8601: date)))?.description == last)
  }

  @Test func quartersStandButDoNotCarryAMarkThatAsksForMonths() throws {
    let evidence = try evaluate([try series(quarter, [81, 82, 83, 84, 85, 86])])
    let standing = try #require(evidence.standings.first)
    #expect((standing.grain, standing.periods.count, standing.metPeriods) == (.quarter, 4, 4))
    #expect(standing.previousLevel == Rational(163, 2))
    #expect(verdict(evidence) == .open(.coarsePeriods))
    // The fourth quarter has not ended on 20 December.
    let next = try #require(quarter.next)
    let running = try evaluate([try series(next, [81, 82, 83, 84, 10])])
    #expect(running.standings.first?.periods.map(\.point.value) == [81, 82, 83, 84])
    let years = try evaluate([try series(try #require(IndicatorPeriod(year: 2024)), [79, 81])])
    #expect(years.standings.first?.periods.count == 1 && years.standings.first?.previousLevel == 79)
    #expect(years.standings.first?.trend == .unknown(.tooFew(what: .values, needed: 4, found: 1)))
  }

  @Test func monthsGoBeforeOtherLengthsAndDaysAreNotJudged() throws {
    let months = try series(month, [81, 82, 83, 84, 82, 83])
    let both = IndicatorSeries(
      key: months.key,
      points: (months.points + (try series(quarter, [50, 51])).points).sorted { $0.period < $1.period })
    let mixed = try evaluate([both])
    #expect(mixed.standings.first?.periods.count == 6 && mixed.standings.first?.metPeriods == 6)
    #expect(mixed.findings.filter { $0.severity == .note }.map(\.code) == [.notChecked])
    let day = IndicatorPeriod(day: try #require(CalendarDate(iso8601: "2025-11-28")))
    let daily = try evaluate([try series(day, [81, 82, 83])])
    #expect(daily.standings.isEmpty && daily.findings.map(\.code) == [.notChecked])
  }

  @Test func periodsBeforeAreThoseBeforeNext() throws {
    for period in [week, month, quarter, try #require(IndicatorPeriod(year: 2025))] {
      var run = period
      for _ in 0..<120 {
        let earlier = try #require(run.previous)
        #expect(earlier.next == run)
        run = earlier
      }
    }
  }
}

@Suite struct TeamTests {
  private func teams(_ values: [[Int?]]) throws -> [IndicatorSeries] {
    try values.enumerated().map { try series(month, $1, group: "组\($0 + 1)", sample: 900) }
  }
  private let whole = [82, 81, 83, 82, 84, 83, 82, 83]

  @Test func threeTeamsAreComparedMonthByMonth() throws {
    // All three move together; the second is always two points ahead, which a test that forgets the months would miss.
    let together = [70, 90, 72, 88, 75, 85, 71, 89]
    let evidence = try evaluate(
      [try series(month, whole)] + teams([together, together.map { $0 + 2 }, together.map { $0 - 1 }]))
    let standing = try #require(evidence.teams.first)
    #expect(standing.teams.map(\.name) == ["组2", "组1", "组3"])
    #expect(standing.teams.map(\.level) == [82, 80, 79] && standing.teams.map(\.isMet) == [true, true, false])
    guard case .friedman(let test) = try standing.test.get() else {
      Issue.record("three teams are compared by ranks")
      return
    }
    #expect((test.blocks, test.statistic) == (8, 16) && test.probability < 0.001)
    #expect(try #require(standing.spread) > 1.5)
  }

  @Test func twoTeamsAreComparedInPairs() throws {
    let evidence = try evaluate(
      [try series(month, whole)] + teams([whole, [81, 81, 82, 80, 83, 83, 80, 82]]))
    guard case .paired(let test)? = try evidence.teams.first?.test.get() else {
      Issue.record("two teams are compared in pairs")
      return
    }
    #expect(test.firstCount == 8 && test.probability < 0.01)
  }

  @Test func tooFewCommonPeriodsGiveNoTest() throws {
    let evidence = try evaluate(
      [try series(month, whole)] + teams([whole, [nil, nil, nil, 80, 83, 83, 80, 82], whole]))
    #expect(evidence.teams.first?.test == .failure(.tooFew(what: .values, needed: 6, found: 5)))
    let one = try evaluate([try series(month, whole)] + teams([whole]))
    #expect(
      one.teams.first?.test == .failure(.tooFew(what: .groups, needed: 2, found: 1)) && one.teams[0].spread == nil)
    let alike = try evaluate([try series(month, whole)] + teams([whole, whole, whole]))
    #expect(alike.teams.first?.test == .failure(.noVariation(what: .values)))
  }

  @Test func valuesFarBeyondACentreStillHaveASpread() throws {
    let huge = whole.map { $0 * 100_000_000_000_000_000 }
    let evidence = try evaluate([try series(month, whole)] + teams([whole, huge, whole]))
    #expect(try #require(evidence.teams.first?.spread) > 1e17)
  }

  @Test func valuesOfTeamsAloneAreNotTheCentre() throws {
    let evidence = try evaluate(teams([whole, whole.map { $0 - 3 }]))
    #expect(evidence.standings.isEmpty && evidence.teams.count == 1)
    #expect(evidence.findings.contains { $0.code == .notChecked && $0.message.chinese.contains("全中心") })
  }

  @Test func aTargetOfTheRubricIsThatOfItsFormulaOnly() throws {
    let subject = IndicatorSeries.Subject.indicator(IndicatorID("service-level"), variant: "of-answered")
    let other = IndicatorSeries(key: .init(subject), points: try series(month, whole).points)
    let standing = try #require(try evaluate([other]).standings.first)
    #expect(standing.target == nil && standing.isOtherFormula)
    #expect(try #require(try evaluate([try series(month, whole)]).standings.first).isOtherFormula == false)
  }
}
