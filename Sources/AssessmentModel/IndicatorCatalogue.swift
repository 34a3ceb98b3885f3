public import Diagnostics

/// A quantity that systems count and indicators are computed from, such as the calls offered in a half-hour.
public struct MeasureDefinition: Sendable, Equatable {
  /// How the values of short periods make that of a longer one.
  public enum Aggregation: String, Sendable, CaseIterable {
    /// They add up, as calls do.
    case sum
    /// They are averaged, as the number of agents is.
    case mean
  }

  /// The stable name.
  public var id: MeasureID
  /// The name shown.
  public var title: LocalizedText
  /// The unit, such as 通 or 秒.
  public var unit: String
  /// How short periods make a longer one.
  public var aggregation: Aggregation
  /// What a reader should know.
  public var note: LocalizedText?
  /// Where it is defined.
  public var location: SourceLocation

  /// Gathers the parts of a definition.
  public init(
    id: MeasureID, title: LocalizedText, unit: String, aggregation: Aggregation, note: LocalizedText?,
    location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.aggregation = aggregation
    self.note = note
    self.location = location
  }
}

/// How a variant of an indicator follows from measures: the quotient of two sums.
public struct IndicatorComputation: Sendable, Equatable {
  /// A measure that is added or taken away.
  public struct Term: Sendable, Equatable {
    /// The measure.
    public var measure: MeasureID
    /// Whether it is taken away.
    public var isNegative: Bool

    /// Pairs a measure with its sign.
    public init(_ measure: MeasureID, isNegative: Bool = false) {
      self.measure = measure
      self.isNegative = isNegative
    }
  }

  /// What is counted.
  public var numerator: [Term]
  /// What it is divided by.
  public var denominator: [Term]

  /// Gathers both sums.
  public init(numerator: [Term], denominator: [Term]) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// The indicators and the measures that data may speak of.
public struct IndicatorCatalogue: Sendable, Equatable {
  /// The indicators, in the order of the file.
  public var indicators: [IndicatorDefinition]
  /// The measures, in the order of the file.
  public var measures: [MeasureDefinition]

  /// Gathers the two.
  public init(indicators: [IndicatorDefinition], measures: [MeasureDefinition]) {
    self.indicators = indicators
    self.measures = measures
  }

  /// The indicator of a name, where there is one.
  public subscript(id: IndicatorID) -> IndicatorDefinition? { indicators.first { $0.id == id } }

  /// The measure of a name, where there is one.
  public subscript(id: MeasureID) -> MeasureDefinition? { measures.first { $0.id == id } }

  /// The unit in which values of a subject are kept; empty for what the catalogue does not know.
  public func unit(of subject: IndicatorSeries.Subject) -> String {
    switch subject {
    case .indicator(let id, let variant):
      self[id].map { $0.variants.first { $0.id == variant }?.unit ?? $0.unit } ?? ""
    case .measure(let id): self[id]?.unit ?? ""
    }
  }

  /// The name of a subject as it is shown: that of an indicator with its formula in brackets.
  public func title(of subject: IndicatorSeries.Subject) -> LocalizedText {
    switch subject {
    case .measure(let id): return self[id]?.title ?? LocalizedText(chinese: id.rawValue, english: id.rawValue)
    case .indicator(let id, let variant):
      let indicator = self[id]
      let title = indicator?.title ?? LocalizedText(chinese: id.rawValue, english: id.rawValue)
      guard let formula = indicator?.variants.first(where: { $0.id == variant })?.title else { return title }
      return LocalizedText(
        chinese: "\(title.chinese)（\(formula.chinese)）", english: "\(title.english) (\(formula.english))")
    }
  }
}
