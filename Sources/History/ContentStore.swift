internal import Foundation
internal import GRDB
internal import Sealing

/// Unpacked contents that others are packed against, up to a quarter of a gigabyte of them.
///
/// The results of a centre's assessments are all packed against the first; without this it would be unpacked for each.
final class UnpackedBases {
  private static let limit = 256 << 20
  private var kept: [Int: [UInt8]] = [:]
  private var order: [Int] = []
  private var size = 0

  /// A content by its number; those kept first give way to new ones.
  subscript(number: Int) -> [UInt8]? {
    get { kept[number] }
    set {
      guard let newValue, kept[number] == nil else { return }
      kept[number] = newValue
      order.append(number)
      size += newValue.count
      while size > Self.limit, order.count > 1 {
        size -= kept.removeValue(forKey: order.removeFirst())?.count ?? 0
      }
    }
  }
}

/// The numbers of contents that were compared with their digests and found whole.
final class CheckedContents {
  var numbers: Set<Int> = []
}

/// A content with its digest, which is taken once: a result document has megabytes.
struct DigestedContent {
  let bytes: [UInt8]
  let digest: Digest

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    digest = Digest(of: bytes)
  }
}

/// A content as it lies in the table: what has to be read of the file is read, and unpacking it is work for any thread.
struct PackedContent: Sendable {
  /// The digest that it should have.
  let digest: [UInt8]
  /// How many bytes it should have.
  let size: Int
  /// The content that it is packed against, with its bytes.
  let base: Int?, baseBytes: [UInt8]?
  /// The packed bytes.
  let packed: [UInt8]

  /// The bytes; nil where they are damaged as far as unpacking tells.
  var bytes: [UInt8]? { Packing.unpack(packed, size: size, base: baseBytes) }

  /// The bytes, compared with their digest; nil where they do not fit.
  var checkedBytes: [UInt8]? { bytes.flatMap { Digest(of: $0).bytes == digest ? $0 : nil } }
}

/// The contents of an archive: each text once, under its digest, packed.
struct ContentStore {
  let db: Database
  /// Contents against which others are packed, where many are read one after another.
  var bases: UnpackedBases?
  /// Contents that were found to be whole, where several entries that share them are added.
  var checked: CheckedContents?

  /// A row of the table, unpacked.
  struct Stored {
    let number: Int
    let bytes: [UInt8]
    /// The content that it is packed against.
    let base: Int?
  }

  /// The number of a content by its digest.
  func number(of digest: Digest) throws -> Int? {
    try Int.fetchOne(db, sql: "SELECT number FROM content WHERE sha256 = ?", arguments: [EntryRow.blob(digest)])
  }

  /// A content by its number, unpacked and checked against its digest; nil where there is none, or where it does not
  /// fit.
  func stored(_ number: Int) throws -> Stored? {
    guard let packed = try packed(number), let bytes = packed.checkedBytes else { return nil }
    return Stored(number: number, bytes: bytes, base: packed.base)
  }

  /// A content by its number as it lies in the table, with the bytes of its base; nil where there is none, or where its
  /// base is none.
  func packed(_ number: Int) throws -> PackedContent? {
    guard let row = try row(number), let size = EntryRow.integer(row, 1) else { return nil }
    let base = EntryRow.integer(row, 2)
    guard base != nil || EntryRow.isNull(row, 2) else { return nil }
    var baseBytes: [UInt8]?
    if let base, let kept = bases?[base], base < number {
      baseBytes = kept
    } else if let base {
      guard base < number, let found = try self.row(base), EntryRow.isNull(found, 2),
        let size = EntryRow.integer(found, 1),
        let bytes = Packing.unpack(EntryRow.bytes(found, 3), size: size, base: nil)
      else { return nil }
      baseBytes = bytes
      bases?[base] = bytes
    }
    return PackedContent(
      digest: EntryRow.bytes(row, 0), size: size, base: base, baseBytes: baseBytes, packed: EntryRow.bytes(row, 3))
  }

  private func row(_ number: Int) throws -> Row? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT sha256, size, base, packed FROM content WHERE number = ?"), arguments: [number])
  }

  /// Keeps a content, unless it is there already; its number.
  ///
  /// What is there already is unpacked and compared: an entry that rested on something damaged would be lost from the
  /// beginning. Throws ``ArchiveError/contentChanged(_:use:)`` where it is not what was put in.
  ///
  /// - Parameter similar: a content that it may be packed against, or against the base of which.
  func keep(_ content: DigestedContent, similar: Int?, path: String) throws -> Int {
    let (bytes, digest) = (content.bytes, content.digest)
    if let number = try number(of: digest) {
      guard try checked?.numbers.contains(number) == true || stored(number)?.bytes == bytes else {
        throw ArchiveError.contentChanged(number, use: try firstUse(of: number, digest)?.text)
      }
      checked?.numbers.insert(number)
      return number
    }
    guard bytes.count <= Packing.largest else {
      throw ArchiveError.tooLarge(name: digest.description, limit: Packing.largest)
    }
    guard let (packed, base) = try packing(bytes, similar: similar) else {
      throw ArchiveError.system(path: path, detail: "zstd")
    }
    try db.execute(
      sql: "INSERT INTO content (sha256, size, base, packed) VALUES (?, ?, ?, ?)",
      arguments: [EntryRow.blob(digest), bytes.count, base, Data(packed)])
    let number = Int(db.lastInsertedRowID)
    checked?.numbers.insert(number)
    return number
  }

  /// A content packed as what it has beyond a similar one, where that is worth it, and the number of that one; else packed
  /// alone. Nil only where packing fails.
  private func packing(_ bytes: [UInt8], similar: Int?) throws -> (packed: [UInt8], base: Int?)? {
    var against: (packed: [UInt8], base: Int?)?
    if let similar, let candidate = try root(of: similar), let packed = Packing.pack(bytes, base: candidate.bytes) {
      against = (packed, candidate.number)
      // Alone, a result takes about a twentieth and other texts more; there is nothing to compare.
      if packed.count < bytes.count / 32 { return against }
    }
    guard let plain = Packing.pack(bytes, base: nil) else { return nil }
    // A content without a base serves later ones as theirs, which is worth a little room.
    if let against, against.packed.count < plain.count * 3 / 4 { return against }
    return (plain, nil)
  }

  /// The content itself, or that against which it is packed.
  private func root(of number: Int) throws -> Stored? {
    let base = try Int.fetchOne(
      db, sql: "SELECT base FROM content WHERE number = ?", arguments: [number])
    return try stored(base ?? number)
  }
}
