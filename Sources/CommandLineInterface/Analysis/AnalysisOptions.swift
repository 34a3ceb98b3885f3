internal import AnalysisReports
internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import OperationalAnalysis
internal import Statistics

/// The options that every analysis takes, and what is done with its result.
struct AnalysisOptions: ParsableArguments {
  /// A form in which a result is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @Option(help: ArgumentHelp(localized("输出格式：table 或 json。", "The form of the output: table or json.")))
  var format: Format = .table

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized("另写一份 PDF：结论、图、表、方法。", "Also writes a PDF: conclusions, figures, tables, method."),
      valueName: "out.pdf"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      localized("置信水平，百分数；1 减去它就是显著性水平。", "The confidence in per cent; significance is what is left."),
      valueName: "95"))
  var confidence: Double = 95

  @OptionGroup var shared: SharedOptions

  /// How results are judged.
  var significance: Significance {
    get throws(CommandFailure) {
      guard confidence >= 50, confidence < 100, let confidence = try? Confidence(confidence / 100) else {
        throw CommandFailure(
          .usage, "confidence",
          LocalizedText(
            chinese: "--confidence 应为 50 至 100（不含）的百分数", english: "--confidence is a percentage from 50 to below 100"),
          hint: LocalizedText(chinese: "通常用 95", english: "95 is usual"))
      }
      return Significance(confidence)
    }
  }

  /// Prints a report, and writes the PDF where one is asked for.
  ///
  /// - Parameter inputs: the files that were read, which the PDF must not replace.
  func finish(_ report: AnalysisReport, inputs: [String] = []) throws {
    var written: String?
    if let output {
      try AnalysisPDF.refuseToReplace(inputs, by: output)
      let bytes = try AnalysisPDF.render(report, data: try shared.folders)
      try AtomicFile.write(bytes, to: output)
      written = output
    }
    // A PDF on standard output stands there alone.
    guard output != "-" else { return }
    switch format {
    case .json: StandardStreams.print(report.json.indented)
    case .table: StandardStreams.print(AnalysisView(report: report, language: InterfaceLanguage.current).text())
    }
    if let written { StandardStreams.complain(localized("已写出 \(written)", "wrote \(written)")) }
  }
}

/// Runs an analysis of a file; a refusal of the whole becomes an error about its data.
func analysed<Value>(
  _ file: String, _ analysis: () throws(AnalysisRefusal) -> Value
) throws(CommandFailure) -> Value {
  do throws(AnalysisRefusal) { return try analysis() } catch {
    throw CommandFailure(.inputWrong, error.code, error.message, at: SourceLocation(file: file))
  }
}
