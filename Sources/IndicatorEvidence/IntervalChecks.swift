internal import AssessmentModel
internal import Diagnostics

/// Looks at the intervals of all months: do quantities add up, and to what was reported for each month?
struct IntervalChecks {
  let catalogue: IndicatorCatalogue

  /// How far a reported figure may lie from what the intervals give, besides its own rounding: half a point of a percentage,
  /// or 2 %.
  private static let pointsAllowed = Rational(1, 2)
  private static let shareAllowed = Rational(1, 50)
  /// How much of the agents' time may be busy: calls that began earlier may end here, so that a few per cent mean nothing.
  private static let busyAllowed = Rational(105, 100)

  func findings(_ months: [IntervalMonth], reported: IndicatorData) -> [IndicatorFinding] {
    impossible(months)
      + months.flatMap { month in
        guard !month.isPartial else { return partial(month, reported) }
        return reports(month, reported)
      }
  }

  // MARK: - What is not looked at

  /// The values of a file of intervals that are of other periods, or overlap those that are used, and files of teams only.
  func passedOver(_ intervals: IndicatorData) -> [IndicatorFinding] {
    let measures = intervals.series.filter { if case .measure = $0.key.subject { true } else { false } }
    let whole = measures.filter { $0.key.group.isEmpty }
    if whole.isEmpty, let first = measures.first?.points.first {
      return [
        IndicatorFinding(
          .notChecked, .note, in: .intervals, line: first.line,
          chinese: "时段文件里只有各组的数，没有全中心的（不写组别的行），没有与月度数据核对。请加上全中心的行。",
          english:
            "The file of intervals has values of teams only and none of the whole centre, which name no team, so that nothing is checked by it; add them."
        )
      ]
    }
    let others = whole.flatMap { series in
      let used = Set(IntervalMonth.usable(series.points).map(\.period))
      return series.points.filter { !used.contains($0.period) }
    }
    guard let first = others.min(by: { ($0.line, $0.period) < ($1.line, $1.period) }) else { return [] }
    return [
      IndicatorFinding(
        .notChecked, .note, in: .intervals, line: first.line,
        chinese: "时段文件里有 \(others.count) 个数的时期与其余的不一样长（如 \(first.period.printed)），会与它们重复，没有用来核对。",
        english:
          "The file of intervals has \(others.count == 1 ? "1 value" : "\(others.count) values") of other periods than the rest (as \(first.period)), which would count twice and were not used."
      )
    ]
  }

  // MARK: - Within an interval

  private func impossible(_ months: [IntervalMonth]) -> [IndicatorFinding] {
    [
      finding(
        months, .identity, ("来电量不等于接听量加放弃量", "calls offered are not those answered and abandoned")
      ) { month in
        let (offered, answered, abandoned) = (month["offered"], month["answered"], month["abandoned"])
        return { index in
          guard let offered = offered[index], let answered = answered[index], let abandoned = abandoned[index]
          else { return false }
          return offered != answered + abandoned
        }
      },
      finding(months, .impossible, ("时限内接听量多于接听量", "more calls are answered in time than at all")) { month in
        Self.exceeds(month["answered-in-time"], month["answered"])
      },
      finding(months, .impossible, ("时限内放弃量多于放弃量", "more calls are abandoned in time than at all")) { month in
        Self.exceeds(month["abandoned-in-time"], month["abandoned"])
      },
      finding(
        months, .impossible, ("通话、保持与话后时间合计超过在线坐席的时间", "talk, hold and after-call time exceed the time of the agents")
      ) { month in
        let (agents, talk, hold, wrap) = (month["agents"], month["talk-time"], month["hold-time"], month["wrap-time"])
        return { index in
          guard let agents = agents[index], let talk = talk[index],
            case .minutes(let minutes) = month.intervals[index].period.length
          else { return false }
          let busy = talk + (hold[index] ?? 0) + (wrap[index] ?? 0)
          return busy > agents * Rational(minutes * 60) * Self.busyAllowed
        }
      },
      finding(
        months, .impossible,
        ("通话、保持、话后与可用时间合计超过在线坐席的时间", "talk, hold, after-call and available time exceed the time of the agents")
      ) { month in
        let agents = month["agents"]
        let (states, available) = (
          ["talk-time", "hold-time", "wrap-time"].map { month[$0] }, month["available-time"]
        )
        return { index in
          guard let agents = agents[index], let available = available[index],
            case .minutes(let minutes) = month.intervals[index].period.length
          else { return false }
          let (busy, staffed) = (states.map { $0[index] ?? 0 }.sum(), agents * Rational(minutes * 60))
          // What is too much without the available time has been said.
          return busy <= staffed * Self.busyAllowed && busy + available > staffed * Self.busyAllowed
        }
      },
    ].compactMap(\.self)
  }

  /// Whether a part is larger than the whole, by the index of an interval that tells both.
  private static func exceeds(_ part: [Rational?], _ whole: [Rational?]) -> (Int) -> Bool {
    { index in part[index].flatMap { part in whole[index].map { part > $0 } } ?? false }
  }

  private func finding(
    _ months: [IntervalMonth], _ code: IndicatorFinding.Code, _ what: (chinese: String, english: String),
    _ test: (IntervalMonth) -> (_ index: Int) -> Bool
  ) -> IndicatorFinding? {
    let wrong = months.map { month in
      (month: month.month, intervals: month.intervals.indices.filter(test(month)).map { month.intervals[$0] })
    }.filter { !$0.intervals.isEmpty }
    guard let first = wrong.first?.intervals.first, let last = wrong.last?.month else { return nil }
    let count = wrong.reduce(0) { $0 + $1.intervals.count }
    let span = wrong.count == 1 ? "\(last)" : "\(wrong[0].month) 至 \(last)"
    let englishSpan = wrong.count == 1 ? "\(last)" : "\(wrong[0].month) to \(last)"
    return IndicatorFinding(
      code, in: .intervals, line: first.line,
      chinese: "\(span) 有 \(count) 个时段\(what.chinese)，第一个是 \(first.period.printed)。请核对系统的统计口径。",
      english: "\(englishSpan): in \(count) intervals \(what.english), first in \(first.period).")
  }

  // MARK: - Beside the month

  /// A month of which the file of intervals lacks a long stretch adds up to something else.
  private func partial(_ month: IntervalMonth, _ reported: IndicatorData) -> [IndicatorFinding] {
    let isReported = reported.series.contains { series in series.points.contains { $0.period == month.month } }
    guard isReported, let line = month.intervals.first?.line, let hole = month.longestHole else { return [] }
    return [
      IndicatorFinding(
        .notChecked, .note, in: .intervals, line: line,
        chinese:
          "没有把 \(month.month) 的月报与时段数据对照：\(hole.from) 至 \(hole.to) 没有时段数据。请补上整月的时段数据。",
        english:
          "The figures of \(month.month) were not compared with its intervals: there are none from \(hole.from) to \(hole.to)."
      )
    ]
  }

  private func reports(_ month: IntervalMonth, _ reported: IndicatorData) -> [IndicatorFinding] {
    reported.series.compactMap { series in
      guard series.key.group.isEmpty, case .indicator(let id, let variant) = series.key.subject,
        let defined = catalogue[id], let reportedBy = defined.variants.first(where: { $0.id == variant }),
        let computation = reportedBy.computation, case let indicator = defined.computed(by: reportedBy),
        let point = series.points.first(where: { $0.period == month.month }),
        let value = month.value(computation, isPercentage: indicator.isPercentage),
        case let agree = { (value: Rational) in
          Self.agree(point.value, value, indicator, written: point.step.map { _ in series.finestStep })
        },
        !agree(value)
      else { return nil }
      let others = indicator.variants.filter { other in
        guard other.id != variant, other.unit == reportedBy.unit, let computation = other.computation,
          let value = month.value(computation, isPercentage: indicator.isPercentage)
        else { return false }
        return agree(value)
      }
      let said = UnitName.quantity(decimal(point.value), indicator.unit)
      let found = UnitName.quantity(value.typeset(decimals: 1), indicator.unit)
      let title = catalogue.title(of: series.key.subject)
      let guess = others.first.map { other in
        ("报数像是按“\(other.title.chinese)”算的。", " The report looks like “\(other.title.english)”.")
      }
      return IndicatorFinding(
        .reportedDiffers, line: point.line,
        chinese:
          "\(title.chinese)：\(month.month) 报 \(said.chinese)，按时段数据合计是 \(found.chinese)。"
          + (guess?.0 ?? "请核对口径与取数范围。"),
        english:
          "\(title.english): \(said.english) reported for \(month.month), \(found.english) by its intervals."
          + (guess?.1 ?? ""))
    }
  }

  /// Whether a report is what the intervals give, but for what is allowed and what its own rounding leaves.
  ///
  /// - Parameter step: what the last digit of the report counts; nil where it was computed.
  private static func agree(
    _ reported: Rational, _ found: Rational, _ indicator: IndicatorDefinition, written step: Rational?
  ) -> Bool {
    let allowed = indicator.isPercentage ? pointsAllowed : found.magnitude * shareAllowed
    return (reported - found).magnitude <= allowed + (step ?? 0) / 2
  }
}
