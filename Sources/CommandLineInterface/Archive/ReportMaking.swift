internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import History
internal import ReportComposer
internal import Scoring
internal import Sealing

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

  @Option(
    help: ArgumentHelp(
      localized(
        "报告与之比较的评估：文件，或档案里的编号；要先存入。",
        "The assessment that the report compares with: a file or an entry; it has to be in the archive."),
      valueName: "last"))
  var compare: String?

  @Flag(
    help: ArgumentHelp(
      localized("报告比较时用了 --renamed。", "The report was compared with --renamed: the organisation had another name.")))
  var renamed = false

  @Flag(help: ArgumentHelp(localized("报告有“草稿”水印。", "The report is marked as a draft.")))
  var draft = false

  /// The template, named or not.
  var templateName: String { template ?? "full" }

  /// The options that were given.
  var given: [String] {
    [
      template.map { _ in "--template" }, brand.map { _ in "--brand" }, sections.map { _ in "--sections" },
      seal.map { _ in "--seal" }, compare.map { _ in "--compare" }, renamed ? "--renamed" : nil,
      draft ? "--draft" : nil,
    ].compactMap(\.self)
  }

  /// The record of a report, after it was made again and found to be the same.
  func record(
    of path: String, for assessment: String, _ source: AssessmentSource, comparedWith earlier: ComparedEntry?,
    data: DataFolders
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
      seal: try seal.map { path in
        try SealedReport.root(
          of: path, for: assessment, templates: [templateName], brand: brand, comparedWith: earlier?.name, data: data)
      }, compare: earlier?.number, renamed: renamed ? true : nil)
    let dress = try brand.map { path throws(CommandFailure) in try BrandSource.load(path, data: data) }
    let made: ReportPipeline.Report
    do {
      let pipeline = try ReportPipeline(template: templateName, brand: dress, data: data)
      made = try pipeline.report(
        source.scorecard, comparedIn: earlier?.series, options: record.options, particulars: record.particulars)
    } catch { throw CommandFailure(reporting: error) }
    guard made.bytes == bytes else {
      throw CommandFailure(
        .inputWrong, "report-differs",
        LocalizedText(
          chinese: "\(path) 与这份评估按所给选项做出的报告不一致，没有存入",
          english: "\(path) is not the report that these options make of this assessment; nothing was added"),
        hint: LocalizedText(
          chinese: "--template、--brand、--sections、--seal、--compare、--renamed、--draft 要与生成报告时相同；或重新生成报告",
          english:
            "give the --template, --brand, --sections, --seal, --compare, --renamed and --draft that it was made with, or make it again"
        ))
    }
    return record
  }
}
