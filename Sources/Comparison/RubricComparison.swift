public import AssessmentModel
public import Diagnostics
internal import ParallelWork
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

  /// Domains that an edition split, merged or renamed, together then and now.
  public struct DomainGroupChange: Sendable, Equatable {
    /// The domains of the old edition, in its order.
    public var old: [DomainID]
    /// The domains of the new edition, in its order.
    public var new: [DomainID]
    /// Their names shown, such as 现场、流程 → 运营与流程.
    public var title: LocalizedText
    /// How far their figures are comparable; never in full.
    public var grade: Comparability
    /// The smaller of the shares of their weight that items of both editions carry, 0 to 1.
    public var sharedWeight: Rational
    /// Their score then: the mean, by effective weight; nil where nothing applied.
    public var then: Tracks<TrackScore>?
    /// Their score now.
    public var now: Tracks<TrackScore>?
    /// Their change by causes; nil where nothing applies on one side.
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
    /// How far its figures are comparable.
    public var grade: Comparability
    /// Its score then.
    public var then: FacetScore?
    /// Its score now.
    public var now: FacetScore?
    /// The change of what is secured, by causes; nil where it is not comparable.
    public var causes: Tracks<CauseSplit>?
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
    /// How far what it finds is comparable.
    public var grade: Comparability
    /// Where it stood then; nil where only the new edition has it.
    public var then: GateStanding?
    /// Where it stands now; nil where only the old edition has it.
    public var now: GateStanding?
    /// The change of what is secured of its finding, by causes; nil where it is not comparable.
    public var causes: Tracks<CauseSplit>?
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
  /// The SHA-256 of the crosswalk's file, in hexadecimal digits; nil where none was needed, or it is not told.
  public let crosswalkDigest: String?
  /// How far the totals are comparable.
  public let grade: Comparability
  /// The smaller of the shares of the total weight that items of both editions carry, 0 to 1.
  public let sharedWeight: Rational
  /// The change of the total by causes; nil where it is not comparable.
  public let total: Tracks<Attribution>?
  /// The domains of the new edition in its order, then those that only the old one has.
  public let domains: [DomainChange]
  /// Domains that the new edition split, merged or renamed, where they can be compared together; in its order.
  public let domainGroups: [DomainGroupChange]
  /// The facets over the whole rubric, likewise.
  public let facets: [FacetChange]
  /// The items, likewise.
  public let items: [ItemComparison]
  /// What the earlier answers announced, with what became of their items, in the order of the items.
  public let actions: [ActionOutcome]
  /// The gates, likewise.
  public let gates: [GateChange]
  /// The change of result by causes; nil where it is not comparable.
  public let result: Tracks<ResultSplit>?
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
    crosswalkDigest = crosswalk?.crosswalk.fileDigest
    editions = EditionComparison(old: then.rubric, new: now.rubric, crosswalk: crosswalk)
    let alignment = EditionAlignment(editions)
    let mixed = MixedAssessment(alignment, then: assessments.then, now: assessments.now)
    let (attributor, recast) = AtOnce.both({ Attributor(mixed) }, { alignment.isIdentity ? nil : Self.recast(mixed) })
    let builder = ChangeBuilder(then: then, now: now, alignment: alignment, attributor: attributor)
    (grade, sharedWeight) = alignment.grade(of: .whole)
    total = builder.causes(.whole, grade)
    domains = builder.domains()
    let incomparable = Set(domains.filter { $0.grade == .none }.map(\.id))
    domainGroups = builder.domainGroups { incomparable.contains($0) }
    facets = builder.facets()
    items = builder.items(mixed)
    actions = ActionOutcome.all(items, answers: assessments.then.answers[then.rubric.id] ?? [:])
    gates = builder.gates()
    result = builder.result(grade)
    self.recast = recast
  }

  private static func recast(_ mixed: MixedAssessment) -> Recast {
    let coalitions = [[.edition], mixed.activeCauses.filter { $0 != .edition }].map { Coalition($0) }
    let scores = AtOnce.values(coalitions.count) { place in
      Scorer.score(
        assessment: mixed.assessment(coalitions[place], open: .missing),
        rubric: mixed.rubric(coalitions[place], open: .missing))
    }
    return Recast(thenUnderNew: scores[0], nowUnderThen: scores[1])
  }
}
