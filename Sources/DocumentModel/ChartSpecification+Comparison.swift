/// A value and how it is printed.
public struct ChartPoint: Hashable, Sendable {
  /// The value; nil where it is missing, which leaves a gap.
  public var value: Double?
  /// The value as printed; empty for nothing.
  public var text: String
  /// Whether it cannot be compared with the point before it, so that no line leads from one to the other.
  public var isApart: Bool
  /// The lower end of its interval, drawn with `high` as a band behind the line of a trend; nil for none.
  public var low: Double?
  /// The upper end.
  public var high: Double?
  /// Whether an upright stroke marks it on a line without marks, such as where somebody was last seen.
  public var isTicked: Bool

  /// Gathers the parts.
  public init(
    value: Double?, text: String = "", isApart: Bool = false, low: Double? = nil, high: Double? = nil,
    isTicked: Bool = false
  ) {
    self.value = value
    self.text = text
    self.isApart = isApart
    self.low = low
    self.high = high
    self.isTicked = isTicked
  }
}

/// A level that is marked across a chart, such as a target.
public struct ChartLevel: Hashable, Sendable {
  /// The name with its value, as printed.
  public var label: String
  /// The value.
  public var value: Double

  /// Gathers the parts.
  public init(label: String, value: Double) {
    self.label = label
    self.value = value
  }
}

/// A total on its scale with the cut-offs of the results.
public struct Gauge: Hashable, Sendable {
  /// A cut-off, above which a result begins.
  public struct Gate: Hashable, Sendable {
    /// The result, such as 四星.
    public var label: String
    /// The cut-off.
    public var value: Double
    /// The cut-off as printed; empty for none.
    public var text: String
    /// The stars that the sources give to the result, or 0.
    public var stars: Int

    /// Gathers the parts.
    public init(label: String, value: Double, text: String = "", stars: Int = 0) {
      self.label = label
      self.value = value
      self.text = text
      self.stars = stars
    }
  }

  /// The value; nil where it is open.
  public var value: Double?
  /// The value as printed.
  public var text: String
  /// A second value, such as the claimed one; nil for none.
  public var reference: Double?
  /// The second value as printed, with its name.
  public var referenceText: String
  /// The lowest value still possible, drawn with `high` as an interval; nil for none.
  public var low: Double?
  /// The highest value still possible.
  public var high: Double?
  /// The cut-offs.
  public var gates: [Gate]
  /// The value at the left end.
  public var minimum: Double
  /// The value at the right end.
  public var maximum: Double

  /// Gathers the parts.
  public init(
    value: Double?, text: String, reference: Double? = nil, referenceText: String = "", low: Double? = nil,
    high: Double? = nil, gates: [Gate], minimum: Double, maximum: Double
  ) {
    self.value = value
    self.text = text
    self.reference = reference
    self.referenceText = referenceText
    self.low = low
    self.high = high
    self.gates = gates
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// Values of two periods, joined by lines.
public struct SlopeChart: Hashable, Sendable {
  /// What is compared.
  public struct Line: Hashable, Sendable {
    /// The name.
    public var label: String
    /// The earlier value.
    public var from: ChartPoint
    /// The later value; where it stands apart, no line joins the two.
    public var to: ChartPoint

    /// Gathers the parts.
    public init(label: String, from: ChartPoint, to: ChartPoint) {
      self.label = label
      self.from = from
      self.to = to
    }
  }

  /// The earlier period.
  public var from: String
  /// The later period.
  public var to: String
  /// The lines.
  public var lines: [Line]
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
    from: String, to: String, lines: [Line], unit: String = "", note: String = "", minimum: Double? = nil,
    maximum: Double? = nil
  ) {
    self.from = from
    self.to = to
    self.lines = lines
    self.unit = unit
    self.note = note
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// How a start becomes an end by contributions, one row each.
public struct WaterfallChart: Hashable, Sendable {
  /// What a step does.
  public enum Kind: String, Hashable, Sendable {
    /// States where things stand: the start, the end, or a sum between.
    case total
    /// Adds its value, which may be negative.
    case change
  }

  /// A step.
  public struct Step: Hashable, Sendable {
    /// The name.
    public var label: String
    /// What it does.
    public var kind: Kind
    /// The value; nil where it is not known, and then nothing changes.
    public var value: Double?
    /// The value as printed; a change gets its sign if it has none.
    public var text: String

    /// Gathers the parts.
    public init(label: String, kind: Kind, value: Double?, text: String) {
      self.label = label
      self.kind = kind
      self.value = value
      self.text = text
    }
  }

  /// The steps, from top to bottom.
  public var steps: [Step]
  /// Where things stand before the first step.
  public var carried = 0.0
  /// Values that the scale reaches to at least, beside those of the steps.
  public var reach: [Double] = []
  /// The unit of the values, printed above the scale; empty for none.
  public var unit: String
  /// What the reader must know of the data, such as `n = 24`, printed above the chart; empty for none.
  public var note: String

  /// Gathers the parts.
  public init(steps: [Step], unit: String = "", note: String = "") {
    self.steps = steps
    self.unit = unit
    self.note = note
  }
}
