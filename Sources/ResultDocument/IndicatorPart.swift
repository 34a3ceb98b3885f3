import AnalysisReports
import AssessmentModel
import Diagnostics
import IndicatorEvidence
import OperationalAnalysis
import Statistics

/// What the centre's own data prove, as views print it.
struct IndicatorPart {
  let evidence: IndicatorEvidence
  let rubrics: [Rubric]

  var node: ResultNode {
    var node = ResultNode("indicator-evidence")
    let grain = mainGrain
    let periods = periods(grain)
    node.value("grain", grain.rawValue)
    node.title("grain-title", grain.title)
    node.value("months-from", periods.first?.description)
    node.value("months-to", periods.last?.description)
    node.value("interval-month", evidence.intervalMonth?.description)
    node.value("above-count", evidence.proposals.count { $0.difference == .above })
    node.list("periods", periods.map { ResultNode("period", label: $0.description) })
    node.list("standings", evidence.standings.map { standing($0, periods) })
    node.list("shortfalls", shortfalls(grain, periods).map { shortfall($0, periods) })
    node.list("teams", evidence.teams.map(teams))
    node.list("proposals", evidence.proposals.map(proposal))
    node.list("findings", evidence.findings.map(finding))
    return node
  }

  /// The grain by which most indicators are judged, the earlier of the usual order where several are as many.
  private var mainGrain: PeriodGrain {
    let counts = PeriodGrain.allCases.map { grain in evidence.standings.count { $0.grain == grain } }
    return zip(PeriodGrain.allCases, counts).first { $0.1 == counts.max() }?.0 ?? .month
  }

  /// The periods from the first to the last that any indicator of a grain has, at most those of twelve months, without
  /// gaps.
  private func periods(_ grain: PeriodGrain) -> [IndicatorPeriod] {
    let all = evidence.standings.filter { $0.grain == grain }.flatMap { $0.periods.map(\.point.period) }
    guard let first = all.min(), let last = all.max() else { return [] }
    var periods = [first]
    while let next = periods[periods.count - 1].next, next <= last { periods.append(next) }
    return periods.suffix(grain.window)
  }

  // MARK: - Standings

  private func standing(_ standing: IndicatorStanding, _ periods: [IndicatorPeriod]) -> ResultNode {
    var node = ResultNode("standing")
    let unit = standing.indicator.unit
    node.value("id", standing.indicator.id.rawValue)
    node.title(standing.indicator.title)
    node.value("variant", standing.variant.id)
    node.title("variant-title", standing.variant.title)
    node.title("unit", UnitName.localized(unit))
    node.value("direction", standing.indicator.direction.rawValue)
    node.title("target-display", standing.target.map { Self.target($0, standing.indicator) })
    node.value("target-origin", standing.targetOrigin?.rawValue)
    node.title("level-display", Self.level(standing))
    node.title("previous-display", standing.previousLevel.map { LevelText.quantity($0, unit) })
    node.title(
      "change-display",
      standing.previousLevel.map { previous in
        LevelText.difference(
          standing.level - previous, unit, decimals: LevelText.decimals(for: previous, and: standing.level))
      })
    node.value("grain", standing.grain.rawValue)
    node.title("grain-title", standing.grain.title)
    node.value("other-formula", standing.isOtherFormula)
    node.value("periods", standing.periods.count)
    node.value("met", standing.target.map { _ in standing.metPeriods })
    node.value("met-display", standing.target.map { _ in "\(standing.metPeriods)/\(standing.expectedPeriods)" })
    node.value("sustained", standing.target.map { _ in standing.sustainedPeriods })
    node.value("months-sustained", standing.target.map { _ in standing.grain.months(standing.sustainedPeriods) })
    node.value("trend", Self.code(of: standing.trend))
    node.title("trend-title", Self.trend(standing.trend))
    node.title("slope-display", Self.slope(standing.trend, standing.grain))
    node.value("probability-display", Self.probability(standing.trend))
    node.value("sample-display", standing.sample.total?.display(decimals: 0))
    node.value("sample-sufficient", standing.sample.isSufficient)
    node.title("sample-title", Self.sample(standing.sample, standing.grain))
    node.title("interval-display", standing.interval.map(IndicatorNumber.range))
    // Periods of another length than the document's own stand by themselves.
    let own = standing.periods.map(\.point.period)
    let isMain = own.last.map { periods.contains($0) } ?? false
    node.list("points", points(standing, isMain ? periods : own))
    return node
  }

  func points(_ standing: IndicatorStanding, _ periods: [IndicatorPeriod]) -> [ResultNode] {
    let values = Dictionary(standing.periods.map { ($0.point.period, $0) }, uniquingKeysWith: { first, _ in first })
    return periods.map { period in
      var node = ResultNode("point")
      let value = values[period]
      node.value("label", period.description)
      node.value("value", value.map { IndicatorNumber.plain($0.point.value) } ?? "")
      node.value("display", value.map { IndicatorNumber.text($0.point.value) { standing.isMet($0) } } ?? "")
      node.value("index", value.flatMap { Self.index($0.point.value, standing) } ?? "")
      node.value("met", value?.isMet)
      return node
    }
  }

  /// The value with the target, or the middle of its band, as 100; nil without one.
  static func index(_ value: Rational, _ standing: IndicatorStanding) -> String? {
    let base: Rational
    switch standing.target {
    case .bound(let bound)?: base = bound
    case .band(let low, let high)?: base = (low + high) / 2
    case nil: return nil
    }
    return base > 0 ? (value / base * 100).display(decimals: 2) : nil
  }

  static func target(_ target: IndicatorThreshold.Target, _ indicator: IndicatorDefinition) -> LocalizedText {
    switch target {
    case .bound(let bound):
      UnitName.quantity((indicator.direction == .lower ? "≤ " : "≥ ") + IndicatorNumber.exact(bound), indicator.unit)
    // Both ends of a range have the sign of per cent (GB/T 15835).
    case .band(let low, let high):
      LocalizedText(
        chinese:
          "\(IndicatorNumber.exact(low))\(indicator.unit == "%" ? "%" : "")～\(IndicatorNumber.exact(high))\(indicator.unit)",
        english:
          "\(IndicatorNumber.exact(low))\(indicator.unit == "%" ? "%" : "") to \(UnitName.quantity(IndicatorNumber.exact(high), indicator.unit).english)"
      )
    }
  }

  private static func code(of trend: IndicatorStanding.Trend) -> String {
    switch trend {
    case .improving: "improving"
    case .worsening: "worsening"
    case .rising: "rising"
    case .falling: "falling"
    case .none: "none"
    case .unknown: "unknown"
    }
  }

  private static func trend(_ trend: IndicatorStanding.Trend) -> LocalizedText {
    switch trend {
    case .improving: LocalizedText(chinese: "向好", english: "improving")
    case .worsening: LocalizedText(chinese: "变差", english: "worsening")
    case .rising: LocalizedText(chinese: "上升", english: "rising")
    case .falling: LocalizedText(chinese: "下降", english: "falling")
    case .none: LocalizedText(chinese: "无明显走势", english: "no clear trend")
    case .unknown(.noVariation): LocalizedText(chinese: "各期相同", english: "all periods equal")
    case .unknown: LocalizedText(chinese: "期数不足", english: "too few periods")
    }
  }

  /// Sen's slope, such as `+0.21/月`; nil where the test could not run.
  private static func slope(_ trend: IndicatorStanding.Trend, _ grain: PeriodGrain) -> LocalizedText? {
    switch trend {
    case .improving(let slope, _), .worsening(let slope, _), .rising(let slope, _), .falling(let slope, _),
      .none(let slope, _):
      let text = slope == 0 ? "0" : IndicatorNumber.signed(slope)
      return LocalizedText(chinese: "\(text)/\(grain.title.chinese)", english: "\(text)/\(grain.title.english)")
    case .unknown: return nil
    }
  }

  private static func probability(_ trend: IndicatorStanding.Trend) -> String? {
    switch trend {
    case .improving(_, let probability), .worsening(_, let probability), .rising(_, let probability),
      .falling(_, let probability), .none(_, let probability):
      NumberText.equation(probability)
    case .unknown: nil
    }
  }

  private static func sample(_ sample: IndicatorStanding.Sample, _ grain: PeriodGrain) -> LocalizedText {
    if sample.untoldPeriods > 0 {
      let count = grain.counted(sample.untoldPeriods)
      return LocalizedText(chinese: "\(count.chinese)没有样本量", english: "\(count.english) without a sample size")
    }
    let count = grain.counted(sample.shortPeriods)
    return sample.shortPeriods > 0
      ? LocalizedText(
        chinese: "\(count.chinese)不足 \(sample.minimum)", english: "\(count.english) below \(sample.minimum)")
      : LocalizedText(chinese: "足够", english: "sufficient")
  }

  // MARK: - Findings

  private func finding(_ finding: IndicatorFinding) -> ResultNode {
    var node = ResultNode("finding")
    node.value("code", finding.code.rawValue)
    node.value("severity", finding.severity.rawValue)
    node.value("file", finding.file.rawValue)
    node.value("line", finding.line)
    node.text("message", finding.message.chinese)
    node.text("message-en", finding.message.english)
    return node
  }

  // MARK: - Numbers

  /// The level of a standing in its unit; rounding never contradicts what it is held against.
  static func level(_ standing: IndicatorStanding) -> LocalizedText {
    UnitName.quantity(
      IndicatorNumber.text(standing.level, judgedBy: { standing.isMet($0) }), standing.indicator.unit)
  }
}

extension ResultNode {
  /// A node that has a label only.
  fileprivate init(_ name: String, label: String) {
    self.init(name)
    value("label", label)
  }
}
