import AssessmentModel

/// One facet over a range of items: which items are marked on it, and at which place.
struct FacetMembers {
  /// An item that is marked on the facet.
  struct Member {
    let item: Int
    let facet: Int
  }

  let set: FacetSetID
  let id: FacetID
  private(set) var members: [Member] = []

  /// The facets of the applicable items in a range: sets in the order in which items use them, facets in the order of
  /// their set.
  static func all(in range: Range<Int>, of plan: ScoringPlan) -> [FacetMembers] {
    var found: [FacetMembers] = []
    var firstOfSet: [FacetSetID: Int] = [:]
    for index in range where plan.items[index].isApplicable {
      let planned = plan.items[index]
      let first: Int
      if let known = firstOfSet[planned.item.facetSet] {
        first = known
      } else {
        first = found.count
        firstOfSet[planned.item.facetSet] = first
        found += planned.facets.map { FacetMembers(set: planned.item.facetSet, id: $0.id) }
      }
      for facet in planned.facets.indices {
        found[first + facet].members.append(Member(item: index, facet: facet))
      }
    }
    return found
  }

  /// Whether every item has a mark on the facet.
  func isComplete(in plan: ScoringPlan) -> Bool {
    members.allSatisfy { plan.items[$0.item].marks[$0.facet] != nil }
  }

  /// The mean credit, weighted by the effective weights of the items.
  func credit(in evaluation: Evaluation) -> Rational {
    mean(in: evaluation) { evaluation.plan.rubric.scale[$0].credit }
  }

  /// The mean credit if items of the range that do not apply counted as 0 at their nominal weight.
  func creditWithoutRespread(in evaluation: Evaluation, of range: Range<Int>) -> Rational {
    let plan = evaluation.plan
    let credits = members.map { member in
      (
        weight: plan.items[member.item].weight.nominal,
        value: Optional(plan.rubric.scale[evaluation.marks[member.item][member.facet]].credit)
      )
    }
    let absent = range.filter { !plan.items[$0].isApplicable && plan.items[$0].item.facetSet == set }
      .map { (weight: plan.items[$0].weight.nominal, value: Optional(Rational(0))) }
    return weightedMean(credits + absent) ?? 0
  }

  /// Mean mark, level and conformity of the facet.
  func profile(in evaluation: Evaluation) -> ProfileReading {
    let scale = evaluation.plan.rubric.scale
    let credit = credit(in: evaluation)
    return ProfileReading(
      credit: credit, meanMark: mean(in: evaluation) { Rational($0.rawValue) }, facetCredits: [credit],
      items: members.map {
        let mark = evaluation.marks[$0.item][$0.facet]
        return (scale[mark].credit, Rational(mark.rawValue))
      },
      rule: evaluation.plan.rubric.processProfile)
  }

  private func mean(in evaluation: Evaluation, _ value: (Mark) -> Rational) -> Rational {
    weightedMean(
      members.map {
        (evaluation.plan.items[$0.item].weight.effective, value(evaluation.marks[$0.item][$0.facet]))
      }) ?? 0
  }
}
