import AssessmentModel
import Scoring

/// Two assessments of which any mixture can be scored: some causes of change as they are now, the others as they were.
///
/// The rules stand in Docs/comparison.md, “Intermediate assessments”.
struct MixedAssessment {
  /// What one assessment says of an item.
  struct Side {
    var isNotApplicable = false
    var marks: [FacetID: Mark] = [:]
    var hasValidEvidence = false
    /// The records cited, in the order given.
    var records: [CitedRecord] = []

    var hasAnswer: Bool { !isNotApplicable && !marks.isEmpty }
  }

  /// An item on both sides.
  struct Line {
    let names: AlignedItem
    let old: Side?
    let new: Side?
    /// The records that it cites then or now.
    let records: [RecordComparison]
    /// The cause to which its changes of marks belong.
    let markCause: Cause

    /// What is missing of its answer where only one edition asks it: what that costs comes of the missing marks, not of
    /// the edition.
    let missing: Missing

    /// What is missing of an answer.
    enum Missing: Equatable {
      case nothing
      /// The marks of these facets.
      case facets(Set<FacetID>)
      /// All of them.
      case all
    }
  }

  let alignment: EditionAlignment
  let lines: [Line]
  /// The causes that change anything at all, in order.
  let activeCauses: [Cause]
  /// The items of both editions with the places of their lines, which every coalition needs.
  private let items: (old: [(item: Item, line: Int)], new: [(item: Item, line: Int)])
  private let template: Assessment
  /// The editions with leave to pass over what was left open, whether an item may be not applicable or not.
  private let lenient: (old: Rubric, new: Rubric)
  /// The facets without a mark of items that one edition alone asks and that were answered in part.
  private let openFacets: (old: [ItemID: Set<FacetID>], new: [ItemID: Set<FacetID>])

  init(_ alignment: EditionAlignment, then: Assessment, now: Assessment) {
    self.alignment = alignment
    let readers = (then: SideReader(then, alignment.old), now: SideReader(now, alignment.new))
    let isOtherAssessor = then.assessor != now.assessor
    lines = alignment.lines.map { line in
      let (old, new) = (line.old.map(readers.then.side), line.new.map(readers.now.side))
      let records = RecordComparison.all(then: old?.records ?? [], now: new?.records ?? [])
      let isUnsupported = isOtherAssessor && !records.contains(where: \.isNew)
      let lonely = line.old == nil ? line.new : line.new == nil ? line.old : nil
      let missing = lonely.map { item in
        Self.missing(old ?? new ?? Side(), (line.old == nil ? alignment.new : alignment.old).facetIDs(of: item))
      }
      return Line(
        names: AlignedItem(old: line.old?.id, new: line.new?.id), old: old, new: new, records: records,
        markCause: isUnsupported ? .assessor : .marks, missing: missing ?? .nothing)
    }
    activeCauses = Self.activeCauses(lines, alignment)
    var (oldPlaces, newPlaces): ([ItemID: Int], [ItemID: Int]) = ([:], [:])
    for (index, line) in lines.enumerated() {
      if let id = line.names.old { oldPlaces[id] = index }
      if let id = line.names.new { newPlaces[id] = index }
    }
    func placed(_ rubric: Rubric, _ places: [ItemID: Int]) -> [(item: Item, line: Int)] {
      rubric.items.compactMap { item in places[item.id].map { (item, $0) } }
    }
    items = (placed(alignment.old, oldPlaces), placed(alignment.new, newPlaces))
    template = now
    let open = lines.filter { $0.missing == .all }.map(\.names)
    lenient = (
      alignment.old.allowingToPassOver(Set(open.compactMap(\.old))),
      alignment.new.allowingToPassOver(Set(open.compactMap(\.new)))
    )
    var (oldFacets, newFacets): ([ItemID: Set<FacetID>], [ItemID: Set<FacetID>]) = ([:], [:])
    for line in lines {
      guard case .facets(let facets) = line.missing else { continue }
      if let id = line.names.old { oldFacets[id] = facets }
      if let id = line.names.new { newFacets[id] = facets }
    }
    openFacets = (oldFacets, newFacets)
  }

  /// What is missing of an answer to an item that has these facets.
  private static func missing(_ side: Side, _ facets: Set<FacetID>) -> Line.Missing {
    if side.isNotApplicable { return .nothing }
    guard side.hasAnswer else { return .all }
    let missing = facets.subtracting(side.marks.keys)
    return missing.isEmpty ? .nothing : .facets(missing)
  }

  /// The lines of the items of the edition of a coalition, in the edition's order.
  func lineIndices(_ coalition: Coalition) -> [Int] { places(coalition).map(\.line) }

  private func places(_ coalition: Coalition) -> [(item: Item, line: Int)] {
    coalition.contains(.edition) ? items.new : items.old
  }

  /// How the marks count that are missing of items that only one edition asks.
  enum OpenItems {
    /// As missing.
    case missing
    /// As if they were not asked for: an item without any mark does not apply, others are judged by the marks that they
    /// have.
    case passedOver
    /// As missing with the completeness of the assessment that left them open, else as if they were not asked for.
    case byCompleteness
  }

  /// Whether any item of one edition alone lacks marks.
  var hasOpenItems: Bool { lines.contains { $0.missing != .nothing } }

  /// The edition of a coalition.
  func rubric(_ coalition: Coalition, open: OpenItems = .byCompleteness) -> Rubric {
    let editions = passesOver(open, coalition) ? lenient : (alignment.old, alignment.new)
    return coalition.contains(.edition) ? editions.1 : editions.0
  }

  /// The facets of items answered in part that are passed over.
  func passedFacets(_ coalition: Coalition, open: OpenItems) -> [ItemID: Set<FacetID>] {
    guard passesOver(open, coalition) else { return [:] }
    return coalition.contains(.edition) ? openFacets.new : openFacets.old
  }

  private func passesOver(_ open: OpenItems, _ coalition: Coalition) -> Bool {
    switch open {
    case .missing: false
    case .passedOver: true
    case .byCompleteness: coalition.contains(.edition) != coalition.contains(.completeness)
    }
  }

  /// The assessment in which the causes of a coalition are as now and all others as then.
  ///
  /// Evidence is one record that is valid on the day, cited by the items that have valid evidence.
  func assessment(_ coalition: Coalition, open: OpenItems = .byCompleteness) -> Assessment {
    let rubric = rubric(coalition)
    var answers: [ItemID: Answer] = [:]
    for (item, line) in places(coalition) {
      let isPassedOver = lines[line].missing == .all && passesOver(open, coalition)
      answers[item.id] =
        isPassedOver ? .notApplicable(reason: "") : answer(lines[line], to: item, coalition)
    }
    var mixed = template
    mixed.rubrics = [RubricPin(id: rubric.id, version: rubric.version, contentHash: nil)]
    mixed.answers = [rubric.id: answers]
    mixed.evidence = [
      Evidence(
        id: Self.validEvidence, title: "", file: nil, location: "", fileState: .none, collected: mixed.date,
        covers: nil,
        received: nil, expires: nil)
    ]
    return mixed
  }

  private static let validEvidence = EvidenceID("valid")

  private func answer(_ line: Line, to item: Item, _ coalition: Coalition) -> Answer? {
    let side: Side
    if let old = line.old, let new = line.new {
      let source = coalition.contains(.scope) ? new : old
      if source.isNotApplicable, item.notApplicable != .forbidden { return .notApplicable(reason: "") }
      side = mixture(old, new, line.markCause, coalition)
    } else {
      side = line.new ?? line.old ?? Side()
      if side.isNotApplicable { return .notApplicable(reason: "") }
    }
    return .marked(
      MarkedAnswer(
        marks: side.marks, evidence: side.hasValidEvidence ? [Self.validEvidence] : [], note: nil, action: nil))
  }

  /// Marks and evidence of an item that both ask and that applies; where one side has none, those of the other.
  private func mixture(_ old: Side, _ new: Side, _ markCause: Cause, _ coalition: Coalition) -> Side {
    if old.isNotApplicable { return new }
    if new.isNotApplicable { return old }
    var side = Side()
    for facet in Set(old.marks.keys).union(new.marks.keys) {
      switch (old.marks[facet], new.marks[facet]) {
      case (let then?, let now?): side.marks[facet] = coalition.contains(markCause) ? now : then
      case (let then, let now): side.marks[facet] = coalition.contains(.completeness) ? now : then
      }
    }
    let isNewEvidence =
      old.hasAnswer && new.hasAnswer ? coalition.contains(.evidence) : new.hasAnswer
    side.hasValidEvidence = isNewEvidence ? new.hasValidEvidence : old.hasValidEvidence
    return side
  }

  private static func activeCauses(_ lines: [Line], _ alignment: EditionAlignment) -> [Cause] {
    var active: Set<Cause> = alignment.isIdentity ? [] : [.edition]
    if lines.contains(where: { $0.missing != .nothing }) { active.insert(.completeness) }
    for line in lines {
      guard let old = line.old, let new = line.new else { continue }
      if old.isNotApplicable != new.isNotApplicable { active.insert(.scope) }
      guard !old.isNotApplicable, !new.isNotApplicable else { continue }
      for facet in Set(old.marks.keys).union(new.marks.keys) {
        switch (old.marks[facet], new.marks[facet]) {
        case (let then?, let now?): if then != now { active.insert(line.markCause) }
        default: active.insert(.completeness)
        }
      }
      if old.hasAnswer, new.hasAnswer, old.hasValidEvidence != new.hasValidEvidence { active.insert(.evidence) }
    }
    return Cause.allCases.filter(active.contains)
  }
}

extension Rubric {
  /// The same in which some items may be not applicable.
  fileprivate func allowingToPassOver(_ passed: Set<ItemID>) -> Rubric {
    guard !passed.isEmpty else { return self }
    var copy = self
    for domain in copy.domains.indices {
      for group in copy.domains[domain].groups.indices {
        for item in copy.domains[domain].groups[group].items.indices
        where passed.contains(copy.domains[domain].groups[group].items[item].id) {
          copy.domains[domain].groups[group].items[item].notApplicable = .withReason(when: "")
        }
      }
    }
    return copy
  }
}

/// Reads what an assessment says of the items of an edition.
private struct SideReader {
  private let answers: [ItemID: Answer]
  private let evidence: [EvidenceID: Evidence]
  private let assessment: Assessment
  private let rubric: Rubric

  init(_ assessment: Assessment, _ rubric: Rubric) {
    self.assessment = assessment
    self.rubric = rubric
    answers = assessment.answers[rubric.id] ?? [:]
    evidence = Dictionary(assessment.evidence.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func side(_ item: Item) -> MixedAssessment.Side {
    var side = MixedAssessment.Side()
    switch answers[item.id] {
    // What the edition does not allow counts as unanswered, as in scoring.
    case .notApplicable: side.isNotApplicable = item.notApplicable != .forbidden
    case .marked(let answer):
      let facets = rubric.facetIDs(of: item)
      side.marks = answer.marks.filter { facets.contains($0.key) }
      side.records = answer.evidence.map { id in
        let record = evidence[id]
        return CitedRecord(
          id: id, record: record,
          validity: EvidenceValidity(of: record, on: assessment.date, period: assessment.period))
      }
      side.hasValidEvidence = side.records.contains(where: \.validity.isValid)
    case nil: break
    }
    return side
  }
}
