import AssessmentModel
import Diagnostics
import Foundation
import InputFiles
import Statistics
import TestSupport
import Testing

@testable import IndicatorEvidence

private let catalogue = RubricLibrary(folders: [RepositoryFiles.root.appending(path: "Rubrics").path]).catalogue()
  .catalogue

private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso8601: text)) }
private func month(_ text: String) throws -> IndicatorPeriod { try IndicatorPeriod(day: day(text + "-01")).month }

/// One half-hour a day, each with the same measures, over whole months.
private func intervals(
  _ months: [String], _ measures: [String: Rational], days: ClosedRange<Int> = 1...31,
  change: (_ period: IndicatorPeriod, _ measures: inout [String: Rational]) -> Void = { _, _ in }
) throws -> IndicatorData {
  var points: [String: [IndicatorSeries.Point]] = [:]
  var line = 2
  for name in months {
    var date = try day(name + "-01")
    while date.month == Int(name.suffix(2)) {
      if days.contains(date.day) {
        let period = try #require(IndicatorPeriod(day: date, minute: 540, minutes: 30))
        var told = measures
        change(period, &told)
        for (name, value) in told {
          points[name, default: []].append(IndicatorSeries.Point(period: period, value: value, line: line))
        }
        line += 1
      }
      date = try #require(date.adding(days: 1))
    }
  }
  return IndicatorData(
    points.map { IndicatorSeries(key: .init(.measure(MeasureID($0.key))), points: $0.value) })
}

private func reported(_ id: String, _ variant: String, _ values: [(String, Rational)]) throws -> IndicatorData {
  IndicatorData([
    IndicatorSeries(
      key: .init(.indicator(IndicatorID(id), variant: variant)),
      points: try values.enumerated().map {
        IndicatorSeries.Point(period: try month($0.element.0), value: $0.element.1, line: $0.offset + 2)
      })
  ])
}

/// 100 calls, 80 of the 90 answered in time, 20 s and 200 s a call.
private let sound: [String: Rational] = [
  "offered": 100, "answered": 90, "answered-in-time": 80, "abandoned": 10, "abandoned-in-time": 4, "wait-time": 900,
  "talk-time": 18_000, "hold-time": 900, "wrap-time": 1_800, "agents": 14,
]

/// Each check speaks just beyond its limit, and is silent at it.
@Suite struct CrossCheckTests {
  private func codes(
    _ intervals: IndicatorData, _ reported: IndicatorData = IndicatorData([]), within seconds: Int? = 20
  ) -> [String] {
    findings(intervals, reported, within: seconds).map { "\($0.code.rawValue) \($0.line)" }
  }

  private func findings(
    _ intervals: IndicatorData, _ reported: IndicatorData, within seconds: Int? = 20
  ) -> [IndicatorFinding] {
    let months = IntervalMonth.months(of: intervals)
    return IntervalChecks(catalogue: catalogue).findings(months, reported: reported)
      + StaffingCheck(catalogue: catalogue, answerWithin: seconds).findings(months, reported: reported)
  }

  // MARK: - Half-hours beside months

  @Test(arguments: [
    (Rational(80), false), (Rational(161, 2), false), (Rational(159, 2), false), (Rational(8_051, 100), true),
    (Rational(7_949, 100), true),
  ])
  func aShareMayLieHalfAPointFromItsHalfHours(value: Rational, differs: Bool) throws {
    let found = codes(
      try intervals(["2025-11"], sound), try reported("service-level", "of-offered", [("2025-11", value)]), within: 600)
    #expect(found.contains("reported-differs 2") == differs)
  }

  @Test(arguments: [
    (Rational(230), false), (Rational(2_346, 10), false), (Rational(2_254, 10), false), (Rational(2_347, 10), true),
    (Rational(2_253, 10), true),
  ])
  func aTimeMayLieTwoInAHundredFromItsHalfHours(value: Rational, differs: Bool) throws {
    let found = codes(
      try intervals(["2025-11"], sound), try reported("handling-time", "talk-hold-and-wrap", [("2025-11", value)]))
    #expect(found.contains("reported-differs 2") == differs)
  }

  /// What is written in whole seconds may lie half a second further off: 10 s by the half-hours, of which 2 % are 0.2 s.
  @Test(arguments: [
    (Rational(1), Rational(107, 10), false), (Rational(1), Rational(108, 10), true),
    (Rational(1, 10), Rational(102, 10), false), (Rational(1, 10), Rational(103, 10), true),
  ])
  func aReportMayBeRoundedAsItIsWritten(step: Rational, value: Rational, differs: Bool) throws {
    let period = try month("2025-11")
    let point = IndicatorSeries.Point(period: period, value: value, step: step, line: 2)
    let key = IndicatorSeries.Key(.indicator(IndicatorID("speed-of-answer"), variant: "answered"))
    let report = IndicatorData([IndicatorSeries(key: key, points: [point])])
    #expect(codes(try intervals(["2025-11"], sound), report).contains("reported-differs 2") == differs)
  }

  @Test func theFormulaThatWouldFitIsNamed() throws {
    let claim = try reported("service-level", "of-offered", [("2025-11", Rational(889, 10))])
    let found = findings(try intervals(["2025-11"], sound), claim, within: 600)
    #expect(found.map(\.code) == [.reportedDiffers])
    #expect(found[0].message.chinese.contains("报数像是按"))
    let other = try reported("service-level", "of-offered", [("2025-11", 70)])
    #expect(try findings(intervals(["2025-11"], sound), other, within: 600)[0].message.chinese.contains("请核对口径"))
  }

  /// Not only the last month is looked at.
  @Test func everyMonthIsCompared() throws {
    let data = try intervals(["2025-09", "2025-10", "2025-11"], sound)
    let claim = try reported(
      "service-level", "of-offered", [("2025-08", 10), ("2025-09", 90), ("2025-10", 80), ("2025-11", 91)])
    #expect(codes(data, claim, within: 600) == ["reported-differs 3", "reported-differs 5"])
  }

  @Test(arguments: [(1...31, false), (8...23, false), (9...31, true), (1...22, true)])
  func aMonthWithoutItsBeginningOrEndIsNotCompared(days: ClosedRange<Int>, isPartial: Bool) throws {
    let claim = try reported("service-level", "of-offered", [("2025-11", 90)])
    let found = findings(try intervals(["2025-11"], sound, days: days), claim, within: 600)
    #expect(found.map(\.code) == [isPartial ? .notChecked : .reportedDiffers])
    #expect(found[0].severity == (isPartial ? .note : .warning))
  }

  @Test func aMonthWithAHoleInItsMiddleIsNotCompared() throws {
    let claim = try reported("service-level", "of-offered", [("2025-11", 90)])
    func hole(_ days: ClosedRange<Int>) throws -> [IndicatorFinding] {
      let whole = try intervals(["2025-11"], sound)
      let data = IndicatorData(
        whole.series.map { series in
          IndicatorSeries(key: series.key, points: series.points.filter { !days.contains($0.period.start.day) })
        })
      return findings(data, claim, within: 600)
    }
    #expect(try hole(6...12).map(\.code) == [.reportedDiffers])
    let found = try hole(6...21)
    #expect(found.map(\.code) == [.notChecked])
    #expect(found[0].message.chinese.contains("2025-11-06 至 2025-11-21 没有时段数据"))
  }

  // MARK: - Identities

  /// 14 agents have 25,200 s in half an hour, and 5 % to spare: 20,700 s busy leave 5,760 s.
  @Test(arguments: [(5_760, false), (5_761, true)])
  func theStatesOfAgentsFitTheirTime(available: Int, isTooMuch: Bool) throws {
    let data = try intervals(["2025-11"], sound.merging(["available-time": Rational(available)]) { $1 })
    let found = findings(data, IndicatorData([]))
    #expect(found.map(\.code) == (isTooMuch ? [.impossible] : []))
    #expect(!isTooMuch || found[0].message.chinese.contains("可用时间"))
  }

  @Test(arguments: [
    // Three calls may wait when the half-hour ends.
    ("offered", 103, 104, "identity"), ("answered-in-time", 90, 91, "impossible"),
    ("abandoned-in-time", 10, 11, "impossible"),
    // 14 agents have 25,200 s in half an hour, and 5 % to spare.
    ("talk-time", 23_760, 23_761, "impossible"),
  ])
  func whatCannotBeIsFoundInAnyMonth(measure: String, most: Int, tooMany: Int, code: String) throws {
    func found(_ value: Int) throws -> [IndicatorFinding] {
      let data = try intervals(["2025-09", "2025-10"], sound) { period, measures in
        if period.start.day == 7 { measures[measure] = Rational(value) }
      }
      return findings(data, IndicatorData([]))
    }
    #expect(try found(most).isEmpty)
    let wrong = try found(tooMany)
    #expect(wrong.map(\.code.rawValue) == [code])
    #expect(wrong[0].line == 8 && wrong[0].file == .intervals)
    #expect(wrong[0].message.chinese.contains("2025-09 至 2025-10 有 2 个时段"))
    #expect(wrong[0].message.chinese.contains("2025-09-07 09:00～09:30"))
  }

  @Test func whatIsNotToldIsNotJudged() throws {
    for measure in ["offered", "answered", "abandoned", "agents", "talk-time"] {
      let data = try intervals(["2025-11"], sound) { $1[measure] = nil }
      #expect(codes(data) == [], "\(measure)")
    }
  }

  // MARK: - Staffing

  private func level(_ calls: PredictedCalls) -> Double { calls.answeredInTime / calls.offered }

  @Test func aServiceLevelMayLieTenPointsAboveTheModels() throws {
    let data = try intervals(["2025-09", "2025-10", "2025-11"], sound.merging(["agents": 13]) { $1 })
    let check = StaffingCheck(catalogue: catalogue, answerWithin: 20)
    let prediction = try check.predict(IntervalMonth.months(of: data)[0], within: 20)
    let best = max(level(prediction.erlangC), level(try #require(prediction.erlangA))) * 100
    #expect((20...85).contains(best))
    let most = Rational(Int(((best + 10) * 1_000_000).rounded(.down)), 1_000_000)
    let claim = try reported(
      "service-level", "of-offered",
      [("2025-09", most), ("2025-10", most + Rational(2, 1_000_000)), ("2025-11", Rational(50))])
    #expect(codes(data, claim).filter { !$0.hasPrefix("reported") } == ["staffing-impossible 3"])
  }

  @Test func withoutWhatTheModelsNeedTheCheckSaysSo() throws {
    let claim = try reported("service-level", "of-offered", [("2025-10", 80), ("2025-11", 80)])
    let data = try intervals(["2025-10", "2025-11"], sound)
    #expect(codes(data, claim, within: nil) == ["not-checked 2"])
    let unstaffed = try intervals(["2025-10", "2025-11"], sound) { if $0.start.month == 11 { $1["agents"] = nil } }
    #expect(codes(unstaffed, claim, within: 600) == ["not-checked 33"])
    #expect(codes(data, try reported("satisfaction", "satisfied-share", [("2025-11", 80)])) == [])
  }

  /// Nine of ten calls have to be covered by intervals that tell all.
  @Test(arguments: [(3, true), (4, false)])
  func theModelsNeedNineTenthsOfTheCalls(untold: Int, isChecked: Bool) throws {
    let data = try intervals(["2025-11"], sound) { if $0.start.day > 30 - untold { $1["agents"] = nil } }
    let month = IntervalMonth.months(of: data)[0]
    let check = StaffingCheck(catalogue: catalogue, answerWithin: 20)
    #expect(((try? check.predict(month, within: 20)) != nil) == isChecked)
  }

  /// What keeps the models from running is said with the interval and its number, never as if it were not told.
  @Test(
    arguments: [
      ([:], "agents", 1_000_000, "在线坐席数 1000000 超过 100000"),
      (["talk-time": 0, "hold-time": 0], "wrap-time", 0, "处理时间是 0"), ([:], "answered", 0, "没有接听的电话"),
    ] as [([String: Rational], String, Rational, String)])
  func whatTheModelsCannotTakeIsNamed(
    others: [String: Rational], measure: String, value: Rational, words: String
  ) throws {
    let data = try intervals(["2025-11"], sound.merging(others) { $1 }) {
      if $0.start.day > 5 { $1[measure] = value }
    }
    let claim = try reported("service-level", "of-offered", [("2025-11", 80)])
    let finding = try #require(findings(data, claim).first { $0.code == .notChecked })
    #expect(finding.message.chinese.contains(words), "\(finding.message.chinese)")
    #expect(finding.message.chinese.contains("2025-11-0") && finding.message.chinese.contains("% 的来电"))
  }

  @Test func callsThatNobodyWasThereToAnswerWereNotAnsweredInTime() throws {
    let data = try intervals(["2025-11"], sound.merging(["agents": 40]) { $1 }) {
      if $0.start.day > 15 { $1["agents"] = 0 }
    }
    let check = StaffingCheck(catalogue: catalogue, answerWithin: 20)
    #expect(abs(level(try check.predict(IntervalMonth.months(of: data)[0], within: 20).erlangC) - 0.5) < 0.001)
    let claim = try reported("service-level", "of-offered", [("2025-11", 80)])
    #expect(codes(data, claim).contains("staffing-impossible 2"))
    // Nobody at all, on the whole month.
    let empty = try intervals(["2025-11"], sound.merging(["agents": 0]) { $1 })
    #expect(codes(empty, claim).contains("staffing-impossible 2"))
  }

  /// As many agents as erlangs, and fewer: nobody is answered in time for ever.
  @Test(arguments: [(Rational(10), 0.0), (Rational(9), 0.0), (Rational(11), 0.3)])
  func aLoadThatFillsTheAgentsGivesNoServiceLevel(agents: Rational, atLeast: Double) throws {
    // 90 of 90 calls, 200 s each in 1,800 s: 10 erlangs.
    let full: [String: Rational] = [
      "offered": 90, "answered": 90, "abandoned": 0, "talk-time": 18_000, "agents": agents, "answered-in-time": 80,
    ]
    let month = IntervalMonth.months(of: try intervals(["2025-11"], full))[0]
    let prediction = try StaffingCheck(catalogue: catalogue, answerWithin: 20).predict(month, within: 20)
    #expect(atLeast == 0 ? level(prediction.erlangC) == 0 : level(prediction.erlangC) > atLeast)
    #expect(prediction.erlangA == nil)
  }

  // MARK: - Single series

  private func plausible(_ values: [Rational]) throws -> [String] {
    var period = try month("2022-01")
    var points: [IndicatorSeries.Point] = []
    for (index, value) in values.enumerated() {
      points.append(IndicatorSeries.Point(period: period, value: value, line: index + 2))
      period = try #require(period.next)
    }
    let key = IndicatorSeries.Key(.indicator(IndicatorID("service-level"), variant: "of-offered"))
    let data = IndicatorData([IndicatorSeries(key: key, points: points)])
    return IndicatorEvidence.plausibility(of: data, catalogue: catalogue).map { "\($0.code.rawValue) \($0.line)" }
  }

  private func tenths(_ values: [Int]) -> [Rational] { values.map { Rational($0, 10) } }

  @Test func valuesThatComeBackAreFoundFromFourMonthsOn() throws {
    #expect(try plausible(tenths([801, 812, 812, 812, 826, 809, 833])) == [])
    #expect(try plausible(tenths([801, 812, 812, 812, 812, 809, 833])) == ["repeated-value 3"])
    #expect(try plausible(tenths([801, 833, 809, 812, 812, 812, 812])) == ["repeated-value 5"])
    #expect(try plausible(tenths([812, 812, 812, 812, 812])) == [])
    #expect(try plausible(tenths([812, 812, 812, 812, 812, 812])) == ["all-equal 2"])
    // Ten different values that a series can have are enough, nine are not.
    #expect(try plausible(tenths([801, 801, 801, 801, 803, 810])) == [])
    #expect(try plausible(tenths([801, 801, 801, 801, 803, 811])) == ["repeated-value 2"])
  }

  @Test func aRatioIsOneUpToOneBesidePercentagesFromTwentyOn() throws {
    #expect(try plausible([81, 1, 83]) == ["unit-mix 3"])
    #expect(try plausible([81, Rational(101, 100), 83]) == [])
    #expect(try plausible([20, Rational(95, 100), 21]) == ["unit-mix 3"])
    // One between them shows that small ones may be of one kind, unless three of four are beyond doubt.
    #expect(try plausible([20, Rational(95, 100), 15]) == [])
    #expect(try plausible([81, 82, Rational(95, 100), 15, 80, 84, 83, 81]) == ["unit-mix 4"])
    #expect(try plausible([Rational(199, 10), Rational(95, 100), 15]) == [])
    #expect(try plausible([81, 0, 83]) == [])
  }

  /// Days are looked at too; there small and large percentages may be of one kind, which one between shows.
  @Test func ratiosAmongDaysAreFound() throws {
    func found(_ values: [Rational]) throws -> [IndicatorFinding.Code] {
      let points = try values.enumerated().map { index, value in
        IndicatorSeries.Point(
          period: IndicatorPeriod(day: try day("2025-11-0\(index + 1)")), value: value, line: index + 2)
      }
      let key = IndicatorSeries.Key(.indicator(IndicatorID("satisfaction"), variant: "satisfied-share"))
      return IndicatorEvidence.plausibility(
        of: IndicatorData([IndicatorSeries(key: key, points: points)]), catalogue: catalogue
      ).map(\.code)
    }
    #expect(try found([Rational(95, 100), 95, 96]) == [.unitMix])
    #expect(try found([Rational(95, 100), 95, 12]) == [])
  }

  // MARK: - Last digits

  /// The findings on last digits of values that are written with as many decimals as they are given.
  private func heaped(
    _ texts: [String], sample: Int? = 30_000, parts: Bool = false, _ id: String = "service-level",
    _ variant: String = "of-offered"
  ) throws -> [String] {
    var period = try month("2022-01")
    var points: [IndicatorSeries.Point] = []
    for (index, text) in texts.enumerated() {
      let digits = text.split(separator: ".")
      let places = digits.count == 2 ? digits[1].count : 0
      let scale = (0..<places).reduce(1) { product, _ in product * 10 }
      let value = Rational(Int(digits.joined()) ?? 0, scale)
      points.append(
        IndicatorSeries.Point(
          period: period, value: value, numerator: parts ? value * 4 : nil, denominator: parts ? 400 : nil,
          sample: sample.map { Rational($0) }, step: Rational(1, scale), line: index + 2))
      period = try #require(period.next)
    }
    let key = IndicatorSeries.Key(.indicator(IndicatorID(id), variant: variant))
    return IndicatorEvidence.plausibility(
      of: IndicatorData([IndicatorSeries(key: key, points: points)]), catalogue: catalogue
    ).filter { $0.code == .heaped }.map(\.message.chinese)
  }

  /// So many values with one decimal, of which the first end in 0 or 5.
  private func tenths(_ count: Int, round: Int) -> [String] {
    (0..<count).map { "\(60 + $0).\($0 < round ? $0 % 2 * 5 : [1, 2, 3, 4, 6, 7, 8, 9][$0 % 8])" }
  }

  /// SciPy: binom.sf(k - 1, n, 0.2) < 0.001 from 11 of 20 and 17 of 40 on.
  @Test(arguments: [(19, 19, false), (20, 10, false), (20, 11, true), (40, 16, false), (40, 17, true)])
  func lastDigitsAreJudgedFromTwentyValuesOn(count: Int, round: Int, found: Bool) throws {
    let messages = try heaped(tenths(count, round: round))
    #expect(messages.isEmpty == !found)
    #expect(messages.allSatisfy { $0.contains("\(count) 个数里有 \(round) 个末位是 0 或 5") && !$0.contains("估计") })
  }

  /// One value that is written more finely does not make the others end in 0.
  @Test func digitsAreThoseThatAreWritten() throws {
    var values = tenths(24, round: 6)
    #expect(try heaped(values) == [])
    values[12] = "81.37"
    #expect(try heaped(values) == [])
    let seconds = (0..<24).map { "\(280 + $0 * 7 % 60)" }
    #expect(try heaped(seconds, "handling-time", "talk-and-wrap") == [])
    #expect(try heaped(seconds.dropLast() + ["301.5"], "handling-time", "talk-and-wrap") == [])
    #expect(try heaped((0..<24).map { "\(280 + $0 * 5)" }, "handling-time", "talk-and-wrap").count == 1)
  }

  /// A share of 40 agents is a multiple of 2.5, one of 200 records of 0.5, one of 400 of 0.25, so that every second ends so.
  @Test(arguments: [40, 200, 400])
  func aSampleExplainsItsDigits(sample: Int) throws {
    let values = (0..<24).map { Rational(100 * (sample * 6 / 10 + $0 * 7 % (sample / 3)), sample) }
      .map { $0.display(decimals: 1) }
    #expect(try heaped(values, sample: sample) == [])
    #expect(try heaped(values, sample: nil) == [])
    #expect(try heaped(values, parts: true) == [])
  }

  // MARK: - History

  private func restated(
    _ then: IndicatorData, _ now: IndicatorData
  ) -> [String] {
    IndicatorEvidence.restatements(of: now, since: then, catalogue: catalogue).map {
      "\($0.code.rawValue) \($0.line) \($0.message.chinese)"
    }
  }

  @Test func changedHistoryIsNamedWithThenAndNow() throws {
    let months = ["2025-01", "2025-02", "2025-03", "2025-04"]
    func data(_ values: [Rational], from first: Int = 0, _ variant: String = "of-offered") throws -> IndicatorData {
      try reported("service-level", variant, Array(zip(months[first...], values)))
    }
    let then = try data([Rational(812, 10), 80, Rational(795, 10)])
    #expect(restated(then, then) == [])
    // What was added since, and what has left at the beginning, is no change.
    #expect(restated(then, try data([80, Rational(795, 10), 83], from: 1)) == [])
    let changed = restated(then, try data([Rational(812, 10), Rational(804, 10), Rational(795, 10), 83]))
    #expect(changed.count == 1)
    #expect(changed[0].hasPrefix("restated-history 3 服务水平"))
    #expect(changed[0].contains("2025-02 原来报 80%（原文件第 3 行），现在是 80.4%"))
    let without = try reported(
      "service-level", "of-offered", [("2025-01", Rational(812, 10)), ("2025-03", Rational(795, 10))])
    #expect(restated(then, without).count == 1)
    #expect(restated(then, without)[0].contains("2025-02 原来报 80%（原文件第 3 行），现在没有了"))
    let formula = restated(then, try data([80, 80, 80], "of-answered"))
    #expect(formula.count == 1 && formula[0].contains("改用"))
    #expect(restated(then, try reported("satisfaction", "satisfied-share", [("2025-01", 80)])) == [])
  }

  /// 81.65 is 81.7 where halves are rounded up, as spreadsheets do, and 81.6 where they go to the even digit.
  @Test(arguments: [(816, 0), (817, 0), (815, 1), (818, 1)])
  func aHalfMayBeRoundedEitherWay(tenths: Int, count: Int) throws {
    let fine = try reported("service-level", "of-offered", [("2025-01", Rational(8_165, 100))])
    let coarse = try reported("service-level", "of-offered", [("2025-01", Rational(tenths, 10))])
    #expect(restated(fine, coarse).count == count && restated(coarse, fine).count == count)
  }

  @Test func fewerDecimalsAreNoChange() throws {
    let fine = try reported("service-level", "of-offered", [("2025-01", Rational(81_237, 1_000)), ("2025-02", 80)])
    let coarse = try reported("service-level", "of-offered", [("2025-01", Rational(812, 10)), ("2025-02", 80)])
    let other = try reported("service-level", "of-offered", [("2025-01", Rational(813, 10)), ("2025-02", 80)])
    #expect(restated(fine, coarse) == [] && restated(coarse, fine) == [])
    #expect(restated(fine, other).count == 1 && restated(other, fine).count == 1)
  }
}
