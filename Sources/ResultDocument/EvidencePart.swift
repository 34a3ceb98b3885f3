import AssessmentModel
import Diagnostics
import Scoring

/// Evidence as the appendix lists it and as items cite it.
enum EvidencePart {
  /// A record of the evidence list with the items that cite it.
  static func node(_ standing: EvidenceStanding, context: DocumentContext) -> ResultNode {
    let evidence = standing.evidence
    var node = ResultNode("evidence")
    node.value("id", evidence.id.rawValue)
    node.value("title", evidence.title)
    addValidity(standing.validity, to: &node)
    node.value("file", evidence.file)
    node.value("location", evidence.location)
    if case .present(let sha256, let bytes) = evidence.fileState {
      node.value("sha256", sha256)
      node.value("bytes", bytes)
      node.value("size-display", Wording.size(bytes))
    }
    node.date("collected", evidence.collected)
    node.period("covers", evidence.covers)
    node.date("received", evidence.received)
    node.date("expires", evidence.expires)
    node.value("use-count", standing.uses.count)
    node.list(
      "uses",
      standing.uses.map { use in
        var node = ResultNode("use")
        node.value("rubric", use.rubric.rawValue)
        node.value("item", use.item.rawValue)
        node.title(context.items[.init(rubric: use.rubric, item: use.item)]?.title)
        return node
      })
    return node
  }

  /// A piece of evidence as an item cites it.
  static func node(_ citation: Citation, context: DocumentContext) -> ResultNode {
    var node = ResultNode("citation")
    node.value("id", citation.id.rawValue)
    node.value("title", context.evidence[citation.id]?.evidence.title)
    addValidity(citation.validity, to: &node)
    return node
  }

  private static func addValidity(_ validity: EvidenceValidity, to node: inout ResultNode) {
    node.value("valid", validity.isValid)
    guard !validity.isValid else { return }
    node.value("defects", validity.defects.map(\.rawValue).joined(separator: " "))
    node.value("reason", validity.defects.map(\.text.chinese).joined(separator: "；"))
    node.value("reason-en", validity.defects.map(\.text.english).joined(separator: "; "))
  }
}
