internal import AssessmentModel
internal import Diagnostics

/// Holds the reported share of half-hours that met the service level beside the half-hours themselves, at the target by
/// which the service level is judged.
struct AttainmentCheck {
  let catalogue: IndicatorCatalogue
  /// Who knows the targets.
  let standings: StandingBuilder

  /// How many points the report may lie off, besides its own rounding.
  private static let pointsAllowed = Rational(2)
  private static let subject = IndicatorSeries.Subject.indicator(
    IndicatorID("interval-attainment"), variant: "half-hour")

  /// What the half-hours of a month give by a formula of the service level.
  private struct Found {
    var met: Int
    var all: Int
    var formula: IndicatorVariant
    var share: Rational { Rational(met * 100, all) }
  }

  func findings(_ months: [IntervalMonth], reported: IndicatorData) -> [IndicatorFinding] {
    guard let series = reported[Self.subject], let level = catalogue[IndicatorID("service-level")] else { return [] }
    let halves = months.filter { month in
      !month.isPartial && month.intervals.allSatisfy { $0.period.length == .minutes(30) }
    }
    let claims = halves.compactMap { month in
      series.points.first { $0.period == month.month }.map { (month, $0) }
    }
    guard let first = claims.first else { return [] }
    let targets = targets(level, reported)
    guard !targets.isEmpty else {
      return [
        IndicatorFinding(
          .notChecked, .note, line: first.1.line,
          chinese: "没有用半小时数据核对时段达标率：服务水平没有目标值。请在评估文件的 indicators.targets 里写上 service-level。",
          english:
            "Interval attainment was not compared with the half-hours: the service level has no target; write one in indicators.targets."
        )
      ]
    }
    return claims.compactMap { month, point in
      let found = targets.compactMap { Self.found(month.table, $0.formula, target: $0.target) }
      let step = point.step.map { _ in series.finestStep } ?? 0
      func distance(_ found: Found) -> Rational { (found.share - point.value).magnitude }
      guard let nearest = found.min(by: { distance($0) < distance($1) }),
        distance(nearest) > Self.pointsAllowed + step / 2
      else { return nil }
      return finding(point, nearest, target: targets.first { $0.formula == nearest.formula }?.target ?? 0)
    }
  }

  /// The formulas of the service level with their targets: those that are reported, or all where none is.
  private func targets(
    _ level: IndicatorDefinition, _ reported: IndicatorData
  ) -> [(formula: IndicatorVariant, target: Rational)] {
    let targets = level.variants.compactMap { formula -> (formula: IndicatorVariant, target: Rational)? in
      guard formula.computation != nil,
        case .bound(let bound)? = standings.target(of: level.computed(by: formula), by: formula)?.target
      else { return nil }
      return (formula, bound)
    }
    let used = targets.filter { reported[IndicatorSeries.Subject.indicator(level.id, variant: $0.formula.id)] != nil }
    return used.isEmpty ? targets : used
  }

  /// The half-hours with calls that met a target; nil where none tells.
  private static func found(_ table: MeasureTable, _ formula: IndicatorVariant, target: Rational) -> Found? {
    let values = table.rows.indices.compactMap { index in
      formula.computation?.value(isPercentage: true) { table.value($0, at: index) }
    }
    return values.isEmpty
      ? nil : Found(met: values.count { $0 >= target }, all: values.count, formula: formula)
  }

  private func finding(_ point: IndicatorSeries.Point, _ found: Found, target: Rational) -> IndicatorFinding {
    let title = catalogue.title(of: Self.subject)
    let (reported, share) = (decimal(point.value), found.share.display(decimals: 1))
    return IndicatorFinding(
      .reportedDiffers, line: point.line,
      chinese:
        "\(title.chinese)：\(point.period) 报 \(reported)%，而有来电的 \(found.all) 个半小时里，服务水平（\(found.formula.title.chinese)）达到目标 \(decimal(target))% 的有 \(found.met) 个，占 \(share)%。请核对口径与取数范围。",
      english:
        "\(title.english): \(reported)% reported for \(point.period), but of \(found.all) half-hours with calls \(found.met) met the target of \(decimal(target))% for the service level (\(found.formula.title.english)): \(share)%."
    )
  }
}
