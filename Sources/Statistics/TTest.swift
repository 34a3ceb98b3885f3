public import AssessmentModel

/// The outcome of a t-test of two means.
public struct TTest: Hashable, Sendable {
  /// Which test it was.
  public enum Kind: String, Hashable, Sendable {
    /// The same recordings, scored twice.
    case paired
    /// Two independent groups whose spreads may differ (Welch 1947).
    case welch
  }

  /// Which test it was.
  public let kind: Kind
  /// How many values each side has; equal for a paired test.
  public let firstCount: Int, secondCount: Int
  /// Mean of the first less mean of the second.
  public let difference: Double
  /// The statistic and its degrees of freedom.
  public let statistic: Double, degreesOfFreedom: Double
  /// How often equal means would give a statistic as far from 0, on either side.
  public let probability: Double
  /// The interval of the difference.
  public let interval: Interval
  /// The difference in standard deviations: of the differences (paired, Cohen's d_z), or of the root mean square of
  /// both spreads (Welch, Cohen's d).
  public let effectSize: Double

  /// Compares two series value by value; throws where lengths differ, with fewer than two pairs, or where every
  /// difference is the same.
  public static func paired(
    _ first: [Rational], _ second: [Rational], confidence: Confidence = .usual
  ) throws(StatisticsError) -> TTest {
    guard first.count == second.count else { throw .lengthsDiffer(first.count, second.count) }
    guard first.count > 1 else { throw .tooFew(what: .pairs, needed: 2, found: first.count) }
    let differences = ExactSample(zip(first, second).map { $0 - $1 })
    let spread = try differences.standardDeviation()
    guard spread > 0 else { throw .noVariation(what: .pairs) }
    let mean = try differences.mean().nearestDouble
    return try TTest(
      kind: .paired, counts: (first.count, first.count), difference: mean,
      standardError: spread / Double(first.count).squareRoot(), degreesOfFreedom: Double(first.count - 1),
      effectSize: mean / spread, confidence: confidence)
  }

  /// Compares the means of two independent groups; throws with fewer than two values in one, or no spread in both.
  public static func welch(
    _ first: [Rational], _ second: [Rational], confidence: Confidence = .usual
  ) throws(StatisticsError) -> TTest {
    for group in [first, second] where group.count < 2 {
      throw .tooFew(what: .valuesPerGroup, needed: 2, found: group.count)
    }
    let (left, right) = (ExactSample(first), ExactSample(second))
    let (leftVariance, rightVariance) = (try left.variance(), try right.variance())
    guard leftVariance > 0 || rightVariance > 0 else { throw .noVariation(what: .groups) }
    let leftShare = leftVariance / Rational(left.count)
    let rightShare = rightVariance / Rational(right.count)
    let shares = leftShare + rightShare
    let degrees =
      shares * shares
      / (leftShare * leftShare / Rational(left.count - 1) + rightShare * rightShare / Rational(right.count - 1))
    let difference = (try left.mean() - right.mean()).nearestDouble
    let pooled = ((leftVariance + rightVariance) / 2).nearestDouble.squareRoot()
    return try TTest(
      kind: .welch, counts: (left.count, right.count), difference: difference,
      standardError: shares.nearestDouble.squareRoot(), degreesOfFreedom: degrees.nearestDouble,
      effectSize: difference / pooled, confidence: confidence)
  }

  private init(
    kind: Kind, counts: (Int, Int), difference: Double, standardError: Double, degreesOfFreedom: Double,
    effectSize: Double, confidence: Confidence
  ) throws(StatisticsError) {
    let distribution = try StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    let reach = distribution.halfWidth(confidence) * standardError
    self.kind = kind
    (firstCount, secondCount) = counts
    self.difference = difference
    self.degreesOfFreedom = degreesOfFreedom
    self.effectSize = effectSize
    statistic = difference / standardError
    probability = distribution.twoSided(statistic)
    interval = Interval(difference - reach, difference + reach)
  }
}
