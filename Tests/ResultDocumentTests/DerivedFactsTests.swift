import AssessmentModel
import ResultDocument
import Scoring
import TestSupport
import Testing

/// What sentences and tables of a report take as it stands: counts, ties, lists and distances.
@Suite struct DerivedFactsTests {
  /// One facet an item, so that marks 1 to 5 are credits 0, 40, 60, 80, 100.
  private static let facets = [Build.facetSet("process", [("approach", 1)])]

  /// A scorecard of domains of items with these marks; nil is no answer, 0 is not applicable.
  private func card(
    _ domains: [(String, [Int?])], results: [ResultDefinition] = standardResults, profile: ProcessProfile? = nil,
    evidenced: Bool = true, role: Assessor.Role = .selfAssessment
  ) -> Scorecard {
    var answers: [String: Answer] = [:]
    let built = domains.map { name, marks in
      Build.domain(
        name,
        marks.enumerated().map { index, mark in
          let id = "\(name).i\(index)"
          if mark == 0 {
            answers[id] = .notApplicable(reason: "没有这项业务")
          } else if let mark {
            answers[id] = Build.answer(["approach": mark], evidence: evidenced ? ["E"] : [])
          }
          return Build.item(id, notApplicable: .byScope(when: ""))
        })
    }
    let rubric = Build.rubric(built, facetSets: Self.facets, results: results, profile: profile)
    var assessment = Build.assessment(answers, evidence: [Build.evidence("E")])
    assessment.assessor.role = role
    return Scorecard(assessment: assessment, rubrics: [rubric])
  }

  private static let standardResults = [
    Build.result("not-passed"),
    Build.result("passed", [.everyDomain(credit: 60), .everyItem(credit: 40)]),
    Build.result("four-star", stars: 4, [.total(credit: 80), .itemShare(share: Rational(1, 2), credit: 90)]),
  ]

  private func rubric(_ card: Scorecard) -> ResultNode { ResultDocument(card).root.list("rubrics")[0] }

  /// A text without the marks that tell the languages of built names apart.
  private func plain(_ text: String?) -> String? {
    text.map { $0.replacing("（中）", with: "").replacing(" (en)", with: "") }
  }

  // MARK: - Ties

  @Test func namesTheOnlyLowestAndEveryTiedHighestItem() {
    let domain = rubric(card([("a", [2, 5, 4, 5])])).list("domains")[0]
    #expect(plain(domain.part("lowest")?["names"]) == "a.i0")
    #expect(domain.part("lowest")?["count"] == "1")
    #expect(plain(domain.part("highest")?["names"]) == "a.i1、a.i3")
    #expect(plain(domain.part("highest")?["names-en"]) == "a.i1, a.i3")
    #expect(domain.part("highest")?.part("evidenced")?["display"] == "100.00")
    #expect(domain.part("uniform") == nil)
    #expect(plain(domain["below-meeting-names"]) == "a.i0")
  }

  @Test func countsTwelveTiedItemsAndNamesThree() {
    let domain = rubric(card([("a", Array(repeating: 2, count: 12) + [4])])).list("domains")[0]
    #expect(plain(domain.part("lowest")?["names"]) == "a.i0、a.i1、a.i2等 12 项")
    #expect(plain(domain.part("lowest")?["names-en"]) == "a.i0, a.i1, a.i2 and 9 more")
    #expect(plain(domain["below-meeting-names"]) == "a.i0、a.i1、a.i2等 12 项")
  }

  @Test func saysThatAllItemsAreEqualAndNamesNoLowest() {
    for (marks, count) in [([3, 3, 3], "3"), ([4], "1"), ([3, 0, 3], "2"), ([3, nil, 3], "2")] as [([Int?], String)] {
      let domain = rubric(card([("a", marks)])).list("domains")[0]
      #expect(domain.part("lowest") == nil && domain.part("highest") == nil)
      #expect(domain.part("uniform")?["count"] == count)
      #expect(domain["below-meeting-names"] == nil)
    }
  }

  @Test(arguments: [[nil, nil], [0, 0]] as [[Int?]])
  func saysNothingOfItemsWithoutACredit(_ marks: [Int?]) {
    let domain = rubric(card([("a", marks), ("b", [3])])).list("domains")[0]
    #expect(domain.part("lowest") == nil && domain.part("uniform") == nil)
  }

  // MARK: - How far the answers have come

  @Test(
    arguments: [
      ([3, 3], "2 项已全部评完", "all 2 items answered"),
      ([nil, nil, 0], "2 项都还没有评", "none of 2 items answered"),
      ([3, nil], "已评 1 项，未评 1 项", "1 answered, 1 not answered"),
      ([0, 0], "没有适用的评审项", "nothing is applicable"),
    ] as [([Int?], String, String)])
  func completenessNamesNoCountOfZero(_ marks: [Int?], _ chinese: String, _ english: String) {
    let completeness = rubric(card([("a", marks)])).part("completeness")
    #expect(completeness?["summary"] == chinese && completeness?["summary-en"] == english)
  }

  @Test func namesWhatIsMissingAndWhoAnswers() {
    let root = ResultDocument(card([("a", [nil, 3, nil]), ("b", [nil, nil])])).root
    let rubric = root.list("rubrics")[0]
    #expect(rubric["missing-items"] == "4" && root.part("summary")?["missing-items"] == "4")
    #expect(plain(rubric["missing-names"]) == "a.i0、a.i2、b.i0等 4 项")
    let complete = self.rubric(card([("a", [3])]))
    #expect(complete["missing-items"] == "0" && complete["missing-names"] == nil && complete["missing-roles"] == nil)
  }

  // MARK: - Gates

  @Test func gatesInFocusAreCountedInWordsWithoutZeros() {
    // Complete: both gates of the next result met or not.
    #expect(rubric(card([("a", [3])])).part("focus")?["display"] == "2 个门槛都未达到")
    let mixed = rubric(card([("a", [4])])).part("focus")
    #expect(mixed?["display"] == "2 个门槛中，1 个已达到，1 个未达到" && plain(mixed?["title"]) == "four-star")
    #expect(mixed?["passed"] == "1" && mixed?["failed"] == "1" && mixed?["open"] == "0")
    // The highest result is reached: its own gates stay in focus, and there is no next result.
    let best = rubric(card([("a", [5])]))
    #expect(best.part("focus")?["display"] == "2 个门槛都已达到" && best.part("next-result") == nil)
    // Nothing answered: everything is open; nothing applicable: there is nothing to say.
    #expect(rubric(card([("a", [nil])])).part("focus")?["display"] == "2 个门槛都待定")
    #expect(rubric(card([("a", [0])])).part("focus")?["display"] == nil)
    // Out of reach while an answer is missing.
    let lost = rubric(card([("a", [1, nil])]))
    #expect(lost.part("focus")?["display"] == "2 个门槛都已无法达到" && plain(lost["out-of-reach"]) == "passed、four-star")
    #expect(lost["gates-summary"] == "4 个门槛中，3 个已无法达到，1 个待定")
  }

  @Test func aResultOfOneGateIsCountedInTheSingular() {
    let results = [Build.result("no"), Build.result("yes", [.total(credit: 80)])]
    #expect(rubric(card([("a", [3])], results: results)).part("focus")?["display"] == "1 个门槛未达到")
    #expect(rubric(card([("a", [4])], results: results)).part("focus")?["display-en"] == "1 gate met")
    let none = rubric(card([("a", [3])], results: [Build.result("only")]))
    #expect(none.part("focus") == nil && none["gates-summary"] == nil)
  }

  @Test func saysWhatTheNextResultStillNeeds() {
    let next = rubric(card([("a", [3, 4]), ("b", [4, 4])])).part("next-result")
    #expect(plain(next?["unmet"]) == "four-star.1不低于 80.00（现为 75.00）、four-star.2不低于 50.00%（现为 0.00%）")
    #expect(next?.part("points-short")?["display"] == "50.0")
    let lowest = rubric(card([("a", [2, 2]), ("b", [5])])).part("next-result")
    #expect(plain(lowest?["unmet"]) == "passed.1不低于 60.00（现最低 40.00）")
    #expect(plain(lowest?["unmet-en"]) == "passed.1 at least 60.00 (now at worst 40.00)")
    #expect(lowest?.part("points-short") == nil)
  }

  @Test func aShortfallBelowTheDisplayIsNotShownAsNothing() {
    let next = ResultDocument(Sample.byAHair()).root.list("rubrics")[0].part("next-result")
    #expect(next?.part("points-short")?["display"] == "0.04")
    #expect(next?["unmet"]?.contains("不低于 80.000（现为 79.996）") == true)
  }

  @Test func heldBackCountsTheKindOfPartThatTheGateCompares() {
    func heldBack(_ domains: [(String, [Int?])], _ gate: Int, _ results: [ResultDefinition]? = nil) -> String? {
      plain(rubric(card(domains, results: results ?? Self.standardResults)).list("gates")[gate]["held-back-by"])
    }
    #expect(heldBack([("a", [3]), ("b", [4])], 0) == nil)
    #expect(heldBack([("a", [2]), ("b", [1]), ("c", [5])], 0) == "b、a")
    #expect(heldBack(["a", "b", "c", "d"].map { ($0, [1]) }, 0) == "a、b、c等 4 个范畴")
    #expect(heldBack([("a", [1, 1, 1, 1, 1])], 1) == "a.i0、a.i1、a.i2等 5 项")
    // A share of items: how many more it takes, and which are nearest; all of them where all are needed.
    #expect(heldBack([("a", [5, 4, 4, 4, 3])], 3) == "还差 2 项，最接近的是a.i1、a.i2、a.i3")
    #expect(heldBack([("a", [3])], 3) == "a.i0")
    // A share in every domain names the domains, not the items as well.
    let inEvery = [Build.result("no"), Build.result("yes", [.itemShareInEveryDomain(share: 1, credit: 90)])]
    #expect(heldBack([("a", [3, 3]), ("b", [3])], 0, inEvery) == "a、b")
    let facets = [Build.result("no"), Build.result("yes", [.everyFacet(credit: 60)])]
    #expect(heldBack([("a", [2]), ("b", [2])], 0, facets) == "a·approach、b·approach")
  }

  @Test func aRubricOfProcessesCountsProcesses() {
    let card = card(
      ["a", "b", "c", "d"].map { ($0, [1]) }, profile: Build.profile)
    let rubric = rubric(card)
    #expect(rubric["domain-word"] == "过程" && rubric["domain-word-en"] == "process")
    #expect(plain(rubric.list("gates")[0]["held-back-by"]) == "a、b、c等 4 个过程")
    #expect(rubric.list("gates")[0]["condition"] == "每个过程 ≥ 60.00")
    #expect(rubric["headline"] == "true")
  }

  @Test func marginsCarryTheirSignAndSharesDifferByPercentagePoints() {
    let gates = rubric(card([("a", [4, 3])])).list("gates")
    #expect(gates.map { $0.part("margin")?["signed"] } == ["+10.00", "+20.00", "−10.00", "−50.00 个百分点"])
    let exact = rubric(card([("a", [3])])).list("gates")[0].part("margin")
    #expect(exact?["signed"] == "0.00" && exact?["signed-en"] == "0.00")
  }

  // MARK: - Claims, gaps, the rubric that leads

  @Test func saysWhetherTheClaimedResultDiffers() {
    #expect(rubric(card([("a", [5])]))["claimed-differs"] == "false")
    #expect(rubric(card([("a", [5])], evidenced: false))["claimed-differs"] == "true")
    #expect(rubric(card([("a", [5, nil])]))["claimed-differs"] == nil)
    #expect(rubric(card([("a", [0])]))["claimed-differs"] == nil)
  }

  @Test func everyGapIsToBeImprovedAlsoWhereItIsNotWeak() {
    let rubric = rubric(card([("a", [5, 5, 5, 5, 5, 4, 4])]))
    let items = rubric.list("domains")[0].list("groups")[0].list("items")
    #expect(rubric.list("gaps").map { $0["rank"] } == ["1", "2"])
    #expect(items.map { $0["gap-rank"] } == [nil, nil, nil, nil, nil, "1", "2"])
    #expect(items.map { $0["weak"] } == Array(repeating: "false", count: 7))
    #expect(items.map { $0["to-improve"] } == ["false", "false", "false", "false", "false", "true", "true"])
  }

  @Test func theSummarySpeaksOfTheRubricWithPublishedResults() {
    func order(_ profiles: [ProcessProfile?]) -> [String?] {
      let rubrics = profiles.enumerated().map { index, profile in
        var rubric = Build.rubric(
          [Build.domain("a", [Build.item("x\(index)")])], facetSets: Self.facets, profile: profile)
        rubric.id = RubricID("r\(index)")
        return rubric
      }
      let card = Scorecard(assessment: Build.assessment([:]), rubrics: rubrics)
      return ResultDocument(card).root.list("rubrics").map { $0["headline"] }
    }
    #expect(order([nil]) == ["true"])
    #expect(order([nil, Build.profile]) == ["true", "false"])
    #expect(order([Build.profile, nil]) == ["false", "true"])
    #expect(order([Build.profile]) == ["true"])
    #expect(order([nil, nil]) == ["true", "false"])
  }

  // MARK: - For auditors

  @Test func samplesGiveEveryReason() {
    let root = ResultDocument(card([("a", [5, 3, 0]), ("b", [nil])], evidenced: false, role: .auditor)).root
    let samples = root.list("rubrics")[0].list("sampling")
    #expect(samples.map { $0["item"] } == ["a.i0", "a.i2"])
    #expect(samples[0]["reasons"] == "自称高于 3 级却没有有效证据；各维度都自称 5 级")
    #expect(samples[1]["reasons"] == "评为不适用，核对理由")
    #expect(root.part("assessment")?["short-title"] == "评审员评估")
    #expect(rubric(card([("a", [4, 3])])).list("sampling").isEmpty)
  }

  @Test func summaryCountsOverAllRubrics() {
    let summary = ResultDocument(Sample.complete()).root.part("summary")
    #expect(summary?["evidence"] == "2" && summary?["valid-evidence"] == "1" && summary?["invalid-evidence"] == "1")
    #expect(summary?["capped-items"] == "1" && summary?["missing-items"] == "0")
    let nothing = ResultDocument(Sample.notApplicable()).root.part("summary")
    #expect(nothing?["expected-records"] == "0")
  }
}
