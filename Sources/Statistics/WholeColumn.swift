internal import AssessmentModel
internal import BigInt

/// Values times their common denominator: whole numbers, which add and multiply without looking for common divisors.
struct WholeColumn {
  /// The values times `scale`.
  let whole: [BigInt]
  /// The least common denominator, at least 1.
  let scale: BigInt

  init(_ values: [Rational]) {
    let scale = Self.commonDenominator(values)
    self.scale = scale
    whole = values.map { $0.numerator * (scale / $0.denominator) }
  }

  /// The sum of the products of two columns of one length, times both scales.
  static func product(_ left: WholeColumn, _ right: WholeColumn) -> BigInt {
    zip(left.whole, right.whole).reduce(BigInt(0)) { $0 + $1.0 * $1.1 }
  }

  static func commonDenominator(_ values: [Rational]) -> BigInt {
    var common = 1
    for value in values {
      guard let bottom = value.machineParts?.denominator else { return largeCommonDenominator(values) }
      if common % bottom == 0 { continue }
      let (product, overflows) = common.multipliedReportingOverflow(by: bottom / greatestCommonDivisor(common, bottom))
      guard !overflows else { return largeCommonDenominator(values) }
      common = product
    }
    return BigInt(common)
  }

  private static func largeCommonDenominator(_ values: [Rational]) -> BigInt {
    values.reduce(BigInt(1)) { $0 / $0.greatestCommonDivisor(with: $1.denominator) * $1.denominator }
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }
}
