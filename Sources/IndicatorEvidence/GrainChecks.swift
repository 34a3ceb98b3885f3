internal import AssessmentModel
internal import Diagnostics

/// Says which values of the indicators are passed over: those of days and intervals, those of another length than the rest,
/// and those of teams without any of the whole centre.
struct GrainChecks {
  let catalogue: IndicatorCatalogue

  func findings(_ data: IndicatorData) -> [IndicatorFinding] {
    let whole = Set(data.series.filter { $0.key.group.isEmpty }.map(\.key.subject))
    var partial: Set<IndicatorSeries.Subject> = []
    return data.series.compactMap { series in
      guard case .indicator = series.key.subject, let first = series.points.first else { return nil }
      if !whole.contains(series.key.subject), partial.insert(series.key.subject).inserted {
        return onlyTeams(series, first)
      }
      guard series.key.group.isEmpty else { return nil }
      guard let grain = PeriodGrain.of(series) else { return tooFine(series, first) }
      return mixed(series, grain)
    }
  }

  private func tooFine(_ series: IndicatorSeries, _ first: IndicatorSeries.Point) -> IndicatorFinding {
    let name = catalogue.name(of: series.key)
    return IndicatorFinding(
      .notChecked, line: first.line,
      chinese:
        "\(name.chinese)：只有按天或时段的值（如 \(first.period.printed)），不作判断。先用 pingxing kpi import --by month 汇总到月。",
      english:
        "\(name.english): there are values of days or intervals only (as \(first.period)), which are not judged; sum them up with `pingxing kpi import --by month`."
    )
  }

  private func mixed(_ series: IndicatorSeries, _ grain: PeriodGrain) -> IndicatorFinding? {
    let others = series.points.filter { !grain.holds($0.period) }
    guard let other = others.first else { return nil }
    let name = catalogue.name(of: series.key)
    let used = grain.counted(series.points.count - others.count)
    return IndicatorFinding(
      .notChecked, .note, line: other.line,
      chinese:
        "\(name.chinese)：用了 \(used.chinese)的值；另有 \(others.count) 个别的长度的时期（如 \(other.period.printed)）没有用。",
      english:
        "\(name.english): the values of \(used.english) were used; \(others.count) of periods of another length (as \(other.period)) were not."
    )
  }

  private func onlyTeams(_ series: IndicatorSeries, _ first: IndicatorSeries.Point) -> IndicatorFinding {
    let title = catalogue.title(of: series.key.subject)
    return IndicatorFinding(
      .notChecked, line: first.line,
      chinese: "\(title.chinese)：只有各组的值，没有全中心的，所以不判断达标和等级。请加上不写组别的行。",
      english:
        "\(title.english): there are values of teams and none of the whole centre, so that targets and marks are not judged; add rows without a group."
    )
  }
}
