public import AssessmentModel
public import Diagnostics

/// A path that names no number, with what was probably meant.
public struct UnknownPath: Error, Sendable, Equatable {
  /// The path as given.
  public var path: String
  /// The part that names nothing.
  public var component: String
  /// Paths that were probably meant, at most three: by a short id, a title, or a slip of the pen.
  public var suggestions: [String]
  /// The names possible in its place, in rubric order.
  public var candidates: [String]
}

/// A path that leads to a number whose derivation can be shown.
public struct DerivationPath: Sendable {
  /// What the number is of.
  public enum Kind: Sendable {
    /// A rubric: its total and its result.
    case rubric
    /// The total, the result, or the share that is not applicable.
    case whole
    /// A gate.
    case gate
    /// A domain, a group, or a facet over either or over the rubric.
    case part
    /// An item.
    case item
    /// One facet of an item.
    case itemFacet
    /// Another number of the same thing: mean mark, level, conformity, the score without re-spreading.
    case aspect
  }

  /// The path, such as `cccs-op-2008/positioning.vision`.
  public let path: String
  /// What the number is of.
  public let kind: Kind
  /// The name of it.
  public let title: LocalizedText
  /// The rubric.
  public let rubric: RubricID
  let derive: @Sendable (Deriver) -> Derivation

  /// The parts between slashes.
  var components: [String] { path.split(separator: "/").map(String.init) }

  /// What people may call it: the path with its rubric and without, the last part of it, and the titles.
  var names: [String] {
    let parts = components
    return [path, parts.dropFirst().joined(separator: "/")] + SuggestedName.names(of: parts[parts.count - 1], title)
  }
}

extension Scorecard {
  /// Every path there is, in the order of rubrics, gates, domains and items.
  public var derivationPaths: [DerivationPath] { rubrics.flatMap(\.derivationPaths) }

  /// How the number at a path came about; `derivationPaths` lists what there is.
  public func derivation(at path: String) throws(UnknownPath) -> Derivation {
    let components = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let paths = derivationPaths
    let normal = components.joined(separator: "/")
    guard let found = paths.first(where: { $0.path == normal }),
      let score = rubrics.first(where: { $0.rubric.id == found.rubric })
    else {
      throw UnknownPath(path, components, among: paths)
    }
    return found.derive(Deriver(score: score))
  }
}

extension RubricScore {
  /// How a gate came to its verdict, in both tracks, without what holds it back.
  public func derivation(of gate: GateStanding) -> Derivation {
    Deriver(score: self).gate(gate, showsObstacles: false)
  }

  /// How the total came about in one track.
  ///
  /// - Parameter levels: how many levels of operands it has at most, where not all of them are wanted.
  public func derivationOfTotal(_ track: Track, levels: Int = .max) -> Derivation {
    Deriver(score: self).total(track, levels: levels)
  }

  /// How a domain's credit came about in one track; nil where the rubric has no such domain.
  public func derivation(of domain: DomainID, _ track: Track) -> Derivation? {
    zip(rubric.domains, domains).first { $0.0.id == domain }.map {
      Deriver(score: self).domain($0, $1, track, asOperand: false)
    }
  }
}

extension UnknownPath {
  /// Finds where a path went wrong and what was probably meant.
  init(_ path: String, _ components: [String], among paths: [DerivationPath]) {
    self.path = path
    var inside = paths.map(\.components)
    var depth = 0
    while depth < components.count, inside.contains(where: { $0.count > depth && $0[depth] == components[depth] }) {
      inside = inside.filter { $0.count > depth && $0[depth] == components[depth] }
      depth += 1
    }
    component = depth < components.count ? components[depth] : ""
    candidates = []
    var seen: Set<String> = []
    for next in inside where next.count > depth && seen.insert(next[depth]).inserted {
      candidates.append(next[depth])
    }
    let named = components.first.flatMap { first in paths.first { $0.rubric.rawValue == first }?.rubric }
    suggestions = Self.suggestions(
      for: components, from: depth, inside,
      // Inside a rubric that was named rightly nothing of another one is meant.
      among: paths.filter { named == nil || $0.rubric == named })
  }

  /// By a name that fits exactly; else by a slip in what follows the part of the path that is right; else by a slip in
  /// a name.
  private static func suggestions(
    for components: [String], from depth: Int, _ inside: [[String]], among paths: [DerivationPath]
  ) -> [String] {
    guard depth < components.count, let last = components.last else { return [] }
    let things = paths.filter { $0.kind != .aspect && $0.kind != .itemFacet }.map { (id: $0.path, names: $0.names) }
    let rest = components[depth...].joined(separator: "/")
    let called = SuggestedName.called([rest, components[depth], last], among: things)
    guard called.isEmpty else { return called }
    let rests = inside.map { $0[min(depth, $0.count)...].joined(separator: "/") }
    if let slip = SuggestedName.nearest(to: rest, among: rests) {
      return [(components.prefix(depth) + [slip]).joined(separator: "/")]
    }
    return SuggestedName.likely(
      to: components[depth], among: things.map { SuggestedName.Candidate($0.id, titles: $0.names) })
  }
}
