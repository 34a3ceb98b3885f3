internal import AssessmentModel
internal import Diagnostics

/// Follows the references of an edition that has passed the validators, and gives the model's form.
struct RubricResolver {
  let library: LibraryDraft
  let rubric: RubricDraft

  /// Nil where something is missing; that has been reported by then.
  func resolve() -> Rubric? {
    guard let id = rubric.id, let version = rubric.version, let family = rubric.family,
      let title = rubric.title,
      let standard = rubric.standard, let total = rubric.totalPoints, let scale = scale(),
      let highest = rubric.highestMarkWithoutEvidence, let maximum = rubric.evidenceUse?.value,
      let limit = rubric.notApplicableLimit?.value
    else { return nil }
    let drafts = rubric.items(in: library)
    var resolved = Rubric(
      id: RubricID(id.value), version: version.value, contentHash: "", family: family.value, title: title,
      standard: standard.value, notes: rubric.notes, totalPoints: total.value, scale: scale,
      facetSets: facetSets(), domains: rubric.domains.compactMap { domain($0, drafts) },
      results: rubric.results.compactMap(result), processProfile: rubric.processProfile,
      consistency: ConsistencyPolicy(
        processAgainstResults: comparison(),
        evidenceUse: EvidenceUseLimit(
          items: maximum, provenance: rubric.evidenceUse?.provenance?.resolved ?? .unresolved)),
      evidencePolicy: EvidencePolicy(
        highestMarkWithoutEvidence: highest, provenance: rubric.evidenceProvenance?.resolved ?? .unresolved),
      notApplicableLimit: NotApplicableLimit(
        share: limit, provenance: rubric.notApplicableLimit?.provenance?.resolved ?? .unresolved),
      posts: rubric.posts.map { Post(id: PostID($0.id.value), code: $0.code, title: $0.title) },
      roles: [:], indicators: [:], sources: [:],
      weightsProvenance: rubric.weightsProvenance?.resolved ?? .unresolved,
      thresholds: rubric.thresholds.compactMap(threshold))
    // Only what the edition names, so that a role added for another edition leaves this one's hash alone.
    let items = resolved.items
    let roles = Set(items.map(\.role.rawValue))
    let indicators = Set(items.flatMap(\.indicators).map(\.rawValue))
    let sources = Set(CanonicalForm.provenances(of: resolved).compactMap(\.source?.rawValue))
    resolved.roles = titles(library.roles, roles)
    resolved.indicators = titles(
      library.indicators?.map { CatalogueEntry(id: Located($0.id.rawValue, at: $0.location), title: $0.title) },
      indicators)
    resolved.sources = titles(library.sources, sources)
    resolved.contentHash = CanonicalForm.hash(of: resolved)
    return resolved
  }

  private func titles<ID: StableIdentifier>(_ entries: [CatalogueEntry]?, _ used: Set<String>) -> [ID:
    LocalizedText]
  {
    let pairs = (entries ?? []).filter { used.contains($0.id.value) }.map { (ID($0.id.value), $0.title) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private func scale() -> MarkScale? {
    guard let draft = rubric.scale else { return nil }
    let entries = draft.entries.compactMap { entry -> MarkScale.Entry? in
      guard let mark = Mark(rawValue: entry.mark.value), let title = entry.title, let credit = entry.credit
      else {
        return nil
      }
      return MarkScale.Entry(mark: mark, title: title, credit: credit.value)
    }
    guard entries.count == 5 else { return nil }
    return MarkScale(
      entries: entries.sorted { $0.mark < $1.mark }, provenance: draft.provenance?.resolved ?? .unresolved)
  }

  private func facetSets() -> [FacetSetID: FacetSet] {
    var sets: [FacetSetID: FacetSet] = [:]
    for draft in rubric.facetSets {
      let facets = draft.facets.compactMap { facet -> Facet? in
        guard let title = facet.title, let asks = facet.asks, let weight = facet.weight else { return nil }
        return Facet(id: FacetID(facet.id.value), title: title, asks: asks.value, weight: weight.value)
      }
      guard let title = draft.title else { continue }
      let id = FacetSetID(draft.id.value)
      sets[id] = FacetSet(
        id: id, title: title, facets: facets, provenance: draft.provenance?.resolved ?? .unresolved)
    }
    return sets
  }

  private func domain(_ draft: DomainDraft, _ drafts: [String: ItemDraft]) -> Domain? {
    guard let title = draft.title, let purpose = draft.purpose, let weight = draft.weight else { return nil }
    let groups = draft.groups.compactMap { group -> ItemGroup? in
      guard let weight = group.weight else { return nil }
      return ItemGroup(
        id: GroupID(group.id.value), number: group.number, title: group.title, weight: weight.value,
        items: group.uses.compactMap { use in drafts[use.id.value].flatMap { item($0, use) } },
        provenance: group.provenance?.resolved ?? .unresolved)
    }
    return Domain(
      id: DomainID(draft.id.value), number: draft.number, title: title, purpose: purpose.value,
      weight: weight.value,
      groups: groups, provenance: draft.provenance?.resolved ?? .unresolved)
  }

  private func item(_ draft: ItemDraft, _ use: ItemUse) -> Item? {
    guard let title = draft.title, let facets = draft.facets, let question = draft.question,
      let why = draft.why,
      let role = draft.role, let policy = draft.notApplicable, let weight = use.weight
    else { return nil }
    return Item(
      id: ItemID(draft.id.value), clause: use.clause, weight: weight.value, title: title,
      facetSet: FacetSetID(facets.value), question: question.value, why: why.value,
      markWordings: (1...5).compactMap { draft.marks[$0]?.resolved },
      evidenceExpected: draft.evidence.map(\.value),
      role: RoleID(role.value), post: draft.post.map { PostID($0.value) },
      indicators: draft.indicators.map { IndicatorID($0.value) }, notApplicable: policy,
      effortInPersonDays: draft.effort, provenance: draft.provenance?.resolved ?? .unresolved)
  }

  private func result(_ draft: ResultDraft) -> ResultDefinition? {
    guard let title = draft.title, let stars = draft.stars, let wording = draft.publishedWording else {
      return nil
    }
    let gates = draft.gates.compactMap { gate -> Gate? in
      guard let title = gate.title, let condition = gate.condition, let interprets = gate.interprets else {
        return nil
      }
      return Gate(
        id: GateID(gate.id.value), title: title, condition: condition, interprets: interprets.value,
        provenance: gate.provenance?.resolved ?? .unresolved)
    }
    return ResultDefinition(
      id: ResultID(draft.id.value), title: title, stars: stars, publishedWording: wording, gates: gates,
      provenance: draft.provenance?.resolved ?? .unresolved)
  }

  private func threshold(_ draft: ThresholdDraft) -> IndicatorThreshold? {
    let indicator = library.indicators?.first { $0.id.rawValue == draft.indicator.value }
    guard let variant = indicator?.variants.first(where: { $0.id == draft.variant.value }) else { return nil }
    return IndicatorThreshold(
      item: ItemID(draft.item.value), facet: FacetID(draft.facet.value),
      indicator: IndicatorID(draft.indicator.value), variant: variant, target: draft.target?.value,
      conditions: draft.conditions.mapValues(\.value), provenance: draft.provenance?.resolved ?? .unresolved)
  }

  private func comparison() -> ConsistencyPolicy.Comparison? {
    guard let draft = rubric.comparison, let group = draft.resultGroup,
      let difference = draft.maximumDifference
    else {
      return nil
    }
    return ConsistencyPolicy.Comparison(
      processDomains: draft.processDomains.map { DomainID($0.value) }, resultGroup: GroupID(group.value),
      maximumDifference: difference, provenance: draft.provenance?.resolved ?? .unresolved)
  }
}
