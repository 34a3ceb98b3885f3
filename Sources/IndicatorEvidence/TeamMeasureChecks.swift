internal import AssessmentModel
internal import Diagnostics

/// Looks at the measures of each team as at those of the whole centre: do they add up, and to what the team reported?
struct TeamMeasureChecks {
  let catalogue: IndicatorCatalogue

  /// Of so many teams the findings are shown one by one; the others are named.
  private static let mostShown = 5

  /// What does not fit, team by team in the order of their names.
  func findings(_ data: IndicatorData, intervals: IndicatorData?) -> [IndicatorFinding] {
    let (months, fine) = (data.teams, intervals?.teams ?? [:])
    let names = Set(months.keys).union(fine.keys)
      .sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    var shown: [IndicatorFinding] = []
    var telling: [(name: String, finding: IndicatorFinding)] = []
    for name in names {
      let own = [months[name], fine[name]].compactMap(\.self)
      guard own.contains(where: Self.hasMeasures) else { continue }
      let checks = IntervalChecks(catalogue: catalogue)
      // What could not be looked at is said of the whole centre.
      let findings = checks.measured(months[name] ?? IndicatorData([]), intervals: fine[name])
        .filter { $0.code != .notChecked }
      guard let first = findings.first else { continue }
      telling.append((name, first))
      if telling.count <= Self.mostShown { shown += findings.map { $0.of(team: name) } }
    }
    return shown + others(telling.dropFirst(Self.mostShown))
  }

  private static func hasMeasures(_ data: IndicatorData) -> Bool {
    data.series.contains { if case .measure = $0.key.subject { true } else { false } }
  }

  private func others(_ rest: ArraySlice<(name: String, finding: IndicatorFinding)>) -> [IndicatorFinding] {
    guard let first = rest.first else { return [] }
    let names = rest.prefix(Self.mostShown).map(\.name)
    let isCut = names.count < rest.count
    return [
      IndicatorFinding(
        first.finding.code, in: first.finding.file, line: first.finding.line,
        chinese:
          "另有 \(rest.count) 个组的基础量也对不上（\(names.joined(separator: "、"))\(isCut ? " 等" : "")）。改好上面的之后再运行，逐一列出。",
        english:
          "The measures of \(rest.count) further team\(rest.count == 1 ? "" : "s") do not fit either (\(names.joined(separator: ", "))\(isCut ? ", …" : "")); mend those above and run again to see them."
      )
    ]
  }
}

extension IndicatorData {
  /// The series of each team that has a name, as if it were the whole centre.
  var teams: [String: IndicatorData] {
    Dictionary(grouping: series.filter { !$0.key.group.isEmpty }, by: \.key.group).mapValues { series in
      IndicatorData(series.map { IndicatorSeries(key: .init($0.key.subject), points: $0.points) })
    }
  }
}

extension IndicatorFinding {
  /// The same of a team.
  fileprivate func of(team name: String) -> IndicatorFinding {
    IndicatorFinding(
      code, severity, in: file, line: line, chinese: "\(name)：\(message.chinese)",
      english: "\(name): \(message.english)")
  }
}
