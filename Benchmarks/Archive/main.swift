import Foundation
import History
import Sealing

// Measures a large archive: archive-bench FOLDER PROGRAM [COUNT [EACH]] fills an archive in the folder and prints what
// adding, listing and comparing entries take at the 1,000th and at the last entry, and their ratio. Each figure is the
// median of many runs: of opening the archive, doing the work and closing it again, as a command does, and of whole runs of
// the program, most of which is reading and scoring the assessments. Each EACH-th entry (the tenth), and those that are
// added and compared, are full assessments of an example, with their rubrics and result documents; the others are small,
// so that filling ends. The status tells whether the work on the archive keeps the goal and the archive is whole.

let arguments = CommandLine.arguments
guard arguments.count >= 3, let last = Int(arguments.count > 3 ? arguments[3] : "100000"), last > 1_000,
  let each = Int(arguments.count > 4 ? arguments[4] : "10"), each > 0
else {
  FileHandle.standardError.write(Data("usage: archive-bench FOLDER PROGRAM [COUNT above 1000 [EACH]]\n".utf8))
  exit(64)
}
let path = arguments[1] + "/bench.sqlite"

/// Runs the program; ends where it fails. Foundation's `Process` notices only every 50 ms whether a process has ended.
func run(_ words: String...) throws {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for descriptor: Int32 in 1...2 { posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0) }
  var texts = ([arguments[2]] + words).map { strdup($0) } + [nil]
  var variables = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { for text in texts + variables { free(text) } }
  var (process, status) = (pid_t(0), Int32(0))
  guard posix_spawn(&process, arguments[2], &actions, nil, &texts, &variables) == 0,
    waitpid(process, &status, 0) == process, status == 0
  else {
    FileHandle.standardError.write(Data("failed: \(words.joined(separator: " "))\n".utf8))
    exit(70)
  }
}

/// The entries that the program makes of two years of an example in two editions.
func examples() throws -> [NewEntry] {
  let seed = arguments[1] + "/seed.sqlite"
  try run("archive", "init", seed)
  for year in ["2024", "2025"] { try run("archive", "add", seed, "Examples/lanchuan-history/\(year).yml") }
  let archive = try Archive(seed, for: .reading)
  defer { _ = try? archive.close() }
  return try [1, 2].map { number in
    let entry = try archive.entry(number)
    let manifest = try archive.manifest(of: entry)
    func content(_ digest: Digest) throws -> [UInt8] { try archive.content(digest) ?? [] }
    return NewEntry(
      recorded: entry.recorded, tool: entry.tool, organisation: entry.organisation,
      period: (from: entry.periodFrom, to: entry.periodTo), date: entry.date,
      scorer: (role: entry.scorerRole, name: entry.scorer), results: entry.results,
      assessment: try content(entry.assessment), result: try content(entry.result), manifest: manifest,
      contents: try manifest.files.filter { $0.role == .rubric }.map { try content($0.digest) })
  }
}
let seeds = try examples()
let example = try String(contentsOfFile: "Examples/lanchuan-history/2025.yml", encoding: .utf8)

/// An example's entry, made another one by a comment at the end of its assessment.
func full(_ number: Int, like seed: NewEntry) throws -> NewEntry {
  var entry = seed
  entry.assessment += Array("# \(number)\n".utf8)
  entry.result += Array(repeating: 0x20, count: number % 997)
  let files = try seed.manifest.files.map { file in
    file.role == .assessment
      ? try SealedFile(
        role: .assessment, path: file.path, size: entry.assessment.count, digest: Digest(of: entry.assessment)) : file
  }
  entry.manifest = try Seal(files)
  return entry
}

/// An entry as large as a small assessment's: 200 answers, and a result document a few times as long.
func entry(_ number: Int) throws -> NewEntry {
  if number % each == 0 { return try full(number, like: seeds[number / each % 2]) }
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

/// A kind of work on an archive, and what it takes.
struct Figure {
  /// What is done.
  let work: String
  /// Whether that is a whole run of the program, with all it does beside the archive.
  let isWholeRun: Bool
  let milliseconds: Double
}

/// What the work takes at an archive's end: adding an entry, a page of the list, of one organisation too, fetching two
/// entries with their rubrics for a comparison; and the same done by the program, from its start to its end.
func measure(_ count: Int) throws -> [Figure] {
  func with(_ purpose: Archive.Purpose, _ work: (Archive) throws -> Void) throws {
    let archive = try Archive(path, for: purpose)
    try work(archive)
    try archive.close()
  }
  func figure(_ work: String, isWholeRun: Bool = false, _ turn: (Int) throws -> Void) rethrows -> Figure {
    Figure(work: work, isWholeRun: isWholeRun, milliseconds: try median(21, turn))
  }
  var before = 0
  try with(.reading) { before = try $0.head().count }
  let added = try (0..<21).map { try full(10_000_000 + count + $0, like: seeds[$0 % 2]) }
  return [
    try figure("add") { turn in try with(.adding) { _ = try $0.add(added[turn]) } },
    try figure("list") { _ in try with(.reading) { _ = try $0.entries(.init(limit: 50)) } },
    try figure("list --organisation") { _ in
      try with(.reading) { _ = try $0.entries(.init(organisation: "客户联络中心 7", limit: 50)) }
    },
    try figure("compare") { turn in
      try with(.reading) { archive in
        for number in [before + 1 + turn % 10 * 2, before + 2 + turn % 10 * 2] {
          let entry = try archive.entry(number)
          for file in try archive.manifest(of: entry).files { _ = try archive.content(file.digest) }
        }
      }
    },
    try figure("add", isWholeRun: true) { turn in
      let file = arguments[1] + "/\(count)-\(turn).yml"
      try ("# \(count) \(turn)\n" + example).write(toFile: file, atomically: false, encoding: .utf8)
      try run("archive", "add", path, file)
    },
    try figure("list", isWholeRun: true) { _ in try run("archive", "list", path) },
    try figure("compare", isWholeRun: true) { turn in
      let first = before + 1 + turn % 10 * 2
      try run("archive", "compare", path, "\(first)", "\(first + 1)")
    },
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
let goal = 100.0
print(
  """
  | work | measured | 1,000th entry | \(last)th entry | ratio | goal at the \(last)th: < \(Int(goal)) ms |
  | --- | --- | ---: | ---: | ---: | --- |
  """)
for (before, after) in zip(early, late) {
  print(
    String(
      format: "| `%@` | %@ | %.1f ms | %.1f ms | %.2f | %@ |", after.work,
      after.isWholeRun ? "whole run of the program" : "on the archive", before.milliseconds, after.milliseconds,
      after.milliseconds / before.milliseconds, after.milliseconds < goal ? "reached" : "**missed**"))
}
print(
  "\n\(report.head.count) entries, each \(each)th a full assessment, \(size >> 20) MiB, added in \(filling.components.seconds) s, ",
  terminator: "")
print("verified in \(checked.components.seconds) s with \(report.differences.count) differences")
let isGoalKept = late.allSatisfy { $0.isWholeRun || $0.milliseconds < goal }
exit(report.differences.isEmpty && isGoalKept ? 0 : 1)
