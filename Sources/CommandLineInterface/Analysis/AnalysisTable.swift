internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorFiles
internal import OperationalAnalysis

/// The data file of an analysis and which of its rows count.
struct DataOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(localized("数据文件（CSV，第一行是表头）。", "The data (CSV with a head)."), valueName: "file.csv"))
  var file: String

  @Option(
    help: ArgumentHelp(
      localized(
        "只用某列等于某值的行，如 --where 渠道=电话；可写几次。",
        "Only rows whose column has a value, such as --where channel=phone; may be given several times."),
      valueName: "column=value"))
  var `where`: [String] = []

  /// The conditions as columns and values.
  var conditions: [AnalysisRequest.Condition] {
    get throws(CommandFailure) {
      var conditions: [AnalysisRequest.Condition] = []
      for text in `where` {
        guard let equals = text.firstIndex(of: "=") else {
          throw CommandFailure(
            .usage, "condition",
            LocalizedText(chinese: "--where 要写成 列=值，这里是 \(text)", english: "--where takes column=value, not \(text)"))
        }
        conditions.append(
          AnalysisRequest.Condition(column: String(text[..<equals]), value: String(text[text.index(after: equals)...])))
      }
      return conditions
    }
  }
}

/// A data file with the columns that an analysis names.
struct AnalysisTable {
  /// The rows that count.
  let table: ObservationTable
  /// The indicators, which name measures and say what values they can have.
  let catalogue: () throws(CommandFailure) -> IndicatorCatalogue
  /// The column of teams; nil where there is none or a condition chose among them.
  let teamColumn: Int?

  /// The heads that a file in long form has: one row an indicator and period.
  static let indicatorHeads = ["indicator", "指标", "指标名称"]
  static let valueHeads = ["value", "数值", "值", "指标值"]
  static let variantHeads = ["variant", "口径", "公式"]
  static let unitHeads = ["unit", "单位"]
  static let numeratorHeads = ["numerator", "分子"]
  static let denominatorHeads = ["denominator", "分母"]
  /// The heads of the column of teams.
  static let groupHeads = ["group", "组别", "班组"]
  /// The heads under which periods are looked for where no option names one.
  static let periodHeads = [
    "period", "周期", "期间", "月份", "月", "日期", "时间", "时段", "month", "date", "day", "week", "周", "time",
  ]

  /// Keeps the rows of a file that fulfil every condition.
  init(
    _ whole: ObservationTable, of file: String, conditions: [AnalysisRequest.Condition],
    catalogue: @escaping () throws(CommandFailure) -> IndicatorCatalogue
  ) throws(CommandFailure) {
    var table = whole
    for condition in conditions {
      let column = try Self.column(condition.column, in: whole)
      let known = table.texts(column)
      table = table.filtered { $0.cells[column] == condition.value }
      guard !table.rows.isEmpty else {
        throw CommandFailure(
          .inputWrong, "no-rows",
          LocalizedText(
            chinese: "没有“\(condition.column)”是“\(condition.value)”的行",
            english: "no row has “\(condition.value)” in “\(condition.column)”"),
          at: SourceLocation(file: file), hint: Self.suggestion(condition.value, among: known, in: whole))
      }
    }
    self.table = table
    let teams = table.position(among: Self.groupHeads)
    teamColumn = conditions.contains { whole.position(of: $0.column) == teams } ? nil : teams
    self.catalogue = catalogue
  }

  private init(
    _ table: ObservationTable, _ catalogue: @escaping () throws(CommandFailure) -> IndicatorCatalogue, teams: Int?
  ) {
    (self.table, self.catalogue, teamColumn) = (table, catalogue, teams)
  }

  /// The same columns with other rows.
  func replacing(_ table: ObservationTable) -> AnalysisTable {
    AnalysisTable(table, catalogue, teams: teamColumn)
  }

  /// What a reader found is an error of the input; a file that is not there is missing.
  static func read<Value>(_ reading: () throws(InputRejected) -> Value) throws(CommandFailure) -> Value {
    do throws(InputRejected) { return try reading() } catch {
      let missing: Set = ["file-missing", "file-unreadable", "not-a-file"]
      throw CommandFailure(
        error.diagnostics.contains { missing.contains($0.code) } ? .inputMissing : .inputWrong, error.diagnostics)
    }
  }

  // MARK: - Columns

  /// The position of a column.
  func column(_ name: String) throws(CommandFailure) -> Int { try Self.column(name, in: table) }

  private static func column(_ name: String, in table: ObservationTable) throws(CommandFailure) -> Int {
    if let position = table.position(of: name) { return position }
    throw unknownColumn(name, in: table)
  }

  /// A column that the file does not have.
  func unknownColumn(_ name: String) -> CommandFailure { Self.unknownColumn(name, in: table) }

  private static func unknownColumn(_ name: String, in table: ObservationTable) -> CommandFailure {
    CommandFailure(
      .usage, "unknown-column",
      LocalizedText(
        chinese: "\(FilePath.name(table.path)) 里没有“\(name)”列",
        english: "\(FilePath.name(table.path)) has no column “\(name)”"),
      hint: headFurtherDown(name, in: table) ?? suggestion(name, among: table.columns, in: table))
  }

  /// Of how many rows one may be the head.
  private static let longestTitle = 20

  /// What to do where a title stands above the head.
  private static func headFurtherDown(_ name: String, in table: ObservationTable) -> LocalizedText? {
    table.rows.prefix(longestTitle).first { $0.cells.contains(name) }.map { row in
      LocalizedText(
        chinese: "表头像是在第 \(row.line) 行：删去它上面的行",
        english: "the head seems to be line \(row.line): remove the lines above it")
    }
  }

  /// The name that was meant, else what there is in a file.
  static func suggestion(_ name: String, among names: [String], in table: ObservationTable) -> LocalizedText {
    var seen: Set<String> = []
    let names = names.filter { !$0.isEmpty && seen.insert($0).inserted }
    if let question = SuggestedName.question(
      SuggestedName.likely(to: name, among: names.map { SuggestedName.Candidate($0) }))
    {
      return question
    }
    let shown = names.prefix(12)
    let more = names.count > shown.count
    return table.advice(
      LocalizedText(
        chinese: "可用的有 \(shown.joined(separator: "、"))\(more ? " 等" : "")",
        english: "there are \(shown.joined(separator: ", "))\(more ? ", …" : "")"))
  }

  /// The column of periods: the one named, else the first with a usual head.
  func periodColumn(_ name: String?) throws(CommandFailure) -> Int {
    if let name { return try column(name) }
    if let position = table.position(among: Self.periodHeads) { return position }
    throw CommandFailure(
      .usage, "no-period-column",
      LocalizedText(chinese: "看不出哪一列是时间", english: "it is not clear which column holds the time"),
      hint: table.advice(
        LocalizedText(
          chinese: "用 --period 写出列名：\(table.columns.prefix(12).joined(separator: "、"))",
          english: "name it with --period: \(table.columns.prefix(12).joined(separator: ", "))")))
  }

  /// Numbers of a column.
  func numbers(_ column: Int) throws(CommandFailure) -> ObservationTable.Numbers {
    try Self.read { () throws(InputRejected) in try table.numbers(column) }
  }

  /// Whole numbers of a column, none missing.
  func counts(_ column: Int) throws(CommandFailure) -> [Int] {
    let counts = try Self.read { () throws(InputRejected) in try table.counts(column) }
    if let row = counts.firstIndex(of: nil) { throw missing(row, column) }
    return counts.compactMap { $0 }
  }

  /// A cell that has to hold something.
  func missing(_ row: Int, _ column: Int) -> CommandFailure {
    CommandFailure(
      .inputWrong,
      [
        table.finding(
          "missing-value", "“\(table.columns[column])”列没有数", "column “\(table.columns[column])” has no number", row,
          column)
      ])
  }
}
