import Foundation
import TestSupport
import Testing

/// Entries taken out of an archive again: as files, and as the report that was made of them.
@Suite struct ArchiveExportTests: ArchiveSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder.withAssessments() }

  @Test func anEntryIsExportedWithItsOwnRubrics() async throws {
    try await start("centre.yml")
    let run = try await run("archive", "export", "history.sqlite", "latest", "-o", "out")
    #expect(run.status == 0, "\(run.everything)")
    #expect(try folder.data("out/assessment/centre.yml") == folder.data("centre.yml"))
    let original = RepositoryFiles.root.appending(path: "Rubrics/cccs-op-2008.yml")
    #expect(try folder.data("out/Rubrics/cccs-op-2008.yml") == Data(contentsOf: original))
    let score = try await self.run("score", "centre.yml", "--format", "json")
    #expect(try folder.data("out/result.json") == score.outputBytes)
  }

  @Test func aReportIsMadeAgainFromItsEntryAlone() async throws {
    let made = try await run("report", "centre.yml", "-o", "report.pdf", "--template", "board")
    #expect(made.status == 0, "\(made.everything)")
    #expect(try await run("archive", "init", "history.sqlite").status == 0)
    let wrong = try await run("archive", "add", "history.sqlite", "centre.yml", "--report", "report.pdf")
    #expect(wrong.status == 65)
    #expect(wrong.messages.contains("[report-differs]"))
    let added = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--report", "report.pdf", "--template", "board")
    #expect(added.status == 0, "\(added.everything)")

    // Assessment and evidence are gone, the template is another, and it is another day.
    try FileManager.default.removeItem(at: folder["centre.yml"])
    try FileManager.default.removeItem(at: folder["evidence"])
    let data = try TemporaryFolder()
    for name in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: name), to: data[name])
    }
    let template = try data.text("Templates/board.xml")
    try data.write(template.replacing("内部资料", with: "机密资料"), to: "Templates/board.xml")
    let rubric = try data.text("Rubrics/cccs-op-2008.yml")
    try data.write(rubric + "\n# 后来的一版\n", to: "Rubrics/cccs-op-2008.yml")
    let replay = try await run(
      "replay", "history.sqlite", "1", "-o", "again.pdf", "--data", data.url.path, epoch: "1800000000")
    #expect(replay.status == 0, "\(replay.everything)")
    #expect(replay.output.contains("逐字节一致"))
    #expect(try folder.data("again.pdf") == folder.data("report.pdf"))
  }

  @Test func anEntryWithoutReportIsMadeAgainAndItsScoresCompared() async throws {
    try await start("centre.yml")
    let replay = try await run("replay", "history.sqlite", "latest", "-o", "again.pdf")
    #expect(replay.status == 0, "\(replay.everything)")
    #expect(replay.output.contains("评分结果与存入的一致"))
    #expect(try folder.data("again.pdf").starts(with: Data("%PDF-".utf8)))
  }

  @Test func anExportVerifiesAsItLies() async throws {
    try await start("centre.yml")
    #expect(try await run("archive", "export", "history.sqlite", "1", "-o", "out").status == 0)
    let whole = try await run("verify", "out/manifest.seal")
    #expect(whole.status == 0, "\(whole.everything)")
    #expect(whole.output.contains("第 1 号记录的导出：") && whole.output.contains("有 1 个不在这里，没有核对"), "\(whole.output)")
    // Evidence that its owner puts there is looked at.
    try folder.write("strategy", to: "out/assessment/evidence/strategy.txt")
    let complete = try await run("verify", "out/manifest.seal")
    #expect(complete.status == 0 && !complete.output.contains("不在这里"), "\(complete.everything)")
    for name in [
      "assessment/centre.yml", "assessment/evidence/strategy.txt", "Rubrics/cccs-op-2008.yml", "result.json",
    ] {
      let bytes = try folder.data("out/\(name)")
      try folder.write(bytes + Data("\n".utf8), to: "out/\(name)")
      let run = try await run("verify", "out/manifest.seal")
      #expect(run.status == 1 && run.output.contains("[sealed-changed]"), "\(name): \(run.everything)")
      #expect(run.output.contains(name.split(separator: "/").last ?? ""), "\(name): \(run.everything)")
      try folder.write(bytes, to: "out/\(name)")
    }
    // Copies below do not vouch for a file above them.
    try folder.write("changed", to: "out/centre.yml")
    let extra = try await run("verify", "out/manifest.seal")
    #expect(extra.status == 1 && extra.output.contains("centre.yml 不在封存清单里"), "\(extra.everything)")
  }

  /// Fonts are those of the machine, which replay says too; the entry itself is as it was.
  @Test func anotherFontOfThisMachineIsNoChangeOfAnExport() async throws {
    #expect(try await run("report", "centre.yml", "-o", "report.pdf", "--template", "board").status == 0)
    #expect(try await run("archive", "init", "history.sqlite").status == 0)
    let added = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--report", "report.pdf", "--template", "board")
    #expect(added.status == 0, "\(added.everything)")
    #expect(try await run("archive", "export", "history.sqlite", "1", "-o", "out").status == 0)
    let same = try await run("verify", "out/manifest.seal")
    #expect(same.status == 0 && !same.output.contains("[font-differs]"), "\(same.everything)")
    let data = try TemporaryFolder()
    for name in ["Rubrics", "Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: name), to: data[name])
    }
    let stack = try data.text("Fonts/stack.json")
    try data.write(stack + "\n", to: "Fonts/stack.json")
    let other = try await run("verify", "out/manifest.seal", "--data", data.url.path)
    #expect(other.status == 0, "\(other.everything)")
    #expect(other.output.contains("stack.json") && other.output.contains("[font-differs]"), "\(other.output)")
    for option in [["--template", "board.xml"], ["--brand", "brand.yml"]] {
      let run = try await Pingxing.run(arguments: ["verify", "out/manifest.seal"] + option, in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[option-unused]"), "\(run.everything)")
    }
    let record = try folder.text("out/entry.json")
    try folder.write(
      record.replacing("pingxing/archive-entry/1", with: "pingxing/archive-entry/2"), to: "out/entry.json")
    let later = try await run("verify", "out/manifest.seal")
    #expect(later.status == 65 && later.messages.contains("[export-newer]"), "\(later.everything)")
    // What the first version wrote had no such member.
    try folder.write(record.replacing(/\s*"format": "[^"]*",/, with: ""), to: "out/entry.json")
    let earlier = try await run("verify", "out/manifest.seal")
    #expect(earlier.status == 0 && earlier.output.contains("第 1 号记录的导出"), "\(earlier.everything)")
  }
}
