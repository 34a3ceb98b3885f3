internal import Diagnostics
internal import Foundation
internal import Sealing

/// Where the files of a seal lie now.
///
/// A seal may come from anybody, so its paths must not lead anywhere else: neither by an absolute path, nor by `..`, nor
/// by a link.
struct SealPlaces {
  private let folders: [SealedFile.Role: [String]]

  /// - Parameters:
  ///   - folder: the folder of the assessment.
  ///   - template: a template's path, where it does not lie in the data folders.
  ///   - brand: the brand file.
  init(folder: String, template: String?, brand: String?, data: DataFolders) {
    folders = [
      .assessment: [folder], .evidence: [folder], .indicators: [folder], .rubric: data.folders(.rubrics),
      .template: (template.map { [FilePath.folder($0)] } ?? []) + data.folders(.templates),
      .brand: brand.map { [FilePath.folder($0)] } ?? [], .font: ReportFonts.searchFolders(data),
    ]
  }

  /// The place of a file; nil where there is none, or where it would lie outside its folder.
  func place(of file: SealedFile) -> String? {
    guard FilePath.isConfined(file.path) else { return nil }
    for folder in folders[file.role] ?? [] {
      let path = FilePath.joined(folder, file.path)
      guard FileManager.default.fileExists(atPath: path) else { continue }
      // Fonts and data are this machine's own, and may be links of the system's.
      guard file.role.isBesideAssessment || file.role == .brand else { return path }
      let root = FilePath.real(folder)
      return FilePath.real(path).hasPrefix(root == "/" ? "/" : root + "/") ? path : nil
    }
    return nil
  }

  /// The file as it is now; nil where it is not there or cannot be read. A file that has grown is not read to its end.
  func present(_ file: SealedFile) -> SealedFile? {
    guard let place = place(of: file) else { return nil }
    do throws(BoundedFile.Fault) {
      let (digest, size) = try BoundedFile.digest(of: place, limit: file.size)
      return try? SealedFile(role: file.role, path: file.path, size: size, digest: digest)
    } catch {
      guard error == .tooLarge else { return nil }
      return try? SealedFile(role: file.role, path: file.path, size: file.size + 1, digest: Digest(of: []))
    }
  }
}

extension Materials {
  /// Adds every other file of the assessment's folder, as evidence.
  mutating func addRest(of folder: String, except seal: String) throws(CommandFailure) {
    let contents = try FolderContents(folder)
    if let other = contents.others.first {
      throw CommandFailure(
        .inputWrong, "not-a-file",
        LocalizedText(
          chinese: "\(FilePath.joined(folder, other)) 是链接或特殊文件，不能随文件夹封存",
          english: "\(FilePath.joined(folder, other)) is a link or a special file and cannot be sealed with its folder"),
        hint: LocalizedText(chinese: "把所指的文件复制进来，或移走它", english: "put a copy in its place, or take it away"))
    }
    let own = Set(list.filter { $0.file.role.isBesideAssessment }.map(\.file.path))
    let sealPlace = FilePath.real(seal)
    for name in contents.files where !own.contains(name) {
      let place = FilePath.joined(folder, name)
      guard FilePath.real(place) != sealPlace else { continue }
      try add(.evidence, place, as: name)
    }
  }
}

extension SealedFile.Role {
  /// Whether such files lie in the assessment's folder.
  var isBesideAssessment: Bool { [.assessment, .evidence, .indicators].contains(self) }
}
