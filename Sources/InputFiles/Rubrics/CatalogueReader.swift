internal import AssessmentModel
internal import Diagnostics

/// Reads the lists that rubrics refer to: roles, sources, indicators, retired ids.
struct CatalogueReader {
  let files: RubricFiles
  var problems: DiagnosticCollector { files.problems }

  func roles() -> [CatalogueEntry]? {
    files.shared("roles.yml") {
      entries("roles.yml", key: "roles", format: "roles") { fields, entry in fields.title(entry) }
    }
  }

  func sources() -> [CatalogueEntry]? {
    files.shared("sources.yml") {
      entries("sources.yml", key: "sources", format: "sources") { _, entry in
        guard
          let fields = FieldReader(
            entry.value, wording("来源 \(entry.key)", "source \(entry.key)"), allowed: ["title", "states"],
            problems: problems)
        else { return nil }
        _ = fields.title("states")
        return fields.title("title")
      }
    }
  }

  private func entries(
    _ name: String, key: String, format: String, title: (FieldReader, YAMLEntry) -> LocalizedText?
  ) -> [CatalogueEntry]? {
    guard let (fields, pairs) = open(name, key: key, format: format) else { return nil }
    return pairs.compactMap { entry in
      let id = FieldReader.checkedID(Located(entry.key, at: entry.keyLocation), problems: problems)
      let title = title(fields, entry)
      guard let id else { return nil }
      return CatalogueEntry(id: id, title: title ?? wording(entry.key, entry.key))
    }
  }

  func open(
    _ name: String, key: String, format: String, allowing further: [String] = []
  ) -> (FieldReader, [YAMLEntry])? {
    guard let node = files.node(name, namedAt: nil),
      let fields = FieldReader(node, wording(name, name), allowed: ["format", key] + further, problems: problems)
    else { return nil }
    fields.format(format)
    guard let entry = fields.required(key),
      let pairs = FieldReader.pairs(of: entry.value, wording(key, key), problems: problems)
    else { return nil }
    return (fields, pairs)
  }

  // MARK: - Retired ids

  private static let kinds = [
    "item", "domain", "group", "rubric", "role", "indicator", "facet", "gate", "result",
  ]

  func retired() -> [RetiredDraft] {
    guard let node = files.node("retired.yml", namedAt: nil),
      let fields = FieldReader(
        node, wording("retired.yml", "retired.yml"), allowed: ["format", "retired"], problems: problems)
    else { return [] }
    fields.format("retired")
    return (fields.list("retired") ?? []).compactMap { node in
      guard
        let fields = FieldReader(
          node, wording("停用编号", "the retired id"),
          allowed: ["family", "kind", "id", "retired", "reason", "successors"], problems: problems)
      else { return nil }
      let family = fields.id("family")
      let kind = fields.word("kind", of: Self.kinds)
      _ = (fields.date("retired"), fields.text("reason"))
      let successors = fields.texts("successors") ?? []
      guard let id = fields.id("id"), let family, let kind else { return nil }
      return RetiredDraft(id: id, family: family.value, kind: kind.value, successors: successors)
    }
  }
}
