internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// Causes of complaints.
  public init(_ analysis: ComplaintAnalysis) {
    self.init(.pareto)
    fact("投诉", "complaints", .same(String(analysis.count)))
    fact("原因", "causes", .same(String(analysis.named.count)))
    conclusions = Self.sentences(analysis)
    if let equality = analysis.equality { _ = value(equality) }
    let (all, most) = (analysis.causes.count, CrowdedFigures.mostCategories)
    figure(
      "投诉原因的帕累托图" + (all > most ? "（前 \(most) 个原因，共 \(all) 个）" : ""),
      "Pareto chart of causes" + (all > most ? " (the first \(most) of \(all))" : "")
    ) { .pareto(Self.chart(analysis, $0)) }
    causeTable(analysis)
    note(
      "按件数从大到小排列，累计到 80% 的是主要原因（通行的二八说法，不是标准要求）。件数多不等于严重，严重程度要另行评定。",
      "Causes stand by number; those up to 80 % are the vital few (the usual 80 to 20, no requirement of a standard). Many is not grave; gravity has to be judged apart."
    )
    if analysis.named.count > 1 {
      note(
        "各原因是否一样多用卡方检验（Pearson）与平均分摊相比，w 是与平均分摊的距离（Cohen 1988）；要求各件投诉彼此独立。",
        "Whether causes are equally many is Pearson's chi-squared test against equal shares, and w the distance from them (Cohen 1988); complaints have to be independent."
      )
    }
    if analysis.repeated != nil || analysis.escalated != nil {
      note(
        "括号内是比例的 \(analysis.significance.text) Wilson 区间：件数少的原因区间很宽，不宜排名。",
        "In brackets stand \(analysis.significance.text) Wilson intervals: those of rare causes are wide, do not rank them."
      )
    }
    results = Self.results(analysis)
  }

  private static func chart(_ analysis: ComplaintAnalysis, _ language: Language) -> ParetoChart {
    ParetoChart(
      categories: analysis.causes.prefix(CrowdedFigures.mostCategories).map { cause in
        ParetoChart.Category(
          label: cause.rank.name, value: cause.rank.amount.nearestDouble,
          text: NumberText.decimal(cause.rank.amount, 0),
          cumulative: (cause.rank.cumulativeShare * 100).nearestDouble,
          cumulativeText: NumberText.percent(cause.rank.cumulativeShare.nearestDouble))
      }, level: ChartLevel(label: "80%", value: 80), cumulativeLabel: both("累计占比", "running share")[language],
      unit: both("件", "number")[language],
      note: "n = \(analysis.count)")
  }

  private mutating func causeTable(_ analysis: ComplaintAnalysis) {
    let confidence = analysis.significance.confidence
    func share(_ proportion: Proportion?) -> LocalizedText {
      guard let proportion else { return .none }
      let interval = proportion.wilsonInterval(confidence)
      let (share, range) = (NumberText.percent(proportion.share), Self.percentRange(interval, 0))
      return both("\(share)（\(range.chinese)）", "\(share) (\(range.english))")
    }
    let hasRepeats = analysis.repeated != nil
    let hasEscalations = analysis.escalated != nil
    table(
      "各原因", "Causes",
      [words("原因", "cause"), number("件数", "n"), number("占比", "share"), number("累计", "running")]
        + (hasRepeats ? [number("重复投诉", "repeated")] : [])
        + (hasEscalations ? [number("越级投诉", "escalated")] : []),
      analysis.causes.map { cause in
        [
          .same(cause.rank.name), .same(NumberText.decimal(cause.rank.amount, 0)),
          .same(NumberText.percent(cause.rank.share.nearestDouble)),
          .same(NumberText.percent(cause.rank.cumulativeShare.nearestDouble)),
        ] + (hasRepeats ? [share(cause.repeated)] : []) + (hasEscalations ? [share(cause.escalated)] : [])
      })
  }

  private static func results(_ analysis: ComplaintAnalysis) -> [(String, JSONText)] {
    let confidence = analysis.significance.confidence
    return [
      ("count", .integer(analysis.count)), ("vital-few", .integer(analysis.vitalFew)),
      (
        "equality",
        analysis.equality.map { outcome in
          .refusable(outcome) { test in
            .object([
              ("chi-squared", .number(test.statistic)), ("degrees-of-freedom", .integer(test.degreesOfFreedom)),
              ("p", .number(test.probability)), ("effect-size", .number(test.effectSize)),
            ])
          }
        } ?? .null
      ), ("foremost", .array(analysis.foremost.map { .string($0.rank.name) })),
      ("repeated", .proportion(analysis.repeated, confidence)),
      ("escalated", .proportion(analysis.escalated, confidence)),
      (
        "causes",
        .array(
          analysis.causes.map { cause in
            .object([
              ("name", .string(cause.rank.name)), ("count", .exact(cause.rank.amount)),
              ("share", .exact(cause.rank.share)), ("cumulative-share", .exact(cause.rank.cumulativeShare)),
              ("repeated", .proportion(cause.repeated, confidence)),
              ("escalated", .proportion(cause.escalated, confidence)),
            ])
          })
      ),
    ]
  }

  private static func sentences(_ analysis: ComplaintAnalysis) -> [LocalizedText] {
    var sentences = concentration(analysis)
    for (proportion, chinese, english) in [
      (analysis.repeated, "重复投诉", "repeated"), (analysis.escalated, "越级投诉", "escalated"),
    ] {
      guard let proportion else { continue }
      let interval = proportion.wilsonInterval(analysis.significance.confidence)
      let range = percentRange(interval)
      sentences.append(
        both(
          "\(chinese) \(proportion.successes) 件，占 \(NumberText.percent(proportion.share))（\(analysis.significance.text) 区间 \(range.chinese)）。",
          "\(proportion.successes) were \(english), \(NumberText.percent(proportion.share)) (\(analysis.significance.text) interval \(range.english))."
        ))
    }
    return sentences
  }

  /// How the complaints lie among the causes, against equal shares, and whether that is more than chance.
  private static func concentration(_ analysis: ComplaintAnalysis) -> [LocalizedText] {
    let named = analysis.named
    guard let largest = named.first, let smallest = named.last, named.count > 1 else {
      let only = named.first ?? analysis.causes.first
      let (name, count) = (only?.rank.name ?? "", NumberText.decimal(only?.rank.amount ?? 0, 0))
      return [
        both(
          "只有“\(name)”一个原因（\(count) 件），没有可以排序的；请按更细的原因、环节或产品分类后再看。",
          "There is one cause only, \(name) (n = \(count)), and nothing to order; sort the complaints by finer causes, steps or products."
        )
      ] + restSentence(analysis)
    }
    guard largest.rank.amount > smallest.rank.amount else {
      let (each, share) = (
        NumberText.decimal(largest.rank.amount, 0), NumberText.percent(largest.rank.share.nearestDouble)
      )
      return [
        both(
          "\(named.count) 个原因一样多，各 \(each) 件（\(share)）：没有先后可排，应换一种分类（环节、渠道、产品）再看。",
          "All \(named.count) causes are equally many, \(each) each (\(share)): there is nothing to order; sort them in another way (step, channel, product)."
        )
      ] + restSentence(analysis)
    }
    let (causes, few) = (named.count, analysis.vitalFew)
    let whole = smallest.rank.cumulativeShare.nearestDouble
    let share = largest.rank.share.nearestDouble
    let (equal, many) = (
      NumberText.percent(whole / Double(causes)), NumberText.decimal(share * Double(causes) / whole, 1)
    )
    let reached = NumberText.percent(named[few - 1].rank.cumulativeShare.nearestDouble)
    let even = NumberText.percent(whole * Double(few) / Double(causes))
    // A cause as large as the largest is one of them.
    let most = named.prefix { $0.rank.amount == largest.rank.amount }.map(\.rank.name)
    let names = both(
      most.count > 3
        ? "\(largest.rank.name)等 \(most.count) 个各" : most.joined(separator: "、") + (most.count > 1 ? "各" : ""),
      most.count > 3 ? "\(largest.rank.name) and \(most.count - 1) more" : most.joined(separator: " and "))
    return [
      both(
        "\(causes) 个原因中，最多的\(names.chinese)占 \(NumberText.percent(share))，是平均分摊（\(equal)）的 \(many) 倍；前 \(few) 个共占 \(reached)，平均分摊时应占 \(even)。",
        "Of \(causes) causes the largest, \(names.english), \(most.count > 1 ? "each make" : "makes") up \(NumberText.percent(share)), \(many) times an equal share (\(equal)); the first \(few) make up \(reached), where equal shares would give \(even)."
      ), verdict(analysis),
    ] + restSentence(analysis)
  }

  /// What is gathered without a cause: no cause to begin with, but where it is large to be looked into first.
  private static func restSentence(_ analysis: ComplaintAnalysis) -> [LocalizedText] {
    guard let rest = analysis.rest, rest.count > 0 else { return [] }
    let (names, count) = (rest.names.joined(separator: "、"), NumberText.decimal(rest.count, 0))
    let (english, share) = (rest.names.joined(separator: ", "), NumberText.percent(rest.share.nearestDouble))
    guard analysis.hasLargeRest else {
      return [
        both(
          "“\(names)”\(count) 件（\(share)）不是一个原因，排在最后，不参加比较。",
          "\(english), \(count) (\(share)), is no cause: it stands last and is not compared.")
      ]
    }
    return [
      both(
        "“\(names)”有 \(count) 件，占 \(share)，不是一个原因，排在最后，不参加比较；它这样大，先把它按具体原因拆开，再定先后。",
        "\(english) holds \(count), \(share), and is no cause: it stands last and is not compared; as it is so large, split it by cause before you decide where to begin."
      )
    ]
  }

  private static func verdict(_ analysis: ComplaintAnalysis) -> LocalizedText {
    guard case .success(let test)? = analysis.equality else {
      return both(
        "件数太少，看不出各原因是否真的不一样多：只当作线索。", "There are too few complaints to tell whether causes differ: take it as a hint.")
    }
    let size = EffectMagnitude(departureOfShares: test.effectSize)
    let numbers =
      "χ² = \(NumberText.decimal(test.statistic, 2))，自由度 \(test.degreesOfFreedom)，\(NumberText.equation(test.probability))"
    let english =
      "χ² = \(NumberText.decimal(test.statistic, 2)), df \(test.degreesOfFreedom), \(NumberText.equation(test.probability))"
    guard analysis.significance.isMet(by: test.probability) else {
      return both(
        "没有证据表明各原因不一样多（\(numbers)）：排在前面的可能只是偶然，应换一种分类（环节、渠道、产品）再看。",
        "There is no evidence that some causes are more frequent than others (\(english)): the order may be chance; sort them in another way (step, channel, product)."
      )
    }
    guard analysis.isUneven else {
      return both(
        "各原因有证据不一样多，但差别\(size.chinese)（\(numbers)，w = \(NumberText.decimal(test.effectSize, 2))）：没有哪几个特别集中，应换一种分类（环节、渠道、产品）再看。",
        "There is evidence that causes differ, but by a \(size.english) amount (\(english), w = \(NumberText.decimal(test.effectSize, 2))): no few of them stand out; sort them in another way (step, channel, product)."
      )
    }
    // All of a few are named; a list that stops short of one or two would only raise the question which.
    let foremost = analysis.foremost.map(\.rank.name)
    let names = foremost.prefix(foremost.count <= 7 ? 7 : 5)
    let more = foremost.count > names.count
    return both(
      "有证据表明各原因不一样多，差别\(size.chinese)（\(numbers)，w = \(NumberText.decimal(test.effectSize, 2))）：先解决\(names.joined(separator: "、"))\(more ? "等" : "")。",
      "There is evidence that causes differ, by a \(size.english) amount (\(english), w = \(NumberText.decimal(test.effectSize, 2))): begin with \(names.joined(separator: ", "))\(more ? ", …" : "")."
    )
  }
}
