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
  /// The shares of the facets on which an item is marked in its credit; 1 together.
  func facetWeights(of item: Item) -> [FacetID: Rational] {
    let facets = facetSets[item.facetSet]?.facets ?? []
    let sum = facets.reduce(0) { $0 + $1.weight }
    return Dictionary(
      facets.map { ($0.id, Rational($0.weight, sum)) }, uniquingKeysWith: { first, _ in first })
  }
}

// MARK: - Grades of parts

/// A part of a rubric whose score is the weighted mean of some of its items.
enum RubricPart: Hashable {
  /// All of it.
  case whole
  /// Some domains of the old edition, and those of the new one that stand beside them.
  case domains(old: Set<DomainID>, new: Set<DomainID>)

  /// A domain that both editions have.
  static func domain(_ id: DomainID) -> RubricPart { .domains(old: [id], new: [id]) }

  /// Whether a domain of one of the editions belongs to it.
  func holds(_ domain: DomainID, isNew: Bool) -> Bool {
    switch self {
    case .whole: true
    case .domains(let old, let new): (isNew ? new : old).contains(domain)
    }
  }
}

extension EditionAlignment {
  /// How far a part speaks of the same thing on both sides.
  ///
  /// In full where both sides have the same items, comparable in full, with the same weights; after mapping where items
  /// that both ask carry at least half of the nominal weight on either side.
  ///
  /// - Parameter set: a facet set, where only the items that are marked on it are meant.
  func grade(of part: RubricPart, markedOn set: FacetSetID? = nil) -> (grade: Comparability, sharedWeight: Rational) {
    let oldWeights = old.nominalWeights(in: part, isNew: false, markedOn: set)
    let newWeights = new.nominalWeights(in: part, isNew: true, markedOn: set)
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
  /// The share that each item has of a part of one of the editions, with everything applicable.
  ///
  /// - Parameter set: a facet set, where only the items that are marked on it are meant.
  func nominalWeights(in part: RubricPart, isNew: Bool, markedOn set: FacetSetID? = nil) -> [ItemID: Rational] {
    var weights: [ItemID: Rational] = [:]
    for domain in domains where part.holds(domain.id, isNew: isNew) {
      let groups = domain.groups.reduce(0) { $0 + $1.weight }
      for group in domain.groups {
        let items = group.items.reduce(0) { $0 + $1.weight }
        for item in group.items where set == nil || item.facetSet == set {
          weights[item.id] = Rational(domain.weight) * Rational(group.weight, groups) * Rational(item.weight, items)
        }
      }
    }
    let whole = weights.values.reduce(0, +)
    return weights.mapValues { $0 / whole }
  }
}
