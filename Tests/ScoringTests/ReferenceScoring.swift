// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Scoring

/// The scoring of Docs/scoring.md written a second time, plainly and from that page alone.
final class Reference {
  let rubric: Rubric
  let assessment: Assessment

  init(rubric: Rubric, assessment: Assessment) {
    self.rubric = rubric
    self.assessment = assessment
  }

  // MARK: 1 What an item is

  private func answer(_ item: Item) -> Answer? { assessment.answers[rubric.id]?[item.id] }

  func applies(_ item: Item) -> Bool {
    if case .notApplicable = answer(item), item.notApplicable != .forbidden { return false }
    return true
  }

  func facets(_ item: Item) -> [Facet] { rubric.facetSets[item.facetSet]!.facets }

  func given(_ item: Item) -> [Int?] {
    guard case .marked(let answer) = answer(item) else { return facets(item).map { _ in nil } }
    return facets(item).map { answer.marks[$0.id]?.rawValue }
  }

  func isUnfinished(_ item: Item) -> Bool { given(item).contains { $0 == nil } }
  func isComplete(_ items: [Item]) -> Bool { items.filter(applies).allSatisfy { !given($0).contains(nil) } }

  // MARK: 2 Evidence

  func cited(_ item: Item) -> [EvidenceID] {
    guard case .marked(let answer) = answer(item) else { return [] }
    return answer.evidence.enumerated().filter { !answer.evidence.prefix($0.offset).contains($0.element) }
      .map(\.element)
  }

  func isValid(_ id: EvidenceID) -> Bool {
    guard let evidence = assessment.evidence.first(where: { $0.id == id }), let collected = evidence.collected
    else { return false }
    return evidence.fileState != .unusable && collected <= assessment.date
      && (evidence.received.map { $0 <= assessment.date } ?? true)
      && (evidence.expires.map { $0 >= assessment.date } ?? true)
      && (evidence.covers.map { $0.to >= assessment.period.from && $0.from <= assessment.period.to } ?? true)
  }

  func hasEvidence(_ item: Item) -> Bool { cited(item).contains(where: isValid) }

  /// Whether what a mark counts as can no longer change: it is given, and there is nothing for evidence to lift.
  func isSettled(_ item: Item, _ facet: FacetID, _ track: Track) -> Bool {
    guard let mark = given(item)[facets(item).firstIndex { $0.id == facet }!] else { return false }
    return track == .claimed || !isUnfinished(item) || hasEvidence(item)
      || mark <= rubric.evidencePolicy.highestMarkWithoutEvidence.rawValue
  }

  // MARK: 3 Weights

  /// The share of the total, among everything or among what applies.
  func share(_ item: Item, nominal: Bool) -> Fraction { (nominal ? nominalShares : shares)[item.id]! }

  private lazy var nominalShares = Dictionary(
    uniqueKeysWithValues: rubric.items.map { ($0.id, workOutShare($0, nominal: true)) })
  private lazy var shares = Dictionary(
    uniqueKeysWithValues: rubric.items.map { ($0.id, workOutShare($0, nominal: false)) })

  private func workOutShare(_ item: Item, nominal: Bool) -> Fraction {
    let domain = rubric.domains.first { $0.items.contains { $0.id == item.id } }!
    let group = domain.groups.first { $0.items.contains { $0.id == item.id } }!
    func counts(_ items: [Item]) -> Bool { nominal || items.contains(where: applies) }
    func part(_ weight: Int, _ all: [Int]) -> Fraction {
      Fraction(weight, over: all.map { Int128($0) }.reduce(0, +))
    }
    guard counts([item]) else { return Fraction(0) }
    return part(item.weight, group.items.filter { counts([$0]) }.map(\.weight))
      * part(group.weight, domain.groups.filter { counts($0.items) }.map(\.weight))
      * part(domain.weight, rubric.domains.filter { counts($0.items) }.map(\.weight))
  }
}

/// One track with the missing answers taken at one end.
final class ReferenceView {
  let reference: Reference
  let track: Track
  let isBest: Bool
  /// The marks that count by item.
  private(set) var marks: [ItemID: [Int]] = [:]
  /// The credits by applicable item.
  private(set) var credits: [ItemID: Fraction] = [:]
  private(set) var shares: [ItemID: Fraction] = [:]
  private(set) var nominalShares: [ItemID: Fraction] = [:]
  private let worths: [Fraction]

  var rubric: Rubric { reference.rubric }

  init(_ reference: Reference, _ track: Track, isBest: Bool) {
    self.reference = reference
    self.track = track
    self.isBest = isBest
    worths = reference.rubric.scale.entries.map { Fraction($0.credit) }
    for item in reference.rubric.items {
      nominalShares[item.id] = reference.share(item, nominal: true)
      guard reference.applies(item) else { continue }
      shares[item.id] = reference.share(item, nominal: false)
      let counted = reference.given(item).map { given in
        let mark = given ?? (isBest ? 5 : 1)
        let isCarried = reference.hasEvidence(item) || (isBest && reference.isUnfinished(item))
        return track == .evidenced && !isCarried
          ? min(mark, reference.rubric.evidencePolicy.highestMarkWithoutEvidence.rawValue) : mark
      }
      marks[item.id] = counted
      credits[item.id] = Fraction.mean(
        zip(reference.facets(item), counted).map { (Fraction($0.weight), worth($1)) })
    }
  }

  func worth(_ mark: Int) -> Fraction { worths[mark - 1] }

  func credit(_ group: ItemGroup) -> Fraction? {
    Fraction.mean(group.items.compactMap { item in credits[item.id].map { (Fraction(item.weight), $0) } })
  }

  func credit(_ domain: Domain) -> Fraction? {
    Fraction.mean(domain.groups.compactMap { group in credit(group).map { (Fraction(group.weight), $0) } })
  }

  var total: Fraction? {
    Fraction.mean(
      rubric.domains.compactMap { domain in credit(domain).map { (Fraction(domain.weight), $0) } })
  }

  func withoutRespread(_ items: [Item], _ value: (Item) -> Fraction?) -> Fraction? {
    Fraction.mean(items.map { (nominalShares[$0.id]!, value($0) ?? Fraction(0)) })
  }

  // MARK: 4 Facets, mean marks, levels, conformity

  func members(_ set: FacetSetID, _ items: [Item]) -> [Item] {
    items.filter { $0.facetSet == set && credits[$0.id] != nil }
  }

  func mark(_ item: Item, _ facet: FacetID) -> Int {
    marks[item.id]![reference.facets(item).firstIndex { $0.id == facet }!]
  }

  func credit(_ facet: FacetID, _ set: FacetSetID, _ items: [Item]) -> Fraction? {
    Fraction.mean(members(set, items).map { (shares[$0.id]!, worth(mark($0, facet))) })
  }

  func meanMark(_ facet: FacetID, _ set: FacetSetID, _ items: [Item]) -> Fraction? {
    Fraction.mean(members(set, items).map { (shares[$0.id]!, Fraction(mark($0, facet))) })
  }

  func meanMark(_ item: Item) -> Fraction {
    Fraction.mean(zip(reference.facets(item), marks[item.id]!).map { (Fraction($0.weight), Fraction($1)) })!
  }

  func meanMark(_ items: [Item]) -> Fraction? {
    Fraction.mean(items.filter { credits[$0.id] != nil }.map { (shares[$0.id]!, meanMark($0)) })
  }

  func level(mean: Fraction, items: [Fraction]) -> Int {
    (1...5).filter { k in
      let k = Fraction(k)
      guard k > Fraction(1) else { return true }
      let isKept = rubric.processProfile.map { profile in
        items.allSatisfy { $0 >= k - Fraction(profile.maturityItemTolerance) }
      }
      return mean >= k && isKept ?? true
    }.max()!
  }

  func conformity(credit: Fraction, items: [Fraction], facets: [Fraction]) -> Conformity? {
    rubric.processProfile.map { profile in
      if items.allSatisfy({ $0 >= Fraction(profile.conformingItemCredit) }),
        facets.allSatisfy({ $0 >= Fraction(profile.conformingFacetCredit) })
      {
        return .full
      }
      return credit >= Fraction(profile.partialCredit) ? .partial : .none
    }
  }

  /// The facets of applicable items in order of first use.
  func facets(_ items: [Item]) -> [(set: FacetSetID, id: FacetID)] {
    var sets: [FacetSetID] = []
    for item in items where credits[item.id] != nil && !sets.contains(item.facetSet) {
      sets.append(item.facetSet)
    }
    return sets.flatMap { set in rubric.facetSets[set]!.facets.map { (set, $0.id) } }
  }

  func evidenceCounts(_ item: Item) -> Bool {
    reference.hasEvidence(item) || (isBest && reference.isUnfinished(item))
  }
}

// MARK: - 6 Gates

extension ReferenceView {
  var applicable: [Item] { rubric.items.filter(reference.applies) }

  func share(_ items: [Item], reaching credit: Rational) -> Fraction? {
    let items = items.filter(reference.applies)
    return items.isEmpty
      ? nil : Fraction(items.count { credits[$0.id]! >= Fraction(credit) }, over: items.count)
  }

  func found(_ condition: Gate.Condition) -> Fraction? {
    switch condition {
    case .total: return total
    case .everyDomain: return rubric.domains.compactMap { credit($0) }.min()
    case .domain(let id, _): return credit(rubric.domains.first { $0.id == id }!)
    case .everyItem: return applicable.map { credits[$0.id]! }.min()
    case .item(let id, _): return credits[id]
    case .itemShare(_, let credit): return share(rubric.items, reaching: credit)
    case .itemShareInEveryDomain(_, let credit):
      return rubric.domains.compactMap { share($0.items, reaching: credit) }.min()
    case .everyFacet:
      return rubric.domains.flatMap { domain in
        facets(domain.items).compactMap { credit($0.id, $0.set, domain.items) }
      }.min()
    case .evidence:
      return Fraction(applicable.count(where: evidenceCounts), over: applicable.count)
    }
  }

  func holds(_ condition: Gate.Condition) -> Bool {
    guard let found = found(condition) else { return true }
    switch condition {
    case .total(let needs), .everyDomain(let needs), .domain(_, let needs), .everyItem(let needs),
      .item(_, let needs), .everyFacet(let needs):
      return found >= Fraction(needs)
    case .itemShare(let needs, _), .itemShareInEveryDomain(let needs, _), .evidence(let needs):
      return found >= Fraction(needs)
    }
  }

  /// What keeps a gate from holding, in the order of the page.
  func heldBackBy(_ condition: Gate.Condition) -> [Obstacle.Subject] {
    typealias Found = (subject: Obstacle.Subject, lack: Fraction)
    func short(_ items: [Item], _ needs: Rational, weighted: Bool = false) -> [Found] {
      items.filter { credits[$0.id].map { $0 < Fraction(needs) } ?? false }.map { item in
        let lack = Fraction(needs) - credits[item.id]!
        return (.item(item.id), weighted ? lack * shares[item.id]! : lack)
      }
    }
    func ordered(_ found: [Found], farthestFirst: Bool) -> [Obstacle.Subject] {
      // A plain insertion sort, which keeps equals in order.
      var result: [Found] = []
      for element in found {
        let place =
          result.firstIndex { farthestFirst ? $0.lack < element.lack : $0.lack > element.lack }
          ?? result.count
        result.insert(element, at: place)
      }
      return result.map(\.subject)
    }
    switch condition {
    case .total(let needs): return ordered(short(rubric.items, needs, weighted: true), farthestFirst: true)
    case .domain(let id, let needs):
      return ordered(
        short(rubric.domains.first { $0.id == id }!.items, needs, weighted: true), farthestFirst: true)
    case .everyItem(let needs): return ordered(short(rubric.items, needs), farthestFirst: true)
    case .item(let id, let needs):
      return ordered(short(rubric.items.filter { $0.id == id }, needs), farthestFirst: true)
    case .itemShare(_, let credit): return ordered(short(rubric.items, credit), farthestFirst: false)
    case .everyDomain(let needs):
      return ordered(
        rubric.domains.compactMap { domain in
          credit(domain).flatMap { $0 < Fraction(needs) ? (.domain(domain.id), Fraction(needs) - $0) : nil }
        }, farthestFirst: true)
    case .itemShareInEveryDomain(let needs, let credit):
      let domains = rubric.domains.filter {
        share($0.items, reaching: credit).map { $0 < Fraction(needs) } ?? false
      }
      return ordered(
        domains.map { (.domain($0.id), Fraction(needs) - share($0.items, reaching: credit)!) },
        farthestFirst: true)
        + ordered(short(domains.flatMap(\.items), credit), farthestFirst: false)
    case .everyFacet(let needs):
      return ordered(
        rubric.domains.flatMap { domain in
          facets(domain.items).compactMap { facet -> Found? in
            let found = self.credit(facet.id, facet.set, domain.items)!
            return found < Fraction(needs)
              ? (.facet(domain.id, facet.set, facet.id), Fraction(needs) - found) : nil
          }
        }, farthestFirst: true)
    case .evidence: return applicable.filter { !evidenceCounts($0) }.map { .item($0.id) }
    }
  }

  /// The items that hold a domain or facet back, in the order of the page.
  func itemsHolding(_ subject: Obstacle.Subject, back condition: Gate.Condition) -> [ItemID] {
    var short: [(item: ItemID, rank: Fraction)] = []
    func add(_ item: Item, _ found: Fraction, _ needs: Rational, isWeighted: Bool) {
      guard found < Fraction(needs) else { return }
      let lack = Fraction(needs) - found
      short.append((item.id, isWeighted ? lack * shares[item.id]! : Fraction(0) - lack))
    }
    switch (condition, subject) {
    case (.everyDomain(let needs), .domain(let id)):
      for item in rubric.domains.first(where: { $0.id == id })!.items where credits[item.id] != nil {
        add(item, credits[item.id]!, needs, isWeighted: true)
      }
    case (.itemShareInEveryDomain(_, let needs), .domain(let id)):
      for item in rubric.domains.first(where: { $0.id == id })!.items where credits[item.id] != nil {
        add(item, credits[item.id]!, needs, isWeighted: false)
      }
    case (.everyFacet(let needs), .facet(let id, let set, let facet)):
      for item in members(set, rubric.domains.first { $0.id == id }!.items) {
        add(item, worth(mark(item, facet)), needs, isWeighted: true)
      }
    default: break
    }
    // Take the largest that is left, the first of equals, again and again.
    var order: [ItemID] = []
    while let most = short.map(\.rank).max(), let place = short.firstIndex(where: { $0.rank == most }) {
      order.append(short.remove(at: place).item)
    }
    return order
  }

  /// The place of the highest result whose gates, and those of every result below it, hold.
  var result: Int {
    var place = 0
    for (index, result) in rubric.results.enumerated() {
      guard result.gates.allSatisfy({ holds($0.condition) }) else { break }
      place = index
    }
    return place
  }
}
