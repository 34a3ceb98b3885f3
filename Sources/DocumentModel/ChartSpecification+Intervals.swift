/// Estimates with their intervals on one scale, one row each.
public struct IntervalChart: Hashable, Sendable {
  /// An estimate.
  public struct Row: Hashable, Sendable {
    /// The name, with the size of the sample where the rows differ in it.
    public var label: String
    /// The estimate; nil where there is none.
    public var value: Double?
    /// The estimate as printed.
    public var text: String
    /// The lower end of its interval; nil for none.
    public var low: Double?
    /// The upper end.
    public var high: Double?
    /// The lower end of the wider range in which single cases lie, drawn behind the interval; nil for none.
    public var outerLow: Double?
    /// The upper end of that range.
    public var outerHigh: Double?

    /// Gathers the parts.
    public init(
      label: String, value: Double?, text: String, low: Double? = nil, high: Double? = nil, outerLow: Double? = nil,
      outerHigh: Double? = nil
    ) {
      self.label = label
      self.value = value
      self.text = text
      self.low = low
      self.high = high
      self.outerLow = outerLow
      self.outerHigh = outerHigh
    }

    /// All that is drawn of it.
    var places: [Double] { [value, low, high, outerLow, outerHigh].compactMap { $0 } }
  }

  /// The rows, from top to bottom.
  public var rows: [Row]
  /// The value that estimates are compared with, such as no difference; nil for none.
  public var reference: ChartLevel?
  /// What a value below the reference means, printed above that side; empty for nothing.
  public var lowSide: String
  /// What a value above it means.
  public var highSide: String
  /// What the intervals are, for the key; empty for no key.
  public var innerLabel: String
  /// What the wider ranges are.
  public var outerLabel: String
  /// What the scale measures, with its unit, printed above it; empty for nothing.
  public var unit: String
  /// What the reader must know of the data, such as `n = 24`, printed above the chart; empty for none.
  public var note: String
  /// The lower end of the scale; nil for the next even value below the data.
  public var minimum: Double?
  /// The upper end.
  public var maximum: Double?
  /// The places of all rows where these are some of them.
  public var reach: [Double] = []

  /// Gathers the parts.
  public init(
    rows: [Row], reference: ChartLevel? = nil, lowSide: String = "", highSide: String = "", innerLabel: String = "",
    outerLabel: String = "", unit: String = "", note: String = "", minimum: Double? = nil, maximum: Double? = nil
  ) {
    self.rows = rows
    self.reference = reference
    self.lowSide = lowSide
    self.highSide = highSide
    self.innerLabel = innerLabel
    self.outerLabel = outerLabel
    self.unit = unit
    self.note = note
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The chart with some of its rows, on the same scale.
  func part(_ range: Range<Int>) -> IntervalChart {
    var chart = self
    chart.reach += rows.flatMap(\.places)
    chart.rows = Array(rows[range.clamped(to: rows.indices)])
    return chart
  }
}
