public import AssessmentModel
public import Diagnostics

/// What became of every item between two editions of one family, or two versions of one edition.
///
/// The classes are those of Docs/crosswalk-format.md, “What `rubric compare` calls it”.
public struct EditionComparison: Sendable, Equatable {
  /// What became of an item.
  public enum Class: String, Sendable, CaseIterable {
    /// Asked alike in both.
    case same
    /// The same is asked in other words.
    case reworded
    /// Something else is asked.
    case meaningChanged = "meaning-changed"
    /// Asked by several items of the new edition.
    case split
    /// Asked together with others by one item of the new edition.
    case merged
    /// No longer asked.
    case retired
    /// Asked for the first time.
    case new
  }

  /// An item of one of the editions with its class.
  public struct Entry: Sendable, Equatable {
    /// The item.
    public var item: ItemID
    /// What became of it; for an item of the new edition, where it came from.
    public var kind: Class
    /// The items of the other edition that it is related to, those that decided the class first.
    public var related: [ItemID]
    /// Why, in Chinese, as the crosswalk or the comparison of the texts gives it; empty where nothing has to be said.
    public var reason: String
  }

  /// An item whose meaning changed although its id did not.
  public struct Refusal: Sendable, Equatable {
    /// The item.
    public var item: ItemID
    /// What changed.
    public var differences: [ItemDifference]
  }

  /// The older edition.
  public let old: Rubric
  /// The newer edition.
  public let new: Rubric
  /// The items of the old edition, in its order.
  public let oldItems: [Entry]
  /// The items of the new edition, in its order.
  public let newItems: [Entry]
  /// Items that may not be compared under the id they have; none where the editions are in order.
  public let refusals: [Refusal]

  /// Compares two editions through a crosswalk read from the old to the new; without one only items with equal ids are
  /// the same, which suits two versions of one edition.
  public init(old: Rubric, new: Rubric, crosswalk: CrosswalkReading?) {
    self.old = old
    self.new = new
    let relations = crosswalk?.relations ?? Self.relationsByID(old, new)
    let classifier = Classifier(relations: relations)
    oldItems = old.items.map { classifier.old($0.id) }
    newItems = new.items.map { classifier.new($0.id) }
    refusals = Self.refusals(old, new, judgements: crosswalk?.relations ?? [])
  }

  /// The gates that ask something else in the other edition, or that only one of them has; new ones first.
  public var movedGates: [GateID] {
    let (before, after) = (old.results.flatMap(\.gates), new.results.flatMap(\.gates))
    let moved = after.filter { gate in before.first { $0.id == gate.id }?.condition != gate.condition }
    let gone = before.filter { gate in !after.contains { $0.id == gate.id } }
    return (moved + gone).map(\.id)
  }

  /// The share of the whole that each item of an edition has with everything applicable, 0 to 1.
  public func weightShares(of rubric: Rubric) -> [ItemID: Rational] { rubric.nominalWeights(in: .whole, isNew: true) }

  /// Items with the same id in both editions, as relations.
  private static func relationsByID(_ old: Rubric, _ new: Rubric) -> [CrosswalkRelation] {
    let newItems = Dictionary(new.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return old.items.compactMap { item in
      guard let other = newItems[item.id] else { return nil }
      let differences = ItemDifference.between(item, of: old, other, of: new)
      let proof = ProofStrengths(of: .equal)
      let id = [RequirementID(item.id.rawValue)]
      return CrosswalkRelation(
        from: id, to: id, kind: differences.isEmpty ? .equal : .equivalent,
        reason: differences.map(\.title.chinese).joined(separator: "、"), proof: proof, proofBack: proof)
    }
  }

  /// Ids that stand in both editions over items that ask different things, unless a crosswalk says that they ask the
  /// same in other words.
  private static func refusals(_ old: Rubric, _ new: Rubric, judgements: [CrosswalkRelation]) -> [Refusal] {
    let newItems = Dictionary(new.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let judged = Set(judgements.filter { $0.kind == .equivalent && $0.from == $0.to }.flatMap(\.from))
    return old.items.compactMap { item in
      guard let other = newItems[item.id] else { return nil }
      let changed = ItemDifference.between(item, of: old, other, of: new).filter(\.changesMeaning)
      guard !changed.isEmpty, !judged.contains(RequirementID(item.id.rawValue)) else { return nil }
      return Refusal(item: item.id, differences: changed)
    }
  }
}

/// Reads the class of an item off the relations that name it; the first line of the table that fits.
private struct Classifier {
  private let outgoing: [RequirementID: [CrosswalkRelation]]
  private let incoming: [RequirementID: [CrosswalkRelation]]

  init(relations: [CrosswalkRelation]) {
    var (outgoing, incoming): ([RequirementID: [CrosswalkRelation]], [RequirementID: [CrosswalkRelation]]) = ([:], [:])
    for relation in relations {
      for id in relation.from { outgoing[id, default: []].append(relation) }
      for id in relation.to { incoming[id, default: []].append(relation) }
    }
    self.outgoing = outgoing
    self.incoming = incoming
  }

  func old(_ item: ItemID) -> EditionComparison.Entry {
    let relations = outgoing[RequirementID(item.rawValue)] ?? []
    return entry(item, relations, { $0.from }, { $0.to }, alone: .split, together: .merged) {
      relations.contains { $0.kind != .none } ? .meaningChanged : .retired
    }
  }

  func new(_ item: ItemID) -> EditionComparison.Entry {
    let relations = incoming[RequirementID(item.rawValue)] ?? []
    return entry(item, relations, { $0.to }, { $0.from }, alone: .merged, together: .split) {
      let isNewMeaning = relations.contains { relation in
        relation.kind != .none && relation.from.contains { !hasOwnCounterpart($0) }
      }
      return isNewMeaning ? .meaningChanged : .new
    }
  }

  /// - Parameters:
  ///   - own: The side that the item stands on.
  ///   - other: The other side.
  ///   - alone: The class of an item that stands alone against several.
  ///   - together: The class of one of several that stand against one.
  ///   - otherwise: The class where nothing else fits.
  private func entry(
    _ item: ItemID, _ relations: [CrosswalkRelation], _ own: (CrosswalkRelation) -> [RequirementID],
    _ other: (CrosswalkRelation) -> [RequirementID], alone: EditionComparison.Class,
    together: EditionComparison.Class, otherwise: () -> EditionComparison.Class
  ) -> EditionComparison.Entry {
    func first(_ holds: (CrosswalkRelation) -> Bool) -> CrosswalkRelation? { relations.first(where: holds) }
    func isPair(_ relation: CrosswalkRelation) -> Bool { relation.from.count == 1 && relation.to.count == 1 }
    let rules: [(EditionComparison.Class, CrosswalkRelation?)] = [
      (.same, first { $0.kind == .equal }),
      (.reworded, first { $0.kind == .equivalent && isPair($0) }),
      (alone, first { $0.kind != .none && own($0).count == 1 && other($0).count > 1 }),
      (together, first { $0.kind != .none && own($0).count > 1 && other($0).count == 1 }),
    ]
    let (kind, deciding) =
      rules.first { $0.1 != nil } ?? (otherwise(), relations.first { $0.kind != .none } ?? relations.first)
    var related = deciding.map(other) ?? []
    if kind != .same, kind != .reworded {
      for id in relations.flatMap(other) where !related.contains(id) { related.append(id) }
    }
    return EditionComparison.Entry(
      item: item, kind: kind, related: related.map { ItemID($0.rawValue) }, reason: deciding?.reason ?? "")
  }

  /// Whether an old item has an item of its own in the new edition that asks the same.
  private func hasOwnCounterpart(_ old: RequirementID) -> Bool {
    (outgoing[old] ?? []).contains {
      $0.kind == .equal || ($0.kind == .equivalent && $0.from.count == 1 && $0.to.count == 1)
    }
  }
}

extension EditionComparison.Class {
  /// The class in words.
  public var title: LocalizedText {
    switch self {
    case .same: LocalizedText(chinese: "相同", english: "same")
    case .reworded: LocalizedText(chinese: "改写", english: "reworded")
    case .meaningChanged: LocalizedText(chinese: "题意改变", english: "meaning changed")
    case .split: LocalizedText(chinese: "拆分", english: "split")
    case .merged: LocalizedText(chinese: "合并", english: "merged")
    case .retired: LocalizedText(chinese: "停用", english: "retired")
    case .new: LocalizedText(chinese: "新设", english: "new")
    }
  }
}
