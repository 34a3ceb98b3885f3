internal import Diagnostics
internal import Foundation
internal import Sealing

/// Where the files of a seal lie now.
///
/// A seal may come from anybody, so its paths must not lead anywhere else: neither by an absolute path, nor by `..`, nor
/// by a link.
struct SealPlaces {
  private let folders: [SealedFile.Role: [String]]
  private let compared: [ComparedPlace]
  /// The folders of templates by the names that stand before their files in a seal over several folders.
  private let templateFolders: (String) -> String?

  /// - Parameters:
  ///   - folder: the folder of the assessment.
  ///   - templates: templates' paths, where they do not lie in the data folders.
  ///   - brand: the brand file.
  ///   - compared: the earlier assessments that were compared with, in the order of sealing.
  init(folder: String, templates: [String], brand: String?, compared: [ComparedPlace] = [], data: DataFolders) {
    self.compared = compared
    folders = [
      .assessment: [folder], .evidence: [folder], .indicators: [folder], .rubric: data.folders(.rubrics),
      .template: templates.filter(TemplateSource.isPath).map(FilePath.folder) + data.folders(.templates),
      .brand: brand.map { [FilePath.folder($0)] } ?? [], .font: ReportFonts.searchFolders(data),
    ]
    templateFolders = { name in
      let given = templates.first { FilePath.name($0) == name && TemplateSource.isPath($0) }
      let found = given ?? TemplateSource.entries(data).first { $0.name == name }?.path
      return found.map(FilePath.folder)
    }
  }

  /// Where the files of an exported entry lie, below the folder of the export; fonts are this machine's.
  init(export folder: String, data: DataFolders) {
    func places(_ role: SealedFile.Role) -> [String] { [FilePath.joined(folder, EntryFiles.folder(role))] }
    var folders = Dictionary(uniqueKeysWithValues: SealedFile.Role.allCases.map { ($0, places($0)) })
    folders[.font] = ReportFonts.searchFolders(data)
    self.folders = folders
    compared = []
    templateFolders = { _ in nil }
  }

  /// Why a sealed file is not there.
  enum Absence: Error {
    /// There is none.
    case missing
    /// Its path leads out of its folder.
    case outside
    /// A link stands in its place, and leads out of its folder or nowhere.
    case link
    /// It may not be read.
    case unreadable
    /// A folder or a special file stands in its place.
    case notAFile
  }

  /// The place of a file.
  func place(of file: SealedFile) throws(Absence) -> String {
    guard FilePath.isConfined(file.path) else { throw .outside }
    var absence = Absence.missing
    let (folders, name) = location(of: file)
    for folder in folders {
      let path = FilePath.joined(folder, name)
      var status = stat()
      guard lstat(path, &status) == 0 else {
        if errno == EACCES { absence = .unreadable }
        continue
      }
      guard stat(path, &status) == 0 else {
        absence = errno == EACCES ? .unreadable : .link
        continue
      }
      // Fonts and data are this machine's own, and may be links of the system's.
      guard file.role.isBesideAssessment || [.brand, .comparison].contains(file.role) else { return path }
      let root = FilePath.real(folder)
      guard FilePath.real(path).hasPrefix(root == "/" ? "/" : root + "/") else { throw .link }
      return path
    }
    throw absence
  }

  /// The folders in which a file is looked for, and its path from there.
  private func location(of file: SealedFile) -> (folders: [String], name: String) {
    if file.role == .template, let parts = TemplateFolderName.parts(of: file.path),
      let folder = templateFolders(parts.template)
    {
      return ([folder], parts.name)
    }
    guard file.role == .comparison else { return (folders[file.role] ?? [], file.path) }
    guard let part = file.comparedPart, compared.indices.contains(part.number - 1),
      case .folder(let folder) = compared[part.number - 1]
    else { return ([], file.path) }
    return ([folder], part.path)
  }

  /// The manifest of an entry that was compared with, as the archive has it now; nil for any other file.
  private func manifest(of file: SealedFile) -> SealedFile? {
    guard let part = file.comparedPart, compared.indices.contains(part.number - 1),
      case .manifest(let manifest) = compared[part.number - 1], part.path == manifest.path
    else { return nil }
    return try? manifest.compared(part.number)
  }

  /// The files that are there, as they are now, and why the others are not.
  func look(for files: [SealedFile]) -> (present: [SealedFile], absent: [SealedFile: Absence]) {
    var present: [SealedFile] = []
    var absent: [SealedFile: Absence] = [:]
    for file in files {
      do throws(Absence) { present.append(try self.present(file)) } catch { absent[file] = error }
    }
    return (present, absent)
  }

  /// The file as it is now. A file that has grown is not read to its end.
  func present(_ file: SealedFile) throws(Absence) -> SealedFile {
    if let manifest = manifest(of: file) { return manifest }
    let place = try place(of: file)
    let (digest, size): (Digest, Int)
    do throws(BoundedFile.Fault) { (digest, size) = try BoundedFile.digest(of: place, limit: file.size) } catch {
      switch error {
      case .tooLarge: (digest, size) = (Digest(of: []), file.size + 1)
      case .missing: throw .missing
      case .unreadable: throw .unreadable
      case .notAFile: throw .notAFile
      }
    }
    do throws(SealError) {
      return try SealedFile(role: file.role, path: file.path, size: size, digest: digest)
    } catch { throw .missing }
  }
}

extension Materials {
  /// Adds every other file of the assessment's folder, as evidence.
  ///
  /// - Returns: those that are seals of folders below. An earlier seal of this folder is refused: where it is to be
  ///   replaced it would be sealed under its own successor.
  mutating func addRest(of folder: String, except seal: String) throws(CommandFailure) -> [String] {
    var seals: [String] = []
    let contents = try FolderContents(folder)
    if let other = contents.others.first {
      throw CommandFailure(
        .inputWrong, "not-a-file",
        LocalizedText(
          chinese: "\(FilePath.joined(folder, other)) 是链接或特殊文件，不能随文件夹封存",
          english: "\(FilePath.joined(folder, other)) is a link or a special file and cannot be sealed with its folder"),
        hint: LocalizedText(chinese: "把所指的文件复制进来，或移走它", english: "put a copy in its place, or take it away"))
    }
    if let name = contents.unnameable.first {
      let count = contents.unnameable.count
      throw CommandFailure(
        .inputWrong, "unusable-name",
        LocalizedText(
          chinese: "\(FilePath.joined(folder, name)) 的名称不是 UTF-8，不能随文件夹封存" + (count > 1 ? "；这样的共 \(count) 个" : ""),
          english: "the name \(FilePath.joined(folder, name)) is no UTF-8 and cannot be sealed with its folder"
            + (count > 1 ? "; there are \(count) such names" : "")),
        hint: LocalizedText(
          chinese: "多半是 GBK 编码的压缩包解开的；用 unzip -O GBK 重新解压，或用 convmv -f gbk -t utf-8 改名",
          english:
            "most likely from an archive with names in GBK: unpack it again with `unzip -O GBK`, or rename with `convmv -f gbk -t utf-8`"
        ))
    }
    let own = Set(list.filter { $0.file.role.isBesideAssessment }.map(\.file.path))
    let sealPlace = FilePath.real(seal)
    for name in contents.files where !own.contains(name) {
      let place = FilePath.joined(folder, name)
      guard FilePath.real(place) != sealPlace else { continue }
      if SealFile.isSeal(place) {
        guard name.contains("/") else { throw Self.earlierSeal(place) }
        seals.append(name)
      }
      try add(.evidence, place, as: name)
    }
    return seals
  }

  private static func earlierSeal(_ place: String) -> CommandFailure {
    CommandFailure(
      .usage, "earlier-seal",
      LocalizedText(
        chinese: "\(place) 是这个文件夹以前的封存清单，不能当作证据封存",
        english: "\(place) is an earlier seal of this folder and is not sealed as evidence"),
      hint: LocalizedText(
        chinese: "要换掉它，写 -o \(place) --force；要留着，先移到别处",
        english: "replace it with -o \(place) --force, or take it elsewhere"))
  }
}

extension SealedFile.Role {
  /// Whether such files lie in the assessment's folder.
  var isBesideAssessment: Bool { [.assessment, .evidence, .indicators].contains(self) }
}
