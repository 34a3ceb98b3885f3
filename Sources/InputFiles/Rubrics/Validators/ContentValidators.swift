internal import AssessmentModel
internal import Diagnostics

/// Each of the five marks is worded for each item.
struct MarkWordingValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.itemFiles.flatMap(\.items).flatMap { item -> [Diagnostic] in
      let missing = (1...5).filter { !item.wordedMarks.contains($0) }.map(String.init)
      guard !missing.isEmpty else { return repeated(item) }
      return [
        Diagnostic(
          .error, "missing-mark-wording",
          wording(
            "评审项 \(item.id.value) 缺少等级 \(missing.joined(separator: "、")) 的描述",
            "the item \(item.id.value) has no wording for mark \(missing.joined(separator: ", "))"),
          at: item.marksLocation)
      ]
    }
  }

  private func repeated(_ item: ItemDraft) -> [Diagnostic] {
    (1...5).compactMap { mark in
      guard let text = item.marks[mark]?.inPlace,
        let earlier = (1..<mark).first(where: { item.marks[$0]?.inPlace.value == text.value })
      else { return nil }
      return Diagnostic(
        .error, "repeated-mark-wording",
        wording("等级 \(mark) 与等级 \(earlier) 的描述相同", "marks \(mark) and \(earlier) are worded alike"),
        at: text.location)
    }
  }
}

/// Everything says where it comes from: a source and what it states, or on what reasoning it rests.
struct ProvenanceValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    let sources = library.sources?.map(\.id.value)
    var findings: [Diagnostic] = []
    func check(_ provenance: ProvenanceDraft?, _ place: SourceLocation) {
      findings += self.findings(provenance, place, sources)
    }
    for item in library.itemFiles.flatMap(\.items) { check(item.provenance, item.id.location) }
    for rubric in library.rubrics {
      let top = rubric.id?.location ?? rubric.location.firstScalar
      check(rubric.weightsProvenance, top)
      check(rubric.evidenceProvenance, top)
      if let limit = rubric.notApplicableLimit { check(limit.provenance, top) }
      if let limit = rubric.evidenceUse { check(limit.provenance, top) }
      for provenance in rubric.otherProvenances { check(provenance, provenance.location) }
      if rubric.processProfile != nil || rubric.comparison != nil {
        let expected = (rubric.processProfile == nil ? 0 : 1) + (rubric.comparison == nil ? 0 : 1)
        if rubric.otherProvenances.count < expected { check(nil, top) }
      }
      for threshold in rubric.thresholds { check(threshold.provenance, threshold.item.location) }
      if let scale = rubric.scale { check(scale.provenance, scale.location.firstScalar) }
      for set in rubric.facetSets { check(set.provenance, set.id.location) }
      for domain in rubric.domains {
        check(domain.provenance, domain.id.location)
        for group in domain.groups where group.title != nil { check(group.provenance, group.id.location) }
      }
      for result in rubric.results {
        check(result.provenance, result.id.location)
        for gate in result.gates { check(gate.provenance, gate.id.location) }
      }
    }
    return findings
  }

  /// What is wrong with a provenance; `place` is where it is missing.
  func findings(
    _ provenance: ProvenanceDraft?, _ place: SourceLocation, _ sources: [String]?
  ) -> [Diagnostic] {
    func finding(_ message: LocalizedText, _ place: SourceLocation, hint: LocalizedText? = nil) -> Diagnostic {
      Diagnostic(.error, "missing-provenance", message, at: place, hint: hint)
    }
    guard let provenance else {
      return [
        finding(
          wording("没有写明出处（provenance）", "the provenance is missing"), place,
          hint: wording(
            "写成 {kind: interpretation, note: 依据}", "such as {kind: interpretation, note: reasoning}"))
      ]
    }
    var findings: [Diagnostic] = []
    switch (provenance.kind, provenance.source) {
    case (.published?, nil):
      findings.append(
        finding(wording("published 要写明来源（source）", "published needs a source"), provenance.location))
    case (.interpretation?, let source?):
      findings.append(
        finding(wording("interpretation 不能引用来源", "an interpretation cites no source"), source.location))
    case (_, let source?) where sources?.contains(source.value) == false:
      let suggestion = SuggestedName.nearest(to: source.value, among: sources ?? [])
      findings.append(
        Diagnostic(
          .error, "dangling-reference",
          wording("sources.yml 里没有 \(excerpt(source.value))", "sources.yml has no \(excerpt(source.value))"),
          at: source.location,
          hint: suggestion.map { wording("是不是 \($0)？", "did you mean \($0)?") }))
    default: break
    }
    if provenance.note == nil, provenance.kind != nil {
      findings.append(
        finding(wording("出处要有说明（note）", "the provenance needs a note"), provenance.location))
    }
    return findings
  }
}

/// An id that was retired is never used again.
struct RetiredIdentifierValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.retired.flatMap { retired in
      uses(of: retired, in: library).filter { $0.value == retired.id.value }.map { use in
        Diagnostic(
          .error, "retired-id",
          wording("编号 \(use.value) 已经停用，不能再用", "the id \(use.value) is retired and cannot be used again"),
          at: use.location,
          notes: [
            Diagnostic.Note(wording("停用记录在这里", "it is recorded as retired here"), at: retired.id.location)
          ],
          hint: wording("请另取一个编号", "choose another id"))
      }
    }
  }

  private func uses(of retired: RetiredDraft, in library: LibraryDraft) -> [Located<String>] {
    let rubrics = library.rubrics.filter { $0.family?.value == retired.family }
    return switch retired.kind {
    case "item": library.items(of: retired.family).map(\.id)
    case "domain": rubrics.flatMap(\.domains).map(\.id)
    case "group": rubrics.flatMap(\.domains).flatMap(\.groups).filter { $0.title != nil }.map(\.id)
    case "rubric": rubrics.compactMap(\.id)
    case "role": library.roles?.map(\.id) ?? []
    case "indicator": library.indicators?.map { Located($0.id.rawValue, at: $0.location) } ?? []
    case "facet": rubrics.flatMap(\.facetSets).flatMap(\.facets).map(\.id)
    case "gate": rubrics.flatMap(\.results).flatMap(\.gates).map(\.id)
    case "result": rubrics.flatMap(\.results).map(\.id)
    default: []
    }
  }
}
