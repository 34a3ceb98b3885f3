internal import AssessmentModel
internal import Diagnostics

/// Reads a file of `Rubrics/outlines`.
struct OutlineReader {
  let problems: DiagnosticCollector

  func read(_ node: YAMLNode, path: String) -> OutlineDraft? {
    guard
      let fields = FieldReader(
        node, wording("提要", "the outline"),
        allowed: ["format", "id", "version", "title", "publisher", "edition", "year", "sources", "notes", "parts"],
        problems: problems)
    else { return nil }
    fields.format("outline")
    let id = fields.id("id")
    let version = fields.version("version")
    let title = fields.title("title")
    let publisher = fields.optional("publisher").flatMap { fields.title($0) }
    let edition = fields.textOrEmpty("edition")
    let year = fields.optionalInteger("year", in: 1900...2999)
    let sources = ids(fields, "sources")
    let notes = fields.texts("notes")
    let nodes = fields.nonEmptyList("parts")
    let parts = (nodes ?? []).compactMap(part)
    guard let id, let version, let title, let edition, let sources, let notes, let nodes else { return nil }
    return OutlineDraft(
      path: path, id: id, version: version, title: title, publisher: publisher, edition: edition.value,
      year: year?.value, sources: sources, notes: notes.map(\.value), parts: parts,
      isWhole: parts.count == nodes.count && parts.flatMap(\.withDescendants).allSatisfy(\.isWhole))
  }

  private func part(_ node: YAMLNode) -> OutlinePartDraft? {
    guard
      let fields = FieldReader(
        node, wording("提要的部分", "the part"), allowed: ["id", "number", "title", "provenance", "parts"],
        problems: problems)
    else { return nil }
    let id = fields.id("id")
    let number = fields.textOrEmpty("number")
    let title = fields.title("title")
    let provenance = provenance(fields)
    let nodes = fields.entries["parts"] == nil ? [] : fields.nonEmptyList("parts") ?? []
    let parts = nodes.compactMap(part)
    guard let id, let number, let title else { return nil }
    return OutlinePartDraft(
      id: id, number: number.value, title: title, isPublished: provenance?.isPublished ?? false,
      source: provenance?.source, note: provenance?.note ?? "", provenanceLocation: provenance?.location,
      parts: parts, isWhole: parts.count == nodes.count)
  }

  /// Nil where it is missing, which the validator of outlines reports.
  private func provenance(
    _ fields: FieldReader
  ) -> (location: SourceLocation, isPublished: Bool, source: Located<String>?, note: String)? {
    guard let entry = fields.entries["provenance"], !entry.value.isNull,
      let inner = FieldReader(
        entry.value, wording("provenance", "provenance"), allowed: ["kind", "source", "note"], problems: problems)
    else { return nil }
    let kind = inner.word("kind", of: ["published", "unknown"])
    let source = inner.optionalID("source")
    let note = inner.text("note")
    return (entry.keyLocation, kind?.value == "published", source, note?.value ?? "")
  }

  private func ids(_ fields: FieldReader, _ key: String) -> [Located<String>]? {
    fields.nonEmptyList(key).map { nodes in
      fields.texts(nodes, key: key, areProse: false).compactMap { FieldReader.checkedID($0, problems: problems) }
    }
  }
}

extension FieldReader {
  /// The elements of a list that has to be there and to hold something.
  func nonEmptyList(_ key: String) -> [YAMLNode]? {
    guard let nodes = list(key) else { return nil }
    guard nodes.isEmpty else { return nodes }
    problems.add(
      Diagnostic(
        .error, "empty-field", wording("\(key) 至少要有一项", "\(key) needs at least one entry"),
        at: entries[key]?.keyLocation ?? location.firstScalar))
    return nil
  }
}
