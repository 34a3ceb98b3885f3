import Diagnostics
import Foundation
import Sealing
import Testing

@testable import History

/// Logs that a run that was cut off left behind.
@Suite("Logs of archives")
struct LogTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// An archive with one entry in the file and two in its log, each of a transaction of its own; the second's hash.
  private func cutOff() throws -> (path: String, log: [UInt8], head: String) {
    let path = try folder.archive(entries: 1, "whole.sqlite")
    let archive = try Archive(path, for: .adding)
    _ = try archive.add(SampleEntries.entry(2))
    let last = try archive.add(SampleEntries.entry(3))
    try FileManager.default.copyItem(atPath: path, toPath: folder["cut.sqlite"])
    let log = Array(try Data(contentsOf: URL(filePath: path + "-wal")))
    try archive.close()
    return (folder["cut.sqlite"], log, last.hash.description)
  }

  private func place(_ log: [UInt8], beside path: String) throws {
    try Data(log).write(to: URL(filePath: path + "-wal"))
  }

  @Test func aWholeLogIsTakenOver() throws {
    let (path, log, head) = try cutOff()
    #expect(LogCheck.damage(in: log) == nil)
    try place(log, beside: path)
    let report = try Archive.verify(path, expecting: head)
    #expect(report.differences.isEmpty && report.head.count == 3, "\(report.differences)")
    #expect(report.notes.map(\.code) == ["archive-log"])
    #expect(try Archive.verify(path, expecting: head).notes.isEmpty, "it was taken over")
  }

  @Test func everyChangedByteOfALogIsFound() throws {
    let log = try cutOff().log
    let frame = 24 + ArchiveFile.pageSize
    // Every byte of the headers of the log, its first and its last frame, and every 997th of all.
    let ends = [32, log.count - frame].map { $0..<$0 + 24 }
    for index in log.indices where index < 32 || ends.contains(where: { $0.contains(index) }) || index % 997 == 0 {
      var changed = log
      changed[index] ^= 1 << UInt8(index % 8)
      let found = LogCheck.damage(in: changed)
      #expect(found == (index < 32 ? 0 : 32 + (index - 32) / frame * frame), "byte \(index)")
    }
  }

  /// Cut off anywhere, a log looks as a process that was killed leaves it.
  @Test func anUnfinishedLogIsNoDamage() throws {
    let log = try cutOff().log
    for count in stride(from: 0, through: log.count, by: 701) {
      #expect(LogCheck.damage(in: Array(log.prefix(count))) == nil, "\(count) bytes")
    }
    // What was written of a transaction before it was confirmed may be written over, and then does not fit.
    let frames = stride(from: 32, to: log.count, by: 24 + ArchiveFile.pageSize)
    let commits = frames.filter { log[$0 + 4..<$0 + 8].contains { $0 != 0 } }
    let end = try #require(commits.dropLast().last) + 24 + ArchiveFile.pageSize
    let last = try #require(commits.last)
    #expect(last > end, "the last transaction has several frames")
    var unconfirmed = Array(log[..<last])
    unconfirmed[end + 100] ^= 1
    #expect(LogCheck.damage(in: unconfirmed) == nil)
    unconfirmed[end - 100] ^= 1
    #expect(LogCheck.damage(in: unconfirmed) == end - 24 - ArchiveFile.pageSize)
    // A transaction that writes a page again gives its later frames their salts and checksums after its commit.
    var again = log
    again[end + 100] ^= 1
    for frame in frames where frame > end {
      again.replaceSubrange(frame + 8..<frame + 24, with: repeatElement(0, count: 16))
    }
    #expect(LogCheck.damage(in: again) == nil)
    again[last + 9] = 1
    #expect(LogCheck.damage(in: again) == end, "a commit with a salt was finished")
  }

  @Test func aDamagedLogIsKeptAndNamedUntilItIsRemoved() throws {
    let (path, log, head) = try cutOff()
    var damaged = log
    damaged[log.count - 50] ^= 4
    try place(damaged, beside: path)
    // Whichever command comes first takes over what is whole, and keeps what it cannot read.
    let archive = try Archive(path, for: .adding)
    #expect(try archive.head().count == 2)
    _ = try archive.add(SampleEntries.entry(9))
    try archive.close()
    let copy = path + "-wal.damaged"
    #expect(Array(try Data(contentsOf: URL(filePath: copy))) == damaged)
    let report = try Archive.verify(path)
    #expect(report.differences.map(\.code) == ["log-damaged"])
    #expect(report.differences.first?.message.english.contains(copy) == true)
    #expect(try Archive.verify(path, expecting: head).differences.map(\.code) == ["head-missing", "log-damaged"])
    unlink(copy)
    #expect(try Archive.verify(path).differences.isEmpty)
  }

  @Test func severalDamagedLogsAreKept() throws {
    let (path, log, _) = try cutOff()
    for byte in [UInt8(1), 2, 2, 4] {
      var damaged = log
      damaged[40] ^= byte
      try place(damaged, beside: path)
      _ = try Archive.verify(path)
    }
    let names = try folder.names().filter { $0.contains("damaged") }
    #expect(names == ["cut.sqlite-wal.damaged", "cut.sqlite-wal.damaged-2", "cut.sqlite-wal.damaged-3"])
    #expect(try Archive.verify(path).differences.count == 3)
  }
}
