package import AnalysisReports
internal import AssessmentModel
internal import Diagnostics
package import InputFiles
internal import OperationalAnalysis

/// The analyses that an assessment lists, run as their commands run them, and everything that is to be said about them.
/// `package`, for the benchmark measures the same steps as the program takes.
package struct AnalysisReview {
  /// What they say, in the order given; one that cannot run says why.
  package private(set) var reports: [AnalysisReport] = []
  /// The findings, with their places.
  private(set) var diagnostics: [Diagnostic] = []

  /// Whether an analysis or its data are wrong.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Runs every analysis of an assessment.
  package init(_ loaded: LoadedAssessment, at path: String, library: RubricLibrary) {
    self.init(Array(zip(loaded.assessment.analyses, loaded.positions.analyses)), at: path, library: library)
  }

  /// Runs analyses that an assessment lists, each with its place there; the rest of the assessment may be wrong.
  init(_ analyses: [(request: AnalysisRequest, place: SourceLocation)], at path: String, library: RubricLibrary) {
    func beside(_ name: String) -> String { FilePath.joined(FilePath.folder(path), name) }
    let tables = AnalysisTables(uses: analyses.compactMap { $0.request.file.map(beside) })
    for (request, position) in analyses {
      let runner = AnalysisRunner(request, file: request.file.map(beside), tables: tables) {
        () throws(CommandFailure) in
        library.catalogue().catalogue
      }
      do throws(CommandFailure) {
        try add(runner.report(), of: request, at: position)
      } catch {
        add(error, of: request, at: position)
      }
    }
  }

  /// Takes a result; parts that could not be computed are worth knowing before the report is printed.
  private mutating func add(_ report: AnalysisReport, of request: AnalysisRequest, at place: SourceLocation) {
    var report = report
    if let title = request.title { report.title = LocalizedText(chinese: title, english: title) }
    diagnostics += report.refusals.map { Self.finding($0, .note, report.title, request.file, place) }
    reports.append(report)
  }

  /// Takes a failure: a method that cannot run is shown as such, anything else is an error of the assessment or of its
  /// data.
  private mutating func add(_ failure: CommandFailure, of request: AnalysisRequest, at place: SourceLocation) {
    guard let refusal = failure.refusal else {
      diagnostics += failure.diagnostics.map { $0.location == nil ? Self.inKeys($0, at: place) : $0 }
      return
    }
    let title = request.title.map { LocalizedText(chinese: $0, english: $0) } ?? request.method.title
    diagnostics.append(Self.finding(refusal, .warning, title, request.file, place))
    reports.append(AnalysisReport(refused: refusal, kind: request.method.kind, title: title))
  }

  private static func finding(
    _ refusal: AnalysisRefusal, _ severity: Severity, _ title: LocalizedText, _ file: String?, _ place: SourceLocation
  ) -> Diagnostic {
    let (chinese, english) = (file.map { "（\($0)）" } ?? "", file.map { " (\($0))" } ?? "")
    return Diagnostic(
      severity, severity == .note ? "analysis-incomplete" : "analysis-refused",
      LocalizedText(
        chinese: "“\(title.chinese)”未能计算：\(refusal.message.chinese)\(chinese)",
        english: "“\(title.english)” was not computed: \(refusal.message.english)\(english)"), at: place,
      hint: LocalizedText(
        chinese: "改好数据或选项，或从 analyses 删去这一项；不改时报告里只写原因，不给数",
        english: "mend the data or the options, or take it off analyses; else the report gives the reason and no number"
      ))
  }

  /// What is wrong with an option is wrong with the key of the same name.
  private static func inKeys(_ finding: Diagnostic, at place: SourceLocation) -> Diagnostic {
    func keys(_ text: LocalizedText) -> LocalizedText {
      LocalizedText(
        chinese: text.chinese.replacing(/--([a-z])/) { "\($0.1)" },
        english: text.english.replacing(/--([a-z])/) { "\($0.1)" })
    }
    return Diagnostic(
      finding.severity, finding.code, keys(finding.message), at: place, notes: finding.notes,
      hint: finding.hint.map(keys))
  }
}
