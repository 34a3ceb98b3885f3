import Foundation
import Testing

/// What `check` writes for programs.
@Suite struct CheckFormatTests {
  typealias Object = [String: Any]

  private static let marked = MarkedText(
    SampleAssessment.assessment(answers: "positioning.vision: {approach: ▶0}\n▶positioning.visoin: {approach: 3}"))

  private func check(_ format: String) async throws -> Object {
    let folder = try TemporaryFolder()
    try folder.write(Self.marked.text, to: "一个 中心.yml")
    let run = try await Pingxing.run("check", "一个 中心.yml", "--format", format, in: folder.url)
    #expect(run.status == 1)
    #expect(run.messages.isEmpty)
    return try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
  }

  private func place(_ line: Any?, _ column: Any?) -> String { "\(line as? Int ?? 0):\(column as? Int ?? 0)" }

  @Test func jsonHasPlacesCodesAndBothLanguages() async throws {
    let report = try await check("json")
    #expect(report["errors"] as? Int == 2)
    #expect(report["warnings"] as? Int == 0)
    let diagnostics = try #require(report["diagnostics"] as? [Object])
    #expect(diagnostics.map { $0["code"] as? String } == ["wrong-mark", "unknown-item"])
    for (diagnostic, expected) in zip(diagnostics, Self.marked.places) {
      #expect(diagnostic["severity"] as? String == "error")
      let location = try #require(diagnostic["location"] as? Object)
      #expect(location["file"] as? String == "一个 中心.yml")
      #expect(place(location["line"], location["column"]) == expected)
      let message = try #require(diagnostic["message"] as? [String: String])
      #expect(message["zh"]?.contains(/\p{Han}/) == true)
      #expect(message["en"]?.contains(/\p{Han}/) == false)
    }
  }

  @Test func sarifHasPlacesAndRules() async throws {
    let log = try await check("sarif")
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [Object])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
    let rules = (driver["rules"] as? [Object] ?? []).compactMap { $0["id"] as? String }
    let results = try #require(run["results"] as? [Object])
    #expect(results.count == 2)
    for (result, expected) in zip(results, Self.marked.places) {
      #expect(rules.contains(result["ruleId"] as? String ?? ""))
      let physical = try #require((result["locations"] as? [Object])?.first?["physicalLocation"] as? Object)
      #expect(
        (physical["artifactLocation"] as? Object)?["uri"] as? String
          == "%E4%B8%80%E4%B8%AA%20%E4%B8%AD%E5%BF%83.yml")
      let region = try #require(physical["region"] as? Object)
      #expect(place(region["startLine"], region["startColumn"]) == expected)
    }
  }

  @Test(arguments: ["json", "sarif"])
  func aMissingFileIsReportedInTheFormToo(format: String) async throws {
    let run = try await Pingxing.run("check", "nothing.yml", "--format", format)
    #expect(run.status == 66)
    #expect(try JSONSerialization.jsonObject(with: run.outputBytes) is Object)
    #expect(run.output.contains("file-missing"))
  }

  @Test(arguments: ExampleReport.names)
  func anExampleHasNoErrors(name: String) async throws {
    let run = try await Pingxing.run("check", ExampleReport.assessment(name).path, "--format", "json")
    #expect(run.status == 0)
    let report = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    #expect(report["errors"] as? Int == 0)
  }
}
