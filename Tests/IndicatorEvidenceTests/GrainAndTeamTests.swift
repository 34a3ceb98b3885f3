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
    #expect(weeks.seriesFindings.isEmpty)
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
    #expect(evidence.seriesFindings.map(\.code) == [.gap])
  }

  /// On 20 December the months up to October are due: what stops in May lacks five, which have not met the target.
  @Test func aHistoryThatStopsEarlyLacksItsEnd() throws {
    let may = try #require(IndicatorPeriod(year: 2025, month: 5))
    let stale = try series(may, Array(repeating: 85, count: 12))
    let evidence = try evaluate([stale], until: "2025-11-30")
    let standing = try #require(evidence.standings.first)
    #expect((standing.periods.count, standing.gaps.count, standing.metPeriods) == (7, 5, 7))
    #expect((standing.expectedPeriods, standing.sustainedPeriods) == (12, 0))
    let found = evidence.seriesFindings.filter { $0.code == .gap }
    #expect(found.map(\.line) == [13] && found[0].message.chinese.contains("缺 5 个月（2025-06 至 2025-10）"))
    #expect(verdict(try evaluate([stale])) != verdict(evidence))
    // What stops two years earlier is shown, and lacks the twelve months before the assessment.
    let gone = try evaluate(
      [try series(try #require(IndicatorPeriod(year: 2023, month: 5)), [85, 85])], until: "2025-11-30")
    let old = try #require(gone.standings.first)
    #expect((old.periods.count, old.gaps.count, old.sustainedPeriods) == (2, 12, 0))
    #expect(gone.seriesFindings.map(\.code).contains(.gap))
  }

  /// A file that was not brought up to date lacks one month of all its indicators: one finding names them.
  @Test func oneMissingEndOfSeveralIndicatorsIsOneFinding() throws {
    let september = try #require(IndicatorPeriod(year: 2025, month: 9))
    let august = try #require(IndicatorPeriod(year: 2025, month: 8))
    func renamed(_ id: String, _ variant: String, _ last: IndicatorPeriod) throws -> IndicatorSeries {
      var series = try series(last, [81, 82, 83, 84, 85, 86, 87, 81])
      series.key.subject = .indicator(IndicatorID(id), variant: variant)
      return series
    }
    let evidence = try evaluate(
      [
        try renamed("service-level", "of-offered", september), try renamed("adherence", "in-schedule", september),
        try renamed("connection-rate", "inbound", september), try renamed("absence-rate", "of-scheduled", august),
      ], until: "2025-11-30")
    let found = evidence.seriesFindings.filter { $0.code == .gap }.map(\.message.chinese)
    #expect(found.count == 2, "\(found)")
    #expect(found.first?.hasPrefix("缺勤率（占排班时间）：数据到 2025-08 为止") == true)
    #expect(
      found.last?.hasPrefix("遵时率（班内在位）、接通率（呼入）、服务水平（放弃全算未达）：这 3 个指标的数据到 2025-09 为止") == true
        && found.last?.contains("各缺 1 个月（2025-10）") == true, "\(found)")
  }

  /// A month in which the period ends may be absent, and so may one that ended less than 31 days before the assessment of
  /// 20 December; the one before may not.
  @Test(arguments: [("2025-11-30", 1), ("2025-10-31", 1), ("2025-10-30", 0), ("2026-06-30", 1)])
  func theLastWholeMonthOfThePeriodIsDue(until: String, missing: Int) throws {
    let september = try #require(IndicatorPeriod(year: 2025, month: 9))
    let evidence = try evaluate([try series(september, [81, 82, 83, 84, 85, 86, 87])], until: until)
    #expect(evidence.standings.first?.gaps.count == missing)
    #expect(evidence.seriesFindings.map(\.code) == Array(repeating: .gap, count: missing))
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
    #expect(years.standings.first?.trend == .unknown(.tooFew(what: .values, needed: 4, found: 2)))
  }

  @Test func monthsGoBeforeOtherLengthsAndDaysAreNotJudged() throws {
    let months = try series(month, [81, 82, 83, 84, 82, 83])
    let both = IndicatorSeries(
      key: months.key,
      points: (months.points + (try series(quarter, [50, 51])).points).sorted { $0.period < $1.period })
    let mixed = try evaluate([both])
    #expect(mixed.standings.first?.periods.count == 6 && mixed.standings.first?.metPeriods == 6)
    #expect(mixed.seriesFindings.filter { $0.severity == .note }.map(\.code) == [.notChecked])
    let day = IndicatorPeriod(day: try #require(CalendarDate(iso8601: "2025-11-28")))
    let daily = try evaluate([try series(day, [81, 82, 83])])
    #expect(daily.standings.isEmpty && daily.seriesFindings.map(\.code) == [.notChecked])
    // A ratio among percentages is one in any length; among small shares of days it is a small share.
    #expect(try evaluate([try series(day, [81, 82, 1, 83])]).seriesFindings.map(\.code) == [.unitMix, .notChecked])
    #expect(try evaluate([try series(day, [4, 82, 1, 3])]).seriesFindings.map(\.code) == [.notChecked])
  }

  /// A series of several lengths of periods.
  private func joined(_ parts: IndicatorSeries...) -> IndicatorSeries {
    IndicatorSeries(key: parts[0].key, points: parts.flatMap(\.points).sorted { $0.period < $1.period })
  }

  @Test func oneMonthAmongWeeksDoesNotMakeTheMonthTheLength() throws {
    let weeks = try series(week, (0..<52).map { 81 + $0 % 3 })
    for values in [[70], [70, 70, 70, 70, 70]] {
      let evidence = try evaluate([joined(weeks, try series(month, values))])
      let standing = try #require(evidence.standings.first)
      #expect((standing.grain, standing.periods.count, standing.metPeriods) == (.week, 52, 52))
      #expect(verdict(evidence) == verdict(try evaluate([weeks])))
      let note = try #require(evidence.seriesFindings.first?.message)
      #expect(evidence.seriesFindings.count == 1 && evidence.seriesFindings[0].severity == .note)
      #expect(note.chinese.contains("按周判断，有 52 周的值；另有 \(values.count) 个值的时期长度不同"))
      #expect(note.chinese.contains("至少有 6 个月的值，才按月判断"))
      #expect(note.english.contains("by months with 6 months or more"))
    }
    // Six of them are half a year, as for months alone.
    let months = try evaluate([joined(weeks, try series(month, [70, 70, 71, 70, 72, 70]))])
    #expect(months.standings.first?.grain == .month && months.standings.first?.metPeriods == 0)
  }

  @Test func theLengthIsThatOfTheLastTwelveMonths() throws {
    // Monthly figures until 2023, weekly ones since.
    let old = try series(try #require(IndicatorPeriod(year: 2023, month: 12)), Array(repeating: 70, count: 24))
    let weeks = try series(week, (0..<52).map { 81 + $0 % 3 })
    #expect(try evaluate([joined(old, weeks)]).standings.first?.grain == .week)
    // Months after the day of the assessment do not count, weeks before it do.
    let later = try series(try #require(IndicatorPeriod(year: 2026, month: 12)), Array(repeating: 70, count: 12))
    #expect(try evaluate([joined(later, weeks)]).standings.first?.grain == .week)
    // A year that lies before five months is no year of theirs; one that holds them is.
    let five = try series(month, [81, 82, 83, 84, 85])
    let year = { (number: Int) in try series(try #require(IndicatorPeriod(year: number)), [80]) }
    #expect(try evaluate([joined(five, year(2023))]).standings.first?.grain == .month)
    let ended = try series(try #require(IndicatorPeriod(year: 2024, month: 12)), [81, 82, 83, 84, 85])
    #expect(try evaluate([joined(ended, year(2024))]).standings.first?.grain == .year)
  }

  @Test func valuesAfterTheDayOfTheAssessmentAreSaidToBeSo() throws {
    let evidence = try evaluate([try series(try #require(IndicatorPeriod(year: 2026, month: 3)), [81, 82, 83])])
    #expect(evidence.standings.isEmpty && evidence.seriesFindings.map(\.code) == [.notChecked])
    #expect(try #require(evidence.seriesFindings.first).message.chinese.contains("到评估日期 2025-12-20 没有可用的值"))
  }

  @Test func anIndicatorThatEndedLongBeforeTheOthersCarriesNoMark() throws {
    let other = IndicatorSeries.Subject.indicator(IndicatorID("connection-rate"), variant: "inbound")
    let fresh = IndicatorSeries(key: .init(other), points: try series(month, [95, 96, 97, 95, 96, 94]).points)
    let year = (0..<12).map { 81 + $0 % 3 }
    let old = try series(try #require(IndicatorPeriod(year: 2024, month: 10)), year)
    let evidence = try evaluate([old, fresh])
    #expect(evidence.standings.map(\.isOutdated) == [true, false])
    #expect(verdict(evidence) == .open(.oldPeriods))
    #expect(evidence.seriesFindings.contains { $0.message.chinese.contains("最近的值是 2024-10，其他指标已到 2025-11") })
    let near = try series(try #require(IndicatorPeriod(year: 2024, month: 12)), year)
    #expect(verdict(try evaluate([near, fresh])) == .allows(.beyond))
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
      [try series(month, whole)] + teams([whole, [nil, nil, nil, 80, 83, 83, 80, 82]]))
    #expect(evidence.teams.first?.test == .failure(.tooFew(what: .values, needed: 6, found: 5)))
    #expect(evidence.teams.first?.untested == [] && evidence.teams.first?.teams.count == 2)
    // Teams that a reorganisation ended, though more of them, do not keep those that follow from being compared.
    let old: [Int?] = [80, 81, nil, nil, nil, nil, nil, nil]
    let new: [[Int?]] = [[nil, nil, 80, 83, 83, 80, 82, 84], [nil, nil, 81, 82, 84, 83, 82, 85]]
    let changed = try evaluate([try series(month, whole)] + teams([old, old, old] + new))
    #expect((try? changed.teams.first?.test.get()) != nil && changed.teams.first?.untested.count == 3)
    let one = try evaluate([try series(month, whole)] + teams([whole]))
    #expect(
      one.teams.first?.test == .failure(.tooFew(what: .groups, needed: 2, found: 1)) && one.teams[0].spread == nil)
    let alike = try evaluate([try series(month, whole)] + teams([whole, whole, whole]))
    #expect(alike.teams.first?.test == .failure(.noVariation(what: .values)))
  }

  @Test func teamsWithTooFewPeriodsInCommonDoNotKeepTheRestFromTheTest() throws {
    let ahead = whole.map { $0 + 2 }
    // The second closed, the fourth was founded within the year; the others have all months.
    let evidence = try evaluate(
      [try series(month, whole)]
        + teams([
          whole, [80, 81, 82, 80, 81, nil, nil, nil], ahead, [nil, nil, nil, nil, nil, 79, 80, 81],
          whole.map { $0 - 2 },
        ]))
    let standing = try #require(evidence.teams.first)
    #expect(standing.untested == ["组2", "组4"] && standing.teams.count == 5)
    let test = try standing.test.get()
    #expect(test.periods == 8 && test.probability < 0.001)
    let note = try #require(evidence.seriesFindings.first { $0.message.chinese.contains("检验") })
    #expect(note.severity == .note && note.code == .notChecked)
    #expect(note.message.chinese.contains("组2、组4与其余的组共有的时期不足 6 个月"))
    #expect(note.message.chinese.contains("其余 3 组共有的 8 个月"))
    // The one that would be the newest alone keeps nobody out either.
    let newest = try evaluate(
      [try series(month, whole)]
        + teams([whole + [nil], [84, 81, 86, 84, 85, 86, 84, 85, nil], Array(repeating: nil, count: 8) + [80]]))
    #expect(newest.teams.first?.untested == ["组3"])
  }

  @Test func everyTeamIsTestedWhereAllShareEnough() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      let shared = 6
      let values = (0..<Int.random(in: 2...7, using: &random)).map { _ in
        (0..<12).map { month in
          month < shared || Bool.random(using: &random) ? Int.random(in: 70...95, using: &random) : nil
        }
      }
      let standing = try #require(try evaluate(teams(values)).teams.first)
      let test = try standing.test.get()
      #expect(standing.untested.isEmpty && test.periods >= shared)
    }
  }

  @Test func teamsThatCannotStandBesideTheOthersAreNamed() throws {
    let day = IndicatorPeriod(day: try #require(CalendarDate(iso8601: "2025-11-28")))
    let parts: [(String, IndicatorPeriod, String)] = [
      ("日报组", day, "只有按天或时段的值（如 2025-11-26）"), ("周报组", week, "的值不是按月的（如 2025-W46），而多数组按月"),
      ("旧组", try #require(IndicatorPeriod(year: 2024, month: 3)), "最近的值是 2024-03，比其余的组早一年以上"),
      ("新组", try #require(IndicatorPeriod(year: 2026, month: 3)), "到评估日期 2025-12-20 没有可用的值"),
    ]
    for (name, last, words) in parts {
      let odd = try series(last, [81, 82, 83], group: name, sample: 900)
      let evidence = try evaluate([try series(month, whole)] + teams([whole, whole.map { $0 - 3 }]) + [odd])
      let standing = try #require(evidence.teams.first)
      #expect(standing.teams.map(\.name) == ["组1", "组2"] && standing.leftOut.map(\.name) == [name])
      let finding = try #require(evidence.seriesFindings.first)
      #expect(evidence.seriesFindings.count == 1 && finding.code == .notChecked && finding.severity == .warning)
      #expect(finding.message.chinese.contains("\(name)\(words)") && finding.message.chinese.contains("没有与各组并列"))
      #expect(finding.message.english.contains(name) && finding.line > 0)
    }
    let daily = try series(day, [81, 82], group: "甲", sample: 900)
    let days = try evaluate([try series(month, whole), daily])
    #expect(days.teams.isEmpty && days.seriesFindings.map(\.code) == [.notChecked])
    #expect(days.seriesFindings[0].message.chinese.contains("各组只有按天或时段的值"))
  }

  @Test func aGapOfATeamIsNoMissedTarget() throws {
    var gap = whole.map(Optional.init)
    gap[3] = nil
    let evidence = try evaluate([try series(month, whole)] + teams([gap, whole.map { $0 - 3 }]))
    #expect(evidence.seriesFindings.map(\.code) == [.gap])
    #expect(!evidence.seriesFindings[0].message.chinese.contains("未达标"))
    #expect(evidence.seriesFindings[0].message.chinese.contains("不用来检验各组的差别"))
    #expect(evidence.teams.first?.teams.map(\.periods) == [7, 8])
  }

  @Test func valuesFarBeyondACentreStillHaveASpread() throws {
    let huge = whole.map { $0 * 100_000_000_000_000_000 }
    let evidence = try evaluate([try series(month, whole)] + teams([whole, huge, whole]))
    #expect(try #require(evidence.teams.first?.spread) > 1e17)
  }

  @Test func valuesOfTeamsAloneAreNotTheCentre() throws {
    let evidence = try evaluate(teams([whole, whole.map { $0 - 3 }]))
    #expect(evidence.standings.isEmpty && evidence.teams.count == 1)
    #expect(evidence.seriesFindings.contains { $0.code == .notChecked && $0.message.chinese.contains("全中心") })
  }

  @Test func aTargetOfTheRubricIsThatOfItsFormulaOnly() throws {
    let subject = IndicatorSeries.Subject.indicator(IndicatorID("service-level"), variant: "of-answered")
    let other = IndicatorSeries(key: .init(subject), points: try series(month, whole).points)
    let standing = try #require(try evaluate([other]).standings.first)
    #expect(standing.target == nil && standing.isOtherFormula)
    #expect(try #require(try evaluate([try series(month, whole)]).standings.first).isOtherFormula == false)
  }
}
