/// Whether a share differs between two stretches, such as before and after a change.
public struct ShareComparison: Hashable, Sendable {
  /// The shares, in order of time.
  public let before: Proportion, after: Proportion
  /// The later share less the earlier one.
  public let difference: Double
  /// Newcombe's interval of the difference (1998, method 10), made from Wilson's intervals of the two shares.
  public let interval: Interval
  /// Fisher's exact test, two-sided: how often equal shares would divide the same successes no likelier than this.
  public let probability: Double

  /// Compares two shares; throws where all trials or none succeed on both sides, and above 2^30 trials altogether.
  public init(
    before: Proportion, after: Proportion, confidence: Confidence = .usual
  ) throws(StatisticsError) {
    let (trials, overflows) = before.trials.addingReportingOverflow(after.trials)
    let successes = before.successes.addingReportingOverflow(after.successes).partialValue
    guard !overflows else { throw .notRepresentable }
    guard successes > 0, successes < trials else { throw .noVariation(what: .groups) }
    self.before = before
    self.after = after
    difference = after.share - before.share
    interval = Self.interval(before: before, after: after, confidence: confidence)
    probability = try Hypergeometric(marked: successes, drawn: after.trials, all: trials)
      .notLikelier(than: after.successes)
    guard probability.isFinite else { throw .notRepresentable }
  }

  /// Newcombe's interval of the later share less the earlier one (1998, method 10), for any two shares.
  public static func interval(
    before: Proportion, after: Proportion, confidence: Confidence = .usual
  ) -> Interval {
    let difference = after.share - before.share
    let (first, second) = (before.wilsonInterval(confidence), after.wilsonInterval(confidence))
    func reach(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }
    return Interval(
      difference - reach(after.share - second.low, first.high - before.share),
      difference + reach(second.high - after.share, before.share - first.low))
  }
}
