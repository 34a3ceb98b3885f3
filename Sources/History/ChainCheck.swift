internal import Foundation
internal import GRDB
internal import Sealing

/// Goes through the contents and then through the entries from the first to the last.
struct ChainCheck {
  let db: Database
  private let store: ContentStore
  private let progress: Archive.Progress?

  /// - Parameter progress: is told after each content and each entry how many of all are done.
  init(db: Database, progress: Archive.Progress? = nil) {
    self.db = db
    self.progress = progress
    store = ContentStore(db: db, bases: UnpackedBases())
  }

  func check(
    _ report: inout ArchiveVerification, expecting expected: String?,
    _ differences: Archive.ResultCheck = { _, _ in [] }
  ) throws {
    var changed = ChangedContents()
    defer { changed.report(to: &report) }
    let numbers = try Int.fetchAll(db, sql: "SELECT number FROM content ORDER BY number")
    let all = numbers.count + (progress == nil ? 0 : try Int.fetchOne(db, sql: "SELECT count(*) FROM entry") ?? 0)
    let contents = try contents(numbers, of: all, &report, &changed)
    try checkEntries(
      contents, done: numbers.count, of: all, &changed, &report, expecting: expected, differences)
  }

  private func checkEntries(
    _ contents: [Digest: Int], done: Int, of all: Int, _ changed: inout ChangedContents,
    _ report: inout ArchiveVerification, expecting expected: String?, _ differences: Archive.ResultCheck
  ) throws {
    var done = done
    var used = Set<Digest>()
    var previous = ArchiveEntry.origin
    var next = 1
    var wasReached = expected == nil
    let rows = try Row.fetchCursor(db, sql: EntryRow.select + " ORDER BY e.number")
    while let row = try rows.next() {
      done += 1
      progress?(done, all)
      guard let entry = EntryRow.entry(row) else {
        report.add("entry-changed", "第 \(next) 号记录读不出", "entry \(next) cannot be read")
        next += 1
        continue
      }
      if entry.number != next {
        let last = entry.number - 1
        if last == next {
          report.add("entry-missing", "缺少第 \(next) 号记录", "entry \(next) is missing")
        } else {
          report.add(
            "entry-missing", "缺少第 \(next)～\(last) 号记录", "the entries \(next) to \(last) are missing")
        }
      } else if entry.previous != previous {
        report.add(
          "chain-broken", "第 \(entry.number) 号记录接不上它前面的一条：中间有增删、换序或改动",
          "entry \(entry.number) does not follow the one before it: entries were added, removed, reordered or changed")
      }
      check(entry, checks: EntryRow.checks(row), &report)
      try changed.look(at: entry, in: store)
      try checkManifest(of: entry, contents: contents, used: &used, &report)
      try checkResult(of: entry, contents: contents, differences, &report)
      (previous, next) = (entry.hash, entry.number + 1)
      report.head = ArchiveHead(count: entry.number, hash: entry.hash)
      if let expected, entry.hash.description.hasPrefix(expected) { wasReached = true }
    }
    for (digest, number) in contents.sorted(by: { $0.value < $1.value }) where !used.contains(digest) {
      report.add("content-unused", "内容 \(number) 不属于任何记录", "the content \(number) belongs to no entry")
    }
    // What stands before the first entry is the end of an empty chain only.
    if next == 1, let expected, previous.description.hasPrefix(expected) { wasReached = true }
    if !wasReached, let expected {
      report.add(
        "head-missing", "链中没有 \(expected) 这个链尾：最后的记录被删去，或这不是同一份档案",
        "no entry has the hash \(expected): the last entries were removed, or this is another archive")
    }
  }

  /// The numbers of the contents by digest.
  private func contents(
    _ numbers: [Int], of all: Int, _ report: inout ArchiveVerification, _ changed: inout ChangedContents
  ) throws -> [Digest: Int] {
    var found: [Digest: Int] = [:]
    var expected: Int = 1
    for (done, number) in numbers.enumerated() {
      progress?(done, all)
      if number != expected {
        report.add("content-missing", "缺少内容 \(expected)", "the content \(expected) is missing")
      }
      expected = number + 1
      let row = try Row.fetchOne(db, sql: "SELECT sha256 FROM content WHERE number = ?", arguments: [number])
      let digest = row.flatMap { Digest(bytes: EntryRow.bytes($0, 0)) }
      if let digest { found[digest] = number }
      if try store.stored(number) == nil { changed.add(number, digest) }
    }
    return found
  }

  private func check(_ entry: ArchiveEntry, checks: [UInt8], _ report: inout ArchiveVerification) {
    let isRight = entry.computedHash == entry.hash
    let columns = entry.changedColumns(checks: checks)
    guard !isRight || !columns.isEmpty else { return }
    let named = columns.isEmpty ? "hash" : isRight ? "checks" : columns.joined(separator: ", ")
    report.add(
      "entry-changed", "第 \(entry.number) 号记录（表 entry，列 \(named)）被改动过",
      "entry \(entry.number) (table entry, column \(named)) was changed")
  }

  /// Sees to it that an entry says the same as the result document that it keeps. A hash that was computed anew does not
  /// hide that.
  private func checkResult(
    of entry: ArchiveEntry, contents: [Digest: Int], _ differences: Archive.ResultCheck,
    _ report: inout ArchiveVerification
  ) throws {
    guard let number = contents[entry.result], let stored = try store.stored(number) else { return }
    let columns = differences(entry, stored.bytes).joined(separator: ", ")
    guard !columns.isEmpty else { return }
    report.add(
      "entry-contradicts", "第 \(entry.number) 号记录（表 entry，列 \(columns)）与它存的评分结果不符",
      "entry \(entry.number) (table entry, column \(columns)) contradicts the result document that it keeps")
  }

  /// Sees to it that the archive keeps everything of a manifest but evidence and fonts.
  private func checkManifest(
    of entry: ArchiveEntry, contents: [Digest: Int], used: inout Set<Digest>, _ report: inout ArchiveVerification
  ) throws {
    used.formUnion([entry.assessment, entry.result, entry.manifest])
    guard let number = contents[entry.manifest], let stored = try store.stored(number),
      let seal = try Archive.manifest(stored.bytes, of: entry)
    else {
      report.add(
        "manifest-unreadable", "第 \(entry.number) 号记录的清单读不出", "the manifest of entry \(entry.number) cannot be read")
      return
    }
    for file in seal.files where file.role.isArchived {
      used.insert(file.digest)
      if contents[file.digest] == nil {
        report.add(
          "content-missing", "第 \(entry.number) 号记录的 \(file.path) 不在档案里",
          "\(file.path) of entry \(entry.number) is not in the archive")
      }
    }
    if !seal.files.contains(where: { $0.role == .assessment && $0.digest == entry.assessment }) {
      report.add(
        "manifest-mismatch", "第 \(entry.number) 号记录的清单不是这份评估的",
        "the manifest of entry \(entry.number) is that of another assessment")
    }
  }
}
