internal import AssessmentModel
internal import Diagnostics
internal import Statistics

/// Asks whether the service levels reported for months can be reached with the volume, the handling time and the staff
/// of their intervals, by Erlang C and Erlang A.
struct StaffingCheck {
  let catalogue: IndicatorCatalogue
  /// The seconds within which a call has to be answered.
  let answerWithin: Int?

  /// By how many points the report may lie above what the models give.
  private static let margin = 10.0
  /// The share of the volume for which all that the models need has to be told.
  private static let fewestCovered = 0.9

  /// What the models give for a month.
  struct Prediction {
    var erlangC = 0.0
    var erlangA: Double?
    var patience: Double?
    var covered = 0.0
  }

  func findings(_ months: [IntervalMonth], reported: IndicatorData) -> [IndicatorFinding] {
    let claims = months.compactMap { month in claim(month.month, reported).map { (month, $0) } }
    guard let first = claims.first else { return [] }
    guard let seconds = answerWithin else {
      return [
        IndicatorFinding(
          .notChecked, .note, line: first.1.line,
          chinese: "没有核对服务水平与人力是否相称：评估文件的 indicators 里没有写 answer-within（Y 秒）。",
          english: "Service level and staffing were not compared: indicators has no answer-within (seconds).")
      ]
    }
    return claims.flatMap { findings($0, claim: $1, within: seconds) }
  }

  private func claim(_ month: IndicatorPeriod, _ reported: IndicatorData) -> IndicatorSeries.Point? {
    let id = IndicatorID("service-level")
    return (catalogue[id]?.variants ?? []).lazy.compactMap { variant in
      reported[IndicatorSeries.Subject.indicator(id, variant: variant.id)]?.points.first { $0.period == month }
    }.first
  }

  private func findings(
    _ month: IntervalMonth, claim: IndicatorSeries.Point, within seconds: Int
  ) -> [IndicatorFinding] {
    guard !month.isPartial else { return [] }
    guard let prediction = predict(month, within: Double(seconds)) else {
      return [
        IndicatorFinding(
          .notChecked, .note, in: .intervals, line: month.intervals.first?.line ?? 0,
          chinese: "没有核对服务水平与人力是否相称：\(month.month) 的时段数据缺来电量、处理时间或在线坐席数。",
          english:
            "Service level and staffing were not compared: the intervals of \(month.month) lack calls, times or agents."
        )
      ]
    }
    let best = max(prediction.erlangC, prediction.erlangA ?? 0)
    guard claim.value.nearestDouble - best * 100 > Self.margin else { return [] }
    let models = Self.models(prediction)
    return [
      IndicatorFinding(
        .staffing, line: claim.line,
        chinese: "服务水平 \(month.month) 报 \(decimal(claim.value))%，而按时段的来电量、处理时长与在线坐席，\(models.chinese)。请核对坐席数与报数。",
        english:
          "Service level \(decimal(claim.value)) % for \(month.month), but with the calls, times and agents of its intervals \(models.english)."
      )
    ]
  }

  private static func models(_ prediction: Prediction) -> (chinese: String, english: String) {
    let c = percent(prediction.erlangC)
    guard let a = prediction.erlangA, let patience = prediction.patience else {
      return ("Erlang C 算得 \(c)", "Erlang C gives \(c)")
    }
    let seconds = Rational(Int(patience.rounded())).display(decimals: 0)
    return (
      "Erlang C 算得 \(c)，Erlang A（平均耐心 \(seconds) 秒）算得 \(percent(a))",
      "Erlang C gives \(c) and Erlang A (mean patience \(seconds) s) \(percent(a))"
    )
  }

  private static func percent(_ share: Double) -> String {
    Rational(Int((share * 1_000).rounded()), 10).display(decimals: 1) + "%"
  }

  /// The service level of the month by both models, weighted by calls; nil where too much is not told.
  func predict(_ month: IntervalMonth, within seconds: Double) -> Prediction? {
    // All wait as long as those who are answered; Palm's patience then is the mean wait by the share who hang up.
    let patience = month.sum(MeasureID("wait-time")).flatMap { wait in
      month.sum(MeasureID("abandoned")).flatMap { $0 > 0 && wait > 0 ? (wait / $0).nearestDouble : nil }
    }
    var prediction = Prediction(erlangA: patience.map { _ in 0 }, patience: patience)
    var (covered, all) = (0.0, 0.0)
    for interval in month.intervals {
      guard let offered = interval["offered"], offered > 0 else { continue }
      let calls = offered.nearestDouble
      all += calls
      guard case .minutes(let minutes) = interval.period.length, let agents = interval["agents"],
        let answered = interval["answered"], answered > 0, let talk = interval["talk-time"],
        let staffed = Int(agents.display(decimals: 0)), staffed > 0
      else { continue }
      let busy = talk + (interval["hold-time"] ?? 0) + (interval["wrap-time"] ?? 0)
      guard
        let queue = try? Queue(
          arrivalRate: calls / Double(minutes * 60), handlingTime: (busy / answered).nearestDouble, agents: staffed)
      else { continue }
      covered += calls
      // With more load than agents the line of Erlang C grows for ever, and nobody is answered in time.
      prediction.erlangC += calls * ((try? ErlangC(queue))?.serviceLevel(within: seconds) ?? 0)
      if let patience, let model = try? ErlangA(queue, patience: patience) {
        prediction.erlangA = (prediction.erlangA ?? 0) + calls * model.serviceLevel(within: seconds)
      }
    }
    guard all > 0, covered / all >= Self.fewestCovered else { return nil }
    prediction.covered = covered / all
    prediction.erlangC /= covered
    prediction.erlangA = prediction.erlangA.map { $0 / covered }
    return prediction
  }
}
