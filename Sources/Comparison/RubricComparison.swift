public import AssessmentModel
public import Diagnostics
public import Scoring

/// Two scores of one rubric, or of two editions of it, laid beside each other.
public struct RubricComparison: Sendable, Equatable {
  /// A domain then and now.
  public struct DomainChange: Sendable, Equatable {
    /// The domain.
    public var id: DomainID
    /// Its name shown, as the new edition has it where it does.
    public var title: LocalizedText
    /// How far its figures are comparable.
    public var grade: Comparability
    /// The smaller of the shares of its weight that items of both editions carry, 0 to 1.
    public var sharedWeight: Rational
    /// Its score then; nil where the old edition does not have it.
    public var then: DomainScore?
    /// Its score now; nil where the new edition does not have it.
    public var now: DomainScore?
    /// Its change by causes; nil where it is not comparable.
    public var causes: Tracks<Attribution>?
  }

  /// A facet over the whole rubric then and now.
  public struct FacetChange: Sendable, Equatable {
    /// The facet set.
    public var set: FacetSetID
    /// The facet.
    public var id: FacetID
    /// Its name shown.
    public var title: LocalizedText
    /// The name of its set.
    public var setTitle: LocalizedText
    /// Its score then.
    public var then: FacetScore?
    /// Its score now.
    public var now: FacetScore?
  }

  /// A gate then and now.
  public struct GateChange: Sendable, Equatable {
    /// The gate.
    public var id: GateID
    /// Its name shown.
    public var title: LocalizedText
    /// The name of the result that needs it.
    public var resultTitle: LocalizedText
    /// Whether what it asks changed; also where only one edition has it.
    public var isMoved: Bool
    /// Where it stood then; nil where only the new edition has it.
    public var then: GateStanding?
    /// Where it stands now; nil where only the old edition has it.
    public var now: GateStanding?
  }

  /// The same answers scored with the other edition, so far as it asks them.
  public struct Recast: Sendable, Equatable {
    /// The answers of then under the edition of now; items that only one edition asks keep their only answers.
    public var thenUnderNew: RubricScore
    /// The answers of now under the edition of then.
    public var nowUnderThen: RubricScore
  }

  /// The score then.
  public let then: RubricScore
  /// The score now.
  public let now: RubricScore
  /// What became of the items between the editions.
  public let editions: EditionComparison
  /// The crosswalk that mapped the editions, `id version`; nil where none was needed.
  public let crosswalk: String?
  /// How far the totals are comparable.
  public let grade: Comparability
  /// The smaller of the shares of the total weight that items of both editions carry, 0 to 1.
  public let sharedWeight: Rational
  /// The change of the total by causes; nil where it is not comparable.
  public let total: Tracks<Attribution>?
  /// The domains of the new edition in its order, then those that only the old one has.
  public let domains: [DomainChange]
  /// The facets over the whole rubric, likewise.
  public let facets: [FacetChange]
  /// The items, likewise.
  public let items: [ItemComparison]
  /// What the earlier answers announced, with what became of their items, in the order of the items.
  public let actions: [ActionOutcome]
  /// The gates, likewise.
  public let gates: [GateChange]
  /// Each side's answers under the other's edition; nil where there is one edition only.
  public let recast: Recast?

  /// Whether an answer is missing on either side, so that figures compare what is secured.
  public var isProvisional: Bool { !then.isComplete || !now.isComplete }

  /// Compares two scores.
  ///
  /// - Parameters:
  ///   - then: The earlier score.
  ///   - now: The later score.
  ///   - assessments: The assessments that were scored.
  ///   - crosswalk: The crosswalk read from the edition of then to that of now; nil where they are the same.
  public init(
    then: RubricScore, now: RubricScore, assessments: (then: Assessment, now: Assessment), crosswalk: CrosswalkReading?
  ) {
    self.then = then
    self.now = now
    self.crosswalk = crosswalk.map { "\($0.crosswalk.id) \($0.crosswalk.version)" }
    editions = EditionComparison(old: then.rubric, new: now.rubric, crosswalk: crosswalk)
    let alignment = EditionAlignment(editions)
    let mixed = MixedAssessment(alignment, then: assessments.then, now: assessments.now)
    let attributor = Attributor(mixed)
    (grade, sharedWeight) = alignment.grade(of: nil)
    func causes(_ domain: DomainID?, _ grade: Comparability) -> Tracks<Attribution>? {
      guard grade != .none, let claimed = attributor.attribution(of: domain, .claimed),
        let evidenced = attributor.attribution(of: domain, .evidenced)
      else { return nil }
      return Tracks { $0 == .claimed ? claimed : evidenced }
    }
    total = causes(nil, grade)
    domains = Self.sideBySide(now.rubric.domains, then.rubric.domains, id: \.id).map { domain in
      let (grade, shared) = alignment.grade(of: domain.id)
      return DomainChange(
        id: domain.id, title: domain.title, grade: grade, sharedWeight: shared,
        then: then.domains.first { $0.id == domain.id }, now: now.domains.first { $0.id == domain.id },
        causes: causes(domain.id, grade))
    }
    facets = Self.facets(then, now)
    items = Self.items(then, now, alignment, mixed)
    actions = ActionOutcome.all(items, answers: assessments.then.answers[then.rubric.id] ?? [:])
    gates = Self.gates(then, now)
    recast = alignment.isIdentity ? nil : Self.recast(mixed)
  }

  // MARK: - Parts

  /// The parts of the new edition, then those that only the old one has.
  private static func sideBySide<Part, ID: Equatable>(
    _ new: [Part], _ old: [Part], id: (Part) -> ID
  ) -> [Part] {
    new + old.filter { part in !new.contains { id($0) == id(part) } }
  }

  private static func facets(_ then: RubricScore, _ now: RubricScore) -> [FacetChange] {
    sideBySide(now.facets, then.facets) { [$0.set.rawValue, $0.id.rawValue] }.compactMap { facet in
      func find(_ score: RubricScore) -> FacetScore? {
        score.facets.first { $0.set == facet.set && $0.id == facet.id }
      }
      guard let set = now.rubric.facetSets[facet.set] ?? then.rubric.facetSets[facet.set],
        let title = set.facets.first(where: { $0.id == facet.id })?.title
      else { return nil }
      return FacetChange(
        set: facet.set, id: facet.id, title: title, setTitle: set.title, then: find(then), now: find(now))
    }
  }

  private static func items(
    _ then: RubricScore, _ now: RubricScore, _ alignment: EditionAlignment, _ mixed: MixedAssessment
  ) -> [ItemComparison] {
    func scores(_ score: RubricScore) -> [ItemID: (DomainID, ItemScore)] {
      Dictionary(
        score.domains.flatMap { domain in domain.items.map { ($0.id, (domain.id, $0)) } },
        uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (scores(then), scores(now))
    return zip(alignment.lines, mixed.lines).compactMap { line, mixed in
      let (before, after) = (line.old.flatMap { old[$0.id] }, line.new.flatMap { new[$0.id] })
      guard let domain = after?.0 ?? before?.0 else { return nil }
      return ItemComparison(
        line, mixed, domain: domain, facets: line.new.flatMap { alignment.new.facetSets[$0.facetSet] },
        then: before?.1, now: after?.1)
    }
  }

  private static func gates(_ then: RubricScore, _ now: RubricScore) -> [GateChange] {
    sideBySide(now.gates, then.gates) { $0.gate.id }.map { standing in
      let before = then.gates.first { $0.gate.id == standing.gate.id }
      let after = now.gates.first { $0.gate.id == standing.gate.id }
      let results = now.rubric.results + then.rubric.results
      return GateChange(
        id: standing.gate.id, title: standing.gate.title,
        resultTitle: results.first { $0.id == standing.result }?.title ?? standing.gate.title,
        isMoved: before?.gate.condition != after?.gate.condition, then: before, now: after)
    }
  }

  private static func recast(_ mixed: MixedAssessment) -> Recast {
    func score(_ causes: [Cause]) -> RubricScore {
      let coalition = Coalition(causes)
      return Scorer.score(assessment: mixed.assessment(coalition), rubric: mixed.rubric(coalition))
    }
    return Recast(
      thenUnderNew: score([.edition]), nowUnderThen: score(mixed.activeCauses.filter { $0 != .edition }))
  }
}
