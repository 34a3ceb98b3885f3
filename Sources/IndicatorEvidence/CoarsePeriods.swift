internal import AssessmentModel
internal import Diagnostics

/// What quarters and years prove of months. One that missed the target holds a month that did; one that met it holds a
/// month that did, and may hide others that did not. So they can refute a condition, and seldom confirm it.
struct CoarsePeriods {
  let standing: IndicatorStanding

  /// Whether a condition holds of the months.
  enum Outcome { case holds, fails, unknown }

  /// The months in one period.
  private var length: Int { standing.grain.months(1) }

  /// The months that are judged; a period that is missing has none that met.
  private var months: Int { standing.expectedPeriods * length }

  /// The most months that may have met the target: all of those periods that did, all but one of those that did not.
  private var mostMet: Int {
    standing.periods.count * length - (standing.periods.count - standing.metPeriods)
  }

  /// The most months in a row that may have met it: those of the periods in a row, and of the one before all but its first.
  var mostSustained: Int {
    let run = standing.sustainedPeriods
    let values = standing.periods
    let due = max(values.last?.point.period, standing.gaps.last)
    let before = run == 0 ? due : values[values.count - run].point.period.previous
    let isTold = values.contains { $0.point.period == before }
    return run * length + (isTold ? length - 1 : 0)
  }

  func outcome(_ condition: IndicatorThreshold.Condition) -> Outcome {
    var outcomes: [Outcome] = []
    if let level = condition.level {
      // Over all periods together the level of quarters is that of their months.
      let isMet = IndicatorStanding.meets(standing.level, .bound(level), standing.indicator.direction)
      outcomes.append(isMet ? .holds : .fails)
    }
    if let share = condition.periodsMet {
      let needed = share * Rational(months)
      outcomes.append(
        Rational(mostMet) < needed ? .fails : Rational(standing.metPeriods) >= needed ? .holds : .unknown)
    }
    if let sustained = condition.monthsSustained { outcomes.append(mostSustained < sustained ? .fails : .unknown) }
    if outcomes.contains(.fails) { return .fails }
    return outcomes.contains(.unknown) ? .unknown : .holds
  }

  /// The highest mark that the figures do not refute, and whether months could lower it; open where they refute none and
  /// leave one unknown.
  func verdict(_ threshold: IndicatorThreshold) -> MarkProposal.Verdict {
    var (allowed, isOpen, isRefuted) = (Mark.allCases[0], false, false)
    for mark in Mark.allCases.dropFirst() {
      switch threshold.conditions[mark].map(outcome) ?? .holds {
      case .fails: isRefuted = true
      case .unknown: isOpen = true
      case .holds: break
      }
      if isRefuted { break }
      allowed = mark
    }
    if !isOpen { return .allows(allowed) }
    return isRefuted ? .atMost(allowed) : .open(.coarsePeriods)
  }

  /// What is said of an indicator that quarters or years leave open, with what they show.
  static func findings(
    _ standings: [IndicatorSeries.Subject: IndicatorStanding], _ proposals: [MarkProposal],
    _ catalogue: IndicatorCatalogue
  ) -> [IndicatorFinding] {
    var seen: Set<IndicatorSeries.Subject> = []
    return proposals.flatMap(\.parts).compactMap { part -> IndicatorFinding? in
      let subject = IndicatorSeries.Subject.indicator(part.threshold.indicator, variant: part.threshold.variant.id)
      let limit: Mark?
      switch part.verdict {
      case .atMost(let mark): limit = mark
      case .open(.coarsePeriods): limit = nil
      default: return nil
      }
      guard let standing = standings[subject], seen.insert(subject).inserted else { return nil }
      return finding(standing, limit, catalogue.title(of: subject))
    }
  }

  private static func finding(
    _ standing: IndicatorStanding, _ limit: Mark?, _ name: LocalizedText
  ) -> IndicatorFinding {
    let grain = standing.grain.title
    let expected = standing.grain.counted(standing.expectedPeriods)
    let level = LevelText.quantity(standing.level, standing.indicator.unit)
    let shown = LocalizedText(
      chinese:
        "\(expected.chinese)里 \(standing.metPeriods) 个达标，合计水平 \(level.chinese)",
      english:
        "\(standing.metPeriods) of \(expected.english) met the target, the level is \(level.english)"
    )
    let verdict =
      limit.map { mark in
        LocalizedText(
          chinese: "没有达到的已经说明最多支持到 \(mark.rawValue) 级，达标的\(grain.chinese)里仍可能有未达标的月",
          english:
            "what they missed limits the mark to \(mark.rawValue) at most, and a \(grain.english) that met it may hide months that did not"
        )
      }
      ?? LocalizedText(
        chinese: "准则看的是各月，达标的\(grain.chinese)里可能有未达标的月，所以不给等级",
        english:
          "the rubric asks for months, of which a \(grain.english) that met it may hide some that did not, so that no mark is given"
      )
    return IndicatorFinding(
      .notChecked, .note, line: standing.periods.last?.point.line ?? 0,
      chinese: "\(name.chinese)：只有按\(grain.chinese)的值，\(shown.chinese)；\(verdict.chinese)。请补上按月的值。",
      english:
        "\(name.english): values by the \(grain.english) only; \(shown.english); \(verdict.english). Add values by the month."
    )
  }
}

/// The later of two periods, where there is one.
private func max(_ left: IndicatorPeriod?, _ right: IndicatorPeriod?) -> IndicatorPeriod? {
  guard let left, let right else { return left ?? right }
  return left < right ? right : left
}
