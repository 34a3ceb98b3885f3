import AnalysisReports
import AssessmentModel
import Diagnostics
import IndicatorEvidence
import OperationalAnalysis
import Statistics

/// Indicators below their target.
extension IndicatorPart {
  /// Those of a grain that missed their target, or have no value, in some of the periods and can be drawn by it: the fewest periods met come
  /// first, then the level that is farthest from the target by it. What ended before these periods is no shortfall of now.
  func shortfalls(_ grain: PeriodGrain, _ periods: [IndicatorPeriod]) -> [IndicatorStanding] {
    let missed = evidence.standings.enumerated().filter { _, standing in
      standing.grain == grain && standing.target != nil && standing.metPeriods < standing.expectedPeriods
        && !standing.isOutdated && standing.periods.last.map { periods.contains($0.point.period) } ?? false
        && Self.index(standing.level, standing) != nil
    }
    return missed.sorted { left, right in
      let shares = [left, right].map { Rational($0.element.metPeriods, $0.element.expectedPeriods) }
      if shares[0] != shares[1] { return shares[0] < shares[1] }
      let distances = [left, right].map { Self.distance($0.element) }
      return distances[0] == distances[1] ? left.offset < right.offset : distances[0] > distances[1]
    }.map(\.element)
  }

  /// How far the level misses its target, by the target; below 0 where it is met.
  private static func distance(_ standing: IndicatorStanding) -> Rational {
    let level = standing.level
    switch standing.target {
    case .bound(let bound)? where bound > 0:
      return (standing.indicator.direction == .lower ? level - bound : bound - level) / bound
    case .band(let low, let high)? where high > 0: return max(low - level, level - high) / high
    default: return 0
    }
  }

  func shortfall(_ standing: IndicatorStanding, _ periods: [IndicatorPeriod]) -> ResultNode {
    var node = ResultNode("shortfall")
    node.value("id", standing.indicator.id.rawValue)
    node.value("variant", standing.variant.id)
    node.title(standing.indicator.title)
    node.title("unit", UnitName.localized(standing.indicator.unit))
    node.title("target-display", standing.target.map { Self.target($0, standing.indicator) })
    node.value("sample-display", standing.sample.total?.display(decimals: 0))
    var band: (low: Rational, high: Rational)?
    if case .band(let low, let high)? = standing.target { band = (low, high) }
    node.value("low-index", band.flatMap { Self.index($0.low, standing) })
    node.value("high-index", band.flatMap { Self.index($0.high, standing) })
    node.list("points", points(standing, periods))
    return node
  }
}
