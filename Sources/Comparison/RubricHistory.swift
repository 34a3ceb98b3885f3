public import AssessmentModel
public import Scoring

/// A rubric through a series of assessments, under whatever edition each of them has it.
public struct RubricHistory: Sendable, Equatable {
  /// Its score in each assessment; nil where an assessment has nothing that is laid beside the others.
  public fileprivate(set) var scores: [RubricScore?]
  /// The comparison of each assessment with the one before; nil where one of them has nothing.
  public fileprivate(set) var steps: [RubricComparison?]

  /// The last edition of it.
  public var rubric: Rubric? { scores.last { $0 != nil }??.rubric }
}

extension AssessmentSeries {
  /// Every rubric that two neighbouring assessments have, followed through the series: those of the last assessment first,
  /// then those that end before it, the latest first. Each comparison of two neighbours belongs to one of them at least.
  public var histories: [RubricHistory] {
    let last = scorecards.count - 1
    var found = scorecards[last].rubrics.map { history(endingWith: $0.rubric.id, in: last) }
      .filter { history in history.steps.contains { $0 != nil } }
    for period in steps.indices.reversed() {
      for pair in steps[period].rubrics
      where !found.contains(where: { $0.steps[period]?.now.rubric.id == pair.now.rubric.id }) {
        let history = history(endingWith: pair.now.rubric.id, in: period + 1)
        if let place = found.firstIndex(where: { $0.canTake(history) }) {
          found[place].take(history)
        } else {
          found.append(history)
        }
      }
    }
    addLoneScores(to: &found)
    return found
  }

  /// What an assessment has of a rubric that neither neighbour has: it is shown beside the others, compared with none.
  private func addLoneScores(to histories: inout [RubricHistory]) {
    for (period, scorecard) in scorecards.enumerated() {
      for score in scorecard.rubrics
      where !histories.contains(where: { $0.scores[period]?.rubric.id == score.rubric.id }) {
        let place = histories.firstIndex { history in
          history.scores[period] == nil && history.scores.contains { $0?.rubric.id == score.rubric.id }
        }
        if let place { histories[place].scores[period] = score }
      }
    }
  }

  /// A rubric of one assessment, followed back.
  private func history(endingWith id: RubricID, in period: Int) -> RubricHistory {
    var history = RubricHistory(
      scores: Array(repeating: nil, count: scorecards.count), steps: Array(repeating: nil, count: steps.count))
    var score = scorecards[period].rubrics.first { $0.rubric.id == id }
    history.scores[period] = score
    for step in (0..<period).reversed() {
      guard let pair = steps[step].rubrics.first(where: { $0.now.rubric.id == score?.rubric.id }) else { break }
      score = pair.then
      history.steps[step] = pair
      history.scores[step] = score
    }
    return history
  }
}

extension RubricHistory {
  /// Whether another one is the same rubric in assessments in which this one has nothing: one assessment between them left
  /// it out.
  fileprivate func canTake(_ other: RubricHistory) -> Bool {
    rubric?.id == other.rubric?.id && !zip(scores, other.scores).contains { $0 != nil && $1 != nil }
  }

  fileprivate mutating func take(_ other: RubricHistory) {
    scores = zip(scores, other.scores).map { $0 ?? $1 }
    steps = zip(steps, other.steps).map { $0 ?? $1 }
  }
}
