import Foundation
import Testing

/// What is wrong with several inputs of one command is said in one run.
@Suite struct AllAtOnceTests {
  private let folder: TemporaryFolder
  /// A mark out of range and, in the file of indicators that it names, a quotation mark that is not closed.
  private let wrong =
    SampleAssessment.text.replacingOccurrences(of: "approach: 4", with: "approach: 9")
    + "indicators: {file: kpi.csv}\n"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(wrong, to: "wrong.yml")
    try folder.write("indicator,period,value\nservice-level,2025-01,\"88\n", to: "kpi.csv")
  }

  private func codes(_ arguments: String...) async throws -> (status: Int32?, codes: [String]) {
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    return (run.status, run.messages.matches(of: /错误: .*\[([a-z-]+)\]/).map { String($0.output.1) })
  }

  @Test(arguments: ["score", "explain"]) func anAssessmentAndItsData(command: String) async throws {
    let run = try await codes(command, "wrong.yml")
    #expect(run.codes == ["unclosed-quote", "wrong-mark"])
    #expect(run.status == 65)
  }

  @Test func bothSidesOfAComparison() async throws {
    let run = try await codes("compare", "wrong.yml", "missing.yml")
    #expect(run.codes == ["unclosed-quote", "wrong-mark", "file-missing"])
    #expect(run.status == 65)
    #expect(try await codes("compare", "missing.yml", "wrong.yml").status == 66)
  }

  @Test func allThatAReportIsMadeOf() async throws {
    try folder.write("format: pingxing/brand/1\ncolours: {accent: red}\n", to: "brand.yml")
    let run = try await codes(
      "report", "wrong.yml", "-o", "out.pdf", "--compare", "missing.yml", "--template", "absent", "--brand", "brand.yml"
    )
    #expect(run.codes.starts(with: ["unclosed-quote", "wrong-mark", "file-missing"]))
    #expect(run.codes.contains("malformed-colour") && run.codes.contains("unknown-template"))
    #expect(run.status == 65)
    #expect(!FileManager.default.fileExists(atPath: folder["out.pdf"].path))
  }

  @Test func allAssessmentsToArchive() async throws {
    _ = try await codes("archive", "init", "history.sqlite")
    let run = try await codes("archive", "add", "history.sqlite", "wrong.yml", "missing.yml")
    #expect(run.codes == ["unclosed-quote", "wrong-mark", "file-missing"])
    #expect(run.status == 65)
  }
}
