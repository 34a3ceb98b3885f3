import AssessmentModel
import Comparison
import Diagnostics
import IndicatorEvidence
import OperationalAnalysis
import Statistics

/// What the indicators show in two neighbouring assessments.
struct IndicatorStepPart {
  let comparisons: [IndicatorComparison]
  let labels: (then: LocalizedText, now: LocalizedText)
  /// What the two assessments speak of.
  let assessed: (then: DatePeriod, now: DatePeriod)

  var node: ResultNode {
    var node = ResultNode("indicator-step")
    node.title("then-name", labels.then)
    node.title("now-name", labels.now)
    node.value("indicators", comparisons.count)
    node.value("comparable", comparisons.count { $0.obstacle == nil })
    for verdict in IndicatorComparison.Verdict.allCases {
      node.value(verdict.rawValue, comparisons.count { $0.verdict == verdict })
    }
    node.value("beyond-chance", comparisons.count { $0.chance?.isBeyond == true })
    node.value("within-chance", comparisons.count { $0.chance?.isBeyond == false })
    node.value("shared-months", comparisons.map(\.sharedMonths).max() ?? 0)
    node.list("changes", comparisons.map(change))
    return node
  }

  private func change(_ comparison: IndicatorComparison) -> ResultNode {
    let unit = comparison.indicator.unit
    var node = ResultNode("indicator-change")
    node.value("id", comparison.indicator.id.rawValue)
    node.title(comparison.indicator.title)
    node.value("variant", comparison.variant.id)
    node.title("variant-title", comparison.variant.title)
    node.value("several-variants", comparisons.count { $0.indicator.id == comparison.indicator.id } > 1)
    node.title("unit", UnitName.localized(unit))
    node.value("direction", comparison.indicator.direction.rawValue)
    node.value("comparable", comparison.obstacle == nil)
    node.value("obstacle", comparison.obstacle?.rawValue)
    node.title("obstacle-title", comparison.obstacle?.title)
    node.value("verdict", comparison.verdict?.rawValue)
    node.title("verdict-title", comparison.verdictTitle)
    let decimals = decimals(comparison)
    node.title("change-display", comparison.change.map { LevelText.difference($0, unit, decimals: decimals ?? 1) })
    chance(comparison, decimals: decimals ?? 1, &node)
    node.value("target-moved", comparison.isTargetMoved)
    node.value("shared-months", comparison.sharedMonths)
    node.part("then", comparison.then.map { reading($0, assessed.then, decimals: decimals) })
    node.part("now", comparison.now.map { reading($0, assessed.now, decimals: decimals) })
    return node
  }

  /// The decimals that both levels and their difference have; nil where they are not subtracted, and each has its own.
  private func decimals(_ comparison: IndicatorComparison) -> Int? {
    guard comparison.obstacle == nil, let then = comparison.then, let now = comparison.now else { return nil }
    return LevelText.decimals(for: then.level, and: now.level)
  }

  /// Whether the change is more than chance gives, by which method, and the interval of the difference; or why that cannot
  /// be told.
  private func chance(_ comparison: IndicatorComparison, decimals: Int, _ node: inout ResultNode) {
    guard let chance = comparison.chance else { return }
    node.value("chance", chance.isBeyond.map { $0 ? "beyond" : "within" } ?? "untold")
    node.title("chance-title", comparison.chanceTitle)
    switch chance {
    case .told(let method, let interval):
      node.value("chance-method", method.rawValue)
      node.title("chance-method-title", method.title)
      // A limit that is not 0 is not printed as 0, so that one sees whether the interval leaves it out.
      let decimals = NumberText.decimals(telling: [interval.low, interval.high], from: decimals)
      node.value("difference-low", Self.signed(interval.low, decimals))
      node.value("difference-high", Self.signed(interval.high, decimals))
    case .untold(let obstacle):
      node.value("chance-obstacle", obstacle.rawValue)
      node.title("chance-obstacle-title", obstacle.title)
    }
  }

  private static func signed(_ limit: Double, _ decimals: Int) -> String {
    (limit > 0 ? "+" : "") + NumberText.decimal(limit, decimals)
  }

  private func reading(_ standing: IndicatorStanding, _ assessed: DatePeriod, decimals: Int?) -> ResultNode {
    var node = ResultNode("indicator-reading")
    node.title(
      "level-display", LevelText.quantity(standing.level, standing.indicator.unit, decimals: decimals))
    node.part("level", .indicator(standing.level))
    node.title("target-display", standing.target.map { IndicatorPart.target($0, standing.indicator) })
    node.value("met", standing.isMet(standing.level))
    node.value("months", standing.periods.count)
    node.value("months-from", standing.periods.first?.point.period.description)
    node.value("months-to", standing.periods.last?.point.period.description)
    node.value(
      "months-outside",
      standing.periods.count { $0.point.period.start < assessed.from || $0.point.period.start > assessed.to })
    node.value("sample-sufficient", standing.sample.isSufficient)
    return node
  }
}

extension ResultNode {
  /// A value of an indicator in its unit, exactly and as text.
  fileprivate static func indicator(_ value: Rational) -> ResultNode {
    var node = ResultNode("level")
    node.value("exact", "\(value.numerator)/\(value.denominator)")
    node.value("value", IndicatorNumber.plain(value))
    return node
  }
}
