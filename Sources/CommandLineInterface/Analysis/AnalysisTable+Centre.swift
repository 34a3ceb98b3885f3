internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles

// Whose rows count. Files of assessments have rows of teams beside those of the whole centre, which name none.
extension AnalysisTable {
  /// The rows of the whole centre with what is to be said of the others.
  struct Centre {
    /// The rows that count.
    let data: AnalysisTable
    /// Whose they are; nil where the file names no team, or a condition chose among them.
    let rows: CountedRows?
    /// The column of teams where rows of several stand for the whole centre; nil elsewhere.
    let teams: Int?
  }

  /// The rows of the whole centre: those that name no team where there are any, else those of all teams together. Every
  /// analysis of the centre as a whole takes these, so that one file has one population.
  ///
  /// - Parameter time: the column of periods, by which the rows are put in order where several teams stand for the centre;
  ///   nil for an analysis to which their order is nothing.
  func centre(time: Int?) throws(CommandFailure) -> Centre {
    guard let column = teamColumn else { return Centre(data: self, rows: nil, teams: nil) }
    try refuseTotals(in: column)
    let teams = table.texts(column)
    let names = Self.distinct(teams)
    let whole = teams.count { $0.isEmpty }
    if names.isEmpty { return Centre(data: self, rows: nil, teams: nil) }
    if whole > 0 {
      return Centre(
        data: replacing(table.filtered { $0.cells[column].isEmpty }),
        rows: .wholeCentre(rows: whole, leftOut: teams.count - whole, teams: names.count), teams: nil)
    }
    let rows = CountedRows.allTeams(rows: teams.count, names: names)
    guard names.count > 1 else { return Centre(data: self, rows: rows, teams: nil) }
    let data = try time.map { time throws(CommandFailure) in try sorted(by: time) }
    return Centre(data: data ?? self, rows: rows, teams: column)
  }

  /// The rows that name a group in a column; of other columns than that of teams, those of the whole centre that do.
  func grouped(by columns: [Int]) throws(CommandFailure) -> (data: AnalysisTable, rows: [CountedRows]) {
    for column in columns where !isTime(column) { try refuseTotals(in: column) }
    let namesTeams = teamColumn.map(columns.contains) ?? false
    let centre = namesTeams ? Centre(data: self, rows: nil, teams: nil) : try centre(time: nil)
    let kept = centre.data.table.filtered { row in columns.allSatisfy { !row.cells[$0].isEmpty } }
    let missing = centre.data.table.rows.count - kept.rows.count
    let heads = columns.map { table.columns[$0] }.joined(separator: "、")
    let groups: [CountedRows] =
      missing == 0 ? [] : [.groups(rows: kept.rows.count, leftOut: missing, column: heads)]
    return (replacing(kept), [centre.rows].compactMap(\.self) + groups)
  }

  /// Refuses a period that a team has twice, where the rows of the teams are added up.
  ///
  /// - Parameter periods: that of each row as it is printed.
  func refuseRepeats(of teams: Int, in periods: [String], time: Int) throws(CommandFailure) {
    var seen: Set<[String]> = []
    for (row, label) in periods.enumerated() {
      let team = table.rows[row].cells[teams]
      guard seen.insert([label, team]).inserted else {
        throw CommandFailure(
          .inputWrong,
          [
            table.finding(
              "repeated-period", "\(team)的 \(label) 出现了两次", "\(label) of \(team) is there twice", row, time,
              hint: LocalizedText(chinese: "每组每期只留一个数", english: "keep one value a team and period"))
          ])
      }
    }
  }

  /// The periods that a team lacks between its first and its last, as the other teams alone are no whole centre.
  ///
  /// - Parameter places: those of the rows, by time.
  func absences(of teams: Int, at places: [Place]) -> [CountedRows.Absence] {
    var labels: [String] = []
    var present: [String: [Int]] = [:]
    for place in places {
      guard let row = place.row else { continue }
      if labels.last != place.label { labels.append(place.label) }
      present[table.rows[row].cells[teams], default: []].append(labels.count - 1)
    }
    let absences = present.flatMap { team, places -> [(period: Int, team: String)] in
      guard let first = places.first, let last = places.last else { return [] }
      let told = Set(places)
      return (first...last).filter { !told.contains($0) }.map { ($0, team) }
    }
    return absences.sorted { ($0.period, $0.team) < ($1.period, $1.team) }
      .map { CountedRows.Absence(period: labels[$0.period], team: $0.team) }
  }

  private func sorted(by time: Int) throws(CommandFailure) -> AnalysisTable {
    let texts = table.texts(time)
    guard isTime(time) else {
      let order = Dictionary(
        Self.distinct(texts).enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
      return replacing(table.sorted { order[$0.cells[time], default: -1] })
    }
    let periods = try Self.read { () throws(InputRejected) in try table.periods(time) }
    if let row = periods.firstIndex(of: nil) { throw missing(row, time) }
    let known = Set(periods.compactMap(\.self)).sorted()
    let order = Dictionary(known.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    // What a cell is depends on the head and on the other cells, so that it is not read again by itself.
    let places = Dictionary(
      zip(texts, periods).map { ($0, $1.flatMap { order[$0] } ?? -1) }, uniquingKeysWith: { first, _ in first })
    return replacing(table.sorted { places[$0.cells[time], default: -1] })
  }

  /// The names that are not empty, in the order in which they first stand.
  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
