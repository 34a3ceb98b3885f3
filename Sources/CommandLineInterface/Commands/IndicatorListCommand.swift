internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics

/// `pingxing kpi list`: the indicators and measures of the catalogue, as data files may call them.
struct IndicatorListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: localized(
        "列出指标目录：编号、公式与单位。", "Lists the catalogue: ids, formulas and units."))
  }

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let catalogue = try IndicatorSource.catalogue(try shared.folders)
    let language = InterfaceLanguage.current
    var table = TextTable([
      (localized("指标/公式", "indicator/variant"), .left), (localized("单位", "unit"), .left),
      (localized("名称", "name"), .left),
    ])
    for indicator in catalogue.indicators {
      for variant in indicator.variants {
        let subject = IndicatorSeries.Subject.indicator(indicator.id, variant: variant.id)
        table.add([subject.name, indicator.unit, catalogue.title(of: subject)[language]])
      }
    }
    for line in table.lines(indent: 0, width: 80) { StandardStreams.print(line) }
    StandardStreams.print("")
    var measures = TextTable([
      (localized("基础量", "measure"), .left), (localized("单位", "unit"), .left), (localized("名称", "name"), .left),
    ])
    for measure in catalogue.measures { measures.add([measure.id.rawValue, measure.unit, measure.title[language]]) }
    for line in measures.lines(indent: 0, width: 80) { StandardStreams.print(line) }
  }
}
