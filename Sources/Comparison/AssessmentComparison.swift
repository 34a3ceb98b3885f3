public import AssessmentModel
public import Scoring

/// What is made of assessments whose organisations have other names.
public enum OrganisationPolicy: Sendable, Equatable {
  /// They are not compared.
  case one
  /// They are two organisations, whose marks are compared all the same; the result is marked.
  case several
  /// They are one organisation that got another name.
  case renamed
}

/// Two assessments of one organisation laid beside each other, rubric by rubric.
public struct AssessmentComparison: Sendable, Equatable {
  /// Why two assessments cannot be compared.
  public enum Refusal: Error, Equatable {
    /// They are of two organisations.
    case differentOrganisations(then: String, now: String)
    /// They share no rubric, and no crosswalk leads from one to the other.
    case nothingInCommon(then: [RubricID], now: [RubricID])
    /// An item kept its id while its meaning changed; the editions are named so that they can be told apart.
    case changedMeaning(then: String, now: String, isOneEdition: Bool, items: [ItemID])
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

  /// Whether another assessor gave the marks.
  public var isOtherAssessor: Bool { then.assessment.assessor != now.assessment.assessor }

  /// Compares two assessments.
  ///
  /// - Parameters:
  ///   - then: The earlier assessment.
  ///   - now: The later assessment.
  ///   - organisations: What is made of two names of organisations.
  ///   - mayBeEmpty: Whether to pass over that they have no rubric in common, as one gap of a longer series.
  ///   - crosswalk: The crosswalk between two editions of one family, read from the first to the second.
  /// - Throws: where there is nothing to compare, or it must not be compared.
  public init(
    then: Scorecard, now: Scorecard, organisations: OrganisationPolicy = .one, mayBeEmpty: Bool = false,
    crosswalk: (Rubric, Rubric) -> CrosswalkReading?
  ) throws(Refusal) {
    self.then = then
    self.now = now
    indicators = IndicatorComparison.all(then: then.indicators, now: now.indicators)
    let names = (then: then.assessment.organisation.name, now: now.assessment.organisation.name)
    isForced = names.then != names.now && organisations == .several
    if names.then != names.now, organisations == .one {
      throw .differentOrganisations(then: names.then, now: names.now)
    }
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
    guard mayBeEmpty || !pairs.isEmpty else {
      throw .nothingInCommon(then: then.rubrics.map(\.rubric.id), now: now.rubrics.map(\.rubric.id))
    }
    rubrics = pairs.map { pair in
      RubricComparison(
        then: pair.then, now: pair.now, assessments: (then.assessment, now.assessment), crosswalk: pair.crosswalk)
    }
    for rubric in rubrics where !rubric.editions.refusals.isEmpty {
      let (old, new) = (rubric.then.rubric, rubric.now.rubric)
      let names = EditionNames([old, new])
      throw .changedMeaning(
        then: names.name(of: old), now: names.name(of: new), isOneEdition: old.id == new.id,
        items: rubric.editions.refusals.map(\.item))
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

  /// Compares each assessment with the one before it; at least two are given. A pair without a rubric in common is a gap
  /// of the series, as long as another pair has one.
  ///
  /// - Throws: what the first pair throws that cannot be compared.
  public init(
    _ scorecards: [Scorecard], organisations: OrganisationPolicy = .one,
    crosswalk: (Rubric, Rubric) -> CrosswalkReading?
  ) throws(AssessmentComparison.Refusal) {
    precondition(scorecards.count >= 2, "a series needs two assessments")
    self.scorecards = scorecards
    var steps: [AssessmentComparison] = []
    for (then, now) in zip(scorecards, scorecards.dropFirst()) {
      steps.append(
        try AssessmentComparison(
          then: then, now: now, organisations: organisations, mayBeEmpty: true, crosswalk: crosswalk))
    }
    if steps.allSatisfy(\.rubrics.isEmpty) {
      throw .nothingInCommon(
        then: steps[0].then.rubrics.map(\.rubric.id), now: steps[0].now.rubrics.map(\.rubric.id))
    }
    self.steps = steps
    findings = FindingHistory(scorecards, steps: steps)
  }

  /// The places of the assessments, from 0, that have no rubric in common with the one before.
  public var gaps: [Int] { steps.indices.filter { steps[$0].rubrics.isEmpty }.map { $0 + 1 } }

  /// The rubrics that are compared with neither neighbour, each with the place of its assessment, from 0.
  public var unmatched: [(rubric: RubricID, period: Int)] {
    scorecards.indices.flatMap { period in
      let beside =
        (period > 0 ? steps[period - 1].rubrics.map(\.now.rubric.id) : [])
        + (period < steps.count ? steps[period].rubrics.map(\.then.rubric.id) : [])
      return scorecards[period].rubrics.map(\.rubric.id).filter { !beside.contains($0) }.map { ($0, period) }
    }
  }
}
