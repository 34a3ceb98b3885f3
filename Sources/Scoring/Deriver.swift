import AssessmentModel
import Diagnostics

/// Builds the derivations of one rubric's numbers out of its score.
struct Deriver {
  let score: RubricScore

  var rubric: Rubric { score.rubric }

  /// The total in one track.
  ///
  /// - Parameter levels: how many levels of operands it has at most.
  func total(_ track: Track, levels: Int = .max) -> Derivation {
    let title = LocalizedText(chinese: "总分", english: "Total")
    guard let total = score.total else {
      return Derivation(title, track: track, .notApplicable, nil, note: Self.nothingApplicable)
    }
    return Derivation(
      title, track: track, .weightedMean, value(total[track]),
      operands: levels == 0
        ? []
        : zip(rubric.domains, score.domains).map { domain($0, $1, track, asOperand: true, levels: levels - 1) })
  }

  /// A domain in one track; a domain with a single group shows its items at once.
  func domain(
    _ domain: Domain, _ standing: DomainScore, _ track: Track, asOperand: Bool, levels: Int = .max
  ) -> Derivation {
    let operands: [Derivation] =
      if levels == 0 {
        []
      } else if domain.groups.count == 1 {
        zip(domain.items, standing.items).map { item($0, $1, track, asOperand: true, levels: levels - 1) }
      } else {
        zip(domain.groups, standing.groups).map {
          group($0, $1, domain, track, asOperand: true, levels: levels - 1)
        }
      }
    return mean(
      domain.title, domain.id.rawValue, asOperand ? nil : track, weight: asOperand ? domain.weight : nil,
      standing.score?[track], operands)
  }

  /// A group in one track.
  func group(
    _ group: ItemGroup, _ standing: GroupScore, _ domain: Domain, _ track: Track, asOperand: Bool, levels: Int = .max
  ) -> Derivation {
    mean(
      group.title ?? domain.title, group.id.rawValue, asOperand ? nil : track,
      weight: asOperand ? group.weight : nil, standing.score?[track],
      levels == 0
        ? [] : zip(group.items, standing.items).map { item($0, $1, track, asOperand: true, levels: levels - 1) })
  }

  /// An item in one track, down to its marks.
  func item(
    _ item: Item, _ standing: ItemScore, _ track: Track, asOperand: Bool, levels: Int = .max
  ) -> Derivation {
    let weight = asOperand ? Rational(item.weight) : nil
    let shownTrack = asOperand ? nil : track
    guard let found = standing.score?[track] else {
      let reason = standing.notApplicableReason ?? ""
      return Derivation(
        item.title, id: item.id.rawValue, track: shownTrack, .notApplicable, nil, weight: weight,
        note: LocalizedText(
          chinese: "不适用：\(reason)；权重由同级其他各项分担",
          english: "not applicable: \(reason); its weight is re-spread among its siblings"))
    }
    return Derivation(
      item.title, id: item.id.rawValue, track: shownTrack, .weightedMean, value(found), weight: weight,
      operands: levels == 0
        ? []
        : zip(facets(of: item), standing.facets).map {
          facet($0, $1, of: standing, track, asOperand: true)
        })
  }

  /// One facet of an item in one track.
  func facet(
    _ facet: Facet, _ standing: ItemFacetScore, of item: ItemScore, _ track: Track, asOperand: Bool
  ) -> Derivation {
    let ends = standing.counted?[track] ?? Interval(worst: .absent, best: .beyond)
    let credits = Interval(worst: rubric.scale[ends.worst].credit, best: rubric.scale[ends.best].credit)
    return Derivation(
      facet.title, id: facet.id.rawValue, track: asOperand ? nil : track, .creditOfMark,
      ends.settled == nil ? .credits(credits) : .credit(credits.worst),
      weight: asOperand ? Rational(facet.weight) : nil, note: note(standing.mark, ends, item))
  }

  /// The mean of a facet over the items of a scope, in one track.
  func facet(_ standing: FacetScore, over items: [(Item, ItemScore)], _ track: Track) -> Derivation {
    Derivation(
      title(of: standing), id: standing.id.rawValue, track: track, .weightedMean, value(standing.score[track]),
      operands: members(of: standing, in: items).map { item, score, facet, found in
        var operand = self.facet(facet, found, of: score, track, asOperand: true)
        operand.label = item.title
        operand.id = item.id.rawValue
        operand.weight = score.weight.effective
        return operand
      })
  }

  // MARK: - Parts

  /// The facets of an item.
  func facets(of item: Item) -> [Facet] { rubric.facetSets[item.facetSet]?.facets ?? [] }

  /// The name of a facet.
  func title(of facet: FacetScore) -> LocalizedText {
    rubric.facetSets[facet.set]?.facets.first { $0.id == facet.id }?.title
      ?? LocalizedText(chinese: facet.id.rawValue, english: facet.id.rawValue)
  }

  /// The applicable items that are marked on a facet, each with its mark.
  func members(
    of standing: FacetScore, in items: [(Item, ItemScore)]
  ) -> [(item: Item, score: ItemScore, facet: Facet, found: ItemFacetScore)] {
    items.compactMap { item, score in
      guard item.facetSet == standing.set, score.score != nil,
        let facet = facets(of: item).first(where: { $0.id == standing.id }),
        let found = score.facets.first(where: { $0.id == standing.id })
      else { return nil }
      return (item, score, facet, found)
    }
  }

  /// The value of a score: a credit, or what is still possible.
  func value(_ score: TrackScore) -> Derivation.Value {
    score.credit.map { .credit($0) } ?? .credits(score.interval)
  }

  private func mean(
    _ label: LocalizedText, _ id: String, _ track: Track?, weight: Int?, _ score: TrackScore?,
    _ operands: [Derivation]
  ) -> Derivation {
    let weight = weight.map { Rational($0) }
    guard let score else {
      return Derivation(
        label, id: id, track: track, .notApplicable, nil, weight: weight, note: Self.nothingApplicable)
    }
    return Derivation(label, id: id, track: track, .weightedMean, value(score), weight: weight, operands: operands)
  }

  // MARK: - Marks in words

  /// What a mark is taken for, and why.
  private func note(_ given: Mark?, _ ends: Interval<Mark>, _ item: ItemScore) -> LocalizedText {
    guard let given, let counted = ends.settled else { return openNote(given, ends, item) }
    return given == counted ? markNote(given) : capNote(given, counted, item)
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

  static let nothingApplicable = LocalizedText(
    chinese: "没有适用的评审项，没有得分", english: "nothing is applicable, so there is no score")
}
