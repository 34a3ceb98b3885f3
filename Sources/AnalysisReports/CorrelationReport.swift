internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// Two measures side by side.
  public init(_ analysis: CorrelationAnalysis) {
    let (first, second) = (analysis.first, analysis.second)
    self.init(
      .correlation,
      of: both("\(first.name.chinese)与\(second.name.chinese)", "\(first.name.english) and \(second.name.english)"))
    fact("数据对", "pairs", .same(String(analysis.pearson.count)))
    let dropped = analysis.onlyFirst.count + analysis.onlySecond.count
    if dropped > 0 { fact("缺一边而未用", "dropped for a missing side", .same(String(dropped))) }
    for (side, labels) in [(first, analysis.onlyFirst), (second, analysis.onlySecond)] where !labels.isEmpty {
      fact(
        "只有\(side.name.chinese)有值", "values of \(side.name.english) only", Self.list(labels, analysis.isSeries))
    }
    conclusions = Self.sentences(analysis) + Self.decisive(analysis)
    scatter(
      "\(first.name.chinese)与\(second.name.chinese)", "\(first.name.english) and \(second.name.english)"
    ) { Self.chart(analysis, $0) }
    table(
      "相关系数", "Coefficients",
      [
        words("方法", "method"), number("n"), number("系数", "coeff."),
        interval(at: analysis.significance),
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
      analysis.ofChanges == nil
        ? "相关不等于因果。" : "相关不等于因果：两个都随时间上升的指标会相关而互不影响，所以另列逐期变化的相关。各行的 p 没有为同时作几个检验而校正。",
      analysis.ofChanges == nil
        ? "Correlation is no cause."
        : "Correlation is no cause: two measures that both rise correlate without touching each other; that is why the changes are compared too. No p is adjusted for the number of tests."
    )
    results = Self.results(analysis)
  }

  private static func chart(_ analysis: CorrelationAnalysis, _ language: Language) -> ScatterChart {
    let (first, second) = (analysis.first, analysis.second)
    return ScatterChart(
      dots: zip(first.labels, zip(first.known, second.known)).map { label, value in
        ScatterChart.Dot(label: label, x: value.0.nearestDouble, y: value.1.nearestDouble)
      },
      trend: ScatterChart.Trend(
        intercept: analysis.intercept, slope: analysis.slope,
        label: "r = \(NumberText.decimal(analysis.pearson.coefficient, 3))"),
      horizontal: ScatterChart.Axis(label: first.title[language]),
      vertical: ScatterChart.Axis(label: second.title[language]),
      note: "n = \(analysis.pearson.count)",
      unnamedNote: both(
        "；\(ScatterChart.countPlaceholder) 个点的名称没有位置",
        "; no room for the names of \(ScatterChart.countPlaceholder) dots")[language])
  }

  /// Periods or rows by name: all of a few, the first and the last of many with their number.
  private static func list(_ labels: [String], _ arePeriods: Bool) -> LocalizedText {
    let isWhole = labels.count <= mostLabels
    let named = isWhole ? labels : labels.prefix(mostLabels - 2) + ["…"] + labels.suffix(1)
    let (chinese, english) = (named.joined(separator: "、"), named.joined(separator: ", "))
    let rows = arePeriods ? both(chinese, english) : both("第 \(chinese) 行", "rows \(english)")
    return isWhole
      ? rows
      : both("\(rows.chinese)，共 \(labels.count) \(arePeriods ? "期" : "行")", "\(rows.english); \(labels.count) in all")
  }

  private static let mostLabels = 6

  private static func results(_ analysis: CorrelationAnalysis) -> [(String, JSONText)] {
    let (first, second) = (analysis.first, analysis.second)
    return [
      ("pearson", .correlation(analysis.pearson)), ("spearman", .correlation(analysis.spearman)),
      ("changes", analysis.ofChanges.map { .correlation($0) } ?? .null), ("intercept", .number(analysis.intercept)),
      ("slope", .number(analysis.slope)), ("decisive", analysis.decisive.map { .string($0) } ?? .null),
      ("decisive-change", analysis.decisiveChange.map { .string($0) } ?? .null),
      ("dropped", .integer(analysis.onlyFirst.count + analysis.onlySecond.count)),
      ("only-first", .array(analysis.onlyFirst.map { .string($0) })),
      ("only-second", .array(analysis.onlySecond.map { .string($0) })),
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
    let (pearson, significance) = (analysis.pearson, analysis.significance)
    var sentences: [LocalizedText] = []
    let isCorrelated = significance.isMet(by: pearson.probability)
    let areChanges = analysis.ofChanges.map { significance.isMet(by: $0.probability) } ?? false
    if !isCorrelated, areChanges, let changes = analysis.ofChanges {
      sentences += ofChangesAlone(analysis, changes)
    } else {
      sentences.append(ofLevels(analysis))
    }
    let spearman = significance.isMet(by: analysis.spearman.probability)
    if spearman != isCorrelated {
      sentences.append(
        both(
          "按次序（Spearman）得到的结论不同，请看图中是否有极端值或弯曲的关系。",
          "The ranks (Spearman) say otherwise: look for extremes or a bent line in the figure."))
    }
    guard isCorrelated, let changes = analysis.ofChanges else { return sentences }
    let found = numbers(changes)
    if !areChanges {
      sentences.append(
        both(
          "但逐期变化之间没有看出相关（\(found.chinese)）：两者可能只是有共同的走势。",
          "But their changes from period to period show no correlation (\(found.english)): they may only share a trend."
        ))
    } else if changes.coefficient * pearson.coefficient > 0 {
      sentences.append(
        both(
          "逐期变化也是这样（\(found.chinese)），不只是因为有共同的走势。",
          "So do their changes from period to period (\(found.english)): it is not a shared trend alone."))
    } else {
      sentences.append(
        both(
          "但逐期变化的方向相反（\(found.chinese)）：长期的走势与短期的起落要分开看。",
          "But their changes from period to period go the other way (\(found.english)): keep the long run and the short run apart."
        ))
    }
    return sentences
  }

  /// Which single point a correlation rests on.
  private static func decisive(_ analysis: CorrelationAnalysis) -> [LocalizedText] {
    let whole = analysis.decisive.map { label in
      both(
        "数值的相关只靠 \(label) 这一点：去掉它，就没有显著的相关，或者方向相反。先核对这个数，不要据此下结论。",
        "The correlation of the values rests on \(label) alone: without it none is significant, or it goes the other way. Check that number first."
      )
    }
    let changes = analysis.decisiveChange.map { label in
      both(
        "逐期变化的相关只靠到 \(label) 的那一次变化：去掉它，就没有显著的相关，或者方向相反。",
        "The correlation of the changes rests on the change to \(label) alone: without it none is significant, or it goes the other way."
      )
    }
    return [whole, changes].compactMap(\.self)
  }

  /// A coefficient with what it rests on.
  private static func numbers(_ correlation: Correlation) -> LocalizedText {
    let parts = [
      "r = \(NumberText.decimal(correlation.coefficient, 3))", NumberText.equation(correlation.probability),
      "n = \(correlation.count)",
    ]
    return both(parts.joined(separator: "，"), parts.joined(separator: ", "))
  }

  private static func direction(_ correlation: Correlation) -> LocalizedText {
    correlation.coefficient > 0 ? both("一同升降", "together") : both("此升彼降", "in opposite directions")
  }

  /// What the levels say.
  private static func ofLevels(_ analysis: CorrelationAnalysis) -> LocalizedText {
    let (first, second) = (analysis.first.name, analysis.second.name)
    let numbers = numbers(analysis.pearson)
    guard analysis.significance.isMet(by: analysis.pearson.probability) else {
      return both(
        "没有证据表明\(first.chinese)与\(second.chinese)相关（\(numbers.chinese)）；这不等于证明两者无关，数据少时看不出来。",
        "There is no evidence that \(first.english) and \(second.english) are correlated (\(numbers.english)); that does not prove them unrelated, few data may hide it."
      )
    }
    let size = EffectMagnitude(correlation: analysis.pearson.coefficient)
    let together = direction(analysis.pearson)
    return both(
      "有证据表明\(first.chinese)与\(second.chinese)\(together.chinese)，相关程度\(size.chinese)（\(numbers.chinese)）。",
      "There is evidence that \(first.english) and \(second.english) move \(together.english); the correlation is \(size.english) (\(numbers.english))."
    )
  }

  /// What is said where the levels show no correlation and the changes do: both, what it may mean, and how far one of
  /// several tests carries.
  private static func ofChangesAlone(_ analysis: CorrelationAnalysis, _ changes: Correlation) -> [LocalizedText] {
    let (first, second) = (analysis.first.name, analysis.second.name)
    let (levels, moves) = (numbers(analysis.pearson), numbers(changes))
    let size = EffectMagnitude(correlation: changes.coefficient)
    let (together, isRise) = (direction(changes), changes.coefficient > 0)
    let interval = changes.interval.map { interval in
      let (level, range) = (analysis.significance.text, range(interval, 3))
      return both("，\(level) 区间 \(range.chinese)", ", \(level) interval \(range.english)")
    }
    let tests = 3
    let adjusted = min(changes.probability * Double(tests), 1)
    let holds = analysis.significance.isMet(by: adjusted)
    let corrected = NumberText.equation(adjusted)
    return [
      both(
        "没有证据表明\(first.chinese)与\(second.chinese)各期的数值相关（\(levels.chinese)），逐期的变化却\(together.chinese)，程度\(size.chinese)（\(moves.chinese)\(interval?.chinese ?? "")）。",
        "There is no evidence that the values of \(first.english) and \(second.english) are correlated (\(levels.english)), but their changes from period to period move \(together.english); that correlation is \(size.english) (\(moves.english)\(interval?.english ?? ""))."
      ),
      both(
        "意思是：\(first.chinese)比上一期升高时，\(second.chinese)\(isRise ? "往往也升高" : "往往降低")；但\(first.chinese)高的时期，\(second.chinese)未必\(isRise ? "高" : "低")。季节或各自的走势可能遮住了数值之间的关系。",
        "That means: when \(first.english) rises against the period before, \(second.english) tends to \(isRise ? "rise too" : "fall"), though it is not \(isRise ? "high" : "low") whenever \(first.english) is high; seasons or trends of their own may hide it in the values."
      ),
      both(
        "这里同时作了 \(tests) 个检验，按个数校正（Bonferroni）后 \(corrected)，\(holds ? "仍达到显著性水平" : "达不到显著性水平：只当作线索，用以后各期的数据再验证")。",
        "\(tests) tests were made at once; adjusted for that (Bonferroni) \(corrected), which \(holds ? "still counts" : "does not count: take it as a hint and test it on later periods")."
      ),
    ]
  }
}
