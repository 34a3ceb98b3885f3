internal import Sealing

/// A folder of templates as a seal over several such folders names it: by the first template of it that was sealed.
///
/// A template that was asked for by its name, such as `full`, is found in the data folders, one that was asked for by its
/// path, such as `house.xml`, in the folder that is given again.
struct TemplateFolderName {
  /// The folder.
  let path: String
  /// The template: a name, or the name of a file.
  let template: String

  /// What begins a path with a template before it.
  private static let mark = "@"

  /// A path below the folder, with the template before it.
  func marked(_ name: String) -> String { "\(Self.mark)\(template)/\(name)" }

  /// The template that stands before a path, and the path below its folder; nil where none does.
  static func parts(of path: String) -> (template: String, name: String)? {
    guard path.hasPrefix(mark), let end = path.firstIndex(of: "/") else { return nil }
    return (String(path[..<end].dropFirst(mark.count)), String(path[path.index(after: end)...]))
  }
}

extension SealedFile {
  /// The same without the template before its path, by which a file is the same in a seal over one template and over
  /// several.
  var withoutTemplate: SealedFile {
    guard role == .template, let parts = TemplateFolderName.parts(of: path) else { return self }
    return (try? SealedFile(role: role, path: parts.name, size: size, digest: digest)) ?? self
  }
}
