/// How what the items of one side ask stands to what those of the other ask.
public struct CrosswalkRelation: Sendable, Equatable {
  /// The typed relations, defined on what is asked and not on cut-offs.
  public enum Kind: String, Sendable, CaseIterable {
    /// The same item.
    case equal
    /// The same is asked, as widely and as deeply.
    case equivalent
    /// `from` is a part of `to`.
    case subset
    /// `to` is a part of `from`.
    case superset
    /// They share something, and each asks more.
    case intersects
    /// The other side has no counterpart.
    case none

    /// The relation with the sides exchanged.
    public var inverted: Kind {
      switch self {
      case .subset: .superset
      case .superset: .subset
      case .equal, .equivalent, .intersects, .none: self
      }
    }
  }

  /// The ids of the `from` side; empty only for `none`.
  public var from: [RequirementID]
  /// The ids of the `to` side; empty only for `none`.
  public var to: [RequirementID]
  /// The relation, from `from` to `to`.
  public var kind: Kind
  /// What both ask, and what one asks that the other does not.
  public var reason: String
  /// What an answer on the `from` side proves on the `to` side.
  public var proof: ProofStrengths
  /// What an answer on the `to` side proves on the `from` side.
  public var proofBack: ProofStrengths
  /// The editions that the relation is limited to; a side of which none is named is not limited.
  public var editions: [RubricID]

  /// Gathers the parts of a relation.
  public init(
    from: [RequirementID], to: [RequirementID], kind: Kind, reason: String, proof: ProofStrengths,
    proofBack: ProofStrengths, editions: [RubricID] = []
  ) {
    self.from = from
    self.to = to
    self.kind = kind
    self.reason = reason
    self.proof = proof
    self.proofBack = proofBack
    self.editions = editions
  }

  /// The same relation, read from the other side.
  public var inverted: CrosswalkRelation {
    CrosswalkRelation(
      from: to, to: from, kind: kind.inverted, reason: reason, proof: proofBack, proofBack: proof, editions: editions)
  }
}

/// How much an answer says about the other side.
public enum ProofStrength: String, Sendable, CaseIterable {
  /// The other item is in the same state.
  case full
  /// It speaks for or against the other item, which has to be examined on its own.
  case partial
  /// Nothing.
  case nothing
}

/// The status of an answer that a crosswalk carries over.
public enum ProofStatus: String, Sendable, CaseIterable {
  /// The credit reaches `met-from`.
  case met
  /// The credit is below `unmet-below`.
  case unmet
  /// The item is answered as not applicable.
  case notApplicable = "not-applicable"
}

/// What each status of an answer proves about the other side.
public struct ProofStrengths: Sendable, Equatable {
  /// When the answer is met.
  public var met: ProofStrength
  /// When it is unmet.
  public var unmet: ProofStrength
  /// When it is not applicable.
  public var notApplicable: ProofStrength

  /// The strengths that follow from a relation alone.
  public init(of kind: CrosswalkRelation.Kind) {
    (met, unmet, notApplicable) =
      switch kind {
      case .equal, .equivalent: (.full, .full, .full)
      case .subset: (.partial, .full, .nothing)
      case .superset: (.full, .partial, .full)
      case .intersects: (.partial, .nothing, .nothing)
      case .none: (.nothing, .nothing, .nothing)
      }
  }

  /// The strength for a status.
  public subscript(status: ProofStatus) -> ProofStrength {
    get {
      switch status {
      case .met: met
      case .unmet: unmet
      case .notApplicable: notApplicable
      }
    }
    set {
      switch status {
      case .met: met = newValue
      case .unmet: unmet = newValue
      case .notApplicable: notApplicable = newValue
      }
    }
  }
}
