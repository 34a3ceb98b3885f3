/// Values of three and more periods as lines.
public struct TrendChart: Hashable, Sendable {
  /// How a series is drawn.
  public enum Form: String, Hashable, Sendable {
    /// Marks at its points, joined by a line.
    case marks
    /// A line without marks, such as one that was fitted.
    case line
    /// Level from one point to the next, such as a share that stays.
    case steps
  }

  /// A line.
  public struct Series: Hashable, Sendable {
    /// The name.
    public var label: String
    /// One point a period.
    public var points: [ChartPoint]
    /// How it is drawn.
    public var form: Form

    /// Gathers the parts.
    public init(label: String, points: [ChartPoint], form: Form = .marks) {
      self.label = label
      self.points = points
      self.form = form
    }
  }

  /// The periods, from left to right; those with an empty name have no label.
  public var periods: [String]
  /// What stands below the name of each period, such as how many were seen so long; none for nothing.
  public var sizes: [String]
  /// The lines.
  public var series: [Series]
  /// Levels across the chart, such as a target.
  public var levels: [ChartLevel]
  /// The unit of the values, printed above the scale; empty for none.
  public var unit: String
  /// What the reader must know of the data, such as `n = 24`, printed above the chart; empty for none.
  public var note: String
  /// The lower end of the scale; nil for the next even value below the data.
  public var minimum: Double?
  /// The upper end of the scale; nil for the next even value above the data.
  public var maximum: Double?

  /// Gathers the parts.
  public init(
    periods: [String], sizes: [String] = [], series: [Series], levels: [ChartLevel] = [], unit: String = "",
    note: String = "", minimum: Double? = nil, maximum: Double? = nil
  ) {
    self.periods = periods
    self.sizes = sizes
    self.series = series
    self.levels = levels
    self.unit = unit
    self.note = note
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// A control chart: samples in order with their centre line and control limits.
public struct ControlChart: Hashable, Sendable {
  /// A sample.
  public struct Sample: Hashable, Sendable {
    /// When it was taken.
    public var label: String
    /// The value; nil where it is missing, which leaves a gap.
    public var value: Double?
    /// The centre line; nil for none.
    public var center: Double?
    /// The lower limit; nil for none.
    public var lower: Double?
    /// The upper limit; nil for none.
    public var upper: Double?
    /// Its size as printed; empty where `note` says it.
    public var size: String
    /// The numbers of the rules that it breaks, as printed; empty where it breaks none.
    public var rules: String

    /// Gathers the parts.
    public init(
      label: String, value: Double?, center: Double? = nil, lower: Double? = nil, upper: Double? = nil,
      size: String = "", rules: String = ""
    ) {
      self.label = label
      self.value = value
      self.center = center
      self.lower = lower
      self.upper = upper
      self.size = size
      self.rules = rules
    }
  }

  /// A stretch with limits of its own.
  public struct Phase: Hashable, Sendable {
    /// The name.
    public var label: String
    /// The offset of its first sample.
    public var start: Int

    /// Gathers the parts.
    public init(label: String, start: Int) {
      self.label = label
      self.start = start
    }
  }

  /// The samples, from left to right.
  public var samples: [Sample]
  /// The phases, in order; none where the limits are the same throughout.
  public var phases: [Phase]
  /// The last centre line as printed, such as `CL 84.2`.
  public var centerLabel: String
  /// The last lower limit as printed.
  public var lowerLabel: String
  /// The last upper limit as printed.
  public var upperLabel: String
  /// What stands before the number of a rule where that does not stand at its points, such as 规则; empty for nothing.
  public var ruleLabel: String
  /// The unit of the values, printed above the scale; empty for none.
  public var unit: String
  /// What the reader must know of the data, such as `n = 24`, printed above the chart; empty for none.
  public var note: String
  /// The lower end of the scale; nil for the next even value below the data.
  public var minimum: Double?
  /// The upper end of the scale; nil for the next even value above the data.
  public var maximum: Double?

  /// Gathers the parts.
  public init(
    samples: [Sample], phases: [Phase] = [], centerLabel: String = "", lowerLabel: String = "", upperLabel: String = "",
    ruleLabel: String = "", unit: String = "", note: String = "", minimum: Double? = nil, maximum: Double? = nil
  ) {
    self.ruleLabel = ruleLabel
    self.samples = samples
    self.phases = phases
    self.centerLabel = centerLabel
    self.lowerLabel = lowerLabel
    self.upperLabel = upperLabel
    self.unit = unit
    self.note = note
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// Small line charts on one scale, side by side.
public struct SmallMultiples: Hashable, Sendable {
  /// One small chart.
  public struct Panel: Hashable, Sendable {
    /// The name.
    public var label: String
    /// One point a period; the text of the last one is printed.
    public var points: [ChartPoint]
    /// What is said below the name, such as the size of the sample; empty for nothing.
    public var remark: String
    /// The target, or one end of it; nil for none.
    public var target: ChartLevel?
    /// The other end of a target that is a range; nil for none.
    public var otherTarget: ChartLevel?

    /// Gathers the parts.
    public init(
      label: String, points: [ChartPoint], remark: String = "", target: ChartLevel? = nil,
      otherTarget: ChartLevel? = nil
    ) {
      self.label = label
      self.points = points
      self.remark = remark
      self.target = target
      self.otherTarget = otherTarget
    }

    /// What is marked across it.
    public var targets: [ChartLevel] { [target, otherTarget].compactMap { $0 } }
  }

  /// The periods, the same in every panel.
  public var periods: [String]
  /// The panels, by rows.
  public var panels: [Panel]
  /// Values that the scale reaches to at least, beside those of the panels.
  public var reach: [Double] = []
  /// How many panels stand side by side; nil for what fits.
  public var columns: Int?
  /// The unit of the values, printed above the scale; empty for none.
  public var unit: String
  /// What the reader must know of the data, such as `n = 24`, printed above the chart; empty for none.
  public var note: String
  /// The lower end of the scale; nil for the next even value below the data.
  public var minimum: Double?
  /// The upper end of the scale; nil for the next even value above the data.
  public var maximum: Double?

  /// Gathers the parts.
  public init(
    periods: [String], panels: [Panel], columns: Int? = nil, unit: String = "", note: String = "",
    minimum: Double? = nil, maximum: Double? = nil
  ) {
    self.periods = periods
    self.panels = panels
    self.columns = columns
    self.unit = unit
    self.note = note
    self.minimum = minimum
    self.maximum = maximum
  }
}
