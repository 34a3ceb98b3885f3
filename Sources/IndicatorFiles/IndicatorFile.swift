public import AssessmentModel
public import Diagnostics
public import InputFiles

/// Reads data files of indicators: exports of call-centre systems by a mapping, or files in the plain form.
public enum IndicatorFile {
  /// What loading a file gave.
  public struct Load: Sendable {
    /// The series; nil where one of the findings is an error.
    public let data: IndicatorData?
    /// What was found.
    public let report: DiagnosticReport
    /// What the file came to.
    public let summary: IndicatorFileSummary
    /// Whether the file could not be found or opened, as opposed to being wrong.
    public let isMissing: Bool
  }

  /// The most values that are held in memory at once; larger files are streamed.
  public static let valueLimit = 1_000_000

  /// Reads a whole file into memory: every series, sorted by time, no period twice.
  public static func load(
    _ path: String, map: IndicatorMap? = nil, catalogue: IndicatorCatalogue
  ) -> Load {
    let problems = DiagnosticCollector(limit: 200)
    let collector = SeriesCollector(path: path, catalogue: catalogue)
    let summary = read(path, map: map, catalogue: catalogue, problems: problems, into: collector).summary
    let missing = ["file-missing", "file-unreadable", "not-a-file"]
    let isMissing = problems.diagnostics.contains { missing.contains($0.code) }
    let data = isMissing ? IndicatorData([]) : collector.finish(problems)
    return Load(
      data: problems.hasErrors ? nil : data, report: DiagnosticReport(problems), summary: summary, isMissing: isMissing)
  }

  /// Reads a file of any length and sums it up. Where the rows of a day or month do not come in order, or their periods
  /// differ in length within a day, the file is read a second time: what stands twice with one value counts once, and is an
  /// error with two, as for a file that is loaded; what overlaps is not summed up. A file that is another by then is an error.
  public static func totals(
    of path: String, by length: PeriodTotals.Length, map: IndicatorMap? = nil, catalogue: IndicatorCatalogue,
    problems: DiagnosticCollector
  ) -> (totals: PeriodTotals, summary: IndicatorFileSummary) {
    let totals = PeriodTotals(length, catalogue: catalogue)
    let first = read(path, map: map, catalogue: catalogue, problems: problems, into: totals)
    guard first.summary.isComplete, !totals.unsorted.isEmpty else { return (totals, first.summary) }
    return compared(totals, after: first, of: path, by: length, map: map, catalogue: catalogue, problems: problems)
  }

  /// The second reading, which compares the values of the totals that the first could not judge.
  static func compared(
    _ totals: PeriodTotals, after first: Reading, of path: String, by length: PeriodTotals.Length,
    map: IndicatorMap? = nil, catalogue: IndicatorCatalogue, problems: DiagnosticCollector
  ) -> (totals: PeriodTotals, summary: IndicatorFileSummary) {
    let compared = PeriodTotals(
      length, catalogue: catalogue, comparing: totals.unsorted,
      repeats: RepeatedValues(path: path, catalogue: catalogue, problems: problems))
    let again = readAgain(path, after: first, map: map, catalogue: catalogue, problems: problems, into: compared)
    compared.refuseOverlaps()
    return (compared, again)
  }

  /// Reads a file of any length in little memory and hands its quantities on in the order of the file, but none of a period
  /// that stood before in its series: with one value it is passed over, with two it is an error. Periods that do not come in
  /// order are compared in a second reading, up to ``valueLimit`` of them; that more were not is a finding. Rows that are
  /// wrong are reported with line and column and passed over; `problems` counts those that it does not keep.
  /// Percentages of a series that stand partly as ratios are warned of, with the place of the first, and so are intervals
  /// that overlap others of another length.
  ///
  /// - Parameter begin: gives what takes the quantities, and is asked again, for them all, where there is a second reading.
  public static func distinct(
    _ path: String, map: IndicatorMap? = nil, catalogue: IndicatorCatalogue, problems: DiagnosticCollector,
    into begin: () -> any IndicatorSink
  ) -> IndicatorFileSummary {
    let watch = RepeatWatch(begin())
    let first = read(path, map: map, catalogue: catalogue, problems: problems, into: watch, watchesShares: true)
    guard first.summary.isComplete, !watch.suspects.isEmpty || !watch.mixedDays.isEmpty else { return first.summary }
    if let line = watch.unwatchedLine { problems.add(RepeatedValues.unchecked(path, line: line)) }
    let repeats = RepeatedValues(path: path, catalogue: catalogue, problems: problems)
    let filter = RepeatFilter(after: watch, repeats: repeats, sink: begin())
    var again = readAgain(path, after: first, map: map, catalogue: catalogue, problems: problems, into: filter)
    for (key, overlap) in filter.overlaps {
      problems.add(overlapping(key, overlap, catalogue.title(of: key.subject), path))
    }
    again.refused += filter.contradictoryLines.count
    return again
  }

  /// A warning, as nothing is summed up; who does it later counts a call twice.
  private static func overlapping(
    _ key: IndicatorSeries.Key, _ first: RepeatedValues.Overlap, _ title: LocalizedText, _ path: String
  ) -> Diagnostic {
    let group = key.group.isEmpty ? "" : " \(shown(key.group))"
    return Diagnostic(
      .warning, "overlapping-periods",
      LocalizedText(
        chinese: "\(title.chinese)\(group)：\(first.wording.chinese)",
        english: "\(title.english)\(group): \(first.wording.english)"),
      at: SourceLocation(file: path, line: first.line, column: 0), hint: PeriodCoverage.advice)
  }

  /// A second reading. What is wrong with the cells has been said; where what is read is another now, that is an error.
  private static func readAgain(
    _ path: String, after first: Reading, map: IndicatorMap?, catalogue: IndicatorCatalogue,
    problems: DiagnosticCollector, into sink: any IndicatorSink
  ) -> IndicatorFileSummary {
    var again = read(path, map: map, catalogue: catalogue, problems: DiagnosticCollector(limit: 1), into: sink)
    if again != first, problems.diagnostics.allSatisfy({ $0.code != changedCode }) {
      problems.add(changed(path))
      again.summary.isComplete = false
    }
    return again.summary
  }

  private static let changedCode = "file-changed"

  private static func changed(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, changedCode,
      LocalizedText(chinese: "读取期间文件被改动了，读到的数前后不一", english: "the file was changed while it was read"),
      at: SourceLocation(file: path),
      hint: LocalizedText(
        chinese: "等写这个文件的程序结束，再重新运行", english: "wait until the program that writes it is done, and run again"))
  }

  /// A line of blanks is no head.
  private static func isEmptyHead(_ records: CSVRecords) -> Bool {
    (0..<records.count).allSatisfy { records.text($0).trimmingSpaces.isEmpty }
  }

  private static func cells(_ records: CSVRecords) -> [String] {
    (0..<records.count).map { records.text($0).trimmingSpaces }
  }

  /// The next records, as far as they can be read.
  private static func nextRows(of records: CSVRecords) -> [(line: Int, cells: [String])] {
    var rows: [(line: Int, cells: [String])] = []
    while rows.count < HeadAdvice.longestTitle, (try? records.next()) == true {
      rows.append((records.line, cells(records)))
    }
    return rows
  }

  /// What a file needs at least.
  private static let neededForm = LocalizedText(
    chinese: "第一行写列名，如 period,offered；其下每行一个时段的数，如 2025-03,1204",
    english: "the first line names the columns, as period,offered; below it stands a line a period, as 2025-03,1204")

  /// Whether every time of a file is a midnight: days, as a database or a spreadsheet writes them. The first time that is
  /// none ends the search, so that files of intervals are not read twice.
  ///
  /// - Parameter head: the line of the head.
  private static func isOfMidnights(
    _ path: String, _ plan: ColumnPlan, _ map: IndicatorMap?, from head: Int
  ) throws(CSVRecords.Fault) -> Bool {
    guard plan.interval == nil, plan.time.count == 1, let column = plan.time.first else { return false }
    let records = try CSVRecords(path, encoding: map?.encoding, separator: map?.separator?.byte)
    var hasDays = false
    // What cannot be parted is said where the file is read.
    while (try? records.next()) == true {
      guard records.line > head, column < records.count else { continue }
      guard let isMidnight = PeriodCell.isMidnight(records.text(column).trimmingSpaces) else { continue }
      guard isMidnight else { return false }
      hasDays = true
    }
    return hasDays
  }

  /// What reading a file came to, and the state in which it was at the end.
  struct Reading: Equatable {
    var summary = IndicatorFileSummary()
    var stamp: FileStamp?
  }

  /// Reads a file of any length in constant memory and hands its quantities on in the order of the file. Rows that are
  /// wrong are reported with line and column and passed over; `problems` counts those that it does not keep.
  static func read(
    _ path: String, map: IndicatorMap?, catalogue: IndicatorCatalogue, problems: DiagnosticCollector,
    into sink: any IndicatorSink, watchesShares: Bool = false
  ) -> Reading {
    let findings = CellFindings(path: path, head: [], problems: problems)
    do throws(CSVRecords.Fault) {
      let records = try CSVRecords(path, encoding: map?.encoding, separator: map?.separator?.byte)
      let stamp = records.stamp
      var found = try records.next()
      while found, records.line < map?.headLine ?? 1 || isEmptyHead(records) { found = try records.next() }
      guard found else {
        problems.add(
          Diagnostic(
            .error, "empty-file", LocalizedText(chinese: "文件里没有表头", english: "the file has no head"),
            at: SourceLocation(file: path), hint: Self.neededForm))
        return Reading()
      }
      let planner = ColumnPlanner(
        head: cells(records), place: SourceLocation(file: path, line: records.line, column: 1), catalogue: catalogue,
        problems: problems, isGuessedEncoding: records.isGuessedEncoding, below: { nextRows(of: records) })
      guard let plan = map.map(planner.plan) ?? planner.standardPlan() else { return Reading() }
      let reader = RowReader(
        records, plan: plan, catalogue: catalogue, map: map, path: path, problems: problems, sink: sink,
        watchesShares: watchesShares, midnightIsDay: try isOfMidnights(path, plan, map, from: records.line))
      reader.readAll()
      if reader.summary.values == 0, !problems.hasErrors {
        problems.add(
          Diagnostic(
            .error, "no-values", LocalizedText(chinese: "文件里没有一个数", english: "the file has not one value"),
            at: SourceLocation(file: path), hint: Self.neededForm))
      }
      var reading = Reading(summary: reader.summary, stamp: records.stamp)
      if reading.stamp != stamp {
        problems.add(changed(path))
        reading.summary.isComplete = false
      }
      return reading
    } catch {
      findings.unreadable(error)
      return Reading()
    }
  }
}
