/// Pearson's chi-squared test of counts against equal shares: do some causes come more often than others?
public struct EqualShares: Hashable, Sendable {
  /// The statistic and its degrees of freedom.
  public let statistic: Double, degreesOfFreedom: Int
  /// How often equal shares would give a statistic as large (chi-squared approximation).
  public let probability: Double
  /// How far the shares are from equal ones, whatever the size of the sample (Cohen's w): the root of statistic by count.
  public let effectSize: Double

  /// Compares counts from 0; throws with fewer than two, or with so few things counted that the approximation is none:
  /// at least 10, and at least the root of ten times the counts (Koehler and Larntz 1980, for equal shares).
  public init(_ counts: [Int]) throws(StatisticsError) {
    guard counts.count > 1 else { throw .tooFew(what: .groups, needed: 2, found: counts.count) }
    guard counts.allSatisfy({ $0 >= 0 }) else { throw .outOfRange(what: .values) }
    let whole = counts.reduce(0.0) { $0 + Double($1) }
    let needed = max(10, (10 * Double(counts.count)).squareRoot().rounded(.up))
    guard whole >= needed else { throw .tooFew(what: .trials, needed: Int(needed), found: Int(whole)) }
    let expected = whole / Double(counts.count)
    statistic = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    degreesOfFreedom = counts.count - 1
    probability = try ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic)
    effectSize = (statistic / whole).squareRoot()
  }
}
