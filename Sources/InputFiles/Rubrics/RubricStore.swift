internal import Diagnostics
internal import Foundation

/// Where the files of a rubric library are.
enum RubricStore: Sendable {
  /// In folders that lie over each other, the most important first: each file is taken from the first that has it.
  case folders([String])
  /// In memory, by their names below a folder that is only what they are called by.
  case memory(folder: String, files: [String: [UInt8]])

  /// The folder that messages name.
  var folder: String {
    switch self {
    case .folders(let folders): folders.first ?? ""
    case .memory(let folder, _): folder
    }
  }

  /// The names directly in a folder below, without what they are.
  func names(in subfolder: String) -> Set<String> {
    switch self {
    case .folders(let folders):
      return folders.reduce(into: []) { names, folder in
        let path = subfolder.isEmpty ? folder : folder + "/" + subfolder
        names.formUnion((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      }
    case .memory(_, let files):
      let prefix = subfolder.isEmpty ? "" : subfolder + "/"
      return files.keys.reduce(into: []) { names, name in
        guard name.hasPrefix(prefix) else { return }
        names.insert(String(name.dropFirst(prefix.count).prefix { $0 != "/" }))
      }
    }
  }

  /// Whether a name is that of a folder.
  func isFolder(_ name: String) -> Bool {
    switch self {
    case .folders(let folders):
      return folders.contains { folder in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) && isFolder.boolValue
      }
    case .memory(_, let files): return files.keys.contains { $0.hasPrefix(name + "/") }
    }
  }

  /// The path under which a file is found, or nil.
  func path(of name: String) -> String? {
    switch self {
    case .folders(let folders):
      folders.lazy.map { $0 + "/" + name }.first { FileManager.default.fileExists(atPath: $0) }
    case .memory(let folder, let files): files[name] == nil ? nil : folder + "/" + name
    }
  }

  /// The bytes of a file; nil where it is not there or cannot be read.
  func bytes(of name: String) -> [UInt8]? {
    switch self {
    case .folders: path(of: name).flatMap { FileManager.default.contents(atPath: $0) }.map(Array.init)
    case .memory(_, let files): files[name]
    }
  }

  /// The text of a file, found at a path; what is wrong with it goes to `problems`.
  func text(of name: String, at path: String, problems: DiagnosticCollector) -> SourceText? {
    switch self {
    case .folders: return SourceText.read(path, problems: problems)
    case .memory(_, let files):
      return files[name].flatMap { SourceText.limited($0, path: path, problems: problems) }
    }
  }
}
