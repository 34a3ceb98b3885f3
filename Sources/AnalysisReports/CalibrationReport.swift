internal import AssessmentModel
internal import Diagnostics
internal import DocumentModel
public import OperationalAnalysis
internal import Statistics

extension AnalysisReport {
  /// Quality checkers who scored the same recordings.
  public init(_ analysis: CalibrationAnalysis) {
    self.init(.calibration)
    fact(
      "质检员", "checkers",
      both(
        analysis.scorers.map(\.name.chinese).joined(separator: "、"),
        analysis.scorers.map(\.name.english).joined(separator: ", ")))
    fact("录音", "recordings", .same(String(analysis.scorers.first?.values.count ?? 0)))
    fact("平均分", "mean scores", Self.means(analysis.scorers))
    if let scale = Self.scale(analysis.scale) { fact("分档", "bands", scale) }
    for pair in analysis.pairs {
      conclusions += Self.sentences(pair, analysis)
      _ = value(pair.test)
      if let agreement = pair.agreement { _ = value(agreement) }
    }
    if analysis.pairs.count == 1, let pair = analysis.pairs.first {
      scatter(
        "\(pair.first)与\(pair.second)给同一录音的分", "Scores of the same recordings by \(pair.first) and \(pair.second)"
      ) { Self.chart(analysis.scorers[0], analysis.scorers[1], $0) }
    }
    differenceFigure(analysis)
    testTable(analysis)
    agreementTable(analysis)
    notes = Self.notes(analysis)
    results = [
      (
        "scorers",
        .array(
          analysis.scorers.map { scorer in
            .object([
              ("name", .string(scorer.name.chinese)), ("count", .integer(scorer.known.count)),
              ("mean", .exact(try? ExactSample(scorer.known).mean())),
              ("standard-deviation", .optional(try? ExactSample(scorer.known).standardDeviation())),
            ])
          })
      ),
      ("pairs", .array(analysis.pairs.map(Self.json))),
    ]
  }

  private mutating func testTable(_ analysis: CalibrationAnalysis) {
    let decimals = NumberText.decimals(of: analysis.scorers.flatMap(\.known))
    let caption = Self.caption(both("配对 t 检验", "Paired t-tests"), differencesIn: Self.unit(of: analysis))
    table(
      caption.chinese, caption.english,
      [
        words("质检员", "checkers"), number("n"), number("差", "diff."),
        interval(at: analysis.significance), number("t"), number("自由度", "df"), number("p"),
        number("效应量", "d"),
      ],
      analysis.pairs.map { pair in
        let name = LocalizedText.same("\(pair.first) − \(pair.second)")
        guard let test = try? pair.test.get() else {
          return [name, .same(String(pair.count))] + [LocalizedText](repeating: .none, count: 6)
        }
        return [
          name, .same(String(pair.count)), .same(NumberText.decimal(test.difference, test.decimals(from: decimals))),
          Self.range(test.interval, test.decimals(from: decimals)), .same(NumberText.decimal(test.statistic, 2)),
          .same(NumberText.decimal(test.degreesOfFreedom, 0)),
          .same(NumberText.probability(pair.adjustedProbability ?? test.probability)),
          .same(NumberText.decimal(test.effectSize, 2)),
        ]
      })
  }

  private mutating func agreementTable(_ analysis: CalibrationAnalysis) {
    guard analysis.scale != nil else { return }
    table(
      "一致性", "Agreement",
      [
        words("质检员", "checkers"), number("n"), number("相同", "same"), number("kappa"),
        interval(at: analysis.significance), words("程度", "grade"), number("加权 kappa", "weighted"),
      ],
      analysis.pairs.map { pair in
        let name = LocalizedText.same("\(pair.first) × \(pair.second)")
        guard let agreement = try? pair.agreement?.get() else {
          let share = pair.sameShare.map { LocalizedText.same(NumberText.percent($0)) } ?? .none
          return [name, .same(String(pair.count)), share] + [LocalizedText](repeating: .none, count: 4)
        }
        let grade = AgreementGrade(kappa: agreement.kappa)
        let shown = pair.isTooSmallToGrade ? LocalizedText.none : both(grade.chinese, grade.english)
        return [
          name, .same(String(agreement.count)), .same(NumberText.percent(agreement.sameShare)),
          .same(NumberText.decimal(agreement.kappa, 2)), agreement.interval.map { Self.range($0, 2) } ?? .none,
          shown,
          (try? pair.weightedAgreement?.get()).map { .same(NumberText.decimal($0.kappa, 2)) } ?? .none,
        ]
      })
  }

  /// The unit of the scores: the one that the columns tell, else grades on a scale of those, else points.
  static func unit(of analysis: CalibrationAnalysis) -> String {
    let told = Set(analysis.scorers.map(\.unit))
    if let unit = told.first, told.count == 1, !unit.isEmpty { return unit }
    return if case .marks? = analysis.scale { "级" } else { "分" }
  }

  /// An interval of differences, with their unit behind its upper end.
  private static func differenceRange(_ interval: Interval, _ decimals: Int, unit: String) -> LocalizedText {
    let low = NumberText.decimal(interval.low, decimals)
    let high = difference(NumberText.decimal(interval.high, decimals), unit: unit)
    return both("\(low)～\(high.chinese)", "\(low) to \(high.english)")
  }

  private static func scale(_ scale: CalibrationAnalysis.Scale?) -> LocalizedText? {
    switch scale {
    case nil: nil
    case .marks(let count): both("1 至 \(count) 级", "marks 1 to \(count)")
    case .bands(let boundaries):
      .same(boundaries.map { NumberText.decimal($0, NumberText.decimals(of: [$0]) - 1) }.joined(separator: " / "))
    }
  }

  private static func sentences(
    _ pair: CalibrationAnalysis.Pair, _ analysis: CalibrationAnalysis
  ) -> [LocalizedText] {
    var sentences: [LocalizedText] = []
    if let test = try? pair.test.get() {
      let decimals = test.decimals(from: NumberText.decimals(of: analysis.scorers.flatMap(\.known)))
      let probability = pair.adjustedProbability ?? test.probability
      let isAdjusted = pair.adjustedProbability != nil && analysis.pairs.count > 1
      let equation = NumberText.equation(probability)
      let numbers = "\(isAdjusted ? "Bonferroni 校正后 " : "")\(equation)，n = \(test.firstCount)"
      let english = "\(equation)\(isAdjusted ? " after Bonferroni" : ""), n = \(test.firstCount)"
      let range = differenceRange(test.interval, decimals, unit: unit(of: analysis))
      if analysis.significance.isMet(by: probability) {
        let size = EffectMagnitude(standardizedDifference: test.effectSize)
        let (high, low) = test.difference > 0 ? (pair.first, pair.second) : (pair.second, pair.first)
        let amount = difference(NumberText.decimal(test.difference.magnitude, decimals), unit: unit(of: analysis))
        sentences.append(
          both(
            "有证据表明\(high)打分比\(low)高，平均高 \(amount.chinese)（\(numbers)，效应\(size.chinese)）：应对照评分标准重新校准。",
            "There is evidence that \(high) scores higher than \(low), by \(amount.english) on average (\(english), a \(size.english) effect): calibrate again against the scoring guide."
          ))
      } else {
        sentences.append(
          both(
            "没有证据表明\(pair.first)与\(pair.second)打分一松一紧（平均差的 \(analysis.significance.text) 区间 \(range.chinese)，\(numbers)）；这不等于证明两人一致。",
            "There is no evidence that \(pair.first) and \(pair.second) differ in strictness (\(analysis.significance.text) interval of the mean difference \(range.english), \(english)); that does not prove them alike."
          ))
      }
    }
    if let agreement = try? pair.agreement?.get() {
      let grade = AgreementGrade(kappa: agreement.kappa)
      let kappa = "kappa = \(NumberText.decimal(agreement.kappa, 2))"
      let interval = agreement.interval.map { interval in
        let (level, range) = (analysis.significance.text, Self.range(interval, 2))
        return both("，\(level) 区间 \(range.chinese)", ", \(level) interval \(range.english)")
      }
      let count = agreement.count
      // Full agreement leaves kappa without an interval; that of the equal marks still tells how little was seen.
      let reach = agreement.interval == nil ? pair.sameShareInterval.map { shareRange($0, analysis) } : nil
      let (share, chinese) = (NumberText.percent(agreement.sameShare), "\(kappa)\(interval?.chinese ?? "")")
      let english = "\(kappa)\(interval?.english ?? "")"
      sentences.append(
        pair.isTooSmallToGrade
          ? both(
            "\(pair.first)与\(pair.second)把 \(count) 个录音的 \(share)\(reach?.chinese ?? "") 判在同一档（\(chinese)）：录音不足 \(CalibrationAnalysis.fewestGraded) 个，看不出一致性是强是弱，请多抽一些。",
            "\(pair.first) and \(pair.second) put \(share)\(reach?.english ?? "") of \(count) recordings into the same band (\(english)); fewer than \(CalibrationAnalysis.fewestGraded) do not tell how good the agreement is: score more."
          )
          : both(
            "\(pair.first)与\(pair.second)把 \(count) 个录音的 \(share)\(reach?.chinese ?? "") 判在同一档，除去偶然后的一致性\(grade.chinese)（\(chinese)）。",
            "\(pair.first) and \(pair.second) put \(share)\(reach?.english ?? "") of \(count) recordings into the same band; beyond chance the agreement is \(grade.english) (\(english))."
          ))
    } else if let share = pair.sameShare {
      sentences.append(
        both(
          "\(pair.first)与\(pair.second)把 \(pair.count) 个录音的 \(NumberText.percent(share)) 判在同一档；除去偶然后还剩多少一致，这些分数看不出来。",
          "\(pair.first) and \(pair.second) put \(NumberText.percent(share)) of \(pair.count) recordings into the same band; how much of that is beyond chance, these scores do not tell."
        ))
    }
    return sentences
  }

  /// The interval of a share, in brackets.
  private static func shareRange(_ interval: Interval, _ analysis: CalibrationAnalysis) -> LocalizedText {
    let (low, high) = (NumberText.percent(interval.low), NumberText.percent(interval.high))
    return both(
      "（\(analysis.significance.text) 区间 \(low) 至 \(high)）",
      " (\(analysis.significance.text) interval \(low) to \(high))")
  }

  private static func chart(_ first: Observations, _ second: Observations, _ language: Language) -> ScatterChart {
    let shared = first.values.indices.filter { first.values[$0] != nil && second.values[$0] != nil }
    let values = (first.known + second.known).map(\.nearestDouble)
    return ScatterChart(
      dots: shared.map { index in
        ScatterChart.Dot(
          label: "", x: first.values[index]?.nearestDouble, y: second.values[index]?.nearestDouble)
      }, trend: ScatterChart.Trend(intercept: 0, slope: 1, label: both("同分线", "equal scores")[language]),
      horizontal: ScatterChart.Axis(label: first.title[language], minimum: values.min(), maximum: values.max()),
      vertical: ScatterChart.Axis(label: second.title[language], minimum: values.min(), maximum: values.max()),
      note: "n = \(shared.count)")
  }

  private static func notes(_ analysis: CalibrationAnalysis) -> [LocalizedText] {
    var notes = [
      both(
        "配对 t 检验比较同一录音的两次打分；效应量为平均差除以差的标准差（Cohen）。要求录音独立、差大致正态。",
        "Paired t-tests (d = mean by SD) take recordings for independent and differences for roughly normal."
      )
    ]
    if analysis.pairs.count > 1 {
      notes.append(
        both(
          "同时比较 \(analysis.pairs.count) 对，p 值与区间按 Bonferroni 法校正：各区间合起来有 \(analysis.significance.text) 的把握都成立。",
          "\(analysis.pairs.count) pairs at once: p and the intervals are adjusted after Bonferroni; all intervals hold jointly with \(analysis.significance.text)."
        ))
    }
    if analysis.scale != nil {
      notes.append(
        both(
          "kappa 是除去偶然后的一致性（Cohen；加权者按等级差的平方，区间按 Fleiss 等 1969）；程度的说法按 Landis 与 Koch，是经验说法，不是标准要求；录音不足 \(CalibrationAnalysis.fewestGraded) 个不评程度（本工具所定）。",
          "Kappa is agreement beyond chance (Cohen; weighted by squared distance, interval after Fleiss et al. 1969); the grades are those of Landis and Koch, a rule of thumb and no requirement; fewer than \(CalibrationAnalysis.fewestGraded) recordings get none, which is our rule."
        ))
    }
    for pair in analysis.pairs where analysis.pairs.count == 1 {
      guard let limits = pair.limitsOfAgreement else { continue }
      let range = differenceRange(
        limits, NumberText.decimals(of: analysis.scorers.flatMap(\.known)), unit: unit(of: analysis))
      notes.append(
        both(
          "约 95% 的录音上两人之差在 \(range.chinese)之间（Bland-Altman）。",
          "On about 95 % of the recordings the two differ by \(range.english) (Bland-Altman)."))
    }
    return notes
  }

  private static func json(_ pair: CalibrationAnalysis.Pair) -> JSONText {
    func agreement(_ outcome: Result<ScorerAgreement, AnalysisRefusal>?) -> JSONText {
      guard let outcome else { return .null }
      return .refusable(outcome) { agreement in
        .object([
          ("same-share", .number(agreement.sameShare)), ("kappa", .number(agreement.kappa)),
          ("interval", .interval(agreement.interval)),
        ])
      }
    }
    return .object([
      ("first", .string(pair.first)), ("second", .string(pair.second)), ("count", .integer(pair.count)),
      ("test", .refusable(pair.test) { .test($0) }), ("p-adjusted", .optional(pair.adjustedProbability)),
      ("limits-of-agreement", .interval(pair.limitsOfAgreement)), ("same-share", .optional(pair.sameShare)),
      ("same-share-interval", .interval(pair.sameShareInterval)),
      ("agreement", agreement(pair.agreement)),
      ("weighted-agreement", agreement(pair.weightedAgreement)),
    ])
  }
}

extension TTest {
  /// As many decimals as tell the difference and the ends of its interval apart, and from 0.
  func decimals(from decimals: Int) -> Int {
    NumberText.decimals(telling: [difference, interval.low, interval.high], from: decimals)
  }
}
