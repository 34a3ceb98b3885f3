public import AssessmentModel

/// What an item brings to its domain and to the total, with every missing mark taken as the lowest.
///
/// The secured score is the sum of weight times credit over the items: what comparisons take apart.
public struct WorstCaseItem: Sendable, Equatable {
  /// The item.
  public var id: ItemID
  /// The domain that holds it.
  public var domain: DomainID
  /// Its share of the total after re-spreading, 0 to 1; 0 where it does not apply.
  public var weight: Rational
  /// Its share of its domain after re-spreading, 0 to 1; 0 where it does not apply.
  public var weightInDomain: Rational
  /// The credit that is secured, 0 to 100; 0 where it does not apply.
  public var credit: Tracks<Rational>
}

extension Scorer {
  /// The secured credits and the weights of every item, in the order of domains and groups, without the rest of a score.
  public static func worstCase(assessment: Assessment, rubric: Rubric) -> [WorstCaseItem] {
    let plan = ScoringPlan(rubric: rubric, assessment: assessment)
    let evaluations = Tracks { Evaluation(plan, track: $0, completion: .worst) }
    return plan.domains.flatMap { domain in
      domain.items.map { index in
        let weight = plan.items[index].weight.effective
        return WorstCaseItem(
          id: plan.items[index].item.id, domain: domain.domain.id, weight: weight,
          weightInDomain: domain.weight.effective == 0 ? 0 : weight / domain.weight.effective,
          credit: Tracks { evaluations[$0].itemCredits[index] ?? 0 })
      }
    }
  }
}
