internal import AssessmentModel
internal import Diagnostics
internal import OperationalAnalysis
internal import Statistics

// Outcomes of methods as JSON; names are English and stable, and a number that a method did not give is `null`.
extension JSONText {
  static func optional(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }

  static func exact(_ value: Rational?) -> JSONText { .optional(value?.nearestDouble) }

  static func interval(_ interval: Interval?) -> JSONText {
    guard let interval else { return .null }
    return .object([("low", .number(interval.low)), ("high", .number(interval.high))])
  }

  static func refusable<Value>(
    _ outcome: Result<Value, AnalysisRefusal>, _ json: (Value) -> JSONText
  ) -> JSONText {
    switch outcome {
    case .success(let value): json(value)
    case .failure(let refusal): .object([("refused", .string(refusal.code))])
    }
  }

  static func test(_ test: TTest) -> JSONText {
    .object([
      ("method", .string(test.kind.rawValue)), ("first-count", .integer(test.firstCount)),
      ("second-count", .integer(test.secondCount)), ("difference", .number(test.difference)),
      ("interval", .interval(test.interval)), ("t", .number(test.statistic)),
      ("degrees-of-freedom", .number(test.degreesOfFreedom)), ("p", .number(test.probability)),
      ("effect-size", .number(test.effectSize)),
    ])
  }

  static func step(_ step: ControlAnalysis.Step) -> JSONText {
    switch step {
    case .means(let test): return .test(test)
    case .shares(let shares):
      return .object([
        ("method", .string("fisher")), ("first-count", .integer(shares.after.trials)),
        ("second-count", .integer(shares.before.trials)), ("before", .number(shares.before.share)),
        ("after", .number(shares.after.share)), ("difference", .number(shares.difference)),
        ("interval", .interval(shares.interval)), ("p", .number(shares.probability)),
      ])
    case .rates(let rates):
      return .object([
        ("method", .string("poisson-rates")), ("first-count", .integer(rates.after.events)),
        ("second-count", .integer(rates.before.events)), ("before", .number(rates.before.rate)),
        ("after", .number(rates.after.rate)), ("ratio", .optional(rates.ratio)),
        ("interval", .object([("low", .number(rates.low)), ("high", .optional(rates.high))])),
        ("p", .number(rates.probability)),
      ])
    }
  }

  static func correlation(_ correlation: Correlation) -> JSONText {
    .object([
      ("method", .string(correlation.kind.rawValue)), ("count", .integer(correlation.count)),
      ("coefficient", .number(correlation.coefficient)), ("interval", .interval(correlation.interval)),
      ("p", .number(correlation.probability)), ("p-method", .string(correlation.isExact ? "exact" : "t")),
    ])
  }

  static func variance(_ analysis: AnalysisOfVariance) -> JSONText {
    .object([
      ("f", .number(analysis.fisherStatistic)), ("degrees-between", .integer(analysis.betweenDegrees)),
      ("degrees-within", .integer(analysis.withinDegrees)), ("p", .number(analysis.probability)),
      ("eta-squared", .number(analysis.determination)),
    ])
  }

  static func accuracy(_ accuracy: ForecastAccuracy) -> JSONText {
    .object([
      ("count", .integer(accuracy.count)), ("mape", .optional(accuracy.meanAbsolutePercentageError)),
      ("wape", .optional(accuracy.weightedAbsolutePercentageError)), ("bias", .optional(accuracy.bias)),
      ("within-tolerance", .number(accuracy.shareWithinTolerance)),
      ("correlation", accuracy.correlation.map { .correlation($0) } ?? .null),
    ])
  }

  static func proportion(_ proportion: Proportion?, _ confidence: Confidence) -> JSONText {
    guard let proportion else { return .null }
    return .object([
      ("count", .integer(proportion.successes)), ("of", .integer(proportion.trials)),
      ("share", .number(proportion.share)), ("interval", .interval(proportion.wilsonInterval(confidence))),
    ])
  }
}
