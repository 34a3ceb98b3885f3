import AssessmentModel
public import Diagnostics
import Scoring

/// Whether what was done about an item between two assessments seems to have worked, judged by its marks and evidence
/// alone, both times on the scale of the later edition.
public enum ActionEffect: String, Sendable, CaseIterable {
  /// The evidenced credit rose.
  case worked
  /// Only the claimed credit rose: there is nothing to show for it.
  case claimedOnly = "claimed-only"
  /// The credit is the same.
  case unchanged
  /// The credit fell.
  case worse
  /// The marks changed with the assessor while the evidence is the same, so nothing can be said.
  case otherAssessor = "other-assessor"
  /// The item was not marked in full, did not apply or does not stand in both editions.
  case incomparable

  /// The effect in words.
  public var title: LocalizedText {
    switch self {
    case .worked: LocalizedText(chinese: "见效", english: "worked")
    case .claimedOnly: LocalizedText(chinese: "只升自称", english: "claimed only")
    case .unchanged: LocalizedText(chinese: "未见变化", english: "no change")
    case .worse: LocalizedText(chinese: "变差", english: "worse")
    case .otherAssessor: LocalizedText(chinese: "换评估者，难断", english: "other assessor")
    case .incomparable: LocalizedText(chinese: "无从比较", english: "cannot tell")
    }
  }
}

extension ItemComparison {
  /// Whether what was done about the item seems to have worked.
  public var effect: ActionEffect {
    guard let evidenced = changeOnNewScale(.evidenced), let claimed = changeOnNewScale(.claimed),
      then?.status == .complete,
      now?.status == .complete
    else { return .incomparable }
    if isByAssessor { return .otherAssessor }
    if evidenced != 0 { return evidenced > 0 ? .worked : .worse }
    return claimed > 0 ? .claimedOnly : claimed < 0 ? .worse : .unchanged
  }
}

/// What an answer of the earlier assessment announced, with what became of the item.
public struct ActionOutcome: Sendable, Equatable {
  /// The item then and now.
  public let item: ItemComparison
  /// What the centre intended to do.
  public let action: String

  /// The actions of the answers to one rubric, in the order of the items compared.
  static func all(_ items: [ItemComparison], answers: [ItemID: Answer]) -> [ActionOutcome] {
    items.compactMap { item in
      guard let old = item.names.old, case .marked(let answer)? = answers[old], let action = answer.action else {
        return nil
      }
      return ActionOutcome(item: item, action: action)
    }
  }
}
