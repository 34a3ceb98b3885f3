internal import AssessmentModel
internal import Diagnostics
internal import OperationalAnalysis
internal import Statistics

/// The words of a control chart.
struct ControlWording {
  let analysis: ControlAnalysis

  init(_ analysis: ControlAnalysis) { self.analysis = analysis }

  /// A value of the chart as printed, without its unit.
  func text(_ value: Double) -> String { NumberText.decimal(analysis.shown(value), analysis.decimals) }

  /// A value of the chart with its unit.
  func quantity(_ value: Double) -> LocalizedText { AnalysisReport.quantity(text(value), unit: analysis.unit) }

  var kind: LocalizedText {
    switch analysis.chart.kind {
    case .individuals, .movingRange: both("单值与移动极差图", "individuals and moving range")
    case .means, .ranges: both("均值与极差图", "X-bar and R")
    case .shares: both("p 图", "p chart")
    case .rates: both("u 图", "u chart")
    }
  }

  /// What the figure of the values shows, beside which ranges have one of their own.
  var shown: LocalizedText {
    switch analysis.chart.kind {
    case .individuals, .movingRange: both("单值", "individuals")
    case .means, .ranges: both("每期的均值", "means of subgroups")
    case .shares, .rates: kind
    }
  }

  var rangeKind: LocalizedText {
    analysis.ranges?.kind == .movingRange ? both("移动极差", "moving range") : both("组内极差", "range of subgroups")
  }

  /// What a rule looks for.
  static func meaning(_ rule: RunRule) -> LocalizedText {
    switch rule {
    case .sixInARow: both("连续 6 点上升或下降", "6 in a row rising or falling")
    case .eightOnOneSide: both("连续 8 点在中心线同侧", "8 in a row on one side")
    case .oneBeyondThree: both("1 点超出 3σ", "1 point beyond 3σ")
    case .twoOfThreeBeyondTwo: both("3 点中 2 点同侧超出 2σ", "2 of 3 beyond 2σ, one side")
    case .fourOfFiveBeyondOne: both("5 点中 4 点同侧超出 1σ", "4 of 5 beyond 1σ, one side")
    }
  }

  func side(_ alarm: RunRule.Alarm) -> LocalizedText {
    switch alarm.side {
    case .high: both("偏高", "high")
    case .low: both("偏低", "low")
    case .rising: both("上升", "rising")
    case .falling: both("下降", "falling")
    }
  }

  /// The periods of an alarm: all of them where they are few, else the first and the last.
  func points(_ alarm: RunRule.Alarm) -> LocalizedText {
    let labels = alarm.points.map { analysis.labels[$0] }
    guard labels.count > 2, let first = labels.first, let last = labels.last else {
      return both(labels.joined(separator: "、"), labels.joined(separator: ", "))
    }
    return both("\(first) 至 \(last)，\(labels.count) 点", "\(first) to \(last), \(labels.count)")
  }

  /// A chance as printed: two decimals of a per cent, and never 0.
  static func chance(_ share: Double) -> String {
    share < 0.000_05 ? "< 0.01%" : NumberText.decimal(share * 100, 2) + "%"
  }

  // MARK: - Sentences

  var conclusions: [LocalizedText] {
    var sentences = [stability]
    if let smallSamples { sentences.append(smallSamples) }
    if let overdispersed { sentences.append(overdispersed) }
    sentences += notRun
    if let unsampled { sentences.append(unsampled) }
    let steps = ControlStepWording(analysis)
    for (index, step) in analysis.steps.enumerated() {
      if let step = try? step.get() { sentences.append(steps.sentence(step, index)) }
      if let step = try? analysis.rangeSteps?[index].get() { sentences.append(steps.rangeSentence(step, index)) }
    }
    if let smallest = analysis.phases.map(\.count).min(), smallest < ControlAnalysis.enoughPoints {
      sentences.append(
        both(
          "有一段只有 \(smallest) 个点，少于 \(ControlAnalysis.enoughPoints) 个：这一段的控制限只能当作初步的。",
          "One stretch has only \(smallest) points, fewer than \(ControlAnalysis.enoughPoints): its limits are provisional."
        ))
    }
    return sentences
  }

  /// That samples are too small for the limits, and what comes of it.
  private var smallSamples: LocalizedText? {
    guard let expected = analysis.falseAlarms.leastExpected, expected < ControlAnalysis.enoughCounts else { return nil }
    let (mean, share) = (
      NumberText.decimal(expected, expected < 0.1 ? 2 : 1), NumberText.decimal(analysis.falseAlarms.share * 100, 0)
    )
    let enough = NumberText.decimal(ControlAnalysis.enoughCounts, 0)
    return both(
      "样本太小：每期平均只有约 \(mean) 件，不到 \(enough) 件，按 3σ 画的控制限不可靠，稳定的过程也有约 \(share)% 的图会报警。请把几期合并，或加大样本，使每期平均不少于 \(enough) 件。",
      "Samples are too small: about \(mean) are expected in one, fewer than \(enough), so that limits at 3σ mean little and about \(share) % of charts of a stable process raise alarms. Put periods together or take larger samples, with \(enough) or more expected in each."
    )
  }

  /// That counts are no independent ones by far, and what comes of it for limits and tests.
  private var overdispersed: LocalizedText? {
    guard let found = analysis.chart.overdispersion, found.ratio > ControlAnalysis.evidentDispersion else { return nil }
    let ratio = NumberText.decimal(found.ratio, 1)
    let (name, test) =
      analysis.chart.kind == .shares
      ? ("p′", both("各件", "items")) : ("u′", both("各次事件", "events"))
    let step =
      analysis.steps.isEmpty
      ? both("", "")
      : both(
        "改动前后的 p 值也因此偏小，区间偏窄。", " For the same reason p of before and after is too small and its interval too narrow.")
    return both(
      "相邻各期的差别约是抽样误差的 \(ratio) 倍（Laney 的 σz）：\(test.chinese)不是相互独立的，或水平本身逐期在变。3σ 控制限因此偏窄，报警偏多；限放宽到 σz 倍（\(name) 图），仍有 \(found.beyond) 点在外。\(step.chinese)",
      "Neighbouring periods differ \(ratio) times as much as sampling makes them (Laney's σz): \(test.english) are not independent, or the level itself moves from period to period. Limits at 3σ are too narrow and raise too many alarms; beyond limits σz times as wide (\(name) chart) \(found.beyond == 1 ? "lies 1 point" : "lie \(found.beyond) points").\(step.english)"
    )
  }

  /// Which periods have no sample or value, so that nobody takes them for periods without faults.
  private var unsampled: LocalizedText? {
    let labels = analysis.labels.indices.filter { index in
      analysis.sizes.map { $0[index] == 0 } ?? (analysis.chart.points[index].value == nil)
    }.map { analysis.labels[$0] }
    guard !labels.isEmpty else { return nil }
    let isCut = labels.count > 3
    let chinese = labels.prefix(3).joined(separator: "、") + (isCut ? " 等" : "")
    let english = labels.prefix(3).joined(separator: ", ") + (isCut ? " and others" : "")
    guard analysis.sizes != nil else {
      return both(
        "有 \(labels.count) 期没有值：\(chinese)。图上空着，前后两点不算相邻，不计移动极差。",
        "Periods without a value, \(labels.count) in all: \(english). The chart is empty there, and the points on both sides are no neighbours."
      )
    }
    return both(
      "有 \(labels.count) 期没有样本（样本量为 0，或数据里没有这一期）：\(chinese)。图上空着，不算作没有发生。",
      "Periods without a sample (size 0, or absent from the data), \(labels.count) in all: \(english). The chart is empty there; it does not count as none found."
    )
  }

  private var stability: LocalizedText {
    let count = analysis.chart.points.count { $0.value != nil }
    let alarms = analysis.alarms.count + (analysis.ranges?.alarms.count ?? 0)
    guard alarms > 0 else {
      guard analysis.phases.indices.allSatisfy({ analysis.chart.rulesNotRun(inPhase: $0).isEmpty }) else {
        return both(
          "\(count) 个点上能用的规则都没有报警；没有用上的规则什么也没有说明，不能据此认为过程稳定。",
          "No rule that could run raises an alarm on \(count) points; those that could not say nothing, so that this does not show a stable process."
        )
      }
      return both(
        "\(count) 个点上五条规则都没有报警：没有证据表明过程受到特殊原因影响，波动可以看作过程本身固有的。",
        "None of the five rules raises an alarm on \(count) points: there is no evidence of special causes; the variation may be taken as inherent in the process."
      )
    }
    let onRanges = analysis.ranges?.alarms.count ?? 0
    let part =
      onRanges == 0
      ? both("", "") : both("，其中极差图 \(onRanges) 处", ", \(onRanges) of them on the chart of ranges")
    let rules = Set(analysis.alarms.map(\.rule.rawValue) + (analysis.ranges?.alarms ?? []).map(\.rule.rawValue))
      .sorted().map(String.init)
    return both(
      "\(count) 个点上有 \(alarms) 处报警（规则 \(rules.joined(separator: "、"))\(part.chinese)）：这些时期可能受到特殊原因影响，先查明原因，再调整目标或比较水平。",
      "There \(alarms == 1 ? "is 1 alarm" : "are \(alarms) alarms") on \(count) points (rule \(rules.joined(separator: ", "))\(part.english)): special causes may have been at work then; look for them before you change targets or compare levels."
    )
  }

  /// The rules whose silence says nothing, phase by phase.
  private var notRun: [LocalizedText] {
    analysis.phases.enumerated().compactMap { index, phase in
      let rules = analysis.chart.rulesNotRun(inPhase: index)
      guard !rules.isEmpty else { return nil }
      let (from, to) = (analysis.labels[phase.range.lowerBound], analysis.labels[phase.range.upperBound - 1])
      let place = analysis.phases.count > 1 ? both("\(from) 至 \(to) ", "From \(from) to \(to) ") : both("", "")
      let (chinese, english) = (
        rules.map { String($0.window) }.joined(separator: "、"), rules.map { String($0.window) }.joined(separator: ", ")
      )
      return both(
        "\(place.chinese)没有用上规则 \(chinese)：要有 \(chinese) 个连续的点，这里不够。",
        "\(place.english)\(place.english.isEmpty ? "Rules" : "rules") \(english) could not run: they need as many points in a row."
      )
    }
  }

  var notes: [LocalizedText] {
    var notes = [
      both(
        "规则 6、8、1、3、5 按通行的判异准则解释，CCOM 原文未公开：6 点连续上升或下降，8 点同侧，1 点超出 3σ，3 点中 2 点超出 2σ，5 点中 4 点超出 1σ。",
        "Rules 6, 8, 1, 3, 5 follow the common reading, as CCOM's own text is not public: 6 rising or falling, 8 on one side, 1 beyond 3σ, 2 of 3 beyond 2σ, 4 of 5 beyond 1σ."
      ),
      falseAlarms,
    ]
    switch analysis.chart.kind {
    case .individuals, .movingRange:
      notes.append(
        both(
          "控制限 = 均值 ± 3 × 平均移动极差 ÷ d2，d2 = 1.128379（GB/T 4091；相邻两点的极差）。极差图只看超出控制限的点，误报率按正态值极差的分布算。",
          "Limits are the mean ± 3 × mean moving range ÷ d2, d2 = 1.128379 (GB/T 4091; ranges of neighbours). On the range chart only points beyond a limit count; their chance is that of the range of normal values."
        ))
    case .means, .ranges:
      notes.append(
        both(
          "控制限 = 总均值 ± 3 倍标准误，由平均极差按 GB/T 4091 的系数换算。极差图只看超出控制限的点，误报率按正态值极差的分布算。",
          "Limits are the grand mean ± 3 standard errors, from the mean range by the constants of GB/T 4091. On the range chart only points beyond a limit count; their chance is that of the range of normal values."
        ))
    case .shares:
      notes.append(
        both(
          "控制限 = p ± 3 倍标准误，标准误的平方 = p(1−p)/n；p 为总比例，n 为每期样本量，控制限随它变化。样本很大时限会很窄，微小的波动也会报警。规则 6 看图上的比例，其余规则看离中心几个 σ。",
          "Limits are p ± 3 standard errors, whose square is p(1−p)/n, and follow each sample. With very large samples they get so narrow that small variation raises alarms. Rule 6 looks at the shares as drawn, the others at distances in σ."
        ))
    case .rates:
      notes.append(
        both(
          "控制限 = u ± 3 倍标准误，标准误的平方 = u/n；u 为总平均，n 为每期基数，控制限随它变化。规则 6 看图上的比率，其余规则看离中心几个 σ。",
          "Limits are u ± 3 standard errors, whose square is u/n, and follow each base. Rule 6 looks at the rates as drawn, the others at distances in σ."
        ))
    }
    if let cut { notes.append(cut) }
    if !analysis.steps.isEmpty { notes.append(ControlStepWording(analysis).note) }
    return notes
  }

  /// Which limits of measured values end where the values do; those of counts always do.
  private var cut: LocalizedText? {
    guard analysis.chart.kind == .individuals || analysis.chart.kind == .means else { return nil }
    let ends = analysis.chart.cutLimits
    let cuts = [
      ends.lower.map { end in
        let text = UnitName.quantity(NumberText.decimal(end, 0), analysis.unit)
        return both("下限算得低于 \(text.chinese)，取 \(text.chinese)", "the lower limit is cut at \(text.english)")
      },
      ends.upper.map { end in
        let text = UnitName.quantity(NumberText.decimal(end, 0), analysis.unit)
        return both("上限算得高于 \(text.chinese)，取 \(text.chinese)", "the upper limit is cut at \(text.english)")
      },
    ].compactMap(\.self)
    guard !cuts.isEmpty else { return nil }
    return both(
      "控制限不超出这一指标可能的范围：\(cuts.map(\.chinese).joined(separator: "；"))。值靠近边界时分布偏斜，误报率只是近似。",
      "Limits end where the values of this measure do: \(cuts.map(\.english).joined(separator: "; ")). So near to its end the distribution is skewed, and chances of false alarms are rough."
    )
  }

  /// How often a stable process raises a false alarm, at one place and anywhere on a chart like this one.
  private var falseAlarms: LocalizedText {
    let distribution =
      switch analysis.chart.kind {
      case .shares: both("二项分布", "binomial")
      case .rates: both("泊松分布", "Poisson")
      case .individuals, .movingRange, .means, .ranges: both("正态", "normal")
      }
    let count = analysis.chart.points.count { $0.value != nil }
    let share = NumberText.decimal(analysis.falseAlarms.share * 100, 0)
    let withRanges = analysis.ranges == nil ? both("", "") : both("、连同极差图", " and the chart of ranges")
    return both(
      "误报率是过程稳定时一处位置上出现该图形的机会（\(distribution.chinese)、独立、控制限已知）。本图的控制限由图上的 \(count) 点算出；五条规则同时用\(withRanges.chinese)，稳定过程的这样一张图约有 \(share)% 会至少误报一次（以固定种子模拟 \(analysis.falseAlarms.charts) 张）。",
      "The chance is that of the pattern at one place of a stable process (\(distribution.english), independent, limits known). The limits of this chart come from its own \(count) points: with all five rules\(withRanges.english) about \(share) % of such charts of a stable process raise some alarm (\(analysis.falseAlarms.charts) simulated with a fixed seed)."
    )
  }
}
