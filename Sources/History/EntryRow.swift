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

  /// The entry of a row of ``select``; nil where a value is not of the kind that its column has, which a damaged file need
  /// not keep to.
  static func entry(_ row: Row) -> ArchiveEntry? {
    let texts = (2...10).compactMap { text(row, $0) }
    let digests = ([1] + Array(14...17)).compactMap { Digest(bytes: bytes(row, $0)) }
    guard let number = integer(row, 0), texts.count == 9, digests.count == 5,
      isNull(row, 11) || integer(row, 11) != nil,
      isNull(row, 12) || text(row, 12) != nil, isNull(row, 13) || text(row, 13) != nil
    else { return nil }
    return ArchiveEntry(
      number: number, previous: digests[0], recorded: texts[0], tool: texts[1], organisation: texts[2],
      periodFrom: texts[3], periodTo: texts[4], date: texts[5], scorerRole: texts[6], scorer: texts[7],
      results: texts[8], corrects: integer(row, 11), reason: text(row, 12), report: text(row, 13),
      assessment: digests[1], result: digests[2], manifest: digests[3], hash: digests[4])
  }

  /// The kept digests of the values, in a row of ``select``.
  static func checks(_ row: Row) -> [UInt8] { bytes(row, 18) }

  // A damaged file may hold anything in any column, so a value is never taken for what it should be.

  static func integer(_ row: Row, _ index: Int) -> Int? { Int.fromDatabaseValue(row[index]) }

  static func text(_ row: Row, _ index: Int) -> String? { String.fromDatabaseValue(row[index]) }

  static func isNull(_ row: Row, _ index: Int) -> Bool { (row[index] as DatabaseValue).isNull }

  /// The bytes of a blob; none where it is anything else.
  static func bytes(_ row: Row, _ index: Int) -> [UInt8] {
    guard case .blob(let data) = (row[index] as DatabaseValue).storage else { return [] }
    return Array(data)
  }

  /// Adds an entry whose contents have these numbers.
  static func insert(
    _ entry: ArchiveEntry, assessment: Int, result: Int, manifest: Int, into db: Database
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
