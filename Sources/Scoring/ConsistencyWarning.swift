public import AssessmentModel
public import Diagnostics

/// Something in an assessment that does not fit together; it never changes a score.
public struct ConsistencyWarning: Sendable, Equatable {
  /// The stable English name of the kind.
  public enum Code: String, Sendable, CaseIterable {
    /// Process domains score much higher than the results they should show up in.
    case processAboveResults = "process-above-results"
    /// Marks 5 on results without valid evidence of them, or without the figures that they rest on.
    case fiveWithoutResultData = "five-without-result-data"
    /// Evidence that is cited had expired on the assessment date.
    case evidenceExpired = "evidence-expired"
    /// Evidence that is cited does not count for another reason.
    case evidenceNotValid = "evidence-not-valid"
    /// One piece of evidence carries many items.
    case evidenceOverused = "evidence-overused"
    /// Much was declared not applicable.
    case notApplicableShare = "not-applicable-share"
    /// An item was declared not applicable although every centre has to answer it.
    case notApplicableForbidden = "not-applicable-forbidden"
  }

  /// The kind.
  public var code: Code
  /// How grave; all are warnings.
  public var severity: Severity
  /// What was found, with the numbers, and what to do.
  public var message: LocalizedText
  /// The items it speaks of, in rubric order.
  public var items: [ItemID]
  /// The evidence it speaks of, where it speaks of one.
  public var evidence: EvidenceID?

  private init(
    _ code: Code, items: [ItemID], evidence: EvidenceID? = nil, chinese: String, english: String
  ) {
    self.code = code
    severity = .warning
    message = LocalizedText(chinese: chinese, english: english)
    self.items = items
    self.evidence = evidence
  }

  /// Every warning, in the order of the codes above.
  static func all(
    of score: RubricScore, forbiddenNotApplicable: [ItemID], namesIndicators: Bool
  ) -> [ConsistencyWarning] {
    [
      processAboveResults(score), fiveWithoutResultData(score), namesIndicators ? nil : fiveWithoutIndicators(score),
    ].compactMap(\.self) + invalidEvidence(score)
      + overusedEvidence(score) + notApplicable(score) + forbidden(forbiddenNotApplicable, in: score)
  }
}

// MARK: - Each kind

extension ConsistencyWarning {
  /// Compares the marks as given: what a centre claims of its processes against what it claims of its results.
  private static func processAboveResults(_ score: RubricScore) -> ConsistencyWarning? {
    guard let rule = score.rubric.consistency.processAgainstResults,
      let results = score.domains.flatMap(\.groups).first(where: { $0.id == rule.resultGroup })?
        .score?.claimed.credit
    else { return nil }
    let compared = zip(score.rubric.domains, score.domains).filter {
      rule.processDomains.contains($0.0.id) && $0.1.score != nil
    }
    guard compared.allSatisfy({ $0.1.score?.claimed.credit != nil }),
      let processes = weightedMean(
        compared.map { (weight: Rational($0.0.weight), value: $0.1.score?.claimed.credit) }),
      processes - results >= rule.maximumDifference
    else { return nil }
    let (high, low) = (processes.display(), results.display())
    let names = compared.map(\.0.title)
    return ConsistencyWarning(
      .processAboveResults, items: [],
      chinese: "\(names.map(\.chinese).joined(separator: "、"))的自称得分率加权平均为 \(high)，"
        + "结果项只有 \(low)。过程做得好，结果上应当看得出来，请核对这些范畴的等级或结果数据。",
      english: "\(names.map(\.english).joined(separator: ", ")) average \(high) as claimed, by weight, "
        + "but the result items only \(low). Good processes should show in the "
        + "results: check these marks or the result data.")
  }

  /// How many items a message names where it speaks of more.
  private static let namedItems = 5

  /// A mark 5 claims results that last. It is looked at where a mark speaks of results: on every facet of an item
  /// that rests on indicators or stands in the result group, and on a facet named `results`.
  private static func fiveWithoutResultData(_ score: RubricScore) -> ConsistencyWarning? {
    let resultItems = Set(
      score.rubric.domains.flatMap(\.groups).flatMap { group in
        group.items.filter {
          !$0.indicators.isEmpty || group.id == score.rubric.consistency.processAgainstResults?.resultGroup
        }
      }.map(\.id))
    let found: [(item: Item, facets: [LocalizedText])] = zip(score.rubric.items, score.items).compactMap {
      item, standing in
      let fives = standing.facets.filter {
        $0.mark == .beyond && (resultItems.contains(item.id) || $0.id == FacetID("results"))
      }
      guard !fives.isEmpty, !standing.hasValidEvidence else { return nil }
      let facets = score.rubric.facetSets[item.facetSet]?.facets ?? []
      return (item, facets.filter { facet in fives.contains { $0.id == facet.id } }.map(\.title))
    }
    guard !found.isEmpty else { return nil }
    let shown = found.prefix(namedItems)
    let chinese = shown.map { "“\($0.item.title.chinese)”（\($0.facets.map(\.chinese).joined(separator: "、"))）" }
    let english = shown.map { "“\($0.item.title.english)” (\($0.facets.map(\.english).joined(separator: ", ")))" }
    let isCut = found.count > shown.count
    return ConsistencyWarning(
      .fiveWithoutResultData, items: found.map(\.item.id),
      chinese: chinese.joined(separator: "、") + (isCut ? "等 \(found.count) 个评审项" : "")
        + "评为 5 级，却没有引用在评估日有效的证据。请补充有效证据，或降低等级。",
      english: "Mark 5 without evidence that is valid on the assessment date: " + english.joined(separator: ", ")
        + (isCut ? " and \(found.count - shown.count) more" : "") + ". Add valid evidence, or lower the mark.")
  }

  /// A mark 5 that rests on figures, in an assessment that names no file of them. With a file, every mark is held against it.
  private static func fiveWithoutIndicators(_ score: RubricScore) -> ConsistencyWarning? {
    let resting = Dictionary(grouping: score.rubric.thresholds, by: \.item)
    let found = zip(score.rubric.items, score.items).filter { item, standing in
      resting[item.id]?.contains { threshold in
        standing.facets.contains { $0.id == threshold.facet && $0.mark == .beyond }
      } ?? false
    }.map(\.0)
    guard !found.isEmpty else { return nil }
    let shown = found.prefix(namedItems)
    let isCut = found.count > shown.count
    return ConsistencyWarning(
      .fiveWithoutResultData, items: found.map(\.id),
      chinese: shown.map { "“\($0.title.chinese)”" }.joined(separator: "、")
        + (isCut ? "等 \(found.count) 个评审项" : "")
        + "评为 5 级，这一级要看运营数据，评估文件却没有写 indicators，没有数据可以核对。请给出月度数据文件，或降低等级。",
      english: "Mark 5 that rests on figures, while the assessment names no file of them (indicators): "
        + shown.map { "“\($0.title.english)”" }.joined(separator: ", ")
        + (isCut ? " and \(found.count - shown.count) more" : "") + ". Name one, or lower the mark.")
  }

  private static func invalidEvidence(_ score: RubricScore) -> [ConsistencyWarning] {
    citations(in: score).compactMap { cited in
      let defects = cited.validity.defects
      guard !defects.isEmpty else { return nil }
      let code: Code = defects.contains(.expired) ? .evidenceExpired : .evidenceNotValid
      let reasons = defects.map(\.text)
      return ConsistencyWarning(
        code, items: cited.items, evidence: cited.id,
        chinese: "证据 \(cited.id) 在评估日无效（\(reasons.map(\.chinese).joined(separator: "；"))），不计入有据得分。"
          + "\(score.rubric.standard) 有 \(cited.items.count) 个评审项引用它，请更新或更换。",
        english: "Evidence \(cited.id) does not count on the assessment date: "
          + "\(reasons.map(\.english).joined(separator: "; ")). Items of \(score.rubric.standard) that cite it: \(cited.items.count). "
          + "Renew or replace it.")
    }
    .enumerated().sorted {
      ($0.element.code == .evidenceExpired ? 0 : 1, $0.offset) < (
        $1.element.code == .evidenceExpired ? 0 : 1, $1.offset
      )
    }
    .map(\.element)
  }

  private static func overusedEvidence(_ score: RubricScore) -> [ConsistencyWarning] {
    let limit = score.rubric.consistency.evidenceUse.items
    return citations(in: score).filter { $0.items.count > limit }.map { cited in
      ConsistencyWarning(
        .evidenceOverused, items: cited.items, evidence: cited.id,
        chinese: "证据 \(cited.id) 在 \(score.rubric.standard) 中支撑了 \(cited.items.count) 个评审项，超过 \(limit) 个。"
          + "请核对它是否真能逐项证明，必要时分别举证。",
        english: "Evidence \(cited.id) carries \(cited.items.count) items of \(score.rubric.standard), "
          + "more than \(limit). Check that it proves each of them, and cite separate evidence where it does not.")
    }
  }

  private static func notApplicable(_ score: RubricScore) -> [ConsistencyWarning] {
    guard score.notApplicable.exceedsLimit else { return [] }
    let (share, limit) = (score.notApplicable.ofItems.percentage(), score.notApplicable.limit.percentage())
    return [
      ConsistencyWarning(
        .notApplicableShare, items: score.items.filter { $0.status == .notApplicable }.map(\.id),
        chinese: "不适用的评审项占 \(share)，超过 \(limit)。请逐项核对理由；比例过大时，总分与其他中心不可比。",
        english: "Items declared not applicable are \(share) of all, above \(limit). Check each reason: "
          + "with so many the total cannot be compared with other centres.")
    ]
  }

  private static func forbidden(_ items: [ItemID], in score: RubricScore) -> [ConsistencyWarning] {
    let titles = Dictionary(
      score.rubric.items.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    return items.map { item in
      ConsistencyWarning(
        .notApplicableForbidden, items: [item],
        chinese: "“\(titles[item]?.chinese ?? item.rawValue)”不允许填“不适用”，按未评处理。请给出等级。",
        english:
          "“\(titles[item]?.english ?? item.rawValue)” may not be declared not applicable and counts as "
          + "not answered. Give it marks.")
    }
  }

  /// The evidence that items cite, in order of first use, with the items that cite it.
  private static func citations(
    in score: RubricScore
  ) -> [(id: EvidenceID, validity: EvidenceValidity, items: [ItemID])] {
    var found: [(id: EvidenceID, validity: EvidenceValidity, items: [ItemID])] = []
    var places: [EvidenceID: Int] = [:]
    for item in score.items {
      for citation in item.citations {
        if let place = places[citation.id] {
          found[place].items.append(item.id)
        } else {
          places[citation.id] = found.count
          found.append((citation.id, citation.validity, [item.id]))
        }
      }
    }
    return found
  }
}
