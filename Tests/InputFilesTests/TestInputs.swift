import AssessmentModel
import Diagnostics
import Foundation
import TestSupport

@testable import InputFiles

let rubricFolder = RepositoryFiles.root.appending(path: "Rubrics").path
let sharedLibrary = RubricLibrary(folders: [rubricFolder])

/// Checks an assessment that is given as text, as if it stood in `folder`.
func check(
  _ text: String, library: RubricLibrary = sharedLibrary, folder: String = "/nonexistent"
) -> AssessmentLoad {
  check(Array(text.utf8), library: library, folder: folder)
}

/// Checks an assessment that is given as bytes.
func check(
  _ bytes: [UInt8], library: RubricLibrary = sharedLibrary, folder: String = "/nonexistent"
) -> AssessmentLoad {
  let problems = DiagnosticCollector()
  guard let source = SourceText.checked(bytes, path: folder + "/centre.yml", problems: problems) else {
    return AssessmentLoad(
      loaded: nil, report: DiagnosticReport(problems), completeness: [], isMissing: false)
  }
  return AssessmentLoader.load(source, library: library, problems: problems)
}

/// A valid assessment of one edition whose answers are the given lines.
func assessment(_ answers: String, evidence: String = "", rest: String = "") -> String {
  """
  format: pingxing/assessment/1
  organisation: {name: 华东客户联络中心}
  assessment:
    period: {from: 2025-01-01, to: 2025-12-31}
    date: 2025-12-20
    assessor: {role: self, name: 运营管理部}
    rubrics: [{id: cccs-op-2008, version: 1.0.0}]
  answers:
    cccs-op-2008:
  \(answers.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
  evidence:
  \(evidence.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
  \(rest)
  """
}

extension AssessmentLoad {
  /// The findings as `severity line:column code`.
  var summary: [String] {
    report.diagnostics.map { diagnostic in
      "\(diagnostic.severity) \(diagnostic.location?.line ?? 0):\(diagnostic.location?.column ?? 0) \(diagnostic.code)"
    }
  }
}

/// A folder that is gone after its use.
enum TemporaryFolder {
  static func use<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pingxing-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

extension DiagnosticReport {
  /// The line that each finding with a place in a line is shown with.
  var quoted: [String] {
    diagnostics.compactMap { diagnostic in
      diagnostic.location.flatMap { sources[$0.file]?[line: $0.line] }.map(String.init)
    }
  }
}
