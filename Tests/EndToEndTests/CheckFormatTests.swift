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

  @Test func jsonTellsHowFarTheAnswersGo() async throws {
    let folder = try TemporaryFolder()
    let answers = """
      positioning.vision: {approach: 3, deployment: 3, results: 3}
      positioning.mission: {approach: 3}
      customer.marketing: {not-applicable: 本中心不承担营销职能}
      """
    try folder.write(SampleAssessment.assessment(answers: answers), to: "centre.yml")
    let run = try await Pingxing.run("check", "centre.yml", "--format", "json", in: folder.url)
    let report = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    let rubric = try #require((report["completeness"] as? [Object])?.first)
    #expect(rubric["rubric"] as? String == "cccs-op-2008")
    #expect(rubric["complete"] as? Bool == false)
    let names = ["items", "answered", "partial", "not-applicable", "open"]
    #expect(names.map { rubric[$0] as? Int } == [68, 1, 1, 1, 65])
    let domains = try #require(rubric["domains"] as? [Object])
    #expect(domains.count == 7)
    #expect(names.map { domains[0][$0] as? Int } == [9, 1, 1, 0, 7])
    #expect(names.map { domains[1][$0] as? Int } == [9, 0, 0, 1, 8])
  }

  /// What SARIF 2.1.0 (OASIS, §3) requires of the parts that are written.
  @Test func sarifIsSoundWhateverIsWrong() async throws {
    let folder = try TemporaryFolder()
    let evidence = "E01: {title: 甲, location: 乙, file: evidence/none.txt}"
    let answers = "positioning.vision: {approach: 9, note: 甲\u{202E}\u{200B}}\npositioning.vision: {approach: 3}"
    try folder.write(SampleAssessment.assessment(answers: answers, evidence: evidence), to: "centre.yml")
    let run = try await Pingxing.run("check", folder["centre.yml"].path, "--format", "sarif")
    let log = try #require(try JSONSerialization.jsonObject(with: run.outputBytes) as? Object)
    #expect(log["version"] as? String == "2.1.0")
    let first = try #require((log["runs"] as? [Object])?.first)
    let driver = try #require((first["tool"] as? Object)?["driver"] as? Object)
    #expect(driver["name"] as? String == "pingxing")
    let rules = try #require(driver["rules"] as? [Object]).compactMap { $0["id"] as? String }
    #expect(Set(rules).count == rules.count)
    let results = try #require(first["results"] as? [Object])
    #expect(results.count >= 5)
    for result in results {
      let rule = try #require(result["ruleId"] as? String)
      #expect(rules[try #require(result["ruleIndex"] as? Int)] == rule)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect((result["message"] as? Object)?["text"] is String)
      let places = (result["locations"] as? [Object] ?? []) + (result["relatedLocations"] as? [Object] ?? [])
      #expect(!places.isEmpty)
      for place in places {
        let physical = try #require(place["physicalLocation"] as? Object)
        let uri = try #require((physical["artifactLocation"] as? Object)?["uri"] as? String)
        #expect(uri.hasPrefix("file:///") && URL(string: uri) != nil)
        let region = try #require(physical["region"] as? Object)
        let (start, end) = (region["startColumn"] as? Int ?? 0, region["endColumn"] as? Int ?? 0)
        #expect((region["startLine"] as? Int ?? 0) >= 1 && start >= 1 && end > start)
      }
    }
  }

  /// More findings than anybody reads are counted, and the counts are true.
  @Test(arguments: ["text", "json"])
  func manyFindingsAreCounted(format: String) async throws {
    let folder = try TemporaryFolder()
    let answers = (1...3_000).map { "unknown.item\($0): {approach: 3}" }.joined(separator: "\n")
    try folder.write(SampleAssessment.assessment(answers: answers), to: "centre.yml")
    let run = try await Pingxing.run("check", "centre.yml", "--format", format, in: folder.url)
    #expect(run.status == 1)
    #expect(run.output.contains("另有 2000 个问题没有列出"))
    #expect(run.output.contains(format == "text" ? "\n3000 个错误\n" : "\"errors\": 3000"))
    #expect(run.output.matches(of: /unknown-item/).count == 1_000)
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
