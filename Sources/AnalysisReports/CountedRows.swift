internal import Diagnostics

/// Whose rows an analysis took, of a file that names teams beside the whole centre or instead of it.
public enum CountedRows: Hashable, Sendable {
  /// Those of the whole centre, which name no team: how many, and how many rows of how many teams were left out.
  case wholeCentre(rows: Int, leftOut: Int, teams: Int)
  /// Those of all teams together, in the order of the file, as none is of the whole centre.
  case allTeams(rows: Int, names: [String])
  /// Those that name a group, side by side: how many, and how many that name none in the column were left out.
  case groups(rows: Int, leftOut: Int, column: String)

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
    }
  }

  private static func counted(_ rows: Int) -> String { rows == 1 ? "1 row" : "\(rows) rows" }
}

extension AnalysisReport {
  /// The same report, which says whose rows it is about; nothing where the file leaves no choice.
  ///
  /// - Parameter name: of what the rows are, where others of the report are of other ones.
  public func telling(_ rows: CountedRows?..., of name: String? = nil) -> AnalysisReport {
    telling(rows.compactMap(\.self), of: name)
  }

  /// The same report, which says whose rows it is about.
  public func telling(_ rows: [CountedRows], of name: String? = nil) -> AnalysisReport {
    guard !rows.isEmpty else { return self }
    var report = self
    report.fact(
      name.map { "所用的行（\($0)）" } ?? "所用的行", name.map { "rows (\($0))" } ?? "rows",
      both(
        rows.map(\.wording.chinese).joined(separator: "；其中"),
        rows.map(\.wording.english).joined(separator: "; of these ")
      ))
    return report
  }
}
