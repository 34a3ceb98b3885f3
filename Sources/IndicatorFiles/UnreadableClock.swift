internal import Diagnostics

/// What keeps a text in which a time of the day can be seen from being one.
enum UnreadableClock {
  /// A zone of time.
  case zone
  /// A part of the day that its hour does not have, or in another place than beside it.
  case halfDay
  /// Something else behind it.
  case rest
  /// No day before it.
  case withoutDay

  /// Looks at the text of a cell; nil where it holds no time of the day, or one that is only out of range.
  init?(_ text: String) {
    let tokens = TimeToken.tokens(of: text)
    guard let hour = tokens.firstIndex(where: { $0.digits <= 2 && $0.after == ":" }), hour + 1 < tokens.count,
      tokens[hour + 1].digits == 2
    else { return nil }
    // Where the time can be read, it is the day that is wrong, or missing.
    if DayTimes(tokens[hour...], lead: PeriodCell.lead(tokens[hour].before)) != nil {
      guard hour == 0 else { return nil }
      self = .withoutDay
      return
    }
    let last = hour + 2 < tokens.count && tokens[hour + 1].after == ":" ? hour + 2 : hour + 1
    let rest = tokens[last].after.trimmingSpaces
    let words = tokens.map(\.before) + [tokens.last?.after ?? ""]
    let isJoint = rest.count == 1 && rest.allSatisfy(DayTimes.joints.contains)
    if Self.isZone(rest) || words.contains(where: Self.isZone)
      || (hour > 0 && tokens[hour].before == "T" && isJoint && last + 1 < tokens.count)
    {
      self = .zone
    } else if words.contains(where: HalfDay.isNamed) {
      self = .halfDay
    } else if tokens[hour].value < 24, !isJoint, !rest.isEmpty || last + 1 < tokens.count {
      self = .rest
    } else {
      return nil
    }
  }

  private static let zones: Set = ["Z", "UTC", "GMT", "CST", "HKT", "BST", "EST", "PST"]

  /// `Z`, `+`, `UTC`, `GMT+`.
  private static func isZone(_ text: String) -> Bool {
    let plain = text.trimmingSpaces.uppercased()
    return plain == "+" || zones.contains(plain) || ["UTC", "GMT"].contains { plain == $0 + "+" || plain == $0 + "-" }
  }

  /// What to do about it.
  var hint: LocalizedText {
    switch self {
    case .zone:
      LocalizedText(
        chinese: "时刻后面不写时区（Z、+08:00、UTC）：先换算成当地时间，写成 2025-03-01 09:30",
        english: "times carry no zone (Z, +08:00, UTC): convert them to local time, and write 2025-03-01 09:30")
    case .halfDay:
      LocalizedText(
        chinese: "12 小时制写成 1:30 PM、下午1:30 这样，词在时刻前或后，只写一次，钟点要与它相符；晚上12点、13:30 AM 说不清是几点，请改用 24 小时制，如 00:30",
        english:
          "a 12-hour clock is written 1:30 PM or 下午1:30, with the word before or behind the time, once, and an hour that it has; 13:30 AM is no time: write 24 hours, as 00:30"
      )
    case .withoutDay:
      LocalizedText(
        chinese: "只有时刻，没有日期：补成 2025-03-01 09:30，或另加一列“日期”，时刻写在“时段”列",
        english:
          "a time of the day without its day: write 2025-03-01 09:30, or put the day in a column of its own and the time in the column interval"
      )
    case .rest:
      LocalizedText(
        chinese: "时刻后面不能再有别的字：只写 09:30，起止之间用 - 连接，如 09:00-09:30",
        english: "nothing else may follow a time: write 09:30, and join the two of an interval, as 09:00-09:30")
    }
  }

  /// Whether a text begins with a day, so that it was meant to be a time whatever its head is.
  static func isEvidence(_ text: String) -> Bool {
    guard let first = TimeToken.tokens(of: text).first, first.before.isEmpty, first.digits == 4 || first.digits == 8
    else { return false }
    return UnreadableClock(text) != nil
  }
}
