internal import AssessmentModel
internal import Diagnostics
internal import InputFiles
internal import Scoring

/// An assessment that can be scored, with its rubrics.
struct AssessmentSource {
  /// The scorecard of the assessment.
  let scorecard: Scorecard
  /// The assessment with its findings and places.
  let loaded: LoadedAssessment

  /// Loads a file for use; shows its errors and fails where there are any, and counts its warnings.
  static func load(_ path: String, data: DataFolders) throws(CommandFailure) -> AssessmentSource {
    _ = try RubricSource.folders(data)
    let library = RubricSource.library(data)
    let loaded = AssessmentLoader.load(path, library: library)
    guard let assessment = loaded.assessment, !loaded.report.hasErrors else {
      DiagnosticPrinter.complain(loaded.report.errorsOnly)
      throw CommandFailure(loaded.isMissing ? .inputMissing : .inputWrong)
    }
    let warnings = loaded.report.diagnostics.count { $0.severity == .warning }
    if warnings > 0 {
      StandardStreams.complain(
        localized(
          "有 \(warnings) 条提醒，用 pingxing check 查看。", "\(warnings) warnings; pingxing check shows them."))
    }
    return AssessmentSource(
      scorecard: Scorecard(assessment: assessment, rubrics: loaded.rubrics), loaded: loaded)
  }
}
