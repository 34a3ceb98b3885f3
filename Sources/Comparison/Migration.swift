public import AssessmentModel
public import Scoring

/// What becomes of the answers of an assessment in another edition: each is carried over or parked, none is lost.
///
/// The rules are those of Docs/crosswalk-format.md, “Migration”.
public struct Migration: Sendable, Equatable {
  /// What became of an answer.
  public enum Fate: String, Sendable, CaseIterable {
    /// Taken over as it is: the item is the same.
    case carried
    /// Taken over, to be reviewed: the same is asked in other words.
    case converted
    /// Not taken over; it stands in the report, and the new items it is related to stay unanswered.
    case parked
  }

  /// Why an answer was parked.
  public enum ParkingReason: String, Sendable, CaseIterable {
    /// No relation leads on from the item.
    case noCounterpart = "no-counterpart"
    /// What is asked differs: subset, superset or intersects.
    case otherMeaning = "other-meaning"
    /// Several items stand on a side of the relation; marks never pass then.
    case severalItems = "several-items"
    /// The items are marked on different facets.
    case otherFacets = "other-facets"
    /// Marks could pass from several items to the same one, or from one to several; which of them are answered does not
    /// matter.
    case contested
    /// The new item may not be declared not applicable.
    case alwaysApplicable = "always-applicable"
    /// The answer is to an item that the old edition does not have.
    case unknownItem = "unknown-item"
  }

  /// A relation of the item to items of the new edition, with what the answer proves there.
  public struct Related: Sendable, Equatable {
    /// The new items; empty where the crosswalk says that there is none.
    public var items: [ItemID]
    /// The relation.
    public var kind: CrosswalkRelation.Kind
    /// Why, as the crosswalk says.
    public var reason: String
    /// Where the answer, with others on its side of the relation, stands: what it proves about each of the new items.
    public var standing: Standing
    /// How much it proves that each of the new items stands there too.
    public var strength: ProofStrength
  }

  /// Where answers stand between met and unmet, by the limits of the crosswalk and the evidenced credit.
  public enum Standing: String, Sendable, CaseIterable {
    /// At least in the main.
    case met
    /// Neither met nor unmet.
    case between
    /// Below what counts as unmet.
    case unmet
    /// All are declared not applicable.
    case notApplicable = "not-applicable"
    /// A mark is missing.
    case unknown
  }

  /// An answer with its fate.
  public struct Entry: Sendable, Equatable {
    /// The item of the old edition.
    public var item: ItemID
    /// The answer, whole.
    public var answer: Answer
    /// What became of it.
    public var fate: Fate
    /// The new item that has it; nil where it is parked.
    public var target: ItemID?
    /// Why it was parked; nil where it was not.
    public var parkedBecause: ParkingReason?
    /// The relations of the item, in the order of the crosswalk.
    public var related: [Related]
  }

  /// A finding with the item that it is about in the new edition.
  public struct FindingEntry: Sendable, Equatable {
    /// The finding, as the assessment has it.
    public var finding: Finding
    /// The new item; nil where none or several are related to the old one, so that the finding is parked.
    public var target: ItemID?
    /// Whether the new item only is related to the old one and asks something else, so that it has to be reviewed.
    public var isToReview: Bool
  }

  /// The edition that the answers were given in.
  public let old: Rubric
  /// The edition that they go to.
  public let new: Rubric
  /// Every answer of the old edition, in the order of its items; unknown items last.
  public let entries: [Entry]
  /// Every finding on an item of the old edition, in the order given.
  public let findings: [FindingEntry]
  /// The assessment in the new edition, with all its evidence.
  public let assessment: Assessment

  /// Migrates the answers to one edition; those to other rubrics stay as they are.
  ///
  /// - Parameters:
  ///   - assessment: The assessment; it is pinned to the edition of `score` and not to `new`.
  ///   - score: Its score in the old edition, which says what its answers prove.
  ///   - new: The edition to go to.
  ///   - crosswalk: The crosswalk read from the old edition to the new.
  public init(_ assessment: Assessment, score: RubricScore, to new: Rubric, crosswalk: CrosswalkReading) {
    old = score.rubric
    self.new = new
    let planner = MigrationPlanner(score: score, new: new, crosswalk: crosswalk)
    let answers = assessment.answers[score.rubric.id] ?? [:]
    let known = score.rubric.items.map(\.id)
    let unknown = answers.keys.filter { !known.contains($0) }.sorted()
    entries = (known + unknown).compactMap { item in
      answers[item].map { planner.entry(item, $0, isKnown: score.rubric.item(item) != nil) }
    }
    findings = assessment.findings.filter { $0.rubric == score.rubric.id }.map(planner.entry)
    var migrated = assessment
    let moved = Dictionary(findings.map { ($0.finding.id, $0) }, uniquingKeysWith: { first, _ in first })
    migrated.findings = assessment.findings.compactMap { finding in
      guard let entry = moved[finding.id] else { return finding }
      return entry.target.map { target in
        var finding = finding
        (finding.rubric, finding.item) = (new.id, target)
        return finding
      }
    }
    migrated.answers[score.rubric.id] = nil
    let kept = Dictionary(
      entries.compactMap { entry in entry.target.map { ($0, entry.answer) } }, uniquingKeysWith: { first, _ in first })
    // An edition without an answer is one that nothing is said of, as where a file has its id and nothing below.
    migrated.answers[new.id] = kept.isEmpty ? nil : kept
    migrated.rubrics = assessment.rubrics.map { pin in
      guard pin.id == score.rubric.id else { return pin }
      return RubricPin(id: new.id, version: new.version, contentHash: pin.contentHash.map { _ in new.contentHash })
    }
    self.assessment = migrated
  }
}

/// Decides what becomes of each answer.
private struct MigrationPlanner {
  private let score: RubricScore
  private let new: Rubric
  private let crosswalk: CrosswalkReading
  private let proof: RelationProof
  /// The items of the old and of the new edition that marks could pass from, or to, along more than one way.
  private let contested: (old: Set<RequirementID>, new: Set<RequirementID>)

  init(score: RubricScore, new: Rubric, crosswalk: CrosswalkReading) {
    self.score = score
    self.new = new
    self.crosswalk = crosswalk
    proof = RelationProof(score, by: crosswalk.crosswalk)
    let ways = crosswalk.relations.filter { Self.isPair($0) && Self.hasSameFacets($0, score.rubric, new) }
    func several(_ own: (CrosswalkRelation) -> RequirementID, _ other: (CrosswalkRelation) -> RequirementID)
      -> Set<RequirementID>
    {
      Set(Dictionary(grouping: ways, by: own).filter { Set($0.value.map(other)).count > 1 }.keys)
    }
    contested = (several({ $0.from[0] }, { $0.to[0] }), several({ $0.to[0] }, { $0.from[0] }))
  }

  /// Whether marks may pass: one item is the same as one other, or asks the same.
  private static func isPair(_ relation: CrosswalkRelation) -> Bool {
    (relation.kind == .equal || relation.kind == .equivalent) && relation.from.count == 1 && relation.to.count == 1
  }

  private static func hasSameFacets(_ relation: CrosswalkRelation, _ old: Rubric, _ new: Rubric) -> Bool {
    guard let before = old.item(ItemID(relation.from[0].rawValue)),
      let after = new.item(ItemID(relation.to[0].rawValue))
    else { return false }
    return old.facetIDs(of: before) == new.facetIDs(of: after)
  }

  func entry(_ item: ItemID, _ answer: Answer, isKnown: Bool) -> Migration.Entry {
    let id = RequirementID(item.rawValue)
    let relations = crosswalk.relations.filter { $0.from.contains(id) }
    var entry = Migration.Entry(
      item: item, answer: answer, fate: .parked, target: nil, parkedBecause: nil, related: relations.map(related))
    guard isKnown else {
      entry.parkedBecause = .unknownItem
      return entry
    }
    let carrying = relations.filter { $0.kind == .equal || $0.kind == .equivalent }
    guard let relation = carrying.first(where: Self.isPair) else {
      entry.parkedBecause =
        !carrying.isEmpty
        ? .severalItems : relations.contains { $0.kind != .none } ? .otherMeaning : .noCounterpart
      return entry
    }
    if contested.old.contains(id) || carrying.contains(where: { $0.to.contains(where: contested.new.contains) }) {
      entry.parkedBecause = .contested
      return entry
    }
    let target = ItemID(relation.to[0].rawValue)
    guard let oldItem = score.rubric.item(item), let newItem = new.item(target),
      Self.hasSameFacets(relation, score.rubric, new)
    else {
      entry.parkedBecause = .otherFacets
      return entry
    }
    if case .notApplicable = answer, newItem.notApplicable == .forbidden {
      entry.parkedBecause = .alwaysApplicable
      return entry
    }
    entry.target = target
    var isSame = relation.kind == .equal
    if case .notApplicable = answer, oldItem.notApplicable != newItem.notApplicable { isSame = false }
    entry.fate = isSame ? .carried : .converted
    return entry
  }

  /// A finding has no marks, so that it can follow its item wherever one item only is related to it.
  func entry(_ finding: Finding) -> Migration.FindingEntry {
    let relations = crosswalk.relations.filter { $0.from.contains(RequirementID(finding.item.rawValue)) }
    let same = Set(relations.filter(Self.isPair).flatMap(\.to))
    let related = same.isEmpty ? Set(relations.filter { $0.kind != .none }.flatMap(\.to)) : same
    let target = related.count == 1 ? related.first : nil
    return Migration.FindingEntry(
      finding: finding, target: target.map { ItemID($0.rawValue) }, isToReview: same.isEmpty && target != nil)
  }

  private func related(_ relation: CrosswalkRelation) -> Migration.Related {
    Migration.Related(
      items: relation.to.map { ItemID($0.rawValue) }, kind: relation.kind, reason: relation.reason,
      standing: proof.standing(of: relation), strength: proof.strength(of: relation))
  }
}
