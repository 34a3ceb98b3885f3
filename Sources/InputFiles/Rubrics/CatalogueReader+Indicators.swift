internal import AssessmentModel
internal import Diagnostics

extension CatalogueReader {
  /// The indicators and measures; nil where the file cannot be read, which has been reported.
  func indicators() -> IndicatorCatalogue? { files.shared("indicators.yml") { readIndicators() } }

  private func readIndicators() -> IndicatorCatalogue? {
    guard
      let (fields, pairs) = open("indicators.yml", key: "indicators", format: "indicators", allowing: ["measures"])
    else { return nil }
    let measures = fields.required("measures").flatMap {
      FieldReader.pairs(of: $0.value, wording("measures", "measures"), problems: problems)
    }
    var names = CatalogueNames()
    names.take(pairs, problems)
    names.take(measures ?? [], problems)
    return IndicatorCatalogue(
      indicators: pairs.compactMap(indicator), measures: (measures ?? []).compactMap(measure))
  }

  private func measure(_ entry: YAMLEntry) -> MeasureDefinition? {
    let id = FieldReader.checkedID(Located(entry.key, at: entry.keyLocation), problems: problems)
    guard let id,
      let fields = FieldReader(
        entry.value, wording("基础量 \(entry.key)", "measure \(entry.key)"),
        allowed: ["title", "unit", "aggregation", "note"], problems: problems)
    else { return nil }
    let title = fields.title("title")
    let unit = fields.text("unit")
    let aggregation = fields.word("aggregation", of: MeasureDefinition.Aggregation.allCases.map(\.rawValue))
    let note = fields.optionalLocalizedText("note")
    return MeasureDefinition(
      id: MeasureID(id.value), title: title ?? wording(entry.key, entry.key), unit: unit?.value ?? "",
      aggregation: aggregation.flatMap { MeasureDefinition.Aggregation(rawValue: $0.value) } ?? .sum,
      note: note, location: id.location)
  }

  private func indicator(_ entry: YAMLEntry) -> IndicatorDefinition? {
    let id = FieldReader.checkedID(Located(entry.key, at: entry.keyLocation), problems: problems)
    guard let id,
      let fields = FieldReader(
        entry.value, wording("指标 \(entry.key)", "indicator \(entry.key)"),
        allowed: [
          "title", "also", "unit", "direction", "period", "minimum-sample", "trials", "variants", "typical", "note",
        ],
        problems: problems)
    else { return nil }
    let title = fields.title("title")
    let otherNames = fields.entries["also"] == nil ? [] : fields.texts("also") ?? []
    let unit = fields.text("unit")
    let direction = fields.word("direction", of: IndicatorDefinition.Direction.allCases.map(\.rawValue))
    let period = fields.word("period", of: IndicatorDefinition.Period.allCases.map(\.rawValue))
    let sample = fields.integer("minimum-sample", in: 1...1_000_000)
    let countsTrials = fields.entries["trials"] != nil && fields.word("trials", of: ["counted"]) != nil
    let variants = (fields.list("variants") ?? []).compactMap(variant)
    let typical = (fields.list("typical") ?? []).compactMap(typical)
    let note = fields.optionalLocalizedText("note")
    return IndicatorDefinition(
      id: IndicatorID(id.value), title: title ?? wording(entry.key, entry.key), otherNames: otherNames.map(\.value),
      unit: unit?.value ?? "",
      direction: direction.flatMap { IndicatorDefinition.Direction(rawValue: $0.value) } ?? .context,
      period: period.flatMap { IndicatorDefinition.Period(rawValue: $0.value) } ?? .month,
      minimumSample: sample?.value ?? 1, countsTrials: countsTrials, variants: variants, typical: typical,
      note: note, location: id.location)
  }

  private func variant(_ node: YAMLNode) -> IndicatorVariant? {
    guard
      let fields = FieldReader(
        node, wording("公式", "the variant"),
        allowed: [
          "id", "title", "numerator", "denominator", "unit", "minimum-sample", "computed", "spread", "values",
          "periods",
        ],
        problems: problems),
      let id = fields.id("id")
    else { return nil }
    let title = fields.title("title")
    let numerator = fields.localizedText("numerator")
    let denominator = fields.localizedText("denominator")
    let unit = fields.optionalText("unit")
    let computation = fields.optional("computed").flatMap(computation)
    let spread = fields.optional("spread").flatMap(spread)
    let sample = fields.optionalInteger("minimum-sample", in: 1...1_000_000)
    let addsUp = fields.entries["periods"] != nil && fields.word("periods", of: ["add-up"]) != nil
    let isSigned = fields.entries["values"] != nil && fields.word("values", of: ["signed"]) != nil
    guard let title, let numerator, let denominator else { return nil }
    return IndicatorVariant(
      id: id.value, title: title, numerator: numerator, denominator: denominator, computation: computation,
      spread: spread, isSigned: isSigned, unit: unit?.value, minimumSample: sample?.value, addsUp: addsUp)
  }

  /// Of which indicator the values are the variance, and between what.
  private func spread(_ entry: YAMLEntry) -> IndicatorVariant.Spread? {
    guard
      let fields = FieldReader(
        entry.value, wording("spread", "spread"), allowed: ["of", "between"], problems: problems)
    else { return nil }
    let base = fields.id("of")
    let parts = fields.word("between", of: IndicatorVariant.Spread.Parts.allCases.map(\.rawValue))
      .flatMap { IndicatorVariant.Spread.Parts(rawValue: $0.value) }
    guard let base, let parts else { return nil }
    return IndicatorVariant.Spread(of: IndicatorID(base.value), among: parts)
  }

  private func computation(_ entry: YAMLEntry) -> IndicatorComputation? {
    guard
      let fields = FieldReader(
        entry.value, wording("computed", "computed"), allowed: ["numerator", "denominator"], problems: problems)
    else { return nil }
    let numerator = terms("numerator", of: fields)
    let denominator = terms("denominator", of: fields)
    guard let numerator, let denominator else { return nil }
    return IndicatorComputation(numerator: numerator, denominator: denominator)
  }

  /// Names of measures; a minus before a name takes the measure away.
  private func terms(_ key: String, of fields: FieldReader) -> [IndicatorComputation.Term]? {
    fields.texts(key)?.map { text in
      let isNegative = text.value.hasPrefix("-")
      return IndicatorComputation.Term(
        MeasureID(isNegative ? String(text.value.dropFirst()) : text.value), isNegative: isNegative)
    }
  }

  private func typical(_ node: YAMLNode) -> IndicatorDefinition.TypicalValue? {
    guard
      let fields = FieldReader(
        node, wording("典型值", "the typical value"), allowed: ["value", "context", "kind", "source"],
        problems: problems)
    else { return nil }
    let texts = (
      fields.localizedText("value"), fields.localizedText("context"), fields.localizedText("source")
    )
    let kind = fields.word("kind", of: IndicatorDefinition.TypicalValue.Kind.allCases.map(\.rawValue))
      .flatMap { IndicatorDefinition.TypicalValue.Kind(rawValue: $0.value) }
    guard let value = texts.0, let context = texts.1, let source = texts.2, let kind else { return nil }
    return IndicatorDefinition.TypicalValue(
      value: value, context: context, kind: kind, source: source)
  }
}
