internal import AssessmentModel
internal import Diagnostics

/// Looks at the measures of every length of period: do they add up, and to what was reported for the same time?
struct IntervalChecks {
  let catalogue: IndicatorCatalogue

  /// What does not fit in the centre's files, of the whole centre and then of its teams.
  ///
  /// - Parameter months: the months of the intervals, where they were taken apart before.
  func findings(
    _ data: IndicatorData, intervals: IndicatorData?, in months: [IntervalMonth]? = nil
  ) -> [IndicatorFinding] {
    measured(data, intervals: intervals, in: months) + (intervals.map(passedOver) ?? [])
      + TeamMeasureChecks(catalogue: catalogue).findings(data, intervals: intervals)
  }

  /// What does not fit in the measures that name no team.
  func measured(
    _ data: IndicatorData, intervals: IndicatorData?, in months: [IntervalMonth]? = nil
  ) -> [IndicatorFinding] {
    findings(of: data, IntervalMonth.months(of: data), in: .months, reported: [(.months, data)])
      + (intervals.map {
        findings(
          of: $0, months ?? IntervalMonth.months(of: $0), in: .intervals, reported: [(.months, data), (.intervals, $0)])
      } ?? [])
  }

  private typealias Reported = (file: IndicatorFinding.File, data: IndicatorData)

  private func findings(
    of base: IndicatorData, _ months: [IntervalMonth], in file: IndicatorFinding.File, reported: [Reported]
  ) -> [IndicatorFinding] {
    var findings = findings(months, in: file, reported: reported)
    // Sums among intervals are told twice, and passed over in a file of intervals.
    let isOfIntervals = months.first.map { !$0.isByDays } ?? false
    guard file == .months || !isOfIntervals else { return findings }
    for length in [IndicatorPeriod.Length.day, .week, .month, .quarter, .year] {
      guard length != .day || isOfIntervals, let table = MeasureTable(base, of: length) else { continue }
      findings += IdentityChecks(file: file).findings([table])
      findings += samePeriods([table], reported)
    }
    return findings + WeekChecks(catalogue: catalogue, file: file).findings(base)
  }

  /// What is wrong within the intervals, or days, of all months, and between them and what was reported.
  func findings(_ months: [IntervalMonth], reported: IndicatorData) -> [IndicatorFinding] {
    findings(months, in: .intervals, reported: [(.months, reported)])
  }

  private func findings(
    _ months: [IntervalMonth], in file: IndicatorFinding.File, reported: [Reported]
  ) -> [IndicatorFinding] {
    guard let first = months.first else { return [] }
    let whole = Dictionary(uniqueKeysWithValues: months.filter { !$0.isPartial }.map { ($0.month, $0) })
    let tables = months.map(\.table)
    return IdentityChecks(file: file).findings(tables)
      + months.flatMap { partial($0, in: file, reported) }
      + reported.flatMap { reported in
        ReportedChecks(catalogue: catalogue, file: reported.file).findings(
          reported.data, first.isByDays ? .days : .intervals
        ) { period in whole[period].map { month in { month.sum($0) } } }
      } + samePeriods(tables, reported)
  }

  /// Reported values beside the measures of the very same periods.
  private func samePeriods(_ tables: [MeasureTable], _ reported: [Reported]) -> [IndicatorFinding] {
    let lengths = Set(tables.flatMap { $0.rows.map(\.period.length) })
    return reported.flatMap { reported -> [IndicatorFinding] in
      let told = reported.data.series.contains { series in
        if case .indicator = series.key.subject {
          series.points.contains { lengths.contains($0.period.length) }
        } else {
          false
        }
      }
      guard told else { return [] }
      var places: [IndicatorPeriod: (table: Int, row: Int)] = [:]
      for (table, rows) in tables.map(\.rows).enumerated() {
        for (row, period) in rows.map(\.period).enumerated() { places[period] = (table, row) }
      }
      return ReportedChecks(catalogue: catalogue, file: reported.file).findings(reported.data, .period) { period in
        places[period].map { place in { tables[place.table].value($0, at: place.row) } }
      }
    }
  }

  // MARK: - What is not looked at

  /// Says what could not be checked of the centre's reports without half-hours; nil where there is nothing to check.
  func withoutIntervals(_ reported: IndicatorData, _ intervals: IndicatorData?) -> IndicatorFinding? {
    let claim = reported.series.lazy.compactMap { series -> Int? in
      guard series.key.group.isEmpty, case .indicator(let id, _) = series.key.subject,
        id == IndicatorID("service-level") || id == IndicatorID("interval-attainment")
      else { return nil }
      return series.points.first { $0.period.length == .month }?.line
    }.first
    guard let claim else { return nil }
    // Of half-hours of teams only it is said what is missing.
    if intervals.map(hasTeamsOnly) ?? false { return nil }
    let what = LocalizedText(
      chinese: "没有核对：服务水平与人力是否相称（Erlang）、时段达标率、各时段的量是否对得上",
      english:
        "Not checked: whether service level and staffing fit (Erlang), interval attainment, and whether the quantities of each interval add up"
    )
    return intervals == nil
      ? IndicatorFinding(
        .notChecked, .note, line: claim,
        chinese: "没有时段数据，\(what.chinese)。要核对就在评估文件的 indicators 里写 intervals（半小时数据文件）。",
        english: "\(what.english); there are no intervals. Name a file of half-hours as intervals in indicators.")
      : IndicatorFinding(
        .notChecked, .note, line: claim,
        chinese: "时段文件里没有时段（半小时等）的数，\(what.chinese)。要核对就换成半小时数据。",
        english: "\(what.english); the file of intervals has none shorter than a day. Use half-hours.")
  }

  private func hasTeamsOnly(_ intervals: IndicatorData) -> Bool {
    let measures = intervals.series.filter { if case .measure = $0.key.subject { true } else { false } }
    return !measures.isEmpty && measures.allSatisfy { !$0.key.group.isEmpty }
  }

  /// The values of a file of intervals that are of other periods, or overlap those that are used, and files of teams only.
  func passedOver(_ intervals: IndicatorData) -> [IndicatorFinding] {
    let measures = intervals.series.filter { if case .measure = $0.key.subject { true } else { false } }
    let whole = measures.filter { $0.key.group.isEmpty }
    if whole.isEmpty, let first = measures.first?.points.first {
      return [
        IndicatorFinding(
          .notChecked, .note, in: .intervals, line: first.line,
          chinese:
            "时段文件里只有各组的数，没有全中心的（不写组别的行）：各组的量已查是否对得上，但没有与月度数据核对，也没有核对服务水平与人力是否相称（Erlang）、时段达标率。请加上全中心的行。",
          english:
            "The file of intervals has values of teams only and none of the whole centre, which name no team: whether those of each team add up was checked, but not the monthly figures, staffing (Erlang) and interval attainment; add the rows of the centre."
        )
      ]
    }
    let used = whole.map { IntervalMonth.usable($0.points) }
    // Without any interval, all lengths are looked at, each by itself.
    guard used.contains(where: { !$0.isEmpty }) else { return [] }
    let others = zip(whole, used).flatMap { series, used -> [IndicatorSeries.Point] in
      if used.count == series.points.count { return [] }
      let used = Set(used.map(\.period))
      return series.points.filter { !used.contains($0.period) }
    }
    guard let first = others.min(by: { ($0.line, $0.period) < ($1.line, $1.period) }) else { return [] }
    return [
      IndicatorFinding(
        .notChecked, .note, in: .intervals, line: first.line,
        chinese: "时段文件里有 \(others.count) 个数的时期与其余的不一样长（如 \(first.period.printed)），会与它们重复，没有用来核对。",
        english:
          "The file of intervals has \(others.count == 1 ? "1 value" : "\(others.count) values") of other periods than the rest (as \(first.period)), which would count twice and were not used."
      )
    ]
  }

  /// A month of which the intervals lack a long stretch adds up to something else.
  private func partial(
    _ month: IntervalMonth, in file: IndicatorFinding.File, _ reported: [Reported]
  ) -> [IndicatorFinding] {
    let isReported = reported.contains { reported in
      reported.data.series.contains { series in
        if case .indicator = series.key.subject {
          series.points.contains { $0.period == month.month }
        } else {
          false
        }
      }
    }
    guard isReported, let line = month.intervals.first?.line, let hole = month.longestHole else { return [] }
    let data =
      month.isByDays
      ? LocalizedText(chinese: "逐日数据", english: "days") : LocalizedText(chinese: "时段数据", english: "intervals")
    return [
      IndicatorFinding(
        .notChecked, .note, in: file, line: line,
        chinese:
          "没有把 \(month.month) 的月报与\(data.chinese)对照：\(hole.from) 至 \(hole.to) 没有\(data.chinese)。请补上整月的\(data.chinese)。",
        english:
          "The figures of \(month.month) were not compared with its \(data.english): there are none from \(hole.from) to \(hole.to)."
      )
    ]
  }
}
