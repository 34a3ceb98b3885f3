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
    return (
      file, IndicatorSettings(intervalFile: intervals, answerWithin: seconds, targets: targets(indicators))
    )
  }

  private func targets(_ fields: FieldReader) -> [IndicatorID: IndicatorThreshold.Target] {
    guard let entry = fields.optional("targets"),
      let pairs = FieldReader.pairs(of: entry.value, wording("targets", "targets"), problems: problems)
    else { return [:] }
    let catalogue = library.catalogue().catalogue
    var targets: [IndicatorID: IndicatorThreshold.Target] = [:]
    for pair in pairs {
      guard let indicator = catalogue[IndicatorID(pair.key)], indicator.direction != .context else {
        problems.add(
          Diagnostic(
            .error, "unknown-indicator",
            wording(
              "没有可设目标的指标“\(excerpt(pair.key))”", "there is no indicator “\(excerpt(pair.key))” that takes a target"),
            at: pair.keyLocation, hint: catalogue.suggestion(for: pair.key)))
        continue
      }
      guard let target = ThresholdReader(problems: problems).target(pair) else { continue }
      switch (target.value, indicator.direction) {
      case (.bound, .band):
        problems.add(
          Diagnostic(
            .error, "unfit-target",
            wording("\(pair.key) 两头都不好，目标要写成 {from: …, to: …}", "\(pair.key) is best inside a band: {from: …, to: …}"),
            at: pair.keyLocation))
      case (.band, .higher), (.band, .lower):
        problems.add(
          Diagnostic(
            .error, "unfit-target",
            wording("\(pair.key) 只有一个界，目标要写成一个数", "\(pair.key) has one bound: the target is a number"),
            at: pair.keyLocation))
      default: targets[indicator.id] = target.value
      }
    }
    return targets
  }
}
