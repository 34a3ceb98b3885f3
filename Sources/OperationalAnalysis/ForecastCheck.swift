public import AssessmentModel
internal import Diagnostics
public import Statistics

/// A band of the day, such as the peak.
public struct TimeBand: Hashable, Sendable {
  /// The name, such as 高峰.
  public let name: String
  /// Its stretches in minutes from midnight, each from its first minute to before its last; none goes over midnight.
  public let stretches: [Range<Int>]

  /// Gathers the two.
  public init(name: String, stretches: [Range<Int>]) {
    self.name = name
    self.stretches = stretches
  }

  /// Whether a minute of the day belongs to it.
  public func contains(_ minute: Int) -> Bool { stretches.contains { $0.contains(minute) } }

  /// The bands of the power-supply hotline in the sources: peak 9–12 and 15–19, flat 8–9, 12–15 and 19–22, valley 22–8.
  public static let hotline = [
    TimeBand(name: "高峰", stretches: [540..<720, 900..<1_140]),
    TimeBand(name: "平段", stretches: [480..<540, 720..<900, 1_140..<1_320]),
    TimeBand(name: "低谷", stretches: [1_320..<1_440, 0..<480]),
  ]
}

/// Is a forecast good enough to plan staff by? Judged interval by interval, because errors cancel over a month.
public struct ForecastCheck: Sendable {
  /// One interval.
  public struct Interval: Hashable, Sendable {
    /// The day, and the minute of the day at which it begins, from 0 to 1439.
    public let day: CalendarDate, minute: Int
    /// What was forecast and what came, 0 or more.
    public let forecast: Rational, actual: Rational
    /// How many of those agents handled, at most the actual; nil where nobody counted.
    public let handled: Rational?

    /// Gathers the parts.
    public init(day: CalendarDate, minute: Int, forecast: Rational, actual: Rational, handled: Rational? = nil) {
      (self.day, self.minute, self.forecast, self.actual, self.handled) = (day, minute, forecast, actual, handled)
    }
  }

  /// An interval of which one side or both were not told, so that it was left out.
  public struct Omission: Hashable, Sendable {
    /// The day, and the minute of the day at which it begins.
    public let day: CalendarDate, minute: Int
    /// Which sides are missing.
    public let lacksForecast: Bool, lacksActual: Bool
    /// A team that has no row of it although it works then; nil where none is missing.
    public let lacksTeam: String?

    /// Gathers the parts.
    public init(
      day: CalendarDate, minute: Int, lacksForecast: Bool, lacksActual: Bool, lacksTeam: String? = nil
    ) {
      (self.day, self.minute, self.lacksForecast, self.lacksActual) = (day, minute, lacksForecast, lacksActual)
      self.lacksTeam = lacksTeam
    }
  }

  /// The intervals of one time of the day, over all days.
  public struct Slot: Sendable {
    /// The minute of the day at which it begins.
    public let minute: Int
    /// On how many days it is there.
    public let count: Int
    /// The mean actual and the mean forecast.
    public let actual: Double, forecast: Double
    /// Standard deviation by mean of the actuals over the days: what no model of the time of day can foresee.
    public let variation: Result<Double, AnalysisRefusal>
    /// How the forecast met it.
    public let accuracy: ForecastAccuracy
  }

  /// The intervals of one band of the day.
  public struct Band: Sendable {
    /// The band; its name is empty for intervals in none.
    public let name: String
    /// How many intervals, and how much came in them.
    public let count: Int, volume: Rational
    /// Its part of all that came; nil where nothing came.
    public let share: Double?
    /// How the forecast met it.
    public let accuracy: ForecastAccuracy
    /// The share that agents handled; nil where nobody counted or nothing came.
    public let handledShare: Double?
  }

  /// How many intervals, and on how many days.
  public let count: Int, days: Int
  /// The first and the last day.
  public let period: (from: CalendarDate, to: CalendarDate)
  /// Interval by interval.
  public let accuracy: ForecastAccuracy
  /// The same data, added up by day before they are compared; nil with one day.
  public let byDay: ForecastAccuracy?
  /// |sum of forecasts - sum of actuals| by sum of actuals: what a monthly figure would show. Nil where nothing came.
  public let totalError: Double?
  /// How far the whole varies from interval to interval, and the days from day to day.
  public let variation: Result<Double, AnalysisRefusal>, dailyVariation: Result<Double, AnalysisRefusal>
  /// In how many intervals nothing came; the mean of percentage errors leaves them out.
  public let emptyCount: Int
  /// By time of day.
  public let slots: [Slot]
  /// By band of the day.
  public let bands: [Band]
  /// The error that is allowed, as a share of the actual.
  public let tolerance: Rational
  /// The share of everything that agents handled; nil where nobody counted.
  public let handledShare: Double?
  /// The intervals that were left out as a side of them is missing, by time.
  public let omitted: [Omission]
  /// What does not fit the usual times of the day.
  public let coverage: ForecastCoverage

  /// Checks a forecast.
  ///
  /// - Parameters:
  ///   - tolerance: the error allowed, as a share of the actual.
  ///   - bands: the bands of the day; the first that holds an interval has it.
  ///   - omitted: the intervals of which a side is not told.
  ///   - length: how many minutes every interval has, where their ends are written.
  public init(
    _ intervals: [Interval], tolerance: Rational = Rational(1, 20), bands: [TimeBand] = TimeBand.hotline,
    omitted: [Omission] = [], length: Int? = nil
  ) throws(AnalysisRefusal) {
    let subject = "预测与实际"
    let sorted = intervals.sorted { ($0.day, $0.minute) < ($1.day, $1.minute) }
    guard let first = sorted.first, let last = sorted.last else {
      throw AnalysisRefusal(
        "too-few", "没有一个时段既有预测又有实际", "there is no interval with both a forecast and an actual")
    }
    for (one, next) in zip(sorted, sorted.dropFirst()) where (one.day, one.minute) == (next.day, next.minute) {
      throw AnalysisRefusal(
        "repeated-interval", "\(one.day) \(Self.clock(one.minute)) 出现了两次",
        "\(one.day) \(Self.clock(one.minute)) is there twice")
    }
    func accuracy(_ part: [Interval]) throws(AnalysisRefusal) -> ForecastAccuracy {
      try required(subject) { () throws(StatisticsError) in
        try ForecastAccuracy(forecast: part.map(\.forecast), actual: part.map(\.actual), tolerance: tolerance)
      }
    }
    let volume = sorted.map(\.actual).sum()
    guard volume > 0 else {
      throw AnalysisRefusal(
        "no-volume", "\(first.day) 至 \(last.day) 的实际业务量都是 0，没有可比的；请换一段有业务量的时期",
        "nothing came from \(first.day) to \(last.day), so there is nothing to compare with; take a period with volume")
    }
    self.accuracy = try accuracy(sorted)
    let byDay = Dictionary(grouping: sorted, by: \.day).sorted { $0.key < $1.key }.map(\.value)
    let daily = byDay.map { day in
      Interval(
        day: day[0].day, minute: 0, forecast: day.map(\.forecast).sum(), actual: day.map(\.actual).sum())
    }
    self.byDay = daily.count > 1 ? try accuracy(daily) : nil
    totalError =
      volume == 0 ? nil : ((sorted.map(\.forecast).sum() - volume).magnitude / volume).nearestDouble
    variation = Self.variation(sorted)
    dailyVariation = Self.variation(daily)
    var slots: [Slot] = []
    for (minute, part) in Dictionary(grouping: sorted, by: \.minute).sorted(by: { $0.key < $1.key }) {
      let size = Rational(part.count)
      slots.append(
        Slot(
          minute: minute, count: part.count, actual: (part.map(\.actual).sum() / size).nearestDouble,
          forecast: (part.map(\.forecast).sum() / size).nearestDouble, variation: Self.variation(part),
          accuracy: try accuracy(part)))
    }
    self.slots = slots
    var found: [Band] = []
    for (place, band) in (bands + [TimeBand(name: "", stretches: [0..<1_440])]).enumerated() {
      let part = sorted.filter { interval in
        band.contains(interval.minute) && !bands.prefix(place).contains { $0.contains(interval.minute) }
      }
      guard !part.isEmpty else { continue }
      let amount = part.map(\.actual).sum()
      found.append(
        Band(
          name: band.name, count: part.count, volume: amount,
          share: volume == 0 ? nil : (amount / volume).nearestDouble, accuracy: try accuracy(part),
          handledShare: Self.handledShare(part)))
    }
    self.bands = found
    (count, days, period) = (sorted.count, byDay.count, (first.day, last.day))
    emptyCount = sorted.count { $0.actual == 0 }
    self.tolerance = tolerance
    handledShare = Self.handledShare(sorted)
    self.omitted = omitted.sorted { ($0.day, $0.minute) < ($1.day, $1.minute) }
    coverage = ForecastCoverage(
      compared: sorted.map { ForecastCoverage.Start(day: $0.day, minute: $0.minute) },
      omitted: omitted.map { ForecastCoverage.Start(day: $0.day, minute: $0.minute) }, length: length)
  }

  /// Whether errors of both directions cancel where they are added up, so that sums look better than intervals do.
  public var cancels: Bool {
    guard let total = totalError, let error = accuracy.weightedAbsolutePercentageError else { return false }
    return total < error * (1 - 1e-9)
  }

  /// A minute of the day as `hh:mm`.
  public static func clock(_ minute: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(minute / 60)):\(two(minute % 60))"
  }

  private static func variation(_ part: [Interval]) -> Result<Double, AnalysisRefusal> {
    Result(of: LocalizedText(chinese: "实际业务量", english: "actual volume")) { () throws(StatisticsError) in
      try ForecastAccuracy.coefficientOfVariation(part.map(\.actual))
    }
  }

  private static func handledShare(_ part: [Interval]) -> Double? {
    let counted = part.filter { $0.handled != nil }
    let volume = counted.map(\.actual).sum()
    return volume == 0 ? nil : (counted.compactMap(\.handled).sum() / volume).nearestDouble
  }
}
