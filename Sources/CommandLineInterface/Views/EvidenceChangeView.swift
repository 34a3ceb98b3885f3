internal import Diagnostics
internal import ResultDocument

/// The items of a step of a comparison behind whose marks stands something other than before, with the records.
struct EvidenceChangeView {
  let step: ResultNode
  let language: Language
  let width: Int

  /// The lines of the table, an empty one before each kind; none where nothing changed.
  func lines() -> [String] {
    let items = step.list("items").filter { $0["evidence-told"] == "true" }
    return ["lapsed", "withdrawn", "reduced", "gained", "renewed"].flatMap { change -> [String] in
      let items = items.filter { $0["evidence-change"] == change }
      guard let first = items.first else { return [] }
      var table = TextTable([
        (
          localized("证据", "evidence ") + title(first, "evidence-change-title")
            + localized(" \(items.count) 项", ": \(items.count)"), .left
        ), (localized("证据编号与名称", "records"), .left),
      ])
      for item in items { table.add([title(item), records(of: item)]) }
      return [""] + table.rowLines(indent: 2, width: width).flatMap(\.self)
    }
  }

  /// The records that are not as they were, each with what became of it and why.
  private func records(of item: ResultNode) -> String {
    item.list("records").filter { $0["change"] != "kept" }.map { record in
      let name = [record["ids"] ?? "", record["title"] ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
      let reason = title(record, "reason")
      let change = title(record, "change-title") + (reason.isEmpty ? "" : localized("：", ": ") + reason)
      return name + localized("（\(change)）", " (\(change))")
    }.joined(separator: localized("；", "; "))
  }

  private func title(_ node: ResultNode, _ name: String = "title") -> String {
    node[language == .chinese ? name : name + "-en"] ?? ""
  }
}
