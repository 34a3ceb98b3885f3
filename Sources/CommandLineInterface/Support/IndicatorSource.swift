internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// Finds the catalogue of indicators.
enum IndicatorSource {
  /// The catalogue; a file with errors is shown and is a wrong input.
  static func catalogue(_ data: DataFolders) throws(CommandFailure) -> IndicatorCatalogue {
    let (catalogue, report) = try RubricSource.library(data).catalogue()
    guard !report.hasErrors else {
      DiagnosticPrinter.complain(report)
      throw CommandFailure(.inputWrong)
    }
    return catalogue
  }
}

/// The option of commands that read data files.
struct MappingOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      localized(
        "映射文件，写明各列是什么；列名是标准名称时不需要。", "A mapping file that says what the columns are; not needed for the plain form."),
      valueName: "map.yml"))
  var map: String?

  /// The mapping, where one is named; its errors are shown and are a wrong input.
  func load(_ catalogue: IndicatorCatalogue) throws(CommandFailure) -> IndicatorMap? {
    guard let map else { return nil }
    let load = IndicatorMap.load(map, catalogue: catalogue)
    guard let read = load.map else {
      DiagnosticPrinter.complain(load.report)
      throw CommandFailure(load.isMissing ? .inputMissing : .inputWrong)
    }
    return read
  }
}
