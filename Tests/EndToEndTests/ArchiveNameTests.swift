import Foundation
import TestSupport
import Testing

/// Entries beside files in comparisons, and by what names they are called.
@Suite struct ArchiveNameTests: ArchiveSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder.withAssessments() }

  /// An entry is named alike wherever entries are named.
  @Test(arguments: ["2", "02", "#2", "latest", "#latest", "history.sqlite#2", "history.sqlite#latest"])
  func anEntryHasSeveralNames(name: String) async throws {
    try await start("centre.yml", "west.yml")
    let show = try await run("archive", "show", "history.sqlite", name, "--format", "json")
    #expect(show.status == 0, "\(show.everything)")
    #expect(try json(show)["number"] as? Int == 2)
  }

  @Test(arguments: ["other.sqlite#2", "##2", "#", "２", "1..2", "history.sqlite#"])
  func whatIsNoNameOfAnEntryIsRefused(name: String) async throws {
    try await start("centre.yml", "west.yml")
    let show = try await run("archive", "show", "history.sqlite", name)
    #expect(show.status == 64 && show.messages.contains("[unknown-entry]"), "\(show.everything)")
  }

  @Test func entriesAreComparedAsTheirFilesAre() async throws {
    try folder.write(
      try folder.text("centre.yml").replacing("results: 3", with: "results: 5").replacing(
        "2025-12-20", with: "2025-12-30"),
      to: "later.yml")
    try await start("centre.yml", "later.yml")
    let files = try await run("compare", "centre.yml", "later.yml", "--format", "json")
    #expect(files.status == 0, "\(files.everything)")
    try FileManager.default.removeItem(at: folder["evidence"])
    let entries = try await run("archive", "compare", "history.sqlite", "1", "latest", "--format", "json")
    #expect(entries.status == 0, "\(entries.everything)")
    #expect(entries.output == files.output)
  }

  @Test func anEntryAndAFileAreCompared() async throws {
    try folder.write(
      try folder.text("centre.yml").replacing("results: 3", with: "results: 5").replacing(
        "2025-12-20", with: "2025-12-30"),
      to: "later.yml")
    try await start("centre.yml")
    let files = try await run("compare", "centre.yml", "later.yml", "--format", "json")
    for name in ["history.sqlite#1", "history.sqlite#latest"] {
      let mixed = try await run("compare", name, "later.yml", "--format", "json")
      #expect(mixed.status == 0, "\(mixed.everything)")
      #expect(mixed.output == files.output)
    }
    let unknown = try await run("compare", "history.sqlite#7", "later.yml")
    #expect(unknown.status != 0 && unknown.output.isEmpty)
    let misspelt = try await run("compare", "history.sqlite#newest", "later.yml")
    #expect(misspelt.status == 64 && misspelt.messages.contains("unknown-entry"))
    let missing = try await run("compare", "none.sqlite#1", "later.yml")
    #expect(missing.status == 66, "\(missing.everything)")
    let replacing = try await run("compare", "history.sqlite#1", "later.yml", "-o", "history.sqlite")
    #expect(replacing.status == 64 && replacing.messages.contains("output-is-input"))
    let report = try await run("report", "later.yml", "--compare", "history.sqlite#1", "-o", "report.pdf")
    #expect(report.status == 0, "\(report.everything)")
  }

  @Test func aFileWithAHashInItsNameIsAFile() async throws {
    try folder.write(try folder.text("centre.yml"), to: "centre.yml#1")
    let run = try await run("compare", "centre.yml#1", "centre.yml")
    #expect(run.status == 0, "\(run.everything)")
  }

  @Test func whatAnEntrySaysOfFindingsIsNamedByTheArchive() async throws {
    let findings =
      "findings:\n  F1: {item: positioning.vision, text: 甲, severity: observation, raised: 2025-12-01, status: open}\n"
    try folder.write(try folder.text("centre.yml") + findings, to: "centre.yml")
    try await start("centre.yml")
    let later = try folder.text("centre.yml").replacing(findings, with: "").replacing("2025-12-20", with: "2025-12-30")
    try folder.write(later, to: "later.yml")
    let run = try await run("compare", "history.sqlite#1", "later.yml")
    #expect(run.status == 0, "\(run.everything)")
    #expect(run.messages.contains(/history\.sqlite#1:assessment\/centre\.yml:\d+:3: .*\[finding-vanished\]/))
  }

  @Test func aCharacterThatNoFontHasIsNamedByTheArchive() async throws {
    let findings =
      "findings:\n  F1: {item: positioning.vision, text: 甲\u{12000}, severity: observation, raised: 2025-12-01, status: open}\n"
    let plain = try folder.text("centre.yml")
    try folder.write(plain + findings, to: "centre.yml")
    try await start("centre.yml")
    try folder.write(plain.replacing("2025-12-20", with: "2025-12-30"), to: "later.yml")
    for earlier in ["history.sqlite#1", "centre.yml"] {
      let place = earlier == "centre.yml" ? earlier : "\(earlier):assessment/centre.yml"
      for arguments in [["report", "later.yml", "--compare", earlier], ["compare", earlier, "later.yml"]] {
        let run = try await Pingxing.run(arguments: arguments + ["-o", "out.pdf"], in: folder.url)
        #expect(run.status == 65)
        #expect(run.messages.matches(of: /\[missing-glyph\]/).count == 1, "\(run.everything)")
        #expect(
          run.messages.split(separator: "\n").contains { $0.hasPrefix("\(place):") && $0.contains("missing-glyph") },
          "\(run.everything)")
        #expect(!run.messages.contains("pingxing-entry"))
      }
    }
    #expect(try !folder.names().contains("out.pdf"))
  }

  /// Nobody writes to the pipe, so whoever opens it to look waits forever.
  @Test func aPipeIsRefusedWithoutWaitingForIt() async throws {
    let run = try await Pingxing.shell(
      "mkfifo pipe && timeout 60 \"$PINGXING\" compare pipe centre.yml", in: folder.url)
    #expect(run.status == 66 && run.messages.contains("[not-a-file]"), "\(run.everything)")
  }

  @Test func anArchiveWithoutAnEntryIsAskedWhichOne() async throws {
    try await start("centre.yml", "west.yml")
    for arguments in [["compare", "history.sqlite", "centre.yml"], ["compare", "centre.yml", "./history.sqlite"]] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[entry-missing-in-name]"), "\(run.everything)")
      let archive = try #require(arguments.first { $0.hasSuffix(".sqlite") })
      #expect(run.messages.contains("写成 \(archive)#2；最近的记录：#2 2025-12-20 西南客户联络中心；#1 2025-12-20 华东客户联络中心"))
    }
    let score = try await run("score", "history.sqlite")
    #expect(score.status == 65 && score.messages.contains("pingxing archive export"), "\(score.everything)")
  }
}
