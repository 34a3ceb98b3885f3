internal import AssessmentModel
internal import Diagnostics

/// Reads the thresholds of an edition, from a file that editions share or from the rubric itself.
struct ThresholdReader {
  let problems: DiagnosticCollector

  func thresholds(_ node: YAMLNode, isFile: Bool) -> [ThresholdDraft] {
    guard isFile else { return thresholds(in: node) }
    guard
      let fields = FieldReader(
        node, wording("指标界限文件", "the threshold file"), allowed: ["format", "thresholds"], problems: problems)
    else { return [] }
    fields.format("thresholds")
    return (fields.list("thresholds") ?? []).compactMap(threshold)
  }

  private func thresholds(in node: YAMLNode) -> [ThresholdDraft] {
    guard case .sequence(let nodes) = node.content else {
      problems.add(
        Diagnostic(
          .error, "wrong-type", wording("thresholds 应为列表", "thresholds has to be a list"),
          at: node.location.firstScalar))
      return []
    }
    return nodes.compactMap(threshold)
  }

  private func threshold(_ node: YAMLNode) -> ThresholdDraft? {
    guard
      let fields = FieldReader(
        node, wording("指标界限", "the threshold"),
        allowed: ["item", "facet", "indicator", "variant", "target", "marks", "provenance"], problems: problems)
    else { return nil }
    let names = (fields.id("item"), fields.id("facet"), fields.id("indicator"), fields.id("variant"))
    let target = fields.optional("target").flatMap(target)
    let conditions = conditions(fields)
    let provenance = fields.provenance()
    guard let item = names.0, let facet = names.1, let indicator = names.2, let variant = names.3 else { return nil }
    return ThresholdDraft(
      item: item, facet: facet, indicator: indicator, variant: variant, target: target, conditions: conditions,
      provenance: provenance)
  }

  /// The largest value of an indicator; handling times are in seconds.
  private static let values = 0...1_000_000

  /// A bound or a band.
  func target(_ entry: YAMLEntry) -> Located<IndicatorThreshold.Target>? {
    guard case .mapping = entry.value.content else {
      return NumberReader(problems: problems).decimal(entry.value, key: entry.key, in: Self.values)
        .map { Located(.bound($0.value), at: entry.keyLocation) }
    }
    guard
      let band = FieldReader(
        entry.value, wording("target", "target"), allowed: ["from", "to"], problems: problems)
    else { return nil }
    let lower = band.decimal("from", in: Self.values)
    let upper = band.decimal("to", in: Self.values)
    guard let lower, let upper else { return nil }
    guard lower.value < upper.value else {
      problems.add(
        Diagnostic(
          .error, "wrong-number", wording("from 应小于 to", "from has to be less than to"), at: upper.location))
      return nil
    }
    return Located(.band(lower.value, upper.value), at: entry.keyLocation)
  }

  private func conditions(_ fields: FieldReader) -> [Mark: Located<IndicatorThreshold.Condition>] {
    guard let entry = fields.required("marks"),
      let marks = FieldReader(
        entry.value, wording("marks", "marks"), allowed: ["2", "3", "4", "5"], problems: problems)
    else { return [:] }
    var conditions: [Mark: Located<IndicatorThreshold.Condition>] = [:]
    for mark in Mark.allCases {
      guard let entry = marks.optional(String(mark.rawValue)), let condition = condition(entry) else { continue }
      conditions[mark] = Located(condition, at: entry.keyLocation)
    }
    return conditions
  }

  private func condition(_ entry: YAMLEntry) -> IndicatorThreshold.Condition? {
    guard
      let fields = FieldReader(
        entry.value, wording("等级 \(entry.key)", "mark \(entry.key)"),
        allowed: ["level", "periods-met", "months-sustained"], problems: problems)
    else { return nil }
    return IndicatorThreshold.Condition(
      level: fields.entries["level"].flatMap { _ in fields.decimal("level", in: Self.values)?.value },
      periodsMet: fields.entries["periods-met"].flatMap { _ in fields.percentage("periods-met")?.value },
      monthsSustained: fields.optionalInteger("months-sustained", in: 1...120)?.value)
  }
}
