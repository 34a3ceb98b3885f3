public import Diagnostics

/// A CSV file with a head, held as text: what the analyses read, which name their columns on the command line.
///
/// Encodings, separators and quotation marks are those of every data file. Cells are read as numbers, times or marks only
/// where an analysis asks for them, and then every cell that is wrong is named.
public struct ObservationTable: Sendable {
  /// A record.
  public struct Row: Sendable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// Its cells, as many as the head has.
    public let cells: [String]
    /// The column in characters at which each cell begins.
    let places: [Int]
  }

  /// The path as the user gave it.
  public let path: String
  /// The heads of the columns.
  public let columns: [String]
  /// The records.
  public private(set) var rows: [Row]
  /// Whether the file was taken for GB 18030 as it is no UTF-8 and says nothing of its encoding.
  let isGuessedEncoding: Bool

  /// The most records: an analysis needs them all at once.
  public static let mostRows = 1_000_000
  /// How many findings are kept of one file.
  static let mostFindings = 50

  /// Reads a file.
  ///
  /// - Throws: everything that is wrong with its form. The codes `file-missing`, `file-unreadable` and `not-a-file` mean
  ///   that there is no file to read.
  public init(_ path: String) throws(InputRejected) {
    let problems = DiagnosticCollector(limit: Self.mostFindings)
    self.path = path
    var head: [String] = []
    var rows: [Row] = []
    var isGuessed = false
    do throws(CSVRecords.Fault) {
      let records = try CSVRecords(path, encoding: nil, separator: nil)
      // Lines of separators alone are no head.
      var found = try records.next()
      while found, records.isBlank { found = try records.next() }
      if found { head = (0..<records.count).map { records.text($0).trimmingSpaces } }
      Self.check(head, SourceLocation(file: path, line: records.line, column: 1), problems)
      let findings = CellFindings(path: path, head: head, problems: problems, takesMapping: false)
      while !problems.hasErrors || !problems.isFull, try records.next() {
        isGuessed = records.isGuessedEncoding
        if records.isBlank { continue }
        guard records.row.fits(head) else {
          findings.ragged(records.count, at: records.place(0))
          continue
        }
        guard rows.count < Self.mostRows else {
          problems.add(Self.tooManyRows(path, records.line))
          break
        }
        // Cells that are missing at the end belong to columns without a name.
        let indices = head.indices
        rows.append(
          Row(
            line: records.line,
            cells: indices.map { $0 < records.count ? records.text($0).trimmingSpaces : "" },
            places: indices.map { records.place(min($0, records.count - 1)).column }))
      }
    } catch {
      CellFindings(path: path, head: head, problems: problems, takesMapping: false).unreadable(error)
    }
    if rows.isEmpty, !problems.hasErrors {
      problems.add(
        Diagnostic(
          .error, "no-values", LocalizedText(chinese: "文件里没有数据行", english: "the file has no rows"),
          at: SourceLocation(file: path)))
    }
    guard !problems.hasErrors else { throw InputRejected(problems.diagnostics) }
    columns = head
    self.rows = rows
    isGuessedEncoding = isGuessed
  }

  private static func check(_ head: [String], _ place: SourceLocation, _ problems: DiagnosticCollector) {
    guard head.contains(where: { !$0.isEmpty }) else {
      problems.add(
        Diagnostic(.error, "empty-file", LocalizedText(chinese: "文件里没有表头", english: "the file has no head"), at: place))
      return
    }
    var seen: Set<String> = []
    for name in head where !name.isEmpty && !seen.insert(name).inserted {
      problems.add(
        Diagnostic(
          .error, "repeated-column",
          LocalizedText(chinese: "表头里有两个“\(name)”", english: "the head has “\(name)” twice"), at: place,
          hint: LocalizedText(chinese: "给其中一列改名", english: "rename one of them")))
    }
  }

  private static func tooManyRows(_ path: String, _ line: Int) -> Diagnostic {
    Diagnostic(
      .error, "too-many-rows",
      LocalizedText(chinese: "超过 \(mostRows) 行", english: "there are more than \(mostRows) rows"),
      at: SourceLocation(file: path, line: line, column: 1),
      hint: LocalizedText(
        chinese: "先按时段或按天汇总，或分成几个文件", english: "add them up by interval or day first, or part the file"))
  }

  /// The same table with the rows that fulfil a condition.
  public func filtered(_ isKept: (Row) -> Bool) -> ObservationTable {
    var table = self
    table.rows = rows.filter(isKept)
    return table
  }

  /// The same table with its rows in the order of a number; rows of one number keep theirs.
  public func sorted(by number: (Row) -> Int) -> ObservationTable {
    var table = self
    table.rows = rows.enumerated().map { (number($0.element), $0.offset) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { rows[$0.1] }
    return table
  }

  /// The position of a column by its head, whatever its case; nil where there is none.
  public func position(of name: String) -> Int? {
    columns.firstIndex(of: name) ?? columns.firstIndex { $0.lowercased() == name.lowercased() && !name.isEmpty }
  }

  /// The position of the first column that bears one of the names.
  public func position(among names: [String]) -> Int? {
    for name in names { if let found = position(of: name) { return found } }
    return nil
  }

  /// The cells of a column.
  public func texts(_ column: Int) -> [String] { rows.map { $0.cells[column] } }

  /// Where a cell stands.
  public func place(_ row: Int, _ column: Int) -> SourceLocation {
    SourceLocation(file: path, line: rows[row].line, column: rows[row].places[column])
  }
}
