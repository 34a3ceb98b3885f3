public import AssessmentModel

/// Values of one measure in the order in which they were taken.
public struct Observations: Hashable, Sendable {
  /// What was measured, as the data name it.
  public let name: String
  /// The unit, such as `%` or `秒`; empty for none.
  public let unit: String
  /// The period, day or recording of each value.
  public let labels: [String]
  /// The values; nil where one is missing.
  public let values: [Rational?]

  /// Gathers a series; there are as many labels as values.
  public init(name: String, unit: String = "", labels: [String], values: [Rational?]) {
    precondition(labels.count == values.count, "every value has its label")
    self.name = name
    self.unit = unit
    self.labels = labels
    self.values = values
  }

  /// The values that are there.
  public var known: [Rational] { values.compactMap { $0 } }

  /// The name with its unit, such as `平均处理时长（秒）`.
  public var title: String { unit.isEmpty ? name : "\(name)（\(unit)）" }
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
