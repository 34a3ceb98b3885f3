internal import AssessmentModel
internal import Diagnostics

/// Thresholds name what exists, fit the direction of their indicator, and never ask less of a higher mark.
struct ThresholdValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    library.rubrics.flatMap { rubric in
      let used = rubric.domains.flatMap(\.uses).map(\.id.value)
      let items = rubric.items(in: library)
      return repeated(rubric) + rubric.thresholds.flatMap { findings($0, used, items[$0.item.value], rubric, library) }
    }
  }

  private func repeated(_ rubric: RubricDraft) -> [Diagnostic] {
    var first: [[String]: SourceLocation] = [:]
    return rubric.thresholds.compactMap { threshold in
      let key = [threshold.item.value, threshold.facet.value, threshold.indicator.value]
      guard let earlier = first[key] else {
        first[key] = threshold.item.location
        return nil
      }
      return Diagnostic(
        .error, "duplicate-id",
        wording(
          "\(key[0]) 的 \(key[1]) 已有 \(key[2]) 的界限", "\(key[0]) has a threshold of \(key[2]) for \(key[1]) already"),
        at: threshold.item.location, notes: [Diagnostic.Note(wording("第一次在这里", "the first one is here"), at: earlier)])
    }
  }

  private func findings(
    _ threshold: ThresholdDraft, _ used: [String], _ item: ItemDraft?, _ rubric: RubricDraft, _ library: LibraryDraft
  ) -> [Diagnostic] {
    var findings = Self.check(threshold.item, wording("本准则的评审项", "item of this rubric"), among: used)
    if let item {
      if let set = rubric.facetSets.first(where: { $0.id.value == item.facets?.value }) {
        let facets = set.facets.map(\.id.value)
        findings += Self.check(threshold.facet, wording("这一评审项的维度", "facet of this item"), among: facets)
      }
      let named = item.indicators.map(\.value)
      findings += Self.check(threshold.indicator, wording("这一评审项的指标", "indicator of this item"), among: named)
    }
    if let indicator = library.indicators?.first(where: { $0.id.rawValue == threshold.indicator.value }) {
      let variants = indicator.variants.map(\.id)
      findings += Self.check(threshold.variant, wording("这一指标的公式", "variant of this indicator"), among: variants)
      findings += direction(threshold, indicator)
      findings += falling(threshold, indicator.direction)
    }
    if threshold.conditions.isEmpty {
      findings.append(empty(threshold.item, wording("没有写明任何等级的界限", "has no condition for any mark")))
    }
    for (_, condition) in threshold.sortedConditions where condition.value.isEmpty {
      findings.append(
        empty(
          Located(threshold.item.value, at: condition.location), wording("的这一等级没有条件", "has a mark without a condition"))
      )
    }
    return findings
  }

  private func empty(_ id: Located<String>, _ what: LocalizedText) -> Diagnostic {
    Diagnostic(
      .error, "empty-field", wording("\(id.value) \(what.chinese)", "\(id.value) \(what.english)"), at: id.location)
  }

  private static func check(_ id: Located<String>, _ kind: LocalizedText, among names: [String]) -> [Diagnostic] {
    guard !names.contains(id.value) else { return [] }
    return [
      Diagnostic(
        .error, "dangling-reference",
        wording("没有名为 \(id.value) 的\(kind.chinese)", "there is no \(kind.english) named \(id.value)"),
        at: id.location,
        hint: SuggestedName.nearest(to: id.value, among: names).map { wording("是不是 \($0)？", "did you mean \($0)?") })
    ]
  }

  // MARK: - Direction

  private func direction(_ threshold: ThresholdDraft, _ indicator: IndicatorDefinition) -> [Diagnostic] {
    func unfit(_ place: SourceLocation, _ chinese: String, _ english: String) -> Diagnostic {
      Diagnostic(.error, "unfit-threshold", wording(chinese, english), at: place)
    }
    let name = indicator.id.rawValue
    if indicator.direction == .context {
      return [
        unfit(
          threshold.indicator.location, "\(name) 不分优劣，不能设界限", "\(name) is neither good nor bad and has no threshold")
      ]
    }
    var findings: [Diagnostic] = []
    switch (threshold.target?.value, indicator.direction) {
    case (.bound?, .band):
      findings.append(
        unfit(
          threshold.target?.location ?? threshold.item.location, "\(name) 两头都不好，target 要写成 {from: …, to: …}",
          "\(name) is best inside a band: the target is {from: …, to: …}"))
    case (.band?, .higher), (.band?, .lower):
      findings.append(
        unfit(
          threshold.target?.location ?? threshold.item.location, "\(name) 只有一个界，target 要写成一个数",
          "\(name) has one bound: the target is a number"))
    default: break
    }
    if indicator.direction == .band {
      findings += threshold.sortedConditions.filter { $0.condition.value.level != nil }.map {
        unfit($0.condition.location, "\(name) 两头都不好，不能设 level", "\(name) is best inside a band and has no level")
      }
    }
    return findings
  }

  private func falling(_ threshold: ThresholdDraft, _ direction: IndicatorDefinition.Direction) -> [Diagnostic] {
    let conditions = threshold.sortedConditions
    return zip(conditions, conditions.dropFirst()).compactMap { lower, higher in
      let (below, above) = (lower.condition.value, higher.condition.value)
      guard Self.asksLess(above, than: below, direction) else { return nil }
      return Diagnostic(
        .error, "falling-threshold",
        wording(
          "等级 \(higher.mark.rawValue) 的要求低于等级 \(lower.mark.rawValue)",
          "mark \(higher.mark.rawValue) asks for less than mark \(lower.mark.rawValue)"), at: higher.condition.location,
        hint: wording("较低等级的条件在较高等级上也要写出", "repeat what the lower mark asks at the higher one"))
    }
  }

  private static func asksLess(
    _ above: IndicatorThreshold.Condition, than below: IndicatorThreshold.Condition,
    _ direction: IndicatorDefinition.Direction
  ) -> Bool {
    func less<Value: Comparable>(_ above: Value?, _ below: Value?, _ isLess: (Value, Value) -> Bool) -> Bool {
      guard let below else { return false }
      return above.map { isLess($0, below) } ?? true
    }
    return less(above.periodsMet, below.periodsMet, <) || less(above.monthsSustained, below.monthsSustained, <)
      || less(above.level, below.level, direction == .lower ? { $0 > $1 } : { $0 < $1 })
  }
}
