internal import Foundation

/// Paths as texts, with `/` between their parts.
enum FilePath {
  /// The last part.
  static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// All before the last part; `.` where there is nothing before it.
  static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// A path below a folder; one below `.` is written without it.
  static func joined(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// A relative path without `.`, `..` and empty parts.
  static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  /// The path below the first of some folders that it lies in; the last part where it lies in none.
  static func name(of path: String, below folders: [String]) -> String {
    for folder in folders {
      let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
      if path.hasPrefix(prefix), !path.dropFirst(prefix.count).hasPrefix("/") {
        return plain(String(path.dropFirst(prefix.count)))
      }
    }
    return name(path)
  }

  /// The path with all links followed; the path itself where there is no such file.
  static func real(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether a path stays below the folder that it starts from: relative, without empty, `.` or `..` parts.
  static func isConfined(_ path: String) -> Bool {
    !path.utf8.contains(0)
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
  }
}
