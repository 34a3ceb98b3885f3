internal import AssessmentModel

extension IndicatorPeriod {
  /// A number that orders periods, and is another for another length.
  var moment: Int {
    let length =
      switch length {
      case .minutes(let minutes): minutes
      case .day: 1_441
      case .week: 1_442
      case .month: 1_443
      case .quarter: 1_444
      case .year: 1_445
      }
    return (start.dayNumber * 1_440 + minute) * 2_048 + length
  }
}

extension IndicatorPeriod.Length {
  /// How long an interval is; 0 of days and longer periods.
  @inline(__always)
  var minutes: Int16 {
    if case .minutes(let minutes) = self { Int16(minutes) } else { 0 }
  }
}
