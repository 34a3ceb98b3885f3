internal import AssessmentModel

extension ForecastCheck {
  /// The intervals of a centre of which only its teams are told: those of one time added up. An interval of which a team
  /// lacks a side is that of a part and is left out.
  public static func ofAllTeams(
    _ intervals: [Interval], omitted: [Omission]
  ) -> (intervals: [Interval], omitted: [Omission]) {
    struct Start: Hashable {
      let day: CalendarDate, minute: Int
    }
    var missing: [Start: Omission] = [:]
    for omission in omitted {
      let start = Start(day: omission.day, minute: omission.minute)
      let before = missing[start]
      missing[start] = Omission(
        day: omission.day, minute: omission.minute,
        lacksForecast: omission.lacksForecast || before?.lacksForecast ?? false,
        lacksActual: omission.lacksActual || before?.lacksActual ?? false)
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
}
