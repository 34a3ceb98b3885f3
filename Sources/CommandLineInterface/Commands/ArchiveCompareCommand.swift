internal import ArgumentParser
internal import Diagnostics
internal import History
internal import InputFiles

/// `pingxing archive compare`: entries beside each other, as `compare` does with files.
struct ArchiveCompareCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: localized("比较两条或多条记录，把变化拆成原因。", "Compares entries and splits the change into causes."),
      discussion: localized(
        "早的写在前面。每条记录用存入时的评估与准则，不论现在装的是什么；与 pingxing compare 用同样的算法。",
        """
        The earliest comes first. Each entry has its own assessment and rubrics, whatever is installed now; the causes are those \
        of `pingxing compare`.
        """
      ))
  }

  @OptionGroup var file: ArchiveArgument

  @Argument(help: ArgumentHelp(localized("编号，或 latest；两条以上。", "Numbers, or latest; two or more."), valueName: "entry"))
  var entries: [String]

  @OptionGroup var options: ComparisonOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard entries.count >= 2 else {
      throw ValidationError(localized("要比较，至少写两条记录", "a comparison needs two entries"))
    }
  }

  func run() throws {
    try options.check()
    try options.refuseToReplace([file.archive])
    let data = try shared.folders
    let files = try ArchiveSource.with(file.archive, others: entries) { archive in
      let taken = TakenContents()
      return try entries.map {
        try EntryFiles(ArchiveSource.entry($0, in: archive), in: archive, for: .scoring, sharing: taken)
      }
    }
    ArchiveSource.remindOfCorrections(files.map(\.entry), in: file.archive)
    let library = RubricSource.installed(data)
    let sources = try EntryReading.sources(of: files, in: file.archive, beside: library)
    try options.finish(
      ComparisonSource.compared(sources, organisations: options.organisations, library: library), data: data)
  }
}
