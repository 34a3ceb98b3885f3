internal import AssessmentModel
internal import Diagnostics

/// A threshold as read.
struct ThresholdDraft {
  let item: Located<String>
  let facet: Located<String>
  let indicator: Located<String>
  let variant: Located<String>
  let target: Located<IndicatorThreshold.Target>?
  let conditions: [Mark: Located<IndicatorThreshold.Condition>]
  let provenance: ProvenanceDraft?

  /// The conditions from the lowest mark up.
  var sortedConditions: [(mark: Mark, condition: Located<IndicatorThreshold.Condition>)] {
    conditions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension IndicatorThreshold.Condition {
  /// Whether nothing is asked.
  var isEmpty: Bool { level == nil && periodsMet == nil && monthsSustained == nil }
}
