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
    var files: [(library: RubricLibrary, name: String, bytes: [UInt8])] = []
    var seen: Set<String> = []
    let prefix = EntryFiles.folder(.rubric) + "/"
    for entry in entries {
      let library = entry.library(in: "", sharing: readings)
      let kept = Dictionary(entry.all.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
      for file in entry.manifest.files where file.role == .rubric && !file.path.hasPrefix("crosswalks/") {
        let bytes = kept[prefix + file.path] ?? []
        guard seen.insert("\(file.path) \(file.digest)").inserted else { continue }
        files.append((library, file.path, bytes))
      }
    }
    files.sort { $0.bytes.count > $1.bytes.count }
    let work = files
    run(work.count) { work[$0].library.readAhead(work[$0].name, work[$0].bytes) }
  }

  private static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    WorkerThreads.run(count: count, jobs: ProcessInfo.processInfo.activeProcessorCount, tool: {}) { place, _ in
      work(place)
    }
  }
}
