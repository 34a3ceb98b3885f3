import Diagnostics
import Foundation
import TestSupport
import Testing

/// Archived reports with a comparison, exports that were forged, and additions on a full disk, as a user meets them.
@Suite struct ArchiveEvidenceTests: ArchiveSuite {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("strategy", to: "evidence/strategy.txt")
    try folder.write(SampleAssessment.withEvidence, to: "centre.yml")
    try folder.write(
      try folder.text("centre.yml").replacing("results: 3", with: "results: 5").replacing(
        "2025-12-20", with: "2025-12-30"), to: "later.yml")
  }

  @Test func aReportWithAComparisonIsArchivedAndMadeAgain() async throws {
    try await start()
    let made = try await run("report", "later.yml", "--compare", "centre.yml", "-o", "report.pdf")
    #expect(made.status == 0, "\(made.everything)")
    let plain = try await run("archive", "add", "history.sqlite", "later.yml", "--report", "report.pdf")
    #expect(plain.status == 65 && plain.messages.contains("[report-differs]"), "\(plain.everything)")
    #expect(plain.messages.contains("--compare") && plain.messages.contains("--seal"), "\(plain.messages)")
    let early = try await run(
      "archive", "add", "history.sqlite", "later.yml", "--report", "report.pdf", "--compare", "centre.yml")
    #expect(early.status == 64 && early.messages.contains("[comparison-not-archived]"), "\(early.everything)")
    #expect(try await run("archive", "add", "history.sqlite", "centre.yml").status == 0)
    for name in ["none.yml", "7", "history.sqlite#7"] {
      let wrong = try await run(
        "archive", "add", "history.sqlite", "later.yml", "--report", "report.pdf", "--compare", name)
      #expect(wrong.status == 64 && wrong.messages.contains("[unknown-entry]"), "\(name): \(wrong.everything)")
    }
    let added = try await run(
      "archive", "add", "history.sqlite", "later.yml", "--report", "report.pdf", "--compare", "centre.yml")
    #expect(added.status == 0, "\(added.everything)")
    for name in ["centre.yml", "later.yml", "evidence"] { try FileManager.default.removeItem(at: folder[name]) }
    let replay = try await run("replay", "history.sqlite", "2", "-o", "again.pdf")
    #expect(replay.status == 0 && replay.output.contains("逐字节一致"), "\(replay.everything)")
    #expect(try folder.data("again.pdf") == folder.data("report.pdf"))
    #expect(try await run("archive", "export", "history.sqlite", "2", "-o", "out").status == 0)
    let whole = try await run("verify", "out/manifest.seal")
    #expect(whole.status == 0, "\(whole.everything)")
  }

  @Test(arguments: ["1", "history.sqlite#1"])
  func theComparedAssessmentIsNamedAsAnEntry(name: String) async throws {
    try await start("centre.yml")
    let made = try await run("report", "later.yml", "--compare", "history.sqlite#1", "-o", "report.pdf")
    #expect(made.status == 0, "\(made.everything)")
    let added = try await run(
      "archive", "add", "history.sqlite", "later.yml", "--report", "report.pdf", "--compare", name)
    #expect(added.status == 0, "\(added.everything)")
  }

  /// One centre under two names: the report says so, and is made again as such.
  @Test func aReportAcrossANewNameIsMadeAgain() async throws {
    try folder.write(folder.text("later.yml").replacing("{name: 华东客户联络中心}", with: "{name: 新名客服中心}"), to: "later.yml")
    try await start("centre.yml")
    let command = ["report", "later.yml", "--compare", "centre.yml", "-o", "report.pdf"]
    func run(_ arguments: [String]) async throws -> ProgramRun {
      try await Pingxing.run(arguments: arguments, in: folder.url, environment: ["SOURCE_DATE_EPOCH": "1767600000"])
    }
    let refused = try await run(command)
    #expect(refused.status == 65 && refused.messages.contains("--renamed"), "\(refused.everything)")
    let made = try await run(command + ["--renamed"])
    #expect(made.status == 0, "\(made.everything)")
    let add = ["archive", "add", "history.sqlite", "later.yml", "--report", "report.pdf", "--compare", "1"]
    #expect(try await run(add).status == 65)
    #expect(try await run(add + ["--renamed"]).status == 0)
    let replay = try await run(["replay", "history.sqlite", "2", "-o", "again.pdf"])
    #expect(replay.status == 0 && replay.output.contains("逐字节一致"), "\(replay.everything)")
    #expect(try await run(["report", "later.yml", "--renamed", "-o", "x.pdf"]).status == 64)
  }

  @Test func aForgedRecordOfAnExportIsFound() async throws {
    try await start("centre.yml")
    #expect(try await run("archive", "export", "history.sqlite", "1", "-o", "out").status == 0)
    let record = try folder.text("out/entry.json")
    let hash = try #require(record.firstMatch(of: /"hash": "([0-9a-f]{64})"/)?.1)
    let whole = try await run("verify", "out/manifest.seal")
    #expect(whole.status == 0 && whole.output.contains(hash), "\(whole.everything)")
    let forged: [(String, String)] = [
      ("\"name\": \"运营管理部\"", "\"name\": \"市场部\""), ("\"2026-01-05T", "\"2024-01-05T"),
      ("\"score-display\": \"", "\"score-display\": \"9"), ("\"result-display\": \"", "\"result-display\": \"非"),
      ("\"corrects\": null", "\"corrects\": 0"), ("\"corrected-by\": null,", ""), ("\"number\": 1,", "\"number\": 2,"),
      ("\"reason\": null,", "\"reason\": null,\n  \"note\": \"\","), ("\"recorded\": \"", "\"recorded\": 1, \"x\": \""),
    ]
    for (old, new) in forged {
      try #require(record.contains(old), "\(old)")
      try folder.write(record.replacing(old, with: new), to: "out/entry.json")
      let run = try await run("verify", "out/manifest.seal")
      #expect(run.status == 1 && run.output.contains("[record-changed]"), "\(new): \(run.everything)")
      #expect(run.output.contains("entry.json"))
    }
    // A record that cannot be read, or is gone, is what is named, not the files that it would have told of.
    for damaged in ["[" + record.dropFirst(), nil] {
      if let damaged {
        try folder.write(damaged, to: "out/entry.json")
      } else {
        try FileManager.default.removeItem(at: folder["out/entry.json"])
      }
      let run = try await run("verify", "out/manifest.seal", "--lang", "en")
      #expect(run.status == 1 && run.output.contains("entry.json \(damaged == nil ? "is gone" : "cannot be read")"))
      #expect(run.output.contains("1 difference\n"), "\(run.everything)")
    }
    try folder.write(record, to: "out/entry.json")
    // Nobody seals an export anew.
    try folder.write("other", to: "out/Rubrics/cccs-op-2008.yml")
    let changed = try await run("verify", "out/manifest.seal")
    #expect(changed.status == 1 && changed.output.contains("archive export"), "\(changed.everything)")
    #expect(!changed.output.contains("pingxing seal"))
  }

  /// The log has room, and the file has none for what is in the log.
  @Test func anAdditionThatStaysInTheLogIsSaid() async throws {
    try await start("centre.yml")
    let blocks = (try folder.data("history.sqlite").count) / 512
    func limited(_ command: String) async throws -> ProgramRun {
      try await Pingxing.shell(
        "text=$( (ulimit -f \(blocks); exec \"$PINGXING\" archive \(command)) 2>&1 ); status=$?; "
          + "printf '%s\\n' \"$text\"; exit $status", in: folder.url)
    }
    let added = try await limited("add history.sqlite later.yml")
    #expect(added.status == 0 && added.output.contains("[archive-log-left]"), "\(added.everything)")
    #expect(try folder.names().contains("history.sqlite-wal"))
    let full = try await limited("verify history.sqlite")
    #expect(full.status == 0 && full.output.contains("2 条记录，没有改动"), "\(full.everything)")
    #expect(full.output.contains("磁盘已满"), "\(full.output)")
    // What lies in the file alone is looked at as ever.
    let file = folder["history.sqlite"], bytes = try Data(contentsOf: file)
    var other = bytes
    other[other.count / 2] ^= 1
    try other.write(to: file)
    let changed = try await limited("verify history.sqlite")
    #expect(changed.status == 1 && changed.output.contains("[page-changed]"), "\(changed.everything)")
    try bytes.write(to: file)
    let roomy = try await run("archive", "verify", "history.sqlite")
    #expect(roomy.status == 0 && roomy.output.contains("2 条记录，没有改动"), "\(roomy.everything)")
    #expect(try !folder.names().contains { $0.hasPrefix("history.sqlite-") })
  }
}
