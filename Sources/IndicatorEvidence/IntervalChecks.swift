internal import AssessmentModel
internal import Diagnostics

/// Looks at the intervals of a month: do quantities add up, and to what was reported for the month?
struct IntervalChecks {
  let catalogue: IndicatorCatalogue

  /// How far a reported figure may lie from what the intervals give: half a point of a percentage, or 2 %.
  private static let pointsAllowed = Rational(1, 2)
  private static let shareAllowed = Rational(1, 50)
  /// How much of the agents' time may be busy: calls that began earlier may end here, so that a few per cent mean nothing.
  private static let busyAllowed = Rational(105, 100)

  func findings(_ month: IntervalMonth, reported: IndicatorData) -> [IndicatorFinding] {
    impossible(month) + reports(month, reported)
  }

  // MARK: - Within an interval

  private func impossible(_ month: IntervalMonth) -> [IndicatorFinding] {
    let (offered, answered, abandoned) = (month["offered"], month["answered"], month["abandoned"])
    let (answeredInTime, abandonedInTime) = (month["answered-in-time"], month["abandoned-in-time"])
    return [
      finding(
        month, .identity, ("来电量不等于接听量加放弃量", "calls offered are not those answered and abandoned")
      ) { index in
        guard let offered = offered[index], let answered = answered[index], let abandoned = abandoned[index]
        else { return false }
        return offered != answered + abandoned
      },
      finding(month, .impossible, ("时限内接听量多于接听量", "more calls are answered in time than at all")) { index in
        answeredInTime[index].flatMap { part in answered[index].map { part > $0 } } ?? false
      },
      finding(month, .impossible, ("时限内放弃量多于放弃量", "more calls are abandoned in time than at all")) { index in
        abandonedInTime[index].flatMap { part in abandoned[index].map { part > $0 } } ?? false
      },
      overfull(month),
    ].compactMap(\.self)
  }

  private func overfull(_ month: IntervalMonth) -> IndicatorFinding? {
    let (agents, talk, hold, wrap) = (month["agents"], month["talk-time"], month["hold-time"], month["wrap-time"])
    return finding(
      month, .impossible, ("通话、保持与话后时间合计超过在线坐席的时间", "talk, hold and after-call time exceed the time of the agents")
    ) { index in
      guard let agents = agents[index], let talk = talk[index],
        case .minutes(let minutes) = month.intervals[index].period.length
      else { return false }
      let busy = talk + (hold[index] ?? 0) + (wrap[index] ?? 0)
      return busy > agents * Rational(minutes * 60) * Self.busyAllowed
    }
  }

  private func finding(
    _ month: IntervalMonth, _ code: IndicatorFinding.Code, _ what: (chinese: String, english: String),
    _ isWrong: (_ index: Int) -> Bool
  ) -> IndicatorFinding? {
    let wrong = month.intervals.indices.filter(isWrong)
    guard let first = wrong.first.map({ month.intervals[$0] }) else { return nil }
    return IndicatorFinding(
      code, in: .intervals, line: first.line,
      chinese: "\(month.month) 有 \(wrong.count) 个时段\(what.chinese)，第一个是 \(first.period)。请核对系统的统计口径。",
      english: "\(month.month): in \(wrong.count) intervals \(what.english), first in \(first.period).")
  }

  // MARK: - Beside the month

  private func reports(_ month: IntervalMonth, _ reported: IndicatorData) -> [IndicatorFinding] {
    reported.series.compactMap { series in
      guard series.key.group.isEmpty, case .indicator(let id, let variant) = series.key.subject,
        let indicator = catalogue[id],
        let computation = indicator.variants.first(where: { $0.id == variant })?.computation,
        let point = series.points.first(where: { $0.period == month.month }),
        let value = month.value(computation, isPercentage: indicator.isPercentage),
        !Self.agree(point.value, value, indicator)
      else { return nil }
      let others = indicator.variants.filter { other in
        guard other.id != variant, let computation = other.computation,
          let value = month.value(computation, isPercentage: indicator.isPercentage)
        else { return false }
        return Self.agree(point.value, value, indicator)
      }
      let unit = indicator.unit
      let title = catalogue.title(of: series.key.subject)
      let guess = others.first.map { other in
        ("报数像是按“\(other.title.chinese)”算的。", " The report looks like “\(other.title.english)”.")
      }
      return IndicatorFinding(
        .reportedDiffers, line: point.line,
        chinese:
          "\(title.chinese)：\(month.month) 报 \(decimal(point.value))\(unit)，按时段数据合计是 \(value.display(decimals: 1))\(unit)。"
          + (guess?.0 ?? "请核对口径与取数范围。"),
        english:
          "\(title.english): \(decimal(point.value)) reported for \(month.month), \(value.display(decimals: 1)) by its intervals."
          + (guess?.1 ?? ""))
    }
  }

  private static func agree(_ left: Rational, _ right: Rational, _ indicator: IndicatorDefinition) -> Bool {
    let difference = (left - right).magnitude
    return indicator.isPercentage ? difference <= pointsAllowed : difference <= right.magnitude * shareAllowed
  }
}
