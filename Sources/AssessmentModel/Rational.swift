public import BigInt

/// An exact rational number in lowest terms, with a positive denominator.
///
/// Scores are exact: a gate compares the full value (GB/T 8170, 全数值比较法), and only display rounds. Numbers that fit
/// are kept as machine integers; whatever overflows goes on as big integers, so no operation ever traps or rounds.
public struct Rational: Hashable, Sendable {
  /// Lowest terms, and `small` whenever both parts fit, so that equal numbers have equal storage. The big integers are
  /// boxed: they are rare, and every copy of a number would carry room for them.
  private enum Storage: Hashable, Sendable {
    case small(Int, Int)
    indirect case large(BigInt, BigInt)
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

  /// A fraction that is in lowest terms already, with a positive denominator.
  fileprivate init(lowest numerator: Int, _ denominator: Int) { storage = .small(numerator, denominator) }

  /// Whether it has no fraction.
  public var isWhole: Bool {
    switch storage {
    case .small(_, let bottom): bottom == 1
    case .large(_, let bottom): bottom == 1
    }
  }

  /// Whether decimals write it out, however many: 3/8 is one, 1/3 is none.
  public var isDecimal: Bool {
    var rest = denominator
    for factor: BigInt in [2, 5] { while rest % factor == 0 { rest /= factor } }
    return rest == 1
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
  public var machineParts: (numerator: Int, denominator: Int)? {
    guard case .small(let top, let bottom) = storage else { return nil }
    return (top, bottom)
  }

  fileprivate var small: (top: Int, bottom: Int)? {
    machineParts.map { (top: $0.numerator, bottom: $0.denominator) }
  }

  fileprivate static func greatestCommonDivisor(_ left: UInt, _ right: UInt) -> UInt {
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
    if let l = left.small, let r = right.small, let sum = smallSum(l, r) { return sum }
    return Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The exact difference.
  public static func - (left: Rational, right: Rational) -> Rational { left + -right }

  /// The number with its sign changed.
  public static prefix func - (value: Rational) -> Rational {
    if let small = value.small, small.top != Int.min { return Rational(lowest: -small.top, small.bottom) }
    return Rational(-value.numerator, value.denominator)
  }

  /// The exact product.
  public static func * (left: Rational, right: Rational) -> Rational {
    if let l = left.small, let r = right.small, let product = smallProduct(l, r) { return product }
    return Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient; `right` must not be 0.
  public static func / (left: Rational, right: Rational) -> Rational {
    if let l = left.small, let r = right.small, r.top > 0,
      let quotient = smallProduct(l, (top: r.bottom, bottom: r.top))
    {
      return quotient
    }
    return Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// Adds in place.
  public static func += (left: inout Rational, right: Rational) { left = left + right }

  /// The distance from 0.
  public var magnitude: Rational { self < 0 ? -self : self }

  /// Knuth's sum (The Art of Computer Programming 2, 4.5.1): the common divisor of the denominators is taken out
  /// first, so that only sums that are really large overflow.
  private static func smallSum(_ left: (top: Int, bottom: Int), _ right: (top: Int, bottom: Int)) -> Rational? {
    if left.bottom == 1, right.bottom == 1 {
      let (sum, overflows) = left.top.addingReportingOverflow(right.top)
      return overflows ? nil : Rational(lowest: sum, 1)
    }
    let divisor = greatestCommonDivisor(left.bottom.magnitude, right.bottom.magnitude)
    guard let divisor = Int(exactly: divisor) else { return nil }
    let (leftRest, rightRest) = (left.bottom / divisor, right.bottom / divisor)
    let (first, firstOverflows) = left.top.multipliedReportingOverflow(by: rightRest)
    let (second, secondOverflows) = right.top.multipliedReportingOverflow(by: leftRest)
    let (bottom, bottomOverflows) = left.bottom.multipliedReportingOverflow(by: rightRest)
    guard !firstOverflows, !secondOverflows, !bottomOverflows else { return nil }
    let (sum, sumOverflows) = first.addingReportingOverflow(second)
    return sumOverflows ? nil : Rational(sum, bottom)
  }

  /// The product of fractions in lowest terms; crosswise common divisors are taken out first, for the same reason.
  private static func smallProduct(
    _ left: (top: Int, bottom: Int), _ right: (top: Int, bottom: Int)
  ) -> Rational? {
    if left.bottom == 1, right.bottom == 1 {
      let (product, overflows) = left.top.multipliedReportingOverflow(by: right.top)
      return overflows ? nil : Rational(lowest: product, 1)
    }
    let first = greatestCommonDivisor(left.top.magnitude, right.bottom.magnitude)
    let second = greatestCommonDivisor(right.top.magnitude, left.bottom.magnitude)
    guard let first = Int(exactly: first), let second = Int(exactly: second) else { return nil }
    let (top, topOverflows) = (left.top / first).multipliedReportingOverflow(by: right.top / second)
    let (bottom, bottomOverflows) = (left.bottom / second).multipliedReportingOverflow(
      by: right.bottom / first)
    guard !topOverflows, !bottomOverflows else { return nil }
    return Rational(lowest: top, bottom)
  }
}

// MARK: - Display

extension Rational: CustomStringConvertible {
  /// `n/d` in lowest terms, also for whole numbers: `80/1`.
  public var description: String {
    if let small { return String(small.top) + "/" + String(small.bottom) }
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
    if let digits = smallRoundedMagnitude(decimals: decimals) {
      return Self.written(digits, decimals: decimals, isNegative: self < 0)
    }
    let digits = largeRoundedMagnitude(decimals: decimals)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = self < 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// The number that ``display(decimals:)`` prints; the number itself where its digits are too many for a machine integer.
  public func rounded(decimals: Int) -> Rational {
    guard let digits = Int(display(decimals: decimals).filter { $0 != "." }) else { return self }
    return Rational(digits) / Rational(Int(Self.powersOfTen[decimals]))
  }

  /// The number as a percentage rounded to `decimals` places, such as `20.00%` for 1/5.
  public func percentage(decimals: Int = 2) -> String { (self * 100).display(decimals: decimals) + "%" }

  /// The magnitude times 10 to the power of `decimals`, rounded half to even; nil where that is no machine integer.
  private func smallRoundedMagnitude(decimals: Int) -> UInt? {
    guard let small else { return nil }
    let (scaled, overflows) = small.top.magnitude.multipliedReportingOverflow(by: Self.powersOfTen[decimals])
    guard !overflows else { return nil }
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: small.bottom.magnitude)
    let rest = small.bottom.magnitude - remainder
    let roundsUp = remainder > rest || (remainder == rest && quotient % 2 == 1)
    return roundsUp ? quotient + 1 : quotient
  }

  private static let powersOfTen: [UInt] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

  /// Digits with a decimal point before the last `decimals` of them, and at least one before the point.
  private static func written(_ magnitude: UInt, decimals: Int, isNegative: Bool) -> String {
    // A machine integer has at most 20 digits; sign and point come to them.
    String(unsafeUninitializedCapacity: 24) { bytes in
      var digits = magnitude
      var start = 24
      var written = 0
      while digits > 0 || written <= decimals {
        if written == decimals, decimals > 0 {
          start -= 1
          bytes[start] = UInt8(ascii: ".")
        }
        start -= 1
        bytes[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10)
        digits /= 10
        written += 1
      }
      if isNegative {
        start -= 1
        bytes[start] = UInt8(ascii: "-")
      }
      let count = 24 - start
      for index in 0..<count { bytes[index] = bytes[start + index] }
      return count
    }
  }

  /// The digits of the magnitude times 10 to the power of `decimals`, rounded half to even.
  private func largeRoundedMagnitude(decimals: Int) -> String {
    let (quotient, remainder) = (numerator.magnitude * BigUInt(Self.powersOfTen[decimals]))
      .quotientAndRemainder(dividingBy: denominator.magnitude)
    let rest = denominator.magnitude - remainder
    let roundsUp = remainder > rest || (remainder == rest && quotient % 2 == 1)
    return String(roundsUp ? quotient + 1 : quotient)
  }
}
