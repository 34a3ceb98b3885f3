internal import AssessmentModel
internal import Diagnostics

/// Reads where an assessment keeps its indicators, and its own targets.
struct IndicatorSettingsReader {
  let folder: String
  let library: RubricLibrary
  let problems: DiagnosticCollector

  /// The path of the file of values, nil where none is named or it is not there, and what else is said.
  func read(_ fields: FieldReader, positions: inout AssessmentPositions) -> (file: String?, settings: IndicatorSettings)
  {
    guard let entry = fields.optional("indicators"),
      let indicators = FieldReader(
        entry.value, wording("indicators", "indicators"), allowed: ["file", "intervals", "answer-within", "targets"],
        titles: AssessmentVocabulary.titles, examples: AssessmentVocabulary.examples, problems: problems)
    else { return (nil, IndicatorSettings()) }
    positions.indicators = entry.keyLocation
    let beside = FileBeside(kind: .indicators, folder: folder, problems: problems)
    func present(_ file: Located<String>?) -> String? { file.flatMap { beside.find($0) == nil ? nil : $0.value } }
    let file = present(indicators.text("file"))
    let intervals = present(indicators.optionalText("intervals"))
    let seconds = indicators.optionalInteger("answer-within", in: 1...3_600)?.value
    var settings = IndicatorSettings(intervalFile: intervals, answerWithin: seconds)
    readTargets(indicators, into: &settings)
    return (file, settings)
  }

  private func readTargets(_ fields: FieldReader, into settings: inout IndicatorSettings) {
    guard let entry = fields.optional("targets"),
      let pairs = FieldReader.pairs(of: entry.value, wording("targets", "targets"), problems: problems)
    else { return }
    let catalogue = library.catalogue().catalogue
    for pair in pairs {
      let parts = pair.key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let indicator = catalogue[IndicatorID(parts[0])], indicator.direction != .context else {
        problems.add(
          Diagnostic(
            .error, "unknown-indicator",
            wording(
              "没有可设目标的指标“\(excerpt(parts[0]))”", "there is no indicator “\(excerpt(parts[0]))” that takes a target"),
            at: pair.keyLocation, hint: catalogue.suggestion(for: parts[0])))
        continue
      }
      let formula = parts.count > 1 ? parts[1] : nil
      if let formula, !indicator.variants.contains(where: { $0.id == formula }) {
        problems.add(
          Diagnostic(
            .error, "unknown-variant",
            wording(
              "\(indicator.id.rawValue) 没有公式“\(excerpt(formula))”",
              "\(indicator.id.rawValue) has no formula “\(excerpt(formula))”"), at: pair.keyLocation,
            hint: indicator.variantList))
        continue
      }
      guard let target = ThresholdReader(problems: problems).target(pair), fits(target.value, indicator, pair) else {
        continue
      }
      if let formula {
        settings.formulaTargets[.indicator(indicator.id, variant: formula)] = target.value
      } else {
        settings.targets[indicator.id] = target.value
      }
    }
  }

  /// Whether a target has as many ends as the indicator asks for.
  private func fits(
    _ target: IndicatorThreshold.Target, _ indicator: IndicatorDefinition, _ pair: YAMLEntry
  ) -> Bool {
    let message: LocalizedText
    switch (target, indicator.direction) {
    case (.bound, .band):
      message = wording(
        "\(pair.key) 两头都不好，目标要写成 {from: …, to: …}", "\(pair.key) is best inside a band: {from: …, to: …}")
    case (.band, .higher), (.band, .lower):
      message = wording(
        "\(pair.key) 只有一个界，目标要写成一个数", "\(pair.key) has one bound: the target is a number")
    default: return isReachable(target, indicator, pair)
    }
    problems.add(Diagnostic(.error, "unfit-target", message, at: pair.keyLocation))
    return false
  }

  /// Whether a share could be as high as its target.
  private func isReachable(
    _ target: IndicatorThreshold.Target, _ indicator: IndicatorDefinition, _ pair: YAMLEntry
  ) -> Bool {
    let highest: Rational
    switch target {
    case .bound(let bound): highest = bound
    case .band(_, let high): highest = high
    }
    guard indicator.isPercentage, highest > 100 else { return true }
    problems.add(
      Diagnostic(
        .error, "unfit-target",
        wording(
          "\(pair.key) 的目标 \(highest.display(decimals: 2))% 超过 100%",
          "the target of \(pair.key), \(highest.display(decimals: 2)) %, is above 100 %"), at: pair.keyLocation,
        hint: wording("按百分数写，如 97", "write percentages, such as 97")))
    return false
  }
}
