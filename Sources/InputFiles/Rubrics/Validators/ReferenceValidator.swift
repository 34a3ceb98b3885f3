internal import AssessmentModel
internal import Diagnostics

/// Whatever is named exists, and what exists is used.
struct ReferenceValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for file in library.itemFiles {
      for item in file.items { findings += catalogueReferences(of: item, in: library) }
    }
    for rubric in library.rubrics { findings += references(of: rubric, in: library) }
    if library.isWholeLibrary, library.rubrics.allSatisfy(library.hasItemFiles) {
      findings += unusedItems(in: library)
      findings += successors(in: library)
    }
    return findings
  }

  private func catalogueReferences(of item: ItemDraft, in library: LibraryDraft) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    if let role = item.role {
      findings += check(role, wording("角色", "role"), among: library.roles?.map(\.id.value))
    }
    for indicator in item.indicators {
      findings += check(indicator, wording("指标", "indicator"), among: library.indicators?.map(\.id.rawValue))
    }
    return findings
  }

  private func references(of rubric: RubricDraft, in library: LibraryDraft) -> [Diagnostic] {
    let items = rubric.items(in: library)
    let itemNames = library.hasItemFiles(of: rubric) ? items.keys.sorted() : nil
    let domains = rubric.domains.map(\.id.value)
    let groups = rubric.domains.flatMap(\.groups).map(\.id.value)
    let uses = rubric.domains.flatMap(\.uses)
    let used = uses.map(\.id.value)
    var findings: [Diagnostic] = []
    for use in uses {
      findings += check(use.id, wording("评审项", "item"), among: itemNames)
      if let item = items[use.id.value] { findings += local(item, rubric) }
    }
    for gate in rubric.results.flatMap(\.gates) {
      guard let subject = gate.subject else { continue }
      switch gate.condition {
      case .domain?: findings += check(subject, wording("评审范畴", "domain"), among: domains)
      case .item?: findings += check(subject, wording("本准则的评审项", "item of this rubric"), among: used)
      default: break
      }
    }
    if let comparison = rubric.comparison {
      for domain in comparison.processDomains {
        findings += check(domain, wording("评审范畴", "domain"), among: domains)
      }
      if let group = comparison.resultGroup {
        findings += check(group, wording("分组", "group"), among: groups)
      }
    }
    return findings + fileName(of: rubric) + families(of: rubric, in: library)
  }

  /// What an item names that only the edition can resolve.
  private func local(_ item: ItemDraft, _ rubric: RubricDraft) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    if let facets = item.facets {
      findings += check(
        facets, wording("评审维度组", "facet set"),
        among: rubric.facetSets.map(\.id.value))
    }
    if let post = item.post {
      findings += check(post, wording("岗位", "post"), among: rubric.posts.map(\.id.value))
    }
    return findings
  }

  private func fileName(of rubric: RubricDraft) -> [Diagnostic] {
    guard let id = rubric.id, !rubric.path.hasSuffix("/\(id.value).yml"), rubric.path != "\(id.value).yml"
    else {
      return []
    }
    return [
      Diagnostic(
        .error, "file-name",
        wording("文件名应与编号一致：\(id.value).yml", "the file has to be named after its id: \(id.value).yml"),
        at: id.location)
    ]
  }

  private func families(of rubric: RubricDraft, in library: LibraryDraft) -> [Diagnostic] {
    guard let family = rubric.family else { return [] }
    let named = Set(rubric.itemFiles.map(\.value))
    return library.itemFiles.compactMap { file in
      guard named.contains(file.path), let other = file.family, other.value != family.value else {
        return nil
      }
      return Diagnostic(
        .error, "wrong-family",
        wording(
          "文件属于 \(other.value)，准则属于 \(family.value)",
          "the file belongs to \(other.value), the rubric to \(family.value)"),
        at: other.location)
    }
  }

  private func unusedItems(in library: LibraryDraft) -> [Diagnostic] {
    var used: Set<String> = []
    for rubric in library.rubrics {
      let family = rubric.family?.value ?? ""
      for use in rubric.domains.flatMap(\.uses) { used.insert("\(family)/\(use.id.value)") }
    }
    return library.itemFiles.flatMap { file in
      file.items.filter { !used.contains("\(file.family?.value ?? "")/\($0.id.value)") }
    }.map { item in
      Diagnostic(
        .warning, "unused-item",
        wording("没有准则采用评审项 \(item.id.value)", "no rubric uses the item \(item.id.value)"),
        at: item.id.location)
    }
  }

  private func successors(in library: LibraryDraft) -> [Diagnostic] {
    library.retired.filter { $0.kind == "item" }.flatMap { retired in
      let names = library.items(of: retired.family).map(\.id.value)
      return retired.successors.flatMap { check($0, wording("替代的评审项", "successor item"), among: names) }
    }
  }

  /// Nothing is found where the names are not known because their file could not be read.
  private func check(_ id: Located<String>, _ kind: LocalizedText, among names: [String]?) -> [Diagnostic] {
    guard let names, !names.contains(id.value) else { return [] }
    return [
      Diagnostic(
        .error, "dangling-reference",
        wording(
          "没有名为 \(excerpt(id.value)) 的\(kind.chinese)",
          "there is no \(kind.english) named \(excerpt(id.value))"), at: id.location,
        hint: SuggestedName.nearest(to: id.value, among: names).map {
          wording("是不是 \($0)？", "did you mean \($0)?")
        })
    ]
  }
}
