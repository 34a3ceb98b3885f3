internal import Diagnostics
internal import History
internal import Sealing

/// Opens archives and finds entries, and fails with words.
enum ArchiveSource {
  /// Runs with an open archive, and closes it.
  ///
  /// - Parameter others: the other arguments of the command, one of which may be the archive that was meant.
  static func with<Value>(
    _ path: String, for purpose: Archive.Purpose = .reading, others: [String] = [], _ body: (Archive) throws -> Value
  ) throws -> Value {
    do {
      let archive = try Archive(path, for: purpose)
      do {
        let value = try body(archive)
        if let warning = try archive.close() { DiagnosticPrinter.complain([warning]) }
        return value
      } catch {
        _ = try? archive.close()
        throw error
      }
    } catch let error as ArchiveError {
      switch error {
      case .missing, .notAnArchive:
        if let meant = others.first(where: Archive.isArchive) {
          throw CommandFailure(
            error,
            hint: LocalizedText(
              chinese: "历史档案要写在最前面：\(meant)", english: "the archive comes first: \(meant)"))
        }
        throw CommandFailure(error)
      default: throw CommandFailure(error)
      }
    }
  }

  /// The entry that a number, or `latest`, names; also with `#` before it, or the archive and `#`, as in `history.sqlite#3`.
  static func entry(_ name: String, in archive: Archive) throws -> ArchiveEntry {
    let place = SourceLocation(file: archive.path)
    let head = try archive.head()
    let prefix = ["#", archive.path + "#"].first { name.hasPrefix($0) } ?? ""
    let bare = name.dropFirst(prefix.count)
    if let number = bare == "latest" ? head.count : Int(bare) {
      do { return try archive.entry(number) } catch {
        guard case .noEntry = error else { throw error }
        throw CommandFailure(.usage, error.code, error.message, at: place, hint: error.hint)
      }
    }
    throw CommandFailure(
      .usage, "unknown-entry",
      LocalizedText(chinese: "没有记录 \(name)", english: "there is no entry \(name)"), at: place,
      hint: SuggestedName.question(
        SuggestedName.likely(to: name, among: [.init("latest", titles: ["last", "最后", "最新"])]))
        ?? LocalizedText(
          chinese: "写编号（1 到 \(head.count)）或 latest", english: "write its number, from 1 to \(head.count), or latest"))
  }

  /// Says which of some entries were corrected by others since.
  static func remindOfCorrections(_ entries: [ArchiveEntry], in path: String) {
    DiagnosticPrinter.complain(
      entries.compactMap { entry in
        entry.correctedBy.map { later in
          Diagnostic(
            .note, "entry-corrected",
            LocalizedText(
              chinese: "第 \(entry.number) 号记录已由第 \(later) 号更正",
              english: "entry \(entry.number) was corrected by entry \(later)"),
            at: SourceLocation(file: path))
        }
      })
  }
}

/// What was taken out of an archive: contents that entries have alike are taken out, and checked, once.
final class TakenContents {
  private var taken: [Digest: [UInt8]] = [:]

  /// What an archive keeps under a digest; it has to be there.
  func content(_ digest: Digest, of entry: ArchiveEntry, in archive: Archive) throws -> [UInt8] {
    if let bytes = taken[digest] { return bytes }
    guard let bytes = try archive.content(digest) else { throw ArchiveError.changed(entry: entry.number) }
    taken[digest] = bytes
    return bytes
  }
}
