public import AssessmentModel
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

  /// One way of computing the indicator.
  public struct Variant: Sendable, Equatable {
    /// The stable name.
    public var id: String
    /// The name shown.
    public var title: LocalizedText
    /// What is counted.
    public var numerator: String
    /// What it is divided by.
    public var denominator: String
  }

  /// The stable name.
  public var id: IndicatorID
  /// The name shown.
  public var title: LocalizedText
  /// The unit, such as `%` or 秒.
  public var unit: String
  /// Which way is better.
  public var direction: Direction
  /// The usual period, such as `month`.
  public var period: String
  /// The smallest denominator on which a conclusion should rest.
  public var minimumSample: Int
  /// The ways of computing it.
  public var variants: [Variant]
  /// What a reader should know.
  public var note: String?
  /// Where it is defined.
  public var location: SourceLocation
}
