public import Diagnostics

/// Whose rows an analysis took, of a file that names teams beside the whole centre or instead of it.
public enum CountedRows: Hashable, Sendable {
  /// Those of the whole centre, which name no team: how many, and how many rows of how many teams were left out.
  case wholeCentre(rows: Int, leftOut: Int, teams: Int)
  /// Those of all teams together, in the order of the file, as none is of the whole centre.
  case allTeams(rows: Int, names: [String])
  /// Those that name a group, side by side: how many, and how many that name none in the column were left out.
  case groups(rows: Int, leftOut: Int, column: String)
  /// The periods that were left out since a team lacks its row, at least one.
  case withoutTeams([Absence])

  /// A team that lacks a period.
  public struct Absence: Hashable, Sendable {
    /// The period and the team.
    public let period: String, team: String

    /// Pairs the two.
    public init(period: String, team: String) { (self.period, self.team) = (period, team) }
  }

  /// How many absences are named.
  private static let mostNamed = 3

  var wording: LocalizedText {
    switch self {
    case .wholeCentre(let rows, let leftOut, let teams):
      return both(
        "全中心（不写组别的 \(rows) 行），另有 \(teams) 个组的 \(leftOut) 行没有计入",
        "the whole centre (\(Self.counted(rows)) without a team); \(Self.counted(leftOut)) of \(teams == 1 ? "1 team" : "\(teams) teams") left out"
      )
    case .allTeams(let rows, let names):
      guard names.count > 1, let first = names.first else {
        let name = names.first ?? ""
        return both(
          "没有全中心的行，只有\(name)的 \(rows) 行", "none of the whole centre; \(Self.counted(rows)) of \(name)")
      }
      return both(
        "没有全中心的行，以 \(names.count) 个组（\(first)等）的 \(rows) 行合计为全中心",
        "none of the whole centre: \(Self.counted(rows)) of \(names.count) teams (\(first), …) together count as it")
    case .groups(let rows, let leftOut, let column):
      return both(
        "“\(column)”列写明的 \(rows) 行，另有 \(leftOut) 行没有写，没有计入",
        "\(Self.counted(rows)) with a value in “\(column)”; \(Self.counted(leftOut)) without one left out")
    case .withoutTeams(let absences):
      let (named, isCut) = (absences.prefix(Self.mostNamed), absences.count > Self.mostNamed)
      let periods = Set(absences.map(\.period)).count
      return both(
        "有 \(periods) 期缺某个组的行，各组相加不是全中心，没有计入（\(named.map { "\($0.period) 缺\($0.team)" }.joined(separator: "、"))\(isCut ? "等" : "")）",
        "\(periods == 1 ? "1 period lacks" : "\(periods) periods lack") the row of a team, so that the teams are not the whole centre, and left out (\(named.map { "\($0.team) in \($0.period)" }.joined(separator: ", "))\(isCut ? ", …" : ""))"
      )
    }
  }

  private static func counted(_ rows: Int) -> String { rows == 1 ? "1 row" : "\(rows) rows" }
}

extension AnalysisReport {
  /// The same report, which says whose rows it is about; nothing where the file leaves no choice.
  ///
  /// - Parameter name: of what the rows are, where others of the report are of other ones.
  public func telling(_ rows: CountedRows?..., of name: LocalizedText? = nil) -> AnalysisReport {
    telling(rows.compactMap(\.self), of: name)
  }

  /// The same report, which says whose rows it is about.
  public func telling(_ rows: [CountedRows], of name: LocalizedText? = nil) -> AnalysisReport {
    guard !rows.isEmpty else { return self }
    var report = self
    report.fact(
      name.map { "所用的行（\($0.chinese)）" } ?? "所用的行", name.map { "rows (\($0.english))" } ?? "rows",
      both(
        rows.map(\.wording.chinese).joined(separator: "；其中"),
        rows.map(\.wording.english).joined(separator: "; of these ")
      ))
    return report
  }
}
