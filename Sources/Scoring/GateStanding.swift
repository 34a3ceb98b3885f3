public import AssessmentModel

/// A gate with what it found, in both tracks.
public struct GateStanding: Sendable, Equatable {
  /// The result whose gate it is.
  public var result: ResultID
  /// The gate.
  public var gate: Gate
  /// What it found; nil where nothing of the rubric is applicable.
  public var findings: Tracks<GateFinding>?
}

/// What a gate found in one track.
public struct GateFinding: Sendable, Equatable {
  /// Whether the gate holds.
  public enum State: String, Sendable {
    /// It holds, whatever the missing answers will be: it is secured.
    case passed
    /// It does not hold, whatever the missing answers will be: it is out of reach.
    case failed
    /// The missing answers decide.
    case open
  }

  /// What is at least needed: a credit of 0 to 100 or a share of 0 to 1, as the condition says.
  public var needs: Rational
  /// What is there; nil while missing answers leave it open, and where the gate speaks of something not applicable.
  public var found: Rational?
  /// What can still be there; nil where the gate speaks of something not applicable, which counts as met.
  public var interval: Interval<Rational>?
  /// Whether the gate holds.
  public var state: State
  /// What keeps it from holding: empty once it has passed.
  ///
  /// Gates on every domain, item or facet list the farthest first, gates on the total or one domain the largest
  /// weighted shortfall first, gates on a share of items the nearest item first; equals in rubric order.
  public var heldBackBy: [Obstacle]

  /// `found` minus `needs`; negative where the gate does not hold.
  public var margin: Rational? { found.map { $0 - needs } }
  /// Whether it holds whatever the missing answers will be.
  public var isSecured: Bool { state == .passed }
  /// Whether it cannot hold any more, whatever the missing answers will be.
  public var isOutOfReach: Bool { state == .failed }
}

/// Something that keeps a gate from holding.
public struct Obstacle: Sendable, Equatable {
  /// What stands in the way.
  public enum Subject: Sendable, Hashable {
    /// A domain.
    case domain(DomainID)
    /// An item.
    case item(ItemID)
    /// A facet over the items of a domain.
    case facet(DomainID, FacetSetID, FacetID)
  }

  /// What stands in the way.
  public var subject: Subject
  /// What it would have to reach: a credit, or the share of a domain's items; 1 for an item that lacks evidence.
  public var needs: Rational
  /// What it has now or can still have; 0 to 1 for an item that lacks evidence.
  public var interval: Interval<Rational>
  /// The items that hold a domain or facet back: those below the credit compared, in the worst case. Largest weighted
  /// shortfall first, for a share of a domain's items the nearest first. Empty for an item.
  public var items: [Obstacle] = []

  /// Whether the missing answers can still remove it.
  public var isOpen: Bool { interval.best >= needs }
  /// How far it is off, by the worst case.
  public var distance: Rational { needs - interval.worst }
  /// What it has in the worst case minus what it would have to reach; negative.
  public var margin: Rational { -distance }
}

/// Where the results stand in one track.
public struct ResultStanding: Sendable, Equatable {
  /// The result; nil while an answer is missing.
  public var final: ResultID?
  /// The results still possible.
  public var interval: Interval<ResultID>
}

extension Gate.Condition {
  /// The stable English name of the kind, such as `every-domain`.
  public var kind: String {
    switch self {
    case .total: "total"
    case .everyDomain: "every-domain"
    case .domain: "domain"
    case .everyItem: "every-item"
    case .item: "item"
    case .itemShare: "item-share"
    case .itemShareInEveryDomain: "item-share-in-every-domain"
    case .everyFacet: "every-facet"
    case .evidence: "evidence"
    }
  }

  /// What the gate needs: a credit, or a share where `comparesShare`.
  public var needs: Rational {
    switch self {
    case .total(let credit), .everyDomain(let credit), .domain(_, let credit), .everyItem(let credit),
      .item(_, let credit), .everyFacet(let credit):
      credit
    case .itemShare(let share, _), .itemShareInEveryDomain(let share, _), .evidence(let share): share
    }
  }

  /// Whether the gate compares a share of items, 0 to 1, and not a credit, 0 to 100.
  public var comparesShare: Bool {
    switch self {
    case .itemShare, .itemShareInEveryDomain, .evidence: true
    case .total, .everyDomain, .domain, .everyItem, .item, .everyFacet: false
    }
  }
}
