import Diagnostics
import FoundationEssentials
import FuzzInput
import InputFiles

private let library = RubricLibrary(
  folders: [ProcessInfo.processInfo.environment["FUZZ_RUBRICS"] ?? "Rubrics"])

/// Assessments of any bytes: loaded, or reported, and never both empty-handed.
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let problems = DiagnosticCollector()
  guard let source = SourceText.checked(input.rest(), path: "/nonexistent/fuzz.yml", problems: problems) else {
    precondition(problems.hasErrors)
    return 0
  }
  let load = AssessmentLoader.load(source, library: library, problems: problems)
  precondition(load.loaded != nil || !load.report.diagnostics.isEmpty)
  return 0
}
