internal import AssessmentModel
internal import Diagnostics

/// Reads the lists that rubrics refer to: roles, sources, indicators, retired ids.
struct CatalogueReader {
  let files: RubricFiles
  var problems: DiagnosticCollector { files.problems }

  func roles() -> [CatalogueEntry]? {
    entries("roles.yml", key: "roles", format: "roles") { fields, entry in fields.title(entry) }
  }

  func sources() -> [CatalogueEntry]? {
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

  private func open(_ name: String, key: String, format: String) -> (FieldReader, [YAMLEntry])? {
    guard let node = files.node(name, namedAt: nil),
      let fields = FieldReader(node, wording(name, name), allowed: ["format", key], problems: problems)
    else { return nil }
    fields.format(format)
    guard let entry = fields.required(key),
      let pairs = FieldReader.pairs(of: entry.value, wording(key, key), problems: problems)
    else { return nil }
    return (fields, pairs)
  }

  // MARK: - Indicators

  func indicators() -> [IndicatorDefinition]? {
    guard let (_, pairs) = open("indicators.yml", key: "indicators", format: "indicators") else { return nil }
    return pairs.compactMap(indicator)
  }

  private func indicator(_ entry: YAMLEntry) -> IndicatorDefinition? {
    let id = FieldReader.checkedID(Located(entry.key, at: entry.keyLocation), problems: problems)
    guard let id,
      let fields = FieldReader(
        entry.value, wording("指标 \(entry.key)", "indicator \(entry.key)"),
        allowed: ["title", "unit", "direction", "period", "minimum-sample", "variants", "typical", "note"],
        problems: problems)
    else { return nil }
    let title = fields.title("title")
    let unit = fields.text("unit")
    let direction = fields.word("direction", of: IndicatorDefinition.Direction.allCases.map(\.rawValue))
    let period = fields.word("period", of: IndicatorDefinition.Period.allCases.map(\.rawValue))
    let sample = fields.integer("minimum-sample", in: 1...1_000_000)
    let variants = (fields.list("variants") ?? []).compactMap(variant)
    let typical = (fields.list("typical") ?? []).compactMap(typical)
    let note = fields.optionalText("note")
    return IndicatorDefinition(
      id: IndicatorID(id.value), title: title ?? wording(entry.key, entry.key), unit: unit?.value ?? "",
      direction: direction.flatMap { IndicatorDefinition.Direction(rawValue: $0.value) } ?? .context,
      period: period.flatMap { IndicatorDefinition.Period(rawValue: $0.value) } ?? .month,
      minimumSample: sample?.value ?? 1, variants: variants, typical: typical, note: note?.value, location: id.location)
  }

  private func variant(_ node: YAMLNode) -> IndicatorVariant? {
    guard
      let fields = FieldReader(
        node, wording("公式", "the variant"), allowed: ["id", "title", "numerator", "denominator"],
        problems: problems),
      let id = fields.id("id")
    else { return nil }
    let title = fields.title("title")
    let numerator = fields.text("numerator")
    let denominator = fields.text("denominator")
    guard let title, let numerator, let denominator else { return nil }
    return IndicatorVariant(
      id: id.value, title: title, numerator: numerator.value, denominator: denominator.value)
  }

  private func typical(_ node: YAMLNode) -> IndicatorDefinition.TypicalValue? {
    guard
      let fields = FieldReader(
        node, wording("典型值", "the typical value"), allowed: ["value", "context", "kind", "source"],
        problems: problems)
    else { return nil }
    let texts = (fields.text("value"), fields.text("context"), fields.text("source"))
    let kind = fields.word("kind", of: IndicatorDefinition.TypicalValue.Kind.allCases.map(\.rawValue))
      .flatMap { IndicatorDefinition.TypicalValue.Kind(rawValue: $0.value) }
    guard let value = texts.0, let context = texts.1, let source = texts.2, let kind else { return nil }
    return IndicatorDefinition.TypicalValue(
      value: value.value, context: context.value, kind: kind, source: source.value)
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
