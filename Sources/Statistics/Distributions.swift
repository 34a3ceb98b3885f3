internal import CBoostMath

/// The standard normal distribution.
public enum StandardNormal {
  /// P(Z > x).
  public static func upperTail(_ x: Double) -> Double { pingxing_normal_upper(x) }

  /// P(|Z| > |x|).
  public static func twoSided(_ x: Double) -> Double { 2 * pingxing_normal_upper(x.magnitude) }

  /// The value below which the share `probability` lies; infinite at 0 and 1.
  public static func quantile(_ probability: Double) -> Double { pingxing_normal_quantile(probability) }
}

/// Student's t distribution.
public struct StudentDistribution: Hashable, Sendable {
  /// More than 0; need not be whole (Welch).
  public let degreesOfFreedom: Double

  /// Throws where `degreesOfFreedom` is not a positive finite number.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else { throw .outOfRange(what: .degreesOfFreedom) }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(|T| > |x|).
  public func twoSided(_ x: Double) -> Double { 2 * pingxing_student_upper(degreesOfFreedom, x.magnitude) }

  /// The value below which the share `probability` lies.
  public func quantile(_ probability: Double) -> Double { pingxing_student_quantile(degreesOfFreedom, probability) }

  /// The half-width, in standard errors, of the interval that holds the share `confidence` in the middle.
  public func halfWidth(_ confidence: Confidence) -> Double { quantile((1 + confidence.level) / 2) }
}

/// The chi-squared distribution.
public struct ChiSquaredDistribution: Hashable, Sendable {
  /// More than 0.
  public let degreesOfFreedom: Double

  /// Throws where `degreesOfFreedom` is not a positive finite number.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else { throw .outOfRange(what: .degreesOfFreedom) }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { x <= 0 ? 1 : pingxing_chi_squared_upper(degreesOfFreedom, x) }

  /// The value below which the share `probability` lies.
  public func quantile(_ probability: Double) -> Double {
    pingxing_chi_squared_quantile(degreesOfFreedom, probability)
  }
}

/// Fisher's F distribution.
public struct FisherDistribution: Hashable, Sendable {
  /// Degrees of freedom of the numerator and the denominator, each more than 0.
  public let numerator: Double, denominator: Double

  /// Throws where one of the degrees is not a positive finite number.
  public init(numerator: Double, denominator: Double) throws(StatisticsError) {
    guard numerator > 0, denominator > 0, numerator.isFinite, denominator.isFinite else {
      throw .outOfRange(what: .degreesOfFreedom)
    }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { x <= 0 ? 1 : pingxing_fisher_upper(numerator, denominator, x) }
}

/// The binomial distribution.
enum Binomial {
  /// P(X >= successes).
  static func atLeast(_ successes: Int, trials: Int, probability: Double) -> Double {
    pingxing_binomial_at_least(Double(trials), probability, Double(successes))
  }

  /// P(X <= successes).
  static func atMost(_ successes: Int, trials: Int, probability: Double) -> Double {
    pingxing_binomial_at_most(Double(trials), probability, Double(successes))
  }

  /// The exact interval of the probability (Clopper, Pearson 1934), which never holds it less often than it says.
  static func interval(_ successes: Int, trials: Int, _ confidence: Confidence) -> Interval {
    let tail = (1 - confidence.level) / 2
    let low = pingxing_binomial_lower_bound(Double(trials), Double(successes), tail)
    let high = pingxing_binomial_upper_bound(Double(trials), Double(successes), tail)
    return Interval(successes == 0 ? 0 : low, successes == trials ? 1 : high)
  }
}

/// The hypergeometric distribution: how many of `drawn` are marked, of `all` of which `marked` are.
struct Hypergeometric {
  private let marked: UInt32, drawn: UInt32, all: UInt32

  /// Boost adds two of the numbers as machine integers of 32 bits.
  static let largest = 1 << 30

  /// Throws where there are more than 2^30.
  init(marked: Int, drawn: Int, all: Int) throws(StatisticsError) {
    guard all <= Self.largest, let all = UInt32(exactly: all), let marked = UInt32(exactly: marked),
      let drawn = UInt32(exactly: drawn),
      marked <= all, drawn <= all
    else { throw .notRepresentable }
    (self.marked, self.drawn, self.all) = (marked, drawn, all)
  }

  private var least: Int { max(0, Int(marked) + Int(drawn) - Int(all)) }
  private var most: Int { Int(min(marked, drawn)) }

  /// The likeliest number.
  private var mode: Int {
    let (marked, drawn, all) = (Double(marked), Double(drawn), Double(all))
    return min(most, max(least, Int((marked + 1) * (drawn + 1) / (all + 2))))
  }

  /// The chance of all numbers that are no likelier than `found` (Fisher's exact test, two-sided).
  func notLikelier(than found: Int) -> Double {
    // Sums of the same chance in another order may differ in their last digits, and equal chances belong in.
    let bound = density(found) * (1 + 1e-7)
    // Swift's `min` would take a chance that could not be computed for 1.
    guard bound.isFinite else { return .nan }
    let mode = self.mode
    if density(mode) <= bound { return 1 }
    let isLow = found < mode
    // Chances fall on both sides of the mode, so that the first on the far side that is no likelier is found by halves.
    var near = mode
    var far = isLow ? most + 1 : least - 1
    while max(far, near) - min(far, near) > 1 {
      let middle = near + (far - near) / 2
      if density(middle) <= bound { far = middle } else { near = middle }
    }
    let sum = isLow ? atMost(found) + above(far - 1) : atMost(far) + above(found - 1)
    return sum.isNaN ? sum : min(1, sum)
  }

  private func density(_ found: Int) -> Double { pingxing_hypergeometric_density(marked, drawn, all, UInt32(found)) }

  private func atMost(_ found: Int) -> Double {
    found < least ? 0 : found >= most ? 1 : pingxing_hypergeometric_at_most(marked, drawn, all, UInt32(found))
  }

  private func above(_ found: Int) -> Double {
    found < least ? 1 : found >= most ? 0 : pingxing_hypergeometric_above(marked, drawn, all, UInt32(found))
  }
}

/// exp(x) x^-a γ(a, x), which the queueing model needs and which stays finite where its factors do not.
func scaledLowerGamma(_ a: Double, _ x: Double) -> Double { pingxing_scaled_lower_gamma(a, x) }

/// How sure an interval is: the share of repetitions whose interval holds the true value.
public struct Confidence: Hashable, Sendable {
  /// Between 0 and 1, both excluded.
  public let level: Double

  /// Throws outside 0 < level < 1.
  public init(_ level: Double) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .outOfRange(what: .confidence) }
    self.level = level
  }

  private init(known level: Double) { self.level = level }

  /// 95 in 100, which every command uses unless told otherwise.
  public static let usual = Confidence(known: 0.95)

  /// The half-width of a two-sided interval in standard deviations of a normal distribution.
  public var normalHalfWidth: Double { StandardNormal.quantile((1 + level) / 2) }
}

/// An interval of real numbers, ends included.
public struct Interval: Hashable, Sendable {
  /// The ends, `low` at most `high`.
  public let low: Double, high: Double

  /// Takes two ends in order.
  public init(_ low: Double, _ high: Double) {
    precondition(!(low > high), "an interval begins before it ends")
    self.low = low
    self.high = high
  }

  /// The interval of what is so many times as large; `factor` is more than 0.
  public func scaled(by factor: Double) -> Interval { Interval(low * factor, high * factor) }

  /// Whether the value lies between the ends.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
