/// A share of successes and how far it can be trusted.
public struct Proportion: Hashable, Sendable {
  /// How often it was tried, and how often it succeeded.
  public let trials: Int, successes: Int

  /// Throws with no trial, a negative number, or more successes than trials.
  public init(successes: Int, trials: Int) throws(StatisticsError) {
    guard trials > 0 else { throw .tooFew(what: .trials, needed: 1, found: max(0, trials)) }
    guard (0...trials).contains(successes) else { throw .outOfRange(what: .successes) }
    self.trials = trials
    self.successes = successes
  }

  /// The share, from 0 to 1.
  public var share: Double { Double(successes) / Double(trials) }

  /// How often as many successes or more come of trials that succeed with a probability, exactly.
  public func upperTail(of probability: Double) -> Double {
    Binomial.atLeast(successes, trials: trials, probability: probability)
  }

  /// Wilson's score interval (1927), which stays between 0 and 1 and holds for few trials too.
  public func wilsonInterval(_ confidence: Confidence = .usual) -> Interval {
    let z = confidence.normalHalfWidth
    let count = Double(trials)
    let square = z * z / count
    let middle = (share + square / 2) / (1 + square)
    let reach = z / (1 + square) * (share * (1 - share) / count + square / (4 * count)).squareRoot()
    // At the ends the formula gives 0 and 1 up to rounding; the bounds are exact there.
    return Interval(successes == 0 ? 0 : max(0, middle - reach), successes == trials ? 1 : min(1, middle + reach))
  }
}

/// A number of rare events and how far it can be trusted, such as leavers in a year.
public struct EventCount: Hashable, Sendable {
  /// How often it happened.
  public let count: Int

  /// Throws with a negative number.
  public init(_ count: Int) throws(StatisticsError) {
    guard count >= 0 else { throw .outOfRange(what: .values) }
    self.count = count
  }

  /// Garwood's exact interval (1936) of the number expected, for events that come independently of each other.
  public func interval(_ confidence: Confidence = .usual) throws(StatisticsError) -> Interval {
    let tail = (1 - confidence.level) / 2
    let above = try ChiSquaredDistribution(degreesOfFreedom: Double(2 * count + 2)).quantile(1 - tail) / 2
    guard count > 0 else { return Interval(0, above) }
    return Interval(try ChiSquaredDistribution(degreesOfFreedom: Double(2 * count)).quantile(tail) / 2, above)
  }
}

/// How many to ask or to listen to.
public enum SampleSize {
  /// The number of answers needed for a share to be known to `margin` on each side.
  ///
  /// - Parameters:
  ///   - share: the share expected, more than 0 and less than 1; 0.5 asks for the most.
  ///   - margin: half the width of the interval wanted, more than 0 and less than 1.
  ///   - population: how many there are altogether, where that is few (finite population correction).
  public static func forShare(
    expected share: Double = 0.5, margin: Double, population: Int? = nil, confidence: Confidence = .usual
  ) throws(StatisticsError) -> Int {
    guard share > 0, share < 1 else { throw .outOfRange(what: .probability) }
    guard margin > 0, margin < 1 else { throw .outOfRange(what: .margin) }
    let z = confidence.normalHalfWidth
    return try size(unlimited: z * z * share * (1 - share) / (margin * margin), population: population)
  }

  /// The number of values needed for a mean to be known to `margin` on each side.
  public static func forMean(
    standardDeviation: Double, margin: Double, population: Int? = nil, confidence: Confidence = .usual
  ) throws(StatisticsError) -> Int {
    guard standardDeviation >= 0, standardDeviation.isFinite, margin > 0, margin.isFinite else {
      throw .outOfRange(what: .margin)
    }
    let ratio = confidence.normalHalfWidth * standardDeviation / margin
    return try size(unlimited: ratio * ratio, population: population)
  }

  private static func size(unlimited: Double, population: Int?) throws(StatisticsError) -> Int {
    var needed = unlimited
    if let population {
      guard population > 0 else { throw .outOfRange(what: .population) }
      needed = unlimited / (1 + (unlimited - 1) / Double(population))
    }
    // A hair above a whole number is rounding and asks for nobody more.
    guard needed.isFinite, needed < 1e15 else { throw .notRepresentable }
    return max(1, Int((needed - 1e-9).rounded(.up)))
  }
}
