import AssessmentModel
import Comparison
import Scoring
import TestSupport
import Testing

/// What has to hold of the split of any change, on 10,000 random pairs altogether.
@Suite struct AttributionTests {
  private func pairs(_ seed: Int, _ count: Int, _ shape: RandomPair.Shape = .init(), _ test: (RandomPair) -> String?) {
    var random = SeededGenerator(seed: UInt64(seed))
    for number in 0..<count {
      if let fault = test(RandomPair(shape, using: &random)) {
        Issue.record("seed \(seed), pair \(number): \(fault)")
        return
      }
    }
  }

  private func splits(_ comparison: RubricComparison) -> [(String, Attribution)] {
    var all: [(String, Attribution)] = []
    for track in Track.allCases {
      if let total = comparison.total { all.append(("total \(track)", total[track])) }
      for domain in comparison.domains {
        if let causes = domain.causes { all.append(("\(domain.id) \(track)", causes[track])) }
      }
    }
    return all
  }

  @Test(arguments: 0..<4)
  func causesAndItemsAddUpExactly(_ part: Int) {
    let shapes: [RandomPair.Shape] = [
      .init(missing: 0), .init(), .init(edition: 100, missing: 0), .init(scope: 50, missing: 5),
    ]
    pairs(4_000 + part, 2_500, shapes[part]) { pair in
      let comparison = pair.comparison
      for (name, split) in splits(comparison) {
        if split.shares.map(\.cause) != Cause.allCases { return "\(name): causes are missing" }
        if split.shares.reduce(0, { $0 + $1.amount }) != split.change { return "\(name): causes do not add up" }
        for share in split.shares where share.items.reduce(0, { $0 + $1.amount }) != share.amount {
          return "\(name): items of \(share.cause) do not add up"
        }
      }
      for track in Track.allCases {
        guard let total = comparison.total?[track] else { continue }
        if total.then != comparison.then.total?[track].interval.worst { return "then is not the score" }
        if total.now != comparison.now.total?[track].interval.worst { return "now is not the score" }
      }
      return nil
    }
  }

  @Test func swappingTheAssessmentsNegatesEveryShare() {
    pairs(77, 600) { pair in
      for (forward, backward) in zip(splits(pair.comparison), splits(pair.reversed)) {
        for cause in Cause.allCases where forward.1[cause] != -backward.1[cause] {
          return "\(forward.0): \(cause) is \(forward.1[cause]) and \(backward.1[cause])"
        }
      }
      return nil
    }
  }

  @Test func aCauseThatChangedNothingHasExactlyNothing() {
    pairs(88, 600) { pair in
      let comparison = pair.comparison
      for (name, split) in splits(comparison) {
        var idle: [Cause] = []
        if pair.oldRubric == pair.newRubric { idle.append(.edition) }
        if pair.then.assessor == pair.now.assessor { idle.append(.assessor) }
        if comparison.then.isComplete, comparison.now.isComplete { idle.append(.completeness) }
        let statuses = comparison.items.map { ($0.then?.status == .notApplicable, $0.now?.status == .notApplicable) }
        if zip(comparison.items, statuses).allSatisfy({ $0.names.old == nil || $0.names.new == nil || $1.0 == $1.1 }) {
          idle.append(.scope)
        }
        if name.hasSuffix("claimed"), pair.oldRubric == pair.newRubric { idle.append(.evidence) }
        for cause in idle where split[cause] != 0 { return "\(name): \(cause) did nothing and has \(split[cause])" }
      }
      return nil
    }
  }

  @Test func equalAssessmentsDifferInNothing() {
    pairs(99, 100) { pair in
      var same = pair
      (same.now, same.newRubric) = (pair.then, pair.oldRubric)
      return splits(same.comparison).contains { $0.1.shares.contains { $0.amount != 0 } } ? "a share" : nil
    }
  }

  @Test func randomPairsHaveEveryCause() {
    var seen: Set<Cause> = []
    pairs(4_001, 200) { pair in
      for share in pair.comparison.total?.evidenced.shares ?? [] where share.amount != 0 { seen.insert(share.cause) }
      return nil
    }
    #expect(seen == Set(Cause.allCases))
  }

  /// The example of Docs/comparison.md, worked out by hand.
  @Test func theWorkedExampleOfTheGuide() throws {
    let old = Build.rubric([Build.domain("d", [Build.item("a"), Build.item("b")])])
    var new = old
    new.domains[0].groups[0].items[0].weight = 3
    let marks = ["approach": 3, "deployment": 3, "results": 3]
    let high = ["approach": 5, "deployment": 5, "results": 5]
    let then = Build.assessment(["a": Build.answer(marks), "b": Build.answer(high)])
    let now = Build.assessment(["a": Build.answer(high), "b": Build.answer(high)])
    let comparison = RubricComparison(
      then: Scorer.score(assessment: then, rubric: old), now: Scorer.score(assessment: now, rubric: new),
      assessments: (then, now), crosswalk: nil)
    let total = try #require(comparison.total?.claimed)
    #expect(total.then == 80 && total.now == 100)
    // Marks first: +20, then the edition 0; the edition first: −10, then marks +30.
    #expect(total[.marks] == 25 && total[.edition] == -5)
    #expect(total.shares[0].items.map(\.item.new) == [ItemID("a")])
  }
}
