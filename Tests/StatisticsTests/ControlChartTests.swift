import AssessmentModel
import Statistics
import TestSupport
import Testing

@Suite("Control charts")
struct ControlChartTests {
  /// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2; its limits use d2 rounded to 1.128.
  @Test func limitsOfTheHandbooksFlowRates() throws {
    let values = exact(["49.6", "47.6", "49.9", "51.3", "47.8", "51.2", "52.6", "52.4", "53.6", "52.1"])
    let chart = try ControlChart.individuals(values)
    #expect(isClose(chart.individuals.points[0].centre, 50.81))
    #expect(isClose(chart.individuals.points[0].upper, 55.8041, relative: 1e-4))
    #expect(isClose(chart.individuals.points[0].lower, 45.8159, relative: 1e-4))
    #expect(isClose(chart.movingRange.points[1].centre, 1.8778, relative: 1e-4))
    #expect(isClose(chart.movingRange.points[1].upper, 6.1349, relative: 1e-3))
    #expect(chart.movingRange.points[1].lower == 0)
    #expect(chart.movingRange.points[0].value == nil)
    #expect(chart.individuals.alarms.isEmpty)
  }

  /// NIST/SEMATECH e-Handbook, 6.3.3.2: 30 wafers of 50 chips.
  @Test func limitsOfTheHandbooksWafers() throws {
    let counts = [
      12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
    ]
    let chart = try ControlChart.shares(counts: counts, sizes: counts.map { _ in 50 })
    #expect(isClose(chart.points[0].centre, 0.2313, relative: 2e-4))
    #expect(isClose(chart.points[0].upper, 0.4102, relative: 2e-4))
    #expect(isClose(chart.points[0].lower, 0.0524, relative: 2e-3))
    #expect(chart.alarms.filter { $0.rule == .oneBeyondThree }.flatMap(\.points) == [14, 22])
  }

  /// Montgomery, Introduction to Statistical Quality Control, table 6.1 (hard-bake flow widths, first ten samples) with
  /// the constants of the published tables for subgroups of five: A2 = 0.577, D3 = 0, D4 = 2.114.
  @Test func limitsOfSubgroupsFollowThePublishedConstants() throws {
    let groups = [
      "1.3235 1.4128 1.6744 1.4573 1.6914", "1.4314 1.3592 1.6075 1.4666 1.6109",
      "1.4284 1.4871 1.4932 1.4324 1.5674", "1.5028 1.6352 1.3841 1.2831 1.5507",
      "1.5604 1.2735 1.5265 1.4363 1.6441", "1.5955 1.5451 1.3574 1.3281 1.4198",
      "1.6274 1.5064 1.8366 1.4177 1.5144", "1.4190 1.4303 1.6637 1.6067 1.5519",
      "1.3884 1.7277 1.5355 1.5176 1.3688", "1.4039 1.6697 1.5089 1.4627 1.5220",
    ].map { row in exact(row.split(separator: " ").map(String.init)) }
    let chart = try ControlChart.means(groups)
    let (means, ranges) = (chart.means.points[0], chart.ranges.points[0])
    #expect(isClose(means.upper - means.centre, 0.577 * ranges.centre, relative: 1e-3))
    #expect(isClose(means.centre - means.lower, 0.577 * ranges.centre, relative: 1e-3))
    #expect(isClose(ranges.upper, 2.114 * ranges.centre, relative: 1e-3))
    #expect(ranges.lower == 0)
  }

  @Test func limitsWidenWhereASampleIsSmall() throws {
    let chart = try ControlChart.shares(counts: [5, 1, 0, 12], sizes: [50, 5, 0, 100])
    #expect(chart.points[1].upper > chart.points[0].upper)
    #expect(chart.points[0].upper > chart.points[3].upper)
    #expect(chart.points[2].value == nil)
    #expect(chart.points.allSatisfy { $0.lower >= 0 && $0.upper <= 1 })
    let rates = try ControlChart.rates(counts: [14, 12, 20, 11], sizes: [10, 8, 13, 10])
    #expect(isClose(rates.points[0].centre, 57.0 / 41))
    #expect(isClose(rates.points[1].upper, 57.0 / 41 + 3 * (57.0 / 41 / 8).squareRoot()))
  }

  /// Shares that rise from point to point lie nearer to the centre wherever the sample is small.
  @Test func sixInARowAreSixShares() throws {
    let sizes = [1_000, 100_000, 1_000, 100_000, 1_000, 100_000, 1_000, 100_000]
    let counts = [100, 10_100, 102, 10_300, 104, 10_500, 106, 10_700]
    let rising = try ControlChart.shares(counts: counts, sizes: sizes).alarms.filter { $0.rule == .sixInARow }
    #expect(rising.map(\.side) == [.rising] && rising.map(\.points) == [Array(0..<8)])
    // Distances that grow in standard deviations alone are no rise: every share is the same up to the fourth.
    let level = try ControlChart.rates(
      counts: [11, 22, 44, 88, 176, 352, 10], sizes: [100, 200, 400, 800, 1_600, 3_200, 1_000])
    #expect(!level.alarms.contains { $0.rule == .sixInARow })
  }

  @Test func rulesThatCannotRunAreNamed() throws {
    let chart = try ControlChart.individuals([5, 6, 7, nil, 8, 9, 9, 8, 7, 6]).individuals
    #expect(chart.rulesNotRun(inPhase: 0) == [.eightOnOneSide])
    let two = try ControlChart.individuals([5, 6])
    #expect(
      two.individuals.rulesNotRun(inPhase: 0) == [
        .sixInARow, .eightOnOneSide, .twoOfThreeBeyondTwo, .fourOfFiveBeyondOne,
      ])
    #expect(two.movingRange.rulesNotRun(inPhase: 0).isEmpty)
    let phases = try ControlChart.individuals([1, 2, 1, 2, 1, 2, 1, 2, 9, 8, 9], phases: PhaseStarts([8])).individuals
    #expect(phases.rulesNotRun(inPhase: 0).isEmpty)
    #expect(phases.rulesNotRun(inPhase: 1) == [.sixInARow, .eightOnOneSide, .fourOfFiveBeyondOne])
  }

  @Test func aPhaseHasItsOwnLimitsAndItsOwnAlarms() throws {
    let before = exact(["10", "11", "10", "12", "11", "10", "11", "12"])
    let after = exact(["20", "21", "20", "22", "21", "20", "21", "22"])
    let together = try ControlChart.individuals(before + after).individuals
    #expect(!together.alarms.isEmpty)
    let apart = try ControlChart.individuals(before + after, phases: PhaseStarts([8])).individuals
    #expect(apart.alarms.isEmpty)
    #expect(isClose(apart.points[8].centre - apart.points[7].centre, 10))
    #expect(apart.points.map(\.phase) == [Int](repeating: 0, count: 8) + [Int](repeating: 1, count: 8))
  }

  @Test func theChartFollowsShiftAndScale() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<50 {
      let values = (0..<30).map { _ in Rational(Int.random(in: 0...1_000, using: &generator), 10) }
      let plain = try ControlChart.individuals(values).individuals
      let moved = try ControlChart.individuals(values.map { $0 * 3 + 7 }).individuals
      #expect(plain.alarms == moved.alarms)
      for (point, image) in zip(plain.points, moved.points) {
        #expect(isClose(image.upper, point.upper * 3 + 7))
        #expect(isClose(image.lower, point.lower * 3 + 7, relative: 1e-7))
      }
    }
  }

  @Test func aMethodThatCannotRunSaysWhy() {
    #expect(throws: StatisticsError.tooFew(what: .values, needed: 2, found: 1)) {
      try ControlChart.individuals([1])
    }
    #expect(throws: StatisticsError.tooFew(what: .values, needed: 2, found: 2)) {
      try ControlChart.individuals([1, nil, 3])
    }
    #expect(throws: StatisticsError.outOfRange(what: .subgroupSize)) { try ControlChart.means([[1]]) }
    #expect(throws: StatisticsError.lengthsDiffer(3, 2)) { try ControlChart.means([[1, 2], [1, 2, 3]]) }
    #expect(throws: StatisticsError.outOfRange(what: .successes)) { try ControlChart.shares(counts: [6], sizes: [5]) }
    #expect(throws: StatisticsError.tooFew(what: .values, needed: 1, found: 0)) {
      try ControlChart.rates(counts: [0], sizes: [0])
    }
  }
}

@Suite("The five rules")
struct RunRuleTests {
  @Test func eachRuleFindsItsPattern() {
    #expect(RunRule.sixInARow.alarms(in: [0, 0.1, 0.2, 0.3, 0.4, 0.5]).map(\.points) == [[0, 1, 2, 3, 4, 5]])
    #expect(RunRule.sixInARow.alarms(in: [0.5, 0.4, 0.3, 0.2, 0.1, 0]).map(\.side) == [.falling])
    #expect(RunRule.sixInARow.alarms(in: [0, 0.1, 0.2, 0.3, 0.4, 0.4]).isEmpty)
    #expect(RunRule.eightOnOneSide.alarms(in: [Double](repeating: -0.1, count: 9)).map(\.points) == [Array(0...8)])
    #expect(RunRule.eightOnOneSide.alarms(in: [Double](repeating: 0, count: 9)).isEmpty)
    #expect(RunRule.oneBeyondThree.alarms(in: [0, 3, 3.01, -3.5]).map(\.points) == [[2], [3]])
    #expect(RunRule.twoOfThreeBeyondTwo.alarms(in: [2.1, 0, 2.2]).map(\.points) == [[0, 2]])
    #expect(RunRule.twoOfThreeBeyondTwo.alarms(in: [2.1, 0, -2.2]).isEmpty)
    #expect(RunRule.fourOfFiveBeyondOne.alarms(in: [1.1, 1.2, 0, 1.3, 1.4]).map(\.points) == [[0, 1, 3, 4]])
  }

  @Test func noPatternReachesAcrossAMissingPoint() {
    let gap: [Double?] = [1.5, 1.5, nil, 1.5, 1.5, 1.5]
    #expect(RunRule.fourOfFiveBeyondOne.alarms(in: gap).isEmpty)
    let late: [Double?] = [1, 1, 1, 1, 1, 1, 1, nil, 1]
    #expect(RunRule.eightOnOneSide.alarms(in: late).isEmpty)
  }

  @Test func windowsThatOverlapAreOneAlarm() {
    let points: [Double] = [0, 1, 2, 3, 4, 5, 6, 7, 0].map { $0 / 10 }
    #expect(RunRule.sixInARow.alarms(in: points).map(\.points) == [Array(0...7)])
  }

  /// The chance that one window shows the pattern, by simulation: four standard errors around the share found.
  @Test(arguments: RunRule.allCases)
  func theChanceOfAFalseAlarmIsWhatSimulationFinds(rule: RunRule) {
    var generator = SeededGenerator(seed: UInt64(rule.rawValue))
    let trials = 200_000
    var alarms = 0
    for _ in 0..<trials {
      let window: [Double?] = (0..<rule.window).map { _ in
        StandardNormal.quantile((Double(generator.next() >> 11) + 0.5) / 0x1p53)
      }
      if !rule.alarms(in: window).isEmpty { alarms += 1 }
    }
    let chance = rule.falseAlarmChance
    let error = (chance * (1 - chance) / Double(trials)).squareRoot()
    #expect(abs(Double(alarms) / Double(trials) - chance) < 4 * error)
  }

  /// What reports say of the chart that is drawn: how often a stable process raises any of the five alarms where the limits
  /// come from the points themselves, of single values, means of five, and shares of samples of 200.
  @Test(arguments: [(12, 0.07, 0.07, 0.04), (24, 0.18, 0.19, 0.16), (30, 0.24, 0.24, 0.22)])
  func theChanceOfAnyAlarmWithLimitsOfTheChartItself(
    length: Int, individuals: Double, means: Double, shares: Double
  ) throws {
    var generator = SeededGenerator(seed: UInt64(100 + length))
    func normal() -> Double { StandardNormal.quantile((Double(generator.next() >> 11) + 0.5) / 0x1p53) }
    // Thousandths are fine enough, and quick to compute with exactly.
    func value() -> Rational { Rational(Int((normal() * 1_000).rounded()), 1_000) }
    let trials = 1_500
    var charts = (individuals: 0, means: 0, shares: 0)
    for _ in 0..<trials {
      let single = try ControlChart.individuals((0..<length).map { _ in value() }).individuals
      if !single.alarms.isEmpty { charts.individuals += 1 }
      let groups = try ControlChart.means((0..<length).map { _ in (0..<5).map { _ in value() } }).means
      if !groups.alarms.isEmpty { charts.means += 1 }
      let counts = (0..<length).map { _ in max(0, Int((20 + normal() * 18.0.squareRoot()).rounded())) }
      if !(try ControlChart.shares(counts: counts, sizes: counts.map { _ in 200 })).alarms.isEmpty {
        charts.shares += 1
      }
    }
    for (found, said) in [(charts.individuals, individuals), (charts.means, means), (charts.shares, shares)] {
      #expect(abs(Double(found) / Double(trials) - said) < 0.035)
    }
  }

  /// Limits from one point are those of itself.
  @Test func oneSampleMakesNoLimits() {
    #expect(throws: StatisticsError.tooFew(what: .samples, needed: 2, found: 1)) {
      try ControlChart.shares(counts: [3, 0], sizes: [50, 0])
    }
    #expect(throws: StatisticsError.tooFew(what: .samples, needed: 2, found: 1)) {
      try ControlChart.rates(counts: [3, 4, 5], sizes: [50, 40, 50], phases: PhaseStarts([2]))
    }
    #expect(throws: StatisticsError.tooFew(what: .subgroups, needed: 2, found: 1)) {
      try ControlChart.means([[1, 2], [2, 4], [3, 3]], phases: PhaseStarts([2]))
    }
  }

  /// What reports say of whole charts: how often a stable process with known limits raises any of the five alarms.
  @Test(arguments: [(12, 0.11), (24, 0.24), (30, 0.30)])
  func theChanceOfAnyAlarmOnAChartIsWhatReportsSay(length: Int, chance: Double) {
    var generator = SeededGenerator(seed: UInt64(length))
    let trials = 4_000
    var charts = 0
    for _ in 0..<trials {
      let points: [Double?] = (0..<length).map { _ in
        StandardNormal.quantile((Double(generator.next() >> 11) + 0.5) / 0x1p53)
      }
      if RunRule.allCases.contains(where: { !$0.alarms(in: points).isEmpty }) { charts += 1 }
    }
    #expect(abs(Double(charts) / Double(trials) - chance) < 0.02)
  }
}
