import AssessmentModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import InputFiles

/// The assessments of `Tests/Fixtures/assessments`. Each says in comments what `check` has to find:
/// `# 期望: error 4:7 code`, nothing where it is valid; `# 只有 check 能发现` where a JSON Schema cannot see the fault.
struct Fixture: CustomTestStringConvertible {
  let url: URL
  let expected: [String]
  let isForCheckOnly: Bool

  var testDescription: String { url.lastPathComponent }
  var isValid: Bool { !expected.contains { $0.hasPrefix("error") } }

  static let all: [Fixture] = {
    let folder = RepositoryFiles.fixture("assessments")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yml") }.sorted().map { name in
      let url = folder.appending(path: name)
      let lines = ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n")
      let mark = "# 期望: "
      return Fixture(
        url: url, expected: lines.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) },
        isForCheckOnly: lines.contains("# 只有 check 能发现"))
    }
  }()
}

@Suite struct FixtureTests {
  @Test func theFixturesAreThere() { #expect(Fixture.all.count >= 112) }

  @Test(arguments: Fixture.all)
  func checkFindsWhatTheFixtureSays(fixture: Fixture) {
    let load = AssessmentLoader.load(fixture.url.path, library: sharedLibrary)
    #expect(load.summary == fixture.expected)
    #expect((load.loaded != nil) == fixture.isValid)
  }

  @Test(arguments: Fixture.all)
  func everyFindingHasBothLanguagesAndAPlaceInTheFile(fixture: Fixture) throws {
    let load = AssessmentLoader.load(fixture.url.path, library: sharedLibrary)
    for diagnostic in load.report.diagnostics {
      let message = diagnostic.message
      let hasHan = message.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(hasHan && !message.english.isEmpty && message.chinese != message.english)
      let location = try #require(diagnostic.location)
      let line = try #require(load.report.sources[location.file]?[line: location.line])
      #expect((1...line.unicodeScalars.count + 1).contains(location.column))
    }
  }

  @Test func checkAndSchemaAgree() throws {
    let verdicts = try SchemaValidator.verdicts(schema: "assessment", files: Fixture.all.map(\.url))
    for fixture in Fixture.all {
      let verdict = try #require(verdicts[fixture.url.path])
      let expected = fixture.isValid || fixture.isForCheckOnly
      #expect(verdict.valid == expected, "\(fixture.url.lastPathComponent): \(verdict.errors)")
      #expect(!(fixture.isValid && fixture.isForCheckOnly), "\(fixture.url.lastPathComponent)")
    }
  }

  @Test func theWordingOfManyFindingsAtOnce() {
    let fixture = Fixture.all.first { $0.url.lastPathComponent == "several.yml" }!
    let report = AssessmentLoader.load(fixture.url.path, library: sharedLibrary).report
    let folder = fixture.url.deletingLastPathComponent().path + "/"
    let text = TextRenderer(language: .chinese).text(report).replacing(folder, with: "")
    #expect(Golden.compare(text, with: "several.zh.txt") == .equal)
    let english = TextRenderer(language: .english).text(report).replacing(folder, with: "")
    #expect(Golden.compare(english, with: "several.en.txt") == .equal)
  }
}

/// Runs the JSON Schema validator that stands for an editor.
enum SchemaValidator {
  struct Verdict: Decodable {
    let file: String
    let valid: Bool
    let errors: [String]
  }

  static func verdicts(schema: String, files: [URL]) throws -> [String: Verdict] {
    let script = RepositoryFiles.root.appending(path: "Scripts/validate-with-schema.py").path
    let schemaPath = RepositoryFiles.root.appending(path: "Schemas/\(schema).schema.json").path
    let run = try run([script, schemaPath] + files.map(\.path))
    #expect(run.status == 0, "\(run.errors)")
    let verdicts = try run.output.split(separator: "\n").map {
      try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
    }
    return Dictionary(uniqueKeysWithValues: verdicts.map { ($0.file, $0) })
  }

  /// Runs Debian's Python, which has the packages of Scripts/debian-packages.txt.
  static func run(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text, complaints)
  }
}
