internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// Who leaves.
  public init(_ analysis: AttritionAnalysis) {
    self.init(.attrition)
    let (from, to) = (analysis.period.from, analysis.period.to)
    fact("统计期", "period", both("\(from) 至 \(to)", "\(from) to \(to)"))
    fact("平均在岗", "mean headcount", .same(NumberText.decimal(analysis.whole.meanHeadcount, 1)))
    fact("离职", "leavers", .same(String(analysis.whole.leavers)))
    if analysis.withoutTeam > 0 {
      fact(
        "未写班组", "without a team",
        both("\(analysis.withoutTeam) 人，只计入全体", "\(analysis.withoutTeam), counted in the whole only"))
    }
    conclusions = Self.sentences(analysis)
    if let test = analysis.teamTenure?.test, let found = value(test) {
      conclusions.append(Self.sentence(found, analysis))
    }
    figure("每月流失率", "Attrition by month") { .trend(Self.monthly(analysis, $0)) }
    if let tenure = analysis.tenure, tenure.longest > 0 {
      figure("入职后仍在岗的比例", "Share that stays after hiring") {
        .trend(Self.survival(tenure, analysis.significance.text, $0))
      }
    }
    partTable(analysis)
    tenureTable(analysis)
    teamTenureTable(analysis)
    notes = Self.notes(analysis)
    results = Self.results(analysis)
  }

  private static func percent(_ rate: Rational?) -> LocalizedText {
    rate.map { .same(NumberText.decimal($0 * 100, 1) + "%") } ?? .none
  }

  private mutating func partTable(_ analysis: AttritionAnalysis) {
    let confidence = analysis.significance.confidence
    func row(_ name: LocalizedText, _ part: AttritionAnalysis.Part) -> [LocalizedText] {
      [
        name, .same(String(part.atStart)), .same(String(part.joiners)), .same(String(part.leavers)),
        .same(NumberText.decimal(part.meanHeadcount, 1)), Self.percent(part.rate), Self.percent(part.annualRate),
        part.annualInterval(confidence).map { Self.percentRange($0) } ?? .none,
      ]
    }
    func columns(_ chinese: String, _ english: String) -> [Table.Column] {
      [
        words(chinese, english), number("期初", "start"), number("入职", "joined"), number("离职", "left"),
        number("平均在岗", "mean"), number("流失率", "rate"), number("折合年", "a year"),
        interval(at: analysis.significance),
      ]
    }
    table(
      "每月", "By month", columns("月", "month"),
      analysis.months.map { row(.same($0.name), $0) } + [row(both("合计", "all"), analysis.whole)],
      isDetail: analysis.months.count > 12)
    guard !analysis.teams.isEmpty else { return }
    table(
      "各班组", "By team", columns("班组", "team"), analysis.teams.map { row(.same($0.name), $0) })
  }

  /// The days after which the share that stays is told.
  private static let milestones = [
    (30, "1 个月", "1 month"), (90, "3 个月", "3 months"), (180, "6 个月", "6 months"), (365, "1 年", "1 year"),
    (730, "2 年", "2 years"),
  ]

  private mutating func tenureTable(_ analysis: AttritionAnalysis) {
    guard let tenure = analysis.tenure else { return }
    let rows = Self.milestones.compactMap { days, chinese, english -> [LocalizedText]? in
      guard let share = tenure.share(after: days) else { return nil }
      return [
        both("\(chinese)（\(days) 天）", "\(english) (\(days) days)"), .same(NumberText.percent(share.share)),
        share.interval.map { Self.percentRange($0) } ?? .none,
      ]
    }
    guard !rows.isEmpty else { return }
    table(
      "统计期内入职的 \(tenure.count) 人：仍在岗的比例", "The \(tenure.count) hired in the period: share that stays",
      [
        words("入职后", "after hiring"), number("仍在岗", "stays"),
        interval(at: analysis.significance),
      ], rows)
  }

  private mutating func teamTenureTable(_ analysis: AttritionAnalysis) {
    guard let tenure = analysis.teamTenure, let test = try? tenure.test.get() else { return }
    func share(_ curve: KaplanMeier, _ days: Int) -> LocalizedText {
      curve.share(after: days).map { .same(NumberText.percent($0.share)) } ?? .none
    }
    table(
      "各班组新人的留存", "Those hired, by team",
      [
        words("班组", "team"), number("入职", "hired"), number("离职", "left"), number("应离职", "expected"),
        number("90 天仍在岗", "stays 90 days"), number("1 年仍在岗", "a year"),
      ],
      zip(tenure.teams, test.groups).map { team, group in
        [
          .same(team.name), .same(String(group.count)), .same(String(group.leavers)),
          .same(NumberText.decimal(group.expected, 1)), share(team.tenure, 90), share(team.tenure, 365),
        ]
      })
  }

  /// What the log-rank test says.
  private static func sentence(_ test: LogRankTest, _ analysis: AttritionAnalysis) -> LocalizedText {
    let numbers = "χ² = \(NumberText.decimal(test.statistic, 2))，\(NumberText.equation(test.probability))"
    let english = numbers.replacing("，", with: ", ")
    guard analysis.significance.isMet(by: test.probability) else {
      return both(
        "没有证据表明各班组新人的留存不同（对数秩检验，\(numbers)）。",
        "There is no evidence that those hired stay longer in one team than in another (log-rank test, \(english))."
      )
    }
    let excess = zip(analysis.teamTenure?.teams ?? [], test.groups).max {
      Double($0.1.leavers) / max($0.1.expected, 1e-9) < Double($1.1.leavers) / max($1.1.expected, 1e-9)
    }
    let (name, left) = (excess?.0.name ?? "", excess?.1.leavers ?? 0)
    let expected = NumberText.decimal(excess?.1.expected ?? 0, 1)
    return both(
      "有证据表明各班组新人的留存不同（对数秩检验，\(numbers)）：\(name)离职 \(left) 人，若各班组一样应为 \(expected) 人。",
      "There is evidence that those hired stay longer in some teams than in others (log-rank test, \(english)): \(name) lost \(left), where \(expected) would be expected if all were alike."
    )
  }

  private static func sentences(_ analysis: AttritionAnalysis) -> [LocalizedText] {
    var sentences: [LocalizedText] = []
    let whole = analysis.whole
    if let rate = whole.rate {
      let (share, count) = (NumberText.decimal(rate * 100, 1), whole.leavers)
      let interval = whole.annualInterval(analysis.significance.confidence).map { percentRange($0) }
      let level = analysis.significance.text
      let annual = whole.annualRate.map { NumberText.decimal($0 * 100, 1) }
      let year = annual.map { annual in
        both(
          "，折合每年 \(annual)%\(interval.map { "（\(level) 区间 \($0.chinese)）" } ?? "")",
          ", which is \(annual)% a year\(interval.map { " (\(level) interval \($0.english))" } ?? "")")
      }
      let short = both(
        "；不足 \(AttritionAnalysis.Part.fewestDays) 天，不折合成年",
        "; a year is not told from fewer than \(AttritionAnalysis.Part.fewestDays) days")
      let ending = year ?? short
      sentences.append(
        both(
          "统计期内离职 \(count) 人，占平均在岗人数的 \(share)%\(ending.chinese)。",
          "\(count) left in the period, \(share)% of the mean headcount\(ending.english)."))
    }
    if let tenure = analysis.tenure, let early = tenure.share(after: 90), tenure.leavers > 0 {
      let level = analysis.significance.text
      let interval = early.interval.map { interval in
        let range = percentRange(Interval(1 - interval.high, 1 - interval.low))
        return both("（\(level) 区间 \(range.chinese)）", " (\(level) interval \(range.english))")
      }
      sentences.append(
        both(
          "新入职的 \(tenure.count) 人中，估计有 \(NumberText.percent(1 - early.share)) 在 90 天内离开\(interval?.chinese ?? "")\(early.share < 0.85 ? "，先看招聘和岗前培训" : "")。",
          "Of the \(tenure.count) newly hired an estimated \(NumberText.percent(1 - early.share)) leave within 90 days\(interval?.english ?? "")\(early.share < 0.85 ? ": look at recruitment and onboarding first" : "")."
        ))
    }
    if let rates = analysis.teamRates { sentences.append(sentence(rates, analysis)) }
    return sentences
  }

  /// What the tests of the teams' rates say.
  private static func sentence(
    _ rates: AttritionAnalysis.TeamRates, _ analysis: AttritionAnalysis
  ) -> LocalizedText {
    let number = NumberText.equation(rates.adjustedProbability)
    let test =
      rates.pairs == 1
      ? both("精确条件检验，\(number)", "exact conditional test, \(number)")
      : both(
        "\(rates.pairs) 对两两精确条件检验，Holm 校正后 \(number)", "\(rates.pairs) exact conditional tests, \(number) after Holm")
    return analysis.significance.isMet(by: rates.adjustedProbability)
      ? both(
        "有证据表明班组之间流失率不同：\(rates.higher)高于\(rates.lower)（\(test.chinese)）。",
        "There is evidence that the teams' rates differ: \(rates.higher) loses more than \(rates.lower) (\(test.english))."
      )
      : both(
        "没有证据表明班组之间流失率不同（不等于证明相同）；差别最明显的是\(rates.higher)与\(rates.lower)（\(test.chinese)）。",
        "There is no evidence that the teams' rates differ, which does not prove them equal; \(rates.higher) and \(rates.lower) are furthest apart (\(test.english))."
      )
  }

  private static func monthly(_ analysis: AttritionAnalysis, _ language: Language) -> TrendChart {
    let rates = analysis.months.map { $0.rate.map { ($0 * 100).nearestDouble } }
    let last = rates.count - 1
    // A small headcount is no whole number of people.
    let mean = analysis.whole.meanHeadcount
    let headcount = NumberText.decimal(mean, mean < 10 ? 1 : 0)
    return TrendChart(
      periods: analysis.months.map(\.name),
      series: [
        TrendChart.Series(
          label: both("月流失率", "monthly rate")[language],
          points: rates.enumerated().map { index, rate in
            ChartPoint(value: rate, text: index == last ? rate.map { NumberText.decimal($0, 1) + "%" } ?? "" : "")
          })
      ], unit: "%",
      note: both(
        "平均在岗 \(headcount) 人，离职 \(analysis.whole.leavers) 人",
        "mean headcount \(headcount), \(analysis.whole.leavers) left")[
          language], minimum: 0)
  }

  /// The curve of Kaplan and Meier in steps with its interval, and strokes where somebody who is still there was last seen.
  private static func survival(_ tenure: KaplanMeier, _ level: String, _ language: Language) -> TrendChart {
    let months = max(1, (tenure.longest / 30 + 11) / 12)
    // A step is drawn on its day, or within about the line's width of it.
    let pitch = survivalPitches.first { tenure.longest / $0 <= mostSurvivalPoints } ?? 30
    let places = 0...((tenure.longest + pitch - 1) / pitch)
    let days = places.map { min($0 * pitch, tenure.longest) }
    let ends = Set(tenure.censored.map { days[($0 + pitch - 1) / pitch] })
    func name(_ day: Int) -> Int? { day.isMultiple(of: 30 * months) ? day / 30 : nil }
    return TrendChart(
      periods: days.map { name($0).map(String.init) ?? "" },
      sizes: days.map { day in
        name(day) == nil ? "" : both("\(tenure.present(at: day)) 人", "n = \(tenure.present(at: day))")[language]
      },
      series: [
        TrendChart.Series(
          label: both("仍在岗", "stays")[language],
          points: days.map { day in
            let share = tenure.share(after: day)
            return ChartPoint(
              value: share.map { $0.share * 100 },
              text: day == tenure.longest ? share.map { NumberText.percent($0.share) } ?? "" : "",
              low: share?.interval.map { $0.low * 100 }, high: share?.interval.map { $0.high * 100 },
              isTicked: ends.contains(day))
          }, form: .steps)
      ],
      unit: both(
        "%；横轴：入职后月数（每月 30 天）与观察到那时的人数", "%; below: months of 30 days after hiring, and how many were seen so long")[
          language],
      note: both(
        "n = \(tenure.count)，离职 \(tenure.leavers)；浅色：\(level) 区间；竖线：最后见到仍在岗的人",
        "n = \(tenure.count), \(tenure.leavers) left; light: \(level) interval; strokes: last seen present")[language],
      minimum: 0, maximum: 100)
  }

  /// The days between points of the curve, and how many points it has at most: a page has no room for finer ones. All
  /// divide a month, so that months fall on points.
  private static let survivalPitches = [1, 2, 3, 5, 6, 10, 15, 30]
  private static let mostSurvivalPoints = 360

  private static func notes(_ analysis: AttritionAnalysis) -> [LocalizedText] {
    [
      both(
        "流失率 = 离职人数 ÷ 统计期平均在岗人数（逐日平均）；折合年按 365 天。区间把离职看作独立事件（Garwood 精确区间），人少时很宽，不宜逐月比较。",
        "The rate is leavers by mean headcount (mean of the days), a year has 365 days. The interval takes leaving as independent events (Garwood's exact interval) and is wide for few people: do not compare single months."
      ),
      both(
        "仍在岗的比例用 Kaplan-Meier 法估计，区间按 Greenwood 方差（log-log）；只用统计期内入职的人，因为更早入职又早已离开的人不在名单里。",
        "The share that stays is estimated after Kaplan and Meier with Greenwood's variance (log-log), from those hired in the period only: who came and left before is not in the list."
      ),
    ]
      + (analysis.teamRates == nil
        ? []
        : [
          both(
            "班组之间用两个泊松率的精确条件检验（Przyborowski、Wilenski 1940）比较离职人数与在岗人日，不看区间是否重叠；多个班组时两两比较并按 Holm 法校正。",
            "Teams are compared by the exact conditional test of two Poisson rates (Przyborowski and Wilenski 1940) of leavers by days present, not by whether intervals overlap; several teams pair by pair, corrected after Holm."
          )
        ])
      + (analysis.teamTenure == nil
        ? []
        : [
          both(
            "对数秩检验（Mantel 1966）在每个离职日把各班组的离职人数与按在岗人数应有的人数相比；要求各班组的差别不随时间反转。",
            "The log-rank test (Mantel 1966) compares the leavers of each team on each day with those expected by its share of those present; teams must not change places over time."
          )
        ])
  }

  private static func results(_ analysis: AttritionAnalysis) -> [(String, JSONText)] {
    func part(_ part: AttritionAnalysis.Part) -> JSONText {
      .object([
        ("name", .string(part.name)), ("at-start", .integer(part.atStart)), ("joiners", .integer(part.joiners)),
        ("leavers", .integer(part.leavers)), ("at-end", .integer(part.atEnd)),
        ("mean-headcount", .exact(part.meanHeadcount)), ("rate", .exact(part.rate)),
        ("annual-rate", .exact(part.annualRate)),
        ("annual-interval", .interval(part.annualInterval(analysis.significance.confidence))),
      ])
    }
    return [
      ("from", .string("\(analysis.period.from)")), ("to", .string("\(analysis.period.to)")),
      ("whole", part(analysis.whole)), ("months", .array(analysis.months.map(part))),
      ("teams", .array(analysis.teams.map(part))), ("team-rates", analysis.teamRates.map(teamRates) ?? .null),
      (
        "tenure",
        analysis.tenure.map { tenure in
          .object([
            ("count", .integer(tenure.count)), ("leavers", .integer(tenure.leavers)),
            ("median-days", tenure.median.map { .integer($0) } ?? .null),
            (
              "steps",
              .array(
                tenure.steps.map { step in
                  .object([
                    ("days", .integer(step.time)), ("present", .integer(step.present)),
                    ("leavers", .integer(step.leavers)), ("share", .number(step.share)),
                    ("interval", .interval(step.interval)),
                  ])
                })
            ),
          ])
        } ?? .null
      ),
      ("log-rank", analysis.teamTenure.map { tenure in .refusable(tenure.test) { logRank($0, tenure) } } ?? .null),
    ]
  }

  private static func teamRates(_ rates: AttritionAnalysis.TeamRates) -> JSONText {
    .object([
      ("pairs", .integer(rates.pairs)), ("lower", .string(rates.lower)), ("higher", .string(rates.higher)),
      ("ratio", .optional(rates.comparison.ratio)),
      (
        "interval",
        .object([("low", .number(rates.comparison.low)), ("high", .optional(rates.comparison.high))])
      ), ("p", .number(rates.comparison.probability)), ("p-adjusted", .number(rates.adjustedProbability)),
    ])
  }

  private static func logRank(_ test: LogRankTest, _ tenure: AttritionAnalysis.TeamTenure) -> JSONText {
    .object([
      ("chi-squared", .number(test.statistic)), ("degrees-of-freedom", .integer(test.degreesOfFreedom)),
      ("p", .number(test.probability)),
      (
        "teams",
        .array(
          zip(tenure.teams, test.groups).map { team, group in
            .object([
              ("name", .string(team.name)), ("count", .integer(group.count)), ("leavers", .integer(group.leavers)),
              ("expected", .number(group.expected)),
            ])
          })
      ),
    ])
  }
}
