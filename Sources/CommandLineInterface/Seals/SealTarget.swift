internal import Diagnostics
internal import Foundation
internal import Sealing

/// What is to be sealed: an assessment with what it rests on, or its whole folder.
struct SealTarget {
  /// The assessment.
  let assessment: String
  /// Whether the folder is sealed as a whole.
  let scope: Seal.Scope

  /// The assessment's folder.
  var folder: String { FilePath.folder(assessment) }

  /// The seal's usual place: beside the assessment, under its name.
  var usualSeal: String {
    let name = FilePath.name(assessment)
    let stem = name.lastIndex(of: ".").map { $0 == name.startIndex ? name : String(name[..<$0]) } ?? name
    return FilePath.joined(folder, stem + ".seal")
  }

  /// Looks what a path names.
  ///
  /// - Throws: for a folder that does not hold exactly one assessment.
  init(_ path: String) throws(CommandFailure) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      assessment = path
      scope = .files
      return
    }
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let found = try AssessmentSearch(folder).found.filter { !$0.contains("/") }
    guard let name = found.first, found.count == 1 else {
      throw CommandFailure(
        .usage, "no-single-assessment",
        LocalizedText(
          chinese: found.isEmpty ? "文件夹 \(path) 里没有评估文件" : "文件夹 \(path) 里有 \(found.count) 份评估",
          english: found.isEmpty
            ? "the folder \(path) has no assessment" : "the folder \(path) has \(found.count) assessments"),
        hint: LocalizedText(
          chinese: found.isEmpty ? "评估文件要直接放在这个文件夹里" : "写明其中一份：\(found.joined(separator: "、"))",
          english: found.isEmpty
            ? "the assessment has to lie directly in it" : "name one of them: \(found.joined(separator: ", "))"))
    }
    assessment = FilePath.joined(folder, name)
    scope = .folder
  }
}

/// Every file below a folder.
struct FolderContents {
  /// The paths of regular files from the folder, sorted by their bytes.
  private(set) var files: [String] = []
  /// What is neither a regular file nor a folder, such as a link.
  private(set) var others: [String] = []
  /// What no seal can name, because the bytes of its name are no UTF-8; shown with the bytes that are none replaced.
  private(set) var unnameable: [String] = []

  private static let most = 100_000

  /// Looks through a folder and those below it, hidden ones too; links are not followed.
  init(_ root: String) throws(CommandFailure) {
    var open = [""]
    while let folder = open.popLast() {
      let path = folder.isEmpty ? root : FilePath.joined(root, folder)
      for bytes in try Self.names(in: path) {
        guard let name = String(validating: bytes, as: UTF8.self) else {
          let shown = String(decoding: bytes, as: UTF8.self)
          unnameable.append(folder.isEmpty ? shown : folder + "/" + shown)
          continue
        }
        let file = folder.isEmpty ? name : folder + "/" + name
        var status = stat()
        guard lstat(FilePath.joined(root, file), &status) == 0 else { continue }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: open.append(file)
        case S_IFREG: files.append(file)
        default: others.append(file)
        }
      }
      guard files.count + others.count + unnameable.count + open.count <= Self.most else {
        throw CommandFailure(SealError.tooManyFiles)
      }
    }
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    others.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    unnameable.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The names in a folder as they stand on the disk; Foundation passes over those that are no UTF-8.
  private static func names(in path: String) throws(CommandFailure) -> [[UInt8]] {
    guard let stream = opendir(path) else { throw unreadable(path) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw unreadable(path) }
        return names
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
  }

  private static func unreadable(_ path: String) -> CommandFailure {
    CommandFailure(
      .inputMissing, "folder-unreadable",
      LocalizedText(chinese: "不能读取文件夹 \(path)", english: "cannot read the folder \(path)"))
  }
}
