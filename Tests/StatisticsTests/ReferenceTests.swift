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
      #expect(found.slopeInterval.contains(found.slope))
    }
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
}
