import Foundation
import TestSupport
import Testing

/// What is in an archive stays there: on a full disk, beside names typed twice, and where somebody changes it.
@Suite struct ArchiveProtectionTests: ArchiveSuite {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder.withAssessments() }

  /// Where nothing more can be written, what is there can still be read.
  @Test(arguments: [
    "list history.sqlite", "show history.sqlite 1", "verify history.sqlite",
  ])
  func aFullDiskKeepsNobodyFromReading(command: String) async throws {
    try await start("centre.yml")
    try folder.write(
      String(contentsOf: folder.url.appending(path: "centre.yml"), encoding: .utf8).replacing(
        "2025-12-20", with: "2025-12-21"),
      to: "later.yml")
    #expect(try await run("archive", "add", "history.sqlite", "later.yml").status == 0)
    /// Through a pipe, as what is printed to a file would be limited too.
    func limited(_ command: String, blocks: String) async throws -> ProgramRun {
      try await Pingxing.shell(
        "text=$( (ulimit -f \(blocks); exec \"$PINGXING\" archive \(command)) 2>&1 ); status=$?; "
          + "printf '%s\\n' \"$text\"; exit $status", in: folder.url)
    }
    let plain = try await limited(command, blocks: "unlimited")
    let full = try await limited(command, blocks: "0")
    #expect(plain.status == 0 && full.status == 0, "\(full.everything)")
    #expect(full.output == plain.output)
    let added = try await limited("add history.sqlite west.yml", blocks: "0")
    #expect(added.status == 73 && added.output.contains("[archive-full]"), "\(added.everything)")
  }

  /// Limits on the size of files are what a full disk is, without one.
  @Test func anArchiveIsReadAndVerifiedOnAFullDisk() async throws {
    try await start("centre.yml")
    for command in ["list history.sqlite", "show history.sqlite 1", "verify history.sqlite"] {
      let run = try await Pingxing.shell(
        "(ulimit -f 0; \"$PINGXING\" archive \(command) --lang en 2>&1; echo status $?) | cat", in: folder.url)
      #expect(run.output.hasSuffix("status 0\n"), "\(run.everything)")
      #expect(!run.output.contains("error"), "\(run.everything)")
    }
    let english = try await run("archive", "verify", "history.sqlite", "--lang", "en")
    #expect(english.output.hasPrefix("1 entry, nothing was changed\n"), "\(english.everything)")
    #expect(try folder.names() == ["centre.yml", "evidence", "history.sqlite", "west.yml"])
  }

  /// The history of years is not lost to a name typed twice: neither the file, nor what SQLite keeps beside it.
  @Test(arguments: [
    ["replay", "history.sqlite", "1", "-o", "history.sqlite"], ["replay", "history.sqlite", "1", "-o", "alias"],
    ["replay", "history.sqlite", "1", "-o", "history.sqlite-wal"],
    ["replay", "history.sqlite", "1", "-o", "./history.sqlite-journal"],
    ["report", "centre.yml", "-o", "history.sqlite"], ["report", "centre.yml", "-o", "history.sqlite-shm"],
    ["new", "-o", "history.sqlite", "--force"],
    ["archive", "export", "history.sqlite", "1", "-o", "history.sqlite-wal"],
    ["archive", "backup", "history.sqlite", "-o", "history.sqlite-wal"], ["archive", "init", "history.sqlite-wal"],
    ["seal", "keygen", "-o", "history.sqlite-wal"], ["batch", ".", "-o", "history.sqlite-wal"],
  ])
  func anArchiveIsNeverReplaced(arguments: [String]) async throws {
    try await start("centre.yml")
    try folder.link("alias", to: "history.sqlite")
    let before = try folder.data("history.sqlite"), names = try folder.names()
    let run = try await Pingxing.run(arguments: arguments, in: folder.url)
    #expect(run.status == 64, "\(run.everything)")
    #expect(run.messages.contains(/\[output-is-(input|archive)\]/), "\(run.messages)")
    #expect(try folder.data("history.sqlite") == before)
    #expect(try folder.names() == names)
  }

  @Test func aTemplateIsNotReplacedByItsReport() async throws {
    try FileManager.default.copyItem(at: RepositoryFiles.root.appending(path: "Templates"), to: folder["own"])
    for (arguments, name) in [
      (["report", "centre.yml"], "own/board.xml"),
      (["compare", "centre.yml", "west.yml", "--force"], "own/compare.xml"),
    ] {
      let before = try folder.data(name)
      let run = try await Pingxing.run(arguments: arguments + ["--template", name, "-o", name], in: folder.url)
      #expect(run.status == 64 && run.messages.contains("[output-is-input]"), "\(run.everything)")
      #expect(try folder.data(name) == before)
    }
  }

  /// `Scripts/verify-archive.py` was written from the description of the format.
  @Test func anotherProgramCanCheckAnArchive() async throws {
    try await start("centre.yml", "west.yml")
    let script = RepositoryFiles.root.appending(path: "Scripts/verify-archive.py").path
    let list = try json(try await run("archive", "list", "history.sqlite", "--format", "json"))
    let checked = try await Pingxing.tool("python3", script, folder["history.sqlite"].path)
    #expect(checked.status == 0, "\(checked.everything)")
    #expect(checked.output == "2 entries, head \(try #require(list["head"] as? String))\n")
  }

  /// Whoever changes what an entry says, and gives it another hash, is found out by the result document beside it.
  @Test func anEntryThatContradictsItsResultIsNamed() async throws {
    try await start("centre.yml", "west.yml")
    try folder.write(
      """
      import hashlib, sqlite3, struct, sys
      def canonical(v):
          if v is None: return b"\\0"
          if isinstance(v, int): return b"\\1" + struct.pack(">q", v)
          data = v.encode() if isinstance(v, str) else bytes(v)
          return (b"\\2" if isinstance(v, str) else b"\\3") + struct.pack(">q", len(data)) + data
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      for name, in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
          db.execute("drop trigger " + name)
      db.execute("update entry set organisation = '别家' where number = 2")
      columns = "number previous recorded tool organisation period_from period_to date scorer_role scorer results"
      columns = ", ".join((columns + " corrects reason report").split())
      row = list(db.execute("select " + columns + " from entry where number = 2").fetchone())
      for content, in db.execute("select sha256 from entry, content on content.number in (assessment)"
                                 " where entry.number = 2 union all select sha256 from entry, content"
                                 " on content.number = result where entry.number = 2 union all select sha256"
                                 " from entry, content on content.number = manifest where entry.number = 2"):
          row.append(content)
      hash = hashlib.sha256(b"".join(map(canonical, ["pingxing/entry/1"] + row))).digest()
      checks = b"".join(hashlib.sha256(canonical(v)).digest()[:4] for v in row)
      db.execute("update entry set hash = ?, checks = ? where number = 2", (hash, checks))
      """, to: "forge.py")
    let forged = try await Pingxing.tool("python3", folder["forge.py"].path, folder["history.sqlite"].path)
    #expect(forged.status == 0, "\(forged.everything)")
    let verified = try await run("archive", "verify", "history.sqlite", "--lang", "en")
    #expect(verified.status == 1)
    #expect(!verified.output.contains("[entry-changed]"), "its hash and checks fit: \(verified.output)")
    #expect(
      verified.output.contains("entry 2 (table entry, column organisation) contradicts the result"),
      "\(verified.output)")
    let replayed = try await run("replay", "history.sqlite", "2", "-o", "again.pdf")
    #expect(replayed.status == 1 && replayed.messages.contains("[entry-contradicts]"), "\(replayed.everything)")
  }

  @Test func aChangeIsNamed() async throws {
    try await start("centre.yml")
    var bytes = try folder.data("history.sqlite")
    bytes[bytes.count - 2_000] ^= 1
    try folder.write(bytes, to: "history.sqlite")
    let run = try await run("archive", "verify", "history.sqlite", "--format", "json")
    #expect(run.status == 1)
    #expect(run.output.contains("\"page-changed\""))
    let backup = try await self.run("archive", "backup", "history.sqlite", "-o", "copy.sqlite")
    #expect(backup.status == 0 || backup.status == 1, "\(backup.everything)")
  }
}
