public import AssessmentModel
internal import Crypto
public import Diagnostics
internal import Foundation

/// An edition or an outline, in full.
public enum CrosswalkEdition: Sendable {
  /// An edition that is scored.
  case rubric(Rubric)
  /// The parts of a standard that is not.
  case outline(Outline)

  /// The stable name.
  public var id: String {
    switch self {
    case .rubric(let rubric): rubric.id.rawValue
    case .outline(let outline): outline.id
    }
  }

  /// The version of the data.
  public var version: String {
    switch self {
    case .rubric(let rubric): rubric.version
    case .outline(let outline): outline.version
    }
  }

  /// The name shown.
  public var title: LocalizedText {
    switch self {
    case .rubric(let rubric): rubric.title
    case .outline(let outline): outline.title
    }
  }

  /// What a crosswalk may name of it.
  public var subject: CrosswalkSubject {
    switch self {
    case .rubric(let rubric): CrosswalkSubject(rubric)
    case .outline(let outline): CrosswalkSubject(outline)
    }
  }
}

/// What looking for the crosswalk of two editions gave.
public struct CrosswalkLookup: Sendable {
  /// Why there is nothing to read, or that there is.
  public enum Outcome: Sendable {
    /// The relations between the two, with both sides in full.
    case found(CrosswalkReading, from: CrosswalkEdition, to: CrosswalkEdition)
    /// Neither an edition nor an outline has this name.
    case unknownName(String)
    /// No file pins the two; `isOneWay` where one does that may only be read from the other side.
    case noCrosswalk(isOneWay: Bool)
    /// An edition, outline or crosswalk has errors.
    case broken
  }

  /// What came of it.
  public let outcome: Outcome
  /// What was found wrong, warnings of stale versions among it.
  public let report: DiagnosticReport
}

extension RubricLibrary {
  /// The names of outlines, in scalar order.
  public func outlineNames() -> [String] {
    RubricFiles(store, problems: DiagnosticCollector()).names(in: "outlines")
      .map { String($0.dropLast(".yml".count)) }
  }

  /// The editions and outlines by id and titles, for suggestions.
  public func crosswalkCandidates() -> [SuggestedName.Candidate] {
    ids().map { id in load(id).rubric.map(Self.candidate) ?? SuggestedName.Candidate(id.rawValue) }
      + outlineNames().map { name in
        let title = outline(name)?.title
        return SuggestedName.Candidate(name, titles: title.map { [$0.chinese, $0.english] } ?? [])
      }
  }

  private func outline(_ name: String) -> Outline? {
    let problems = DiagnosticCollector()
    let files = RubricFiles(store, problems: problems)
    let path = "outlines/\(name).yml"
    guard let place = files.path(of: path), let node = files.node(path, namedAt: nil),
      let draft = OutlineReader(problems: problems).read(node, path: place), !problems.hasErrors
    else { return nil }
    return draft.resolved
  }

  /// The crosswalk between two editions, or an edition and an outline, read from the first to the second.
  ///
  /// - Parameter known: editions that are at hand, which are taken as they are and not read.
  public func crosswalk(from: String, to: String, known: [Rubric] = []) -> CrosswalkLookup {
    let unread = [from, to].filter { name in !known.contains { $0.id.rawValue == name } }
    if !unread.isEmpty {
      let names = Set(ids().map(\.rawValue)).union(outlineNames())
      if let name = unread.first(where: { !names.contains($0) }) {
        return CrosswalkLookup(outcome: .unknownName(name), report: DiagnosticReport([]))
      }
    }
    let narrow = lookup(from, to, known) { CrosswalkSelection(files: $0, from: from, to: to, known: known).draft() }
    if case .found = narrow.outcome { return narrow }
    // What is wrong, and that there is nothing, is said with the whole library in view.
    return lookup(from, to, known) { files in
      var draft = LibraryReader(files: files).everything()
      draft.known = known
      return draft
    }
  }

  private func lookup(
    _ from: String, _ to: String, _ known: [Rubric], in read: (RubricFiles) -> LibraryDraft
  ) -> CrosswalkLookup {
    let problems = DiagnosticCollector()
    let files = RubricFiles(store, problems: problems)
    let draft = read(files)
    for validator in RubricValidators.crosswalks { problems.add(contentsOf: validator.findings(in: draft)) }

    func pins(_ crosswalk: CrosswalkDraft, _ first: String, _ second: String) -> Bool {
      crosswalk.from.pins.contains { $0.id.value == first } && crosswalk.to.pins.contains { $0.id.value == second }
    }
    let forward = draft.crosswalks.first { pins($0, from, to) }
    let backward = draft.crosswalks.first { pins($0, to, from) }
    let paths = Set([forward, backward].compactMap { $0?.path })
    let readable = Set(draft.crosswalks.map(\.path))
    let outlinePaths = [from, to].compactMap { files.path(of: "outlines/\($0).yml") }
    // What is wrong elsewhere is no matter here, but a crosswalk that could not be read may be the one.
    let relevant = problems.diagnostics.filter { finding in
      guard let file = finding.location?.file else { return false }
      if paths.contains(file) || outlinePaths.contains(file) { return true }
      return paths.isEmpty && finding.severity == .error && file.contains("/crosswalks/") && !readable.contains(file)
    }
    var report = DiagnosticReport(relevant, sources: problems.sources)
    guard let crosswalk = forward ?? (backward?.isTwoWay == true ? backward : nil) else {
      let outcome: CrosswalkLookup.Outcome = report.hasErrors ? .broken : .noCrosswalk(isOneWay: backward != nil)
      return CrosswalkLookup(outcome: outcome, report: report)
    }
    let first = edition(from, in: draft, known: known, report: &report)
    let second = edition(to, in: draft, known: known, report: &report)
    guard !report.hasErrors, let first, let second else { return CrosswalkLookup(outcome: .broken, report: report) }
    var resolved = crosswalk.resolved
    resolved.fileDigest = digest(ofCrosswalkAt: crosswalk.path)
    let reading = CrosswalkReading(
      resolved, from: first.subject, to: second.subject, isReversed: forward == nil)
    return CrosswalkLookup(outcome: .found(reading, from: first, to: second), report: report)
  }

  /// The SHA-256 of a crosswalk's file.
  private func digest(ofCrosswalkAt path: String) -> String? {
    let name = "crosswalks/" + (path.split(separator: "/").last ?? "")
    return store.bytes(of: name).map { CanonicalForm.hexadecimal(SHA256.hash(data: $0)) }
  }

  private func edition(
    _ name: String, in draft: LibraryDraft, known: [Rubric], report: inout DiagnosticReport
  ) -> CrosswalkEdition? {
    if let rubric = known.first(where: { $0.id.rawValue == name }) { return .rubric(rubric) }
    if let outline = draft.outlines.first(where: { $0.id.value == name }) { return .outline(outline.resolved) }
    guard !report.hasErrors else { return nil }
    let loaded = load(RubricID(name))
    guard let rubric = loaded.rubric else {
      report.add(loaded.report.diagnostics)
      report.sources.merge(loaded.report.sources) { first, _ in first }
      return nil
    }
    return .rubric(rubric)
  }
}
