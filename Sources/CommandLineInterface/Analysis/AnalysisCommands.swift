internal import ArgumentParser

/// The analyses below `pingxing kpi`.
enum AnalysisCommands {
  /// In the order in which help lists them.
  static var all: [any ParsableCommand.Type] {
    [
      ControlChartCommand.self, TrendCommand.self, CorrelationCommand.self, CalibrationCommand.self, TeamsCommand.self,
      ForecastCommand.self, SampleCommand.self, AttritionCommand.self, ParetoCommand.self,
    ]
  }
}
