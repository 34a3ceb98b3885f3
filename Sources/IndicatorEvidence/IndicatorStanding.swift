public import AssessmentModel
public import Statistics

/// What the data of one indicator show over the last twelve months: level against target, trend, share of months that
/// met it, months sustained, a comparison with the year before, and whether the sample is large enough.
public struct IndicatorStanding: Sendable, Equatable {
  /// A month with its judgement.
  public struct Month: Sendable, Equatable {
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

  /// Which way the months go, by Mann and Kendall's test at 5 %.
  public enum Trend: Sendable, Equatable {
    /// They get better or worse by so much a month (Sen's slope), and how often chance would do as much.
    case improving(slope: Double, probability: Double)
    case worsening(slope: Double, probability: Double)
    /// They go up or down where neither is good in itself.
    case rising(slope: Double, probability: Double)
    case falling(slope: Double, probability: Double)
    /// No direction that chance would not give.
    case none(probability: Double)
    /// The test cannot run.
    case unknown(StatisticsError)
  }

  /// How large the samples are.
  public struct Sample: Sendable, Equatable {
    /// Over all months together; nil where the data do not tell.
    public var total: Rational?
    /// The smallest sample on which a month should rest.
    public var minimum: Int
    /// How many months have less.
    public var shortMonths: Int
    /// How many months do not tell.
    public var untoldMonths: Int

    /// Whether every month tells of a sample that is large enough.
    public var isSufficient: Bool { shortMonths == 0 && untoldMonths == 0 }
  }

  /// Of what.
  public var indicator: IndicatorDefinition
  /// By which formula.
  public var variant: IndicatorVariant
  /// The months, at most twelve, by time; no month stands twice and some may be missing.
  public var months: [Month]
  /// The months missing between the first and the last.
  public var gaps: [IndicatorPeriod]
  /// What a month has to reach.
  public var target: IndicatorThreshold.Target?
  /// Who set it.
  public var targetOrigin: TargetOrigin?
  /// The value over all months together: by numerators and denominators, else weighted by samples, else the plain mean.
  public var level: Rational
  /// The level of the twelve months before; nil where fewer than six of them are there.
  public var previousLevel: Rational?
  /// Which way the months go.
  public var trend: Trend
  /// How large the samples are.
  public var sample: Sample
  /// Wilson's interval of the level at 95 %, in per cent, for shares of counted things whose sample is told.
  public var interval: Interval?

  /// The months that met the target, of those that were judged.
  public var metMonths: Int { months.count { $0.isMet == true } }

  /// How many months in a row, up to the last, met the target; a missing month ends the row.
  public var sustainedMonths: Int {
    var count = 0
    var expected = months.last?.point.period
    for month in months.reversed() {
      guard month.isMet == true, month.point.period == expected else { break }
      count += 1
      expected = month.point.period.previousMonth
    }
    return count
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

extension IndicatorPeriod {
  /// The month before that of the first day.
  var previousMonth: IndicatorPeriod? {
    start.month == 1
      ? IndicatorPeriod(year: start.year - 1, month: 12) : IndicatorPeriod(year: start.year, month: start.month - 1)
  }
}
