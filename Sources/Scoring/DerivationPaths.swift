import AssessmentModel
import Diagnostics

extension RubricScore {
  /// Every path of the rubric. Where two would be spelled alike the first counts, so that a name of the rubric always
  /// means what the rubric calls so.
  var derivationPaths: [DerivationPath] {
    var paths = PathList(score: self)
    paths.addWhole()
    for (domain, standing) in zip(rubric.domains, domains) { paths.add(domain, standing) }
    for (item, standing) in zip(rubric.items, items) { paths.add(item, standing) }
    return paths.list
  }
}

/// Gathers the paths of one rubric.
private struct PathList {
  let score: RubricScore
  private(set) var list: [DerivationPath] = []
  private var taken: Set<String> = []

  init(score: RubricScore) { self.score = score }

  private var rubric: Rubric { score.rubric }

  private mutating func add(
    _ components: [String], _ kind: DerivationPath.Kind, _ title: LocalizedText,
    _ derive: @escaping @Sendable (Deriver) -> Derivation
  ) {
    let path = ([rubric.id.rawValue] + components).joined(separator: "/")
    guard taken.insert(path).inserted else { return }
    list.append(DerivationPath(path: path, kind: kind, title: title, rubric: rubric.id, derive: derive))
  }

  /// Adds something that both tracks have, side by side.
  private mutating func add(
    _ components: [String], _ kind: DerivationPath.Kind, _ title: LocalizedText, id: String? = nil,
    tracks: @escaping @Sendable (Deriver, Track) -> Derivation
  ) {
    add(components, kind, title) { deriver in
      Derivation(title, id: id, .list, nil, operands: Track.allCases.map { tracks(deriver, $0) })
    }
  }

  // MARK: - The rubric

  mutating func addWhole() {
    add([], .rubric, rubric.title) { deriver in
      Derivation(
        deriver.score.rubric.title, .list, nil,
        operands: Track.allCases.map { deriver.total($0) } + Track.allCases.map(deriver.result))
    }
    let total = LocalizedText(chinese: "总分", english: "Total")
    add(["total"], .whole, total) { $0.total($1) }
    if let found = score.total {
      let items = Array(zip(rubric.items, score.items))
      add(["total", Aspect.withoutRespread.rawValue], .aspect, total) {
        $0.withoutRespread(total, id: nil, found[$1], items: items, $1)
      }
    }
    add(["result"], .whole, LocalizedText(chinese: "评定结果", english: "Result")) { $0.result($1) }
    add(["not-applicable"], .whole, LocalizedText(chinese: "不适用占比", english: "Share not applicable")) {
      $0.notApplicable()
    }
    for gate in score.gates { add(["gate", gate.gate.id.rawValue], .gate, gate.gate.title) { $0.gate(gate) } }
    addFacets(score.facets, below: ["facet"], title: nil, Array(zip(rubric.items, score.items)))
  }

  // MARK: - Domains, groups, facets

  mutating func add(_ domain: Domain, _ standing: DomainScore) {
    let id = domain.id.rawValue
    let items = Array(zip(domain.items, standing.items))
    add([id], .part, domain.title, id: id) { $0.domain(domain, standing, $1, asOperand: false) }
    if domain.groups.count > 1 {
      for (group, found) in zip(domain.groups, standing.groups) {
        let (name, title) = (group.id.rawValue, group.title ?? domain.title)
        let members = Array(zip(group.items, found.items))
        add([id, name], .part, title, id: name) { $0.group(group, found, domain, $1, asOperand: false) }
        addFacets(found.facets, below: [id, name], title: title, members)
        addAspects([id, name], title, name, found.score, found.profile, found.facets, members)
      }
    }
    addFacets(standing.facets, below: [id], title: domain.title, items)
    addAspects([id], domain.title, id, standing.score, standing.profile, standing.facets, items)
  }

  private mutating func addFacets(
    _ facets: [FacetScore], below components: [String], title: LocalizedText?, _ items: [(Item, ItemScore)]
  ) {
    for facet in facets {
      // Two sets may call a facet alike.
      let isAlone = facets.count { $0.id == facet.id } == 1
      let name = isAlone ? facet.id.rawValue : "\(facet.set).\(facet.id)"
      let own = Deriver(score: score).title(of: facet)
      let full = title.map {
        LocalizedText(chinese: "\($0.chinese) \(own.chinese)", english: "\($0.english) \(own.english)")
      }
      add(components + [name], .part, full ?? own, id: (components + [name]).joined(separator: "/")) {
        $0.facet(facet, over: items, $1)
      }
      addAspects(
        components + [name], full ?? own, name, facet.score, facet.profile, [facet], items, facet: facet)
    }
  }

  // MARK: - Aspects

  /// Another number of the same thing, at the end of its path.
  private enum Aspect: String {
    case meanMark = "mean-mark"
    case level
    /// The level where the rubric itself calls something `level` there, as CCCS does a facet.
    case maturityLevel = "maturity-level"
    case conformity
    case withoutRespread = "without-respread"
  }

  private mutating func addAspects(
    _ components: [String], _ title: LocalizedText, _ id: String, _ score: Tracks<TrackScore>?,
    _ profile: Tracks<ProfileStanding>?, _ facets: [FacetScore], _ items: [(Item, ItemScore)],
    facet: FacetScore? = nil
  ) {
    guard let score, let profile else { return }
    let place = ProfiledPlace(
      title: title, id: id, items: items, score: score, profile: profile, facets: facets, facet: facet)
    add(components + [Aspect.meanMark.rawValue], .aspect, title, id: id) { $0.meanMark(of: place, $1) }
    let isTaken = taken.contains(([rubric.id.rawValue] + components + [Aspect.level.rawValue]).joined(separator: "/"))
    let level = isTaken ? Aspect.maturityLevel : .level
    add(components + [level.rawValue], .aspect, title, id: id) { $0.level(of: place, $1) }
    if rubric.processProfile != nil {
      add(components + [Aspect.conformity.rawValue], .aspect, title, id: id) { deriver, track in
        deriver.conformity(of: place, track) ?? deriver.level(of: place, track)
      }
    }
    add(components + [Aspect.withoutRespread.rawValue], .aspect, title, id: id) { deriver, track in
      facet.map { deriver.withoutRespread($0, items: items, track) }
        ?? deriver.withoutRespread(title, id: id, score[track], items: items, track)
    }
  }

  // MARK: - Items

  mutating func add(_ item: Item, _ standing: ItemScore) {
    let id = item.id.rawValue
    add([id], .item, item.title, id: id) { $0.item(item, standing, $1, asOperand: false) }
    guard standing.score != nil else { return }
    let facets = rubric.facetSets[item.facetSet]?.facets ?? []
    for (facet, found) in zip(facets, standing.facets) {
      let title = LocalizedText(
        chinese: "\(item.title.chinese) \(facet.title.chinese)",
        english: "\(item.title.english) \(facet.title.english)")
      add([id, facet.id.rawValue], .itemFacet, title, id: "\(id)/\(facet.id)") {
        $0.facet(facet, found, of: standing, $1, asOperand: false)
      }
    }
    add([id, Aspect.meanMark.rawValue], .aspect, item.title, id: id) {
      $0.meanMark(of: item, standing, $1, asOperand: false)
    }
  }
}
