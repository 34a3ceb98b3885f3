internal import AssessmentModel
public import Diagnostics
public import Statistics

/// Whether the change of an indicator between two years is more than chance gives.
public enum IndicatorChance: Sendable, Equatable {
  /// How it is found out.
  public enum Method: String, Sendable, CaseIterable {
    /// By what was counted in both years: Newcombe's interval of the difference of two shares (1998, method 10).
    case counts
    /// By the differences of periods of the same name, such as the two Marches, which takes the seasons out: Student's t.
    case paired
    /// By the periods of both years as two groups whose spreads may differ: Welch's t.
    case welch

    /// The method in words.
    public var title: LocalizedText {
      switch self {
      case .counts: LocalizedText(chinese: "按两次的件数", english: "by the counts of both")
      case .paired: LocalizedText(chinese: "按同月之差", english: "by months of the same name")
      case .welch: LocalizedText(chinese: "按两次各月", english: "by the months of both")
      }
    }
  }

  /// Why it cannot be told.
  public enum Obstacle: String, Sendable, CaseIterable {
    /// Both years count some of the periods, so that they do not speak independently of each other.
    case sharedPeriods = "shared-months"
    /// The periods of the two years are not equally long.
    case otherLength = "other-length"
    /// There are too few periods: ``IndicatorChance/fewestPeriods`` are needed on each side.
    case tooFew = "too-few"
    /// The periods do not vary, so that there is nothing to measure a change against.
    case noVariation = "no-variation"

    /// The obstacle in words.
    public var title: LocalizedText {
      switch self {
      case .sharedPeriods: LocalizedText(chinese: "两次有相同的月份", english: "both count some months")
      case .otherLength: LocalizedText(chinese: "周期长短不同", english: "periods of another length")
      case .tooFew:
        LocalizedText(
          chinese: "不足 \(IndicatorChance.fewestPeriods) 期",
          english: "fewer than \(IndicatorChance.fewestPeriods) periods")
      case .noVariation: LocalizedText(chinese: "各期没有波动", english: "no spread between periods")
      }
    }
  }

  /// The interval of the difference at 95 %, the later year less the earlier one, in the indicator's unit.
  case told(Method, Interval)
  /// It cannot be told.
  case untold(Obstacle)

  /// The fewest periods of each year, or pairs of them, for a test by periods.
  public static let fewestPeriods = 6

  /// Whether the interval leaves out 0; nil where it cannot be told.
  public var isBeyond: Bool? {
    if case .told(_, let interval) = self { !interval.contains(0) } else { nil }
  }

  /// The answer in words.
  public var title: LocalizedText {
    switch isBeyond {
    case true?: LocalizedText(chinese: "超出偶然", english: "beyond chance")
    case false?: LocalizedText(chinese: "不超出偶然", english: "within chance")
    case nil: LocalizedText(chinese: "是否偶然不明", english: "chance not told")
    }
  }

  /// Compares two years of an indicator that can be subtracted: by counts where both tell them and the periods vary no more
  /// than counts do, else by their periods.
  public init(then: IndicatorStanding, now: IndicatorStanding) {
    let (old, new) = (then.periods.map(\.point), now.periods.map(\.point))
    guard Set(old.map(\.period)).isDisjoint(with: new.map(\.period)) else {
      self = .untold(.sharedPeriods)
      return
    }
    let byPeriods = then.grain == now.grain ? Self.byPeriods(old, new) : .untold(.otherLength)
    guard let before = then.share, let after = now.share else {
      self = byPeriods
      return
    }
    let counted = ShareComparison.interval(before: before, after: after).scaled(by: 100)
    // The months of an operation vary more than cases that come independently of each other; the wider interval claims less.
    if case .told(_, let interval) = byPeriods, interval.high - interval.low > counted.high - counted.low {
      self = byPeriods
    } else {
      self = .told(.counts, counted)
    }
  }

  private static func byPeriods(_ old: [IndicatorSeries.Point], _ new: [IndicatorSeries.Point]) -> IndicatorChance {
    let earlier = Dictionary(old.map { ($0.period.placeInYear, $0.value) }) { first, _ in first }
    let pairs = new.compactMap { point in
      earlier[point.period.placeInYear].map { (now: point.value, then: $0) }
    }
    do throws(StatisticsError) {
      if pairs.count >= fewestPeriods {
        return .told(.paired, try TTest.paired(pairs.map(\.now), pairs.map(\.then)).interval)
      }
      guard min(old.count, new.count) >= fewestPeriods else { return .untold(.tooFew) }
      return .told(.welch, try TTest.welch(new.map(\.value), old.map(\.value)).interval)
    } catch {
      return .untold(.noVariation)
    }
  }
}

extension IndicatorPeriod {
  /// What a period is called in every year, such as `03`, `W09`, `Q1`: its name without the year.
  fileprivate var placeInYear: String { String(description.dropFirst(5)) }
}
