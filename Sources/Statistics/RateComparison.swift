/// Events by the opportunity for them, such as complaints by calls.
public struct EventRate: Hashable, Sendable {
  /// How often it happened, and how large the opportunity was.
  public let events: Int, base: Int

  /// Throws with a negative number of events, or a base that is not positive.
  public init(events: Int, base: Int) throws(StatisticsError) {
    guard base > 0 else { throw .tooFew(what: .trials, needed: 1, found: max(0, base)) }
    guard events >= 0 else { throw .outOfRange(what: .values) }
    self.events = events
    self.base = base
  }

  /// Events by unit of the base.
  public var rate: Double { Double(events) / Double(base) }
}

/// Whether a rate of events differs between two stretches, such as before and after a change.
public struct RateComparison: Hashable, Sendable {
  /// The rates, in order of time.
  public let before: EventRate, after: EventRate
  /// The later rate by the earlier one; nil where nothing happened in the earlier stretch.
  public let ratio: Double?
  /// The least the ratio may be: the exact interval of a share (Clopper, Pearson 1934), made one of the ratio.
  public let low: Double
  /// The most it may be; nil where nothing happened in the earlier stretch, so that nothing bounds it.
  public let high: Double?
  /// The exact conditional test (Przyborowski, Wilenski 1940): twice the chance that equal rates put so few or so many of
  /// all events into the later stretch, so that a difference counts just where the interval leaves out 1.
  public let probability: Double

  /// Compares two rates of events that come independently of each other; throws where nothing happened at all.
  public init(
    before: EventRate, after: EventRate, confidence: Confidence = .usual
  ) throws(StatisticsError) {
    let (all, overflows) = before.events.addingReportingOverflow(after.events)
    guard !overflows else { throw .notRepresentable }
    guard all > 0 else { throw .noVariation(what: .groups) }
    self.before = before
    self.after = after
    let (first, second) = (Double(before.base), Double(after.base))
    ratio = before.events > 0 ? after.rate / before.rate : nil
    let share = Binomial.interval(after.events, trials: all, confidence)
    low = share.low / (1 - share.low) * (first / second)
    high = before.events > 0 ? share.high / (1 - share.high) * (first / second) : nil
    let expected = second / (first + second)
    let (few, many) = (
      Binomial.atMost(after.events, trials: all, probability: expected),
      Binomial.atLeast(after.events, trials: all, probability: expected)
    )
    guard few.isFinite, many.isFinite, low.isFinite, high?.isFinite ?? true else { throw .notRepresentable }
    probability = min(1, 2 * min(few, many))
  }
}
