public import AssessmentModel
internal import Diagnostics
public import Statistics

/// Who leaves, how many a month, and after how long.
public struct AttritionAnalysis: Sendable {
  /// One member of staff.
  public struct Person: Hashable, Sendable {
    /// The team; empty where teams are not told apart.
    public let team: String
    /// The first day, and the last day; nil for who is still there.
    public let hired: CalendarDate, left: CalendarDate?

    /// Gathers the parts.
    public init(team: String, hired: CalendarDate, left: CalendarDate?) {
      (self.team, self.hired, self.left) = (team, hired, left)
    }
  }

  /// A stretch of time or a team.
  public struct Part: Sendable {
    /// The month as `yyyy-mm`, or the team.
    public let name: String
    /// Those there on the first day, those who came and those who left, and those there after the last.
    public let atStart: Int, joiners: Int, leavers: Int, atEnd: Int
    /// The mean of the daily headcounts.
    public var meanHeadcount: Rational { Rational(personDays, days) }
    /// The days that all of them were there, added up.
    public let personDays: Int
    /// How many days it has.
    public let days: Int

    /// Leavers by mean headcount; nil where nobody was there.
    public var rate: Rational? { meanHeadcount == 0 ? nil : Rational(leavers) / meanHeadcount }

    /// The fewest days from which a year is told: those of the shortest month.
    public static let fewestDays = 28

    /// The rate of a year of 365 days at this pace; nil where nobody was there, or for fewer days than a month has.
    public var annualRate: Rational? { days < Self.fewestDays ? nil : rate.map { $0 * 365 / Rational(days) } }

    /// The interval of the annual rate, leavers taken as independent events; nil where there is no such rate.
    public func annualInterval(_ confidence: Confidence) -> Interval? {
      guard meanHeadcount > 0, days >= Self.fewestDays, let interval = try? EventCount(leavers).interval(confidence)
      else { return nil }
      let scale = (Rational(365) / meanHeadcount / Rational(days)).nearestDouble
      return Interval(interval.low * scale, interval.high * scale)
    }
  }

  /// How long those stay who were hired in the period, team by team.
  public struct TeamTenure: Sendable {
    /// The teams that hired anybody, and how long those stayed.
    public let teams: [(name: String, tenure: KaplanMeier)]
    /// Whether they stay equally long.
    public let test: Result<LogRankTest, AnalysisRefusal>
  }

  /// Whether teams lose their people at one rate: each two of them by the exact test of two rates of events.
  public struct TeamRates: Sendable {
    /// The two that chance explains least: the one that loses fewer and the one that loses more by days present.
    public let lower: String, higher: String
    /// The test of these two; its interval is one of so many that all hold at once (Bonferroni).
    public let comparison: RateComparison
    /// Its probability by Holm's method, as so many pairs are compared; for the smallest that is Bonferroni's too.
    public let adjustedProbability: Double, pairs: Int
  }

  /// The days that are looked at.
  public let period: DatePeriod
  /// The whole, by month, and by team where there are several.
  public let whole: Part, months: [Part], teams: [Part]
  /// How many of those there name no team while others do; they count in the whole and in no team.
  public let withoutTeam: Int
  /// How long those stay who were hired in the period; nil where nobody was.
  public let tenure: KaplanMeier?
  /// The same by team; nil where not two teams hired anybody.
  public let teamTenure: TeamTenure?
  /// Whether the teams lose their people at one rate; nil where there are not two with anybody there, or nobody left.
  public let teamRates: TeamRates?
  /// How results are judged.
  public let significance: Significance

  /// The longest period, in days.
  public static let longestPeriod = 3_660

  /// Looks at a list of staff; it has to name everybody who was there on any day of the period.
  public init(
    _ people: [Person], period: DatePeriod, significance: Significance = .usual
  ) throws(AnalysisRefusal) {
    let (from, to) = (period.from.dayNumber, period.to.dayNumber)
    guard to - from < Self.longestPeriod else {
      throw AnalysisRefusal(
        "long-period", "统计期最长 \(Self.longestPeriod) 天", "the period has at most \(Self.longestPeriod) days")
    }
    for person in people {
      if let left = person.left, left < person.hired {
        throw AnalysisRefusal(
          "left-before-hired", "有人的离职日期 \(left) 早于入职日期 \(person.hired)",
          "somebody left on \(left), before \(person.hired)")
      }
    }
    let present = people.filter { $0.hired.dayNumber <= to && ($0.left?.dayNumber ?? to) >= from }
    guard !present.isEmpty else {
      throw AnalysisRefusal(
        "too-few", "\(period.from) 至 \(period.to) 没有人在岗", "nobody was there from \(period.from) to \(period.to)")
    }
    whole = Self.part("", present, from...to)
    months = Self.months(from...to, period).map { Self.part($0.name, present, $0.days) }
    let names = Set(present.map(\.team).filter { !$0.isEmpty }).sorted()
    withoutTeam = names.isEmpty ? 0 : present.count { $0.team.isEmpty }
    teams = names.count > 1 ? names.map { name in Self.part(name, present.filter { $0.team == name }, from...to) } : []
    teamRates = Self.teamRates(teams, significance.confidence)
    let hired = present.filter { $0.hired >= period.from }
    tenure = try? KaplanMeier(hired.map { Self.stay($0, period) }, confidence: significance.confidence)
    teamTenure = Self.teamTenure(hired.filter { !$0.team.isEmpty }, period, significance)
    self.period = period
    self.significance = significance
  }

  /// How long somebody hired in the period was seen.
  private static func stay(_ person: Person, _ period: DatePeriod) -> KaplanMeier.Member {
    let hasLeft = person.left.map { $0 <= period.to } ?? false
    let end = hasLeft ? person.left ?? period.to : period.to
    return KaplanMeier.Member(time: end.dayNumber - person.hired.dayNumber, hasLeft: hasLeft)
  }

  /// The most teams that are tested pair by pair; a list with more is of people rather than of teams.
  private static let mostTestedTeams = 50

  private static func teamRates(_ teams: [Part], _ confidence: Confidence) -> TeamRates? {
    guard teams.count <= mostTestedTeams else { return nil }
    var tested: [(lower: Part, higher: Part, comparison: RateComparison)] = []
    for (place, first) in teams.enumerated() {
      for second in teams[(place + 1)...] {
        let isLower = (first.rate ?? 0) <= (second.rate ?? 0)
        let (lower, higher) = isLower ? (first, second) : (second, first)
        guard let before = try? EventRate(events: lower.leavers, base: lower.personDays),
          let after = try? EventRate(events: higher.leavers, base: higher.personDays),
          let comparison = try? RateComparison(before: before, after: after, confidence: confidence)
        else { continue }
        tested.append((lower, higher, comparison))
      }
    }
    let adjusted = MultipleTests.holm(tested.map(\.comparison.probability))
    guard let least = tested.indices.min(by: { tested[$0].comparison.probability < tested[$1].comparison.probability })
    else { return nil }
    let (lower, higher) = (tested[least].lower, tested[least].higher)
    guard let before = try? EventRate(events: lower.leavers, base: lower.personDays),
      let after = try? EventRate(events: higher.leavers, base: higher.personDays),
      let joint = try? RateComparison(
        before: before, after: after, confidence: MultipleTests.joint(confidence, of: tested.count))
    else { return nil }
    return TeamRates(
      lower: lower.name, higher: higher.name, comparison: joint,
      adjustedProbability: adjusted[least], pairs: tested.count)
  }

  private static func teamTenure(
    _ hired: [Person], _ period: DatePeriod, _ significance: Significance
  ) -> TeamTenure? {
    let groups = Dictionary(grouping: hired, by: \.team).sorted { $0.key < $1.key }
      .map { (name: $0.key, stays: $0.value.map { stay($0, period) }) }
    guard groups.count > 1 else { return nil }
    return TeamTenure(
      teams: groups.compactMap { group in
        (try? KaplanMeier(group.stays, confidence: significance.confidence)).map { (group.name, $0) }
      },
      test: logRank(groups.map(\.stays)))
  }

  /// Whether those hired stay as long in each team; nobody who left leaves nothing to compare.
  private static func logRank(_ groups: [[KaplanMeier.Member]]) -> Result<LogRankTest, AnalysisRefusal> {
    let subject = LocalizedText(chinese: "各班组新人的留存", english: "staying of those hired, by team")
    guard groups.joined().contains(where: \.hasLeft) else {
      return .failure(
        AnalysisRefusal(
          "no-variation", "\(subject.chinese)：统计期内新入职的人没有一个离职，没有可比的差异",
          "\(subject.english): nobody hired in the period left, so there is nothing to compare"))
    }
    return Result(of: subject) { () throws(StatisticsError) in try LogRankTest(groups) }
  }

  /// The last day of somebody counts as present; he leaves with it.
  private static func part(_ name: String, _ people: [Person], _ days: ClosedRange<Int>) -> Part {
    var (atStart, joiners, leavers, atEnd, personDays) = (0, 0, 0, 0, 0)
    for person in people {
      let first = person.hired.dayNumber
      let last = person.left?.dayNumber
      if first < days.lowerBound, last.map({ $0 >= days.lowerBound }) ?? true { atStart += 1 }
      if days.contains(first) { joiners += 1 }
      if let last, days.contains(last) { leavers += 1 }
      if first <= days.upperBound, last.map({ $0 > days.upperBound }) ?? true { atEnd += 1 }
      let end = min(last ?? days.upperBound, days.upperBound)
      personDays += max(0, end - max(first, days.lowerBound) + 1)
    }
    return Part(
      name: name, atStart: atStart, joiners: joiners, leavers: leavers, atEnd: atEnd,
      personDays: personDays, days: days.count)
  }

  private static func months(
    _ days: ClosedRange<Int>, _ period: DatePeriod
  ) -> [(name: String, days: ClosedRange<Int>)] {
    var months: [(name: String, days: ClosedRange<Int>)] = []
    var month = IndicatorPeriod(year: period.from.year, month: period.from.month)
    while let present = month, present.start <= period.to {
      month = present.next
      let last = month.map { $0.start.dayNumber - 1 } ?? days.upperBound
      months.append(
        (present.description, max(present.start.dayNumber, days.lowerBound)...min(last, days.upperBound)))
    }
    return months
  }
}
