import Diagnostics
import Foundation
import Sealing
import Testing

@testable import History

/// Every change is found, and named.
@Suite("Tampering with archives")
struct TamperingTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// One bit of every byte, and all of them: also in unused pages, unused parts of pages and every field of the header.
  ///
  /// Pages are looked at for every byte. The whole of `verify`, with SQLite reading what was changed, is run for the bytes
  /// at the head of each page, which hold its structure, and for some of the others; for all in `make soak`.
  @Test func everyChangedByteIsFoundAndItsPageNamed() throws {
    let path = try folder.archive(entries: 2)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let copy = folder["copy.sqlite"]
    try bytes.write(to: URL(filePath: copy))
    let handle = try FileHandle(forUpdating: URL(filePath: copy))
    let isThorough = ProcessInfo.processInfo.environment["PINGXING_SOAK_KILLS"] != nil
    for offset in bytes.indices {
      let page = offset / 4_096 + 1
      var changed = [UInt8](bytes[((page - 1) * 4_096)..<page * 4_096])
      for mask: UInt8 in [1 << (offset % 8), 0xFF] {
        changed[offset % 4_096] ^= mask
        let fits = changed.withUnsafeBytes { PageDigests.fits($0, number: UInt32(page)) }
        changed[offset % 4_096] ^= mask
        #expect(!fits, "byte \(offset)")
      }
      guard isThorough || offset < 112 || offset % 4_096 < 12 || offset % 89 == 0 else { continue }
      try handle.seek(toOffset: UInt64(offset))
      try handle.write(contentsOf: [bytes[offset] ^ (1 << (offset % 8))])
      try checkNamed(offset: offset, in: copy)
      try handle.seek(toOffset: UInt64(offset))
      try handle.write(contentsOf: [bytes[offset]])
    }
    #expect(try Archive.verify(copy).differences.isEmpty, "the last change was taken back")
  }

  private func checkNamed(offset: Int, in path: String) throws {
    let messages = try Archive.verify(path).differences.map(\.message.english)
    #expect(
      messages.contains { $0.hasPrefix("page \(offset / 4_096 + 1) (bytes ") }, "byte \(offset): \(messages)")
    // No message steers a terminal or breaks a line.
    #expect(!messages.contains { $0.unicodeScalars.contains { $0.value < 0x20 } }, "byte \(offset): \(messages)")
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
  }

  @Test func bytesCutOffOrAddedAreFound() throws {
    let path = try folder.archive(entries: 3)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let copy = URL(filePath: folder["copy.sqlite"])
    for size in stride(from: 100, to: bytes.count, by: 1_021) + [16, 99, bytes.count - 1, bytes.count - 4_096] {
      try bytes.prefix(size).write(to: copy)
      #expect(try !Archive.verify(copy.path).differences.isEmpty, "\(size)")
    }
    for count in [1, 4_095, 4_096] {
      try (bytes + Data(repeating: 0, count: count)).write(to: copy)
      #expect(try !Archive.verify(copy.path).differences.isEmpty, "\(count)")
    }
    for size in [0, 1, 15] {
      try bytes.prefix(size).write(to: copy)
      #expect(throws: ArchiveError.self) { try Archive.verify(copy.path) }
    }
  }

  @Test func exchangedPagesAreFound() throws {
    let path = try folder.archive(entries: 3)
    var bytes = try Data(contentsOf: URL(filePath: path))
    let pages = (0..<bytes.count / 4_096).map { bytes[($0 * 4_096)..<($0 + 1) * 4_096] }
    bytes.replaceSubrange(4_096..<8_192, with: pages[2])
    bytes.replaceSubrange(8_192..<12_288, with: pages[1])
    try bytes.write(to: URL(filePath: path))
    let messages = try Archive.verify(path).differences.map(\.message.english)
    #expect(messages.contains { $0.hasPrefix("page 2 ") })
    #expect(messages.contains { $0.hasPrefix("page 3 ") })
  }

  /// By somebody who also puts the digests of the pages right.
  @Test(arguments: [
    ("organisation", "'别家'"), ("recorded", "'2020-01-01T00:00:00Z'"), ("tool", "'9'"), ("period_from", "'2024-01-01'"),
    ("period_to", "'2024-01-01'"), ("date", "'2024-01-01'"), ("scorer_role", "'auditor'"), ("scorer", "'x'"),
    ("results", "'[[]]'"), ("reason", "'x'"), ("report", "'{}'"), ("corrects", "1"), ("previous", "zeroblob(32)"),
    ("assessment", "1"), ("result", "2"), ("manifest", "3"), ("hash", "zeroblob(32)"), ("checks", "zeroblob(68)"),
  ])
  func aChangedColumnIsNamed(column: String, value: String) throws {
    let path = try folder.archive(entries: 3)
    try Tampering.runWithDigests(
      try Tampering.pastTriggers("UPDATE entry SET \(column) = \(value) WHERE number = 2"), on: path)
    let report = try Archive.verify(path)
    let messages = report.differences.map(\.message.english)
    #expect(messages.contains { $0.contains("entry 2 (table entry, column") && $0.contains(column) }, "\(messages)")
    #expect(!report.differences.contains { $0.code == "page-changed" || $0.code == "schema-changed" }, "\(messages)")
  }

  @Test(arguments: [
    ("DELETE FROM entry WHERE number = 2", "entry-missing", "entry 2 is missing"),
    ("UPDATE entry SET number = 9 WHERE number = 2", "entry-missing", "entry 2 is missing"),
    (
      "UPDATE entry SET number = 8 WHERE number = 2; UPDATE entry SET number = 2 WHERE number = 3; UPDATE entry SET number = 3 WHERE number = 8",
      "chain-broken", "entry 2 "
    ),
    ("DELETE FROM content WHERE number = 2", "content-missing", "content 2"),
    (
      "UPDATE content SET packed = (SELECT packed FROM content WHERE number = 1) WHERE number = 2", "content-changed",
      "content 2"
    ),
    ("UPDATE content SET size = size + 1 WHERE number = 3", "content-changed", "content 3"),
    ("UPDATE content SET sha256 = zeroblob(32) WHERE number = 3", "content-changed", "content 3"),
    (
      "INSERT INTO content (sha256, size, packed) SELECT zeroblob(32), size, packed FROM content WHERE number = 1",
      "content-unused", "content 14"
    ),
  ])
  func aChangedRowIsNamed(sql: String, code: String, place: String) throws {
    let path = try folder.archive(entries: 4)
    try Tampering.runWithDigests(try Tampering.pastTriggers(sql), on: path)
    let report = try Archive.verify(path)
    #expect(
      report.differences.contains { $0.code == code && $0.message.english.contains(place) },
      "\(report.differences.map(\.message.english))")
  }

  /// Whoever reads of a change wants to know whose assessment it is, and which of its files.
  @Test(arguments: [
    (
      "(SELECT result FROM entry WHERE number = 2)",
      "the result document of entry 2, 华东客户联络中心, was changed: the content "
    ),
    ("(SELECT assessment FROM entry WHERE number = 3)", "centre.yml of entry 3, 华东客户联络中心, was changed: the content "),
    ("(SELECT manifest FROM entry WHERE number = 3)", "the manifest of entry 3, 华东客户联络中心, was changed: the content "),
    ("1", "cccs-op-2008.yml of entry 1, 华东客户联络中心, was changed: the content 1 "),
  ])
  func aChangedContentIsNamedByItsEntryAndFile(content: String, message: String) throws {
    let path = try folder.archive(entries: 3)
    let sql = "UPDATE content SET packed = zeroblob(length(packed)) WHERE number = \(content)"
    try Tampering.runWithDigests(try Tampering.pastTriggers(sql), on: path)
    let messages = try Archive.verify(path).differences.filter { $0.code == "content-changed" }.map(\.message.english)
    #expect(messages.count == 1 && messages[0].hasPrefix(message), "\(messages)")
    #expect(messages[0].hasSuffix("; 2 more entries have it") == (content == "1"), "\(messages)")
  }

  /// An entry that rested on something damaged would be lost from the beginning.
  @Test func nothingIsAddedUponAChangedContent() throws {
    let path = try folder.archive(entries: 2)
    let sql = "UPDATE content SET packed = zeroblob(length(packed)) WHERE number = 1"
    try Tampering.runWithDigests(try Tampering.pastTriggers(sql), on: path)
    let archive = try Archive(path, for: .adding)
    let error = #expect(throws: ArchiveError.self) { try archive.add(try SampleEntries.entry(3)) }
    let message = error?.message.english ?? ""
    #expect(message.contains("content 1 (cccs-op-2008.yml of entry 1, 华东客户联络中心) was changed"), "\(message)")
    #expect(try archive.head().count == 2)
  }

  @Test func nothingIsPackedAgainstAChangedContent() throws {
    let path = try folder.archive(entries: 2)
    let sql =
      "UPDATE content SET packed = zeroblob(length(packed)) WHERE number = (SELECT result FROM entry WHERE number = 1)"
    try Tampering.runWithDigests(try Tampering.pastTriggers(sql), on: path)
    let archive = try Archive(path, for: .adding)
    let sample = try SampleEntries.entry(3)
    let entry = try archive.add(sample)
    #expect(try archive.content(entry.result) == sample.result)
    #expect(try archive.content(entry.assessment) == sample.assessment)
  }

  /// A number that one changed byte makes is not that of a later version.
  @Test func aChangedVersionIsDamageAndNoLaterVersion() throws {
    let path = try folder.archive(entries: 1)
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[63] ^= 2
    try bytes.write(to: URL(filePath: path))
    let error = #expect(throws: ArchiveError.self) { try Archive(path, for: .reading) }
    #expect(error?.code == "archive-damaged")
    let messages = try Archive.verify(path).differences.map(\.message.english)
    #expect(messages.contains { $0.hasPrefix("page 1 (bytes 0 to 4095") }, "\(messages)")
  }

  @Test(arguments: [
    ("DROP TRIGGER entry_is_never_changed", "entry_is_never_changed was removed"),
    ("CREATE TABLE extra (x)", "extra was added"),
    ("DROP INDEX entry_by_organisation", "entry_by_organisation was removed"),
    (
      "DROP TRIGGER entry_is_never_changed; CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN SELECT 1; END",
      "entry_is_never_changed was changed"
    ),
  ])
  func aChangedSchemaIsNamed(sql: String, message: String) throws {
    let path = try folder.archive(entries: 1)
    try Tampering.runWithDigests(sql, on: path)
    #expect(try Archive.verify(path).differences.contains { $0.message.english.contains(message) })
  }

  /// What another program writes has no digests, even where it changes nothing of an entry.
  @Test func whatAnotherProgramWritesIsFound() throws {
    let path = try folder.archive(entries: 2)
    try Tampering.run("PRAGMA user_version = 1; CREATE TABLE t (x); DROP TABLE t", on: path)
    #expect(try Archive.verify(path).differences.contains { $0.code == "page-changed" })
  }

  /// The one thing that a file cannot tell of itself; so the hash is printed, to be kept elsewhere.
  @Test func entriesTakenFromTheEndAreFoundByAHashKeptElsewhere() throws {
    let long = try folder.archive(entries: 5, "long.sqlite"), short = try folder.archive(entries: 3, "short.sqlite")
    let head = try Archive.verify(long).head.hash.description, earlier = try Archive.verify(short).head.hash.description
    #expect(try Archive.verify(short).differences.isEmpty)
    #expect(try Archive.verify(short, expecting: head).differences.map(\.code) == ["head-missing"])
    #expect(try Archive.verify(short, expecting: String(head.prefix(16))).differences.map(\.code) == ["head-missing"])
    #expect(try Archive.verify(long, expecting: head).differences.isEmpty)
    #expect(try Archive.verify(long, expecting: earlier).differences.isEmpty, "an earlier hash is in the chain too")
    // What stands before the first entry vouches for none.
    let origin = String(repeating: "0", count: 16), empty = try folder.archive(entries: 0, "empty.sqlite")
    #expect(try Archive.verify(long, expecting: origin).differences.map(\.code) == ["head-missing"])
    #expect(try Archive.verify(empty, expecting: origin).differences.isEmpty)
    #expect(try Archive.verify(empty, expecting: head).differences.map(\.code) == ["head-missing"])
  }
}
