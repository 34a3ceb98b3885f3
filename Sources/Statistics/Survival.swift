/// How many of a group are still there after a time, where some are still there today (Kaplan, Meier 1958).
///
/// Somebody who is still there counts for as long as he has been, and then neither as stayed nor as left.
public struct KaplanMeier: Hashable, Sendable {
  /// How long one member was seen.
  public struct Member: Hashable, Sendable {
    /// How long, from 0, in whole units such as days.
    public let time: Int
    /// Whether he left then; otherwise he was still there.
    public let hasLeft: Bool

    /// Gathers the two.
    public init(time: Int, hasLeft: Bool) {
      self.time = time
      self.hasLeft = hasLeft
    }
  }

  /// A time at which somebody left.
  public struct Step: Hashable, Sendable {
    /// The time.
    public let time: Int
    /// How many were there just before it, and how many left.
    public let present: Int, leavers: Int
    /// The share that stays beyond it, from 0 to 1.
    public let share: Double
    /// The interval of the share by Greenwood's variance on the scale of log(-log) (Kalbfleisch, Prentice 1980); nil
    /// where nobody is left.
    public let interval: Interval?
  }

  /// The times at which somebody left, ascending.
  public let steps: [Step]
  /// The times at which members who are still there were last seen, one each, ascending.
  public let censored: [Int]
  /// How many members there are, and how many of them left.
  public let count: Int, leavers: Int
  /// How long the longest was seen: of later times nothing is known.
  public let longest: Int

  /// Follows members. Throws where there is none, or a negative time.
  public init(_ members: [Member], confidence: Confidence = .usual) throws(StatisticsError) {
    guard !members.isEmpty else { throw .tooFew(what: .values, needed: 1, found: 0) }
    guard members.allSatisfy({ $0.time >= 0 }) else { throw .outOfRange(what: .time) }
    var left: [Int: Int] = [:]
    var seen: [Int: Int] = [:]
    for member in members {
      seen[member.time, default: 0] += 1
      if member.hasLeft { left[member.time, default: 0] += 1 }
    }
    var present = members.count
    var share = 1.0
    var variance = 0.0
    var steps: [Step] = []
    for (time, ending) in seen.sorted(by: { $0.key < $1.key }) {
      if let leavers = left[time] {
        share *= Double(present - leavers) / Double(present)
        variance += Double(leavers) / (Double(present) * Double(present - leavers))
        steps.append(
          Step(
            time: time, present: present, leavers: leavers, share: share,
            interval: present == leavers ? nil : Self.interval(share, variance, confidence)))
      }
      present -= ending
    }
    self.steps = steps
    censored = members.filter { !$0.hasLeft }.map(\.time).sorted()
    count = members.count
    leavers = left.values.reduce(0, +)
    longest = seen.keys.max() ?? 0
  }

  /// The share that stays beyond a time, with its interval (nil before anybody left); nil where nobody was seen so long.
  public func share(after time: Int) -> (share: Double, interval: Interval?)? {
    guard time <= longest else { return nil }
    guard let step = steps.last(where: { $0.time <= time }) else { return (1, nil) }
    return (step.share, step.interval)
  }

  /// How many were seen for so long, those who left or were last seen just then included.
  public func present(at time: Int) -> Int {
    let left = steps.reduce(0) { $1.time < time ? $0 + $1.leavers : $0 }
    return count - left - censored.count { $0 < time }
  }

  /// The time after which half of them or fewer are there; nil where more than half stayed as long as they were seen.
  public var median: Int? { steps.first { $0.share <= 0.5 }?.time }

  private static func interval(_ share: Double, _ variance: Double, _ confidence: Confidence) -> Interval {
    let reach = confidence.normalHalfWidth * variance.squareRoot() / share.logarithm
    // The logarithm of a share is negative, so the two ends change places.
    let ends = [reach, -reach].map { (share.logarithm * $0.exponential).exponential }
    return Interval(min(ends[0], ends[1]), max(ends[0], ends[1]))
  }
}
