import Diagnostics
import Foundation
import GRDB
import Sealing
import TestSupport
import Testing

@testable import History

/// Archives of earlier versions, each written by a script that is kept as it was.
@Suite("Versions of archives")
struct MigrationTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// Every version that was ever released has its script.
  private static let versions = Array(1...ArchiveSchema.current)

  /// The archive that the script of a version makes.
  private func archive(version: Int) throws -> String {
    let script = try String(
      contentsOf: RepositoryFiles.root.appending(path: "Tests/Fixtures/archives/version-\(version).sql"),
      encoding: .utf8)
    let path = folder["version-\(version).sqlite"]
    let database = try ArchiveFile.open(path, .new)
    try database.writeWithoutTransaction { try $0.execute(sql: script) }
    try database.close()
    return path
  }

  @Test(arguments: versions)
  func anEarlierArchiveIsReadVerifiedAndAddedTo(version: Int) throws {
    let path = try archive(version: version)
    let before = try Archive.verify(path)
    #expect(before.differences.isEmpty, "\(before.differences)")
    #expect(before.head.count == 2)
    let archive = try Archive(path, for: .adding)
    let entries = try archive.entries(.init())
    #expect(entries.map(\.organisation) == ["华东客户联络中心", "华东客户联络中心"])
    #expect(try archive.content(entries[0].assessment) != nil)
    let added = try archive.add(try SampleEntries.entry(7))
    #expect(added.previous == before.head.hash)
    try archive.close()
    let after = try Archive.verify(path, expecting: before.head.hash.description)
    #expect(after.differences.isEmpty, "\(after.differences)")
    let database = try DatabaseQueue(path: path)
    #expect(try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == ArchiveSchema.current)
  }

  @Test func aStepIsTakenWholeOrNotAtAll() throws {
    let path = try folder.archive(entries: 2)
    let next =
      ArchiveSchema.steps + [
        SchemaStep(statements: ["CREATE TABLE more (x INTEGER) STRICT", "CREATE INDEX more_by_x ON more (x)"])
      ]
    let broken = next + [SchemaStep(statements: ["CREATE TABLE half (x)", "CREATE TABLE half (x)"])]
    let database = try ArchiveFile.open(path, .adding)
    #expect(throws: DatabaseError.self) { try ArchiveSchema.migrate(database, steps: broken) }
    func version() throws -> Int? { try database.inDatabase { try Int.fetchOne($0, sql: "PRAGMA user_version") } }
    #expect(try version() == ArchiveSchema.current)
    #expect(try database.inDatabase { try ArchiveSchema.objects($0) }["more"] == nil)
    try ArchiveSchema.migrate(database, steps: next)
    #expect(try version() == next.count)
    #expect(try database.inDatabase { try ArchiveSchema.objects($0) } == ArchiveSchema.statements(after: next))
    // A second process finds it done.
    try ArchiveSchema.migrate(database, steps: next)
    try database.close()
    #expect(throws: ArchiveError.self, "this program does not know the next version") { try Archive.verify(path) }
  }

  /// What a later version may do: add a table, a column and an index, fill them, and change rows that are else never
  /// changed; with more rows than SQLite keeps in memory.
  private static let later: [[String]] = [
    [
      "CREATE TABLE more (number INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry (number), text TEXT) STRICT",
      """
      INSERT INTO more WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 40000)
      SELECT x, e.number, printf('%090d', x * 7919) FROM n JOIN entry e ON e.number = x % 2 + 1
      """,
      "CREATE INDEX more_by_text ON more (text)",
    ],
    [
      "ALTER TABLE entry ADD COLUMN note TEXT", "DROP TRIGGER entry_is_never_changed",
      "UPDATE entry SET note = organisation || number", "UPDATE more SET text = text || 'x' WHERE number % 3 = 0",
      """
      CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
      BEGIN SELECT RAISE(ABORT, 'an archive is only added to'); END
      """,
    ],
  ]

  /// As `make soak` does with 200, and `make test` with fewer. What is killed is the way from each released version to one
  /// that is still to come.
  @Test(arguments: versions)
  func aProcessKilledAtAnyPointOfAMigrationLosesNothing(version: Int) throws {
    let rounds = Int(ProcessInfo.processInfo.environment["PINGXING_SOAK_KILLS"] ?? "") ?? 12
    let steps = ArchiveSchema.steps + Self.later.map { SchemaStep(statements: $0) }
    let plan = folder.above + "/steps.json"
    try JSONEncoder().encode(Self.later).write(to: URL(filePath: plan))
    let origin = try archive(version: version)
    let head = try Archive.verify(origin).head
    func migrate(_ path: String) throws -> ArchiveWorker {
      let worker = try ArchiveWorker(path, "migrate", plan, in: folder)
      while worker.lines.isEmpty, worker.process.isRunning { usleep(200) }
      return worker
    }
    let whole = folder["whole.sqlite"]
    try FileManager.default.copyItem(atPath: origin, toPath: whole)
    let start = ContinuousClock.now
    try migrate(whole).process.waitUntilExit()
    let duration = ContinuousClock.now - start
    // How far the work is after a while depends on the machine; that nothing is lost does not.
    var random = SeededGenerator(seed: UInt64(version))
    var counts = (before: 0, after: 0)
    for round in 0..<rounds {
      let path = folder["round.sqlite"]
      for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
      try FileManager.default.copyItem(atPath: origin, toPath: path)
      let worker = try migrate(path)
      // The first is killed at once, so that one is certain to be killed before the end.
      usleep(
        UInt32(Double(round == 0 ? 0 : 1_500_000) * (duration / .seconds(1)) * Double.random(in: 0...1, using: &random))
      )
      kill(worker.process.processIdentifier, SIGKILL)
      worker.process.waitUntilExit()
      let wasConfirmed = worker.lines.last == "done"
      let found = try state(path, steps: steps)
      #expect(found.differences.isEmpty, "round \(round): \(found.differences)")
      #expect(!FileManager.default.fileExists(atPath: path + "-wal.damaged"), "round \(round): a kill is no damage")
      #expect(found.head == head, "round \(round): every entry is there, with its hash")
      #expect([version, steps.count].contains(found.version), "round \(round): whole or not at all")
      if wasConfirmed { #expect(found.version == steps.count) }
      if found.version == version { counts.before += 1 } else { counts.after += 1 }
      // The next run finishes what this one did not.
      let again = try migrate(path)
      again.process.waitUntilExit()
      #expect(again.process.terminationStatus == 0)
      let finished = try state(path, steps: steps)
      #expect(finished.differences.isEmpty && finished.version == steps.count && finished.head == head)
    }
    #expect(counts.before > 0)
    print("killed \(rounds) times: \(counts.before) before the migration took effect, \(counts.after) after it")
  }

  /// The version of an archive, the end of its chain, and all that `verify` looks at, with tables as these steps make them.
  private func state(
    _ path: String, steps: [SchemaStep]
  ) throws -> (version: Int, head: ArchiveHead, differences: [Diagnostic]) {
    var report = ArchiveVerification()
    // The log is taken over first.
    try ArchiveFile.open(path, .adding, known: steps.count).close()
    let database = try ArchiveFile.open(path, .reading, known: steps.count)
    let version = try database.inDatabase { db in
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      FileCheck.check(db, &report)
      try ChainCheck(db: db).check(&report, expecting: nil)
      #expect(try ArchiveSchema.objects(db) == ArchiveSchema.statements(after: steps.prefix(version)))
      #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
      #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
      if version == steps.count {
        #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM more WHERE text IS NOT NULL") == 40_000)
        #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM entry WHERE note = organisation || number") == 2)
      }
      return version
    }
    try database.close()
    return (version, report.head, report.differences)
  }

  /// The bytes are those of Docs/archive.md.
  @Test func canonicalBytes() {
    #expect(CanonicalBytes.of(.null) == [0])
    #expect(CanonicalBytes.of(.integer(-2)) == [1, 255, 255, 255, 255, 255, 255, 255, 254])
    #expect(CanonicalBytes.of(.text("é")) == [2, 0, 0, 0, 0, 0, 0, 0, 2, 0xC3, 0xA9])
    #expect(CanonicalBytes.of(.blob([7])) == [3, 0, 0, 0, 0, 0, 0, 0, 1, 7])
  }

  @Test func whatIsPackedIsUnpacked() throws {
    var generator = SeededGenerator(seed: 7)
    for count in [0, 1, 100, 70_000] {
      let base = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let bytes = base + [1, 2, 3]
      for against in [nil, base] {
        let packed = try #require(Packing.pack(bytes, base: against))
        #expect(Packing.unpack(packed, size: bytes.count, base: against) == bytes)
        #expect(Packing.unpack(packed, size: bytes.count + 1, base: against) == nil)
        #expect(Packing.unpack(packed + [0], size: bytes.count, base: against) == nil)
        #expect(Packing.unpack(Array(packed.dropLast()), size: bytes.count, base: against) == nil)
        if against != nil, count > 99 { #expect(packed.count < 100) }
      }
    }
    #expect(Packing.unpack([], size: 0, base: nil) == nil)
    #expect(Packing.unpack([], size: .max, base: nil) == nil)
  }
}
