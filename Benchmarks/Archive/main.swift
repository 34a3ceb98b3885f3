import Foundation
import History
import Sealing

// Measures a large archive: archive-bench FOLDER [COUNT] fills an archive in the folder and prints what adding, listing
// and reading entries take at the 1,000th and at the last entry, and their ratio. Each figure is the median of many runs
// of opening the archive, doing the work and closing it again, as a command does.

let arguments = CommandLine.arguments
guard arguments.count >= 2, let last = Int(arguments.count > 2 ? arguments[2] : "100000"), last > 1_000 else {
  FileHandle.standardError.write(Data("usage: archive-bench FOLDER [COUNT above 1000]\n".utf8))
  exit(64)
}
let path = arguments[1] + "/bench.sqlite"

/// An entry as large as a small assessment's: 200 answers, and a result document a few times as long.
func entry(_ number: Int) throws -> NewEntry {
  let assessment = (0..<200).map { "  item.\($0): {approach: \((number + $0) % 5 + 1), note: \(number * $0 % 977)}\n" }
    .joined()
  let result = (0..<200).map {
    "{\"item\": \"item.\($0)\", \"mark\": \((number + $0) % 5 + 1), \"title\": \"评审项 \($0)\"}\n"
  }
  .joined()
  let files = [
    try SealedFile(
      role: .assessment, path: "centre.yml", size: assessment.utf8.count, digest: Digest(of: assessment.utf8)),
    try SealedFile(
      role: .evidence, path: "evidence/\(number).pdf", size: number, digest: Digest(of: "\(number)".utf8)),
  ]
  return NewEntry(
    recorded: "2026-01-05T08:00:00Z", tool: "0.1.0", organisation: "客户联络中心 \(number % 500)",
    period: (from: "2025-01-01", to: "2025-12-31"), date: "2025-12-20", scorer: (role: "self", name: "运营管理部"),
    results: "[[\"cccs-op-2008\",\"1.0.0\",\"四星\",\"four stars\",\"856.25\"]]", assessment: Array(assessment.utf8),
    result: Array(result.utf8), manifest: try Seal(files), contents: [])
}

/// The median time of some runs, in milliseconds.
func median(_ runs: Int, _ work: (Int) throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for run in 0..<runs {
    let start = ContinuousClock.now
    try work(run)
    let time = start.duration(to: .now).components
    times.append(Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15)
  }
  return times.sorted()[runs / 2]
}

func fill(from first: Int, to end: Int) throws {
  let archive = try Archive(path, for: .adding)
  var next = first
  while next <= end {
    let stop = min(end, next + 499)
    _ = try archive.add(try (next...stop).map(entry))
    next = stop + 1
  }
  try archive.close()
}

/// What the work takes at an archive's end: adding, a page of the list, of one organisation too, and two entries with their
/// assessments, as `compare` reads them.
func measure(_ count: Int) throws -> [(name: String, milliseconds: Double)] {
  func with(_ purpose: Archive.Purpose, _ work: (Archive) throws -> Void) throws {
    let archive = try Archive(path, for: purpose)
    try work(archive)
    try archive.close()
  }
  return [
    ("add", try median(21) { run in try with(.adding) { _ = try $0.add(try entry(10_000_000 + count + run)) } }),
    ("list", try median(21) { _ in try with(.reading) { _ = try $0.entries(.init(limit: 50)) } }),
    (
      "list --organisation",
      try median(21) { _ in try with(.reading) { _ = try $0.entries(.init(organisation: "客户联络中心 7", limit: 50)) } }
    ),
    (
      "two entries",
      try median(21) { run in
        try with(.reading) { archive in
          for number in [count - run, count / 2 + run] {
            let entry = try archive.entry(number)
            _ = try archive.content(entry.assessment)
            _ = try archive.content(entry.result)
            _ = try archive.manifest(of: entry)
          }
        }
      }
    ),
  ]
}

try Archive.create(at: path)
try fill(from: 1, to: 1_000)
let early = try measure(1_000)
let start = ContinuousClock.now
try fill(from: 1_001, to: last)
let filling = start.duration(to: .now)
let late = try measure(last)
let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
let checking = ContinuousClock.now
let report = try Archive.verify(path)
let checked = checking.duration(to: .now)
print("| work | 1,000th entry | \(last)th entry | ratio |\n| --- | ---: | ---: | ---: |")
for (before, after) in zip(early, late) {
  print(
    String(
      format: "| %@ | %.1f ms | %.1f ms | %.2f |", before.name, before.milliseconds, after.milliseconds,
      after.milliseconds / before.milliseconds))
}
print("\n\(report.head.count) entries, \(size >> 20) MiB, added in \(filling.components.seconds) s, ", terminator: "")
print("verified in \(checked.components.seconds) s with \(report.differences.count) differences")
exit(report.differences.isEmpty && late.allSatisfy { $0.milliseconds < 100 } ? 0 : 1)
