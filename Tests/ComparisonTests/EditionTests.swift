import AssessmentModel
import Comparison
import Diagnostics
import TestSupport
import Testing

/// How items are classified between two editions, and what is refused.
@Suite struct EditionTests {
  private func rubric(_ id: String, _ items: [Item]) -> Rubric {
    var rubric = Build.rubric([Build.domain("d", items)])
    rubric.id = RubricID(id)
    return rubric
  }

  private func compare(
    _ old: [String], _ new: [String], _ relations: [(CrosswalkRelation.Kind, [String], [String])]
  ) -> EditionComparison {
    let (first, second) = (rubric("old", old.map { Build.item($0) }), rubric("new", new.map { Build.item($0) }))
    let crosswalk = Crosswalk(
      id: "old--new", version: "1.0.0", title: Build.text("对照"), author: "测试", date: Build.day(1, 1),
      from: CrosswalkSide(family: "test", pins: []), to: CrosswalkSide(family: "test", pins: []), isTwoWay: true,
      complete: [], metFrom: 80, unmetBelow: 60, provenance: Build.provenance, sharedReason: nil,
      relations: relations.map { kind, from, to in
        CrosswalkRelation(
          from: from.map { RequirementID($0) }, to: to.map { RequirementID($0) }, kind: kind, reason: "因为",
          proof: ProofStrengths(of: kind), proofBack: ProofStrengths(of: kind))
      })
    return EditionComparison(
      old: first, new: second,
      crosswalk: CrosswalkReading(crosswalk, from: CrosswalkSubject(first), to: CrosswalkSubject(second)))
  }

  /// Every line of the table in Docs/crosswalk-format.md.
  @Test func everyItemHasItsClass() {
    let comparison = compare(
      ["same", "words", "wide", "one", "two", "moved", "gone"],
      ["same", "phrase", "left", "right", "both", "shifted", "fresh", "offshoot"],
      [
        (.equal, ["same"], ["same"]), (.equivalent, ["words"], ["phrase"]), (.subset, ["wide"], ["left", "right"]),
        (.superset, ["one", "two"], ["both"]), (.intersects, ["moved"], ["shifted"]), (.none, ["gone"], []),
        (.none, [], ["fresh"]), (.intersects, ["same"], ["offshoot"]),
      ])
    #expect(
      comparison.oldItems.map(\.kind) == [.same, .reworded, .split, .merged, .merged, .meaningChanged, .retired])
    #expect(
      comparison.newItems.map(\.kind) == [.same, .reworded, .split, .split, .merged, .meaningChanged, .new, .new])
    #expect(comparison.oldItems[2].related == [ItemID("left"), ItemID("right")])
    #expect(comparison.newItems[7].related == [ItemID("same")])
    #expect(comparison.refusals.isEmpty)
  }

  private func versions(_ change: (inout Item) -> Void) -> EditionComparison {
    let old = rubric("test", [Build.item("a"), Build.item("b")])
    var new = old
    change(&new.domains[0].groups[0].items[0])
    return EditionComparison(old: old, new: new, crosswalk: nil)
  }

  @Test func aChangedMeaningUnderAnUnchangedIdIsRefused() {
    #expect(versions { $0.question = "另一个问题？" }.refusals.map(\.differences) == [[.question]])
    #expect(versions { $0.markWordings[3].inPlace = "另一种描述" }.refusals.map(\.differences) == [[.markWordings]])
    #expect(versions { $0.notApplicable = .forbidden }.refusals.map(\.differences) == [[.notApplicable]])
    #expect(versions { $0.facetSet = FacetSetID("none") }.refusals.map(\.item) == [ItemID("a")])
    #expect(versions { $0.question = $0.question.replacing("i", with: "I") + "3.5" }.refusals.count == 1)
  }

  @Test func whatLeavesTheMeaningAloneIsOnlyReworded() {
    for comparison in [
      versions { $0.question = " " + $0.question.replacing("？", with: "?") }, versions { $0.why = "因为别的。" },
      versions { $0.title = Build.text("别名") },
    ] {
      #expect(comparison.refusals.isEmpty)
      #expect(comparison.oldItems.map(\.kind) == [.reworded, .same])
    }
    let reweighted = versions { $0.weight = 7 }
    #expect(reweighted.oldItems.allSatisfy { $0.kind == .same })
    #expect(reweighted.weightShares(of: reweighted.new)[ItemID("a")] == Rational(7, 8))
  }

  private func settings(_ change: (inout Rubric) -> Void) -> [String] {
    let old = rubric("test", [Build.item("a"), Build.item("b")])
    var new = old
    change(&new)
    return EditionComparison(old: old, new: new, crosswalk: nil).settings.map { setting in
      [setting.kind.rawValue, setting.subject, setting.old?.chinese ?? "—", setting.new?.chinese ?? "—"]
        .joined(separator: " ")
    }
  }

  /// Items are the same, and scores or the meaning of marks all the same not.
  @Test func whatMovesScoresBesideTheItemsIsListed() {
    #expect(settings { _ in } == [])
    #expect(settings { $0.scale = Build.scale([0, 40, 60, 90, 100]) } == ["mark-credit 4 80 90"])
    #expect(settings { $0.scale.entries[3].credit = Rational(167, 2) } == ["mark-credit 4 80 83.5"])
    #expect(settings { $0.scale.entries[3].credit = Rational(250, 3) } == ["mark-credit 4 80 250/3"])
    #expect(
      settings { $0.evidencePolicy.highestMarkWithoutEvidence = .beyond } == ["highest-mark-without-evidence  3 5"])
    #expect(settings { $0.domains[0].groups[0].items[1].weight = 3 } == ["item-weight b 1 3"])
    #expect(
      settings {
        $0.domains[0].weight = 2
        $0.totalPoints = 800
      } == ["total-points  1000 800", "domain-weight d 1 2"])
    let set = FacetSetID("process")
    #expect(settings { $0.facetSets[set]?.facets[0].weight = 3 } == ["facet-weight process/approach 1 3"])
    #expect(settings { $0.notApplicableLimit.share = Rational(1, 4) } == ["not-applicable-limit  20.00% 25.00%"])
    #expect(settings { $0.results[1].title = Build.text("star") }.map { $0.prefix(13) } == ["result passed"])
  }

  @Test func aFacetThatAsksSomethingElseRewordsEveryItemOfItsKind() throws {
    let old = rubric("test", [Build.item("a"), Build.item("b")])
    var new = old
    new.facetSets[FacetSetID("process")]?.facets[0].asks = "问的已经是另一件事？"
    let comparison = EditionComparison(old: old, new: new, crosswalk: nil)
    #expect(comparison.settings.map(\.kind) == [.facetQuestion])
    #expect(comparison.oldItems.map(\.kind) == [.reworded, .reworded])
    #expect(comparison.oldItems.map(\.reason) == ["评审维度的提问", "评审维度的提问"])
    #expect(comparison.refusals.isEmpty)
  }

  @Test func aJudgementInTheCrosswalkLetsAnIdStand() {
    let old = rubric("old", [Build.item("a")])
    var new = rubric("new", [Build.item("a")])
    new.domains[0].groups[0].items[0].question = "换了说法的同一个问题？"
    func compare(_ kind: CrosswalkRelation.Kind) -> EditionComparison {
      let proof = ProofStrengths(of: kind)
      let crosswalk = Crosswalk(
        id: "old--new", version: "1.0.0", title: Build.text("对照"), author: "测试", date: Build.day(1, 1),
        from: CrosswalkSide(family: "test", pins: []), to: CrosswalkSide(family: "test", pins: []), isTwoWay: true,
        complete: [], metFrom: 80, unmetBelow: 60, provenance: Build.provenance, sharedReason: nil,
        relations: [
          CrosswalkRelation(
            from: [RequirementID("a")], to: [RequirementID("a")], kind: kind, reason: "因为", proof: proof,
            proofBack: proof)
        ])
      return EditionComparison(
        old: old, new: new,
        crosswalk: CrosswalkReading(crosswalk, from: CrosswalkSubject(old), to: CrosswalkSubject(new)))
    }
    #expect(compare(.equivalent).refusals.isEmpty)
    #expect(compare(.intersects).refusals.map(\.item) == [ItemID("a")])
  }
}
