// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Scoring
import TestSupport
import Testing

/// The interval against every completion there is: each missing facet at each mark, items without any answer with
/// and without evidence.
@Suite struct IntervalTests {
  @Test func boundsAreThoseOfAllCompletions() {
    var random = SeededGenerator(seed: 8_170)
    var checked = 0
    while checked < 60 {
      var shape = RandomCase.Shape(missingFacets: 15, unanswered: 20)
      (shape.domains, shape.groups, shape.items, shape.facets) = (2, 2, 2, 2)
      let trial = RandomCase(shape, using: &random)
      let score = Scorer.score(assessment: trial.assessment, rubric: trial.rubric)
      let missing = score.completeness.facets - score.completeness.markedFacets
      guard (1...3).contains(missing) else { continue }
      checked += 1
      let all = completions(of: trial, score).map { Scorer.score(assessment: $0, rubric: trial.rubric) }
      for track in Track.allCases { compare(score, all, track) }
    }
  }

  private func compare(_ open: RubricScore, _ all: [RubricScore], _ track: Track) {
    func check(_ interval: Interval<Rational>?, _ credit: (RubricScore) -> Rational?) {
      let found = all.map { credit($0)! }
      #expect(interval == Interval(worst: found.min()!, best: found.max()!))
    }
    check(open.total?[track].interval) { $0.total?[track].credit }
    for index in open.domains.indices where open.domains[index].score != nil {
      check(open.domains[index].score?[track].interval) { $0.domains[index].score?[track].credit }
      let profiles = all.map { $0.domains[index].profile![track] }
      let profile = open.domains[index].profile![track]
      #expect(profile.levels.worst == profiles.map { $0.level! }.min())
      #expect(profile.levels.best == profiles.map { $0.level! }.max())
      #expect(profile.conformities?.worst == profiles.compactMap(\.conformity).min())
      #expect(profile.conformities?.best == profiles.compactMap(\.conformity).max())
    }
    for index in open.facets.indices {
      check(open.facets[index].score[track].interval) { $0.facets[index].score[track].credit }
    }
    for index in open.items.indices where open.items[index].score != nil {
      check(open.items[index].score?[track].interval) { $0.items[index].score?[track].credit }
    }
    let ids = open.rubric.results.map(\.id)
    let results = all.map { ids.firstIndex(of: $0.results![track].final!)! }
    #expect(open.results?[track].interval == Interval(worst: ids[results.min()!], best: ids[results.max()!]))
    for index in open.gates.indices {
      let passed = all.map { $0.gates[index].findings![track].state == .passed }
      let expected: GateFinding.State =
        passed.allSatisfy(\.self) ? .passed : passed.contains(true) ? .open : .failed
      #expect(open.gates[index].findings?[track].state == expected)
    }
  }

  private func completions(of trial: RandomCase, _ score: RubricScore) -> [Assessment] {
    var all = [trial.assessment]
    for (item, standing) in zip(trial.rubric.items, score.items) {
      guard standing.status == .partial || standing.status == .unanswered else { continue }
      for facet in standing.facets where facet.mark == nil {
        all = all.flatMap { assessment in
          Mark.allCases.map { mark in
            changed(assessment, item) { $0.marks[facet.id] = mark }
          }
        }
      }
      if standing.status == .unanswered {
        all += all.map { changed($0, item) { $0.evidence.append(EvidenceID("valid")) } }
      }
    }
    return all
  }

  private func changed(_ assessment: Assessment, _ item: Item, _ change: (inout MarkedAnswer) -> Void)
    -> Assessment
  {
    var assessment = assessment
    var answer = MarkedAnswer(marks: [:], evidence: [], note: nil, action: nil)
    if case .marked(let given) = assessment.answers[RubricID("test")]?[item.id] { answer = given }
    change(&answer)
    assessment.answers[RubricID("test")]?[item.id] = .marked(answer)
    return assessment
  }
}

/// Raising a mark never lowers anything.
@Suite struct MonotonicityTests {
  @Test func raisingAMarkNeverLowersAnything() {
    var random = SeededGenerator(seed: 11_739)
    var raised = 0
    for number in 0..<1_500 {
      var shape = AgreementTests.shapes[number % 2].shape
      (shape.domains, shape.items) = (2, 2)
      let trial = RandomCase(shape, using: &random)
      guard let higher = raise(trial, using: &random) else { continue }
      raised += 1
      compare(
        Scorer.score(assessment: trial.assessment, rubric: trial.rubric),
        Scorer.score(assessment: higher, rubric: trial.rubric))
    }
    #expect(raised > 1_000)
  }

  private func raise(_ trial: RandomCase, using random: inout SeededGenerator) -> Assessment? {
    var assessment = trial.assessment
    let marked = (assessment.answers[trial.rubric.id] ?? [:]).sorted { $0.key < $1.key }
      .compactMap { id, answer -> (ItemID, MarkedAnswer)? in
        guard case .marked(let answer) = answer else { return nil }
        return answer.marks.values.contains { $0 < .beyond } ? (id, answer) : nil
      }
    guard case (let id, var answer)? = marked.randomElement(using: &random) else { return nil }
    let low = answer.marks.sorted { $0.key < $1.key }.filter { $0.value < .beyond }
    let (facet, mark) = low.randomElement(using: &random)!
    answer.marks[facet] = Mark(rawValue: Int.random(in: mark.rawValue + 1...5, using: &random))
    assessment.answers[trial.rubric.id]?[id] = .marked(answer)
    return assessment
  }

  private func compare(_ before: RubricScore, _ after: RubricScore) {
    for track in Track.allCases {
      let (old, new) = (numbers(before, track), numbers(after, track))
      #expect(old.count == new.count)
      #expect(zip(old, new).allSatisfy { $0 <= $1 })
      let ids = before.rubric.results.map(\.id)
      func place(_ score: RubricScore, _ end: KeyPath<Interval<ResultID>, ResultID>) -> Int {
        score.results.map { ids.firstIndex(of: $0[track].interval[keyPath: end])! } ?? 0
      }
      #expect(place(before, \.worst) <= place(after, \.worst))
      #expect(place(before, \.best) <= place(after, \.best))
      for (old, new) in zip(before.gates, after.gates) {
        #expect(old.findings?[track].state != .passed || new.findings?[track].state == .passed)
        #expect(new.findings?[track].state != .failed || old.findings?[track].state == .failed)
      }
    }
  }

  /// Both ends of every credit, mean mark and level, and conformity, in a fixed order.
  private func numbers(_ score: RubricScore, _ track: Track) -> [Rational] {
    var scores = [score.total?[track]]
    var profiles: [ProfileStanding?] = []
    for domain in score.domains {
      scores +=
        [domain.score?[track]] + domain.groups.map { $0.score?[track] }
        + domain.items.map { $0.score?[track] }
      profiles += [domain.profile?[track]] + domain.groups.map { $0.profile?[track] }
      scores += domain.facets.map { $0.score[track] }
      profiles += domain.facets.map { $0.profile[track] }
    }
    return scores.compactMap(\.self).flatMap { [$0.interval.worst, $0.interval.best] }
      + profiles.compactMap(\.self).flatMap { profile in
        [
          profile.meanMarks.worst, profile.meanMarks.best, Rational(profile.levels.worst),
          Rational(profile.levels.best),
        ]
          + [profile.conformities?.worst, profile.conformities?.best].compactMap(\.self)
          .map { Rational(Conformity.allCases.firstIndex(of: $0)!) }
      }
  }
}
