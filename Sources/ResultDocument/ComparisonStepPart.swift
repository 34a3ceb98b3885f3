import AssessmentModel
import Comparison
import Diagnostics
import Scoring

/// The comparison of a rubric with the assessment before.
struct ComparisonStepPart {
  let comparison: RubricComparison
  let assessments: AssessmentComparison
  let labels: (then: LocalizedText, now: LocalizedText)
  /// What tells the editions of the whole history apart.
  private let editionNames: EditionNames

  private var points: Int { comparison.now.rubric.totalPoints }
  /// The names of items and of their domains, for the shares of causes.
  private let titles: [AlignedItem: (item: LocalizedText, domain: LocalizedText)]

  init(
    comparison: RubricComparison, assessments: AssessmentComparison,
    labels: (then: LocalizedText, now: LocalizedText), names: EditionNames
  ) {
    self.comparison = comparison
    self.assessments = assessments
    self.labels = labels
    editionNames = names
    let domains = Dictionary(
      (comparison.now.rubric.domains + comparison.then.rubric.domains).map { ($0.id, $0.title) },
      uniquingKeysWith: { first, _ in first })
    let nothing = LocalizedText(chinese: "", english: "")
    titles = Dictionary(
      comparison.items.map { ($0.names, ($0.title, domains[$0.domain] ?? nothing)) },
      uniquingKeysWith: { first, _ in first })
  }

  var node: ResultNode {
    var node = ResultNode("step")
    node.title("then-name", labels.then)
    node.title("now-name", labels.now)
    addEdition(comparison.then.rubric, "then-", to: &node)
    addEdition(comparison.now.rubric, "now-", to: &node)
    node.value("other-edition", comparison.recast != nil)
    node.value("crosswalk", comparison.crosswalk)
    node.value("crosswalk-sha256", comparison.crosswalkDigest)
    node.value("forced", assessments.isForced)
    node.value("other-assessor", assessments.isOtherAssessor)
    node.value("provisional", comparison.isProvisional)
    addGrade(comparison.grade, comparison.sharedWeight, to: &node)
    node.part("then", .standing(comparison.then.total, totalPoints: comparison.then.rubric.totalPoints))
    node.part("now", .standing(comparison.now.total, totalPoints: points))
    addCauses(comparison.total, totalPoints: points, to: &node)
    node.part("result-change", comparison.result.map(resultChange))
    node.part("recast", recast)
    node.part("counts", counts)
    node.list("domains", comparison.domains.map(domain))
    node.list("domain-groups", comparison.domainGroups.map(domainGroup))
    node.list("facets", comparison.facets.map(facet))
    node.list("gates", comparison.gates.map(gate))
    node.list("items", comparison.items.map(item))
    node.list("actions", comparison.actions.map(action))
    return node
  }

  /// The id of an edition, and the id and the designation with the version where another has the same id.
  private func addEdition(_ rubric: Rubric, _ prefix: String, to node: inout ResultNode) {
    node.value("\(prefix)edition", rubric.id.rawValue)
    node.value("\(prefix)edition-name", editionNames.name(of: rubric))
    node.value("\(prefix)standard", rubric.standard + editionNames.mark(of: rubric))
  }

  private func addGrade(_ grade: Comparability, _ sharedWeight: Rational, to node: inout ResultNode) {
    node.value("comparability", grade.rawValue)
    node.title("comparability-title", grade.title)
    node.part("shared-weight", .number(sharedWeight, .share))
  }

  // MARK: - Causes

  /// - Parameter totalPoints: the points of the whole, where that is what the causes split; a domain's credit has none.
  private func addCauses(_ causes: Tracks<Attribution>?, totalPoints: Int? = nil, to node: inout ResultNode) {
    node.part("split-from", causes.map { tracks in change(totalPoints) { tracks[$0].then } })
    node.part("split-to", causes.map { tracks in change(totalPoints) { tracks[$0].now } })
    node.part("change", causes.map { tracks in change(totalPoints) { tracks[$0].change } })
    node.list(
      "causes",
      Cause.allCases.compactMap { cause in
        guard let causes else { return nil }
        // Only incomplete assessments have it; elsewhere it would be a puzzle.
        if cause == .completeness, !comparison.isProvisional { return nil }
        return self.cause(cause, causes, totalPoints)
      })
  }

  private func change(_ totalPoints: Int? = nil, _ value: (Track) -> Rational?) -> ResultNode {
    var node = ResultNode("change")
    for track in Track.allCases {
      node.part(track.rawValue, value(track).map { .difference($0, totalPoints: totalPoints) })
    }
    return node
  }

  private func cause(_ cause: Cause, _ causes: Tracks<Attribution>, _ totalPoints: Int?) -> ResultNode {
    var node = ResultNode("cause")
    node.value("id", cause.rawValue)
    node.title(cause.title)
    for track in Track.allCases {
      var part = ResultNode.difference(causes[track][cause], totalPoints: totalPoints)
      let shares = causes[track].shares.first { $0.cause == cause }?.items ?? []
      part.list("item-shares", Self.largestFirst(shares).map { share($0, totalPoints) })
      node.part(track.rawValue, part)
    }
    return node
  }

  private static func largestFirst(_ shares: [Attribution.ItemShare]) -> [Attribution.ItemShare] {
    shares.enumerated()
      .sorted { left, right in
        let (first, second) = (left.element.amount.magnitude, right.element.amount.magnitude)
        return first == second ? left.offset < right.offset : first > second
      }
      .map(\.element)
  }

  private func share(_ share: Attribution.ItemShare, _ totalPoints: Int?) -> ResultNode {
    var node = ResultNode("item-share")
    addNames(share.item, to: &node)
    node.title(titles[share.item]?.item)
    node.title("domain-title", titles[share.item]?.domain)
    node.merge(.difference(share.amount, totalPoints: totalPoints))
    return node
  }

  private func addNames(_ item: AlignedItem, to node: inout ResultNode) {
    node.value("then-item", item.old?.rawValue)
    node.value("now-item", item.new?.rawValue)
  }

  private var recast: ResultNode? {
    // Where too little is asked by both, most answers would be those of the other side.
    guard comparison.grade != .none else { return nil }
    return comparison.recast.map { recast in
      func part(_ score: RubricScore, borrowed: ChangeKind, _ answer: KeyPath<ItemComparison, ItemScore?>) -> ResultNode
      {
        var node = ResultNode.standing(score.total, totalPoints: score.rubric.totalPoints)
        addEdition(score.rubric, "", to: &node)
        node.title("result-title", ResultsPart(score: score).displayed(score.results?.evidenced))
        node.value(
          "borrowed",
          comparison.items.count { $0.kind == borrowed && $0[keyPath: answer].map { $0.status != .unanswered } == true }
        )
        return node
      }
      var node = ResultNode("recast")
      node.part("then-under-new", part(recast.thenUnderNew, borrowed: .added, \.now))
      node.part("now-under-then", part(recast.nowUnderThen, borrowed: .removed, \.then))
      return node
    }
  }

  // MARK: - Parts

  private var counts: ResultNode {
    var node = ResultNode("counts")
    for kind in ChangeKind.allCases { node.value(kind.rawValue, comparison.items.count { $0.kind == kind }) }
    for change in [EvidenceChange.renewed, .reduced, .gained, .lapsed, .withdrawn, .entered, .left] {
      node.value("evidence-\(change.rawValue)", comparison.items.count { $0.evidence == change })
    }
    node.value("by-assessor", comparison.items.count(where: \.isByAssessor))
    return node
  }

  private func domain(_ domain: RubricComparison.DomainChange) -> ResultNode {
    var node = ResultNode("domain-change")
    node.value("id", domain.id.rawValue)
    node.title(domain.title)
    let isGrouped = comparison.domainGroups.contains { ($0.old + $0.new).contains(domain.id) }
    node.value("grouped", isGrouped && domain.grade == .none)
    addGrade(domain.grade, domain.sharedWeight, to: &node)
    node.part("then", domain.then.map { .standing($0.score) })
    node.part("now", domain.now.map { .standing($0.score) })
    addCauses(domain.causes, to: &node)
    return node
  }

  private func domainGroup(_ group: RubricComparison.DomainGroupChange) -> ResultNode {
    var node = ResultNode("domain-group")
    node.title(group.title)
    node.value("then-domains", group.old.map(\.rawValue).joined(separator: " "))
    node.value("now-domains", group.new.map(\.rawValue).joined(separator: " "))
    addGrade(group.grade, group.sharedWeight, to: &node)
    node.part("then", .standing(group.then))
    node.part("now", .standing(group.now))
    addCauses(group.causes, to: &node)
    return node
  }

  private func facet(_ facet: RubricComparison.FacetChange) -> ResultNode {
    var node = ResultNode("facet-change")
    node.value("set", facet.set.rawValue)
    node.value("id", facet.id.rawValue)
    node.title("set-title", facet.setTitle)
    node.title(facet.title)
    node.value("comparability", facet.grade.rawValue)
    node.title("comparability-title", facet.grade.title)
    node.part("then", facet.then.map { .standing($0.score) })
    node.part("now", facet.now.map { .standing($0.score) })
    addSplit(facet.causes, to: &node)
    return node
  }

  private func gate(_ gate: RubricComparison.GateChange) -> ResultNode {
    var node = ResultNode("gate-change")
    node.value("id", gate.id.rawValue)
    node.title(gate.title)
    node.title("result-title", gate.resultTitle)
    node.value("moved", gate.isMoved)
    node.part("then", gate.then.map { GateReadingPart(standing: $0).node })
    node.part("now", gate.now.map { GateReadingPart(standing: $0).node })
    node.value("comparability", gate.grade.rawValue)
    node.title("comparability-title", gate.grade.title)
    let comparesShare = (gate.now ?? gate.then)?.gate.condition.comparesShare == true
    addSplit(gate.causes, comparesShare ? .share : .credit, to: &node)
    return node
  }

  private func item(_ item: ItemComparison) -> ResultNode {
    var node = ResultNode("item-change")
    addNames(item.names, to: &node)
    node.title(item.title)
    node.value("domain", item.domain.rawValue)
    node.title("domain-title", titles[item.names]?.domain)
    node.value("comparability", item.grade.rawValue)
    node.value("kind", item.kind.rawValue)
    node.title("kind-title", item.kind.title)
    node.value("evidence-change", item.evidence.rawValue)
    node.title("evidence-change-title", item.evidence.title)
    node.value("evidence-told", item.evidence.isToldAlone)
    node.value("by-assessor", item.isByAssessor)
    node.value("changed", item.kind != .unchanged || item.change(.evidenced).map { $0 != 0 } == true)
    node.part("then", item.then.map(standing))
    node.part("now", item.now.map(standing))
    addSplit(item.causes, to: &node)
    node.list(
      "facets",
      item.facets.map { facet in
        var node = ResultNode("facet-marks")
        node.value("id", facet.id.rawValue)
        node.title(facet.title)
        node.value("then", facet.then?.rawValue)
        node.value("now", facet.now?.rawValue)
        return node
      })
    node.list("records", item.records.map(\.node))
    return node
  }

  private func action(_ outcome: ActionOutcome) -> ResultNode {
    let item = outcome.item
    var node = ResultNode("action-outcome")
    addNames(item.names, to: &node)
    node.title(item.title)
    node.title("domain-title", titles[item.names]?.domain)
    node.value("effect", item.effect.rawValue)
    node.title("effect-title", item.effect.title)
    node.value("then-marks", item.then?.marksText)
    node.value("now-marks", item.now?.marksText)
    node.part("change", item.changeOnNewScale(.evidenced) == nil ? nil : change { item.changeOnNewScale($0) })
    node.text("action", outcome.action)
    return node
  }

  private func standing(_ score: ItemScore) -> ResultNode {
    var node = ResultNode.standing(score.score)
    node.value("status", score.status.rawValue)
    node.title("status-title", Wording.title(of: score.status))
    node.value("evidence-valid", score.hasValidEvidence)
    return node
  }
}

extension RecordComparison {
  /// A record that an item cites, with what became of it and why.
  fileprivate var node: ResultNode {
    var node = ResultNode("cited-record")
    let ids = [then?.id.rawValue, now?.id.rawValue]
    node.value("then-id", ids[0])
    node.value("now-id", ids[1])
    node.value("ids", (ids[0] == ids[1] ? [ids[0]] : ids).compactMap(\.self).joined(separator: " → "))
    node.value("title", title)
    node.value("change", change.rawValue)
    node.title("change-title", change.title)
    node.title("reason", reason)
    return node
  }
}

extension ItemScore {
  /// The marks of its facets in order, such as `343`, with … for a mark that is missing; — where none was given.
  var marksText: String {
    guard facets.contains(where: { $0.mark != nil }) else { return "—" }
    return facets.map { $0.mark.map { String($0.rawValue) } ?? "…" }.joined()
  }
}
