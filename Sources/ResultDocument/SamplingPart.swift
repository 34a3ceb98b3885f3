import AssessmentModel
import Diagnostics
import Scoring

/// The items that an auditor should look at before the others, each with every reason.
struct SamplingPart {
  let score: RubricScore

  var nodes: [ResultNode] {
    zip(score.rubric.items, score.items).compactMap { item, standing in
      let reasons = reasons(standing)
      guard !reasons.isEmpty else { return nil }
      var node = score.reference("sample", item.id)
      node.value("status", standing.status.rawValue)
      node.title(
        "reasons",
        LocalizedText(
          chinese: reasons.map(\.chinese).joined(separator: "；"),
          english: reasons.map(\.english).joined(separator: "; ")))
      return node
    }
  }

  private func reasons(_ item: ItemScore) -> [LocalizedText] {
    if item.status == .notApplicable {
      return [LocalizedText(chinese: "评为不适用，核对理由", english: "declared not applicable: check the reason")]
    }
    var reasons: [LocalizedText] = []
    if item.isCapped {
      let highest = score.rubric.evidencePolicy.highestMarkWithoutEvidence.rawValue
      reasons.append(
        LocalizedText(
          chinese: "自称高于 \(highest) 级却没有有效证据", english: "marked above \(highest) without valid evidence"))
    }
    let invalid = item.citations.filter { !$0.validity.isValid }.map(\.id.rawValue)
    if !invalid.isEmpty {
      reasons.append(
        LocalizedText(
          chinese: "引用的证据 \(invalid.joined(separator: "、")) 在评估日无效",
          english: "cites evidence not valid on the assessment date: \(invalid.joined(separator: ", "))"))
    }
    if item.status == .partial {
      reasons.append(LocalizedText(chinese: "只评了一部分维度", english: "answered in part"))
    }
    if item.status == .complete, item.facets.allSatisfy({ $0.mark == .beyond }) {
      reasons.append(LocalizedText(chinese: "各维度都自称 5 级", english: "mark 5 on every facet"))
    }
    return reasons
  }
}

extension RubricScore {
  /// A part that names an item and the domain in which it stands.
  func reference(_ name: String, _ id: ItemID) -> ResultNode {
    let place = rubric.place(of: id)
    let (domain, item) = (place?.domain, place?.item)
    var node = ResultNode(name)
    node.value("item", id.rawValue)
    node.value("clause", item?.clause)
    node.title(item?.title)
    node.value("domain", domain?.id.rawValue)
    node.title("domain-title", domain?.title)
    return node
  }
}
