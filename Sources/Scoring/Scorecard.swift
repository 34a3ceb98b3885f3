public import AnalysisReports
public import AssessmentModel
public import IndicatorEvidence

/// What scoring computes from an assessment: the one object that every view is made from.
public struct Scorecard: Sendable, Equatable {
  /// The assessment that was scored.
  public var assessment: Assessment
  /// The scores by rubric, in the order the assessment pins them.
  public var rubrics: [RubricScore]
  /// Every piece of evidence of the assessment, in the order given, with its validity and its uses.
  public var evidence: [EvidenceStanding]
  /// What the centre's own data prove, where it gives any; it never changes a score.
  public var indicators: IndicatorEvidence?
  /// What the analyses say that the assessment lists, in its order; they never change a score.
  public var analyses: [AnalysisReport]

  /// Scores an assessment with the editions it pins, given in the same order.
  public init(
    assessment: Assessment, rubrics: [Rubric], indicators: IndicatorEvidence? = nil, analyses: [AnalysisReport] = []
  ) {
    self.assessment = assessment
    self.indicators = indicators
    self.analyses = analyses
    self.rubrics = rubrics.map { Scorer.score(assessment: assessment, rubric: $0) }
    evidence = EvidenceStanding.all(of: assessment, usedIn: self.rubrics)
  }
}

/// One way of counting: marks as given, or marks that evidence carries.
public enum Track: String, Sendable, CaseIterable {
  /// The marks as given.
  case claimed
  /// High marks without valid evidence are capped; the headline.
  case evidenced
}

/// One value for each track.
public struct Tracks<Value> {
  /// By the marks as given.
  public var claimed: Value
  /// By the marks that evidence carries.
  public var evidenced: Value

  /// Computes the value of each track.
  public init(_ value: (Track) -> Value) {
    claimed = value(.claimed)
    evidenced = value(.evidenced)
  }

  /// The value of one track.
  public subscript(track: Track) -> Value {
    switch track {
    case .claimed: claimed
    case .evidenced: evidenced
    }
  }
}

/// The worst and the best that is still possible; equal once nothing is missing.
public struct Interval<Value> {
  /// Every missing facet at mark 1, and no evidence but what is cited.
  public var worst: Value
  /// Every missing facet at mark 5, and evidence for every item that is not complete.
  public var best: Value

  /// Pairs the ends.
  public init(worst: Value, best: Value) {
    self.worst = worst
    self.best = best
  }
}

extension Interval where Value: Equatable {
  /// The value, where both ends agree.
  public var settled: Value? { worst == best ? worst : nil }
}

extension Tracks: Equatable where Value: Equatable {}
extension Tracks: Sendable where Value: Sendable {}
extension Interval: Equatable where Value: Equatable {}
extension Interval: Sendable where Value: Sendable {}

/// The credit of something in one track.
public struct TrackScore: Sendable, Equatable {
  /// The credit, 0 to 100; nil while an answer below is missing.
  public var credit: Rational?
  /// The credits still possible.
  public var interval: Interval<Rational>
  /// The credit if what is not applicable counted as credit 0 at its own weight, instead of having its weight
  /// re-spread; nil while an answer is missing.
  public var creditWithoutRespread: Rational?
}

/// How much of something has been answered.
public struct Completeness: Sendable, Equatable {
  /// All items.
  public var items = 0
  /// Items that do not apply.
  public var notApplicable = 0
  /// Applicable items with a mark on every facet.
  public var complete = 0
  /// Applicable items with a mark on some facets.
  public var partial = 0
  /// Applicable items without a mark.
  public var unanswered = 0
  /// Facets of applicable items.
  public var facets = 0
  /// Facets that have a mark.
  public var markedFacets = 0

  /// Items that apply.
  public var applicable: Int { items - notApplicable }
  /// Whether nothing is missing.
  public var isComplete: Bool { complete == applicable }
  /// The share of facets with a mark, 0 to 1; nil where nothing applies.
  public var share: Rational? { facets == 0 ? nil : Rational(markedFacets, facets) }
}

/// The score of one rubric.
public struct RubricScore: Sendable, Equatable {
  /// The edition that was scored with.
  public var rubric: Rubric
  /// How much has been answered.
  public var completeness: Completeness
  /// The total, 0 to 100; nil where nothing is applicable, so that there is no score and no result.
  public var total: Tracks<TrackScore>?
  /// The share of items that do not apply.
  public var notApplicable: NotApplicableShare
  /// The domains, in order.
  public var domains: [DomainScore]
  /// The facets over the whole rubric, in order.
  public var facets: [FacetScore]
  /// The gates of every result, from the lowest result up.
  public var gates: [GateStanding]
  /// The results; nil where nothing is applicable.
  public var results: Tracks<ResultStanding>?
  /// What does not fit together.
  public var warnings: [ConsistencyWarning]
  /// The best complete items, best first, at most five.
  public var strengths: [ItemID]
  /// The complete items that lose the most points of the total, largest loss first, at most five.
  public var gaps: [ItemID]

  /// Whether there is something to score and nothing is missing.
  public var isComplete: Bool { completeness.isComplete && completeness.applicable > 0 }
  /// Every item, in the order of domains and groups.
  public var items: [ItemScore] { domains.flatMap(\.items) }

  /// The score of an item, found without copying the others; nil where there is none.
  public func item(_ id: ItemID) -> ItemScore? {
    for domain in domains.indices {
      for group in domains[domain].groups.indices {
        for item in domains[domain].groups[group].items.indices
        where domains[domain].groups[group].items[item].id == id {
          return domains[domain].groups[group].items[item]
        }
      }
    }
    return nil
  }
}

/// How much of a rubric was declared not applicable.
public struct NotApplicableShare: Sendable, Equatable {
  /// The share of all items, 0 to 1.
  public var ofItems: Rational
  /// The share of the weight of the total, 0 to 1.
  public var ofWeight: Rational
  /// The share of items from which on it is flagged, 0 to 1.
  public var limit: Rational
  /// Whether the share of items is above the limit.
  public var exceedsLimit: Bool { ofItems > limit }
}

/// The score of a domain.
public struct DomainScore: Sendable, Equatable {
  /// Its name.
  public var id: DomainID
  /// How much has been answered.
  public var completeness: Completeness
  /// Its credit; nil where nothing of it is applicable.
  public var score: Tracks<TrackScore>?
  /// Its share of the total before and after re-spreading what is not applicable.
  public var weight: EffectiveWeight
  /// Its groups, in order.
  public var groups: [GroupScore]
  /// Its facets over all its groups, in order.
  public var facets: [FacetScore]
  /// Conformity and maturity; nil where nothing is applicable.
  public var profile: Tracks<ProfileStanding>?

  /// Every item, in order.
  public var items: [ItemScore] { groups.flatMap(\.items) }
}

/// The score of a group of items.
public struct GroupScore: Sendable, Equatable {
  /// Its name.
  public var id: GroupID
  /// How much has been answered.
  public var completeness: Completeness
  /// Its credit; nil where nothing of it is applicable.
  public var score: Tracks<TrackScore>?
  /// Its share of the total before and after re-spreading what is not applicable.
  public var weight: EffectiveWeight
  /// Its items, in order.
  public var items: [ItemScore]
  /// Its facets, in order.
  public var facets: [FacetScore]
  /// Conformity and maturity; nil where nothing is applicable.
  public var profile: Tracks<ProfileStanding>?
}

/// The share of the total that something carries, 0 to 1.
public struct EffectiveWeight: Sendable, Equatable {
  /// By the weights of the rubric, everything applicable.
  public var nominal: Rational
  /// After the weight of what is not applicable was re-spread inside the same parent; 0 for what does not apply.
  public var effective: Rational
}

/// One facet over the applicable items of a group, a domain or the rubric: such as the DCDIER step 收集 of a process.
public struct FacetScore: Sendable, Equatable {
  /// The facet set.
  public var set: FacetSetID
  /// The facet.
  public var id: FacetID
  /// The mean credit, weighted as the items are.
  public var score: Tracks<TrackScore>
  /// The mean mark, weighted as the items are, with its level.
  public var profile: Tracks<ProfileStanding>
}
