public import AssessmentModel
public import Statistics

/// What the data of one indicator show over the last twelve months: level against target, trend, share of periods that
/// met it, periods sustained, a comparison with the year before, and whether the sample is large enough.
public struct IndicatorStanding: Sendable, Equatable {
  /// A period with its judgement.
  public struct Value: Sendable, Equatable {
    /// The value with its period.
    public var point: IndicatorSeries.Point
    /// Whether it met the target; nil where there is no target.
    public var isMet: Bool?
  }

  /// Who set the target.
  public enum TargetOrigin: String, Sendable, CaseIterable {
    /// The centre, in its assessment.
    case centre
    /// The rubric, where the centre has none of its own.
    case rubric
  }

  /// Which way the periods go, by Mann and Kendall's test at 5 %.
  public enum Trend: Sendable, Equatable {
    /// They get better or worse by so much a period (Sen's slope), and how often chance would do as much.
    case improving(slope: Double, probability: Double)
    case worsening(slope: Double, probability: Double)
    /// They go up or down where neither is good in itself.
    case rising(slope: Double, probability: Double)
    case falling(slope: Double, probability: Double)
    /// No direction that chance would not give.
    case none(slope: Double, probability: Double)
    /// The test cannot run.
    case unknown(StatisticsError)
  }

  /// How large the samples are.
  public struct Sample: Sendable, Equatable {
    /// Over all periods together; nil where the data do not tell.
    public var total: Rational?
    /// The smallest sample on which a period should rest.
    public var minimum: Int
    /// How many periods have less.
    public var shortPeriods: Int
    /// How many periods do not tell.
    public var untoldPeriods: Int

    /// Whether every period tells of a sample that is large enough.
    public var isSufficient: Bool { shortPeriods == 0 && untoldPeriods == 0 }
  }

  /// Of what.
  public var indicator: IndicatorDefinition
  /// By which formula.
  public var variant: IndicatorVariant
  /// How long the periods are.
  public var grain: PeriodGrain
  /// The periods of at most twelve months, by time; none stands twice and some may be missing.
  public var periods: [Value]
  /// The periods missing between the first and the last, and those between the last and the end of the assessed period.
  public var gaps: [IndicatorPeriod]
  /// What a period has to reach.
  public var target: IndicatorThreshold.Target?
  /// Who set it.
  public var targetOrigin: TargetOrigin?
  /// Whether the rubrics judge the indicator, but by other formulas than this one.
  public var isOtherFormula: Bool
  /// Whether its last period ended more than twelve months before that of another indicator.
  public var isOutdated = false
  /// The value over all periods together: by numerators and denominators, else weighted by samples, else the plain mean.
  public var level: Rational
  /// The level of the twelve months before; nil where less than half of them is there.
  public var previousLevel: Rational?
  /// Which way the periods go.
  public var trend: Trend
  /// How large the samples are.
  public var sample: Sample
  /// What was counted, by the same counts as the level; for shares of counted things whose sample is told.
  public var share: Proportion?

  /// Wilson's interval of the level at 95 %, in per cent; for shares of counted things whose sample is told.
  public var interval: Interval? { share?.percentInterval }

  /// The periods that met the target, of those that were judged.
  public var metPeriods: Int { periods.count { $0.isMet == true } }

  /// How many periods there would be from the first to the last that is due; a missing one has not met the target.
  public var expectedPeriods: Int { periods.count + gaps.count }

  /// How many periods in a row, up to the last that is due, met the target; a missing one ends the row.
  public var sustainedPeriods: Int {
    if let newest = periods.last?.point.period, let gap = gaps.last, gap > newest { return 0 }
    var count = 0
    var expected = periods.last?.point.period
    for value in periods.reversed() {
      guard value.isMet == true, value.point.period == expected else { break }
      count += 1
      expected = value.point.period.previous
    }
    return count
  }

  /// Whether the whole interval of the level lies on the wrong side of the target, which no larger sample would undo.
  public var clearlyMisses: Bool {
    guard let target, let interval else { return false }
    switch target {
    case .bound(let bound) where indicator.direction == .lower: return interval.low > bound.nearestDouble
    case .bound(let bound): return interval.high < bound.nearestDouble
    case .band(let low, let high):
      return interval.high < low.nearestDouble || interval.low > high.nearestDouble
    }
  }

  /// Whether a value meets the target; nil without one.
  public func isMet(_ value: Rational) -> Bool? { target.map { Self.meets(value, $0, indicator.direction) } }

  static func meets(
    _ value: Rational, _ target: IndicatorThreshold.Target, _ direction: IndicatorDefinition.Direction
  ) -> Bool {
    switch target {
    case .bound(let bound): direction == .lower ? value <= bound : value >= bound
    case .band(let low, let high): low <= value && value <= high
    }
  }
}

extension Proportion {
  /// Wilson's interval at 95 %, in per cent.
  var percentInterval: Interval { wilsonInterval().scaled(by: 100) }
}

extension IndicatorPeriod {
  /// The month before that of the first day.
  var previousMonth: IndicatorPeriod? {
    start.month == 1
      ? IndicatorPeriod(year: start.year - 1, month: 12) : IndicatorPeriod(year: start.year, month: start.month - 1)
  }
}
