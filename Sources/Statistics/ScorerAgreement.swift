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
  /// The interval of kappa from its large-sample standard error (Fleiss, Cohen, Everitt 1969), within -1 to 1; nil where
  /// the agreement is perfect, which leaves nothing to estimate it from.
  public let interval: Interval?

  /// Compares two lists of marks from 1 to `categories`. Throws where lengths differ, with no pair, a mark outside the
  /// scale, or where one gave one mark throughout (`noVariation` of `categories`): kappa then is 0, whatever the other
  /// gave, and so is its standard error, or chance cannot be told from agreement.
  public init(
    _ first: [Int], _ second: [Int], categories: Int, weighting: Weighting = .none, confidence: Confidence = .usual
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
    for marks in [left, right] where marks.contains(size) { throw .noVariation(what: .categories) }
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
    count = size
    sameShare = Double(zip(first, second).count { $0 == $1 }) / Double(size)
    kappa = (Rational(1) - Rational(observed) / expected).nearestDouble
    guard observed > 0 else {
      interval = nil
      return
    }
    let squares = Self.squares(first, second, left, right, kappa: kappa) { Double(distance($0, $1)) }
    let chance = expected.nearestDouble / Double(size)
    let error = max(0, squares / Double(size)).squareRoot() / chance
    let reach = confidence.normalHalfWidth * error
    interval = Interval(max(-1, kappa - reach), min(1, kappa + reach))
  }

  /// The variance of one recording's part in kappa, from the distances of marks (0 where they are equal).
  ///
  /// Distances stand for weights of 1 less the distance: kappa is the same, and so is its error.
  private static func squares(
    _ first: [Int], _ second: [Int], _ left: [Int], _ right: [Int], kappa: Double,
    distance: (Int, Int) -> Double
  ) -> Double {
    let size = Double(first.count)
    let scale = left.indices
    // The mean distance of each mark from what the other scorer gives.
    let fromRight = scale.map { one in
      scale.reduce(0.0) { $0 + (right[$1] == 0 ? 0 : distance(one, $1) * Double(right[$1])) } / size
    }
    let fromLeft = scale.map { other in
      scale.reduce(0.0) { $0 + (left[$1] == 0 ? 0 : distance($1, other) * Double(left[$1])) } / size
    }
    let parts = zip(first, second).map { one, other in
      distance(one - 1, other - 1) - (fromRight[one - 1] + fromLeft[other - 1]) * (1 - kappa)
    }
    let mean = parts.reduce(0, +) / size
    return parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / size
  }
}
