internal import Foundation

/// A file that is written piece by piece and takes its place when it is complete; until then, and where it never is,
/// what stood there before stays as it was.
final class AtomicOutput {
  private let path: String
  /// The file to replace, and the one beside it; nil where the output is no file, but standard output, a device or a pipe.
  private let place: (target: String, partial: String)?
  private let descriptor: Int32
  private var isFinished = false
  /// The system's error number of the first write that failed; later ones are not tried.
  private var problem: Int32?

  /// Begins a file beside the one that it will replace. `-` is standard output, which gets nothing before all is there, as a
  /// device or a pipe does; until then it waits in a file without a name in the folder for temporary files.
  init(_ path: String) throws(AtomicFile.Failure) {
    self.path = path
    var status = stat()
    let exists = path != "-" && stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw AtomicFile.Failure(path: path, errorNumber: EISDIR) }
    if path == "-" || (exists && kind != S_IFREG) {
      place = nil
      var template = Array(
        FileManager.default.temporaryDirectory.appending(path: "pingxing-XXXXXX").path.utf8CString)
      descriptor = mkstemp(&template)
      guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw Self.temporaryFailure(errno) }
      unlink(&template)
      return
    }
    let target = try AtomicFile.target(of: path)
    let partial = AtomicFile.partialPath(beside: target)
    place = (target, partial)
    descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? status.st_mode & 0o777 : 0o644)
    guard descriptor >= 0 else { throw AtomicFile.Failure(path: path, errorNumber: errno) }
  }

  deinit {
    guard !isFinished else { return }
    close(descriptor)
    if let place { unlink(place.partial) }
  }

  /// Writes further bytes. A failure is kept for ``finish()``, since what writes here cannot stop in between.
  func write(_ bytes: [UInt8]) {
    guard problem == nil else { return }
    problem = DescriptorOutput.writeAll(bytes, to: descriptor)
  }

  /// Takes back all that was written.
  func restart() {
    guard problem == nil else { return }
    if ftruncate(descriptor, 0) != 0 || lseek(descriptor, 0, SEEK_SET) != 0 { problem = errno }
  }

  /// Puts the complete file in its place.
  func finish() throws(AtomicFile.Failure) {
    guard let place else {
      if let problem { throw Self.temporaryFailure(problem) }
      return try path == "-" ? copy(to: STDOUT_FILENO) : writeThrough()
    }
    if problem == nil, fsync(descriptor) != 0 { problem = errno }
    if let problem { throw AtomicFile.Failure(path: path, errorNumber: problem) }
    isFinished = true
    close(descriptor)
    guard rename(place.partial, place.target) == 0 else {
      let problem = errno
      unlink(place.partial)
      throw AtomicFile.Failure(path: path, errorNumber: problem)
    }
  }

  /// What keeps the file in which an output waits from being written or read.
  private static func temporaryFailure(_ errorNumber: Int32) -> AtomicFile.Failure {
    AtomicFile.Failure(
      path: FileManager.default.temporaryDirectory.path, errorNumber: errorNumber, isTemporary: true)
  }

  /// Hands on what was written to a device or a pipe, which cannot be replaced.
  private func writeThrough() throws(AtomicFile.Failure) {
    let stream = open(path, O_WRONLY | O_CLOEXEC)
    guard stream >= 0 else { throw AtomicFile.Failure(path: path, errorNumber: errno) }
    defer { close(stream) }
    try copy(to: stream)
  }

  /// Hands on what was written.
  private func copy(to stream: Int32) throws(AtomicFile.Failure) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.temporaryFailure(errno) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.temporaryFailure(errno)
      }
      if count == 0 { return }
      if let problem = DescriptorOutput.writeAll(buffer[..<count], to: stream) {
        throw AtomicFile.Failure(path: path, errorNumber: problem)
      }
    }
  }
}
