public import AssessmentModel

/// Kruskal and Wallis's test: do groups differ in where their values lie, whatever the shape of the distribution?
public struct KruskalWallis: Hashable, Sendable {
  /// The statistic, corrected for ties, and its degrees of freedom.
  public let statistic: Double, degreesOfFreedom: Int
  /// How often groups of one distribution would give a statistic as large (chi-squared approximation).
  public let probability: Double
  /// How many values there are, and how many the smallest group has: below 5 the approximation is coarse.
  public let count: Int, smallestGroup: Int

  /// The share of the spread of ranks that lies between the groups (epsilon squared, Kelley 1935), from 0 to 1.
  public var determination: Double { statistic / Double(count - 1) }

  /// Compares groups; throws with fewer than two groups, an empty group, or where all values are equal.
  public init(groups: [[Rational]]) throws(StatisticsError) {
    guard groups.count > 1 else { throw .tooFew(what: .groups, needed: 2, found: groups.count) }
    for group in groups where group.isEmpty { throw .tooFew(what: .valuesPerGroup, needed: 1, found: 0) }
    let ranks = Ranks(groups.flatMap { $0 })
    let total = ranks.doubled.count
    var start = 0
    var weighted = Rational(0)
    for group in groups {
      let doubledSum = ranks.doubled[start..<(start + group.count)].reduce(0, +)
      let rankSum = Rational(doubledSum) / 2
      weighted += rankSum * rankSum / Rational(group.count)
      start += group.count
    }
    let size = Rational(total)
    let raw = Rational(12) / (size * (size + 1)) * weighted - (size + 1) * 3
    let cubes = ranks.ties.reduce(Rational(0)) { $0 + Rational($1) * Rational($1) * Rational($1) - Rational($1) }
    let correction = Rational(1) - cubes / (size * size * size - size)
    guard total > 1, correction > 0 else { throw .noVariation(what: .values) }

    statistic = (raw / correction).nearestDouble
    degreesOfFreedom = groups.count - 1
    probability = try ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic)
    count = total
    smallestGroup = groups.map(\.count).min() ?? 0
  }
}

/// Mann and Kendall's test of a trend, with Sen's slope: does a series rise or fall, whatever the shape of the line?
public struct MannKendall: Hashable, Sendable {
  /// Rising pairs less falling pairs.
  public let score: Int
  /// The variance of the score where there is no trend, corrected for ties.
  public let variance: Rational
  /// The score in standard deviations, with continuity correction.
  public let statistic: Double
  /// How often a series without a trend would give a statistic as far from 0.
  public let probability: Double
  /// The median of the slopes of all pairs, per step.
  public let slope: Double
  /// The interval of the slope (Gilbert 1987, 16.5), the outermost slopes where its ranks lie beyond them; nil where the
  /// series is so short that not even those are sure enough (``widestConfidence``).
  public let slopeInterval: Interval?
  /// How many values there are; below 10 the normal approximation is coarse.
  public let count: Int

  /// The most values a series may have: all pairs are compared.
  public static let longestSeries = 2_000

  /// Looks for a trend over equal steps. Throws with fewer than four values or more than ``longestSeries``, or where
  /// all values are equal.
  public init(_ series: [Rational], confidence: Confidence = .usual) throws(StatisticsError) {
    guard series.count >= 4 else { throw .tooFew(what: .values, needed: 4, found: series.count) }
    guard series.count <= Self.longestSeries else { throw .outOfRange(what: .values) }
    let size = Rational(series.count)
    let ties = Ranks(series).ties.reduce(Rational(0)) { $0 + Self.spread(of: Rational($1)) }
    let variance = (Self.spread(of: size) - ties) / 18
    guard variance > 0 else { throw .noVariation(what: .values) }
    let slopes = Self.slopes(of: series)
    let score = slopes.reduce(0) { $0 + ($1 > 0 ? 1 : $1 < 0 ? -1 : 0) }
    let deviation = variance.nearestDouble.squareRoot()

    self.score = score
    self.variance = variance
    count = series.count
    statistic = Double(score - score.signum()) / deviation
    probability = min(1, StandardNormal.twoSided(statistic))
    slope = median(of: slopes).nearestDouble
    slopeInterval =
      Self.widestConfidence(count: series.count) < confidence.level
      ? nil : Self.interval(of: slopes.sorted(), reach: confidence.normalHalfWidth * deviation)
  }

  /// How often the outermost slopes of a series hold the true one between them: always but when chance puts the values in
  /// the one order that only rises or the one that only falls.
  public static func widestConfidence(count: Int) -> Double {
    1 - 2 / (1...count).reduce(1.0) { $0 * Double($1) }
  }

  /// n (n - 1)(2 n + 5).
  private static func spread(of count: Rational) -> Rational { count * (count - 1) * (count * 2 + 5) }

  private static func slopes(of series: [Rational]) -> [Rational] {
    series.indices.flatMap { start in
      series.indices[(start + 1)...].map { (series[$0] - series[start]) / Rational($0 - start) }
    }
  }

  private static func interval(of sorted: [Rational], reach: Double) -> Interval {
    let pairs = Double(sorted.count)
    func value(at rank: Double) -> Double {
      let bounded = min(max(rank, 0), pairs - 1)
      let below = Int(bounded.rounded(.down))
      let above = min(below + 1, sorted.count - 1)
      let share = bounded - Double(below)
      return sorted[below].nearestDouble * (1 - share) + sorted[above].nearestDouble * share
    }
    return Interval(value(at: (pairs - reach) / 2 - 1), value(at: (pairs + reach) / 2))
  }
}
