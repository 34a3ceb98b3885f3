internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles
internal import OperationalAnalysis

// Analyses of what follows in time.
extension AnalysisRunner {
  // MARK: - Control charts

  /// A chart of measured values.
  func control(
    _ value: String?, _ period: String?, _ chart: AnalysisMethod.VariableChart, _ changes: [String],
    _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let table = try table()
    switch chart {
    case .individuals:
      let series = try table.series(value, period: period)
      return try control(.individuals(series.values), changes, significance).telling(series.rows)
    case .xbar:
      let (input, rows) = try subgroups(table, value, period)
      return try control(input, changes, significance).telling(rows)
    }
  }

  /// A chart of counts, those of the whole centre or of all its teams together. A period that the data skip has no sample.
  func control(
    _ count: String, _ size: String, _ period: String?, _ chart: AnalysisMethod.AttributeChart, _ changes: [String],
    _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let whole = try table()
    let (column, base) = (try whole.column(count), try whole.column(size))
    let time = try whole.periodColumn(period)
    let centre = try whole.centre(time: time)
    let table = centre.data
    let places = try table.timeline(time, distinct: centre.teams == nil)
    if let teams = centre.teams {
      try table.refuseRepeats(of: teams, in: places.compactMap { $0.row == nil ? nil : $0.label }, time: time)
    }
    let (counts, sizes) = (try table.counts(column), try table.counts(base))
    let wrong = counts.indices.filter { counts[$0] > sizes[$0] && (chart == .shares || sizes[$0] == 0) }
    guard wrong.isEmpty else {
      let problems = DiagnosticCollector(limit: 50)
      for row in wrong { problems.add(table.aboveBase(row, column, base)) }
      throw CommandFailure(.inputWrong, problems.diagnostics)
    }
    var (labels, added) = try table.added([counts, sizes], at: places, columns: [column, base])
    let absences = centre.teams.map { table.absences(of: $0, at: places) } ?? []
    let partial = Set(absences.map(\.period))
    for (index, label) in labels.enumerated() where partial.contains(label) {
      for sums in added.indices { added[sums][index] = 0 }
    }
    let name = "\(table.table.columns[column])/\(table.table.columns[base])"
    return try control(
      chart == .shares
        ? .shares(name: .same(name), labels: labels, counts: added[0], sizes: added[1])
        : .rates(name: .same(name), labels: labels, counts: added[0], sizes: added[1]), changes, significance
    ).telling(centre.rows, absences.isEmpty ? nil : .withoutTeams(absences))
  }

  private func control(
    _ input: ControlAnalysis.Data, _ changes: [String], _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        try ControlAnalysis(input, changes: changes.map(AnalysisTable.label), significance: significance)
      })
  }

  private func subgroups(
    _ table: AnalysisTable, _ value: String?, _ period: String?
  ) throws(CommandFailure) -> (ControlAnalysis.Data, CountedRows?) {
    let measure = try table.measure(value)
    let time = try measure.data.periodColumn(period)
    let centre = try measure.data.centre(time: time)
    let data = centre.data
    let numbers = try data.values(of: measure)
    var labels: [String] = []
    var groups: [[Rational]] = []
    var rows: [Int] = []
    for place in try data.timeline(time, distinct: false) {
      guard let row = place.row else { continue }
      guard let value = numbers.values[row] else { throw data.missing(row, measure.column) }
      if labels.last != place.label {
        labels.append(place.label)
        groups.append([])
        rows.append(row)
      }
      groups[groups.count - 1].append(value)
    }
    let size = groups.first?.count ?? 0
    if let other = groups.firstIndex(where: { $0.count != size }) {
      throw CommandFailure(
        .inputWrong,
        [
          data.table.finding(
            "unequal-subgroups", "\(labels[other]) 有 \(groups[other].count) 个值，\(labels[0]) 有 \(size) 个：均值图要求每期个数相同",
            "\(labels[other]) has \(groups[other].count) values, \(labels[0]) has \(size): X-bar charts need equal numbers",
            rows[other], time)
        ])
    }
    return (
      .subgroups(
        name: measure.name, unit: numbers.unit, labels: labels, values: groups, range: numbers.range),
      centre.rows
    )
  }

  // MARK: - Correlation

  /// Two measures on the places of the first, and the periods that only the second has a value for.
  private typealias MeasurePair = (
    first: (values: Observations, rows: CountedRows?), second: (values: Observations, rows: CountedRows?),
    further: (before: [String], behind: [String])
  )

  /// Two measures, paired by period in long files and by row in wide ones.
  func correlation(
    _ x: String, _ y: String, _ period: String?, _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    guard x != y else {
      throw CommandFailure(
        .usage, "same-measure",
        LocalizedText(chinese: "--x 与 --y 是同一个指标“\(x)”", english: "--x and --y are the same measure “\(x)”"),
        hint: LocalizedText(chinese: "写两个不同的列或指标", english: "name two columns or indicators"))
    }
    let table = try table()
    let isWide = table.table.position(of: x) != nil && table.table.position(of: y) != nil
    let hasTime =
      try period.map { name throws(CommandFailure) in try table.column(name) } != nil
      || table.table.position(among: AnalysisTable.periodHeads) != nil
    let columns = [x, y].compactMap { table.table.position(of: $0) }
    let (first, second, further): MeasurePair =
      isWide && !hasTime
      ? (try rows(table, x, others: columns), try rows(table, y, others: columns), (before: [], behind: []))
      : try paired(table, x, y, period)
    let report = AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        try CorrelationAnalysis(
          first.values, second.values, further: further, isSeries: hasTime, significance: significance)
      })
    guard first.rows != second.rows else { return report.telling(first.rows) }
    return report.telling(first.rows, of: first.values.name).telling(second.rows, of: second.values.name)
  }

  /// A column row by row.
  ///
  /// - Parameter others: the columns that hold no names, as they are looked at too.
  private func rows(
    _ whole: AnalysisTable, _ name: String, others: [Int]
  ) throws(CommandFailure) -> (values: Observations, rows: CountedRows?) {
    let measure = try whole.measure(name)
    let centre = try whole.centre(time: nil)
    let table = centre.data
    let numbers = try table.values(of: measure)
    let names = try table.names(except: others + [measure.column])
    return (
      Observations(name: measure.name, unit: numbers.unit, labels: names, values: numbers.values), centre.rows
    )
  }

  /// Two series on one line of time: the periods of the first that the second has too, or lacks, and those that only the
  /// second has, before and behind.
  private func paired(
    _ table: AnalysisTable, _ x: String, _ y: String, _ period: String?
  ) throws(CommandFailure) -> MeasurePair {
    let (first, second) = (try table.series(x, period: period), try table.series(y, period: period))
    let others = Dictionary(
      zip(second.values.labels, second.values.values), uniquingKeysWith: { first, _ in first })
    let matched = Observations(
      name: second.values.name, unit: second.values.unit, labels: first.values.labels,
      values: first.values.labels.map { others[$0] ?? nil })
    let known = Set(first.values.labels)
    let common = second.values.labels.firstIndex(where: known.contains) ?? second.values.labels.count
    func unknown(_ places: Range<Int>) -> [String] {
      places.filter { !known.contains(second.values.labels[$0]) && second.values.values[$0] != nil }
        .map { second.values.labels[$0] }
    }
    return (
      first, (matched, second.rows), (unknown(0..<common), unknown(common..<second.values.labels.count))
    )
  }
}

extension AnalysisTable {
  /// What counts add up to in each place on the line of time: one row, or those of several teams.
  fileprivate func added(
    _ counts: [[Int]], at places: [Place], columns: [Int]
  ) throws(CommandFailure) -> (labels: [String], sums: [[Int]]) {
    var labels: [String] = []
    var sums = counts.map { _ in [Int]() }
    for place in places {
      if labels.last != place.label {
        labels.append(place.label)
        for index in sums.indices { sums[index].append(0) }
      }
      guard let row = place.row else { continue }
      for (index, column) in zip(sums.indices, columns) {
        let (sum, overflows) = sums[index][labels.count - 1].addingReportingOverflow(counts[index][row])
        guard !overflows else {
          throw CommandFailure(
            .inputWrong,
            [
              table.finding(
                "out-of-range", "\(place.label) 的合计太大", "the sum of \(place.label) is too large", row, column)
            ])
        }
        sums[index][labels.count - 1] = sum
      }
    }
    return (labels, sums)
  }

  /// A count that is larger than what was counted from, or that has no base at all.
  func aboveBase(_ row: Int, _ count: Int, _ base: Int) -> Diagnostic {
    let cells = table.rows[row].cells
    return table.finding(
      "out-of-range", "“\(table.columns[count])”\(cells[count]) 大于“\(table.columns[base])”\(cells[base])",
      "“\(table.columns[count])” \(cells[count]) is more than “\(table.columns[base])” \(cells[base])", row, count,
      hint: LocalizedText(
        chinese: "计数不能大于基数，基数为 0 时计数也应为 0；请核对这一行", english: "a count is at most its base; check this row"))
  }
}
