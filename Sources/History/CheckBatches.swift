internal import ParallelWork
internal import Sealing

/// How much is gathered before it is looked at, on all processors at once: what is packed is held in memory, what is
/// unpacked only as long as it is looked at.
private enum BatchLimit {
  static let members = 256
  static let packedBytes = 8 << 20
}

/// Contents that are compared with their digests.
struct ContentBatch {
  private var members: [(number: Int, digest: Digest?, packed: PackedContent?)] = []
  private var size = 0

  /// Whether it is time to look at them.
  var isFull: Bool { members.count >= BatchLimit.members || size >= BatchLimit.packedBytes }

  mutating func add(_ number: Int, _ digest: Digest?, _ packed: PackedContent?) {
    members.append((number, digest, packed))
    size += packed?.packed.count ?? 0
  }

  /// Notes those that are not as they were put in, in their order, and empties the batch.
  mutating func finish(_ changed: inout ChangedContents) {
    let contents = members.map(\.packed)
    let areWhole = AtOnce.values(contents.count) { contents[$0]?.checkedBytes != nil }
    for (member, isWhole) in zip(members, areWhole) where !isWhole { changed.add(member.number, member.digest) }
    self = ContentBatch()
  }
}

/// Entries that are compared with their hashes and their result documents.
struct EntryBatch {
  /// An entry with what is looked into.
  struct Entry: Sendable {
    let entry: ArchiveEntry
    /// The kept digests of its values.
    let checks: [UInt8]
    /// Its manifest and its result document; nil where they are not there, or are not as they were put in.
    let manifest: PackedContent?, result: PackedContent?
  }

  /// A row of the table.
  enum Member: Sendable {
    case entry(Entry)
    case unreadable
  }

  /// What is found in an entry.
  struct Finding: Sendable {
    let entry: ArchiveEntry
    /// The columns that were changed; nil where none was.
    let changed: String?
    /// Its manifest, nil where it is none; a failure where a later version wrote it.
    let manifest: Result<Seal?, ArchiveError>
    /// The columns that say otherwise than the result document.
    let contradictions: [String]
  }

  private let differences: Archive.ResultCheck
  private var members: [Member] = []
  private var size = 0

  init(differences: @escaping Archive.ResultCheck) { self.differences = differences }

  /// Whether it is time to look at them.
  var isFull: Bool { members.count >= BatchLimit.members || size >= BatchLimit.packedBytes }

  mutating func add(_ member: Member) {
    members.append(member)
    if case .entry(let entry) = member {
      size += (entry.manifest?.packed.count ?? 0) + (entry.result?.packed.count ?? 0)
    }
  }

  /// What is found in the entries, in their order, nil for those that cannot be read; the batch is empty afterwards.
  mutating func takeFindings() -> [Finding?] {
    let (members, differences) = (members, differences)
    self = EntryBatch(differences: differences)
    return AtOnce.values(members.count) { place in
      guard case .entry(let entry) = members[place] else { return nil }
      return entry.finding(differences)
    }
  }
}

extension EntryBatch.Entry {
  fileprivate func finding(_ differences: Archive.ResultCheck) -> EntryBatch.Finding {
    let manifest = Result { () throws(ArchiveError) in
      try self.manifest?.bytes.flatMap { bytes throws(ArchiveError) in try Archive.manifest(bytes, of: entry) }
    }
    return EntryBatch.Finding(
      entry: entry, changed: changedColumns, manifest: manifest,
      contradictions: result?.bytes.map { differences(entry, $0) } ?? [])
  }

  private var changedColumns: String? {
    let isRight = entry.fitsHash
    let columns = entry.changedColumns(checks: checks)
    guard !isRight || !columns.isEmpty else { return nil }
    return columns.isEmpty ? "hash" : isRight ? "checks" : columns.joined(separator: ", ")
  }
}
