public import AssessmentModel

/// How closely two series move together.
public struct Correlation: Hashable, Sendable {
  /// Which coefficient it is.
  public enum Kind: String, Hashable, Sendable {
    /// Of the values: a straight line.
    case pearson
    /// Of the ranks: any line that only rises or only falls.
    case spearman
  }

  /// Which coefficient it is.
  public let kind: Kind
  /// How many pairs there are.
  public let count: Int
  /// From -1 to 1.
  public let coefficient: Double
  /// How often unrelated series would give a coefficient as far from 0.
  public let probability: Double
  /// Whether the probability is exact, from all orders of the ranks; else it comes from the t distribution with n - 2
  /// degrees of freedom.
  public let isExact: Bool
  /// The interval of the coefficient by Fisher's transformation; nil with three pairs, or where the line is perfect.
  public let interval: Interval?

  /// Compares two series value by value; throws where lengths differ, with fewer than three pairs, or where one series
  /// does not vary.
  public init(
    _ kind: Kind, _ first: [Rational], _ second: [Rational], confidence: Confidence = .usual
  ) throws(StatisticsError) {
    guard first.count == second.count else { throw .lengthsDiffer(first.count, second.count) }
    guard first.count > 2 else { throw .tooFew(what: .pairs, needed: 3, found: first.count) }
    let (left, right) = (Self.sample(kind, first), Self.sample(kind, second))
    let (leftSpread, rightSpread) = (left.sumOfSquaredDeviations, right.sumOfSquaredDeviations)
    guard leftSpread > 0, rightSpread > 0 else { throw .noVariation(what: .pairs) }
    let together = ExactSample.codeviation(left, right)
    // The square is exact, so a perfect line is seen as one and not as nearly one.
    let square = together * together / (leftSpread * rightSpread)
    let unexplained = (Rational(1) - square).nearestDouble
    let degrees = Double(first.count - 2)

    self.kind = kind
    count = first.count
    coefficient = square.nearestDouble.squareRoot() * (together < 0 ? -1 : 1)
    let distribution = try StudentDistribution(degreesOfFreedom: degrees)
    isExact = kind == .spearman && count <= Self.mostForAllOrders
    probability =
      isExact
      ? RankOrders.shareAsFarOut(Ranks(first).doubled, Ranks(second).doubled)
      : unexplained == 0
        ? 0 : distribution.twoSided(coefficient.magnitude * (degrees / unexplained).squareRoot())
    interval = Self.interval(coefficient, count: count, isPerfect: unexplained == 0, confidence: confidence)
  }

  /// The pair on which a correlation of values rests alone: without it the coefficient has another sign, or loses three
  /// tenths of its size and is no longer significant. Nil where there is none, and with fewer than four pairs.
  ///
  /// - Parameter level: the chance of a false alarm that is accepted.
  public static func decisivePair(_ first: [Rational], _ second: [Rational], level: Double) -> Int? {
    guard first.count == second.count, first.count > 3, let whole = try? Correlation(.pearson, first, second),
      let distribution = try? StudentDistribution(degreesOfFreedom: Double(first.count - 3)),
      let meanLeft = try? ExactSample(first).mean(), let meanRight = try? ExactSample(second).mean()
    else { return nil }
    let left = first.map { ($0 - meanLeft).nearestDouble }
    let right = second.map { ($0 - meanRight).nearestDouble }
    func sum(_ part: (Int) -> Double) -> Double { left.indices.reduce(0) { $0 + part($1) } }
    let (squares, otherSquares) = (sum { left[$0] * left[$0] }, sum { right[$0] * right[$0] })
    let products = sum { left[$0] * right[$0] }
    // Sums around the means, less those of one pair: n / (n - 1) for the means that move.
    let move = Double(left.count) / Double(left.count - 1)
    func isDecisive(_ pair: Int) -> Bool {
      let (x, y) = (left[pair], right[pair])
      let (rest, otherRest) = (squares - move * x * x, otherSquares - move * y * y)
      guard rest > squares * 1e-12, otherRest > otherSquares * 1e-12 else { return true }
      let coefficient = max(-1, min(1, (products - move * x * y) / (rest * otherRest).squareRoot()))
      if coefficient * whole.coefficient < 0 { return true }
      let unexplained = 1 - coefficient * coefficient
      guard unexplained > 1e-12, coefficient.magnitude <= 0.7 * whole.coefficient.magnitude else { return false }
      let degrees = Double(left.count - 3)
      return distribution.twoSided(coefficient.magnitude * (degrees / unexplained).squareRoot()) >= level
    }
    return left.indices.filter(isDecisive).max { left[$0].magnitude < left[$1].magnitude }
  }

  /// The most pairs for which ranks are tested by all their orders, of which nine have 362,880.
  public static let mostForAllOrders = 9

  private static func sample(_ kind: Kind, _ values: [Rational]) -> ExactSample {
    switch kind {
    case .pearson: ExactSample(values)
    case .spearman: ExactSample(Ranks(values).doubled.map { Rational($0) })
    }
  }

  private static func interval(
    _ coefficient: Double, count: Int, isPerfect: Bool, confidence: Confidence
  ) -> Interval? {
    guard count > 3, !isPerfect else { return nil }
    let transformed = ((1 + coefficient) / (1 - coefficient)).logarithm / 2
    let reach = confidence.normalHalfWidth / Double(count - 3).squareRoot()
    return Interval((transformed - reach).hyperbolicTangent, (transformed + reach).hyperbolicTangent)
  }
}
