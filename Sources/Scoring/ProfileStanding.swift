public import AssessmentModel
public import Diagnostics

/// How well something conforms, by the rubric's own rule; never an official verdict.
public enum Conformity: String, Sendable, CaseIterable, Comparable {
  /// 不符合
  case none = "not-conforming"
  /// 部分符合
  case partial = "partly-conforming"
  /// 符合
  case full = "conforming"

  /// The name shown.
  public var title: LocalizedText {
    switch self {
    case .none: LocalizedText(chinese: "不符合", english: "Not conforming")
    case .partial: LocalizedText(chinese: "部分符合", english: "Partly conforming")
    case .full: LocalizedText(chinese: "符合", english: "Conforming")
    }
  }

  private var rank: Int {
    switch self {
    case .none: 0
    case .partial: 1
    case .full: 2
    }
  }

  /// Orders from not conforming up.
  public static func < (left: Conformity, right: Conformity) -> Bool { left.rank < right.rank }
}

/// Mean mark, maturity level and conformity in one track.
public struct ProfileStanding: Sendable, Equatable {
  /// The mean mark, 1 to 5; nil while an answer is missing.
  public var meanMark: Rational?
  /// The mean marks still possible.
  public var meanMarks: Interval<Rational>
  /// The level, 1 to 5; nil while an answer is missing.
  public var level: Int?
  /// The levels still possible.
  public var levels: Interval<Int>
  /// The conformity; nil while an answer is missing and where the rubric has no profile.
  public var conformity: Conformity?
  /// The conformities still possible; nil where the rubric has no profile.
  public var conformities: Interval<Conformity>?

  init(isComplete: Bool, worst: ProfileReading, best: ProfileReading) {
    meanMark = isComplete ? worst.meanMark : nil
    meanMarks = Interval(worst: worst.meanMark, best: best.meanMark)
    level = isComplete ? worst.level : nil
    levels = Interval(worst: worst.level, best: best.level)
    conformity = isComplete ? worst.conformity : nil
    if let worstConformity = worst.conformity, let bestConformity = best.conformity {
      conformities = Interval(worst: worstConformity, best: bestConformity)
    }
  }
}

/// A profile at one end of the interval.
struct ProfileReading {
  let meanMark: Rational
  let level: Int
  let conformity: Conformity?

  /// Judges something by its mean and its parts.
  ///
  /// - Parameters:
  ///   - credit: the mean credit.
  ///   - facetCredits: the mean credits of its facets.
  ///   - items: credit and mean mark of each of its items, at least one.
  init(
    credit: Rational, meanMark: Rational, facetCredits: [Rational],
    items: [(credit: Rational, meanMark: Rational)], rule: ProcessProfile?
  ) {
    self.meanMark = meanMark
    level =
      (2...5).last { level in
        let needed = Rational(level)
        guard meanMark >= needed else { return false }
        guard let rule else { return true }
        return items.allSatisfy { $0.meanMark >= needed - rule.maturityItemTolerance }
      } ?? 1
    conformity = rule.map { rule in
      let conforms =
        items.allSatisfy { $0.credit >= rule.conformingItemCredit }
        && facetCredits.allSatisfy { $0 >= rule.conformingFacetCredit }
      if conforms { return .full }
      return credit >= rule.partialCredit ? .partial : .none
    }
  }
}
