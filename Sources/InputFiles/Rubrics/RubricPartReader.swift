internal import AssessmentModel
internal import Diagnostics

/// Reads the parts that editions share: scale, facet sets, results. A part stands in a file of its own or in the
/// rubric itself.
struct RubricPartReader {
  let problems: DiagnosticCollector

  // MARK: - Scale

  func scale(_ node: YAMLNode, isFile: Bool) -> ScaleDraft? {
    guard
      let fields = FieldReader(
        node, wording("评分等级", "the scale"), allowed: (isFile ? ["format"] : []) + ["marks", "provenance"],
        problems: problems)
    else { return nil }
    if isFile { fields.format("scale") }
    let pairs = fields.required("marks").flatMap {
      FieldReader.pairs(of: $0.value, wording("marks", "marks"), problems: problems)
    }
    return ScaleDraft(
      location: node.location, entries: (pairs ?? []).compactMap(scaleEntry), provenance: fields.provenance())
  }

  private func scaleEntry(
    _ entry: YAMLEntry
  ) -> (mark: Located<Int>, title: LocalizedText?, credit: Located<Rational>?)? {
    guard let mark = Mark.allCases.map(\.rawValue).first(where: { String($0) == entry.key }) else {
      problems.add(
        Diagnostic(
          .error, "unknown-key", wording("等级只有 1 到 5", "marks are 1 to 5"), at: entry.keyLocation))
      return nil
    }
    guard
      let fields = FieldReader(
        entry.value, wording("等级 \(mark)", "mark \(mark)"), allowed: ["title", "credit"], problems: problems)
    else { return nil }
    return (
      Located(mark, at: entry.keyLocation), fields.title("title"), fields.decimal("credit", in: 0...100)
    )
  }

  // MARK: - Facet sets

  func facetSets(_ node: YAMLNode, isFile: Bool) -> [FacetSetDraft] {
    var mapping = node
    if isFile {
      guard
        let fields = FieldReader(
          node, wording("评审维度文件", "the facet file"), allowed: ["format", "facet-sets"], problems: problems)
      else { return [] }
      fields.format("facets")
      guard let entry = fields.required("facet-sets") else { return [] }
      mapping = entry.value
    }
    let pairs = FieldReader.pairs(of: mapping, wording("facet-sets", "facet-sets"), problems: problems)
    return (pairs ?? []).compactMap(facetSet)
  }

  private func facetSet(_ entry: YAMLEntry) -> FacetSetDraft? {
    let located = Located(entry.key, at: entry.keyLocation)
    guard let id = FieldReader.checkedID(located, problems: problems),
      let fields = FieldReader(
        entry.value, wording("评审维度组 \(entry.key)", "facet set \(entry.key)"),
        allowed: ["title", "facets", "provenance"], problems: problems)
    else { return nil }
    let facets = (fields.list("facets") ?? []).compactMap(facet)
    if fields.entries["facets"] != nil, facets.isEmpty {
      problems.add(
        Diagnostic(
          .error, "empty-value", wording("至少要有一个评审维度", "at least one facet is needed"), at: id.location))
    }
    return FacetSetDraft(
      id: id, title: fields.title("title"), facets: facets, provenance: fields.provenance())
  }

  private func facet(
    _ node: YAMLNode
  ) -> (id: Located<String>, title: LocalizedText?, asks: Located<String>?, weight: Located<Int>?)? {
    guard
      let fields = FieldReader(
        node, wording("评审维度", "the facet"), allowed: ["id", "title", "asks", "weight"], problems: problems),
      let id = fields.id("id")
    else { return nil }
    if FacetNames.reserved.contains(id.value) {
      problems.add(
        Diagnostic(
          .error, "malformed-id",
          wording("“\(id.value)”在评估文件里另有含义，不能作评审维度", "“\(id.value)” has a meaning of its own in assessments"),
          at: id.location))
    }
    return (id, fields.title("title"), fields.text("asks"), fields.integer("weight", in: 0...1_000_000))
  }

  // MARK: - Results

  func results(_ node: YAMLNode, isFile: Bool) -> [ResultDraft] {
    guard isFile else { return results(in: node) }
    guard
      let fields = FieldReader(
        node, wording("评定结果文件", "the result file"), allowed: ["format", "results"], problems: problems)
    else { return [] }
    fields.format("results")
    guard let entry = fields.required("results") else { return [] }
    return results(in: entry.value)
  }

  private func results(in node: YAMLNode) -> [ResultDraft] {
    guard case .sequence(let nodes) = node.content else {
      problems.add(
        Diagnostic(
          .error, "wrong-type", wording("results 应为列表", "results has to be a list"),
          at: node.location.firstScalar))
      return []
    }
    return nodes.compactMap(result)
  }

  private func result(_ node: YAMLNode) -> ResultDraft? {
    guard
      let fields = FieldReader(
        node, wording("评定结果", "the result"),
        allowed: ["id", "title", "stars", "published-wording", "provenance", "gates"], problems: problems),
      let id = fields.id("id")
    else { return nil }
    let gates = fields.list("gates") ?? []
    return ResultDraft(
      id: id, title: fields.title("title"), stars: fields.integer("stars", in: 0...5)?.value,
      publishedWording: fields.textOrEmpty("published-wording")?.value, gates: gates.compactMap(gate),
      provenance: fields.provenance())
  }

  // MARK: - Gates

  /// The kinds of gates, with the further keys that each needs.
  static let gateKinds: [(kind: String, keys: [String])] = [
    ("total", ["credit"]), ("every-domain", ["credit"]), ("domain", ["domain", "credit"]),
    ("every-item", ["credit"]), ("item", ["item", "credit"]), ("item-share", ["share", "credit"]),
    ("item-share-in-every-domain", ["share", "credit"]), ("every-facet", ["credit"]), ("evidence", ["share"]),
  ]

  private func gate(_ node: YAMLNode) -> GateDraft? {
    let common = ["id", "title", "kind", "interprets", "provenance"]
    let special = ["credit", "share", "domain", "item"]
    guard
      let fields = FieldReader(
        node, wording("门槛", "the gate"), allowed: common + special, problems: problems),
      let id = fields.id("id")
    else { return nil }
    let kind = fields.word("kind", of: Self.gateKinds.map(\.kind))?.value
    let needed = Self.gateKinds.first { $0.kind == kind }?.keys
    if let needed {
      for key in special where !needed.contains(key) {
        guard let entry = fields.entries[key] else { continue }
        problems.add(
          Diagnostic(
            .error, "unknown-key",
            wording("\(kind ?? "") 门槛没有 \(key)", "a gate of kind \(kind ?? "") has no \(key)"),
            at: entry.keyLocation))
      }
    }
    let subjectKey = needed.flatMap { keys in ["domain", "item"].first(where: keys.contains) }
    let subject = subjectKey.flatMap { fields.id($0) }
    return GateDraft(
      id: id, title: fields.title("title"),
      condition: condition(kind, fields, needed ?? [], subject: subject),
      subject: subject, interprets: fields.text("interprets"), provenance: fields.provenance())
  }

  private func condition(
    _ kind: String?, _ fields: FieldReader, _ needed: [String], subject: Located<String>?
  ) -> Gate.Condition? {
    let credit = needed.contains("credit") ? fields.decimal("credit", in: 0...1_000)?.value : 0
    let share = needed.contains("share") ? fields.percentage("share")?.value : 0
    guard let credit, let share else { return nil }
    switch kind {
    case "total": return .total(credit: credit)
    case "every-domain": return .everyDomain(credit: credit)
    case "domain": return subject.map { .domain(DomainID($0.value), credit: credit) }
    case "every-item": return .everyItem(credit: credit)
    case "item": return subject.map { .item(ItemID($0.value), credit: credit) }
    case "item-share": return .itemShare(share: share, credit: credit)
    case "item-share-in-every-domain": return .itemShareInEveryDomain(share: share, credit: credit)
    case "every-facet": return .everyFacet(credit: credit)
    case "evidence": return .evidence(share: share)
    default: return nil
    }
  }
}

/// Names that an answer uses beside the facets.
enum FacetNames {
  static let reserved = ["evidence", "note", "action", "not-applicable"]
}
