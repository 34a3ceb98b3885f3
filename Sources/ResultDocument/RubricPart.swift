import AssessmentModel
import Diagnostics
import Scoring

/// One rubric with its score.
struct RubricPart {
  let score: RubricScore
  /// Whether the summary of a report speaks of this rubric.
  let isHeadline: Bool
  let context: DocumentContext

  private var rubric: Rubric { score.rubric }

  var node: ResultNode {
    var node = ResultNode("rubric", room: 96)
    node.value("id", rubric.id.rawValue)
    node.value("version", rubric.version)
    node.value("hash", rubric.contentHash)
    node.value("family", rubric.family)
    node.title(rubric.title)
    node.value("standard", rubric.standard)
    node.value("total-points", rubric.totalPoints)
    node.value("complete", score.isComplete)
    node.value("scorable", score.total != nil)
    node.value("headline", isHeadline)
    node.title("domain-word", rubric.domainWord)
    addCounts(of: score.items, to: &node)
    node.value("interpreted-items", rubric.items.count { $0.provenance.kind == .interpretation })
    addMissing(to: &node)
    node.part("completeness", .completeness(score.completeness))
    node.part("not-applicable", notApplicable)
    node.part("total", total)
    let results = ResultsPart(score: score)
    node.merge(results.node)
    node.list(
      "gates",
      score.gates.map { GatePart(score: score, standing: $0, isInFocus: $0.result == results.focus).node })
    node.list("warnings", warnings)
    node.list("strengths", score.strengths.enumerated().compactMap { ranked("strength", $1, rank: $0 + 1) })
    node.list("gaps", score.gaps.enumerated().compactMap { ranked("gap", $1, rank: $0 + 1) })
    node.list("missing", missing)
    node.list("sampling", SamplingPart(score: score).nodes)
    node.list("facets", score.facets.map { FacetPart(rubric: rubric, score: $0).node })
    node.list("heat-maps", HeatMapPart(score: score).nodes)
    node.list("domains", zip(rubric.domains, score.domains).map(domain))
    node.merge(EditionPart(rubric: rubric).node)
    return node
  }

  private var total: ResultNode? {
    score.total.map { total in
      var node = ResultNode("total")
      node.addScore(total)
      node.part(
        "points", .points(total, available: Rational(rubric.totalPoints), showsWithoutRespread: true))
      // The line of a domain names its own operands.
      node.derivation(score.derivationOfTotal(.evidenced, levels: 2), maximumDepth: 1)
      return node
    }
  }

  private var notApplicable: ResultNode {
    var node = ResultNode("not-applicable")
    node.value("exceeds-limit", score.notApplicable.exceedsLimit)
    node.part("share", .number(score.notApplicable.ofItems, .share))
    node.part("weight-share", .number(score.notApplicable.ofWeight, .share))
    node.part("limit", .number(score.notApplicable.limit, .share))
    node.part("provenance", .provenance(rubric.notApplicableLimit.provenance, in: rubric))
    return node
  }

  private var warnings: [ResultNode] {
    score.warnings.map { warning in
      var node = ResultNode("warning")
      node.value("code", warning.code.rawValue)
      node.value("severity", warning.severity.rawValue)
      node.value("evidence", warning.evidence?.rawValue)
      node.text("message", warning.message.chinese)
      node.text("message-en", warning.message.english)
      node.list("items", warning.items.map { reference("item", $0) })
      return node
    }
  }

  private var missing: [ResultNode] {
    zip(rubric.items, score.items).compactMap { item, standing in
      guard standing.isMissing else { return nil }
      var node = reference("missing-item", item.id)
      node.value("status", standing.status.rawValue)
      node.title("status-title", Wording.title(of: standing.status))
      node.title("role-title", rubric.roles[item.role])
      let facets = zip(rubric.facetSets[item.facetSet]?.facets ?? [], standing.facets)
        .filter { $0.1.mark == nil }.map(\.0.title)
      node.value("facets", facets.map(\.chinese).joined(separator: "、"))
      node.value("facets-en", facets.map(\.english).joined(separator: ", "))
      node.part("effective-weight", .weight(standing.weight))
      node.part(
        "available", .number(standing.weight.effective * Rational(rubric.totalPoints), .points))
      node.part("narrowing", narrowing(standing))
      return node
    }
  }

  /// How many items are missing, the first of them, and who answers them.
  private func addMissing(to node: inout ResultNode) {
    let items = zip(rubric.items, score.items).filter { $0.1.isMissing }.map(\.0)
    var roles: [RoleID] = []
    for item in items where !roles.contains(item.role) { roles.append(item.role) }
    node.value("missing-items", items.count)
    node.title("missing-names", Enumeration(items.map(\.title), .items).text())
    node.title(
      "missing-roles", Enumeration(roles.compactMap { rubric.roles[$0] }, .unspoken).text(shown: 1))
  }

  /// By how many points the interval of the total narrows once the item is complete, and which share of its width.
  private func narrowing(_ item: ItemScore) -> ResultNode {
    var node = ResultNode("narrowing")
    for track in Track.allCases {
      guard let credits = item.narrowing(track), let interval = score.total?[track].interval else {
        node.add(.absent(track.rawValue))
        continue
      }
      var number = ResultNode.number(credits * Rational(rubric.totalPoints) / 100, .points)
      let width = interval.best - interval.worst
      number.value("share-display", width == 0 ? nil : (credits / width).percentage())
      node.part(track.rawValue, number)
    }
    return node
  }

  // MARK: - Domains and groups

  private func domain(_ domain: Domain, _ standing: DomainScore) -> ResultNode {
    var node = ResultNode("domain")
    node.value("id", domain.id.rawValue)
    node.value("number", domain.number)
    node.title(domain.title)
    node.value("weight", domain.weight)
    node.value("applicable", standing.score != nil)
    node.value("complete", standing.completeness.isComplete)
    addCounts(of: standing.items, to: &node)
    node.text("purpose", domain.purpose)
    node.part("completeness", .completeness(standing.completeness))
    addScore(standing.score, standing.weight, standing.profile, standing.facets, to: &node)
    addEnds(of: standing, to: &node)
    node.part("provenance", .provenance(domain.provenance, in: rubric))
    node.derivation(score.derivation(of: domain.id, .evidenced))
    node.list("groups", zip(domain.groups, standing.groups).map { group($0, $1, of: domain) })
    return node
  }

  private func group(_ group: ItemGroup, _ standing: GroupScore, of domain: Domain) -> ResultNode {
    var node = ResultNode("group")
    node.value("id", group.id.rawValue)
    node.value("number", group.number)
    node.title(group.title)
    node.title("full-title", group.title ?? domain.title)
    node.value("weight", group.weight)
    node.value("applicable", standing.score != nil)
    node.value("complete", standing.completeness.isComplete)
    addCounts(of: standing.items, to: &node)
    node.part("completeness", .completeness(standing.completeness))
    addScore(standing.score, standing.weight, standing.profile, standing.facets, to: &node)
    node.part("provenance", .provenance(group.provenance, in: rubric))
    node.list("parts", parts(of: group))
    node.list(
      "items",
      zip(group.items, standing.items).map {
        ItemPart(rubric: rubric, item: $0, score: $1, gapRank: gapRank($0.id), context: context).node
      })
    return node
  }

  /// The facet sets of a group in the order in which its items use them, so that a view can give each a table.
  private func parts(of group: ItemGroup) -> [ResultNode] {
    var sets: [FacetSetID] = []
    for item in group.items where !sets.contains(item.facetSet) { sets.append(item.facetSet) }
    return sets.compactMap { rubric.facetSets[$0] }.map { set in
      var node = ResultNode("part")
      node.value("facet-set", set.id.rawValue)
      node.title(set.title)
      node.value("only", sets.count == 1)
      node.value("items", group.items.count { $0.facetSet == set.id })
      node.list("columns", set.columns)
      return node
    }
  }

  /// How many items are below what mark 3 is worth, worth at least mark 4, weak, or capped.
  private func addCounts(of items: [ItemScore], to node: inout ResultNode) {
    node.value("below-meeting-items", items.count { $0.isBelowMeeting(in: rubric.scale) })
    node.value("strong-items", items.count { $0.isStrong(in: rubric.scale) })
    node.value("weak-items", items.count { $0.isWeak(in: rubric.scale) })
    node.value("capped-items", items.count(where: \.isCapped))
  }

  private func addScore(
    _ score: Tracks<TrackScore>?, _ weight: EffectiveWeight, _ profile: Tracks<ProfileStanding>?,
    _ facets: [FacetScore], to node: inout ResultNode
  ) {
    node.addScore(score)
    node.part("effective-weight", .weight(weight))
    node.part(
      "points", score.map { .points($0, available: weight.effective * Rational(rubric.totalPoints)) })
    node.part("profile", profile.map { .profile($0, in: rubric) })
    node.list("facets", facets.map { FacetPart(rubric: rubric, score: $0).node })
  }

  // MARK: - Items named elsewhere

  private func ranked(_ name: String, _ id: ItemID, rank: Int) -> ResultNode? {
    guard let item = score.item(id) else { return nil }
    var node = reference(name, id)
    node.value("rank", rank)
    node.value("effort", item.nextStep?.effortInPersonDays)
    node.value("next-mark", item.nextStep?.mark.rawValue)
    node.text("note", item.note)
    node.part("claimed", item.score?.claimed.credit.map { .number($0) })
    node.part("evidenced", item.score?.evidenced.credit.map { .number($0) })
    node.part("effective-weight", .weight(item.weight))
    node.part(
      "points-lost",
      item.loss(.evidenced).map { .number($0 * Rational(rubric.totalPoints) / 100, .points) })
    return node
  }

  /// Which items have the lowest and which the highest credit, or that all have the same, out of those with a credit;
  /// and which are below what mark 3 is worth.
  private func addEnds(of domain: DomainScore, to node: inout ResultNode) {
    let below = domain.items.filter { $0.isBelowMeeting(in: rubric.scale) }
    node.title("below-meeting-names", names(of: below))
    let scored = domain.items.filter { $0.score?.evidenced.credit != nil }
    let credits = scored.compactMap { $0.score?.evidenced.credit }
    let (lowest, highest) = (credits.min(), credits.max())
    let isUniform = lowest == highest
    for (name, credit) in [
      ("uniform", isUniform ? lowest : nil), ("lowest", isUniform ? nil : lowest),
      ("highest", isUniform ? nil : highest),
    ] {
      node.part(
        name, credit.map { credit in end(name, scored.filter { $0.score?.evidenced.credit == credit }, credit) })
    }
  }

  private func end(_ name: String, _ items: [ItemScore], _ credit: Rational) -> ResultNode {
    var node = ResultNode(name)
    node.value("count", items.count)
    node.title("names", names(of: items))
    node.part("evidenced", .number(credit))
    return node
  }

  private func names(of items: [ItemScore]) -> LocalizedText? {
    Enumeration(items.compactMap { rubric.item($0.id)?.title }, .items).text()
  }

  /// The place of an item among the gaps, from 1; nil where it is none of them.
  private func gapRank(_ id: ItemID) -> Int? { score.gaps.firstIndex(of: id).map { $0 + 1 } }

  private func reference(_ name: String, _ id: ItemID) -> ResultNode { score.reference(name, id) }
}

extension ResultNode {
  /// How much has been answered.
  static func completeness(_ completeness: Completeness) -> ResultNode {
    var node = ResultNode("completeness")
    node.value("items", completeness.items)
    node.value("applicable", completeness.applicable)
    node.value("answered", completeness.complete)
    node.value("partial", completeness.partial)
    node.value("unanswered", completeness.unanswered)
    node.value("not-applicable", completeness.notApplicable)
    node.value("facets", completeness.facets)
    node.value("marked-facets", completeness.markedFacets)
    node.value("display", "\(completeness.complete)/\(completeness.applicable)")
    node.title("summary", completeness.text)
    node.part("share", completeness.share.map { .number($0, .share) })
    return node
  }
}
