internal import AssessmentModel
internal import Diagnostics

/// The scale has five marks whose credits never fall, and results begin with one that needs nothing.
struct ScaleValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.rubrics.flatMap { credits(of: $0) + results(of: $0) }
  }

  private func credits(of rubric: RubricDraft) -> [Diagnostic] {
    guard let scale = rubric.scale else { return [] }
    let present = Set(scale.entries.map(\.mark.value))
    let missing = (1...5).filter { !present.contains($0) }.map(String.init)
    guard missing.isEmpty else {
      let list = missing.joined(separator: "、")
      return [
        Diagnostic(
          .error, "incomplete-scale",
          wording("评分等级缺少 \(list)", "the scale lacks the marks \(missing.joined(separator: ", "))"),
          at: scale.location)
      ]
    }
    let sorted = scale.entries.sorted { $0.mark.value < $1.mark.value }
    var findings: [Diagnostic] = []
    for (lower, higher) in zip(sorted, sorted.dropFirst()) {
      guard let before = lower.credit, let after = higher.credit, after.value < before.value else { continue }
      findings.append(
        Diagnostic(
          .error, "falling-credit",
          wording(
            "等级 \(higher.mark.value) 的得分率低于等级 \(lower.mark.value)",
            "mark \(higher.mark.value) is worth less than mark \(lower.mark.value)"),
          at: after.location))
    }
    return findings
  }

  private func results(of rubric: RubricDraft) -> [Diagnostic] {
    guard let first = rubric.results.first else {
      return [
        Diagnostic(
          .error, "no-results", wording("准则没有评定结果", "the rubric has no results"),
          at: rubric.location.firstScalar)
      ]
    }
    guard !first.gates.isEmpty else { return [] }
    return [
      Diagnostic(
        .error, "first-result-gated",
        wording(
          "第一个评定结果不能有门槛：什么都没达到时也要有结果",
          "the first result has to have no gates, so that there always is a result"),
        at: first.id.location)
    ]
  }
}
