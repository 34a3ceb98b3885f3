internal import AssessmentModel

/// Finds where calls offered are not those answered and abandoned.
///
/// A call that waits at the end of a half-hour is offered in one and answered in the next, so that what counts is the sum
/// from the beginning of the day: the calls that wait. They cannot be fewer than none, nor half of those that came in the
/// half-hour, and when the day ends they have gone.
enum QueueBalance {
  /// How many calls may be missing or too many: three, or one in a thousand of those offered in the day or the longer
  /// period. So many may wait at its ends.
  static func allowed(_ offered: Rational) -> Rational { max(3, offered / 1_000) }

  /// The rows of a table that do not add up, in order.
  static func breaks(_ table: MeasureTable) -> [Int] {
    let (offered, answered, abandoned) = (table["offered"], table["answered"], table["abandoned"])
    func missing(_ index: Int) -> Rational? {
      guard let offered = offered[index], let answered = answered[index], let abandoned = abandoned[index] else {
        return nil
      }
      return offered - answered - abandoned
    }
    var breaks: [Int] = []
    var start = table.rows.startIndex
    while start < table.rows.endIndex {
      let first = table.rows[start].period
      guard case .minutes = first.length else {
        if let missing = missing(start), let offered = offered[start], missing.magnitude > allowed(offered) {
          breaks.append(start)
        }
        start += 1
        continue
      }
      let day = table.rows[start...].prefix { $0.period.start == first.start }
      breaks += self.breaks(inDay: day.indices, offered, missing)
      start = day.endIndex
    }
    return breaks
  }

  /// The half-hours of a day at which the calls that wait become fewer than none or too many, and where they do not go
  /// until its end, the one with the largest difference.
  private static func breaks(
    inDay day: Range<Int>, _ offered: [Rational?], _ missing: (Int) -> Rational?
  ) -> [Int] {
    let allowed = allowed(day.compactMap { offered[$0] }.sum())
    var breaks: [Int] = []
    var waiting = Rational(0)
    var largest: (index: Int, size: Rational)?
    for index in day {
      guard let difference = missing(index), let came = offered[index] else { continue }
      waiting += difference
      if difference.magnitude > largest?.size ?? 0 { largest = (index, difference.magnitude) }
      if waiting < -allowed || waiting > max(allowed, came / 2) {
        breaks.append(index)
        (waiting, largest) = (0, nil)
      }
    }
    if waiting.magnitude > allowed, let largest { breaks.append(largest.index) }
    return breaks
  }
}
