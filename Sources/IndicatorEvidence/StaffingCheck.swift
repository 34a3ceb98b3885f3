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
    var erlangC: PredictedCalls
    /// Where callers who hang up tell how patient they are, and Erlang C does not settle the question.
    var erlangA: PredictedCalls?
    var patience: Patience?
  }

  /// A reported service level and the formula by which it is one.
  private struct Claim {
    var point: IndicatorSeries.Point
    var formula: IndicatorVariant
    var computation: IndicatorComputation

    /// Whether abandoned calls count as others that were not answered in time.
    var countsAllCalls: Bool {
      let offered = computation.denominator.filter { !$0.isNegative }.map(\.measure.rawValue)
      return computation.numerator.map(\.measure.rawValue) == ["answered-in-time"]
        && computation.denominator.count == offered.count
        && (offered == ["offered"] || Set(offered) == ["answered", "abandoned"])
    }
  }

  /// How long callers would wait in the mean before they hang up.
  struct Patience {
    var seconds: Double
    /// Whether it may be longer, since the waiting time of those who hung up is not told.
    var isLeast: Bool
  }

  /// An interval for which all that the models need is told.
  private struct Load {
    var calls: Double
    /// Nil where nobody was there to answer.
    var queue: Queue?
  }

  /// Why the models cannot be asked about a month: the share of its calls about which they could be, and an interval
  /// that keeps them from it.
  struct Obstacle: Error {
    var covered: Double
    var interval: IntervalMonth.Interval?
    var reason: LocalizedText
  }

  func findings(_ months: [IntervalMonth], reported: IndicatorData) -> [IndicatorFinding] {
    let claims = months.compactMap { month -> (IntervalMonth, [Claim])? in
      let found = self.claims(month.month, reported)
      return found.isEmpty ? nil : (month, found)
    }
    guard let first = claims.first?.1.first else { return [] }
    guard let seconds = answerWithin else {
      return [
        IndicatorFinding(
          .notChecked, .note, line: first.point.line,
          chinese: "没有核对服务水平与人力是否相称：评估文件的 indicators 里没有写 answer-within（Y 秒）。",
          english: "Service level and staffing were not compared: indicators has no answer-within (seconds).")
      ]
    }
    return claims.flatMap { findings($0, claims: $1, within: seconds) }
  }

  /// What is reported for a month, by every formula.
  private func claims(_ month: IndicatorPeriod, _ reported: IndicatorData) -> [Claim] {
    let id = IndicatorID("service-level")
    return (catalogue[id]?.variants ?? []).compactMap { formula in
      guard let computation = formula.computation,
        let series = reported[IndicatorSeries.Subject.indicator(id, variant: formula.id)],
        let point = series.points.first(where: { $0.period == month })
      else { return nil }
      return Claim(point: point, formula: formula, computation: computation)
    }
  }

  private func findings(
    _ month: IntervalMonth, claims: [Claim], within seconds: Int
  ) -> [IndicatorFinding] {
    guard !month.isPartial else { return [] }
    let prediction: Prediction
    do throws(Obstacle) {
      prediction = try predict(month, within: Double(seconds)) { calls in
        claims.allSatisfy { !isBeyond($0, calls) }
      }
    } catch {
      return [notPredicted(month, error)]
    }
    return claims.compactMap { claim in
      guard isBeyond(claim, prediction.erlangC), isBeyond(claim, prediction.erlangA ?? prediction.erlangC) else {
        return nil
      }
      // Erlang C knows of no caller who hangs up, which a formula that leaves some of them out turns on.
      guard prediction.erlangA != nil || month.sum(MeasureID("abandoned")) == 0 || claim.countsAllCalls else {
        return withoutPatience(month, claim)
      }
      return finding(month, claim, prediction)
    }
  }

  /// Whether a report lies too far above what a model gives by the same formula.
  private func isBeyond(_ claim: Claim, _ calls: PredictedCalls) -> Bool {
    guard let share = calls.share(claim.computation) else { return false }
    return claim.point.value.nearestDouble - share * 100 > Self.margin
  }

  private func finding(_ month: IntervalMonth, _ claim: Claim, _ prediction: Prediction) -> IndicatorFinding {
    let (models, title) = (Self.models(prediction, claim.computation), claim.formula.title)
    return IndicatorFinding(
      .staffing, line: claim.point.line,
      chinese:
        "服务水平（\(title.chinese)）\(month.month) 报 \(decimal(claim.point.value))%，而按时段的来电量、处理时长与在线坐席，同一公式由 \(models.chinese)。请核对坐席数与报数。",
      english:
        "Service level (\(title.english)) \(decimal(claim.point.value)) % for \(month.month), but with the calls, times and agents of its intervals \(models.english) by the same formula."
    )
  }

  private func withoutPatience(_ month: IntervalMonth, _ claim: Claim) -> IndicatorFinding {
    IndicatorFinding(
      .notChecked, .note, line: claim.point.line,
      chinese:
        "没有核对 \(month.month) 的服务水平（\(claim.formula.title.chinese)）与人力是否相称：这个公式少算一部分放弃的来电，时段数据却没有可用的放弃量与等待时间，推算不出有多少人放弃。",
      english:
        "Service level (\(claim.formula.title.english)) and staffing of \(month.month) were not compared: the formula leaves out calls that were abandoned, and the intervals do not tell how long callers wait before they hang up."
    )
  }

  private func notPredicted(_ month: IntervalMonth, _ obstacle: Obstacle) -> IndicatorFinding {
    let share = Self.percent(obstacle.covered)
    let place = obstacle.interval.map { "\($0.period)" } ?? "\(month.month)"
    return IndicatorFinding(
      .notChecked, .note, in: .intervals, line: obstacle.interval?.line ?? month.intervals.first?.line ?? 0,
      chinese:
        "没有核对服务水平与人力是否相称：\(month.month) 的时段数据只够推算 \(share) 的来电，要有九成。如 \(place) \(obstacle.reason.chinese)。",
      english:
        "Service level and staffing were not compared: the intervals of \(month.month) tell enough of \(share) of the calls, nine tenths are needed. Such as \(place): \(obstacle.reason.english)."
    )
  }

  private static func models(
    _ prediction: Prediction, _ formula: IndicatorComputation
  ) -> (chinese: String, english: String) {
    let c = percent(prediction.erlangC.share(formula) ?? 0)
    guard let a = prediction.erlangA?.share(formula), let patience = prediction.patience else {
      return ("Erlang C 算得 \(c)", "Erlang C gives \(c)")
    }
    let seconds = Rational(Int(patience.seconds.rounded())).display(decimals: 0)
    guard patience.isLeast else {
      return (
        "Erlang C 算得 \(c)，Erlang A（平均耐心 \(seconds) 秒）算得 \(percent(a))",
        "Erlang C gives \(c) and Erlang A (mean patience \(seconds) s) \(percent(a))"
      )
    }
    return (
      "Erlang C 算得 \(c)，Erlang A 至多 \(percent(a))（没有放弃来电的等待时间，平均耐心取下限 \(seconds) 秒）",
      "Erlang C gives \(c) and Erlang A at most \(percent(a)) (mean patience of at least \(seconds) s, as the waiting time of those who hung up is not told)"
    )
  }

  private static func percent(_ share: Double) -> String {
    Rational(Int((share * 1_000).rounded()), 10).display(decimals: 1) + "%"
  }

  /// What the models give for a month. Throws where too much of what they need is not told.
  ///
  /// - Parameter isSettled: whether the share by Erlang C is enough, so that Erlang A, which costs much more, is not asked.
  func predict(
    _ month: IntervalMonth, within seconds: Double, isSettled: (PredictedCalls) -> Bool = { _ in false }
  ) throws(Obstacle) -> Prediction {
    let loads = try loads(month)
    var prediction = Prediction(erlangC: Self.erlangC(loads, within: seconds))
    if !isSettled(prediction.erlangC), let patience = Self.patience(month) {
      prediction.erlangA = Self.erlangA(loads, patience: patience.seconds, within: seconds)
      prediction.patience = patience
    }
    return prediction
  }

  /// The intervals with calls and all that the models need. Throws where too much is not told.
  private func loads(_ month: IntervalMonth) throws(Obstacle) -> [Load] {
    let (offered, answered, agents) = (month["offered"], month["answered"], month["agents"])
    let (talk, hold, wrap) = (month["talk-time"], month["hold-time"], month["wrap-time"])
    var loads: [Load] = []
    loads.reserveCapacity(month.intervals.count)
    var (covered, all) = (0.0, 0.0)
    var first: (interval: IntervalMonth.Interval, reason: LocalizedText)?
    for (index, interval) in month.intervals.enumerated() {
      guard let offered = offered[index], offered > 0 else { continue }
      let calls = offered.nearestDouble
      all += calls
      let busy = talk[index].map { $0 + (hold[index] ?? 0) + (wrap[index] ?? 0) }
      switch Self.queue(interval.period, calls: calls, answered: answered[index], busy: busy, agents: agents[index]) {
      case .success(let queue):
        covered += calls
        loads.append(Load(calls: calls, queue: queue))
      case .failure(let problem): first = first ?? (interval, problem.reason)
      }
    }
    guard all > 0, covered / all >= Self.fewestCovered else {
      throw Obstacle(
        covered: all > 0 ? covered / all : 0, interval: first?.interval,
        reason: first?.reason ?? LocalizedText(chinese: "没有来电量，或都是 0", english: "calls offered are not told, or all 0"))
    }
    return loads
  }

  /// Why an interval cannot be asked about.
  private struct Problem: Error {
    var reason: LocalizedText

    init(_ chinese: String, _ english: String) { reason = LocalizedText(chinese: chinese, english: english) }
  }

  /// The queue of an interval with calls; none where nobody was there to answer, so that no call was answered in time.
  private static func queue(
    _ period: IndicatorPeriod, calls: Double, answered: Rational?, busy: Rational?, agents: Rational?
  ) -> Result<Queue?, Problem> {
    guard case .minutes(let minutes) = period.length, let answered, let busy, let agents else {
      return .failure(Problem("缺接听量、通话时间或在线坐席数", "calls answered, talk time or agents are not told"))
    }
    if agents == 0 { return .success(nil) }
    guard answered > 0 else {
      return .failure(Problem("没有接听的电话，处理时长算不出", "no call was answered, so there is no handling time"))
    }
    guard busy > 0 else { return .failure(Problem("接了电话而处理时间是 0", "calls were answered in no time at all")) }
    guard let staffed = Int(agents.display(decimals: 0)), staffed <= Queue.mostAgents else {
      return .failure(
        Problem(
          "的在线坐席数 \(agents.display(decimals: 0)) 超过 \(Queue.mostAgents)，请核对",
          "\(agents.display(decimals: 0)) agents are more than \(Queue.mostAgents), please check"))
    }
    do throws(StatisticsError) {
      return .success(
        try Queue(
          arrivalRate: calls / Double(minutes * 60), handlingTime: (busy / answered).nearestDouble,
          agents: max(1, staffed)))
    } catch {
      return .failure(Problem("的来电量或处理时长太大，请核对", "calls or handling time are too large, please check"))
    }
  }

  /// Palm's patience: the waiting time of all calls, answered and abandoned, by the calls abandoned. Where only that of the
  /// answered ones is told it can be no less than they give; less patience means a shorter line, so that the service level by
  /// Erlang A is the most that is possible.
  private static func patience(_ month: IntervalMonth) -> Patience? {
    guard let wait = month.sum(MeasureID("wait-time")), let abandoned = month.sum(MeasureID("abandoned")),
      abandoned > 0
    else { return nil }
    let lost = month.sum(MeasureID("abandoned-wait-time"))
    let all = wait + (lost ?? 0)
    let patience = Patience(seconds: (all / abandoned).nearestDouble, isLeast: lost == nil)
    // Nobody who telephones is more patient than a day: the waiting time is in another unit, or not that of callers.
    return patience.seconds > 0 && patience.seconds <= 86_400 ? patience : nil
  }

  /// The calls of the month. With more load than agents the line grows for ever, and nobody is answered in time.
  private static func erlangC(_ loads: [Load], within seconds: Double) -> PredictedCalls {
    var calls = PredictedCalls()
    for load in loads {
      let inTime = load.queue.flatMap { try? ErlangC($0) }?.serviceLevel(within: seconds) ?? 0
      calls.add(load.calls, inTime: inTime, abandoned: load.queue == nil ? 1 : 0, abandonedInTime: 0)
    }
    return calls
  }

  private static func erlangA(_ loads: [Load], patience: Double, within seconds: Double) -> PredictedCalls {
    var calls = PredictedCalls()
    for load in loads {
      guard let queue = load.queue else {
        // Whoever calls while nobody is there hangs up in the end.
        let gone = ErlangA.abandonment(withoutAnswerWithin: seconds, patience: patience)
        calls.add(load.calls, inTime: 0, abandoned: 1, abandonedInTime: gone)
        continue
      }
      guard let model = try? ErlangA(queue, patience: patience) else {
        calls.add(load.calls, inTime: 0, abandoned: 0, abandonedInTime: 0)
        continue
      }
      calls.add(
        load.calls, inTime: model.serviceLevel(within: seconds), abandoned: model.abandonmentShare,
        abandonedInTime: model.abandonment(within: seconds))
    }
    return calls
  }
}
