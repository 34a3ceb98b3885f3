internal import AssessmentModel

/// Findings of the invented centre of `SampleResults`: of every severity and status, this year and the year before.
enum SampleFindings {
  /// Those of the assessment of 2025.
  static func now(_ rubrics: [Rubric]) -> [Finding] {
    [
      finding("F1", 2, rubrics, .major, .closed, raised: 2024, closed: 2025),
      finding("F2", 4, rubrics, .minor, .inProgress, raised: 2024, due: 2025),
      finding("F4", 2, rubrics, .observation, .open, raised: 2025),
    ].compactMap(\.self)
  }

  /// Those of the assessment of 2024, one of which the later one does not list.
  static func before(_ rubrics: [Rubric]) -> [Finding] {
    [
      finding("F1", 2, rubrics, .major, .open, raised: 2024, due: 2025),
      finding("F2", 4, rubrics, .minor, .open, raised: 2024, due: 2025),
      finding("F3", 6, rubrics, .minor, .open, raised: 2024, due: 2025),
    ].compactMap(\.self)
  }

  private static func finding(
    _ id: String, _ item: Int, _ rubrics: [Rubric], _ severity: Finding.Severity, _ status: Finding.Status, raised: Int,
    due: Int? = nil, closed: Int? = nil
  ) -> Finding? {
    guard let rubric = rubrics.first, rubric.items.indices.contains(item),
      let first = CalendarDate(year: raised, month: status == .open && raised == 2025 ? 12 : 3, day: 1)
    else { return nil }
    return Finding(
      id: FindingID(id), rubric: rubric.id, item: rubric.items[item].id, text: "样例：抽查发现的问题", severity: severity,
      owner: severity == .observation ? nil : "样例责任人", raised: first,
      due: due.flatMap { CalendarDate(year: $0, month: 6, day: 30) }, status: status,
      closed: closed.flatMap { CalendarDate(year: $0, month: 5, day: 20) },
      action: severity == .observation ? nil : "样例：整改措施")
  }
}
