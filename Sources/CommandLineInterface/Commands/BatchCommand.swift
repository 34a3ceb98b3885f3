internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import InputFiles
internal import ReportComposer

/// `pingxing batch`: the reports of all assessments under a folder.
struct BatchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "batch",
      abstract: localized("为文件夹下的每份评估生成报告。", "Makes the report of every assessment under a folder."),
      discussion: localized(
        """
        评估是写有 format: pingxing/assessment/… 的 .yml 或 .yaml 文件，包括子文件夹中的；隐藏的和链接的文件夹除外。
        像评估却没有写对 format 的文件会提醒，但不处理；打不开的文件算失败。
        报告以评估的路径命名：clients/lanchuan/centre.yml 的报告是 lanchuan-centre.pdf。
        一份失败不影响其余；有失败时以状态 1 结束。
        """,
        """
        An assessment is a .yml or .yaml file with format: pingxing/assessment/…, also in folders below; hidden folders \
        and links to folders are passed by. Reports are named after the paths: that of clients/lanchuan/centre.yml is \
        lanchuan-centre.pdf. A file with the keys of an assessment but another format is named and left out; one that cannot be \
        opened counts as failed. One that fails does not stop the rest; the status is then 1.
        """))
  }

  @Argument(help: ArgumentHelp(localized("含有评估的文件夹。", "The folder with the assessments."), valueName: "folder"))
  var folder: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized("放报告的文件夹；没有则建立。", "The folder for the reports; made where it is missing."), valueName: "out"))
  var output: String

  @Option(
    help: ArgumentHelp(
      localized("同时生成几份；默认与处理器数相同。", "How many at a time; by default as many as processors."), valueName: "n"))
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp(
      localized("模板的名称，或模板文件的路径。", "The name of a template, or the path of one."), valueName: "template"))
  var template: String = "full"

  @Option(
    help: ArgumentHelp(
      localized("品牌文件：徽标、颜色、字体、名称。", "A brand file: logo, colours, fonts, names."), valueName: "brand.yml"))
  var brand: String?

  @Flag(help: ArgumentHelp(localized("每页加“草稿”水印。", "A watermark on every page that says draft.")))
  var draft = false

  @OptionGroup var shared: SharedOptions

  /// More threads than this have no use on any machine, and each needs memory.
  private static let mostJobs = 1024

  func run() throws {
    guard (1...Self.mostJobs).contains(jobs) else {
      throw CommandFailure(
        .usage, "jobs",
        LocalizedText(
          chinese: "--jobs 应在 1 到 \(Self.mostJobs) 之间，这里是 \(jobs)",
          english: "--jobs has to be between 1 and \(Self.mostJobs), and is \(jobs)"))
    }
    try refuseSeveralTemplates()
    let data = try shared.folders
    let search = try AssessmentSearch(folder)
    DiagnosticPrinter.complain(BatchView.notes(on: search.doubtful, in: folder))
    guard !search.found.isEmpty || !search.unreadable.isEmpty else {
      throw CommandFailure(
        .inputMissing, "no-assessments",
        LocalizedText(chinese: "\(folder) 下没有评估文件", english: "there is no assessment under \(folder)"),
        hint: LocalizedText(
          chinese: "评估文件以 .yml 结尾，并写有 format: pingxing/assessment/1",
          english: "an assessment ends in .yml and says format: pingxing/assessment/1"))
    }
    let library = try RubricSource.library(data)
    let dress = try brand.map { path throws(CommandFailure) in try BrandSource.load(path, data: data) }
    let pipeline = try ReportPipeline(template: template, brand: dress, data: data)
    // A wrong date is wrong for all of them.
    _ = try ReportDate.fromEnvironment()
    try makeOutputFolder()
    let items = zip(search.found, ReportNames.names(for: search.found)).map { path, name in
      (input: "\(folder)/\(path)", output: "\(output)/\(name)")
    }
    let run = BatchRun(
      items, pipeline: pipeline, library: library, options: CompositionOptions(watermark: draft ? "草稿" : nil))
    let outcomes = run.run(jobs: jobs)
    let view = BatchView(
      folder: folder, paths: search.found, outcomes: outcomes, unreadable: search.unreadable)
    view.complain()
    for line in view.lines() { StandardStreams.print(line) }
    if view.failureCount > 0 { throw CommandFailure(.requirementNotMet) }
  }

  /// Refuses a list of templates, which `report` takes: reports of two templates would have the same names here.
  private func refuseSeveralTemplates() throws(CommandFailure) {
    let isFile = FileManager.default.fileExists(atPath: template)
    guard let list = ReportOutputs.halfWidthList(template) ?? (isFile ? nil : template) else { return }
    let names = list.split(separator: ",")
    guard names.count > 1 else { return }
    let stem = output.hasSuffix("/") ? String(output.dropLast()) : output
    let folder = "\(stem)-\(ReportOutputs.label(String(names[0])))"
    throw CommandFailure(
      .usage, "one-template",
      LocalizedText(
        chinese: "batch 一次用一个模板，这里写了 \(names.count) 个：\(template)",
        english: "batch takes one template at a time, and here are \(names.count): \(template)"),
      hint: LocalizedText(
        chinese: "每个模板运行一次，各用一个文件夹：先用 --template \(names[0]) -o \(folder)",
        english: "run it once for each, with a folder of its own: first --template \(names[0]) -o \(folder)"
      ))
  }

  private func makeOutputFolder() throws(CommandFailure) {
    try ExistingFile.refusePlaceOfLog(output)
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        .outputFailed, "output-failed",
        LocalizedText(chinese: "不能建立文件夹 \(output)", english: "cannot make the folder \(output)"),
        hint: LocalizedText(
          chinese: "换一个文件夹，或检查它上一级的权限", english: "name another folder, or check the permissions above it"))
    }
  }
}
