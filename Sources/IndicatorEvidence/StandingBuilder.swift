internal import AssessmentModel
internal import Statistics

/// Makes the standing of an indicator out of its series.
struct StandingBuilder {
  let settings: IndicatorSettings
  let catalogue: IndicatorCatalogue
  /// The last day that counts.
  let date: CalendarDate
  /// The last day that the data should reach: the end of the assessed period, or ``grace`` days before the assessment where
  /// that is earlier; nil where nobody knows.
  let until: CalendarDate?
  /// The rubrics' own targets, by indicator and formula.
  let rubricTargets: [IndicatorSeries.Subject: IndicatorThreshold.Target]
  /// The indicators and formulas that the rubrics judge.
  let judged: [IndicatorID: Set<String>]

  /// How many days after its end the figures of a period are due: some, such as repeats within 30 days, take as long.
  static let grace = 31

  /// Takes what an assessment and its rubrics say.
  init(
    settings: IndicatorSettings, catalogue: IndicatorCatalogue, date: CalendarDate, until: CalendarDate?,
    thresholds: [IndicatorThreshold]
  ) {
    self.settings = settings
    self.catalogue = catalogue
    self.date = date
    self.until = until.flatMap { until in date.adding(days: -Self.grace).map { min(until, $0) } }
    rubricTargets = thresholds.reduce(into: [:]) { targets, threshold in
      let subject = IndicatorSeries.Subject.indicator(threshold.indicator, variant: threshold.variant.id)
      if targets[subject] == nil { targets[subject] = threshold.target }
    }
    judged = thresholds.reduce(into: [:]) { $0[$1.indicator, default: []].insert($1.variant.id) }
  }

  /// What a period has to reach: what the centre says of this formula, or of the indicator where the formula counts in its
  /// unit, else what a rubric says of this very formula.
  func target(
    of indicator: IndicatorDefinition, by variant: IndicatorVariant
  ) -> (target: IndicatorThreshold.Target, origin: IndicatorStanding.TargetOrigin)? {
    let subject = IndicatorSeries.Subject.indicator(indicator.id, variant: variant.id)
    if let own = settings.formulaTargets[subject] { return (own, .centre) }
    if let own = settings.targets[indicator.id],
      catalogue[indicator.id].map({ settings.appliesTarget(of: $0, to: variant) }) ?? true
    {
      return (own, .centre)
    }
    return rubricTargets[subject].map { ($0, .rubric) }
  }

  /// Whether a period ended too long before the last of another indicator, by its last day, to tell of the same time: more
  /// than twelve months, and later than the figures of the period that follows it were due.
  static func isOutdated(_ period: IndicatorPeriod, by newest: Int) -> Bool {
    let due = period.next.map { $0.lastDay + grace } ?? period.lastDay
    return newest > max(period.lastDay + 365, due)
  }

  /// The standing, nil where the series has no period that counts.
  func standing(
    _ series: IndicatorSeries, of indicator: IndicatorDefinition, by variant: IndicatorVariant
  ) -> IndicatorStanding? {
    guard let grain = PeriodGrain.of(series, on: date) else { return nil }
    let known = series.points.filter { grain.counts($0.period, on: date) }
    guard let newest = known.last?.period else { return nil }
    // A history that stops early lacks its end as it may lack its middle; one that is older than the window is shown as it
    // is, and lacks as many periods as the window has.
    let due = until.flatMap(grain.last(endedBy:)) ?? newest
    let late = Self.periods(before: due, count: grain.window).prefix { $0 > newest }
    let last = late.count < grain.window ? max(newest, due) : newest
    let starts = Self.periods(before: last, count: 2 * grain.window)
    let window = Set(starts.prefix(grain.window))
    let before = Set(starts.dropFirst(grain.window))
    let trendWindow = Set(Self.periods(before: last, count: grain.trendWindow))
    let present = known.filter { window.contains($0.period) }
    let earlier = known.filter { before.contains($0.period) }
    guard let first = present.first?.period else { return nil }
    let target = target(of: indicator, by: variant).flatMap { target in
      TargetChecks.isRatio(target.target, for: known, indicator) ? nil : target
    }
    let values = present.map { point in
      IndicatorStanding.Value(
        point: point,
        isMet: target.map { IndicatorStanding.meets(point.value, $0.target, indicator.direction) })
    }
    let told = Set(present.map(\.period))
    let gaps = Set(window.filter { $0 > first && !told.contains($0) }).union(late).sorted()
    return IndicatorStanding(
      indicator: indicator, variant: variant, grain: grain, periods: values, gaps: gaps, target: target?.target,
      targetOrigin: target?.origin, isOtherFormula: judged[indicator.id].map { !$0.contains(variant.id) } ?? false,
      level: Self.level(present, indicator),
      previousLevel: earlier.count >= grain.fewest ? Self.level(earlier, indicator) : nil,
      trend: Self.trend(known.filter { trendWindow.contains($0.period) }, indicator.direction),
      sample: Self.sample(present, indicator.minimumSample),
      share: Self.share(present, indicator))
  }

  /// So many periods back from the last one, that one first.
  static func periods(before last: IndicatorPeriod, count: Int) -> [IndicatorPeriod] {
    var periods = [last]
    while periods.count < count, let earlier = periods[periods.count - 1].previous { periods.append(earlier) }
    return periods
  }

  /// The value over several periods together, each with its weight; the plain mean only where one tells none.
  static func level(_ points: [IndicatorSeries.Point], _ indicator: IndicatorDefinition) -> Rational {
    if let pool = pool(points, indicator) { return pool.numerator / pool.denominator * scale(indicator) }
    return points.map(\.value).sum() / Rational(max(1, points.count))
  }

  private static func scale(_ indicator: IndicatorDefinition) -> Rational { indicator.isPercentage ? 100 : 1 }

  /// What was counted in all periods together and what it is divided by: by denominators where every period has one, else
  /// by samples, else, where both count cases, by whichever of the two a period has. A numerator that is not told follows from the value. Nil
  /// where a period tells neither.
  private static func pool(
    _ points: [IndicatorSeries.Point], _ indicator: IndicatorDefinition
  ) -> (numerator: Rational, denominator: Rational)? {
    var bases: [(IndicatorSeries.Point) -> Rational?] = [\.denominator, \.sample]
    if indicator.countsTrials { bases.append { $0.denominator ?? $0.sample } }
    for base in bases {
      let weights = points.compactMap(base)
      let total = weights.sum()
      guard weights.count == points.count, total > 0 else { continue }
      let parts = zip(points, weights).map { point, weight in
        point.denominator == weight
          ? point.numerator ?? point.value * weight / scale(indicator)
          : point.value * weight / scale(indicator)
      }
      return (parts.sum(), total)
    }
    return nil
  }

  private static func trend(
    _ points: [IndicatorSeries.Point], _ direction: IndicatorDefinition.Direction
  ) -> IndicatorStanding.Trend {
    do throws(StatisticsError) {
      let test = try MannKendall(points.map(\.value))
      guard test.probability < 0.05 else { return .none(slope: test.slope, probability: test.probability) }
      let isRising = test.score > 0
      switch direction {
      case .higher where isRising, .lower where !isRising:
        return .improving(slope: test.slope, probability: test.probability)
      case .higher, .lower: return .worsening(slope: test.slope, probability: test.probability)
      case .band, .context:
        return isRising
          ? .rising(slope: test.slope, probability: test.probability)
          : .falling(slope: test.slope, probability: test.probability)
      }
    } catch {
      return .unknown(error)
    }
  }

  static func sample(_ points: [IndicatorSeries.Point], _ minimum: Int) -> IndicatorStanding.Sample {
    let samples = points.map { $0.sample ?? $0.denominator }
    let told = samples.compactMap(\.self)
    return IndicatorStanding.Sample(
      total: told.count == points.count ? told.sum() : nil, minimum: minimum,
      shortPeriods: told.count { $0 < Rational(minimum) }, untoldPeriods: points.count - told.count)
  }

  /// The share of counted things, which is the level; nil where the counts are not told, or where more
  /// succeeded than were tried. Where only percentages and samples are told, the successes are the nearest whole number,
  /// which the printed decimals leave open.
  static func share(
    _ points: [IndicatorSeries.Point], _ indicator: IndicatorDefinition
  ) -> Proportion? {
    guard indicator.countsTrials, indicator.isPercentage, let pool = pool(points, indicator),
      let successes = Int(pool.numerator.display(decimals: 0)), let trials = Int(pool.denominator.display(decimals: 0))
    else { return nil }
    return try? Proportion(successes: successes, trials: trials)
  }
}
