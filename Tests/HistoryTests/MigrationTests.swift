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
