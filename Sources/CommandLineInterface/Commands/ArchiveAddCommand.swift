internal import ArgumentParser
internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import Foundation
internal import History
internal import ReportComposer
internal import ResultDocument
internal import Scoring
internal import Sealing

/// `pingxing archive add`: assessments into the history.
struct ArchiveAddCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add",
      abstract: localized("把评估存入档案；几份要么全部存入，要么一份也不存。", "Adds assessments to an archive, all of them or none."),
      discussion: localized(
        """
        存入的有：评估文件原样、所用准则全文、评分结果、证据的 SHA-256、程序版本、评分人、时间。存入后不能改；
        要更正，就用 --corrects 再存一条。
        --report 连同报告一起存：按所给选项重做一遍，与 PDF 逐字节一致才存入它的 SHA-256，供 pingxing replay 使用。
        报告用过 --compare 的，先存入与之比较的那份评估，这里再写 --compare 它的文件或编号。
        """,
        """
        Kept are the assessment as it is, the full text of its rubrics, the result, the SHA-256 of the evidence, the program's \
        version, the scorer and the time. Nothing is changed later; --corrects adds an entry that corrects an earlier one.
        --report also keeps the SHA-256 of a report, for `pingxing replay`: it is made again with the options given, and has to \
        be the same byte for byte. Where it was made with --compare, add the assessment that it was compared with first, and \
        name its file or its entry with --compare here.
        """))
  }

  @OptionGroup var file: ArchiveArgument

  @Argument(help: ArgumentHelp(localized("评估文件，可以有几个。", "The assessments."), valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      localized("更正哪一条记录：编号，或 latest。", "The entry that this one corrects: its number, or latest."),
      valueName: "entry"))
  var corrects: String?

  @Option(help: ArgumentHelp(localized("更正的理由。", "Why it is corrected."), valueName: "text"))
  var reason: String?

  @Flag(
    help: ArgumentHelp(
      localized(
        "被更正的记录属于另一机构时也存入，如机构名称写错过。", "Correct also an entry of another organisation, as where its name was wrong.")))
  var force = false

  @Option(help: ArgumentHelp(localized("这份评估的报告。", "The report of the assessment."), valueName: "report.pdf"))
  var report: String?

  @OptionGroup var making: ReportMaking
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    func fail(_ chinese: String, _ english: String) throws -> Never {
      throw ValidationError(localized(chinese, english))
    }
    if (corrects == nil) != (reason == nil) {
      try fail("--corrects 与 --reason 要一起写", "--corrects and --reason go together")
    }
    if making.renamed, making.compare == nil {
      try fail("--renamed 只与 --compare 连用", "--renamed goes with --compare")
    }
    if force, corrects == nil { try fail("--force 只用于 --corrects", "--force goes with --corrects") }
    if files.count > 1, corrects != nil || report != nil {
      try fail("--corrects 和 --report 一次只能存一份评估", "--corrects and --report take one assessment at a time")
    }
    if report == nil, let unused = making.given.first {
      try fail("\(unused) 只用于 --report", "\(unused) goes with --report")
    }
    if let reason, reason.trimmingCharacters(in: .whitespaces).isEmpty || reason.utf8.count > 2_000 {
      try fail("--reason 不能为空，也不能超过 2000 字节", "--reason must not be empty nor longer than 2000 bytes")
    }
  }

  func run() throws {
    let data = try shared.folders
    let time = try RecordingTime.current()
    // A wrong archive is told before the assessments are read, which takes longer.
    try ArchiveSource.with(file.archive, others: files) { archive in
      _ = try corrects.map { try ArchiveSource.entry($0, in: archive) }
    }
    // What cannot be added for a fault of its own is told before anything is added.
    var entries = try AllAtOnce.read(files) { try entry($0, time: time, data: data) }
    for (place, entry) in entries.enumerated() {
      guard let other = entries[..<place].firstIndex(where: { $0.manifest == entry.manifest }) else { continue }
      let names = (files[other], files[place])
      throw CommandFailure(
        .usage, "repeated-assessment",
        LocalizedText(
          chinese: names.0 == names.1 ? "\(names.0) 写了两次，没有存入" : "\(names.0) 与 \(names.1) 内容相同，没有存入",
          english: names.0 == names.1
            ? "\(names.0) is named twice; nothing was added"
            : "\(names.0) and \(names.1) are the same; nothing was added"),
        hint: LocalizedText(chinese: "每份只写一次", english: "name each once"))
    }
    try ArchiveSource.with(file.archive, for: .adding) { archive in
      if let corrects, let reason {
        entries[0].correction = (entry: try ArchiveSource.entry(corrects, in: archive).number, reason: reason)
      }
      for (path, entry) in zip(files, try archive.add(entries)) {
        StandardStreams.print(
          localized("\(path) 已存为第 \(entry.number) 号记录", "\(path) is entry \(entry.number)"))
        StandardStreams.print(localized("链尾 ", "head ") + entry.hash.description)
      }
    }
  }

  private func entry(_ path: String, time: String, data: DataFolders) throws -> NewEntry {
    var materials = try Materials(path, data: data)
    var record: ReportRecord?
    if let report {
      try materials.addReport(templates: [making.templateName], brand: making.brand, data: data)
      let earlier = try making.compare.map {
        try ComparedEntry(
          $0, in: file.archive, with: materials.source, organisations: making.renamed ? .renamed : .one, data: data)
      }
      record = try making.record(of: report, for: path, materials.source, comparedWith: earlier, data: data)
      try materials.addCrosswalks(earlier?.crosswalks ?? [:], data: data)
    }
    let assessment = materials.source.scorecard.assessment
    let result = ResultDocument(materials.source.scorecard)
    var entry = NewEntry(
      recorded: time, tool: ProgramVersion.text, organisation: assessment.organisation.name,
      period: (from: assessment.period.from.description, to: assessment.period.to.description),
      date: assessment.date.description,
      scorer: (role: assessment.assessor.role.rawValue, name: assessment.assessor.name),
      results: EntryResults.text(of: result), assessment: materials.assessment, result: Array(result.json.utf8),
      manifest: try materials.manifest(), contents: materials.kept)
    entry.report = record?.text
    entry.mayCorrectOthers = force
    return entry
  }
}
