import AssessmentModel
import Diagnostics

/// Builds the derivations of one rubric's numbers out of its score.
struct Deriver {
  let score: RubricScore

  private var rubric: Rubric { score.rubric }

  /// The total in one track.
  func total(_ track: Track) -> Derivation {
    Derivation(
      name("总分", "Total", track), score.total == nil ? .notApplicable : .weightedMean,
      score.total.map { value($0[track]) }, note: score.total == nil ? Self.nothingApplicable : nil,
      operands: score.total == nil
        ? [] : zip(rubric.domains, score.domains).map { domain($0, $1, track, asOperand: true) })
  }

  /// A domain in one track; a domain with a single group shows its items at once.
  func domain(_ domain: Domain, _ standing: DomainScore, _ track: Track, asOperand: Bool) -> Derivation {
    let operands =
      domain.groups.count == 1
      ? zip(domain.items, standing.items).map { item($0, $1, track, asOperand: true) }
      : zip(domain.groups, standing.groups).map { group($0, $1, domain, track, asOperand: true) }
    return mean(
      asOperand ? domain.title : name(domain.title, track), domain.weight, standing.score?[track], operands,
      asOperand: asOperand)
  }

  /// A group in one track.
  func group(
    _ group: ItemGroup, _ standing: GroupScore, _ domain: Domain, _ track: Track, asOperand: Bool
  ) -> Derivation {
    let title = group.title ?? domain.title
    return mean(
      asOperand ? title : name(title, track), group.weight, standing.score?[track],
      zip(group.items, standing.items).map { item($0, $1, track, asOperand: true) }, asOperand: asOperand)
  }

  /// An item in one track, down to its marks.
  func item(_ item: Item, _ standing: ItemScore, _ track: Track, asOperand: Bool) -> Derivation {
    let title = asOperand ? item.title : name(item.title, track)
    let weight = asOperand ? Rational(item.weight) : nil
    guard let found = standing.score?[track] else {
      let reason = standing.notApplicableReason ?? ""
      return Derivation(
        title, .notApplicable, nil, weight: weight,
        note: LocalizedText(
          chinese: "不适用：\(reason)；权重由同级其他各项分担",
          english: "not applicable: \(reason); its weight is re-spread among its siblings"))
    }
    let facets = rubric.facetSets[item.facetSet]?.facets ?? []
    return Derivation(
      title, .weightedMean, value(found), weight: weight,
      operands: zip(facets, standing.facets).map { facet($0, $1, of: standing, track, asOperand: true) })
  }

  /// One facet of an item in one track.
  func facet(
    _ facet: Facet, _ standing: ItemFacetScore, of item: ItemScore, _ track: Track, asOperand: Bool
  ) -> Derivation {
    let title = asOperand ? facet.title : name(facet.title, track)
    let weight = asOperand ? Rational(facet.weight) : nil
    let ends = standing.counted?[track] ?? Interval(worst: .absent, best: .beyond)
    let credits = Interval(worst: rubric.scale[ends.worst].credit, best: rubric.scale[ends.best].credit)
    guard let counted = ends.settled else {
      return Derivation(
        title, .creditOfMark, .credits(credits), weight: weight, note: openNote(standing.mark, ends, item))
    }
    return Derivation(
      title, .creditOfMark, .credit(credits.worst), weight: weight,
      note: standing.mark == counted ? markNote(counted) : capNote(standing.mark ?? counted, counted, item))
  }

  /// The mean of a facet over the items of a scope, in one track.
  func facet(_ standing: FacetScore, over items: [(Item, ItemScore)], _ track: Track) -> Derivation {
    let facet = rubric.facetSets[standing.set]?.facets.first { $0.id == standing.id }
    let title = facet?.title ?? LocalizedText(chinese: standing.id.rawValue, english: standing.id.rawValue)
    let members = items.filter { $0.0.facetSet == standing.set && $0.1.score != nil }
    return Derivation(
      name(title, track), .weightedMean, value(standing.score[track]),
      operands: members.compactMap { item, score in
        guard let facet, let found = score.facets.first(where: { $0.id == standing.id }) else { return nil }
        var operand = self.facet(facet, found, of: score, track, asOperand: true)
        operand.label = item.title
        operand.weight = score.weight.effective
        return operand
      })
  }

  // MARK: - Parts

  /// The value of a score: a credit, or what is still possible.
  func value(_ score: TrackScore) -> Derivation.Value {
    score.credit.map { .credit($0) } ?? .credits(score.interval)
  }

  /// A name with its track.
  func name(_ title: LocalizedText, _ track: Track) -> LocalizedText {
    name(title.chinese, title.english, track)
  }

  private func name(_ chinese: String, _ english: String, _ track: Track) -> LocalizedText {
    track == .claimed
      ? LocalizedText(chinese: "\(chinese)，自称", english: "\(english), claimed")
      : LocalizedText(chinese: "\(chinese)，有据", english: "\(english), evidenced")
  }

  private func mean(
    _ label: LocalizedText, _ weight: Int, _ score: TrackScore?, _ operands: [Derivation], asOperand: Bool
  ) -> Derivation {
    let weight = asOperand ? Rational(weight) : nil
    guard let score else {
      return Derivation(label, .notApplicable, nil, weight: weight, note: Self.nothingApplicable)
    }
    return Derivation(label, .weightedMean, value(score), weight: weight, operands: operands)
  }

  private func markNote(_ mark: Mark) -> LocalizedText {
    let title = rubric.scale[mark].title
    return LocalizedText(
      chinese: "等级 \(mark.rawValue) \(title.chinese)", english: "mark \(mark.rawValue) \(title.english)")
  }

  /// What an open mark is taken for at both ends.
  private func openNote(_ given: Mark?, _ ends: Interval<Mark>, _ item: ItemScore) -> LocalizedText {
    guard let given else {
      return LocalizedText(
        chinese: "未评：最低按 \(ends.worst.rawValue)，最高按 \(ends.best.rawValue)",
        english: "not answered: at worst mark \(ends.worst.rawValue), at best mark \(ends.best.rawValue)")
    }
    let lack = lack(of: item)
    return LocalizedText(
      chinese: "等级 \(given.rawValue)，尚无有效证据，该项评完之前还可补上：最低按 \(ends.worst.rawValue)，"
        + "最高按 \(ends.best.rawValue)；\(lack.chinese)",
      english: "mark \(given.rawValue) without valid evidence, which can still be added until the item is complete: "
        + "at worst mark \(ends.worst.rawValue), at best mark \(ends.best.rawValue); \(lack.english)")
  }

  private func capNote(_ given: Mark, _ counted: Mark, _ item: ItemScore) -> LocalizedText {
    let lack = lack(of: item)
    return LocalizedText(
      chinese: "等级 \(given.rawValue)，无有效证据，按 \(counted.rawValue) 计；\(lack.chinese)",
      english: "mark \(given.rawValue) without valid evidence counts as \(counted.rawValue); \(lack.english)")
  }

  /// Why no evidence of an item counts.
  private func lack(of item: ItemScore) -> LocalizedText {
    guard !item.citations.isEmpty else {
      return LocalizedText(chinese: "未引用证据", english: "no evidence is cited")
    }
    let defects = item.citations.map { citation in
      let reasons = citation.validity.defects.map(\.text)
      return LocalizedText(
        chinese: "\(citation.id) \(reasons.map(\.chinese).joined(separator: "、"))",
        english: "\(citation.id) \(reasons.map(\.english).joined(separator: ", "))")
    }
    return LocalizedText(
      chinese: defects.map(\.chinese).joined(separator: "；"),
      english: defects.map(\.english).joined(separator: "; "))
  }

  private static let nothingApplicable = LocalizedText(
    chinese: "没有适用的评审项，没有得分", english: "nothing is applicable, so there is no score")
}
