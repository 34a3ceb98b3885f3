public import AssessmentModel
public import Diagnostics

/// Small rubrics and assessments for tests, with everything that a test does not care about filled in.
public enum Build {
  /// A provenance of our own.
  public static let provenance = Provenance(kind: .interpretation, source: nil, note: "测试")

  /// A day of 2025.
  public static func day(_ month: Int, _ day: Int, year: Int = 2025) -> CalendarDate {
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      preconditionFailure("no such day: \(year)-\(month)-\(day)")
    }
    return date
  }

  /// The same wording in both languages, told apart by a suffix.
  public static func text(_ name: String) -> LocalizedText {
    LocalizedText(chinese: "\(name)（中）", english: "\(name) (en)")
  }

  /// A facet set of facets with their weights.
  public static func facetSet(_ id: String, _ facets: [(String, Int)]) -> FacetSet {
    FacetSet(
      id: FacetSetID(id), title: text(id),
      facets: facets.map { Facet(id: FacetID($0.0), title: text($0.0), asks: "有没有\($0.0)？", weight: $0.1) },
      provenance: provenance)
  }

  /// An item.
  public static func item(
    _ id: String, weight: Int = 1, facets: String = "process", indicators: [String] = [],
    notApplicable: NotApplicablePolicy = .withReason(when: "")
  ) -> Item {
    Item(
      id: ItemID(id), clause: nil, weight: weight, title: text(id), facetSet: FacetSetID(facets),
      question: "\(id) 做到了吗？", why: "因为 \(id) 重要。",
      markWordings: (1...5).map {
        MarkWording(inPlace: "\(id) 的第 \($0) 级", lacking: $0 == 3 ? "\(id) 在第 3 级还缺的" : nil)
      }, evidenceExpected: ["\(id) 的记录"],
      role: RoleID("head"), post: nil, indicators: indicators.map { IndicatorID($0) },
      notApplicable: notApplicable, effortInPersonDays: [1, 2, 4, 8], provenance: provenance)
  }

  /// A group of items.
  public static func group(_ id: String, weight: Int = 1, _ items: [Item]) -> ItemGroup {
    ItemGroup(
      id: GroupID(id), number: "", title: text(id), weight: weight, items: items, provenance: provenance)
  }

  /// A domain with groups.
  public static func domain(_ id: String, weight: Int = 1, groups: [ItemGroup]) -> Domain {
    Domain(
      id: DomainID(id), number: "", title: text(id), purpose: "\(id) 的用处。", weight: weight, groups: groups,
      provenance: provenance)
  }

  /// A domain with one group that stands for it.
  public static func domain(_ id: String, weight: Int = 1, _ items: [Item]) -> Domain {
    domain(
      id, weight: weight,
      groups: [
        ItemGroup(
          id: GroupID(id), number: "", title: nil, weight: 1, items: items, provenance: provenance)
      ])
  }

  /// A result with gates named after it.
  public static func result(_ id: String, stars: Int = 0, _ conditions: [Gate.Condition] = [])
    -> ResultDefinition
  {
    ResultDefinition(
      id: ResultID(id), title: text(id), stars: stars, publishedWording: "",
      gates: conditions.enumerated().map { number, condition in
        Gate(
          id: GateID("\(id).\(number + 1)"), title: text("\(id).\(number + 1)"), condition: condition,
          provenance: provenance)
      },
      provenance: provenance)
  }

  /// Marks 1 to 5 with credits.
  public static func scale(_ credits: [Int] = [0, 40, 60, 80, 100]) -> MarkScale {
    let titles = ["不具备", "具备雏形", "基本符合", "完全符合", "超越"]
    return MarkScale(
      entries: Mark.allCases.map { mark in
        MarkScale.Entry(
          mark: mark,
          title: LocalizedText(chinese: titles[mark.rawValue - 1], english: "mark \(mark.rawValue)"),
          credit: Rational(credits[mark.rawValue - 1]))
      }, provenance: provenance)
  }

  /// A rubric named `test`.
  public static func rubric(
    _ domains: [Domain],
    facetSets: [FacetSet] = [facetSet("process", [("approach", 1), ("deployment", 1), ("results", 1)])],
    results: [ResultDefinition] = [result("not-passed"), result("passed", [.total(credit: 60)])],
    scale: MarkScale = scale(), highestMarkWithoutEvidence: Mark = .mostly, profile: ProcessProfile? = nil,
    consistency: ConsistencyPolicy = ConsistencyPolicy(
      processAgainstResults: nil, evidenceUse: evidenceUse(5)),
    notApplicableLimit: Rational = Rational(1, 5)
  ) -> Rubric {
    Rubric(
      id: RubricID("test"), version: "1.0.0", contentHash: String(repeating: "0", count: 64), family: "test",
      title: text("test"), standard: "TEST", notes: [text("仅供测试")], totalPoints: 1_000, scale: scale,
      facetSets: Dictionary(facetSets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      domains: domains, results: results, processProfile: profile, consistency: consistency,
      evidencePolicy: EvidencePolicy(
        highestMarkWithoutEvidence: highestMarkWithoutEvidence, provenance: provenance),
      notApplicableLimit: NotApplicableLimit(share: notApplicableLimit, provenance: provenance), posts: [],
      roles: [RoleID("head"): text("head")],
      indicators: [:], sources: [:], weightsProvenance: provenance)
  }

  /// A limit on the items that a piece of evidence carries.
  public static func evidenceUse(_ items: Int) -> EvidenceUseLimit {
    EvidenceUseLimit(items: items, provenance: provenance)
  }

  /// A profile with the cut-offs of ccom-2019.
  public static let profile = ProcessProfile(
    conformingItemCredit: 60, conformingFacetCredit: 60, partialCredit: 60, maturityItemTolerance: 1,
    levelTitles: (1...5).map { text("level-\($0)") }, provenance: provenance)

  /// Marks on the facets of the default set, with evidence.
  public static func answer(
    _ marks: [String: Int], evidence: [String] = [], note: String? = nil, action: String? = nil
  ) -> Answer {
    var given: [FacetID: Mark] = [:]
    for (facet, mark) in marks { given[FacetID(facet)] = Mark(rawValue: mark) }
    return .marked(
      MarkedAnswer(marks: given, evidence: evidence.map { EvidenceID($0) }, note: note, action: action))
  }

  /// Evidence that is valid on the assessment date, unless days say otherwise.
  public static func evidence(
    _ id: String, state: Evidence.FileState = .none, collected: CalendarDate? = day(6, 1),
    covers: DatePeriod? = nil, received: CalendarDate? = nil, expires: CalendarDate? = nil
  ) -> Evidence {
    Evidence(
      id: EvidenceID(id), title: "证据 \(id)", file: nil, location: "档案室", fileState: state,
      collected: collected, covers: covers, received: received, expires: expires)
  }

  /// An assessment of the rubric `test` on 2025-12-20.
  public static func assessment(_ answers: [String: Answer], evidence: [Evidence] = []) -> Assessment {
    guard let period = DatePeriod(from: day(1, 1), to: day(12, 31)) else {
      preconditionFailure("a year begins before it ends")
    }
    var byItem: [ItemID: Answer] = [:]
    for (item, answer) in answers { byItem[ItemID(item)] = answer }
    return Assessment(
      organisation: Organisation(name: "测试中心", industry: "银行", seats: 320, scope: nil),
      period: period, date: day(12, 20),
      assessor: Assessor(role: .selfAssessment, name: "运营管理部"),
      rubrics: [RubricPin(id: RubricID("test"), version: "1.0.0", contentHash: nil)],
      answers: [RubricID("test"): byItem], evidence: evidence, indicatorFile: nil)
  }
}
