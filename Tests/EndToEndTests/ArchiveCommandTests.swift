import Diagnostics
import Foundation
import TestSupport
import Testing

/// `archive`, as a user runs it.
@Suite struct ArchiveCommandTests: ArchiveSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder.withAssessments() }

  @Test func whatIsAddedIsListedShownAndVerified() async throws {
    try await start("centre.yml", "west.yml")
    #expect(try folder.names() == ["centre.yml", "evidence", "history.sqlite", "west.yml"])
    let list = try await run("archive", "list", "history.sqlite", "--format", "json")
    let entries = try #require(try json(list)["entries"] as? [[String: Any]])
    #expect(entries.map { $0["organisation"] as? String } == ["西南客户联络中心", "华东客户联络中心"])
    #expect(entries.map { $0["recorded"] as? String } == ["2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z"])
    let head = try #require(try json(list)["head"] as? String)
    #expect(entries[0]["hash"] as? String == head)

    let show = try await run("archive", "show", "history.sqlite", "1", "--format", "json")
    let files = try #require(try json(show)["files"] as? [[String: Any]])
    let evidence = try #require(files.first { $0["role"] as? String == "evidence" })
    #expect(evidence["path"] as? String == "evidence/strategy.txt")
    #expect(evidence["archived"] as? Bool == false)
    #expect(files.contains { $0["path"] as? String == "items/cccs/positioning.yml" })

    let verify = try await run("archive", "verify", "history.sqlite", "--head", String(head.prefix(16)))
    #expect(verify.status == 0, "\(verify.everything)")
    #expect(verify.output.contains("2 条记录，没有改动\n链尾 \(head)"))
    let other = try await run("archive", "verify", "history.sqlite", "--head", String(repeating: "0", count: 15) + "1")
    #expect(other.status == 1)
    #expect(other.output.contains("[head-missing]"))
  }

  @Test func tablesFitATerminalAndSpeakBothLanguages() async throws {
    try await start("centre.yml", "west.yml")
    for language in ["zh", "en"] {
      let run = try await Pingxing.shell(
        "script -qec '\"$PINGXING\" archive list history.sqlite --lang \(language)' /dev/null", in: folder.url)
      #expect(run.output.contains(language == "zh" ? "机构" : "organisation"), "\(run.everything)")
      #expect(run.output.contains("华东客户联络中心"))
      for line in run.output.split(whereSeparator: \.isNewline) {
        #expect(DisplayWidth.of(String(line)) <= 80, "\(line)")
      }
    }
    let english = try await run("archive", "show", "history.sqlite", "latest", "--lang", "en")
    #expect(english.output.contains("scorer        运营管理部 (Self-assessment)"))
    #expect(english.status == 0)
  }

  @Test func aCorrectionIsANewEntry() async throws {
    try await start("centre.yml")
    try folder.write(try folder.text("centre.yml").replacing("results: 3", with: "results: 2"), to: "centre.yml")
    let corrected = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", "结果一栏抄错")
    #expect(corrected.status == 0, "\(corrected.everything)")
    let show = try json(try await run("archive", "show", "history.sqlite", "1", "--format", "json"))
    #expect(show["corrected-by"] as? Int == 2)
    let list = try await run("archive", "list", "history.sqlite")
    #expect(list.output.contains("（更正 1）") && list.output.contains("（已由 2 更正）"))
    let again = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", "再改")
    #expect(again.status == 64)
    #expect(again.messages.contains("[already-corrected]"))
    try folder.write(try folder.text("centre.yml").replacing("results: 2", with: "results: 4"), to: "centre.yml")
    let last = try await run(
      "archive", "add", "history.sqlite", "centre.yml", "--corrects", "latest", "--reason", "又抄错")
    #expect(last.status == 0, "\(last.everything)")
    let third = try json(try await run("archive", "show", "history.sqlite", "3", "--format", "json"))
    #expect(third["corrects"] as? Int == 2)
  }

  @Test(arguments: [
    (["archive", "list", "none.sqlite"], 66, "[archive-missing]"),
    (["archive", "list", "centre.yml"], 65, "[not-an-archive]"),
    (["archive", "init", "centre.yml"], 73, "[archive-exists]"),
    (["archive", "init", "none/new.sqlite"], 73, "没有文件夹 none/"),
    (["archive", "init", "centre.yml/new.sqlite"], 73, "[archive-no-folder]"),
    (["archive", "add", "history.sqlite", "centre.yml"], 64, "[already-archived]"),
    (["archive", "add", "history.sqlite", "none.yml"], 66, "[file-missing]"),
    (["archive", "show", "history.sqlite", "7"], 64, "[unknown-entry]"),
    (["archive", "show", "history.sqlite", "lates"], 64, "latest"),
    (["archive", "show", "history.sqlite", "0"], 64, "[unknown-entry]"),
    (["archive", "list", "history.sqlite", "--organisation", "华东客服联络中心"], 64, "华东客户联络中心"),
    (["archive", "lst", "history.sqlite"], 64, "archive list"),
    (["archive", "export", "history.sqlite", "1", "-o", "evidence"], 73, "evidence"),
    (["archive", "backup", "history.sqlite", "-o", "centre.yml"], 73, "[archive-exists]"),
    (["archive", "add", "history.sqlite", "west.yml", "--corrects", "1"], 64, "--reason"),
    (["archive", "verify", "history.sqlite", "--head", "xyz"], 64, "--head"),
  ])
  func whatCannotBeDoneIsSaid(arguments: [String], status: Int32, message: String) async throws {
    try await start("centre.yml")
    let before = try folder.data("history.sqlite")
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == status, "\(run.everything)")
    #expect(run.messages.contains(message), "\(run.messages)")
    #expect(try folder.data("history.sqlite") == before)
    #expect(try folder.names() == ["centre.yml", "evidence", "history.sqlite", "west.yml"])
  }

  @Test func whatACorrectedEntryIsUsedForIsRemindedOf() async throws {
    try await start("centre.yml")
    let text = try folder.text("centre.yml")
    try folder.write(text.replacing("results: 3", with: "results: 2"), to: "centre.yml")
    let other = try await run("archive", "add", "history.sqlite", "west.yml", "--corrects", "1", "--reason", "错")
    #expect(other.status == 64 && other.messages.contains("[other-organisation]"), "\(other.everything)")
    let added = try await run("archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", "错")
    #expect(added.status == 0, "\(added.everything)")
    try folder.write(text.replacing("2025-12-20", with: "2025-12-30"), to: "later.yml")
    #expect(try await run("archive", "add", "history.sqlite", "later.yml").status == 0)
    for arguments in [
      ["archive", "compare", "history.sqlite", "1", "3"], ["compare", "history.sqlite#1", "later.yml"],
    ] {
      let run = try await Pingxing.run(arguments: arguments, in: folder.url)
      #expect(run.status == 0 && run.messages.contains("第 1 号记录已由第 2 号更正"), "\(run.everything)")
    }
    let west = try await run(
      "archive", "add", "history.sqlite", "west.yml", "--corrects", "3", "--reason", "错", "--force", "--lang", "en")
    #expect(west.status == 0, "\(west.everything)")
  }

  @Test(arguments: ["zh", "en"]) func longNamesAreShownWhole(language: String) async throws {
    let name = String(repeating: "华东客户联络与服务", count: 9) + "第一中心"
    try folder.write(try folder.text("centre.yml").replacing("华东客户联络中心", with: name), to: "centre.yml")
    try await start("centre.yml")
    try folder.write(try folder.text("centre.yml").replacing("results: 3", with: "results: 2"), to: "centre.yml")
    let reason = String(repeating: "当时把证据归错了评审项，", count: 9) + "现已改正"
    let added = try await run("archive", "add", "history.sqlite", "centre.yml", "--corrects", "1", "--reason", reason)
    #expect(added.status == 0, "\(added.everything)")
    let show = try await run("archive", "show", "history.sqlite", "2", "--lang", language)
    let head = show.output.components(separatedBy: "sha256")[0]
    let lines = head.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 }, "\(lines.filter { DisplayWidth.of($0) > 80 })")
    let joined = head.replacing(/\s+/, with: "")
    #expect(joined.contains(name) && joined.contains(reason) && !head.contains("…"), "\(head)")
  }

  @Test func anEntryIsShownInWords() async throws {
    try await start("centre.yml")
    let show = try await run("archive", "show", "history.sqlite", "1")
    #expect(show.output.contains("运营管理部（自评）") && show.output.contains("准则") && !show.output.contains("rubric "))
  }
}
