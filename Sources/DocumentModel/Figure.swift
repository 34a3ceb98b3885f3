/// How large numbers on the scales of a chart are written.
public enum AxisNumerals: Hashable, Sendable {
  /// In 万, 亿 and 万亿.
  case chinese
  /// In thousands (k), millions (m) and billions (bn).
  case english
}

/// A chart with its caption below.
public struct Figure: Hashable, Sendable {
  /// What is drawn.
  public var chart: ChartSpecification
  /// The printed number, such as `图 3-1`; nil for an uncounted figure.
  public var number: String?
  /// The caption; empty for none.
  public var caption: [Inline]
  /// The name that references use.
  public var anchor: Anchor?
  /// How high the area of a chart with two scales is against its usual height; what is written stays as large.
  public var proportion: Double
  /// How large numbers on the scales of a chart are written.
  public var numerals: AxisNumerals

  /// Gathers the parts of a figure.
  public init(
    chart: ChartSpecification, number: String?, caption: [Inline], anchor: Anchor? = nil, proportion: Double = 1,
    numerals: AxisNumerals = .chinese
  ) {
    self.chart = chart
    self.number = number
    self.caption = caption
    self.anchor = anchor
    self.proportion = proportion
    self.numerals = numerals
  }
}
