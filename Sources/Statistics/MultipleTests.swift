/// Several tests at once: one in twenty would be significant by chance alone.
public enum MultipleTests {
  /// Bonferroni's probability of one of so many tests.
  public static func bonferroni(_ probability: Double, of tests: Int) -> Double { min(1, probability * Double(tests)) }

  /// How sure each of so many intervals has to be for all to hold at once (Bonferroni): one of them holds 0 just where
  /// its test, with ``bonferroni(_:of:)``, finds nothing.
  public static func joint(_ confidence: Confidence, of intervals: Int) -> Confidence {
    (try? Confidence(1 - (1 - confidence.level) / Double(max(1, intervals)))) ?? confidence
  }

  /// Holm's probabilities (1979): with them the chance of any false alarm among all the tests stays below the level.
  ///
  /// - Parameter probabilities: those of the single tests, each from 0 to 1; the result has their order.
  public static func holm(_ probabilities: [Double]) -> [Double] {
    let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    var adjusted = probabilities
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, Double(probabilities.count - rank) * probabilities[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
