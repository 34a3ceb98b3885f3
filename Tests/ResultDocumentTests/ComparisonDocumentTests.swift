import AssessmentModel
import Comparison
import Diagnostics
import Foundation
import IndicatorEvidence
import ResultDocument
import Scoring
import TestSupport
import Testing

/// The comparison as a tree: valid as XML, and true to the numbers it was made of.
@Suite struct ComparisonDocumentTests {
  /// Three years: complete, complete in other marks, and with an answer missing under other weights.
  private func series(_ results: [ResultDefinition]? = nil) throws -> AssessmentSeries {
    var old = Build.rubric([
      Build.domain("first", [Build.item("a"), Build.item("b")]), Build.domain("second", [Build.item("c")]),
    ])
    if let results { old.results = results }
    var new = old
    new.domains[0].groups[0].items[0].weight = 3
    new.domains.append(Build.domain("third", [Build.item("d")]))
    func answer(_ mark: Int, _ evidence: [String]) -> Answer {
      Build.answer(["approach": mark, "deployment": mark, "results": mark], evidence: evidence)
    }
    func card(_ year: Int, _ rubric: Rubric, _ answers: [String: Answer]) -> Scorecard {
      var assessment = Build.assessment(answers, evidence: [Build.evidence("E1")])
      assessment.date = Build.day(12, 20, year: year)
      assessment.findings = findings(year)
      return Scorecard(assessment: assessment, rubrics: [rubric], indicators: indicators(year, assessment.date))
    }
    return try AssessmentSeries(
      [
        card(2025, old, ["a": answer(3, []), "b": answer(4, ["E1"]), "c": .notApplicable(reason: "无此业务")]),
        card(2026, old, ["a": answer(5, ["E1"]), "b": answer(2, []), "c": answer(3, [])]),
        card(2027, new, ["a": answer(5, ["E1"]), "b": answer(2, []), "d": answer(3, [])]),
      ], crosswalk: { _, _ in nil })
  }

  /// No data in the first year, one formula in the second, both in the third; of the second only once a target.
  private func indicators(_ year: Int, _ date: CalendarDate) -> IndicatorEvidence? {
    guard year > 2025 else { return nil }
    let definition = IndicatorDefinition(
      id: IndicatorID("x"), title: Build.text("x"), unit: "%", direction: .higher, period: .month, minimumSample: 1,
      variants: ["a", "b"].map {
        IndicatorVariant(id: $0, title: Build.text($0), numerator: Build.text("甲"), denominator: Build.text("乙"))
      }, typical: [], note: nil, location: SourceLocation(file: "indicators.yml", line: 1, column: 1))
    let series = (year == 2026 ? ["a"] : ["a", "b"]).map { variant in
      IndicatorSeries(
        key: IndicatorSeries.Key(.indicator(definition.id, variant: variant)),
        points: (1...12).compactMap { month in
          IndicatorPeriod(year: year, month: month).map {
            IndicatorSeries.Point(period: $0, value: Rational(year - 1_950), sample: 100, line: month + 1)
          }
        })
    }
    var settings = IndicatorSettings()
    if year == 2027 { settings.targets[definition.id] = .bound(80) }
    return IndicatorEvidence(
      IndicatorData(series), intervals: nil,
      catalogue: IndicatorCatalogue(indicators: [definition], measures: []), settings: settings, date: date, rubrics: []
    )
  }

  @Test func indicatorsStandWithTheirChangeOrWhyThereIsNone() throws {
    let steps = ComparisonDocument(try series()).root.list("indicator-steps")
    #expect(steps.map { $0["comparable"] } == ["0", "1"])
    #expect(steps[0].list("changes").map { $0["obstacle"] } == ["only-now"])
    let changes = steps[1].list("changes")
    #expect(changes.map { $0["obstacle"] } == [nil, "other-variant"])
    #expect(changes[0]["verdict"] == "better" && changes[0]["change-display"] == "+1.0 个百分点")
    #expect(changes[0]["target-moved"] == "true")
    #expect(changes[0].part("now")?["level-display"] == "77.0%" && changes[0].part("now")?["met"] == "false")
  }

  /// One that is closed in the end, one that vanishes, one that is new in the second year.
  private func findings(_ year: Int) -> [Finding] {
    func finding(_ id: String, _ item: String, closed: CalendarDate? = nil) -> Finding {
      Finding(
        id: FindingID(id), rubric: RubricID("test"), item: ItemID(item), text: "问题", severity: .minor,
        owner: id == "F1" ? "某人" : nil, raised: Build.day(3, 1), due: id == "F1" ? Build.day(6, 30) : nil,
        status: closed == nil ? .open : .closed, closed: closed, action: id == "F1" ? "整改" : nil)
    }
    switch year {
    case 2025: return [finding("F1", "a"), finding("F2", "b")]
    case 2026: return [finding("F1", "a"), finding("F3", "b")]
    default: return [finding("F1", "a", closed: Build.day(1, 31, year: 2027))]
    }
  }

  @Test func findingsStandWithTheirCourseAndDays() throws {
    let root = ComparisonDocument(try series()).root
    let records = root.list("findings")
    #expect(records.map { $0["id"] } == ["F1", "F2", "F3"])
    #expect(records[0].list("states").map { $0["course"] } == ["still-open", "still-open", "closed"])
    #expect(records[0].list("states").map { $0["overdue-days"] } == ["173", "538", "580"])
    #expect(records[0]["overdue"] == "false" && records[0]["overdue-days"] == "580")
    #expect(records[1].list("states").map { $0["course"] } == ["still-open", "vanished", "vanished"])
    #expect(records[2].list("states").map { $0["course"] } == [nil, "new", "vanished"])
    #expect(records[1]["listed-in"] == "1" && records[1]["age-days"] == "294")
    let counts = try #require(root.part("finding-counts"))
    #expect(counts["all"] == "3" && counts["closed"] == "1" && counts["vanished"] == "2" && counts["open"] == "0")
    #expect(counts["overdue"] == "0", "what is closed is overdue no more")
  }

  @Test func isValidAgainstTheSchema() throws {
    let series = try series()
    let file = FileManager.default.temporaryDirectory.appending(path: "pingxing-comparison-\(UUID().uuidString).xml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(ResultDocument(series.scorecards[2], comparedIn: series).xml.utf8).write(to: file)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/xmllint")
    process.arguments = [
      "--noout", "--nonet", "--relaxng", RepositoryFiles.root.appending(path: "Schemas/result.rng").path, file.path,
    ]
    process.standardError = output
    try process.run()
    let messages = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(messages)")
  }

  @Test func periodsAreNamedByWhatTellsThemApart() throws {
    let series = try series()
    #expect(ComparisonDocument(series).root.list("periods").map { $0["name"] } == ["2025 年", "2026 年", "2027 年"])
    let twice = try AssessmentSeries([series.scorecards[0], series.scorecards[0]], crosswalk: { _, _ in nil })
    #expect(
      ComparisonDocument(twice).root.list("periods").map { $0["name"] } == ["2025-12-20 自评 1", "2025-12-20 自评 2"])
  }

  @Test func everyPeriodHasItsPlaceInTheSeries() throws {
    let rubric = try #require(ComparisonDocument(series()).root.list("rubrics").first)
    #expect(rubric.list("standings").count == 3 && rubric.list("steps").count == 2)
    let third = try #require(rubric.list("series").first { $0["id"] == "third" })
    #expect(third.list("points").map { $0["evidenced-display"] } == [nil, nil, "60.00"])
  }

  /// The third year has another version of the rubric that the others have.
  @Test func versionsOfOneEditionHaveNamesOfTheirOwn() throws {
    let old = try series()
    var newer = old.scorecards[2].rubrics[0].rubric
    newer.version = "1.1.0"
    let third = Scorecard(assessment: old.scorecards[2].assessment, rubrics: [newer])
    let series = try AssessmentSeries([old.scorecards[0], old.scorecards[1], third], crosswalk: { _, _ in nil })
    let rubric = try #require(ComparisonDocument(series).root.list("rubrics").first)
    #expect(rubric.list("standings").map { $0["edition-name"] } == ["test 1.0.0", "test 1.0.0", "test 1.1.0"])
    #expect(rubric["standards"] == "TEST 1.0.0 → TEST 1.1.0")
    let step = rubric.list("steps")[1]
    #expect(step["then-edition"] == "test" && step["now-edition-name"] == "test 1.1.0")
    #expect(step.part("recast")?.part("then-under-new")?["edition-name"] == "test 1.1.0")
  }

  @Test func sharesStandInOrderOfTheirSizeAndAddUp() throws {
    for step in try ComparisonDocument(series()).root.list("rubrics")[0].list("steps") {
      for cause in step.list("causes") {
        let shares = try #require(cause.part("evidenced")).list("item-shares")
        let sizes = shares.map { abs(Double($0["points"] ?? "") ?? .nan) }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 })
      }
      // A domain's credit is no share of the total's points.
      let domains = step.list("domains") + step.list("domain-groups")
      let differences = domains.flatMap { domain in
        [domain.part("change")?.part("evidenced")]
          + domain.list("causes").flatMap { cause in
            [cause.part("evidenced")] + (cause.part("evidenced")?.list("item-shares") ?? [])
          }
      }.compactMap(\.self)
      #expect(!differences.isEmpty && differences.allSatisfy { $0["signed"] != nil && $0["points"] == nil })
    }
  }

  /// One item of ten thousand moves the total by less than half a unit; no figure with a sign looks like nothing.
  @Test func noDifferenceLooksLikeNothing() throws {
    let results = [Build.result("no"), Build.result("yes", [.total(credit: 50)])]
    var rubric = Build.rubric([
      Build.domain("large", weight: 9_999_999, [Build.item("a"), Build.item("b")]),
      Build.domain("small", weight: 1, [Build.item("c"), Build.item("d", weight: 40)]),
    ])
    rubric.results = results
    func card(_ year: Int, _ mark: Int) -> Scorecard {
      let marks = ["approach": 3, "deployment": 3, "results": 3]
      var answers = ["a", "b", "d"].reduce(into: [:]) { $0[$1] = Build.answer(marks) }
      answers["c"] = Build.answer(["approach": mark, "deployment": 3, "results": 3])
      var assessment = Build.assessment(answers)
      assessment.date = Build.day(12, 20, year: year)
      return Scorecard(assessment: assessment, rubrics: [rubric])
    }
    for marks in [(2, 3), (3, 2)] {
      let series = try AssessmentSeries([card(2025, marks.0), card(2026, marks.1)], crosswalk: { _, _ in nil })
      let root = ComparisonDocument(series).root
      let change = try #require(root.list("rubrics")[0].list("steps")[0].part("change")?.part("claimed"))
      #expect(change["points-signed"]?.contains(/^[+−]0\.0+[1-9]$/) == true, "\(change["points-signed"] ?? "")")
      root.walk { step in
        guard case .value(let name, let value) = step else { return }
        #expect(!value.contains(/^[+−-]0(\.0*)?$/), "\(name): \(value)")
      }
    }
  }

  /// What a gate asks for in shares of the items changes by percentage points; what it asks for in credits does not.
  @Test func causesOfGatesStandInTheUnitOfTheGate() throws {
    let results = [
      Build.result("no"),
      Build.result("yes", [.itemShare(share: Rational(1, 2), credit: 100), .everyItem(credit: 20)]),
    ]
    let gates = try ComparisonDocument(series(results)).root.list("rubrics")[0].list("steps")[0].list("gates")
    let signed = gates.map { gate in
      gate.list("causes").compactMap { $0.part("evidenced")?["signed"] }.filter { !$0.hasPrefix("0") }
    }
    #expect(signed[0].allSatisfy { $0.hasSuffix(" 个百分点") } && !signed[0].isEmpty, "\(signed)")
    #expect(signed[1].allSatisfy { !$0.contains("百分点") && !$0.contains("%") } && !signed[1].isEmpty, "\(signed)")
    let english = gates[0].list("causes").compactMap { $0.part("evidenced")?["signed-en"] }
    #expect(english.contains { $0.hasSuffix(" points") }, "\(english)")
  }

  /// The third year lacks an answer on which its result depends.
  @Test func ofAnIncompleteAssessmentOnlyWhatIsCertainIsSaid() throws {
    let results = [Build.result("no"), Build.result("yes", [.total(credit: 50)])]
    let steps = try ComparisonDocument(series(results)).root.list("rubrics")[0].list("steps")
    let settled = try #require(steps[0].part("result-change")?.part("evidenced"))
    #expect(settled["changed"] != nil && !settled.list("causes").isEmpty)
    guard let open = steps[1].part("result-change")?.part("evidenced") else { return }
    #expect(open.list("causes").isEmpty)
    let sentence = try #require(open["sentence"])
    #expect(!sentence.contains("若没有") && !sentence.contains("仍为"), "\(sentence)")
    #expect(open["changed"] == nil || sentence.contains("不论未评的怎样"), "\(sentence)")
  }

  @Test func everyFigureSaysHowFarItIsComparableWithTheOneBefore() throws {
    let rubric = try #require(ComparisonDocument(series()).root.list("rubrics").first)
    let steps = rubric.list("steps")
    #expect(rubric.list("standings").map { $0["comparability"] } == [nil] + steps.map { $0["comparability"] })
    let second = try #require(rubric.list("series").first { $0["id"] == "first" })
    #expect(second.list("points")[1]["comparability"] == "full")
  }

  @Test func answersThatAreBorrowedFromTheOtherSideAreCounted() throws {
    let step = try ComparisonDocument(series()).root.list("rubrics")[0].list("steps")[1]
    if step["comparability"] == "not-comparable" {
      #expect(step.part("recast") == nil)
    } else {
      #expect(step.part("recast")?.part("then-under-new")?["borrowed"] == "1", "only the new edition asks d")
    }
  }

  @Test func aStateNamesItsItem() throws {
    let states = ComparisonDocument(try series()).root.list("findings")[0].list("states")
    #expect(states.map { $0["item"] } == ["a", "a", "a"])
    #expect(states[1]["effect-then-marks"] == states[0]["marks"] && states[1]["effect-now-marks"] == states[1]["marks"])
  }

  @Test func onlyIncompleteAssessmentsHaveTheSixthCause() throws {
    let steps = try ComparisonDocument(series()).root.list("rubrics")[0].list("steps")
    #expect(steps.map { $0["provisional"] } == ["false", "true"])
    #expect(steps.map { $0.list("causes").count } == [5, 6])
  }
}
