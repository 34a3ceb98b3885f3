internal import AssessmentModel
internal import Diagnostics

/// Says where a target of the centre's own is not held against a formula, as that counts in another unit.
struct TargetChecks {
  let catalogue: IndicatorCatalogue
  let settings: IndicatorSettings

  /// One finding for each formula of which the data have values.
  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    var seen: Set<IndicatorSeries.Subject> = []
    return data.series.compactMap { series -> IndicatorFinding? in
      guard case .indicator(let id, let variant) = series.key.subject, seen.insert(series.key.subject).inserted,
        let target = settings.targets[id], settings.formulaTargets[series.key.subject] == nil,
        let indicator = catalogue[id], let formula = indicator.variants.first(where: { $0.id == variant }),
        !settings.appliesTarget(of: indicator, to: formula), let first = series.points.first
      else { return nil }
      let name = catalogue.title(of: series.key.subject)
      let (text, unit) = (Self.text(target) + indicator.unit, formula.unit ?? "")
      let key = "\(id.rawValue)/\(variant)"
      return IndicatorFinding(
        .notChecked, .note, line: first.line,
        chinese:
          "\(name.chinese)：中心的目标 \(text) 是给以\(indicator.unit)计的公式定的，这一公式以\(unit)计，没有用它判断。要给这一公式定目标，在 indicators.targets 里另写 \(key)。",
        english:
          "\(name.english): the centre's target, \(text), is for formulas in \(indicator.unit); this one counts in \(unit) and is not judged by it. For a target of its own write \(key) in indicators.targets."
      )
    }
  }

  private static func text(_ target: IndicatorThreshold.Target) -> String {
    switch target {
    case .bound(let bound): decimal(bound)
    case .band(let low, let high): "\(decimal(low))～\(decimal(high))"
    }
  }
}
