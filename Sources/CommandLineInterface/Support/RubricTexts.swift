internal import AssessmentModel
internal import Diagnostics

/// The Chinese texts of a rubric that stand in reports.
enum RubricTexts {
  /// Titles, questions, reasons, wordings of marks, evidence and notes.
  static func printed(_ rubric: Rubric) -> [String] {
    [rubric.title.chinese, rubric.standard] + rubric.notes.map(\.chinese)
      + rubric.domains.flatMap { [$0.title.chinese, $0.purpose] + $0.groups.compactMap(\.title?.chinese) }
      + rubric.items.flatMap {
        [$0.title.chinese, $0.question, $0.why] + $0.markWordings.map(\.text) + $0.evidenceExpected
      }
      + rubric.results.flatMap { [$0.title.chinese, $0.publishedWording] + $0.gates.map(\.title.chinese) }
  }
}
