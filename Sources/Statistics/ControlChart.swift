/// A control chart: points, centre line and limits, by phase, with the alarms that the five rules raise.
public struct ControlChart: Hashable, Sendable {
  /// What is drawn.
  public enum Kind: String, Hashable, Sendable {
    /// Single values, with limits from the mean moving range.
    case individuals
    /// The distance of each value from the one before.
    case movingRange = "moving-range"
    /// The means of subgroups of one size.
    case means
    /// The ranges of subgroups of one size.
    case ranges
    /// Shares of samples whose size may vary (p).
    case shares
    /// Counts by area of opportunity, which may vary (u).
    case rates
  }

  /// One point.
  public struct Point: Hashable, Sendable {
    /// What is plotted; nil where the period is missing.
    public let value: Double?
    /// The centre line and the control limits there; limits never leave the range that values can have.
    public let centre: Double, lower: Double, upper: Double
    /// One standard deviation of what is plotted; 0 where nothing varies.
    public let deviation: Double
    /// The phase, from 0.
    public let phase: Int
  }

  /// What is drawn.
  public let kind: Kind
  /// The points in order.
  public let points: [Point]
  /// What the rules found, in the order of the first points; ranges are only looked at for points beyond a limit, as
  /// they are neither symmetric nor, when moving, independent.
  public let alarms: [RunRule.Alarm]
  /// How often a range of normal values lies beyond its limits; nil for charts that show no ranges.
  private let rangeBeyondChance: Double?

  init(kind: Kind, points: [Point], rangeBeyondChance: Double? = nil) {
    self.kind = kind
    self.points = points
    self.rangeBeyondChance = rangeBeyondChance
    let rules = Self.rules(of: kind)
    let phases = points.indices.reduce(into: [[Int]]()) { phases, index in
      if let last = phases.last?.last, points[last].phase == points[index].phase {
        phases[phases.count - 1].append(index)
      } else {
        phases.append([index])
      }
    }
    alarms = phases.flatMap { phase in
      let distances = phase.map { Self.distance(points[$0]) }
      // What rises or falls is what is drawn: where samples differ in size, distances in standard deviations may go
      // another way than the values do.
      let values = phase.map { points[$0].value }
      return rules.flatMap { rule in
        rule.alarms(in: rule == .sixInARow ? values : distances).map { alarm in
          RunRule.Alarm(rule: rule, side: alarm.side, points: alarm.points.map { phase[$0] })
        }
      }
    }
    .sorted { ($0.points.first ?? 0, $0.rule.rawValue) < ($1.points.first ?? 0, $1.rule.rawValue) }
  }

  private static func rules(of kind: Kind) -> [RunRule] {
    kind == .movingRange || kind == .ranges ? [.oneBeyondThree] : RunRule.allCases
  }

  /// How often one place of a stable process shows the pattern of a rule: for points beyond a limit of a chart of ranges
  /// by the distribution of the range, which is not normal.
  public func falseAlarmChance(of rule: RunRule) -> Double {
    (rule == .oneBeyondThree ? rangeBeyondChance : nil) ?? rule.falseAlarmChance
  }

  /// The rules of this chart that could not run in a phase, because it has nowhere as many points in a row as they look
  /// at; their silence says nothing.
  public func rulesNotRun(inPhase phase: Int) -> [RunRule] {
    var (longest, length) = (0, 0)
    for point in points where point.phase == phase {
      length = point.value == nil ? 0 : length + 1
      longest = max(longest, length)
    }
    return Self.rules(of: kind).filter { $0.window > longest }
  }

  /// The ends of the possible range at which a limit was cut, as it would have lain beyond; nil where none was.
  public var cutLimits: (lower: Double?, upper: Double?) {
    let drawn = points.filter { $0.value != nil }
    return (
      drawn.first { $0.centre - 3 * $0.deviation < $0.lower }?.lower,
      drawn.first { $0.centre + 3 * $0.deviation > $0.upper }?.upper
    )
  }

  private static func distance(_ point: Point) -> Double? {
    guard let value = point.value else { return nil }
    // Without any spread a point on the centre is in control, and any other is as far out as can be.
    if point.deviation == 0 {
      return value == point.centre ? 0 : value < point.centre ? -.infinity : .infinity
    }
    return (value - point.centre) / point.deviation
  }
}

/// The positions at which a new phase begins: after a change, limits are computed anew.
public struct PhaseStarts: Hashable, Sendable {
  /// In ascending order, each from 1; the first phase begins at 0 without being named.
  public let positions: [Int]

  /// One phase.
  public static let none = PhaseStarts(sorted: [])

  private init(sorted: [Int]) { positions = sorted }

  /// Takes positions in any order.
  public init(_ positions: [Int]) { self.init(sorted: Set(positions).filter { $0 > 0 }.sorted()) }

  /// The ranges of the phases in a series.
  public func ranges(count: Int) -> [Range<Int>] {
    let starts = [0] + positions.filter { $0 < count }
    return zip(starts, starts.dropFirst() + [count]).map { $0..<$1 }
  }
}
