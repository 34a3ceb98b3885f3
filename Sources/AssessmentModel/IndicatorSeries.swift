/// The values of one indicator or measure over time, as plain data.
public struct IndicatorSeries: Sendable, Equatable {
  /// What the values are of.
  public enum Subject: Hashable, Sendable {
    /// An indicator by one of its formulas.
    case indicator(IndicatorID, variant: String)
    /// A measure.
    case measure(MeasureID)

    /// The name as data files spell it: `service-level/of-offered`, `offered`.
    public var name: String {
      switch self {
      case .indicator(let id, let variant): "\(id.rawValue)/\(variant)"
      case .measure(let id): id.rawValue
      }
    }
  }

  /// What the values are of, and of whom.
  public struct Key: Hashable, Sendable, Comparable {
    /// What.
    public var subject: Subject
    /// The team, agent, channel or other part; empty for the whole centre.
    public var group: String

    /// Pairs the two.
    public init(_ subject: Subject, group: String = "") {
      self.subject = subject
      self.group = group
    }

    /// Orders by the name and then the group, by Unicode scalars; the whole centre comes first.
    public static func < (left: Key, right: Key) -> Bool {
      let (first, second) = (left.subject.name, right.subject.name)
      return first == second
        ? left.group.unicodeScalars.lexicographicallyPrecedes(right.group.unicodeScalars)
        : first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    }
  }

  /// One value with what it was computed from, where the data say so.
  public struct Point: Sendable, Equatable {
    /// The time that it speaks of.
    public var period: IndicatorPeriod
    /// The value in the unit of the catalogue; a percentage as 98.5.
    public var value: Rational
    /// What was counted.
    public var numerator: Rational?
    /// What it was divided by; more than 0.
    public var denominator: Rational?
    /// How many calls, records, people or intervals it rests on.
    public var sample: Rational?
    /// What the last written digit of the value counts, in the unit of the catalogue: 0.1 for 85.0; nil where the value was
    /// computed.
    public var step: Rational?
    /// The line of the data file on which it stands, from 1; 0 where it was computed.
    public var line: Int

    /// Gathers the parts of a point.
    public init(
      period: IndicatorPeriod, value: Rational, numerator: Rational? = nil, denominator: Rational? = nil,
      sample: Rational? = nil, step: Rational? = nil, line: Int = 0
    ) {
      self.period = period
      self.value = value
      self.numerator = numerator
      self.denominator = denominator
      self.sample = sample
      self.step = step
      self.line = line
    }
  }

  /// What the values are of.
  public var key: Key
  /// The values, by period; no period stands twice.
  public var points: [Point]

  /// Gathers the parts of a series.
  public init(key: Key, points: [Point]) {
    self.key = key
    self.points = points
  }
}

/// All series of a centre's data, by key.
public struct IndicatorData: Sendable, Equatable {
  /// The series in the order of their keys; no key stands twice.
  public let series: [IndicatorSeries]

  /// Sorts series by their keys.
  public init(_ series: [IndicatorSeries]) { self.series = series.sorted { $0.key < $1.key } }

  /// The series of a key, where there is one.
  public subscript(key: IndicatorSeries.Key) -> IndicatorSeries? { series.first { $0.key == key } }

  /// The series of a subject for the whole centre, where there is one.
  public subscript(subject: IndicatorSeries.Subject) -> IndicatorSeries? { self[IndicatorSeries.Key(subject)] }

  /// The series of a subject for its teams, agents or channels, in order.
  public func groups(of subject: IndicatorSeries.Subject) -> [IndicatorSeries] {
    series.filter { $0.key.subject == subject && !$0.key.group.isEmpty }
  }
}
