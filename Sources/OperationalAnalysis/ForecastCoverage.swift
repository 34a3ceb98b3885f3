public import AssessmentModel

/// Whether the intervals of a forecast fill their days, each in its place.
public struct ForecastCoverage: Hashable, Sendable {
  /// The beginning of an interval.
  public struct Start: Hashable, Sendable {
    /// The day, and the minute of the day.
    public let day: CalendarDate, minute: Int
  }

  /// How long an interval is, in minutes: as it is written, else the usual distance from one to the next; nil where neither is
  /// told.
  public let step: Int?
  /// The intervals that do not begin where the steps of the others do, such as one at 10:15 among half-hours: they may
  /// overlap others and count calls twice.
  public let offStep: [Start]
  /// The days that lack an interval which half of the days of the same weekday have, or more, or which lies between two of
  /// theirs and which half of all days have; their sums are not those of whole days.
  public let incompleteDays: [CalendarDate]

  /// Looks at the intervals that were compared, and at those that were left out.
  ///
  /// - Parameter length: how long every interval is, where their ends are written.
  init(compared: [Start], omitted: [Start], length: Int? = nil) {
    let listed = Dictionary(grouping: compared + omitted, by: \.day).mapValues { Set($0.map(\.minute)).sorted() }
    let step =
      length ?? Self.commonest(listed.values.flatMap { minutes in zip(minutes.dropFirst(), minutes).map { $0 - $1 } })
    self.step = step
    let offset = step.flatMap { step in Self.commonest(listed.values.joined().map { $0 % step }) }
    func isOffStep(_ minute: Int) -> Bool { step.map { minute % $0 != offset } ?? false }
    offStep = compared.filter { isOffStep($0.minute) }
    let present = Dictionary(grouping: compared, by: \.day).mapValues { Set($0.map(\.minute)) }
    // A centre may close earlier at the weekend.
    func usual(_ days: [CalendarDate]) -> Set<Int> {
      var counts: [Int: Int] = [:]
      for minute in days.flatMap({ listed[$0] ?? [] }) where !isOffStep(minute) { counts[minute, default: 0] += 1 }
      return Set(counts.filter { $0.value * 2 >= days.count }.keys)
    }
    let everyDay = usual(Array(listed.keys))
    incompleteDays = Dictionary(grouping: listed.keys, by: \.weekday).values.flatMap { days in
      let usual = usual(days)
      return days.filter { day in
        let there = present[day] ?? []
        guard usual.isSubset(of: there), let first = there.min(), let last = there.max() else { return true }
        return everyDay.contains { first < $0 && $0 < last && !there.contains($0) }
      }
    }.sorted()
  }

  /// The value that comes most often, the smallest of several; nil of none.
  private static func commonest(_ values: [Int]) -> Int? {
    let counts = values.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
