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
    let folder = RepositoryFiles.root.appending(path: "Rubrics").resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "yml" }
    #expect(files.count > 35)
    var bySchema: [String: [URL]] = [:]
    for file in files {
      let first = try String(contentsOf: file, encoding: .utf8).prefix { $0 != "\n" }
      let name = try #require(first.split(separator: "/").last?.split(separator: ".").first)
      bySchema[String(name), default: []].append(file)
      let path = first.split(separator: "=").last.map(String.init) ?? ""
      let schema = file.deletingLastPathComponent().appending(path: path)
      #expect(FileManager.default.fileExists(atPath: schema.standardizedFileURL.path), "\(file.path)")
    }
    #expect(bySchema.count == 12)
    for (schema, files) in bySchema {
      for verdict in try SchemaValidator.verdicts(schema: schema, files: files).values {
        #expect(verdict.valid, "\(verdict.file): \(verdict.errors)")
      }
    }
  }

  /// An editor refuses the wordings that `rubric check` refuses.
  @Test func theItemSchemaRefusesIncompleteWordings() throws {
    let faults = RubricValidatorTests.faults.filter { fault in
      fault.file == RubricValidatorTests.items && ["in-place", "lacking", "lacks"].contains { fault.by.contains($0) }
        && !fault.expected.contains { $0.contains("empty-field") }
    }
    #expect(faults.count == 7)
    try TemporaryFolder.use { folder in
      let files = try faults.enumerated().map { number, fault in
        let copy = try RubricCopy(in: folder.appending(path: "\(number)", directoryHint: .isDirectory))
        try copy.replace(fault.replace, by: fault.by, in: fault.file)
        return copy.folder.appending(path: fault.file)
      }
      let verdicts = try SchemaValidator.verdicts(schema: "items", files: files)
      #expect(verdicts.count == files.count)
      for verdict in verdicts.values { #expect(!verdict.valid, "\(verdict.file)") }
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
