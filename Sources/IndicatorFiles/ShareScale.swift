internal import AssessmentModel

/// How the percentages of a series are written: as 95 or as the ratio 0.95.
struct ShareScale {
  /// The first that may be a ratio.
  private var ratio: (value: Rational, period: IndicatorPeriod, line: Int)?
  private var largest = Rational(0)
  /// Whether one lies between, so that small and large percentages are of one kind.
  private var hasBetween = false

  /// From here on a value is a percentage beyond doubt, if one of at most 1 stands beside it.
  private static let surelyPercent = Rational(20)

  /// Looks at a value.
  mutating func add(_ point: IndicatorSeries.Point) {
    if point.value > 0, point.value <= 1 {
      if ratio == nil { ratio = (point.value, point.period, point.line) }
    } else if point.value > 1, point.value < Self.surelyPercent {
      hasBetween = true
    }
    largest = max(largest, point.value)
  }

  /// What says that both kinds stand there, with its line; nil where they do not.
  var mix: (obstacle: PeriodTotals.Obstacle, line: Int)? {
    guard let ratio, !hasBetween, largest >= Self.surelyPercent else { return nil }
    func text(_ value: Rational) -> String { PlainFormWriter.decimal(value) ?? value.display(decimals: 4) }
    return (.unitMix(ratio: text(ratio.value), period: ratio.period, largest: text(largest)), ratio.line)
  }
}
