internal import Foundation

/// The scale of bars, which holds 0 and has round ends, so that both are labelled.
struct BarScale {
  let minimum: Double, maximum: Double

  /// A scale over values; from 0 to 1 where all are 0.
  init(over values: [Double]) {
    let (low, high) = (Self.end(-(values.min() ?? 0)), Self.end(values.max() ?? 0))
    (minimum, maximum) = (0 - low, low == 0 && high == 0 ? 1 : high)
  }

  /// The first round number that is not below a value; 0 for values below it.
  private static func end(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    let power = pow(10, floor(log10(value)))
    let steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map { $0 * power }
    return steps.first { $0 >= value } ?? value
  }
}
