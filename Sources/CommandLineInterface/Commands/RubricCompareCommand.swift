internal import ArgumentParser
internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import InputFiles

/// `pingxing rubric compare`: what became of every item between two editions.
struct RubricCompareCommand: ParsableCommand {
  /// A form in which editions are compared.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: localized("逐项说明两个版次之间改了什么。", "Says of every item what became of it between two editions."),
      discussion: localized(
        "同一版次的两个版本用文件路径指明。编号没变而题意变了的评审项会被拒绝。",
        "Two versions of one edition are named by the paths of their files. An item whose meaning changed under its id is refused."
      ))
  }

  @Argument(help: ArgumentHelp(localized("旧版：编号或准则文件。", "The old edition: its id or its file."), valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp(localized("新版：编号或准则文件。", "The new edition: its id or its file."), valueName: "new"))
  var new: String

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: Format = .table

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let data = try shared.folders
    let first = try EditionSource.load(old, data: data)
    let second = try EditionSource.load(new, data: data)
    let crosswalk = try first.crosswalk(to: second)
    let comparison = EditionComparison(old: first.rubric, new: second.rubric, crosswalk: crosswalk)
    guard comparison.refusals.isEmpty else {
      DiagnosticPrinter.complain(refusals(comparison, first, second))
      throw CommandFailure(.inputWrong)
    }
    let view = EditionComparisonView(
      comparison: comparison, crosswalk: crosswalk?.crosswalk, language: InterfaceLanguage.current)
    StandardStreams.print(format == .json ? view.json.indented : view.text())
  }

  private func refusals(
    _ comparison: EditionComparison, _ old: EditionSource, _ new: EditionSource
  ) -> DiagnosticReport {
    let before = RubricLibrary(folders: old.folders).itemPlaces(in: old.rubric.id)
    let after = RubricLibrary(folders: new.folders).itemPlaces(in: new.rubric.id)
    let diagnostics = comparison.refusals.map { refusal in
      let chinese = refusal.differences.map(\.title.chinese).joined(separator: "、")
      let english = refusal.differences.map(\.title.english).joined(separator: ", ")
      return Diagnostic(
        .error, "changed-meaning",
        LocalizedText(
          chinese: "\(refusal.item) 的编号没变，题意变了：\(chinese)",
          english: "\(refusal.item) kept its id and changed its meaning: \(english)"),
        at: after.places[refusal.item],
        notes: before.places[refusal.item].map {
          [Diagnostic.Note(LocalizedText(chinese: "旧版在这里", english: "the old one stands here"), at: $0)]
        } ?? [],
        hint: LocalizedText(
          chinese: "请换一个新编号，把旧编号记入 retired.yml；若只是换了说法，在两版的对照里写 equivalent 并说明理由",
          english:
            "give it a new id and retire the old one in retired.yml; if only the words changed, say equivalent in a crosswalk of the editions, with the reason"
        ))
    }
    return DiagnosticReport(diagnostics, sources: before.sources.merging(after.sources) { first, _ in first })
  }
}
