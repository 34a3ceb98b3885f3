internal import Foundation

/// How a scaffold names the schema that an editor is to use with it.
///
/// Editors read the path from the file's own folder. A relative one goes on working where a whole project is moved or
/// checked out elsewhere, so it is written where the data stand in the project: the data folder, or the folder around
/// it, holds the file. For data of the user or of the installation it is absolute: the file may then move anywhere on
/// the machine, which is likelier than the installation moving.
enum SchemaPath {
  /// The path for a file in a folder.
  static func written(_ schema: String, of candidate: DataFolders.Candidate, forFileIn folder: String) -> String {
    let schema = real(schema)
    let root = parts(real(candidate.path))
    let file = parts(real(folder))
    let isInProject =
      candidate.origin != .user && candidate.origin != .installation && root.count > 1
      && file.starts(with: root.dropLast())
    let path = isInProject ? relative(parts(schema), from: file) : schema
    // Editors take the path up to the first blank; only a URI may hold an escaped one.
    guard needsEscapes(path) else { return path }
    return URL(filePath: schema).absoluteString
  }

  /// Whether a path has characters that would end it or that no input may hold.
  static func needsEscapes(_ path: String) -> Bool {
    path.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator: true
      default: scalar == "\u{FFFD}"
      }
    }
  }

  private static func relative(_ target: [String], from folder: [String]) -> String {
    let shared = zip(target, folder).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: folder.count - shared)
    return (up + target[shared...]).joined(separator: "/")
  }

  private static func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }

  private static func real(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}
