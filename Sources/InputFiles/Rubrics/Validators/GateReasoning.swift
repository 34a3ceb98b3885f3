internal import AssessmentModel

/// What can be said of a gate from the rubric alone.
///
/// Every credit of an assessment lies between the credits of marks 1 and 5, means of credits do too, and raising a
/// mark never lowers a credit. So a gate always passes exactly when it passes with every mark at 1, and never passes
/// exactly when it fails with every mark at 5 and evidence everywhere.
struct GateReasoning {
  enum Verdict { case alwaysPasses, neverPasses, depends }

  let lowestCredit: Rational
  let highestCredit: Rational

  /// Nil where the scale itself is incomplete, which is reported elsewhere.
  init?(_ rubric: RubricDraft) {
    guard let credits = rubric.scale?.credits, let lowest = credits.min(), let highest = credits.max() else {
      return nil
    }
    lowestCredit = lowest
    highestCredit = highest
  }

  func verdict(_ condition: Gate.Condition) -> Verdict {
    switch condition {
    case .total(let credit), .everyDomain(let credit), .domain(_, let credit), .everyItem(let credit),
      .item(_, let credit), .everyFacet(let credit):
      return credit <= lowestCredit ? .alwaysPasses : credit > highestCredit ? .neverPasses : .depends
    case .itemShare(let share, let credit), .itemShareInEveryDomain(let share, let credit):
      if share <= 0 || credit <= lowestCredit { return .alwaysPasses }
      return credit > highestCredit ? .neverPasses : .depends
    case .evidence(let share):
      return share <= 0 ? .alwaysPasses : share > 1 ? .neverPasses : .depends
    }
  }

  /// Whether every assessment that passes `first` passes `second`. Means lie between their parts, so what holds of
  /// every item holds of every domain, and what holds of every domain of the total.
  static func implies(_ first: Gate.Condition, _ second: Gate.Condition) -> Bool {
    switch (first, second) {
    case (.everyItem(let credit), .everyItem(let other)), (.everyItem(let credit), .everyDomain(let other)),
      (.everyItem(let credit), .domain(_, let other)), (.everyItem(let credit), .item(_, let other)),
      (.everyItem(let credit), .total(let other)), (.everyItem(let credit), .itemShare(_, let other)),
      (.everyItem(let credit), .itemShareInEveryDomain(_, let other)),
      (.everyDomain(let credit), .everyDomain(let other)), (.everyDomain(let credit), .domain(_, let other)),
      (.everyDomain(let credit), .total(let other)), (.total(let credit), .total(let other)),
      (.everyFacet(let credit), .everyFacet(let other)):
      return other <= credit
    case (.domain(let domain, let credit), .domain(let otherDomain, let other)):
      return domain == otherDomain && other <= credit
    case (.item(let item, let credit), .item(let otherItem, let other)):
      return item == otherItem && other <= credit
    case (.itemShare(let share, let credit), .itemShare(let otherShare, let other)),
      (.itemShareInEveryDomain(let share, let credit), .itemShareInEveryDomain(let otherShare, let other)),
      (.itemShareInEveryDomain(let share, let credit), .itemShare(let otherShare, let other)):
      return otherShare <= share && other <= credit
    case (.itemShare(let share, let credit), .everyItem(let other)),
      (.itemShareInEveryDomain(let share, let credit), .everyItem(let other)):
      return share >= 1 && other <= credit
    case (.evidence(let share), .evidence(let other)):
      return other <= share
    default:
      return false
    }
  }
}
