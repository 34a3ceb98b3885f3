import AssessmentModel

/// The items of two editions side by side: those that both ask, then those that only one does.
struct EditionAlignment {
  /// An item as both editions have it; on one side only where the other does not ask it alike.
  struct Line {
    let old: Item?
    let new: Item?
    /// How far marks of then and now speak of the same thing.
    let grade: Comparability

    var isPaired: Bool { old != nil && new != nil }
  }

  let old: Rubric
  let new: Rubric
  /// The items of the new edition in its order, then those that only the old one has, in its order.
  let lines: [Line]
  /// Whether the two are one edition, so that everything is comparable in full.
  let isIdentity: Bool

  init(_ editions: EditionComparison) {
    (old, new) = (editions.old, editions.new)
    isIdentity = old == new
    let oldItems = Dictionary(old.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let counterparts = editions.oldItems.reduce(into: [ItemID: EditionComparison.Entry]()) { found, entry in
      guard entry.kind == .same || entry.kind == .reworded, let item = entry.related.first else { return }
      found[item] = entry
    }
    let refused = Set(editions.refusals.map(\.item))
    let isOneScale = old.scale.entries.map(\.credit) == new.scale.entries.map(\.credit)
    let isOneCap =
      old.evidencePolicy.highestMarkWithoutEvidence == new.evidencePolicy.highestMarkWithoutEvidence
    var paired: Set<ItemID> = []
    var lines: [Line] = []
    for item in new.items {
      guard let entry = counterparts[item.id], let other = oldItems[entry.item], !refused.contains(item.id),
        !paired.contains(other.id), old.facetIDs(of: other) == new.facetIDs(of: item)
      else {
        lines.append(Line(old: nil, new: item, grade: .none))
        continue
      }
      paired.insert(other.id)
      let isFull =
        entry.kind == .same && isOneScale && isOneCap && old.facetWeights(of: other) == new.facetWeights(of: item)
      lines.append(Line(old: other, new: item, grade: isFull ? .full : .mapped))
    }
    lines += old.items.filter { !paired.contains($0.id) }.map { Line(old: $0, new: nil, grade: .none) }
    self.lines = lines
  }
}

extension Rubric {
  /// The weights of the facets on which an item is marked.
  func facetWeights(of item: Item) -> [FacetID: Int] {
    Dictionary(
      (facetSets[item.facetSet]?.facets ?? []).map { ($0.id, $0.weight) }, uniquingKeysWith: { first, _ in first })
  }
}

// MARK: - Grades of parts

extension EditionAlignment {
  /// How far a domain, or the whole where `domain` is nil, speaks of the same thing on both sides.
  ///
  /// In full where both sides have the same items, comparable in full, with the same weights; after mapping where items
  /// that both ask carry at least half of the nominal weight on either side.
  func grade(of domain: DomainID?) -> (grade: Comparability, sharedWeight: Rational) {
    let (oldWeights, newWeights) = (old.nominalWeights(in: domain), new.nominalWeights(in: domain))
    guard !oldWeights.isEmpty, !newWeights.isEmpty else { return (.none, 0) }
    if isIdentity { return (.full, 1) }
    let shared = lines.compactMap { line -> (old: Rational, new: Rational, grade: Comparability)? in
      guard let old = line.old.flatMap({ oldWeights[$0.id] }), let new = line.new.flatMap({ newWeights[$0.id] }) else {
        return nil
      }
      return (old, new, line.grade)
    }
    let common = min(shared.reduce(0) { $0 + $1.old }, shared.reduce(0) { $0 + $1.new })
    let isFull =
      shared.count == oldWeights.count && shared.count == newWeights.count
      && shared.allSatisfy { $0.grade == .full && $0.old == $0.new }
    return (isFull ? .full : common >= Rational(1, 2) ? .mapped : .none, common)
  }
}

extension Rubric {
  /// The share that each item has of a domain, or of the whole, with everything applicable.
  func nominalWeights(in domain: DomainID?) -> [ItemID: Rational] {
    let parts = domains.filter { domain == nil || $0.id == domain }
    let whole = parts.reduce(0) { $0 + $1.weight }
    var weights: [ItemID: Rational] = [:]
    for part in parts {
      let groups = part.groups.reduce(0) { $0 + $1.weight }
      for group in part.groups {
        let items = group.items.reduce(0) { $0 + $1.weight }
        for item in group.items {
          weights[item.id] =
            Rational(part.weight, whole) * Rational(group.weight, groups) * Rational(item.weight, items)
        }
      }
    }
    return weights
  }
}
