internal import ArgumentParser
internal import AssessmentModel
internal import Branding
internal import Comparison
internal import Diagnostics
internal import Foundation
internal import PDFOutput
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
      abstract: localized("生成中文 PDF 报告。", "Makes the Chinese PDF report."),
      discussion: localized(
        """
        一次可以用几个模板：--template full,board,workpaper -o 报告/
        -o 以 / 结尾是文件夹（没有就建立），文件名为“评估文件名-模板名.pdf”；其中的 {template} 换成模板名；否则是一个文件。
        几份报告要么全部写出，要么一份也不写。
        """,
        """
        One run can use several templates: --template full,board,workpaper -o reports/
        -o is a folder where it ends in / (made if need be; files are called assessment-template.pdf); {template} in it \
        stands for the template's name; else it is one file. Several reports are written all or not at all.
        """))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized(
        "要写出的 PDF、文件夹/ 或含 {template} 的文件名；- 为标准输出。",
        "The PDF to write, a folder/, or a name with {template}; - is standard output."), valueName: "out.pdf"))
  var output: String

  @Option(
    help: ArgumentHelp(
      localized(
        "模板的名称或模板文件的路径，可以有几个，以半角逗号分隔；pingxing template list 列出全部。",
        "The names of templates, or the paths of some, comma between; `pingxing template list` shows them."),
      valueName: "template"))
  var template: String = "full"

  @Option(
    help: ArgumentHelp(
      localized(
        "只要这些章（编号以逗号分隔），另加封面；用几个模板时，每个模板都要有这些章。",
        "Only these chapters (ids, comma between), and the cover; of several templates, each has to have them."),
      valueName: "ids"))
  var sections: String?

  @Option(
    help: ArgumentHelp(
      localized("品牌文件：徽标、颜色、字体、名称。", "A brand file: logo, colours, fonts, names."), valueName: "brand.yml"))
  var brand: String?

  @Option(
    help: ArgumentHelp(
      localized("封存清单；核对后把根的前 16 位印在页脚。", "A seal, whose root is printed in the foot once it is found to fit."),
      valueName: "seal"))
  var seal: String?

  @Option(
    name: .customLong("compare"),
    help: ArgumentHelp(
      localized(
        "与这次以前的一次评估比较，加一章，雷达图加上以往的轮廓；只写一次。",
        "Compare with one earlier assessment: a chapter, and its outline in the radar; goes once."),
      valueName: "last.yml"))
  var compares: [String] = []

  @Flag(
    help: ArgumentHelp(
      localized(
        "与 --compare 连用：那时机构用的是另一个名称，照同一机构比较。",
        "Goes with --compare: the organisation had another name then, and is the same.")))
  var renamed = false

  @Flag(help: ArgumentHelp(localized("每页加“草稿”水印。", "A watermark on every page that says draft.")))
  var draft = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let start = ContinuousClock.now
    let outputs = try ReportOutputs(templates: template, output: output, assessment: file)
    let paths = outputs.targets.map(\.path)
    let compare = try earlierName
    if renamed, compare == nil {
      throw CommandFailure(
        .usage, "renamed-alone",
        LocalizedText(chinese: "--renamed 只与 --compare 连用", english: "--renamed goes with --compare"))
    }
    let earlier = compare.map { EarlierAssessment($0).path }
    try ExistingFile.refuseToReplace([file] + [brand, seal, earlier].compactMap(\.self), by: paths)
    let data = try shared.folders
    if let sections, let half = ReportOutputs.halfWidthList(sections) {
      throw CommandFailure(
        .usage, "section-list",
        LocalizedText(
          chinese: "--sections 的各个编号要以半角逗号分隔：\(sections)",
          english: "the ids of --sections take commas between them: \(sections)"),
        hint: LocalizedText(chinese: "写成 --sections \(half)", english: "write --sections \(half)"))
    }
    let chapters = sections.map { list in
      list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    if let chapters, chapters.isEmpty {
      throw CommandFailure(
        .usage, "no-sections",
        LocalizedText(
          chinese: "--sections 后面要写章的编号，以半角逗号分隔", english: "--sections takes ids of chapters, comma between"))
    }
    let library = try RubricSource.library(data)
    let (source, last, templates, dress) = try AllAtOnce.read(
      { try AssessmentSource.load(file, library: library) },
      { try compare.map { try EarlierAssessment($0).load(library: library) } },
      { try TemplateSource.load(outputs.targets.map(\.template), data: data) },
      { try brand.map { try BrandSource.load($0, data: data) } })
    let series = try last.map { last throws(CommandFailure) in
      try ComparisonSource.series([last, source], organisations: renamed ? .renamed : .one, library: library)
    }
    for (path, read) in [(file, source), (earlier ?? file, last ?? source)] {
      try ExistingFile.refuseToReplace(
        read.scorecard.assessment.namedFiles.map { FilePath.joined(FilePath.folder(path), $0) }, by: paths)
    }
    let own = try outputs.targets.map { target throws(CommandFailure) in
      try TemplateSource.path(of: target.template, data: data)
    }
    try ExistingFile.refuseToReplace((dress?.files ?? []) + own, by: paths)
    source.remindOfWarnings()
    let fonts = try ReportFonts.library(data, preferring: dress?.faces ?? [:])
    let paintingFonts = PaintingFonts(fonts)
    let options = CompositionOptions(
      sections: chapters,
      watermark: draft ? ReportWording.draft : nil)
    let root = try seal.map { path in
      try SealedReport.root(
        of: path, for: file, templates: outputs.targets.map(\.template), brand: brand, comparedWith: compare, data: data
      )
    }
    var reports: [ReportPipeline.Report] = []
    var summaries: [String] = []
    var previous = start
    do {
      for (template, target) in zip(templates, outputs.targets) {
        let pipeline = ReportPipeline(
          template: template, fonts: fonts, paintingFonts: paintingFonts, brand: dress)
        let report = try pipeline.report(
          source.scorecard, comparedIn: series, options: options,
          particulars: ReportPipeline.Particulars(seal: root))
        reports.append(report)
        if report.ignoresComparison { remindOfComparison(target.template) }
        let now = ContinuousClock.now
        summaries.append(summary(report, target.path, previous.duration(to: now)))
        previous = now
      }
    } catch LayoutError.missingGlyphs(let glyphs) {
      let findings = MissingCharacters(fonts: fonts).findings(for: glyphs, in: [source, last].compactMap { $0?.texts })
      let sources = source.report.sources.merging(last?.report.sources ?? [:]) { first, _ in first }
      DiagnosticPrinter.complain(DiagnosticReport(findings, sources: sources))
      throw CommandFailure(.inputWrong)
    } catch {
      throw CommandFailure(reporting: error)
    }
    DiagnosticPrinter.complain(reports.flatMap(\.warnings))
    try outputs.write(reports.map(\.bytes))
    for summary in summaries {
      if output == "-" { StandardStreams.complain(summary) } else { StandardStreams.print(summary) }
    }
  }

  /// The assessment to compare with; a report has room for one.
  private var earlierName: String? {
    get throws(CommandFailure) {
      guard compares.count > 1 else { return compares.first }
      throw CommandFailure(
        .usage, "several-comparisons",
        LocalizedText(
          chinese: "--compare 只能写一次，这里写了 \(compares.count) 次",
          english: "--compare goes once, and stands here \(compares.count) times"),
        hint: LocalizedText(
          chinese: "几次评估一起比较，用 pingxing compare \((compares + [file]).joined(separator: " ")) -o 比较.pdf",
          english:
            "to compare several, use pingxing compare \((compares + [file]).joined(separator: " ")) -o comparison.pdf"))
    }
  }

  private func remindOfComparison(_ template: String) {
    StandardStreams.complain(
      localized(
        "提醒：模板 \(template) 的这份报告不含比较，--compare 没有用上；比较在模板 full 或 pingxing compare … -o 里。",
        "Note: this report by the template \(template) has no comparison in it, so --compare changes nothing; the template full has one, and so has pingxing compare … -o."
      ))
  }

  private func summary(
    _ report: ReportPipeline.Report, _ path: String, _ time: Duration
  ) -> String {
    let results = report.result.root.list("rubrics").map { rubric in
      "\(rubric["id"] ?? "") " + (rubric[localized("result-display", "result-display-en")] ?? "")
    }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    return [
      path, localized("\(report.pageCount) 页", "\(report.pageCount) pages"),
      results.joined(separator: localized("，", ", ")), String(format: "%.2f s", seconds),
    ].joined(separator: "  ")
  }
}
