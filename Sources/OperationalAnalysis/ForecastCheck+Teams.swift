public import AssessmentModel

extension ForecastCheck {
  /// That a team has a row for an interval.
  public struct TeamInterval: Hashable, Sendable {
    /// The team, the day, and the minute of the day.
    public let team: String, day: CalendarDate, minute: Int

    /// Gathers the parts.
    public init(team: String, day: CalendarDate, minute: Int) {
      (self.team, self.day, self.minute) = (team, day, minute)
    }
  }

  private struct Start: Hashable {
    let day: CalendarDate, minute: Int
  }

  /// The intervals of a centre of which only its teams are told: those of one time added up. An interval of which a team
  /// lacks a side, or that a team lacks although it works then, is that of a part and is left out.
  ///
  /// - Parameter told: the rows there are, whether they tell both sides or not.
  public static func ofAllTeams(
    _ intervals: [Interval], omitted: [Omission], told: [TeamInterval]
  ) -> (intervals: [Interval], omitted: [Omission]) {
    var missing: [Start: Omission] = [:]
    for omission in omitted + absences(told) {
      let start = Start(day: omission.day, minute: omission.minute)
      let before = missing[start]
      missing[start] = Omission(
        day: omission.day, minute: omission.minute,
        lacksForecast: omission.lacksForecast || before?.lacksForecast ?? false,
        lacksActual: omission.lacksActual || before?.lacksActual ?? false,
        lacksTeam: omission.lacksTeam ?? before?.lacksTeam)
    }
    let grouped = Dictionary(grouping: intervals) { Start(day: $0.day, minute: $0.minute) }
    let added = grouped.filter { missing[$0.key] == nil }.map { start, teams in
      let handled = teams.compactMap(\.handled)
      return Interval(
        day: start.day, minute: start.minute, forecast: teams.map(\.forecast).sum(),
        actual: teams.map(\.actual).sum(), handled: handled.count == teams.count ? handled.sum() : nil)
    }
    return (
      added.sorted { ($0.day, $0.minute) < ($1.day, $1.minute) },
      missing.values.sorted { ($0.day, $0.minute) < ($1.day, $1.minute) }
    )
  }

  /// The intervals that a team lacks although it works then: it has a row at this time on most of the other days of the same
  /// weekday on which the centre has one or, where there is no such day, before and after it on the day itself and on half of
  /// its days. Days before its first and after its last row are not its own.
  private static func absences(_ told: [TeamInterval]) -> [Omission] {
    let known = Set(told)
    var starts: Set<Start> = []
    var ofTeam: [String: (minutes: [CalendarDate: ClosedRange<Int>], days: [Int: Int])] = [:]
    for row in known {
      starts.insert(Start(day: row.day, minute: row.minute))
      var team = ofTeam[row.team] ?? ([:], [:])
      let hours = team.minutes[row.day] ?? row.minute...row.minute
      team.minutes[row.day] = min(hours.lowerBound, row.minute)...max(hours.upperBound, row.minute)
      team.days[row.minute, default: 0] += 1
      ofTeam[row.team] = team
    }
    let alike = Dictionary(grouping: starts) { $0.day.weekday * 1_440 + $0.minute }
    var absences: [Omission] = []
    for (name, team) in ofTeam.sorted(by: { $0.key < $1.key }) {
      guard let first = team.minutes.keys.min(), let last = team.minutes.keys.max() else { continue }
      for start in starts where first <= start.day && start.day <= last {
        guard !known.contains(TeamInterval(team: name, day: start.day, minute: start.minute)) else { continue }
        let others = (alike[start.day.weekday * 1_440 + start.minute] ?? [])
          .filter { $0.day != start.day && first <= $0.day && $0.day <= last }
        let isDue: Bool
        if others.isEmpty {
          let isInside = team.minutes[start.day].map { $0.lowerBound < start.minute && start.minute < $0.upperBound }
          isDue = (isInside ?? false) && team.days[start.minute, default: 0] * 2 >= team.minutes.count
        } else {
          let present = others.count { known.contains(TeamInterval(team: name, day: $0.day, minute: $0.minute)) }
          isDue = present * 2 > others.count
        }
        guard isDue else { continue }
        absences.append(
          Omission(
            day: start.day, minute: start.minute, lacksForecast: false, lacksActual: false, lacksTeam: name))
      }
    }
    return absences
  }
}
