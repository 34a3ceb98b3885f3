public import AssessmentModel

/// What a centre's own data prove: how each indicator stands, which marks the data allow, and what does not fit together.
public struct IndicatorEvidence: Sendable, Equatable {
  /// The standings of the whole centre, in the order of the catalogue.
  public let standings: [IndicatorStanding]
  /// The teams, agents or channels side by side, for each indicator of which rows name any.
  public let teams: [TeamStanding]
  /// The marks that the data allow, rubric by rubric in the order of their items.
  public let proposals: [MarkProposal]
  /// What does not fit together.
  public let findings: [IndicatorFinding]
  /// The last of the months whose intervals were looked at, where there are any.
  public let intervalMonth: IndicatorPeriod?

  /// Evaluates data.
  ///
  /// - Parameters:
  ///   - data: the series by months, weeks, quarters or years.
  ///   - intervals: the series of half-hours, where there are any.
  ///   - settings: the centre's own targets.
  ///   - date: the last day that counts.
  ///   - until: the last day of the assessed period, which the data should reach; nil where nobody knows it.
  ///   - rubrics: the editions whose thresholds are judged, with the answers given.
  public init(
    _ data: IndicatorData, intervals: IndicatorData?, catalogue: IndicatorCatalogue, settings: IndicatorSettings,
    date: CalendarDate, until: CalendarDate? = nil, rubrics: [(rubric: Rubric, answers: [ItemID: Answer])]
  ) {
    let builder = StandingBuilder(
      settings: settings, catalogue: catalogue, date: date, until: until,
      thresholds: rubrics.flatMap(\.rubric.thresholds))
    let judgement = JudgedValues(catalogue: catalogue, date: date)
    let judged = judgement.judged(data)
    let checks = SeriesChecks(catalogue: catalogue, date: date)
    let mixed = Set(data.series.filter { $0.key.group.isEmpty && checks.mix($0) != nil }.map(\.key.subject))
    let grouped = Dictionary(grouping: judged.series.filter { !$0.key.group.isEmpty }, by: \.key.subject)
    var teams: [TeamStanding] = []
    var standings: [IndicatorStanding] = []
    for defined in catalogue.indicators {
      for variant in defined.variants {
        let indicator = defined.computed(by: variant)
        let subject = IndicatorSeries.Subject.indicator(indicator.id, variant: variant.id)
        if let series = grouped[subject],
          let standing = TeamBuilder(standings: builder).standing(series, of: indicator, by: variant)
        {
          teams.append(standing)
        }
        guard !mixed.contains(subject), let series = judged[subject],
          let standing = builder.standing(series, of: indicator, by: variant)
        else { continue }
        standings.append(standing)
      }
    }
    let newest = standings.compactMap { $0.periods.last?.point.period.lastDay }.max() ?? 0
    for index in standings.indices {
      standings[index].isOutdated =
        standings[index].periods.last.map { StandingBuilder.isOutdated($0.point.period, by: newest) } ?? false
    }
    let bySubject = Dictionary(
      standings.map { (IndicatorSeries.Subject.indicator($0.indicator.id, variant: $0.variant.id), $0) },
      uniquingKeysWith: { first, _ in first })
    let proposer = MarkProposer(standings: bySubject, known: Set(standings.map(\.indicator.id)), mixed: mixed)
    let months = intervals.map { IntervalMonth.months(of: $0) } ?? []
    let halfHours = months.filter { !$0.isByDays }
    self.standings = standings
    self.teams = teams
    proposals = rubrics.flatMap { proposer.proposals($0.rubric, answers: $0.answers) }
    intervalMonth = months.last?.month
    findings =
      checks.findings(data)
      + judgement.findings(data) + ClearMisses.findings(bySubject, proposals, catalogue)
      + rubrics.flatMap { TrendClaims(standings: bySubject).findings($0.rubric, answers: $0.answers) }
      + TargetChecks(catalogue: catalogue, settings: settings).findings(data)
      + HistoryEndCheck(catalogue: catalogue, date: date, until: builder.until).findings(data)
      + GrainChecks(catalogue: catalogue, date: date).findings(data, standings, teams)
      + CoarsePeriods.findings(bySubject, proposals, catalogue)
      + IntervalChecks(catalogue: catalogue).findings(data, intervals: intervals, in: months)
      + (halfHours.isEmpty ? [IntervalChecks(catalogue: catalogue).withoutIntervals(data, intervals)] : [])
      .compactMap(\.self)
      + AttainmentCheck(catalogue: catalogue, standings: builder).findings(halfHours, reported: data)
      + StaffingCheck(catalogue: catalogue, answerWithin: settings.answerWithin).findings(halfHours, reported: data)
  }

  /// What figures hold that a real operation does not produce, judged without an assessment: gaps, ratios among percentages,
  /// values that are equal, come back or gather on 0 and 5, in the order of the series; then measures that do not add up,
  /// and indicators that are not what the measures of the same file give.
  public static func plausibility(of data: IndicatorData, catalogue: IndicatorCatalogue) -> [IndicatorFinding] {
    SeriesChecks(catalogue: catalogue, date: .last).findings(data)
      + IntervalChecks(catalogue: catalogue).findings(data, intervals: nil)
  }

  /// Months of which earlier data said something else: the values that were changed since, those that are missing now, and
  /// indicators that are computed by another formula now. In the order of the series of the earlier data.
  public static func restatements(
    of data: IndicatorData, since earlier: IndicatorData, catalogue: IndicatorCatalogue
  ) -> [IndicatorFinding] {
    HistoryCheck(catalogue: catalogue).findings(data, earlier: earlier)
  }
}
