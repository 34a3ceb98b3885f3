/// Looks at points one by one and tells whether any of the five rules has found its pattern; the same patterns as
/// `RunRule.alarms`, without saying where, for series by the thousand.
struct RunRuleScan {
  /// Whether a pattern was found.
  private(set) var isRaised = false
  private var seen = 0
  private var last = 0.0
  private var rising = 0, falling = 0
  private var above = 0, below = 0
  /// Whether each of the last points lay beyond 1 and beyond 2 standard deviations, the latest in the lowest bit.
  private var highOne: UInt8 = 0, lowOne: UInt8 = 0
  private var highTwo: UInt8 = 0, lowTwo: UInt8 = 0

  /// Takes the next point.
  ///
  /// - Parameters:
  ///   - value: what is drawn, which rises or falls.
  ///   - distance: its distance from the centre in standard deviations.
  mutating func take(_ value: Double, distance: Double) {
    seen += 1
    rising = seen > 1 && value > last ? rising + 1 : 1
    falling = seen > 1 && value < last ? falling + 1 : 1
    last = value
    above = distance > 0 ? above + 1 : 0
    below = distance < 0 ? below + 1 : 0
    func push(_ bits: inout UInt8, _ isBeyond: Bool, _ window: UInt8) {
      bits = (bits << 1 | (isBeyond ? 1 : 0)) & window
    }
    push(&highOne, distance > 1, 0b1_1111)
    push(&lowOne, distance < -1, 0b1_1111)
    push(&highTwo, distance > 2, 0b111)
    push(&lowTwo, distance < -2, 0b111)
    isRaised =
      isRaised || distance.magnitude > 3 || rising >= 6 || falling >= 6 || above >= 8 || below >= 8
      || seen >= 3 && (highTwo.nonzeroBitCount >= 2 || lowTwo.nonzeroBitCount >= 2)
      || seen >= 5 && (highOne.nonzeroBitCount >= 4 || lowOne.nonzeroBitCount >= 4)
  }

  /// Passes a missing point, across which no pattern reaches.
  mutating func skip() {
    let raised = isRaised
    self = RunRuleScan()
    isRaised = raised
  }
}
