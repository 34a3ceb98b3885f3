internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import OperationalAnalysis
internal import Statistics

/// Analyses of the invented centre on which templates are tried: every kind of chart, tables with and without a figure,
/// and one that cannot run.
enum SampleAnalyses {
  /// What they say.
  static func reports() -> [AnalysisReport] {
    let refusal = AnalysisRefusal("too-few", "服务水平：至少要 4 个值，这里有 3", "service level: at least 4 values needed, 3 found")
    return [control(), trend(), correlation(), teams(), pareto(), forecast(), calibration()].compactMap(\.self) + [
      AnalysisReport(refused: refusal, kind: .trend, title: .init(chinese: "样例：不能计算的趋势", english: "Sample: no trend"))
    ]
  }

  /// Tenths that go up and down about 80.
  private static func values(_ count: Int, _ step: Int) -> [Rational] {
    (0..<count).map { Rational(780 + ($0 * 37 + step * 53) % 41 + $0, 10) }
  }

  private static let months = (0..<24).map { "\(2024 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)" }

  private static func series(_ name: String, _ step: Int) -> Observations {
    Observations(name: .same(name), unit: "%", labels: months, values: values(24, step))
  }

  private static func control() -> AnalysisReport? {
    let failed = (0..<24).map { 9 + $0 * 7 % 11 - $0 / 6 }
    return
      (try? ControlAnalysis(
        .shares(name: .same("样例不合格率"), labels: months, counts: failed, sizes: (0..<24).map { 180 + $0 * 13 % 40 }),
        changes: ["2025-01"])).map { AnalysisReport($0) }
  }

  private static func trend() -> AnalysisReport? {
    (try? TrendAnalysis(series("样例服务水平", 1))).map { AnalysisReport($0) }
  }

  private static func correlation() -> AnalysisReport? {
    (try? CorrelationAnalysis(series("样例服务水平", 1), series("样例满意度", 2), isSeries: true)).map { AnalysisReport($0) }
  }

  private static func teams() -> AnalysisReport? {
    let scores = ["甲组", "乙组", "丙组"].enumerated().flatMap { place, team in
      values(12, place).enumerated().map {
        TeamComparison.Value(team: team, unit: "坐席\($0 % 4 + 1)", value: $1 + Rational(place))
      }
    }
    return (try? TeamComparison(name: .same("样例得分"), unit: "分", values: scores)).map { AnalysisReport($0) }
  }

  private static func forecast() -> AnalysisReport? {
    let days = (1...4).compactMap { CalendarDate(year: 2025, month: 11, day: $0) }
    let intervals = days.flatMap { day in
      (16..<40).map { slot in
        ForecastCheck.Interval(
          day: day, minute: slot * 30, forecast: Rational(60 + slot % 7 * 9),
          actual: Rational(58 + slot % 7 * 10 + day.day * slot % 5))
      }
    }
    return (try? ForecastCheck(intervals, bands: TimeBand.hotline)).map { AnalysisReport($0) }
  }

  private static func calibration() -> AnalysisReport? {
    let scorers = ["样例甲", "样例乙", "样例丙"].enumerated().map { place, name in
      Observations(
        name: .same(name), unit: "分", labels: (1...20).map { "录音\($0)" },
        values: (0..<20).map { Rational(78 + $0 * 7 % 17 + (place * 5 + $0) % 4 - place) })
    }
    return (try? CalibrationAnalysis(scorers: scorers)).map { AnalysisReport($0) }
  }

  private static func pareto() -> AnalysisReport? {
    let entries = [("样例原因一", 34), ("样例原因二", 21), ("样例原因三", 5)].map {
      ComplaintAnalysis.Entry(cause: $0, count: $1, isRepeated: nil, isEscalated: nil)
    }
    return (try? ComplaintAnalysis(entries)).map { AnalysisReport($0) }
  }
}
