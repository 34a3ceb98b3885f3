public import AssessmentModel
import Scoring

/// A change of a credit, split into its causes and down to items, exactly.
///
/// The shares of the causes add up to the change, and those of the items to the share of their cause, without rest.
public struct Attribution: Sendable, Equatable {
  /// What one cause did.
  public struct Share: Sendable, Equatable {
    /// The cause.
    public var cause: Cause
    /// What it added, in credits of −100 to 100.
    public var amount: Rational
    /// The items that made it, in the order of the new edition, then those that only the old one has; none without
    /// effect is listed.
    public var items: [ItemShare]
  }

  /// What one item did to the share of a cause.
  public struct ItemShare: Sendable, Equatable {
    /// The item.
    public var item: AlignedItem
    /// What it added, in credits of −100 to 100.
    public var amount: Rational
  }

  /// The credit that was secured then, 0 to 100.
  public var then: Rational
  /// The credit that is secured now, 0 to 100.
  public var now: Rational
  /// A share for every cause, in the order of `Cause.allCases`; 0 for a cause that changed nothing.
  public var shares: [Share]

  /// The change.
  public var change: Rational { now - then }

  /// The share of a cause.
  public subscript(cause: Cause) -> Rational { shares.first { $0.cause == cause }?.amount ?? 0 }
}

/// Splits changes by the Shapley value over the causes, by re-scoring every mixture of the two assessments.
///
/// With u(S) = Σ w(S) · (c(S) − r) over the items, where w is an item's weight, c its credit and r the mean of the two
/// credits compared, the value of a cause splits over the items, because the Shapley value is additive.
struct Attributor {
  private let mixed: MixedAssessment
  /// The items of the edition of each coalition, by the coalition's bits.
  private let scored: [Coalition: [Scored]]

  private struct Scored {
    let line: Int
    let domain: DomainID
    let weight: Rational
    let weightInDomain: Rational
    let credit: Tracks<Rational>
  }

  init(_ mixed: MixedAssessment) {
    self.mixed = mixed
    var scored: [Coalition: [Scored]] = [:]
    for coalition in Coalition.all(of: mixed.activeCauses) {
      let items = Scorer.worstCase(assessment: mixed.assessment(coalition), rubric: mixed.rubric(coalition))
      scored[coalition] = zip(mixed.lineIndices(coalition), items).map { line, item in
        Scored(
          line: line, domain: item.domain, weight: item.weight, weightInDomain: item.weightInDomain,
          credit: item.credit)
      }
    }
    self.scored = scored
  }

  /// Splits the change of the total, or of a domain that both editions have; nil where one side has nothing that
  /// applies.
  func attribution(of domain: DomainID?, _ track: Track) -> Attribution? {
    let none = Coalition(bits: 0)
    guard let then = credit(domain, track, none), let now = credit(domain, track, Coalition(mixed.activeCauses))
    else { return nil }
    let middle = (then + now) / 2
    let values = scored.mapValues { items in
      var values: [Int: Rational] = [:]
      for item in items where domain == nil || item.domain == domain {
        let weight = domain == nil ? item.weight : item.weightInDomain
        if weight != 0 { values[item.line] = weight * (item.credit[track] - middle) }
      }
      return values
    }
    return Attribution(
      then: then, now: now,
      shares: Cause.allCases.map { cause in
        let items = mixed.activeCauses.contains(cause) ? itemShares(of: cause, values) : []
        return Attribution.Share(cause: cause, amount: items.reduce(0) { $0 + $1.amount }, items: items)
      })
  }

  /// The credit of a coalition; nil where nothing applies.
  private func credit(_ domain: DomainID?, _ track: Track, _ coalition: Coalition) -> Rational? {
    let items = (scored[coalition] ?? []).filter { domain == nil || $0.domain == domain }
    guard items.contains(where: { $0.weight != 0 }) else { return nil }
    return items.reduce(0) { $0 + (domain == nil ? $1.weight : $1.weightInDomain) * $1.credit[track] }
  }

  /// The Shapley value of a cause, item by item: its marginal effect on every coalition without it, weighted by
  /// |S|! (n − |S| − 1)! ÷ n!.
  private func itemShares(of cause: Cause, _ values: [Coalition: [Int: Rational]]) -> [Attribution.ItemShare] {
    let others = mixed.activeCauses.filter { $0 != cause }
    let weights = Self.weights(among: mixed.activeCauses.count)
    var amounts = [Rational](repeating: 0, count: mixed.lines.count)
    for coalition in Coalition.all(of: others) {
      let before = values[coalition] ?? [:]
      let after = values[coalition.adding(cause)] ?? [:]
      for line in mixed.lines.indices {
        let (first, second) = (before[line] ?? 0, after[line] ?? 0)
        if first != second { amounts[line] += weights[coalition.count] * (second - first) }
      }
    }
    return zip(mixed.lines, amounts).compactMap { line, amount in
      amount == 0 ? nil : Attribution.ItemShare(item: line.names, amount: amount)
    }
  }

  /// s! (n − s − 1)! ÷ n! for s from 0 to n − 1: 1 ÷ (n · C(n − 1, s)).
  private static func weights(among count: Int) -> [Rational] {
    var binomial = 1
    return (0..<count).map { size in
      defer { binomial = binomial * (count - 1 - size) / (size + 1) }
      return Rational(1, count * binomial)
    }
  }
}
