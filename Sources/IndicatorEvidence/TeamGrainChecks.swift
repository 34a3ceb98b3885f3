internal import AssessmentModel
internal import Diagnostics

/// Says which teams of an indicator are not shown or not tested, which of their values are passed over, and what to do about it.
struct TeamGrainChecks {
  /// What the indicator is called, with its formula.
  let name: LocalizedText
  /// The last day that counts.
  let date: CalendarDate

  /// The most teams that are named in one sentence.
  private static let named = 5

  /// - Parameter standing: the teams side by side; nil where none has a value that counts.
  func findings(_ series: [IndicatorSeries], _ standing: TeamStanding?) -> [IndicatorFinding] {
    guard let standing else { return [nothing(series)].compactMap(\.self) }
    let reasons: [TeamStanding.LeftOut.Reason] = [.tooFine, .otherLength, .tooOld, .notYet]
    return reasons.compactMap { reason in leftOut(standing.leftOut.filter { $0.reason == reason }, standing) }
      + [untested(standing), mixed(series, standing)].compactMap(\.self)
  }

  /// Names, at most five of them, and how many they are where there are more.
  private func list(_ names: [String]) -> LocalizedText {
    let first = names.prefix(Self.named)
    let (chinese, english) = (first.joined(separator: "、"), first.joined(separator: ", "))
    guard names.count > Self.named else { return LocalizedText(chinese: chinese, english: english) }
    return LocalizedText(
      chinese: "\(chinese)等 \(names.count) 组", english: "\(english) and \(names.count - Self.named) more")
  }

  /// Teams that have days and intervals only, or nothing that counts yet.
  private func nothing(_ series: [IndicatorSeries]) -> IndicatorFinding? {
    guard let first = series.first?.points.first else { return nil }
    let later = series.lazy.flatMap(\.points).first { point in
      PeriodGrain.allCases.contains { $0.holds(point.period) }
    }
    guard let later else {
      return IndicatorFinding(
        .notChecked, line: first.line,
        chinese: "\(name.chinese)：各组只有按天或时段的值（如 \(first.period)），没有比较。先用 pingxing kpi import --by month 汇总到月。",
        english:
          "\(name.english): the teams have values of days or intervals only (as \(first.period)) and are not compared; sum them up with `pingxing kpi import --by month`."
      )
    }
    return IndicatorFinding(
      .notChecked, line: later.line,
      chinese: "\(name.chinese)：到评估日期 \(date)，各组没有可用的值（最早的是 \(later.period)），没有比较。请补上以前的值，或核对评估日期。",
      english:
        "\(name.english): no value of a team counts on \(date), the day of the assessment (the first is \(later.period)), so that they are not compared; add earlier values or check the day."
    )
  }

  private func leftOut(_ teams: [TeamStanding.LeftOut], _ standing: TeamStanding) -> IndicatorFinding? {
    guard let first = teams.first else { return nil }
    let names = list(teams.map(\.name))
    let (why, advice) = words(first, standing.grain)
    return IndicatorFinding(
      .notChecked, line: first.example.line,
      chinese: "\(name.chinese)：\(names.chinese)\(why.chinese)，没有与各组并列。\(advice.chinese)。",
      english: "\(name.english): not shown beside the others: \(names.english), \(why.english); \(advice.english)."
    )
  }

  private func words(_ team: TeamStanding.LeftOut, _ grain: PeriodGrain) -> (why: LocalizedText, advice: LocalizedText)
  {
    let (example, unit) = (team.example.period, grain.title)
    switch team.reason {
    case .tooFine:
      return (
        LocalizedText(
          chinese: "只有按天或时段的值（如 \(example)）", english: "told by days or intervals only (as \(example))"),
        LocalizedText(
          chinese: "先用 pingxing kpi import --by month 汇总到月",
          english: "sum the values up with `pingxing kpi import --by month`")
      )
    case .otherLength:
      return (
        LocalizedText(
          chinese: "的值不是按\(unit.chinese)的（如 \(example)），而多数组按\(unit.chinese)",
          english: "told by other periods (as \(example)) than the \(unit.english)s of most"),
        LocalizedText(
          chinese: "请也按\(unit.chinese)报，或让各组用同样长的时期",
          english: "give values by the \(unit.english) too, or the same periods for all")
      )
    case .tooOld:
      return (
        LocalizedText(
          chinese: "最近的值是 \(example)，比其余的组早一年以上", english: "last told for \(example), a year or more before the others"),
        LocalizedText(chinese: "还在运行的组请补上新的值", english: "add newer values where the team still works")
      )
    case .notYet:
      return (
        LocalizedText(
          chinese: "到评估日期 \(date) 没有可用的值（最早的是 \(example)）",
          english: "without a value that counts on \(date) (the first is \(example))"),
        LocalizedText(chinese: "请补上以前的值，或核对评估日期", english: "add earlier values or check the day of the assessment")
      )
    }
  }

  private func untested(_ standing: TeamStanding) -> IndicatorFinding? {
    guard !standing.untested.isEmpty, let test = try? standing.test.get() else { return nil }
    let names = list(standing.untested)
    let needed = standing.grain.counted(TeamStanding.fewestPeriods)
    let over = standing.grain.counted(test.periods)
    let rest = standing.teams.count - standing.untested.count
    return IndicatorFinding(
      .notChecked, .note,
      chinese:
        "\(name.chinese)：\(names.chinese)与其余的组共有的时期不足 \(needed.chinese)，没有参加组间差别的检验；检验的是其余 \(rest) 组共有的 \(over.chinese)。请补齐缺的\(standing.grain.title.chinese)。",
      english:
        "\(name.english): not in the test of differences: \(names.english), with fewer than \(needed.english) in common with the others; it compares the other \(rest) over \(over.english). Add the missing \(standing.grain.title.english)s."
    )
  }

  /// Values of teams that are shown, by periods of another length.
  private func mixed(_ series: [IndicatorSeries], _ standing: TeamStanding) -> IndicatorFinding? {
    let shown = Set(standing.teams.map(\.name))
    let others = series.filter { shown.contains($0.key.group) }.compactMap { series in
      series.points.first { !standing.grain.holds($0.period) }.map { (name: series.key.group, point: $0) }
    }
    guard let first = others.first else { return nil }
    let names = list(others.map(\.name))
    let unit = standing.grain.title
    return IndicatorFinding(
      .notChecked, .note, line: first.point.line,
      chinese:
        "\(name.chinese)：各组按\(unit.chinese)比较；\(names.chinese)另有长度不同的时期的值（如 \(first.point.period)），没有用。",
      english:
        "\(name.english): the teams are compared by \(unit.english)s; values of \(names.english) by other periods (as \(first.point.period)) did not count."
    )
  }
}
