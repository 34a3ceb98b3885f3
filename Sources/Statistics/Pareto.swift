public import AssessmentModel

/// Causes in order of their weight, with the share that the first so many make up.
public struct Pareto: Hashable, Sendable {
  /// One cause.
  public struct Cause: Hashable, Sendable {
    /// What it is.
    public let name: String
    /// How often it happened, or what it cost.
    public let amount: Rational
    /// Its part of the whole, and that of it and all before it, from 0 to 1.
    public let share: Rational, cumulativeShare: Rational
  }

  /// The largest first; causes of one weight in the order of their names.
  public let causes: [Cause]

  /// Orders causes; amounts of one name are added up. Throws with a negative amount or where all are 0.
  public init(_ amounts: [(name: String, amount: Rational)]) throws(StatisticsError) {
    guard amounts.allSatisfy({ $0.amount >= 0 }) else { throw .outOfRange(what: .values) }
    var totals: [String: Rational] = [:]
    for (name, amount) in amounts { totals[name, default: 0] += amount }
    let whole = totals.values.sum()
    guard whole > 0 else { throw .noVariation(what: .values) }
    var sum = Rational(0)
    causes = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, amount in
      sum += amount
      return Cause(name: name, amount: amount, share: amount / whole, cumulativeShare: sum / whole)
    }
  }

  /// The fewest causes that make up at least `share` (0 to 1) of the whole.
  public func vitalFew(share: Rational = Rational(4, 5)) -> [Cause] {
    let last = causes.firstIndex { $0.cumulativeShare >= share } ?? causes.count - 1
    return Array(causes[...last])
  }
}
