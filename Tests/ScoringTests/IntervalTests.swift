// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Scoring
import TestSupport
import Testing

/// The interval against every completion there is: each missing facet at each mark, and every item that is not
/// complete with and without more evidence.
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
      checkProfile(open.domains[index].profile![track], all.map { $0.domains[index].profile![track] })
      for facet in open.domains[index].facets.indices {
        checkProfile(
          open.domains[index].facets[facet].profile[track],
          all.map { $0.domains[index].facets[facet].profile[track] })
      }
    }
    for index in open.facets.indices {
      check(open.facets[index].score[track].interval) { $0.facets[index].score[track].credit }
      let isSettled = Set(all.map { $0.facets[index].score[track].credit! }).count == 1
      #expect(open.facets[index].score[track].credit == nil || isSettled)
    }
    for index in open.items.indices where open.items[index].score != nil {
      check(open.items[index].score?[track].interval) { $0.items[index].score?[track].credit }
      for facet in open.items[index].facets.indices {
        let counted = all.map { $0.items[index].facets[facet].counted![track].settled! }
        #expect(
          open.items[index].facets[facet].counted?[track]
            == Interval(worst: counted.min()!, best: counted.max()!))
      }
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

  private func checkProfile(_ open: ProfileStanding, _ all: [ProfileStanding]) {
    #expect(open.meanMarks == Interval(worst: all.map { $0.meanMark! }.min()!, best: all.map { $0.meanMark! }.max()!))
    #expect(open.levels == Interval(worst: all.map { $0.level! }.min()!, best: all.map { $0.level! }.max()!))
    #expect(open.conformities?.worst == all.compactMap(\.conformity).min())
    #expect(open.conformities?.best == all.compactMap(\.conformity).max())
  }

  private func completions(of trial: RandomCase, _ score: RubricScore) -> [Assessment] {
    var all = [trial.assessment]
    for (item, standing) in zip(trial.rubric.items, score.items) {
      guard standing.status == .partial || standing.status == .unanswered else { continue }
      for facet in standing.facets where facet.mark == nil {
        all = all.flatMap { assessment in
          Mark.allCases.map { mark in
            assessment.changed(item, of: trial.rubric) { $0.marks[facet.id] = mark }
          }
        }
      }
      all += all.map { $0.changed(item, of: trial.rubric) { $0.evidence.append(EvidenceID("valid")) } }
    }
    return all
  }
}

extension Assessment {
  /// The assessment with the answer to an item changed.
  fileprivate func changed(_ item: Item, of rubric: Rubric, _ change: (inout MarkedAnswer) -> Void) -> Assessment {
    var (assessment, answer) = (self, MarkedAnswer(marks: [:], evidence: [], note: nil, action: nil))
    if case .marked(let given) = answers[rubric.id]?[item.id] { answer = given }
    change(&answer)
    assessment.answers[rubric.id, default: [:]][item.id] = .marked(answer)
    return assessment
  }
}

extension Interval {
  fileprivate func map<Other>(_ transform: (Value) -> Other) -> Interval<Other> {
    Interval<Other>(worst: transform(worst), best: transform(best))
  }
}

/// Raising a mark never lowers anything; a further answer never widens anything.
@Suite struct MonotonicityTests {
  /// A first, further or last mark of an item, with more evidence or without: what was still possible only shrinks.
  @Test func addingAnAnswerNeverWidensAnything() {
    var random = SeededGenerator(seed: 2_823)
    var (answers, lastOfItem, capped) = (0, 0, 0)
    while answers < 1_500 {
      var shape = RandomCase.Shape(missingFacets: 35, unanswered: 25)
      (shape.domains, shape.items) = (2, 3)
      let trial = RandomCase(shape, using: &random)
      let before = Scorer.score(assessment: trial.assessment, rubric: trial.rubric)
      let open = zip(trial.rubric.items, before.items).filter { $1.status == .partial || $1.status == .unanswered }
      guard let (item, standing) = open.randomElement(using: &random),
        let facet = standing.facets.filter({ $0.mark == nil }).randomElement(using: &random)
      else { continue }
      let mark = Mark.allCases.randomElement(using: &random)!
      let addsEvidence = random.happens(40)
      let later = trial.assessment.changed(item, of: trial.rubric) {
        $0.marks[facet.id] = mark
        if addsEvidence { $0.evidence.append(EvidenceID("valid")) }
      }
      let after = Scorer.score(assessment: later, rubric: trial.rubric)
      answers += 1
      if standing.facets.count(where: { $0.mark == nil }) == 1 { lastOfItem += 1 }
      if !addsEvidence, !standing.hasValidEvidence, mark == .beyond { capped += 1 }
      for track in Track.allCases {
        let (old, new) = (ends(before, track), ends(after, track))
        #expect(old.worst.count == new.worst.count)
        #expect(zip(old.worst, new.worst).allSatisfy { $0 <= $1 }, "the worst is lowered")
        #expect(zip(old.best, new.best).allSatisfy { $0 >= $1 }, "the best is raised")
      }
    }
    #expect(lastOfItem > 200 && capped > 100)
  }

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
      let (old, new) = (ends(before, track), ends(after, track))
      #expect(old.worst.count == new.worst.count)
      #expect(zip(old.worst, new.worst).allSatisfy { $0 <= $1 })
      #expect(zip(old.best, new.best).allSatisfy { $0 <= $1 })
      for (old, new) in zip(before.gates, after.gates) {
        #expect(old.findings?[track].state != .passed || new.findings?[track].state == .passed)
        #expect(new.findings?[track].state != .failed || old.findings?[track].state == .failed)
      }
    }
  }

  /// Both ends of the result and of every credit, mean mark, level and conformity, in a fixed order.
  private func ends(_ score: RubricScore, _ track: Track) -> (worst: [Rational], best: [Rational]) {
    let ids = score.rubric.results.map(\.id)
    let result = score.results.map { standing in
      Interval(
        worst: Rational(ids.firstIndex(of: standing[track].interval.worst)!),
        best: Rational(ids.firstIndex(of: standing[track].interval.best)!))
    }
    var scores = [score.total?[track]] + score.facets.map { $0.score[track] }
    var profiles: [ProfileStanding?] = []
    for domain in score.domains {
      scores +=
        [domain.score?[track]] + domain.groups.map { $0.score?[track] }
        + domain.items.map { $0.score?[track] }
      profiles += [domain.profile?[track]] + domain.groups.map { $0.profile?[track] }
      scores += domain.facets.map { $0.score[track] }
      profiles += domain.facets.map { $0.profile[track] }
    }
    let all =
      [result].compactMap(\.self) + scores.compactMap(\.self).map(\.interval)
      + profiles.compactMap(\.self).flatMap { profile in
        [profile.meanMarks, profile.levels.map { Rational($0) }]
          + [profile.conformities?.map { Rational(Conformity.allCases.firstIndex(of: $0)!) }].compactMap(\.self)
      }
    return (all.map(\.worst), all.map(\.best))
  }
}
