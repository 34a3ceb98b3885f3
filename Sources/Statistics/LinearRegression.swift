public import AssessmentModel
internal import BigInt

/// A least-squares fit, with exact coefficients.
public struct LinearRegression: Sendable {
  /// One coefficient a column, in the columns' order.
  public let coefficients: [Rational]
  /// The standard error of each coefficient; 0 where the fit is perfect.
  public let standardErrors: [Double]
  /// The residual sum of squares.
  public let residualSumOfSquares: Rational
  /// The number of observations less the number of columns.
  public let residualDegreesOfFreedom: Int
  /// The share of the spread that the fit explains; around 0 and not the mean where there is no constant column.
  public let determination: Double
  /// Sum of squares that the fit explains, and its degrees of freedom.
  public let regressionSumOfSquares: Rational, regressionDegreesOfFreedom: Int

  /// The residual standard deviation.
  public var residualStandardDeviation: Double {
    (residualSumOfSquares / Rational(residualDegreesOfFreedom)).nearestDouble.squareRoot()
  }

  /// The F statistic of the whole fit; nil where the fit is perfect.
  public var fisherStatistic: Double? {
    guard residualSumOfSquares > 0 else { return nil }
    let explained = regressionSumOfSquares / Rational(regressionDegreesOfFreedom)
    return (explained / (residualSumOfSquares / Rational(residualDegreesOfFreedom))).nearestDouble
  }

  /// Fits `response` by the columns of `design`, each as long as the response.
  ///
  /// The normal equations are solved exactly, so that ill-conditioned designs (NIST Filip, Longley) lose nothing.
  /// Throws where lengths differ, where there are no more observations than columns, or where columns are dependent.
  public init(response: [Rational], design: [[Rational]]) throws(StatisticsError) {
    let count = response.count
    for column in design where column.count != count { throw .lengthsDiffer(column.count, count) }
    guard !design.isEmpty, count > design.count else {
      throw .tooFew(what: .values, needed: design.count + 1, found: count)
    }
    let columns = design.map { WholeColumn($0) }
    let observed = WholeColumn(response)
    let solution = try NormalEquations(columns: columns, response: observed)
    let coefficients = columns.indices.map { column in
      Rational(solution.coefficients[column] * columns[column].scale, solution.determinant * observed.scale)
    }
    let hasConstant = design.contains { column in column.allSatisfy { $0 == column.first } }
    let squares = Rational(WholeColumn.product(observed, observed), observed.scale * observed.scale)
    let remaining = squares - Rational(solution.explained, solution.determinant * observed.scale * observed.scale)
    let total = hasConstant ? ExactSample(response).sumOfSquaredDeviations : squares
    let degrees = count - design.count
    let residualVariance = remaining / Rational(degrees)

    self.coefficients = coefficients
    residualSumOfSquares = remaining
    residualDegreesOfFreedom = degrees
    standardErrors = columns.indices.map { column in
      let scale = columns[column].scale
      let variance = Rational(solution.inverseDiagonal[column] * scale * scale, solution.determinant)
      return (variance * residualVariance).nearestDouble.squareRoot()
    }
    regressionSumOfSquares = total - remaining
    regressionDegreesOfFreedom = design.count - (hasConstant ? 1 : 0)
    determination = total == 0 ? 1 : (Rational(1) - remaining / total).nearestDouble
  }

  /// Fits a straight line with a constant: coefficients are the intercept and the slope.
  public init(response: [Rational], predictor: [Rational]) throws(StatisticsError) {
    try self.init(response: response, design: [predictor.map { _ in 1 }, predictor])
  }
}

/// The normal equations of whole columns, solved without fractions: every value is a whole number over one determinant.
private struct NormalEquations {
  let determinant: BigInt
  /// The coefficients, and the diagonal of the inverse, each times the determinant.
  let coefficients: [BigInt], inverseDiagonal: [BigInt]
  /// The sum of squares that the fit explains, times the determinant.
  let explained: BigInt

  /// Throws where one column follows from the others.
  init(columns: [WholeColumn], response: WholeColumn) throws(StatisticsError) {
    let size = columns.count
    let moments = columns.map { WholeColumn.product($0, response) }
    var rows = columns.indices.map { row in
      columns.map { WholeColumn.product(columns[row], $0) } + [moments[row]]
        + (0..<size).map { BigInt($0 == row ? 1 : 0) }
    }
    determinant = try Self.eliminate(&rows)
    coefficients = rows.map { $0[size] }
    inverseDiagonal = rows.indices.map { rows[$0][size + 1 + $0] }
    explained = zip(coefficients, moments).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Bareiss's elimination (1968) above and below the diagonal: each division leaves nothing over, and numbers stay as
  /// short as the determinants that they are. The matrix is one of products, so a pivot of 0 means dependent columns.
  private static func eliminate(_ rows: inout [[BigInt]]) throws(StatisticsError) -> BigInt {
    var previous: BigInt = 1
    for pivot in rows.indices {
      let divisor = rows[pivot][pivot]
      guard divisor != 0 else { throw .dependentColumns }
      for row in rows.indices where row != pivot {
        let factor = rows[row][pivot]
        for column in rows[row].indices {
          rows[row][column] = (divisor * rows[row][column] - factor * rows[pivot][column]) / previous
        }
      }
      previous = divisor
    }
    return previous
  }
}
