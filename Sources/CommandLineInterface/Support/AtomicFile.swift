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

    /// What went wrong and what to do.
    var message: LocalizedText {
      let reason = String(cString: strerror(errorNumber))
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
      case ENOENT, ENOTDIR:
        return LocalizedText(
          chinese: "\(path) 所在的文件夹不存在；请先建立它",
          english: "the folder of \(path) does not exist; create it first")
      case EISDIR:
        return LocalizedText(
          chinese: "\(path) 是一个文件夹；请写明文件名", english: "\(path) is a folder; name a file in it")
      default:
        return LocalizedText(
          chinese: "不能写出 \(path)（\(reason)）", english: "cannot write \(path) (\(reason))")
      }
    }
  }

  /// How many files this process has begun, so that tasks that write beside each other never share a name.
  private static let count = Atomic(0)

  /// Replaces or creates `path` with `bytes`.
  ///
  /// The bytes go to a file beside it first, which is renamed when it is complete and on the disk. A device or pipe is
  /// written to directly: it cannot be renamed over. `-` is standard output.
  ///
  /// - Parameter staysInFolder: whether a link is replaced rather than followed, and anything else that is no plain file
  ///   refused, for outputs whose names nobody typed.
  static func write(_ bytes: some Collection<UInt8>, to path: String, staysInFolder: Bool = false) throws(Failure) {
    if path == "-", !staysInFolder {
      guard let problem = DescriptorOutput.writeAll(bytes, to: STDOUT_FILENO) else { return }
      throw Failure(path: path, errorNumber: problem)
    }
    var status = stat()
    var mode: mode_t = 0o644
    var target = path
    if staysInFolder {
      if lstat(path, &status) == 0 {
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFLNK else {
          throw Failure(path: path, errorNumber: kind == S_IFDIR ? EISDIR : EEXIST)
        }
        if kind == S_IFREG { mode = status.st_mode & 0o777 }
      }
    } else if stat(path, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR { throw Failure(path: path, errorNumber: EISDIR) }
      if kind != S_IFREG { return try writeThrough(bytes, to: path) }
      // What a link leads to is replaced, not the link; and a file keeps its permissions.
      target = URL(filePath: path).resolvingSymlinksInPath().path
      mode = status.st_mode & 0o777
    }
    // A short name of its own: that of the file may already be as long as names can be.
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let number = count.add(1, ordering: .relaxed).newValue
    let partial = "\(folder).pingxing-\(getpid())-\(number).part"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Failure(path: path, errorNumber: errno) }
    var problem = DescriptorOutput.writeAll(bytes, to: descriptor)
    if problem == nil, fsync(descriptor) != 0 { problem = errno }
    if close(descriptor) != 0, problem == nil { problem = errno }
    if problem == nil, rename(partial, target) != 0 { problem = errno }
    if let problem {
      unlink(partial)
      throw Failure(path: path, errorNumber: problem)
    }
  }

  private static func writeThrough(_ bytes: some Collection<UInt8>, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(path: path, errorNumber: errno) }
    var problem = DescriptorOutput.writeAll(bytes, to: descriptor)
    if close(descriptor) != 0, problem == nil { problem = errno }
    if let problem { throw Failure(path: path, errorNumber: problem) }
  }
}
