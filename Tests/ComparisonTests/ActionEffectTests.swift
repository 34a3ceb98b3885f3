// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Comparison
import Scoring
import TestSupport
import Testing

/// Whether what was done worked is judged on one scale: that of the later edition.
@Suite struct ActionEffectTests {
  private let old = Build.rubric([Build.domain("d", [Build.item("a")])])

  /// Another scale of credits, a lower cap and other weights of facets.
  private var harder: Rubric {
    var new = old
    new.scale = Build.scale([0, 30, 55, 80, 100])
    new.evidencePolicy.highestMarkWithoutEvidence = .begun
    new.facetSets[FacetSetID("process")]!.facets[2].weight = 3
    return new
  }

  /// A scale that gives more for the same marks, and lets them all stand without evidence.
  private var kinder: Rubric {
    var new = old
    new.scale = Build.scale([10, 60, 80, 90, 100])
    new.evidencePolicy.highestMarkWithoutEvidence = .beyond
    return new
  }

  private func answer(_ marks: String, _ evidence: String?) -> Answer {
    let marks = marks.compactMap(\.wholeNumberValue)
    return Build.answer(
      ["approach": marks[0], "deployment": marks[1], "results": marks[2]], evidence: evidence.map { [$0] } ?? [],
      action: "补记录")
  }

  private func outcome(
    _ then: Answer, _ now: Answer, from old: Rubric, to new: Rubric
  ) throws -> ItemComparison {
    let evidence = [Build.evidence("E1"), Build.evidence("E2", collected: Build.day(8, 1))]
    let first = Build.assessment(["a": then], evidence: evidence)
    let second = Build.assessment(["a": now], evidence: evidence)
    let comparison = RubricComparison(
      then: Scorer.score(assessment: first, rubric: old), now: Scorer.score(assessment: second, rubric: new),
      assessments: (first, second), crosswalk: nil)
    return try #require(comparison.actions.first).item
  }

  @Test(arguments: [
    ("333", "333", nil, nil, ActionEffect.unchanged), ("333", "333", "E1", "E1", .unchanged),
    ("244", "344", nil, nil, .claimedOnly), ("344", "244", nil, nil, .worse), ("222", "322", "E1", "E1", .worked),
    ("555", "333", "E1", "E1", .worse), ("222", "111", nil, nil, .worse), ("333", "333", nil, "E1", .worked),
  ])
  func aHarderEditionAloneMakesNothingWorse(
    _ then: String, _ now: String, _ before: String?, _ after: String?, _ effect: ActionEffect
  ) throws {
    let item = try outcome(answer(then, before), answer(now, after), from: old, to: harder)
    #expect(item.effect == effect)
    if then == now, before == after {
      #expect(item.changeOnNewScale(.evidenced) == 0 && item.change(.evidenced) != 0)
    }
  }

  @Test(arguments: [
    ("333", "333", nil, nil, ActionEffect.unchanged), ("444", "444", nil, nil, .unchanged),
    ("333", "233", "E1", "E1", .worse), ("333", "343", "E1", "E2", .worked),
  ])
  func aKinderEditionAloneMakesNothingWork(
    _ then: String, _ now: String, _ before: String?, _ after: String?, _ effect: ActionEffect
  ) throws {
    let item = try outcome(answer(then, before), answer(now, after), from: old, to: kinder)
    #expect(item.effect == effect)
  }

  /// Whatever the editions are: the effect is that of the same answers, both given under the later edition.
  @Test func theEffectIsThatOfTheLaterEditionAlone() throws {
    var random = SeededGenerator(seed: 41)
    var seen: Set<ActionEffect> = []
    for _ in 0..<400 {
      let (first, second) = [(old, harder), (harder, old), (old, kinder), (kinder, harder)].randomElement(
        using: &random)!
      let answers = (0..<2).map { _ in
        let marks = (0..<3).map { _ in String(Int.random(in: 1...5, using: &random)) }.joined()
        return answer(marks, random.happens(50) ? nil : "E1")
      }
      let item = try outcome(answers[0], answers[1], from: first, to: second)
      let reference = try outcome(answers[0], answers[1], from: second, to: second)
      #expect(item.effect == reference.effect)
      #expect(item.changeOnNewScale(.evidenced) == reference.change(.evidenced))
      #expect(item.changeOnNewScale(.claimed) == reference.change(.claimed))
      seen.insert(item.effect)
    }
    #expect(seen == [.worked, .claimedOnly, .unchanged, .worse])
  }
}
