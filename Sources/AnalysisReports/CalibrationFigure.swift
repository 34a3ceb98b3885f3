internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
internal import OperationalAnalysis
internal import Statistics

/// What a calibration is seen by: the differences of each two checkers, with what is certain of them.
extension AnalysisReport {
  /// Adds the mean differences with their intervals and the limits of agreement; nothing where no pair has a test.
  mutating func differenceFigure(_ analysis: CalibrationAnalysis) {
    let tests = analysis.pairs.count { (try? $0.test.get()) != nil }
    guard tests > 0 else { return }
    let level = analysis.significance.text
    let (joint, english) = tests > 1 ? ("联合", "joint ") : ("", "")
    figure(
      "两两平均差与\(joint) \(level) 区间（浅色：约 95% 的录音之差）：不含 0 的有差别",
      "Mean differences with \(english)\(level) intervals (light: about 95% of recordings): those without 0 differ"
    ) { .intervals(Self.differences(analysis, $0)) }
  }

  private static func differences(
    _ analysis: CalibrationAnalysis, _ language: Language
  ) -> IntervalChart {
    let decimals = NumberText.decimals(of: analysis.scorers.flatMap(\.known))
    let counts = Set(analysis.pairs.map(\.count))
    let unit = unit(of: analysis) == "%" ? both("百分点", "points") : UnitName.localized(unit(of: analysis))
    let what = both("平均差", "mean difference")[language]
    return IntervalChart(
      rows: analysis.pairs.map { pair in
        let test = try? pair.test.get()
        let size = counts.count > 1 ? both("（n = \(pair.count)）", " (n = \(pair.count))")[language] : ""
        return IntervalChart.Row(
          label: "\(pair.first) − \(pair.second)" + size, value: test?.difference,
          text: test.map { NumberText.decimal($0.difference, $0.decimals(from: decimals)) } ?? "—",
          low: test?.interval.low, high: test?.interval.high,
          outerLow: test == nil ? nil : pair.limitsOfAgreement?.low,
          outerHigh: test == nil ? nil : pair.limitsOfAgreement?.high)
      },
      reference: ChartLevel(label: both("0（一样）", "0 (alike)")[language], value: 0),
      lowSide: both("前者打分低", "the first scores lower")[language],
      highSide: both("前者打分高", "the first scores higher")[language],
      unit: both("\(what)（\(unit.chinese)）", "\(what) (\(unit.english))")[language],
      note: counts.count == 1 ? "n = \(counts.first ?? 0)" : "")
  }

  /// The mean of each checker's scores.
  static func means(_ scorers: [Observations]) -> LocalizedText {
    let decimals = NumberText.decimals(of: scorers.flatMap(\.known))
    let means = scorers.map { scorer in
      let mean = (try? ExactSample(scorer.known).mean()).map { NumberText.decimal($0, decimals) } ?? "—"
      return both("\(scorer.name.chinese) \(mean)", "\(scorer.name.english) \(mean)")
    }
    return both(means.map(\.chinese).joined(separator: "、"), means.map(\.english).joined(separator: ", "))
  }
}
