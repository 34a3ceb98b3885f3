import Foundation
import TestSupport
import Testing

@testable import InputFiles

@Suite struct SchemaTests {
  @Test func theSchemasAreThoseOfTheRubrics() throws {
    let script = RepositoryFiles.root.appending(path: "Scripts/generate-schemas.py").path
    let run = try SchemaValidator.run([script, "--check"])
    #expect(run.status == 0, "run Scripts/generate-schemas.py: \(run.errors)")
  }

  @Test func theDisplayWidthTableIsThatOfTheCharacterDatabase() throws {
    let script = RepositoryFiles.root.appending(path: "Scripts/generate-display-width.py").path
    let run = try SchemaValidator.run([script, "--check"])
    #expect(run.status == 0, "run Scripts/generate-display-width.py: \(run.errors)")
  }

  /// The schema that a file's first line names is the one it satisfies.
  @Test func everyRubricFileSatisfiesTheSchemaItNames() throws {
    let folder = RepositoryFiles.root.appending(path: "Rubrics")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "yml" }
    #expect(files.count > 25)
    var bySchema: [String: [URL]] = [:]
    for file in files {
      let first = try String(contentsOf: file, encoding: .utf8).prefix { $0 != "\n" }
      let name = try #require(first.split(separator: "/").last?.split(separator: ".").first)
      bySchema[String(name), default: []].append(file)
      let path = first.split(separator: "=").last.map(String.init) ?? ""
      let schema = file.deletingLastPathComponent().appending(path: path)
      #expect(FileManager.default.fileExists(atPath: schema.standardizedFileURL.path), "\(file.path)")
    }
    #expect(bySchema.count == 9)
    for (schema, files) in bySchema {
      for verdict in try SchemaValidator.verdicts(schema: schema, files: files).values {
        #expect(verdict.valid, "\(verdict.file): \(verdict.errors)")
      }
    }
  }

  @Test func theScaffoldSatisfiesItsSchema() throws {
    try TemporaryFolder.use { folder in
      let file = folder.appending(path: "centre.yml")
      try ScaffoldTests.scaffold().write(to: file, atomically: true, encoding: .utf8)
      let verdicts = try SchemaValidator.verdicts(schema: "assessment", files: [file])
      #expect(verdicts.values.map(\.valid) == [true])
    }
  }
}
