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
      Diagnostic(.error, code, LocalizedText(chinese: chinese, english: english), hint: hint))
  }
}

extension Archive {
  /// Looks at every byte of an archive and at the chain of its entries.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - expected: A hash that the chain once ended in, or the beginning of its spelling. Without one nobody can tell
  ///     whether the last entries were taken away together with all that tells of them.
  /// - Throws: where the file is missing or is no archive, was written by a later version, or is kept by another process.
  public static func verify(_ path: String, expecting expected: String? = nil) throws(ArchiveError)
    -> ArchiveVerification
  {
    var report = ArchiveVerification()
    if ArchiveFile.size(LogCheck.place(path)) > 0 {
      report.notes.append(
        Diagnostic(
          .note, "archive-log",
          LocalizedText(
            chinese: "有一份未并入的日志 \(LogCheck.place(path))：上次写入被中断；其中完整的记录已计入",
            english: "there is a log, \(LogCheck.place(path)): a run was cut off; the complete entries in it count")))
    }
    do {
      let archive = try Archive(path, for: .reading)
      try archive.verify(&report, expecting: expected)
      try archive.close()
    } catch {
      switch error {
      case .missing, .newerVersion, .locked, .readOnly, .unreadable, .unmergedLog: throw error
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

  private func verify(_ report: inout ArchiveVerification, expecting expected: String?) throws(ArchiveError) {
    try read { db in
      // With the log empty and the right to write held, nothing changes the file while it is read.
      if !db.isReadOnly {
        for _ in 0..<100 {
          _ = try? Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
          try db.beginTransaction(.immediate)
          if ArchiveFile.size(LogCheck.place(path)) == 0 { break }
          try db.rollback()
        }
      } else {
        try db.beginTransaction(.deferred)
      }
      guard db.isInsideTransaction else { throw ArchiveError.locked(path: path) }
      defer { try? db.rollback() }
      FileCheck.check(db, &report)
      do { try SchemaCheck.check(db, &report) } catch { report.addUnreadable("sqlite_schema", error) }
      do { try ChainCheck(db: db).check(&report, expecting: expected) } catch { report.addUnreadable("entry", error) }
    }
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

  mutating func addUnreadable(_ table: String, _ error: any Error) {
    let detail = (error as? DatabaseError)?.message ?? "\(error)"
    add("archive-unreadable", "表 \(table) 读不下去：\(detail)", "the table \(table) cannot be read to its end: \(detail)")
  }
}
