// A broken test may stop at once.
// swift-format-ignore-file: NeverForceUnwrap

import AssessmentModel
import Comparison
import Scoring
import TestSupport
import Testing

/// Findings keep their id from one assessment to the next, and nothing that becomes of them goes unsaid.
@Suite struct FindingHistoryTests {
  private static let rubric = Build.rubric([Build.domain("d", ["a", "b", "c"].map { Build.item($0) })])

  private static func finding(
    _ id: String, _ item: String = "a", raised: CalendarDate = Build.day(12, 1, year: 2023),
    due: CalendarDate? = nil, closed: CalendarDate? = nil
  ) -> Finding {
    Finding(
      id: FindingID(id), rubric: RubricID("test"), item: ItemID(item), text: "问题", severity: .minor, owner: "某人",
      raised: raised, due: due, status: closed == nil ? .open : .closed, closed: closed, action: nil)
  }

  private static func card(
    _ year: Int, _ findings: [Finding], marks: [String: Int] = [:], rubric: Rubric = rubric,
    role: Assessor.Role = .selfAssessment
  ) -> Scorecard {
    var answers: [String: Answer] = [:]
    for item in rubric.items.map(\.id.rawValue) {
      let mark = marks[item] ?? 3
      answers[item] = Build.answer(["approach": mark, "deployment": mark, "results": mark])
    }
    var assessment = Build.assessment(answers)
    assessment.date = Build.day(12, 20, year: year)
    assessment.assessor.role = role
    assessment.findings = findings
    assessment.answers[rubric.id] = assessment.answers[RubricID("test")]
    return Scorecard(assessment: assessment, rubrics: [rubric])
  }

  private func history(_ cards: Scorecard...) throws -> FindingHistory {
    try AssessmentSeries(cards, crosswalk: { _, _ in nil }).findings
  }

  private func courses(_ record: FindingRecord) -> [FindingCourse?] { record.states.map(\.course) }

  /// An assessment by another standard has no item on which a finding could stand.
  @Test func aYearOfAnotherRubricMissesNothing() throws {
    var other = Build.rubric([Build.domain("e", [Build.item("x")])])
    other.id = RubricID("other")
    let years = [2021, 2022].map { Self.card($0, [Self.finding("F1", raised: Build.day(1, 1, year: 2021))]) }
    let gap = Self.card(2023, [], rubric: other)
    let back = try history(years[0], years[1], gap, Self.card(2024, [years[1].assessment.findings[0]]))
    #expect(courses(back.records[0]) == [.stillOpen, .stillOpen, nil, .stillOpen] && back.conflicts.isEmpty)
    let missed = try history(years[0], years[1], gap, Self.card(2024, []))
    #expect(courses(missed.records[0]) == [.stillOpen, .stillOpen, nil, .vanished])
    #expect(missed.conflicts.map(\.nowPeriod) == [3], "the assessment that could have listed it is named")
  }

  @Test func aFindingIsFollowedThroughThreeYears() throws {
    let closed = Build.day(11, 30, year: 2024)
    let found = try history(
      Self.card(2023, [Self.finding("F1"), Self.finding("F2", "b")]),
      Self.card(2024, [Self.finding("F1"), Self.finding("F2", "b", closed: closed)]),
      Self.card(2025, [Self.finding("F1", closed: Build.day(5, 1)), Self.finding("F2", "b")]))
    #expect(found.records.map(\.id.rawValue) == ["F1", "F2"])
    #expect(courses(found.records[0]) == [.stillOpen, .stillOpen, .closed])
    #expect(courses(found.records[1]) == [.stillOpen, .closed, .reopened])
    #expect(found.conflicts.isEmpty)
  }

  @Test func whatVanishesWithoutBeingClosedIsSaidOnceAndShownEveryYear() throws {
    let found = try history(
      Self.card(2023, [Self.finding("F1"), Self.finding("F2", closed: Build.day(12, 2, year: 2023))]),
      Self.card(2024, []), Self.card(2025, []))
    #expect(courses(found.records[0]) == [.stillOpen, .vanished, .vanished])
    #expect(courses(found.records[1]) == [.closed, nil, nil])
    #expect(found.conflicts.map(\.kind) == [.vanished])
    let back = try history(
      Self.card(2023, [Self.finding("F1")]), Self.card(2024, []), Self.card(2025, [Self.finding("F1")]))
    #expect(courses(back.records[0]) == [.stillOpen, .vanished, .stillOpen])
  }

  /// The marks by which success is judged are those of one item, that of the assessment before.
  @Test func whatWasDoneIsJudgedByTheItemNamedBefore() throws {
    let found = try history(
      Self.card(2024, [Self.finding("F1", "a")], marks: ["a": 3, "b": 5]),
      Self.card(2025, [Self.finding("F1", "a")], marks: ["a": 2, "b": 5]))
    let state = found.records[0].states[1]
    #expect(state.effect == .worse && state.judged?.names.old == ItemID("a"))
    #expect(state.judged?.now?.score == state.score?.score)
  }

  @Test func aFindingOnAnItemWhoseFindingWasClosedRecurs() throws {
    let closed = Build.day(11, 30, year: 2024)
    let raised = Build.day(6, 1)
    let found = try history(
      Self.card(2024, [Self.finding("F1", "a", closed: closed)]),
      Self.card(2025, [Self.finding("F2", "a", raised: raised), Self.finding("F3", "b", raised: raised)]))
    #expect(courses(found.records[1]) == [nil, .recurring])
    #expect(found.records[1].repeats == FindingID("F1"))
    #expect(courses(found.records[2]) == [nil, .new])
    let open = try history(
      Self.card(2024, [Self.finding("F1", "a")]),
      Self.card(2025, [Self.finding("F1", "a"), Self.finding("F2", "a", raised: raised)]))
    #expect(courses(open.records[1]) == [nil, .new], "the first was never closed")
  }

  @Test func oneIdOverTwoItemsIsTwoFindings() throws {
    let found = try history(
      Self.card(2023, [Self.finding("F1", "a")]), Self.card(2024, [Self.finding("F1", "b")]),
      Self.card(2025, [Self.finding("F1", "a")]))
    #expect(found.records.map(courses) == [[.stillOpen, .vanished, .stillOpen], [nil, .new, .vanished]])
    #expect(found.conflicts.map(\.kind) == [.otherItem, .vanished, .vanished])
  }

  /// Two organisations number their findings as they like; one that got another name goes on with its own.
  @Test func findingsOfTwoOrganisationsAreNotFollowedAsOne() throws {
    func card(_ year: Int, _ organisation: String, _ findings: [Finding]) -> Scorecard {
      var card = Self.card(year, findings)
      card.assessment.organisation.name = organisation
      return card
    }
    let closed = Build.day(6, 1)
    let cards = [
      card(2023, "甲", [Self.finding("F1"), Self.finding("F2", "b")]), card(2024, "乙", [Self.finding("F1")]),
      card(2025, "甲", [Self.finding("F1", closed: closed)]),
    ]
    let apart = try AssessmentSeries(cards, organisations: .several, crosswalk: { _, _ in nil }).findings
    #expect(apart.records.map(\.organisation) == ["甲", "甲", "乙"])
    let found: [[FindingCourse?]] = [
      [.stillOpen, nil, .closed], [.stillOpen, nil, .vanished], [nil, .stillOpen, nil],
    ]
    #expect(apart.records.map(courses) == found)
    #expect(apart.records.allSatisfy { $0.repeats == nil && $0.states.allSatisfy { $0.effect == nil } })
    #expect(apart.conflicts.map(\.kind) == [.vanished] && apart.conflicts[0].thenPeriod == 0)
    let one = try AssessmentSeries(cards, organisations: .renamed, crosswalk: { _, _ in nil })
    #expect(one.findings.records.map(\.organisation) == ["甲", "甲"])
    #expect(courses(one.findings.records[0]) == [.stillOpen, .stillOpen, .closed])
    #expect(one.steps.allSatisfy { !$0.isForced })
    #expect(throws: AssessmentComparison.Refusal.self) { try AssessmentSeries(cards, crosswalk: { _, _ in nil }) }
  }

  @Test func anotherDayOfRaisingIsSaid() throws {
    let found = try history(
      Self.card(2024, [Self.finding("F1")]),
      Self.card(2025, [Self.finding("F1", raised: Build.day(12, 2, year: 2023))]))
    #expect(found.conflicts.map(\.kind) == [.otherDay])
    #expect(found.records.count == 1)
  }

  @Test func aClosingBeforeItWasLastOpenIsSaid() throws {
    func conflicts(_ closed: CalendarDate) throws -> [FindingConflict.Kind] {
      try history(Self.card(2024, [Self.finding("F1")]), Self.card(2025, [Self.finding("F1", closed: closed)]))
        .conflicts.map(\.kind)
    }
    #expect(try conflicts(Build.day(12, 19, year: 2024)) == [.closedBefore])
    #expect(try conflicts(Build.day(12, 20, year: 2024)).isEmpty, "the assessment of that day may have come first")
    #expect(try conflicts(Build.day(1, 1)).isEmpty)
  }

  /// What changes quietly between two lists is said: the day of closing, the text of what is open again, a late arrival.
  @Test func quietChangesAreSaid() throws {
    let before = Build.day(5, 1, year: 2024)
    var reopened = Self.finding("F2", "b")
    reopened.text = "另一个问题"
    let found = try history(
      Self.card(2024, [Self.finding("F1", closed: before), Self.finding("F2", "b", closed: before)]),
      Self.card(
        2025, [Self.finding("F1", closed: Build.day(6, 1, year: 2024)), reopened, Self.finding("F3", "c")]))
    #expect(found.conflicts.map(\.kind) == [.otherClosing, .otherText, .raisedBefore])
    let same = try history(
      Self.card(2024, [Self.finding("F1", closed: before), Self.finding("F2", "b", closed: before)]),
      Self.card(2025, [Self.finding("F1", closed: before), Self.finding("F2", "b")]))
    #expect(same.conflicts.isEmpty)
  }

  @Test func daysAreCountedToTheAssessmentOrTheClosing() {
    let finding = Self.finding("F1", raised: Build.day(2, 28, year: 2024), due: Build.day(3, 1, year: 2024))
    #expect(finding.age(on: Build.day(3, 1, year: 2024)) == 2)
    #expect(finding.daysOverdue(on: Build.day(3, 1, year: 2024)) == 0)
    #expect(finding.daysOverdue(on: Build.day(3, 2, year: 2024)) == 1)
    let closed = Self.finding("F1", raised: Build.day(1, 1), due: Build.day(1, 2), closed: Build.day(1, 31))
    #expect(closed.age(on: Build.day(12, 20)) == 30)
    #expect(closed.daysOverdue(on: Build.day(12, 20)) == 29 && !closed.isOverdue(on: Build.day(12, 20)))
    #expect(finding.isOverdue(on: Build.day(3, 2, year: 2024)))
  }

  @Test(arguments: [
    (3, 4, Assessor.Role.selfAssessment, ActionEffect.claimedOnly), (2, 3, .selfAssessment, .worked),
    (3, 3, .selfAssessment, .unchanged), (3, 2, .selfAssessment, .worse), (2, 3, .auditor, .otherAssessor),
  ])
  func theEffectIsReadOffTheMarks(then: Int, now: Int, role: Assessor.Role, effect: ActionEffect) throws {
    let found = try history(
      Self.card(2024, [Self.finding("F1")], marks: ["a": then]),
      Self.card(2025, [Self.finding("F1")], marks: ["a": now], role: role))
    #expect(found.records[0].states.map(\.effect) == [nil, effect])
  }

  @Test func actionsOfAnswersAreMatchedWithTheMarks() throws {
    var then = Build.assessment([
      "a": Build.answer(["approach": 2, "deployment": 2, "results": 2], action: "补记录"),
      "b": Build.answer(["approach": 2, "deployment": 2, "results": 2]),
      "c": Build.answer(["approach": 2], action: "补评"),
    ])
    then.date = Build.day(12, 20, year: 2024)
    let now = Build.assessment([
      "a": Build.answer(["approach": 3, "deployment": 3, "results": 3]),
      "c": Build.answer(["approach": 3, "deployment": 3, "results": 3]),
    ])
    let comparison = try AssessmentComparison(
      then: Scorecard(assessment: then, rubrics: [Self.rubric]),
      now: Scorecard(assessment: now, rubrics: [Self.rubric]),
      crosswalk: { _, _ in nil })
    let actions = comparison.rubrics[0].actions
    #expect(actions.map(\.action) == ["补记录", "补评"])
    #expect(actions.map(\.item.effect) == [.worked, .incomparable])
  }

  /// Any lists of findings: every one that is listed stands in exactly one record, and each course says what its two
  /// ends are.
  @Test func nothingIsLostInRandomSeries() throws {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<400 {
      let cards = (2022...2025).map { year -> Scorecard in
        let ids = ["F1", "F2", "F3", "F4"].filter { _ in random.happens(60) }.shuffled(using: &random)
        return Self.card(
          year,
          ids.map { id in
            Self.finding(
              id, ["a", "b"].randomElement(using: &random)!, raised: Build.day(1, 1, year: 2022),
              closed: random.happens(40) ? Build.day(6, 1, year: year) : nil)
          })
      }
      let series = try AssessmentSeries(cards, crosswalk: { _, _ in nil })
      for (period, card) in cards.enumerated() {
        let listed = series.findings.records.compactMap { $0.states[period].listed }
        #expect(listed.map(\.id).sorted() == card.assessment.findings.map(\.id).sorted())
      }
      for record in series.findings.records { check(record) }
      let vanished = series.findings.records.flatMap { record in
        record.states.indices.filter {
          $0 > 0 && record.states[$0].course == .vanished && record.states[$0 - 1].course != .vanished
        }
      }
      #expect(series.findings.conflicts.count { $0.kind == .vanished } == vanished.count)
    }
  }

  private func check(_ record: FindingRecord) {
    var last: Finding?
    for state in record.states {
      switch (last?.isOpen, state.listed?.isOpen) {
      case (nil, nil): #expect(state.course == nil)
      case (nil, true?): #expect([.new, .recurring, .stillOpen].contains(state.course))
      case (nil, false?): #expect(state.course == .closed)
      case (true?, nil): #expect(state.course == .vanished)
      case (false?, nil): #expect(state.course == nil)
      case (true?, true?): #expect(state.course == .stillOpen)
      case (true?, false?): #expect(state.course == .closed)
      case (false?, true?): #expect(state.course == .reopened)
      case (false?, false?): #expect(state.course == .staysClosed)
      }
      last = state.listed ?? last
    }
  }
}
