internal import Foundation
internal import Synchronization

/// A place beside a file or folder, under a name of its own, where that is written until it is whole.
///
/// It is held by a lock as long as its process lives. So what a run that was killed left behind can be told from what
/// another is writing, and the next that writes there removes it.
public final class PartialPlace {
  /// What is written there, which the name tells.
  public enum Kind: String, Sendable {
    /// A new archive, or the copy of one.
    case archive, backup
    /// The folder of an exported entry.
    case export

    fileprivate var isFolder: Bool { self == .export }
  }

  /// Why there is no such place.
  public struct Failure: Error {
    /// The system's error number.
    public let errorNumber: Int32
  }

  /// The path of the file or folder.
  public let path: String
  private let kind: Kind
  private let descriptor: Int32

  /// How many places this process has made, which keeps their names apart.
  private static let count = Atomic(0)

  /// Makes an empty file or folder in the folder of a target.
  ///
  /// - Parameter removesStale: whether to look for what killed runs left of this kind in that folder, and to remove it.
  public init(_ kind: Kind, beside target: String, removesStale: Bool = true) throws(Failure) {
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
    if removesStale { Self.removeStale(kind, from: folder) }
    let number = Self.count.add(1, ordering: .relaxed).newValue
    path = "\(folder)\(Self.prefix)\(getpid())-\(number)\(Self.ending(kind))"
    self.kind = kind
    if kind.isFolder {
      guard mkdir(path, 0o755) == 0 else { throw Failure(errorNumber: errno) }
      descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    } else {
      descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw Failure(errorNumber: errno) }
    // Where a file system has no such locks, nothing is taken for stale either.
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  /// Removes what is still there, with the files that SQLite keeps beside it. A file that was linked to another name, or a
  /// folder that was renamed, stays.
  public func discard() { Self.remove(path, kind) }

  deinit { close(descriptor) }

  // MARK: - What killed runs left

  private static let prefix = ".pingxing-"

  private static func ending(_ kind: Kind) -> String { "-\(kind.rawValue).part" }

  /// Removes the places of a kind from a folder whose processes are gone and that nobody holds.
  private static func removeStale(_ kind: Kind, from folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    for name in names where isStaleName(name, kind) {
      let path = folder + name
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == (kind.isFolder ? S_IFDIR : S_IFREG),
        status.st_uid == geteuid()
      else { continue }
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path, kind) }
      close(descriptor)
    }
  }

  /// Whether a name is that of a place of a process which is no more: `.pingxing-PROCESS-NUMBER-KIND.part`. In a container the
  /// numbers of processes come again; a place with that of this one is told by its lock alone.
  private static func isStaleName(_ name: String, _ kind: Kind) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(ending(kind)) else { return false }
    let numbers = name.dropFirst(prefix.count).dropLast(ending(kind).count)
      .split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2,
      numbers.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let process = pid_t(numbers[0]), process > 0
    else { return false }
    return process == getpid() || kill(process, 0) != 0 && errno == ESRCH
  }

  private static func remove(_ path: String, _ kind: Kind) {
    if kind.isFolder {
      try? FileManager.default.removeItem(atPath: path)
    } else {
      for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
    }
  }
}
