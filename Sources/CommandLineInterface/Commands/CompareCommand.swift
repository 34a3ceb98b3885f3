internal import ArgumentParser
internal import Comparison
internal import Diagnostics
internal import ResultDocument

/// `pingxing compare`: two or more assessments of one centre, and why the score changed.
struct CompareCommand: ParsableCommand {
  /// A form in which a comparison is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: localized(
        "比较同一中心两次或多次评估，把变化拆成原因。", "Compares assessments of one centre and splits the change into causes."),
      discussion: localized(
        "早的写在前面。两次所用版次不同时按 Rubrics/crosswalks 的对照比较；各原因相加恰好等于总的变化，算法见 Docs/comparison.md。",
        """
        The earliest comes first. Two editions are compared through their crosswalk in Rubrics/crosswalks. The causes add up to
        the change exactly; Docs/comparison.md tells how.
        """))
  }

  @Argument(
    help: ArgumentHelp(localized("评估文件，两份以上，早的在前。", "Assessments, two or more, the earliest first."), valueName: "file")
  )
  var files: [String]

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: Format = .table

  @Flag(
    help: ArgumentHelp(localized("机构不同也比较，结果会注明。", "Compare also where the organisations differ; the result says so.")))
  var force = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    guard files.count >= 2 else {
      throw CommandFailure(
        .usage, "too-few-files",
        LocalizedText(chinese: "要比较，至少给出两份评估", english: "a comparison needs two assessments"),
        hint: LocalizedText(
          chinese: "写成 pingxing compare 2024/centre.yml 2025/centre.yml",
          english: "write pingxing compare 2024/centre.yml 2025/centre.yml"))
    }
    let loaded = try ComparisonSource.load(files, force: force, data: shared.folders)
    let document = ComparisonDocument(loaded.series)
    switch format {
    case .table:
      StandardStreams.print(ComparisonView(document: document.root, language: InterfaceLanguage.current).text())
    case .json: StandardStreams.printRaw(document.json)
    }
  }
}
