internal import Diagnostics
internal import Foundation
internal import Sealing

/// Reads files whose size and kind nobody vouches for: only regular files, and no more than a limit.
enum BoundedFile {
  /// Why a file was not read.
  enum Fault: Error {
    case missing, unreadable, notAFile, tooLarge
  }

  /// The largest file of an assessment, in bytes: 64 MiB, as for evidence.
  static let largest = 64 << 20
  /// The largest font, in bytes.
  static let largestFont = 512 << 20

  private static let chunk = 1 << 20

  /// All bytes of a file.
  static func contents(of path: String, limit: Int = largest) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path, limit: limit) { bytes += $0 }
    return bytes
  }

  /// The digest of a file and how many bytes it has.
  static func digest(of path: String, limit: Int = largest) throws(Fault) -> (digest: Digest, size: Int) {
    var builder = DigestBuilder()
    var size = 0
    try read(path, limit: limit) { piece in
      piece.withUnsafeBytes { builder.add($0) }
      size += piece.count
    }
    return (builder.digest, size)
  }

  private static func read(_ path: String, limit: Int, _ take: (ArraySlice<UInt8>) -> Void) throws(Fault) {
    // Opening a pipe or a device must not wait or change anything.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    // Most files are small, and memory that is touched costs more than reading them. What grows meanwhile comes in pieces.
    let piece = min(chunk, max(Int(status.st_size) + 1, 4096))
    var buffer = [UInt8](repeating: 0, count: piece)
    var size = 0
    while true {
      let count = Foundation.read(descriptor, &buffer, piece)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable }
      if count == 0 { return }
      size += count
      guard size <= limit else { throw .tooLarge }
      take(buffer[..<count])
    }
  }
}

extension CommandFailure {
  /// What kept a file from being read.
  init(_ fault: BoundedFile.Fault, path: String) {
    switch fault {
    case .missing:
      self.init(
        .inputMissing, "file-missing", LocalizedText(chinese: "找不到文件 \(path)", english: "there is no file \(path)"))
    case .unreadable:
      self.init(
        .inputMissing, "file-unreadable",
        LocalizedText(chinese: "不能读取文件 \(path)", english: "cannot read the file \(path)"))
    case .notAFile:
      self.init(
        .inputWrong, "not-a-file",
        LocalizedText(chinese: "\(path) 不是普通文件", english: "\(path) is not a regular file"))
    case .tooLarge:
      self.init(
        .inputWrong, "file-too-large",
        LocalizedText(chinese: "文件 \(path) 太大", english: "the file \(path) is too large"))
    }
  }
}
