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
    node.part("needs", .mixedNumber(gate.condition.needs, kind, moreDecimals: evidenced?.moreDecimals(kind) ?? 0))
    addFinding(evidenced, to: &node)
    node.title("held-back-by", evidenced.flatMap(heldBack))
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
    let more = finding?.moreDecimals(kind) ?? 0
    node.value("state", finding?.state.rawValue)
    node.title("state-title", finding.map { Wording.title(of: $0.state) })
    // What a gate says stays open while the missing answers decide.
    node.value("passed", finding.flatMap { $0.state == .open ? nil : $0.state == .passed })
    node.value("secured", finding?.isSecured)
    node.value("out-of-reach", finding?.isOutOfReach)
    node.part("found", finding?.found.map { .mixedNumber($0, kind, moreDecimals: more) })
    node.part("margin", finding?.margin.map { margin($0, moreDecimals: more) })
    node.part("interval", finding?.interval.map { .mixedInterval($0, kind) })
  }

  /// What is above or below what is needed, with its sign; shares differ by percentage points.
  private func margin(_ margin: Rational, moreDecimals: Int) -> ResultNode {
    var node = ResultNode.mixedNumber(margin, kind, moreDecimals: moreDecimals)
    node.title("signed", kind.signedInUnit(margin, moreDecimals: moreDecimals))
    return node
  }

  /// What holds the gate back, in a few words: the domains, items or facets farthest off; where a share of items is
  /// asked for, how many more are needed and which are nearest. Nil where nothing does.
  private func heldBack(_ finding: GateFinding) -> LocalizedText? {
    guard let first = finding.heldBackBy.first else { return nil }
    let unit = unit(of: first.subject)
    let named = finding.heldBackBy.filter { self.unit(of: $0.subject) == unit }.map { name(of: $0.subject) }
    let names = Enumeration(named, unit)
    guard unit == .items, let short = itemsShort(finding), short < named.count else { return names.text() }
    if lacksEvidence {
      return names.text().map {
        LocalizedText(
          chinese: "还差 \(short) 项，没有有效证据的有\($0.chinese)",
          english: "\(short) more needed; without evidence: \($0.english)")
      }
    }
    return Enumeration(Array(named.prefix(Enumeration.shown)), .items).text().map {
      LocalizedText(
        chinese: "还差 \(short) 项，最接近的是\($0.chinese)", english: "\(short) more needed; nearest: \($0.english)")
    }
  }

  /// How many more items a gate on a share of all items needs; nil for other gates, and while answers are missing.
  private func itemsShort(_ finding: GateFinding) -> Int? {
    switch standing.gate.condition {
    case .itemShare, .evidence: break
    default: return nil
    }
    guard finding.found != nil, score.isComplete else { return nil }
    let items = score.completeness.applicable
    let reached = items - finding.heldBackBy.count
    return (0...items).first { Rational(reached + $0, items) >= finding.needs }
  }

  private func unit(of subject: Obstacle.Subject) -> Enumeration.Unit {
    switch subject {
    case .domain: rubric.processProfile == nil ? .domains : .processes
    case .item: .items
    case .facet: .places
    }
  }

  private func name(of subject: Obstacle.Subject) -> LocalizedText {
    let unknown = LocalizedText(chinese: "", english: "")
    switch subject {
    case .domain(let id): return rubric.domains.first { $0.id == id }?.title ?? unknown
    case .item(let id): return rubric.item(id)?.title ?? unknown
    case .facet(let domain, let set, let id):
      let place = rubric.domains.first { $0.id == domain }?.title ?? unknown
      let facet = rubric.facetSets[set]?.facets.first { $0.id == id }?.title ?? unknown
      return LocalizedText(
        chinese: "\(place.chinese)·\(facet.chinese)", english: "\(place.english) · \(facet.english)")
    }
  }

  /// A part that holds the gate back and, for a domain or facet, the items in it that do.
  private func obstacle(_ obstacle: Obstacle) -> ResultNode {
    var node = ResultNode("obstacle")
    let kind: NumberKind
    var place: Domain?
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
      place = rubric.domains.first { $0.id == domain }
    }
    node.value("domain", place?.id.rawValue)
    node.title("domain-title", place?.title)
    node.value("open", obstacle.isOpen)
    // A gate on evidence compares no numbers.
    let interval = lacksEvidence ? nil : obstacle.interval
    func number(_ value: Rational?) -> ResultNode? { value.map { .mixedNumber($0, kind) } }
    node.part("needs", number(interval.map { _ in obstacle.needs }))
    node.part("found", number(interval.flatMap { $0.worst == $0.best ? $0.worst : nil }))
    node.part("interval", interval.map { .mixedInterval($0, kind) })
    node.part("distance", number(interval.map { _ in obstacle.distance }))
    node.part("margin", number(interval.map { _ in obstacle.margin }))
    node.list("items", lacksEvidence ? [] : obstacle.items.map(item))
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

extension GateFinding {
  /// How many more decimals it takes to tell what was found from what is needed; rounded alike they would contradict
  /// the verdict, which compares the full values. At most eight.
  func moreDecimals(_ kind: NumberKind) -> Int {
    guard let found, found != needs else { return 0 }
    return (0..<8).first {
      kind.display(found, moreDecimals: $0) != kind.display(needs, moreDecimals: $0)
    } ?? 8
  }
}
