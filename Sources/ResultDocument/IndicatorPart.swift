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

  /// How many teams of an indicator are listed: the best and the worst.
  private static let listedTeams = 50

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

  // MARK: - Indicators below their target

  /// Those of a grain that missed their target, or have no value, in some of the periods and can be drawn by it: the fewest periods met come
  /// first, then the level that is farthest from the target by it. What ended before these periods is no shortfall of now.
  private func shortfalls(_ grain: PeriodGrain, _ periods: [IndicatorPeriod]) -> [IndicatorStanding] {
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

  private func shortfall(_ standing: IndicatorStanding, _ periods: [IndicatorPeriod]) -> ResultNode {
    var node = ResultNode("shortfall")
    node.value("id", standing.indicator.id.rawValue)
    node.value("variant", standing.variant.id)
    node.title(standing.indicator.title)
    node.title("unit", UnitName.localized(standing.indicator.unit))
    node.title("target-display", standing.target.map { Self.target($0, standing.indicator) })
    var band: (low: Rational, high: Rational)?
    if case .band(let low, let high)? = standing.target { band = (low, high) }
    node.value("low-index", band.flatMap { Self.index($0.low, standing) })
    node.value("high-index", band.flatMap { Self.index($0.high, standing) })
    node.list("points", points(standing, periods))
    return node
  }

  // MARK: - Teams

  private func teams(_ standing: TeamStanding) -> ResultNode {
    var node = ResultNode("team-standing")
    let unit = standing.indicator.unit
    let isRanked = standing.indicator.direction == .higher || standing.indicator.direction == .lower
    node.value("id", standing.indicator.id.rawValue)
    node.title(standing.indicator.title)
    node.value("variant", standing.variant.id)
    node.title("variant-title", standing.variant.title)
    node.title("unit", UnitName.localized(unit))
    node.value("grain", standing.grain.rawValue)
    node.title("target-display", standing.target.map { Self.target($0, standing.indicator) })
    node.value("count", standing.teams.count)
    node.value("met", standing.target.map { _ in standing.teams.count { $0.isMet == true } })
    node.value("ranked", isRanked)
    node.value("first-name", standing.teams.first?.name)
    node.title("first-display", standing.teams.first.map { Self.level($0, standing) })
    node.value("last-name", standing.teams.last?.name)
    node.title("last-display", standing.teams.last.map { Self.level($0, standing) })
    node.value("spread-display", standing.spread.map { IndicatorNumber.text($0) })
    switch standing.test {
    case .success(let test):
      node.value("test", test.name)
      node.value("test-periods", test.periods)
      node.value("test-teams", standing.teams.count - standing.untested.count)
      node.value("probability-display", NumberText.equation(test.probability))
      node.value("differs", test.probability < 0.05)
    case .failure: node.value("test", String?.none)
    }
    node.title("test-title", Self.title(of: standing.test))
    let teams = standing.teams
    let kept = teams.count <= Self.listedTeams ? teams[...] : teams.prefix(Self.listedTeams / 2)
    let rest = teams.count <= Self.listedTeams ? [] : teams.suffix(Self.listedTeams / 2)
    node.list("teams", (kept + rest).map { team($0, standing) })
    return node
  }

  private func team(_ team: TeamStanding.Team, _ standing: TeamStanding) -> ResultNode {
    var node = ResultNode("team")
    node.value("name", team.name)
    node.title("level-display", Self.level(team, standing))
    node.value("periods", team.periods)
    node.value("met", team.metPeriods)
    node.value("level-met", team.isMet)
    node.value("sample-display", team.sample?.display(decimals: 0))
    node.title("interval-display", team.interval.map(IndicatorNumber.range))
    node.value("tested", (try? standing.test.get()).map { _ in !standing.untested.contains(team.name) })
    return node
  }

  private static func level(_ team: TeamStanding.Team, _ standing: TeamStanding) -> LocalizedText {
    UnitName.quantity(
      IndicatorNumber.text(team.level, judgedBy: { standing.isMet($0) }), standing.indicator.unit)
  }

  private static func title(of test: Result<TeamStanding.Test, StatisticsError>) -> LocalizedText {
    switch test {
    case .success(let test):
      let text = NumberText.equation(test.probability)
      let unbroken = AnalysisReport.unbroken(text)
      return test.probability < 0.05
        ? LocalizedText(chinese: "有差别（\(unbroken)）", english: "differ (\(text))")
        : LocalizedText(chinese: "看不出差别（\(unbroken)）", english: "no evidence (\(text))")
    case .failure(.tooFew(what: .groups, _, _)): return LocalizedText(chinese: "只有一组", english: "one team only")
    case .failure(.tooFew(_, let needed, let found)):
      return LocalizedText(
        chinese: "共有的时期 \(found) 个，不足 \(needed) 个", english: "\(found) periods in common, \(needed) needed")
    case .failure(.noVariation(what: .pairs)):
      return LocalizedText(chinese: "两组每期相差一样多，无法检验", english: "the difference never varies; no test")
    case .failure(.noVariation): return LocalizedText(chinese: "各组总是相同", english: "the teams are always equal")
    case .failure: return LocalizedText(chinese: "无法检验", english: "no test")
    }
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

  private func points(_ standing: IndicatorStanding, _ periods: [IndicatorPeriod]) -> [ResultNode] {
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
  private static func index(_ value: Rational, _ standing: IndicatorStanding) -> String? {
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

  // MARK: - Proposals

  private func proposal(_ proposal: MarkProposal) -> ResultNode {
    var node = ResultNode("proposal")
    let rubric = rubrics.first { $0.id == proposal.rubric }
    let item = rubric?.item(proposal.item)
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
    case .allows(let mark), .atMost(let mark):
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
    case .coarsePeriods: LocalizedText(chinese: "只有按季度或年的值", english: "quarters or years only")
    case .oldPeriods: LocalizedText(chinese: "最近一年没有数据", english: "no data of the last year")
    case .fewMonths: LocalizedText(chinese: "不足 6 个月", english: "fewer than six months")
    case .mixedUnits: LocalizedText(chinese: "比率与百分数混写", english: "ratios among percentages")
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

  /// The level of a standing in its unit; rounding never contradicts what it is held against.
  static func level(_ standing: IndicatorStanding) -> LocalizedText {
    UnitName.quantity(
      IndicatorNumber.text(standing.level, judgedBy: { standing.isMet($0) }), standing.indicator.unit)
  }
}

extension TeamStanding.Test {
  /// The name of the test.
  fileprivate var name: String {
    switch self {
    case .paired: "paired-t"
    case .friedman: "friedman"
    }
  }
}

extension ResultNode {
  /// A node that has a label only.
  fileprivate init(_ name: String, label: String) {
    self.init(name)
    value("label", label)
  }
}
