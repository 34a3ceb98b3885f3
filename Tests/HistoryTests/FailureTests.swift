import Diagnostics
import Foundation
import GRDB
import Sealing
import TestSupport
import Testing

@testable import History

/// A process that adds entries and can be stopped at any point.
struct ArchiveWorker {
  let process = Process()
  private let output: URL

  init(_ archive: String, _ name: String, count: Int, in folder: ScratchFolder, before command: String = "") throws {
    try self.init(archive, name, "\(count)", in: folder, before: command)
  }

  init(_ archive: String, _ name: String, _ work: String, in folder: ScratchFolder, before command: String = "") throws
  {
    output = URL(filePath: folder.above + "/worker-\(name).txt")
    try Data().write(to: output)
    let program = Self.executable.path
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command + " exec \"$0\" \"$@\"", program, archive, name, work]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// The lines printed so far.
  var lines: [String] {
    ((try? String(contentsOf: output, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }

  private static let executable: URL = {
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "archive-worker")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    preconditionFailure("no archive-worker beside the tests")
  }()
}

@Suite("Archives in trouble")
struct FailureTests {
  private let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  @Test func severalProcessesAddAtOnce() throws {
    let path = try folder.archive(entries: 0)
    let workers = try (1...4).map { try ArchiveWorker(path, "w\($0)", count: 10, in: folder) }
    for worker in workers { worker.process.waitUntilExit() }
    for worker in workers {
      #expect(worker.process.terminationStatus == 0, "\(worker.lines)")
      #expect(worker.lines.count == 10)
    }
    let report = try Archive.verify(path)
    #expect(report.differences.isEmpty, "\(report.differences)")
    #expect(report.head.count == 40)
  }

  /// As `make soak` does with 200, and `make test` with fewer.
  @Test func aProcessKilledAtAnyPointLosesNothing() throws {
    let rounds = Int(ProcessInfo.processInfo.environment["PINGXING_SOAK_KILLS"] ?? "") ?? 40
    let path = try folder.archive(entries: 0)
    var confirmed: [String] = []
    var generator = SeededGenerator(seed: 68)
    for round in 1...rounds {
      let worker = try ArchiveWorker(path, "k\(round)", count: 10_000, in: folder)
      // The process has begun when it has printed a line; from then on it is always somewhere in an addition.
      while worker.lines.isEmpty, worker.process.isRunning { usleep(500) }
      usleep(UInt32.random(in: 0...12_000, using: &generator))
      kill(worker.process.processIdentifier, SIGKILL)
      worker.process.waitUntilExit()
      confirmed += worker.lines
      let report = try Archive.verify(path)
      try #require(report.differences.isEmpty, "round \(round): \(report.differences)")
      // Whatever was confirmed is there; at most the one that was under way is there too.
      #expect(report.head.count >= confirmed.count)
      #expect(report.head.count <= confirmed.count + round)
      let last = try #require(worker.lines.last?.split(separator: " ").last)
      #expect(try Archive.verify(path, expecting: String(last)).differences.isEmpty)
    }
  }

  /// On a file system of its own of a few sizes, and where files may not grow: the system refuses with other words then.
  /// Without the right to mount, only the second.
  @Test(arguments: [true, false]) func aFullDiskLosesNothing(isMounted: Bool) throws {
    let path = try folder.archive(entries: 0)
    let small = folder.above + "/small"
    try FileManager.default.createDirectory(atPath: small, withIntermediateDirectories: true)
    let mounting = getuid() == 0 ? "unshare -m" : "unshare -rm"
    let canMount = try isMounted && run("\(mounting) mount -t tmpfs -o size=64k none '\(small)'") == 0
    var confirmed = 0, failures = 0
    for size in stride(from: 120, through: 440, by: 64) {
      // The archive goes to the small file system, is added to there until that is full, and comes back with its log.
      let inside =
        "mount -t tmpfs -o size=\(size)k none '\(small)' && cp \"$1\" '\(small)/a' || exit 71; "
        + "\"$0\" '\(small)/a' \"$2\" \"$3\"; cp '\(small)'/a* '\(folder.path)/'; exit;"
      // In blocks of 1,024 bytes in a shell of this system, or of 512; either way the limit is soon met.
      let worker = try ArchiveWorker(
        path, "t\(size)", count: 400, in: folder,
        before: canMount
          ? "exec \(mounting) sh -c '\(inside.replacing("'", with: "'\\''"))' \"$0\" \"$@\";" : "ulimit -f \(size);")
      worker.process.waitUntilExit()
      #expect(worker.lines.last?.hasPrefix("failed archive-full ") == true, "\(size): \(worker.lines)")
      if worker.lines.count > 1 { failures += 1 }
      confirmed = worker.lines.count - 1 + (canMount ? 0 : confirmed)
      let report = try Archive.verify(canMount ? folder["a"] : path)
      #expect(report.differences.isEmpty, "\(report.differences)")
      #expect(report.head.count == confirmed, "what was confirmed is there")
      for name in try folder.names() where canMount && name != "history.sqlite" { unlink(folder[name]) }
    }
    #expect(failures > 0, "some were full only after entries had been added")
  }

  private func run(_ command: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func aLockedArchiveIsWaitedFor() throws {
    let path = try folder.archive(entries: 1)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let holder = try DatabaseQueue(path: path, configuration: configuration)
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let worker = try ArchiveWorker(path, "w", count: 1, in: folder)
    usleep(300_000)
    #expect(worker.process.isRunning && worker.lines.isEmpty, "it waits")
    try holder.inDatabase { try $0.execute(sql: "ROLLBACK") }
    worker.process.waitUntilExit()
    #expect(worker.lines.count == 1)
    try holder.close()
  }

  /// To wait twice, to open the file and for the right to write, or to empty the log in between, would outlast the other.
  @Test(arguments: [
    ["BEGIN IMMEDIATE"],
    // So that not even reading is possible.
    ["PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"],
  ])
  func verifyWaitsForAnotherOnceAndNoLonger(statements: [String]) throws {
    let path = try folder.archive(entries: 1)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let holder = try DatabaseQueue(path: path, configuration: configuration)
    try holder.inDatabase { db in for statement in statements { try db.execute(sql: statement) } }
    let end = Thread {
      usleep(3_800_000)
      try? holder.inDatabase { db in
        try db.execute(sql: "ROLLBACK; PRAGMA locking_mode = NORMAL")
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM entry")
      }
    }
    end.start()
    let error = #expect(throws: ArchiveError.self) { try Archive.verify(path, patience: 2) }
    #expect(error?.code == "archive-locked", "it waited longer than it was to")
    #expect(try Archive.verify(path, patience: 60).differences.isEmpty, "it waits for one that ends")
    try holder.close()
  }

  /// Where nothing more can be written, what is there is read, and nothing is said of the archive that is not so.
  @Test func aFullDiskDoesNotKeepAnArchiveFromBeingRead() throws {
    let path = try folder.archive(entries: 2)
    let full = "(ulimit -f 0; \"$0\" \"$@\") | cat; exit;"
    for _ in 1...2 {
      let reader = try ArchiveWorker(path, "r", count: 0, in: folder, before: full)
      reader.process.waitUntilExit()
      #expect(reader.lines == ["2"])
      #expect(try folder.names() == ["history.sqlite"])
    }
    let adder = try ArchiveWorker(path, "a", count: 1, in: folder, before: full)
    adder.process.waitUntilExit()
    #expect(adder.lines.first?.hasPrefix("failed archive-full ") == true, "\(adder.lines)")
    #expect(try Archive.verify(path).head.count == 2)
  }

  /// A byte in the unused part of a page is no row's; a page that is written anew must not get a right digest over it.
  @Test func anAdditionDoesNotCoverAChangeOfAnUnusedByte() throws {
    let path = try folder.archive(entries: 3)
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var refused = 0
    for page in 1...(whole.count / 4096) {
      let start = (page - 1) * 4096, header = start + (page == 1 ? 100 : 0)
      guard [2, 5, 10, 13].contains(whole[header]) else { continue }
      func number(_ offset: Int) -> Int { Int(whole[header + offset]) << 8 | Int(whole[header + offset + 1]) }
      let gap = header + (whole[header] > 8 ? 8 : 12) + 2 * number(3)
      guard gap < start + number(5) else { continue }
      var changed = whole
      changed[gap] ^= 0x41
      try Data(changed).write(to: URL(filePath: path))
      let archive = try Archive(path, for: .adding)
      do {
        _ = try archive.add(try SampleEntries.entry(4))
        try archive.close()
      } catch {
        try archive.close()
        guard case ArchiveError.pageChanged(_, let named, _) = error else {
          Issue.record("page \(page): \(error)")
          continue
        }
        #expect(named == page)
        #expect([UInt8](try Data(contentsOf: URL(filePath: path))) == changed)
        refused += 1
      }
      let differences = try Archive.verify(path).differences
      #expect(
        differences.contains { $0.code == "page-changed" && $0.message.english.hasPrefix("page \(page) ") },
        "page \(page): \(differences)")
    }
    #expect(refused > 2)
  }

  @Test func aLaterVersionIsRefusedAndLeftAlone() throws {
    let path = try folder.archive(entries: 1)
    try Tampering.runWithDigests("PRAGMA user_version = 99", on: path)
    let before = try Data(contentsOf: URL(filePath: path))
    for purpose in [Archive.Purpose.reading, .adding] {
      do {
        _ = try Archive(path, for: purpose)
        Issue.record("it was opened")
      } catch ArchiveError.newerVersion(_, let found, let known) { #expect(found == 99 && known < 99) }
    }
    #expect(throws: ArchiveError.self) { try Archive.verify(path) }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  /// The tables are those of this version, the manifest of an entry is not, and the chain vouches for it.
  @Test func anEntryOfALaterVersionIsTold() throws {
    let path = try folder.archive(entries: 2)
    let archive = try Archive(path, for: .reading)
    let old = try archive.entry(2)
    try archive.close()
    let text = Array("pingxing/seal/9\nsomething else\n".utf8)
    let packed = try #require(Packing.pack(text, base: nil))
    let new = ArchiveEntry(
      number: 2, previous: old.previous, recorded: old.recorded, tool: old.tool, organisation: old.organisation,
      periodFrom: old.periodFrom, periodTo: old.periodTo, date: old.date, scorerRole: old.scorerRole,
      scorer: old.scorer, results: old.results, corrects: nil, reason: nil, report: nil, assessment: old.assessment,
      result: old.result, manifest: Digest(of: text), hash: ArchiveEntry.origin)
    func hexadecimal(_ bytes: [UInt8]) -> String { "X'" + bytes.map { String(format: "%02x", $0) }.joined() + "'" }
    try Tampering.runWithDigests(
      try Tampering.pastTriggers(
        """
        UPDATE content SET sha256 = \(hexadecimal(new.manifest.bytes)), size = \(text.count), base = NULL,
          packed = \(hexadecimal(packed)) WHERE number = (SELECT manifest FROM entry WHERE number = 2);
        UPDATE entry SET hash = \(hexadecimal(new.computedHash.bytes)), checks = \(hexadecimal(new.checks))
          WHERE number = 2
        """), on: path)
    let error = #expect(throws: ArchiveError.self) { try Archive.verify(path) }
    #expect(error?.code == "entry-newer", "\(String(describing: error))")
    let reader = try Archive(path, for: .reading)
    let entry = try reader.entry(2)
    let reading = #expect(throws: ArchiveError.self) { try reader.manifest(of: entry) }
    #expect(reading?.code == "entry-newer" && reading?.message.english.contains("pingxing/seal/9") == true)
    #expect(try !reader.manifest(of: reader.entry(1)).files.isEmpty, "the others can be read")
    try reader.close()
  }

  @Test func whatIsNoArchiveIsRefusedAndLeftAlone() throws {
    let other = folder["other.sqlite"]
    let queue = try DatabaseQueue(path: other)
    try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    try queue.close()
    try Data("not a database, but long enough to be one: \(String(repeating: "x", count: 200))".utf8)
      .write(to: URL(filePath: folder["text.sqlite"]))
    try Data().write(to: URL(filePath: folder["empty.sqlite"]))
    for name in ["other.sqlite", "text.sqlite", "empty.sqlite", "."] {
      let before = try? Data(contentsOf: URL(filePath: folder[name]))
      do {
        _ = try Archive(folder[name], for: .adding)
        Issue.record("\(name) was opened")
      } catch ArchiveError.notAnArchive {}
      #expect(throws: ArchiveError.self) { try Archive.verify(folder[name]) }
      #expect((try? Data(contentsOf: URL(filePath: folder[name]))) == before)
    }
    do {
      _ = try Archive(folder["none.sqlite"], for: .reading)
      Issue.record("it was opened")
    } catch ArchiveError.missing {}
  }

  @Test func anArchiveThatMayNotBeWrittenToIsRead() throws {
    let path = try folder.archive(entries: 2)
    // The superuser writes where nobody may, unless that right is given up.
    let modest =
      getuid() == 0 ? "exec setpriv --bounding-set=-dac_override,-dac_read_search \"$0\" \"$@\";" : ""
    chmod(path, 0o444)
    chmod(folder.path, 0o555)
    let reader = try ArchiveWorker(path, "r", count: 0, in: folder, before: modest)
    reader.process.waitUntilExit()
    #expect(reader.lines == ["2"])
    let adder = try ArchiveWorker(path, "a", count: 1, in: folder, before: modest)
    adder.process.waitUntilExit()
    #expect(adder.lines.first?.hasPrefix("failed archive-read-only ") == true, "\(adder.lines)")
    chmod(folder.path, 0o755)
    #expect(try Archive.verify(path).head.count == 2)
  }
}
