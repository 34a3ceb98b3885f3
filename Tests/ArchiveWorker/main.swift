import Diagnostics
import Foundation
import GRDB
import Sealing

#if DEBUG
  @testable import History
#else
  import History
#endif

// What the tests of archives run in processes of its own, to stop it at any point or to have several at a time:
// archive-worker ARCHIVE NAME COUNT adds COUNT entries and prints the hash of each once it is added; with a COUNT of 0 it
// only reads, and prints how many there are. archive-worker ARCHIVE migrate STEPS prints a line, takes the archive through
// the steps of a JSON file besides those that there are, prints another line and closes it.

let arguments = CommandLine.arguments
signal(SIGXFSZ, SIG_IGN)

/// Prints a line at once, which a process that is stopped in the next moment has then printed.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

#if DEBUG
  if arguments.count == 4, arguments[2] == "migrate" {
    let more = try JSONDecoder().decode([[String]].self, from: Data(contentsOf: URL(filePath: arguments[3])))
    let steps = ArchiveSchema.steps + more.map { SchemaStep(statements: $0) }
    let database = try ArchiveFile.open(arguments[1], .adding, known: steps.count)
    say("begun")
    try ArchiveSchema.migrate(database, steps: steps)
    say("done")
    try database.close()
    exit(0)
  }
#endif

guard arguments.count == 4, let count = Int(arguments[3]) else { exit(64) }
do {
  if count == 0 {
    let archive = try Archive(arguments[1], for: .reading)
    say("\(try archive.head().count)")
    try archive.close()
    exit(0)
  }
  for number in 1...count {
    let assessment = Array("format: pingxing/assessment/1\nname: \(arguments[2])-\(number)\n".utf8)
    // Large enough for several pages, and of little that can be packed.
    var digest = Digest(of: assessment)
    let result = (0..<80).flatMap { _ -> [UInt8] in
      digest = Digest(of: digest.bytes)
      return digest.bytes
    }
    let file = try SealedFile(
      role: .assessment, path: "centre.yml", size: assessment.count, digest: Digest(of: assessment))
    let entry = NewEntry(
      recorded: "2026-01-05T08:00:00Z", tool: "0.1.0", organisation: arguments[2],
      period: (from: "2025-01-01", to: "2025-12-31"), date: "2025-12-20", scorer: (role: "self", name: "运营管理部"),
      results: "[]", assessment: assessment, result: result, manifest: try Seal([file]), contents: [])
    let archive = try Archive(arguments[1], for: .adding)
    let added = try archive.add(entry)
    say("\(added.number) \(added.hash)")
    try archive.close()
  }
} catch let error as ArchiveError {
  say("failed \(error.code) \(error.message.english)")
  exit(1)
}
