internal import AssessmentModel
internal import Diagnostics

/// Says where a target of the centre's own is not held against a formula: where that counts in another unit, and where the
/// target is a ratio, as 0.97, beside percentages.
struct TargetChecks {
  let catalogue: IndicatorCatalogue
  let settings: IndicatorSettings

  /// Whether a target is a ratio while the values are percentages beyond doubt.
  static func isRatio(
    _ target: IndicatorThreshold.Target, for points: [IndicatorSeries.Point], _ indicator: IndicatorDefinition
  ) -> Bool {
    let highest: Rational
    switch target {
    case .bound(let bound): highest = bound
    case .band(_, let high): highest = high
    }
    guard indicator.isPercentage, indicator.possibleRange(variant: nil).highest != nil, highest > 0, highest <= 1 else {
      return false
    }
    var scale = ShareScale<Int>()
    scale.add(highest, at: 0)
    for point in points { scale.add(point.value, at: 1) }
    return scale.mix?.place == 0
  }

  /// What is to be said of the targets, in the order of the series.
  func findings(_ data: IndicatorData) -> [IndicatorFinding] { otherUnits(data) + ratios(data) }

  private func ratios(_ data: IndicatorData) -> [IndicatorFinding] {
    data.series.compactMap { series -> IndicatorFinding? in
      guard series.key.group.isEmpty, case .indicator(let id, let variant) = series.key.subject,
        let defined = catalogue[id], let formula = defined.variants.first(where: { $0.id == variant }),
        let first = series.points.first
      else { return nil }
      let applies = settings.appliesTarget(of: defined, to: formula)
      guard let target = settings.formulaTargets[series.key.subject] ?? (applies ? settings.targets[id] : nil),
        Self.isRatio(target, for: series.points, defined.computed(by: formula))
      else { return nil }
      let name = catalogue.title(of: series.key.subject)
      let (text, value) = (Self.text(target), decimal(series.points.last?.value ?? 0))
      return IndicatorFinding(
        .unitMix, line: first.line,
        chinese:
          "\(name.chinese)：目标写的是 \(text.chinese)%，数据却是 \(value)% 这样的数，像是把目标写成了比率。目标按百分数写，如 97；改正前不判断达标，也不给等级。",
        english:
          "\(name.english): the target is \(text.english) % while the figures are like \(value) %; a ratio? Write percentages, such as 97. Until then no target is met or missed, and no mark is given."
      )
    }
  }

  /// One finding for each formula of which the data have values.
  private func otherUnits(_ data: IndicatorData) -> [IndicatorFinding] {
    var seen: Set<IndicatorSeries.Subject> = []
    return data.series.compactMap { series -> IndicatorFinding? in
      guard case .indicator(let id, let variant) = series.key.subject, seen.insert(series.key.subject).inserted,
        let target = settings.targets[id], settings.formulaTargets[series.key.subject] == nil,
        let indicator = catalogue[id], let formula = indicator.variants.first(where: { $0.id == variant }),
        !settings.appliesTarget(of: indicator, to: formula), let first = series.points.first
      else { return nil }
      let name = catalogue.title(of: series.key.subject)
      let (text, unit) = (Self.text(target), formula.unit ?? "")
      let key = "\(id.rawValue)/\(variant)"
      return IndicatorFinding(
        .notChecked, .note, line: first.line,
        chinese:
          "\(name.chinese)：中心的目标 \(text.chinese)\(indicator.unit) 是给以\(indicator.unit)计的公式定的，这一公式以\(unit)计，没有用它判断。要给这一公式定目标，在 indicators.targets 里另写 \(key)。",
        english:
          "\(name.english): the centre's target, \(text.english)\(indicator.unit), is for formulas in \(indicator.unit); this one counts in \(unit) and is not judged by it. For a target of its own write \(key) in indicators.targets."
      )
    }
  }

  private static func text(_ target: IndicatorThreshold.Target) -> LocalizedText {
    switch target {
    case .bound(let bound): LocalizedText(chinese: decimal(bound), english: decimal(bound))
    case .band(let low, let high):
      LocalizedText(chinese: "\(decimal(low))～\(decimal(high))", english: "\(decimal(low)) to \(decimal(high))")
    }
  }
}
