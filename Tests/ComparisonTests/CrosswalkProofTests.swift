import AssessmentModel
import Comparison
import Scoring
import TestSupport
import Testing

/// What answers prove in another edition, by the rules of Docs/crosswalk-format.md.
@Suite struct CrosswalkProofTests {
  private let old = Build.rubric([Build.domain("d", ["a", "b", "c"].map { Build.item($0) })])
  private let new: Rubric = {
    var rubric = Build.rubric([Build.domain("d", ["x", "y"].map { Build.item($0) })])
    rubric.id = RubricID("new")
    return rubric
  }()

  private func relation(
    _ from: [String], _ kind: CrosswalkRelation.Kind, _ to: [String]
  ) -> CrosswalkRelation {
    let proof = ProofStrengths(of: kind)
    return CrosswalkRelation(
      from: from.map { RequirementID($0) }, to: to.map { RequirementID($0) }, kind: kind, reason: "因为", proof: proof,
      proofBack: proof)
  }

  /// Each new item with what is proved of it, such as `x met full`; marks by item, 0 for not applicable.
  private func proved(_ marks: [String: Int], _ relations: [CrosswalkRelation]) -> [String] {
    let crosswalk = Crosswalk(
      id: "test--new", version: "1.0.0", title: Build.text("对照"), author: "测试", date: Build.day(1, 1),
      from: CrosswalkSide(family: "test", pins: [.init(id: "test", version: "1.0.0")]),
      to: CrosswalkSide(family: "test", pins: [.init(id: "new", version: "1.0.0")]), isTwoWay: true, complete: [],
      metFrom: 80, unmetBelow: 60, provenance: Build.provenance, sharedReason: nil, relations: relations)
    let reading = CrosswalkReading(crosswalk, from: CrosswalkSubject(old), to: CrosswalkSubject(new))
    let answers = marks.mapValues { mark in
      mark == 0
        ? Answer.notApplicable(reason: "无此业务")
        : Build.answer(["approach": mark, "deployment": mark, "results": mark], evidence: ["E1"])
    }
    let assessment = Build.assessment(answers, evidence: [Build.evidence("E1")])
    return CrosswalkProof(Scorer.score(assessment: assessment, rubric: old), by: reading).entries.map {
      "\($0.id.rawValue) \($0.verdict.rawValue) \($0.strength.rawValue)"
    }
  }

  @Test(arguments: [
    (CrosswalkRelation.Kind.equivalent, 4, "met full"), (.equivalent, 3, "met partial"), (.equivalent, 2, "unmet full"),
    (.equivalent, 0, "not-applicable full"), (.subset, 5, "met partial"), (.subset, 1, "unmet full"),
    (.superset, 5, "met full"), (.superset, 1, "unmet partial"), (.intersects, 1, "nothing nothing"),
  ])
  func theCreditSaysWhatIsProved(_ kind: CrosswalkRelation.Kind, _ mark: Int, _ found: String) {
    #expect(proved(["a": mark], [relation(["a"], kind, ["x"])]) == ["x \(found)", "y nothing nothing"])
  }

  @Test func whatIsMissingProvesNothing() {
    #expect(proved([:], [relation(["a"], .equivalent, ["x"])])[0] == "x nothing nothing")
  }

  @Test func severalItemsAreTakenTogether() {
    let both = [relation(["a", "b"], .equivalent, ["x"])]
    #expect(proved(["a": 5, "b": 2], both)[0] == "x unmet full")
    #expect(proved(["a": 5, "b": 4], both)[0] == "x met full")
    #expect(proved(["a": 5], both)[0] == "x nothing nothing")
    #expect(proved(["a": 5, "b": 0], both)[0] == "x met partial", "fewer items may not suffice")
    let split = [relation(["a"], .equivalent, ["x", "y"])]
    #expect(proved(["a": 2], split) == ["x unmet partial", "y unmet partial"], "nobody knows which of them is lacking")
    #expect(proved(["a": 5], split) == ["x met full", "y met full"])
  }

  @Test func theStrongestCountsAndContradictionsCancel() {
    let two = [relation(["a"], .subset, ["x"]), relation(["b"], .equivalent, ["x"])]
    #expect(proved(["a": 5, "b": 4], two)[0] == "x met full")
    #expect(proved(["a": 5, "b": 2], two)[0] == "x unmet full")
    #expect(proved(["a": 2, "b": 5], two)[0] == "x contradiction nothing")
    let slight = [relation(["a"], .subset, ["x"]), relation(["b"], .superset, ["x"])]
    #expect(proved(["a": 5, "b": 1], slight)[0] == "x divided partial")
  }
}
