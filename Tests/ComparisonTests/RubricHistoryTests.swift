import AssessmentModel
import Comparison
import Scoring
import TestSupport
import Testing

/// Which rubrics of a series are followed through it where assessments use several.
@Suite struct RubricHistoryTests {
  private func card(_ year: Int, _ ids: [String]) -> Scorecard {
    let rubrics = ids.map { id -> Rubric in
      var rubric = Build.rubric([Build.domain("d", [Build.item("a")])])
      rubric.id = RubricID(id)
      return rubric
    }
    var assessment = Build.assessment([:])
    assessment.date = Build.day(12, 20, year: year)
    return Scorecard(assessment: assessment, rubrics: rubrics)
  }

  private func series(_ ids: [String]...) throws -> AssessmentSeries {
    try AssessmentSeries(ids.enumerated().map { card(2020 + $0, $1) }, crosswalk: { _, _ in nil })
  }

  /// Each history as its rubric with the periods in which it stands, from 0.
  private func places(_ series: AssessmentSeries) -> [String] {
    series.histories.map { history in
      let periods = history.scores.indices.filter { history.scores[$0] != nil }.map(String.init)
      return "\(history.rubric?.id.rawValue ?? "") \(periods.joined())"
    }
  }

  @Test func aRubricThatEndsBeforeTheLastAssessmentIsComparedToo() throws {
    let series = try series(["old"], ["old", "new"], ["new"])
    #expect(places(series) == ["new 12", "old 01"])
    #expect(series.histories.map { $0.steps.map { $0 != nil } } == [[false, true], [true, false]])
    #expect(series.unmatched.isEmpty, "each is compared with one neighbour")
  }

  @Test func aRubricThatOneAssessmentLeavesOutStaysOne() throws {
    let series = try series(["a", "b"], ["a", "b"], ["a"], ["b", "a"], ["b", "a"])
    #expect(places(series) == ["b 0134", "a 01234"])
  }

  @Test func whatNoNeighbourHasIsUnmatched() throws {
    let series = try series(["a", "b"], ["a"], ["a", "b"])
    #expect(places(series) == ["a 012"], "no neighbours of b are compared, so that it has no table to stand in")
    #expect(series.unmatched.map { "\($0.rubric) \($0.period)" } == ["b 0", "b 2"])
  }

  /// A pair without a rubric in common is a gap; the others are compared all the same.
  @Test func aPairWithNothingInCommonIsAGap() throws {
    let found = try series(["x"], ["x"], ["y"])
    #expect(found.gaps == [2])
    #expect(found.histories.map { $0.steps.map { $0 != nil } } == [[true, false]])
    #expect(found.unmatched.map(\.period) == [2])
    #expect(throws: AssessmentComparison.Refusal.self) { try series(["x"], ["y"], ["x"]) }
  }

  /// Any rubrics in any order: no comparison of neighbours is left out, and what is in none is said to be unmatched.
  @Test func nothingIsLeftOut() throws {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<100 {
      let periods = (0..<Int.random(in: 2...5, using: &random)).map { _ in
        ["a"] + ["b", "c", "d"].filter { _ in random.happens(50) }
      }
      let series = try AssessmentSeries(
        periods.enumerated().map { card(2020 + $0, $1.shuffled(using: &random)) }, crosswalk: { _, _ in nil })
      let histories = series.histories
      for (number, step) in series.steps.enumerated() {
        for pair in step.rubrics {
          #expect(histories.count { $0.steps[number]?.now.rubric.id == pair.now.rubric.id } == 1)
        }
      }
      for (period, card) in series.scorecards.enumerated() {
        for rubric in card.rubrics.map(\.rubric.id) {
          let shown = histories.filter { $0.scores[period]?.rubric.id == rubric }
          let isFollowed = shown.contains { history in
            [period - 1, period].contains { history.steps.indices.contains($0) && history.steps[$0] != nil }
          }
          let isElsewhere = histories.contains { $0.scores.contains { $0?.rubric.id == rubric } }
          #expect(shown.isEmpty != isElsewhere, "what stands alone is shown where its rubric is followed at all")
          #expect(isFollowed != series.unmatched.contains { $0.rubric == rubric && $0.period == period })
        }
      }
    }
  }
}
