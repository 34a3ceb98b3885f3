internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import IndicatorEvidence
internal import IndicatorFiles

/// `pingxing kpi check`: every problem of a data file at once.
struct IndicatorCheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: localized(
        "一次列出指标数据文件的所有问题，写明行与列。", "Lists all problems of a data file at once, with line and column."),
      discussion: localized(
        """
        加 --against 时与以前的文件对照，列出改过的历史数据：哪个指标、哪个月、原来报多少、现在是多少。
        有错误时以状态 1 结束；文件不存在为 66，映射文件有错误为 65。
        """,
        """
        With --against the file is held beside an earlier one: which month of which indicator was what then, and is what now.
        Ends with status 1 where there are errors, 66 where a file is missing, 65 where the mapping has errors.
        """))
  }

  @Argument(help: ArgumentHelp(localized("数据文件（CSV）。", "The data file (CSV)."), valueName: "file"))
  var file: String

  @OptionGroup var mapping: MappingOption

  @Option(
    help: ArgumentHelp(
      localized(
        "以前的数据文件，列出之后改过的历史数据；用同一个映射文件读。",
        "An earlier file: lists the history that was changed since; read by the same mapping."), valueName: "older.csv")
  )
  var against: String?

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: DiagnosticFormat = .text

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let catalogue = try IndicatorSource.catalogue(try shared.folders)
    let map = try mapping.load(catalogue)
    let load = IndicatorFile.load(file, map: map, catalogue: catalogue)
    let earlier = against.map { IndicatorFile.load($0, map: map, catalogue: catalogue) }
    let report = report(of: load, earlier, catalogue)
    StandardStreams.printRaw(format.render(report))
    if format == .text {
      if !load.isMissing { StandardStreams.print(Self.wording(of: load.summary)) }
      DiagnosticPrinter.printSummary(report)
    }
    if load.isMissing || earlier?.isMissing == true { throw CommandFailure(.inputMissing) }
    if report.hasErrors { throw CommandFailure(.requirementNotMet) }
  }

  /// What is wrong with the files, and where every cell can be read, what does not look like real figures and what an
  /// earlier file said otherwise.
  private func report(
    of load: IndicatorFile.Load, _ earlier: IndicatorFile.Load?, _ catalogue: IndicatorCatalogue
  ) -> DiagnosticReport {
    // Of the earlier file only what keeps it from being read is of interest.
    let obstacles = (earlier?.report.diagnostics ?? []).filter { $0.severity == .error }.map { found in
      earlier?.isMissing == true && found.hint == nil ? Self.hinted(found) : found
    }
    guard !load.report.hasErrors, load.report.omitted.isEmpty, let data = load.data else {
      return DiagnosticReport(load.report.diagnostics + obstacles, sources: load.report.sources)
    }
    let findings = IndicatorEvidence.plausibility(of: data, catalogue: catalogue).map {
      Diagnostic(
        $0.severity, $0.code.rawValue, $0.message, at: SourceLocation(file: file, line: $0.line, column: 0))
    }
    var restated: [Diagnostic] = []
    if let against, let then = earlier?.data {
      let figures = IndicatorFigures(data: data, path: file, catalogue: catalogue)
      restated = figures.restatements(since: IndicatorFigures(data: then, path: against, catalogue: catalogue))
    }
    return DiagnosticReport(
      load.report.diagnostics + findings + restated + obstacles, sources: load.report.sources)
  }

  /// What is missing is the earlier file, which has to be a file of data as the first one is.
  private static func hinted(_ found: Diagnostic) -> Diagnostic {
    Diagnostic(
      found.severity, found.code, found.message, at: found.location, notes: found.notes,
      hint: LocalizedText(
        chinese: "--against 后面写以前那份数据文件（CSV）的路径，如 2024/kpi.csv",
        english: "--against takes the path of the earlier data file (CSV), such as 2024/kpi.csv"))
  }

  /// What reading a file came to, on one line.
  ///
  /// - Parameter skipsBad: whether rows that are wrong are left out of a result.
  static func wording(of summary: IndicatorFileSummary, skipsBad: Bool = false) -> String {
    if skipsBad, summary.refused > 0 {
      let passed = summary.ignored + summary.refused
      return localized(
        "读了 \(summary.records) 行，得到 \(summary.values) 个数，略过 \(passed) 行，其中有问题的 \(summary.refused) 行",
        "\(summary.records) rows read, \(summary.values) values, \(passed) rows passed over, \(summary.refused) of them wrong"
      )
    }
    return localized(
      "读了 \(summary.records) 行，得到 \(summary.values) 个数，略过 \(summary.ignored) 行，有问题的 \(summary.refused) 行",
      "\(summary.records) rows read, \(summary.values) values, \(summary.ignored) rows passed over, \(summary.refused) wrong"
    )
  }
}
