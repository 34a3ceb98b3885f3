internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// A control chart.
  public init(_ analysis: ControlAnalysis) {
    self.init(.control, of: analysis.name)
    let wording = ControlWording(analysis)
    fact("图形", "chart", wording.kind)
    fact("点数", "points", .same(String(analysis.chart.points.count { $0.value != nil })))
    if let first = analysis.labels.first, let last = analysis.labels.last {
      fact("范围", "range", both("\(first) 至 \(last)", "\(first) to \(last)"))
    }
    if analysis.phases.count == 1, let phase = analysis.phases.first {
      fact("中心线", "centre line", .same(wording.text(phase.centre)))
      let limits = phase.limits.map { Self.range(wording.text($0.low), wording.text($0.high)) }
      fact("控制限", "limits", limits ?? both("随样本", "vary with the samples"))
    }
    conclusions = wording.conclusions
    for step in analysis.steps { _ = value(step) }
    for step in analysis.rangeSteps ?? [] { _ = value(step) }
    control(
      "\(analysis.name.chinese)：\(wording.kind.chinese)", "\(analysis.name.english): \(wording.kind.english)"
    ) { wording.figure(analysis.chart, analysis.alarms, isRange: false, $0) }
    if let ranges = analysis.ranges {
      control(
        "\(analysis.name.chinese)：\(wording.rangeKind.chinese)",
        "\(analysis.name.english): \(wording.rangeKind.english)",
        proportion: 0.7
      ) { wording.figure(ranges, ranges.alarms, isRange: true, $0) }
    }
    // The limits of one phase are no table; those of several are compared.
    if analysis.phases.count > 1 { phaseTable(analysis, wording) }
    stepTable(analysis, ControlStepWording(analysis))
    rangeStepTable(analysis, ControlStepWording(analysis))
    alarmTable(analysis, wording)
    notes = wording.notes
    results = wording.results
  }

  private mutating func phaseTable(_ analysis: ControlAnalysis, _ wording: ControlWording) {
    table(
      "中心线与控制限", "Centre lines and limits",
      [
        words("从", "from"), words("至", "to"), number("点数", "points"), number("下限", "LCL"), number("中心", "CL"),
        number("上限", "UCL"),
      ],
      analysis.phases.map { phase in
        let limits = phase.limits.map { [wording.text($0.low), wording.text($0.high)] }
        return [
          .same(analysis.labels[phase.range.lowerBound]), .same(analysis.labels[phase.range.upperBound - 1]),
          .same(String(phase.count)), limits.map { .same($0[0]) } ?? both("随样本", "varies"),
          .same(wording.text(phase.centre)), limits.map { .same($0[1]) } ?? both("随样本", "varies"),
        ]
      })
  }

  private mutating func stepTable(_ analysis: ControlAnalysis, _ wording: ControlStepWording) {
    let rows = analysis.steps.enumerated().compactMap { index, step in (try? step.get()).map { wording.row($0, index) }
    }
    guard !rows.isEmpty else { return }
    let isRatio = analysis.chart.kind == .rates
    table(
      "改动前后", "Before and after",
      [
        words("从", "from"), number("之前", "before"), number("之后", "after"),
        isRatio ? number("后 ÷ 前", "ratio") : number("差", "diff."),
        interval(at: analysis.significance), number("p"),
      ], rows)
  }

  private mutating func rangeStepTable(_ analysis: ControlAnalysis, _ wording: ControlStepWording) {
    let rows = (analysis.rangeSteps ?? []).enumerated().compactMap { index, step in
      (try? step.get()).map { wording.rangeRow($0, index) }
    }
    guard !rows.isEmpty else { return }
    table(
      "改动前后的组内极差", "Ranges before and after",
      [
        words("从", "from"), number("之前", "before"), number("之后", "after"), number("差", "diff."),
        interval(at: analysis.significance), number("p"),
      ], rows)
  }

  private mutating func alarmTable(_ analysis: ControlAnalysis, _ wording: ControlWording) {
    let all = analysis.alarms.map { ($0, false) } + (analysis.ranges?.alarms ?? []).map { ($0, true) }
    guard !all.isEmpty else { return }
    // The latest first, then back into their order.
    let latest = Set(
      all.indices.sorted { (all[$0].0.points.last ?? 0, $0) > (all[$1].0.points.last ?? 0, $1) }
        .prefix(CrowdedFigures.mostAlarms))
    let alarms = all.indices.filter(latest.contains).map { all[$0] }
    let isCut = alarms.count < all.count
    table(
      isCut ? "报警（最近 \(alarms.count) 处，共 \(all.count) 处）" : "报警",
      isCut ? "Alarms (the last \(alarms.count) of \(all.count))" : "Alarms",
      [
        number("规则", "rule"), words("方向", "side"), number("误报率", "chance"), words("涉及的期", "periods"),
        words("含义", "meaning"),
      ],
      alarms.map { alarm, isRange in
        let meaning = ControlWording.meaning(alarm.rule)
        return [
          .same(String(alarm.rule.rawValue)), wording.side(alarm),
          .same(
            NumberText.decimal(
              ((isRange ? analysis.ranges : nil) ?? analysis.chart).falseAlarmChance(of: alarm.rule) * 100, 2) + "%"),
          wording.points(alarm),
          isRange ? both("极差：\(meaning.chinese)", "range: \(meaning.english)") : meaning,
        ]
      })
  }
}

/// The words of a control chart.
private struct ControlWording {
  let analysis: ControlAnalysis

  init(_ analysis: ControlAnalysis) { self.analysis = analysis }

  /// A value of the chart as printed, without its unit.
  func text(_ value: Double) -> String { NumberText.decimal(analysis.shown(value), analysis.decimals) }

  var kind: LocalizedText {
    switch analysis.chart.kind {
    case .individuals, .movingRange: both("单值与移动极差图", "individuals and moving range")
    case .means, .ranges: both("均值与极差图", "X-bar and R")
    case .shares: both("p 图", "p chart")
    case .rates: both("u 图", "u chart")
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

  // MARK: - Sentences

  var conclusions: [LocalizedText] {
    var sentences = [stability]
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
    let rules = Set(analysis.alarms.map(\.rule.rawValue) + (analysis.ranges?.alarms ?? []).map(\.rule.rawValue))
      .sorted().map(String.init)
    return both(
      "\(count) 个点上有 \(alarms) 处报警（规则 \(rules.joined(separator: "、"))）：这些时期可能受到特殊原因影响，先查明原因，再调整目标或比较水平。",
      "There \(alarms == 1 ? "is 1 alarm" : "are \(alarms) alarms") on \(count) points (rule \(rules.joined(separator: ", "))): special causes may have been at work then; look for them before you change targets or compare levels."
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
    if !analysis.steps.isEmpty { notes.append(ControlStepWording(analysis).note) }
    return notes
  }

  /// How often any of the five rules raises a false alarm on the chart that is drawn, whose limits come from its own
  /// points, and on one with limits known before; `ControlChartTests` finds both by simulation.
  private var falseAlarms: LocalizedText {
    let own =
      switch analysis.chart.kind {
      case .individuals, .movingRange: (7, 18, 24)
      case .means, .ranges: (7, 19, 24)
      case .shares, .rates: (4, 16, 22)
      }
    return both(
      "误报率是过程稳定时一处位置上出现该图形的机会（正态、独立、控制限已知）。本图的控制限由图上的点算出，五条同时用时，稳定过程的 12 点图约 \(own.0)%、24 点图约 \(own.1)%、30 点图约 \(own.2)% 会至少误报一次；沿用以往数据定下的控制限时约 11%、24%、30%。",
      "The chance is that of the pattern at one place of a stable process (normal, independent, limits known). The limits of this chart come from its own points: with all five rules about \(own.0) % of such 12-point, \(own.1) % of 24-point and \(own.2) % of 30-point charts of a stable process raise some alarm; with limits set by earlier data about 11 %, 24 % and 30 %."
    )
  }

  // MARK: - Figure

  func figure(
    _ chart: Statistics.ControlChart, _ alarms: [RunRule.Alarm], isRange: Bool, _ language: Language
  ) -> DocumentModel.ControlChart {
    var rules = [Set<Int>](repeating: [], count: chart.points.count)
    for alarm in alarms { for point in alarm.points { rules[point].insert(alarm.rule.rawValue) } }
    let samples = chart.points.enumerated().map { index, point in
      DocumentModel.ControlChart.Sample(
        label: analysis.labels[index], value: point.value.map(analysis.shown),
        center: analysis.shown(point.centre), lower: analysis.shown(point.lower), upper: analysis.shown(point.upper),
        size: isRange || Set(analysis.sizes ?? []).count < 2 ? "" : analysis.sizes.map { String($0[index]) } ?? "",
        rules: rules[index].sorted().map(String.init).joined(separator: both("、", ", ")[language]))
    }
    let last = chart.points.last { $0.value != nil }
    func label(_ name: String, _ value: Double?) -> String { value.map { "\(name) \(text($0))" } ?? "" }
    let phases =
      analysis.phases.count < 2
      ? []
      : analysis.phases.enumerated().map { index, phase in
        DocumentModel.ControlChart.Phase(
          label: index == 0
            ? both("改动前", "before")[language]
            : both(
              "\(analysis.labels[phase.range.lowerBound]) 起", "from \(analysis.labels[phase.range.lowerBound])")[
                language],
          start: phase.range.lowerBound)
      }
    return DocumentModel.ControlChart(
      samples: samples, phases: phases, centerLabel: label("CL", last?.centre),
      lowerLabel: label("LCL", last?.lower), upperLabel: label("UCL", last?.upper),
      unit: UnitName.localized(analysis.unit)[language],
      note: sizeNote(chart)[language]
        + (isRange
          ? "" : ControlStepWording(analysis).figureNote.map { both("；", "; ")[language] + $0[language] } ?? ""))
  }

  private func sizeNote(_ chart: Statistics.ControlChart) -> LocalizedText {
    let count = chart.points.count { $0.value != nil }
    guard let sizes = analysis.sizes, let smallest = sizes.min(), let largest = sizes.max() else {
      return both("\(count) 点", "\(count) points")
    }
    return smallest == largest
      ? both("\(count) 点，每点 n = \(smallest)", "\(count) points of n = \(smallest)")
      : both("\(count) 点，n = \(smallest)～\(largest)", "\(count) points, n = \(smallest) to \(largest)")
  }

  // MARK: - JSON

  var results: [(String, JSONText)] {
    [
      ("chart", .string(analysis.chart.kind.rawValue)), ("unit", .localized(UnitName.localized(analysis.unit))),
      ("phases", .array(analysis.phases.enumerated().map { phase($1, $0) })),
      ("steps", .array(analysis.steps.map { .refusable($0) { .step($0) } })),
      (
        "range-steps",
        analysis.rangeSteps.map { .array($0.map { .refusable($0) { .step(.means($0)) } }) } ?? .null
      ),
      ("points", .array(points(analysis.chart))), ("alarms", .array(analysis.alarms.map { alarm($0, analysis.chart) })),
      ("range-points", analysis.ranges.map { .array(points($0)) } ?? .null),
      ("range-alarms", analysis.ranges.map { chart in .array(chart.alarms.map { alarm($0, chart) }) } ?? .null),
    ]
  }

  private func phase(_ phase: ControlAnalysis.Phase, _ index: Int) -> JSONText {
    .object([
      ("from", .string(analysis.labels[phase.range.lowerBound])),
      ("to", .string(analysis.labels[phase.range.upperBound - 1])), ("points", .integer(phase.count)),
      ("centre", .number(analysis.shown(phase.centre))),
      ("lower", .optional(phase.limits.map { analysis.shown($0.low) })),
      ("upper", .optional(phase.limits.map { analysis.shown($0.high) })),
      ("rules-not-run", .array(analysis.chart.rulesNotRun(inPhase: index).map { .integer($0.rawValue) })),
    ])
  }

  private func points(_ chart: Statistics.ControlChart) -> [JSONText] {
    chart.points.enumerated().map { index, point in
      .object([
        ("period", .string(analysis.labels[index])), ("value", .optional(point.value.map(analysis.shown))),
        ("centre", .number(analysis.shown(point.centre))), ("lower", .number(analysis.shown(point.lower))),
        ("upper", .number(analysis.shown(point.upper))), ("size", analysis.sizes.map { .integer($0[index]) } ?? .null),
      ])
    }
  }

  private func alarm(_ alarm: RunRule.Alarm, _ chart: Statistics.ControlChart) -> JSONText {
    .object([
      ("rule", .integer(alarm.rule.rawValue)), ("side", .string(alarm.side.rawValue)),
      ("false-alarm-chance", .number(chart.falseAlarmChance(of: alarm.rule))),
      ("periods", .array(alarm.points.map { .string(analysis.labels[$0]) })),
    ])
  }
}
