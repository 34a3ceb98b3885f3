import Foundation

/// A folder of its own for one test, removed with everything in it at the end.
final class TemporaryFolder: Sendable {
  /// The folder.
  let url: URL

  /// Creates an empty folder.
  init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "pingxing-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { remove() }

  /// Removes the folder before its time, for the end of a run, when no `deinit` is called any more.
  func remove() { try? FileManager.default.removeItem(at: url) }

  /// A path inside.
  subscript(path: String) -> URL { url.appending(path: path) }

  /// Writes a file, with the folders that it needs.
  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  /// Writes a file, with the folders that it needs.
  func write(_ data: Data, to path: String) throws {
    try makeFolder((path as NSString).deletingLastPathComponent)
    try data.write(to: self[path])
  }

  /// Makes a folder inside.
  func makeFolder(_ path: String) throws {
    guard !path.isEmpty else { return }
    try FileManager.default.createDirectory(at: self[path], withIntermediateDirectories: true)
  }

  /// Makes a symbolic link inside that points to `target` as it is written.
  func link(_ path: String, to target: String) throws {
    try makeFolder((path as NSString).deletingLastPathComponent)
    try FileManager.default.createSymbolicLink(atPath: self[path].path, withDestinationPath: target)
  }

  /// Creates an empty file.
  func emptyFile(_ path: String) throws -> URL {
    try write(Data(), to: path)
    return self[path]
  }

  /// Reads a file as text.
  func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

  /// Reads a file.
  func data(_ path: String) throws -> Data { try Data(contentsOf: self[path]) }

  /// The names of everything in the folder, hidden files too.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
}
