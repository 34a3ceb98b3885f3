public import AssessmentModel
public import Diagnostics

/// How a number came about: an operation, what it was applied to, and what came out, down to marks and weights.
public struct Derivation: Sendable, Equatable {
  /// What was done to the operands.
  public enum Operation: String, Sendable {
    /// Several numbers of one thing stand side by side.
    case list
    /// The weighted mean of the operands that are applicable.
    case weightedMean = "weighted-mean"
    /// The smallest operand.
    case minimum
    /// The share of operands that reach what is needed.
    case share
    /// A mark looked up in the credits of the scale.
    case creditOfMark = "credit-of-mark"
    /// What was found is compared with what is needed, by the full value.
    case comparison
    /// The highest result whose gates hold, and those of every result below it.
    case chain
    /// Nothing: it does not apply.
    case notApplicable = "not-applicable"
  }

  /// What came out.
  public enum Value: Sendable, Equatable {
    /// A credit of 0 to 100, or a mean mark of 1 to 5.
    case credit(Rational)
    /// The credits or mean marks still possible.
    case credits(Interval<Rational>)
    /// A share of 0 to 1.
    case share(Rational)
    /// A difference of two shares, which is one of percentage points.
    case shareDifference(Rational)
    /// The shares still possible.
    case shares(Interval<Rational>)
    /// A number of items.
    case count(Int)
    /// The numbers of items still possible.
    case counts(Interval<Int>)
    /// A verdict in words.
    case words(LocalizedText)
  }

  /// What the number is of.
  public var label: LocalizedText
  /// The id of what the number is of, where it has one.
  public var id: String?
  /// The track, where the number stands for one and nothing above it says so.
  public var track: Track?
  /// The weight as an operand of what stands above, where it has one.
  public var weight: Rational?
  /// What was done.
  public var operation: Operation
  /// What came out; nil where nothing did.
  public var value: Value?
  /// What else explains it, such as why a mark was capped.
  public var note: LocalizedText?
  /// What it was done to.
  public var operands: [Derivation]

  init(
    _ label: LocalizedText, id: String? = nil, track: Track? = nil, _ operation: Operation, _ value: Value?,
    weight: Rational? = nil, note: LocalizedText? = nil, operands: [Derivation] = []
  ) {
    self.label = label
    self.id = id
    self.track = track
    self.weight = weight
    self.operation = operation
    self.value = value
    self.note = note
    self.operands = operands
  }
}

extension Derivation.Value {
  /// One value where both ends agree, else the range.
  static func credit(_ interval: Interval<Rational>) -> Self {
    interval.settled.map { .credit($0) } ?? .credits(interval)
  }

  /// One share where both ends agree, else the range.
  static func share(_ interval: Interval<Rational>) -> Self {
    interval.settled.map { .share($0) } ?? .shares(interval)
  }

  /// One number where both ends agree, else the range.
  static func count(_ interval: Interval<Int>) -> Self {
    interval.settled.map { .count($0) } ?? .counts(interval)
  }
}
