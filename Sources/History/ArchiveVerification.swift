public import Diagnostics
internal import Foundation
internal import GRDB

/// What `verify` found out about an archive.
public struct ArchiveVerification: Sendable {
  /// Everything that is not as it was written; notes are not among them.
  public internal(set) var differences: [Diagnostic] = []
  /// What is worth knowing and no difference.
  public internal(set) var notes: [Diagnostic] = []
  /// The end of the chain as far as it can be read.
  public internal(set) var head = ArchiveHead(count: 0, hash: ArchiveEntry.origin)

  /// The most differences that are named; more say no more.
  static let most = 200

  mutating func add(_ code: String, _ chinese: String, _ english: String, hint: LocalizedText? = nil) {
    guard differences.count < Self.most else { return }
    differences.append(
      Diagnostic(
        .error, code, LocalizedText(chinese: Self.visible(chinese), english: Self.visible(english)), hint: hint))
  }

  /// A text with control characters as escapes: names in a damaged file, and what SQLite quotes of it, may hold any.
  private static func visible(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }
}

extension Archive {
  /// In what an entry says otherwise than its result document, whose bytes are given; the names of columns. Several entries
  /// are looked at at once.
  public typealias ResultCheck = @Sendable (ArchiveEntry, [UInt8]) -> [String]

  /// Looks at every byte of an archive and at the chain of its entries.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - expected: A hash that the chain once ended in, or the beginning of its spelling. Without one nobody can tell
  ///     whether the last entries were taken away together with all that tells of them.
  ///   - differences: Compares an entry with its result document, which an archive keeps without reading it.
  ///   - progress: Is told again and again how many of all contents and entries are done.
  /// - Throws: where the file is missing or is no archive, was written by a later version, or is kept by another process.
  public static func verify(
    _ path: String, expecting expected: String? = nil, differences: @escaping ResultCheck = { _, _ in [] },
    progress: Progress? = nil
  ) throws(ArchiveError) -> ArchiveVerification {
    try verify(path, expecting: expected, differences: differences, patience: patience, progress: progress)
  }

  /// What is told how far a check has come: how many of all are done.
  public typealias Progress = (_ done: Int, _ all: Int) -> Void

  /// The same, waiting so many seconds for other processes.
  static func verify(
    _ path: String, expecting expected: String? = nil, differences: @escaping ResultCheck = { _, _ in [] },
    patience: TimeInterval, progress: Progress? = nil
  ) throws(ArchiveError) -> ArchiveVerification {
    // To open the file and to hold it still may both have to wait; together they wait no longer than one.
    let end = ContinuousClock.now + .seconds(patience)
    var report = ArchiveVerification()
    if ArchiveFile.size(LogCheck.place(path)) > 0 {
      report.notes.append(
        Diagnostic(
          .note, "archive-log",
          LocalizedText(
            chinese: "有一份未并入的日志 \(LogCheck.place(path))：上次写入被中断，或当时磁盘已满；其中完整的记录已计入",
            english:
              "there is a log, \(LogCheck.place(path)): a run was cut off, or the disk was full; the complete entries in it count"
          )))
    }
    do {
      let archive = try Archive(path, for: .reading, patience: patience)
      try archive.verify(&report, expecting: expected, differences, until: end, progress: progress)
      try archive.close()
    } catch {
      switch error {
      case .missing, .newerVersion, .newerEntry, .unmergedLog: throw error
      case _ where error.isOfTheSystem: throw error
      case .notAnArchive where !FileCheck.looksLikeAnArchive(path): throw error
      default:
        // SQLite cannot read it, but its pages can still be told apart.
        FileCheck.check(path, &report)
        if case .system = error, report.differences.isEmpty { throw error }
        report.add(
          "archive-unreadable", "数据库打不开：\(error.message.chinese)",
          "the database cannot be opened: \(error.message.english)")
      }
    }
    for copy in LogCheck.keptCopies(path) { report.addDamagedLog(copy) }
    return report
  }

  private func verify(
    _ report: inout ArchiveVerification, expecting expected: String?, _ differences: @escaping ResultCheck,
    until end: ContinuousClock.Instant, progress: Progress?
  ) throws(ArchiveError) {
    try read { db in
      var log: Set<Int> = []
      if db.isReadOnly { try db.beginTransaction(.deferred) } else { log = try holdStill(db, until: end) }
      defer { try? db.rollback() }
      FileCheck.check(db, log: log, &report)
      do { try SchemaCheck.check(db, &report) } catch { try report.addUnreadable("sqlite_schema", error, path) }
      do { try ChainCheck(db: db, progress: progress).check(&report, expecting: expected, differences) } catch {
        try report.addUnreadable("entry", error, path)
      }
    }
  }

  /// Empties the log and takes the right to write: then nothing changes the file while it is read.
  ///
  /// Where there is no room to empty the log, it stays, and nobody can add to it.
  ///
  /// - Parameter end: when to wait no longer for other processes.
  /// - Returns: the pages in the log that stays.
  private func holdStill(_ db: Database, until end: ContinuousClock.Instant) throws -> Set<Int> {
    while true {
      try wait(until: end, db)
      var obstacle: ArchiveError?
      do { _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") } catch {
        obstacle = ArchiveError(error, path: path)
      }
      try wait(until: end, db)
      try db.beginTransaction(.immediate)
      let log = LogCheck.place(path)
      if ArchiveFile.size(log) == 0 { return [] }
      if case .full? = obstacle {
        return LogCheck.pages(in: Array(FileManager.default.contents(atPath: log) ?? Data()))
      }
      try db.rollback()
      // Another try helps against other processes only.
      if let obstacle, !obstacle.isLocked { throw obstacle }
      guard ContinuousClock.now < end else { throw ArchiveError.locked(path: path) }
      // Not every refusal has waited.
      usleep(20_000)
    }
  }

  /// Has SQLite wait for other processes until a moment, and no longer.
  private func wait(until end: ContinuousClock.Instant, _ db: Database) throws {
    let left = max(.zero, end - ContinuousClock.now)
    try db.execute(sql: "PRAGMA busy_timeout = \(Int(left / .milliseconds(1)))")
  }
}

extension ArchiveVerification {
  fileprivate mutating func addDamagedLog(_ copy: String) {
    let place = LogCheck.damage(in: copy).map { "\($0)" } ?? "?"
    add(
      "log-damaged", "一次被中断的写入留下的日志后来损坏（字节 \(place) 起读不出），其中可能有已存入的记录；原样留在 \(copy)",
      "the log of a run that was cut off was damaged afterwards (from byte \(place) on) and may have held entries; it is kept as \(copy)",
      hint: LocalizedText(
        chinese: "用 --head 和当时打印的链尾核对；缺了就重新存入，核对清楚后可删去这个文件",
        english:
          "check with --head and the hash that was printed; add what is missing again, and remove the file when all is clear"
      ))
  }

  /// Says that a table cannot be read. What does not come from the file is no difference and thrown on.
  mutating func addUnreadable(_ table: String, _ error: any Error, _ path: String) throws {
    switch ArchiveError(error, path: path) {
    case .locked, .full, .newerEntry: throw error
    default: break
    }
    let detail = (error as? DatabaseError)?.message ?? "\(error)"
    add("archive-unreadable", "表 \(table) 读不下去：\(detail)", "the table \(table) cannot be read to its end: \(detail)")
  }
}
