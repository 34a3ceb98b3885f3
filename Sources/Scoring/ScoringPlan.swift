import AssessmentModel

/// A rubric with the answers of an assessment laid beside its items, and every weight worked out.
///
/// A reference type, immutable once made, because every reading of an evaluation passes it around.
final class ScoringPlan {
  /// An item with its answer.
  ///
  /// A reference type, immutable once the plan is made: it is too large to be copied whenever an item is looked at.
  final class PlannedItem {
    let item: Item
    let facets: [Facet]
    let status: ItemScore.Status
    let reason: String?
    /// By facet; all nil where nothing was answered.
    let marks: [Mark?]
    let citations: [Citation]
    let note: String?
    let action: String?
    /// Shares of the whole rubric.
    fileprivate(set) var weight = EffectiveWeight(nominal: 0, effective: 0)

    init(
      _ item: Item, facets: [Facet], status: ItemScore.Status, reason: String? = nil, marks: [Mark?],
      citations: [Citation] = [], note: String? = nil, action: String? = nil
    ) {
      self.item = item
      self.facets = facets
      self.status = status
      self.reason = reason
      self.marks = marks
      self.citations = citations
      self.note = note
      self.action = action
    }

    var isApplicable: Bool { status != .notApplicable }
    var hasValidEvidence: Bool { citations.contains { $0.validity.isValid } }
  }

  /// A group as a range of items; a reference type as an item is.
  final class PlannedGroup {
    let group: ItemGroup
    let items: Range<Int>
    fileprivate(set) var weight = EffectiveWeight(nominal: 0, effective: 0)

    init(_ group: ItemGroup, items: Range<Int>) { (self.group, self.items) = (group, items) }
  }

  /// A domain as a range of groups and of items; a reference type as an item is.
  final class PlannedDomain {
    let domain: Domain
    let groups: Range<Int>
    let items: Range<Int>
    fileprivate(set) var weight = EffectiveWeight(nominal: 0, effective: 0)

    init(_ domain: Domain, groups: Range<Int>, items: Range<Int>) {
      (self.domain, self.groups, self.items) = (domain, groups, items)
    }
  }

  let rubric: Rubric
  private(set) var items: [PlannedItem] = []
  private(set) var groups: [PlannedGroup] = []
  private(set) var domains: [PlannedDomain] = []
  /// Items answered as not applicable although the rubric forbids it; they count as unanswered.
  private(set) var forbiddenNotApplicable: [ItemID] = []
  /// Whether the assessment names a file of indicators.
  let namesIndicators: Bool

  /// What of some items is left out, as if they were not marked on it.
  private let passedOver: [ItemID: Set<FacetID>]

  /// Lays the answers beside the items.
  init(rubric: Rubric, assessment: Assessment, passingOver facets: [ItemID: Set<FacetID>] = [:]) {
    self.rubric = rubric
    passedOver = facets
    namesIndicators = assessment.indicatorFile != nil
    let answers = assessment.answers[rubric.id] ?? [:]
    let evidence = Dictionary(
      assessment.evidence.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for domain in rubric.domains {
      let (firstGroup, firstItem) = (groups.count, items.count)
      for group in domain.groups {
        let first = items.count
        for item in group.items {
          items.append(plan(item, answer: answers[item.id], evidence: evidence, assessment))
        }
        groups.append(PlannedGroup(group, items: first..<items.count))
      }
      domains.append(
        PlannedDomain(domain, groups: firstGroup..<groups.count, items: firstItem..<items.count))
    }
    spreadWeights()
  }

  /// Whether anything of a range of items applies.
  func isApplicable(_ range: Range<Int>) -> Bool { range.contains { items[$0].isApplicable } }

  /// How much of a range of items has been answered.
  func completeness(of range: Range<Int>) -> Completeness {
    var counts = Completeness()
    // By place, since an item is too large to be taken out for every count.
    for index in range {
      counts.items += 1
      switch items[index].status {
      case .notApplicable:
        counts.notApplicable += 1
        continue
      case .complete: counts.complete += 1
      case .partial: counts.partial += 1
      case .unanswered: counts.unanswered += 1
      }
      counts.facets += items[index].marks.count
      counts.markedFacets += items[index].marks.count { $0 != nil }
    }
    return counts
  }

  private func plan(
    _ item: Item, answer: Answer?, evidence: [EvidenceID: Evidence], _ assessment: Assessment
  ) -> PlannedItem {
    guard let set = rubric.facetSets[item.facetSet] else {
      preconditionFailure(
        "item \(item.id) of \(rubric.id) names the facet set \(item.facetSet), which is none")
    }
    var facets = set.facets
    if let passed = passedOver[item.id] { facets.removeAll { passed.contains($0.id) } }
    let unmarked = [Mark?](repeating: nil, count: facets.count)
    switch answer {
    case .notApplicable(let reason) where item.notApplicable != .forbidden:
      return PlannedItem(item, facets: facets, status: .notApplicable, reason: reason, marks: unmarked)
    case .marked(let answer):
      let marks = facets.map { answer.marks[$0.id] }
      let missing = marks.count { $0 == nil }
      var seen: Set<EvidenceID> = []
      return PlannedItem(
        item, facets: facets,
        status: missing == 0 ? .complete : missing == marks.count ? .unanswered : .partial,
        marks: marks,
        citations: answer.evidence.filter { seen.insert($0).inserted }.map {
          Citation(
            id: $0,
            validity: EvidenceValidity(of: evidence[$0], on: assessment.date, period: assessment.period))
        },
        note: answer.note, action: answer.action)
    case .notApplicable:
      forbiddenNotApplicable.append(item.id)
    case nil: break
    }
    return PlannedItem(item, facets: facets, status: .unanswered, marks: unmarked)
  }

  /// Works out each share of the whole, nominal and with the weight of what is not applicable re-spread inside the
  /// same parent: items in their group, groups in their domain, domains in the rubric.
  private func spreadWeights() {
    let domainShares = Self.shares(
      domains.map { ($0.domain.weight, isApplicable($0.items)) },
      of: EffectiveWeight(nominal: 1, effective: 1))
    for domain in domains.indices {
      domains[domain].weight = domainShares[domain]
      let groupRange = domains[domain].groups
      let groupShares = Self.shares(
        groups[groupRange].map { ($0.group.weight, isApplicable($0.items)) }, of: domainShares[domain])
      for (group, share) in zip(groupRange, groupShares) {
        groups[group].weight = share
        let itemShares = Self.shares(
          items[groups[group].items].map { ($0.item.weight, $0.isApplicable) }, of: share)
        for (item, share) in zip(groups[group].items, itemShares) { items[item].weight = share }
      }
    }
  }

  private static func shares(
    _ parts: [(weight: Int, isApplicable: Bool)], of whole: EffectiveWeight
  ) -> [EffectiveWeight] {
    let all = parts.reduce(Rational(0)) { $0 + Rational($1.weight) }
    let applicable = parts.reduce(Rational(0)) { $1.isApplicable ? $0 + Rational($1.weight) : $0 }
    return parts.map { part in
      EffectiveWeight(
        nominal: whole.nominal * Rational(part.weight) / all,
        effective: part.isApplicable ? whole.effective * Rational(part.weight) / applicable : 0)
    }
  }
}
