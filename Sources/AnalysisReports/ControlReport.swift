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
      fact("中心线", "centre line", wording.quantity(phase.centre))
      let limits = phase.limits.map { limits in
        let (low, high) = (wording.text(limits.low), wording.text(limits.high))
        // Both ends of a range have the sign of per cent (GB/T 15835), another unit stands behind it once.
        return analysis.unit == "%"
          ? Self.range(low + "%", high + "%")
          : both(
            "\(low)～\(Self.quantity(high, unit: analysis.unit).chinese)",
            "\(low) to \(Self.quantity(high, unit: analysis.unit).english)")
      }
      fact("控制限", "limits", limits ?? both("随样本", "vary with the samples"))
    }
    conclusions = wording.conclusions
    for step in analysis.steps { _ = value(step) }
    for step in analysis.rangeSteps ?? [] { _ = value(step) }
    control(
      "\(analysis.name.chinese)：\(wording.shown.chinese)", "\(analysis.name.english): \(wording.shown.english)"
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
        let limits = phase.limits.map { [wording.quantity($0.low), wording.quantity($0.high)] }
        return [
          .same(analysis.labels[phase.range.lowerBound]), .same(analysis.labels[phase.range.upperBound - 1]),
          .same(String(phase.count)), limits.map { $0[0] } ?? both("随样本", "varies"),
          wording.quantity(phase.centre), limits.map { $0[1] } ?? both("随样本", "varies"),
        ]
      })
  }

  private mutating func stepTable(_ analysis: ControlAnalysis, _ wording: ControlStepWording) {
    let rows = analysis.steps.enumerated().compactMap { index, step in (try? step.get()).map { wording.row($0, index) }
    }
    guard !rows.isEmpty else { return }
    let isRatio = analysis.chart.kind == .rates
    let caption = Self.caption(both("改动前后", "Before and after"), differencesIn: isRatio ? "" : analysis.unit)
    table(
      caption.chinese, caption.english,
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
    let caption = Self.caption(
      both("改动前后的组内极差", "Ranges before and after"), differencesIn: analysis.unit)
    table(
      caption.chinese, caption.english,
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
          .same(ControlWording.chance(analysis.falseAlarms.chance(of: alarm, onRanges: isRange))),
          wording.points(alarm),
          isRange ? both("极差：\(meaning.chinese)", "range: \(meaning.english)") : meaning,
        ]
      })
  }
}

// Its figures and its JSON.
extension ControlWording {
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
        size: isRange || Set(analysis.sizes ?? []).count < 2 ? "" : analysis.sizes.map { "n = \($0[index])" } ?? "",
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
      ruleLabel: both("规则", "rule")[language], unit: UnitName.localized(analysis.unit)[language],
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
      ("points", .array(points(analysis.chart))),
      ("alarms", .array(analysis.alarms.map { alarm($0, onRanges: false) })),
      ("range-points", analysis.ranges.map { .array(points($0)) } ?? .null),
      ("range-alarms", analysis.ranges.map { .array($0.alarms.map { alarm($0, onRanges: true) }) } ?? .null),
      ("false-alarm-share", .number(analysis.falseAlarms.share)),
      ("overdispersion", .optional(analysis.chart.overdispersion?.ratio)),
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

  private func alarm(_ alarm: RunRule.Alarm, onRanges: Bool) -> JSONText {
    .object([
      ("rule", .integer(alarm.rule.rawValue)), ("side", .string(alarm.side.rawValue)),
      ("false-alarm-chance", .number(analysis.falseAlarms.chance(of: alarm, onRanges: onRanges))),
      ("periods", .array(alarm.points.map { .string(analysis.labels[$0]) })),
    ])
  }
}
