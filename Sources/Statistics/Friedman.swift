public import AssessmentModel

/// Friedman's test (1937): do groups that were measured side by side, as teams month by month, differ, whatever moves all of
/// them together?
public struct Friedman: Hashable, Sendable {
  /// The statistic, corrected for ties, and its degrees of freedom.
  public let statistic: Double, degreesOfFreedom: Int
  /// How often groups that are alike would give a statistic as large (chi-squared approximation).
  public let probability: Double
  /// How many times they were measured together.
  public let blocks: Int

  /// Compares groups of values in one order of time; throws with fewer than three groups (two are compared pair by pair), no
  /// value, different lengths, or where the groups are equal every time.
  public init(groups: [[Rational]]) throws(StatisticsError) {
    guard groups.count > 2 else { throw .tooFew(what: .groups, needed: 3, found: groups.count) }
    let count = groups[0].count
    for group in groups where group.count != count { throw .lengthsDiffer(count, group.count) }
    guard count > 0 else { throw .tooFew(what: .values, needed: 1, found: 0) }
    var doubledSums = [Int](repeating: 0, count: groups.count)
    var ties = Rational(0)
    for block in 0..<count {
      let ranks = Ranks(groups.map { $0[block] })
      for (group, doubled) in ranks.doubled.enumerated() { doubledSums[group] += doubled }
      ties += ranks.ties.reduce(Rational(0)) { $0 + Rational($1) * Rational($1) * Rational($1) - Rational($1) }
    }
    let (size, times) = (Rational(groups.count), Rational(count))
    let squares = doubledSums.reduce(Rational(0)) { $0 + Rational($1) * Rational($1) / 4 }
    let raw = Rational(12) / (times * size * (size + 1)) * squares - times * (size + 1) * 3
    let correction = Rational(1) - ties / (times * (size * size * size - size))
    guard correction > 0 else { throw .noVariation(what: .values) }
    statistic = (raw / correction).nearestDouble
    degreesOfFreedom = groups.count - 1
    probability = try ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic)
    blocks = count
  }
}
