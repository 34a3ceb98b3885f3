public import AssessmentModel

/// How well a forecast met what came, interval by interval.
public struct ForecastAccuracy: Hashable, Sendable {
  /// How many intervals were compared.
  public let count: Int
  /// Mean of |forecast - actual| by actual over the intervals in which something came; nil where nothing did. Leans to
  /// intervals with little volume.
  public let meanAbsolutePercentageError: Double?
  /// Mean of |forecast - actual|, in the unit of both.
  public let meanAbsoluteError: Rational
  /// Sum of |forecast - actual| by sum of actuals (WAPE); nil where nothing came.
  public let weightedAbsolutePercentageError: Double?
  /// Sum of forecast - actual by sum of actuals: more than 0 where too much was forecast; nil where nothing came.
  public let bias: Double?
  /// Pearson's correlation of forecast and actual; nil where one of them does not vary or fewer than three are given.
  public let correlation: Correlation?
  /// The share of intervals whose error is at most `tolerance` of the actual.
  public let shareWithinTolerance: Double

  /// Compares two series. Throws where lengths differ, where there is no interval, or with a negative number.
  ///
  /// - Parameter tolerance: the error allowed, as a share of the actual, from 0.
  public init(
    forecast: [Rational], actual: [Rational], tolerance: Rational = Rational(1, 10)
  ) throws(StatisticsError) {
    guard forecast.count == actual.count else { throw .lengthsDiffer(forecast.count, actual.count) }
    guard !actual.isEmpty else { throw .tooFew(what: .pairs, needed: 1, found: 0) }
    guard (forecast + actual).allSatisfy({ $0 >= 0 }) else { throw .outOfRange(what: .values) }
    guard tolerance >= 0 else { throw .outOfRange(what: .margin) }
    let errors = zip(forecast, actual).map { $0 - $1 }
    let volume = actual.sum()
    let size = Rational(actual.count)

    count = actual.count
    let shares = zip(errors, actual).compactMap { $1 == 0 ? nil : $0.magnitude / $1 }
    meanAbsolutePercentageError = shares.isEmpty ? nil : (shares.sum() / Rational(shares.count)).nearestDouble
    let absolute = errors.map(\.magnitude).sum()
    meanAbsoluteError = absolute / size
    weightedAbsolutePercentageError = volume == 0 ? nil : (absolute / volume).nearestDouble
    bias = volume == 0 ? nil : (errors.sum() / volume).nearestDouble
    correlation = try? Correlation(.pearson, forecast, actual)
    let within = zip(errors, actual).count { $0.magnitude <= $1 * tolerance }
    shareWithinTolerance = Double(within) / Double(actual.count)
  }

  /// Standard deviation by mean: how far a series of intervals varies. Throws with fewer than two values or a mean of 0.
  public static func coefficientOfVariation(_ values: [Rational]) throws(StatisticsError) -> Double {
    let sample = ExactSample(values)
    let (variance, mean) = (try sample.variance(), try sample.mean())
    guard mean != 0 else { throw .outOfRange(what: .values) }
    return variance.nearestDouble.squareRoot() / mean.magnitude.nearestDouble
  }
}
