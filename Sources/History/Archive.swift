public import Diagnostics
internal import Foundation
internal import GRDB
internal import Sealing

/// A history file: entries that are only ever added, each bound to all before it.
public final class Archive: Sendable {
  /// What an archive is opened for.
  public enum Purpose: Sendable {
    /// To look at; works on a file that may not be written to.
    case reading
    /// To add to; brings an archive of an earlier version to the current one.
    case adding
  }

  /// The path as the user gave it.
  public let path: String
  let purpose: Purpose
  let database: DatabaseQueue

  /// How long to wait for another process.
  static let patience: TimeInterval = 20

  /// Makes a new archive without entries. It appears whole or not at all, and never in the place of another file.
  public static func create(at path: String) throws(ArchiveError) {
    var status = stat()
    guard lstat(path, &status) != 0 else { throw .exists(path: path) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let place = folder.isEmpty ? "." : folder
    guard stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .noFolder(path: path, folder: place)
    }
    guard access(place, W_OK | X_OK) == 0 else { throw .readOnly(path: path) }
    let partial = try partialPlace(.archive, beside: path)
    defer { partial.discard() }
    do {
      let database = try ArchiveFile.open(partial.path, .new)
      try ArchiveSchema.migrate(database)
      try database.close()
    } catch { throw ArchiveError(error, path: path) }
    guard ArchiveFile.synchronise(partial.path), link(partial.path, path) == 0 else {
      if errno == EEXIST { throw .exists(path: path) }
      throw .system(path: path, detail: String(cString: strerror(errno)))
    }
  }

  /// The place where a new archive is written until it is whole.
  static func partialPlace(_ kind: PartialPlace.Kind, beside path: String) throws(ArchiveError) -> PartialPlace {
    do throws(PartialPlace.Failure) { return try PartialPlace(kind, beside: path) } catch {
      switch error.errorNumber {
      case ENOSPC, EDQUOT: throw .full(path: path)
      case let number: throw .system(path: path, detail: String(cString: strerror(number)))
      }
    }
  }

  /// Whether a file begins as an archive does; nothing else of it is looked at.
  public static func isArchive(_ path: String) -> Bool {
    // What is taken from a pipe is gone for whoever reads it next.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    guard let handle = FileHandle(forReadingAtPath: path), let bytes = try? handle.read(upToCount: 100),
      bytes.count == 100
    else { return false }
    return ArchiveFile.Header(Array(bytes)).isArchive
  }

  /// The endings that SQLite gives the names of the files that it keeps beside a database.
  private static let companionEndings = ["-wal", "-shm", "-journal"]

  /// The archive beside which a path is the place of a file of SQLite's (the log above all, which may hold entries), or
  /// of a kept log; nil where there is none.
  public static func owner(ofCompanion path: String) -> String? {
    var name = path
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    let real = URL(filePath: name).resolvingSymlinksInPath().path
    for log in [name, real].flatMap({ [$0, withoutCopyEnding($0)] }) {
      for ending in companionEndings where log.hasSuffix(ending) {
        let stem = String(log.dropLast(ending.count))
        if isArchive(stem) { return stem }
      }
    }
    return nil
  }

  /// The log that a file would be the copy of, by its name.
  private static func withoutCopyEnding(_ path: String) -> String {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return path.range(of: LogCheck.copyEnding, options: .backwards, range: start..<path.endIndex)
      .map { String(path[..<$0.lowerBound]) } ?? path
  }

  /// Opens an archive.
  public convenience init(_ path: String, for purpose: Purpose) throws(ArchiveError) {
    try self.init(path, for: purpose, patience: Self.patience)
  }

  /// The same, waiting so many seconds for other processes.
  init(_ path: String, for purpose: Purpose, patience: TimeInterval) throws(ArchiveError) {
    self.path = path
    self.purpose = purpose
    do {
      database = try ArchiveFile.open(path, purpose == .adding ? .adding : .reading, patience: patience)
      if purpose == .adding {
        if ArchiveFile.size(LogCheck.place(path)) > 0 { database.inDatabase(Self.takeOverLog) }
        try ArchiveSchema.migrate(database)
      }
    } catch { throw ArchiveError(error, path: path, for: purpose) }
  }

  /// Closes the file. What was added moves from the log into the file itself.
  ///
  /// - Returns: a warning where there was no room for that: the log then stays, and belongs to the archive.
  @discardableResult public func close() throws(ArchiveError) -> Diagnostic? {
    do {
      let isFull = purpose == .adding && database.inDatabase(Self.hasNoRoom)
      try database.close()
      let log = LogCheck.place(path)
      guard isFull, ArchiveFile.size(log) > 0 else { return nil }
      return Diagnostic(
        .warning, "archive-log-left",
        LocalizedText(
          chinese: "已存入，但磁盘空间不足，未能并入 \(path)：记录还在日志 \(log) 里",
          english: "added, but there is no space left to take it over into \(path): it is still in the log \(log)"),
        hint: LocalizedText(
          chinese: "腾出空间后用 pingxing archive verify 并入；在此之前不要删去日志，复制档案时一并复制",
          english:
            "make room and run `pingxing archive verify`, which takes it over; until then keep the log, and copy both files"
        ))
    } catch { throw ArchiveError(error, path: path, for: purpose) }
  }

  /// Moves what a run that was cut off left in the log to the file: a page that a power failure left half moved is whole
  /// afterwards. What keeps it from being moved, such as another process, keeps nothing from being added.
  private static func takeOverLog(_ db: Database) { _ = try? Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)") }

  /// Whether the disk is too full for what is in the log to be moved to the file.
  private static func hasNoRoom(_ db: Database) -> Bool {
    do { _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)") } catch {
      if case .full = ArchiveError(error, path: "") { return true }
    }
    return false
  }

  // MARK: - Adding

  /// Adds an entry, waiting for other processes that add to the same archive.
  public func add(_ new: NewEntry) throws(ArchiveError) -> ArchiveEntry {
    guard let entry = try add([new]).first else { throw .system(path: path, detail: "add") }
    return entry
  }

  /// Adds several entries: all of them, or none.
  public func add(_ entries: [NewEntry]) throws(ArchiveError) -> [ArchiveEntry] {
    do {
      return try database.inDatabase { db in
        var added: [ArchiveEntry] = []
        let store = ContentStore(db: db, checked: CheckedContents())
        _ = PageDigests.takeRefusedPage()
        do {
          try db.inTransaction(.immediate) {
            for new in entries { added.append(try Self.add(new, to: store, path: path)) }
            return .commit
          }
        } catch {
          guard let page = PageDigests.takeRefusedPage() else { throw error }
          throw ArchiveError.pageChanged(path: path, page: page, owner: FileCheck.owners(of: [page], in: db)[page])
        }
        return added
      }
    } catch { throw ArchiveError(error, path: path) }
  }

  private static func add(_ new: NewEntry, to store: ContentStore, path: String) throws -> ArchiveEntry {
    let db = store.db
    let row = try Row.fetchOne(db, sql: EntryRow.select + " ORDER BY e.number DESC LIMIT 1")
    let last = row.flatMap(EntryRow.entry)
    guard (row == nil) == (last == nil) else { throw ArchiveError.damaged(path: path, detail: "entry") }
    if let last, last.computedHash != last.hash { throw ArchiveError.changed(entry: last.number) }
    let contents = EntryContents(new)
    try refuse(new, contents, in: db, count: last?.number ?? 0)
    let numbers = try keep(new, contents, in: store, path: path)
    var entry = ArchiveEntry(
      number: (last?.number ?? 0) + 1, previous: last?.hash ?? ArchiveEntry.origin, recorded: new.recorded,
      tool: new.tool, organisation: new.organisation, periodFrom: new.period.from, periodTo: new.period.to,
      date: new.date, scorerRole: new.scorer.role, scorer: new.scorer.name, results: new.results,
      corrects: new.correction?.entry, reason: new.correction?.reason, report: new.report,
      assessment: contents.assessment.digest, result: contents.result.digest, manifest: contents.manifest.digest,
      hash: ArchiveEntry.origin)
    entry = entry.sealed
    try EntryRow.insert(
      entry, assessment: numbers.assessment, result: numbers.result, manifest: numbers.manifest, into: db)
    return entry
  }

  /// Keeps the contents of an entry, each packed against the like of an earlier entry: of the same organisation where
  /// there is one, else the last.
  private static func keep(
    _ new: NewEntry, _ contents: EntryContents, in store: ContentStore, path: String
  ) throws -> (assessment: Int, result: Int, manifest: Int) {
    let columns = "SELECT assessment, result, manifest FROM entry"
    let like =
      try Row.fetchOne(
        store.db, sql: columns + " WHERE organisation = ? ORDER BY number DESC LIMIT 1", arguments: [new.organisation])
      ?? Row.fetchOne(store.db, sql: columns + " ORDER BY number DESC LIMIT 1")
    func number(_ index: Int) -> Int? { like.flatMap { EntryRow.integer($0, index) } }
    for content in new.contents { _ = try store.keep(DigestedContent(content), similar: nil, path: path) }
    return (
      try store.keep(contents.assessment, similar: number(0), path: path),
      try store.keep(contents.result, similar: number(1), path: path),
      try store.keep(contents.manifest, similar: number(2), path: path)
    )
  }

  private static func refuse(
    _ new: NewEntry, _ contents: EntryContents, in db: Database, count: Int
  ) throws {
    if let correction = new.correction {
      guard (1...max(count, 1)).contains(correction.entry), count > 0 else {
        throw ArchiveError.noEntry(correction.entry, count: count)
      }
      let sql = "SELECT number FROM entry WHERE corrects = ?"
      if let other = try Int.fetchOne(db, sql: sql, arguments: [correction.entry]) {
        throw ArchiveError.alreadyCorrected(entry: correction.entry, by: other)
      }
      let corrected = try String.fetchOne(
        db, sql: "SELECT organisation FROM entry WHERE number = ?", arguments: [correction.entry])
      if let corrected, corrected != new.organisation, !new.mayCorrectOthers {
        throw ArchiveError.otherOrganisation(
          entry: correction.entry, organisation: corrected, correction: new.organisation)
      }
      return
    }
    let store = ContentStore(db: db)
    guard let assessment = try store.number(of: contents.assessment.digest),
      let result = try store.number(of: contents.result.digest)
    else { return }
    // An entry of an earlier version of the program may have the same manifest in that version's format.
    for version in SealVersion.allCases {
      let seal = try Seal(new.manifest.files, scope: new.manifest.scope, version: version)
      guard let manifest = try store.number(of: Digest(of: seal.text.utf8)) else { continue }
      let same = try Int.fetchOne(
        db, sql: "SELECT number FROM entry WHERE assessment = ? AND result = ? AND manifest = ? AND report IS ?",
        arguments: [assessment, result, manifest, new.report])
      if let same { throw ArchiveError.alreadyArchived(entry: same) }
    }
  }
}

/// What an entry's hash covers by its digest.
private struct EntryContents {
  let assessment: DigestedContent
  let result: DigestedContent
  let manifest: DigestedContent

  init(_ new: NewEntry) {
    assessment = DigestedContent(new.assessment)
    result = DigestedContent(new.result)
    manifest = DigestedContent(Array(new.manifest.text.utf8))
  }
}

extension ArchiveEntry {
  /// The same entry with the hash that its values give.
  fileprivate var sealed: ArchiveEntry {
    ArchiveEntry(
      number: number, previous: previous, recorded: recorded, tool: tool, organisation: organisation,
      periodFrom: periodFrom, periodTo: periodTo, date: date, scorerRole: scorerRole, scorer: scorer, results: results,
      corrects: corrects, reason: reason, report: report, assessment: assessment, result: result, manifest: manifest,
      hash: computedHash)
  }
}
