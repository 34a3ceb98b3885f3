public import AssessmentModel

/// What is secured of an assessment, with every missing mark taken as the lowest: what comparisons take apart.
public struct WorstCase: Sendable, Equatable {
  /// A facet over the whole rubric.
  public struct FacetName: Sendable, Hashable {
    /// Its set.
    public var set: FacetSetID
    /// The facet.
    public var id: FacetID

    /// Names a facet of a set.
    public init(set: FacetSetID, id: FacetID) {
      self.set = set
      self.id = id
    }
  }

  /// Every item, in the order of domains and groups.
  public var items: [WorstCaseItem]
  /// The credits of the facets over the whole rubric, 0 to 100; of those on which something applicable is marked.
  public var facets: [FacetName: Tracks<Rational>]
  /// What the gates find, a credit of 0 to 100 or a share of 0 to 1; nil where a gate speaks of something not applicable.
  public var gates: [GateID: Tracks<Rational?>]
  /// The place of the result reached in the rubric's results; nil where nothing applies.
  public var result: Tracks<Int>?
}

/// What an item brings to its domain and to the total, with every missing mark taken as the lowest.
///
/// The secured score is the sum of weight times credit over the items.
public struct WorstCaseItem: Sendable, Equatable {
  /// The item.
  public var id: ItemID
  /// The domain that holds it.
  public var domain: DomainID
  /// Its share of the total after re-spreading, 0 to 1; 0 where it does not apply.
  public var weight: Rational
  /// The credit that is secured, 0 to 100; 0 where it does not apply.
  public var credit: Tracks<Rational>
}

extension Scorer {
  /// The secured credits and weights of every item, and what is read off them, without the rest of a score.
  ///
  /// - Parameter facets: what of some items is passed over, as if they were not marked on it; not all of an item.
  public static func worstCase(
    assessment: Assessment, rubric: Rubric, passingOver facets: [ItemID: Set<FacetID>] = [:]
  ) -> WorstCase {
    let plan = ScoringPlan(rubric: rubric, assessment: assessment, passingOver: facets)
    let evaluations = Tracks { Evaluation(plan, track: $0, completion: .worst) }
    let items = plan.domains.flatMap { domain in
      domain.items.map { index in
        WorstCaseItem(
          id: plan.items[index].item.id, domain: domain.domain.id, weight: plan.items[index].weight.effective,
          credit: Tracks { evaluations[$0].itemCredits[index] ?? 0 })
      }
    }
    let members = FacetMembers.all(in: plan.items.indices, of: plan)
    let facets = members.map { facet in
      (WorstCase.FacetName(set: facet.set, id: facet.id), Tracks { facet.credit(in: evaluations[$0]) })
    }
    let readings = rubric.results.map { result in
      result.gates.map { gate in (gate.id, Tracks { GateReading(gate.condition, in: evaluations[$0]) }, gate.condition)
      }
    }
    let reached = Tracks { track in
      max(readings.prefix { $0.allSatisfy { $0.1[track].holds($0.2) } }.count - 1, 0)
    }
    return WorstCase(
      items: items,
      facets: Dictionary(facets, uniquingKeysWith: { first, _ in first }),
      gates: Dictionary(
        readings.joined().map { gate in (gate.0, Tracks { gate.1[$0].found }) },
        uniquingKeysWith: { first, _ in first }),
      result: plan.isApplicable(plan.items.indices) ? reached : nil)
  }
}
