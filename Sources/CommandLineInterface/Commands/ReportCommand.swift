internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import PageLayout
internal import ReportComposer
internal import ResultDocument
internal import Scoring
internal import Typesetting

/// `pingxing report`: the PDF.
struct ReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: localized("生成中文 PDF 报告。", "Makes the Chinese PDF report."))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(localized("要写出的 PDF；- 为标准输出。", "The PDF to write; - is standard output."), valueName: "out.pdf"))
  var output: String

  @Option(
    help: ArgumentHelp(
      localized("模板的名称，或模板文件的路径。", "The name of a template, or the path of one."), valueName: "template"))
  var template: String = "full"

  @Option(
    help: ArgumentHelp(
      localized("只要这些章（编号以逗号分隔），另加封面。", "Only these chapters (ids, comma between), and the cover."),
      valueName: "ids"))
  var sections: String?

  @Option(
    help: ArgumentHelp(
      localized("品牌文件：徽标、颜色、字体、名称。", "A brand file: logo, colours, fonts, names."), valueName: "brand.yml"))
  var brand: String?

  @Flag(help: ArgumentHelp(localized("每页加“草稿”水印。", "A watermark on every page that says draft.")))
  var draft = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let start = ContinuousClock.now
    try refuseToReplace([file] + (brand.map { [$0] } ?? []))
    let data = try shared.folders
    let chapters = sections.map { list in
      list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    if let chapters, chapters.isEmpty {
      throw CommandFailure(
        .usage, "no-sections",
        LocalizedText(
          chinese: "--sections 后面要写章的编号，以半角逗号分隔", english: "--sections takes ids of chapters, comma between"))
    }
    let source = try AssessmentSource.load(file, data: data)
    let folder = URL(filePath: file).deletingLastPathComponent()
    try refuseToReplace(source.scorecard.assessment.evidence.compactMap(\.file).map { folder.appending(path: $0).path })
    let dress = try brand.map { path throws(CommandFailure) in try BrandSource.load(path, data: data) }
    let pipeline = try ReportPipeline(template: template, brand: dress, data: data)
    let options = CompositionOptions(
      sections: chapters,
      watermark: draft ? "草稿" : nil)
    let report: ReportPipeline.Report
    do {
      report = try pipeline.report(source.scorecard, options: options)
    } catch let error as InputRejected {
      throw CommandFailure(.inputWrong, error.diagnostics)
    } catch LayoutError.missingGlyphs(let glyphs) {
      let findings = pipeline.missingCharacters(glyphs, in: source.texts)
      DiagnosticPrinter.complain(DiagnosticReport(findings, sources: source.report.sources))
      throw CommandFailure(.inputWrong)
    }
    try AtomicFile.write(report.bytes, to: output)
    let summary = summary(report, source.scorecard, start.duration(to: .now))
    if output == "-" { StandardStreams.complain(summary) } else { StandardStreams.print(summary) }
  }

  /// Months of answers, or a piece of evidence, are easily lost to a name typed twice.
  private func refuseToReplace(_ inputs: [String]) throws(CommandFailure) {
    func place(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path }
    guard inputs.contains(where: { place($0) == place(output) }) else { return }
    throw CommandFailure(
      .usage, "output-is-input",
      LocalizedText(
        chinese: "\(output) 是评估文件或它的证据，没有改动它",
        english: "\(output) is the assessment or a piece of its evidence and was left alone"),
      hint: LocalizedText(chinese: "用 -o 给报告另起一个文件名", english: "give the report another name with -o"))
  }

  private func summary(_ report: ReportPipeline.Report, _ scorecard: Scorecard, _ time: Duration) -> String {
    let results = ResultDocument(scorecard).root.list("rubrics").map { rubric in
      "\(rubric["id"] ?? "") " + (rubric[localized("result-display", "result-display-en")] ?? "")
    }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    return [
      output, localized("\(report.pageCount) 页", "\(report.pageCount) pages"),
      results.joined(separator: localized("，", ", ")), String(format: "%.2f s", seconds),
    ].joined(separator: "  ")
  }
}
