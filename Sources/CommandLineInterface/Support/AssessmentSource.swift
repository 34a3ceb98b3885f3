internal import AssessmentModel
internal import Diagnostics
internal import InputFiles
internal import Scoring

/// An assessment that can be scored, with its rubrics.
struct AssessmentSource {
  /// How a user names it: its file, or the archive and its number.
  var name: String
  /// The scorecard of the assessment.
  let scorecard: Scorecard
  /// The texts that it brings into a report, with their places.
  var texts: UserTexts
  /// What loading found: warnings at most, and the lines of the file.
  var report: DiagnosticReport
  /// Where its findings stand in the file.
  var findings: [FindingID: SourceLocation]
  /// The figures of its file of indicators, where it names one.
  var figures: IndicatorFigures?
  /// How many warnings there are, those of the files of indicators included.
  private let warnings: Int

  /// Loads a file for use; shows its errors and fails where there are any.
  static func load(_ path: String, data: DataFolders) throws(CommandFailure) -> AssessmentSource {
    try load(path, library: try RubricSource.library(data))
  }

  /// The same with a library that keeps the rubrics it has read.
  static func load(_ path: String, library: RubricLibrary) throws(CommandFailure) -> AssessmentSource {
    try AssessmentSource(AssessmentLoader.load(path, library: library), at: path, library: library)
  }

  /// Takes what loading gave; shows its errors and those of the files of indicators beside it, and fails where there
  /// are any.
  init(_ load: AssessmentLoad, at path: String, library: RubricLibrary) throws(CommandFailure) {
    guard let loaded = load.loaded, !load.report.hasErrors else {
      var report = load.report
      report.add(IndicatorReview(load, at: path, library: library).diagnostics)
      report.add(AnalysisReview(load.analyses, at: path, library: library).diagnostics)
      DiagnosticPrinter.complain(report)
      throw CommandFailure(load.isMissing ? .inputMissing : .inputWrong)
    }
    let review = IndicatorReview(loaded, at: path, library: library)
    let analyses = AnalysisReview(loaded, at: path, library: library)
    guard !review.hasErrors, !analyses.hasErrors else {
      DiagnosticPrinter.complain(review.diagnostics + analyses.diagnostics)
      throw CommandFailure(.inputWrong)
    }
    name = path
    scorecard = Scorecard(
      assessment: loaded.assessment, rubrics: loaded.rubrics, indicators: review.evidence, analyses: analyses.reports)
    figures = review.figures
    texts = load.texts
    report = load.report
    findings = loaded.positions.findings
    warnings = (load.report.diagnostics + review.diagnostics + analyses.diagnostics).count { $0.severity == .warning }
  }

  /// Says on standard error how many warnings there are: once nothing is left to say against the command itself.
  func remindOfWarnings() {
    guard warnings > 0 else { return }
    StandardStreams.complain(
      localized(
        "有 \(warnings) 条提醒，用 pingxing check 查看。",
        "\(warnings) \(warnings == 1 ? "warning" : "warnings"); pingxing check shows them."))
  }
}
