internal import Comparison
internal import Diagnostics
internal import Foundation
internal import History
internal import InputFiles
internal import Sealing

/// The entry that the report of another one compares with.
struct ComparedEntry {
  /// Its number.
  let number: Int
  /// The name by which it is found: the file that was given, or the archive and its number.
  let name: String
  /// The earlier assessment and the later one.
  let series: AssessmentSeries
  /// The files that were read for crosswalks between their editions.
  let crosswalks: [String: SourceLines]

  /// Finds an entry of an archive by its number, or by the file of its assessment, and compares with it as `replay` will:
  /// with what the archive keeps.
  init(
    _ name: String, in path: String, with source: AssessmentSource, organisations: OrganisationPolicy, data: DataFolders
  ) throws {
    let files = try ArchiveSource.with(path) { archive in
      try EntryFiles(Self.entry(name, in: archive), in: archive, for: .scoring)
    }
    let library = try RubricSource.library(data)
    var place = name
    if case .file(let file) = EarlierAssessment(name).place, !FileManager.default.fileExists(atPath: file) {
      place = "\(path)#\(files.entry.number)"
    }
    self.init(
      number: files.entry.number, name: place,
      try ComparisonSource.seriesWithFiles(
        [try files.source(of: path, sharing: library.readings), source], organisations: organisations,
        library: library))
  }

  private init(
    number: Int, name: String, _ compared: (series: AssessmentSeries, files: [String: SourceLines])
  ) {
    self.number = number
    self.name = name
    (series, crosswalks) = compared
  }

  private static func entry(_ name: String, in archive: Archive) throws -> ArchiveEntry {
    let digest: Digest
    switch EarlierAssessment(name).place {
    case .file(let file) where !FileManager.default.fileExists(atPath: file):
      // A number, or `latest`.
      return try ArchiveSource.entry(name, in: archive)
    case .file(let file):
      do throws(BoundedFile.Fault) { digest = Digest(of: try BoundedFile.contents(of: file)) } catch {
        throw CommandFailure(error, path: file)
      }
    case .entry(let number, let other) where other.isEmpty || FilePath.real(other) == FilePath.real(archive.path):
      return try ArchiveSource.entry(number, in: archive)
    case .entry(let number, let other):
      digest = try ArchiveSource.with(other) { try ArchiveSource.entry(number, in: $0).assessment }
    }
    if let entry = try archive.latestEntry(assessment: digest) { return entry }
    throw CommandFailure(
      .usage, "comparison-not-archived",
      LocalizedText(
        chinese: "与之比较的 \(name) 不在档案里，报告日后无法重做；没有存入",
        english:
          "\(name), which the report compares with, is not in the archive, and the report could not be made again; nothing was added"
      ),
      hint: LocalizedText(
        chinese: "先用 pingxing archive add \(archive.path) \(name) 存入它，一字不改",
        english: "first add it, unchanged, with `pingxing archive add \(archive.path) \(name)`"))
  }
}
