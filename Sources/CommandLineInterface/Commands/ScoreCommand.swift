internal import ArgumentParser
internal import AssessmentModel
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
    let document = ResultDocument(source.scorecard)
    switch format {
    case .table:
      StandardStreams.print(ScoreView(document: document.root, language: InterfaceLanguage.current).text())
    case .json: StandardStreams.printRaw(document.json)
    case .xml: StandardStreams.printRaw(document.xml)
    }
    if let requirement, !requirement.isMet(in: source.scorecard) {
      StandardStreams.complain(requirement.message)
      throw CommandFailure(.requirementNotMet)
    }
  }
}

/// A result that an assessment has to reach.
struct Requirement {
  private let id: ResultID
  private let title: LocalizedText

  /// Finds the result among those of the assessment's rubrics.
  init(_ name: String, in scorecard: Scorecard) throws(CommandFailure) {
    let results = scorecard.rubrics.flatMap(\.rubric.results)
    guard let found = results.first(where: { $0.id.rawValue == name }) else {
      let names = results.map(\.id.rawValue)
      let nearest = SuggestedName.nearest(to: name, among: names)
      throw CommandFailure(
        .usage, "unknown-result",
        LocalizedText(chinese: "没有评定结果 \(name)", english: "there is no result \(name)"),
        hint: nearest.map { LocalizedText(chinese: "是不是 \($0)？", english: "did you mean \($0)?") }
          ?? LocalizedText(
            chinese: "可用的有 \(names.joined(separator: "、"))",
            english: "there are \(names.joined(separator: ", "))"))
    }
    id = found.id
    title = found.title
  }

  /// Whether every rubric that knows the result secures it by the evidenced track.
  func isMet(in scorecard: Scorecard) -> Bool {
    scorecard.rubrics.allSatisfy { score in
      guard let needed = score.rubric.results.firstIndex(where: { $0.id == id }) else { return true }
      guard let worst = score.results?.evidenced.interval.worst else { return false }
      return (score.rubric.results.firstIndex { $0.id == worst } ?? 0) >= needed
    }
  }

  /// What to say where it is not met.
  var message: String {
    localized(
      "没有达到要求的结果 \(title.chinese)（\(id)）。", "the required result \(title.english) (\(id)) is not reached.")
  }
}
