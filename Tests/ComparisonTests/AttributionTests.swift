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
      for group in comparison.domainGroups {
        if let causes = group.causes { all.append(("\(group.title) \(track)", causes[track])) }
      }
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
      if let fault = plainSplitFault(comparison) { return fault }
      for track in Track.allCases {
        guard let total = comparison.total?[track] else { continue }
        if total.then != comparison.then.total?[track].interval.worst { return "then is not the score" }
        if total.now != comparison.now.total?[track].interval.worst { return "now is not the score" }
      }
      return nil
    }
  }

  /// What is wrong with the splits of gates, facets, items and results, each with the figures that it has to start and end
  /// at; nil where nothing is.
  private func plainSplitFault(_ comparison: RubricComparison) -> String? {
    for track in Track.allCases {
      var splits: [(String, CauseSplit?, then: Rational?, now: Rational?)] = []
      for gate in comparison.gates {
        let (then, now) = (gate.then?.findings?[track].interval?.worst, gate.now?.findings?[track].interval?.worst)
        splits.append(("gate \(gate.id)", gate.causes?[track], then, now))
        if gate.grade != .none, then != nil, now != nil, gate.causes == nil { return "gate \(gate.id) is not split" }
      }
      for facet in comparison.facets {
        let (then, now) = (facet.then?.score[track].interval.worst, facet.now?.score[track].interval.worst)
        splits.append(("facet \(facet.id)", facet.causes?[track], then, now))
        if facet.grade != .none, facet.causes == nil { return "facet \(facet.id) is not split" }
      }
      for item in comparison.items {
        let (then, now) = (item.then?.score?[track].interval.worst, item.now?.score?[track].interval.worst)
        splits.append(("item \(item.title)", item.causes?[track], then, now))
        if item.causes?[track].change != item.change(track) { return "item \(item.title): another change" }
      }
      if let result = comparison.result?[track] {
        func place(_ id: ResultID?) -> Rational? {
          comparison.now.rubric.results.firstIndex { $0.id == id }.map { Rational($0) }
        }
        splits.append(
          (
            "result", result.steps, place(comparison.then.results?[track].interval.worst),
            place(comparison.now.results?[track].interval.worst)
          ))
        let active = result.effects.map(\.cause)
        if result.steps.shares.contains(where: { $0.amount != 0 && !active.contains($0.cause) }) {
          return "an idle cause"
        }
      }
      for (name, split, then, now) in splits {
        guard let split else { continue }
        if split.then != then || split.now != now { return "\(name) \(track): not the figures of the scores" }
        if split.shares.map(\.cause) != Cause.allCases { return "\(name) \(track): causes are missing" }
        if split.shares.reduce(0, { $0 + $1.amount }) != split.change { return "\(name) \(track): no sum" }
      }
    }
    return nil
  }

  /// Whether another assessor cites a record more or less of an item: what is new one way is none the other way.
  private func hasOneWayRecords(_ pair: RandomPair) -> Bool {
    pair.then.assessor != pair.now.assessor
      && pair.comparison.items.contains { item in
        item.records.contains { $0.then == nil } != item.records.contains { $0.now == nil }
      }
  }

  @Test func swappingTheAssessmentsNegatesEveryShare() {
    var checked = 0
    pairs(77, 600) { pair in
      if hasOneWayRecords(pair) { return nil }
      checked += 1
      for (forward, backward) in zip(splits(pair.comparison), splits(pair.reversed)) {
        for cause in Cause.allCases where forward.1[cause] != -backward.1[cause] {
          return "\(forward.0): \(cause) is \(forward.1[cause]) and \(backward.1[cause])"
        }
      }
      for gate in pair.comparison.gates {
        guard let other = pair.reversed.gates.first(where: { $0.id == gate.id }), let forward = gate.causes?.evidenced
        else { continue }
        for cause in Cause.allCases where forward[cause] != -(other.causes?.evidenced[cause] ?? 0) {
          return "gate \(gate.id): \(cause)"
        }
      }
      return nil
    }
    #expect(checked > 300)
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
