import AssessmentModel
import BigInt
import Diagnostics
import Scoring
import TestSupport
import Testing

@Suite struct ScorerTests {
  private func answer(_ mark: Int, evidence: [String] = []) -> Answer {
    Build.answer(["approach": mark, "deployment": mark, "results": mark], evidence: evidence)
  }

  private func score(
    _ rubric: Rubric, _ answers: [String: Answer], evidence: [Evidence] = []
  ) -> RubricScore {
    Scorer.score(assessment: Build.assessment(answers, evidence: evidence), rubric: rubric)
  }

  private static func days(_ from: Int, to last: Int) -> DatePeriod? {
    DatePeriod(from: Build.day(1, 1, year: from), to: Build.day(1, 1, year: last))
  }

  @Test func weighsFacetsItemsGroupsAndDomains() {
    let rubric = Build.rubric(
      [
        Build.domain("a", weight: 3, [Build.item("a1", weight: 2), Build.item("a2")]),
        Build.domain(
          "b",
          groups: [Build.group("b1", weight: 3, [Build.item("i")]), Build.group("b2", [Build.item("j")])]),
      ],
      facetSets: [Build.facetSet("process", [("approach", 1), ("deployment", 1), ("results", 2)])])
    let found = score(
      rubric,
      [
        "a1": Build.answer(["approach": 1, "deployment": 2, "results": 3]), "a2": answer(3), "i": answer(2),
        "j": answer(3),
      ])
    #expect(found.items[0].score?.claimed.credit == 40)
    #expect(found.domains[0].score?.claimed.credit == Rational(140, 3))
    #expect(found.domains[1].score?.claimed.credit == 45)
    #expect(found.total?.claimed.credit == Rational(185, 4))
    #expect(
      found.items.map(\.weight.effective) == [
        Rational(1, 2), Rational(1, 4), Rational(3, 16), Rational(1, 16),
      ])
  }

  @Test func respreadsWhatDoesNotApplyInsideTheSameParent() {
    let rubric = Build.rubric([
      Build.domain("a", weight: 3, [Build.item("a1", weight: 2), Build.item("a2")]),
      Build.domain(
        "b", groups: [Build.group("b1", weight: 3, [Build.item("i")]), Build.group("b2", [Build.item("j")])]),
      Build.domain("c", weight: 4, [Build.item("c1")]),
    ])
    let away = Answer.notApplicable(reason: "无此业务")
    let found = score(rubric, ["a1": answer(2), "a2": away, "i": away, "j": answer(3), "c1": away])
    #expect(found.total?.claimed.credit == 45)
    #expect(found.items.map(\.weight.effective) == [Rational(3, 4), 0, 0, Rational(1, 4), 0])
    #expect(found.total?.claimed.creditWithoutRespread == Rational(1, 4) * 40 + Rational(1, 32) * 60)
    #expect(found.domains[2].score == nil)
    #expect(found.notApplicable.ofItems == Rational(3, 5))
    #expect(found.warnings.map(\.code) == [.notApplicableShare])
    #expect(found.isComplete)
  }

  @Test func givesNoScoreWhereNothingApplies() throws {
    let rubric = Build.rubric([Build.domain("a", [Build.item("a1")])])
    let found = score(rubric, ["a1": .notApplicable(reason: "无")])
    #expect(found.total == nil && found.results == nil && !found.isComplete)
    #expect(found.gates.allSatisfy { $0.findings == nil })
    let card = Scorecard(assessment: Build.assessment(["a1": .notApplicable(reason: "无")]), rubrics: [rubric])
    #expect(try card.derivation(at: "test/total").text(.chinese).contains("没有适用的评审项"))
  }

  @Test func takesAForbiddenNotApplicableAsUnanswered() {
    let rubric = Build.rubric([Build.domain("a", [Build.item("a1", notApplicable: .forbidden)])])
    let found = score(rubric, ["a1": .notApplicable(reason: "不想做")])
    #expect(found.items[0].status == .unanswered)
    #expect(found.warnings.map(\.code) == [.notApplicableForbidden])
  }

  @Test(
    arguments: [
      (Build.evidence("E"), []), (Build.evidence("E", collected: Build.day(12, 20)), []),
      (Build.evidence("E", received: Build.day(12, 20), expires: Build.day(12, 20)), []),
      (Build.evidence("E", state: .unusable), [.fileUnusable]),
      (Build.evidence("E", collected: nil), [.undated]),
      (Build.evidence("E", collected: Build.day(12, 21)), [.collectedLater]),
      (Build.evidence("E", received: Build.day(12, 21)), [.receivedLater]),
      (Build.evidence("E", expires: Build.day(12, 19)), [.expired]),
      (Build.evidence("E", covers: days(2024, to: 2024)), [.outsidePeriod]),
      (Build.evidence("E", covers: days(2026, to: 2026)), [.outsidePeriod]),
      (Build.evidence("E", covers: days(2024, to: 2025)), []),
      (Build.evidence("E", covers: DatePeriod(from: Build.day(12, 31), to: Build.day(12, 31))), []),
      (
        Build.evidence(
          "E", state: .unusable, collected: nil, received: Build.day(12, 31), expires: Build.day(1, 1)),
        [.fileUnusable, .undated, .receivedLater, .expired]
      ),
    ] as [(Evidence, [EvidenceValidity.Defect])])
  func capsMarksWithoutValidEvidence(_ evidence: Evidence, _ defects: [EvidenceValidity.Defect]) {
    let rubric = Build.rubric([Build.domain("a", [Build.item("a1")])])
    let found = score(rubric, ["a1": answer(5, evidence: ["E", "E"])], evidence: [evidence])
    #expect(found.items[0].citations.map(\.validity.defects) == [defects])
    #expect(found.total?.claimed.credit == 100)
    #expect(found.total?.evidenced.credit == (defects.isEmpty ? 100 : 60))
  }

  /// Evidence can still be added to what is not complete; the cap of what is complete stands.
  @Test func assumesEvidenceAtBestForWhatIsNotComplete() {
    let rubric = Build.rubric([
      Build.domain("a", [Build.item("partly"), Build.item("open")]), Build.domain("b", [Build.item("done")]),
    ])
    let found = score(rubric, ["partly": Build.answer(["approach": 5, "results": 3]), "done": answer(5)])
    #expect(found.items[0].score?.evidenced.interval == Interval(worst: 40, best: Rational(260, 3)))
    let facets = found.items[0].facets
    #expect(facets[0].counted?.evidenced == Interval(worst: .mostly, best: .beyond))
    #expect(facets.map(\.evidencedMark) == [nil, nil, .mostly])
    #expect(facets.map(\.isCapped) == [true, false, false])
    #expect(found.items[2].score?.evidenced.credit == 60)
    #expect(found.items[2].facets.allSatisfy { $0.evidencedMark == .mostly && $0.isCapped })
  }

  /// A facet on which every mark is given has a number by the marks as given, and a range while evidence can still
  /// lift one of them.
  @Test func leavesAFacetOpenWhileEvidenceCanStillLiftAMark() {
    let rubric = Build.rubric([Build.domain("a", [Build.item("partly"), Build.item("done")])])
    let found = score(
      rubric, ["partly": Build.answer(["approach": 5, "results": 2]), "done": answer(3)])
    let approach = found.facets[0]
    #expect(approach.score.claimed.credit == 80)
    #expect(approach.score.evidenced.credit == nil)
    #expect(approach.score.evidenced.interval == Interval(worst: 60, best: 80))
    #expect(approach.profile.evidenced.meanMarks == Interval(worst: 3, best: 4))
    #expect(approach.profile.evidenced.meanMark == nil && approach.profile.claimed.meanMark == 4)
    #expect(found.facets[2].score.evidenced.credit == 50)
  }

  @Test func leavesEverythingOpenWhileAnItemIsMissing() {
    let rubric = Build.rubric([Build.domain("a", [Build.item("partly"), Build.item("open")])])
    let found = score(rubric, ["partly": Build.answer(["approach": 5])])
    #expect(found.items[0].score?.evidenced.interval == Interval(worst: 20, best: 100))
    #expect(found.items[0].score?.claimed.interval == Interval(worst: Rational(100, 3), best: 100))
    #expect(found.items[1].score?.evidenced.interval == Interval(worst: 0, best: 100))
    #expect(found.total?.evidenced.credit == nil && found.results?.evidenced.final == nil)
  }

  /// 79.996 shows as 80.00 and still misses a gate at 80: the full value is compared.
  @Test func comparesTheFullValueAndNotTheRoundedOne() {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("high", weight: 9_999), Build.item("low", weight: 1)])],
      results: [Build.result("no"), Build.result("yes", [.total(credit: 80)])])
    let found = score(
      rubric, ["high": answer(4, evidence: ["E"]), "low": answer(2, evidence: ["E"])],
      evidence: [Build.evidence("E")])
    let finding = found.gates[0].findings?.evidenced
    #expect(found.total?.evidenced.credit?.display() == "80.00")
    #expect(finding?.state == .failed)
    #expect(finding?.margin == Rational(-1, 250))
    #expect(found.results?.evidenced.final == ResultID("no"))
  }

  @Test func needsTheGatesOfEveryLowerResult() {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("i"), Build.item("j")])],
      results: [
        Build.result("no"), Build.result("low", [.everyItem(credit: 60)]),
        Build.result("high", [.total(credit: 60)]),
      ])
    let found = score(
      rubric, ["i": answer(5, evidence: ["E"]), "j": answer(2)], evidence: [Build.evidence("E")])
    #expect(found.gates.map { $0.findings?.evidenced.state } == [.failed, .passed])
    #expect(found.results?.evidenced.final == ResultID("no"))
    #expect(found.gates[0].findings?.evidenced.heldBackBy.map(\.subject) == [.item(ItemID("j"))])
  }

  @Test func countsAGateOnSomethingNotApplicableAsMet() {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("i")]), Build.domain("b", [Build.item("j")])],
      results: [
        Build.result("no"),
        Build.result("yes", [.item(ItemID("j"), credit: 100), .domain(DomainID("b"), credit: 100)]),
      ])
    let found = score(rubric, ["i": answer(1), "j": .notApplicable(reason: "无")])
    #expect(
      found.gates.allSatisfy { $0.findings?.claimed.state == .passed && $0.findings?.claimed.found == nil })
    #expect(found.results?.claimed.final == ResultID("yes"))
  }

  @Test func staysExactWithHugeWeights() {
    let weights = [Int.max, Int.max - 1, Int.max - 2, 1]
    let rubric = Build.rubric(
      (0..<3).map { domain in
        Build.domain(
          "d\(domain)", weight: weights[domain],
          weights.indices.map { Build.item("d\(domain)i\($0)", weight: weights[$0]) })
      },
      facetSets: [
        Build.facetSet("process", [("approach", Int.max), ("deployment", Int.max - 6), ("results", 5)])
      ])
    let marks = Dictionary(
      uniqueKeysWithValues: rubric.items.enumerated().map { offset, item in
        (
          item.id.rawValue,
          Build.answer(["approach": offset % 5 + 1, "deployment": 3, "results": (offset + 2) % 5 + 1])
        )
      })
    let trial = RandomCase(rubric: rubric, assessment: Build.assessment(marks))
    #expect(Comparison(trial).differences.isEmpty)
    let found = Scorer.score(assessment: trial.assessment, rubric: rubric)
    #expect(found.total!.claimed.credit!.denominator > BigInt(Int.max))
  }

  @Test func asksForTheNextMarkOfTheLowestFacet() {
    let rubric = Build.rubric([Build.domain("a", [Build.item("i"), Build.item("top")])])
    let found = score(
      rubric, ["i": Build.answer(["approach": 4, "deployment": 2, "results": 2]), "top": answer(5)])
    let step = found.items[0].nextStep
    #expect(step?.facet == FacetID("deployment") && step?.mark == .mostly)
    #expect(step?.wording == "i 的第 3 级" && step?.effortInPersonDays == 2)
    #expect(found.items[1].nextStep == nil)
  }

  @Test func aimsAboveTheBeginningFromTheLowestMark() {
    var item = Build.item("i")
    item.effortInPersonDays = [3, 10, 20, 45]
    let rubric = Build.rubric([Build.domain("a", [item])])
    let found = score(rubric, ["i": Build.answer(["approach": 3, "deployment": 1, "results": 2])])
    let step = found.items[0].nextStep
    #expect(step?.facet == FacetID("deployment") && step?.mark == .mostly)
    #expect(step?.wording == "i 的第 3 级" && step?.effortInPersonDays == 13)
  }

  /// Nobody asks for it then: it is neither judged nor taken as the worst.
  @Test func aFacetThatIsPassedOverOfAllItsItemsIsNoFinding() {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("i")]), Build.domain("b", [Build.item("j")])],
      results: [Build.result("no"), Build.result("yes", [.everyFacet(credit: 60)])])
    let part = Build.assessment(["i": answer(4), "j": Build.answer(["approach": 4, "deployment": 4])])
    let found = Scorer.worstCase(
      assessment: part, rubric: rubric, passingOver: [ItemID("j"): [FacetID("results")]])
    let whole = Scorer.worstCase(assessment: Build.assessment(["i": answer(4), "j": answer(4)]), rubric: rubric)
    #expect(found.gates == whole.gates && found.result == whole.result)
    #expect(Scorer.worstCase(assessment: part, rubric: rubric).gates[GateID("yes.1")]?.claimed == 0)
  }
}
