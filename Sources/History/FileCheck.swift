internal import Foundation
internal import GRDB

/// Looks at the bytes of an archive's file, page by page.
enum FileCheck {
  /// SQLite never writes to the page in which the byte at 1 GiB lies, where it keeps its locks.
  private static let lockPage = 0x4000_0000 / ArchiveFile.pageSize + 1

  /// Checks the file of an open database.
  ///
  /// - Parameter log: the pages that SQLite takes from the log, where there is no room to move them to the file. There they
  ///   are protected by checksums; what the file has in their places, and its size, may be of before or after.
  static func check(_ db: Database, log: Set<Int> = [], _ report: inout ArchiveVerification) {
    let bad: [Int]
    if log.isEmpty {
      bad = check(size: db.fileSize, &report) { db.readFile(at: $0, into: $1) }
    } else {
      let count = (try? Int.fetchOne(db, sql: "PRAGMA page_count")) ?? 0
      bad = badPages(among: (1...max(1, count)).filter { !log.contains($0) }) { db.readFile(at: $0, into: $1) }
    }
    guard !bad.isEmpty else { return }
    let owners = owners(of: bad, in: db)
    for page in bad { add(page, owner: owners[page], &report) }
  }

  /// Checks the file of a database that SQLite cannot read.
  static func check(_ path: String, _ report: inout ArchiveVerification) {
    guard let handle = FileHandle(forReadingAtPath: path) else { return }
    let bad = check(size: ArchiveFile.size(path), &report) { offset, page in
      guard (try? handle.seek(toOffset: UInt64(offset))) != nil,
        let data = try? handle.read(upToCount: page.count), data.count == page.count
      else { return false }
      return data.copyBytes(to: page) == page.count
    }
    for page in bad { add(page, owner: nil, &report) }
  }

  /// Whether a file that SQLite refuses was an archive before: whether any of its first pages has its digest, or the
  /// header still names the program.
  static func looksLikeAnArchive(_ path: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else { return false }
    for number in 1...16 {
      guard let page = try? handle.read(upToCount: ArchiveFile.pageSize) else { return false }
      if number == 1, ArchiveFile.Header(Array(page.prefix(100))).isArchive { return true }
      guard page.count == ArchiveFile.pageSize else { return false }
      if page.withUnsafeBytes({ PageDigests.fits($0, number: UInt32(number)) }) { return true }
    }
    return false
  }

  /// The numbers of the pages that do not have their digests, after what the size tells.
  private static func check(
    size: Int, _ report: inout ArchiveVerification, read: (Int, UnsafeMutableRawBufferPointer) -> Bool
  ) -> [Int] {
    if size % ArchiveFile.pageSize != 0 {
      report.add(
        "file-size", "文件有 \(size) 字节，不是 \(ArchiveFile.pageSize) 的倍数：尾部被截断或添加过",
        "the file has \(size) bytes, no multiple of \(ArchiveFile.pageSize): its end was cut off or added to")
    }
    let count = size / ArchiveFile.pageSize
    guard count > 0 else { return [] }
    return badPages(among: 1...count, read: read) { first in
      let counted = first[28..<32].reduce(0) { $0 << 8 | Int($1) }
      guard counted != count else { return }
      report.add(
        "file-size", "文件头记有 \(counted) 页，文件里有 \(count) 页",
        "the header tells of \(counted) pages, and the file has \(count)")
    }
  }

  /// The numbers of those of some pages that do not have their digests, or cannot be read.
  private static func badPages(
    among numbers: some Sequence<Int>, read: (Int, UnsafeMutableRawBufferPointer) -> Bool,
    first look: ([UInt8]) -> Void = { _ in }
  ) -> [Int] {
    var page = [UInt8](repeating: 0, count: ArchiveFile.pageSize)
    var bad: [Int] = []
    for number in numbers {
      let isRead = page.withUnsafeMutableBytes { read((number - 1) * ArchiveFile.pageSize, $0) }
      let isRight =
        isRead
        && (number == lockPage
          ? page.allSatisfy { $0 == 0 } : page.withUnsafeBytes { PageDigests.fits($0, number: UInt32(number)) })
      if !isRight { bad.append(number) }
      if number == 1 { look(page) }
    }
    return bad
  }

  private static func add(_ page: Int, owner: String?, _ report: inout ArchiveVerification) {
    let start = (page - 1) * ArchiveFile.pageSize
    let end = start + ArchiveFile.pageSize - 1
    let place = page == 1 && owner == nil ? "sqlite_schema" : owner
    let chinese = place.map { "，属于 \($0)" } ?? "", english = place.map { ", of \($0)" } ?? ""
    report.add(
      "page-changed", "第 \(page) 页（字节 \(start)～\(end)\(chinese)）被改动过，或由别的程序写入",
      "page \(page) (bytes \(start) to \(end)\(english)) was changed, or was written by another program")
  }

  /// The tables and indexes that pages belong to, as far as SQLite can tell.
  static func owners(of pages: [Int], in db: Database) -> [Int: String] {
    let wanted = Set(pages)
    var owners: [Int: String] = [:]
    guard let rows = try? Row.fetchCursor(db, sql: "SELECT pageno, name, pagetype FROM dbstat") else { return [:] }
    while let row = try? rows.next() {
      guard let page = EntryRow.integer(row, 0), wanted.contains(page),
        let name = EntryRow.text(row, 1)
      else { continue }
      owners[page] = name
    }
    return owners
  }
}
