import Diagnostics
import Foundation
import TestSupport
import Testing

/// Help pages and tables fit a terminal of 80 columns, in which a Han character takes two.
@Suite struct DisplayWidthTests {
  private static func tooWide(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { DisplayWidth.of($0) > 80 }
  }

  @Test(arguments: ["zh", "en"])
  func everyHelpPageFits(language: String) async throws {
    var open: [[String]] = [[]]
    var count = 0
    while let command = open.popLast() {
      let run = try await Pingxing.run(arguments: command + ["--help", "--lang", language])
      #expect(run.status == 0)
      #expect(Self.tooWide(run.output) == [], "\(command)")
      count += 1
      let rest = run.output.components(separatedBy: language == "zh" ? "命令：\n" : "SUBCOMMANDS:\n").dropFirst().first
      let names = (rest ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { $0.hasPrefix("  ") }.compactMap { $0.prefixMatch(of: /\ {2}([a-z]+)/).map { String($0.1) } }
      open += names.filter { $0 != "help" }.map { command + [$0] }
    }
    #expect(count > 40)
  }

  @Test(arguments: [
    ["kpi", "list"], ["kpi", "list", "service-level"], ["rubric", "list"], ["rubric", "show", "ccom-2019"],
    ["rubric", "show", "cccs-op-2008"], ["score", "Examples/shiguang-shop/centre.yml"],
    ["kpi", "evaluate", "Examples/lanchuan-bank/centre.yml"],
    ["compare", "Examples/lanchuan-history/2024.yml", "Examples/lanchuan-history/2025.yml"],
  ])
  func tablesFit(arguments: [String]) async throws {
    for language in ["zh", "en"] {
      let run = try await Pingxing.run(arguments: arguments + ["--lang", language])
      #expect(run.status == 0)
      #expect(Self.tooWide(run.output) == [])
    }
  }

  /// What is missing of a usage is said below the usage, which is broken between options and never inside one.
  @Test func aLongUsageIsBrokenBetweenItsParts() async throws {
    let run = try await Pingxing.run("kpi", "pareto", "--help", "--lang", "en")
    let usage = run.lines.drop { !$0.hasPrefix("USAGE") }.prefix { !$0.isEmpty }
    #expect(usage.count > 2)
    #expect(usage.allSatisfy { $0.count { $0 == "[" } == $0.count { $0 == "]" } && DisplayWidth.of($0) <= 80 })
  }
}
