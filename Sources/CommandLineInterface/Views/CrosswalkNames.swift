internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// The titles of what a crosswalk names on one side, and the parts in which to show it.
struct CrosswalkNames {
  /// A domain, or a top-level part of an outline.
  struct Domain {
    let title: String
    /// All that a relation may name in it.
    let names: Set<RequirementID>
    /// Its items or parts.
    let requirements: Set<RequirementID>
    /// Its groups; one without a title where it has none.
    let parts: [Part]
  }

  /// A group of items inside a domain.
  struct Part {
    let title: String
    let names: Set<RequirementID>
    let requirements: Set<RequirementID>
  }

  let domains: [Domain]
  private let titles: [RequirementID: LocalizedText]
  private let language: Language

  init(_ edition: CrosswalkEdition, _ language: Language) {
    self.language = language
    var titles: [RequirementID: LocalizedText] = [:]
    func heading(_ number: String, _ title: LocalizedText) -> String {
      [number, title[language]].filter { !$0.isEmpty }.joined(separator: " ")
    }
    switch edition {
    case .rubric(let rubric):
      domains = rubric.domains.map { domain in
        let items = Set(domain.items.map { RequirementID($0.id.rawValue) })
        for item in domain.items { titles[RequirementID(item.id.rawValue)] = item.title }
        var names = items
        let domainName = RequirementID("domain/" + domain.id.rawValue)
        titles[domainName] = domain.title
        names.insert(domainName)
        let parts = domain.groups.map { group -> Part in
          let items = Set(group.items.map { RequirementID($0.id.rawValue) })
          guard let title = group.title else { return Part(title: "", names: items, requirements: items) }
          let name = RequirementID("group/" + group.id.rawValue)
          titles[name] = title
          names.insert(name)
          return Part(title: heading(group.number, title), names: items.union([name]), requirements: items)
        }
        return Domain(title: heading(domain.number, domain.title), names: names, requirements: items, parts: parts)
      }
    case .outline(let outline):
      domains = outline.parts.map { part in
        let below = part.withDescendants
        for part in below { titles[part.id] = part.title }
        let names = Set(below.map(\.id))
        let requirements = Set(below.filter(\.isPublished).map(\.id))
        return Domain(
          title: heading(part.number, part.title), names: names, requirements: requirements,
          parts: [Part(title: "", names: names, requirements: requirements)])
      }
    }
    self.titles = titles
  }

  func title(_ id: RequirementID) -> LocalizedText? { titles[id] }

  /// Title and id, on one line if they fit.
  func lines(_ id: RequirementID, width: Int) -> [String] {
    let title = titles[id]?[language] ?? ""
    let both = [title, id.rawValue].filter { !$0.isEmpty }.joined(separator: " ")
    guard DisplayWidth.of(both) > width else { return [both] }
    return DisplayWidth.wrapped(title, to: width) + DisplayWidth.folded(id.rawValue, to: width)
  }
}
