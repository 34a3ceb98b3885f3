internal import AssessmentModel
internal import Diagnostics

/// Looks at the measures of each period for what cannot be: quantities that do not add up, and parts that are larger than
/// the whole.
struct IdentityChecks {
  /// In which file the measures stand.
  let file: IndicatorFinding.File

  /// How much of the agents' time may be busy: calls that began earlier may end here, so that a few per cent mean nothing.
  private static let busyAllowed = Rational(105, 100)

  /// What was found at a row: the two numbers that do not fit.
  private typealias Test = (_ index: Int) -> (left: Rational, right: Rational)?

  /// What is wrong in periods of one length, given in tables that follow each other in time.
  func findings(_ tables: [MeasureTable]) -> [IndicatorFinding] {
    [
      finding(
        tables, .identity, ("来电量不等于接听量加放弃量", "calls offered are not those answered and abandoned")
      ) { table in
        let breaks = Set(QueueBalance.breaks(table))
        let (offered, answered, abandoned) = (table["offered"], table["answered"], table["abandoned"])
        return { index in
          guard breaks.contains(index), let offered = offered[index], let answered = answered[index],
            let abandoned = abandoned[index]
          else { return nil }
          return (offered, answered + abandoned)
        }
      },
      finding(tables, .impossible, ("时限内接听量多于接听量", "more calls are answered in time than at all")) { table in
        Self.exceeds(table["answered-in-time"], table["answered"])
      },
      finding(tables, .impossible, ("时限内放弃量多于放弃量", "more calls are abandoned in time than at all")) { table in
        Self.exceeds(table["abandoned-in-time"], table["abandoned"])
      },
      finding(
        tables, .impossible, ("通话、保持与话后时间合计超过在线坐席的时间", "talk, hold and after-call time exceed the time of the agents")
      ) { table in
        let time = Self.agentTime(table)
        return { index in
          guard let time = time(index), time.busy > time.staffed * Self.busyAllowed else { return nil }
          return (time.busy, time.staffed)
        }
      },
      finding(
        tables, .impossible,
        ("通话、保持、话后与可用时间合计超过在线坐席的时间", "talk, hold, after-call and available time exceed the time of the agents")
      ) { table in
        let (time, available) = (Self.agentTime(table), table["available-time"])
        return { index in
          // What is too much without the available time has been said.
          guard let time = time(index), let available = available[index],
            case let most = time.staffed * Self.busyAllowed, time.busy <= most, time.busy + available > most
          else { return nil }
          return (time.busy + available, time.staffed)
        }
      },
    ].compactMap(\.self)
  }

  /// The seconds that agents were busy, and those that they were there, by the index of a row that tells both; of days and
  /// longer periods all hours of which are counted, as nobody knows when the centre was open.
  private static func agentTime(_ table: MeasureTable) -> (_ index: Int) -> (busy: Rational, staffed: Rational)? {
    let (agents, talk, hold, wrap) = (table["agents"], table["talk-time"], table["hold-time"], table["wrap-time"])
    return { index in
      guard let agents = agents[index], let talk = talk[index], let seconds = table.rows[index].period.seconds
      else { return nil }
      return (talk + (hold[index] ?? 0) + (wrap[index] ?? 0), agents * Rational(seconds))
    }
  }

  /// Whether a part is larger than the whole, by the index of a row that tells both.
  private static func exceeds(_ part: [Rational?], _ whole: [Rational?]) -> Test {
    { index in
      guard let part = part[index], let whole = whole[index], part > whole else { return nil }
      return (part, whole)
    }
  }

  private func finding(
    _ tables: [MeasureTable], _ code: IndicatorFinding.Code, _ what: (chinese: String, english: String),
    _ test: (MeasureTable) -> Test
  ) -> IndicatorFinding? {
    var wrong: [(row: MeasureTable.Row, numbers: (left: Rational, right: Rational))] = []
    for table in tables {
      let test = test(table)
      for index in table.rows.indices {
        if let numbers = test(index) { wrong.append((table.rows[index], numbers)) }
      }
    }
    guard let first = wrong.first, let last = wrong.last?.row else { return nil }
    let count = first.row.period.length.counted(wrong.count)
    let (from, to) = (first.row.period.month, last.period.month)
    let isSpan = from != to && first.row.period.length < .week
    let span =
      first.row.period.length < .week
      ? LocalizedText(
        chinese: isSpan ? "\(from) 至 \(to) 有 " : "\(to) 有 ", english: isSpan ? "\(from) to \(to): in " : "\(to): in ")
      : LocalizedText(chinese: "有 ", english: "In ")
    let numbers = [first.numbers.left, first.numbers.right].map(decimal)
    return IndicatorFinding(
      code, in: file, line: first.row.line,
      chinese:
        "\(span.chinese)\(count.chinese)\(what.chinese)，第一个是 \(first.row.period.printed)（\(numbers[0]) 对 \(numbers[1])）。请核对系统的统计口径。",
      english:
        "\(span.english)\(count.english) \(what.english), first in \(first.row.period) (\(numbers[0]) against \(numbers[1]))."
    )
  }
}

extension IndicatorPeriod {
  /// The seconds that it lasts; nil at the end of the calendar.
  fileprivate var seconds: Int? {
    if case .minutes(let minutes) = length { return minutes * 60 }
    return next.map { ($0.start.dayNumber - start.dayNumber) * 86_400 }
  }
}

extension IndicatorPeriod.Length {
  /// So many, such as `12 个时段`, `12 intervals`.
  func counted(_ count: Int) -> LocalizedText {
    let (chinese, english) =
      switch self {
      case .minutes: ("个时段", "interval")
      case .day: ("天", "day")
      case .week: ("周", "week")
      case .month: ("个月", "month")
      case .quarter: ("个季度", "quarter")
      case .year: ("年", "year")
      }
    return LocalizedText(chinese: "\(count) \(chinese)", english: "\(count) \(english)\(count == 1 ? "" : "s")")
  }
}
