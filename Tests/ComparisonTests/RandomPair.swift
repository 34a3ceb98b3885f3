// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Comparison
import Scoring
import TestSupport

extension SeededGenerator {
  /// True with the given percentage.
  mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Two random assessments of one small rubric, or of two editions of it.
struct RandomPair {
  var oldRubric: Rubric
  var newRubric: Rubric
  var then: Assessment
  var now: Assessment

  /// The percentages with which things change between the two.
  struct Shape {
    var edition = 50, marks = 40, scope = 15, evidence = 30, missing = 10, assessor = 40
  }

  init(_ shape: Shape = Shape(), using random: inout SeededGenerator) {
    oldRubric = Self.rubric(using: &random)
    newRubric = random.happens(shape.edition) ? Self.edition(after: oldRubric, using: &random) : oldRubric
    then = Self.assessment(of: oldRubric, shape, using: &random)
    now = Self.assessment(of: newRubric, shape, using: &random)
    for (item, answer) in then.answers[oldRubric.id]! where newRubric.item(item) != nil {
      if !random.happens(shape.marks) { now.answers[newRubric.id]![item] = answer }
    }
    if random.happens(shape.assessor) { now.assessor = Assessor(role: .auditor, name: "评审员甲") }
  }

  /// The comparison, from then to now.
  var comparison: RubricComparison { Self.compare(then, oldRubric, now, newRubric) }
  /// The comparison the other way round.
  var reversed: RubricComparison { Self.compare(now, newRubric, then, oldRubric) }

  private static func compare(
    _ then: Assessment, _ old: Rubric, _ now: Assessment, _ new: Rubric
  ) -> RubricComparison {
    RubricComparison(
      then: Scorer.score(assessment: then, rubric: old), now: Scorer.score(assessment: now, rubric: new),
      assessments: (then, now), crosswalk: nil)
  }

  // MARK: - Rubrics

  private static func rubric(using random: inout SeededGenerator) -> Rubric {
    var number = 0
    let domains = (1...Int.random(in: 1...2, using: &random)).map { domain in
      Build.domain(
        "d\(domain)", weight: Int.random(in: 1...3, using: &random),
        (1...Int.random(in: 1...3, using: &random)).map { _ in
          number += 1
          return item(number, using: &random)
        })
    }
    return Build.rubric(
      domains,
      facetSets: [Build.facetSet("process", [("approach", 1), ("results", Int.random(in: 1...2, using: &random))])])
  }

  private static func item(_ number: Int, using random: inout SeededGenerator) -> Item {
    Build.item(
      "i\(number)", weight: Int.random(in: 1...3, using: &random),
      notApplicable: number % 4 == 0 ? .forbidden : .withReason(when: ""))
  }

  /// Weights, items, domains, credits and the cap may change.
  private static func edition(after old: Rubric, using random: inout SeededGenerator) -> Rubric {
    var new = old
    if random.happens(30) { new.domains[0].weight += 1 }
    if random.happens(30) { new.domains[0].groups[0].items[0].weight += 2 }
    if random.happens(30), new.domains[0].groups[0].items.count > 1 { new.domains[0].groups[0].items.removeLast() }
    if random.happens(40) { new.domains[0].groups[0].items.append(item(20, using: &random)) }
    if random.happens(20), new.domains.count > 1 {
      new.domains[0].groups[0].items += new.domains[1].groups[0].items
      new.domains.remove(at: 1)
    }
    if random.happens(20) { new.scale = Build.scale([0, 30, 50, 85, 100]) }
    if random.happens(20) { new.evidencePolicy.highestMarkWithoutEvidence = .begun }
    if random.happens(20) { new.facetSets[FacetSetID("process")]!.facets[0].weight += 1 }
    if random.happens(20) { new.results[1].gates[0].condition = .total(credit: 70) }
    return new
  }

  // MARK: - Answers

  private static func assessment(
    of rubric: Rubric, _ shape: Shape, using random: inout SeededGenerator
  ) -> Assessment {
    var answers: [String: Answer] = [:]
    for item in rubric.items {
      if random.happens(shape.scope) {
        answers[item.id.rawValue] = .notApplicable(reason: "无此业务")
      } else if !random.happens(shape.missing) {
        var marks = ["approach": Int.random(in: 1...5, using: &random)]
        if !random.happens(shape.missing) { marks["results"] = Int.random(in: 1...5, using: &random) }
        answers[item.id.rawValue] = Build.answer(
          marks, evidence: random.happens(shape.evidence) ? [] : [["E1", "E2", "E3"].randomElement(using: &random)!])
      }
    }
    return Build.assessment(
      answers,
      evidence: [
        Build.evidence("E1"), Build.evidence("E2", collected: Build.day(7, 1)),
        Build.evidence("E3", expires: Build.day(1, 31)),
      ])
  }
}
