// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Scoring
import TestSupport
import Testing

/// The scorer against the reference: they have to agree exactly, on every number, on 10,000 random cases.
@Suite struct AgreementTests {
  static let shapes: [(name: String, shape: RandomCase.Shape)] = [
    ("complete", RandomCase.Shape()),
    ("partial", RandomCase.Shape(missingFacets: 25, unanswered: 15)),
    ("mostly missing", RandomCase.Shape(missingFacets: 40, unanswered: 60, notApplicable: 0)),
    ("mostly not applicable", RandomCase.Shape(missingFacets: 5, unanswered: 5, notApplicable: 75)),
  ]

  @Test(arguments: 0..<4)
  func agreesWithTheReference(_ index: Int) {
    var random = SeededGenerator(seed: 2_025 + UInt64(index))
    for number in 0..<2_500 {
      // Most faults show in small rubrics, which are quick; some are larger.
      var shape = Self.shapes[index].shape
      if number % 25 != 0 { (shape.domains, shape.items, shape.facets) = (2, 2, 2) }
      let trial = RandomCase(shape, using: &random)
      let differences = Comparison(trial).differences
      if !differences.isEmpty {
        Issue.record("\(Self.shapes[index].name), case \(number): \(differences.prefix(5))")
        return
      }
    }
  }

  @Test func randomCasesHaveEverything() {
    var kinds: Set<String> = []
    var states: Set<String> = []
    var codes: Set<String> = []
    var withoutScore = 0
    for index in Self.shapes.indices {
      var random = SeededGenerator(seed: 2_025 + UInt64(index))
      for _ in 0..<150 {
        let trial = RandomCase(Self.shapes[index].shape, using: &random)
        let score = Scorer.score(assessment: trial.assessment, rubric: trial.rubric)
        if score.total == nil { withoutScore += 1 }
        for gate in score.gates {
          kinds.insert(gate.gate.condition.kind)
          if let finding = gate.findings?.evidenced { states.insert(finding.state.rawValue) }
        }
        codes.formUnion(score.warnings.map(\.code.rawValue))
      }
    }
    #expect(kinds.count == 9)
    #expect(states.count == 3)
    #expect(codes.count == ConsistencyWarning.Code.allCases.count)
    #expect(withoutScore > 0)
  }
}

/// Collects where a score differs from the reference.
final class Comparison {
  private(set) var differences: [String] = []
  private let score: RubricScore
  private let reference: Reference
  private let views: [Track: (worst: ReferenceView, best: ReferenceView)]

  init(_ trial: RandomCase) {
    let reference = Reference(rubric: trial.rubric, assessment: trial.assessment)
    self.reference = reference
    score = Scorer.score(assessment: trial.assessment, rubric: trial.rubric)
    views = Dictionary(
      uniqueKeysWithValues: Track.allCases.map {
        let worst = ReferenceView(reference, $0, isBest: false)
        // Nothing missing, nothing to complete.
        let isComplete = reference.isComplete(reference.rubric.items)
        return ($0, (worst, isComplete ? worst : ReferenceView(reference, $0, isBest: true)))
      })
    compareWeights()
    for track in Track.allCases { compareScores(track) }
    if score.total != nil {
      for track in Track.allCases { compareGates(track) }
    } else {
      expect(score.results == nil && score.gates.allSatisfy { $0.findings == nil }, "no score, no result")
    }
    compareRankings()
    compareWarnings()
  }

  private func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { differences.append(what()) }
  }

  private func expect(_ found: Rational?, _ expected: Fraction?, _ what: @autoclosure () -> String) {
    if found.map(Fraction.init) != expected {
      differences.append("\(what()): \(found as Any), not \(expected as Any)")
    }
  }

  // MARK: - Weights and shares

  private func compareWeights() {
    for (item, standing) in zip(reference.rubric.items, score.items) {
      expect(standing.weight.nominal, reference.share(item, nominal: true), "nominal weight of \(item.id)")
      expect(standing.weight.effective, reference.share(item, nominal: false), "weight of \(item.id)")
      expect(standing.hasValidEvidence == reference.hasEvidence(item), "evidence of \(item.id)")
      expect((standing.status == .notApplicable) != reference.applies(item), "status of \(item.id)")
    }
    let absent = reference.rubric.items.filter { !reference.applies($0) }
    expect(
      score.notApplicable.ofItems, Fraction(absent.count, over: reference.rubric.items.count), "share")
    expect(
      score.notApplicable.ofWeight,
      absent.map { reference.share($0, nominal: true) }.reduce(Fraction(0), +), "share by weight")
  }

  // MARK: - Scores

  private func compareScores(_ track: Track) {
    compare(score.total?[track], reference.rubric.items, "total", track) { $0.total }
    compareFacets(score.facets, reference.rubric.items, track)
    for (domain, standing) in zip(reference.rubric.domains, score.domains) {
      compare(standing.score?[track], domain.items, "\(domain.id)", track) { $0.credit(domain) }
      compareFacets(standing.facets, domain.items, track)
      compareProfile(standing.profile?[track], domain.items, "\(domain.id)", track) { $0.credit(domain) }
      for (group, standing) in zip(domain.groups, standing.groups) {
        compare(standing.score?[track], group.items, "\(group.id)", track) { $0.credit(group) }
        compareFacets(standing.facets, group.items, track)
        compareProfile(standing.profile?[track], group.items, "\(group.id)", track) { $0.credit(group) }
        for (item, standing) in zip(group.items, standing.items) {
          compare(standing.score?[track], [item], "\(item.id)", track) { $0.credits[item.id] }
        }
      }
    }
  }

  private func compare(
    _ found: TrackScore?, _ items: [Item], _ what: String, _ track: Track,
    _ credit: (ReferenceView) -> Fraction?
  ) {
    let (worst, best) = views[track]!
    let isComplete = reference.isComplete(items)
    let low = credit(worst)
    expect(found?.interval.worst, low, "\(what) \(track) worst")
    expect(found?.interval.best, worst === best ? low : credit(best), "\(what) \(track) best")
    expect(found?.credit, isComplete ? low : nil, "\(what) \(track)")
    let isGiven = isComplete && found != nil
    expect(
      found?.creditWithoutRespread,
      isGiven ? worst.withoutRespread(items) { worst.credits[$0.id] } : nil,
      "\(what) \(track) without re-spread")
  }

  private func compareFacets(_ found: [FacetScore], _ items: [Item], _ track: Track) {
    let (worst, best) = views[track]!
    let expected = worst.facets(items)
    expect(found.map(\.id) == expected.map(\.id) && found.map(\.set) == expected.map(\.set), "facets")
    for facet in found {
      let members = worst.members(facet.set, items)
      let isComplete = members.allSatisfy { reference.isSettled($0, facet.id, track) }
      let standing = facet.score[track]
      expect(standing.interval.worst, worst.credit(facet.id, facet.set, items), "facet \(facet.id) worst")
      expect(standing.interval.best, best.credit(facet.id, facet.set, items), "facet \(facet.id) best")
      expect(
        standing.credit, isComplete ? worst.credit(facet.id, facet.set, items) : nil, "facet \(facet.id)")
      expect(
        standing.creditWithoutRespread,
        isComplete
          ? worst.withoutRespread(items.filter { $0.facetSet == facet.set }) { item in
            worst.credits[item.id] == nil ? nil : worst.worth(worst.mark(item, facet.id))
          } : nil, "facet \(facet.id) without re-spread")
      func reading(_ view: ReferenceView) -> (Fraction, Int, Conformity?) {
        let mean = view.meanMark(facet.id, facet.set, items)!
        let credit = view.credit(facet.id, facet.set, items)!
        let marks = members.map { view.mark($0, facet.id) }
        return (
          mean, view.level(mean: mean, items: marks.map { Fraction($0) }),
          view.conformity(credit: credit, items: marks.map(view.worth), facets: [credit])
        )
      }
      let low = reading(worst)
      compare(
        facet.profile[track], low, worst === best ? low : reading(best), isComplete, "facet \(facet.id)")
    }
  }

  private func compareProfile(
    _ found: ProfileStanding?, _ items: [Item], _ what: String, _ track: Track,
    _ credit: (ReferenceView) -> Fraction?
  ) {
    let (worst, best) = views[track]!
    guard let found else {
      expect(credit(worst) == nil, "\(what) has no profile")
      return
    }
    func reading(_ view: ReferenceView) -> (Fraction, Int, Conformity?) {
      let members = items.filter { view.credits[$0.id] != nil }
      let mean = view.meanMark(items)!
      return (
        mean, view.level(mean: mean, items: members.map(view.meanMark)),
        view.conformity(
          credit: credit(view)!, items: members.map { view.credits[$0.id]! },
          facets: view.facets(items).map { view.credit($0.id, $0.set, items)! })
      )
    }
    let low = reading(worst)
    compare(found, low, worst === best ? low : reading(best), reference.isComplete(items), what)
  }

  private func compare(
    _ found: ProfileStanding, _ worst: (Fraction, Int, Conformity?), _ best: (Fraction, Int, Conformity?),
    _ isComplete: Bool, _ what: String
  ) {
    expect(found.meanMarks.worst, worst.0, "\(what) worst mean mark")
    expect(found.meanMarks.best, best.0, "\(what) best mean mark")
    expect(found.meanMark, isComplete ? worst.0 : nil, "\(what) mean mark")
    expect(found.levels == Interval(worst: worst.1, best: best.1), "\(what) levels")
    expect(found.level == (isComplete ? worst.1 : nil), "\(what) level")
    expect(found.conformities?.worst == worst.2 && found.conformities?.best == best.2, "\(what) conformities")
    expect(found.conformity == (isComplete ? worst.2 : nil), "\(what) conformity")
  }

  // MARK: - Gates and results

  private func compareGates(_ track: Track) {
    let (worst, best) = views[track]!
    for gate in score.gates {
      let condition = gate.gate.condition
      let found = gate.findings![track]
      let (low, high) = (worst.found(condition), best.found(condition))
      expect(found.interval?.worst, low, "\(gate.gate.id) worst")
      expect(found.interval?.best, high, "\(gate.gate.id) best")
      expect(found.found, low == high ? low : nil, "\(gate.gate.id) found")
      let state: GateFinding.State =
        worst.holds(condition) ? .passed : best.holds(condition) ? .open : .failed
      expect(found.state == state, "\(gate.gate.id) is \(found.state), not \(state)")
      let subjects = state == .passed ? [] : worst.heldBackBy(condition)
      expect(
        found.heldBackBy.map(\.subject) == subjects,
        "\(gate.gate.id) \(condition) held back by \(found.heldBackBy.map(\.subject)), not \(subjects)")
      for obstacle in found.heldBackBy {
        let items = worst.itemsHolding(obstacle.subject, back: condition)
        expect(
          obstacle.items.map(\.subject) == items.map { .item($0) },
          "\(gate.gate.id): \(obstacle.subject) held back by \(obstacle.items.map(\.subject)), not \(items)")
        if case .item = obstacle.subject { continue }
        expect(!items.isEmpty, "\(gate.gate.id): no item holds \(obstacle.subject) back")
      }
    }
    let ids = reference.rubric.results.map(\.id)
    let standing = score.results![track]
    expect(standing.interval.worst == ids[worst.result], "worst result")
    expect(standing.interval.best == ids[best.result], "best result")
    let isFinal = reference.isComplete(reference.rubric.items)
    expect(standing.final == (isFinal ? ids[worst.result] : nil), "result")
  }

  // MARK: - Rankings and warnings

  private func compareRankings() {
    let view = views[.evidenced]!.worst
    let items = reference.rubric.items.filter { reference.applies($0) && reference.isComplete([$0]) }
    let strengths = pick(items.filter { view.credits[$0.id]! > view.worth(3) }) { left, right in
      let (l, r) = (view.credits[left.id]!, view.credits[right.id]!)
      return l != r ? l > r : view.shares[left.id]! > view.shares[right.id]!
    }
    expect(score.strengths == strengths, "strengths \(score.strengths), not \(strengths)")
    func loss(_ item: Item) -> Fraction { (Fraction(100) - view.credits[item.id]!) * view.shares[item.id]! }
    let gaps = pick(items.filter { loss($0) > Fraction(0) && !strengths.contains($0.id) }) { left, right in
      let (l, r) = (loss(left), loss(right))
      return l != r ? l > r : view.credits[left.id]! < view.credits[right.id]!
    }
    expect(score.gaps == gaps, "gaps \(score.gaps), not \(gaps)")
  }

  /// The first five by picking the best one again and again.
  private func pick(_ items: [Item], _ precedes: (Item, Item) -> Bool) -> [ItemID] {
    var (rest, picked) = (items, [ItemID]())
    while picked.count < 5, var best = rest.first {
      for item in rest where precedes(item, best) { best = item }
      picked.append(best.id)
      rest.removeAll { $0.id == best.id }
    }
    return picked
  }

  private func compareWarnings() {
    let rubric = reference.rubric
    let view = views[.claimed]!.worst
    var expected: [(String, [ItemID])] = []
    let resultGroup = rubric.consistency.processAgainstResults?.resultGroup
    if let rule = rubric.consistency.processAgainstResults {
      let group = rubric.domains.flatMap(\.groups).first { $0.id == rule.resultGroup }!
      let domains = rubric.domains.filter { rule.processDomains.contains($0.id) && view.credit($0) != nil }
      if let results = view.credit(group), reference.isComplete(group.items + domains.flatMap(\.items)),
        let processes = Fraction.mean(domains.map { (Fraction($0.weight), view.credit($0)!) }),
        processes - results >= Fraction(rule.maximumDifference)
      {
        expected.append(("process-above-results", []))
      }
    }
    var unproven: [ItemID] = []
    for group in rubric.domains.flatMap(\.groups) {
      for item in group.items where reference.applies(item) && !reference.hasEvidence(item) {
        let isResult = group.id == resultGroup || !item.indicators.isEmpty
        let fives = zip(reference.facets(item), reference.given(item)).filter {
          $0.1 == 5 && (isResult || $0.0.id.rawValue == "results")
        }
        if !fives.isEmpty { unproven.append(item.id) }
      }
    }
    if !unproven.isEmpty { expected.append(("five-without-result-data", unproven)) }
    let applicable = rubric.items.filter(reference.applies)
    var cited: [EvidenceID] = []
    for id in applicable.flatMap(reference.cited) where !cited.contains(id) { cited.append(id) }
    func users(_ id: EvidenceID) -> [ItemID] {
      applicable.filter { reference.cited($0).contains(id) }.map(\.id)
    }
    func isExpired(_ id: EvidenceID) -> Bool {
      reference.assessment.evidence.first { $0.id == id }?.expires.map { $0 < reference.assessment.date }
        ?? false
    }
    let invalid = cited.filter { !reference.isValid($0) }
    expected += invalid.filter(isExpired).map { ("evidence-expired", users($0)) }
    expected += invalid.filter { !isExpired($0) }.map { ("evidence-not-valid", users($0)) }
    expected += cited.filter { users($0).count > rubric.consistency.evidenceUse.items }
      .map { ("evidence-overused", users($0)) }
    let absent = rubric.items.filter { !reference.applies($0) }
    if Fraction(absent.count, over: rubric.items.count) > Fraction(rubric.notApplicableLimit.share) {
      expected.append(("not-applicable-share", absent.map(\.id)))
    }
    for item in rubric.items where item.notApplicable == .forbidden {
      if case .notApplicable = reference.assessment.answers[rubric.id]?[item.id] {
        expected.append(("not-applicable-forbidden", [item.id]))
      }
    }
    expect(
      score.warnings.map(\.code.rawValue) == expected.map(\.0)
        && score.warnings.map(\.items) == expected.map(\.1),
      "warnings \(score.warnings.map(\.code)), not \(expected)")
  }
}
