internal import AssessmentModel

extension IndicatorSeries {
  /// What the last digit of most values counts, such as 0.1 where nearly all are written with one decimal; of equally
  /// frequent steps the finest.
  var usualStep: Rational {
    var counts: [Rational: Int] = [:]
    for point in points { counts[point.finestStep, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return counts.filter { $0.value == most }.keys.min() ?? 1
  }

  /// What the last digit of the value that is written most finely counts: a spreadsheet may have left off the zeros of others.
  var finestStep: Rational { points.map(\.finestStep).min() ?? 1 }
}

extension IndicatorSeries.Point {
  /// What the last digit of the value counts: as it is written, else by the decimals that it needs, up to 12.
  fileprivate var finestStep: Rational {
    if let step { return step }
    var (scaled, step) = (value, Rational(1))
    for _ in 0..<12 where !scaled.isWhole { (scaled, step) = (scaled * 10, step / 10) }
    return step
  }
}
