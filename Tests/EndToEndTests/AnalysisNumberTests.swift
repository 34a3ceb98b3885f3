import Diagnostics
import Foundation
import TestSupport
import Testing

/// Numbers of every size, and the language of what is said of them.
@Suite("Numbers of analyses")
struct AnalysisNumberTests {
  private func months(_ values: [String]) -> String {
    let rows = values.enumerated().map { index, value in
      "\(2015 + index / 12)-\(index % 12 < 9 ? "0" : "")\(index % 12 + 1),\(value)"
    }
    return "period,v\n" + rows.joined(separator: "\n") + "\n"
  }

  /// Twelve values about a level, without a direction.
  private func values(_ write: (Int) -> String) -> [String] { [3, 7, 1, 9, 4, 6, 2, 8, 5, 3, 9, 1].map(write) }

  private func control(_ values: [String], _ more: String...) async throws -> ProgramRun {
    let folder = try TemporaryFolder()
    try folder.write(months(values), to: "a.csv")
    let run = try await Pingxing.run(
      arguments: ["kpi", "control", "a.csv", "--value", "v", "--lang", "en"] + more, in: folder.url)
    #expect(run.status == 0, "\(run.messages)")
    for line in run.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    return run
  }

  @Test func hugeNumbersAreWrittenByTheirPowerOfTen() async throws {
    let run = try await control(values { "\(900_000_000_000_000 + $0 * 40_000_000_000_000).25" }, "--change", "2015-07")
    #expect(run.output.contains(/\d\.\d+×10\^15/) && !run.output.contains("…"), "\(run.output)")
  }

  @Test func limitsFarFromZeroDiffer() async throws {
    for level in ["5.00000000000", "1000000000.000"] {
      let run = try await control(values { "\(level)\($0)" }, "--change", "2015-07")
      let output = run.output
      #expect(!output.contains("…"), "\(output)")
    }
  }

  @Test func smallLimitsAreNotZero() async throws {
    let run = try await control(values { "0.00000000010\($0)" })
    let limits = try #require(run.output.firstMatch(of: /limits: (\S+) to (\S+)/))
    #expect(limits.1 != limits.2 && limits.2.contains(/[1-9]/), "\(run.output)")
  }

  @Test func aWideTableIsReadLineByLine() async throws {
    let folder = try TemporaryFolder()
    let rows = (0..<24).map { "T\($0 / 12),u\($0 % 3),100000000\($0 / 12).000\($0 * 7 % 10)422" }
    try folder.write("g,u,v\n" + rows.joined(separator: "\n") + "\n", to: "a.csv")
    for language in ["zh", "en"] {
      let run = try await Pingxing.run(
        arguments: ["kpi", "teams", "a.csv", "--value", "v", "--by", "g", "--within", "u", "--lang", language],
        in: folder.url)
      #expect(run.status == 0 && !run.output.contains("…"), "\(run.output)")
      for line in run.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
      #expect(run.output.contains(language == "zh" ? "u间：" : "between: "))
    }
  }

  @Test func refusalsAreInOneLanguage() async throws {
    let folder = try TemporaryFolder()
    let size = try await Pingxing.run(
      arguments: ["kpi", "sample", "size", "--margin", "3", "--share", "100", "--lang", "en"], in: folder.url)
    #expect(size.status == 64 && size.messages.contains("sample size: the share"), "\(size.messages)")
    try folder.write(
      "id,hired,left,team\n1,2025-01-10,,A\n2,2025-01-11,,B\n3,2025-02-01,,A\n4,2025-02-03,,B\n", to: "b.csv")
    let roster = try await Pingxing.run(
      arguments: [
        "kpi", "attrition", "b.csv", "--hired", "hired", "--left", "left", "--by", "team", "--from", "2025-01-01",
        "--to",
        "2025-12-31", "--lang", "en",
      ], in: folder.url)
    #expect(roster.output.contains("by team: nobody hired in the period"), "\(roster.everything)")
    #expect(!roster.everything.contains("留存"))
  }
}
