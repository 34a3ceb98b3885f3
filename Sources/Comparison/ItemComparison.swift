public import AssessmentModel
public import Diagnostics
public import Scoring

/// What became of an item between two assessments.
public enum ChangeKind: String, Sendable, CaseIterable {
  /// Marks rose, weighed together.
  case raised
  /// Marks fell, weighed together.
  case fallen
  /// Some marks rose and others fell, and they balance.
  case shifted
  /// A facet has a mark that had none, and none lost its mark.
  case newlyAnswered = "newly-answered"
  /// It was not applicable, and is not answered now.
  case newlyApplicable = "newly-applicable"
  /// Declared not applicable, and was not.
  case newlyNotApplicable = "newly-not-applicable"
  /// A facet that had a mark has none.
  case newlyUnanswered = "newly-unanswered"
  /// The same marks, or none on both sides.
  case unchanged
  /// Only the new edition asks it.
  case added
  /// Only the old edition asks it.
  case removed

  /// The change in words.
  public var title: LocalizedText {
    switch self {
    case .raised: LocalizedText(chinese: "升", english: "raised")
    case .fallen: LocalizedText(chinese: "降", english: "fallen")
    case .shifted: LocalizedText(chinese: "互有升降", english: "shifted")
    case .newlyAnswered: LocalizedText(chinese: "新评", english: "newly answered")
    case .newlyApplicable: LocalizedText(chinese: "适用未评", english: "newly applicable, unanswered")
    case .newlyNotApplicable: LocalizedText(chinese: "新不适用", english: "newly not applicable")
    case .newlyUnanswered: LocalizedText(chinese: "未再评", english: "newly unanswered")
    case .unchanged: LocalizedText(chinese: "等级不变", english: "marks unchanged")
    case .added: LocalizedText(chinese: "新增项", english: "added")
    case .removed: LocalizedText(chinese: "取消项", english: "removed")
    }
  }
}

/// What became of the evidence of an item between two assessments.
public enum EvidenceChange: String, Sendable, CaseIterable {
  /// Neither cites any.
  case none
  /// The same records, valid then and now.
  case kept
  /// Valid then and now, by a record that did not count then.
  case renewed
  /// Valid then and now, by fewer records: one has lapsed or is not cited any more.
  case reduced
  /// Valid now, and was not; the item was answered before too.
  case gained
  /// Valid then and cited still, and not valid any more.
  case lapsed
  /// Valid then, and its records are not cited any more; whether they still would be valid is not asked.
  case withdrawn
  /// Valid now of an item that was not asked, did not apply or was not answered before.
  case entered
  /// Valid then of an item that is not asked any more, does not apply or is not answered.
  case left
  /// Cited, and valid neither then nor now.
  case invalid

  /// Whether it is told of an item whatever became of its marks: something other than before stands behind them.
  public var isToldAlone: Bool {
    switch self {
    case .renewed, .reduced, .gained, .lapsed, .withdrawn: true
    case .none, .kept, .entered, .left, .invalid: false
    }
  }

  /// The change in words.
  public var title: LocalizedText {
    switch self {
    case .none: LocalizedText(chinese: "无证据", english: "none")
    case .kept: LocalizedText(chinese: "沿用", english: "kept")
    case .renewed: LocalizedText(chinese: "更新", english: "renewed")
    case .reduced: LocalizedText(chinese: "减少", english: "reduced")
    case .gained: LocalizedText(chinese: "补上", english: "gained")
    case .lapsed: LocalizedText(chinese: "失效", english: "lapsed")
    case .withdrawn: LocalizedText(chinese: "不再引用", english: "not cited any more")
    case .entered: LocalizedText(chinese: "随项增加", english: "came with the item")
    case .left: LocalizedText(chinese: "随项减少", english: "went with the item")
    case .invalid: LocalizedText(chinese: "一直无效", english: "never valid")
    }
  }
}

/// An item then and now.
public struct ItemComparison: Sendable, Equatable {
  /// Its ids in the two editions.
  public var names: AlignedItem
  /// Its name shown, as the new edition has it where it does.
  public var title: LocalizedText
  /// The domain that holds it, in the new edition where it has the item.
  public var domain: DomainID
  /// How far marks of then and now speak of the same thing.
  public var grade: Comparability
  /// What became of it.
  public var kind: ChangeKind
  /// What became of its evidence.
  public var evidence: EvidenceChange
  /// The records that it cites then or now.
  public var records: [RecordComparison]
  /// Whether its change of marks belongs to the change of assessor.
  public var isByAssessor: Bool
  /// Its score then; nil where only the new edition has it.
  public var then: ItemScore?
  /// Its score now; nil where only the old edition has it.
  public var now: ItemScore?
  /// What its answer of then secures under the edition of now; nil unless both editions have it and it applied then.
  public var thenUnderNew: Tracks<Rational>?
  /// Its facets on both sides, in the order of the facet set; empty where only one edition has it.
  public var facets: [FacetMarks]
  /// The change of the secured credit by causes; nil unless both editions have it and it applies then and now.
  public var causes: Tracks<CauseSplit>?

  /// A facet of an item with its marks then and now.
  public struct FacetMarks: Sendable, Equatable {
    /// The facet.
    public var id: FacetID
    /// Its name shown.
    public var title: LocalizedText
    /// The mark then, nil where none was given.
    public var then: Mark?
    /// The mark now, nil where none was given.
    public var now: Mark?
  }

  /// The change of the secured credit in a track; nil unless both editions have it and it applies then and now.
  public func change(_ track: Track) -> Rational? {
    guard names.old != nil, names.new != nil, let then = then?.score, let now = now?.score else { return nil }
    return now[track].interval.worst - then[track].interval.worst
  }

  /// The change of the secured credit in a track by the scale of the edition of now alone, on which another edition
  /// changes nothing; nil unless both editions have it and it applies then and now.
  public func changeOnNewScale(_ track: Track) -> Rational? {
    guard change(track) != nil, let thenUnderNew, let now = now?.score else { return nil }
    return now[track].interval.worst - thenUnderNew[track]
  }
}

extension ItemComparison {
  init(
    _ line: EditionAlignment.Line, _ mixed: MixedAssessment.Line, domain: DomainID, facets set: FacetSet?,
    then: ItemScore?, now: ItemScore?, thenUnderNew: Tracks<Rational>?, causes: Tracks<CauseSplit>?
  ) {
    names = mixed.names
    title = line.new?.title ?? line.old?.title ?? LocalizedText(chinese: "", english: "")
    self.domain = domain
    grade = line.grade
    self.then = then
    self.now = now
    self.thenUnderNew = thenUnderNew
    self.causes = causes
    records = mixed.records
    guard line.isPaired, let then, let now else {
      kind = then == nil ? .added : .removed
      evidence = EvidenceChange(mixed, records)
      (isByAssessor, facets) = (false, [])
      return
    }
    func marks(_ score: ItemScore) -> [FacetID: Mark] {
      Dictionary(
        score.facets.compactMap { facet in facet.mark.map { (facet.id, $0) } }, uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (marks(then), marks(now))
    let all = set?.facets ?? []
    kind = ChangeKind(from: then.status, old, to: now.status, new, facets: all)
    evidence = EvidenceChange(mixed, records)
    isByAssessor =
      mixed.markCause == .assessor
      && all.contains { facet in old[facet.id] != nil && new[facet.id] != nil && old[facet.id] != new[facet.id] }
    facets = all.map { FacetMarks(id: $0.id, title: $0.title, then: old[$0.id], now: new[$0.id]) }
  }
}

extension ChangeKind {
  fileprivate init(
    from then: ItemScore.Status, _ old: [FacetID: Mark], to now: ItemScore.Status, _ new: [FacetID: Mark],
    facets: [Facet]
  ) {
    if then == .notApplicable || now == .notApplicable {
      self =
        then == now
        ? .unchanged : now == .notApplicable ? .newlyNotApplicable : new.isEmpty ? .newlyApplicable : .newlyAnswered
      return
    }
    let (lost, gained) = (old.keys.contains { new[$0] == nil }, new.keys.contains { old[$0] == nil })
    if lost || gained {
      self = lost ? .newlyUnanswered : .newlyAnswered
      return
    }
    let steps = facets.compactMap { facet -> (weight: Int, step: Int)? in
      guard let then = old[facet.id], let now = new[facet.id], then != now else { return nil }
      return (facet.weight, now.rawValue - then.rawValue)
    }
    let sum = steps.reduce(0) { $0 + $1.weight * $1.step }
    self = steps.isEmpty ? .unchanged : sum > 0 ? .raised : sum < 0 ? .fallen : .shifted
  }
}

extension EvidenceChange {
  /// - Parameter records: what became of the records, of which only one that was valid can lapse.
  fileprivate init(_ line: MixedAssessment.Line, _ records: [RecordComparison]) {
    let (old, new) = (line.old ?? .init(), line.new ?? .init())
    switch (old.hasValidEvidence, new.hasValidEvidence) {
    case (true, true): self = Self.standing(records.lazy.map(\.change))
    case (false, true): self = old.hasAnswer ? .gained : .entered
    case (true, false):
      self = !new.hasAnswer ? .left : records.contains { $0.change == .lapsed } ? .lapsed : .withdrawn
    case (false, false): self = records.isEmpty ? .none : .invalid
    }
  }

  /// Of evidence that is valid then and now.
  private static func standing(_ records: some Sequence<RecordChange>) -> EvidenceChange {
    var found = EvidenceChange.kept
    for record in records {
      switch record {
      case .replaced, .added, .restored: return .renewed
      case .lapsed, .withdrawn: found = .reduced
      case .kept, .invalid: break
      }
    }
    return found
  }
}
