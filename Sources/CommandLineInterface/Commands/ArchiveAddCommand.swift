internal import ArgumentParser
internal import AssessmentModel
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
        """,
        """
        Kept are the assessment as it is, the full text of its rubrics, the result, the SHA-256 of the evidence, the program's \
        version, the scorer and the time. Nothing is changed later; --corrects adds an entry that corrects an earlier one.
        --report also keeps the SHA-256 of a report, for `pingxing replay`: it is made again with the options given, and has to \
        be the same byte for byte.
        """))
  }

  @OptionGroup var file: ArchiveArgument

  @Argument(help: ArgumentHelp(localized("评估文件，可以有几个。", "The assessments."), valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp(localized("更正第几号记录。", "The entry that this one corrects."), valueName: "entry"))
  var corrects: Int?

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
    try ArchiveSource.with(file.archive, others: files) { _ in }
    // What cannot be added for a fault of its own is told before anything is added.
    let entries = try AllAtOnce.read(files) { try entry($0, time: time, data: data) }
    try ArchiveSource.with(file.archive, for: .adding) { archive in
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
      try materials.addReport(template: making.templateName, brand: making.brand, data: data)
      record = try making.record(of: report, for: path, materials.source, data: data)
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
    if let corrects, let reason { entry.correction = (entry: corrects, reason: reason) }
    entry.mayCorrectOthers = force
    return entry
  }
}

/// How a report that is archived was made.
struct ReportMaking: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      localized("报告所用的模板；缺省 full。", "The template of the report; full if not given."), valueName: "template"))
  var template: String?

  @Option(help: ArgumentHelp(localized("报告所用的品牌文件。", "The brand file of the report."), valueName: "brand.yml"))
  var brand: String?

  @Option(
    help: ArgumentHelp(
      localized("报告只有这些章（编号以逗号分隔）。", "The report has only these chapters (ids, comma between)."), valueName: "ids"))
  var sections: String?

  @Option(
    help: ArgumentHelp(localized("印在报告页脚的封存清单。", "The seal that is printed in the report's foot."), valueName: "seal"))
  var seal: String?

  @Flag(help: ArgumentHelp(localized("报告有“草稿”水印。", "The report is marked as a draft.")))
  var draft = false

  /// The template, named or not.
  var templateName: String { template ?? "full" }

  /// The options that were given.
  var given: [String] {
    [
      template.map { _ in "--template" }, brand.map { _ in "--brand" }, sections.map { _ in "--sections" },
      seal.map { _ in "--seal" }, draft ? "--draft" : nil,
    ].compactMap(\.self)
  }

  /// The record of a report, after it was made again and found to be the same.
  func record(
    of path: String, for assessment: String, _ source: AssessmentSource, data: DataFolders
  ) throws -> ReportRecord {
    let bytes: [UInt8]
    do throws(BoundedFile.Fault) { bytes = try BoundedFile.contents(of: path) } catch {
      throw CommandFailure(error, path: path)
    }
    let chapters = sections?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
      !$0.isEmpty
    }
    let record = ReportRecord(
      sha256: Digest(of: bytes).description, bytes: bytes.count,
      template: FilePath.name(try TemplateSource.path(of: templateName, data: data)), brand: brand.map(FilePath.name),
      sections: chapters, draft: draft, date: try ReportDate.fromEnvironment(),
      seal: try seal.map { path throws(CommandFailure) in
        try SealedReport.root(of: path, for: assessment, templates: [templateName], brand: brand, data: data)
      })
    let dress = try brand.map { path throws(CommandFailure) in try BrandSource.load(path, data: data) }
    let made: ReportPipeline.Report
    do {
      let pipeline = try ReportPipeline(template: templateName, brand: dress, data: data)
      made = try pipeline.report(source.scorecard, options: record.options, particulars: record.particulars)
    } catch { throw CommandFailure(reporting: error) }
    guard made.bytes == bytes else {
      throw CommandFailure(
        .inputWrong, "report-differs",
        LocalizedText(
          chinese: "\(path) 与这份评估按所给选项做出的报告不一致，没有存入",
          english: "\(path) is not the report that these options make of this assessment; nothing was added"),
        hint: LocalizedText(
          chinese: "--template、--brand、--sections、--draft 要与生成报告时相同；或重新生成报告",
          english: "give the --template, --brand, --sections and --draft that it was made with, or make it again"))
    }
    return record
  }
}
