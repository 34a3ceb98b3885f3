internal import Diagnostics
internal import Foundation
internal import History
internal import InputFiles
internal import Sealing

/// What an archive keeps of an entry, as files.
struct EntryFiles {
  /// The entry.
  let entry: ArchiveEntry
  /// Every file that its result rests on.
  let manifest: Seal
  /// The files by their paths below a folder.
  private(set) var all: [(path: String, bytes: [UInt8])] = []

  /// The assessment below the folder.
  private(set) var assessment = ""

  /// What the files are taken out for.
  enum Purpose {
    /// To be handed out, or to make the report again: all of them.
    case all
    /// To score the assessment again: itself, its data and its rubrics.
    case scoring
  }

  /// Takes an entry's files out of an archive, each checked against its digest.
  ///
  /// - Parameter taken: what was taken out for other entries of the archive.
  init(
    _ entry: ArchiveEntry, in archive: Archive, for purpose: Purpose = .all,
    sharing taken: TakenContents = TakenContents()
  ) throws {
    self.entry = entry
    manifest = try archive.manifest(of: entry)
    for file in manifest.files where file.role.isArchived {
      // The chain vouches for the manifest; but whoever writes an archive chooses its names.
      guard FilePath.isConfined(file.path) else { throw ArchiveError.changed(entry: entry.number) }
      if purpose == .scoring, file.role == .template || file.role == .brand { continue }
      let path = Self.folder(file.role) + "/" + file.path
      if file.role == .assessment { assessment = path }
      all.append((path, try taken.content(file.digest, of: entry, in: archive)))
    }
    guard purpose == .all else { return }
    all.append((Self.result, try taken.content(entry.result, of: entry, in: archive)))
    all.append((Self.manifest, Array(manifest.text.utf8)))
    all.append((Self.record, Array((EntryText(entry: entry).record.indented + "\n").utf8)))
  }

  /// The names of the files beside these folders: result document, manifest, and what is told of the entry.
  static let result = "result.json", manifest = "manifest.seal", record = "entry.json"

  /// The folder that files of a role lie in.
  static func folder(_ role: SealedFile.Role) -> String {
    switch role {
    case .assessment, .indicators, .evidence: "assessment"
    case .rubric: "Rubrics"
    case .template: "Templates"
    case .brand: "Brand"
    case .font: "Fonts"
    case .comparison: "Comparison"
    }
  }
}

extension EntryFiles {
  /// Runs with the files of an entry in a folder of their own, which is removed afterwards.
  ///
  /// - Parameter withRubrics: whether the rubrics are to lie there too, which are else read from memory alone.
  func withFolder<Value>(withRubrics: Bool = true, _ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pingxing-entry-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = withRubrics ? all : all.filter { !$0.path.hasPrefix(Self.rubrics) }
    try NewFolder.write(files, to: folder, isLasting: false)
    return try body(folder)
  }

  private static let rubrics = folder(.rubric) + "/"

  /// The entry's own rubrics, read from memory; messages call them by the folder.
  func library(in folder: String, sharing readings: SharedReadings) -> RubricLibrary {
    let digests = manifest.files.filter { $0.role == .rubric }.map { ($0.path, $0.digest.description) }
    let files = all.filter { $0.path.hasPrefix(Self.rubrics) }.map {
      (String($0.path.dropFirst(Self.rubrics.count)), $0.bytes)
    }
    return RubricLibrary(
      folder: folder + "/" + Self.folder(.rubric), files: Dictionary(files, uniquingKeysWith: { first, _ in first }),
      digests: Dictionary(digests, uniquingKeysWith: { first, _ in first }), readings: readings)
  }

  /// Scores the assessment again, by the entry's own rubrics and with its evidence as it was recorded.
  ///
  /// - Parameter readings: what was read of the rubrics of other entries.
  func source(in folder: String, sharing readings: SharedReadings = SharedReadings()) throws -> AssessmentSource {
    let problems = DiagnosticCollector()
    let path = folder + "/" + assessment
    guard let text = SourceText.read(path, problems: problems) else {
      throw CommandFailure(.inputWrong, problems.diagnostics)
    }
    var recorded: [String: RecordedFile] = [:]
    for file in manifest.files where file.role == .evidence {
      recorded[file.path] = RecordedFile(sha256: file.digest.description, bytes: file.size)
    }
    let library = library(in: folder, sharing: readings)
    return try AssessmentSource(
      AssessmentLoader.load(text, library: library, evidence: recorded, problems: problems), at: path,
      library: library)
  }
}

/// Writes a folder that appears whole or not at all.
enum NewFolder {
  /// Writes files to a folder that must not exist yet.
  ///
  /// - Parameter isLasting: whether the files are to be on the disk at the end; not where the program itself removes them.
  static func write(
    _ files: [(path: String, bytes: [UInt8])], to folder: String, isLasting: Bool = true
  ) throws(AtomicFile.Failure) {
    var status = stat()
    guard lstat(folder, &status) != 0 else { throw AtomicFile.Failure(path: folder, errorNumber: EEXIST) }
    let name = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let partial: PartialPlace
    do throws(PartialPlace.Failure) {
      partial = try PartialPlace(.export, beside: name, removesStale: isLasting)
    } catch { throw AtomicFile.Failure(path: folder, errorNumber: error.errorNumber) }
    defer { partial.discard() }
    do throws(AtomicFile.Failure) {
      var made: Set<String> = []
      for file in files { try write(file.bytes, to: file.path, below: partial.path, isLasting, &made) }
      guard rename(partial.path, name) == 0 else { throw AtomicFile.Failure(path: folder, errorNumber: errno) }
    } catch { throw AtomicFile.Failure(path: folder, errorNumber: error.errorNumber) }
  }

  private static func write(
    _ bytes: [UInt8], to path: String, below root: String, _ isLasting: Bool, _ made: inout Set<String>
  ) throws(AtomicFile.Failure) {
    var folder = root
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      guard made.insert(folder).inserted else { continue }
      if mkdir(folder, 0o755) != 0, errno != EEXIST { throw AtomicFile.Failure(path: folder, errorNumber: errno) }
    }
    try AtomicFile.write(bytes, to: root + "/" + path, staysInFolder: true, syncs: isLasting)
  }
}
