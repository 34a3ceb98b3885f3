internal import Foundation
internal import InputFiles
internal import Sealing
internal import Synchronization

/// Scores entries of an archive again, several at once: reading their files takes most of a comparison's time.
enum EntryReading {
  /// The sources of entries in the order given, each by its own rubrics; says where the installed ones are others.
  ///
  /// - Throws: what the first entry throws that cannot be scored.
  static func sources(
    of entries: [EntryFiles], in archive: String, beside library: RubricLibrary
  ) throws -> [AssessmentSource] {
    readAhead(entries, sharing: library.readings)
    let found = Mutex<[Int: Result<AssessmentSource, any Error>]>([:])
    let readings = library.readings
    run(entries.count) { place in
      let source = Result { try entries[place].source(of: archive, sharing: readings) }
      found.withLock { $0[place] = source }
    }
    let results = found.withLock(\.self)
    let sources = try entries.indices.compactMap { try results[$0]?.get() }
    for (entry, source) in zip(entries, sources) {
      InstalledRubrics(library: library).remind(of: entry, scoredAs: source)
    }
    return sources
  }

  /// Parses the rubric files of entries, each text once, the longest first.
  private static func readAhead(_ entries: [EntryFiles], sharing readings: SharedReadings) {
    var files: [(library: RubricLibrary, name: String, size: Int)] = []
    var seen: Set<String> = []
    for entry in entries {
      let library = entry.library(in: "", sharing: readings)
      for file in entry.manifest.files where file.role == .rubric && !file.path.hasPrefix("crosswalks/") {
        guard seen.insert("\(file.path) \(file.digest)").inserted else { continue }
        files.append((library, file.path, file.size))
      }
    }
    files.sort { $0.size > $1.size }
    let work = files
    run(work.count) { work[$0].library.readAhead(work[$0].name) }
  }

  private static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    WorkerThreads.run(count: count, jobs: ProcessInfo.processInfo.activeProcessorCount, tool: {}) { place, _ in
      work(place)
    }
  }
}
