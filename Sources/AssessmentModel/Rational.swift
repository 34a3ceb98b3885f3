public import BigInt

/// An exact rational number in lowest terms, with a positive denominator.
///
/// Scores are exact: a gate compares the full value (GB/T 8170, 全数值比较法), and only display rounds. Numbers that fit
/// are kept as machine integers; whatever overflows goes on as big integers, so no operation ever traps or rounds.
public struct Rational: Hashable, Sendable {
  /// Lowest terms, and `small` whenever both parts fit, so that equal numbers have equal storage.
  private enum Storage: Hashable, Sendable {
    case small(Int, Int)
    case large(BigInt, BigInt)
  }

  private let storage: Storage

  /// The quotient of two integers; `denominator` must not be 0.
  public init(_ numerator: BigInt, _ denominator: BigInt = 1) {
    precondition(denominator != 0, "a rational number has no zero denominator")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    let (top, bottom) = (sign * numerator / divisor, sign * denominator / divisor)
    if let smallTop = Int(exactly: top), let smallBottom = Int(exactly: bottom) {
      storage = .small(smallTop, smallBottom)
    } else {
      storage = .large(top, bottom)
    }
  }

  /// The quotient of two machine integers; `denominator` must not be 0.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a rational number has no zero denominator")
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let isNegative = (numerator < 0) != (denominator < 0)
    let top = numerator.magnitude / divisor
    let bottom = denominator.magnitude / divisor
    if let smallTop = Self.signed(top, isNegative: isNegative), let smallBottom = Int(exactly: bottom) {
      storage = .small(smallTop, smallBottom)
    } else {
      storage = .large(isNegative ? -BigInt(top) : BigInt(top), BigInt(bottom))
    }
  }

  /// A whole number.
  public init(_ value: Int) { storage = .small(value, 1) }

  /// The numerator, which carries the sign.
  public var numerator: BigInt {
    switch storage {
    case .small(let top, _): BigInt(top)
    case .large(let top, _): top
    }
  }

  /// The denominator, at least 1.
  public var denominator: BigInt {
    switch storage {
    case .small(_, let bottom): BigInt(bottom)
    case .large(_, let bottom): bottom
    }
  }

  /// Both parts as machine integers, where they fit.
  fileprivate var small: (top: Int, bottom: Int)? {
    guard case .small(let top, let bottom) = storage else { return nil }
    return (top, bottom)
  }

  private static func greatestCommonDivisor(_ left: UInt, _ right: UInt) -> UInt {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }

  private static func signed(_ magnitude: UInt, isNegative: Bool) -> Int? {
    guard isNegative else { return Int(exactly: magnitude) }
    return magnitude == Int.min.magnitude ? Int.min : Int(exactly: magnitude).map { -$0 }
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// Makes a whole number out of a literal.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable {
  /// Compares the full values, never rounded ones.
  public static func < (left: Rational, right: Rational) -> Bool {
    if let l = left.small, let r = right.small {
      if l.bottom == r.bottom { return l.top < r.top }
      let (leftSide, leftOverflows) = l.top.multipliedReportingOverflow(by: r.bottom)
      let (rightSide, rightOverflows) = r.top.multipliedReportingOverflow(by: l.bottom)
      if !leftOverflows && !rightOverflows { return leftSide < rightSide }
    }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}

// MARK: - Arithmetic

extension Rational {
  /// The exact sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    if let l = left.small, let r = right.small,
      let (top, bottom) = smallSum((l.top, l.bottom), (r.top, r.bottom))
    {
      return Rational(top, bottom)
    }
    return Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The exact difference.
  public static func - (left: Rational, right: Rational) -> Rational { left + -right }

  /// The number with its sign changed.
  public static prefix func - (value: Rational) -> Rational {
    if let small = value.small, small.top != Int.min { return Rational(-small.top, small.bottom) }
    return Rational(-value.numerator, value.denominator)
  }

  /// The exact product.
  public static func * (left: Rational, right: Rational) -> Rational {
    if let l = left.small, let r = right.small,
      let (top, bottom) = smallProduct((l.top, l.bottom), (r.top, r.bottom))
    {
      return Rational(top, bottom)
    }
    return Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient; `right` must not be 0.
  public static func / (left: Rational, right: Rational) -> Rational {
    if let l = left.small, let r = right.small,
      let (top, bottom) = smallProduct((l.top, l.bottom), (r.bottom, r.top))
    {
      return Rational(top, bottom)
    }
    return Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// Adds in place.
  public static func += (left: inout Rational, right: Rational) { left = left + right }

  /// The distance from 0.
  public var magnitude: Rational { self < 0 ? -self : self }

  private static func smallSum(_ left: (Int, Int), _ right: (Int, Int)) -> (Int, Int)? {
    if left.1 == right.1 {
      let (sum, overflows) = left.0.addingReportingOverflow(right.0)
      return overflows ? nil : (sum, left.1)
    }
    let (first, firstOverflows) = left.0.multipliedReportingOverflow(by: right.1)
    let (second, secondOverflows) = right.0.multipliedReportingOverflow(by: left.1)
    let (bottom, bottomOverflows) = left.1.multipliedReportingOverflow(by: right.1)
    guard !firstOverflows, !secondOverflows, !bottomOverflows else { return nil }
    let (sum, sumOverflows) = first.addingReportingOverflow(second)
    return sumOverflows ? nil : (sum, bottom)
  }

  private static func smallProduct(_ left: (Int, Int), _ right: (Int, Int)) -> (Int, Int)? {
    let (top, topOverflows) = left.0.multipliedReportingOverflow(by: right.0)
    let (bottom, bottomOverflows) = left.1.multipliedReportingOverflow(by: right.1)
    return topOverflows || bottomOverflows ? nil : (top, bottom)
  }
}

// MARK: - Display

extension Rational: CustomStringConvertible {
  /// `n/d` in lowest terms, also for whole numbers: `80/1`.
  public var description: String {
    if let small { return "\(small.top)/\(small.bottom)" }
    return "\(numerator)/\(denominator)"
  }
}

extension Rational {
  /// The number rounded to `decimals` places (0 to 18), such as `81.25`.
  ///
  /// GB/T 8170—2008 3.2 (四舍六入五成双): an exact half goes to the even digit. A negative number is rounded by its
  /// magnitude and keeps its sign (3.2.4), so a shortfall too small to show is `-0.00` and not `0.00`.
  public func display(decimals: Int = 2) -> String {
    precondition((0...18).contains(decimals), "decimals to show are 0 to 18")
    let digits = roundedMagnitude(decimals: decimals)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = self < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// The number as a percentage rounded to `decimals` places, such as `20.00%` for 1/5.
  public func percentage(decimals: Int = 2) -> String { (self * 100).display(decimals: decimals) + "%" }

  /// The digits of the magnitude times 10 to the power of `decimals`, rounded half to even.
  private func roundedMagnitude(decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    if let small, small.top != Int.min {
      let (scaled, overflows) = abs(small.top).multipliedReportingOverflow(by: scale)
      if !overflows {
        let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: small.bottom)
        let rest = small.bottom - remainder
        let roundsUp = remainder > rest || (remainder == rest && quotient % 2 == 1)
        return String(roundsUp ? quotient + 1 : quotient)
      }
    }
    let (quotient, remainder) = (numerator.magnitude * BigUInt(scale))
      .quotientAndRemainder(dividingBy: denominator.magnitude)
    let rest = denominator.magnitude - remainder
    let roundsUp = remainder > rest || (remainder == rest && quotient % 2 == 1)
    return String(roundsUp ? quotient + 1 : quotient)
  }
}
