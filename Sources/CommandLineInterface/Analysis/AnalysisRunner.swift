internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import OperationalAnalysis
internal import Statistics

/// Runs an analysis on its file: the one way for a command and for an assessment that lists it.
struct AnalysisRunner {
  /// What is asked.
  let request: AnalysisRequest
  /// The data as they are opened; nil for a method that needs none.
  let file: String?
  /// The files that have been read.
  let tables: AnalysisTables
  /// The indicators, for data in long form.
  let catalogue: () throws(CommandFailure) -> IndicatorCatalogue

  /// Takes a request and the place of its data.
  init(
    _ request: AnalysisRequest, file: String?, tables: AnalysisTables = AnalysisTables(),
    catalogue: @escaping () throws(CommandFailure) -> IndicatorCatalogue
  ) {
    self.request = request
    self.file = file
    self.tables = tables
    self.catalogue = catalogue
  }

  /// What the analysis says.
  ///
  /// - Throws: a failure whose `refusal` says why the method gives no result; any other is about the request, with the
  ///   status of wrong usage, or about the data.
  func report() throws(CommandFailure) -> AnalysisReport {
    let significance = try significance
    switch request.method {
    case .control(let value, let period, let chart, let changes):
      return try control(value, period, chart, changes, significance)
    case .attributeControl(let count, let size, let period, let chart, let changes):
      return try control(count, size, period, chart, changes, significance)
    case .trend(let value, let period):
      let series = try table().series(value, period: period)
      return AnalysisReport(
        try analysed { () throws(AnalysisRefusal) in
          try TrendAnalysis(series.values, significance: significance)
        }
      ).telling(series.rows)
    case .correlation(let x, let y, let period):
      return try correlation(x, y, period, significance)
    case .calibration(let scorers, let scale):
      return try calibration(scorers, scale, significance)
    case .comparison(let value, let by):
      return try comparison(value, by, significance)
    case .teams(let value, let by, let within):
      return try teams(value, by, within, significance)
    case .forecast(let forecast):
      return try self.forecast(forecast)
    case .sampleSize(let size):
      return try sampleSize(size, significance)
    case .sampleDraw(let by, let size, let atLeast, let seed, let name):
      return try draw(by, size, atLeast, seed, name)
    case .attrition(let hired, let left, let by, let period):
      return try attrition(hired, left, by, period, significance)
    case .pareto(let cause, let count, let repeated, let escalated):
      return try pareto(cause, count, repeated, escalated, significance)
    }
  }

  /// The rows that count.
  func table() throws(CommandFailure) -> AnalysisTable {
    guard let file else { preconditionFailure("every method but a sample's size has a file") }
    return try AnalysisTable(
      try tables.table(file), of: file, conditions: request.conditions, catalogue: catalogue)
  }

  /// Runs a method; its refusal becomes a failure that names the file.
  func analysed<Value>(_ analysis: () throws(AnalysisRefusal) -> Value) throws(CommandFailure) -> Value {
    do throws(AnalysisRefusal) { return try analysis() } catch { throw CommandFailure(error, file: file) }
  }

  /// How results are judged.
  private var significance: Significance {
    get throws(CommandFailure) {
      let share = request.confidence
      guard share >= 50, share < 100, let confidence = try? Confidence((share / 100).nearestDouble) else {
        throw CommandFailure(
          .usage, "confidence",
          LocalizedText(
            chinese: "--confidence 应为 50 至 100（不含）的百分数", english: "--confidence is a percentage from 50 to below 100"),
          hint: LocalizedText(chinese: "通常用 95", english: "95 is usual"))
      }
      return Significance(confidence)
    }
  }
}
