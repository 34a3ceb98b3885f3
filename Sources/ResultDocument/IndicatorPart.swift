import AssessmentModel
import Diagnostics
import IndicatorEvidence
import Statistics

/// What the centre's own data prove, as views print it.
struct IndicatorPart {
  let evidence: IndicatorEvidence
  let rubrics: [Rubric]

  /// A proposal at level 5 limits nothing.
  private static let months = 12

  var node: ResultNode {
    var node = ResultNode("indicator-evidence")
    let months = periods
    node.value("months-from", months.first?.description)
    node.value("months-to", months.last?.description)
    node.value("interval-month", evidence.intervalMonth?.description)
    node.value("above-count", evidence.proposals.count { $0.difference == .above })
    node.list(
      "periods",
      months.map { month in
        var node = ResultNode("period")
        node.value("label", month.description)
        return node
      })
    node.list("standings", evidence.standings.map { standing($0, months) })
    node.list("proposals", evidence.proposals.map(proposal))
    node.list("findings", evidence.findings.map(finding))
    return node
  }

  /// The months from the first to the last that any indicator has, at most twelve, without gaps.
  private var periods: [IndicatorPeriod] {
    let all = evidence.standings.flatMap { $0.months.map(\.point.period) }
    guard let first = all.min(), let last = all.max() else { return [] }
    var months = [first]
    while let next = months[months.count - 1].next, next <= last { months.append(next) }
    return months.suffix(Self.months)
  }

  // MARK: - Standings

  private func standing(_ standing: IndicatorStanding, _ months: [IndicatorPeriod]) -> ResultNode {
    var node = ResultNode("standing")
    let unit = standing.indicator.unit
    node.value("id", standing.indicator.id.rawValue)
    node.title(standing.indicator.title)
    node.value("variant", standing.variant.id)
    node.title("variant-title", standing.variant.title)
    node.value("unit", unit)
    node.value("direction", standing.indicator.direction.rawValue)
    node.value("target-display", standing.target.map { Self.target($0, standing.indicator) })
    node.value("target-origin", standing.targetOrigin?.rawValue)
    node.value("level-display", Self.number(standing.level, unit))
    node.value("previous-display", standing.previousLevel.map { Self.number($0, unit) })
    node.value("change-display", standing.previousLevel.map { Self.signed(standing.level - $0) })
    node.value("months", standing.months.count)
    node.value("met", standing.target.map { _ in standing.metMonths })
    node.value(
      "met-display", standing.target.map { _ in "\(standing.metMonths)/\(standing.months.count + standing.gaps.count)" }
    )
    node.value("sustained", standing.target.map { _ in standing.sustainedMonths })
    node.title("trend-title", Self.trend(standing.trend))
    node.value("probability-display", Self.probability(standing.trend))
    node.value("sample-display", standing.sample.total?.display(decimals: 0))
    node.value("sample-sufficient", standing.sample.isSufficient)
    node.title("sample-title", Self.sample(standing.sample))
    node.value("interval-display", standing.interval.map { "\(Self.decimal($0.low))～\(Self.decimal($0.high))%" })
    let values = Dictionary(standing.months.map { ($0.point.period, $0) }, uniquingKeysWith: { first, _ in first })
    node.list(
      "points",
      months.map { month in
        var node = ResultNode("point")
        let value = values[month]
        node.value("value", value.map { $0.point.value.display(decimals: 4) } ?? "")
        node.value("display", value.map { Self.decimal($0.point.value) } ?? "")
        node.value("index", value.flatMap { Self.index($0.point.value, standing) } ?? "")
        node.value("met", value?.isMet)
        return node
      })
    return node
  }

  /// The value with the target, or the middle of its band, as 100; nil without one.
  private static func index(_ value: Rational, _ standing: IndicatorStanding) -> String? {
    let base: Rational
    switch standing.target {
    case .bound(let bound)?: base = bound
    case .band(let low, let high)?: base = (low + high) / 2
    case nil: return nil
    }
    return base > 0 ? (value / base * 100).display(decimals: 2) : nil
  }

  static func target(_ target: IndicatorThreshold.Target, _ indicator: IndicatorDefinition) -> String {
    switch target {
    case .bound(let bound): (indicator.direction == .lower ? "≤ " : "≥ ") + exact(bound) + indicator.unit
    case .band(let low, let high): "\(exact(low))～\(exact(high))\(indicator.unit)"
    }
  }

  private static func trend(_ trend: IndicatorStanding.Trend) -> LocalizedText {
    switch trend {
    case .improving: LocalizedText(chinese: "向好", english: "improving")
    case .worsening: LocalizedText(chinese: "变差", english: "worsening")
    case .rising: LocalizedText(chinese: "上升", english: "rising")
    case .falling: LocalizedText(chinese: "下降", english: "falling")
    case .none: LocalizedText(chinese: "无明显走势", english: "no clear trend")
    case .unknown(.noVariation): LocalizedText(chinese: "各月相同", english: "all months equal")
    case .unknown: LocalizedText(chinese: "月数不足", english: "too few months")
    }
  }

  private static func probability(_ trend: IndicatorStanding.Trend) -> String? {
    switch trend {
    case .improving(_, let probability), .worsening(_, let probability), .rising(_, let probability),
      .falling(_, let probability), .none(let probability):
      probability < 0.001
        ? "p < 0.001" : "p = " + Rational(Int((probability * 1_000).rounded()), 1_000).display(decimals: 3)
    case .unknown: nil
    }
  }

  private static func sample(_ sample: IndicatorStanding.Sample) -> LocalizedText {
    if sample.untoldMonths > 0 {
      return LocalizedText(
        chinese: "\(sample.untoldMonths) 个月没有样本量", english: "\(sample.untoldMonths) months without a sample size")
    }
    return sample.shortMonths > 0
      ? LocalizedText(
        chinese: "\(sample.shortMonths) 个月不足 \(sample.minimum)",
        english: "\(sample.shortMonths) months below \(sample.minimum)")
      : LocalizedText(chinese: "足够", english: "sufficient")
  }

  // MARK: - Proposals

  private func proposal(_ proposal: MarkProposal) -> ResultNode {
    var node = ResultNode("proposal")
    let rubric = rubrics.first { $0.id == proposal.rubric }
    let item = rubric?.items.first { $0.id == proposal.item }
    let facet = item.flatMap { item in
      rubric?.facetSets[item.facetSet]?.facets.first { $0.id == proposal.facet }
    }
    node.value("rubric", proposal.rubric.rawValue)
    node.value("item", proposal.item.rawValue)
    node.title(item?.title)
    node.value("facet", proposal.facet.rawValue)
    node.title("facet-title", facet?.title)
    node.value("given", proposal.given?.rawValue)
    node.value("allowed", proposal.allowed?.rawValue)
    node.value("complete", proposal.isComplete)
    node.value("difference", proposal.difference.rawValue)
    node.title("limited-by", limits(proposal, rubric))
    node.list("parts", proposal.parts.map { part($0, rubric) })
    return node
  }

  private func limits(_ proposal: MarkProposal, _ rubric: Rubric?) -> LocalizedText? {
    let names = proposal.limiting.compactMap { rubric?.indicators[$0.indicator] }
    guard !names.isEmpty else { return nil }
    return LocalizedText(
      chinese: names.map(\.chinese).joined(separator: "、"), english: names.map(\.english).joined(separator: ", "))
  }

  private func part(_ part: MarkProposal.Part, _ rubric: Rubric?) -> ResultNode {
    var node = ResultNode("part")
    node.value("indicator", part.threshold.indicator.rawValue)
    node.title(rubric?.indicators[part.threshold.indicator])
    node.value("variant", part.threshold.variant.id)
    node.title("variant-title", part.threshold.variant.title)
    switch part.verdict {
    case .allows(let mark):
      node.value("allowed", mark.rawValue)
      node.value("obstacle", String?.none)
      node.title("obstacle-title", nil)
    case .open(let obstacle):
      node.value("allowed", Int?.none)
      node.value("obstacle", obstacle.rawValue)
      node.title("obstacle-title", Self.title(of: obstacle))
    }
    return node
  }

  private static func title(of obstacle: MarkProposal.Obstacle) -> LocalizedText {
    switch obstacle {
    case .noData: LocalizedText(chinese: "没有数据", english: "no data")
    case .otherVariant: LocalizedText(chinese: "数据用的是另一公式", english: "the data use another formula")
    case .noTarget: LocalizedText(chinese: "没有目标值", english: "no target")
    case .fewMonths: LocalizedText(chinese: "不足6个月", english: "fewer than six months")
    case .smallSample: LocalizedText(chinese: "样本不足或没有写明", english: "samples too small or not told")
    }
  }

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

  /// A value as its size asks for: hundredths below 10, tenths above.
  private static func decimal(_ value: Rational) -> String {
    let magnitude = value.magnitude
    return value.display(decimals: magnitude < 1 ? 3 : magnitude < 10 ? 2 : magnitude < 1_000 ? 1 : 0)
  }

  private static func decimal(_ value: Double) -> String { decimal(Rational(Int((value * 10_000).rounded()), 10_000)) }

  static func number(_ value: Rational, _ unit: String) -> String { decimal(value) + unit }

  static func signed(_ value: Rational) -> String {
    value < 0 ? "−" + decimal(value.magnitude) : "+" + decimal(value)
  }

  /// A target as it was written.
  private static func exact(_ value: Rational) -> String {
    for decimals in 0..<6 {
      let scale = (0..<decimals).reduce(Rational(1)) { product, _ in product * 10 }
      if (value * scale).isWhole { return value.display(decimals: decimals) }
    }
    return value.display(decimals: 6)
  }
}
