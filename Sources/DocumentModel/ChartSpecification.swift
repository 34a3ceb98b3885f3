/// What a chart shows, without saying how it is drawn. Values are drawn, `text` is printed: no chart formats a number.
public enum ChartSpecification: Hashable, Sendable {
  /// Axes from one centre.
  case radar(RadarChart)
  /// A horizontal bar with thresholds.
  case bar(BarChart)
  /// A grid of marks or levels.
  case heatMap(HeatMap)
  /// The steps of the result, with the present one filled.
  case ladder(Ladder)
  /// A total on its scale with the cut-offs of the results.
  case gauge(Gauge)
  /// Values of two periods, joined by lines.
  case slope(SlopeChart)
  /// Values of three and more periods as lines.
  case trend(TrendChart)
  /// How a start becomes an end by contributions.
  case waterfall(WaterfallChart)
  /// Samples with their centre line and control limits.
  case control(ControlChart)
  /// Tasks over days.
  case gantt(GanttChart)
  /// Small line charts on one scale.
  case smallMultiples(SmallMultiples)
  /// Pairs of values as dots.
  case scatter(ScatterChart)
  /// Categories by size with their running share.
  case pareto(ParetoChart)
  /// Estimates with their intervals.
  case intervals(IntervalChart)

  /// The most parts of one chart: bars, points, periods and so on.
  public static let mostParts = 10_000
  /// The most parts of one chart that each need a label or a column of their own across it, such as thresholds, gates,
  /// levels, series and axes.
  public static let mostMarks = 60
}

/// Values on axes from one centre, with earlier values as outlines.
public struct RadarChart: Hashable, Sendable {
  /// An axis.
  public struct Axis: Hashable, Sendable {
    /// The name.
    public var label: String
    /// The value, nil where there is none.
    public var value: Double?
    /// The value as printed.
    public var text: String
    /// A second value, drawn as a dashed outline; nil for none.
    public var reference: Double?
    /// The lowest value still possible where there is no value, drawn with `high` as a band; nil for none.
    public var low: Double?
    /// The highest value still possible.
    public var high: Double?

    /// Gathers the parts of an axis.
    public init(
      label: String, value: Double?, text: String, reference: Double? = nil, low: Double? = nil, high: Double? = nil
    ) {
      self.label = label
      self.value = value
      self.text = text
      self.reference = reference
      self.low = low
      self.high = high
    }
  }

  /// The values of an earlier period.
  public struct Outline: Hashable, Sendable {
    /// The period.
    public var label: String
    /// One value an axis, nil where there is none.
    public var values: [Double?]

    /// Gathers the parts of an outline.
    public init(label: String, values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  /// The present period, for the key of the outlines; empty for none.
  public var label: String
  /// Earlier periods, the latest first; more than three are too many to tell apart, and only three are drawn.
  public var earlier: [Outline]
  /// The axes, clockwise from the top; at least three.
  public var axes: [Axis]
  /// The value at the centre.
  public var minimum: Double
  /// The value at the rim.
  public var maximum: Double
  /// Values at which a ring is drawn.
  public var rings: [Double]
  /// The values of `rings` as printed, in their order; empty for none.
  public var ringLabels: [String]
  /// A ring that is drawn stronger, such as the value of 基本符合; nil for none.
  public var emphasisedRing: Double?

  /// Gathers the parts of a radar chart.
  public init(
    axes: [Axis], minimum: Double, maximum: Double, rings: [Double], ringLabels: [String] = [],
    emphasisedRing: Double?, label: String = "", earlier: [Outline] = []
  ) {
    self.label = label
    self.earlier = earlier
    self.axes = axes
    self.minimum = minimum
    self.maximum = maximum
    self.rings = rings
    self.ringLabels = ringLabels
    self.emphasisedRing = emphasisedRing
  }
}

/// Horizontal bars on one scale with thresholds marked.
public struct BarChart: Hashable, Sendable {
  /// A bar.
  public struct Bar: Hashable, Sendable {
    /// The name; empty where the bar stands alone.
    public var label: String
    /// The value, nil where there is none.
    public var value: Double?
    /// The value as printed; empty for none.
    public var text: String
    /// A second value, drawn as a thin mark or lighter extension, such as the claimed one; nil for none.
    public var reference: Double?
    /// The lowest value still possible, with `high` drawn as an interval, and as a bar where there is no value; nil for
    /// none.
    public var low: Double?
    /// The highest value still possible.
    public var high: Double?

    /// Gathers the parts of a bar.
    public init(
      label: String, value: Double?, text: String, reference: Double? = nil, low: Double? = nil,
      high: Double? = nil
    ) {
      self.label = label
      self.value = value
      self.text = text
      self.reference = reference
      self.low = low
      self.high = high
    }
  }

  /// A threshold.
  public struct Threshold: Hashable, Sendable {
    /// The name with its value, such as 四星 70.
    public var label: String
    /// The value.
    public var value: Double

    /// Gathers the parts of a threshold.
    public init(label: String, value: Double) {
      self.label = label
      self.value = value
    }
  }

  /// The bars, from top to bottom.
  public var bars: [Bar]
  /// The thresholds.
  public var thresholds: [Threshold]
  /// The value at the left end.
  public var minimum: Double
  /// The value at the right end.
  public var maximum: Double
  /// What the second values of the bars are, for the key above; empty for none.
  public var referenceLabel: String
  /// What the low end of the interval of a single bar is, such as 最差; empty for none.
  public var lowLabel: String
  /// What its high end is.
  public var highLabel: String
  /// The unit of the values, printed above the bars; empty for none.
  public var unit: String
  /// What the reader must know of the data, such as `n = 24`, printed above the bars; empty for none.
  public var note: String

  /// Gathers the parts of a bar chart.
  public init(
    bars: [Bar], thresholds: [Threshold], minimum: Double, maximum: Double, referenceLabel: String = "",
    lowLabel: String = "", highLabel: String = "", unit: String = "", note: String = ""
  ) {
    self.unit = unit
    self.note = note
    self.referenceLabel = referenceLabel
    self.lowLabel = lowLabel
    self.highLabel = highLabel
    self.bars = bars
    self.thresholds = thresholds
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// A grid of cells on the ordered scale of five.
public struct HeatMap: Hashable, Sendable {
  /// A cell.
  public struct Cell: Hashable, Sendable {
    /// The place on the scale of five, 1 to 5; nil where there is no value.
    public var level: Int?
    /// The text printed in the cell.
    public var text: String

    /// Gathers the parts of a cell.
    public init(level: Int?, text: String) {
      self.level = level
      self.text = text
    }
  }

  /// A row.
  public struct Row: Hashable, Sendable {
    /// The name.
    public var label: String
    /// One cell a column.
    public var cells: [Cell]
    /// Whether the row is a part of the row above and is set in.
    public var isNested: Bool

    /// Gathers the parts of a row.
    public init(label: String, cells: [Cell], isNested: Bool = false) {
      self.label = label
      self.cells = cells
      self.isNested = isNested
    }
  }

  /// The names of the columns.
  public var columns: [String]
  /// The rows.
  public var rows: [Row]
  /// What the five steps are called, from 1 up, for the key; empty for no key.
  public var key: [String]

  /// Gathers the parts of a heat map.
  public init(columns: [String], rows: [Row], key: [String]) {
    self.columns = columns
    self.rows = rows
    self.key = key
  }
}

/// The results in order, with those reached filled.
public struct Ladder: Hashable, Sendable {
  /// A step.
  public struct Step: Hashable, Sendable {
    /// The name, such as 四星.
    public var label: String
    /// The stars that the sources give it, or 0.
    public var stars: Int

    /// Gathers the parts of a step.
    public init(label: String, stars: Int) {
      self.label = label
      self.stars = stars
    }
  }

  /// The steps, from the lowest up.
  public var steps: [Step]
  /// The step that is reached, by offset; nil where it is open.
  public var present: Int?
  /// The offsets still possible where the assessment is not complete; nil for none.
  public var possible: ClosedRange<Int>?

  /// Gathers the parts of a ladder.
  public init(steps: [Step], present: Int?, possible: ClosedRange<Int>? = nil) {
    self.steps = steps
    self.present = present
    self.possible = possible
  }
}
