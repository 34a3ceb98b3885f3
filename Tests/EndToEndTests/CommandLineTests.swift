import Diagnostics
import Foundation
import Testing

/// What every command has in common on a terminal.
@Suite struct CommandLineTests {
  /// A name on the command line that names nothing is wrong usage, whatever it is a name of.
  @Test(arguments: [
    ["score", "centre.yml", "--require", "six-star"], ["explain", "centre.yml", "nothing/at/all"],
    ["report", "centre.yml", "-o", "out.pdf", "--template", "fulll"],
    ["report", "centre.yml", "-o", "out.pdf", "--sections", "boards"], ["new", "--rubric", "cccs-op-2007"],
    ["rubric", "show", "cccs-op-2007"], ["rubric", "show", "cccs-op-2008", "positioning.visoin"],
    ["rubric", "show", "cccs-op-2008", "远景规划"],
  ])
  func anUnknownNameIsWrongUsage(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == 64, "\(run.messages)")
    #expect(run.output.isEmpty)
    #expect(run.messages.contains(/是不是|可用|用 pingxing/), "\(run.messages)")
  }

  /// No row is wider than a terminal of 80 columns, in either language.
  @Test(arguments: ExampleReport.names)
  func theTableFitsTheTerminal(name: String) async throws {
    for language in ["zh", "en"] {
      let run = try await Pingxing.run("score", ExampleReport.assessment(name).path, "--lang", language)
      #expect(run.status == 0)
      for line in run.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    }
  }
}
