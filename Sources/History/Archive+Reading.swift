internal import Foundation
internal import GRDB
public import Sealing

extension Archive {
  /// Which entries a list shows, the newest first.
  public struct Selection: Sendable {
    /// Only those of this organisation.
    public var organisation: String?
    /// Only those with a number below this.
    public var before: Int?
    /// How many at most.
    public var limit: Int

    /// Gathers the conditions.
    public init(organisation: String? = nil, before: Int? = nil, limit: Int = 50) {
      self.organisation = organisation
      self.before = before
      self.limit = limit
    }
  }

  /// The end of the chain.
  public func head() throws(ArchiveError) -> ArchiveHead {
    try read { db in
      let row = try Row.fetchOne(db, sql: "SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")
      guard let row else { return ArchiveHead(count: 0, hash: ArchiveEntry.origin) }
      guard let count = EntryRow.integer(row, 0), let hash = Digest(bytes: EntryRow.bytes(row, 1)) else {
        throw ArchiveError.damaged(path: path, detail: "entry")
      }
      return ArchiveHead(count: count, hash: hash)
    }
  }

  /// One page of the entries, the newest first.
  public func entries(_ selection: Selection) throws(ArchiveError) -> [ArchiveEntry] {
    try read { db in
      var conditions: [String] = []
      var arguments: [(any DatabaseValueConvertible)?] = []
      if let organisation = selection.organisation {
        conditions.append("e.organisation = ?")
        arguments.append(organisation)
      }
      if let before = selection.before {
        conditions.append("e.number < ?")
        arguments.append(before)
      }
      let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
      let rows = try Row.fetchAll(
        db, sql: EntryRow.select + filter + " ORDER BY e.number DESC LIMIT ?",
        arguments: StatementArguments(arguments + [max(0, selection.limit)]))
      return try rows.map { try Self.entry($0, in: db, path: path) }
    }
  }

  /// One entry, checked against its hash.
  public func entry(_ number: Int) throws(ArchiveError) -> ArchiveEntry {
    try read { db in
      guard let row = try Row.fetchOne(db, sql: EntryRow.select + " WHERE e.number = ?", arguments: [number]) else {
        throw ArchiveError.noEntry(number, count: try Int.fetchOne(db, sql: "SELECT max(number) FROM entry") ?? 0)
      }
      let entry = try Self.entry(row, in: db, path: path)
      guard entry.computedHash == entry.hash else { throw ArchiveError.changed(entry: number) }
      return entry
    }
  }

  /// The latest entry of an assessment, by the digest of its file; nil where there is none.
  public func latestEntry(assessment: Digest) throws(ArchiveError) -> ArchiveEntry? {
    let number = try read { db in
      try Int.fetchOne(
        db, sql: "SELECT max(number) FROM entry WHERE assessment = (SELECT number FROM content WHERE sha256 = ?)",
        arguments: [EntryRow.blob(assessment)])
    }
    return try number.map { number throws(ArchiveError) in try entry(number) }
  }

  /// The bytes with a digest, checked against it; nil where the archive keeps none.
  public func content(_ digest: Digest) throws(ArchiveError) -> [UInt8]? {
    try read { db in
      let store = ContentStore(db: db)
      guard let number = try store.number(of: digest) else { return nil }
      guard let stored = try store.stored(number) else {
        throw ArchiveError.damaged(path: path, detail: "content \(number)")
      }
      return stored.bytes
    }
  }

  /// The manifest of an entry: every file that its result rests on.
  public func manifest(of entry: ArchiveEntry) throws(ArchiveError) -> Seal {
    guard let bytes = try content(entry.manifest), let seal = try Self.manifest(bytes, of: entry) else {
      throw .changed(entry: entry.number)
    }
    return seal
  }

  /// Reads the manifest of an entry; nil where the bytes are none.
  ///
  /// - Throws: where a later version wrote it.
  static func manifest(_ bytes: [UInt8], of entry: ArchiveEntry) throws(ArchiveError) -> Seal? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    do throws(SealError) { return try Seal(text: text) } catch {
      if case .malformed(let fault) = error, case .laterVersion(let found, _) = fault.reason {
        throw .newerEntry(entry.number, format: found)
      }
      return nil
    }
  }

  /// The names of all organisations, for suggestions.
  public func organisations() throws(ArchiveError) -> [String] {
    try read { db in try String.fetchAll(db, sql: "SELECT DISTINCT organisation FROM entry ORDER BY organisation") }
  }

  private static func entry(_ row: Row, in db: Database, path: String) throws -> ArchiveEntry {
    guard var entry = EntryRow.entry(row) else { throw ArchiveError.damaged(path: path, detail: "entry") }
    entry.correctedBy = try Int.fetchOne(
      db, sql: "SELECT number FROM entry WHERE corrects = ?", arguments: [entry.number])
    return entry
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
    do { return try database.inDatabase(body) } catch { throw ArchiveError(error, path: path, for: purpose) }
  }
}
