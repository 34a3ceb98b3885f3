internal import Foundation
internal import GRDB
internal import Sealing

/// Reads and writes the rows of entries.
enum EntryRow {
  static let select = """
    SELECT e.number, e.previous, e.recorded, e.tool, e.organisation, e.period_from, e.period_to, e.date, e.scorer_role,
      e.scorer, e.results, e.corrects, e.reason, e.report, a.sha256, r.sha256, m.sha256, e.hash, e.checks
    FROM entry e
    LEFT JOIN content a ON a.number = e.assessment
    LEFT JOIN content r ON r.number = e.result
    LEFT JOIN content m ON m.number = e.manifest
    """

  /// The entry of a row of ``select``. A digest that is not 32 bytes long, which the table's conditions rule out, is
  /// read as one that fits nothing.
  static func entry(_ row: Row) -> ArchiveEntry {
    ArchiveEntry(
      number: row[0], previous: digest(row, 1), recorded: row[2], tool: row[3], organisation: row[4],
      periodFrom: row[5],
      periodTo: row[6], date: row[7], scorerRole: row[8], scorer: row[9], results: row[10], corrects: row[11],
      reason: row[12], report: row[13], assessment: digest(row, 14), result: digest(row, 15), manifest: digest(row, 16),
      hash: digest(row, 17))
  }

  /// The kept digests of the values, in a row of ``select``.
  static func checks(_ row: Row) -> [UInt8] { bytes(row, 18) }

  /// Whether every value of a row of ``select`` is of the kind that its column has, which a damaged file need not keep to.
  static func isReadable(_ row: Row) -> Bool {
    let texts = [2, 3, 4, 5, 6, 7, 8, 9, 10], digests = [1, 14, 15, 16, 17]
    func isText(_ index: Int) -> Bool { String.fromDatabaseValue(row[index]) != nil }
    func isNumber(_ index: Int) -> Bool { Int.fromDatabaseValue(row[index]) != nil }
    func isNull(_ index: Int) -> Bool { (row[index] as DatabaseValue).isNull }
    return isNumber(0) && texts.allSatisfy(isText) && (isNull(11) || isNumber(11)) && (isNull(12) || isText(12))
      && (isNull(13) || isText(13)) && digests.allSatisfy { bytes(row, $0).count == Digest.size }
  }

  static func digest(_ row: Row, _ index: Int) -> Digest { Digest(bytes: bytes(row, index)) ?? Digest(of: []) }

  static func bytes(_ row: Row, _ index: Int) -> [UInt8] {
    (try? row.withUnsafeData(atIndex: index) { data in data.map { Array($0) } ?? [] }) ?? []
  }

  /// Adds an entry whose contents have these numbers.
  static func insert(
    _ entry: ArchiveEntry, assessment: Int64, result: Int64, manifest: Int64, into db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO entry (number, previous, recorded, tool, organisation, period_from, period_to, date, scorer_role,
          scorer, results, corrects, reason, report, assessment, result, manifest, checks, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        entry.number, blob(entry.previous), entry.recorded, entry.tool, entry.organisation, entry.periodFrom,
        entry.periodTo, entry.date, entry.scorerRole, entry.scorer, entry.results, entry.corrects, entry.reason,
        entry.report, assessment, result, manifest, Data(entry.checks), blob(entry.hash),
      ])
  }

  static func blob(_ digest: Digest) -> Data { Data(digest.bytes) }
}
