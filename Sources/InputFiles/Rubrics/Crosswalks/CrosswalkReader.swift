internal import AssessmentModel
internal import Diagnostics

/// Reads a file of `Rubrics/crosswalks`.
struct CrosswalkReader {
  let problems: DiagnosticCollector

  private static let keys = [
    "format", "id", "version", "title", "author", "date", "from", "to", "direction", "complete", "status",
    "provenance", "shared", "relations",
  ]

  func read(_ node: YAMLNode, path: String) -> CrosswalkDraft? {
    guard let fields = FieldReader(node, wording("对照", "the crosswalk"), allowed: Self.keys, problems: problems)
    else { return nil }
    fields.format("crosswalk")
    let id = fields.id("id")
    let version = fields.version("version")
    let title = fields.title("title")
    let author = fields.text("author")
    let date = fields.date("date")
    let from = side(fields, "from", mayBeOutline: false)
    let to = side(fields, "to", mayBeOutline: true)
    let direction = fields.word("direction", of: ["one-way", "both"])
    let complete = complete(fields)
    let status = status(fields)
    let provenance = fields.provenance()
    let shared = shared(fields)
    let nodes = fields.nonEmptyList("relations")
    let relations = (nodes ?? []).compactMap(relation)
    guard let id, let version, let title, let author, let date, let from, let to, let direction, let status,
      let nodes
    else { return nil }
    return CrosswalkDraft(
      path: path, id: id, version: version, title: title, author: author, date: date, from: from, to: to,
      isTwoWay: direction.value == "both", complete: complete, metFrom: status.metFrom,
      unmetBelow: status.unmetBelow, provenance: provenance, shared: shared, relations: relations,
      isWhole: relations.count == nodes.count)
  }

  // MARK: - Sides

  /// What a crosswalk pins, without the rest of it.
  func sides(_ node: YAMLNode) -> (from: CrosswalkSideDraft, to: CrosswalkSideDraft)? {
    guard let fields = FieldReader(node, wording("对照", "the crosswalk"), allowed: Self.keys, problems: problems),
      let from = side(fields, "from", mayBeOutline: false), let to = side(fields, "to", mayBeOutline: true)
    else { return nil }
    return (from, to)
  }

  private func side(_ parent: FieldReader, _ key: String, mayBeOutline: Bool) -> CrosswalkSideDraft? {
    guard let entry = parent.required(key) else { return nil }
    var isOutline = false
    if mayBeOutline, case .mapping(let pairs) = entry.value.content {
      isOutline = pairs.contains { $0.key == "outline" }
    }
    guard
      let fields = FieldReader(
        entry.value, wording(key, key), allowed: isOutline ? ["outline"] : ["family", "editions"],
        problems: problems)
    else { return nil }
    if isOutline {
      guard let outline = fields.required("outline"), let pin = pin(outline.value) else { return nil }
      return CrosswalkSideDraft(location: entry.keyLocation, family: nil, pins: [pin])
    }
    let family = fields.id("family")
    let nodes = fields.nonEmptyList("editions")
    let pins = (nodes ?? []).compactMap(pin)
    guard let family, let nodes, pins.count == nodes.count else { return nil }
    return CrosswalkSideDraft(location: entry.keyLocation, family: family, pins: pins)
  }

  private func pin(_ node: YAMLNode) -> (id: Located<String>, version: Located<String>)? {
    guard
      let fields = FieldReader(
        node, wording("版次", "the edition"), allowed: ["id", "version"], problems: problems)
    else { return nil }
    let id = fields.id("id")
    let version = fields.version("version")
    guard let id, let version else { return nil }
    return (id, version)
  }

  // MARK: - Head

  private func complete(_ fields: FieldReader) -> [Located<CrosswalkEnd>] {
    guard let nodes = fields.optionalList("complete") else { return [] }
    return fields.texts(nodes, key: "complete", areProse: false).compactMap { text in
      guard let end = CrosswalkEnd(rawValue: text.value) else {
        problems.add(
          Diagnostic(
            .error, "unknown-word",
            wording(
              "complete 里只能写 from、to，这里写的是“\(excerpt(text.value))”",
              "complete lists from and to, not “\(excerpt(text.value))”"), at: text.location))
        return nil
      }
      return Located(end, at: text.location)
    }
  }

  private func status(_ parent: FieldReader) -> (metFrom: Located<Rational>, unmetBelow: Located<Rational>)? {
    guard let entry = parent.required("status"),
      let fields = FieldReader(
        entry.value, wording("status", "status"), allowed: ["met-from", "unmet-below"], problems: problems)
    else { return nil }
    let metFrom = fields.decimal("met-from", in: 0...100)
    let unmetBelow = fields.decimal("unmet-below", in: 0...100)
    guard let metFrom, let unmetBelow else { return nil }
    return (metFrom, unmetBelow)
  }

  private func shared(_ parent: FieldReader) -> Located<String>? {
    guard let entry = parent.optional("shared"),
      let fields = FieldReader(
        entry.value, wording("shared", "shared"), allowed: ["relation", "reason"], problems: problems)
    else { return nil }
    _ = fields.word("relation", of: ["equal"])
    return fields.text("reason").map { Located($0.value, at: entry.keyLocation) }
  }

  // MARK: - Relations

  private func relation(_ node: YAMLNode) -> CrosswalkRelationDraft? {
    guard
      let fields = FieldReader(
        node, wording("关系", "the relation"),
        allowed: ["from", "to", "relation", "reason", "carries", "carries-back", "editions"], problems: problems)
    else { return nil }
    let from = names(fields, "from")
    let to = names(fields, "to")
    let word = fields.word("relation", of: CrosswalkRelation.Kind.allCases.map(\.rawValue))
    let reason = fields.text("reason")
    let carries = deviations(fields, "carries")
    let carriesBack = deviations(fields, "carries-back")
    let editions = fields.optionalList("editions").map {
      fields.texts($0, key: "editions", areProse: false)
    }
    guard let from, let to, let word, let kind = CrosswalkRelation.Kind(rawValue: word.value), let reason else {
      return nil
    }
    return CrosswalkRelationDraft(
      from: from, to: to, kind: Located(kind, at: word.location), reason: reason, carries: carries,
      carriesBack: carriesBack, editions: editions ?? [])
  }

  private func names(_ fields: FieldReader, _ key: String) -> [Located<String>]? {
    guard let nodes = fields.list(key) else { return nil }
    let names = fields.texts(nodes, key: key, areProse: false).filter { name in
      var rest = Located(name.value, at: name.location)
      for prefix in ["domain/", "group/"] where rest.value.hasPrefix(prefix) {
        rest.value.removeFirst(prefix.count)
        break
      }
      return FieldReader.checkedID(rest, problems: problems) != nil
    }
    return names.count == nodes.count ? names : nil
  }

  private func deviations(_ parent: FieldReader, _ key: String) -> [CrosswalkRelationDraft.Deviation] {
    guard let entry = parent.optional(key),
      let fields = FieldReader(
        entry.value, wording(key, key), allowed: ProofStatus.allCases.map(\.rawValue), problems: problems)
    else { return [] }
    return ProofStatus.allCases.compactMap { status in
      guard let place = fields.entries[status.rawValue]?.keyLocation,
        let word = fields.word(status.rawValue, of: ProofStrength.allCases.map(\.rawValue)),
        let strength = ProofStrength(rawValue: word.value)
      else { return nil }
      return (status, strength, place)
    }
  }
}
