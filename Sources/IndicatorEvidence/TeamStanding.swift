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
    // One grain for all: the one by which the first of the usual order that any team has is judged.
    let grains = series.compactMap(PeriodGrain.of)
    guard let grain = PeriodGrain.allCases.first(where: { grains.contains($0) }) else { return nil }
    let all = series.compactMap { series -> (name: String, points: [IndicatorSeries.Point])? in
      let points = series.points.filter { grain.counts($0.period, on: standings.date) }
      return points.isEmpty ? nil : (series.key.group, points)
    }
    guard let last = all.compactMap({ $0.points.last?.period }).max() else { return nil }
    let window = Set(StandingBuilder.periods(before: last, count: grain.window))
    let present = all.map { ($0.name, $0.points.filter { window.contains($0.period) }) }.filter { !$0.1.isEmpty }
    let target = standings.target(of: indicator, by: variant)?.target
    let teams = present.map { team($0.0, $0.1, indicator, target) }
    return TeamStanding(
      indicator: indicator, variant: variant, grain: grain, target: target,
      teams: teams.sorted { Self.precedes($0, $1, indicator.direction) },
      spread: try? ExactSample(teams.map(\.level)).standardDeviation(), test: Self.test(present.map(\.1)))
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
      interval: StandingBuilder.interval(points, indicator))
  }

  private static func precedes(
    _ left: TeamStanding.Team, _ right: TeamStanding.Team, _ direction: IndicatorDefinition.Direction
  ) -> Bool {
    if left.level != right.level { return direction == .lower ? left.level < right.level : left.level > right.level }
    return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
  }

  private static func test(_ teams: [[IndicatorSeries.Point]]) -> Result<TeamStanding.Test, StatisticsError> {
    guard teams.count > 1 else { return .failure(.tooFew(what: .groups, needed: 2, found: teams.count)) }
    let values = teams.map { Dictionary($0.map { ($0.period, $0.value) }, uniquingKeysWith: { first, _ in first }) }
    let common = (teams.first ?? []).map(\.period).filter { period in values.allSatisfy { $0[period] != nil } }
    guard common.count >= TeamStanding.fewestPeriods else {
      return .failure(.tooFew(what: .values, needed: TeamStanding.fewestPeriods, found: common.count))
    }
    let columns = values.map { team in common.compactMap { team[$0] } }
    do throws(StatisticsError) {
      guard columns.count == 2 else { return .success(.friedman(try Friedman(groups: columns))) }
      return .success(.paired(try TTest.paired(columns[0], columns[1])))
    } catch {
      return .failure(error)
    }
  }
}
