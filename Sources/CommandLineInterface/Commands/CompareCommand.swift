internal import ArgumentParser
internal import Branding
internal import Comparison
internal import Diagnostics
internal import Foundation
internal import PageLayout
internal import ReportComposer
internal import ResultDocument
internal import Scoring

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
        The earliest comes first. Two editions are compared through their crosswalk in Rubrics/crosswalks. The causes add up \
        to the change exactly; Docs/comparison.md tells how.
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

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: Format?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized("写成 PDF；- 为标准输出。", "Write it as a PDF; - is standard output."), valueName: "out.pdf"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      localized("PDF 的模板：名称或路径；缺省 compare。", "The template of the PDF: its name or path; compare if not given."),
      valueName: "template"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      localized("PDF 的品牌文件：徽标、颜色、字体、名称。", "A brand file for the PDF: logo, colours, fonts, names."),
      valueName: "brand.yml"))
  var brand: String?

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
    guard output == nil || format == nil else {
      throw CommandFailure(
        .usage, "two-forms",
        LocalizedText(chinese: "-o 写 PDF，不能同时用 --format", english: "-o writes a PDF and does not go with --format"))
    }
    if output == nil, let unused = template != nil ? "--template" : brand != nil ? "--brand" : nil {
      throw CommandFailure(
        .usage, "option-unused",
        LocalizedText(chinese: "\(unused) 只用于写 PDF", english: "\(unused) is for the PDF only"),
        hint: LocalizedText(chinese: "加上 -o 比较.pdf", english: "add -o comparison.pdf"))
    }
    let inputs = assessments.map(\.path)
    try ExistingFile.refuseToReplace(inputs + [brand].compactMap(\.self), by: [output].compactMap(\.self))
    let data = try shared.folders
    let loaded = try ComparisonSource.load(assessments, force: force, data: data)
    let named = loaded.sources.flatMap(\.scorecard.assessment.namedFiles)
    try ExistingFile.refuseToReplace(
      inputs.flatMap { path in named.map { FilePath.joined(FilePath.folder(path), $0) } },
      by: [output].compactMap(\.self))
    if let output { return try write(loaded, to: output, data) }
    let document = ComparisonDocument(loaded.series)
    switch format ?? .table {
    case .table:
      StandardStreams.print(ComparisonView(document: document.root, language: InterfaceLanguage.current).text())
    case .json: StandardStreams.printRaw(document.json)
    }
  }

  private var assessments: [EarlierAssessment] { files.map { EarlierAssessment($0) } }

  private func write(_ loaded: ComparisonSource.Loaded, to output: String, _ data: DataFolders) throws {
    let template = template ?? "compare"
    let dress = try brand.map { path throws(CommandFailure) in try BrandSource.load(path, data: data) }
    try ExistingFile.refuseToReplace(
      (dress?.files ?? []) + [try TemplateSource.path(of: template, data: data)], by: [output])
    let pipeline = try ReportPipeline(template: template, brand: dress, data: data)
    let scorecards = loaded.series.scorecards
    let report: ReportPipeline.Report
    do {
      report = try pipeline.report(
        scorecards[scorecards.count - 1], comparedIn: loaded.series, options: CompositionOptions())
    } catch LayoutError.missingGlyphs(let glyphs) {
      let findings = pipeline.missingCharacters(glyphs, in: loaded.sources.map(\.texts))
      let sources = loaded.sources.reduce(into: [:]) { all, source in
        all.merge(source.report.sources) { first, _ in first }
      }
      DiagnosticPrinter.complain(DiagnosticReport(findings, sources: sources))
      throw CommandFailure(.inputWrong)
    } catch {
      throw CommandFailure(reporting: error)
    }
    DiagnosticPrinter.complain(report.warnings)
    try AtomicFile.write(report.bytes, to: output)
    let summary = "\(output)  " + localized("\(report.pageCount) 页", "\(report.pageCount) pages")
    if output == "-" { StandardStreams.complain(summary) } else { StandardStreams.print(summary) }
  }
}
