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
    _ differences: @escaping Archive.ResultCheck = { _, _ in [] }
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
    _ report: inout ArchiveVerification, expecting expected: String?, _ differences: @escaping Archive.ResultCheck
  ) throws {
    var done = done
    var chain = Chain(expected: expected)
    var batch = EntryBatch(differences: differences)
    let rows = try Row.fetchCursor(db, sql: EntryRow.select + " ORDER BY e.number")
    do {
      while let row = try rows.next() {
        done += 1
        progress?(done, all)
        batch.add(try entry(row, contents, changed))
        if batch.isFull { try finish(&batch, contents, &chain, changed: &changed, &report) }
      }
    } catch {
      // What was read before the fault is looked at all the same.
      try finish(&batch, contents, &chain, changed: &changed, &report)
      throw error
    }
    try finish(&batch, contents, &chain, changed: &changed, &report)
    for (digest, number) in contents.sorted(by: { $0.value < $1.value }) where !chain.used.contains(digest) {
      report.add("content-unused", "内容 \(number) 不属于任何记录", "the content \(number) belongs to no entry")
    }
    // What stands before the first entry is the end of an empty chain only.
    if chain.next == 1, let expected, chain.previous.description.hasPrefix(expected) { chain.wasReached = true }
    if !chain.wasReached, let expected {
      report.add(
        "head-missing", "链中没有 \(expected) 这个链尾：最后的记录被删去，或这不是同一份档案",
        "no entry has the hash \(expected): the last entries were removed, or this is another archive")
    }
  }

  /// An entry with those of its contents that are looked into. All contents were compared with their digests before.
  private func entry(
    _ row: Row, _ contents: [Digest: Int], _ changed: ChangedContents
  ) throws -> EntryBatch.Member {
    guard let entry = EntryRow.entry(row) else { return .unreadable }
    func whole(_ digest: Digest) throws -> PackedContent? {
      guard let number = contents[digest], !changed.holds(number) else { return nil }
      return try store.packed(number)
    }
    return .entry(
      EntryBatch.Entry(
        entry: entry, checks: EntryRow.checks(row), manifest: try whole(entry.manifest), result: try whole(entry.result)
      ))
  }

  /// Where the chain has come to.
  private struct Chain {
    var used = Set<Digest>()
    var previous = ArchiveEntry.origin
    var next = 1
    var wasReached: Bool
    let expected: String?

    init(expected: String?) {
      self.expected = expected
      wasReached = expected == nil
    }
  }

  /// Says what is found in the entries of a batch, in their order, and empties it.
  private func finish(
    _ batch: inout EntryBatch, _ contents: [Digest: Int], _ chain: inout Chain, changed: inout ChangedContents,
    _ report: inout ArchiveVerification
  ) throws {
    for finding in batch.takeFindings() {
      guard let finding else {
        report.add("entry-changed", "第 \(chain.next) 号记录读不出", "entry \(chain.next) cannot be read")
        chain.next += 1
        continue
      }
      let entry = finding.entry
      checkPlace(of: entry, in: chain, &report)
      if let columns = finding.changed {
        report.add(
          "entry-changed", "第 \(entry.number) 号记录（表 entry，列 \(columns)）被改动过",
          "entry \(entry.number) (table entry, column \(columns)) was changed")
      }
      try changed.look(at: entry, in: store)
      try checkManifest(finding.manifest.get(), of: entry, contents: contents, used: &chain.used, &report)
      if !finding.contradictions.isEmpty {
        // A hash that was computed anew does not hide that.
        let columns = finding.contradictions.joined(separator: ", ")
        report.add(
          "entry-contradicts", "第 \(entry.number) 号记录（表 entry，列 \(columns)）与它存的评分结果不符",
          "entry \(entry.number) (table entry, column \(columns)) contradicts the result document that it keeps")
      }
      (chain.previous, chain.next) = (entry.hash, entry.number + 1)
      report.head = ArchiveHead(count: entry.number, hash: entry.hash)
      if let expected = chain.expected, entry.hash.description.hasPrefix(expected) { chain.wasReached = true }
    }
  }

  private func checkPlace(of entry: ArchiveEntry, in chain: Chain, _ report: inout ArchiveVerification) {
    guard entry.number == chain.next else {
      let (next, last) = (chain.next, entry.number - 1)
      if last == next {
        report.add("entry-missing", "缺少第 \(next) 号记录", "entry \(next) is missing")
      } else {
        report.add("entry-missing", "缺少第 \(next)～\(last) 号记录", "the entries \(next) to \(last) are missing")
      }
      return
    }
    guard entry.previous != chain.previous else { return }
    report.add(
      "chain-broken", "第 \(entry.number) 号记录接不上它前面的一条：中间有增删、换序或改动",
      "entry \(entry.number) does not follow the one before it: entries were added, removed, reordered or changed")
  }

  /// The numbers of the contents by digest.
  private func contents(
    _ numbers: [Int], of all: Int, _ report: inout ArchiveVerification, _ changed: inout ChangedContents
  ) throws -> [Digest: Int] {
    var found: [Digest: Int] = [:]
    var expected: Int = 1
    var batch = ContentBatch()
    do {
      for (done, number) in numbers.enumerated() {
        progress?(done, all)
        if number != expected {
          report.add("content-missing", "缺少内容 \(expected)", "the content \(expected) is missing")
        }
        expected = number + 1
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT sha256 FROM content WHERE number = ?"), arguments: [number])
        let digest = row.flatMap { Digest(bytes: EntryRow.bytes($0, 0)) }
        if let digest { found[digest] = number }
        batch.add(number, digest, try store.packed(number))
        if batch.isFull { batch.finish(&changed) }
      }
    } catch {
      batch.finish(&changed)
      throw error
    }
    batch.finish(&changed)
    return found
  }

  /// Sees to it that the archive keeps everything of a manifest but evidence and fonts.
  private func checkManifest(
    _ seal: Seal?, of entry: ArchiveEntry, contents: [Digest: Int], used: inout Set<Digest>,
    _ report: inout ArchiveVerification
  ) {
    used.formUnion([entry.assessment, entry.result, entry.manifest])
    guard let seal else {
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
