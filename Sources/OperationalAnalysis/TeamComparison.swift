public import AssessmentModel
public import Diagnostics
public import Statistics

/// Do teams differ, in their means and in their spreads?
public struct TeamComparison: Sendable {
  /// One value, with who or which day it belongs to.
  public struct Value: Hashable, Sendable {
    /// The team.
    public let team: String
    /// The agent or the day within the team; nil where nothing is told apart.
    public let unit: String?
    /// The value.
    public let value: Rational

    /// Gathers the parts.
    public init(team: String, unit: String?, value: Rational) {
      (self.team, self.unit, self.value) = (team, unit, value)
    }
  }

  /// The values of one agent or day.
  public struct Unit: Sendable {
    /// The team, and the agent or day.
    public let team: String, name: String
    /// How many values.
    public let count: Int
    /// Mean and standard deviation; no deviation with one value.
    public let mean: Double, deviation: Double?
  }

  /// One team.
  public struct Team: Sendable {
    /// The team.
    public let name: String
    /// How many values.
    public let count: Int
    /// Mean, smallest and largest value.
    public let mean: Double, smallest: Double, largest: Double
    /// The standard deviation, and the interval of the mean by Student's t; nil with one value.
    public let deviation: Double?, interval: Interval?
    /// The spread inside agents or days (square root of the pooled variance) and that of their means; nil where there
    /// are no units, none with two values, or fewer than two.
    public let deviationWithin: Double?, deviationBetween: Double?
  }

  /// What was measured, and its unit.
  public let name: LocalizedText, unit: String
  /// The teams by name, in the order in which they first appear.
  public let teams: [Team]
  /// The agents or days, teams in their order and units as they first appear.
  public let units: [Unit]
  /// How all values together lie.
  public let count: Int, mean: Double, deviation: Double
  /// Do the means differ, taken normal values of equal spread?
  public let means: Result<AnalysisOfVariance, AnalysisRefusal>
  /// Do the positions differ, by ranks?
  public let ranks: Result<KruskalWallis, AnalysisRefusal>
  /// Do the spreads differ (Brown and Forsythe)?
  public let spreads: Result<AnalysisOfVariance, AnalysisRefusal>
  /// How many decimals means and deviations are printed with.
  public let decimals: Int
  /// How results are judged.
  public let significance: Significance

  /// The most teams.
  public static let mostTeams = 200

  /// Compares teams.
  public init(
    name: LocalizedText, unit: String, values: [Value], significance: Significance = .usual
  ) throws(AnalysisRefusal) {
    let byTeam = Self.grouped(values) { $0.team }
    guard (2...Self.mostTeams).contains(byTeam.count) else {
      throw AnalysisRefusal(
        "number-of-groups", "\(name.chinese)：要 2 至 \(Self.mostTeams) 组才能比较，这里有 \(byTeam.count) 组",
        "\(name.english): 2 to \(Self.mostTeams) groups can be compared, not \(byTeam.count)")
    }
    let all = ExactSample(values.map(\.value))
    guard all.sumOfSquaredDeviations > 0 else {
      throw AnalysisRefusal("no-variation", "\(name.chinese)：所有值都相同，没有可比的差异", "\(name.english): all values are equal")
    }
    let groups = byTeam.map { $0.members.map(\.value) }
    (count, decimals) = (values.count, NumberText.decimals(of: values.map(\.value)))
    (mean, deviation) = try required(name) { () throws(StatisticsError) in
      (try all.mean().nearestDouble, try all.standardDeviation())
    }
    var teams: [Team] = []
    var units: [Unit] = []
    for (team, members) in byTeam {
      let parts = Self.grouped(members.filter { $0.unit != nil }) { $0.unit ?? "" }
      for part in parts { units.append(try Self.unit(team, part.name, part.members.map(\.value))) }
      teams.append(
        try Self.team(team, members.map(\.value), parts.map { $0.members.map(\.value) }, significance.confidence))
    }
    (self.teams, self.units) = (teams, units)
    means = Result(of: Self.subject(name, "ANOVA")) { () throws(StatisticsError) in
      try AnalysisOfVariance(groups: groups)
    }
    ranks = Result(of: Self.subject(name, "Kruskal-Wallis")) { () throws(StatisticsError) in
      try KruskalWallis(groups: groups)
    }
    spreads = Self.spreads(groups, of: Self.subject(name, "Brown-Forsythe"))
    (self.name, self.unit, self.significance) = (name, unit, significance)
  }

  private static func subject(_ name: LocalizedText, _ test: String) -> LocalizedText {
    LocalizedText(chinese: "\(name.chinese)（\(test)）", english: "\(name.english) (\(test))")
  }

  /// The test of spreads, which takes the distances from each group's median for values.
  private static func spreads(
    _ groups: [[Rational]], of subject: LocalizedText
  ) -> Result<AnalysisOfVariance, AnalysisRefusal> {
    do throws(StatisticsError) {
      for group in groups where group.count < 2 {
        throw .tooFew(what: .valuesPerGroup, needed: 2, found: group.count)
      }
      return .success(try AnalysisOfVariance.ofSpreads(groups: groups))
    } catch .noVariation {
      return .failure(
        AnalysisRefusal(
          "no-variation", "\(subject.chinese)：各组的值离本组的中位数都一样远，离散没有可比的差异",
          "\(subject.english): in each group all values lie equally far from its median, so spreads cannot be compared")
      )
    } catch {
      return .failure(AnalysisRefusal(error, of: subject))
    }
  }

  private static func grouped(
    _ values: [Value], by key: (Value) -> String
  ) -> [(name: String, members: [Value])] {
    var order: [String] = []
    var members: [String: [Value]] = [:]
    for value in values {
      if members[key(value)] == nil { order.append(key(value)) }
      members[key(value), default: []].append(value)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  private static func unit(_ team: String, _ name: String, _ values: [Rational]) throws(AnalysisRefusal) -> Unit {
    let sample = ExactSample(values)
    let mean = try required(name) { () throws(StatisticsError) in try sample.mean().nearestDouble }
    return Unit(
      team: team, name: name, count: values.count, mean: mean, deviation: try? sample.standardDeviation())
  }

  private static func team(
    _ name: String, _ values: [Rational], _ units: [[Rational]], _ confidence: Confidence
  ) throws(AnalysisRefusal) -> Team {
    let sample = ExactSample(values)
    let mean = try required(name) { () throws(StatisticsError) in try sample.mean().nearestDouble }
    let deviation = try? sample.standardDeviation()
    var interval: Interval?
    if let deviation, let student = try? StudentDistribution(degreesOfFreedom: Double(values.count - 1)) {
      let reach = student.halfWidth(confidence) * deviation / Double(values.count).squareRoot()
      interval = Interval(mean - reach, mean + reach)
    }
    let samples = units.map { ExactSample($0) }
    let degrees = samples.reduce(0) { $0 + $1.count - 1 }
    let squares = samples.map(\.sumOfSquaredDeviations).sum()
    let unitMeans = ExactSample(samples.compactMap { try? $0.mean() })
    return Team(
      name: name, count: values.count, mean: mean, smallest: (values.min() ?? 0).nearestDouble,
      largest: (values.max() ?? 0).nearestDouble, deviation: deviation, interval: interval,
      deviationWithin: degrees > 0 ? (squares / Rational(degrees)).nearestDouble.squareRoot() : nil,
      deviationBetween: try? unitMeans.standardDeviation())
  }
}
