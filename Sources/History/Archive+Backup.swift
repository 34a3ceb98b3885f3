internal import Foundation
internal import GRDB

extension Archive {
  /// Copies the archive to a new file while others may add to it. The copy is checked, and appears whole or not at all.
  ///
  /// - Returns: what the check of the copy found.
  public func backup(to target: String) throws(ArchiveError) -> ArchiveVerification {
    var status = stat()
    guard lstat(target, &status) != 0 else { throw .exists(path: target) }
    let partial = try Self.partialPlace(.backup, beside: target)
    defer { partial.discard() }
    do {
      let copy = try ArchiveFile.open(partial.path, .new)
      try database.backup(to: copy)
      try copy.close()
    } catch { throw ArchiveError(error, path: target, for: .reading) }
    let report = try Archive.verify(partial.path)
    guard report.differences.isEmpty else { return report }
    guard ArchiveFile.synchronise(partial.path), link(partial.path, target) == 0 else {
      if errno == EEXIST { throw .exists(path: target) }
      throw .system(path: target, detail: String(cString: strerror(errno)))
    }
    return report
  }
}
