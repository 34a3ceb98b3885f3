public import AssessmentModel
public import Diagnostics

/// Values of one measure in the order in which they were taken.
public struct Observations: Hashable, Sendable {
  /// What was measured, as the catalogue calls it, else as the data name it.
  public let name: LocalizedText
  /// The unit as the data have it, such as `%` or `秒`; empty for none.
  public let unit: String
  /// The period, day or recording of each value.
  public let labels: [String]
  /// The values; nil where one is missing.
  public let values: [Rational?]
  /// The values that the measure can have, in this unit; nil where nothing is known of it.
  public let range: PossibleRange?

  /// Gathers a series; there are as many labels as values.
  public init(
    name: LocalizedText, unit: String = "", labels: [String], values: [Rational?], range: PossibleRange? = nil
  ) {
    precondition(labels.count == values.count, "every value has its label")
    self.name = name
    self.unit = unit
    self.labels = labels
    self.values = values
    self.range = range
  }

  /// The values that are there.
  public var known: [Rational] { values.compactMap { $0 } }

  /// The name with its unit, such as `平均处理时长（秒）` and `Average handling time (s)`.
  public var title: LocalizedText {
    guard !unit.isEmpty else { return name }
    let unit = UnitName.localized(unit)
    return LocalizedText(
      chinese: "\(name.chinese)（\(unit.chinese)）", english: "\(name.english) (\(unit.english))")
  }
}

/// The values of one team, agent, channel or other group.
public struct ObservedGroup: Hashable, Sendable {
  /// The group.
  public let name: String
  /// Its values.
  public let values: [Rational]

  /// Gathers the two.
  public init(name: String, values: [Rational]) {
    self.name = name
    self.values = values
  }
}
