internal import AssessmentModel

/// How far two scorers agree on marks of one ordered scale, beyond what chance would give.
public struct ScorerAgreement: Hashable, Sendable {
  /// How disagreements count.
  public enum Weighting: String, Hashable, Sendable {
    /// Every difference counts alike.
    case none
    /// By the distance of the marks.
    case linear
    /// By the square of the distance.
    case quadratic
  }

  /// How many recordings both scored.
  public let count: Int
  /// The share on which both gave the same mark.
  public let sameShare: Double
  /// Cohen's kappa (weighted, 1968): 1 is full agreement, 0 what chance gives.
  public let kappa: Double

  /// Compares two lists of marks from 1 to `categories`. Throws where lengths differ, with no pair, a mark outside the
  /// scale, or where both gave one and the same mark throughout, so that chance cannot be told from agreement.
  public init(
    _ first: [Int], _ second: [Int], categories: Int, weighting: Weighting = .none
  ) throws(StatisticsError) {
    guard first.count == second.count else { throw .lengthsDiffer(first.count, second.count) }
    guard !first.isEmpty else { throw .tooFew(what: .pairs, needed: 1, found: 0) }
    guard (2...1_000).contains(categories), (first + second).allSatisfy({ (1...categories).contains($0) }) else {
      throw .outOfRange(what: .categories)
    }
    let size = first.count
    func counts(_ marks: [Int]) -> [Int] {
      marks.reduce(into: [Int](repeating: 0, count: categories)) { $0[$1 - 1] += 1 }
    }
    let (left, right) = (counts(first), counts(second))
    func distance(_ one: Int, _ other: Int) -> Int {
      let steps = (one - other).magnitude
      switch weighting {
      case .none: return one == other ? 0 : 1
      case .linear: return Int(steps)
      case .quadratic: return Int(steps * steps)
      }
    }
    let observed = zip(first, second).reduce(0) { $0 + distance($1.0, $1.1) }
    var expected = Rational(0)
    for one in 0..<categories where left[one] > 0 {
      for other in 0..<categories where right[other] > 0 {
        expected += Rational(distance(one, other) * left[one]) * Rational(right[other]) / Rational(size)
      }
    }
    guard expected > 0 else { throw .noVariation(what: .pairs) }
    count = size
    sameShare = Double(zip(first, second).count { $0 == $1 }) / Double(size)
    kappa = (Rational(1) - Rational(observed) / expected).nearestDouble
  }
}
