internal import AssessmentModel
internal import Diagnostics

/// A relation is one that can stand between what it names, and proves no more than it can.
struct CrosswalkFitValidator: RubricValidator {
  func findings(in library: LibraryDraft) -> [Diagnostic] {
    let index = CrosswalkIndex(library)
    return library.crosswalks.flatMap { crosswalk in
      status(crosswalk) + shared(crosswalk, index) + direction(crosswalk)
        + crosswalk.relations.flatMap { relation in
          fit(relation, in: crosswalk, index) + strengths(relation, in: crosswalk)
        }
    }
  }

  // MARK: - The file

  private func status(_ crosswalk: CrosswalkDraft) -> [Diagnostic] {
    guard crosswalk.unmetBelow.value > crosswalk.metFrom.value else { return [] }
    return [
      Diagnostic(
        .error, "unfit-status",
        wording("unmet-below 不能高于 met-from", "unmet-below cannot be above met-from"),
        at: crosswalk.unmetBelow.location)
    ]
  }

  private func direction(_ crosswalk: CrosswalkDraft) -> [Diagnostic] {
    guard crosswalk.to.family == nil, crosswalk.isTwoWay else { return [] }
    return [
      Self.unfit(
        wording("对照提要只能单向（one-way）", "a crosswalk to an outline is one-way"), crosswalk.to.location)
    ]
  }

  private func shared(_ crosswalk: CrosswalkDraft, _ index: CrosswalkIndex) -> [Diagnostic] {
    guard let shared = crosswalk.shared else { return [] }
    guard crosswalk.from.family?.value == crosswalk.to.family?.value else {
      return [
        Diagnostic(
          .error, "wrong-family",
          wording("shared 只能用在同一系列的版次之间", "shared may stand only between editions of one family"),
          at: shared.location)
      ]
    }
    return index.pairs(of: crosswalk).flatMap { pair in
      CrosswalkReading(crosswalk.resolved, from: pair.from, to: pair.to).relations
        .filter { $0.kind == .equal && $0.from == $0.to && $0.reason == shared.value }
        .filter { !index.isSame($0.from[0].rawValue, $0.to[0].rawValue, in: pair.from.id, and: pair.to.id) }
        .map { Self.notEqual($0.from[0].rawValue, pair.from.id, pair.to.id, at: shared.location) }
    }
  }

  // MARK: - A relation

  private static func unfit(_ message: LocalizedText, _ place: SourceLocation) -> Diagnostic {
    Diagnostic(.error, "unfit-relation", message, at: place)
  }

  private static func notEqual(_ item: String, _ from: String, _ to: String, at place: SourceLocation) -> Diagnostic {
    unfit(
      wording(
        "\(item) 在 \(from) 与 \(to) 里并不相同，不能写 equal", "\(item) differs between \(from) and \(to) and cannot be equal"),
      place)
  }

  private func fit(
    _ relation: CrosswalkRelationDraft, in crosswalk: CrosswalkDraft, _ index: CrosswalkIndex
  ) -> [Diagnostic] {
    let kind = relation.kind
    var findings: [Diagnostic] = []
    let emptyEnds = CrosswalkEnd.allCases.count { relation[$0].isEmpty }
    if kind.value == .none, emptyEnds != 1 {
      findings.append(Self.unfit(wording("none 只能有一边写编号", "none has ids on one side only"), kind.location))
    }
    if kind.value != .none, emptyEnds > 0 {
      findings.append(
        Self.unfit(
          wording("\(kind.value.rawValue) 两边都要写编号", "\(kind.value.rawValue) needs ids on both sides"), kind.location))
    }
    if crosswalk.to.family == nil {
      if ![.intersects, .none].contains(kind.value) {
        findings.append(
          Self.unfit(
            wording("提要只有标题，关系只能是 intersects 或 none", "an outline has titles only: intersects or none"), kind.location))
      }
      findings += unknownParts(relation, index.outline(crosswalk.to.pins[0].id.value))
    } else {
      for id in relation.from + relation.to where id.value.contains("/") {
        findings.append(
          Self.unfit(wording("版次之间的关系只能写评审项", "between editions only items are related"), id.location))
      }
    }
    return findings + equality(relation, in: crosswalk, index)
  }

  private func unknownParts(_ relation: CrosswalkRelationDraft, _ outline: OutlineDraft?) -> [Diagnostic] {
    let unknown = Set((outline?.allParts ?? []).filter { !$0.isPublished }.map(\.id.value))
    return relation.to.filter { unknown.contains($0.value) }.map {
      Self.unfit(
        wording("\($0.value) 没有公开，不能判断关系", "\($0.value) is not public; nothing can be said about it"), $0.location)
    }
  }

  private func equality(
    _ relation: CrosswalkRelationDraft, in crosswalk: CrosswalkDraft, _ index: CrosswalkIndex
  ) -> [Diagnostic] {
    guard relation.kind.value == .equal, !relation.from.isEmpty, !relation.to.isEmpty else { return [] }
    guard relation.from.count == 1, relation.to.count == 1 else {
      return [Self.unfit(wording("equal 两边各只能有一项", "equal has one id on each side"), relation.kind.location)]
    }
    let resolved = relation.resolved
    for pair in index.pairs(of: crosswalk)
    where CrosswalkReading.holds(resolved, in: crosswalk.resolved, pair.from, pair.to)
      && !index.isSame(relation.from[0].value, relation.to[0].value, in: pair.from.id, and: pair.to.id)
    {
      return [Self.notEqual(relation.from[0].value, pair.from.id, pair.to.id, at: relation.kind.location)]
    }
    return []
  }

  // MARK: - Strengths

  private func strengths(_ relation: CrosswalkRelationDraft, in crosswalk: CrosswalkDraft) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (kind, deviations) in [
      (relation.kind.value, relation.carries), (relation.kind.value.inverted, relation.carriesBack),
    ] {
      for deviation in deviations {
        guard let message = objection(to: deviation, of: kind) else { continue }
        findings.append(Diagnostic(.error, "unfit-strength", message, at: deviation.location))
      }
    }
    if !crosswalk.isTwoWay, let first = relation.carriesBack.first {
      findings.append(
        Diagnostic(
          .error, "unfit-strength",
          wording("单向的对照没有 carries-back", "a one-way crosswalk has no carries-back"), at: first.location))
    }
    return findings
  }

  private func objection(
    to deviation: CrosswalkRelationDraft.Deviation, of kind: CrosswalkRelation.Kind
  ) -> LocalizedText? {
    let normal = ProofStrengths(of: kind)[deviation.status]
    if [.equal, .none].contains(kind) {
      return wording("\(kind.rawValue) 的证明力度不能改", "the strengths of \(kind.rawValue) cannot deviate")
    }
    if deviation.strength == normal { return wording("这就是默认的力度，请删去", "this is the default; delete it") }
    if deviation.status == .notApplicable, deviation.strength == .partial {
      return wording("不适用不能只证明部分", "not applicable is never partial")
    }
    let reachesTooFar =
      deviation.strength == .full
      && (kind == .intersects || (kind == .subset && deviation.status != .unmet)
        || (kind == .superset && deviation.status == .unmet))
    return reachesTooFar
      ? wording("\(kind.rawValue) 在这里不能证明全部", "\(kind.rawValue) cannot prove full here") : nil
  }
}
