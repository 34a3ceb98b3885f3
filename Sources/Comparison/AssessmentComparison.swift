public import AssessmentModel
public import Scoring

/// Two assessments of one organisation laid beside each other, rubric by rubric.
public struct AssessmentComparison: Sendable, Equatable {
  /// Why two assessments cannot be compared.
  public enum Refusal: Error, Equatable {
    /// They are of two organisations.
    case differentOrganisations(then: String, now: String)
    /// They share no rubric, and no crosswalk leads from one to the other.
    case nothingInCommon(then: [RubricID], now: [RubricID])
    /// An item kept its id while its meaning changed.
    case changedMeaning(then: RubricID, now: RubricID, items: [ItemID])
  }

  /// The earlier assessment.
  public let then: Scorecard
  /// The later assessment.
  public let now: Scorecard
  /// Whether they are of two organisations and were compared all the same.
  public let isForced: Bool
  /// The rubrics that both were assessed with, in the order of the later one.
  public let rubrics: [RubricComparison]
  /// What both say of indicators, by formula.
  public let indicators: [IndicatorComparison]
  /// Rubrics of the earlier one that the later one has nothing to lay beside.
  public let onlyThen: [RubricID]
  /// Rubrics of the later one that the earlier one has nothing to lay beside.
  public let onlyNow: [RubricID]

  /// Whether another assessor gave the marks.
  public var isOtherAssessor: Bool { then.assessment.assessor != now.assessment.assessor }

  /// Compares two assessments.
  ///
  /// - Parameters:
  ///   - then: The earlier assessment.
  ///   - now: The later assessment.
  ///   - force: Whether to compare assessments of two organisations; the result is marked.
  ///   - crosswalk: The crosswalk between two editions of one family, read from the first to the second.
  /// - Throws: where there is nothing to compare, or it must not be compared.
  public init(
    then: Scorecard, now: Scorecard, force: Bool = false, crosswalk: (Rubric, Rubric) -> CrosswalkReading?
  ) throws(Refusal) {
    self.then = then
    self.now = now
    indicators = IndicatorComparison.all(then: then.indicators, now: now.indicators)
    let names = (then: then.assessment.organisation.name, now: now.assessment.organisation.name)
    isForced = names.then != names.now
    if isForced, !force { throw .differentOrganisations(then: names.then, now: names.now) }
    var pairs: [(then: RubricScore, now: RubricScore, crosswalk: CrosswalkReading?)] = []
    for score in now.rubrics {
      if let same = then.rubrics.first(where: { $0.rubric.id == score.rubric.id }) {
        pairs.append((same, score, nil))
        continue
      }
      let others = then.rubrics.filter { other in
        other.rubric.family == score.rubric.family && !now.rubrics.contains { $0.rubric.id == other.rubric.id }
      }
      for other in others {
        guard let reading = crosswalk(other.rubric, score.rubric) else { continue }
        pairs.append((other, score, reading))
        break
      }
    }
    guard !pairs.isEmpty else {
      throw .nothingInCommon(then: then.rubrics.map(\.rubric.id), now: now.rubrics.map(\.rubric.id))
    }
    let used = (then: Set(pairs.map(\.then.rubric.id)), now: Set(pairs.map(\.now.rubric.id)))
    onlyThen = then.rubrics.map(\.rubric.id).filter { !used.then.contains($0) }
    onlyNow = now.rubrics.map(\.rubric.id).filter { !used.now.contains($0) }
    rubrics = pairs.map { pair in
      RubricComparison(
        then: pair.then, now: pair.now, assessments: (then.assessment, now.assessment), crosswalk: pair.crosswalk)
    }
    for rubric in rubrics where !rubric.editions.refusals.isEmpty {
      throw .changedMeaning(
        then: rubric.then.rubric.id, now: rubric.now.rubric.id, items: rubric.editions.refusals.map(\.item))
    }
  }
}

/// Two or more assessments in order, with the comparison of each with the one before it.
public struct AssessmentSeries: Sendable, Equatable {
  /// The assessments, the earliest first; at least two.
  public let scorecards: [Scorecard]
  /// The comparisons, one fewer than assessments.
  public let steps: [AssessmentComparison]
  /// Their findings, followed from one to the next.
  public let findings: FindingHistory

  /// Compares each assessment with the one before it; at least two are given.
  ///
  /// - Throws: what the first pair throws that cannot be compared.
  public init(
    _ scorecards: [Scorecard], force: Bool = false, crosswalk: (Rubric, Rubric) -> CrosswalkReading?
  ) throws(AssessmentComparison.Refusal) {
    precondition(scorecards.count >= 2, "a series needs two assessments")
    self.scorecards = scorecards
    var steps: [AssessmentComparison] = []
    for (then, now) in zip(scorecards, scorecards.dropFirst()) {
      steps.append(try AssessmentComparison(then: then, now: now, force: force, crosswalk: crosswalk))
    }
    self.steps = steps
    findings = FindingHistory(scorecards, steps: steps)
  }

  /// The scores of a rubric of the last assessment, followed back through the series; nil where an earlier one has
  /// nothing to lay beside it.
  public func history(of rubric: RubricID) -> [RubricScore?] {
    var id: RubricID? = rubric
    var scores: [RubricScore?] = [scorecards[scorecards.count - 1].rubrics.first { $0.rubric.id == rubric }]
    for step in steps.reversed() {
      let pair = step.rubrics.first { $0.now.rubric.id == id }
      scores.append(pair?.then)
      id = pair?.then.rubric.id
    }
    return scores.reversed()
  }
}
