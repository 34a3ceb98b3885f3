internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// A trend over time.
  public init(_ analysis: TrendAnalysis) {
    let series = analysis.series
    let test = analysis.test
    self.init(.trend, of: series.name)
    fact("期数", "periods", .same(String(test.count)))
    if let first = series.labels.first, let last = series.labels.last {
      fact("范围", "range", both("\(first) 至 \(last)", "\(first) to \(last)"))
    }
    if !series.unit.isEmpty { fact("单位", "unit", UnitName.localized(series.unit)) }
    conclusions = Self.sentences(analysis)
    figure(
      "\(series.name.chinese)与 Sen 斜率线", "\(series.name.english) with the line of Sen's slope"
    ) { .trend(Self.chart(analysis, Self.formatter(analysis), $0)) }
    resultTable(analysis)
    note(
      "Mann-Kendall 检验（并列值校正、连续性校正），Sen 斜率是所有两两斜率的中位数，区间按 Gilbert（1987）16.5；不要求正态，要求各期独立、间隔相等。",
      "Mann-Kendall test (corrected for ties and continuity); Sen's slope is the median of all pairwise slopes, its interval after Gilbert (1987) 16.5. No normality is asked for, but independent periods at equal distances."
    )
    if test.slopeInterval == nil {
      let most = NumberText.percent(MannKendall.widestConfidence(count: test.count))
      note(
        "\(test.count) 期里最小与最大的两两斜率之间，也只有 \(most) 的把握含有真实斜率，达不到 \(analysis.significance.text)，所以不给区间。",
        "With \(test.count) periods even the smallest and the largest pairwise slope hold the true one only \(most) of the time, less than \(analysis.significance.text): no interval is given."
      )
    }
    note(
      "有季节起伏的业务量或时长，应比较同月，或先去除季节因素。",
      "Volumes and durations with seasons should be compared month by month of the year, or without the season.")
    results = Self.results(analysis)
  }

  /// How slopes are printed: with one decimal more than a mean would have.
  private static func formatter(_ analysis: TrendAnalysis) -> (Double) -> String {
    let (test, usual) = (analysis.test, NumberText.decimals(of: analysis.series.known) + 1)
    let ends = test.slopeInterval.map { [$0.low, $0.high] } ?? []
    let decimals = NumberText.decimals(telling: [test.slope] + ends, from: usual)
    // A slope of exactly 0 has no decimals to show where the values have many.
    return { $0 == 0 && decimals > 4 ? "0" : NumberText.decimal($0, decimals) }
  }

  private static func sentences(_ analysis: TrendAnalysis) -> [LocalizedText] {
    let (name, test, text) = (analysis.series.name, analysis.test, formatter(analysis))
    let (level, interval) = (analysis.significance.text, test.slopeInterval)
    let step = difference(text(test.slope), unit: analysis.series.unit)
    let ends = interval.map { range(text($0.low), text($0.high)) }
    let spoken =
      ends.map { ends in
        both(
          "每期 \(step.chinese)（\(level) 区间 \(ends.chinese)）",
          "\(step.english) a period (\(level) interval \(ends.english))")
      }
      ?? both(
        "每期 \(step.chinese)（期数太少，给不出 \(level) 区间）",
        "\(step.english) a period (too few periods for a \(level) interval)")
    let probability = NumberText.equation(test.probability)
    let numbers = both("\(probability)，\(test.count) 期", "\(probability), \(test.count) periods")
    var sentences: [LocalizedText] = []
    if analysis.significance.isMet(by: test.probability) {
      let direction = test.score > 0 ? both("上升", "rises") : both("下降", "falls")
      sentences.append(
        both(
          "有证据表明\(name.chinese)随时间\(direction.chinese)：\(spoken.chinese)，\(numbers.chinese)。",
          "There is evidence that \(name.english) \(direction.english): \(spoken.english), \(numbers.english)."))
    } else {
      sentences.append(
        both(
          "没有证据表明\(name.chinese)随时间上升或下降：\(spoken.chinese)，\(numbers.chinese)；这不等于证明它没有变化。",
          "There is no evidence that \(name.english) rises or falls: \(spoken.english), \(numbers.english); that does not prove that it stays as it is."
        ))
    }
    if analysis.isDependent {
      let dependence = NumberText.decimal(analysis.dependence ?? 0, 2)
      sentences.append(
        both(
          "相邻各期彼此相关（去掉趋势后的相关系数 \(dependence)），检验会偏向“有趋势”：p 值只作参考，多看几期再下结论。",
          "Neighbouring periods hang together (correlation \(dependence) without the trend), which makes the test find trends too easily: wait for more periods."
        ))
    }
    if test.count < 10 {
      sentences.append(
        both(
          "只有 \(test.count) 期，p 值由正态近似得出，少于 10 期时较粗略。",
          "There are only \(test.count) periods; below 10 the normal approximation of p is coarse."))
    }
    return sentences
  }

  private mutating func resultTable(_ analysis: TrendAnalysis) {
    let (test, level, text) = (analysis.test, analysis.significance.text, Self.formatter(analysis))
    table(
      "检验结果", "Results",
      [words("量", "quantity"), number("值", "value")],
      [
        [both("每期的斜率（Sen）", "slope by period (Sen)"), .same(text(test.slope))],
        [
          both("斜率的 \(level) 区间", "\(level) interval of the slope"),
          test.slopeInterval.map { Self.range(text($0.low), text($0.high)) } ?? .none,
        ],
        [both("统计量 S（上升对 − 下降对）", "S (rising less falling pairs)"), .same(NumberText.decimal(Double(test.score), 0))],
        [both("标准化统计量 Z", "standardised statistic Z"), .same(NumberText.decimal(test.statistic, 3))],
        [both("p 值（双侧）", "p (two-sided)"), .same(NumberText.probability(test.probability))],
        [
          both("去趋势后的一阶自相关", "lag-1 correlation without trend"),
          analysis.dependence.map { .same(NumberText.decimal($0, 2)) } ?? .none,
        ],
      ])
  }

  private static func results(_ analysis: TrendAnalysis) -> [(String, JSONText)] {
    let (series, test) = (analysis.series, analysis.test)
    return [
      ("unit", .localized(UnitName.localized(series.unit))), ("count", .integer(test.count)),
      ("slope", .number(test.slope)),
      ("slope-interval", .interval(test.slopeInterval)), ("intercept", .number(analysis.intercept)),
      ("s", .integer(test.score)), ("z", .number(test.statistic)), ("p", .number(test.probability)),
      ("lag-one-correlation", .optional(analysis.dependence)),
      (
        "points",
        .array(
          zip(series.labels, series.known).map { label, value in
            .object([("period", .string(label)), ("value", .exact(value))])
          })
      ),
    ]
  }

  private static func chart(_ analysis: TrendAnalysis, _ text: (Double) -> String, _ language: Language) -> TrendChart {
    let series = analysis.series
    let values = series.known.map(\.nearestDouble)
    let last = values.count - 1
    let line = values.indices.map { index in
      ChartPoint(value: analysis.intercept + analysis.test.slope * Double(index))
    }
    let points = zip(values, series.known).enumerated().map { index, value in
      ChartPoint(
        value: value.0,
        text: index == last ? NumberText.decimal(value.1, NumberText.decimals(of: series.known) - 1) : "")
    }
    return TrendChart(
      periods: series.labels,
      series: [
        TrendChart.Series(label: series.name[language], points: points),
        TrendChart.Series(
          label: both("Sen 斜率", "Sen's slope")[language] + " \(text(analysis.test.slope))", points: line,
          form: .line),
      ], unit: UnitName.localized(series.unit)[language], note: "n = \(values.count)")
  }
}
