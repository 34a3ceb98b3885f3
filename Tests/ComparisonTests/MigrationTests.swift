// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Comparison
import Scoring
import TestSupport
import Testing

/// Whatever the relations between two editions are, no answer is lost and none arrives where it does not belong.
@Suite struct MigrationTests {
  /// Two small editions with random relations between them.
  private struct Editions {
    let old: Rubric
    let new: Rubric
    let crosswalk: CrosswalkReading

    init(using random: inout SeededGenerator) {
      let sets = [
        Build.facetSet("process", [("approach", 1), ("results", 1)]),
        Build.facetSet("other", [("level", 1), ("results", 1)]),
      ]
      func rubric(_ id: String, _ prefix: String) -> Rubric {
        let items = (1...6).map { number in
          Build.item(
            number <= 2 ? "s\(number)" : "\(prefix)\(number)", facets: number == 6 ? "other" : "process",
            notApplicable: number == 5 ? .forbidden : number == 4 ? .byScope(when: "") : .withReason(when: ""))
        }
        var rubric = Build.rubric([Build.domain("d", items)], facetSets: sets)
        rubric.id = RubricID(id)
        return rubric
      }
      let (old, new) = (rubric("old", "a"), rubric("new", "b"))
      (self.old, self.new) = (old, new)
      func some(_ rubric: Rubric) -> [RequirementID] {
        let items = rubric.items.map { RequirementID($0.id.rawValue) }
        return Array(items.shuffled(using: &random).prefix(random.happens(75) ? 1 : 2))
      }
      let relations = (0..<Int.random(in: 0...7, using: &random)).map { _ in
        let kind = CrosswalkRelation.Kind.allCases.randomElement(using: &random)!
        let proof = ProofStrengths(of: kind)
        return CrosswalkRelation(
          from: some(old), to: kind == .none ? [] : some(new), kind: kind, reason: "因为", proof: proof, proofBack: proof)
      }
      let crosswalk = Crosswalk(
        id: "old--new", version: "1.0.0", title: Build.text("对照"), author: "测试", date: Build.day(1, 1),
        from: CrosswalkSide(family: "test", pins: [.init(id: "old", version: "1.0.0")]),
        to: CrosswalkSide(family: "test", pins: [.init(id: "new", version: "1.0.0")]), isTwoWay: true, complete: [],
        metFrom: 80, unmetBelow: 60, provenance: Build.provenance, sharedReason: random.happens(60) ? "相同" : nil,
        relations: relations)
      self.crosswalk = CrosswalkReading(crosswalk, from: CrosswalkSubject(old), to: CrosswalkSubject(new))
    }

    func assessment(using random: inout SeededGenerator) -> Assessment {
      var answers: [String: Answer] = [:]
      for item in old.items where random.happens(80) {
        var marks: [String: Int] = [:]
        for facet in old.facetSets[item.facetSet]!.facets where random.happens(80) {
          marks[facet.id.rawValue] = Int.random(in: 1...5, using: &random)
        }
        answers[item.id.rawValue] =
          random.happens(15) && item.notApplicable != .forbidden
          ? .notApplicable(reason: "无此业务") : Build.answer(marks, evidence: ["E1"], note: "所见", action: "打算")
      }
      var assessment = Build.assessment(answers, evidence: [Build.evidence("E1"), Build.evidence("E2")])
      assessment.answers = [old.id: assessment.answers[RubricID("test")]!]
      assessment.rubrics = [
        RubricPin(id: old.id, version: "1.0.0", contentHash: nil),
        RubricPin(id: RubricID("else"), version: "1.0.0", contentHash: nil),
      ]
      assessment.answers[RubricID("else")] = [ItemID("x"): .notApplicable(reason: "无此业务")]
      return assessment
    }
  }

  @Test func everyAnswerIsCarriedOrParkedWhole() {
    var random = SeededGenerator(seed: 42)
    var fates: Set<Migration.Fate> = []
    var reasons: Set<Migration.ParkingReason> = []
    for number in 0..<4_000 {
      let editions = Editions(using: &random)
      let assessment = editions.assessment(using: &random)
      let migration = Migration(
        assessment, score: Scorer.score(assessment: assessment, rubric: editions.old), to: editions.new,
        crosswalk: editions.crosswalk)
      if let fault = fault(migration, assessment, editions) {
        Issue.record("case \(number): \(fault)")
        return
      }
      fates.formUnion(migration.entries.map(\.fate))
      reasons.formUnion(migration.entries.compactMap(\.parkedBecause))
    }
    #expect(fates == Set(Migration.Fate.allCases))
    #expect(reasons == Set(Migration.ParkingReason.allCases).subtracting([.unknownItem]))
  }

  private func fault(_ migration: Migration, _ before: Assessment, _ editions: Editions) -> String? {
    let old = before.answers[editions.old.id]!
    let after = migration.assessment
    let new = after.answers[editions.new.id] ?? [:]
    if migration.entries.count != old.count { return "answers were lost or made up" }
    for entry in migration.entries {
      if old[entry.item] != entry.answer { return "\(entry.item) is not whole in the report" }
      if (entry.fate == .parked) != (entry.target == nil) { return "\(entry.item) is nowhere" }
      if (entry.fate == .parked) != (entry.parkedBecause != nil) { return "\(entry.item) has no reason" }
      guard let target = entry.target else { continue }
      if new[target] != entry.answer { return "\(entry.item) is not whole in the assessment" }
      let (from, to) = (editions.old.item(entry.item)!, editions.new.item(target)!)
      if from.facetSet != to.facetSet { return "marks of \(entry.item) passed between facet sets" }
      if case .notApplicable = entry.answer, to.notApplicable == .forbidden { return "\(target) may not be left out" }
      if !entry.related.contains(where: { [.equal, .equivalent].contains($0.kind) && $0.items == [target] }) {
        return "\(entry.item) has no relation to \(target)"
      }
    }
    let carried = migration.entries.compactMap(\.target)
    if Set(carried).count != carried.count || new.count != carried.count { return "two answers met" }
    if after.evidence != before.evidence || after.answers[editions.old.id] != nil { return "the rest changed" }
    if after.answers[RubricID("else")] != before.answers[RubricID("else")] { return "another rubric changed" }
    return after.rubrics.map(\.id.rawValue) == ["new", "else"] ? nil : "the pins are wrong"
  }

  /// Marks that could come to an item along two ways come along none, whichever of the two is answered.
  @Test(arguments: [["a", "b"], ["a"], ["b"]])
  func itemsThatExchangePlacesAreParked(_ answered: [String]) {
    let old = Build.rubric([Build.domain("d", ["a", "b", "c"].map { Build.item($0) })])
    var new = old
    new.id = RubricID("new")
    let proof = ProofStrengths(of: .equivalent)
    let crosswalk = Crosswalk(
      id: "test--new", version: "1.0.0", title: Build.text("对照"), author: "测试", date: Build.day(1, 1),
      from: CrosswalkSide(family: "test", pins: []), to: CrosswalkSide(family: "test", pins: []), isTwoWay: false,
      complete: [], metFrom: 80, unmetBelow: 60, provenance: Build.provenance, sharedReason: "相同",
      relations: [("a", "b"), ("b", "a")].map { from, to in
        CrosswalkRelation(
          from: [RequirementID(from)], to: [RequirementID(to)], kind: .equivalent, reason: "因为", proof: proof,
          proofBack: proof)
      })
    let marks = Build.answer(["approach": 4, "deployment": 4, "results": 4])
    let assessment = Build.assessment(
      Dictionary(uniqueKeysWithValues: (answered + ["c"]).map { ($0, marks) }))
    let migration = Migration(
      assessment, score: Scorer.score(assessment: assessment, rubric: old), to: new,
      crosswalk: CrosswalkReading(crosswalk, from: CrosswalkSubject(old), to: CrosswalkSubject(new)))
    #expect(migration.entries.map(\.parkedBecause) == answered.map { _ in .contested } + [nil])
    #expect(migration.entries.last?.target == ItemID("c"))
  }

  /// What an answer proves about the new item follows its status, as in Docs/crosswalk-format.md.
  @Test(arguments: [
    (5, CrosswalkRelation.Kind.superset, ProofStrength.full), (5, .subset, .partial), (1, .subset, .full),
    (1, .superset, .partial), (3, .superset, .partial), (5, .intersects, .partial), (1, .intersects, .nothing),
  ])
  func strengthFollowsTheStatus(_ mark: Int, _ kind: CrosswalkRelation.Kind, _ strength: ProofStrength) throws {
    let old = Build.rubric([Build.domain("d", [Build.item("a")])], highestMarkWithoutEvidence: .beyond)
    var new = Build.rubric([Build.domain("d", [Build.item("b")])])
    new.id = RubricID("new")
    let proof = ProofStrengths(of: kind)
    let crosswalk = Crosswalk(
      id: "test--new", version: "1.0.0", title: Build.text("对照"), author: "测试", date: Build.day(1, 1),
      from: CrosswalkSide(family: "test", pins: []), to: CrosswalkSide(family: "test", pins: []), isTwoWay: false,
      complete: [], metFrom: 80, unmetBelow: 60, provenance: Build.provenance, sharedReason: nil,
      relations: [
        CrosswalkRelation(
          from: [RequirementID("a")], to: [RequirementID("b")], kind: kind, reason: "因为", proof: proof, proofBack: proof
        )
      ])
    let assessment = Build.assessment(["a": Build.answer(["approach": mark, "deployment": mark, "results": mark])])
    let migration = Migration(
      assessment, score: Scorer.score(assessment: assessment, rubric: old), to: new,
      crosswalk: CrosswalkReading(crosswalk, from: CrosswalkSubject(old), to: CrosswalkSubject(new)))
    let entry = try #require(migration.entries.first)
    #expect(entry.fate == .parked && entry.parkedBecause == .otherMeaning)
    #expect(entry.related.map(\.strength) == [strength])
    let standing: Migration.Standing = mark == 5 ? .met : mark == 1 ? .unmet : .between
    #expect(entry.related.map(\.standing) == [standing], "what the strength is about")
  }
}
