import AssessmentModel
import Diagnostics
import Scoring

/// A gate with what it found in the headline track, and beside it in the claimed one.
struct GatePart {
  let score: RubricScore
  let standing: GateStanding
  /// Whether the gate belongs to the result that comes next.
  let isInFocus: Bool

  var node: ResultNode {
    let gate = standing.gate
    let evidenced = standing.findings?.evidenced
    let condition = gate.condition.text(in: rubric)
    var node = ResultNode("gate")
    node.value("id", gate.id.rawValue)
    node.title(gate.title)
    node.value("result", standing.result.rawValue)
    node.title("result-title", rubric.results.first { $0.id == standing.result }?.title)
    node.value("kind", gate.condition.kind)
    node.value("unit", gate.condition.comparesShare ? "share" : "credit")
    node.title("condition", condition)
    node.value("interprets", gate.interprets)
    node.value("focus", isInFocus)
    node.part("needs", .number(gate.condition.needs, kind, moreDecimals: moreDecimals(evidenced)))
    addFinding(evidenced, to: &node)
    node.list("holds-back", (evidenced?.heldBackBy ?? []).map(obstacle))
    node.part(
      "claimed-finding",
      standing.findings.map {
        var claimed = ResultNode("claimed-finding")
        addFinding($0.claimed, to: &claimed)
        claimed.list("holds-back", $0.claimed.heldBackBy.map(obstacle))
        return claimed
      })
    node.part("provenance", .provenance(gate.provenance, in: rubric))
    node.comparison(score.derivation(of: standing))
    return node
  }

  private var rubric: Rubric { score.rubric }

  private var kind: NumberKind { standing.gate.condition.comparesShare ? .share : .credit }

  private func addFinding(_ finding: GateFinding?, to node: inout ResultNode) {
    let more = moreDecimals(finding)
    node.value("state", finding?.state.rawValue)
    node.title("state-title", finding.map { Wording.title(of: $0.state) })
    // What a gate says stays open while the missing answers decide.
    node.value("passed", finding.flatMap { $0.state == .open ? nil : $0.state == .passed })
    node.value("secured", finding?.isSecured)
    node.value("out-of-reach", finding?.isOutOfReach)
    node.part("found", finding?.found.map { .number($0, kind, moreDecimals: more) })
    node.part("margin", finding?.margin.map { .number($0, kind, moreDecimals: more) })
    node.part("interval", finding?.interval.map { .interval($0, kind) })
  }

  /// How many more decimals it takes to tell what was found from what is needed; rounded alike they would contradict
  /// the verdict, which compares the full values. At most eight.
  private func moreDecimals(_ finding: GateFinding?) -> Int {
    guard let found = finding?.found, let needs = finding?.needs, found != needs else { return 0 }
    return (0..<8).first {
      kind.display(found, moreDecimals: $0) != kind.display(needs, moreDecimals: $0)
    } ?? 8
  }

  /// A part that holds the gate back and, for a domain or facet, the items in it that do.
  private func obstacle(_ obstacle: Obstacle) -> ResultNode {
    var node = ResultNode("obstacle")
    let kind: NumberKind
    switch obstacle.subject {
    case .domain(let id):
      kind = self.kind
      node.value("kind", "domain")
      node.value("id", id.rawValue)
      node.title(rubric.domains.first { $0.id == id }?.title)
    case .item(let id):
      kind = .credit
      node.value("kind", "item")
      node.value("id", id.rawValue)
      node.title(rubric.item(id)?.title)
    case .facet(let domain, let set, let id):
      kind = .credit
      node.value("kind", "facet")
      node.value("id", id.rawValue)
      node.title(rubric.facetSets[set]?.facets.first { $0.id == id }?.title)
      node.value("domain", domain.rawValue)
      node.title("domain-title", rubric.domains.first { $0.id == domain }?.title)
    }
    node.value("open", obstacle.isOpen)
    guard !lacksEvidence else {
      node.list("items", [])
      return node
    }
    let interval = obstacle.interval
    node.part("needs", .number(obstacle.needs, kind))
    node.part("found", interval.worst == interval.best ? .number(interval.worst, kind) : nil)
    node.part("interval", .interval(interval, kind))
    node.part("distance", .number(obstacle.distance, kind))
    node.part("margin", .number(obstacle.margin, kind))
    node.list("items", obstacle.items.map(item))
    return node
  }

  /// An item inside a domain or facet, in short: a gate on every facet of a large rubric has hundreds of them.
  private func item(_ obstacle: Obstacle) -> ResultNode {
    var node = ResultNode("obstacle-item")
    guard case .item(let id) = obstacle.subject else { return node }
    node.value("id", id.rawValue)
    node.title(rubric.item(id)?.title)
    node.value("open", obstacle.isOpen)
    node.value("found", ResultNode.interval(obstacle.interval)["display"])
    node.value("margin", NumberKind.credit.display(obstacle.margin))
    return node
  }

  private var lacksEvidence: Bool {
    if case .evidence = standing.gate.condition { true } else { false }
  }
}
