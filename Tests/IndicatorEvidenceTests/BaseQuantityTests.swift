import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import IndicatorEvidence

private let catalogue = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path]).catalogue()
  .catalogue

private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso8601: text)) }

/// Series of measures and indicators, by their names, each with values of the same periods.
private func data(_ periods: [IndicatorPeriod], _ values: [String: [Rational]]) -> IndicatorData {
  IndicatorData(
    values.map { name, values in
      let parts = name.split(separator: "/").map(String.init)
      let subject: IndicatorSeries.Subject =
        parts.count == 2
        ? .indicator(IndicatorID(parts[0]), variant: parts[1]) : .measure(MeasureID(name))
      let points = zip(periods, values).enumerated().map { index, pair in
        IndicatorSeries.Point(period: pair.0, value: pair.1, step: Rational(1, 10), line: index + 2)
      }
      return IndicatorSeries(key: .init(subject), points: points)
    })
}

/// Measures beside what was reported, of months, weeks, days and half-hours.
@Suite struct BaseQuantityTests {
  private func codes(_ data: IndicatorData, _ intervals: IndicatorData? = nil) -> [String] {
    IntervalChecks(catalogue: catalogue).findings(data, intervals: intervals).map {
      "\($0.code.rawValue) \($0.file.rawValue) \($0.line)"
    }
  }

  private func periods(_ length: IndicatorPeriod.Length, _ count: Int) throws -> [IndicatorPeriod] {
    let start = try day("2025-01-01")
    let first: IndicatorPeriod? =
      switch length {
      case .minutes(let minutes): IndicatorPeriod(day: start, minute: 540, minutes: minutes)
      case .day: IndicatorPeriod(day: start)
      case .week: IndicatorPeriod(year: 2025, week: 1)
      case .month: IndicatorPeriod(year: 2025, month: 1)
      case .quarter: IndicatorPeriod(year: 2025, quarter: 1)
      case .year: IndicatorPeriod(year: 2025)
      }
    var periods = [try #require(first)]
    while periods.count < count { periods.append(try #require(periods[periods.count - 1].next)) }
    return periods
  }

  /// 1,000 calls of which 40 are abandoned, 230 s each, 82.1 % occupancy.
  private let sound: [String: Rational] = [
    "offered": 1_000, "answered": 960, "abandoned": 40, "answered-in-time": 816, "talk-time": 172_800,
    "hold-time": 9_600, "wrap-time": 38_400, "available-time": 48_000, "service-level/of-offered": Rational(816, 10),
    "handling-time/talk-hold-and-wrap": 230, "occupancy/of-active-states": Rational(821, 10),
    "abandonment-rate/of-queued": 4,
  ]

  @Test(arguments: [
    ("offered", 1_020, "identity"), ("answered-in-time", 961, "impossible"),
    ("handling-time/talk-hold-and-wrap", 205, "reported-differs"),
    ("occupancy/of-active-states", 74, "reported-differs"),
    ("service-level/of-offered", 85, "reported-differs"), ("abandonment-rate/of-queued", 1, "reported-differs"),
  ])
  func everyLengthOfPeriodIsChecked(name: String, wrong: Int, code: String) throws {
    for length in [IndicatorPeriod.Length.minutes(30), .day, .week, .month, .quarter, .year] {
      let periods = try periods(length, 4)
      var values = sound.mapValues { Array(repeating: $0, count: 4) }
      #expect(codes(data(periods, values)) == [], "\(length)")
      values[name]?[2] = Rational(wrong)
      // A wrong measure may make more than one report differ.
      #expect(codes(data(periods, values)).contains("\(code) months 4"), "\(length)")
    }
  }

  /// Three calls, and one in a thousand, may wait at the ends of a longer period.
  @Test(arguments: [(1_003, false), (1_004, true), (997, false), (996, true)])
  func aFewCallsMayWaitAtTheEndsOfAPeriod(offered: Int, isBroken: Bool) throws {
    let table = data(try periods(.month, 1), ["offered": [Rational(offered)], "answered": [960], "abandoned": [40]])
    #expect(codes(table) == (isBroken ? ["identity months 2"] : []))
  }

  @Test func aReportByAnotherFormulaIsNamedOnceForManyPeriods() throws {
    let periods = try periods(.month, 12)
    var values = sound.mapValues { Array(repeating: $0, count: 12) }
    values["service-level/of-offered"] = Array(repeating: 85, count: 12)
    let found = IntervalChecks(catalogue: catalogue).findings(data(periods, values), intervals: nil)
    #expect(found.map(\.code) == [.reportedDiffers])
    #expect(found[0].message.chinese.contains("有 12 个月的报数") && found[0].message.chinese.contains("只算接听"))
  }

  /// A file of intervals that holds days only is added up to months, and none of it is passed over.
  @Test func daysAreAddedUpToMonths() throws {
    let days = try periods(.day, 31)
    var values = sound.filter { !$0.key.contains("/") }.mapValues { Array(repeating: $0, count: 31) }
    let reported = data(try periods(.month, 1), ["handling-time/talk-hold-and-wrap": [206]])
    #expect(codes(reported, data(days, values)) == ["reported-differs months 2"])
    values["offered"]?[6] = 1_050
    #expect(codes(reported, data(days, values)) == ["identity intervals 8", "reported-differs months 2"])
  }

  // MARK: - Calls that wait from one half-hour to the next

  /// So many calls wait at the end of each half-hour; what is offered in one is answered in the next.
  private func broken(waiting: [Int], offered: Int = 100, changes: [Int: Int] = [:]) throws -> [Int] {
    let periods = try periods(.minutes(30), waiting.count)
    var before = 0
    var answered: [Rational] = []
    for waits in waiting {
      answered.append(Rational(offered - waits + before))
      before = waits
    }
    let calls = waiting.indices.map { Rational(offered + (changes[$0] ?? 0)) }
    let abandoned = waiting.map { _ in Rational(0) }
    let table = try #require(
      MeasureTable(
        data(periods, ["offered": calls, "answered": answered, "abandoned": abandoned]), of: .minutes(30)))
    return QueueBalance.breaks(table)
  }

  @Test func callsMayWaitForTheNextHalfHour() throws {
    #expect(try broken(waiting: [0, 1, 2, 0, 2, 1, 0, 0]) == [])
    // A long line that goes again.
    #expect(try broken(waiting: [0, 20, 45, 50, 30, 10, 0, 0]) == [])
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      #expect(try broken(waiting: (0..<20).map { _ in Int.random(in: 0...2, using: &generator) }) == [])
    }
  }

  @Test func whatNeverComesBackIsABreak() throws {
    #expect(try broken(waiting: [0, 1, 2, 0, 2, 1, 0, 0], changes: [3: 6]) == [3])
    #expect(try broken(waiting: [0, 1, 2, 0, 2, 1, 0, 0], changes: [3: -6]) == [3])
    // More calls than could wait, and two breaks that nearly make up for each other.
    #expect(try broken(waiting: [0, 0, 0, 0, 0, 0], changes: [1: 110, 4: -90]) == [1, 4])
    // A line that is left when the day ends.
    #expect(try broken(waiting: [0, 0, 0, 0, 0, 4]) == [5])
    #expect(try broken(waiting: [0, 0, 0, 0, 0, 3]) == [])
  }

  // MARK: - Half-hours that met the target

  private func evaluate(_ attainment: Rational, target: Rational?, inTime: [Rational]) throws -> [IndicatorFinding] {
    // Two half-hours a day, so that the month is whole.
    var periods: [IndicatorPeriod] = []
    var date = try day("2025-11-01")
    while date.month == 11 {
      periods += [540, 570].compactMap { IndicatorPeriod(day: date, minute: $0, minutes: 30) }
      date = try #require(date.adding(days: 1))
    }
    let measures = ["offered": Rational(100), "answered": 100, "abandoned": 0].mapValues {
      Array(repeating: $0, count: periods.count)
    }
    let told = measures.merging(["answered-in-time": periods.indices.map { inTime[$0 % inTime.count] }]) { $1 }
    let month = try #require(IndicatorPeriod(year: 2025, month: 11))
    let settings = IndicatorSettings(
      intervalFile: nil, answerWithin: 20, targets: target.map { [IndicatorID("service-level"): .bound($0)] } ?? [:])
    let builder = StandingBuilder(
      settings: settings, catalogue: catalogue, date: .last, until: nil, thresholds: [])
    return AttainmentCheck(catalogue: catalogue, standings: builder).findings(
      IntervalMonth.months(of: data(periods, told)),
      reported: data([month], ["interval-attainment/half-hour": [attainment]]))
  }

  @Test(arguments: [(50, false), (52, false), (53, true), (99, true)])
  func theShareOfHalfHoursIsComparedWithTheHalfHours(attainment: Int, differs: Bool) throws {
    let found = try evaluate(Rational(attainment), target: 90, inTime: [95, 85])
    #expect(found.map(\.code) == (differs ? [.reportedDiffers] : []))
    #expect(!differs || found[0].message.chinese.contains("60 个半小时") && found[0].message.chinese.contains("占 50.0%"))
  }

  @Test func withoutATargetTheHalfHoursAreNotCompared() throws {
    #expect(try evaluate(50, target: nil, inTime: [95, 85]).map(\.code) == [.notChecked])
  }

  // MARK: - What could not be checked

  @Test func withoutHalfHoursItIsSaidWhatWasNotChecked() throws {
    let months = try periods(.month, 2)
    let checks = IntervalChecks(catalogue: catalogue)
    let levels = data(months, ["service-level/of-offered": [80, 81]])
    let said = try #require(checks.withoutIntervals(levels, nil))
    #expect(said.code == .notChecked && said.severity == .note && said.message.chinese.contains("Erlang"))
    #expect(checks.withoutIntervals(levels, data(try periods(.day, 2), ["offered": [1, 2]])) != nil)
    #expect(checks.withoutIntervals(data(months, ["satisfaction/satisfied-share": [80, 81]]), nil) == nil)
  }

  // MARK: - Small values and history

  /// One digit that comes back by itself is no copy, and what is said of a small value is the value.
  @Test func smallValuesAreNamedAsTheyAre() throws {
    #expect(decimal(Rational(5, 100_000)) == "0.00005" && decimal(Rational(2, 3)) == "0.667" && decimal(0) == "0")
    let months = try periods(.month, 12)
    func found(_ values: [Rational]) -> [String] {
      let points = zip(months, values).map {
        IndicatorSeries.Point(period: $0, value: $1, step: Rational(1, 100_000), line: 2)
      }
      let key = IndicatorSeries.Key(.indicator(IndicatorID("interruption-rate"), variant: "of-service-time"))
      return IndicatorEvidence.plausibility(
        of: IndicatorData([IndicatorSeries(key: key, points: points)]), catalogue: catalogue
      ).map(\.message.chinese)
    }
    let rare = (0..<12).map { Rational($0 == 3 ? 20 : 5, 100_000) }
    #expect(found(rare) == [])
    let copied = (0..<12).map { Rational($0 < 8 ? 57 : 20 + 3 * $0, 100_000) }
    #expect(found(copied).count == 1 && found(copied)[0].contains("连续 8 个月都是 0.00057"))
  }

  /// A month that several indicators lack is said once.
  @Test func oneMissingMonthIsSaidOnce() throws {
    let months = try periods(.month, 6).enumerated().filter { $0.offset != 3 }.map(\.element)
    let names = ["service-level/of-offered", "satisfaction/satisfied-share", "handling-time/talk-hold-and-wrap"]
    let values = Dictionary(uniqueKeysWithValues: names.map { ($0, [81, 83, 82, 84, 80] as [Rational]) })
    let found = IndicatorEvidence.plausibility(of: data(months, values), catalogue: catalogue)
    #expect(found.map(\.code) == [.gap])
    #expect(found[0].message.chinese.contains("、服务水平（放弃全算未达）：2025-03 之后缺 2025-04"), "\(found[0].message.chinese)")
  }

  /// 3.9 may be 3.94 with fewer decimals, also where the rest of the file has two.
  @Test func aValueThatRoundsToTheEarlierOneIsNotRestated() throws {
    let months = try periods(.month, 2)
    func series(_ first: Rational, _ step: Rational) -> IndicatorData {
      let points = [(first, step), (Rational(412, 100), Rational(1, 100))].enumerated().map { index, value in
        IndicatorSeries.Point(period: months[index], value: value.0, step: value.1, line: index + 2)
      }
      let key = IndicatorSeries.Key(.indicator(IndicatorID("cost-per-call"), variant: "total-cost"))
      return IndicatorData([IndicatorSeries(key: key, points: points)])
    }
    func restated(_ then: IndicatorData, _ now: IndicatorData) -> Int {
      IndicatorEvidence.restatements(of: now, since: then, catalogue: catalogue).count
    }
    let (short, long) = (series(Rational(39, 10), Rational(1, 10)), series(Rational(394, 100), Rational(1, 100)))
    #expect(restated(short, long) == 0 && restated(long, short) == 0)
    #expect(restated(short, series(Rational(396, 100), Rational(1, 100))) == 1)
  }
}

extension IndicatorEvidence {
  /// What was found but for the note that no intervals were told, which all evidence of months alone has.
  var seriesFindings: [IndicatorFinding] { findings.filter { !$0.message.chinese.hasPrefix("没有时段数据") } }
}
