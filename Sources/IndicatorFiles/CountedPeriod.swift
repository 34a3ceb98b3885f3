internal import AssessmentModel
internal import Diagnostics

/// What a bare number of a column counts where its head says so: the 3 below 季度 is no March.
enum CountedPeriod {
  case quarter, week

  private static let quarters: Set = ["quarter", "quarters", "qtr", "q"]
  private static let weeks: Set = ["week", "weeks", "wk", "w"]
  private static let others: Set = ["year", "month", "day", "date", "period", "weekday"]

  /// Nil for the head of any other column, and for one that may hold several kinds.
  init?(head: String) {
    let words = head.lowercased().split { !$0.isASCII || !$0.isLetter }.map(String.init)
    // 周期 is any period, 周几 a day.
    let plain = head.replacing("周期", with: "期").replacing("周几", with: "日")
    let isQuarter = plain.contains("季") || words.contains(where: Self.quarters.contains)
    let isWeek =
      plain.contains("周") || words.contains(where: Self.weeks.contains)
    let isOther = ["月", "日", "时"].contains(where: plain.contains) || words.contains(where: Self.others.contains)
    guard isQuarter != isWeek, !isOther else { return nil }
    self = isQuarter ? .quarter : .week
  }

  /// The quarter or week of a year; nil where the year has none of this number.
  func period(_ number: Int, of year: Int) -> IndicatorPeriod? {
    switch self {
    case .quarter: IndicatorPeriod(year: year, quarter: number)
    case .week: IndicatorPeriod(year: year, week: number)
    }
  }

  /// What the numbers of a column are read as.
  ///
  /// - Parameter head: the head of the column as a message shows it.
  func hint(_ head: String) -> LocalizedText {
    switch self {
    case .quarter:
      LocalizedText(
        chinese: "“\(head)”列里的数是季度，只有 1 到 4；是月份的，请把列名改成月份",
        english: "numbers of the column “\(head)” are quarters, 1 to 4; where they are months, name it so")
    case .week:
      LocalizedText(
        chinese: "“\(head)”列里的数是 ISO 8601 的周次，只有 1 到 52（有的年份 53）；是月份的，请把列名改成月份",
        english:
          "numbers of the column “\(head)” are weeks of ISO 8601, 1 to 52, in some years 53; where they are months, name it so"
      )
    }
  }
}
