import Foundation
import Testing

/// The same input gives the same bytes, wherever and whenever it is run.
@Suite struct ReproducibilityTests {
  /// Places and settings that must not show.
  struct Surroundings: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let environment: [String: String]
  }

  static let surroundings = [
    Surroundings(testDescription: "again", environment: [:]),
    Surroundings(
      testDescription: "an English locale, east of Greenwich",
      environment: ["LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "TZ": "Pacific/Kiritimati"]),
    Surroundings(
      testDescription: "a Turkish locale, west of Greenwich",
      environment: ["LANG": "tr_TR.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "TZ": "Pacific/Honolulu", "COLUMNS": "40"]),
    Surroundings(
      testDescription: "no locale, other hash seeds",
      environment: ["LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1", "TERM": "dumb"]),
  ]

  @Test(arguments: surroundings)
  func aReportDependsOnNothingAround(surroundings: Surroundings) async throws {
    let expected = try await Self.sample.value
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "elsewhere/centre.yml")
    let run = try await Pingxing.run(
      "report", "elsewhere/centre.yml", "-o", "out.pdf", in: folder.url, environment: surroundings.environment)
    #expect(run.status == 0, "\(run.messages)")
    #expect(try folder.data("out.pdf") == expected)
  }

  @Test func anExampleGivesTheSameReportFromItsOwnFolder() async throws {
    let name = try #require(ExampleReport.names.first)
    let expected = try await ExampleReport.of(name)
    let folder = try TemporaryFolder()
    let run = try await Pingxing.run(
      "report", "centre.yml", "-o", folder["out.pdf"].path,
      in: ExampleReport.assessment(name).deletingLastPathComponent(),
      environment: ["LC_ALL": "en_US.UTF-8", "TZ": "America/New_York"])
    #expect(run.status == 0, "\(run.messages)")
    #expect(try folder.data("out.pdf") == Data(contentsOf: expected.file))
  }

  @Test(arguments: ["table", "json", "xml"])
  func scoresDependOnNothingAround(format: String) async throws {
    let name = try #require(ExampleReport.names.first)
    let first = try await Pingxing.run("score", ExampleReport.assessment(name).path, "--format", format)
    let second = try await Pingxing.run(
      "score", "centre.yml", "--format", format, "--lang", "zh",
      in: ExampleReport.assessment(name).deletingLastPathComponent(),
      environment: ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"])
    #expect(first.status == 0)
    #expect(!first.output.isEmpty)
    #expect(second.outputBytes == first.outputBytes)
  }

  @Test func theDateOfTheSourceIsHonoured() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    // 2001-09-09T01:46:40Z
    let run = try await Pingxing.run(
      "report", "centre.yml", "-o", "out.pdf", in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": "1000000000", "TZ": "America/New_York"])
    #expect(run.status == 0, "\(run.messages)")
    let facts = try await Pingxing.tool("pdfinfo", "-isodates", folder["out.pdf"].path).output
    #expect(facts.contains(/CreationDate: +2001-09-09T00:00:00/))
  }

  @Test(arguments: ["yesterday", "-1", "1e9", "99999999999999999999", "999999999999"])
  func aDateOfTheSourceThatIsNoneIsRefused(date: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let run = try await Pingxing.run(
      "report", "centre.yml", "-o", "out.pdf", in: folder.url, environment: ["SOURCE_DATE_EPOCH": date])
    #expect(run.status == 64)
    #expect(run.messages.contains("SOURCE_DATE_EPOCH"))
    #expect(try folder.names() == ["centre.yml"])
  }

  /// The report of the sample, made once.
  private static let sample = Task {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    _ = try await Pingxing.run("report", "centre.yml", "-o", "out.pdf", in: folder.url)
    return try folder.data("out.pdf")
  }
}
