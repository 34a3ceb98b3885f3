internal import Diagnostics
internal import Foundation
internal import Synchronization

/// Writes a file whole or not at all: a reader sees the previous file or the complete new one, never a part.
enum AtomicFile {
  /// An output that could not be written.
  struct Failure: Error {
    /// The path asked for.
    let path: String
    /// The system's error number.
    let errorNumber: Int32
    /// Whether it is the file in which an output waits, in the folder for temporary files, that could not be written.
    var isTemporary = false

    /// What went wrong and what to do.
    var message: LocalizedText {
      let reason = String(cString: strerror(errorNumber))
      if isTemporary {
        return LocalizedText(
          chinese: "放临时文件的文件夹 \(path) 里写不下这份结果（\(reason)），没有写出；腾出空间，或用 TMPDIR 另指一个文件夹",
          english:
            "the folder for temporary files, \(path), does not take the result (\(reason)), and nothing was written; make room there, or name another folder by TMPDIR"
        )
      }
      if path == "-" {
        return LocalizedText(
          chinese: "不能写到标准输出（\(reason)）", english: "cannot write to standard output (\(reason))")
      }
      switch errorNumber {
      case ENOSPC, EDQUOT:
        return LocalizedText(
          chinese: "磁盘空间不足，没有写出 \(path)；原有文件保持不变",
          english: "no space left to write \(path); an existing file is unchanged")
      case EFBIG:
        return LocalizedText(
          chinese: "\(path) 超过本机允许的文件大小（ulimit -f），没有写出；原有文件保持不变",
          english:
            "\(path) is larger than files may be here (ulimit -f) and was not written; an existing file is unchanged")
      case EACCES, EPERM, EROFS:
        return LocalizedText(
          chinese: "没有权限写入 \(path)；请换一个文件夹或修改权限",
          english: "no permission to write \(path); choose another folder or change its permissions")
      case ENOENT where isInExistingFolder:
        return LocalizedText(
          chinese: "\(path) 所在的文件夹里不能建立文件；请换一个文件夹",
          english: "no file can be made in the folder of \(path); choose another one")
      case ENOENT, ENOTDIR:
        return LocalizedText(
          chinese: "\(path) 所在的文件夹不存在；请先建立它",
          english: "the folder of \(path) does not exist; create it first")
      case EISDIR:
        return LocalizedText(
          chinese: "\(path) 是一个文件夹；请写明文件名", english: "\(path) is a folder; name a file in it")
      case EEXIST:
        return LocalizedText(
          chinese: "\(path) 已经存在，没有改动它；请换一个名字", english: "\(path) exists and was left alone; choose another name")
      default:
        return LocalizedText(
          chinese: "不能写出 \(path)（\(reason)）", english: "cannot write \(path) (\(reason))")
      }
    }

    /// Whether the folder is there after all: some, such as `/proc`, say of every new file that it does not exist.
    private var isInExistingFolder: Bool {
      var status = stat()
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
  }

  /// How many files this process has begun, so that tasks that write beside each other never share a name.
  private static let count = Atomic(0)

  /// A complete file that waits beside its target to take its place.
  private struct Staged {
    let path: String
    let partial: String
    let target: String
  }

  /// Replaces or creates several files: all of them, or none.
  ///
  /// Every file is complete and on the disk before the first takes its place; where one cannot, those before it are
  /// taken back. Only regular files can be written together.
  static func write(_ files: [(bytes: [UInt8], path: String)]) throws(Failure) {
    var staged: [Staged] = []
    defer { for file in staged { unlink(file.partial) } }
    for file in files {
      var status = stat()
      let exists = stat(file.path, &status) == 0
      if exists, status.st_mode & S_IFMT != S_IFREG {
        throw Failure(path: file.path, errorNumber: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
      }
      staged.append(
        try stage(file.bytes, for: file.path, mode: exists ? status.st_mode & 0o777 : nil, followsLink: true))
    }
    var undo: [(target: String, earlier: String?)] = []
    for file in staged {
      // The earlier file keeps a second name until all have taken their places.
      let earlier = file.partial + ".earlier"
      let hasEarlier = link(file.target, earlier) == 0
      guard rename(file.partial, file.target) == 0 else {
        let problem = errno
        if hasEarlier { unlink(earlier) }
        for done in undo.reversed() {
          if let earlier = done.earlier { rename(earlier, done.target) } else { unlink(done.target) }
        }
        throw Failure(path: file.path, errorNumber: problem)
      }
      undo.append((file.target, hasEarlier ? earlier : nil))
    }
    for done in undo { if let earlier = done.earlier { unlink(earlier) } }
  }

  /// Replaces or creates `path` with `bytes`.
  ///
  /// The bytes go to a file beside it first, which is renamed when it is complete and on the disk. A device or pipe is
  /// written to directly: it cannot be renamed over. `-` is standard output.
  ///
  /// - Parameters:
  ///   - staysInFolder: whether a link is replaced rather than followed, and anything else that is no plain file refused,
  ///     for outputs whose names nobody typed.
  ///   - syncs: whether to wait until the bytes are on the disk; not for what the program itself removes again.
  static func write(
    _ bytes: some Collection<UInt8>, to path: String, staysInFolder: Bool = false, syncs: Bool = true
  ) throws(Failure) {
    if path == "-", !staysInFolder {
      guard let problem = DescriptorOutput.writeAll(bytes, to: STDOUT_FILENO) else { return }
      throw Failure(path: path, errorNumber: problem)
    }
    var status = stat()
    var exists = false
    if staysInFolder {
      if lstat(path, &status) == 0 {
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFLNK else {
          throw Failure(path: path, errorNumber: kind == S_IFDIR ? EISDIR : EEXIST)
        }
        exists = kind == S_IFREG
      }
    } else if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw Failure(path: path, errorNumber: EISDIR) }
      if kind != S_IFREG { return try writeThrough(bytes, to: path) }
      exists = true
    }
    let staged = try stage(
      bytes, for: path, mode: exists ? status.st_mode & 0o777 : nil, followsLink: !staysInFolder, syncs: syncs)
    guard rename(staged.partial, staged.target) == 0 else {
      let problem = errno
      unlink(staged.partial)
      throw Failure(path: path, errorNumber: problem)
    }
  }

  /// The file that a path leads to in the end, whether it is there or not: a link to a file that does not exist yet is
  /// written through as one to a file that does.
  ///
  /// - Throws: where links lead in a circle.
  static func target(of path: String) throws(Failure) -> String {
    var place = path
    // As many as Linux follows.
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else { return place }
      let folder = place.lastIndex(of: "/").map { String(place[...$0]) } ?? ""
      place = next.hasPrefix("/") ? next : folder + next
    }
    throw Failure(path: path, errorNumber: ELOOP)
  }

  /// Writes a complete file beside the one that it will replace. What a link leads to is replaced, not the link; and a
  /// file keeps its permissions.
  private static func stage(
    _ bytes: some Collection<UInt8>, for path: String, mode: mode_t?, followsLink: Bool, syncs: Bool = true
  ) throws(Failure) -> Staged {
    let target = mode == nil && !followsLink ? path : try Self.target(of: path)
    let partial = partialPath(beside: target)
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o644)
    guard descriptor >= 0 else { throw Failure(path: path, errorNumber: errno) }
    var problem = DescriptorOutput.writeAll(bytes, to: descriptor)
    if problem == nil, syncs, fsync(descriptor) != 0 { problem = errno }
    if close(descriptor) != 0, problem == nil { problem = errno }
    if let problem {
      unlink(partial)
      throw Failure(path: path, errorNumber: problem)
    }
    return Staged(path: path, partial: partial, target: target)
  }

  /// A name of its own beside a file, and a short one: that of the file may already be as long as names can be.
  static func partialPath(beside target: String) -> String {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let number = count.add(1, ordering: .relaxed).newValue
    return "\(folder).pingxing-\(getpid())-\(number).part"
  }

  private static func writeThrough(_ bytes: some Collection<UInt8>, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(path: path, errorNumber: errno) }
    var problem = DescriptorOutput.writeAll(bytes, to: descriptor)
    if close(descriptor) != 0, problem == nil { problem = errno }
    if let problem { throw Failure(path: path, errorNumber: problem) }
  }
}
