import AssessmentModel

/// The credits of every part of a rubric in one track, with each missing mark taken at one end.
///
/// A reference type, immutable once made, because every gate and facet is read off it.
final class Evaluation {
  /// How missing answers are taken.
  enum Completion: CaseIterable {
    /// Every missing facet at mark 1, no evidence given for it.
    case worst
    /// Every missing facet at mark 5, and evidence for every item that is not complete: it can still be given. A
    /// complete item keeps the evidence it cites, and so its cap.
    case best
  }

  let plan: ScoringPlan
  /// The marks that count, by item and facet; empty where the item does not apply.
  let marks: [[Mark]]
  /// The credits of those marks.
  let facetCredits: [[Rational]]
  /// The effective weights by item.
  let weights: [Rational]
  /// Whether an item cites valid evidence.
  let hasEvidence: [Bool]
  /// The credits by item, nil where the item does not apply.
  let itemCredits: [Rational?]
  /// The mean marks by item, nil where the item does not apply.
  let itemMeanMarks: [Rational?]
  /// The credits by group, nil where nothing applies.
  let groupCredits: [Rational?]
  /// The credits by domain, nil where nothing applies.
  let domainCredits: [Rational?]
  /// The total credit, nil where nothing applies.
  let total: Rational?

  /// Scores a plan.
  init(_ plan: ScoringPlan, track: Track, completion: Completion) {
    self.plan = plan
    marks = plan.items.map {
      $0.isApplicable ? Self.marks(of: $0, plan.rubric, track, completion) : []
    }
    hasEvidence = plan.items.map { Self.hasEvidence($0, completion) }
    weights = plan.items.map(\.weight.effective)
    let credits = plan.rubric.scale.entries.map(\.credit)
    facetCredits = marks.map { $0.map { credits[$0.rawValue - 1] } }
    itemCredits = zip(plan.items, facetCredits).map { item, credits in
      weightedMean(zip(item.facets, credits).map { (Rational($0.weight), $1) })
    }
    itemMeanMarks = zip(plan.items, marks).map { item, marks in
      weightedMean(zip(item.facets, marks).map { (Rational($0.weight), Rational($1.rawValue)) })
    }
    let itemCredits = itemCredits
    let groupCredits = plan.groups.map { group in
      weightedMean(group.items.map { (Rational(plan.items[$0].item.weight), itemCredits[$0]) })
    }
    self.groupCredits = groupCredits
    let domainCredits = plan.domains.map { domain in
      weightedMean(domain.groups.map { (Rational(plan.groups[$0].group.weight), groupCredits[$0]) })
    }
    self.domainCredits = domainCredits
    total = weightedMean(zip(plan.domains, domainCredits).map { (Rational($0.domain.weight), $1) })
  }

  /// The credit of a range of items if those that do not apply counted as 0 at their nominal weight.
  func creditWithoutRespread(of range: Range<Int>) -> Rational? {
    weightedMean(range.map { (plan.items[$0].weight.nominal, itemCredits[$0] ?? 0) })
  }

  private static func marks(
    of item: ScoringPlan.PlannedItem, _ rubric: Rubric, _ track: Track, _ completion: Completion
  ) -> [Mark] {
    let isCapped = track == .evidenced && !hasEvidence(item, completion)
    let cap = isCapped ? rubric.evidencePolicy.highestMarkWithoutEvidence : .beyond
    return item.marks.map { mark in
      guard let mark else { return completion == .worst ? .absent : cap }
      return min(mark, cap)
    }
  }

  private static func hasEvidence(_ item: ScoringPlan.PlannedItem, _ completion: Completion) -> Bool {
    item.hasValidEvidence || (completion == .best && item.status != .complete)
  }
}

/// The weighted mean of the values that are there; nil where none is.
func weightedMean(_ parts: some Sequence<(weight: Rational, value: Rational?)>) -> Rational? {
  var (sum, weights) = (Rational(0), Rational(0))
  for part in parts {
    guard let value = part.value else { continue }
    sum += part.weight * value
    weights += part.weight
  }
  return weights == 0 ? nil : sum / weights
}
