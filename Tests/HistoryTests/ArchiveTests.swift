import Diagnostics
import Foundation
import GRDB
import History
import Sealing
import TestSupport
import Testing

@Suite("Archives")
struct ArchiveTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  @Test func entriesAreReadAsTheyWereAdded() throws {
    let path = try folder.archive(entries: 3)
    let archive = try Archive(path, for: .reading)
    let entries = try archive.entries(.init())
    #expect(entries.map(\.number) == [3, 2, 1])
    #expect(entries[1].previous == entries[2].hash)
    let entry = try archive.entry(2)
    let sample = try SampleEntries.entry(2)
    #expect(try archive.content(entry.assessment) == sample.assessment)
    #expect(try archive.content(entry.result) == sample.result)
    #expect(try archive.manifest(of: entry) == sample.manifest)
    #expect(try archive.content(Digest(of: SampleEntries.rubric)) == SampleEntries.rubric)
    #expect(try archive.content(Digest(of: [1, 2, 3])) == nil)
    #expect(try archive.head() == ArchiveHead(count: 3, hash: entries[0].hash))
    try archive.close()
    let report = try Archive.verify(path)
    #expect(report.differences.isEmpty, "\(report.differences)")
    #expect(report.head == ArchiveHead(count: 3, hash: entries[0].hash))
    #expect(try folder.names() == ["history.sqlite"], "nothing is left beside the one file")
  }

  @Test func aCheckTellsHowFarItHasCome() throws {
    let path = try folder.archive(entries: 3)
    var told: [(done: Int, all: Int)] = []
    #expect(try Archive.verify(path, progress: { told.append(($0, $1)) }).differences.isEmpty)
    #expect(Set(told.map(\.all)).count == 1 && told.last?.done == told.last?.all)
    #expect(told.map(\.done) == Array(0...(told.last?.all ?? 0)).filter { done in told.contains { $0.done == done } })
    #expect(told.count > 6, "contents and entries")
  }

  @Test func aResultIsPackedAgainstASimilarOneOnly() throws {
    let path = try folder.archive(entries: 0)
    let archive = try Archive(path, for: .adding)
    var generator = SeededGenerator(seed: 11)
    func noise() -> [UInt8] { (0..<50_000).map { _ in UInt8.random(in: 0...255, using: &generator) } }
    let first = noise()
    let results = [first, first + [1], Array(first[..<15_000]) + noise(), noise()]
    for (index, result) in results.enumerated() {
      var entry = try SampleEntries.entry(index + 1)
      entry.result = result
      _ = try archive.add(entry)
    }
    for (index, result) in results.enumerated() {
      #expect(try archive.content(archive.entry(index + 1).result) == result)
    }
    try archive.close()
    let queue = try DatabaseQueue(path: path)
    let isAlone = try queue.read { db in
      try Bool.fetchAll(
        db, sql: "SELECT c.base IS NULL FROM entry e JOIN content c ON c.number = e.result ORDER BY e.number")
    }
    #expect(isAlone == [true, false, true, true])
    try queue.close()
    #expect(try Archive.verify(path).differences.isEmpty)
  }

  @Test func aListIsPagedAndFiltered() throws {
    let path = try folder.archive(entries: 0)
    let archive = try Archive(path, for: .adding)
    for number in 1...10 {
      _ = try archive.add(try SampleEntries.entry(number, organisation: number % 3 == 0 ? "乙" : "甲"))
    }
    #expect(try archive.entries(.init(limit: 4)).map(\.number) == [10, 9, 8, 7])
    #expect(try archive.entries(.init(before: 7, limit: 2)).map(\.number) == [6, 5])
    #expect(try archive.entries(.init(organisation: "乙")).map(\.number) == [9, 6, 3])
    #expect(try archive.entries(.init(organisation: "乙", before: 6)).map(\.number) == [3])
    #expect(try archive.organisations() == ["乙", "甲"])
  }

  @Test func anEntryOfAnotherOrganisationIsCorrectedOnPurposeOnly() throws {
    let path = try folder.archive(entries: 1)
    let archive = try Archive(path, for: .adding)
    var correction = try SampleEntries.entry(2, organisation: "西南客户联络中心")
    correction.correction = (entry: 1, reason: "机构名称写错")
    let error = #expect(throws: ArchiveError.self) { try archive.add(correction) }
    #expect(error?.code == "other-organisation" && error?.message.english.contains("华东客户联络中心") == true)
    correction.mayCorrectOthers = true
    #expect(try archive.add(correction).corrects == 1)
  }

  /// An archive of an earlier version of the program has manifests of the earlier format.
  @Test func anEntryWithAManifestOfTheEarlierFormatIsTheSame() throws {
    let path = try folder.archive(entries: 0)
    let archive = try Archive(path, for: .adding)
    let new = try SampleEntries.entry(1)
    var old = new
    old.manifest = try Seal(new.manifest.files, version: .one)
    _ = try archive.add(old)
    let error = #expect(throws: ArchiveError.self) { try archive.add(new) }
    #expect(error?.code == "already-archived")
    #expect(try archive.manifest(of: archive.entry(1)) == old.manifest)
  }

  /// What SQLite keeps beside an archive is part of it, whether it is there or not.
  @Test func theFilesBesideAnArchiveAreItsOwn() throws {
    let path = try folder.archive(entries: 1)
    for ending in ["-wal", "-shm", "-journal", "-wal.damaged", "-wal.damaged-2", "-wal/"] {
      #expect(Archive.owner(ofCompanion: path + ending) == path, "\(ending)")
    }
    let below = folder["old.damaged"]
    try FileManager.default.createDirectory(atPath: below, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: path, toPath: below + "/a.damaged.sqlite")
    for ending in ["-wal", "-wal.damaged"] {
      #expect(Archive.owner(ofCompanion: below + "/a.damaged.sqlite" + ending) == below + "/a.damaged.sqlite")
    }
    for name in [path, path + ".pdf", path + "-wall", folder["other-wal"]] {
      #expect(Archive.owner(ofCompanion: name) == nil, "\(name)")
    }
  }

  @Test func aCorrectionNamesTheEntryAndThatOneTellsOfIt() throws {
    let path = try folder.archive(entries: 2)
    let archive = try Archive(path, for: .adding)
    var correction = try SampleEntries.entry(1)
    correction.correction = (entry: 1, reason: "证据 E01 归错了项")
    let added = try archive.add(correction)
    #expect(added.corrects == 1)
    #expect(try archive.entry(1).correctedBy == 3)
    #expect(try archive.entry(2).correctedBy == nil)
    #expect(throws: ArchiveError.self) { try archive.add(correction) }
    correction.correction = (entry: 9, reason: "没有这条")
    #expect(throws: ArchiveError.self) { try archive.add(correction) }
    #expect(try archive.head().count == 3)
  }

  @Test func theSameIsNotAddedTwice() throws {
    let path = try folder.archive(entries: 2)
    let archive = try Archive(path, for: .adding)
    do {
      _ = try archive.add(try SampleEntries.entry(2))
      Issue.record("it was added again")
    } catch ArchiveError.alreadyArchived(let entry) { #expect(entry == 2) }
  }

  @Test func nothingIsChangedOrRemoved() throws {
    let path = try folder.archive(entries: 2)
    for sql in [
      "UPDATE entry SET organisation = 'x'", "DELETE FROM entry WHERE number = 2", "UPDATE content SET size = 1",
      "DELETE FROM content WHERE number = 1",
    ] {
      #expect(throws: DatabaseError.self, "\(sql)") { try Tampering.run(sql, on: path) }
    }
    #expect(try Archive.verify(path).differences.isEmpty)
  }

  @Test func rubricsAreKeptOnce() throws {
    let few = try folder.archive(entries: 2, "few.sqlite"), many = try folder.archive(entries: 200, "many.sqlite")
    func count(_ path: String) throws -> Int {
      let queue = try DatabaseQueue(path: path)
      return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM content")! }
    }
    // Assessment, result and manifest of each entry, and the rubric.
    #expect(try count(few) == 7)
    #expect(try count(many) == 601)
  }

  @Test func aCopyIsTheSameArchive() throws {
    let path = try folder.archive(entries: 5)
    let archive = try Archive(path, for: .reading)
    let report = try archive.backup(to: folder["copy.sqlite"])
    #expect(report.differences.isEmpty, "\(report.differences)")
    #expect(throws: ArchiveError.self) { try archive.backup(to: folder["copy.sqlite"]) }
    let copy = try Archive(folder["copy.sqlite"], for: .adding)
    #expect(try copy.head() == archive.head())
    _ = try copy.add(try SampleEntries.entry(6))
    try copy.close()
    try archive.close()
    #expect(try Archive.verify(folder["copy.sqlite"]).differences.isEmpty)
    #expect(try folder.names() == ["copy.sqlite", "history.sqlite"])
  }

  @Test func aNewArchiveNeverReplacesAFile() throws {
    try Data("months of work".utf8).write(to: URL(filePath: folder["notes.txt"]))
    #expect(throws: ArchiveError.self) { try Archive.create(at: folder["notes.txt"]) }
    #expect(try Data(contentsOf: URL(filePath: folder["notes.txt"])) == Data("months of work".utf8))
    #expect(throws: ArchiveError.self) { try Archive.create(at: folder["missing/history.sqlite"]) }
    #expect(try folder.names() == ["notes.txt"])
  }

  @Test(arguments: ["a b.sqlite", "历史 档案.sqlite", "x?mode=memory&y#z%41.sqlite", "-x.sqlite"])
  func namesAreTakenAsTheyAre(name: String) throws {
    let path = try folder.archive(entries: 1, name)
    #expect(try folder.names() == [name])
    #expect(try Archive.verify(path).head.count == 1)
  }
}
