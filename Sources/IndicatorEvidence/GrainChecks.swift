internal import AssessmentModel
internal import Diagnostics

/// Says which values of the indicators are passed over: those of days and intervals, those of another length than the rest,
/// those after the day of the assessment, indicators that end long before the others, and those of teams without any of
/// the whole centre.
struct GrainChecks {
  let catalogue: IndicatorCatalogue
  /// The last day that counts.
  let date: CalendarDate

  /// What is passed over, in the order of the series: those of the whole centre, then those of the teams.
  func findings(
    _ data: IndicatorData, _ standings: [IndicatorStanding], _ teams: [TeamStanding]
  ) -> [IndicatorFinding] {
    let indicators = data.series.filter { if case .indicator = $0.key.subject { true } else { false } }
    let grouped = Dictionary(grouping: indicators.filter { !$0.key.group.isEmpty }, by: \.key.subject)
    let newest = standings.compactMap { $0.periods.last?.point.period }.max { $0.lastDay < $1.lastDay }
    var seen: Set<IndicatorSeries.Subject> = []
    return indicators.flatMap { series -> [IndicatorFinding] in
      let subject = series.key.subject
      guard seen.insert(subject).inserted else { return [] }
      var findings: [IndicatorFinding] = []
      if series.key.group.isEmpty {
        findings += whole(series)
        if let newest, let old = standings.first(where: { $0.isOutdated && $0.subject == subject }) {
          findings.append(outdated(series, old, newest))
        }
      } else if let first = series.points.first {
        findings.append(onlyTeams(series, first))
      }
      guard let group = grouped[subject] else { return findings }
      let checks = TeamGrainChecks(name: catalogue.title(of: subject), date: date)
      return findings + checks.findings(group, teams.first { $0.subject == subject })
    }
  }

  private func whole(_ series: IndicatorSeries) -> [IndicatorFinding] {
    guard let first = series.points.first else { return [] }
    guard let grain = PeriodGrain.of(series, on: date) else {
      let later = series.points.first { point in PeriodGrain.allCases.contains { $0.holds(point.period) } }
      return [later.map { notYet(series, $0) } ?? tooFine(series, first)]
    }
    let pending = series.points.filter { grain.holds($0.period) && !grain.counts($0.period, on: date) }
    return [
      unfinished(series, pending.filter { $0.period.start <= date }, grain),
      afterwards(series, pending.filter { $0.period.start > date }), mixed(series, grain),
    ].compactMap(\.self)
  }

  /// A period that had begun and not ended on the day.
  private func unfinished(
    _ series: IndicatorSeries, _ points: [IndicatorSeries.Point], _ grain: PeriodGrain
  ) -> IndicatorFinding? {
    guard let point = points.first else { return nil }
    let (name, title) = (catalogue.name(of: series.key), grain.title)
    return IndicatorFinding(
      .notChecked, .note, line: point.line,
      chinese: "\(name.chinese)：\(point.period) 到评估日期 \(date) 还没有结束，不算一个整\(title.chinese)，没有用来判断。",
      english:
        "\(name.english): \(point.period) had not ended on \(date), the day of the assessment; it is no whole \(title.english) and did not count."
    )
  }

  /// Figures of a time that had not come on the day.
  private func afterwards(_ series: IndicatorSeries, _ points: [IndicatorSeries.Point]) -> IndicatorFinding? {
    guard let first = points.first else { return nil }
    let name = catalogue.name(of: series.key)
    let count = points.count == 1 ? "1 value" : "\(points.count) values"
    return IndicatorFinding(
      .notChecked, line: first.line,
      chinese:
        "\(name.chinese)：有 \(points.count) 个值的时期在评估日期 \(date) 之后（最早的是 \(first.period)），没有用来判断。请核对评估日期与数据的年月。",
      english:
        "\(name.english): \(count) of a time after \(date), the day of the assessment (the first is \(first.period)), did not count; check the day and the periods."
    )
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

  private func notYet(_ series: IndicatorSeries, _ first: IndicatorSeries.Point) -> IndicatorFinding {
    let name = catalogue.name(of: series.key)
    return IndicatorFinding(
      .notChecked, line: first.line,
      chinese:
        "\(name.chinese)：到评估日期 \(date) 没有可用的值（最早的是 \(first.period)；一期要到期末才算），不作判断。请补上以前的值，或核对评估日期。",
      english:
        "\(name.english): no value counts on \(date), the day of the assessment (the first is \(first.period); a period counts when it has ended), so that it is not judged; add earlier values or check the day."
    )
  }

  /// Values of another length than the one that was chosen; months that are too few to go before it are said to be so.
  private func mixed(_ series: IndicatorSeries, _ grain: PeriodGrain) -> IndicatorFinding? {
    let others = series.points.filter { !grain.holds($0.period) }
    guard let other = others.first else { return nil }
    let name = catalogue.name(of: series.key)
    let used = grain.counted(series.points.count - others.count)
    let before = PeriodGrain.allCases.prefix { $0 != grain }.first { grain in others.contains { grain.holds($0.period) }
    }
    let wish = before.map { finer in
      let needed = finer.counted(finer.fewest)
      return LocalizedText(
        chinese: "最近十二个月里至少有 \(needed.chinese)的值，才按\(finer.title.chinese)判断。",
        english:
          " It would be judged by \(finer.title.english)s with \(needed.english) or more of the last twelve months.")
    }
    return IndicatorFinding(
      .notChecked, .note, line: other.line,
      chinese:
        "\(name.chinese)：按\(grain.title.chinese)判断，有 \(used.chinese)的值；另有 \(others.count) 个值的时期长度不同（如 \(other.period.printed)），没有用来判断。\(wish?.chinese ?? "")",
      english:
        "\(name.english): judged by \(grain.title.english)s, \(used.english) of them; \(others.count == 1 ? "1 value" : "\(others.count) values") of another length (as \(other.period)) did not count.\(wish?.english ?? "")"
    )
  }

  private func outdated(
    _ series: IndicatorSeries, _ standing: IndicatorStanding, _ newest: IndicatorPeriod
  ) -> IndicatorFinding {
    let name = catalogue.name(of: series.key)
    let last = standing.periods.last?.point
    let period = last?.period.description ?? ""
    return IndicatorFinding(
      .notChecked, line: last?.line ?? 0,
      chinese:
        "\(name.chinese)：最近的值是 \(period)，其他指标已到 \(newest)，相差一年以上，不用来判断等级。请补上新的值。",
      english:
        "\(name.english): the last value is of \(period) while others go to \(newest), more than a year later; no mark is judged by it. Add newer values."
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

extension IndicatorStanding {
  /// What it is the standing of.
  var subject: IndicatorSeries.Subject { .indicator(indicator.id, variant: variant.id) }
}

extension TeamStanding {
  /// What it is the standing of.
  var subject: IndicatorSeries.Subject { .indicator(indicator.id, variant: variant.id) }
}
