internal import ArgumentParser

/// `pingxing kpi`: the figures of an operation.
struct IndicatorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "kpi",
      abstract: localized("运营指标：检查数据，看它证明什么。", "Indicators: checks data and says what they prove."),
      subcommands: [IndicatorListCommand.self, IndicatorCheckCommand.self])
  }
}
