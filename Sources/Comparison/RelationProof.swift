import AssessmentModel
import Scoring

/// What the answers on the `from` side of a relation prove on its other side.
///
/// The rules stand in Docs/crosswalk-format.md, “What an answer proves”.
struct RelationProof {
  private let crosswalk: Crosswalk
  private let items: [ItemID: ItemScore]
  /// Domains and groups by the names that relations have for them; nil where nothing of one applies.
  private let parts: [RequirementID: Tracks<TrackScore>?]

  init(_ score: RubricScore, by crosswalk: Crosswalk) {
    self.crosswalk = crosswalk
    items = Dictionary(score.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    parts = Dictionary(
      score.domains.flatMap { domain in
        [(RequirementID("domain/" + domain.id.rawValue), domain.score)]
          + domain.groups.map { (RequirementID("group/" + $0.id.rawValue), $0.score) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Where the answers of a side stand together: what is not met leaves the whole unmet.
  func standing(of relation: CrosswalkRelation) -> Migration.Standing {
    let applicable = relation.from.map(standing).filter { $0 != .notApplicable }
    if applicable.isEmpty { return .notApplicable }
    return [Migration.Standing.unmet, .unknown, .between].first(where: applicable.contains) ?? .met
  }

  /// How much that proves about each of the other side.
  func strength(of relation: CrosswalkRelation) -> ProofStrength {
    let standings = relation.from.map(standing)
    let applicable = standings.filter { $0 != .notApplicable }
    let isPartial = applicable.count < standings.count && !applicable.isEmpty
    let strength: ProofStrength
    if applicable.isEmpty {
      strength = relation.proof.notApplicable
    } else if applicable.contains(.unmet) {
      strength = relation.to.count > 1 && relation.proof.unmet == .full ? .partial : relation.proof.unmet
    } else if applicable.contains(.unknown) {
      strength = .nothing
    } else if applicable.contains(.between) {
      strength = relation.proof.met == .nothing ? .nothing : .partial
    } else {
      strength = relation.proof.met
    }
    return isPartial && strength == .full ? .partial : strength
  }

  /// Where one item, or one domain or group, stands.
  func standing(_ id: RequirementID) -> Migration.Standing {
    if let part = parts[id] { return part.map { standing($0.evidenced.credit) } ?? .notApplicable }
    guard let item = items[ItemID(id.rawValue)] else { return .unknown }
    return item.status == .notApplicable ? .notApplicable : standing(item.score?.evidenced.credit)
  }

  private func standing(_ credit: Rational?) -> Migration.Standing {
    guard let credit else { return .unknown }
    if credit >= crosswalk.metFrom { return .met }
    return credit < crosswalk.unmetBelow ? .unmet : .between
  }
}
