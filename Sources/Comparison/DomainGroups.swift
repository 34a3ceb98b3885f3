import AssessmentModel

/// Domains of two editions that stand beside each other although their ids do not: one was split, several were merged, or
/// one was renamed.
struct DomainGroup: Equatable {
  /// The domains of the old edition, in its order.
  var old: [DomainID]
  /// The domains of the new edition, in its order.
  var new: [DomainID]

  /// Both as a part of the editions.
  var part: RubricPart { .domains(old: Set(old), new: Set(new)) }

  /// Groups the domains that have nothing comparable under their own id.
  ///
  /// Such a domain stands beside the domain of the other edition that holds most of its weight, by the items that both
  /// editions ask. Where that one has a counterpart of its own, the counterpart joins too. Domains that are so connected
  /// make a group.
  static func all(_ editions: EditionAlignment, isAlone: (DomainID) -> Bool) -> [DomainGroup] {
    let sides = Sides(editions)
    var groups: [(old: Set<DomainID>, new: Set<DomainID>)] = []
    func join(_ old: Set<DomainID>, _ new: Set<DomainID>) {
      var joined = (old: old, new: new)
      groups.removeAll { group in
        guard !group.old.isDisjoint(with: joined.old) || !group.new.isDisjoint(with: joined.new) else { return false }
        joined = (joined.old.union(group.old), joined.new.union(group.new))
        return true
      }
      groups.append(joined)
    }
    func counterpart(_ id: DomainID, in rubric: Rubric) -> Set<DomainID> {
      !isAlone(id) && rubric.domains.contains { $0.id == id } ? [id] : []
    }
    for domain in editions.old.domains where isAlone(domain.id) {
      guard let other = sides.main(of: domain.id, isNew: false) else { continue }
      join(counterpart(other, in: editions.old).union([domain.id]), [other])
    }
    for domain in editions.new.domains where isAlone(domain.id) {
      guard let other = sides.main(of: domain.id, isNew: true) else { continue }
      join([other], counterpart(other, in: editions.new).union([domain.id]))
    }
    let found = groups.map { group in
      DomainGroup(
        old: editions.old.domains.map(\.id).filter(group.old.contains),
        new: editions.new.domains.map(\.id).filter(group.new.contains))
    }
    let order = editions.new.domains.map(\.id)
    return order.compactMap { id in found.first { $0.new.first == id } }
  }

  /// How much of each domain's weight each domain of the other edition holds, by the items that both ask.
  private struct Sides {
    private var old: [DomainID: [DomainID: Rational]] = [:]
    private var new: [DomainID: [DomainID: Rational]] = [:]
    private let editions: EditionAlignment

    init(_ editions: EditionAlignment) {
      self.editions = editions
      let homes = (old: editions.old.homes, new: editions.new.homes)
      let oldWeights = editions.old.nominalWeights(in: .whole, isNew: false)
      let newWeights = editions.new.nominalWeights(in: .whole, isNew: true)
      for line in editions.lines {
        guard let item = line.old?.id, let other = line.new?.id, let home = homes.old[item],
          let place = homes.new[other]
        else { continue }
        old[home, default: [:]][place, default: 0] += oldWeights[item] ?? 0
        new[place, default: [:]][home, default: 0] += newWeights[other] ?? 0
      }
    }

    /// The domain of the other edition that holds most of a domain's weight; the first of equals.
    func main(of domain: DomainID, isNew: Bool) -> DomainID? {
      let weights = (isNew ? new : old)[domain] ?? [:]
      let others = (isNew ? editions.old : editions.new).domains.map(\.id)
      guard let most = weights.values.max() else { return nil }
      return others.first { weights[$0] == most }
    }
  }
}

extension Rubric {
  /// The domain of every item.
  fileprivate var homes: [ItemID: DomainID] {
    Dictionary(
      domains.flatMap { domain in domain.groups.flatMap(\.items).map { ($0.id, domain.id) } },
      uniquingKeysWith: { first, _ in first })
  }
}
