internal import ArgumentParser
internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import Foundation
internal import InputFiles
internal import Scoring

/// `pingxing rubric migrate`: an assessment in another edition, with a report of every answer.
struct RubricMigrateCommand: ParsableCommand {
  /// A form in which the report is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "migrate",
      abstract: localized("把评估带到另一版次，逐个答案说明去向。", "Takes an assessment to another edition and reports every answer."),
      discussion: localized(
        "相同的评审项原样带入，等效的带入并待复核，其余成为注释列在后面；评审项连同注释按新版的次序排。原文件不改动，报告写到标准输出。",
        """
        Items that are the same are carried, equivalent ones are carried for review, all others follow as comments. Items come in \
        the order of the new edition, with the comments above them. The original is left alone; the report goes to standard output.
        """))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp(localized("要带到的版次。", "The edition to go to."), valueName: "edition"))
  var to: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(localized("要写出的评估文件。", "The assessment to write."), valueName: "new.yml"))
  var output: String

  @Option(help: ArgumentHelp(localized("报告的格式。", "The form of the report.")))
  var format: Format = .table

  @Flag(help: ArgumentHelp(localized("覆盖已有文件。", "Replace an existing file.")))
  var force = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try checkOutput()
    let data = try shared.folders
    let library = try RubricSource.library(data)
    let new = try RubricSource.rubric(RubricID(to), in: library)
    let problems = DiagnosticCollector()
    let load = AssessmentLoader.load(file, library: library)
    guard let source = SourceText.read(file, problems: problems), let loaded = load.loaded, !load.report.hasErrors
    else {
      DiagnosticPrinter.complain(load.report)
      throw CommandFailure(load.isMissing ? .inputMissing : .inputWrong)
    }
    let old = try edition(of: loaded, leadingTo: new)
    try checkFolder(loaded.assessment)
    let crosswalk = try crosswalk(from: old, to: new, in: library)
    let migration = Migration(
      loaded.assessment, score: Scorer.score(assessment: loaded.assessment, rubric: old), to: new, crosswalk: crosswalk)
    let text = try rewritten(source, loaded, migration, library)
    try AtomicFile.write(text.utf8, to: output)
    let view = MigrationView(
      migration: migration, crosswalk: crosswalk.crosswalk, language: InterfaceLanguage.current)
    StandardStreams.print(format == .json ? view.json.indented : view.text())
    StandardStreams.complain(
      localized(
        "已写出 \(output)，用 pingxing check \(output) 查看还缺什么。",
        "Wrote \(output); pingxing check \(output) shows what is still open."))
  }

  // MARK: - What has to hold first

  private func checkOutput() throws(CommandFailure) {
    try ExistingFile.refuseToReplace([file], by: [output])
    try ExistingFile.refuse(output, unless: force)
  }

  /// Paths of evidence are read from the folder of the assessment.
  private func checkFolder(_ assessment: Assessment) throws(CommandFailure) {
    guard !assessment.namedFiles.isEmpty else { return }
    func folder(_ path: String) -> String {
      URL(filePath: path).deletingLastPathComponent().resolvingSymlinksInPath().standardizedFileURL.path
    }
    guard folder(file) != folder(output) else { return }
    let beside =
      URL(filePath: file).deletingLastPathComponent().relativePath + "/" + URL(filePath: output).lastPathComponent
    throw CommandFailure(
      .usage, "other-folder",
      LocalizedText(
        chinese: "评估引用的证据文件以它所在的文件夹为准，新文件要写在同一个文件夹",
        english: "the assessment names its evidence from its own folder, so the new file has to stand there too"),
      hint: SuggestedName.question(["-o \(beside)"]))
  }

  /// The edition of the same family that the assessment was made with.
  private func edition(of loaded: LoadedAssessment, leadingTo new: Rubric) throws(CommandFailure) -> Rubric {
    guard !loaded.rubrics.contains(where: { $0.id == new.id }) else {
      throw CommandFailure(
        .usage, "already-migrated",
        LocalizedText(chinese: "这份评估已经采用 \(new.id)", english: "the assessment was made with \(new.id) already"))
    }
    let editions = loaded.rubrics.filter { $0.family == new.family }
    guard editions.count == 1, let old = editions.first else {
      let pinned = loaded.rubrics.map(\.id.rawValue).joined(separator: localized("、", ", "))
      throw CommandFailure(
        .usage, "other-family",
        LocalizedText(
          chinese: "评估采用的是 \(pinned)，\(editions.isEmpty ? "没有" : "不止一个")与 \(new.id) 同一系列的版次",
          english:
            "the assessment was made with \(pinned), \(editions.isEmpty ? "none" : "more than one") of the family of \(new.id)"
        ))
    }
    return old
  }

  private func crosswalk(
    from old: Rubric, to new: Rubric, in library: RubricLibrary
  ) throws(CommandFailure) -> CrosswalkReading {
    let lookup = library.crosswalk(from: old.id.rawValue, to: new.id.rawValue)
    guard case .found(let reading, _, _) = lookup.outcome else {
      DiagnosticPrinter.complain(lookup.report)
      if lookup.report.hasErrors { throw CommandFailure(.inputWrong) }
      throw CommandFailure(
        .inputMissing, "no-crosswalk",
        LocalizedText(
          chinese: "\(old.id) 与 \(new.id) 之间没有对照，不能迁移",
          english: "there is no crosswalk between \(old.id) and \(new.id)"))
    }
    guard !lookup.report.diagnostics.contains(where: { $0.code == "stale-pin" }) else {
      DiagnosticPrinter.complain(lookup.report)
      throw CommandFailure(
        .inputWrong, "stale-crosswalk",
        LocalizedText(
          chinese: "对照 \(reading.crosswalk.id) 是按别的版本判断的，不能据它迁移",
          english: "the crosswalk \(reading.crosswalk.id) was judged on other versions; nothing is migrated by it"),
        hint: LocalizedText(
          chinese: "请核对各条关系后更新对照里的版本", english: "look through its relations and raise the versions it names"))
    }
    return reading
  }

  // MARK: - Writing

  /// The text of the new file, read again and found to say exactly what the migration says.
  private func rewritten(
    _ source: SourceText, _ loaded: LoadedAssessment, _ migration: Migration, _ library: RubricLibrary
  ) throws(CommandFailure) -> String {
    let answers = Dictionary(
      migration.entries.map { ($0.item, move($0, migration)) }, uniquingKeysWith: { first, _ in first })
    let findings = Dictionary(
      migration.findings.map { ($0.finding.id, move($0, migration)) }, uniquingKeysWith: { first, _ in first })
    let text = AssessmentRewriter.rewrite(
      source, positions: loaded.positions,
      move: EditionMove(old: migration.old, new: migration.new, answers: answers, findings: findings), path: file,
      library: library)
    if let text {
      let again = AssessmentRewriter.reload(text, as: file, library: library)
      if again.loaded?.assessment == migration.assessment {
        return source.text.contains("\r\n") ? text.replacing("\n", with: "\r\n") : text
      }
    }
    throw CommandFailure(
      .inputWrong, "layout",
      LocalizedText(
        chinese: "\(file) 的写法不能逐行改写，没有写出任何文件",
        english: "\(file) is laid out in a way that cannot be rewritten line by line; nothing was written"),
      hint: LocalizedText(
        chinese: "请把每个答案、每条发现写成单独的一行或几行：准则编号一行，下面每个评审项另起一行",
        english:
          "put the id of the rubric on a line of its own, and each answer and finding on lines of its own below it"))
  }

  private func move(_ entry: Migration.FindingEntry, _ migration: Migration) -> FindingMove {
    let remark =
      entry.target == nil
      ? "未带入 \(migration.new.id)：\(entry.finding.item) 没有唯一的对应项，请写明属于哪一项"
      : entry.isToReview ? "待复核（自 \(migration.old.id) 的 \(entry.finding.item) 转来）" : nil
    return FindingMove(old: entry.finding.item, new: entry.target, remarks: [remark].compactMap(\.self))
  }

  private func move(_ entry: Migration.Entry, _ migration: Migration) -> AnswerMove {
    let reason = entry.related.first { $0.kind != .equal }?.reason
    switch (entry.fate, entry.target) {
    case (.carried, let target?): return .kept(as: target, remarks: [])
    case (.converted, let target?):
      return .kept(as: target, remarks: ["待复核（自 \(migration.old.id) 转换）：" + (reason ?? "能否不适用的规定不同")])
    default:
      let head = "未带入 \(migration.new.id)：" + (entry.parkedBecause?.title.chinese ?? "")
      return .parked(
        remarks: [head]
          + entry.related.filter { $0.kind != .equal }.map { related in
            let names = related.items.map(\.rawValue).joined(separator: "、")
            return (names.isEmpty ? "" : names + "：") + related.reason
          })
    }
  }
}
