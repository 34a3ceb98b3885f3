import AssessmentModel
import Diagnostics
import Scoring
import TestSupport

/// A small scorecard that has something of everything: a divided domain, two facet sets, an item that does not apply,
/// a capped mark, expired and overused evidence, an indicator, a post, a source.
enum Sample {
  static let processItems = [
    Build.item("first.vision"), Build.item("first.goals", weight: 2),
    Build.item("first.duty", notApplicable: .byScope(when: "不承担营销职能")),
  ]

  static func rubric() -> Rubric {
    var clause = Build.item("second.quality", facets: "result", indicators: ["service-level"])
    clause.clause = "2.1"
    clause.post = PostID("qap")
    clause.provenance = Provenance(kind: .published, source: SourceID("paper"), note: "来源列出名称")
    var rubric = Build.rubric(
      [
        Build.domain("first", weight: 2, processItems),
        Build.domain(
          "second", weight: 3,
          groups: [
            Build.group("second-process", weight: 2, [Build.item("second.plan")]),
            Build.group("second-results", [clause]),
          ]),
      ],
      facetSets: [
        Build.facetSet("process", [("approach", 1), ("deployment", 1), ("results", 2)]),
        Build.facetSet("result", [("level", 1), ("trend", 1)]),
      ],
      results: [
        Build.result("not-passed"),
        Build.result("passed", [.everyDomain(credit: 60), .everyItem(credit: 40)]),
        Build.result(
          "four-star", stars: 4,
          [
            .total(credit: 80), .domain(DomainID("first"), credit: 70),
            .item(ItemID("second.plan"), credit: 60),
            .itemShare(share: Rational(1, 5), credit: 90), .evidence(share: Rational(1, 2)),
          ]),
        Build.result(
          "five-star", stars: 5,
          [.itemShareInEveryDomain(share: Rational(1, 2), credit: 90), .everyFacet(credit: 60)]),
      ],
      profile: Build.profile,
      consistency: ConsistencyPolicy(
        processAgainstResults: .init(
          processDomains: [DomainID("first")], resultGroup: GroupID("second-results"), maximumDifference: 20,
          provenance: Build.provenance),
        evidenceUse: Build.evidenceUse(1)))
    rubric.posts = [Post(id: PostID("qap"), code: "CCOM-QAP", title: Build.text("qap"))]
    rubric.indicators = [IndicatorID("service-level"): Build.text("service-level")]
    rubric.sources = [SourceID("paper"): Build.text("paper")]
    return rubric
  }

  static let evidence = [
    Build.evidence("E01", state: .present(sha256: String(repeating: "a", count: 64), bytes: 12_345)),
    Build.evidence("E02", expires: Build.day(12, 19)),
  ]

  static let answers: [String: Answer] = [
    "first.vision": Build.answer(
      ["approach": 5, "deployment": 4, "results": 4], evidence: ["E01"], note: "已发布 <2025> & 抽问"),
    "first.goals": Build.answer(
      ["approach": 4, "deployment": 4, "results": 5], evidence: ["E02"], action: "补证据"),
    "first.duty": .notApplicable(reason: "本中心不承担营销职能"),
    "second.plan": Build.answer(["approach": 4, "deployment": 3, "results": 3], evidence: ["E01"]),
    "second.quality": Build.answer(["level": 3, "trend": 2], note: "第一行\n第二行"),
  ]

  /// Everything answered.
  static func complete() -> Scorecard {
    Scorecard(assessment: Build.assessment(answers, evidence: evidence), rubrics: [rubric()])
  }

  /// One item without an answer and one answered in part.
  static func incomplete() -> Scorecard {
    var answers = answers
    answers["first.goals"] = nil
    answers["second.plan"] = Build.answer(["approach": 4])
    return Scorecard(assessment: Build.assessment(answers, evidence: evidence), rubrics: [rubric()])
  }

  /// Nothing applicable.
  static func notApplicable() -> Scorecard {
    let items = rubric().items.map { ($0.id.rawValue, Answer.notApplicable(reason: "无")) }
    return Scorecard(
      assessment: Build.assessment(
        Dictionary(items, uniquingKeysWith: { first, _ in first }), evidence: evidence),
      rubrics: [rubric()])
  }
}

extension Sample {
  /// A name with everything that has to be escaped, and characters that XML 1.0 has no place for.
  static let hostileName = "<b>\"A & B's\"</b>]]>\t第一行\n第二行\r\u{1}\u{FFFF}\u{2028}😀\\end"

  /// The complete sample under a hostile name.
  static func hostile() -> Scorecard {
    var assessment = Build.assessment(answers, evidence: evidence)
    assessment.organisation.name = hostileName
    assessment.organisation.scope = hostileName
    return Scorecard(assessment: assessment, rubrics: [rubric()])
  }

  /// A total of 79.996 before a gate at 80.
  static func byAHair() -> Scorecard {
    let rubric = Build.rubric(
      [Build.domain("a", [Build.item("high", weight: 9_999), Build.item("low", weight: 1)])],
      facetSets: [Build.facetSet("process", [("approach", 1)])],
      results: [Build.result("no"), Build.result("yes", [.total(credit: 80)])])
    return Scorecard(
      assessment: Build.assessment(
        [
          "high": Build.answer(["approach": 4], evidence: ["E"]),
          "low": Build.answer(["approach": 2], evidence: ["E"]),
        ], evidence: [Build.evidence("E")]),
      rubrics: [rubric])
  }
}
