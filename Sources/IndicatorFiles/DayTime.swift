/// The part of the day that a 12-hour clock names beside its hour, in the words of Excel, Windows and the CLDR (`AM/PM`,
/// `上午/下午`, and the day periods of `zh`).
enum HalfDay {
  case unsaid, beforeNoon, afternoon, night, morning, noon, evening

  private static let names: [(word: String, half: HalfDay)] = [
    ("am", .beforeNoon), ("pm", .afternoon), ("上午", .beforeNoon), ("下午", .afternoon), ("凌晨", .night),
    ("清晨", .morning), ("早晨", .morning), ("早上", .morning), ("中午", .noon), ("傍晚", .evening), ("晚上", .evening),
  ]

  /// Reads what stands beside a time: nothing, or one of the words; nil for any other text.
  init?(_ text: some StringProtocol) {
    let word = text.trimmingSpaces.lowercased().filter { $0 != "." }
    if text.trimmingSpaces.isEmpty {
      self = .unsaid
    } else if let found = Self.names.first(where: { $0.word == word }) {
      self = found.half
    } else {
      return nil
    }
  }

  /// Whether one of the words stands in a text, by itself where it is Latin.
  static func isNamed(in text: String) -> Bool {
    let plain = text.lowercased().filter { $0 != "." }
    let words = plain.split { !$0.isASCII || !$0.isLetter }
    return names.contains { $0.word.utf8.count > 2 ? plain.contains($0.word) : words.contains($0.word[...]) }
  }

  /// The hour of the 24-hour clock; nil for an hour that the part of the day does not have, as 晚上12 may be noon's or
  /// midnight's.
  func hour(_ written: Int) -> Int? {
    switch (self, written) {
    case (.beforeNoon, 12), (.night, 12): 0
    case (.unsaid, 0...24), (.beforeNoon, 0...11), (.night, 0...6), (.morning, 3...11), (.noon, 11...13),
      (.afternoon, 12...23), (.evening, 17...23):
      written
    case (.afternoon, 1...11), (.noon, 1...2), (.evening, 5...11): written + 12
    default: nil
    }
  }
}

/// Reads a time of the day or the two of an interval: `9:30`, `09:30:00`, `0930`, `下午1:30`, `1:30 PM - 2:00 PM`.
struct DayTimes {
  /// The first minute of the day, and the last where it is told.
  let start: Int
  let end: Int?

  /// The marks between the two times of an interval.
  static let joints: Set<Character> = ["-", "~", "–", "—", "至", "到", "～"]

  /// Reads times from tokens of which the first is an hour, and which have to be nothing else.
  ///
  /// - Parameter lead: what stands before the hour, without what belongs to the day.
  init?(_ tokens: ArraySlice<TimeToken>, lead: some StringProtocol) {
    guard let first = Clock(tokens), let leading = HalfDay(lead) else { return nil }
    let rest = tokens.dropFirst(first.used)
    guard let joined = rest.first?.before else {
      guard let half = Self.either(leading, HalfDay(first.after)), let minute = first.minute(half) else { return nil }
      (start, end) = (minute, nil)
      return
    }
    guard let joint = joined.firstIndex(where: Self.joints.contains), let last = Clock(rest), last.used == rest.count,
      let firstHalf = Self.either(leading, HalfDay(joined[..<joint])),
      let following = HalfDay(joined[joined.index(after: joint)...]),
      let lastHalf = Self.either(following, HalfDay(last.after)),
      let times = Self.interval((first, firstHalf), (last, lastHalf))
    else { return nil }
    (start, end) = times
  }

  /// The part of the day that is told before or behind an hour; nil where both are or one is no such part.
  private static func either(_ before: HalfDay, _ after: HalfDay?) -> HalfDay? {
    guard let after else { return nil }
    if after == .unsaid { return before }
    return before == .unsaid ? after : nil
  }

  /// Both times. Where only one tells its part of the day, as in `下午1:00-1:30`, the other is the nearest that fits.
  private static func interval(
    _ first: (clock: Clock, half: HalfDay), _ last: (clock: Clock, half: HalfDay)
  ) -> (start: Int, end: Int)? {
    guard let start = first.clock.minute(first.half), let end = last.clock.minute(last.half) else { return nil }
    if first.half != .unsaid, last.half == .unsaid {
      return (start, last.clock.readings.filter { $0 > start }.min() ?? end)
    }
    if first.half == .unsaid, last.half != .unsaid {
      return (first.clock.readings.filter { $0 < (end == 0 ? 1_440 : end) }.max() ?? start, end)
    }
    return (start, end)
  }

  /// A time as it is written.
  private struct Clock {
    let hour: Int
    let minute: Int
    /// How many tokens it takes, and what follows them.
    let used: Int
    let after: String

    init?(_ tokens: ArraySlice<TimeToken>) {
      guard let first = tokens.first else { return nil }
      if first.digits == 4 {
        (hour, minute, used, after) = (first.value / 100, first.value % 100, 1, first.after)
      } else {
        let rest = tokens.dropFirst()
        guard first.digits <= 2, first.after == ":", let second = rest.first, second.digits == 2 else { return nil }
        (hour, minute) = (first.value, second.value)
        if second.after == ":", let third = rest.dropFirst().first {
          guard third.digits == 2, third.value < 60 else { return nil }
          (used, after) = (3, third.after)
        } else {
          (used, after) = (2, second.after)
        }
      }
      guard hour <= 24, minute < 60 else { return nil }
    }

    /// The minute of the day in a part of it.
    func minute(_ half: HalfDay) -> Int? {
      guard let hour = half.hour(hour), hour * 60 + minute <= 1_440 else { return nil }
      return hour * 60 + minute
    }

    /// The minutes of the day that a time of a 12-hour clock may mean, midnight as the end of the day too.
    var readings: [Int] {
      let written = hour * 60 + minute
      return hour > 12 ? [written] : [written, written + 720, written - 720].filter { (0...1_440).contains($0) }
    }
  }
}
