public import BigInt

/// An exact rational number in lowest terms, with a positive denominator.
///
/// Scores are exact: a gate compares the full value (GB/T 8170, 全数值比较法), and only display rounds.
public struct Rational: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// The numerator, which carries the sign.
  public let numerator: BigInt
  /// The denominator, at least 1.
  public let denominator: BigInt

  /// The quotient of two integers; `denominator` must not be 0.
  public init(_ numerator: BigInt, _ denominator: BigInt = 1) {
    precondition(denominator != 0, "a rational number has no zero denominator")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  /// A whole number.
  public init(_ value: Int) { self.init(BigInt(value)) }
  public init(integerLiteral value: Int) { self.init(value) }

  /// `n/d`, also for whole numbers: `80/1`.
  public var description: String { "\(numerator)/\(denominator)" }

  public static func < (left: Rational, right: Rational) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Rational {
  public static func + (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }
  public static func - (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator - right.numerator * left.denominator,
      left.denominator * right.denominator)
  }
  public static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }
  public static func / (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }
}
