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
    var file: (sha256: String, bytes: Int)?
    if case .present(let sha256, let bytes) = evidence.fileState { file = (sha256, bytes) }
    node.value("sha256", file?.sha256)
    node.value("bytes", file?.bytes)
    node.value("size-display", file.map { Wording.size($0.bytes) })
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
    let defects = validity.isValid ? nil : validity.defects
    node.value("defects", defects?.map(\.rawValue).joined(separator: " "))
    node.value("reason", defects?.map(\.text.chinese).joined(separator: "；"))
    node.value("reason-en", defects?.map(\.text.english).joined(separator: "; "))
  }
}
