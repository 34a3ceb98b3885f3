internal import Diagnostics

/// An id names one thing: an item within its family, everything else within its edition.
struct DuplicateIdentifierValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let families = Set(library.itemFiles.compactMap { $0.family?.value }).sorted()
    for family in families {
      findings += repeated(library.items(of: family).map(\.id), wording("评审项", "item"))
    }
    findings += repeated(library.rubrics.compactMap(\.id), wording("准则", "rubric"))
    for rubric in library.rubrics {
      findings += repeated(rubric.domains.map(\.id), wording("评审范畴", "domain"))
      let groups = rubric.domains.flatMap { domain in domain.groups.filter { $0.title != nil }.map(\.id) }
      findings += repeated(groups, wording("分组", "group"))
      findings += repeated(rubric.domains.flatMap(\.uses).map(\.id), wording("评审项", "item"))
      findings += repeated(rubric.results.map(\.id), wording("评定结果", "result"))
      findings += repeated(rubric.results.flatMap(\.gates).map(\.id), wording("门槛", "gate"))
      findings += repeated(rubric.facetSets.map(\.id), wording("评审维度组", "facet set"))
      for set in rubric.facetSets { findings += repeated(set.facets.map(\.id), wording("评审维度", "facet")) }
      findings += repeated(rubric.posts.map(\.id), wording("岗位", "post"))
      findings += repeated(rubric.itemFiles, wording("评审项文件", "item file"))
    }
    return findings
  }

  private func repeated(_ ids: [Located<String>], _ kind: LocalizedText) -> [Diagnostic] {
    var first: [String: SourceLocation] = [:]
    return ids.compactMap { id in
      guard let earlier = first[id.value] else {
        first[id.value] = id.location
        return nil
      }
      return Diagnostic(
        .error, "duplicate-id",
        wording("\(kind.chinese) \(id.value) 出现了两次", "\(kind.english) \(id.value) appears twice"),
        at: id.location,
        notes: [Diagnostic.Note(wording("第一次在这里", "the first one is here"), at: earlier)])
    }
  }
}
