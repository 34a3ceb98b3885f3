import Foundation
import TestSupport
import Testing

/// Entries of an archive beside each other: by their own rubrics, in every form.
@Suite struct ArchiveComparisonTests: ArchiveSuite {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("strategy", to: "evidence/strategy.txt")
    let text = SampleAssessment.withEvidence
    try folder.write(text, to: "centre.yml")
    try folder.write(
      text.replacing("results: 3", with: "results: 5").replacing("2025-12-20", with: "2025-12-30"), to: "later.yml")
  }

  /// Both assessments are entries, 1 and 2.
  private func start() async throws { try await start("centre.yml", "later.yml") }

  /// Entries are compared as they were scored, whatever is installed; where that is another, it is said.
  @Test func anEntryHasItsOwnRubrics() async throws {
    try await start()
    let commands = [
      ["archive", "compare", "history.sqlite", "1", "2"], ["compare", "history.sqlite#1", "history.sqlite#2"],
    ]
    let plain = try await Pingxing.run(arguments: commands[0] + ["--format", "json"], in: folder.url)
    #expect(plain.status == 0 && plain.messages.isEmpty, "\(plain.everything)")
    let data = try TemporaryFolder()
    try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: "Rubrics"), to: data["Rubrics"])
    let edition = try data.text("Rubrics/cccs-op-2008.yml")
    try data.write(edition + "\n# 只多了一条说明\n", to: "Rubrics/cccs-op-2008.yml")
    let commented = try await Pingxing.run(arguments: commands[0] + ["--data", data.url.path], in: folder.url)
    #expect(commented.status == 0 && commented.messages.isEmpty, "\(commented.everything)")
    let marks = try data.text("Rubrics/parts/five-marks.yml")
    try data.write(marks.replacing("credit: 80", with: "credit: 90"), to: "Rubrics/parts/five-marks.yml")
    for command in commands {
      let run = try await Pingxing.run(
        arguments: command + ["--format", "json", "--data", data.url.path], in: folder.url)
      #expect(run.status == 0 && run.output == plain.output, "\(run.everything)")
      for number in 1...2 {
        #expect(
          run.messages.contains(
            "history.sqlite#\(number) 按存入时的准则评分；cccs-op-2008 现在安装的已不同，没有采用 [entry-rubric]"),
          "\(run.messages)")
      }
    }
    let report = try await Pingxing.run(
      "report", "later.yml", "--compare", "history.sqlite#1", "-o", "report.pdf", "--data", data.url.path,
      in: folder.url)
    #expect(report.status == 0 && report.messages.contains("[entry-rubric]"), "\(report.everything)")
  }

  /// A program that has neither rubrics nor anything else beside it: what needs none goes on.
  @Test func entriesNeedNoInstalledRubrics() async throws {
    try await start()
    let place = try TemporaryFolder()
    try place.makeFolder("bin")
    try FileManager.default.copyItem(at: Pingxing.executable, to: place["bin/pingxing"])
    func alone(_ arguments: String...) async throws -> ProgramRun {
      try await Pingxing.execute(
        place["bin/pingxing"], arguments, in: folder.url,
        environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"])
    }
    #expect(try await alone("rubric", "list").status == 66, "there are none")
    let plain = try await run("archive", "compare", "history.sqlite", "1", "2", "--format", "json")
    for arguments in [
      ["archive", "compare", "history.sqlite", "1", "2"], ["compare", "history.sqlite#1", "history.sqlite#2"],
    ] {
      let run = try await Pingxing.execute(
        place["bin/pingxing"], arguments + ["--format", "json"], in: folder.url,
        environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"])
      #expect(run.status == 0 && run.output == plain.output, "\(run.everything)")
      #expect(run.messages.contains("cccs-op-2008 现在没有安装"), "\(run.messages)")
    }
    #expect(try await alone("archive", "show", "history.sqlite", "1").status == 0)
    #expect(try await alone("archive", "export", "history.sqlite", "1", "-o", "out").status == 0)
    // Templates with their schemas and fonts are there, rubrics are not.
    try place.makeFolder("share/pingxing")
    for name in ["Templates", "Schemas", "Fonts"] {
      try FileManager.default.copyItem(
        at: RepositoryFiles.root.appending(path: name), to: place["share/pingxing/\(name)"])
    }
    let pages = try await alone("archive", "compare", "history.sqlite", "1", "2", "-o", "c.pdf")
    #expect(pages.status == 0, "\(pages.everything)")
    let again = try await alone("replay", "history.sqlite", "1", "-o", "again.pdf")
    #expect(again.status == 0, "\(again.everything)")
  }

  /// Entries make the same pages as their files do.
  @Test func entriesAreComparedOnPages() async throws {
    try await start()
    let files = try await run("compare", "centre.yml", "later.yml", "-o", "files.pdf")
    #expect(files.status == 0, "\(files.everything)")
    let entries = try await run("archive", "compare", "history.sqlite", "1", "2", "-o", "entries.pdf")
    #expect(entries.status == 0, "\(entries.everything)")
    #expect(try folder.data("entries.pdf") == folder.data("files.pdf"))
    let both = try await run("archive", "compare", "history.sqlite", "1", "2", "-o", "a.pdf", "--format", "json")
    #expect(both.status == 64 && both.messages.contains("[two-forms]"), "\(both.everything)")
    let onto = try await run("archive", "compare", "history.sqlite", "1", "2", "-o", "history.sqlite")
    #expect(onto.status == 64 && onto.messages.contains("[output-is-input]"), "\(onto.everything)")
  }
}
