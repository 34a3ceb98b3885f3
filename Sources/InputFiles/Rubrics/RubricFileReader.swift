internal import AssessmentModel
internal import Diagnostics

/// Reads an edition, `<rubric-id>.yml`, with the parts it names.
struct RubricFileReader {
  let files: RubricFiles
  var problems: DiagnosticCollector { files.problems }

  private static let keys = [
    "format", "id", "version", "family", "title", "standard", "scale", "facet-sets", "results", "item-files",
    "notes",
    "total-points", "weights-provenance", "posts", "domains", "process-profile", "not-applicable-limit",
    "evidence",
    "consistency", "thresholds",
  ]

  func read(_ node: YAMLNode, path: String) -> RubricDraft? {
    guard
      let fields = FieldReader(node, wording("准则文件", "the rubric"), allowed: Self.keys, problems: problems)
    else { return nil }
    fields.format("rubric")
    let parts = RubricPartReader(problems: problems)
    let evidence = evidencePolicy(fields)
    let consistency = consistency(fields)
    let profile = processProfile(fields)
    return RubricDraft(
      path: path, location: node.location, id: fields.id("id"), version: fields.version("version"),
      family: fields.id("family"),
      title: fields.title("title"), standard: fields.text("standard"),
      notes: (fields.optionalList("notes") ?? []).compactMap { fields.localizedText($0, key: "notes") },
      totalPoints: fields.integer("total-points", in: 1...1_000_000), itemFiles: itemFiles(fields),
      scale: part(fields, "scale").flatMap { parts.scale($0.node, isFile: $0.isFile) },
      facetSets: part(fields, "facet-sets").map { parts.facetSets($0.node, isFile: $0.isFile) } ?? [],
      domains: (fields.list("domains") ?? []).compactMap(domain),
      results: part(fields, "results").map { parts.results($0.node, isFile: $0.isFile) } ?? [],
      posts: (fields.optionalList("posts") ?? []).compactMap(post), processProfile: profile?.profile,
      notApplicableLimit: limit(fields, "not-applicable-limit", "share") { $0.percentage($1)?.value },
      highestMarkWithoutEvidence: evidence?.mark, evidenceUse: consistency?.evidenceUse,
      comparison: consistency?.comparison,
      thresholds: optionalPart(fields, "thresholds").map {
        ThresholdReader(problems: problems).thresholds($0.node, isFile: $0.isFile)
      } ?? [],
      otherProvenances: [profile?.provenance, consistency?.comparison?.provenance].compactMap { $0 },
      weightsProvenance: fields.provenance("weights-provenance"), evidenceProvenance: evidence?.provenance)
  }

  /// A part that stands here, or in a file of which the path stands here.
  private func part(_ fields: FieldReader, _ key: String) -> (node: YAMLNode, isFile: Bool)? {
    fields.required(key).flatMap { _ in optionalPart(fields, key) }
  }

  private func optionalPart(_ fields: FieldReader, _ key: String) -> (node: YAMLNode, isFile: Bool)? {
    guard let entry = fields.optional(key) else { return nil }
    guard case .scalar = entry.value.content else { return (entry.value, false) }
    guard let path = fields.text(key), isInside(path) else { return nil }
    // The editions of a family name the same parts.
    return files.shared(path.value) { files.node(path.value, namedAt: path.location) }.map { ($0, true) }
  }

  private func itemFiles(_ fields: FieldReader) -> [Located<String>] {
    (fields.texts("item-files") ?? []).filter(isInside)
  }

  private func isInside(_ path: Located<String>) -> Bool {
    guard !RubricFiles.staysInside(path.value) else { return true }
    problems.add(
      Diagnostic(
        .error, "path-outside", wording("路径要留在准则文件夹之内", "the path has to stay inside the rubric folder"),
        at: path.location, hint: wording("例如 parts/five-marks.yml", "such as parts/five-marks.yml")))
    return false
  }

  private func post(_ node: YAMLNode) -> (id: Located<String>, code: String, title: LocalizedText)? {
    guard
      let fields = FieldReader(
        node, wording("岗位", "the post"), allowed: ["id", "code", "title"], problems: problems)
    else { return nil }
    guard let id = fields.id("id"), let code = fields.token("code"), let title = fields.title("title") else {
      return nil
    }
    return (id, code.value, title)
  }

  // MARK: - Domains

  private func domain(_ node: YAMLNode) -> DomainDraft? {
    guard
      let fields = FieldReader(
        node, wording("评审范畴", "the domain"),
        allowed: ["id", "number", "title", "purpose", "weight", "provenance", "items", "groups"],
        problems: problems),
      let id = fields.id("id")
    else { return nil }
    let provenance = fields.provenance()
    return DomainDraft(
      id: id, number: fields.textOrEmpty("number")?.value ?? "", title: fields.title("title"),
      purpose: fields.text("purpose"), weight: weight(fields), groups: groups(fields, id, provenance),
      provenance: provenance)
  }

  private func groups(
    _ fields: FieldReader, _ id: Located<String>, _ provenance: ProvenanceDraft?
  ) -> [GroupDraft] {
    switch (fields.entries["items"], fields.entries["groups"]) {
    case (nil, _?):
      return (fields.list("groups") ?? []).compactMap(group)
    case (_?, nil):
      let uses = (fields.list("items") ?? []).compactMap(use)
      return [
        GroupDraft(
          id: id, number: "", title: nil, weight: Located(1, at: id.location), uses: uses,
          provenance: provenance)
      ]
    default:
      problems.add(
        Diagnostic(
          .error, "missing-key",
          wording(
            "评审范畴 \(id.value) 要有 items 或 groups，二者取一", "domain \(id.value) needs either items or groups"),
          at: id.location))
      return []
    }
  }

  private func group(_ node: YAMLNode) -> GroupDraft? {
    guard
      let fields = FieldReader(
        node, wording("评审项分组", "the group"),
        allowed: ["id", "number", "title", "weight", "provenance", "items"],
        problems: problems),
      let id = fields.id("id")
    else { return nil }
    return GroupDraft(
      id: id, number: fields.textOrEmpty("number")?.value ?? "", title: fields.title("title"),
      weight: weight(fields),
      uses: (fields.list("items") ?? []).compactMap(use), provenance: fields.provenance())
  }

  private func use(_ node: YAMLNode) -> ItemUse? {
    guard
      let fields = FieldReader(
        node, wording("评审项", "the item"), allowed: ["id", "weight", "clause"], problems: problems),
      let id = fields.id("id")
    else { return nil }
    return ItemUse(id: id, weight: weight(fields), clause: fields.optionalToken("clause")?.value)
  }

  /// Zero passes here; the validator of weights says what is wrong with it.
  private func weight(_ fields: FieldReader) -> Located<Int>? { fields.integer("weight", in: 0...1_000_000) }

  // MARK: - Rules

  private func processProfile(
    _ fields: FieldReader
  ) -> (profile: ProcessProfile?, provenance: ProvenanceDraft?)? {
    guard let entry = fields.optional("process-profile"),
      let profile = FieldReader(
        entry.value, wording("process-profile", "process-profile"),
        allowed: [
          "conforming-item-credit", "conforming-facet-credit", "partial-credit", "maturity-item-tolerance",
          "level-titles", "provenance",
        ], problems: problems)
    else { return nil }
    let item = profile.decimal("conforming-item-credit", in: 0...100)
    let facet = profile.decimal("conforming-facet-credit", in: 0...100)
    let partial = profile.decimal("partial-credit", in: 0...100)
    let tolerance = profile.decimal("maturity-item-tolerance", in: 0...4)
    let titles = levelTitles(profile)
    let provenance = profile.provenance()
    guard let item, let facet, let partial, let tolerance, let titles else { return (nil, provenance) }
    return (
      ProcessProfile(
        conformingItemCredit: item.value, conformingFacetCredit: facet.value, partialCredit: partial.value,
        maturityItemTolerance: tolerance.value, levelTitles: titles,
        provenance: provenance?.resolved ?? .unresolved), provenance
    )
  }

  private func levelTitles(_ profile: FieldReader) -> [LocalizedText]? {
    guard let nodes = profile.list("level-titles"), let place = profile.entries["level-titles"]?.keyLocation
    else {
      return nil
    }
    let titles = nodes.compactMap { node in
      profile.title(YAMLEntry(key: "level-titles", keyLocation: place, value: node))
    }
    guard nodes.count != 5 else { return titles.count == 5 ? titles : nil }
    problems.add(
      Diagnostic(
        .error, "wrong-count",
        wording(
          "level-titles 要有五个名称，这里有 \(nodes.count) 个", "level-titles needs five titles, not \(nodes.count)"),
        at: place))
    return nil
  }

  private func evidencePolicy(_ fields: FieldReader) -> (mark: Mark?, provenance: ProvenanceDraft?)? {
    guard let entry = fields.required("evidence"),
      let policy = FieldReader(
        entry.value, wording("evidence", "evidence"),
        allowed: ["highest-mark-without-evidence", "provenance"],
        problems: problems)
    else { return nil }
    return (policy.mark("highest-mark-without-evidence"), policy.provenance())
  }

  /// A limit under a key of its own, with its provenance.
  private func limit<Value>(
    _ fields: FieldReader, _ key: String, _ name: String, _ read: (FieldReader, String) -> Value?
  ) -> LimitDraft<Value>? {
    guard let entry = fields.required(key),
      let limit = FieldReader(
        entry.value, wording(key, key), allowed: [name, "provenance"], problems: problems)
    else { return nil }
    return LimitDraft(value: read(limit, name), provenance: limit.provenance())
  }

  private func consistency(
    _ fields: FieldReader
  ) -> (evidenceUse: LimitDraft<Int>?, comparison: ComparisonDraft?)? {
    guard let entry = fields.required("consistency"),
      let policy = FieldReader(
        entry.value, wording("consistency", "consistency"),
        allowed: ["maximum-items-per-evidence", "process-against-results"], problems: problems)
    else { return nil }
    let use = limit(policy, "maximum-items-per-evidence", "items") { $0.integer($1, in: 1...10_000)?.value }
    guard let pair = policy.optional("process-against-results"),
      let comparison = FieldReader(
        pair.value, wording("process-against-results", "process-against-results"),
        allowed: ["process-domains", "result-group", "maximum-difference", "provenance"], problems: problems)
    else { return (use, nil) }
    return (
      use,
      ComparisonDraft(
        processDomains: comparison.texts("process-domains") ?? [], resultGroup: comparison.id("result-group"),
        maximumDifference: comparison.decimal("maximum-difference", in: 0...100)?.value,
        provenance: comparison.provenance())
    )
  }
}

extension ProvenanceDraft {
  /// The model's form; the validator of provenance has seen to it that nothing is missing.
  var resolved: Provenance {
    Provenance(
      kind: kind ?? .interpretation, source: source.map { SourceID($0.value) }, note: note?.value ?? "")
  }
}

extension Provenance {
  /// Stands where a provenance is missing, in a rubric that is refused for it.
  static let unresolved = Provenance(kind: .interpretation, source: nil, note: "")
}
