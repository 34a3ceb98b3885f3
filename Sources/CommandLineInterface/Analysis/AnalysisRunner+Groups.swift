internal import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles
internal import OperationalAnalysis

// Analyses of scorers, groups, teams and causes.
extension AnalysisRunner {
  /// Checkers who scored the same recordings.
  func calibration(
    _ scorers: [String], _ scale: AnalysisMethod.Scale?, _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let table = try table()
    try table.refuseRepeatedRecords()
    var columns: [Observations] = []
    var places: Set<Int> = []
    var compared: [(column: Int, numbers: ObservationTable.Numbers)] = []
    for name in scorers {
      let column = try table.column(name)
      guard places.insert(column).inserted else { throw Self.sameScorer(table.table.columns[column]) }
      if case .marks(let most)? = scale { try check(table, column, most) }
      let numbers = try table.numbers(column)
      compared.append((column, numbers))
      columns.append(
        Observations(
          name: .same(table.table.columns[column]), unit: numbers.unit,
          labels: table.table.rows.map { String($0.line) },
          values: numbers.values))
    }
    if let names = table.nameColumn(except: Array(places)) { try table.refuseTotals(in: names) }
    try AnalysisTable.read { () throws(InputRejected) in try table.table.refuseUnlike(compared) }
    let known: CalibrationAnalysis.Scale? =
      switch scale {
      case .bands(let bounds)?: .bands(bounds)
      case .marks(let most)?: .marks(most)
      case nil: nil
      }
    return AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        let analysis = try CalibrationAnalysis(scorers: columns, scale: known, significance: significance)
        if let refusal = analysis.refusal { throw refusal }
        return analysis
      })
  }

  private static func sameScorer(_ name: String) -> CommandFailure {
    CommandFailure(
      .usage, "scorer-twice",
      LocalizedText(
        chinese: "--scorers 里“\(name)”列写了两次", english: "--scorers names the column “\(name)” twice"),
      hint: LocalizedText(chinese: "每位质检员写一列，各列不同", english: "name one column for each checker, all different"))
  }

  private func check(_ table: AnalysisTable, _ column: Int, _ most: Int) throws(CommandFailure) {
    let values = try table.numbers(column).values
    let wrong = values.indices.filter { index in
      values[index].map { $0 < 1 || $0 > Rational(most) || $0.denominator != 1 } ?? false
    }
    guard let row = wrong.first else { return }
    throw CommandFailure(
      .inputWrong,
      [
        table.table.finding(
          "not-a-mark-of-scale",
          "“\(table.table.columns[column])”列的 \(table.table.rows[row].cells[column]) 不是 1 至 \(most) 的等级",
          "column “\(table.table.columns[column])”: \(table.table.rows[row].cells[column]) is no mark from 1 to \(most)",
          row, column)
      ])
  }

  /// Two groups.
  func comparison(
    _ value: String, _ by: String, _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let groups = try table().groups(value, by: by)
    guard groups.members.count == 2 else {
      throw CommandFailure(
        .inputWrong, "number-of-groups",
        LocalizedText(
          chinese: "“\(by)”列有 \(groups.members.count) 组，两组比较要正好 2 组",
          english: "“\(by)” has \(groups.members.count) groups, a comparison of two needs exactly 2"),
        at: file.map { SourceLocation(file: $0) },
        hint: LocalizedText(
          chinese: "用 --where 留下两组，或用 kpi teams 比较多组",
          english: "keep two with --where, or compare several with kpi teams"))
    }
    return AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        try GroupComparison(
          name: groups.name, unit: groups.unit, first: groups.members[0], second: groups.members[1],
          significance: significance)
      }
    ).telling(groups.rows)
  }

  /// Teams side by side.
  func teams(
    _ value: String, _ by: String, _ within: String?, _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let measure = try table().measure(value)
    let (team, unit) = (
      try measure.data.column(by), try within.map { name throws(CommandFailure) in try measure.data.column(name) }
    )
    let (table, rows) = try measure.data.grouped(by: [team] + [unit].compactMap(\.self))
    let numbers = try table.values(of: measure)
    let values = zip(table.table.rows, numbers.values).compactMap { row, value -> TeamComparison.Value? in
      guard let value else { return nil }
      return TeamComparison.Value(team: row.cells[team], unit: unit.map { row.cells[$0] }, value: value)
    }
    return AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in
        try TeamComparison(
          name: measure.name, unit: numbers.unit, values: values,
          significance: significance)
      }, within: within
    ).telling(rows)
  }

  /// Causes of complaints: rows that are complaints count whichever team they name, numbers of them are those of the whole
  /// centre.
  func pareto(
    _ cause: String, _ count: String?, _ repeated: String?, _ escalated: String?, _ significance: Significance
  ) throws(CommandFailure) -> AnalysisReport {
    let whole = try table()
    let centre = count == nil ? nil : try whole.centre(time: nil)
    let table = centre?.data ?? whole
    let column = try table.column(cause)
    let causes = table.table.texts(column)
    if let row = causes.firstIndex(of: "") { throw table.unnamed(row, column) }
    try table.refuseTotals(in: column)
    let counts = try count.map { name throws(CommandFailure) in try table.counts(try table.column(name)) }
    let (repeats, escalations) = (try marks(table, repeated), try marks(table, escalated))
    let entries = causes.indices.map { row in
      ComplaintAnalysis.Entry(
        cause: causes[row], count: counts?[row] ?? 1, isRepeated: repeats?[row] ?? nil,
        isEscalated: escalations?[row] ?? nil)
    }
    return AnalysisReport(
      try analysed { () throws(AnalysisRefusal) in try ComplaintAnalysis(entries, significance: significance) }
    ).telling(centre?.rows)
  }

  private func marks(_ table: AnalysisTable, _ name: String?) throws(CommandFailure) -> [Bool?]? {
    guard let name else { return nil }
    let column = try table.column(name)
    return try AnalysisTable.read { () throws(InputRejected) in try table.table.marks(column) }
  }
}

extension AnalysisTable {
  /// The heads of columns that number recordings, and of those that number people.
  private static let recordHeads = [
    "录音", "录音号", "录音编号", "通话编号", "流水号", "工单号", "编号", "recording", "recording id", "call id", "id",
  ]
  private static let nameHeads = ["坐席", "座席", "坐席工号", "座席工号", "姓名", "员工", "agent", "name"]
  private static let personHeads = ["工号", "员工号", "员工编号", "employee id", "employee", "staff id"]

  /// The column that names the rows: that of recordings, people or teams by its head, else the first that is none of those
  /// looked at and holds no numbers; nil where there is none.
  func nameColumn(except looked: [Int]) -> Int? {
    let heads = Self.recordHeads + Self.personHeads + Self.nameHeads + Self.groupHeads
    if let column = table.position(among: heads), !looked.contains(column) { return column }
    return table.columns.indices.first { column in
      !looked.contains(column)
        && table.rows.contains { row in row.cells[column].contains { !$0.isNumber && $0 != "." && $0 != "%" } }
    }
  }

  /// What each row is called: by the column of names, else by its line. Totals among them are refused.
  func names(except looked: [Int]) throws(CommandFailure) -> [String] {
    guard let column = nameColumn(except: looked) else { return table.rows.map { String($0.line) } }
    try refuseTotals(in: column)
    return table.rows.map { $0.cells[column].isEmpty ? String($0.line) : $0.cells[column] }
  }

  /// Refuses a recording that stands twice: its scores would count twice as independent ones.
  func refuseRepeatedRecords() throws(CommandFailure) {
    guard let column = table.position(among: Self.recordHeads) else { return }
    var lines: [String: Int] = [:]
    let problems = DiagnosticCollector(limit: 50)
    for (row, record) in table.rows.enumerated() where !record.cells[column].isEmpty {
      guard let first = lines.updateValue(record.line, forKey: record.cells[column]) else { continue }
      problems.add(repeatedRecord(row, column, first))
    }
    guard !problems.hasErrors else { throw CommandFailure(.inputWrong, problems.diagnostics) }
  }

  /// Refuses somebody who was there twice at one time; who left and came again has two rows.
  ///
  /// - Parameter stays: the first and the last day of each row, nil for who is still there.
  func refuseOverlappingStays(_ stays: [(hired: CalendarDate, left: CalendarDate?)]) throws(CommandFailure) {
    guard let column = table.position(among: Self.personHeads) else { return }
    let problems = DiagnosticCollector(limit: 50)
    let rows = Dictionary(grouping: table.rows.indices.filter { !table.rows[$0].cells[column].isEmpty }) {
      table.rows[$0].cells[column]
    }
    for members in rows.values.sorted(by: { ($0.first ?? 0) < ($1.first ?? 0) }) where members.count > 1 {
      let sorted = members.sorted { (stays[$0].hired, $0) < (stays[$1].hired, $1) }
      for (one, next) in zip(sorted, sorted.dropFirst()) {
        if let left = stays[one].left, left < stays[next].hired { continue }
        let (first, second) = (min(one, next), max(one, next))
        problems.add(repeatedRecord(second, column, table.rows[first].line))
      }
    }
    guard !problems.hasErrors else { throw CommandFailure(.inputWrong, problems.diagnostics) }
  }

  private func repeatedRecord(_ row: Int, _ column: Int, _ line: Int) -> Diagnostic {
    let text = table.rows[row].cells[column]
    return table.finding(
      "repeated-record", "“\(table.columns[column])”\(text) 在第 \(line) 行已经有了，会重复计入",
      "“\(table.columns[column])” \(text) stands in line \(line) already and would count twice", row, column,
      hint: LocalizedText(
        chinese: "只留一行；确是两条时，给它们不同的编号", english: "keep one row, or number them apart where they are two"))
  }

  /// A cause or stratum without a name.
  func unnamed(_ row: Int, _ column: Int) -> CommandFailure {
    CommandFailure(
      .inputWrong,
      [
        table.finding(
          "missing-value", "“\(table.columns[column])”列这一格是空的", "column “\(table.columns[column])” is empty here", row,
          column,
          hint: LocalizedText(
            chinese: "不清楚的写“未注明”或“其他”；不是数据的行请删去",
            english: "write “not stated” where nobody knows; take out rows that are no data"))
      ])
  }

  /// The values of a column by the groups of another, in the order in which they first appear.
  func groups(_ value: String, by: String) throws(CommandFailure) -> (
    name: LocalizedText, unit: String, members: [ObservedGroup], rows: [CountedRows]
  ) {
    let measure = try measure(value)
    let column = try measure.data.column(by)
    let (data, rows) = try measure.data.grouped(by: [column])
    let numbers = try data.values(of: measure)
    let texts = data.table.texts(column)
    var order: [String] = []
    var members: [String: [Rational]] = [:]
    for (name, value) in zip(texts, numbers.values) {
      guard let value else { continue }
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(value)
    }
    return (
      measure.name, numbers.unit,
      order.map { ObservedGroup(name: $0, values: members[$0] ?? []) }, rows
    )
  }
}
