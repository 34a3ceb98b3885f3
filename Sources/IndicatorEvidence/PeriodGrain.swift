public import AssessmentModel
public import Diagnostics

/// How long the periods are by which an indicator is judged: weeks, months, quarters or years.
public enum PeriodGrain: String, Sendable, CaseIterable {
  case month, week, quarter, year

  /// How many periods are looked at: those of twelve months.
  public var window: Int {
    switch self {
    case .month: 12
    case .week: 52
    case .quarter: 4
    case .year: 1
    }
  }

  /// How many periods a trend is sought in: those of twelve months, and of quarters and years, of which no four can show one
  /// at 5 %, two and five years.
  public var trendWindow: Int {
    switch self {
    case .month, .week: window
    case .quarter: 8
    case .year: 5
    }
  }

  /// How many whole months so many periods in a row come to; 52 weeks are twelve months.
  public func months(_ count: Int) -> Int { count * 12 / window }

  /// The fewest periods of half a year; of years, one.
  public var fewest: Int { max(1, window / 2) }

  /// Whether a period is of this length.
  public func holds(_ period: IndicatorPeriod) -> Bool { period.length == length }

  private var length: IndicatorPeriod.Length {
    switch self {
    case .month: .month
    case .week: .week
    case .quarter: .quarter
    case .year: .year
    }
  }

  /// Whether periods of this length are longer than those by which the catalogue says an indicator is computed, so that
  /// good and bad ones of the usual length may hide in one.
  public func isCoarser(than usual: IndicatorDefinition.Period) -> Bool {
    let finest: Int =
      switch usual {
      case .halfHour, .day, .week, .month: 1
      case .quarter: 2
      case .year: 3
      }
    let own: Int =
      switch self {
      case .week, .month: 1
      case .quarter: 2
      case .year: 3
      }
    return own > finest
  }

  /// The grain by which a series is judged on a day: of the twelve months up to its last period that counts, months where
  /// half a year of them is there, else weeks, quarters or years likewise; where none has as many, the first in that
  /// order that has any. Nil where it has nothing but days and intervals, or nothing that counts yet.
  static func of(_ series: IndicatorSeries, on date: CalendarDate) -> PeriodGrain? {
    let known = series.points.map(\.period).filter { period in allCases.contains { $0.counts(period, on: date) } }
    guard let last = known.map(\.lastDay).max() else { return nil }
    let recent = known.filter { $0.start.dayNumber >= last - 365 }
    func count(_ grain: PeriodGrain) -> Int { recent.count { grain.holds($0) } }
    return allCases.first { count($0) >= $0.fewest } ?? allCases.first { count($0) > 0 }
  }

  /// Whether a period counts on a day: one that has ended, since a part of it says too little.
  func counts(_ period: IndicatorPeriod, on date: CalendarDate) -> Bool {
    holds(period) && period.lastDay <= date.dayNumber
  }

  /// The last period of this length that has ended on a day.
  func last(endedBy date: CalendarDate) -> IndicatorPeriod? {
    let present: IndicatorPeriod? =
      switch self {
      case .month: IndicatorPeriod(day: date).month
      case .week: IndicatorPeriod(weekOf: date)
      case .quarter: IndicatorPeriod(year: date.year, quarter: (date.month + 2) / 3)
      case .year: IndicatorPeriod(year: date.year)
      }
    guard let present, let next = present.next else { return nil }
    return next.start.dayNumber <= date.dayNumber + 1 ? present : present.previous
  }

  /// The word for one, such as 月.
  public var title: LocalizedText {
    switch self {
    case .month: LocalizedText(chinese: "月", english: "month")
    case .week: LocalizedText(chinese: "周", english: "week")
    case .quarter: LocalizedText(chinese: "季度", english: "quarter")
    case .year: LocalizedText(chinese: "年", english: "year")
    }
  }

  /// So many, such as `12 个月`, `12 months`.
  public func counted(_ count: Int) -> LocalizedText {
    let chinese =
      switch self {
      case .month, .quarter: "\(count) 个\(title.chinese)"
      case .week, .year: "\(count) \(title.chinese)"
      }
    return LocalizedText(chinese: chinese, english: count == 1 ? "1 \(title.english)" : "\(count) \(title.english)s")
  }
}

extension IndicatorPeriod {
  /// The number of its last day.
  var lastDay: Int { (next?.start.dayNumber).map { $0 - 1 } ?? start.dayNumber }

  /// The period of the same length that comes before; nil before the first day of the calendar.
  var previous: IndicatorPeriod? {
    switch length {
    case .month: previousMonth
    case .quarter:
      start.month == 1
        ? IndicatorPeriod(year: start.year - 1, quarter: 4)
        : IndicatorPeriod(year: start.year, quarter: start.month / 3)
    case .year: IndicatorPeriod(year: start.year - 1)
    case .week: start.adding(days: -7).flatMap(IndicatorPeriod.init(weekOf:))
    case .day: start.adding(days: -1).map(IndicatorPeriod.init(day:))
    case .minutes: nil
    }
  }

  /// The week that holds a day.
  fileprivate init?(weekOf day: CalendarDate) {
    guard let thursday = day.adding(days: 4 - day.weekday),
      let first = CalendarDate(year: thursday.year, month: 1, day: 1)
    else { return nil }
    self.init(year: thursday.year, week: (thursday.dayNumber - first.dayNumber) / 7 + 1)
  }
}
