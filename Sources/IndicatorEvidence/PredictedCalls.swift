internal import AssessmentModel

/// What a model of waiting lines says became of the calls of a month.
struct PredictedCalls {
  private(set) var offered = 0.0
  private(set) var answeredInTime = 0.0
  private(set) var abandoned = 0.0
  private(set) var abandonedInTime = 0.0

  /// Adds the calls of an interval with the shares of them that were answered in time, were abandoned, and were so within
  /// the time.
  mutating func add(_ calls: Double, inTime: Double, abandoned share: Double, abandonedInTime early: Double) {
    offered += calls
    answeredInTime += calls * inTime
    abandoned += calls * share
    abandonedInTime += calls * early
  }

  /// The service level by a formula; nil for a formula of other measures, and where it has no calls to count.
  func share(_ formula: IndicatorComputation) -> Double? {
    func total(_ terms: [IndicatorComputation.Term]) -> Double? {
      var total = 0.0
      for term in terms {
        guard let calls = calls(term.measure) else { return nil }
        total += term.isNegative ? -calls : calls
      }
      return total
    }
    guard let top = total(formula.numerator), let bottom = total(formula.denominator), bottom > 0 else { return nil }
    return top / bottom
  }

  private func calls(_ measure: MeasureID) -> Double? {
    switch measure.rawValue {
    case "offered": offered
    case "answered": offered - abandoned
    case "answered-in-time": answeredInTime
    case "abandoned": abandoned
    case "abandoned-in-time": abandonedInTime
    default: nil
    }
  }
}
