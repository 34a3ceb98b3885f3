// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import OperationalAnalysis
import Statistics
import TestSupport
import Testing

private func day(_ text: String) -> CalendarDate { CalendarDate(iso8601: text)! }

@Suite("Reliability of forecasts")
struct ForecastCheckTests {
  private func interval(_ date: String, _ minute: Int, _ forecast: Int, _ actual: Int) -> ForecastCheck.Interval {
    ForecastCheck.Interval(
      day: day(date), minute: minute, forecast: Rational(forecast), actual: Rational(actual))
  }

  @Test func errorsThatCancelAreSeenByInterval() throws {
    let check = try ForecastCheck([
      interval("2025-11-03", 540, 120, 100), interval("2025-11-03", 570, 80, 100),
      interval("2025-11-04", 540, 80, 100), interval("2025-11-04", 570, 120, 100),
    ])
    #expect(check.totalError == 0)
    #expect(check.byDay?.weightedAbsolutePercentageError == 0)
    #expect(check.accuracy.weightedAbsolutePercentageError == 0.2)
    #expect(check.accuracy.shareWithinTolerance == 0)
    #expect(check.slots.map(\.minute) == [540, 570])
    #expect(check.slots.map(\.count) == [2, 2])
  }

  /// A day that lacks what lies between its own intervals and every other day has.
  @Test func aHoleInADayIsNamed() throws {
    let days = ["2025-11-03", "2025-11-04", "2025-11-05"]
    let intervals = days.flatMap { date in
      [540, 570, 600].filter { date != days[1] || $0 != 570 }.map { interval(date, $0, 9, 10) }
    }
    #expect(try ForecastCheck(intervals).coverage.incompleteDays == [day(days[1])])
    #expect(try !ForecastCheck(intervals).cancels, "all errors go one way")
  }

  @Test func anEmptyIntervalLeavesNoPercentageOfItsOwn() throws {
    let check = try ForecastCheck([
      interval("2025-11-03", 0, 1, 0), interval("2025-11-03", 30, 4, 4), interval("2025-11-04", 0, 0, 0),
    ])
    #expect(check.accuracy.meanAbsolutePercentageError == 0 && check.emptyCount == 2)
    #expect(check.accuracy.weightedAbsolutePercentageError == 0.25)
    #expect(throws: AnalysisRefusal.self) { try check.slots[0].variation.get() }
    #expect(check.slots[0].accuracy.weightedAbsolutePercentageError == nil)
  }

  @Test func bandsOfTheHotlineHoldEveryMinuteOnce() {
    for minute in 0..<1_440 { #expect(TimeBand.hotline.count { $0.contains(minute) } == 1) }
    #expect(TimeBand.hotline.map { band in band.stretches.reduce(0) { $0 + $1.count } / 60 } == [7, 7, 10])
  }

  @Test func bandsAddUpToTheWhole() throws {
    var generator = SeededGenerator(seed: 34)
    let intervals = (0..<48).map { slot in
      ForecastCheck.Interval(
        day: day("2025-11-03"), minute: slot * 30, forecast: Rational(Int.random(in: 0...90, using: &generator)),
        actual: Rational(Int.random(in: 10...90, using: &generator)), handled: 5)
    }
    let check = try ForecastCheck(intervals)
    #expect(check.bands.map(\.name) == ["高峰", "平段", "低谷"])
    #expect(check.bands.reduce(0) { $0 + $1.count } == 48)
    let volume = intervals.reduce(Rational(0)) { $0 + $1.actual }
    #expect(check.bands.reduce(Rational(0)) { $0 + $1.volume } == volume)
    #expect(check.handledShare == (Rational(240) / volume).nearestDouble)
    let partial = try ForecastCheck(intervals, bands: [TimeBand(name: "高峰", stretches: [0..<60])])
    #expect(partial.bands.map(\.name) == ["高峰", ""])
  }

  @Test func whatIsLeftOutOrOutOfStepIsNamed() throws {
    let whole = ["2025-11-03", "2025-11-04", "2025-11-05"].flatMap { day in
      [540, 570, 600].map { interval(day, $0, 5, 6) }
    }
    let complete = try ForecastCheck(whole).coverage
    #expect(complete.step == 30 && complete.offStep.isEmpty && complete.incompleteDays.isEmpty)
    let omission = ForecastCheck.Omission(day: day("2025-11-04"), minute: 570, lacksForecast: true, lacksActual: false)
    let rest = whole.filter { ($0.day, $0.minute) != (omission.day, omission.minute) }
    let check = try ForecastCheck(rest + [interval("2025-11-05", 615, 5, 4)], omitted: [omission])
    #expect(check.omitted == [omission] && check.count == 9)
    // Where the ends are written, distances tell no length: 00:00-00:30 and 23:30-24:00 are half-hours.
    let ends = [interval("2025-11-03", 0, 5, 6), interval("2025-11-03", 1_410, 5, 6)]
    #expect(try ForecastCheck(ends, length: 30).coverage.step == 30)
    #expect(try ForecastCheck(ends.prefix(1).map { $0 }, length: 30).coverage.step == 30)
    #expect(check.coverage.incompleteDays == [omission.day])
    #expect(check.coverage.offStep.map(\.minute) == [615] && check.coverage.step == 30)
    // A day that nobody listed at all is no day; hours of one day only are not usual.
    let late = try ForecastCheck(whole + [interval("2025-11-05", 630, 1, 1)]).coverage
    #expect(late.incompleteDays.isEmpty && late.offStep.isEmpty)
  }

  /// A team's row that is missing makes no smaller centre; hours and days on which the team never works are its own.
  @Test func anIntervalWithoutATeamIsLeftOut() throws {
    let days = (3...9).map { day("2025-11-0\($0)") }
    func rows(_ isThere: (String, CalendarDate, Int) -> Bool) -> [ForecastCheck.TeamInterval] {
      days.flatMap { day in
        [540, 570, 600].flatMap { minute in
          ["甲组", "乙组"].filter { isThere($0, day, minute) }.map { .init(team: $0, day: day, minute: minute) }
        }
      }
    }
    func check(_ told: [ForecastCheck.TeamInterval]) -> (count: Int, lacking: [String]) {
      let found = ForecastCheck.ofAllTeams(
        told.map { ForecastCheck.Interval(day: $0.day, minute: $0.minute, forecast: 20, actual: 21) }, omitted: [],
        told: told)
      #expect(
        found.intervals.allSatisfy { interval in
          let teams = told.count { $0.day == interval.day && $0.minute == interval.minute }
          return interval.actual == Rational(21 * teams)
        })
      return (found.intervals.count, found.omitted.map { "\($0.day) \($0.minute) \($0.lacksTeam ?? "")" })
    }
    #expect(check(rows { _, _, _ in true }) == (21, []))
    let hole = check(rows { $0 == "甲组" || $1 != days[2] || $2 != 570 })
    #expect(hole == (20, ["2025-11-05 570 乙组"]))
    // The second team begins at 9:30, or rests at the weekend.
    #expect(check(rows { $0 == "甲组" || $2 > 540 }) == (21, []))
    #expect(check(rows { team, day, _ in team == "甲组" || day.weekday < 6 }) == (21, []))
  }

  @Test func aRepeatedIntervalAndNoDataAreRefused() {
    #expect(throws: AnalysisRefusal.self) { try ForecastCheck([]) }
    #expect(throws: AnalysisRefusal.self) {
      try ForecastCheck([interval("2025-11-03", 540, 1, 1), interval("2025-11-03", 540, 2, 2)])
    }
  }
}

@Suite("Samples")
struct SampleTests {
  @Test func sizesFollowTheTextbook() throws {
    #expect(try SamplePlan(.share(expected: 0.5), margin: 0.05).choice.size == 385)
    #expect(try SamplePlan(.share(expected: 0.5), margin: 0.05, population: 1_000).choice.size == 278)
    #expect(try SamplePlan(.mean(standardDeviation: 8), margin: 1.5).choice.size == 110)
    let plan = try SamplePlan(.share(expected: 0.5), margin: 0.05, population: 1_000, responseRate: 0.2)
    #expect(plan.isOutOfReach(plan.choice.size))
    #expect(plan.invitations(for: 100) == 500 && plan.invitations(for: 200) == 1_000)
    #expect(plan.invitations(for: plan.choice.size) == nil)
    #expect(plan.alternatives.map(\.size) == plan.alternatives.map(\.size).sorted())
  }

  @Test func anImpossiblePlanIsRefused() {
    #expect(throws: AnalysisRefusal.self) { try SamplePlan(.share(expected: 1.5), margin: 0.05) }
    #expect(throws: AnalysisRefusal.self) { try SamplePlan(.share(expected: 0.5), margin: 0) }
    #expect(throws: AnalysisRefusal.self) { try SamplePlan(.share(expected: 0.5), margin: 0.05, population: 0) }
    #expect(throws: AnalysisRefusal.self) { try SamplePlan(.share(expected: 0.5), margin: 0.05, responseRate: 0) }
  }

  @Test func aDrawIsRepeatableAndTakesEachRowOnce() throws {
    var generator = SeededGenerator(seed: 35)
    for seed in UInt64(0)..<30 {
      let keys = (0..<200).map { _ in ["甲", "乙", "丙"].randomElement(using: &generator)! }
      let draw = try SampleDraw(keys: keys, size: 37, atLeast: 4, seed: seed)
      #expect(Set(draw.rows).count == 37)
      for stratum in draw.strata {
        #expect(stratum.drawn.allSatisfy { keys[$0] == stratum.name })
        #expect(stratum.drawn.count >= 4)
        #expect(stratum.size == keys.count { $0 == stratum.name })
      }
      #expect(try SampleDraw(keys: keys, size: 37, atLeast: 4, seed: seed).rows == draw.rows)
    }
    #expect(throws: AnalysisRefusal.self) { try SampleDraw(keys: ["甲"], size: 2, seed: 1) }
  }
}

@Suite("Attrition")
struct AttritionTests {
  private let people = [
    AttritionAnalysis.Person(team: "甲", hired: day("2024-06-01"), left: nil),
    AttritionAnalysis.Person(team: "甲", hired: day("2024-06-01"), left: day("2025-01-15")),
    AttritionAnalysis.Person(team: "乙", hired: day("2025-01-16"), left: nil),
    AttritionAnalysis.Person(team: "乙", hired: day("2025-02-01"), left: day("2025-02-28")),
    AttritionAnalysis.Person(team: "乙", hired: day("2023-01-01"), left: day("2024-12-31")),
  ]

  /// A year at the pace of a day says nothing.
  @Test func aYearIsNotToldFromLessThanAMonth() throws {
    let short = try #require(DatePeriod(from: day("2025-01-01"), to: day("2025-01-27")))
    let analysis = try AttritionAnalysis(people, period: short)
    #expect(analysis.whole.rate != nil && analysis.whole.annualRate == nil)
    #expect(analysis.whole.annualInterval(.usual) == nil)
    let month = try #require(DatePeriod(from: day("2025-01-01"), to: day("2025-01-28")))
    #expect(try AttritionAnalysis(people, period: month).whole.annualRate != nil)
  }

  @Test func headcountsAddUpMonthByMonth() throws {
    let period = try #require(DatePeriod(from: day("2025-01-01"), to: day("2025-02-28")))
    let analysis = try AttritionAnalysis(people, period: period)
    #expect(analysis.months.map(\.name) == ["2025-01", "2025-02"])
    #expect(analysis.months.map(\.days) == [31, 28])
    #expect(analysis.months.map(\.atStart) == [2, 2])
    #expect(analysis.months.map(\.joiners) == [1, 1])
    #expect(analysis.months.map(\.leavers) == [1, 1])
    for part in analysis.months + analysis.teams + [analysis.whole] {
      #expect(part.atStart + part.joiners - part.leavers == part.atEnd)
    }
    // One stays throughout; the others are there for 15 and 16 of 31 days.
    #expect(analysis.months[0].meanHeadcount == 2)
    #expect(analysis.months[1].meanHeadcount == 3)
    #expect(analysis.whole.leavers == 2)
    #expect(analysis.teams.map(\.name) == ["乙", "甲"])
    #expect(analysis.whole.annualRate == Rational(2) / analysis.whole.meanHeadcount * 365 / 59)
    let interval = try #require(analysis.whole.annualInterval(.usual))
    #expect(interval.contains(try #require(analysis.whole.annualRate).nearestDouble))
  }

  @Test func tenureLooksAtThoseHiredInThePeriod() throws {
    let period = try #require(DatePeriod(from: day("2025-01-01"), to: day("2025-02-28")))
    let tenure = try #require(try AttritionAnalysis(people, period: period).tenure)
    #expect(tenure.count == 2)
    #expect(tenure.leavers == 1)
    #expect(tenure.steps.map(\.time) == [27])
    #expect(tenure.steps.map(\.share) == [0.5])
    #expect(tenure.median == 27)
    #expect(tenure.share(after: 26)?.share == 1)
    #expect(tenure.share(after: 44) == nil)
  }

  /// A seat whose holder leaves so many times in 2025, each time to be followed on the next day.
  private func seat(_ team: String, leavers: Int) -> [AttritionAnalysis.Person] {
    var people: [AttritionAnalysis.Person] = []
    var hired = day("2024-01-01")
    for number in 1...leavers {
      let left = day("2025-01-01").adding(days: number * 360 / leavers)!
      people.append(AttritionAnalysis.Person(team: team, hired: hired, left: left))
      hired = left.adding(days: 1)!
    }
    return people + [AttritionAnalysis.Person(team: team, hired: hired, left: nil)]
  }

  /// 20 against 38 leavers of as many days: 2 P(X ≤ 20) of a binomial of 58 and one half (SciPy). Their intervals overlap.
  @Test func teamsAreComparedByTheExactTestOfTwoRates() throws {
    let year = try #require(DatePeriod(from: day("2025-01-01"), to: day("2025-12-31")))
    let two = try AttritionAnalysis(seat("甲", leavers: 20) + seat("乙", leavers: 38), period: year)
    let rates = try #require(two.teamRates)
    #expect((rates.lower, rates.higher, rates.pairs) == ("甲", "乙", 1))
    #expect(abs(rates.adjustedProbability - 0.024746035842440804) < 1e-9)
    #expect(rates.comparison.ratio.map { abs($0 - 1.9) < 1e-12 } == true)
    let intervals = two.teams.compactMap { $0.annualInterval(.usual) }
    #expect(intervals[0].low < intervals[1].high && intervals[1].low < intervals[0].high)
    let three = try AttritionAnalysis(
      seat("甲", leavers: 20) + seat("乙", leavers: 38) + seat("丙", leavers: 29), period: year)
    let least = try #require(three.teamRates)
    #expect((least.lower, least.higher, least.pairs) == ("甲", "乙", 3))
    #expect(abs(least.adjustedProbability - 3 * 0.024746035842440804) < 1e-9)
    #expect(!three.significance.isMet(by: least.adjustedProbability))
    let stable = [AttritionAnalysis.Person(team: "甲", hired: day("2024-01-01"), left: nil)]
    #expect(try AttritionAnalysis(stable, period: year).teamRates == nil)
  }

  @Test func anEmptyPeriodAndWrongDatesAreRefused() throws {
    let before = try #require(DatePeriod(from: day("2020-01-01"), to: day("2020-12-31")))
    #expect(throws: AnalysisRefusal.self) { try AttritionAnalysis(people, period: before) }
    let wrong = [AttritionAnalysis.Person(team: "", hired: day("2025-02-02"), left: day("2025-02-01"))]
    let year = try #require(DatePeriod(from: day("2025-01-01"), to: day("2025-12-31")))
    #expect(throws: AnalysisRefusal.self) { try AttritionAnalysis(wrong, period: year) }
  }
}
