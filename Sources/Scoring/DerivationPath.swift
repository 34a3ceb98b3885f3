public import AssessmentModel
import Diagnostics

/// A path that names no number, with the names that would have been possible at the place where it went wrong.
public struct UnknownPath: Error, Sendable, Equatable {
  /// The path as given.
  public var path: String
  /// The part that names nothing.
  public var component: String
  /// The names possible in its place, in rubric order.
  public var candidates: [String]
}

extension Scorecard {
  /// How the number at a path came about.
  ///
  /// Paths are `RUBRIC`, `RUBRIC/total`, `RUBRIC/result`, `RUBRIC/DOMAIN`, `RUBRIC/DOMAIN/GROUP`,
  /// `RUBRIC/DOMAIN/FACET`, `RUBRIC/ITEM`, `RUBRIC/ITEM/FACET`, `RUBRIC/facet/FACET` and `RUBRIC/gate/GATE`, such as
  /// `cccs-op-2008/positioning.vision`.
  public func derivation(at path: String) throws(UnknownPath) -> Derivation {
    let components = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let first = components.first ?? ""
    guard let score = rubrics.first(where: { $0.rubric.id.rawValue == first }) else {
      throw UnknownPath(path: path, component: first, candidates: rubrics.map(\.rubric.id.rawValue))
    }
    return try score.derivation(at: Array(components.dropFirst()), of: path)
  }
}

extension RubricScore {
  /// How a gate came to its verdict, in both tracks.
  public func derivation(of gate: GateStanding) -> Derivation { Deriver(score: self).gate(gate) }

  /// How the total came about in one track.
  public func derivationOfTotal(_ track: Track) -> Derivation { Deriver(score: self).total(track) }

  /// How a domain's credit came about in one track; nil where the rubric has no such domain.
  public func derivation(of domain: DomainID, _ track: Track) -> Derivation? {
    zip(rubric.domains, domains).first { $0.0.id == domain }.map {
      Deriver(score: self).domain($0, $1, track, asOperand: false)
    }
  }

  fileprivate func derivation(at components: [String], of path: String) throws(UnknownPath) -> Derivation {
    let deriver = Deriver(score: self)
    func list(_ title: LocalizedText, _ tracks: (Track) -> Derivation) -> Derivation {
      Derivation(title, .list, nil, operands: Track.allCases.map(tracks))
    }
    func unknown(_ component: String, _ candidates: [String]) -> UnknownPath {
      UnknownPath(path: path, component: component, candidates: candidates)
    }
    guard let name = components.first else {
      return Derivation(
        rubric.title, .list, nil,
        operands: Track.allCases.map(deriver.total) + Track.allCases.map(deriver.result))
    }
    let second = components.count > 1 ? components[1] : nil
    if components.count > 2 { throw unknown(components[2], []) }
    switch (name, second) {
    case ("total", nil): return list(rubric.title, deriver.total)
    case ("result", nil): return list(rubric.title, deriver.result)
    case ("gate", let id):
      guard let gate = gates.first(where: { $0.gate.id.rawValue == id }) else {
        throw unknown(id ?? "", gates.map(\.gate.id.rawValue))
      }
      return deriver.gate(gate)
    case ("facet", let id):
      guard let facet = facets.first(where: { $0.id.rawValue == id }) else {
        throw unknown(id ?? "", facets.map(\.id.rawValue))
      }
      let items = Array(zip(rubric.items, items))
      return list(rubric.title) { deriver.facet(facet, over: items, $0) }
    default: break
    }
    if let (domain, standing) = zip(rubric.domains, domains).first(where: { $0.0.id.rawValue == name }) {
      return try derivation(domain, standing, second, deriver, unknown)
    }
    guard let (item, standing) = zip(rubric.items, items).first(where: { $0.0.id.rawValue == name }) else {
      throw unknown(
        name,
        ["total", "result", "gate", "facet"] + rubric.domains.map(\.id.rawValue)
          + rubric.items.map(\.id.rawValue))
    }
    guard let second else {
      return list(item.title) { deriver.item(item, standing, $0, asOperand: false) }
    }
    let itemFacets = rubric.facetSets[item.facetSet]?.facets ?? []
    guard standing.score != nil,
      let (facet, found) = zip(itemFacets, standing.facets).first(where: { $0.0.id.rawValue == second })
    else { throw unknown(second, standing.score == nil ? [] : itemFacets.map(\.id.rawValue)) }
    return list(item.title) { deriver.facet(facet, found, of: standing, $0, asOperand: false) }
  }

  /// A domain, or a group or facet of it.
  private func derivation(
    _ domain: Domain, _ standing: DomainScore, _ second: String?, _ deriver: Deriver,
    _ unknown: (String, [String]) -> UnknownPath
  ) throws(UnknownPath) -> Derivation {
    func list(_ tracks: (Track) -> Derivation) -> Derivation {
      Derivation(domain.title, .list, nil, operands: Track.allCases.map(tracks))
    }
    guard let second else { return list { deriver.domain(domain, standing, $0, asOperand: false) } }
    if let (group, found) = zip(domain.groups, standing.groups).first(where: { $0.0.id.rawValue == second }) {
      return list { deriver.group(group, found, domain, $0, asOperand: false) }
    }
    guard let facet = standing.facets.first(where: { $0.id.rawValue == second }) else {
      throw unknown(second, domain.groups.map(\.id.rawValue) + standing.facets.map(\.id.rawValue))
    }
    let items = Array(zip(domain.items, standing.items))
    return list { deriver.facet(facet, over: items, $0) }
  }
}
