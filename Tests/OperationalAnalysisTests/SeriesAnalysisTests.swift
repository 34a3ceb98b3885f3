import AssessmentModel
import Diagnostics
import OperationalAnalysis
import Statistics
import TestSupport
import Testing

/// Whole numbers as a monthly series from 2024-01 on; nil for a missing one.
func monthly(_ values: [Int?], name: String = "接通率", unit: String = "%") -> Observations {
  Observations(
    name: .same(name), unit: unit,
    labels: values.indices.map { "\(2024 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)" },
    values: values.map { $0.map { Rational($0) } })
}

@Suite("Control charts of operations")
struct ControlAnalysisTests {
  private let steady = [80, 82, 79, 81, 80, 83, 78, 81, 80, 82]

  @Test func aChangeBeginsNewLimitsAndIsTested() throws {
    let values = steady + steady.map { $0 + 6 }
    let analysis = try ControlAnalysis(.individuals(monthly(values)), changes: ["2024-11"])
    #expect(analysis.phases.map(\.range) == [0..<10, 10..<20])
    #expect(analysis.phases.map(\.centre) == [80.6, 86.6])
    #expect(analysis.alarms.isEmpty)
    guard case .means(let step) = try #require(try analysis.steps.first?.get()) else {
      Issue.record("single values are compared by their means")
      return
    }
    #expect(abs(step.difference - 6) < 1e-12)
    #expect(analysis.significance.isMet(by: step.probability))
    #expect(try !ControlAnalysis(.individuals(monthly(values))).alarms.isEmpty)
  }

  /// By hand: shares of 100 that go between 5 and 15 around 10 %: z is 5/3, each range twice that, so that σz is 10/3 by 1.128.
  @Test func countsThatVaryBeyondTheirSamplesAreSeen() throws {
    let labels = (1...24).map { "\($0)" }
    func chart(_ counts: [Int], _ size: Int) throws -> ControlAnalysis {
      try ControlAnalysis(.shares(name: .same("不合格"), labels: labels, counts: counts, sizes: counts.map { _ in size }))
    }
    let wild = try chart((0..<24).map { $0 % 2 == 0 ? 5 : 15 }, 100)
    let found = try #require(wild.chart.overdispersion)
    #expect(abs(found.ratio - 10 / 3 / 1.128_379_167) < 1e-6 && found.beyond == 0)
    #expect(found.ratio > ControlAnalysis.evidentDispersion)
    // A level that moves once is no such variation.
    let moved = try chart((0..<24).map { ($0 < 12 ? 8 : 16) + $0 % 3 - 1 }, 100)
    #expect(try #require(moved.chart.overdispersion).ratio < 1)
    let rates = try ControlAnalysis(
      .rates(
        name: .same("投诉"), labels: labels, counts: (0..<24).map { $0 % 2 == 0 ? 4 : 16 }, sizes: labels.map { _ in 10 })
    )
    #expect(abs(try #require(rates.chart.overdispersion).ratio - 12 / 10.0.squareRoot() / 1.128_379_167) < 1e-6)
    // Too few points, and charts of measured values, tell nothing of it.
    #expect(try ControlAnalysis(.individuals(monthly(steady + steady))).chart.overdispersion == nil)
    #expect(
      try ControlAnalysis(
        .shares(
          name: .same("x"), labels: Array(labels.prefix(8)), counts: [5, 15, 5, 15, 5, 15, 5, 15],
          sizes: [100, 100, 100, 100, 100, 100, 100, 100])
      ).chart.overdispersion == nil)
  }

  @Test func aChangeOfCountsIsTestedOnTheSumsOfItsPhases() throws {
    let labels = (1...8).map { "2025-0\($0)" }
    let (counts, sizes) = ([10, 12, 9, 11, 4, 3, 5, 4], [Int](repeating: 200, count: 8))
    let shares = try ControlAnalysis(
      .shares(name: .same("不合格"), labels: labels, counts: counts, sizes: sizes), changes: ["2025-05"])
    guard case .shares(let share) = try shares.steps[0].get() else {
      Issue.record("shares are compared as shares")
      return
    }
    #expect(share.before.successes == 42 && share.before.trials == 800 && share.after.successes == 16)
    #expect(shares.steps[0] == .success(.shares(try ShareComparison(before: share.before, after: share.after))))
    let rates = try ControlAnalysis(
      .rates(name: .same("差错"), labels: labels, counts: counts, sizes: sizes), changes: ["2025-05"])
    guard case .rates(let rate) = try rates.steps[0].get() else {
      Issue.record("rates are compared as rates")
      return
    }
    #expect(rate.before.events == 42 && rate.after.base == 800 && rate.probability < 0.01)
    let groups = try ControlAnalysis(
      .subgroups(
        name: .same("得分"), unit: "", labels: labels,
        values: counts.map { [Rational($0), Rational($0 + 1), Rational($0 + 3)] }),
      changes: ["2025-05"])
    guard case .means(let means) = try groups.steps[0].get() else {
      Issue.record("subgroups by their means")
      return
    }
    #expect(means.firstCount == 4 && means.secondCount == 4 && means.difference == -6.5)
  }

  @Test func aPhaseWithoutEventsOnBothSidesHasNoTest() throws {
    let analysis = try ControlAnalysis(
      .rates(
        name: .same("差错"), labels: ["1", "2", "3", "4", "5", "6"], counts: [3, 2, 0, 0, 0, 0],
        sizes: [9, 9, 9, 9, 9, 9]),
      changes: ["3", "5"])
    #expect((try? analysis.steps[0].get()) != nil)
    guard case .failure(let refusal) = analysis.steps[1] else {
      Issue.record("nothing happened on both sides")
      return
    }
    #expect(refusal.code == "no-variation")
  }

  @Test func countsTooLargeToAddUpHaveNoTest() throws {
    let labels = ["1", "2", "3", "4", "5"]
    let counts = [Int.max, 2, 3, 4, 5]
    let sizes = [Int](repeating: .max, count: 5)
    for data: ControlAnalysis.Data in [
      .shares(name: .same("数"), labels: labels, counts: counts, sizes: sizes),
      .rates(name: .same("数"), labels: labels, counts: counts, sizes: sizes),
    ] {
      guard case .failure(let refusal) = try ControlAnalysis(data, changes: ["3"]).steps[0] else {
        Issue.record("no machine integer holds the sums")
        return
      }
      #expect(refusal.code == "not-representable")
    }
  }

  @Test func sharesAreShownInPerCentAndLimitsFollowTheSample() throws {
    let analysis = try ControlAnalysis(
      .shares(name: .same("不合格"), labels: ["一", "二", "三"], counts: [5, 4, 30], sizes: [100, 50, 400]))
    #expect(abs(analysis.shown(analysis.phases[0].centre) - 39.0 / 550 * 100) < 1e-12)
    #expect(analysis.phases[0].limits == nil)
    #expect(analysis.unit == "%")
  }

  @Test func whatCannotBeDrawnSaysWhy() {
    func code(_ data: ControlAnalysis.Data, changes: [String] = []) -> String? {
      do throws(AnalysisRefusal) {
        _ = try ControlAnalysis(data, changes: changes)
        return nil
      } catch { return error.code }
    }
    #expect(code(.individuals(monthly([5, 5, 5, 5]))) == "no-variation")
    #expect(code(.individuals(monthly([5]))) == "too-few")
    #expect(code(.individuals(monthly(steady)), changes: ["2030-01"]) == "unknown-period")
    #expect(code(.individuals(monthly(steady)), changes: ["2024-01"]) == "change-at-start")
    #expect(code(.shares(name: .same(""), labels: ["一"], counts: [6], sizes: [5])) == "out-of-range")
    let labels = ["一", "二", "三", "四"]
    #expect(
      code(.shares(name: .same(""), labels: labels, counts: [1, 2, 0, 0], sizes: [9, 9, 0, 0]), changes: ["三"])
        == "no-base")
    #expect(code(.rates(name: .same(""), labels: ["一", "二"], counts: [0, 0], sizes: [0, 0])) == "no-base")
  }

  @Test func aStretchWithoutSpreadIsNoReasonToRefuseTheOther() throws {
    let analysis = try ControlAnalysis(.individuals(monthly([5, 5, 5, 5] + steady)), changes: ["2024-05"])
    #expect(analysis.phases.count == 2)
    #expect(analysis.alarms.isEmpty)
  }
}

@Suite("Trends and correlations of operations")
struct SeriesAnalysisTests {
  @Test func aTrendIsFoundAndItsLineRunsThroughThePoints() throws {
    let analysis = try TrendAnalysis(monthly((0..<12).map { 70 + 2 * $0 + ($0 % 2) }))
    #expect(analysis.significance.isMet(by: analysis.test.probability))
    #expect(abs(analysis.test.slope - 2) < 0.1)
    let errors = analysis.series.known.enumerated().map { index, value in
      value.nearestDouble - analysis.intercept - analysis.test.slope * Double(index)
    }
    #expect(errors.allSatisfy { abs($0) <= 1.1 })
  }

  @Test func aPerfectLineHasNothingLeftToDepend() throws {
    #expect(try TrendAnalysis(monthly((0..<12).map { 70 + 2 * $0 })).dependence == nil)
  }

  @Test func slowWavesAreCalledDependent() throws {
    let wave = (0..<24).map { 100 + [0, 3, 6, 8, 9, 9, 8, 6, 3, 0, -3, -6][$0 % 12] }
    #expect(try TrendAnalysis(monthly(wave)).isDependent)
  }

  @Test func aGapAndTooFewValuesAreRefused() {
    #expect(throws: AnalysisRefusal.self) { try TrendAnalysis(monthly([1, 2, nil, 4, 5, 6])) }
    #expect(throws: AnalysisRefusal.self) { try TrendAnalysis(monthly([1, 2, 3])) }
    #expect(throws: AnalysisRefusal.self) { try TrendAnalysis(monthly([3, 3, 3, 3, 3])) }
  }

  @Test func aCommonTrendAloneDoesNotShowInTheChanges() throws {
    var generator = SeededGenerator(seed: 31)
    let first = (0..<24).map { 100 + 5 * $0 + Int.random(in: -6...6, using: &generator) }
    let second = (0..<24).map { 300 + 4 * $0 + Int.random(in: -6...6, using: &generator) }
    let analysis = try CorrelationAnalysis(monthly(first, name: "甲"), monthly(second, name: "乙"))
    #expect(analysis.significance.isMet(by: analysis.pearson.probability))
    let changes = try #require(analysis.ofChanges)
    #expect(!analysis.significance.isMet(by: changes.probability))
  }

  @Test func pairsThatLackASideAreDroppedAndCounted() throws {
    let analysis = try CorrelationAnalysis(
      monthly([1, 2, nil, 4, 5, 7]), monthly([2, 1, 5, nil, 6, 8]), isSeries: false)
    #expect(analysis.pearson.count == 4)
    #expect(analysis.onlyFirst.count == 1 && analysis.onlySecond.count == 1)
    #expect(analysis.onlyFirst != analysis.onlySecond)
    #expect(analysis.ofChanges == nil)
  }

  @Test func changesDoNotReachAcrossAMissingPeriod() throws {
    let analysis = try CorrelationAnalysis(
      monthly([1, 2, nil, 4, 5, 7]), monthly([2, 1, 5, 3, 6, 8]), isSeries: true)
    #expect(analysis.ofChanges?.count == 3)
    #expect(analysis.pearson.count == 5)
  }

  @Test func theLineIsTheLeastSquaresLine() throws {
    let analysis = try CorrelationAnalysis(monthly([0, 1, 2, 3]), monthly([1, 3, 5, 7]))
    #expect(abs(analysis.slope - 2) < 1e-12)
    #expect(abs(analysis.intercept - 1) < 1e-12)
    #expect(analysis.pearson.probability == 0)
  }

  @Test func numbersAreRoundedOnceHalfToEven() {
    #expect(NumberText.decimal(0.125, 2) == "0.12")
    #expect(NumberText.decimal(0.375, 2) == "0.38")
    #expect(NumberText.decimal(-0.004, 2) == "0.00")
    #expect(NumberText.decimal(-1.5, 1) == "−1.5")
    #expect(NumberText.percent(0.3277) == "32.8%")
    #expect(NumberText.probability(0.0004) == "< 0.001")
    #expect(NumberText.equation(0.05) == "p = 0.050")
    #expect(NumberText.decimals(of: [Rational(1, 2), 3]) == 2)
    // A quotient has as many as tell what it differs by.
    #expect(NumberText.decimals(of: [Rational(1, 3)]) == 3)
    #expect(NumberText.decimals(of: [Rational(250, 3), Rational(236, 3), 80]) == 2)
    #expect(NumberText.decimals(of: [Rational(2_500, 3), Rational(900, 7)]) == 1)
  }

  @Test func numbersOfEverySizeKeepTheirFigures() {
    #expect(NumberText.decimal(1_295_241_046_865_238.8, -12) == "1.295×10^15")
    #expect(NumberText.decimal(-1e-30, 32) == "−1.00×10^−30")
    #expect(NumberText.decimal(0.0, -12) == "0")
    #expect(NumberText.plain(0.000_012_34) == "0.000012")
    let tiny = Rational(1, 1_000_000_000)
    #expect(NumberText.decimals(of: [tiny, tiny * 2]) == 11)
    #expect(NumberText.decimals(of: [5 + tiny, 5 + tiny * 2]) == 11)
    let huge = Rational(1_000_000_000_000_000)
    #expect(NumberText.decimals(of: [huge, huge * 2 + Rational(1, 2)]) == -13)
  }

  @Test func numbersThatStandTogetherAreToldApart() {
    #expect(NumberText.decimals(telling: [-1.05, -2.096, -0.008], from: 1) == 2)
    #expect(NumberText.decimals(telling: [1.5, 0, 3], from: 1) == 1)
    #expect(NumberText.decimals(telling: [0.3, 1e-17], from: 1) == 1)
    #expect(NumberText.decimals(telling: [0.111, 0.112], from: 1) == 3)
  }
}
