public import AssessmentModel

/// Scores an assessment with a rubric; pure, exact and the same every time.
///
/// The rules are in Docs/scoring.md, in the order in which they apply.
public enum Scorer {
  /// Scores one rubric.
  ///
  /// The rubric has been checked by its reader: every facet set, domain and item that is named exists, and every
  /// weight is at least 1. Answers to items that the rubric does not have are not looked at.
  public static func score(assessment: Assessment, rubric: Rubric) -> RubricScore {
    RubricScoring(plan: ScoringPlan(rubric: rubric, assessment: assessment)).score()
  }
}

/// One rubric being scored: the plan and its evaluations at both ends of both tracks.
struct RubricScoring {
  let plan: ScoringPlan
  let isComplete: Bool
  private let claimed: Interval<Evaluation>
  private let evidenced: Interval<Evaluation>

  /// Evaluates a plan; where nothing is missing the ends are the same and evaluated once.
  init(plan: ScoringPlan) {
    self.plan = plan
    let isComplete = plan.completeness(of: plan.items.indices).isComplete
    self.isComplete = isComplete
    func ends(_ track: Track) -> Interval<Evaluation> {
      let worst = Evaluation(plan, track: track, completion: .worst)
      return Interval(
        worst: worst, best: isComplete ? worst : Evaluation(plan, track: track, completion: .best))
    }
    claimed = ends(.claimed)
    evidenced = ends(.evidenced)
  }

  /// The evaluations of a track.
  func ends(_ track: Track) -> Interval<Evaluation> { track == .claimed ? claimed : evidenced }

  /// Gathers everything that is shown of the rubric.
  func score() -> RubricScore {
    let all = plan.items.indices
    let gates = gates()
    var score = RubricScore(
      rubric: plan.rubric,
      completeness: plan.completeness(of: all),
      total: trackScores(of: all) { $0.total },
      notApplicable: notApplicableShare(),
      domains: plan.domains.indices.map(domain),
      facets: facets(in: all),
      gates: gates,
      results: plan.isApplicable(all) ? Tracks { results(of: gates, $0) } : nil,
      warnings: [], strengths: [], gaps: [])
    (score.strengths, score.gaps) = Ranking.strengthsAndGaps(of: score)
    score.warnings = ConsistencyWarning.all(
      of: score, forbiddenNotApplicable: plan.forbiddenNotApplicable, namesIndicators: plan.namesIndicators)
    return score
  }

  // MARK: - Parts

  private func domain(_ index: Int) -> DomainScore {
    let planned = plan.domains[index]
    return DomainScore(
      id: planned.domain.id,
      completeness: plan.completeness(of: planned.items),
      score: trackScores(of: planned.items) { $0.domainCredits[index] },
      weight: planned.weight,
      groups: planned.groups.map(group),
      facets: facets(in: planned.items),
      profile: profile(of: planned.items) { $0.domainCredits[index] })
  }

  private func group(_ index: Int) -> GroupScore {
    let planned = plan.groups[index]
    return GroupScore(
      id: planned.group.id,
      completeness: plan.completeness(of: planned.items),
      score: trackScores(of: planned.items) { $0.groupCredits[index] },
      weight: planned.weight,
      items: planned.items.map(item),
      facets: facets(in: planned.items),
      profile: profile(of: planned.items) { $0.groupCredits[index] })
  }

  private func item(_ index: Int) -> ItemScore {
    let planned = plan.items[index]
    let marks = Tracks { track in
      Interval(worst: ends(track).worst.marks[index], best: ends(track).best.marks[index])
    }
    return ItemScore(
      id: planned.item.id,
      status: planned.status,
      notApplicableReason: planned.reason,
      score: trackScores(of: index..<index + 1) { $0.itemCredits[index] },
      weight: planned.weight,
      facets: planned.facets.indices.map { facet in
        ItemFacetScore(
          id: planned.facets[facet].id, mark: planned.marks[facet],
          counted: planned.isApplicable
            ? Tracks { Interval(worst: marks[$0].worst[facet], best: marks[$0].best[facet]) } : nil)
      },
      citations: planned.citations, note: planned.note, action: planned.action,
      lowestMark: planned.marks.compactMap(\.self).min(),
      nextStep: NextStep(planned))
  }

  private func facets(in range: Range<Int>) -> [FacetScore] {
    FacetMembers.all(in: range, of: plan).map { facet in
      let isSettled = Tracks { facet.isSettled(in: ends($0)) }
      let credits = Tracks { track in
        let ends = ends(track)
        let worst = facet.credit(in: ends.worst)
        return Interval(worst: worst, best: isSettled[track] ? worst : facet.credit(in: ends.best))
      }
      return FacetScore(
        set: facet.set, id: facet.id,
        score: Tracks { track in
          TrackScore(
            credit: isSettled[track] ? credits[track].worst : nil,
            interval: credits[track],
            creditWithoutRespread: isSettled[track]
              ? facet.creditWithoutRespread(in: ends(track).worst, of: range) : nil)
        },
        profile: Tracks { track in
          let worst = facet.profile(in: ends(track).worst, credit: credits[track].worst)
          return ProfileStanding(
            isComplete: isSettled[track], worst: worst,
            best: isSettled[track] ? worst : facet.profile(in: ends(track).best, credit: credits[track].best))
        })
    }
  }

  /// The scores of a range of items whose credit an evaluation has at hand; nil where nothing applies.
  private func trackScores(
    of range: Range<Int>, credit: (Evaluation) -> Rational?
  ) -> Tracks<TrackScore>? {
    guard let claimed = trackScore(.claimed, of: range, credit),
      let evidenced = trackScore(.evidenced, of: range, credit)
    else { return nil }
    return Tracks { $0 == .claimed ? claimed : evidenced }
  }

  private func trackScore(
    _ track: Track, of range: Range<Int>, _ credit: (Evaluation) -> Rational?
  ) -> TrackScore? {
    let ends = ends(track)
    guard let worst = credit(ends.worst), let best = credit(ends.best) else { return nil }
    let isComplete = plan.completeness(of: range).isComplete
    return TrackScore(
      credit: isComplete ? worst : nil,
      interval: Interval(worst: worst, best: best),
      creditWithoutRespread: isComplete ? ends.worst.creditWithoutRespread(of: range) : nil)
  }

  private func profile(of range: Range<Int>, credit: (Evaluation) -> Rational?) -> Tracks<ProfileStanding>? {
    guard plan.isApplicable(range) else { return nil }
    let isComplete = plan.completeness(of: range).isComplete
    let facets = FacetMembers.all(in: range, of: plan)
    return Tracks { track in
      let ends = ends(track)
      let worst = reading(of: range, facets, credit(ends.worst), in: ends.worst)
      return ProfileStanding(
        isComplete: isComplete, worst: worst,
        best: isComplete ? worst : reading(of: range, facets, credit(ends.best), in: ends.best))
    }
  }

  private func reading(
    of range: Range<Int>, _ facets: [FacetMembers], _ credit: Rational?, in evaluation: Evaluation
  ) -> ProfileReading {
    ProfileReading(
      credit: credit ?? 0,
      meanMark: weightedMean(range.map { (evaluation.weights[$0], evaluation.itemMeanMarks[$0]) })
        ?? 0,
      facetCredits: plan.rubric.processProfile == nil ? [] : facets.map { $0.credit(in: evaluation) },
      items: range.compactMap { index in
        guard let credit = evaluation.itemCredits[index], let mark = evaluation.itemMeanMarks[index]
        else { return nil }
        return (credit, mark)
      },
      rule: plan.rubric.processProfile)
  }

  private func notApplicableShare() -> NotApplicableShare {
    let absent = plan.items.filter { !$0.isApplicable }
    return NotApplicableShare(
      ofItems: plan.items.isEmpty ? 0 : Rational(absent.count, plan.items.count),
      ofWeight: absent.reduce(0) { $0 + $1.weight.nominal },
      limit: plan.rubric.notApplicableLimit.share)
  }

  // MARK: - Gates and results

  private func gates() -> [GateStanding] {
    let isApplicable = plan.isApplicable(plan.items.indices)
    return plan.rubric.results.flatMap { result in
      result.gates.map { gate in
        GateStanding(
          result: result.id, gate: gate,
          findings: isApplicable
            ? Tracks { track in
              GateFinding(
                gate.condition, worst: ends(track).worst, best: ends(track).best, isComplete: isComplete)
            } : nil)
      }
    }
  }

  /// The chain: a result needs its own gates and those of every result below it.
  private func results(of gates: [GateStanding], _ track: Track) -> ResultStanding {
    func highest(where holds: (GateFinding.State) -> Bool) -> ResultID {
      let failed = Set(
        gates.filter { gate in gate.findings.map { !holds($0[track].state) } ?? true }.map(\.result))
      let reached = plan.rubric.results.prefix { !failed.contains($0.id) }
      guard let result = reached.last ?? plan.rubric.results.first else {
        preconditionFailure("the rubric \(plan.rubric.id) has no results")
      }
      return result.id
    }
    let worst = highest { $0 == .passed }
    let best = highest { $0 != .failed }
    return ResultStanding(final: isComplete ? worst : nil, interval: Interval(worst: worst, best: best))
  }
}

extension NextStep {
  /// The step from the lowest mark given to the next that is worth aiming at.
  fileprivate init?(_ planned: ScoringPlan.PlannedItem) {
    guard let lowest = planned.marks.compactMap(\.self).min(), let above = Mark(rawValue: lowest.rawValue + 1),
      let place = planned.marks.firstIndex(of: lowest)
    else { return nil }
    facet = planned.facets[place].id
    mark = max(above, .mostly)
    wording = planned.item[mark].inPlace
    // Efforts begin with that of mark 2.
    effortInPersonDays = planned.item.effortInPersonDays[(above.rawValue - 2)...(mark.rawValue - 2)].reduce(0, +)
  }
}
