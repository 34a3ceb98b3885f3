internal import AssessmentModel
internal import Statistics

/// Makes the standing of an indicator out of its monthly series.
struct StandingBuilder {
  let settings: IndicatorSettings
  /// The last day that counts.
  let date: CalendarDate
  /// The rubric's own targets, by indicator.
  let rubricTargets: [IndicatorID: IndicatorThreshold.Target]

  /// How many months are looked at, and the fewest of the year before that make a comparison.
  static let window = 12
  static let fewestForComparison = 6

  /// The standing, nil where the series has no month that counts.
  func standing(
    _ series: IndicatorSeries, of indicator: IndicatorDefinition, by variant: IndicatorVariant
  ) -> IndicatorStanding? {
    let monthly = series.points.filter { $0.period.length == .month && $0.period.start <= date }
    guard let last = monthly.last?.period else { return nil }
    let starts = Self.months(before: last, count: 2 * Self.window)
    let present = monthly.filter { starts.prefix(Self.window).contains($0.period) }
    let earlier = monthly.filter { starts.dropFirst(Self.window).contains($0.period) }
    let own = settings.targets[indicator.id]
    let target = own ?? rubricTargets[indicator.id]
    let months = present.map { point in
      IndicatorStanding.Month(
        point: point,
        isMet: target.map { IndicatorStanding.meets(point.value, $0, indicator.direction) })
    }
    let periods = Set(present.map(\.period))
    let gaps = starts.prefix(Self.window).filter { $0 > present[0].period && !periods.contains($0) }.sorted()
    return IndicatorStanding(
      indicator: indicator, variant: variant, months: months, gaps: gaps, target: target,
      targetOrigin: target.map { _ in own == nil ? .rubric : .centre },
      level: Self.level(present, indicator),
      previousLevel: earlier.count >= Self.fewestForComparison ? Self.level(earlier, indicator) : nil,
      trend: Self.trend(present, indicator.direction), sample: Self.sample(present, indicator.minimumSample),
      interval: Self.interval(present, indicator))
  }

  private static func months(before last: IndicatorPeriod, count: Int) -> [IndicatorPeriod] {
    var months = [last]
    while months.count < count, let earlier = months[months.count - 1].previousMonth { months.append(earlier) }
    return months
  }

  /// The value over several periods together.
  static func level(_ points: [IndicatorSeries.Point], _ indicator: IndicatorDefinition) -> Rational {
    let scale: Rational = indicator.isPercentage ? 100 : 1
    let parts = points.compactMap { point in
      point.numerator.flatMap { numerator in point.denominator.map { (numerator, $0) } }
    }
    if parts.count == points.count {
      let bottom = parts.reduce(Rational(0)) { $0 + $1.1 }
      if bottom > 0 { return parts.reduce(Rational(0)) { $0 + $1.0 } / bottom * scale }
    }
    let samples = points.compactMap(\.sample)
    let total = samples.sum()
    if samples.count == points.count, total > 0 {
      return points.reduce(Rational(0)) { $0 + $1.value * ($1.sample ?? 0) } / total
    }
    return points.reduce(Rational(0)) { $0 + $1.value } / Rational(max(1, points.count))
  }

  private static func trend(
    _ points: [IndicatorSeries.Point], _ direction: IndicatorDefinition.Direction
  ) -> IndicatorStanding.Trend {
    do throws(StatisticsError) {
      let test = try MannKendall(points.map(\.value))
      guard test.probability < 0.05 else { return .none(probability: test.probability) }
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

  private static func sample(_ points: [IndicatorSeries.Point], _ minimum: Int) -> IndicatorStanding.Sample {
    let samples = points.map { $0.sample ?? $0.denominator }
    let told = samples.compactMap(\.self)
    return IndicatorStanding.Sample(
      total: told.count == points.count ? told.sum() : nil, minimum: minimum,
      shortMonths: told.count { $0 < Rational(minimum) }, untoldMonths: points.count - told.count)
  }

  /// The interval of a share of counted things. Where only percentages and samples are told, the successes are the
  /// nearest whole number, which the printed decimals leave open.
  private static func interval(
    _ points: [IndicatorSeries.Point], _ indicator: IndicatorDefinition
  ) -> Interval? {
    guard indicator.countsTrials, indicator.isPercentage else { return nil }
    var (successes, trials) = (Rational(0), Rational(0))
    for point in points {
      guard let sample = point.denominator ?? point.sample else { return nil }
      successes += point.numerator ?? point.value / 100 * sample
      trials += sample
    }
    guard let trials = Int(trials.display(decimals: 0)), let successes = Int(successes.display(decimals: 0)),
      let interval = (try? Proportion(successes: min(successes, trials), trials: trials))?.wilsonInterval()
    else { return nil }
    return interval.scaled(by: 100)
  }
}
