import AnalysisReports
import AssessmentModel
import Diagnostics
import Scoring

/// What a whole assessment comes to in counts, over all its rubrics.
enum SummaryPart {
  static func node(_ scorecard: Scorecard) -> ResultNode {
    let items = scorecard.rubrics.flatMap { score in
      zip(score.rubric.items, score.items).map { (item: $0, score: $1) }
    }
    let valid = scorecard.evidence.count { $0.validity.isValid }
    var node = ResultNode("summary")
    node.value("evidence", scorecard.evidence.count)
    node.value("valid-evidence", valid)
    node.value("invalid-evidence", scorecard.evidence.count - valid)
    node.value("warnings", scorecard.rubrics.reduce(0) { $0 + $1.warnings.count })
    node.value("capped-items", items.count { $0.score.isCapped })
    node.value("missing-items", items.count { $0.score.isMissing })
    node.value(
      "expected-records",
      items.filter { $0.score.status != .notApplicable }.reduce(0) { $0 + $1.item.evidenceExpected.count })
    let (findings, date) = (scorecard.assessment.findings, scorecard.assessment.date)
    node.value("findings", findings.count)
    node.value("open-findings", findings.count(where: \.isOpen))
    node.value("overdue-findings", findings.count { $0.isOverdue(on: date) })
    node.value("analyses", scorecard.analyses.count)
    node.value("refused-analyses", scorecard.analyses.count { $0.parts.isEmpty })
    return node
  }
}

extension ItemScore {
  /// Whether it applies and is not complete.
  var isMissing: Bool { status == .partial || status == .unanswered }
}

extension Completeness {
  /// How far the assessment has come, in words that name no count of zero.
  var text: LocalizedText {
    guard applicable > 0 else {
      return LocalizedText(chinese: "没有适用的评审项", english: "nothing is applicable")
    }
    guard !isComplete else {
      return LocalizedText(chinese: "\(applicable) 项已全部评完", english: "all \(applicable) items answered")
    }
    guard unanswered < applicable else {
      return LocalizedText(chinese: "\(applicable) 项都还没有评", english: "none of \(applicable) items answered")
    }
    let parts = [
      (complete, "已评", "answered"), (partial, "部分已评", "answered in part"), (unanswered, "未评", "not answered"),
    ].filter { $0.0 > 0 }
    return LocalizedText(
      chinese: parts.map { "\($0.1) \($0.0) 项" }.joined(separator: "，"),
      english: parts.map { "\($0.0) \($0.2)" }.joined(separator: ", "))
  }
}
