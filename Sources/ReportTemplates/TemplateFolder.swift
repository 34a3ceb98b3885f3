internal import Glibc

/// Why a file of a template could not be read.
public enum TemplateFileFault: Error, Sendable, Hashable {
  /// There is no such file.
  case missing
  /// It lies outside of the template's folder, by its spelling or by a link.
  case outside
  /// It is a folder, a device or a pipe.
  case notAFile
  /// It is larger than a template may be.
  case tooLarge
  /// The system refuses to read it.
  case unreadable
}

/// The folder of a template: the only place from which a template takes other files.
public struct TemplateFolder: Sendable {
  /// No honest template is larger.
  static let largestFile = 4 << 20

  private let folder: String

  /// The folder in which a template lies.
  ///
  /// - Parameter path: The path of the template as the user gave it.
  public init(ofTemplate path: String) {
    folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// Reads the template itself, or any file that a user names.
  ///
  /// Devices and pipes are refused, which would never end; so is what is too large, before it fills the memory.
  public static func contents(of path: String) throws(TemplateFileFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard Int(status.st_size) <= largestFile else { throw .tooLarge }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    // The file may grow while it is read.
    while bytes.count <= largestFile {
      let taken = read(descriptor, &chunk, chunk.count)
      if taken < 0, errno == EINTR { continue }
      guard taken >= 0 else { throw .unreadable }
      if taken == 0 { break }
      bytes += chunk[..<taken]
    }
    guard bytes.count <= largestFile else { throw .tooLarge }
    return bytes
  }

  /// Reads a file that lies in the folder, or in one below it.
  ///
  /// - Parameter path: The path from the folder, which `isConfined` accepts.
  public func contents(ofPart path: String) throws(TemplateFileFault) -> [UInt8] {
    guard Self.isConfined(path) else { throw .outside }
    guard let root = Self.realPath(folder), let real = Self.realPath(folder + "/" + path) else { throw .missing }
    guard real.hasPrefix(root == "/" ? "/" : root + "/") else { throw .outside }
    return try Self.contents(of: real)
  }

  /// Whether a path stays below its folder by its spelling: relative, without empty, hidden, `.` or `..` parts.
  public static func isConfined(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.utf8.count <= 1_000 && !path.utf8.contains(0) && !path.contains("\\")
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
