internal import ArgumentParser
internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import InputFiles
internal import Scoring

/// `pingxing rubric crosswalk`: what an answer in one standard proves in another, and what each asks alone.
struct RubricCrosswalkCommand: ParsableCommand {
  /// A form in which a crosswalk is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "crosswalk",
      abstract: localized(
        "显示一个准则的评审项在另一个准则或标准里证明什么，各自多问什么。",
        "Shows what the items of one rubric prove in another, and what each asks alone."),
      discussion: localized(
        """
        pingxing rubric crosswalk cccs-op-2008 ccom-2019                          两个准则之间的关系
        pingxing rubric crosswalk cccs-op-2008 ccom-2019 --assessment centre.yml  一个中心的答案在另一个准则里证明什么
        """,
        """
        pingxing rubric crosswalk cccs-op-2008 ccom-2019                          how the two are related
        pingxing rubric crosswalk cccs-op-2008 ccom-2019 --assessment centre.yml  what a centre's answers prove
        """))
  }

  @Argument(help: ArgumentHelp(localized("已经评过的准则。", "The rubric that was assessed."), valueName: "from"))
  var from: String

  @Argument(
    help: ArgumentHelp(localized("另一个准则，或一份提要。", "Another rubric, or an outline."), valueName: "to"))
  var to: String

  @Option(
    help: ArgumentHelp(
      localized(
        "一份评估，或档案里的记录：说明它的答案在另一个准则里证明什么。",
        "An assessment, or an entry of an archive: says what its answers prove in the other rubric."), valueName: "file"
    ))
  var assessment: String?

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: Format = .table

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let library = try RubricSource.library(shared.folders)
    let answers = try assessment.map { try EarlierAssessment($0).load(library: library) }
    let score = try answers.map { source throws(CommandFailure) in try scoreOfAnswers(in: source) }
    let lookup = library.crosswalk(from: from, to: to, known: [score?.rubric].compactMap(\.self))
    switch lookup.outcome {
    case .unknownName(let name): throw unknown(name, in: library)
    case .noCrosswalk(let isOneWay): throw missing(isOneWay: isOneWay)
    case .broken:
      DiagnosticPrinter.complain(lookup.report)
      throw CommandFailure(.inputWrong)
    case .found(let reading, let first, let second):
      if !lookup.report.diagnostics.isEmpty { DiagnosticPrinter.complain(lookup.report) }
      if let answers, let score {
        let view = CrosswalkProofView(
          proof: CrosswalkProof(score, by: reading), reading: reading, from: first, to: second,
          assessment: answers.scorecard.assessment, language: InterfaceLanguage.current)
        StandardStreams.print(format == .json ? view.json.indented : view.text())
        return
      }
      let view = CrosswalkView(reading: reading, from: first, to: second, language: InterfaceLanguage.current)
      StandardStreams.print(format == .json ? view.json.indented : view.text())
    }
  }

  /// The score of the answers to the first rubric.
  private func scoreOfAnswers(in source: AssessmentSource) throws(CommandFailure) -> RubricScore {
    let scores = source.scorecard.rubrics
    if let score = scores.first(where: { $0.rubric.id.rawValue == from }) { return score }
    let known = scores.map(\.rubric.id.rawValue)
    throw CommandFailure(
      .usage, "not-assessed",
      LocalizedText(
        chinese: "\(source.name) 没有按 \(from) 评估", english: "\(source.name) was not assessed with \(from)"),
      hint: LocalizedText(
        chinese: "它用的是 \(known.joined(separator: "、"))，写在前面：pingxing rubric crosswalk \(known.first ?? from) \(to)",
        english:
          "it was assessed with \(known.joined(separator: ", ")), which comes first: pingxing rubric crosswalk \(known.first ?? from) \(to)"
      ))
  }

  private func unknown(_ name: String, in library: RubricLibrary) -> CommandFailure {
    let known = (library.ids().map(\.rawValue) + library.outlineNames())
    return CommandFailure(
      .usage, "unknown-rubric",
      LocalizedText(chinese: "没有准则或提要 \(name)", english: "there is no rubric or outline \(name)"),
      hint: SuggestedName.question(SuggestedName.likely(to: name, among: library.crosswalkCandidates()))
        ?? LocalizedText(
          chinese: "可用的有 \(known.joined(separator: "、"))", english: "there are \(known.joined(separator: ", "))"))
  }

  private func missing(isOneWay: Bool) -> CommandFailure {
    guard isOneWay else {
      return CommandFailure(
        .inputMissing, "no-crosswalk",
        LocalizedText(
          chinese: "\(from) 与 \(to) 之间没有对照", english: "there is no crosswalk between \(from) and \(to)"),
        hint: LocalizedText(
          chinese: "对照放在 Rubrics/crosswalks，写法见 Docs/crosswalk-format.md",
          english: "crosswalks lie in Rubrics/crosswalks; Docs/crosswalk-format.md tells how to write one"))
    }
    return CommandFailure(
      .inputMissing, "no-crosswalk",
      LocalizedText(
        chinese: "\(to) 对 \(from) 的对照只能单向读，\(from) 的要求没有评分",
        english: "the crosswalk of \(to) and \(from) reads one way only"),
      hint: SuggestedName.question(["pingxing rubric crosswalk \(to) \(from)"]))
  }
}
