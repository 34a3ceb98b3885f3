internal import ArgumentParser
internal import Diagnostics
internal import ResultDocument
internal import Scoring

/// `pingxing score`: the scores of an assessment.
struct ScoreCommand: ParsableCommand {
  /// A form in which scores are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, xml
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "score",
      abstract: localized("计算得分、门槛与评定结果。", "Computes scores, gates and the result."))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: Format = .table

  @Option(
    help: ArgumentHelp(
      localized(
        "低于此结果（如 four-star）则以状态 1 结束；未评完按最差计。",
        "End with status 1 below this result, such as four-star; missing answers count as the worst."),
      valueName: "result"))
  var require: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let source = try AssessmentSource.load(file, data: shared.folders)
    let requirement = try require.map { try Requirement($0, in: source.scorecard) }
    source.remindOfWarnings()
    let document = ResultDocument(source.scorecard)
    switch format {
    case .table:
      StandardStreams.print(ScoreView(document: document.root, language: InterfaceLanguage.current).text())
    case .json: StandardStreams.printRaw(document.json)
    case .xml: StandardStreams.printRaw(document.xml)
    }
    if let requirement, !requirement.isMet(in: source.scorecard) {
      StandardStreams.complain(requirement.message(for: source.scorecard))
      throw CommandFailure(.requirementNotMet)
    }
  }
}
