internal import Diagnostics
internal import History
internal import Sealing

extension Materials {
  /// Adds what a comparison with an earlier assessment rests on: its file with its evidence and data, or the manifest of
  /// an archive's entry, which names the digest of everything of it; its rubrics, and the crosswalks between the editions.
  ///
  /// - Parameter number: which of the assessments compared with it is, from 1; its files are named below it.
  /// - Returns: the earlier assessment.
  @discardableResult
  mutating func addComparison(_ name: String, number: Int, data: DataFolders) throws -> AssessmentSource {
    let library = try RubricSource.library(data)
    let earlier = EarlierAssessment(name)
    let compared: AssessmentSource
    switch earlier.place {
    case .file(let path) where !Archive.isArchive(path):
      let materials = try Materials(path, data: data)
      compared = materials.source
      for material in materials.list {
        guard material.file.role != .rubric else {
          append(material)
          continue
        }
        append(Material(file: try material.file.compared(number), place: material.place, bytes: nil))
      }
    case .file, .entry:
      compared = try earlier.load(library: library)
      let manifest = try ComparedPlace.manifest(of: earlier)
      append(Material(file: try manifest.compared(number), place: earlier.path, bytes: nil))
    }
    try addCrosswalks(
      ComparisonSource.crosswalkFiles(from: compared, to: source, library: library), data: data)
    return compared
  }
}

extension SealedFile {
  /// The same file as one of the earlier assessment of a number.
  func compared(_ number: Int) throws(CommandFailure) -> SealedFile {
    do throws(SealError) {
      return try SealedFile(role: .comparison, path: "\(number)/\(path)", size: size, digest: digest)
    } catch { throw CommandFailure(error) }
  }

  /// A file of an earlier assessment by its path from there; nil unless it is one.
  var withoutNumber: SealedFile? {
    get throws(CommandFailure) {
      guard let part = comparedPart else { return nil }
      do throws(SealError) {
        return try SealedFile(role: role, path: part.path, size: size, digest: digest)
      } catch { throw CommandFailure(error) }
    }
  }

  /// To which of the earlier assessments it belongs, from 1, and its path from there; nil unless it was compared with.
  var comparedPart: (number: Int, path: String)? {
    guard role == .comparison, let mark = path.firstIndex(of: "/"), let number = Int(path[..<mark]) else { return nil }
    return (number, String(path[path.index(after: mark)...]))
  }
}

/// Where an earlier assessment that was compared with lies now.
enum ComparedPlace {
  /// A folder, from which the paths of its files start.
  case folder(String)
  /// The manifest of an archive's entry.
  case manifest(SealedFile)

  /// Finds it by the name that a user gives it.
  init(_ name: String) throws {
    let earlier = EarlierAssessment(name)
    switch earlier.place {
    case .file(let path): self = .folder(FilePath.folder(path))
    case .entry: self = .manifest(try Self.manifest(of: earlier))
    }
  }

  /// The manifest of an entry, under the name that `archive export` gives it.
  static func manifest(of earlier: EarlierAssessment) throws -> SealedFile {
    guard case .entry(let name, let path) = earlier.place else {
      preconditionFailure("only entries of an archive have a manifest")
    }
    let text = try ArchiveSource.with(path) { archive in
      try archive.manifest(of: ArchiveSource.entry(name, in: archive)).text
    }
    return try SealedFile(
      role: .comparison, path: EntryFiles.manifest, size: text.utf8.count, digest: Digest(of: text.utf8))
  }
}
