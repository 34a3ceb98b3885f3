/// What a crosswalk may name of one edition or outline.
public struct CrosswalkSubject: Sendable {
  /// The edition or outline.
  public let id: String
  /// What has to be covered: items, or the published parts of an outline; in order.
  public let requirements: [RequirementID]
  /// What each id that may be named stands for: an item for itself, `domain/…` and `group/…` for their items, a part
  /// for itself and all below it.
  public let contents: [RequirementID: Set<RequirementID>]
  /// The items that may not be declared not applicable.
  public let alwaysApplicable: Set<RequirementID>
  /// The parts directly below each part of an outline.
  private let children: [RequirementID: [RequirementID]]

  /// The items of an edition, by domains and groups; a group without a title carries its domain's id.
  public init(
    edition: String, domains: [(id: String, groups: [(id: String, items: [String])])],
    alwaysApplicable: Set<RequirementID> = []
  ) {
    id = edition
    self.alwaysApplicable = alwaysApplicable
    requirements = domains.flatMap { $0.groups.flatMap { $0.items.map { RequirementID($0) } } }
    var contents = Dictionary(requirements.map { ($0, [$0] as Set) }, uniquingKeysWith: { first, _ in first })
    for domain in domains {
      contents[RequirementID("domain/" + domain.id)] = Set(domain.groups.flatMap(\.items).map { RequirementID($0) })
      for group in domain.groups where group.id != domain.id {
        contents[RequirementID("group/" + group.id)] = Set(group.items.map { RequirementID($0) })
      }
    }
    self.contents = contents
    children = [:]
  }

  /// The items of a rubric.
  public init(_ rubric: Rubric) {
    self.init(
      edition: rubric.id.rawValue,
      domains: rubric.domains.map { domain in
        (domain.id.rawValue, domain.groups.map { ($0.id.rawValue, $0.items.map(\.id.rawValue)) })
      },
      alwaysApplicable: Set(
        rubric.items.filter { $0.notApplicable == .forbidden }.map { RequirementID($0.id.rawValue) }))
  }

  /// The parts of an outline.
  public init(_ outline: Outline) {
    id = outline.id
    let parts = outline.parts.flatMap(\.withDescendants)
    requirements = parts.filter(\.isPublished).map(\.id)
    contents = Dictionary(
      parts.map { ($0.id, Set($0.withDescendants.map(\.id))) }, uniquingKeysWith: { first, _ in first })
    alwaysApplicable = []
    children = Dictionary(
      parts.map { ($0.id, $0.parts.filter(\.isPublished).map(\.id)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether every id stands for something here.
  public func has(_ ids: [RequirementID]) -> Bool { ids.allSatisfy { contents[$0] != nil } }

  /// The requirements that no name covers: neither it, nor what it belongs to, nor all that belongs to it.
  public func uncovered(by names: [RequirementID]) -> [RequirementID] {
    var covered: Set<RequirementID> = []
    for name in names { covered.formUnion(contents[name] ?? []) }
    // Children stand behind their parent, so that going backwards sees them first.
    for part in requirements.reversed() {
      if let below = children[part], !below.isEmpty, below.allSatisfy(covered.contains) { covered.insert(part) }
    }
    return requirements.filter { !covered.contains($0) }
  }
}

/// A crosswalk read from one edition towards another edition or an outline: the relations that hold for the two.
public struct CrosswalkReading: Sendable {
  /// The file that is read.
  public let crosswalk: Crosswalk
  /// Whether it is read from its `to` side.
  public let isReversed: Bool
  /// The side that is read from.
  public let from: CrosswalkSubject
  /// The other side.
  public let to: CrosswalkSubject
  /// The relations that hold, seen from `from`, in the order of the file; items that editions share stand behind.
  public let relations: [CrosswalkRelation]

  /// Reads a crosswalk between two subjects that it pins.
  public init(_ crosswalk: Crosswalk, from: CrosswalkSubject, to: CrosswalkSubject, isReversed: Bool = false) {
    self.crosswalk = crosswalk
    self.isReversed = isReversed
    self.from = from
    self.to = to
    let (first, second) = isReversed ? (to, from) : (from, to)
    var holding = crosswalk.relations.filter { Self.holds($0, in: crosswalk, first, second) }
    if let reason = crosswalk.sharedReason {
      let set = Set(second.requirements)
      // An id that some relation names on both of its sides is judged there.
      let judged = Set(holding.flatMap { Set($0.from).intersection($0.to) })
      let equal = ProofStrengths(of: .equal)
      holding += first.requirements.filter { set.contains($0) && !judged.contains($0) }.map {
        CrosswalkRelation(from: [$0], to: [$0], kind: .equal, reason: reason, proof: equal, proofBack: equal)
      }
    }
    relations = (isReversed ? holding.map(\.inverted) : holding).map { relation in
      // What always applies is never taken for not applicable, whatever the file says.
      var relation = relation
      if relation.to.contains(where: to.alwaysApplicable.contains) { relation.proof.notApplicable = .nothing }
      if relation.from.contains(where: from.alwaysApplicable.contains) { relation.proofBack.notApplicable = .nothing }
      return relation
    }
  }

  /// Whether a relation holds for a pair: both have all that it names, and it is not limited to other editions.
  public static func holds(
    _ relation: CrosswalkRelation, in crosswalk: Crosswalk, _ from: CrosswalkSubject, _ to: CrosswalkSubject
  ) -> Bool {
    func allows(_ side: CrosswalkSide, _ subject: CrosswalkSubject) -> Bool {
      let limits = relation.editions.map(\.rawValue).filter { id in side.pins.contains { $0.id == id } }
      return limits.isEmpty || limits.contains(subject.id)
    }
    return from.has(relation.from) && to.has(relation.to) && allows(crosswalk.from, from) && allows(crosswalk.to, to)
  }

  /// What the side that is read from asks and the other does not.
  public var askedOnlyByFrom: [CrosswalkRelation] { relations.filter { $0.kind == .none && !$0.from.isEmpty } }

  /// What the other side asks and the side that is read from does not.
  public var askedOnlyByTo: [CrosswalkRelation] { relations.filter { $0.kind == .none && !$0.to.isEmpty } }

  /// The requirements of a side that no relation names.
  public func uncovered(_ end: CrosswalkEnd) -> [RequirementID] {
    end == .from ? from.uncovered(by: relations.flatMap(\.from)) : to.uncovered(by: relations.flatMap(\.to))
  }
}
