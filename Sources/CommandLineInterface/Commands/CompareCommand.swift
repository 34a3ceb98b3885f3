internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import Scoring

/// `pingxing compare`: two or more assessments of one centre, and why the score changed.
struct CompareCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: localized(
        "比较同一中心两次或多次评估，把变化拆成原因。", "Compares assessments of one centre and splits the change into causes."),
      discussion: localized(
        """
        早的写在前面。两次所用版次不同时按 Rubrics/crosswalks 的对照比较；各原因相加恰好等于总的变化，算法见 Docs/comparison.md。
        三次以上而其中相邻两次没有共同的准则时，其余照样比较，以状态 1 结束。
        """,
        """
        The earliest comes first. Two editions are compared through their crosswalk in Rubrics/crosswalks. The causes add up \
        to the change exactly; Docs/comparison.md tells how. Ends with status 1 where two neighbours of three or more have no \
        rubric in common; the others are compared.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      localized(
        "评估文件，或档案里的记录，如 history.sqlite#3、history.sqlite#latest；两份以上，早的在前。",
        "Assessments, or entries of an archive such as history.sqlite#3 or history.sqlite#latest; two or more, the earliest first."
      ),
      valueName: "file")
  )
  var files: [String]

  @OptionGroup var options: ComparisonOptions
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
    try options.check()
    let assessments = files.map { EarlierAssessment($0) }
    try options.refuseToReplace(assessments.map(\.path))
    let data = try shared.folders
    let loaded = try ComparisonSource.load(assessments, organisations: options.organisations, data: data)
    let named = loaded.sources.flatMap(\.scorecard.assessment.namedFiles)
    try options.refuseToReplace(
      assessments.flatMap { assessment in named.map { FilePath.joined(FilePath.folder(assessment.path), $0) } })
    try options.finish(loaded, data: data)
  }
}
