import AssessmentModel
import Diagnostics
import OperationalAnalysis
import Statistics
import TestSupport
import Testing

@Suite("Calibration of quality checkers")
struct CalibrationTests {
  private func scorer(_ name: String, _ scores: [Int?]) -> Observations {
    Observations(
      name: .same(name), labels: scores.indices.map { "\($0 + 1)" }, values: scores.map { $0.map { Rational($0) } })
  }

  @Test func aStrictCheckerIsFound() throws {
    let scores = [82, 90, 75, 88, 69, 95, 84, 78, 91, 86]
    let strict = zip(scores, [4, 5, 3, 6, 4, 5, 3, 5, 4, 6]).map { $0 - $1 }
    let analysis = try CalibrationAnalysis(
      scorers: [scorer("甲", scores), scorer("乙", strict)], scale: .bands([60, 80, 90]))
    let pair = try #require(analysis.pairs.first)
    let test = try pair.test.get()
    #expect(test.difference == 4.5)
    #expect(pair.adjustedProbability == test.probability)
    #expect(analysis.significance.isMet(by: test.probability))
    let limits = try #require(pair.limitsOfAgreement)
    #expect(limits.contains(3) && limits.contains(6) && !limits.contains(0))
    #expect(try #require(try pair.agreement?.get()).sameShare < 1)
    #expect(pair.weightedAgreement != nil)
  }

  @Test func aConstantDifferenceHasNoTestAndNoNumber() throws {
    let analysis = try CalibrationAnalysis(
      scorers: [scorer("甲", [80, 85, 90]), scorer("乙", [78, 83, 88])], scale: nil)
    #expect(throws: AnalysisRefusal.self) { try analysis.pairs[0].test.get() }
    #expect(analysis.pairs[0].adjustedProbability == nil)
    #expect(analysis.pairs[0].agreement == nil)
  }

  @Test func pairsAreComparedOnWhatBothScored() throws {
    let analysis = try CalibrationAnalysis(
      scorers: [
        scorer("甲", [1, 2, nil, 4, 5]), scorer("乙", [2, 2, 3, nil, 4]), scorer("丙", [1, 3, 3, 4, 5]),
      ], scale: .marks(5))
    #expect(analysis.pairs.map(\.count) == [3, 4, 4])
    #expect(analysis.pairs.map { "\($0.first)\($0.second)" } == ["甲乙", "甲丙", "乙丙"])
    for pair in analysis.pairs {
      guard let test = try? pair.test.get(), let adjusted = pair.adjustedProbability else { continue }
      #expect(adjusted >= test.probability)
    }
  }

  /// Probabilities and intervals of several pairs are of one kind: SciPy's ttest_rel, p times 3, confidence 1 − 0.05 / 3.
  @Test func probabilitiesAndIntervalsOfSeveralPairsAgree() throws {
    let scores = [
      [96, 89, 92, 76, 79, 75, 71, 82], [98, 87, 90, 75, 76, 72, 70, 82], [88, 81, 95, 81, 71, 70, 66, 87],
    ]
    let analysis = try CalibrationAnalysis(scorers: zip(["A", "B", "C"], scores).map { scorer($0, $1) })
    let wanted: [(p: Double, low: Double, high: Double)] = [
      (0.21570646258986298, -0.5955587275789587, 3.0955587275789616),
      (0.7515657026392644, -3.9284161977603755, 9.178416197760386), (1.0, -5.257894589507059, 8.00789458950707),
    ]
    for (pair, wanted) in zip(analysis.pairs, wanted) {
      let test = try pair.test.get()
      #expect(abs(try #require(pair.adjustedProbability) - wanted.p) < 1e-9)
      #expect(abs(test.interval.low - wanted.low) < 1e-9 && abs(test.interval.high - wanted.high) < 1e-9)
    }
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<200 {
      let scorers = ["甲", "乙", "丙", "丁"].enumerated().map { place, name in
        scorer(name, (0..<12).map { _ in 80 + place * 2 + Int.random(in: -5...5, using: &generator) })
      }
      for pair in try CalibrationAnalysis(scorers: scorers).pairs {
        guard let test = try? pair.test.get(), let probability = pair.adjustedProbability else { continue }
        #expect((probability < 0.05) == !test.interval.contains(0))
      }
    }
  }

  @Test func aScoreThatIsNoMarkIsRefused() throws {
    let analysis = try CalibrationAnalysis(
      scorers: [scorer("甲", [1, 2, 6]), scorer("乙", [1, 2, 3])], scale: .marks(5))
    #expect(throws: AnalysisRefusal.self) { try analysis.pairs[0].agreement?.get() }
    #expect(throws: AnalysisRefusal.self) { try CalibrationAnalysis(scorers: [scorer("甲", [1])]) }
  }

  /// Two recordings that agree show nothing; twenty still leave a wide interval, which is shown.
  @Test func fewRecordingsGetNoGrade() throws {
    for count in [2, 5, 19, 20] {
      let scores = (0..<count).map { 60 + $0 * 7 % 40 }
      let analysis = try CalibrationAnalysis(
        scorers: [scorer("甲", scores), scorer("乙", scores)], scale: .bands([70, 85]))
      let pair = try #require(analysis.pairs.first)
      #expect(pair.isTooSmallToGrade == (count < 20))
      let interval = try #require(pair.sameShareInterval)
      #expect(interval == (try Proportion(successes: count, trials: count).wilsonInterval()))
    }
  }

  @Test func agreementDoesNotDependOnWhoIsFirst() throws {
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<20 {
      let first = (0..<15).map { _ in Int.random(in: 50...100, using: &generator) }
      let second = first.map { $0 + Int.random(in: -8...8, using: &generator) }
      func pair(_ one: [Int], _ other: [Int]) throws -> CalibrationAnalysis.Pair {
        try #require(
          try CalibrationAnalysis(scorers: [scorer("甲", one), scorer("乙", other)], scale: .bands([70, 85])).pairs.first)
      }
      let (there, back) = (try pair(first, second), try pair(second, first))
      #expect(try there.test.get().difference == -back.test.get().difference)
      #expect(try there.agreement?.get().kappa == back.agreement?.get().kappa)
    }
  }
}

@Suite("Comparison of teams")
struct TeamComparisonTests {
  private func values(_ team: String, _ agents: [String: [Int]]) -> [TeamComparison.Value] {
    agents.sorted { $0.key < $1.key }.flatMap { agent, values in
      values.map { TeamComparison.Value(team: team, unit: agent, value: Rational($0)) }
    }
  }

  @Test func spreadIsToldApartInsideAgentsAndBetweenThem() throws {
    let comparison = try TeamComparison(
      name: .same("处理时长"), unit: "秒",
      values: values("甲组", ["a": [100, 102, 98], "b": [200, 202, 198]])
        + values("乙组", ["c": [150, 190, 110], "d": [150, 190, 110]]))
    let (first, second) = (comparison.teams[0], comparison.teams[1])
    #expect(first.mean == 150 && second.mean == 150)
    #expect(try #require(first.deviationWithin) == 2)
    #expect(abs(try #require(first.deviationBetween) - 70.710678118) < 1e-6)
    #expect(try #require(second.deviationWithin) == 40)
    #expect(second.deviationBetween == 0)
    #expect(comparison.units.map(\.name) == ["a", "b", "c", "d"])
  }

  /// What is equal are the distances from the medians, not the values.
  @Test func spreadsThatCannotBeComparedSayWhy() throws {
    let comparison = try TeamComparison(
      name: .same("时长"), unit: "", values: values("甲", ["a": [1, 2]]) + values("乙", ["b": [3, 5]]))
    guard case .failure(let refusal) = comparison.spreads else {
      Issue.record("nothing varies around the medians")
      return
    }
    #expect(refusal.code == "no-variation" && refusal.message.chinese.contains("离本组的中位数都一样远"))
    let flat = try TeamComparison(
      name: .same("时长"), unit: "", values: values("甲", ["a": [1, 1]]) + values("乙", ["b": [3, 3]]))
    guard case .failure(let means) = flat.means else {
      Issue.record("nothing varies inside the groups")
      return
    }
    #expect(means.message.chinese.contains("每组之内的值都相同"))
  }

  @Test func differencesOfMeansAndOfSpreadsAreFound() throws {
    var generator = SeededGenerator(seed: 33)
    func team(_ name: String, _ centre: Int, _ reach: Int) -> [TeamComparison.Value] {
      (0..<30).map { _ in
        TeamComparison.Value(
          team: name, unit: nil, value: Rational(centre + Int.random(in: -reach...reach, using: &generator)))
      }
    }
    let same = try TeamComparison(name: .same(""), unit: "", values: team("甲", 100, 10) + team("乙", 100, 10))
    #expect(!same.significance.isMet(by: try same.means.get().probability))
    let apart = try TeamComparison(name: .same(""), unit: "", values: team("甲", 100, 3) + team("乙", 110, 20))
    #expect(apart.significance.isMet(by: try apart.means.get().probability))
    #expect(apart.significance.isMet(by: try apart.ranks.get().probability))
    #expect(apart.significance.isMet(by: try apart.spreads.get().probability))
  }

  @Test func statisticsDoNotDependOnUnits() throws {
    let plain = values("甲", ["a": [3, 5, 4, 8]]) + values("乙", ["b": [6, 9, 7, 7]])
    let scaled = plain.map {
      TeamComparison.Value(team: $0.team, unit: $0.unit, value: $0.value * Rational(60) + 17)
    }
    let (one, other) = (
      try TeamComparison(name: .same(""), unit: "", values: plain),
      try TeamComparison(name: .same(""), unit: "", values: scaled)
    )
    #expect(try abs(one.means.get().fisherStatistic - other.means.get().fisherStatistic) < 1e-9)
    #expect(try one.ranks.get() == other.ranks.get())
    #expect(try abs(one.spreads.get().fisherStatistic - other.spreads.get().fisherStatistic) < 1e-9)
  }

  @Test func whatCannotBeComparedIsRefusedPartByPart() throws {
    #expect(throws: AnalysisRefusal.self) {
      try TeamComparison(name: .same(""), unit: "", values: values("甲", ["a": [1, 2]]))
    }
    #expect(throws: AnalysisRefusal.self) {
      try TeamComparison(name: .same(""), unit: "", values: values("甲", ["a": [2, 2]]) + values("乙", ["b": [2]]))
    }
    // One value a team: positions can be compared, spreads cannot.
    let single = try TeamComparison(
      name: .same(""), unit: "", values: values("甲", ["a": [1]]) + values("乙", ["b": [2]]))
    #expect(throws: AnalysisRefusal.self) { try single.means.get() }
    #expect(throws: AnalysisRefusal.self) { try single.spreads.get() }
    #expect(try single.ranks.get().count == 2)
    #expect(single.teams.allSatisfy { $0.deviation == nil && $0.interval == nil })
  }
}

@Suite("Causes of complaints")
struct ComplaintTests {
  @Test func fewCausesMakeUpMost() throws {
    let entries =
      [ComplaintAnalysis.Entry(cause: "等待太久", count: 60, isRepeated: true, isEscalated: false)]
      + (0..<20).map { ComplaintAnalysis.Entry(cause: "态度", isRepeated: $0 < 5, isEscalated: $0 == 0) }
      + [ComplaintAnalysis.Entry(cause: "资费", count: 10), ComplaintAnalysis.Entry(cause: "其他", count: 10)]
    let analysis = try ComplaintAnalysis(entries)
    #expect(analysis.count == 100)
    #expect(analysis.causes.map(\.rank.name) == ["等待太久", "态度", "资费", "其他"])
    #expect(analysis.vitalFew == 2)
    // What the data do not say counts for nothing.
    #expect(analysis.repeated?.trials == 80)
    #expect(analysis.repeated?.successes == 65)
    #expect(analysis.escalated?.successes == 1)
    #expect(analysis.causes[3].repeated == nil)
    // The rest is no cause.
    #expect(analysis.named.map(\.rank.name) == ["等待太久", "态度", "资费"] && !analysis.hasLargeRest)
  }

  @Test func nothingToOrderIsRefused() {
    #expect(throws: AnalysisRefusal.self) { try ComplaintAnalysis([]) }
    #expect(throws: AnalysisRefusal.self) { try ComplaintAnalysis([ComplaintAnalysis.Entry(cause: "无", count: 0)]) }
    #expect(throws: AnalysisRefusal.self) { try ComplaintAnalysis([ComplaintAnalysis.Entry(cause: "无", count: -1)]) }
  }
}
