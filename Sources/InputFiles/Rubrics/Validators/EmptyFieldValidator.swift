internal import Diagnostics

/// Fields that are there but say nothing: empty lists, placeholders.
struct EmptyFieldValidator: RubricValidator {
  /// The facet set of items that are marked on what indicators show.
  private static let resultFacets = "result"

  private static let placeholders = ["TODO", "TBD", "FIXME", "XXX", "待定", "待补充", "略", "无", "…", "……"]
  private static let longestPlaceholder = placeholders.map(\.utf8.count).max() ?? 0

  func findings(in library: LibraryDraft) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for item in library.itemFiles.flatMap(\.items) {
      if item.evidence.isEmpty {
        findings.append(empty(item.id, wording("没有列出预期证据", "lists no expected evidence")))
      }
      if item.facets?.value == Self.resultFacets, item.indicators.isEmpty {
        findings.append(
          empty(item.id, wording("是结果项，至少要有一个指标", "is marked on results and needs an indicator")))
      }
      let texts =
        [item.question, item.why].compactMap { $0 } + item.evidence + (1...5).flatMap { item.marks[$0]?.texts ?? [] }
      findings += texts.compactMap(placeholder)
    }
    for rubric in library.rubrics {
      if rubric.domains.isEmpty, let id = rubric.id {
        findings.append(empty(id, wording("没有评审范畴", "has no domains")))
      }
      for domain in rubric.domains where domain.uses.isEmpty {
        findings.append(empty(domain.id, wording("没有评审项", "has no items")))
      }
      for group in rubric.domains.flatMap(\.groups) where group.uses.isEmpty && group.title != nil {
        findings.append(empty(group.id, wording("没有评审项", "has no items")))
      }
    }
    return findings
  }

  private func empty(_ id: Located<String>, _ what: LocalizedText) -> Diagnostic {
    Diagnostic(
      .error, "empty-field", wording("\(id.value) \(what.chinese)", "\(id.value) \(what.english)"),
      at: id.location)
  }

  private func placeholder(_ text: Located<String>) -> Diagnostic? {
    // Nearly every text is longer than all of them.
    guard text.value.utf8.count <= Self.longestPlaceholder, Self.placeholders.contains(text.value) else { return nil }
    return Diagnostic(
      .error, "empty-field", wording("“\(text.value)”只是占位，还没有内容", "“\(text.value)” only holds a place"),
      at: text.location)
  }
}
