internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// Two independent groups.
  public init(_ analysis: GroupComparison) {
    let test = analysis.test
    let (first, second) = (analysis.first.name, analysis.second.name)
    self.init(
      kind: .calibration, title: AnalysisKind.title(AnalysisKind.groupTitle, of: analysis.name))
    let decimals = test.decimals(from: NumberText.decimals(of: analysis.first.values + analysis.second.values))
    fact("两组", "groups", both("\(first)、\(second)", "\(first), \(second)"))
    fact("样本量", "sizes", .same("\(test.firstCount) + \(test.secondCount)"))
    conclusions = [Self.sentence(analysis, decimals)]
    groupParts(analysis, decimals)
    testTable(analysis, decimals)
    note(
      "Welch 检验不要求两组标准差相同；效应量是差除以两组标准差的均方根（Cohen d）。要求各值独立、每组大致正态。",
      "Welch's test allows different spreads; the effect size is the difference by the root mean square of both deviations (Cohen's d). Values have to be independent, and roughly normal in each group."
    )
    results = [
      ("first", .string(first)), ("second", .string(second)), ("unit", .localized(UnitName.localized(analysis.unit))),
      ("test", .test(test)),
    ]
  }

  private static func sentence(_ analysis: GroupComparison, _ decimals: Int) -> LocalizedText {
    let (first, second, test) = (analysis.first.name, analysis.second.name, analysis.test)
    let range = Self.range(test.interval, decimals)
    let sizes = "n = \(test.firstCount) + \(test.secondCount)"
    let (equation, level) = (NumberText.equation(test.probability), analysis.significance.text)
    let numbers = "\(first) − \(second) 的 \(level) 区间 \(range.chinese)，\(equation)，\(sizes)"
    let english = "\(level) interval of \(first) − \(second) \(range.english), \(equation), \(sizes)"
    let amount = NumberText.decimal(test.difference.magnitude, decimals)
    let difference = difference(amount, unit: analysis.unit)
    let (high, low) = test.difference < 0 ? (second, first) : (first, second)
    if analysis.significance.isMet(by: test.probability) {
      let size = EffectMagnitude(standardizedDifference: test.effectSize)
      return both(
        "有证据表明\(first)与\(second)的\(analysis.name.chinese)不同：\(high)比\(low)平均高 \(difference.chinese)（\(numbers)），效应\(size.chinese)。",
        "There is evidence that \(first) and \(second) differ in \(analysis.name.english): \(high) is higher than \(low) by \(difference.english) on average (\(english)), a \(size.english) effect."
      )
    }
    return both(
      "没有证据表明\(first)与\(second)的\(analysis.name.chinese)不同：平均相差 \(difference.chinese)（\(numbers)）；这不等于证明两组相同。",
      "There is no evidence that \(first) and \(second) differ in \(analysis.name.english): they are \(difference.english) apart on average (\(english)); that does not prove them equal."
    )
  }

  private mutating func groupParts(_ analysis: GroupComparison, _ decimals: Int) {
    let samples = [analysis.first, analysis.second].map { ($0.name, ExactSample($0.values)) }
    let means = samples.map { (try? $0.1.mean().nearestDouble) ?? 0 }
    let scale = BarScale(over: means)
    figure(
      "两组的\(analysis.name.chinese)：平均", "\(analysis.name.english): means of both groups"
    ) { language in
      .bar(
        BarChart(
          bars: zip(samples, means).map { sample, mean in
            BarChart.Bar(label: sample.0, value: mean, text: NumberText.decimal(mean, decimals))
          }, thresholds: [], minimum: scale.minimum, maximum: scale.maximum,
          unit: UnitName.localized(analysis.unit)[language],
          note: "n = \(analysis.test.firstCount) + \(analysis.test.secondCount)"))
    }
    table(
      "两组", "Both groups",
      [words("组", "group"), number("n"), number("平均", "mean"), number("标准差", "SD")],
      zip(samples, means).map { sample, mean in
        [
          .same(sample.0), .same(String(sample.1.count)), .same(NumberText.decimal(mean, decimals)),
          (try? sample.1.standardDeviation()).map { .same(NumberText.decimal($0, decimals)) } ?? .none,
        ]
      })
  }

  private mutating func testTable(_ analysis: GroupComparison, _ decimals: Int) {
    let test = analysis.test
    table(
      "Welch t 检验", "Welch's t-test",
      [
        number("差", "diff."), interval(at: analysis.significance), number("t"), number("自由度", "df"),
        number("p"), number("效应量", "d"),
      ],
      [
        [
          .same(NumberText.decimal(test.difference, decimals)), Self.range(test.interval, decimals),
          .same(NumberText.decimal(test.statistic, 2)),
          .same(NumberText.decimal(test.degreesOfFreedom, 1)), .same(NumberText.probability(test.probability)),
          .same(NumberText.decimal(test.effectSize, 2)),
        ]
      ])
  }
}
