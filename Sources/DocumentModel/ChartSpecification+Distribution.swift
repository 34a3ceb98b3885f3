/// Pairs of values as dots, with a line of trend.
public struct ScatterChart: Hashable, Sendable {
  /// A pair of values.
  public struct Dot: Hashable, Sendable {
    /// The name, shown where there is room; empty for none.
    public var label: String
    /// The value on the horizontal scale; nil where it is missing.
    public var x: Double?
    /// The value on the vertical scale; nil where it is missing.
    public var y: Double?
    /// Whether it stands out.
    public var isEmphasised: Bool
    /// How many pairs it stands for, 1 or more.
    public var count: Int

    /// From how many pairs on a dot is a step larger, where most dots stand for several.
    public static let countSteps = [2, 10, 100]

    /// Gathers the parts.
    public init(label: String, x: Double?, y: Double?, isEmphasised: Bool = false, count: Int = 1) {
      self.count = count
      self.label = label
      self.x = x
      self.y = y
      self.isEmphasised = isEmphasised
    }
  }

  /// A straight line.
  public struct Trend: Hashable, Sendable {
    /// The height at zero.
    public var intercept: Double
    /// The rise for one step of the horizontal scale.
    public var slope: Double
    /// What is said of it, such as its equation; empty for nothing.
    public var label: String

    /// Gathers the parts.
    public init(intercept: Double, slope: Double, label: String = "") {
      self.intercept = intercept
      self.slope = slope
      self.label = label
    }
  }

  /// A scale.
  public struct Axis: Hashable, Sendable {
    /// What it measures, with its unit.
    public var label: String
    /// The lower end of the scale; nil for the next even value below the data.
    public var minimum: Double?
    /// The upper end of the scale; nil for the next even value above the data.
    public var maximum: Double?

    /// Gathers the parts.
    public init(label: String, minimum: Double? = nil, maximum: Double? = nil) {
      self.label = label
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// More pairs than that are too many for dots of one size; theirs grow by `Dot.countSteps`, and those of fewer by area.
  public static let mostPairsByArea = 1_500
  /// What stands in `unnamedNote` for the number of dots.
  public static let countPlaceholder = "{count}"

  /// The dots.
  public var dots: [Dot]
  /// The line of trend; nil for none.
  public var trend: Trend?
  /// The horizontal scale: what it measures, and its ends.
  public var horizontal: Axis
  /// The vertical scale.
  public var vertical: Axis
  /// What the reader must know of the data, such as `n = 24`, printed above the chart; empty for none.
  public var note: String
  /// What is added to the note where some names found no room, with `countPlaceholder` for how many did not; empty for
  /// nothing.
  public var unnamedNote: String

  /// Gathers the parts.
  public init(
    dots: [Dot], trend: Trend? = nil, horizontal: Axis, vertical: Axis, note: String = "", unnamedNote: String = ""
  ) {
    self.unnamedNote = unnamedNote
    self.dots = dots
    self.trend = trend
    self.horizontal = horizontal
    self.vertical = vertical
    self.note = note
  }
}

/// Categories by size with their running share of the whole, one row each.
public struct ParetoChart: Hashable, Sendable {
  /// A category.
  public struct Category: Hashable, Sendable {
    /// The name.
    public var label: String
    /// The value, 0 or more; nil where it is missing.
    public var value: Double?
    /// The value as printed.
    public var text: String
    /// The share of this category and all above it, 0 to 100 per cent; nil where it is missing.
    public var cumulative: Double?
    /// That share as printed.
    public var cumulativeText: String

    /// Gathers the parts.
    public init(label: String, value: Double?, text: String, cumulative: Double? = nil, cumulativeText: String = "") {
      self.label = label
      self.value = value
      self.text = text
      self.cumulative = cumulative
      self.cumulativeText = cumulativeText
    }
  }

  /// The categories, from the largest down.
  public var categories: [Category]
  /// The values of all categories where these are some of them.
  public var reach: [Double] = []
  /// A share in per cent that is marked across the rows, such as 80 %; nil for none.
  public var level: ChartLevel?
  /// What the running share is called, printed above its scale.
  public var cumulativeLabel: String
  /// The unit of the values, printed above the scale; empty for none.
  public var unit: String
  /// What the reader must know of the data, such as `n = 24`, printed above the chart; empty for none.
  public var note: String

  /// Gathers the parts.
  public init(
    categories: [Category], level: ChartLevel? = nil, cumulativeLabel: String = "", unit: String = "", note: String = ""
  ) {
    self.categories = categories
    self.level = level
    self.cumulativeLabel = cumulativeLabel
    self.unit = unit
    self.note = note
  }
}
