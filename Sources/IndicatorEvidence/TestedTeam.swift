internal import AssessmentModel
internal import Statistics

/// A team with its periods of the last twelve months, as the test of differences sees it.
struct TestedTeam {
  let name: String
  let points: [IndicatorSeries.Point]

  /// Tests whether teams differ, over the periods that all of them have.
  ///
  /// Those that share too few periods with the rest are left out first, so that one that was founded or closed within the
  /// year keeps nobody else from being compared. Their names are returned where the test of the rest could run.
  static func test(_ teams: [TestedTeam]) -> (result: Result<TeamStanding.Test, StatisticsError>, untested: [String]) {
    guard teams.count > 1 else { return (.failure(.tooFew(what: .groups, needed: 2, found: teams.count)), []) }
    let values = teams.map { team in
      Dictionary(team.points.map { ($0.period, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    let (kept, shared) = comparable(values)
    guard kept.count > 1 else {
      return (.failure(.tooFew(what: .values, needed: TeamStanding.fewestPeriods, found: shared)), [])
    }
    let common = (teams[kept[0]].points).map(\.period).filter { period in kept.allSatisfy { values[$0][period] != nil }
    }
    let columns = kept.map { team in common.compactMap { values[team][$0] } }
    do throws(StatisticsError) {
      let test: TeamStanding.Test =
        columns.count == 2
        ? .paired(try TTest.paired(columns[0], columns[1])) : .friedman(try Friedman(groups: columns))
      let tested = Set(kept)
      return (.success(test), teams.indices.filter { !tested.contains($0) }.map { teams[$0].name })
    } catch {
      return (.failure(error), [])
    }
  }

  /// The places of the teams that have enough periods in common: one period after the other is taken, each time that of
  /// which most of the teams that have all those before tell, the newest of several. And how many periods two teams or
  /// more share by then, where that is too few.
  private static func comparable(
    _ values: [[IndicatorPeriod: Rational]]
  ) -> (teams: [Int], shared: Int) {
    let told = values.indices.filter { values[$0].count >= TeamStanding.fewestPeriods }
    var teams = told.count > 1 ? told : Array(values.indices)
    var left = Set(values.flatMap(\.keys))
    for taken in 0..<TeamStanding.fewestPeriods {
      var counts: [IndicatorPeriod: Int] = [:]
      for team in teams {
        for period in values[team].keys where left.contains(period) { counts[period, default: 0] += 1 }
      }
      guard let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), best.value > 1 else {
        return ([], taken)
      }
      teams = teams.filter { values[$0][best.key] != nil }
      left.remove(best.key)
    }
    return (teams, TeamStanding.fewestPeriods)
  }
}
