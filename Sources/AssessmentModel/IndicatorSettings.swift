/// What an assessment says of its indicators beside the file of their values.
public struct IndicatorSettings: Sendable, Equatable {
  /// The path of the file of intervals relative to the assessment, where one is named.
  public var intervalFile: String?
  /// The seconds within which a call has to be answered for the service level.
  public var answerWithin: Int?
  /// The centre's own targets, which come before those of the rubric: for every formula in the unit of the indicator.
  public var targets: [IndicatorID: IndicatorThreshold.Target]
  /// Its targets for single formulas, which come before all others.
  public var formulaTargets: [IndicatorSeries.Subject: IndicatorThreshold.Target]

  /// Gathers the parts.
  public init(
    intervalFile: String? = nil, answerWithin: Int? = nil, targets: [IndicatorID: IndicatorThreshold.Target] = [:],
    formulaTargets: [IndicatorSeries.Subject: IndicatorThreshold.Target] = [:]
  ) {
    self.intervalFile = intervalFile
    self.answerWithin = answerWithin
    self.targets = targets
    self.formulaTargets = formulaTargets
  }

  /// Whether the target of an indicator is one of a formula too: where both count in one unit.
  public func appliesTarget(of indicator: IndicatorDefinition, to variant: IndicatorVariant) -> Bool {
    (variant.unit ?? indicator.unit) == indicator.unit
  }
}
