public import AssessmentModel
internal import BigInt

/// A series of exact decimals and its moments.
///
/// Sums are exact and only the last step rounds, so that a small spread on a large level loses no digit: the certified
/// values of NIST StRD (NumAcc4, SmLs09) are reached to full precision, which no order of floating-point sums does.
public struct ExactSample: Sendable {
  /// The values in the order given.
  public let values: [Rational]
  /// The first value; deviations are taken from it, which keeps them small and leaves every moment as it is.
  private let origin: Rational
  /// The values less `origin`, times `scale`: whole numbers.
  private let deviations: [BigInt]
  private let scale: BigInt
  /// Sum and sum of squares of `deviations`.
  private let sum: BigInt, squares: BigInt

  /// Takes the values as they are.
  public init(_ values: [Rational]) {
    self.values = values
    origin = values.first ?? 0
    let scale = WholeColumn.commonDenominator(values)
    self.scale = scale
    if let whole = Self.wholeDeviations(values, scale: scale) {
      deviations = whole.map { BigInt($0) }
      sum = BigInt(whole.reduce(Int128(0)) { $0 + Int128($1) })
      squares = BigInt(whole.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) })
    } else {
      let whole = WholeColumn(values).whole
      deviations = whole.map { $0 - whole[0] }
      sum = deviations.reduce(0, +)
      squares = deviations.reduce(0) { $0 + $1 * $1 }
    }
  }

  /// The deviations as machine integers below 2^50, of which a billion squares still add up in 128 bits; nil where one
  /// does not fit.
  private static func wholeDeviations(_ values: [Rational], scale: BigInt) -> [Int]? {
    guard let scale = Int(exactly: scale), values.count < 1 << 27 else { return nil }
    var scaled: [Int] = []
    scaled.reserveCapacity(values.count)
    for value in values {
      guard let (top, bottom) = value.machineParts else { return nil }
      let (product, overflows) = top.multipliedReportingOverflow(by: scale / bottom)
      guard !overflows else { return nil }
      let (deviation, isTooFar) = product.subtractingReportingOverflow(scaled.first ?? product)
      guard !isTooFar, deviation.magnitude < 1 << 50 else { return nil }
      scaled.append(scaled.isEmpty ? product : deviation)
    }
    if !scaled.isEmpty { scaled[0] = 0 }
    return scaled
  }

  /// How many values there are.
  public var count: Int { values.count }

  /// The arithmetic mean; throws where there is no value.
  public func mean() throws(StatisticsError) -> Rational {
    guard count > 0 else { throw .tooFew(what: .values, needed: 1, found: 0) }
    return origin + Rational(sum, scale * BigInt(count))
  }

  /// The sum of the squared distances from the mean.
  public var sumOfSquaredDeviations: Rational {
    count == 0 ? 0 : Rational(BigInt(count) * squares - sum * sum, BigInt(count) * scale * scale)
  }

  /// The variance with the divisor n - 1; throws with fewer than two values.
  public func variance() throws(StatisticsError) -> Rational {
    guard count > 1 else { throw .tooFew(what: .values, needed: 2, found: count) }
    return sumOfSquaredDeviations / Rational(count - 1)
  }

  /// The square root of the variance; throws with fewer than two values.
  public func standardDeviation() throws(StatisticsError) -> Double { try variance().nearestDouble.squareRoot() }

  /// The correlation of each value with its predecessor (NIST StRD's definition); throws where all values are equal.
  public func lagOneAutocorrelation() throws(StatisticsError) -> Double {
    let spread = sumOfSquaredDeviations
    guard count > 0, spread > 0 else { throw .noVariation(what: .values) }
    // The sum of (a - m)(b - m) over neighbours a, b, multiplied out so that only whole numbers are added.
    let neighbours = zip(deviations, deviations.dropFirst()).reduce(BigInt(0)) { $0 + $1.0 * $1.1 }
    let ends = (deviations.first ?? 0) + (deviations.last ?? 0)
    let size = BigInt(count)
    let products = Rational(
      size * size * neighbours - size * sum * (2 * sum - ends) + (size - 1) * sum * sum, size * size * scale * scale)
    return (products / spread).nearestDouble
  }

  /// The sum of the products of the deviations of two samples of one length.
  static func codeviation(_ left: ExactSample, _ right: ExactSample) -> Rational {
    let products = zip(left.deviations, right.deviations).reduce(BigInt(0)) { $0 + $1.0 * $1.1 }
    let count = BigInt(left.count)
    return Rational(count * products - left.sum * right.sum, count * left.scale * right.scale)
  }
}

extension Rational {
  /// The floating-point number nearest to the exact value, ties to even.
  ///
  /// The quotient is taken to 64 bits or more; a last bit that says whether anything is left makes the one rounding right.
  public var nearestDouble: Double {
    // IEEE 754 rounds the quotient of two exact numbers right.
    if let (top, bottom) = machineParts, let exactTop = Double(exactly: top), let exactBottom = Double(exactly: bottom)
    {
      return exactTop / exactBottom
    }
    let negative = self < 0
    let (top, bottom) = (numerator.magnitude, denominator.magnitude)
    guard top != 0 else { return 0 }
    let shift = 66 + bottom.bitWidth - top.bitWidth
    let scaledTop = shift > 0 ? top << shift : top
    let scaledBottom = shift < 0 ? bottom << -shift : bottom
    var (quotient, remainder) = scaledTop.quotientAndRemainder(dividingBy: scaledBottom)
    let surplus = quotient.bitWidth - 64
    let dropped = quotient & ((BigUInt(1) << surplus) - 1)
    quotient >>= surplus
    var bits = UInt64(quotient)
    if remainder != 0 || dropped != 0 { bits |= 1 }
    remainder = 0
    let magnitude = Double(sign: .plus, exponent: surplus - shift, significand: Double(bits))
    return negative ? -magnitude : magnitude
  }
}
