public import Diagnostics

/// An operating indicator of `indicators.yml`.
public struct IndicatorDefinition: Sendable, Equatable {
  /// Which way is better.
  public enum Direction: String, Sendable, CaseIterable {
    /// More is better.
    case higher
    /// Less is better.
    case lower
    /// Inside a band is better.
    case band
    /// It says nothing by itself and explains others.
    case context
  }

  /// The usual length of time over which one value is computed.
  public enum Period: String, Sendable, CaseIterable {
    /// Half an hour.
    case halfHour = "half-hour"
    /// A day.
    case day
    /// A week.
    case week
    /// A month.
    case month
    /// A quarter.
    case quarter
    /// A year.
    case year
  }

  /// A value that is seen in the field; for orientation, never a pass mark.
  public struct TypicalValue: Sendable, Equatable {
    /// Who says so.
    public enum Kind: String, Sendable, CaseIterable {
      /// A standard demands it.
      case standard
      /// It is the custom of the trade.
      case custom
    }

    /// The value as written, such as `80/20` or `≥95%`.
    public var value: LocalizedText
    /// Of whom it holds.
    public var context: LocalizedText
    /// Who says so.
    public var kind: Kind
    /// An id of `sources.yml`, the same in both languages, or a description of the source.
    public var source: LocalizedText

    /// Gathers the parts of a typical value.
    public init(value: LocalizedText, context: LocalizedText, kind: Kind, source: LocalizedText) {
      self.value = value
      self.context = context
      self.kind = kind
      self.source = source
    }
  }

  /// The stable name.
  public var id: IndicatorID
  /// The name shown.
  public var title: LocalizedText
  /// What else it is called in the field, such as 弃呼率; data files may call it so.
  public var otherNames: [String]
  /// The unit, such as `%` or 秒.
  public var unit: String
  /// Which way is better.
  public var direction: Direction
  /// The usual period.
  public var period: Period
  /// The smallest denominator on which a conclusion should rest.
  public var minimumSample: Int
  /// Whether the denominator counts trials, each of which succeeds or not, so that an interval of the share means something;
  /// shares of time are none.
  public var countsTrials: Bool
  /// The ways of computing it.
  public var variants: [IndicatorVariant]
  /// Values seen in the field.
  public var typical: [TypicalValue]
  /// What a reader should know.
  public var note: LocalizedText?
  /// Where it is defined.
  public var location: SourceLocation

  /// Gathers the parts of a definition.
  public init(
    id: IndicatorID, title: LocalizedText, otherNames: [String] = [], unit: String, direction: Direction,
    period: Period, minimumSample: Int, countsTrials: Bool = false, variants: [IndicatorVariant],
    typical: [TypicalValue], note: LocalizedText?,
    location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.otherNames = otherNames
    self.unit = unit
    self.direction = direction
    self.period = period
    self.minimumSample = minimumSample
    self.countsTrials = countsTrials
    self.variants = variants
    self.typical = typical
    self.note = note
    self.location = location
  }

  /// Whether the value is a share in per cent, so that numerator and denominator count things of one kind.
  public var isPercentage: Bool { unit == "%" }

  /// Whether data and commands may call it so: by its id, its title in either language or another name of it.
  public func isCalled(_ name: String) -> Bool {
    id.rawValue == name || title.chinese == name || title.english == name || otherNames.contains(name)
  }

  /// The indicator as one of its formulas computes it: in the formula's unit and with its smallest sample; what has a unit of
  /// its own counts no trials.
  public func computed(by variant: IndicatorVariant) -> IndicatorDefinition {
    var computed = self
    computed.minimumSample = variant.minimumSample ?? minimumSample
    guard let unit = variant.unit, unit != self.unit else { return computed }
    (computed.unit, computed.countsTrials) = (unit, false)
    return computed
  }
}
