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
  /// their set; none that is passed over of all its items.
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
        let facets = plan.rubric.facetSets[planned.item.facetSet]?.facets ?? []
        found += facets.map { FacetMembers(set: planned.item.facetSet, id: $0.id) }
      }
      var place = first
      for facet in planned.facets.indices {
        // An item may have less than its set: what is passed over of it.
        while found[place].id != planned.facets[facet].id { place += 1 }
        found[place].members.append(Member(item: index, facet: facet))
        place += 1
      }
    }
    found.removeAll(where: \.members.isEmpty)
    return found
  }

  /// Whether every mark on the facet is settled: it is given, and no evidence that can still be added changes what it
  /// counts as. A missing mark is never settled, as its ends are 1 and 5.
  func isSettled(in ends: Interval<Evaluation>) -> Bool {
    members.allSatisfy { ends.worst.marks[$0.item][$0.facet] == ends.best.marks[$0.item][$0.facet] }
  }

  /// The mean credit, weighted by the effective weights of the items.
  func credit(in evaluation: Evaluation) -> Rational {
    weightedMean(
      members.map { (evaluation.weights[$0.item], evaluation.facetCredits[$0.item][$0.facet]) }) ?? 0
  }

  /// The mean credit if items of the range that do not apply counted as 0 at their nominal weight.
  func creditWithoutRespread(in evaluation: Evaluation, of range: Range<Int>) -> Rational {
    let plan = evaluation.plan
    let credits = members.map { member in
      (
        weight: plan.items[member.item].weight.nominal,
        value: Optional(evaluation.facetCredits[member.item][member.facet])
      )
    }
    let absent = range.filter { !plan.items[$0].isApplicable && plan.items[$0].item.facetSet == set }
      .map { (weight: plan.items[$0].weight.nominal, value: Optional(Rational(0))) }
    return weightedMean(credits + absent) ?? 0
  }

  /// Mean mark, level and conformity of the facet, whose mean credit has been worked out.
  func profile(in evaluation: Evaluation, credit: Rational) -> ProfileReading {
    let marks = members.map { Rational(evaluation.marks[$0.item][$0.facet].rawValue) }
    return ProfileReading(
      credit: credit,
      meanMark: weightedMean(zip(members, marks).map { (evaluation.weights[$0.item], $1) }) ?? 0,
      facetCredits: [credit],
      items: zip(members, marks).map { (evaluation.facetCredits[$0.item][$0.facet], $1) },
      rule: evaluation.plan.rubric.processProfile)
  }
}
