import AnalysisReports
import AssessmentModel
import Diagnostics
import IndicatorEvidence
import OperationalAnalysis
import Statistics

/// What the data say of single teams.
extension IndicatorPart {
  /// How many teams of an indicator are listed: the best and the worst.
  private static let listedTeams = 50

  func teams(_ standing: TeamStanding) -> ResultNode {
    var node = ResultNode("team-standing")
    let unit = standing.indicator.unit
    let isRanked = standing.indicator.direction == .higher || standing.indicator.direction == .lower
    node.value("id", standing.indicator.id.rawValue)
    node.title(standing.indicator.title)
    node.value("variant", standing.variant.id)
    node.title("variant-title", standing.variant.title)
    node.title("unit", UnitName.localized(unit))
    node.value("grain", standing.grain.rawValue)
    node.title("target-display", standing.target.map { Self.target($0, standing.indicator) })
    node.value("count", standing.teams.count)
    node.value("met", standing.target.map { _ in standing.teams.count { $0.isMet == true } })
    node.value("ranked", isRanked)
    node.value("first-name", standing.teams.first?.name)
    node.title("first-display", standing.teams.first.map { Self.level($0, standing) })
    node.value("last-name", standing.teams.last?.name)
    node.title("last-display", standing.teams.last.map { Self.level($0, standing) })
    node.value("spread-display", standing.spread.map { IndicatorNumber.text($0) })
    switch standing.test {
    case .success(let test):
      node.value("test", test.name)
      node.value("test-periods", test.periods)
      node.value("test-teams", standing.teams.count - standing.untested.count)
      node.value("probability-display", NumberText.equation(test.probability))
      node.value("differs", test.probability < 0.05)
    case .failure: node.value("test", String?.none)
    }
    node.title("test-title", Self.title(of: standing.test))
    let teams = standing.teams
    let kept = teams.count <= Self.listedTeams ? teams[...] : teams.prefix(Self.listedTeams / 2)
    let rest = teams.count <= Self.listedTeams ? [] : teams.suffix(Self.listedTeams / 2)
    node.list("teams", (kept + rest).map { team($0, standing) })
    return node
  }

  private func team(_ team: TeamStanding.Team, _ standing: TeamStanding) -> ResultNode {
    var node = ResultNode("team")
    node.value("name", team.name)
    node.title("level-display", Self.level(team, standing))
    node.value("periods", team.periods)
    node.value("met", team.metPeriods)
    node.value("level-met", team.isMet)
    node.value("sample-display", team.sample?.display(decimals: 0))
    node.title("interval-display", team.interval.map(IndicatorNumber.range))
    node.value("tested", (try? standing.test.get()).map { _ in !standing.untested.contains(team.name) })
    return node
  }

  private static func level(_ team: TeamStanding.Team, _ standing: TeamStanding) -> LocalizedText {
    UnitName.quantity(
      IndicatorNumber.text(team.level, judgedBy: { standing.isMet($0) }), standing.indicator.unit)
  }

  private static func title(of test: Result<TeamStanding.Test, StatisticsError>) -> LocalizedText {
    switch test {
    case .success(let test):
      let text = NumberText.equation(test.probability)
      let unbroken = AnalysisReport.unbroken(text)
      return test.probability < 0.05
        ? LocalizedText(chinese: "有差别（\(unbroken)）", english: "differ (\(text))")
        : LocalizedText(chinese: "看不出差别（\(unbroken)）", english: "no evidence (\(text))")
    case .failure(.tooFew(what: .groups, _, _)): return LocalizedText(chinese: "只有一组", english: "one team only")
    case .failure(.tooFew(_, let needed, let found)):
      return LocalizedText(
        chinese: "共有的时期 \(found) 个，不足 \(needed) 个", english: "\(found) periods in common, \(needed) needed")
    case .failure(.noVariation(what: .pairs)):
      return LocalizedText(chinese: "两组每期相差一样多，无法检验", english: "the difference never varies; no test")
    case .failure(.noVariation): return LocalizedText(chinese: "各组总是相同", english: "the teams are always equal")
    case .failure: return LocalizedText(chinese: "无法检验", english: "no test")
    }
  }
}

extension TeamStanding.Test {
  /// The name of the test.
  fileprivate var name: String {
    switch self {
    case .paired: "paired-t"
    case .friedman: "friedman"
    }
  }
}
