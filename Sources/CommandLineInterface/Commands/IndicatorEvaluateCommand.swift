internal import ArgumentParser
internal import Diagnostics
internal import ResultDocument

/// `pingxing kpi evaluate`: what the indicators of an assessment prove.
struct IndicatorEvaluateCommand: ParsableCommand {
  /// A form of the output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "evaluate",
      abstract: localized(
        "按评估文件的指标数据，列出达标、走势与数据支持的等级。", "Says what the indicators of an assessment prove: targets met, trends, marks."))
  }

  @Argument(help: ArgumentHelp(localized("评估文件。", "The assessment."), valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: Format = .table

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let source = try AssessmentSource.load(file, data: try shared.folders)
    guard let evidence = ResultDocument(source.scorecard).root.part("indicator-evidence") else {
      throw CommandFailure(
        .usage, "no-indicators",
        LocalizedText(chinese: "\(file) 没有写 indicators", english: "\(file) names no indicators"),
        hint: LocalizedText(
          chinese: "加上 indicators: {file: kpi.csv}", english: "add indicators: {file: kpi.csv}"))
    }
    switch format {
    case .table: StandardStreams.print(IndicatorView(evidence: evidence).text())
    case .json: StandardStreams.printRaw(evidence.json)
    }
  }
}
