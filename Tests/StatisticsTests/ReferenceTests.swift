import AssessmentModel
import Statistics
import Testing

@Suite("Tests agree with SciPy")
struct ReferenceTests {
  @Test func comparisonsOfTwoMeans() throws {
    for wanted in ReferenceOutcomes.all.tTests {
      let (first, second) = (exact(wanted.first), exact(wanted.second))
      let found = wanted.kind == "paired" ? try TTest.paired(first, second) : try TTest.welch(first, second)
      #expect(isClose(found.statistic, wanted.statistic))
      #expect(isClose(found.degreesOfFreedom, wanted.degrees))
      #expect(isClose(found.probability, wanted.probability))
      #expect(isClose(found.interval.low, wanted.low, relative: 1e-8))
      #expect(isClose(found.interval.high, wanted.high, relative: 1e-8))
    }
  }

  @Test func correlationsOfValuesAndRanks() throws {
    for wanted in ReferenceOutcomes.all.correlations {
      let (first, second) = (exact(wanted.first), exact(wanted.second))
      let pearson = try Correlation(.pearson, first, second)
      #expect(isClose(pearson.coefficient, wanted.pearson))
      #expect(isClose(pearson.probability, wanted.pearsonProbability, relative: 1e-7))
      #expect(isClose(try #require(pearson.interval).low, wanted.low, relative: 1e-8))
      #expect(isClose(try #require(pearson.interval).high, wanted.high, relative: 1e-8))
      let spearman = try Correlation(.spearman, first, second)
      #expect(isClose(spearman.coefficient, wanted.spearman))
      #expect(isClose(spearman.probability, wanted.spearmanProbability, relative: 1e-7))
    }
  }

  /// Four pairs in perfect order come by chance in 2 of 24 orders, which a t distribution does not know.
  @Test func ranksOfFewPairsAreTestedByAllTheirOrders() throws {
    #expect(ReferenceOutcomes.all.rankOrders.map(\.first.count) == [3, 4, 5, 8, 9])
    for wanted in ReferenceOutcomes.all.rankOrders {
      let found = try Correlation(.spearman, exact(wanted.first), exact(wanted.second))
      #expect(found.isExact && isClose(found.probability, wanted.probability, relative: 1e-12), "\(wanted.first)")
    }
    let longer = (0..<10).map { Rational($0) }
    #expect(try !Correlation(.spearman, longer, longer).isExact)
    #expect(try !Correlation(.pearson, [1, 2, 3], [1, 3, 2]).isExact)
  }

  @Test func rangesLieBeyondTheirLimitsAsOftenAsTheirDistributionSays() throws {
    for wanted in ReferenceOutcomes.all.rangesBeyond {
      let groups = (0..<3).map { group in (0..<wanted.size).map { Rational($0 * $0 + group) } }
      let ranges = try ControlChart.means(groups).ranges
      #expect(isClose(ranges.falseAlarmChance(of: .oneBeyondThree), wanted.chance, relative: 1e-5), "\(wanted.size)")
    }
    let moving = try ControlChart.individuals([1, 3, 2, 5])
    #expect(abs(moving.movingRange.falseAlarmChance(of: .oneBeyondThree) - 0.00915) < 1e-5)
    #expect(moving.individuals.falseAlarmChance(of: .oneBeyondThree) == RunRule.oneBeyondThree.falseAlarmChance)
  }

  /// Of the 24 orders of four values two only rise or only fall: the outermost slopes hold the true one 22 times in 24.
  @Test func aSeriesThatIsTooShortHasNoIntervalOfTheSlope() throws {
    let four = exact(["1", "3", "2", "5"])
    #expect(MannKendall.widestConfidence(count: 4) == 1 - 2.0 / 24)
    #expect(try MannKendall(four).slopeInterval == nil)
    let loose = try #require(try MannKendall(four, confidence: Confidence(0.9)).slopeInterval)
    #expect((loose.low, loose.high) == (-1, 3))
    #expect(try MannKendall(exact(["1", "3", "2", "5", "4"])).slopeInterval != nil)
    #expect(try MannKendall(exact(["1", "3", "2", "5", "4"]), confidence: Confidence(0.99)).slopeInterval == nil)
  }

  @Test func comparisonsOfGroups() throws {
    for wanted in ReferenceOutcomes.all.groups {
      let groups = wanted.groups.map { exact($0) }
      let ranks = try KruskalWallis(groups: groups)
      #expect(isClose(ranks.statistic, wanted.kruskal))
      #expect(isClose(ranks.probability, wanted.kruskalProbability))
      let means = try AnalysisOfVariance(groups: groups)
      #expect(isClose(means.fisherStatistic, wanted.fisher))
      #expect(isClose(means.probability, wanted.fisherProbability))
      let spreads = try AnalysisOfVariance.ofSpreads(groups: groups)
      #expect(isClose(spreads.fisherStatistic, wanted.spreads))
      #expect(isClose(spreads.probability, wanted.spreadsProbability))
    }
  }

  @Test func trends() throws {
    for wanted in ReferenceOutcomes.all.trends {
      let found = try MannKendall(exact(wanted.values))
      #expect(found.score == wanted.score)
      #expect(isClose(found.variance.nearestDouble, wanted.variance))
      #expect(isClose(found.statistic, wanted.statistic))
      #expect(isClose(found.probability, wanted.probability))
      #expect(isClose(found.slope, wanted.slope))
      #expect(try #require(found.slopeInterval).contains(found.slope))
    }
  }

  @Test func sharesBeforeAndAfter() throws {
    for wanted in ReferenceOutcomes.all.shareChanges {
      let found = try ShareComparison(
        before: Proportion(successes: wanted.before[0], trials: wanted.before[1]),
        after: Proportion(successes: wanted.after[0], trials: wanted.after[1]))
      #expect(isClose(found.difference, try #require(wanted.difference)))
      #expect(isClose(found.interval.low, wanted.low, relative: 1e-8))
      #expect(isClose(found.interval.high, try #require(wanted.high), relative: 1e-8))
      #expect(isClose(found.probability, wanted.probability, relative: 1e-7))
    }
  }

  @Test func ratesBeforeAndAfter() throws {
    for wanted in ReferenceOutcomes.all.rateChanges {
      let found = try RateComparison(
        before: EventRate(events: wanted.before[0], base: wanted.before[1]),
        after: EventRate(events: wanted.after[0], base: wanted.after[1]))
      #expect(isClose(found.low, wanted.low, relative: 1e-8))
      #expect((found.high == nil) == (wanted.high == nil))
      if let high = found.high { #expect(isClose(high, try #require(wanted.high), relative: 1e-8)) }
      #expect(isClose(found.probability, wanted.probability, relative: 1e-7))
    }
  }

  /// The test and the interval of rates are two sides of one thing; those of shares only turn with the sides.
  @Test func comparisonsOfCountsTurnWithTheSides() throws {
    let pairs = [(3, 40, 9, 35), (0, 10, 4, 12), (120, 900, 118, 880), (50, 100, 70, 100)]
    for (events, base, later, laterBase) in pairs {
      let (before, after) = (try EventRate(events: events, base: base), try EventRate(events: later, base: laterBase))
      let rates = try RateComparison(before: before, after: after)
      let turned = try RateComparison(before: after, after: before)
      #expect(isClose(rates.probability, turned.probability))
      if let high = turned.high { #expect(isClose(rates.low * high, rates.low == 0 ? 0 : 1)) }
      let holdsOne = rates.low <= 1 && rates.high.map { $0 >= 1 } ?? true
      #expect(holdsOne == (rates.probability >= 0.05))
      let shares = try ShareComparison(
        before: Proportion(successes: events, trials: base), after: Proportion(successes: later, trials: laterBase))
      let back = try ShareComparison(before: shares.after, after: shares.before)
      #expect(isClose(shares.probability, back.probability) && isClose(shares.interval.low, -back.interval.high))
      #expect(shares.interval.contains(shares.difference) && -1 <= shares.interval.low && shares.interval.high <= 1)
    }
  }

  @Test func countsThatCannotDifferAreRefused() throws {
    let none = try EventRate(events: 0, base: 40)
    #expect(throws: StatisticsError.noVariation(what: .groups)) { try RateComparison(before: none, after: none) }
    for side in [0, 40] {
      let share = try Proportion(successes: side, trials: 40)
      #expect(throws: StatisticsError.noVariation(what: .groups)) { try ShareComparison(before: share, after: share) }
    }
    #expect(throws: StatisticsError.self) { try EventRate(events: 1, base: 0) }
    let huge = try Proportion(successes: 3_000_000_000, trials: 4_000_000_000)
    #expect(throws: StatisticsError.notRepresentable) { try ShareComparison(before: huge, after: huge) }
    let many = try Proportion(successes: 3, trials: 3_000_000_000)
    let few = try Proportion(successes: 1, trials: 10)
    #expect(throws: StatisticsError.notRepresentable) { try ShareComparison(before: many, after: few) }
  }

  @Test func groupsMeasuredTogether() throws {
    for wanted in ReferenceOutcomes.all.blocks {
      let groups = wanted.groups.map { exact($0) }
      let found = try Friedman(groups: groups)
      #expect(isClose(found.statistic, wanted.statistic) && isClose(found.probability, wanted.probability))
      // What moves all groups together is no difference between them.
      let moved = groups.map { $0.enumerated().map { $1 + Rational($0 * 7) } }
      #expect(try Friedman(groups: moved) == found)
    }
    #expect(throws: StatisticsError.noVariation(what: .values)) {
      try Friedman(groups: [[1, 2], [1, 2], [1, 2]])
    }
    #expect(throws: StatisticsError.lengthsDiffer(2, 1)) { try Friedman(groups: [[1, 2], [1], [3, 4]]) }
    #expect(throws: StatisticsError.tooFew(what: .groups, needed: 3, found: 2)) { try Friedman(groups: [[1], [2]]) }
  }

  @Test func wilsonIntervals() throws {
    for wanted in ReferenceOutcomes.all.wilson {
      let found = try Proportion(successes: wanted.successes, trials: wanted.trials).wilsonInterval()
      #expect(isClose(found.low, wanted.low))
      #expect(isClose(found.high, wanted.high))
    }
  }

  @Test("Erlang C and A agree with the balance equations")
  func waitingLines() throws {
    for wanted in ReferenceOutcomes.all.queues {
      let queue = try Queue(arrivalRate: wanted.arrivals, handlingTime: wanted.handling, agents: wanted.agents)
      if let patience = wanted.patience {
        let found = try ErlangA(queue, patience: patience)
        #expect(isClose(found.waitingShare, wanted.waiting, relative: 1e-8))
        #expect(isClose(found.abandonmentShare, wanted.abandonment, relative: 1e-8))
        #expect(isClose(found.serviceLevel(within: wanted.within), wanted.inTime, relative: 1e-8))
      } else {
        let found = try ErlangC(queue)
        #expect(isClose(found.waitingShare, wanted.waiting, relative: 1e-8))
        #expect(isClose(found.serviceLevel(within: wanted.within), wanted.inTime, relative: 1e-8))
      }
    }
  }

  @Test func intervalsOfTheSlope() throws {
    for wanted in ReferenceOutcomes.all.slopes {
      let found = try #require(try MannKendall(exact(wanted.values)).slopeInterval)
      #expect(isClose(found.low, wanted.low))
      #expect(isClose(found.high, wanted.high))
      let width = found.high - found.low
      #expect(abs(found.low - wanted.wholeLow) < 0.1 * width)
      #expect(abs(found.high - wanted.wholeHigh) < 0.1 * width)
    }
  }

  @Test func sharesThatStay() throws {
    for wanted in ReferenceOutcomes.all.survivals {
      let curve = try KaplanMeier(zip(wanted.times, wanted.left).map { KaplanMeier.Member(time: $0, hasLeft: $1) })
      #expect(curve.steps.map(\.time) == wanted.points)
      #expect(curve.censored == zip(wanted.times, wanted.left).filter { !$0.1 }.map(\.0).sorted())
      for time in 0...(curve.longest + 1) { #expect(curve.present(at: time) == wanted.times.count { $0 >= time }) }
      #expect(curve.steps.allSatisfy { curve.present(at: $0.time) == $0.present })
      for (step, index) in zip(curve.steps, wanted.points.indices) {
        #expect(isClose(step.share, wanted.shares[index]))
        guard let interval = step.interval, let low = wanted.lows[index], let high = wanted.highs[index] else {
          #expect(step.share == 0)
          continue
        }
        #expect(isClose(interval.low, low, relative: 1e-8))
        #expect(isClose(interval.high, high, relative: 1e-8))
      }
    }
  }

  @Test func groupsThatLeave() throws {
    #expect(ReferenceOutcomes.all.departures.contains { $0.groups.count > 2 })
    for wanted in ReferenceOutcomes.all.departures {
      let groups = wanted.groups.map { zip($0.times, $0.left).map { KaplanMeier.Member(time: $0, hasLeft: $1) } }
      let found = try LogRankTest(groups)
      #expect(isClose(found.statistic, wanted.statistic, relative: 1e-9))
      #expect(isClose(found.probability, wanted.probability, relative: 1e-8))
      #expect(found.groups.count == wanted.expected.count)
      for (group, expected) in zip(found.groups, wanted.expected) { #expect(isClose(group.expected, expected)) }
      // Whichever group stands last, and in whatever unit time is told.
      let turned = try LogRankTest(
        Array(groups.reversed()).map { $0.map { .init(time: $0.time * 24, hasLeft: $0.hasLeft) } })
      #expect(isClose(turned.statistic, found.statistic, relative: 1e-9))
    }
  }

  /// A group that came after everybody had left takes no part, wherever it stands.
  @Test func aGroupThatSawNobodyLeaveChangesNothing() throws {
    let wanted = try #require(ReferenceOutcomes.all.departures.first)
    let groups = wanted.groups.map { zip($0.times, $0.left).map { KaplanMeier.Member(time: $0, hasLeft: $1) } }
    let newcomers = [KaplanMeier.Member(time: 0, hasLeft: false)]
    for place in [0, 1, groups.count] {
      var all = groups
      all.insert(newcomers, at: place)
      let found = try LogRankTest(all)
      #expect(isClose(found.statistic, wanted.statistic, relative: 1e-9))
      #expect(isClose(found.probability, wanted.probability, relative: 1e-8))
      #expect(found.degreesOfFreedom == groups.count - 1 && found.groups[place].expected == 0)
    }
  }

  @Test func groupsThatCannotBeCompared() throws {
    let stays = [KaplanMeier.Member(time: 3, hasLeft: false)]
    let leaves = [KaplanMeier.Member(time: 3, hasLeft: true)]
    #expect(throws: StatisticsError.tooFew(what: .groups, needed: 2, found: 1)) { try LogRankTest([stays]) }
    #expect(throws: StatisticsError.tooFew(what: .valuesPerGroup, needed: 1, found: 0)) {
      try LogRankTest([stays, []])
    }
    #expect(throws: StatisticsError.noVariation(what: .values)) { try LogRankTest([stays, stays]) }
    // Nobody of the one group is there when somebody of the other leaves.
    let later = [KaplanMeier.Member(time: 9, hasLeft: true)]
    #expect(throws: StatisticsError.noVariation(what: .values)) {
      try LogRankTest([[.init(time: 1, hasLeft: false)], later])
    }
    #expect(throws: StatisticsError.outOfRange(what: .time)) {
      try LogRankTest([leaves, [.init(time: -1, hasLeft: true)]])
    }
  }

  @Test func intervalsOfKappa() throws {
    for wanted in ReferenceOutcomes.all.agreements {
      let weighting = try #require(ScorerAgreement.Weighting(rawValue: wanted.weighting))
      let found = try ScorerAgreement(
        wanted.first, wanted.second, categories: wanted.categories, weighting: weighting)
      #expect(isClose(found.kappa, wanted.kappa))
      #expect(isClose(try #require(found.interval).low, wanted.low, relative: 1e-8))
      #expect(isClose(try #require(found.interval).high, wanted.high, relative: 1e-8))
    }
  }

  /// Exact 95 % limits of a Poisson variable, as in the table of Garwood (1936) and its reprints.
  @Test(arguments: [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (30, 20.241, 42.827)])
  func countsOfRareEvents(count: Int, low: Double, high: Double) throws {
    let found = try EventCount(count).interval()
    #expect(abs(found.low - low) < 6e-4)
    #expect(abs(found.high - high) < 6e-4)
  }

  /// SciPy's chisquare.
  @Test(arguments: [
    ([60, 19, 11, 10], 67.28, 1.6312990947060236e-14), ([79, 21], 33.64, 6.631491956652319e-09),
    ([30, 28, 25, 27, 26], 0.5441176470588235, 0.9690664294785732),
    ([1_050, 1_000, 980, 970], 3.8, 0.2838861307598272),
  ])
  func countsAgainstEqualShares(counts: [Int], statistic: Double, probability: Double) throws {
    let found = try EqualShares(counts)
    #expect(isClose(found.statistic, statistic) && found.degreesOfFreedom == counts.count - 1)
    #expect(abs(found.probability - probability) < 1e-9 * probability + 1e-22)
    #expect(isClose(found.effectSize, (statistic / Double(counts.reduce(0, +))).squareRoot()))
    #expect(throws: StatisticsError.tooFew(what: .trials, needed: 10, found: 9)) { try EqualShares([5, 4]) }
    #expect(throws: StatisticsError.tooFew(what: .groups, needed: 2, found: 1)) { try EqualShares([50]) }
  }

  /// By hand after Holm (1979): sorted, times n, n - 1, …, and never falling.
  @Test func probabilitiesOfSeveralTests() {
    let found = MultipleTests.holm([0.01, 0.04, 0.03, 0.005])
    for (value, wanted) in zip(found, [0.03, 0.06, 0.06, 0.02]) { #expect(isClose(value, wanted)) }
    #expect(MultipleTests.holm([0.6, 0.9]) == [1, 1])
    #expect(MultipleTests.holm([]).isEmpty)
  }
}
