internal import AssessmentModel
internal import Diagnostics
internal import OperationalAnalysis
internal import Statistics

/// The words of the tests between the phases of a control chart.
struct ControlStepWording {
  let analysis: ControlAnalysis

  init(_ analysis: ControlAnalysis) { self.analysis = analysis }

  private func text(_ value: Double) -> String { NumberText.decimal(analysis.shown(value), analysis.decimals) }

  /// A difference of a step or an end of its interval, with as many decimals as tell the three apart.
  private func text(_ value: Double, of difference: Double, _ interval: Interval) -> String {
    let decimals = NumberText.decimals(
      telling: [difference, interval.low, interval.high].map(analysis.shown), from: analysis.decimals)
    return NumberText.decimal(analysis.shown(value), decimals)
  }

  private func withUnit(_ text: String) -> LocalizedText { AnalysisReport.quantity(text, unit: analysis.unit) }

  /// The first period of the phase that a step leads to.
  private func start(_ index: Int) -> String { analysis.labels[analysis.phases[index + 1].range.lowerBound] }

  // MARK: - Numbers

  /// A share or a rate with the counts that it rests on.
  private func counted(_ value: Double, _ count: Int, _ base: Int) -> LocalizedText {
    both(
      "\(withUnit(text(value)).chinese)（\(count)/\(base)）", "\(withUnit(text(value)).english) (\(count)/\(base))")
  }

  /// The difference, or the ratio of rates; nil for a ratio by 0.
  private func effect(_ step: ControlAnalysis.Step) -> String? {
    switch step {
    case .means(let test): text(test.difference, of: test.difference, test.interval)
    case .shares(let shares): text(shares.difference, of: shares.difference, shares.interval)
    case .rates(let rates): rates.ratio.map { NumberText.plain($0) }
    }
  }

  private func interval(_ step: ControlAnalysis.Step) -> LocalizedText {
    switch step {
    case .means(let test): return range(test.difference, test.interval)
    case .shares(let shares): return range(shares.difference, shares.interval)
    case .rates(let rates):
      let low = NumberText.plain(rates.low)
      guard let high = rates.high else { return both("\(low) 以上", "\(low) or more") }
      return AnalysisReport.range(low, NumberText.plain(high))
    }
  }

  private func range(_ difference: Double, _ interval: Interval) -> LocalizedText {
    AnalysisReport.range(
      text(interval.low, of: difference, interval), text(interval.high, of: difference, interval))
  }

  /// The row of a step in the table.
  func row(_ step: ControlAnalysis.Step, _ index: Int) -> [LocalizedText] {
    func cell(_ phase: Int) -> LocalizedText { withUnit(text(analysis.phases[phase].centre)) }
    return [
      .same(start(index)), cell(index), cell(index + 1), effect(step).map { .same($0) } ?? .none, interval(step),
      .same(NumberText.probability(step.probability)),
    ]
  }

  /// The row of the ranges of a step in their table.
  func rangeRow(_ test: TTest, _ index: Int) -> [LocalizedText] {
    // The centre line of a phase of the chart of ranges is their mean.
    func cell(_ phase: Int) -> LocalizedText {
      (analysis.ranges?.points[analysis.phases[phase].range.lowerBound].centre).map { withUnit(text($0)) }
        ?? .none
    }
    return [
      .same(start(index)), cell(index), cell(index + 1),
      .same(text(test.difference, of: test.difference, test.interval)), range(test.difference, test.interval),
      .same(NumberText.probability(test.probability)),
    ]
  }

  // MARK: - Sentences

  /// What a step says.
  func sentence(_ step: ControlAnalysis.Step, _ index: Int) -> LocalizedText {
    let moved = change(step)
    let (range, level) = (interval(step), analysis.significance.text)
    let numbers = both(
      "\(level) 区间 \(range.chinese)，\(NumberText.equation(step.probability))",
      "\(level) interval \(range.english), \(NumberText.equation(step.probability))")
    guard analysis.significance.isMet(by: step.probability) else {
      return both(
        "从 \(start(index)) 起\(moved.chinese)（\(numbers.chinese)）：没有证据表明水平变了；这不等于证明没有变。",
        "From \(start(index)) on \(moved.english) (\(numbers.english)): there is no evidence that the level changed, which does not prove that it stayed."
      )
    }
    return both(
      "从 \(start(index)) 起\(moved.chinese)（\(numbers.chinese)）：有证据表明水平变了；是不是这次改动的结果，还要排除同时发生的其他变化。",
      "From \(start(index)) on \(moved.english) (\(numbers.english)): there is evidence that the level changed; whether the change did it depends on what else happened then."
    )
  }

  /// What the ranges of a step say: whether values inside subgroups lie as far apart as before.
  func rangeSentence(_ test: TTest, _ index: Int) -> LocalizedText {
    let moved = AnalysisReport.difference(
      text(test.difference, of: test.difference, test.interval), unit: analysis.unit)
    let (range, level) = (range(test.difference, test.interval), analysis.significance.text)
    let isMet = analysis.significance.isMet(by: test.probability)
    return both(
      "从 \(start(index)) 起组内极差平均变化 \(moved.chinese)（\(level) 区间 \(range.chinese)，\(NumberText.equation(test.probability))）：\(isMet ? "有证据表明组内的波动变了" : "没有证据表明组内的波动变了")。",
      "From \(start(index)) on the mean range inside subgroups changed by \(moved.english) (\(level) interval \(range.english), \(NumberText.equation(test.probability))): there is \(isMet ? "" : "no ")evidence that the spread inside them changed."
    )
  }

  private func change(_ step: ControlAnalysis.Step) -> LocalizedText {
    switch step {
    case .means(let test):
      let difference = AnalysisReport.difference(effect(step) ?? "", unit: analysis.unit)
      let (before, after) = (test.secondCount, test.firstCount)
      return both(
        "平均水平变化 \(difference.chinese)（前 \(before) 个值，后 \(after) 个）",
        "the mean changed by \(difference.english) (\(before) values before, \(after) after)")
    case .shares(let shares):
      let before = counted(shares.before.share, shares.before.successes, shares.before.trials)
      let after = counted(shares.after.share, shares.after.successes, shares.after.trials)
      let difference = AnalysisReport.difference(effect(step) ?? "", unit: "%")
      return both(
        "比例由 \(before.chinese)变为 \(after.chinese)，变化 \(difference.chinese)",
        "the share moved from \(before.english) to \(after.english), by \(difference.english)")
    case .rates(let rates):
      let before = counted(rates.before.rate, rates.before.events, rates.before.base)
      let after = counted(rates.after.rate, rates.after.events, rates.after.base)
      let moved = both(
        "比率由 \(before.chinese)变为 \(after.chinese)", "the rate moved from \(before.english) to \(after.english)")
      guard let ratio = rates.ratio else { return moved }
      let times = NumberText.plain(ratio)
      return both("\(moved.chinese)，是原来的 \(times) 倍", "\(moved.english), to \(times) times what it was")
    }
  }

  /// What the figure says of the steps; nil where there are none that could be tested, or more than the line holds.
  var figureNote: LocalizedText? {
    let tested = analysis.steps.enumerated().compactMap { index, step in (try? step.get()).map { (index, $0) } }
    guard (1...2).contains(tested.count) else { return nil }
    let each = tested.map { index, step in
      both(
        "\(start(index)) 起与之前相比 \(NumberText.equation(step.probability))",
        "from \(start(index)) against before \(NumberText.equation(step.probability))")
    }
    return both(each.map(\.chinese).joined(separator: "；"), each.map(\.english).joined(separator: "; "))
  }

  /// How steps are tested.
  var note: LocalizedText {
    switch analysis.chart.kind {
    case .individuals, .movingRange:
      both(
        "改动前后用 Welch t 检验比较，每期一个值；要求各期独立。相邻的移动极差共用一个值，不独立，所以不检验极差。",
        "Before and after are compared by Welch's t-test, one value a period; periods have to be independent. Moving ranges are not tested: neighbours share a value and are not independent."
      )
    case .means, .ranges:
      both(
        "改动前后用 Welch t 检验比较各组的均值，一组只算一个值，所以组间的波动已计在内；组内极差也这样检验，一组一个。",
        "Before and after are compared by Welch's t-test of the subgroups' means, each one value, so that variation between subgroups counts; their ranges are tested in the same way."
      )
    case .shares:
      both(
        "改动前后用 Fisher 精确检验（双侧）比较合计的比例，差的区间按 Newcombe（1998）；要求各件独立。两者算法不同，在临界处可能一个显著、一个不显著，以检验为准。各期之间另有波动（同一段内已有报警）时，p 值偏小。",
        "Before and after, the shares of all samples together are compared by Fisher's exact test (two-sided), with Newcombe's interval (1998) of the difference; items have to be independent. Test and interval may disagree at the border: the test decides. Where periods vary beyond that (alarms within a phase), p comes out too small."
      )
    case .rates:
      both(
        "改动前后用两个泊松率之比的精确条件检验比较，区间由二项比例的精确区间（Clopper-Pearson）换算；要求各次事件独立。各期之间另有波动（同一段内已有报警）时，p 值偏小。",
        "Before and after, the rates are compared by the exact conditional test of two Poisson rates; the interval of their ratio follows from the exact interval of a share (Clopper, Pearson). Events have to be independent. Where periods vary beyond that (alarms within a phase), p comes out too small."
      )
    }
  }
}
