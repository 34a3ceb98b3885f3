internal import AssessmentModel
internal import Diagnostics

/// The part of a month that a period tells of, as bits: a day by its intervals, a day as a whole, the month as a whole.
struct PeriodCoverage {
  /// What a period is of a month.
  enum Kind: Int, CaseIterable { case interval, day, whole }

  let kind: Kind
  /// The bit of the period, and those of the periods that hold it or lie in it.
  let mark: UInt64, conflict: UInt64
  /// The bits of all periods of its kind.
  let sameKind: UInt64

  private let period: IndicatorPeriod

  /// Takes an interval, a day or a month; bits 1 to 31 are days by intervals, 33 to 63 whole days, 0 is the month.
  init(_ period: IndicatorPeriod) {
    self.period = period
    let (intervals, days): (UInt64, UInt64) = (0x0000_0000_FFFF_FFFE, 0xFFFF_FFFE_0000_0000)
    let day = UInt64(period.start.day)
    switch period.length {
    case .minutes: (kind, mark, conflict, sameKind) = (.interval, 1 << day, 1 << (day + 32) | 1, intervals)
    case .day: (kind, mark, conflict, sameKind) = (.day, 1 << (day + 32), 1 << day | 1, days)
    case .week, .month, .quarter, .year: (kind, mark, conflict, sameKind) = (.whole, 1, intervals | days, 1)
    }
  }

  /// What is said where periods of another kind tell of the same time.
  ///
  /// - Parameter line: the first line of such a period.
  func wording(beside line: Int?) -> LocalizedText {
    let place = line.map { LocalizedText(chinese: "（第 \($0) 行起）", english: " (from line \($0) on)") }
    return Self.wording(period, place ?? LocalizedText(chinese: "", english: ""))
  }

  /// What to do about it.
  static var advice: LocalizedText {
    LocalizedText(
      chinese: "只留一种时段：删去小计行、合计行，或在映射文件的 ignore 里写明它们的时间写法",
      english:
        "keep periods of one length: remove rows of subtotals, or name what stands in their time column under ignore in the mapping"
    )
  }

  static func wording(_ period: IndicatorPeriod, _ place: LocalizedText) -> LocalizedText {
    LocalizedText(
      chinese: "\(period.printed) 的数与同一时间里更长或更短的时段的数\(place.chinese)都有，相加会算两遍",
      english:
        "\(period) stands beside longer or shorter periods of the same time\(place.english), which would count twice")
  }
}
