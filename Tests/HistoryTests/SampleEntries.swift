import Foundation
import History
import Sealing

/// Small entries whose contents depend on a number only.
enum SampleEntries {
  static let rubric = Array(String(repeating: "format: pingxing/rubric/1\n# 准则全文\n", count: 40).utf8)

  static func entry(_ number: Int, organisation: String = "华东客户联络中心") throws -> NewEntry {
    let assessment = Array("format: pingxing/assessment/1\nnumber: \(number)\norganisation: \(organisation)\n".utf8)
    let result = Array((0..<60).map { "{\"item\": \($0), \"mark\": \(($0 * number) % 5 + 1)}" }.joined(separator: "\n").utf8)
    let files = [
      try SealedFile(role: .assessment, path: "centre.yml", size: assessment.count, digest: Digest(of: assessment)),
      try SealedFile(role: .evidence, path: "evidence/E\(number).pdf", size: 1, digest: Digest(of: [UInt8(number & 255)])),
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
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "pingxing-history-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(name: String) -> String { path + "/" + name }

  /// An archive with some entries.
  func archive(entries count: Int, _ name: String = "history.sqlite") throws -> String {
    try Archive.create(at: self[name])
    let archive = try Archive(self[name], for: .adding)
    for number in 1...max(count, 1) where count > 0 { _ = try archive.add(try SampleEntries.entry(number)) }
    try archive.close()
    return self[name]
  }
}
