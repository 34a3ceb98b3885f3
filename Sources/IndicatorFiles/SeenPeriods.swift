/// Notes the periods of a series as they come, in little memory: by the first and the last of each run that rises or falls,
/// of which a file in order has one. Of a period within a run it cannot tell whether it stood before.
struct SeenPeriods {
  /// The present run, from its earliest to its latest period; empty at first.
  private var low = Int.max
  private var high = Int.min
  /// 1 while the present run rises, -1 while it falls, 0 while it has one period.
  private var direction = 0
  /// Where the next run above the present one begins.
  private var ceiling = Int.max
  private var earlier: [ClosedRange<Int>] = []

  /// The most runs that are told apart, such as the months of a file that has each in order.
  private static let mostRuns = 64

  /// Whether a period surely comes for the first time.
  ///
  /// - Parameter moment: a number that orders periods.
  @inline(__always)
  mutating func isNew(_ moment: Int) -> Bool {
    if direction > 0, moment > high, moment < ceiling {
      high = moment
      return true
    }
    return isNewOutOfOrder(moment)
  }

  private mutating func isNewOutOfOrder(_ moment: Int) -> Bool {
    guard low <= high else {
      (low, high) = (moment, moment)
      return true
    }
    if (low...high).contains(moment) || earlier.contains(where: { $0.contains(moment) }) { return false }
    let rises = moment > high
    let reach = rises ? high...moment : moment...low
    if direction != (rises ? -1 : 1), !earlier.contains(where: { $0.overlaps(reach) }) {
      direction = rises ? 1 : -1
      (low, high) = (min(low, moment), max(high, moment))
    } else {
      guard earlier.count < Self.mostRuns else { return false }
      earlier.append(low...high)
      (low, high, direction) = (moment, moment, 0)
    }
    ceiling = earlier.map(\.lowerBound).filter { $0 > high }.min() ?? .max
    return true
  }
}
