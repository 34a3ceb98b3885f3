/// A pattern that a process in control seldom shows: the five rules that CCOM's training names 6, 8, 1, 3 and 5.
///
/// The standard's own wording is not public; these are the common readings (Nelson 1984, Western Electric 1956).
public enum RunRule: Int, CaseIterable, Hashable, Sendable {
  /// Six points in a row, each above (or each below) the one before.
  case sixInARow = 6
  /// Eight points in a row on one side of the centre line.
  case eightOnOneSide = 8
  /// One point beyond three standard deviations.
  case oneBeyondThree = 1
  /// Two of three points in a row beyond two standard deviations on one side.
  case twoOfThreeBeyondTwo = 3
  /// Four of five points in a row beyond one standard deviation on one side.
  case fourOfFiveBeyondOne = 5

  /// How many points in a row the rule looks at.
  public var window: Int { rawValue }

  /// How often a window of independent normal points with known limits shows the pattern, on either side.
  public var falseAlarmChance: Double {
    switch self {
    // 2 of the 6! orders rise or fall throughout.
    case .sixInARow: 2.0 / 720
    case .eightOnOneSide: 2 * Binomial.atLeast(8, trials: 8, probability: 0.5)
    case .oneBeyondThree: StandardNormal.twoSided(3)
    case .twoOfThreeBeyondTwo: 2 * Binomial.atLeast(2, trials: 3, probability: StandardNormal.upperTail(2))
    case .fourOfFiveBeyondOne: 2 * Binomial.atLeast(4, trials: 5, probability: StandardNormal.upperTail(1))
    }
  }

  /// Where the pattern lies.
  public enum Side: String, Hashable, Sendable {
    /// Above or below the centre.
    case high, low
    /// Up or down: of six in a row.
    case rising, falling
  }

  /// One occurrence; windows that overlap on one side are one alarm.
  public struct Alarm: Hashable, Sendable {
    /// The rule that found it.
    public let rule: RunRule
    /// Above or below the centre; for six in a row, rising or falling.
    public let side: Side
    /// The points that make the pattern, by their position from 0, in ascending order.
    public let points: [Int]
  }

  /// The alarms in a series of points, each in standard deviations from the centre, for six in a row as they are drawn;
  /// nil for a missing point, which no pattern reaches across.
  public func alarms(in points: [Double?]) -> [Alarm] {
    (self == .sixInARow ? [Side.rising, .falling] : [.high, .low]).flatMap { side in alarms(in: points, side: side) }
      .sorted { ($0.points.first ?? 0, $0.side.rawValue) < ($1.points.first ?? 0, $1.side.rawValue) }
  }

  private func alarms(in points: [Double?], side: Side) -> [Alarm] {
    var found: [Alarm] = []
    var current: [Int] = []
    var lastWindow = Int.min
    for end in points.indices where end + 1 >= window {
      let range = (end + 1 - window)...end
      guard let members = members(of: points, in: range, side: side) else { continue }
      // Windows that share a point tell one story.
      if lastWindow != Int.min, range.lowerBound <= lastWindow {
        current += members.filter { $0 > (current.last ?? -1) }
      } else {
        if !current.isEmpty { found.append(Alarm(rule: self, side: side, points: current)) }
        current = members
      }
      lastWindow = end
    }
    if !current.isEmpty { found.append(Alarm(rule: self, side: side, points: current)) }
    return found
  }

  /// The points of a window that make the pattern; nil where it does not show.
  private func members(of points: [Double?], in range: ClosedRange<Int>, side: Side) -> [Int]? {
    let window = points[range].compactMap { $0 }.map { side == .high || side == .rising ? $0 : -$0 }
    guard window.count == range.count else { return nil }
    let (distance, needed) = threshold
    if self == .sixInARow {
      return zip(window, window.dropFirst()).allSatisfy { $0 < $1 } ? Array(range) : nil
    }
    let members = zip(range, window).filter { $0.1 > distance }.map(\.0)
    return members.count >= needed ? members : nil
  }

  /// How far out a point must lie to count, and how many of the window must.
  private var threshold: (distance: Double, needed: Int) {
    switch self {
    case .sixInARow: (-.infinity, 6)
    case .eightOnOneSide: (0, 8)
    case .oneBeyondThree: (3, 1)
    case .twoOfThreeBeyondTwo: (2, 2)
    case .fourOfFiveBeyondOne: (1, 4)
    }
  }
}
