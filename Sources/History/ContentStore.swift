internal import Foundation
internal import GRDB
internal import Sealing

/// The contents of an archive: each text once, under its digest, packed.
struct ContentStore {
  let db: Database

  /// A row of the table, unpacked.
  struct Stored {
    let number: Int64
    let bytes: [UInt8]
    /// The content that it is packed against.
    let base: Int64?
  }

  /// The number of a content by its digest.
  func number(of digest: Digest) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT number FROM content WHERE sha256 = ?", arguments: [EntryRow.blob(digest)])
  }

  /// A content by its number, unpacked and checked against its digest; nil where there is none, or where it does not
  /// fit.
  func stored(_ number: Int64) throws -> Stored? {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT sha256, size, base, packed FROM content WHERE number = ?", arguments: [number])
    else { return nil }
    let base: Int64? = row[2]
    var baseBytes: [UInt8]?
    if let base {
      guard base < number,
        let found = try Row.fetchOne(
          db, sql: "SELECT size, packed FROM content WHERE number = ? AND base IS NULL", arguments: [base]),
        let bytes = Packing.unpack(EntryRow.bytes(found, 1), size: found[0], base: nil)
      else { return nil }
      baseBytes = bytes
    }
    guard let bytes = Packing.unpack(EntryRow.bytes(row, 3), size: row[1], base: baseBytes),
      Digest(of: bytes) == EntryRow.digest(row, 0)
    else { return nil }
    return Stored(number: number, bytes: bytes, base: base)
  }

  /// Keeps a content, unless it is there already; its number.
  ///
  /// - Parameter similar: a content that it may be packed against, or against the base of which.
  func keep(_ bytes: [UInt8], similar: Int64?, path: String) throws -> Int64 {
    let digest = Digest(of: bytes)
    if let number = try number(of: digest) { return number }
    guard bytes.count <= Packing.largest else {
      throw ArchiveError.tooLarge(name: digest.description, limit: Packing.largest)
    }
    guard let plain = Packing.pack(bytes, base: nil) else {
      throw ArchiveError.system(path: path, detail: "zstd")
    }
    var packed = plain
    var base: Int64?
    if let similar, let candidate = try root(of: similar), let against = Packing.pack(bytes, base: candidate.bytes),
      // A content without a base serves later ones as theirs, which is worth a little room.
      against.count < plain.count * 3 / 4
    {
      (packed, base) = (against, candidate.number)
    }
    try db.execute(
      sql: "INSERT INTO content (sha256, size, base, packed) VALUES (?, ?, ?, ?)",
      arguments: [EntryRow.blob(digest), bytes.count, base, Data(packed)])
    return db.lastInsertedRowID
  }

  /// The content itself, or that against which it is packed.
  private func root(of number: Int64) throws -> Stored? {
    let base = try Int64.fetchOne(
      db, sql: "SELECT base FROM content WHERE number = ?", arguments: [number])
    return try stored(base ?? number)
  }
}
