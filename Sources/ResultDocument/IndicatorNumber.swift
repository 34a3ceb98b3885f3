import AssessmentModel
import Diagnostics
import IndicatorEvidence
import OperationalAnalysis
import Statistics

/// How values of indicators are printed: with as many decimals as their size asks for, and more where the rounded figure would
/// contradict the verdict that stands beside it.
enum IndicatorNumber {
  /// A value as its size asks for.
  static func text(_ value: Rational) -> String { LevelText.number(value) }

  /// A value with as many decimals as it takes so that what is printed meets the target if and only if the value does.
  static func text(_ value: Rational, judgedBy isMet: (Rational) -> Bool?) -> String {
    let (usual, verdict) = (LevelText.decimals(for: value), isMet(value))
    let decimals = (usual...LevelText.mostDecimals).first { isMet(value.rounded(decimals: $0)) == verdict } ?? usual
    return LevelText.number(value, decimals: decimals)
  }

  /// A machine number as its size asks for.
  static func text(_ value: Double) -> String {
    // Far above all that a centre has, no digit behind the point means anything; a machine integer has an end.
    guard value.magnitude < 1e14 else { return value.description }
    return rational(value).map(text) ?? "0"
  }

  /// A machine number to four decimals, or four significant figures where it is small.
  private static func rational(_ value: Double) -> Rational? {
    for decimals in 4...LevelText.mostDecimals {
      let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
      let scaled = (value * scale).rounded()
      guard scaled.magnitude < 1e18 else { return nil }
      guard value.magnitude < 1, scaled.magnitude < 1_000, decimals < LevelText.mostDecimals else {
        return Rational(Int(scaled)) / (0..<decimals).reduce(Rational(1)) { product, _ in product * 10 }
      }
    }
    return nil
  }

  /// Both ends of an interval in per cent, with as many decimals as it takes to tell them apart and no more.
  static func range(_ interval: Interval) -> LocalizedText {
    var (low, high) = (text(interval.low), text(interval.high))
    if low == high, interval.low < interval.high {
      let decimals = NumberText.decimals(telling: [interval.low, interval.high], from: 2)
      (low, high) = (NumberText.decimal(interval.low, decimals), NumberText.decimal(interval.high, decimals))
    }
    return LocalizedText(chinese: "\(low)%～\(high)%", english: "\(low)% to \(high)%")
  }

  /// A difference with its sign.
  static func signed(_ value: Double) -> String { value < 0 ? "−" + text(value.magnitude) : "+" + text(value) }

  /// A number that was written by somebody, such as a target, as it was written.
  static func exact(_ value: Rational) -> String {
    for decimals in 0..<12 {
      let scale = (0..<decimals).reduce(Rational(1)) { product, _ in product * 10 }
      if (value * scale).isWhole { return value.typeset(decimals: decimals) }
    }
    return value.typeset(decimals: 12)
  }

  /// A value for a machine: to four decimals, more where it is small.
  static func plain(_ value: Rational) -> String { value.display(decimals: max(4, LevelText.decimals(for: value) + 1)) }
}
