public import AssessmentModel

/// The score of an item.
public struct ItemScore: Sendable, Equatable {
  /// How far an item has been answered.
  public enum Status: String, Sendable {
    /// Every facet has a mark.
    case complete
    /// Some facets have a mark.
    case partial
    /// No facet has a mark: neither mark 1 nor not applicable.
    case unanswered
    /// Declared not applicable, with a reason.
    case notApplicable = "not-applicable"
  }

  /// Its name.
  public var id: ItemID
  /// How far it has been answered.
  public var status: Status
  /// Why it does not apply, where it does not.
  public var notApplicableReason: String?
  /// Its credit; nil where it does not apply.
  public var score: Tracks<TrackScore>?
  /// Its share of the total before and after re-spreading what is not applicable.
  public var weight: EffectiveWeight
  /// Its facets, in the order of the facet set.
  public var facets: [ItemFacetScore]
  /// The evidence it cites, in the order given, each piece once.
  public var citations: [Citation]
  /// What was found.
  public var note: String?
  /// What the centre intends to do.
  public var action: String?
  /// The lowest mark given, which says where the item stands; nil where none was given.
  public var lowestMark: Mark?
  /// The step from the lowest mark to the next that is worth aiming at; nil at mark 5 or without a mark.
  public var nextStep: NextStep?

  /// Whether it cites evidence that is valid on the assessment date.
  public var hasValidEvidence: Bool { citations.contains { $0.validity.isValid } }
  /// Whether a mark counts as less for want of valid evidence; in an item that is not complete, by the worst case.
  public var isCapped: Bool { facets.contains(where: \.isCapped) }

  /// Whether a report writes the item out as weak: complete, and by the evidenced track either no better than mark 3
  /// (基本符合) or with a facet at mark 2 or lower.
  public func isWeak(in scale: MarkScale) -> Bool {
    guard let credit = score?.evidenced.credit else { return false }
    return credit <= scale[.mostly].credit || facets.contains { ($0.evidencedMark ?? .absent) <= .begun }
  }

  /// Whether it is complete and, by the evidenced track, below what mark 3 (基本符合) is worth.
  public func isBelowMeeting(in scale: MarkScale) -> Bool {
    score?.evidenced.credit.map { $0 < scale[.mostly].credit } ?? false
  }

  /// Whether it is complete and, by the evidenced track, worth at least mark 4 (完全符合).
  public func isStrong(in scale: MarkScale) -> Bool {
    score?.evidenced.credit.map { $0 >= scale[.fully].credit } ?? false
  }

  /// The credits of the total, 0 to 100, by which the interval of the total narrows once the item is complete, in a
  /// track; nil where it does not apply, 0 where it is complete.
  public func narrowing(_ track: Track) -> Rational? {
    score.map { weight.effective * ($0[track].interval.best - $0[track].interval.worst) }
  }

  /// The credits of the total, 0 to 100, that the item loses in a track; nil unless complete.
  public func loss(_ track: Track) -> Rational? {
    guard let credit = score?[track].credit else { return nil }
    return weight.effective * (100 - credit)
  }
}

/// One facet of an item.
public struct ItemFacetScore: Sendable, Equatable {
  /// Its name.
  public var id: FacetID
  /// The mark as given; nil while missing.
  public var mark: Mark?
  /// The marks that can still count, in both tracks; nil where the item does not apply. The ends differ while the mark
  /// is missing, and in the evidenced track also while evidence can still lift a mark of an item that is not complete.
  public var counted: Tracks<Interval<Mark>>?

  /// The mark that counts in the evidenced track; nil while that is not settled.
  public var evidencedMark: Mark? { counted.flatMap { $0.evidenced.settled } }
  /// Whether the mark counts as less for want of valid evidence; in an item that is not complete, by the worst case.
  public var isCapped: Bool {
    guard let mark, let counted else { return false }
    return counted.evidenced.worst < mark
  }
}

/// What the next mark that is worth aiming at asks of an item.
public struct NextStep: Sendable, Equatable {
  /// The facet with the lowest mark, the first where several are equal.
  public var facet: FacetID
  /// The mark to reach: the next one, and at least mark 3 (基本符合), since what the item says of mark 2 is a beginning
  /// that nobody should be asked to reach.
  public var mark: Mark
  /// What is in place at that mark of this item.
  public var wording: String
  /// Typical effort in person-days, of all marks passed on the way.
  public var effortInPersonDays: Int
}

/// A piece of evidence as an item cites it.
public struct Citation: Sendable, Equatable {
  /// The evidence.
  public var id: EvidenceID
  /// Whether it is valid on the assessment date.
  public var validity: EvidenceValidity
}
