import AssessmentModel

/// The items that a reader should know first.
enum Ranking {
  /// How many are named each way.
  static let length = 5

  /// The strongest and the weakest items, by the evidenced track, out of those that are complete.
  ///
  /// A strength is better than mark 3 (基本符合); strengths go by credit, then by effective weight. Gaps go by the
  /// points of the total they lose, then from the lowest credit up; a strength is never named as a gap as well.
  static func strengthsAndGaps(of score: RubricScore) -> (strengths: [ItemID], gaps: [ItemID]) {
    let ranked: [(id: ItemID, credit: Rational, weight: Rational, loss: Rational)] = score.items.compactMap {
      guard let credit = $0.score?.evidenced.credit, let loss = $0.loss(.evidenced) else { return nil }
      return ($0.id, credit, $0.weight.effective, loss)
    }
    let enough = score.rubric.scale[.mostly].credit
    let strengths = first(of: ranked.filter { $0.credit > enough }) {
      ($0.credit, $0.weight) > ($1.credit, $1.weight)
    }
    let gaps = first(of: ranked.filter { $0.loss > 0 && !strengths.contains($0.id) }) {
      ($0.loss, -$0.credit) > ($1.loss, -$1.credit)
    }
    return (strengths, gaps)
  }

  private typealias Ranked = (id: ItemID, credit: Rational, weight: Rational, loss: Rational)

  private static func first(of items: [Ranked], by precedes: (Ranked, Ranked) -> Bool) -> [ItemID] {
    items.enumerated().sorted { left, right in
      if precedes(left.element, right.element) { return true }
      if precedes(right.element, left.element) { return false }
      return left.offset < right.offset
    }
    .prefix(length).map(\.element.id)
  }
}
