/// An analysis of the operation's own data that an assessment asks for, with the options of its command.
public struct AnalysisRequest: Sendable, Equatable {
  /// What is computed, and from which columns.
  public var method: AnalysisMethod
  /// The heading in the report; nil for the usual one.
  public var title: String?
  /// The path of the data relative to the assessment; nil for a method that needs none.
  public var file: String?
  /// Only rows that have these values count.
  public var conditions: [Condition]
  /// How sure intervals are, from 50 to below 100 in per cent.
  public var confidence: Rational

  /// A column and the value that a row has to have in it.
  public struct Condition: Sendable, Equatable {
    /// The head of the column.
    public var column: String
    /// The value.
    public var value: String

    /// Pairs the two.
    public init(column: String, value: String) {
      self.column = column
      self.value = value
    }
  }

  /// The most analyses of one assessment.
  public static let most = 24

  /// Gathers the parts.
  public init(
    _ method: AnalysisMethod, title: String? = nil, file: String?, conditions: [Condition] = [],
    confidence: Rational = 95
  ) {
    self.method = method
    self.title = title
    self.file = file
    self.conditions = conditions
    self.confidence = confidence
  }
}

/// What an analysis computes. Columns are named by their heads, indicators of a file in long form by id or title.
public enum AnalysisMethod: Sendable, Equatable {
  /// Individuals with moving ranges (`chart` is `individuals`) or subgroups with ranges (`xbar`).
  case control(value: String?, period: String?, chart: VariableChart, changes: [String])
  /// Shares of failures (`p`) or rates (`u`).
  case attributeControl(count: String, size: String, period: String?, chart: AttributeChart, changes: [String])
  /// Does a measure rise or fall?
  case trend(value: String?, period: String?)
  /// Do two measures go together?
  case correlation(x: String, y: String, period: String?)
  /// Do quality checkers score the same recordings alike?
  case calibration(scorers: [String], scale: Scale?)
  /// Do two groups differ?
  case comparison(value: String, by: String)
  /// Do teams differ, and how much do agents or days inside them?
  case teams(value: String, by: String, within: String?)
  /// Is a forecast good enough to plan staff by?
  case forecast(Forecast)
  /// How many to ask or to check?
  case sampleSize(SampleSize)
  /// Which ones?
  case sampleDraw(by: String?, size: Int, atLeast: Int, seed: UInt64, name: String?)
  /// Who leaves, and when?
  case attrition(hired: String, left: String, by: String?, period: DatePeriod)
  /// Which causes make up most complaints?
  case pareto(cause: String, count: String?, repeated: String?, escalated: String?)

  /// A control chart of measured values.
  public enum VariableChart: String, Sendable, CaseIterable {
    case individuals, xbar
  }

  /// A control chart of counts.
  public enum AttributeChart: String, Sendable, CaseIterable {
    case shares = "p"
    case rates = "u"
  }

  /// What makes two scores the same.
  public enum Scale: Sendable, Equatable {
    /// Bands that begin at these values, ascending.
    case bands([Rational])
    /// Scores are marks from 1 to this, 2 to 100.
    case marks(Int)
  }

  /// The columns and options of a forecast.
  public struct Forecast: Sendable, Equatable {
    /// The column of forecasts.
    public var forecast: String
    /// The column of what came.
    public var actual: String
    /// The column of day and time; nil for the usual heads.
    public var period: String?
    /// The column of days, where the time stands in another.
    public var day: String?
    /// The column of times of the day, with `day`.
    public var time: String?
    /// The column of what agents handled.
    public var handled: String?
    /// The error allowed, 0 to 100 in per cent.
    public var tolerance: Rational
    /// The hours of the peak, such as `9-12,15-19`.
    public var peak: String?
    /// The hours of the valley, such as `22-8`.
    public var valley: String?

    /// Gathers the parts.
    public init(
      forecast: String, actual: String, period: String? = nil, day: String? = nil, time: String? = nil,
      handled: String? = nil, tolerance: Rational = 5, peak: String? = nil, valley: String? = nil
    ) {
      (self.forecast, self.actual, self.period, self.day, self.time) = (forecast, actual, period, day, time)
      (self.handled, self.tolerance, self.peak, self.valley) = (handled, tolerance, peak, valley)
    }
  }

  /// What a sample is to tell.
  public struct SampleSize: Sendable, Equatable {
    /// Half the width of the interval: points of per cent for a share, scores for a mean.
    public var margin: Rational
    /// The share expected in per cent; nil where it is not known, or for a mean.
    public var share: Rational?
    /// The standard deviation of scores, for a mean.
    public var deviation: Rational?
    /// How many there are; nil for many.
    public var population: Int?
    /// The response rate in per cent; nil where everybody answers.
    public var response: Rational?

    /// Gathers the parts.
    public init(
      margin: Rational, share: Rational? = nil, deviation: Rational? = nil, population: Int? = nil,
      response: Rational? = nil
    ) {
      (self.margin, self.share, self.deviation) = (margin, share, deviation)
      (self.population, self.response) = (population, response)
    }
  }
}
