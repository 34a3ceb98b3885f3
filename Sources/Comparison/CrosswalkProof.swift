public import AssessmentModel
public import Scoring

/// What the answers to one edition prove about another edition, or about the parts of an outline.
///
/// The rules stand in Docs/crosswalk-format.md, “What an answer proves”.
public struct CrosswalkProof: Sendable {
  /// What is proved about an item or a part.
  public enum Verdict: String, Sendable, CaseIterable {
    /// It is met, or something speaks for it.
    case met
    /// It is not met, or something speaks against it.
    case unmet
    /// It does not apply.
    case notApplicable = "not-applicable"
    /// Something speaks for it and something against it, neither in full.
    case divided
    /// One relation proves in full what another proves in full to be otherwise; neither counts.
    case contradiction
    /// Nothing.
    case nothing
  }

  /// A relation that names the item or part, with the answers on its other side.
  public struct Ground: Sendable {
    /// The relation, read from the side with the answers.
    public let relation: CrosswalkRelation
    /// Where each of the answers stands, in the order of the relation.
    public let answers: [Migration.Standing]
    /// Where they stand together.
    public let standing: Migration.Standing
    /// How much they prove.
    public let strength: ProofStrength

    /// What the answers say of the other side, whatever the strength.
    fileprivate var verdict: Verdict {
      switch standing {
      case .met, .between: .met
      case .unmet: .unmet
      case .notApplicable: .notApplicable
      case .unknown: .nothing
      }
    }
  }

  /// An item or a part of the other side with what is proved about it.
  public struct Entry: Sendable {
    /// Its id.
    public let id: RequirementID
    /// What is proved.
    public let verdict: Verdict
    /// How much: of the strongest relation; nothing for a contradiction.
    public let strength: ProofStrength
    /// The relations that name it, those without a counterpart left out, in the order of the crosswalk.
    public let grounds: [Ground]
  }

  /// The items of the other edition in its order, or the parts of the outline whose titles are public.
  public let entries: [Entry]

  /// Judges what a score proves.
  ///
  /// - Parameters:
  ///   - score: The score of the answers.
  ///   - reading: The crosswalk, read from the edition of the score.
  public init(_ score: RubricScore, by reading: CrosswalkReading) {
    let proof = RelationProof(score, by: reading.crosswalk)
    var grounds: [RequirementID: [Ground]] = [:]
    for relation in reading.relations where relation.kind != .none {
      let ground = Ground(
        relation: relation, answers: relation.from.map(proof.standing), standing: proof.standing(of: relation),
        strength: proof.strength(of: relation))
      for id in relation.to { grounds[id, default: []].append(ground) }
    }
    entries = reading.to.requirements.map { id in
      let found = grounds[id] ?? []
      let (verdict, strength) = Self.judge(found)
      return Entry(id: id, verdict: verdict, strength: strength, grounds: found)
    }
  }

  /// The strongest counts; partial proofs never add up.
  private static func judge(_ grounds: [Ground]) -> (Verdict, ProofStrength) {
    for strength in [ProofStrength.full, .partial] {
      let verdicts = Set(grounds.filter { $0.strength == strength }.map(\.verdict)).subtracting([.nothing])
      if verdicts.count > 1 { return strength == .full ? (.contradiction, .nothing) : (.divided, .partial) }
      if let verdict = verdicts.first { return (verdict, strength) }
    }
    return (.nothing, .nothing)
  }
}
