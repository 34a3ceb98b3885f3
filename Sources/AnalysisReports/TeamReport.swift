internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// Teams side by side.
  ///
  /// - Parameter within: what the parts of a team are called in the data, such as 坐席 or 日期; nil without parts.
  public init(_ analysis: TeamComparison, within: String? = nil) {
    let part = within.map(LocalizedText.same) ?? both("坐席", "agent")
    self.init(.teams, of: analysis.name)
    fact("班组", "teams", both("\(analysis.teams.count) 个", "\(analysis.teams.count)"))
    fact("数据", "values", both("\(analysis.count) 个", "\(analysis.count)"))
    if !analysis.unit.isEmpty { fact("单位", "unit", UnitName.localized(analysis.unit)) }
    conclusions = Self.sentences(analysis, part)
    for refusal in [Self.refusal(analysis.means), Self.refusal(analysis.ranks), Self.refusal(analysis.spreads)] {
      if let refusal, !refusals.contains(refusal) { refusals.append(refusal) }
    }
    figure(
      "各班组的\(analysis.name.chinese)：平均与 \(analysis.significance.text) 区间",
      "Mean \(analysis.name.english) by team, with \(analysis.significance.text) intervals"
    ) { .bar(Self.chart(analysis, $0)) }
    teamTable(analysis, part)
    testTable(analysis)
    notes = Self.notes(analysis, part)
    results = Self.results(analysis)
  }

  private mutating func teamTable(_ analysis: TeamComparison, _ part: LocalizedText) {
    func text(_ value: Double?) -> LocalizedText {
      value.map { .same(NumberText.decimal($0, analysis.decimals)) } ?? .none
    }
    let hasUnits = !analysis.units.isEmpty
    let caption = Self.caption(both("各班组的水平与离散", "Level and spread by team"), in: analysis.unit)
    table(
      caption.chinese, caption.english,
      [
        words("班组", "team"), number("n"), number("平均", "mean"),
        interval(at: analysis.significance), number("标准差", "SD"),
      ]
        + (hasUnits
          ? [number("\(part.chinese)内", "SD within"), number("\(part.chinese)间", "between")]
          : [number("最小", "min"), number("最大", "max")]),
      analysis.teams.map { team in
        [
          .same(team.name), .same(String(team.count)), text(team.mean),
          team.interval.map { Self.range($0, analysis.decimals) } ?? .none, text(team.deviation),
        ]
          + (hasUnits
            ? [text(team.deviationWithin), text(team.deviationBetween)] : [text(team.smallest), text(team.largest)])
      })
    let widest = analysis.units.filter { $0.deviation != nil }
      .sorted { ($1.deviation ?? 0, $0.name) < ($0.deviation ?? 0, $1.name) }.prefix(5)
    guard !widest.isEmpty else { return }
    let title = Self.caption(
      both("波动最大的\(part.chinese)", "The \(part.english) values with the widest spread"), in: analysis.unit)
    table(
      title.chinese, title.english,
      [words("班组", "team"), words(part.chinese, part.english), number("n"), number("平均", "mean"), number("标准差", "SD")],
      widest.map { unit in
        [.same(unit.team), .same(unit.name), .same(String(unit.count)), text(unit.mean), text(unit.deviation)]
      })
  }

  private mutating func testTable(_ analysis: TeamComparison) {
    var rows: [[LocalizedText]] = []
    func row(_ name: LocalizedText, _ statistic: String, _ degrees: LocalizedText, _ p: Double, _ effect: String) {
      rows.append([
        name, .same(statistic), degrees, .same(NumberText.probability(p)), .same(effect),
      ])
    }
    // A comma between the two would join them to one number of thousands.
    func degrees(_ test: AnalysisOfVariance) -> LocalizedText {
      both("\(test.betweenDegrees) 和 \(test.withinDegrees)", "\(test.betweenDegrees) and \(test.withinDegrees)")
    }
    if let test = try? analysis.means.get() {
      row(
        both("平均（方差分析）", "means (ANOVA)"), "F = \(NumberText.decimal(test.fisherStatistic, 2))",
        degrees(test), test.probability,
        "η² = \(NumberText.decimal(test.determination, 3))")
    }
    if let test = try? analysis.ranks.get() {
      row(
        both("位置（Kruskal-Wallis）", "ranks (Kruskal-Wallis)"), "H = \(NumberText.decimal(test.statistic, 2))",
        .same("\(test.degreesOfFreedom)"), test.probability, "ε² = \(NumberText.decimal(test.determination, 3))")
    }
    if let test = try? analysis.spreads.get() {
      row(
        both("离散（Brown-Forsythe）", "spreads (Brown-Forsythe)"),
        "F = \(NumberText.decimal(test.fisherStatistic, 2))", degrees(test), test.probability, "—")
    }
    guard !rows.isEmpty else { return }
    table(
      "检验", "Tests",
      [
        words("比较什么", "what"), number("统计量", "statistic"), number("自由度", "df"), number("p"),
        number("解释的份额", "explained"),
      ], rows)
  }

  private static func refusal<Value>(_ outcome: Result<Value, AnalysisRefusal>) -> AnalysisRefusal? {
    if case .failure(let refusal) = outcome { refusal } else { nil }
  }

  private static func sentences(_ analysis: TeamComparison, _ part: LocalizedText) -> [LocalizedText] {
    var sentences: [LocalizedText] = []
    let means = try? analysis.means.get()
    let ranks = try? analysis.ranks.get()
    if let means { sentences.append(sentence(means, analysis)) }
    if let means, let ranks,
      analysis.significance.isMet(by: means.probability) != analysis.significance.isMet(by: ranks.probability)
    {
      sentences.append(
        both(
          "不要求正态的 Kruskal-Wallis 检验结论不同（\(NumberText.equation(ranks.probability))）：请看是否有极端值。",
          "The Kruskal-Wallis test, which needs no normal values, says otherwise (\(NumberText.equation(ranks.probability))): look for extremes."
        ))
    }
    if let spreads = try? analysis.spreads.get() { sentences.append(sentence(spreads: spreads, analysis)) }
    if let inside = insideUnits(analysis, part) { sentences.append(inside) }
    if let ranks, ranks.smallestGroup < 5 {
      sentences.append(
        both(
          "最小的班组只有 \(ranks.smallestGroup) 个值，p 值较粗略。",
          "The smallest team has only \(ranks.smallestGroup) values, which makes p coarse."))
    }
    return sentences
  }

  private static func sentence(_ means: AnalysisOfVariance, _ analysis: TeamComparison) -> LocalizedText {
    let name = analysis.name
    let numbers = NumberText.equation(means.probability)
    if analysis.significance.isMet(by: means.probability) {
      let highest = analysis.teams.max { $0.mean < $1.mean }
      let lowest = analysis.teams.min { $0.mean < $1.mean }
      let size = EffectMagnitude(explainedShare: means.determination)
      let (high, low) = (highest?.name ?? "", lowest?.name ?? "")
      let ends = [highest?.mean, lowest?.mean].compactMap { $0 }.map { quantity($0, analysis) }
      let range = both(
        ends.map(\.chinese).joined(separator: "与"), ends.map(\.english).joined(separator: " and "))
      return both(
        "有证据表明各班组的\(name.chinese)水平不同（\(numbers)）：最高的是“\(high)”，最低的是“\(low)”（\(range.chinese)）；班组之别解释了全部差异的 \(NumberText.percent(means.determination))，程度\(size.chinese)。",
        "There is evidence that the teams differ in mean \(name.english) (\(numbers)): highest \(high), lowest \(low) (\(range.english)); teams explain \(NumberText.percent(means.determination)) of all variation, a \(size.english) part."
      )
    } else {
      return both(
        "没有证据表明各班组的\(name.chinese)水平不同（\(numbers)）：班组排名可能只是偶然，不宜据此奖惩；这也不等于证明各组相同。",
        "There is no evidence that the teams differ in mean \(name.english) (\(numbers)): a ranking may be chance alone and is no ground for reward or blame; nor does it prove them equal."
      )
    }
  }

  private static func sentence(spreads: AnalysisOfVariance, _ analysis: TeamComparison) -> LocalizedText {
    let numbers = NumberText.equation(spreads.probability)
    if analysis.significance.isMet(by: spreads.probability) {
      let widest = analysis.teams.max { ($0.deviation ?? 0) < ($1.deviation ?? 0) }?.name ?? ""
      return both(
        "有证据表明各班组的波动大小不同（\(numbers)），“\(widest)”的标准差最大：除了看平均，还要看它为什么不稳定。",
        "There is evidence that the teams differ in spread (\(numbers)); \(widest) has the largest standard deviation: ask why it is not steady."
      )
    } else {
      return both("没有证据表明各班组的波动大小不同（\(numbers)）。", "There is no evidence that the teams differ in spread (\(numbers)).")
    }
  }

  private static func quantity(_ value: Double, _ analysis: TeamComparison) -> LocalizedText {
    quantity(NumberText.decimal(value, analysis.decimals), unit: analysis.unit)
  }

  /// Where the spread of the least steady team comes from; nil without agents or days to tell it apart by.
  private static func insideUnits(_ analysis: TeamComparison, _ part: LocalizedText) -> LocalizedText? {
    let known = analysis.teams.filter { $0.deviationWithin != nil && $0.deviationBetween != nil }
    guard let team = known.max(by: { ($0.deviation ?? 0) < ($1.deviation ?? 0) }),
      let within = team.deviationWithin, let between = team.deviationBetween, within > 0 || between > 0
    else { return nil }
    let (inside, outside) = (quantity(within, analysis), quantity(between, analysis))
    // A tenth more in one is nothing that another month would show again.
    guard max(within, between) > min(within, between) * 1.1 else {
      return both(
        "“\(team.name)”的波动在同一\(part.chinese)之内与\(part.chinese)之间差不多（标准差 \(inside.chinese)与 \(outside.chinese)）：两方面都要看。",
        "The spread of \(team.name) is about equal within one \(part.english) and from one \(part.english) to another (\(inside.english) and \(outside.english)): look at both."
      )
    }
    return within > between
      ? both(
        "“\(team.name)”的波动主要在同一\(part.chinese)之内（\(part.chinese)内标准差 \(inside.chinese)，\(part.chinese)间 \(outside.chinese)）：同一\(part.chinese)里就不稳定，平均看不出来。",
        "The spread of \(team.name) is mostly within one \(part.english) (within \(inside.english), between \(outside.english)): even one \(part.english) is unsteady, which means do not show."
      )
      : both(
        "“\(team.name)”的波动主要在\(part.chinese)之间（\(part.chinese)间标准差 \(outside.chinese)，\(part.chinese)内 \(inside.chinese)）：各\(part.chinese)的水平不同。",
        "The spread of \(team.name) is mostly from one \(part.english) to another (between \(outside.english), within \(inside.english)): they differ in level."
      )
  }

  private static func chart(_ analysis: TeamComparison, _ language: Language) -> BarChart {
    let ends = analysis.teams.flatMap { [$0.mean, $0.interval?.low, $0.interval?.high] }.compactMap { $0 }
    let scale = BarScale(over: ends)
    return BarChart(
      bars: analysis.teams.map { team in
        BarChart.Bar(
          label: "\(team.name) n = \(team.count)", value: team.mean,
          text: NumberText.decimal(team.mean, analysis.decimals), low: team.interval?.low, high: team.interval?.high)
      },
      thresholds: [
        BarChart.Threshold(
          label: both("总平均", "grand mean")[language] + " " + quantity(analysis.mean, analysis)[language],
          value: analysis.mean)
      ], minimum: scale.minimum, maximum: scale.maximum,
      unit: UnitName.localized(analysis.unit)[language], note: "n = \(analysis.count)")
  }

  private static func notes(_ analysis: TeamComparison, _ part: LocalizedText) -> [LocalizedText] {
    var notes = [
      both(
        "方差分析要求各组大致正态、离散相近；Kruskal-Wallis 只看次序（已作并列校正）；Brown-Forsythe 比较离散（到组中位数的距离）。η²、ε² 是班组之别解释的份额。各检验是对全部班组一起作的，没有逐对比较。",
        "ANOVA asks for roughly normal groups of similar spread; Kruskal-Wallis for order only (corrected for ties); Brown-Forsythe compares spreads (distances from the group's median). η² and ε² are the shares that teams explain. Each test is of all teams together; no pair was tested."
      ),
      both(
        "图中的点是平均值，带端线的横线是它的 \(analysis.significance.text) 区间。各值应彼此独立：同一\(part.chinese)的多条记录彼此相近时，p 值偏小。",
        "The dots in the figure are means, the lines their \(analysis.significance.text) intervals. Values have to be independent: where several records of one \(part.english) are alike, p comes out too small."
      ),
    ]
    if !analysis.units.isEmpty {
      notes.append(
        both(
          "“\(part.chinese)内”是每个\(part.chinese)自身波动的合并标准差，“\(part.chinese)间”是各\(part.chinese)平均值的标准差。",
          "“Within” is the pooled standard deviation inside each \(part.english), “between” that of their means."
        ))
    }
    return notes
  }

  private static func results(_ analysis: TeamComparison) -> [(String, JSONText)] {
    [
      ("unit", .localized(UnitName.localized(analysis.unit))), ("count", .integer(analysis.count)),
      ("mean", .number(analysis.mean)),
      ("standard-deviation", .number(analysis.deviation)),
      (
        "teams",
        .array(
          analysis.teams.map { team in
            .object([
              ("name", .string(team.name)), ("count", .integer(team.count)), ("mean", .number(team.mean)),
              ("interval", .interval(team.interval)), ("standard-deviation", .optional(team.deviation)),
              ("minimum", .number(team.smallest)), ("maximum", .number(team.largest)),
              ("deviation-within-units", .optional(team.deviationWithin)),
              ("deviation-between-units", .optional(team.deviationBetween)),
            ])
          })
      ),
      (
        "units",
        .array(
          analysis.units.map { unit in
            .object([
              ("team", .string(unit.team)), ("name", .string(unit.name)), ("count", .integer(unit.count)),
              ("mean", .number(unit.mean)), ("standard-deviation", .optional(unit.deviation)),
            ])
          })
      ),
      ("anova", .refusable(analysis.means) { .variance($0) }),
      (
        "kruskal-wallis",
        .refusable(analysis.ranks) { test in
          .object([
            ("h", .number(test.statistic)), ("degrees-of-freedom", .integer(test.degreesOfFreedom)),
            ("p", .number(test.probability)), ("epsilon-squared", .number(test.determination)),
            ("smallest-group", .integer(test.smallestGroup)),
          ])
        }
      ),
      ("brown-forsythe", .refusable(analysis.spreads) { .variance($0) }),
    ]
  }
}
