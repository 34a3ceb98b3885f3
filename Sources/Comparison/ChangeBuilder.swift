import AssessmentModel
import Diagnostics
import Scoring

/// Lays the parts of two scores beside each other, each with its grade and its causes.
struct ChangeBuilder {
  let then: RubricScore
  let now: RubricScore
  let alignment: EditionAlignment
  let attributor: Attributor

  /// The causes of the change of a part; nil where it is not comparable or one side has nothing that applies.
  func causes(_ part: RubricPart, _ grade: Comparability) -> Tracks<Attribution>? {
    grade == .none ? nil : attributor.attribution(of: part)
  }

  func domains() -> [RubricComparison.DomainChange] {
    sideBySide(now.rubric.domains, then.rubric.domains, id: \.id).map { domain in
      let (grade, shared) = alignment.grade(of: .domain(domain.id))
      return RubricComparison.DomainChange(
        id: domain.id, title: domain.title, grade: grade, sharedWeight: shared,
        then: then.domains.first { $0.id == domain.id }, now: now.domains.first { $0.id == domain.id },
        causes: causes(.domain(domain.id), grade))
    }
  }

  /// The groups of domains of which enough is asked by both editions.
  func domainGroups(isAlone: (DomainID) -> Bool) -> [RubricComparison.DomainGroupChange] {
    DomainGroup.all(alignment, isAlone: isAlone).compactMap { group in
      let (grade, shared) = alignment.grade(of: group.part)
      guard grade != .none else { return nil }
      return RubricComparison.DomainGroupChange(
        old: group.old, new: group.new,
        title: title(of: group),
        grade: min(grade, .mapped), sharedWeight: shared,
        then: DomainScore.mean(of: then.domains.filter { group.old.contains($0.id) }),
        now: DomainScore.mean(of: now.domains.filter { group.new.contains($0.id) }),
        causes: causes(group.part, grade))
    }
  }

  /// The domains of both editions by name; one that shares its name with another of the group has its id behind it.
  private func title(of group: DomainGroup) -> LocalizedText {
    let old = then.rubric.domains.filter { group.old.contains($0.id) }
    let new = now.rubric.domains.filter { group.new.contains($0.id) }
    func names(_ domains: [Domain], _ text: (LocalizedText) -> String, _ separator: String, _ marks: (String, String))
      -> String
    {
      domains.map { domain in
        let title = text(domain.title)
        let isAmbiguous = (old + new).contains { $0.id != domain.id && text($0.title) == title }
        return isAmbiguous ? title + marks.0 + domain.id.rawValue + marks.1 : title
      }.joined(separator: separator)
    }
    func both(_ text: (LocalizedText) -> String, _ separator: String, _ marks: (String, String)) -> String {
      names(old, text, separator, marks) + " → " + names(new, text, separator, marks)
    }
    return LocalizedText(
      chinese: both(\.chinese, "、", ("（", "）")), english: both(\.english, ", ", (" (", ")")))
  }

  func facets() -> [RubricComparison.FacetChange] {
    sideBySide(now.facets, then.facets) { [$0.set.rawValue, $0.id.rawValue] }.compactMap { facet in
      func find(_ score: RubricScore) -> FacetScore? {
        score.facets.first { $0.set == facet.set && $0.id == facet.id }
      }
      guard let set = now.rubric.facetSets[facet.set] ?? then.rubric.facetSets[facet.set],
        let title = set.facets.first(where: { $0.id == facet.id })?.title
      else { return nil }
      let isOnBothSides = find(then) != nil && find(now) != nil
      let grade = isOnBothSides ? alignment.grade(of: .whole, markedOn: facet.set).grade : .none
      let name = WorstCase.FacetName(set: facet.set, id: facet.id)
      return RubricComparison.FacetChange(
        set: facet.set, id: facet.id, title: title, setTitle: set.title, grade: grade, then: find(then),
        now: find(now), causes: grade == .none ? nil : attributor.split(name))
    }
  }

  func items(_ mixed: MixedAssessment) -> [ItemComparison] {
    func scores(_ score: RubricScore) -> [ItemID: (DomainID, ItemScore)] {
      Dictionary(
        score.domains.flatMap { domain in domain.items.map { ($0.id, (domain.id, $0)) } },
        uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (scores(then), scores(now))
    return alignment.lines.indices.compactMap { index in
      let line = alignment.lines[index]
      let (before, after) = (line.old.flatMap { old[$0.id] }, line.new.flatMap { new[$0.id] })
      guard let domain = after?.0 ?? before?.0 else { return nil }
      return ItemComparison(
        line, mixed.lines[index], domain: domain, facets: line.new.flatMap { alignment.new.facetSets[$0.facetSet] },
        then: before?.1, now: after?.1, thenUnderNew: attributor.recast(line: index),
        causes: attributor.split(line: index))
    }
  }

  func gates() -> [RubricComparison.GateChange] {
    sideBySide(now.gates, then.gates) { $0.gate.id }.map { standing in
      let before = then.gates.first { $0.gate.id == standing.gate.id }
      let after = now.gates.first { $0.gate.id == standing.gate.id }
      let results = now.rubric.results + then.rubric.results
      let grade = grade(before?.gate.condition, after?.gate.condition)
      return RubricComparison.GateChange(
        id: standing.gate.id, title: standing.gate.title,
        resultTitle: results.first { $0.id == standing.result }?.title ?? standing.gate.title,
        isMoved: before?.gate.condition != after?.gate.condition, grade: grade, then: before, now: after,
        causes: grade == .none ? nil : attributor.split(standing.gate.id))
    }
  }

  func result(_ grade: Comparability) -> Tracks<ResultSplit>? {
    grade == .none ? nil : attributor.result()
  }

  /// How far what two gates find speaks of the same thing: as far as what they look at, and not where one compares a
  /// share of items and the other a credit, or a share above another credit.
  private func grade(_ then: Gate.Condition?, _ now: Gate.Condition?) -> Comparability {
    guard let then, let now else { return .none }
    switch (then, now) {
    case (.total, .total), (.everyDomain, .everyDomain), (.everyItem, .everyItem), (.everyFacet, .everyFacet),
      (.evidence, .evidence):
      return alignment.grade(of: .whole).grade
    case (.itemShare(_, let old), .itemShare(_, let new)),
      (.itemShareInEveryDomain(_, let old), .itemShareInEveryDomain(_, let new)):
      return old == new ? alignment.grade(of: .whole).grade : .none
    case (.domain(let old, _), .domain(let new, _)):
      return alignment.grade(of: .domains(old: [old], new: [new])).grade
    case (.item(let old, _), .item(let new, _)):
      return alignment.lines.first { $0.old?.id == old && $0.new?.id == new }?.grade ?? .none
    default: return .none
    }
  }

  // MARK: - Helpers

  /// The parts of the new edition, then those that only the old one has.
  private func sideBySide<Part, ID: Equatable>(_ new: [Part], _ old: [Part], id: (Part) -> ID) -> [Part] {
    new + old.filter { part in !new.contains { id($0) == id(part) } }
  }
}
