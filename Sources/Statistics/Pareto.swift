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

  /// The largest first; causes of one weight in the order of their names; what is gathered as a rest last.
  public let causes: [Cause]
  /// How many of them are causes, and no rest.
  public let namedCount: Int

  /// Orders causes; amounts of one name are added up. Throws with a negative amount or where all are 0.
  ///
  /// - Parameter isRest: whether a name gathers what has no cause of its own, such as 其他.
  public init(
    _ amounts: [(name: String, amount: Rational)], isRest: (String) -> Bool = { _ in false }
  ) throws(StatisticsError) {
    guard amounts.allSatisfy({ $0.amount >= 0 }) else { throw .outOfRange(what: .values) }
    var totals: [String: Rational] = [:]
    for (name, amount) in amounts { totals[name, default: 0] += amount }
    let whole = totals.values.sum()
    guard whole > 0 else { throw .noVariation(what: .values) }
    var sum = Rational(0)
    let ordered = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let named = ordered.filter { !isRest($0.key) }
    namedCount = named.count
    causes = (named + ordered.filter { isRest($0.key) }).map { name, amount in
      sum += amount
      return Cause(name: name, amount: amount, share: amount / whole, cumulativeShare: sum / whole)
    }
  }

  /// The fewest causes that make up at least `share` (0 to 1) of what has a cause of its own.
  public func vitalFew(share: Rational = Rational(4, 5)) -> [Cause] {
    guard let all = causes.prefix(namedCount).last?.cumulativeShare else { return [] }
    let last = causes.prefix(namedCount).firstIndex { $0.cumulativeShare >= share * all } ?? namedCount - 1
    return Array(causes[...last])
  }
}
