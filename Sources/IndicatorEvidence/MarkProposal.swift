public import AssessmentModel

/// Which mark the data allow for one facet of an item, beside the mark that was given.
///
/// Data only limit: the highest mark whose conditions, and those of every mark below, hold for each indicator that could
/// be judged. What the wording of a mark asks beyond figures is for the assessor.
public struct MarkProposal: Sendable, Equatable {
  /// Why a threshold could not be judged.
  public enum Obstacle: String, Sendable, CaseIterable {
    /// The data do not have the indicator.
    case noData = "no-data"
    /// They have it by another formula only.
    case otherVariant = "other-variant"
    /// Neither the centre nor the rubric sets a target.
    case noTarget = "no-target"
    /// Its periods are longer than those by which it is to be computed, and refute nothing.
    case coarsePeriods = "coarse-periods"
    /// They end more than twelve months before those of another indicator.
    case oldPeriods = "old-periods"
    /// There are fewer than six months.
    case fewMonths = "few-months"
    /// Its percentages stand partly as ratios.
    case mixedUnits = "mixed-units"
    /// The samples are too small or not told, and miss the target less than clearly.
    case smallSample = "small-sample"
  }

  /// What one indicator allows.
  public struct Part: Sendable, Equatable {
    /// The threshold.
    public var threshold: IndicatorThreshold
    /// The highest mark, or why it could not be judged.
    public var verdict: Verdict
  }

  /// What came of one indicator.
  public enum Verdict: Sendable, Equatable {
    /// The highest mark that its figures allow.
    case allows(Mark)
    /// The highest mark that figures of quarters or years do not refute; those of months might allow less.
    case atMost(Mark)

    /// The highest mark, where it could be judged.
    public var mark: Mark? {
      switch self {
      case .allows(let mark), .atMost(let mark): mark
      case .open: nil
      }
    }
    /// It could not be judged.
    case open(Obstacle)
  }

  /// How the mark given stands to the one that the data allow.
  public enum Difference: String, Sendable, CaseIterable {
    /// It is higher: the figures do not carry it.
    case above
    /// It is the same.
    case equal
    /// It is lower.
    case below
    /// Nothing was given, or nothing could be judged.
    case open
  }

  /// The edition.
  public var rubric: RubricID
  /// The item.
  public var item: ItemID
  /// The facet.
  public var facet: FacetID
  /// What each indicator allows, in the order of the thresholds.
  public var parts: [Part]
  /// The mark that was given.
  public var given: Mark?

  /// The highest mark that all indicators allow; nil where none could be judged.
  public var allowed: Mark? { parts.compactMap(\.verdict.mark).min() }

  /// Whether every indicator could be judged, by periods that are no longer than it asks for.
  public var isComplete: Bool {
    parts.allSatisfy { if case .allows = $0.verdict { true } else { false } }
  }

  /// The indicators that allow no more than the allowed mark, where that is not the highest.
  public var limiting: [IndicatorThreshold] {
    guard let allowed, allowed != Mark.allCases.last else { return [] }
    return parts.filter { $0.verdict.mark == allowed }.map(\.threshold)
  }

  /// How the mark given stands to the allowed one.
  public var difference: Difference {
    guard let allowed, let given else { return .open }
    return given > allowed ? .above : given < allowed ? .below : .equal
  }
}

/// Judges thresholds by the standings of their indicators.
struct MarkProposer {
  let standings: [IndicatorSeries.Subject: IndicatorStanding]
  /// The indicators that the data have, by whatever formula.
  let known: Set<IndicatorID>
  /// Those of which nobody knows the unit.
  let mixed: Set<IndicatorSeries.Subject>

  func proposals(_ rubric: Rubric, answers: [ItemID: Answer]) -> [MarkProposal] {
    var proposals: [MarkProposal] = []
    for threshold in rubric.thresholds {
      let part = MarkProposal.Part(threshold: threshold, verdict: verdict(threshold))
      if let index = proposals.firstIndex(where: { $0.item == threshold.item && $0.facet == threshold.facet }) {
        proposals[index].parts.append(part)
        continue
      }
      guard rubric.item(threshold.item) != nil else { continue }
      var given: Mark?
      switch answers[threshold.item] {
      case .notApplicable?: continue
      case .marked(let answer)?: given = answer.marks[threshold.facet]
      case nil: break
      }
      proposals.append(
        MarkProposal(rubric: rubric.id, item: threshold.item, facet: threshold.facet, parts: [part], given: given))
    }
    let order = Dictionary(
      rubric.items.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return proposals.sorted { order[$0.item, default: 0] < order[$1.item, default: 0] }
  }

  private func verdict(_ threshold: IndicatorThreshold) -> MarkProposal.Verdict {
    let subject = IndicatorSeries.Subject.indicator(threshold.indicator, variant: threshold.variant.id)
    if mixed.contains(subject) { return .open(.mixedUnits) }
    guard let standing = standings[subject] else {
      return .open(known.contains(threshold.indicator) ? .otherVariant : .noData)
    }
    guard standing.target != nil else { return .open(.noTarget) }
    guard !standing.isOutdated else { return .open(.oldPeriods) }
    guard standing.periods.count >= standing.grain.fewest else { return .open(.fewMonths) }
    let coarse = standing.grain.isCoarser(than: standing.indicator.period) ? CoarsePeriods(standing: standing) : nil
    let isJudged = standing.sample.isSufficient || standing.clearlyMisses
    if let verdict = coarse?.verdict(threshold), isJudged || verdict.mark == nil { return verdict }
    guard isJudged else { return .open(.smallSample) }
    var allowed = Mark.allCases[0]
    for mark in Mark.allCases.dropFirst() {
      if let condition = threshold.conditions[mark], !holds(condition, standing) { break }
      allowed = mark
    }
    return .allows(allowed)
  }

  private func holds(_ condition: IndicatorThreshold.Condition, _ standing: IndicatorStanding) -> Bool {
    if let level = condition.level,
      !IndicatorStanding.meets(standing.level, .bound(level), standing.indicator.direction)
    {
      return false
    }
    if let share = condition.periodsMet, Rational(standing.metPeriods, standing.expectedPeriods) < share {
      return false
    }
    if let sustained = condition.monthsSustained, standing.grain.months(standing.sustainedPeriods) < sustained {
      return false
    }
    return true
  }
}
