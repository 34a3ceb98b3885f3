public import AssessmentModel

/// One-way analysis of variance: do groups differ in their means?
public struct AnalysisOfVariance: Sendable {
  /// Sums of squares between and within the groups.
  public let between: Rational, within: Rational
  /// Degrees of freedom between and within the groups.
  public let betweenDegrees: Int, withinDegrees: Int
  /// Mean square between by mean square within.
  public let fisherStatistic: Double
  /// How often groups of one mean would give an F as large.
  public let probability: Double

  /// The share of the whole spread that lies between the groups (eta squared).
  public var determination: Double { (between / (between + within)).nearestDouble }

  /// Square root of the mean square within.
  public var residualStandardDeviation: Double { (within / Rational(withinDegrees)).nearestDouble.squareRoot() }

  /// Compares groups. Throws with fewer than two groups, an empty group, no repetition, or no spread inside the groups.
  public init(groups: [[Rational]]) throws(StatisticsError) {
    guard groups.count > 1 else { throw .tooFew(what: .groups, needed: 2, found: groups.count) }
    for group in groups where group.isEmpty { throw .tooFew(what: .valuesPerGroup, needed: 1, found: 0) }
    let all = ExactSample(groups.flatMap { $0 })
    guard all.count > groups.count else {
      throw .tooFew(what: .values, needed: groups.count + 1, found: all.count)
    }
    within = groups.map { ExactSample($0).sumOfSquaredDeviations }.sum()
    between = all.sumOfSquaredDeviations - within
    guard within > 0 else { throw .noVariation(what: .valuesPerGroup) }
    betweenDegrees = groups.count - 1
    withinDegrees = all.count - groups.count
    let meanSquares = (between / Rational(betweenDegrees)) / (within / Rational(withinDegrees))
    fisherStatistic = meanSquares.nearestDouble
    let distribution = try FisherDistribution(numerator: Double(betweenDegrees), denominator: Double(withinDegrees))
    probability = distribution.upperTail(fisherStatistic)
  }

  /// Brown and Forsythe's test, which compares the spreads of groups and not their means: the analysis of variance of
  /// the distances from each group's median. (Brown, Forsythe: Robust tests for the equality of variances, 1974.)
  public static func ofSpreads(groups: [[Rational]]) throws(StatisticsError) -> AnalysisOfVariance {
    for group in groups where group.isEmpty { throw .tooFew(what: .valuesPerGroup, needed: 1, found: 0) }
    return try AnalysisOfVariance(
      groups: groups.map { group in
        let middle = median(of: group)
        return group.map { ($0 - middle).magnitude }
      })
  }
}

/// The median of values of which there is at least one.
func median(of values: [Rational]) -> Rational {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
