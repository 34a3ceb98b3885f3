internal import ArgumentParser
internal import Branding
internal import Comparison
internal import Diagnostics
internal import Foundation
internal import PageLayout
internal import ReportComposer
internal import ResultDocument
internal import Scoring

/// What becomes of a comparison: a table, JSON or a PDF. The same for files and for entries of an archive.
struct ComparisonOptions: ParsableArguments {
  /// A form in which a comparison is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

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
    help: ArgumentHelp(
      localized(
        "机构不同也比较，结果会注明；只比等级，不跟踪发现。",
        "Compare also where the organisations differ; the result says so. Marks are compared, findings are not followed."
      )))
  var force = false

  @Flag(
    help: ArgumentHelp(
      localized(
        "机构名称不同，是因为改过名：照同一机构比较。",
        "The names differ because the organisation got another one: it is one all the same.")))
  var renamed = false

  /// What is made of two names of organisations.
  var organisations: OrganisationPolicy { renamed ? .renamed : force ? .several : .one }

  /// Refuses options that do not go together.
  func check() throws(CommandFailure) {
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
    guard !force || !renamed else {
      throw CommandFailure(
        .usage, "force-and-renamed",
        LocalizedText(
          chinese: "--force 是比较不同的机构，--renamed 是同一机构改过名，只能写一个",
          english: "--force is for two organisations and --renamed for one under two names; only one of them goes"))
    }
  }

  /// Refuses an output that is a file which the command reads.
  func refuseToReplace(_ inputs: [String]) throws(CommandFailure) {
    try ExistingFile.refuseToReplace(inputs + [brand].compactMap(\.self), by: [output].compactMap(\.self))
  }

  /// Prints or writes a comparison.
  ///
  /// - Throws: with status 1 where the comparison was made and neighbours of it have nothing in common.
  func finish(_ loaded: ComparisonSource.Loaded, data: DataFolders) throws {
    if let output { try write(loaded, to: output, data) } else { print(ComparisonDocument(loaded.series)) }
    guard loaded.series.gaps.isEmpty else { throw CommandFailure(.requirementNotMet) }
  }

  private func print(_ document: ComparisonDocument) {
    switch format ?? .table {
    case .table:
      StandardStreams.print(ComparisonView(document: document.root, language: InterfaceLanguage.current).text())
    case .json: StandardStreams.printRaw(document.json)
    }
  }

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
    let summary = "\(output)  " + localized("\(report.pageCount) 页", counted(report.pageCount, "page"))
    if output == "-" { StandardStreams.complain(summary) } else { StandardStreams.print(summary) }
  }
}
