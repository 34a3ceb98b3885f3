internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// `pingxing kpi list`: the indicators and measures of the catalogue, as data files may call them.
struct IndicatorListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: localized(
        "列出指标目录：编号、公式与单位；给出指标时列出它的全部内容。",
        "Lists the catalogue: ids, formulas and units; of an indicator that is named, everything."),
      discussion: localized(
        "pingxing kpi list service-level 列出分子、分母、周期、最少样本与常见值及其出处；--full 列出所有指标的。",
        "`pingxing kpi list service-level` shows numerators, denominators, period, least sample and typical values with their "
          + "sources; --full shows those of all."))
  }

  @Argument(
    help: ArgumentHelp(
      localized("指标的编号或名称，可写几个。", "Ids or names of indicators."), valueName: "indicator"))
  var names: [String] = []

  @Flag(help: ArgumentHelp(localized("列出每个指标的全部内容。", "Show everything of every indicator.")))
  var full = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let catalogue = try IndicatorSource.catalogue(try shared.folders)
    guard names.isEmpty, !full else {
      let chosen = names.isEmpty ? catalogue.indicators : try names.map { try indicator($0, catalogue) }
      let cards = chosen.map { IndicatorCard(indicator: $0, language: InterfaceLanguage.current).lines() }
      return StandardStreams.print(cards.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
    }
    printNames(catalogue)
  }

  private func indicator(
    _ name: String, _ catalogue: IndicatorCatalogue
  ) throws(CommandFailure) -> IndicatorDefinition {
    let id = name.split(separator: "/").first.map(String.init) ?? name
    if let found = catalogue.indicators.first(where: { $0.isCalled(id) }) { return found }
    throw CommandFailure(
      .usage, "unknown-indicator",
      LocalizedText(chinese: "指标目录里没有“\(name)”", english: "the catalogue has no indicator “\(name)”"),
      hint: catalogue.suggestion(for: name))
  }

  private func printNames(_ catalogue: IndicatorCatalogue) {
    let language = InterfaceLanguage.current
    var table = TextTable([
      (localized("指标/公式", "indicator/variant"), .left), (localized("单位", "unit"), .left),
      (localized("名称", "name"), .left),
    ])
    for indicator in catalogue.indicators {
      for variant in indicator.variants {
        let subject = IndicatorSeries.Subject.indicator(indicator.id, variant: variant.id)
        // A formula may have a unit of its own.
        let unit = UnitName.localized(variant.unit ?? indicator.unit)
        table.add([subject.name, unit[language], catalogue.title(of: subject)[language]])
      }
    }
    for line in table.rowLines(indent: 0, width: 80).joined() { StandardStreams.print(line) }
    StandardStreams.print("")
    var measures = TextTable([
      (localized("基础量", "measure"), .left), (localized("单位", "unit"), .left), (localized("名称", "name"), .left),
    ])
    for measure in catalogue.measures {
      measures.add([measure.id.rawValue, UnitName.localized(measure.unit)[language], measure.title[language]])
    }
    for line in measures.rowLines(indent: 0, width: 80).joined() { StandardStreams.print(line) }
    StandardStreams.print("")
    let more = localized(
      "分子、分母、周期、最少样本与常见值：pingxing kpi list 指标，或 --full",
      "Numerators, denominators, periods, least samples, typical values: pingxing kpi list INDICATOR, or --full")
    StandardStreams.print(TerminalPage.wrapped(more))
  }
}
