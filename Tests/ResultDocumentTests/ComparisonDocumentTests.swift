import AssessmentModel
import Comparison
import Foundation
import ResultDocument
import Scoring
import TestSupport
import Testing

/// The comparison as a tree: valid as XML, and true to the numbers it was made of.
@Suite struct ComparisonDocumentTests {
  /// Three years: complete, complete in other marks, and with an answer missing under other weights.
  private func series() throws -> AssessmentSeries {
    let old = Build.rubric([
      Build.domain("first", [Build.item("a"), Build.item("b")]), Build.domain("second", [Build.item("c")]),
    ])
    var new = old
    new.domains[0].groups[0].items[0].weight = 3
    new.domains.append(Build.domain("third", [Build.item("d")]))
    func answer(_ mark: Int, _ evidence: [String]) -> Answer {
      Build.answer(["approach": mark, "deployment": mark, "results": mark], evidence: evidence)
    }
    func card(_ year: Int, _ rubric: Rubric, _ answers: [String: Answer]) -> Scorecard {
      var assessment = Build.assessment(answers, evidence: [Build.evidence("E1")])
      assessment.date = Build.day(12, 20, year: year)
      return Scorecard(assessment: assessment, rubrics: [rubric])
    }
    return try AssessmentSeries(
      [
        card(2025, old, ["a": answer(3, []), "b": answer(4, ["E1"]), "c": .notApplicable(reason: "无此业务")]),
        card(2026, old, ["a": answer(5, ["E1"]), "b": answer(2, []), "c": answer(3, [])]),
        card(2027, new, ["a": answer(5, ["E1"]), "b": answer(2, []), "d": answer(3, [])]),
      ], crosswalk: { _, _ in nil })
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

  @Test func sharesStandInOrderOfTheirSizeAndAddUp() throws {
    for step in try ComparisonDocument(series()).root.list("rubrics")[0].list("steps") {
      for cause in step.list("causes") {
        let shares = try #require(cause.part("evidenced")).list("item-shares")
        let sizes = shares.map { abs(Double($0["points"] ?? "") ?? .nan) }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 })
      }
    }
  }

  @Test func onlyIncompleteAssessmentsHaveTheSixthCause() throws {
    let steps = try ComparisonDocument(series()).root.list("rubrics")[0].list("steps")
    #expect(steps.map { $0["provisional"] } == ["false", "true"])
    #expect(steps.map { $0.list("causes").count } == [5, 6])
  }
}
