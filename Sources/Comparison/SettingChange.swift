import AssessmentModel
public import Diagnostics

/// Something beside the items that two editions set otherwise, and that moves scores or what a mark means: points,
/// credits, weights, the questions of facets, limits.
public struct SettingChange: Sendable, Equatable {
  /// What is set.
  public enum Kind: String, Sendable, CaseIterable {
    /// The points of a full score.
    case totalPoints = "total-points"
    /// What a mark is worth, 0 to 100.
    case markCredit = "mark-credit"
    /// What a mark is called.
    case markTitle = "mark-title"
    /// The highest mark that counts without valid evidence.
    case markWithoutEvidence = "highest-mark-without-evidence"
    /// The weight of a facet among those of its set.
    case facetWeight = "facet-weight"
    /// What a facet asks of every item of its kind.
    case facetQuestion = "facet-question"
    /// What a facet is called.
    case facetTitle = "facet-title"
    /// The weight of a domain.
    case domainWeight = "domain-weight"
    /// The weight of a group among those of its domain.
    case groupWeight = "group-weight"
    /// The weight of an item among those of its group.
    case itemWeight = "item-weight"
    /// Which share of the items may be not applicable without a warning.
    case notApplicableLimit = "not-applicable-limit"
    /// How many items a piece of evidence may carry without a warning.
    case evidenceUse = "evidence-use"
    /// When a process is called conforming, and its maturity.
    case processProfile = "process-profile"
    /// From which difference on processes and results are called inconsistent.
    case consistency
    /// What an indicator has to show for a mark.
    case threshold
    /// A result, by its name.
    case result
  }

  /// What is set.
  public var kind: Kind
  /// The id of what it is set for; empty where the setting is one for all.
  public var subject: String
  /// What is set, in words, with the name of what it is set for.
  public var title: LocalizedText
  /// As the old edition has it; nil where it has none, or where it is more than a value.
  public var old: LocalizedText?
  /// As the new edition has it; likewise.
  public var new: LocalizedText?
}

extension EditionComparison {
  /// The settings of which the two editions have different values, in the order of the kinds.
  ///
  /// The weights of domains, groups and items are compared where both editions have them, items through the crosswalk.
  public var settings: [SettingChange] {
    let found =
      scaleChanges + facetChanges + weightChanges + limitChanges + ruleChanges
    return SettingChange.Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
  }

  // MARK: - Marks and facets

  private var scaleChanges: [SettingChange] {
    let marks = zip(old.scale.entries, new.scale.entries).flatMap { before, after in
      let mark = LocalizedText(
        chinese: "等级 \(before.mark.rawValue)", english: "mark \(before.mark.rawValue)")
      let id = String(before.mark.rawValue)
      return [
        change(.markCredit, id, mark + (" 的得分率", ", credit"), before.credit.written, after.credit.written),
        change(.markTitle, id, mark + (" 的名称", ", name"), before.title, after.title),
      ]
    }
    let caps = [old, new].map { String($0.evidencePolicy.highestMarkWithoutEvidence.rawValue) }
    return
      (marks + [
        change(
          .totalPoints, "", LocalizedText(chinese: "总分", english: "total points"), String(old.totalPoints),
          String(new.totalPoints)),
        change(
          .markWithoutEvidence, "",
          LocalizedText(chinese: "没有证据时最高计到的等级", english: "highest mark without evidence"), caps[0], caps[1]),
      ]).compactMap(\.self)
  }

  private var facetChanges: [SettingChange] {
    old.facetSets.keys.sorted().flatMap { id -> [SettingChange] in
      guard let before = old.facetSets[id], let after = new.facetSets[id] else { return [] }
      return before.facets.flatMap { facet -> [SettingChange?] in
        guard let other = after.facets.first(where: { $0.id == facet.id }) else { return [] }
        let name = LocalizedText(
          chinese: "\(before.title.chinese)·\(facet.title.chinese)",
          english: "\(before.title.english)·\(facet.title.english)")
        let subject = "\(id)/\(facet.id)"
        return [
          change(.facetWeight, subject, name + ("的权重", ", weight"), String(facet.weight), String(other.weight)),
          change(.facetQuestion, subject, name + ("的提问", ", question"), facet.asks, other.asks),
          change(.facetTitle, subject, name + ("的名称", ", name"), facet.title, other.title),
        ]
      }.compactMap(\.self)
    }
  }

  // MARK: - Weights

  private var weightChanges: [SettingChange] {
    let domains = old.domains.flatMap { domain -> [SettingChange?] in
      guard let other = new.domains.first(where: { $0.id == domain.id }) else { return [] }
      let groups = domain.groups.map { group -> SettingChange? in
        guard let match = other.groups.first(where: { $0.id == group.id }) else { return nil }
        return change(
          .groupWeight, group.id.rawValue, (group.title ?? domain.title) + ("的权重", ", weight"),
          String(group.weight), String(match.weight))
      }
      return [
        change(
          .domainWeight, domain.id.rawValue, domain.title + ("的权重", ", weight"), String(domain.weight),
          String(other.weight))
      ] + groups
    }
    let items = Dictionary(new.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = oldItems.map { entry -> SettingChange? in
      guard entry.kind == .same || entry.kind == .reworded, let before = old.item(entry.item),
        let after = entry.related.first.flatMap({ items[$0] })
      else { return nil }
      return change(
        .itemWeight, after.id.rawValue, after.title + ("的权重", ", weight"), String(before.weight), String(after.weight))
    }
    return (domains + pairs).compactMap(\.self)
  }

  // MARK: - Limits and rules

  private var limitChanges: [SettingChange] {
    [
      change(
        .notApplicableLimit, "",
        LocalizedText(chinese: "不适用超过多少提醒", english: "share of items not applicable that warns"),
        old.notApplicableLimit.share.percentage(decimals: 2), new.notApplicableLimit.share.percentage(decimals: 2)),
      change(
        .evidenceUse, "",
        LocalizedText(chinese: "一份证据支持多少项提醒", english: "items on one piece of evidence that warn"),
        String(old.consistency.evidenceUse.items), String(new.consistency.evidenceUse.items)),
      change(
        .consistency, "",
        LocalizedText(chinese: "过程与结果相差多少提醒", english: "difference of processes and results that warns"),
        old.consistency.processAgainstResults?.maximumDifference.written ?? "—",
        new.consistency.processAgainstResults?.maximumDifference.written ?? "—"),
    ].compactMap(\.self)
  }

  /// Rules that are more than a value are only named.
  private var ruleChanges: [SettingChange] {
    func named(_ kind: SettingChange.Kind, _ subject: String, _ title: LocalizedText, _ differs: Bool)
      -> SettingChange?
    {
      differs ? SettingChange(kind: kind, subject: subject, title: title, old: nil, new: nil) : nil
    }
    let profile = named(
      .processProfile, "", LocalizedText(chinese: "过程的符合判定与成熟度", english: "conformity and maturity of processes"),
      old.processProfile.map(\.rules) != new.processProfile.map(\.rules))
    func key(_ threshold: IndicatorThreshold) -> String {
      "\(threshold.item)/\(threshold.facet)/\(threshold.indicator)"
    }
    let keys = Set((old.thresholds + new.thresholds).map(key)).sorted()
    let thresholds = keys.map { name in
      let sides = [old, new].map { rubric in rubric.thresholds.filter { key($0) == name }.map(\.rules) }
      return named(
        .threshold, name, LocalizedText(chinese: "指标要求 \(name)", english: "what the indicator has to show: \(name)"),
        sides[0] != sides[1])
    }
    let names = new.results.map(\.id) + old.results.map(\.id).filter { id in !new.results.contains { $0.id == id } }
    let results = names.map { id -> SettingChange? in
      let (before, after) = (old.results.first { $0.id == id }, new.results.first { $0.id == id })
      return change(
        .result, id.rawValue, LocalizedText(chinese: "评定结果 \(id)", english: "result \(id)"),
        before?.title, after?.title)
    }
    return ([profile] + thresholds + results).compactMap(\.self)
  }

  private func change(
    _ kind: SettingChange.Kind, _ subject: String, _ title: LocalizedText, _ old: LocalizedText?, _ new: LocalizedText?
  ) -> SettingChange? {
    old == new ? nil : SettingChange(kind: kind, subject: subject, title: title, old: old, new: new)
  }

  private func change(
    _ kind: SettingChange.Kind, _ subject: String, _ title: LocalizedText, _ old: String, _ new: String
  ) -> SettingChange? {
    change(
      kind, subject, title, LocalizedText(chinese: old, english: old), LocalizedText(chinese: new, english: new))
  }
}

extension LocalizedText {
  /// The text with an end in both languages.
  fileprivate static func + (text: LocalizedText, end: (chinese: String, english: String)) -> LocalizedText {
    LocalizedText(chinese: text.chinese + end.chinese, english: text.english + end.english)
  }
}

extension Rational {
  /// The number in as few decimals as give it exactly, such as `33.5`; a fraction where none do.
  fileprivate var written: String {
    (0...6).first { rounded(decimals: $0) == self }.map { display(decimals: $0) } ?? description
  }
}

extension ProcessProfile {
  /// What it demands, without where that comes from.
  fileprivate var rules: [String] {
    [conformingItemCredit, conformingFacetCredit, partialCredit, maturityItemTolerance].map(\.description)
      + levelTitles.map(\.chinese)
  }
}

extension IndicatorThreshold {
  /// What it demands, without where that comes from.
  fileprivate var rules: IndicatorThreshold {
    var copy = self
    copy.provenance = Provenance(kind: .interpretation, source: nil, note: "")
    return copy
  }
}
