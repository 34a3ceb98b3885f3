internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// Two measures side by side.
  public init(_ analysis: CorrelationAnalysis) {
    let (first, second) = (analysis.first, analysis.second)
    self.init(.correlation, of: both("\(first.name)与\(second.name)", "\(first.name) and \(second.name)"))
    fact("数据对", "pairs", .same(String(analysis.pearson.count)))
    if analysis.dropped > 0 { fact("缺一边而未用", "dropped for a missing side", .same(String(analysis.dropped))) }
    conclusions = Self.sentences(analysis)
    figure("\(first.name)与\(second.name)", "\(first.name) and \(second.name)") { _ in .scatter(Self.chart(analysis)) }
    table(
      "相关系数", "Coefficients",
      [
        words("方法", "method"), number("n"), number("系数", "coeff."),
        number("\(analysis.significance.text) 区间", "interval"),
        number("p"),
      ],
      [
        Self.row(both("Pearson（直线）", "Pearson (line)"), analysis.pearson),
        Self.row(both("Spearman（同升同降）", "Spearman (ranks)"), analysis.spearman),
      ] + (analysis.ofChanges.map { [Self.row(both("逐期变化的 Pearson", "Pearson of changes"), $0)] } ?? []))
    note(
      "p 值由自由度 n − 2 的 t 分布得出，\(Correlation.mostForAllOrders) 对以内的 Spearman 由全部排列精确算出；区间用 Fisher 变换；Pearson 要求大致正态、没有极端值，Spearman 只看次序。",
      "p comes from the t distribution with n − 2 degrees of freedom, that of Spearman with up to \(Correlation.mostForAllOrders) pairs exactly from all orders; the interval from Fisher's transformation. Pearson asks for roughly normal values without extremes, Spearman for order only."
    )
    note(
      "相关不等于因果：两个都随时间上升的指标会相关而互不影响，所以另列逐期变化的相关。",
      "Correlation is no cause: two measures that both rise correlate without touching each other; that is why the changes are compared too."
    )
    results = Self.results(analysis)
  }

  private static func chart(_ analysis: CorrelationAnalysis) -> ScatterChart {
    let (first, second) = (analysis.first, analysis.second)
    return ScatterChart(
      dots: zip(first.labels, zip(first.known, second.known)).map { label, value in
        ScatterChart.Dot(label: label, x: value.0.nearestDouble, y: value.1.nearestDouble)
      },
      trend: ScatterChart.Trend(
        intercept: analysis.intercept, slope: analysis.slope,
        label: "r = \(NumberText.decimal(analysis.pearson.coefficient, 3))"),
      horizontal: ScatterChart.Axis(label: first.title), vertical: ScatterChart.Axis(label: second.title),
      note: "n = \(analysis.pearson.count)")
  }

  private static func results(_ analysis: CorrelationAnalysis) -> [(String, JSONText)] {
    let (first, second) = (analysis.first, analysis.second)
    return [
      ("pearson", .correlation(analysis.pearson)), ("spearman", .correlation(analysis.spearman)),
      ("changes", analysis.ofChanges.map { .correlation($0) } ?? .null), ("intercept", .number(analysis.intercept)),
      ("slope", .number(analysis.slope)), ("dropped", .integer(analysis.dropped)),
      (
        "points",
        .array(
          zip(first.labels, zip(first.known, second.known)).map { label, value in
            .object([("label", .string(label)), ("x", .exact(value.0)), ("y", .exact(value.1))])
          })
      ),
    ]
  }

  private static func row(_ name: LocalizedText, _ correlation: Correlation) -> [LocalizedText] {
    return [
      name, .same(String(correlation.count)), .same(NumberText.decimal(correlation.coefficient, 3)),
      correlation.interval.map { range($0, 3) } ?? .none, .same(NumberText.probability(correlation.probability)),
    ]
  }

  private static func sentences(_ analysis: CorrelationAnalysis) -> [LocalizedText] {
    let (first, second) = (analysis.first.name, analysis.second.name)
    let pearson = analysis.pearson
    let numbers =
      "r = \(NumberText.decimal(pearson.coefficient, 3))，\(NumberText.equation(pearson.probability))，n = \(pearson.count)"
    var sentences: [LocalizedText] = []
    if analysis.significance.isMet(by: pearson.probability) {
      let size = EffectMagnitude(correlation: pearson.coefficient)
      let together = pearson.coefficient > 0 ? both("一同升降", "together") : both("此升彼降", "in opposite directions")
      sentences.append(
        both(
          "有证据表明\(first)与\(second)\(together.chinese)，相关程度\(size.chinese)（\(numbers)）。",
          "There is evidence that \(first) and \(second) move \(together.english); the correlation is \(size.english) (\(numbers.replacing("，", with: ", ")))."
        ))
    } else {
      sentences.append(
        both(
          "没有证据表明\(first)与\(second)相关（\(numbers)）；这不等于证明两者无关，数据少时看不出来。",
          "There is no evidence that \(first) and \(second) are correlated (\(numbers.replacing("，", with: ", "))); that does not prove them unrelated, few data may hide it."
        ))
    }
    let spearman = analysis.significance.isMet(by: analysis.spearman.probability)
    if spearman != analysis.significance.isMet(by: pearson.probability) {
      sentences.append(
        both(
          "按次序（Spearman）得到的结论不同，请看图中是否有极端值或弯曲的关系。",
          "The ranks (Spearman) say otherwise: look for extremes or a bent line in the figure."))
    }
    if let changes = analysis.ofChanges, analysis.significance.isMet(by: pearson.probability),
      !analysis.significance.isMet(by: changes.probability)
    {
      sentences.append(
        both(
          "但逐期变化之间没有看出相关（\(NumberText.equation(changes.probability))）：两者可能只是有共同的走势。",
          "But their changes from period to period show no correlation (\(NumberText.equation(changes.probability))): they may only share a trend."
        ))
    }
    return sentences
  }
}
