internal import ArgumentParser
internal import AssessmentModel
internal import Comparison
internal import Diagnostics
internal import Foundation
internal import History
internal import InputFiles
internal import PageLayout
internal import ReportComposer
internal import ResultDocument
internal import Scoring
internal import Sealing

/// `pingxing replay`: an old report made again.
struct ReplayCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replay",
      abstract: localized(
        "按档案里的准则重做旧报告，并说明是否一致。", "Makes an old report again with its own rubric, and says whether the bytes agree."),
      discussion: localized(
        """
        用的是存入时的评估、准则、模板和品牌；证据只按存入时的 SHA-256 计，不需要在场。存入时没有 --report 的，用现在的模板重做，
        无从比对字节。评分结果总是与存入的比对。不一致时仍写出报告，以状态 1 结束。
        """,
        """
        The assessment, rubrics, template and brand are those that were kept; evidence counts by its SHA-256 and need not be \
        there. Without a report in the entry the present template is used and there are no bytes to compare. The scores are \
        always compared. The report is written in any case; ends with status 1 where something differs.
        """))
  }

  @OptionGroup var file: ArchiveArgument
  @OptionGroup var which: EntryArgument

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(localized("要写出的 PDF；- 为标准输出。", "The PDF to write; - is standard output."), valueName: "out.pdf"))
  var output: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let data = try shared.folders
    try ExistingFile.refuseToReplace([file.archive], by: [output])
    let (files, earlier) = try ArchiveSource.with(file.archive, others: [which.entry]) { archive in
      let files = try EntryFiles(ArchiveSource.entry(which.entry, in: archive), in: archive)
      let compared = files.entry.report.flatMap { ReportRecord(text: $0)?.compare }
      return (files, try compared.map { try EntryFiles(archive.entry($0), in: archive, for: .scoring) })
    }
    try files.withFolder { folder in
      try run(
        Replay(
          files, in: folder, comparedWith: earlier?.source(of: file.archive, sharing: SharedReadings()), data: data))
    }
  }

  private func run(_ replay: Replay) throws {
    let report: ReportPipeline.Report
    do { report = try replay.report() } catch { throw CommandFailure(reporting: error) }
    try AtomicFile.write(report.bytes, to: output)
    let findings = replay.findings(about: report)
    DiagnosticPrinter.complain(findings)
    let lines = replay.summary(of: report, isSame: findings.isEmpty, path: output)
    for line in lines {
      if output == "-" { StandardStreams.complain(line) } else { StandardStreams.print(line) }
    }
    if !findings.isEmpty { throw CommandFailure(.requirementNotMet) }
  }
}

/// An entry that is scored and reported again.
struct Replay {
  private let files: EntryFiles
  private let folder: String
  private let data: DataFolders
  private let source: AssessmentSource
  private let record: ReportRecord?
  private let earlier: AssessmentSource?

  /// Scores the assessment that lies below a folder again, by the rubrics there.
  ///
  /// - Parameter earlier: the assessment that its report compares with.
  init(_ files: EntryFiles, in folder: String, comparedWith earlier: AssessmentSource?, data: DataFolders) throws {
    self.earlier = earlier
    self.files = files
    self.folder = folder
    self.data = data
    record = try files.entry.report.map { text in
      guard let record = ReportRecord(text: text) else { throw ArchiveError.changed(entry: files.entry.number) }
      return record
    }
    source = try files.source(in: folder)
  }

  /// The report, made as it was recorded.
  func report() throws -> ReportPipeline.Report {
    let template = record.map { folder + "/Templates/" + $0.template } ?? "full"
    let brand = try record?.brand.map { name throws(CommandFailure) in
      try BrandSource.load(folder + "/Brand/" + name, data: data)
    }
    let pipeline = try ReportPipeline(template: template, brand: brand, data: data)
    let series = try earlier.map { earlier throws(CommandFailure) in
      try ComparisonSource.series(
        [earlier, source], organisations: record?.organisations ?? .one,
        library: RubricLibrary(folders: [folder + "/Rubrics"]))
    }
    return try pipeline.report(
      source.scorecard, comparedIn: series, options: record?.options ?? CompositionOptions(),
      particulars: record?.particulars ?? ReportPipeline.Particulars(day: .recorded(nil)))
  }

  /// What is not as it was: scores, fonts, the bytes of the report.
  func findings(about report: ReportPipeline.Report) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    func add(_ code: String, _ chinese: String, _ english: String) {
      findings.append(Diagnostic(.warning, code, LocalizedText(chinese: chinese, english: english)))
    }
    // Whoever changed the entry may have given it another hash.
    let kept = files.all.first { $0.path == EntryFiles.result }?.bytes ?? []
    let contradictions = ResultInShort.differences(of: files.entry, from: kept)
    if !contradictions.isEmpty {
      add(
        "entry-contradicts",
        "第 \(files.entry.number) 号记录与它存的评分结果不符：\(contradictions.joined(separator: "、"))",
        "entry \(files.entry.number) contradicts the result document that it keeps: \(contradictions.joined(separator: ", "))"
      )
    }
    // The result of the assessment alone; that of the report may have a comparison in it.
    if Digest(of: ResultDocument(source.scorecard).json.utf8) != files.entry.result {
      add(
        "result-differs", "评分结果文档与存入的不同（存入时程序版本 \(files.entry.tool)，现在 \(ProgramVersion.text)）",
        "the result document is not the one that was kept (by version \(files.entry.tool); this is \(ProgramVersion.text))"
      )
    }
    guard let record else { return findings }
    guard record.sha256 != Digest(of: report.bytes).description else { return findings }
    add(
      "report-differs", "报告的字节与当时的不同：现在 \(report.bytes.count) 字节，当时 \(record.bytes) 字节",
      "the report's bytes are not those of then: \(report.bytes.count) bytes now, \(record.bytes) then")
    let places = SealPlaces(folder: folder, templates: [], brand: nil, data: data)
    for font in files.manifest.files where font.role == .font && (try? places.present(font)) != font {
      add("font-differs", "字体 \(font.path) 与当时的不同或不在本机", "the font \(font.path) is another one than then, or not here")
    }
    return findings
  }

  /// The closing lines.
  func summary(of report: ReportPipeline.Report, isSame: Bool, path: String) -> [String] {
    let number = files.entry.number
    var lines = [
      localized(
        "\(path)  \(report.pageCount) 页  第 \(number) 号记录，\(files.entry.recorded) 存入",
        "\(path)  \(counted(report.pageCount, "page"))  entry \(number), added \(files.entry.recorded)")
    ]
    if record == nil {
      lines.append(localized("存入时没有记下报告，只比对了评分结果", "no report was kept with the entry; only the scores were compared"))
    }
    if isSame {
      lines.append(
        record == nil
          ? localized("评分结果与存入的一致", "the scores are the same as then")
          : localized("与当时的报告逐字节一致", "the same report, byte for byte"))
    }
    return lines
  }
}
