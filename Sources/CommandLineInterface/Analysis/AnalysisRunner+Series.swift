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
    let input: ControlAnalysis.Data =
      switch chart {
      case .individuals: .individuals(try table.series(value, period: period))
      case .xbar: try subgroups(table, value, period)
      }
    return try control(input, changes, significance)
  }

  /// A chart of counts. A period that the data skip has no sample.
  func control(
    _ count: String, _ size: String, _ period: String?, _ chart: AnalysisMethod.AttributeChart, _ changes: [String],
    _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let table = try table()
    let places = try table.timeline(try table.periodColumn(period), distinct: true)
    let (column, base) = (try table.column(count), try table.column(size))
    let (counts, sizes) = (try table.counts(column), try table.counts(base))
    let wrong = counts.indices.filter { counts[$0] > sizes[$0] && (chart == .shares || sizes[$0] == 0) }
    guard wrong.isEmpty else {
      let problems = DiagnosticCollector(limit: 50)
      for row in wrong { problems.add(table.aboveBase(row, column, base)) }
      throw CommandFailure(.inputWrong, problems.diagnostics)
    }
    let labels = places.map(\.label)
    let known = places.map { $0.row.map { counts[$0] } ?? 0 }
    let bases = places.map { $0.row.map { sizes[$0] } ?? 0 }
    let name = "\(table.table.columns[column])/\(table.table.columns[base])"
    return try control(
      chart == .shares
        ? .shares(name: .same(name), labels: labels, counts: known, sizes: bases)
        : .rates(name: .same(name), labels: labels, counts: known, sizes: bases), changes, significance)
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
  ) throws(CommandFailure) -> ControlAnalysis.Data {
    let measure = try table.measure(value)
    let data = measure.data
    let numbers = try data.numbers(measure.column)
    let time = try data.periodColumn(period)
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
    return .subgroups(
      name: measure.name, unit: measure.unit.isEmpty ? numbers.unit : measure.unit, labels: labels, values: groups)
  }

  // MARK: - Correlation

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
    let (first, second) =
      isWide && !hasTime ? (try rows(table, x), try rows(table, y)) : try paired(table, x, y, period)
    return AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        try CorrelationAnalysis(first, second, isSeries: hasTime, significance: significance)
      })
  }

  /// A column row by row.
  private func rows(_ table: AnalysisTable, _ name: String) throws(CommandFailure) -> Observations {
    let column = try table.column(name)
    let numbers = try table.numbers(column)
    return Observations(
      name: .same(table.table.columns[column]), unit: numbers.unit, labels: table.table.rows.map { String($0.line) },
      values: numbers.values)
  }

  /// Two series on one line of time: the periods of the first that the second has too, or lacks.
  private func paired(
    _ table: AnalysisTable, _ x: String, _ y: String, _ period: String?
  ) throws(CommandFailure) -> (Observations, Observations) {
    let (first, second) = (try table.series(x, period: period), try table.series(y, period: period))
    let others = Dictionary(zip(second.labels, second.values), uniquingKeysWith: { first, _ in first })
    return (
      first,
      Observations(
        name: second.name, unit: second.unit, labels: first.labels, values: first.labels.map { others[$0] ?? nil })
    )
  }
}

extension AnalysisTable {
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
