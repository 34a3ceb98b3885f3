import Foundation
import GRDB
import History
import Sealing

/// Small entries whose contents depend on a number only.
enum SampleEntries {
  static let rubric = Array(String(repeating: "format: pingxing/rubric/1\n# 准则全文\n", count: 40).utf8)

  static func entry(_ number: Int, organisation: String = "华东客户联络中心") throws -> NewEntry {
    let assessment = Array("format: pingxing/assessment/1\nnumber: \(number)\norganisation: \(organisation)\n".utf8)
    let result =
      Array(
        (0..<60).map { "{\"item\": \($0), \"mark\": \(($0 * number) % 5 + 1)}" }.joined(separator: "\n").utf8)
      + Array("\n\(number)".utf8)
    let files = [
      try SealedFile(role: .assessment, path: "centre.yml", size: assessment.count, digest: Digest(of: assessment)),
      try SealedFile(
        role: .evidence, path: "evidence/E\(number).pdf", size: 1, digest: Digest(of: [UInt8(number & 255)])),
      try SealedFile(role: .rubric, path: "cccs-op-2008.yml", size: rubric.count, digest: Digest(of: rubric)),
    ]
    return NewEntry(
      recorded: "2026-01-05T08:00:00Z", tool: "0.1.0", organisation: organisation,
      period: (from: "2025-01-01", to: "2025-12-31"), date: "2025-12-20", scorer: (role: "self", name: "运营管理部"),
      results: "[]", assessment: assessment, result: result, manifest: try Seal(files), contents: [rubric])
  }
}

/// A folder of its own for one test.
final class ScratchFolder {
  /// The folder, and one above it for what is not to lie beside an archive.
  let path: String, above: String

  init() throws {
    above = FileManager.default.temporaryDirectory.appending(path: "pingxing-history-\(UUID().uuidString)").path
    path = above + "/archives"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: above) }

  subscript(name: String) -> String { path + "/" + name }

  /// An archive with some entries.
  func archive(entries count: Int, _ name: String = "history.sqlite") throws -> String {
    try Archive.create(at: self[name])
    let archive = try Archive(self[name], for: .adding)
    for number in 1...max(count, 1) where count > 0 { _ = try archive.add(try SampleEntries.entry(number)) }
    try archive.close()
    return self[name]
  }

  /// The names of everything in the folder.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// Changes an archive as somebody would who has another program for SQLite databases.
enum Tampering {
  static func run(_ sql: String, on path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
    }
    try queue.close()
  }

  /// The same with the digests of the pages put right, as with this program's own file layer.
  static func runWithDigests(_ sql: String, on path: String) throws {
    let queue = try DatabaseQueue(path: "file:\(path)?vfs=pingxing")
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON")
      try db.execute(sql: sql)
    }
    try queue.close()
  }

  /// Statements that let rows be changed, run some more, and forbid it again.
  static func pastTriggers(_ sql: String) throws -> String {
    let triggers = ["content", "entry"].flatMap { table in
      [
        (
          "\(table)_is_never_changed",
          "CREATE TRIGGER \(table)_is_never_changed BEFORE UPDATE ON \(table)\nBEGIN SELECT RAISE(ABORT, 'an archive is only added to'); END"
        ),
        (
          "\(table)_is_never_removed",
          "CREATE TRIGGER \(table)_is_never_removed BEFORE DELETE ON \(table)\nBEGIN SELECT RAISE(ABORT, 'an archive is only added to'); END"
        ),
      ]
    }
    return triggers.map { "DROP TRIGGER \($0.0);\n" }.joined() + sql + ";\n"
      + triggers.map { $0.1 + ";\n" }.joined()
  }
}
