internal import ArgumentParser
internal import Diagnostics
internal import InputFiles

/// `pingxing check`: every problem of an assessment at once.
struct CheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: localized("一次列出评估文件的所有问题。", "Lists all problems of an assessment at once."),
      discussion: localized(
        "有错误时以状态 1 结束；文件不存在为 66，完全读不了（编码、语法、大小）为 65。",
        "Ends with status 1 where there are errors, 66 where the file is missing, 65 where it cannot be read at all."
      ))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: DiagnosticFormat = .text

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let data = try shared.folders
    let library = try RubricSource.library(data)
    var load = AssessmentLoader.load(file, library: library)
    load.report.add(IndicatorReview(load, at: file, library: library).diagnostics)
    load.report.add(AnalysisReview(load.analyses, at: file, library: library).diagnostics)
    if load.isReadable {
      // What is refused for another reason needs no glyph.
      let refused = Set(load.report.diagnostics.filter { $0.severity == .error }.compactMap(\.location))
      let missing = MissingCharacters.findings(with: data) { $0.findings(in: load.texts) }
      load.report.add(missing.filter { finding in finding.location.map { !refused.contains($0) } ?? true })
    }
    StandardStreams.printRaw(format.render(load.report, completeness: load.completeness))
    if format == .text {
      let view = CompletenessView(rubrics: load.completeness)
      for line in view.lines() { StandardStreams.print(line) }
      DiagnosticPrinter.printSummary(load.report)
    }
    if load.isMissing { throw CommandFailure(.inputMissing) }
    if load.report.hasErrors {
      throw CommandFailure(load.isReadable ? .requirementNotMet : .inputWrong)
    }
  }
}
