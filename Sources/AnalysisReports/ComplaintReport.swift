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
    fact("原因", "causes", .same(String(analysis.causes.count)))
    conclusions = Self.sentences(analysis)
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
    let few = analysis.causes.prefix(analysis.vitalFew)
    // All of a few are named; a list that stops short of one or two would only raise the question which.
    let names = few.prefix(few.count <= 7 ? 7 : 5).map(\.rank.name)
    let share = NumberText.percent(few.last?.rank.cumulativeShare.nearestDouble ?? 0)
    let more = few.count > names.count
    var sentences: [LocalizedText] = []
    if few.count * 2 > analysis.causes.count {
      sentences.append(
        both(
          "\(analysis.causes.count) 个原因中要 \(few.count) 个才占到 \(share)：没有哪几个原因特别集中，应换一种分类（环节、渠道、产品）再看。",
          "It takes \(few.count) of \(analysis.causes.count) causes to make up \(share): no few of them stand out; sort them in another way (step, channel, product)."
        ))
    } else {
      sentences.append(
        both(
          "\(analysis.causes.count) 个原因中，\(few.count) 个占 \(share)：\(names.joined(separator: "、"))\(more ? "等" : "")，先解决这几个。",
          "\(few.count) of \(analysis.causes.count) causes make up \(share): \(names.joined(separator: ", "))\(more ? ", …" : ""); begin with these."
        ))
    }
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
}
