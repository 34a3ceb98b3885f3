/// Why a method cannot run on the data it was given. A method that cannot run never returns a number instead.
public enum StatisticsError: Error, Hashable, Sendable {
  /// The method needs at least `needed` values (of what `what` names); `found` are there.
  case tooFew(what: Quantity, needed: Int, found: Int)
  /// All values are equal, so that there is no spread to compare with.
  case noVariation(what: Quantity)
  /// Two series that belong together have different lengths.
  case lengthsDiffer(Int, Int)
  /// A parameter lies outside the range in which the method means something.
  case outOfRange(what: Quantity)
  /// The system has no solution: one column follows from the others.
  case dependentColumns
  /// The result is too large or too small for a floating-point number.
  case notRepresentable

  /// What a message is about; views put it into words.
  public enum Quantity: String, Hashable, Sendable {
    case values, pairs, groups, valuesPerGroup, subgroups, subgroupSize, samples, trials, successes, probability,
      confidence
    case degreesOfFreedom, population, sampleSize, margin, load, agents, rate, time, categories, shares, weights
  }
}
