internal import AssessmentModel
internal import Diagnostics
internal import InputFiles
internal import Scoring

/// An assessment that can be scored, with its rubrics.
struct AssessmentSource {
  /// The scorecard of the assessment.
  let scorecard: Scorecard
  /// The text that the assessment came from.
  let loaded: LoadedSource

  /// Loads a file for use; shows its errors and fails where there are any, and counts its warnings.
  static func load(_ path: String, data: DataFolders) throws(CommandFailure) -> AssessmentSource {
    let load = AssessmentLoader.load(path, library: try RubricSource.library(data))
    guard let loaded = load.loaded, !load.report.hasErrors else {
      DiagnosticPrinter.complain(load.report)
      throw CommandFailure(load.isMissing ? .inputMissing : .inputWrong)
    }
    let warnings = load.report.diagnostics.count { $0.severity == .warning }
    if warnings > 0 {
      StandardStreams.complain(
        localized(
          "有 \(warnings) 条提醒，用 pingxing check 查看。",
          "\(warnings) \(warnings == 1 ? "warning" : "warnings"); pingxing check shows them."))
    }
    return AssessmentSource(
      scorecard: Scorecard(assessment: loaded.assessment, rubrics: loaded.rubrics),
      loaded: LoadedSource(path: path, lines: load.report.sources[path]))
  }
}

/// The text of an assessment, to find the place of something that only layout can see.
struct LoadedSource {
  /// The path as the user gave it.
  let path: String
  /// The lines, where they were kept.
  let lines: SourceLines?

  /// The first place outside a comment where the scalars stand in a row; nil where they do not.
  func location(of scalars: [Unicode.Scalar]) -> SourceLocation? {
    guard let lines, !scalars.isEmpty else { return nil }
    for number in 1...max(1, lines.count) {
      guard let line = lines[line: number] else { continue }
      var text = Array(line.unicodeScalars)
      if text.first(where: { $0 != " " }) == "#" { continue }
      // A comment behind a value begins with a blank and a number sign; inside quotes that may be text.
      if !text.contains("\""), !text.contains("'"),
        let comment = text.indices.dropFirst().first(where: { text[$0] == "#" && text[$0 - 1] == " " })
      {
        text = Array(text[..<comment])
      }
      if text.count < scalars.count { continue }
      for offset in 0...(text.count - scalars.count)
      where Array(text[offset..<offset + scalars.count]) == scalars {
        return SourceLocation(file: path, line: number, column: offset + 1, length: scalars.count)
      }
    }
    return nil
  }
}
