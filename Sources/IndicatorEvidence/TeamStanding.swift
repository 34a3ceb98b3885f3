public import AssessmentModel
public import Statistics

/// How the teams, agents or channels of a centre stand in one indicator, side by side.
public struct TeamStanding: Sendable, Equatable {
  /// One of them.
  public struct Team: Sendable, Equatable {
    /// Its name in the data.
    public var name: String
    /// The value over all its periods together, as for the whole centre.
    public var level: Rational
    /// How many periods it has, and how many of them met the target; nil without one.
    public var periods: Int, metPeriods: Int?
    /// Whether its level meets the target; nil without one.
    public var isMet: Bool?
    /// Over all periods together; nil where the data do not tell.
    public var sample: Rational?
    /// Wilson's interval of the level at 95 %, in per cent, for shares of counted things whose sample is told.
    public var interval: Interval?
  }

  /// What says whether the teams differ beyond what chance moves them from period to period.
  public enum Test: Sendable, Equatable {
    /// Of two teams: the paired t-test over the periods that both have.
    case paired(TTest)
    /// Of three and more: Friedman's test over the periods that all have.
    case friedman(Friedman)

    /// How often chance alone would give as much.
    public var probability: Double {
      switch self {
      case .paired(let test): test.probability
      case .friedman(let test): test.probability
      }
    }

    /// Over how many periods.
    public var periods: Int {
      switch self {
      case .paired(let test): test.firstCount
      case .friedman(let test): test.blocks
      }
    }
  }

  /// A team of which the data have values, none of which can stand beside those of the others.
  public struct LeftOut: Sendable, Equatable {
    /// Why it is not among the teams.
    public enum Reason: Sendable, Equatable {
      /// It has values of days and intervals only.
      case tooFine
      /// Its values are of another length than those of the others.
      case otherLength
      /// Its last value is older than the twelve months that are looked at.
      case tooOld
      /// None of its periods counts yet on the day of the assessment.
      case notYet
    }

    /// Its name in the data.
    public var name: String
    /// Why.
    public var reason: Reason
    /// A value of it that was not used, the last one where it is too old.
    public var example: IndicatorSeries.Point
  }

  /// Of what, by which formula.
  public var indicator: IndicatorDefinition, variant: IndicatorVariant
  /// How long the periods are.
  public var grain: PeriodGrain
  /// What a period has to reach.
  public var target: IndicatorThreshold.Target?
  /// The teams, the best first where better is known, else by value from the highest; equal ones by name.
  public var teams: [Team]
  /// The standard deviation of the teams' levels; nil with one team.
  public var spread: Double?
  /// The test, or why it cannot run: it wants two teams or more with six periods in common.
  public var test: Result<Test, StatisticsError>
  /// The teams that a test that could run leaves out, because they have fewer than six periods in common with the rest, by name.
  public var untested: [String]
  /// The teams that are not shown, by name.
  public var leftOut: [LeftOut]

  /// Whether a value meets the target; nil without one.
  public func isMet(_ value: Rational) -> Bool? {
    target.map { IndicatorStanding.meets(value, $0, indicator.direction) }
  }

  /// The fewest periods that all teams have in common for a test.
  public static let fewestPeriods = 6
}

/// Makes the standings of the teams.
struct TeamBuilder {
  let standings: StandingBuilder

  /// The teams of an indicator; nil where no row names one.
  func standing(
    _ series: [IndicatorSeries], of indicator: IndicatorDefinition, by variant: IndicatorVariant
  ) -> TeamStanding? {
    guard let grain = grain(series) else { return nil }
    let known = series.map { series in series.points.filter { grain.counts($0.period, on: standings.date) } }
    guard let last = known.compactMap(\.last?.period).max() else { return nil }
    let window = Set(StandingBuilder.periods(before: last, count: grain.window))
    var present: [TestedTeam] = []
    var leftOut: [TeamStanding.LeftOut] = []
    for (series, known) in zip(series, known) {
      let points = known.filter { window.contains($0.period) }
      if !points.isEmpty {
        present.append(TestedTeam(name: series.key.group, points: points))
      } else if let example = known.last ?? series.points.first {
        let reason = known.isEmpty ? reason(toLeaveOut: series, grain) : .tooOld
        leftOut.append(TeamStanding.LeftOut(name: series.key.group, reason: reason, example: example))
      }
    }
    let target = standings.target(of: indicator, by: variant)?.target
    let teams = present.map { team($0.name, $0.points, indicator, target) }
    let (test, untested) = TestedTeam.test(present)
    return TeamStanding(
      indicator: indicator, variant: variant, grain: grain, target: target,
      teams: teams.sorted { Self.precedes($0, $1, indicator.direction) },
      spread: try? ExactSample(teams.map(\.level)).standardDeviation(), test: test, untested: untested,
      leftOut: leftOut)
  }

  /// One grain for all: that by which most teams are judged, the first in the usual order where several are as many.
  private func grain(_ series: [IndicatorSeries]) -> PeriodGrain? {
    let grains = series.compactMap { PeriodGrain.of($0, on: standings.date) }
    let counts = PeriodGrain.allCases.map { grain in grains.count { $0 == grain } }
    return grains.isEmpty ? nil : zip(PeriodGrain.allCases, counts).first { $0.1 == counts.max() }?.0
  }

  /// Why a team that has no period of the common length that counts is not shown.
  private func reason(toLeaveOut series: IndicatorSeries, _ grain: PeriodGrain) -> TeamStanding.LeftOut.Reason {
    if series.points.contains(where: { grain.holds($0.period) }) { return .notYet }
    return series.points.contains { point in PeriodGrain.allCases.contains { $0.holds(point.period) } }
      ? .otherLength : .tooFine
  }

  private func team(
    _ name: String, _ points: [IndicatorSeries.Point], _ indicator: IndicatorDefinition,
    _ target: IndicatorThreshold.Target?
  ) -> TeamStanding.Team {
    func isMet(_ value: Rational) -> Bool? {
      target.map { IndicatorStanding.meets(value, $0, indicator.direction) }
    }
    let level = StandingBuilder.level(points, indicator)
    return TeamStanding.Team(
      name: name, level: level, periods: points.count,
      metPeriods: target.map { _ in points.count { isMet($0.value) == true } }, isMet: isMet(level),
      sample: StandingBuilder.sample(points, indicator.minimumSample).total,
      interval: StandingBuilder.share(points, indicator)?.percentInterval)
  }

  private static func precedes(
    _ left: TeamStanding.Team, _ right: TeamStanding.Team, _ direction: IndicatorDefinition.Direction
  ) -> Bool {
    if left.level != right.level { return direction == .lower ? left.level < right.level : left.level > right.level }
    return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
  }
}
