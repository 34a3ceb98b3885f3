public import Diagnostics

/// One way of computing an indicator.
public struct IndicatorVariant: Sendable, Equatable {
  /// That values are the variance of another indicator within a month.
  public struct Spread: Sendable, Equatable {
    /// Between what the other indicator varies.
    public enum Parts: String, Sendable, CaseIterable {
      /// The days of the month.
      case days
      /// The teams or agents.
      case groups
    }

    /// The other indicator.
    public var of: IndicatorID
    /// Between what.
    public var among: Parts

    /// Pairs the two.
    public init(of: IndicatorID, among: Parts) { (self.of, self.among) = (of, among) }
  }

  /// The stable name, unique within the indicator.
  public var id: String
  /// The name shown.
  public var title: LocalizedText
  /// What is counted.
  public var numerator: LocalizedText
  /// What it is divided by.
  public var denominator: LocalizedText
  /// How it follows from the measures of the catalogue, where it does.
  public var computation: IndicatorComputation?
  /// The indicator of which it is the variance, where it is one.
  public var spread: Spread?
  /// Whether values may be less than 0. Of indicators of which more is not better they are errors, judged by their size.
  public var isSigned: Bool
  /// The unit of its values, where it is not that of the indicator, such as 分 of a mean score beside shares in per cent.
  public var unit: String?
  /// The smallest denominator on which a conclusion should rest, where it is not that of the indicator, such as agents beside
  /// calls.
  public var minimumSample: Int?
  /// Whether the values of short periods add up to that of a longer one, as leavers do by a mean headcount: a value then is
  /// held against a target only after it was converted to the indicator's usual period.
  public var addsUp: Bool

  /// Gathers the parts of a variant.
  public init(
    id: String, title: LocalizedText, numerator: LocalizedText, denominator: LocalizedText,
    computation: IndicatorComputation? = nil, spread: Spread? = nil, isSigned: Bool = false, unit: String? = nil,
    minimumSample: Int? = nil,
    addsUp: Bool = false
  ) {
    self.id = id
    self.title = title
    self.numerator = numerator
    self.denominator = denominator
    self.computation = computation
    self.spread = spread
    self.isSigned = isSigned
    self.unit = unit
    self.minimumSample = minimumSample
    self.addsUp = addsUp
  }
}

/// What an operation's own figures have to show for the marks of one facet of an item.
///
/// Several thresholds for one facet hold together: the figures support the highest mark whose conditions, and those of
/// every mark below it, all hold.
public struct IndicatorThreshold: Sendable, Equatable {
  /// What a period has to reach, in the unit of the indicator.
  public enum Target: Sendable, Equatable {
    /// At least or at most this, by the direction of the indicator.
    case bound(Rational)
    /// From the first to the second, both included.
    case band(Rational, Rational)
  }

  /// What one mark asks; at least one of them.
  public struct Condition: Sendable, Equatable {
    /// What the value over all periods together has to reach, in the unit of the indicator.
    public var level: Rational?
    /// The share of the periods that has to meet the target, 0 to 1.
    public var periodsMet: Rational?
    /// How many months in a row, up to the last, have to meet the target; at least 1.
    public var monthsSustained: Int?

    /// Gathers the parts of a condition.
    public init(level: Rational?, periodsMet: Rational?, monthsSustained: Int?) {
      self.level = level
      self.periodsMet = periodsMet
      self.monthsSustained = monthsSustained
    }
  }

  /// The item.
  public var item: ItemID
  /// The facet of the item for which a mark is proposed.
  public var facet: FacetID
  /// The indicator.
  public var indicator: IndicatorID
  /// The formula by which its values have to be computed.
  public var variant: IndicatorVariant
  /// What a period has to reach where the centre has no target of its own; nil where only the centre can say.
  public var target: Target?
  /// The marks that ask for something, from 2 up, without gaps in meaning: no mark asks for less than one below it.
  public var conditions: [Mark: Condition]
  /// Where the figures come from.
  public var provenance: Provenance

  /// Gathers the parts of a threshold.
  public init(
    item: ItemID, facet: FacetID, indicator: IndicatorID, variant: IndicatorVariant, target: Target?,
    conditions: [Mark: Condition], provenance: Provenance
  ) {
    self.item = item
    self.facet = facet
    self.indicator = indicator
    self.variant = variant
    self.target = target
    self.conditions = conditions
    self.provenance = provenance
  }
}
