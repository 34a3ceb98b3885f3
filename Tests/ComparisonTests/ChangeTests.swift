import AssessmentModel
import Comparison
import Diagnostics
import Scoring
import TestSupport
import Testing

/// What is said of single items, of evidence, of assessors and of how far things are comparable.
@Suite struct ChangeTests {
  private let rubric = Build.rubric(
    [
      Build.domain("first", [Build.item("a"), Build.item("b")]),
      Build.domain("second", [Build.item("c", notApplicable: .forbidden), Build.item("d")]),
    ])

  private func marks(_ approach: Int, _ deployment: Int, _ results: Int, _ evidence: [String] = []) -> Answer {
    Build.answer(["approach": approach, "deployment": deployment, "results": results], evidence: evidence)
  }

  private func compare(
    _ then: [String: Answer], _ now: [String: Answer], old: Rubric? = nil, new: Rubric? = nil,
    nowBy assessor: Assessor? = nil,
    evidence: [Evidence] = [Build.evidence("E1"), Build.evidence("E2", collected: Build.day(8, 1))],
    nowEvidence: [Evidence]? = nil
  ) -> RubricComparison {
    let first = Build.assessment(then, evidence: evidence)
    var second = Build.assessment(now, evidence: nowEvidence ?? evidence)
    if let assessor { second.assessor = assessor }
    return RubricComparison(
      then: Scorer.score(assessment: first, rubric: old ?? rubric),
      now: Scorer.score(assessment: second, rubric: new ?? rubric), assessments: (first, second), crosswalk: nil)
  }

  private func item(_ id: String, _ comparison: RubricComparison) throws -> ItemComparison {
    try #require(comparison.items.first { $0.names.new == ItemID(id) || $0.names.old == ItemID(id) })
  }

  @Test(arguments: [
    (["approach": 3, "results": 3], ["approach": 4, "results": 3], ChangeKind.raised),
    (["approach": 3, "results": 3], ["approach": 3, "results": 1], .fallen),
    (["approach": 3, "results": 3], ["approach": 4, "results": 2], .shifted),
    (["approach": 3, "results": 3], ["approach": 5, "results": 2], .raised),
    (["approach": 3, "results": 3], ["approach": 3, "results": 3], .unchanged),
    (["approach": 3], ["approach": 3, "results": 3], .newlyAnswered),
    ([:], ["approach": 3], .newlyAnswered),
    (["approach": 3, "results": 3], ["approach": 3], .newlyUnanswered),
    (["approach": 3, "deployment": 4, "results": 4], ["approach": 5], .newlyUnanswered),
    (["approach": 3], ["results": 3], .newlyUnanswered),
    (["approach": 3], ["approach": 4, "results": 3], .newlyAnswered),
  ])
  func marksSayWhatBecameOfAnItem(_ then: [String: Int], _ now: [String: Int], _ kind: ChangeKind) throws {
    let comparison = compare(["a": Build.answer(then)], ["a": Build.answer(now)])
    #expect(try item("a", comparison).kind == kind)
  }

  @Test func whatAppliesNoMoreAndWhatAppliesAgain() throws {
    let none = Answer.notApplicable(reason: "无此业务")
    let comparison = compare(["a": marks(3, 3, 3), "b": none, "d": none], ["a": none, "b": marks(3, 3, 3)])
    #expect(try item("a", comparison).kind == .newlyNotApplicable)
    #expect(try item("b", comparison).kind == .newlyAnswered)
    #expect(try item("d", comparison).kind == .newlyApplicable, "it had no marks that it could have lost")
    #expect(try item("a", comparison).change(.claimed) == nil)
    #expect(comparison.total?.claimed[.marks] == 0)
  }

  @Test(arguments: [
    ([String](), [String](), EvidenceChange.none), (["E1"], ["E1"], .kept), (["E1"], ["E2"], .renewed),
    ([], ["E1"], .gained), (["E1"], [], .withdrawn), (["E1"], ["gone"], .withdrawn), (["gone"], ["gone"], .invalid),
    (["E1"], ["E1", "E2"], .renewed), (["E1", "E2"], ["E2"], .reduced), (["E1", "gone"], ["E1"], .kept),
    (["E1"], ["E1", "gone"], .kept),
  ])
  func evidenceSaysWhatBecameOfIt(_ then: [String], _ now: [String], _ change: EvidenceChange) throws {
    let comparison = compare(["a": marks(4, 4, 4, then)], ["a": marks(4, 4, 4, now)])
    #expect(try item("a", comparison).evidence == change)
  }

  /// Only what is cited still can lapse; what goes or comes with its item did neither lapse nor was it added.
  @Test func evidenceLapsesOnlyWhereItIsCitedStill() throws {
    var expired = Build.evidence("E1")
    expired.expires = Build.day(1, 2)
    let file = Evidence.FileState.present(sha256: "ab", bytes: 1)
    let comparison = compare(
      ["a": marks(4, 4, 4, ["E1"]), "b": marks(4, 4, 4, ["E3"]), "c": marks(3, 3, 3), "d": marks(4, 4, 4, ["E2"])],
      ["a": marks(4, 4, 4, ["E1"]), "b": marks(4, 4, 4, ["E3"]), "d": .notApplicable(reason: "无此业务")],
      evidence: [Build.evidence("E1"), Build.evidence("E2"), Build.evidence("E3", state: file)],
      nowEvidence: [expired, Build.evidence("E2"), Build.evidence("E3", state: .unusable)])
    #expect(try item("a", comparison).evidence == .lapsed)
    #expect(try item("b", comparison).evidence == .lapsed, "its file cannot be used any more")
    #expect(try item("d", comparison).evidence == .left)
    let answered = compare([:], ["a": marks(4, 4, 4, ["E1"])])
    #expect(try item("a", answered).evidence == .entered)
  }

  /// A record is the same under another id, and another under the same id.
  @Test func evidenceIsToldApartByWhatItIs() throws {
    let file = Evidence.FileState.present(sha256: "ab", bytes: 1)
    let renamed = Build.evidence("E9", state: file)
    let comparison = compare(
      ["a": marks(4, 4, 4, ["E1"]), "b": marks(4, 4, 4, ["E2"])],
      ["a": marks(4, 4, 4, ["E9"]), "b": marks(4, 4, 4, ["E2"])],
      evidence: [Build.evidence("E1", state: file), Build.evidence("E2")],
      nowEvidence: [renamed, Build.evidence("E2", collected: Build.day(9, 9))])
    #expect(try item("a", comparison).evidence == .kept)
    #expect(try item("b", comparison).evidence == .renewed)
  }

  /// Every record is told once, with what became of it and why, whatever its id is now.
  @Test func recordsOfEvidenceSayWhyTheyLapsed() throws {
    var expired = Build.evidence("E1")
    expired.expires = Build.day(1, 2)
    var other = Build.evidence("E7", collected: Build.day(9, 9))
    other.title = "另一份"
    let file = Evidence.FileState.present(sha256: "ab", bytes: 1)
    let comparison = compare(
      [
        "a": marks(4, 4, 4, ["E1", "E2"]), "b": marks(4, 4, 4, ["E3"]), "c": marks(3, 3, 3),
        "d": marks(3, 3, 3, ["E2"]),
      ],
      [
        "a": marks(4, 4, 4, ["E1"]), "b": marks(4, 4, 4, ["E9"]), "c": marks(3, 3, 3, ["E7"]),
        "d": marks(3, 3, 3, ["E2"]),
      ],
      evidence: [Build.evidence("E1"), Build.evidence("E2"), Build.evidence("E3", state: file)],
      nowEvidence: [
        expired, Build.evidence("E2", collected: Build.day(9, 9)), other, Build.evidence("E9", state: file),
      ])
    let a = try item("a", comparison)
    #expect(a.evidence == .lapsed && a.evidence.isToldAlone)
    #expect(a.records.map(\.change) == [.lapsed, .withdrawn])
    #expect(a.records[0].reason?.english.contains(Build.day(1, 2).description) == true)
    let b = try item("b", comparison)
    #expect(!b.evidence.isToldAlone && b.records.map(\.change) == [.kept], "the same file under another id")
    #expect(b.records[0].then?.id == EvidenceID("E3") && b.records[0].now?.id == EvidenceID("E9"))
    #expect(try item("c", comparison).records.map(\.change) == [.added])
    let d = try item("d", comparison)
    #expect(d.evidence == .renewed && d.records.map(\.change) == [.replaced])
    #expect(d.records[0].reason?.chinese.contains("收集") == true)
    #expect(d.kind == .unchanged, "it is told though its marks are as they were")
  }

  /// In what two records of a title differ is told, and no day that both have or neither.
  @Test func renewedEvidenceIsToldByWhatIsOther() throws {
    func evidence(_ sha256: String, collected: CalendarDate, covers: DatePeriod? = nil) -> Evidence {
      var record = Build.evidence("E1", state: .present(sha256: sha256, bytes: 1))
      (record.file, record.collected, record.covers) = ("plan.pdf", collected, covers)
      return record
    }
    let (first, third) = (Build.day(6, 1), Build.day(6, 3))
    let year = try #require(DatePeriod(from: Build.day(1, 1), to: Build.day(12, 31)))
    func reason(_ then: Evidence, _ now: Evidence) throws -> LocalizedText? {
      let answers = ["a": marks(4, 4, 4, ["E1"])]
      let comparison = compare(answers, answers, evidence: [then], nowEvidence: [now])
      let found = try item("a", comparison)
      #expect(found.evidence == .renewed && found.records.map(\.change) == [.replaced])
      return found.records[0].reason
    }
    let plain = try reason(evidence("aa", collected: first), evidence("bb", collected: first))
    #expect(plain == LocalizedText(chinese: "文件内容不同", english: "other contents of the file"))
    let dated = try reason(evidence("aa", collected: first), evidence("bb", collected: third, covers: year))
    #expect(dated?.chinese == "收集 \(first) → \(third)，所述时段 — → \(year.from)/\(year.to)，文件内容不同")
  }

  /// A record that was not valid then either did not lapse: the proof is the one that is cited no more.
  @Test func whatWasNeverValidDoesNotLapse() throws {
    var expired = Build.evidence("E1")
    expired.expires = Build.day(1, 2)
    let comparison = compare(
      ["a": marks(4, 4, 4, ["E1", "E2"]), "b": marks(4, 4, 4, ["E1", "E2"])],
      ["a": marks(4, 4, 4, ["E1"]), "b": marks(4, 4, 4, ["E1"])], evidence: [expired, Build.evidence("E2")])
    for id in ["a", "b"] {
      let item = try item(id, comparison)
      #expect(item.evidence == .withdrawn)
      #expect(item.records.map(\.change) == [.invalid, .withdrawn])
    }
  }

  @Test func evidenceThatLapsedIsACauseOfItsOwn() throws {
    let comparison = compare(
      ["a": marks(5, 5, 5, ["E1"]), "b": marks(3, 3, 3), "c": marks(3, 3, 3), "d": marks(3, 3, 3)],
      ["a": marks(5, 5, 5), "b": marks(3, 3, 3), "c": marks(3, 3, 3), "d": marks(3, 3, 3)])
    let total = try #require(comparison.total)
    #expect(total.evidenced[.evidence] == -10 && total.evidenced.change == -10)
    #expect(total.claimed[.evidence] == 0)
  }

  /// Marks that another assessor changed with the same evidence are the assessor's; with other evidence they are real.
  @Test func anotherAssessorWithTheSameEvidenceIsTheCause() throws {
    let auditor = Assessor(role: .auditor, name: "评审员甲")
    let then = ["a": marks(4, 4, 4, ["E1"]), "b": marks(4, 4, 4, ["E1"]), "c": marks(3, 3, 3), "d": marks(3, 3, 3)]
    let now = ["a": marks(3, 3, 3, ["E1"]), "b": marks(3, 3, 3, ["E2"]), "c": marks(3, 3, 3), "d": marks(3, 3, 3)]
    let comparison = compare(then, now, nowBy: auditor)
    let total = try #require(comparison.total?.claimed)
    #expect(total[.assessor] == -5 && total[.marks] == -5)
    #expect(try item("a", comparison).isByAssessor)
    #expect(try !item("b", comparison).isByAssessor)
    #expect(try !item("c", comparison).isByAssessor)
    #expect(compare(then, now).total?.claimed[.assessor] == 0)
  }

  /// A record that is cited no more, or whose file is gone, is nothing new that could have moved a mark.
  @Test func fewerRecordsAreNothingNewToShow() throws {
    let auditor = Assessor(role: .auditor, name: "评审员甲")
    let file = Evidence.FileState.present(sha256: "ab", bytes: 1)
    let comparison = compare(
      ["a": marks(4, 4, 4, ["E1", "E2"]), "b": marks(4, 4, 4, ["E3"])],
      ["a": marks(3, 3, 3, ["E2"]), "b": marks(3, 3, 3, ["E3"])], nowBy: auditor,
      evidence: [Build.evidence("E1"), Build.evidence("E2"), Build.evidence("E3", state: file)],
      nowEvidence: [Build.evidence("E1"), Build.evidence("E2"), Build.evidence("E3", state: .unusable)])
    #expect(try item("a", comparison).isByAssessor && item("b", comparison).isByAssessor)
    #expect(try item("a", comparison).evidence == .reduced)
    let total = try #require(comparison.total?.claimed)
    #expect(total[.assessor] == total.change && total[.marks] == 0)
  }

  @Test func missingAnswersAreComparedByWhatIsSecured() throws {
    let comparison = compare(["a": marks(3, 3, 3)], ["a": marks(3, 3, 3), "b": marks(3, 3, 3)])
    #expect(comparison.isProvisional)
    let total = try #require(comparison.total?.claimed)
    #expect(total[.completeness] == 15 && total.change == 15)
  }

  /// What a new item costs that nobody answered yet is no cost of the edition.
  @Test(arguments: [NotApplicablePolicy.forbidden, .withReason(when: "")])
  func newItemsLeftOpenCountAsMissing(_ policy: NotApplicablePolicy) throws {
    var new = rubric
    new.domains[0].groups[0].items.append(Build.item("e", notApplicable: policy))
    let answers = ["a", "b", "c", "d"].reduce(into: [String: Answer]()) { $0[$1] = marks(3, 3, 3, ["E1"]) }
    let open = compare(answers, answers, new: new)
    let total = try #require(open.total)
    #expect(total.claimed.change < 0 && total.claimed[.edition] == 0)
    #expect(total.claimed[.completeness] == total.claimed.change)
    #expect(open.recast?.thenUnderNew.isComplete == false, "the answers of then have none for the new item either")
    let answered = compare(answers, answers.merging(["e": marks(1, 1, 1)]) { $1 }, new: new)
    #expect(answered.total?.claimed[.completeness] == 0)
    #expect(answered.total?.claimed[.edition] == answered.total?.claimed.change)
  }

  /// Of a new item that was answered in part, the marks given count for the edition and what is missing does not.
  @Test(arguments: [3, 5])
  func missingMarksOfNewItemsAreNoChangeOfEdition(_ mark: Int) throws {
    var new = rubric
    new.domains[0].groups[0].items.append(Build.item("e", notApplicable: .forbidden))
    let answers = ["a", "b", "c", "d"].reduce(into: [String: Answer]()) { $0[$1] = marks(3, 3, 3, ["E1"]) }
    func claimed(_ answer: Answer) throws -> Attribution {
      try #require(compare(answers, answers.merging(["e": answer]) { $1 }, new: new).total?.claimed)
    }
    let part = try claimed(Build.answer(["approach": mark]))
    let whole = try claimed(marks(mark, mark, mark))
    #expect(part[.edition] == whole[.edition], "it is judged by the marks that it has")
    #expect(whole[.edition] == (mark == 3 ? 0 : whole.change) && whole[.completeness] == 0)
    #expect(part[.completeness] == part.change - whole.change && part[.completeness] < 0)
    let items = try #require(part.shares.first { $0.cause == .completeness }).items
    #expect(items.map(\.item.new) == [ItemID("e")])
  }

  @Test func oneEditionIsFullyComparable() {
    let comparison = compare([:], [:])
    #expect(comparison.grade == .full && comparison.sharedWeight == 1 && comparison.recast == nil)
    #expect(comparison.domains.allSatisfy { $0.grade == .full })
    #expect(comparison.items.allSatisfy { $0.grade == .full })
  }

  @Test func anotherEditionIsGradedByWhatBothAsk() throws {
    var new = rubric
    new.domains[0].groups[0].items[1].id = ItemID("e")
    new.domains[0].groups[0].items.append(Build.item("f", weight: 2))
    new.domains.append(Build.domain("third", [Build.item("g")]))
    let comparison = compare([:], [:], new: new)
    let grades = Dictionary(uniqueKeysWithValues: comparison.domains.map { ($0.id.rawValue, $0.grade) })
    // Of “first” only a quarter is shared, of “second” all; the total shares 1/12 + 1/3.
    #expect(grades == ["first": .none, "second": .full, "third": .none])
    #expect(comparison.sharedWeight == Rational(5, 12) && comparison.grade == .none && comparison.total == nil)
    #expect(try item("a", comparison).grade == .full)
    #expect(try item("e", comparison).kind == .added)
    #expect(try item("b", comparison).kind == .removed)
  }

  /// What counts of the weights of facets is their ratio.
  @Test(arguments: [(2, Comparability.full), (3, .mapped)])
  func weightsOfFacetsInOneRatioAreTheSame(_ results: Int, _ grade: Comparability) throws {
    func edition(_ weights: [Int]) -> Rubric {
      let facets = zip(["approach", "deployment", "results"], weights).map { ($0, $1) }
      return Build.rubric(
        [Build.domain("first", [Build.item("a"), Build.item("b")])], facetSets: [Build.facetSet("process", facets)])
    }
    let comparison = compare([:], [:], old: edition([1, 1, 1]), new: edition([2, 2, results]))
    #expect(try item("a", comparison).grade == grade && comparison.grade == grade)
  }

  @Test func otherRulesMakeMarksComparableAfterMapping() throws {
    var new = rubric
    new.scale = Build.scale([0, 30, 50, 80, 100])
    let comparison = compare(["a": marks(3, 3, 3)], ["a": marks(3, 3, 3)], new: new)
    #expect(try item("a", comparison).grade == .mapped)
    #expect(comparison.grade == .mapped)
    #expect(comparison.total?.claimed[.edition] == Rational(-10, 4))
    #expect(comparison.recast?.thenUnderNew.total?.claimed.interval.worst == Rational(50, 4))
  }

  // MARK: - Whole assessments

  private func scorecard(_ organisation: String = "测试中心", rubric: Rubric? = nil) -> Scorecard {
    var assessment = Build.assessment([:])
    assessment.organisation.name = organisation
    return Scorecard(assessment: assessment, rubrics: [rubric ?? self.rubric])
  }

  @Test func twoOrganisationsAreComparedOnlyByForce() throws {
    #expect(throws: AssessmentComparison.Refusal.differentOrganisations(then: "测试中心", now: "另一中心")) {
      try AssessmentComparison(then: scorecard(), now: scorecard("另一中心"), crosswalk: { _, _ in nil })
    }
    let forced = try AssessmentComparison(
      then: scorecard(), now: scorecard("另一中心"), organisations: .several, crosswalk: { _, _ in nil })
    #expect(forced.isForced)
    #expect(try !AssessmentComparison(then: scorecard(), now: scorecard(), crosswalk: { _, _ in nil }).isForced)
  }

  @Test func editionsWithoutACrosswalkAreRefused() {
    var other = rubric
    other.id = RubricID("test-2")
    #expect(throws: AssessmentComparison.Refusal.nothingInCommon(then: [RubricID("test")], now: [RubricID("test-2")])) {
      try AssessmentComparison(then: scorecard(), now: scorecard(rubric: other), crosswalk: { _, _ in nil })
    }
  }

  @Test func aMeaningThatChangedUnderItsIdIsRefused() {
    var other = rubric
    other.domains[0].groups[0].items[0].question = "问的已经是另一件事？"
    other.version = "1.1.0"
    #expect(
      throws: AssessmentComparison.Refusal.changedMeaning(
        then: "test 1.0.0", now: "test 1.1.0", isOneEdition: true, items: [ItemID("a")])
    ) {
      try AssessmentComparison(then: scorecard(), now: scorecard(rubric: other), crosswalk: { _, _ in nil })
    }
  }

  @Test func versionsOfOneEditionAreToldApart() {
    var (newer, sameVersion, other) = (rubric, rubric, rubric)
    newer.version = "1.1.0"
    sameVersion.contentHash = String(repeating: "a", count: 64)
    other.id = RubricID("other")
    let names = EditionNames([rubric, newer, other])
    #expect([rubric, newer, other].map(names.name) == ["test 1.0.0", "test 1.1.0", "other"])
    #expect(EditionNames([rubric, sameVersion]).name(of: sameVersion) == "test 1.0.0 #aaaaaaaa")
    #expect(EditionNames([rubric, rubric]).name(of: rubric) == "test")
  }

  // MARK: - Domains that another edition cuts otherwise

  /// The domains of `rubric` with other ids and items; an item stays itself under its id.
  private func edition(_ domains: [(String, [String])]) -> Rubric {
    var new = rubric
    new.domains = domains.map { id, items in
      Build.domain(id, items.map { item in rubric.item(ItemID(item)) ?? Build.item(item) })
    }
    return new
  }

  private func groups(_ domains: [(String, [String])]) -> [RubricComparison.DomainGroupChange] {
    let all = Dictionary(
      ["a", "b", "c", "d", "e", "f"].enumerated().map { ($1, marks($0 % 5 + 1, 3, 3)) }, uniquingKeysWith: { $1 })
    return compare(all, all.mapValues { _ in marks(4, 4, 3) }, new: edition(domains)).domainGroups
  }

  @Test func mergedDomainsAreComparedTogether() throws {
    let group = try #require(groups([("both", ["a", "b", "c", "d"])]).first)
    #expect(group.old.map(\.rawValue) == ["first", "second"] && group.new.map(\.rawValue) == ["both"])
    #expect(group.grade == .mapped && group.sharedWeight == 1)
    // Marks of 1 3 3, 2 3 3, 3 3 3 and 4 3 3, of which the last is capped without evidence, are now 4 4 3, capped too.
    #expect(group.then?.claimed.credit == 55 && group.now?.claimed.credit == Rational(220, 3))
    let causes = try #require(group.causes?.claimed)
    #expect(causes.change == Rational(55, 3) && causes[.marks] == causes.change)
  }

  @Test func splitRenamedAndAbsorbedDomainsAreComparedTogether() {
    func names(_ domains: [(String, [String])]) -> [String] {
      groups(domains).map { $0.title.chinese.replacing("（中）", with: "") }
    }
    #expect(names([("first", ["a", "b"]), ("left", ["c"]), ("right", ["d"])]) == ["second → left、right"])
    #expect(names([("first", ["a", "b"]), ("other", ["c", "d"])]) == ["second → other"])
    #expect(names([("first", ["a", "b", "c", "d"])]) == ["first、second → first"])
    // Nothing is left over, or nothing of what is left over is asked by both.
    #expect(names([("first", ["a"]), ("second", ["b", "c", "d"])]).isEmpty)
    #expect(names([("first", ["a", "b"]), ("other", ["e", "f"])]).isEmpty)
    // Of the new domain the old one asks a quarter.
    #expect(names([("first", ["a", "b"]), ("other", ["c", "e", "f", "g"])]).isEmpty)
  }

  /// A domain that was given another id keeps its name, so that the name alone would not tell what became of it.
  @Test func domainsOfOneNameAreToldByTheirIds() {
    func titles(_ domains: [(String, [String])], named: String) -> [String] {
      var (old, new) = (rubric, edition(domains))
      for index in old.domains.indices { old.domains[index].title = Build.text(old.domains[index].id.rawValue) }
      for index in new.domains.indices { new.domains[index].title = Build.text(named) }
      old.domains[1].title = Build.text(named)
      let all = Dictionary(uniqueKeysWithValues: ["a", "b", "c", "d"].map { ($0, marks(3, 3, 3)) })
      return compare(all, all, old: old, new: new).domainGroups.map { $0.title.chinese }
    }
    let name = Build.text("现场").chinese
    #expect(
      titles([("first", ["a", "b"]), ("site", ["c", "d"])], named: "现场") == ["\(name)（second） → \(name)（site）"])
  }

  // MARK: - Gates and results by cause

  /// `a` rises from 60 to 100 and `b` falls from 100 to 60, while the new edition weighs `a` three times.
  @Test func aResultNamesTheCausesWithoutWhichItWouldBeAnother() throws {
    let old = Build.rubric(
      [Build.domain("d", [Build.item("a"), Build.item("b")])],
      results: [
        Build.result("none"), Build.result("passed", [.total(credit: 70)]),
        Build.result("star", [.total(credit: 85), .everyItem(credit: 60)]),
      ])
    var new = old
    new.domains[0].groups[0].items[0].weight = 3
    let then = Build.assessment(["a": marks(3, 3, 3), "b": marks(5, 5, 5)])
    let now = Build.assessment(["a": marks(5, 5, 5), "b": marks(3, 3, 3)])
    let comparison = RubricComparison(
      then: Scorer.score(assessment: then, rubric: old), now: Scorer.score(assessment: now, rubric: new),
      assessments: (then, now), crosswalk: nil)
    // The total goes from 80 by marks alone to 80, by the edition alone to 70, by both to 90.
    let result = try #require(comparison.result?.claimed)
    #expect(result.then.rawValue == "passed" && result.now.rawValue == "star")
    #expect(result.steps[.marks] == Rational(1, 2) && result.steps[.edition] == Rational(1, 2))
    #expect(result.effects.map(\.cause) == [.marks, .edition])
    #expect(result.effects.allSatisfy { result.isDecisive($0) && $0.alone?.rawValue == "passed" })
    let total = try #require(comparison.gates.first { $0.id.rawValue == "passed.1" }?.causes?.claimed)
    #expect(total.then == 80 && total.now == 90 && total[.marks] == 10 && total[.edition] == 0)
    let items = try #require(comparison.gates.last)
    #expect(items.grade == .mapped && items.causes?.claimed.change == 0)
    #expect(comparison.items[0].causes?.claimed[.marks] == 40 && comparison.items[1].causes?.claimed[.marks] == -40)
  }

  @Test func gatesThatAskSomethingElseAreNotSplit() throws {
    var new = rubric
    new.results[1].gates[0].condition = .itemShare(share: Rational(1, 2), credit: 80)
    let comparison = compare(["a": marks(3, 3, 3)], ["a": marks(4, 4, 4)], new: new)
    let gate = try #require(comparison.gates.first)
    #expect(gate.isMoved && gate.grade == .none && gate.causes == nil)
    #expect(comparison.result != nil)
  }
}
