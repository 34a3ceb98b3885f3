import AssessmentModel

/// What a gate finds in one evaluation.
struct GateReading {
  /// A part of a rubric that a gate looks at.
  struct Part {
    let subject: Obstacle.Subject
    let value: Rational
    let needs: Rational
    /// How much the part weighs in what the gate compares, where it compares a mean.
    var weight: Rational = 1
    /// The items of a domain or facet, each with what it would have to reach.
    var items: [Part] = []
  }

  /// The value compared; nil where the gate speaks of something not applicable.
  let found: Rational?
  /// The parts it looks at, in rubric order, the same in every evaluation of a plan.
  let parts: [Part]

  /// Reads a gate off an evaluation.
  init(_ condition: Gate.Condition, in evaluation: Evaluation) {
    let reader = GateReader(evaluation: evaluation)
    switch condition {
    case .total(let credit):
      found = evaluation.total
      parts = reader.items(evaluation.plan.items.indices, needs: credit)
    case .everyDomain(let credit):
      parts = reader.domains(needs: credit)
      found = parts.map(\.value).min()
    case .domain(let id, let credit):
      let index = reader.index(of: id)
      found = evaluation.domainCredits[index]
      parts = reader.items(evaluation.plan.domains[index].items, needs: credit)
    case .everyItem(let credit):
      parts = reader.items(evaluation.plan.items.indices, needs: credit)
      found = parts.map(\.value).min()
    case .item(let id, let credit):
      let index = reader.index(of: id)
      parts = reader.items(index..<index + 1, needs: credit)
      found = parts.first?.value
    case .itemShare(_, let credit):
      parts = reader.items(evaluation.plan.items.indices, needs: credit)
      found = GateReader.share(of: parts)
    case .itemShareInEveryDomain(let share, let credit):
      parts = reader.shares(needs: share, credit: credit)
      found = parts.map(\.value).min()
    case .everyFacet(let credit):
      parts = reader.facets(needs: credit)
      found = parts.map(\.value).min()
    case .evidence:
      parts = reader.evidence()
      found = GateReader.share(of: parts)
    }
  }

  /// Whether the gate holds; something not applicable counts as met.
  func holds(_ condition: Gate.Condition) -> Bool { found.map { $0 >= condition.needs } ?? true }
}

/// Reads the parts that gates look at.
private struct GateReader {
  let evaluation: Evaluation

  private var plan: ScoringPlan { evaluation.plan }

  func index(of id: DomainID) -> Int {
    guard let index = plan.domains.firstIndex(where: { $0.domain.id == id }) else {
      preconditionFailure("a gate of \(plan.rubric.id) names the domain \(id), which is none")
    }
    return index
  }

  func index(of id: ItemID) -> Int {
    guard let index = plan.items.firstIndex(where: { $0.item.id == id }) else {
      preconditionFailure("a gate of \(plan.rubric.id) names the item \(id), which is none")
    }
    return index
  }

  func items(_ range: Range<Int>, needs credit: Rational) -> [GateReading.Part] {
    range.compactMap { index in
      evaluation.itemCredits[index].map {
        GateReading.Part(
          subject: .item(plan.items[index].item.id), value: $0, needs: credit,
          weight: evaluation.weights[index])
      }
    }
  }

  func domains(needs credit: Rational) -> [GateReading.Part] {
    zip(plan.domains, evaluation.domainCredits).compactMap { domain, found in
      found.map {
        GateReading.Part(
          subject: .domain(domain.domain.id), value: $0, needs: credit,
          items: items(domain.items, needs: credit))
      }
    }
  }

  /// The share of items that reach a credit in every domain.
  func shares(needs share: Rational, credit: Rational) -> [GateReading.Part] {
    plan.domains.compactMap { domain in
      let items = items(domain.items, needs: credit)
      return Self.share(of: items).map {
        GateReading.Part(subject: .domain(domain.domain.id), value: $0, needs: share, items: items)
      }
    }
  }

  func facets(needs credit: Rational) -> [GateReading.Part] {
    plan.domains.flatMap { domain in
      FacetMembers.all(in: domain.items, of: plan).map { facet in
        GateReading.Part(
          subject: .facet(domain.domain.id, facet.set, facet.id), value: facet.credit(in: evaluation),
          needs: credit,
          items: facet.members.map {
            GateReading.Part(
              subject: .item(plan.items[$0.item].item.id), value: evaluation.facetCredits[$0.item][$0.facet],
              needs: credit, weight: evaluation.weights[$0.item])
          })
      }
    }
  }

  func evidence() -> [GateReading.Part] {
    zip(plan.items, evaluation.hasEvidence).compactMap { item, hasEvidence in
      guard item.isApplicable else { return nil }
      return GateReading.Part(subject: .item(item.item.id), value: hasEvidence ? 1 : 0, needs: 1)
    }
  }

  /// The share of parts that reach what they need; nil where there is none.
  static func share(of parts: [GateReading.Part]) -> Rational? {
    parts.isEmpty ? nil : Rational(parts.count { $0.value >= $0.needs }, parts.count)
  }
}

// MARK: - Findings

extension GateFinding {
  /// Puts the readings of both ends together.
  init(_ condition: Gate.Condition, worst: Evaluation, best: Evaluation, isComplete: Bool) {
    let low = GateReading(condition, in: worst)
    let high = isComplete ? low : GateReading(condition, in: best)
    needs = condition.needs
    found = low.found == high.found ? low.found : nil
    if let worst = low.found, let best = high.found { interval = Interval(worst: worst, best: best) }
    state = low.holds(condition) ? .passed : high.holds(condition) ? .open : .failed
    heldBackBy = state == .passed ? [] : Self.obstacles(condition, low.parts, high.parts)
  }

  /// The parts that miss what they need in the worst case, in the order in which a gate of the kind names them.
  private static func obstacles(
    _ condition: Gate.Condition, _ low: [GateReading.Part], _ high: [GateReading.Part]
  ) -> [Obstacle] {
    let short = short(low, high)
    switch condition {
    case .everyItem, .item: return farthestFirst(short).map(\.obstacle)
    case .total, .domain: return heaviestFirst(short).map(\.obstacle)
    case .itemShare, .evidence: return nearestFirst(short).map(\.obstacle)
    case .everyDomain, .everyFacet:
      return farthestFirst(short).map { part in
        var obstacle = part.obstacle
        obstacle.items = heaviestFirst(part.items).map(\.obstacle)
        return obstacle
      }
    case .itemShareInEveryDomain:
      let domains = farthestFirst(short).map { part in
        var obstacle = part.obstacle
        obstacle.items = nearestFirst(part.items).map(\.obstacle)
        return obstacle
      }
      return domains + nearestFirst(short.flatMap(\.items)).map(\.obstacle)
    }
  }

  /// A part that misses what it needs, with those of its items that do.
  private struct ShortPart {
    let obstacle: Obstacle
    let weight: Rational
    let items: [ShortPart]
  }

  private static func short(_ low: [GateReading.Part], _ high: [GateReading.Part]) -> [ShortPart] {
    zip(low, high).filter { $0.0.value < $0.0.needs }.map { low, high in
      ShortPart(
        obstacle: Obstacle(
          subject: low.subject, needs: low.needs, interval: Interval(worst: low.value, best: high.value)),
        weight: low.weight, items: short(low.items, high.items))
    }
  }

  private static func farthestFirst(_ parts: [ShortPart]) -> [ShortPart] { sorted(parts) { -$0.obstacle.distance } }
  private static func nearestFirst(_ parts: [ShortPart]) -> [ShortPart] { sorted(parts) { $0.obstacle.distance } }
  private static func heaviestFirst(_ parts: [ShortPart]) -> [ShortPart] {
    sorted(parts) { -($0.obstacle.distance * $0.weight) }
  }
}

/// Sorts by a key, smallest first, and keeps the order of equals.
func sorted<Element>(_ elements: [Element], by key: (Element) -> Rational) -> [Element] {
  let keys = elements.map(key)
  return elements.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }.map { elements[$0] }
}
