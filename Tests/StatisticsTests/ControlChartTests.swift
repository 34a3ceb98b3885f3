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

  @Test func limitsEndWhereValuesDo() throws {
    let values = exact(["99", "96", "99.5", "94", "98", "99.9", "95"])
    let chart = try ControlChart.individuals(values, within: PossibleRange(lowest: 0, highest: 100)).individuals
    let free = try ControlChart.individuals(values).individuals
    #expect(chart.points[0].upper == 100 && free.points[0].upper > 100)
    #expect(chart.points[0].lower == free.points[0].lower && chart.alarms == free.alarms)
    #expect(chart.cutLimits == (nil, 100) && free.cutLimits == (nil, nil))
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

  /// What reports say of the chart that is drawn: how often a stable process raises any alarm where the limits come from the
  /// points themselves, on the chart of ranges too, of single values, means of five, and shares of samples of 200.
  @Test(arguments: [12, 24, 30])
  func theChanceOfAnyAlarmIsThatOfTheWholeChart(length: Int) throws {
    var generator = SeededGenerator(seed: UInt64(100 + length))
    func normal() -> Double { StandardNormal.quantile((Double(generator.next() >> 11) + 0.5) / 0x1p53) }
    // Thousandths are fine enough, and quick to compute with exactly.
    func value() -> Rational { Rational(Int((normal() * 1_000).rounded()), 1_000) }
    let trials = 1_500
    var charts = (individuals: 0, means: 0, shares: 0)
    var said: (individuals: Double, means: Double, shares: Double)?
    for _ in 0..<trials {
      let single = try ControlChart.individuals((0..<length).map { _ in value() })
      if !single.individuals.alarms.isEmpty || !single.movingRange.alarms.isEmpty { charts.individuals += 1 }
      let groups = try ControlChart.means((0..<length).map { _ in (0..<5).map { _ in value() } })
      if !groups.means.alarms.isEmpty || !groups.ranges.alarms.isEmpty { charts.means += 1 }
      let counts = (0..<length).map { _ in max(0, Int((20 + normal() * 18.0.squareRoot()).rounded())) }
      let sizes = counts.map { _ in 200 }
      let shares = try ControlChart.shares(counts: counts, sizes: sizes)
      if !shares.alarms.isEmpty { charts.shares += 1 }
      guard said == nil else { continue }
      said = (
        FalseAlarms(of: single.individuals, ranges: single.movingRange).share,
        FalseAlarms(of: groups.means, ranges: groups.ranges, sizes: sizes.map { _ in 5 }).share,
        FalseAlarms(of: shares, sizes: sizes).share
      )
    }
    let shares = try #require(said)
    for (found, said) in [
      (charts.individuals, shares.individuals), (charts.means, shares.means), (charts.shares, shares.shares),
    ] {
      #expect(abs(Double(found) / Double(trials) - said) < 0.045, "\(found) of \(trials), \(said)")
    }
  }

  /// Samples of 10 with 4 % faults: half of the charts of a stable process raise alarms, above all by rule 8, as two of three
  /// samples have none.
  @Test func smallSamplesRaiseMoreAlarms() throws {
    let counts = [0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0]
    let sizes = counts.map { _ in 10 }
    let alarms = FalseAlarms(of: try ControlChart.shares(counts: counts, sizes: sizes), sizes: sizes)
    #expect(abs(alarms.share - 0.5) < 0.05, "\(alarms.share)")
    #expect(isClose(try #require(alarms.leastExpected), 0.4))
    func chance(_ rule: RunRule) -> Double { alarms.chance(of: rule, at: 3) }
    let none = (0..<10).reduce(1.0) { chance, _ in chance * 0.96 }
    let power = (0..<8).reduce((1.0, 1.0)) { powers, _ in (powers.0 * none, powers.1 * (1 - none)) }
    #expect(isClose(chance(.eightOnOneSide), power.0 + power.1, relative: 1e-9))
    // The upper limit lies between two and three faults of ten.
    let (one, two) = (10 * 0.04 * none / 0.96, 45 * 0.0016 * none / 0.9216)
    #expect(isClose(chance(.oneBeyondThree), 1 - none - one - two, relative: 1e-9))
    #expect(chance(.sixInARow) < 1e-6, "six different counts in a row are rare among so few")
  }

  /// Large samples are as good as normal.
  @Test func largeSamplesHaveTheChancesOfTheNormalDistribution() throws {
    let sizes = (0..<24).map { 4_000_000 + $0 * 1_000 }
    let chart = try ControlChart.rates(counts: sizes.map { $0 / 20 }, sizes: sizes)
    let alarms = FalseAlarms(of: chart, sizes: sizes)
    for rule in RunRule.allCases {
      let found = alarms.chance(of: rule, at: 9)
      #expect(isClose(found, rule.falseAlarmChance, relative: 1e-9), "\(rule)")
    }
    let few = sizes.map { _ in 400 }
    let chart400 = try ControlChart.rates(counts: few.map { $0 / 4 }, sizes: few)
    let six = FalseAlarms(of: chart400, sizes: few).chance(of: .sixInARow, at: 0)
    // Ties of whole counts leave fewer orders that rise throughout.
    #expect(six < RunRule.sixInARow.falseAlarmChance && six > 0.6 * RunRule.sixInARow.falseAlarmChance, "\(six)")
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

  /// How often a stable process with known limits raises any of the five alarms, which `Docs/analyses.md` tells.
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
