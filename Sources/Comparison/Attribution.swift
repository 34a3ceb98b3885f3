public import AssessmentModel

/// A change of a credit, split into its causes and down to items, exactly.
///
/// The shares of the causes add up to the change, and those of the items to the share of their cause, without rest.
public struct Attribution: Sendable, Equatable {
  /// What one cause did.
  public struct Share: Sendable, Equatable {
    /// The cause.
    public var cause: Cause
    /// What it added, in credits of −100 to 100.
    public var amount: Rational
    /// The items that made it, in the order of the new edition, then those that only the old one has; none without
    /// effect is listed.
    public var items: [ItemShare]
  }

  /// What one item did to the share of a cause.
  public struct ItemShare: Sendable, Equatable {
    /// The item.
    public var item: AlignedItem
    /// What it added, in credits of −100 to 100.
    public var amount: Rational
  }

  /// The credit that was secured then, 0 to 100.
  public var then: Rational
  /// The credit that is secured now, 0 to 100.
  public var now: Rational
  /// A share for every cause, in the order of `Cause.allCases`; 0 for a cause that changed nothing.
  public var shares: [Share]

  /// The change.
  public var change: Rational { now - then }

  /// The share of a cause.
  public subscript(cause: Cause) -> Rational { shares.first { $0.cause == cause }?.amount ?? 0 }
}

/// A change of a figure that is no mean of items, split into its causes, exactly: what a gate finds, the credit of a facet
/// or of an item, the place of a result.
public struct CauseSplit: Sendable, Equatable {
  /// The figure then.
  public var then: Rational
  /// The figure now.
  public var now: Rational
  /// What each cause added, in the order of `Cause.allCases`; they add up to the change.
  public var shares: [Share]

  /// What one cause added.
  public struct Share: Sendable, Equatable {
    /// The cause.
    public var cause: Cause
    /// What it added.
    public var amount: Rational
  }

  /// The change.
  public var change: Rational { now - then }

  /// The share of a cause.
  public subscript(cause: Cause) -> Rational { shares.first { $0.cause == cause }?.amount ?? 0 }
}

/// A change of result, with the causes by which it came.
public struct ResultSplit: Sendable, Equatable {
  /// The result that was secured then.
  public var then: ResultID
  /// The result that is secured now.
  public var now: ResultID
  /// The change in steps of the chain of results, by cause.
  public var steps: CauseSplit
  /// What each cause does alone and what the others do without it; of the causes that change anything at all.
  public var effects: [Effect]

  /// What a cause does to the result.
  public struct Effect: Sendable, Equatable {
    /// The cause.
    public var cause: Cause
    /// The result if only this cause had taken effect; nil where nothing would apply.
    public var alone: ResultID?
    /// The result if all causes but this one had taken effect; nil where nothing would apply.
    public var without: ResultID?
  }

  /// Whether the result of now would be another without the cause.
  public func isDecisive(_ effect: Effect) -> Bool { effect.without != now }
}
