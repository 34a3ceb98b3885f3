import AssessmentModel
import Statistics
import TestSupport
import Testing

@Suite("Properties of the methods")
struct PropertyTests {
  private func values(_ count: Int, _ generator: inout SeededGenerator) -> [Rational] {
    (0..<count).map { _ in Rational(Int.random(in: -5_000...5_000, using: &generator), 100) }
  }

  @Test func testsOfMeansDoNotDependOnUnits() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<100 {
      let (first, second) = (values(9, &generator), values(9, &generator))
      func scaled(_ values: [Rational]) -> [Rational] { values.map { $0 * Rational(7, 3) - 100 } }
      let (plain, moved) = (try TTest.welch(first, second), try TTest.welch(scaled(first), scaled(second)))
      #expect(isClose(plain.statistic, moved.statistic))
      #expect(isClose(plain.effectSize, moved.effectSize))
      let (pairs, movedPairs) = (try TTest.paired(first, second), try TTest.paired(scaled(first), scaled(second)))
      #expect(isClose(pairs.probability, movedPairs.probability))
      let groups = try AnalysisOfVariance(groups: [first, second])
      #expect(
        isClose(
          groups.fisherStatistic, try AnalysisOfVariance(groups: [scaled(second), scaled(first)]).fisherStatistic))
      let correlation = try Correlation(.pearson, first, second)
      let mirrored = try Correlation(.pearson, first, second.map { -$0 })
      #expect(isClose(correlation.coefficient, -mirrored.coefficient))
    }
  }

  @Test func ranksOnlySeeTheOrder() throws {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<100 {
      let (first, second) = (values(12, &generator), values(12, &generator))
      let cubed = first.map { $0 * $0 * $0 }
      let plain = try Correlation(.spearman, first, second)
      #expect(plain.coefficient == (try Correlation(.spearman, cubed, second)).coefficient)
      #expect(try KruskalWallis(groups: [first, second]).degreesOfFreedom == 1)
      #expect(try MannKendall(first).score == MannKendall(cubed).score)
      let backwards = try MannKendall(first.reversed())
      #expect(try MannKendall(first).score == -backwards.score)
    }
  }

  @Test func aPerfectLineIsCertain() throws {
    let line = (1...10).map { Rational($0) }
    let found = try Correlation(.pearson, line, line.map { $0 * -3 + 1 })
    #expect(found.coefficient == -1)
    #expect(found.probability == 0)
    #expect(found.interval == nil)
  }

  @Test func theNearestNumberIsTheNearest() throws {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<2_000 {
      let top = Int.random(in: -1_000_000_000_000...1_000_000_000_000, using: &generator)
      let bottom = Int.random(in: 1...1_000_000, using: &generator)
      let value = Rational(top, bottom)
      // Both parts are exact as floating-point numbers, so one division rounds once.
      #expect(value.nearestDouble == Double(top) / Double(bottom))
    }
    #expect((exact("1e300") * exact("1e-10")).nearestDouble == 1e290)
    #expect(exact("1e-300").nearestDouble == 1e-300)
  }

  @Test func moreAgentsAnswerMoreCalls() throws {
    var before = (c: 0.0, a: 0.0)
    for agents in 13...40 {
      let queue = try Queue(arrivalRate: 0.05, handlingTime: 250, agents: agents)
      let now = (
        c: try ErlangC(queue).serviceLevel(within: 20), a: try ErlangA(queue, patience: 90).serviceLevel(within: 20)
      )
      #expect(now.c > before.c)
      #expect(now.a > before.a)
      before = now
    }
  }

  @Test func endlessPatienceIsErlangC() throws {
    let queue = try Queue(arrivalRate: 0.05, handlingTime: 180, agents: 12)
    let patient = try ErlangA(queue, patience: 1e5)
    let endless = try ErlangC(queue)
    #expect(isClose(patient.waitingShare, endless.waitingShare, relative: 1e-2))
    #expect(isClose(patient.serviceLevel(within: 20), endless.serviceLevel(within: 20), relative: 1e-2))
  }

  @Test func theFewestAgentsAreEnoughAndOneLessIsNot() throws {
    for load in [0.002, 0.05, 0.4] {
      let agents = try #require(
        try ErlangC.agents(arrivalRate: load, handlingTime: 240, share: 0.8, within: 20))
      func level(_ agents: Int) throws -> Double {
        let queue = try Queue(arrivalRate: load, handlingTime: 240, agents: agents)
        return Double(agents) > queue.load ? try ErlangC(queue).serviceLevel(within: 20) : 0
      }
      #expect(try level(agents) >= 0.8)
      let less = agents == 1 ? 0 : try level(agents - 1)
      #expect(less < 0.8)
    }
  }

  @Test func aDrawIsRepeatableFairAndComplete() throws {
    let sizes = [120, 0, 7, 1_000, 33]
    for size in [1, 5, 60, 1_160] {
      let draw = try StratifiedSample(groupSizes: sizes, size: size, seed: 42)
      #expect(draw == (try StratifiedSample(groupSizes: sizes, size: size, seed: 42)))
      #expect(draw.drawn.map(\.count).reduce(0, +) == size)
      for (group, positions) in zip(sizes, draw.drawn) {
        #expect(positions == Set(positions).sorted())
        #expect(positions.allSatisfy { (0..<group).contains($0) })
      }
      // By largest remainder nobody is further than one place from the exact part.
      for (group, places) in zip(sizes, draw.drawn.map(\.count)) {
        #expect(abs(Double(places) - Double(size) * Double(group) / 1_160) < 1)
      }
    }
    let least = try StratifiedSample.allocation(of: 10, over: sizes, atLeast: 2)
    #expect(least[2] >= 2 && least[4] >= 2 && least[1] == 0)
  }

  @Test("Samples for a survey: 385 without an end, 370 of 10,000")
  func sampleSizes() throws {
    #expect(try SampleSize.forShare(margin: 0.05) == 385)
    for certain in [0.0, 1.0] {
      #expect(throws: StatisticsError.outOfRange(what: .probability)) {
        try SampleSize.forShare(expected: certain, margin: 0.05)
      }
    }
    #expect(try SampleSize.forShare(margin: 0.05, population: 10_000) == 370)
    #expect(try SampleSize.forShare(margin: 0.05, population: 50) == 45)
    #expect(try SampleSize.forMean(standardDeviation: 10, margin: 1) == 385)
  }

  @Test func forecastErrorsByHand() throws {
    let found = try ForecastAccuracy(forecast: exact(["110", "90", "100"]), actual: exact(["100", "100", "200"]))
    #expect(isClose(try #require(found.meanAbsolutePercentageError), 0.7 / 3))
    #expect(isClose(try #require(found.weightedAbsolutePercentageError), 0.3))
    #expect(isClose(try #require(found.bias), -0.25))
    #expect(isClose(found.shareWithinTolerance, 2.0 / 3))
    let empty = try ForecastAccuracy(forecast: exact(["0", "1"]), actual: exact(["0", "0"]))
    #expect(empty.meanAbsolutePercentageError == nil)
    #expect(isClose(try ForecastAccuracy.coefficientOfVariation(exact(["2", "4"])), 2.0.squareRoot() / 3))
    #expect(empty.weightedAbsolutePercentageError == nil)
  }

  @Test func agreementByHand() throws {
    // Of 50: both yes 20, both no 15, first only 5, second only 10; kappa is 0.4.
    let first = [Int](repeating: 1, count: 25) + [Int](repeating: 2, count: 25)
    let second =
      [Int](repeating: 1, count: 20) + [Int](repeating: 2, count: 5) + [Int](repeating: 1, count: 10)
      + [Int](repeating: 2, count: 15)
    let found = try ScorerAgreement(first, second, categories: 2)
    #expect(isClose(found.kappa, 0.4))
    #expect(isClose(found.sameShare, 0.7))
    #expect(isClose(try ScorerAgreement(first, second, categories: 2, weighting: .quadratic).kappa, 0.4))
    #expect(throws: StatisticsError.noVariation(what: .categories)) {
      try ScorerAgreement([3, 3], [3, 3], categories: 5)
    }
    // One mark throughout from one of them: kappa would be 0, with an error of 0, whatever the other gave.
    #expect(throws: StatisticsError.noVariation(what: .categories)) {
      try ScorerAgreement([1, 1, 1, 1], [1, 2, 2, 3], categories: 3)
    }
  }

  @Test func paretoAddsUp() throws {
    let found = try Pareto([("等待", 50), ("解释不清", 30), ("等待", 10), ("其他", 10)])
    #expect(found.causes.map(\.name) == ["等待", "解释不清", "其他"])
    #expect(found.causes.last?.cumulativeShare == 1)
    #expect(found.vitalFew().map(\.name) == ["等待", "解释不清"])
  }

  @Test func hostileNumbersAreRefused() {
    #expect(throws: StatisticsError.self) { try Queue(arrivalRate: .nan, handlingTime: 1, agents: 1) }
    #expect(throws: StatisticsError.self) { try Queue(arrivalRate: 1, handlingTime: .infinity, agents: 1) }
    #expect(throws: StatisticsError.self) { try Queue(arrivalRate: 1, handlingTime: 1, agents: 0) }
    #expect(throws: StatisticsError.outOfRange(what: .load)) {
      try ErlangC(Queue(arrivalRate: 1, handlingTime: 10, agents: 10))
    }
    #expect(throws: StatisticsError.self) { try Proportion(successes: 3, trials: 2) }
    #expect(throws: StatisticsError.self) { try Confidence(1) }
    #expect(throws: StatisticsError.noVariation(what: .values)) { try MannKendall([1, 1, 1, 1]) }
    #expect(throws: StatisticsError.noVariation(what: .values)) { try KruskalWallis(groups: [[1], [1]]) }
    #expect(throws: StatisticsError.dependentColumns) {
      try LinearRegression(response: [1, 2, 3, 4], design: [[1, 1, 1, 1], [2, 2, 2, 2]])
    }
  }
}
