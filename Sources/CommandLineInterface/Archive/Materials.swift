internal import AssessmentModel
internal import Branding
internal import Diagnostics
internal import Fonts
internal import Foundation
internal import History
internal import InputFiles
internal import ReportTemplates
internal import Scoring
internal import Sealing

/// An assessment with every file that its result, and perhaps its report, rests on.
struct Materials {
  /// A file, with its bytes where an archive keeps them.
  struct Material {
    /// The file as a manifest names it.
    let file: SealedFile
    /// Where it lies.
    let place: String
    /// Its bytes; nil where an archive keeps only their digest.
    let bytes: [UInt8]?
  }

  /// The assessment, scored.
  let source: AssessmentSource
  /// The files; the assessment is the first.
  private(set) var list: [Material] = []

  /// The assessment's file as it is.
  var assessment: [UInt8] { list.first?.bytes ?? [] }

  /// The bytes that an archive keeps beside the assessment's.
  var kept: [[UInt8]] { list.dropFirst().compactMap(\.bytes) }

  /// The manifest of all files.
  func manifest(_ scope: Seal.Scope = .files) throws(CommandFailure) -> Seal {
    do throws(SealError) { return try Seal(list.map(\.file), scope: scope) } catch { throw CommandFailure(error) }
  }

  // MARK: - Gathering

  /// Reads and scores an assessment, and gathers the files that its result rests on.
  init(_ path: String, data: DataFolders) throws(CommandFailure) {
    let library = try RubricSource.library(data)
    source = try AssessmentSource.load(path, library: library)
    try add(.assessment, path, as: FilePath.name(path), read: source.report.sources[path])
    let assessment = source.scorecard.assessment
    for evidence in assessment.evidence {
      guard let name = evidence.file else { continue }
      let plain = FilePath.plain(name)
      try add(.evidence, FilePath.joined(FilePath.folder(path), name), as: plain)
      let sealed = list.first { $0.file.role == .evidence && $0.file.path == plain }
      guard case .present(let sha256, _) = evidence.fileState, sha256 == sealed?.file.digest.description else {
        throw Self.unsteady(name)
      }
    }
    for name in assessment.dataFiles {
      try add(.indicators, FilePath.joined(FilePath.folder(path), name), as: FilePath.plain(name))
    }
    let roots = try RubricSource.folders(data)
    for read in assessment.rubrics.map({ library.load($0.id).report.sources }) + [library.catalogue().report.sources] {
      for place in read.keys.sorted() {
        try add(.rubric, place, as: FilePath.name(of: place, below: roots), read: read[place])
      }
    }
  }

  /// Adds the files that reports are made with: templates, brand, fonts.
  ///
  /// Templates of one folder are named from there. Where they lie in several folders, files of one name would be taken for
  /// each other; so each has its template before it.
  mutating func addReport(templates: [String], brand: String?, data: DataFolders) throws(CommandFailure) {
    var readings: [(folder: TemplateFolderName, sources: [String: SourceLines])] = []
    for template in templates {
      let reading = try TemplateSource.read(template, data: data)
      guard reading.template != nil else { throw CommandFailure(.inputWrong, reading.report.diagnostics) }
      let folder = FilePath.folder(try TemplateSource.path(of: template, data: data))
      let same = readings.first { FilePath.real($0.folder.path) == FilePath.real(folder) }?.folder
      readings.append(
        (TemplateFolderName(path: folder, template: same?.template ?? FilePath.name(template)), reading.report.sources))
    }
    let isSeveral = Set(readings.map { FilePath.real($0.folder.path) }).count > 1
    for (folder, sources) in readings {
      for place in sources.keys.sorted() {
        let name = FilePath.name(of: place, below: [folder.path])
        try add(.template, place, as: isSeveral ? folder.marked(name) : name, read: sources[place])
      }
    }
    if let brand {
      let dress = try BrandSource.load(brand, data: data)
      let folder = FilePath.real(FilePath.folder(brand))
      try add(.brand, brand, as: FilePath.name(brand))
      for place in dress.files {
        let real = FilePath.real(place)
        // A brand may take a font from the folders of fonts.
        if real.hasPrefix(folder + "/") {
          try add(.brand, real, as: FilePath.name(of: real, below: [folder]))
        } else {
          try add(.font, place, as: FilePath.name(place))
        }
      }
    }
    for font in try ReportFonts.files(data) { try add(.font, font.path, as: font.name) }
  }

  /// Adds the files of crosswalks that a comparison was read with.
  mutating func addCrosswalks(_ files: [String: SourceLines], data: DataFolders) throws(CommandFailure) {
    let roots = try RubricSource.folders(data)
    for place in files.keys.sorted() {
      try add(.rubric, place, as: FilePath.name(of: place, below: roots), read: files[place])
    }
  }

  /// Adds a file under a name; the same file under the same name is passed by, and another one refused.
  ///
  /// - Parameter read: the lines that were used when it was read before, which have to be those of the bytes.
  mutating func add(
    _ role: SealedFile.Role, _ place: String, as name: String, read: SourceLines? = nil
  ) throws(CommandFailure) {
    if let other = list.first(where: { $0.file.role == role && $0.file.path == name }) {
      guard role == .template, FilePath.real(other.place) != FilePath.real(place) else { return }
      throw Self.sameName(name, other.place, place)
    }
    var bytes: [UInt8]?
    let digest: Digest, size: Int
    do throws(BoundedFile.Fault) {
      if role.isArchived {
        let contents = try BoundedFile.contents(of: place)
        (bytes, digest, size) = (contents, Digest(of: contents), contents.count)
      } else {
        (digest, size) = try BoundedFile.digest(
          of: place, limit: role == .font ? BoundedFile.largestFont : BoundedFile.largest)
      }
    } catch { throw CommandFailure(error, path: place) }
    if let read, let bytes {
      let text = String(
        decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
      guard SourceLines(text) == read else { throw Self.unsteady(place) }
    }
    do throws(SealError) {
      list.append(
        Material(
          file: try SealedFile(role: role, path: name, size: size, digest: digest), place: place, bytes: bytes))
    } catch { throw CommandFailure(error) }
  }

  /// Adds a file that was read already; one that is there under its name is passed by.
  mutating func append(_ material: Material) {
    guard !list.contains(where: { $0.file.role == material.file.role && $0.file.path == material.file.path }) else {
      return
    }
    list.append(material)
  }

  private static func sameName(_ name: String, _ place: String, _ other: String) -> CommandFailure {
    CommandFailure(
      .usage, "same-name",
      LocalizedText(
        chinese: "\(place) 与 \(other) 在清单里同名，一份封存清单分不清，没有封存",
        english:
          "\(place) and \(other) would have one name in the seal, which could not tell them apart; nothing was sealed"
      ),
      hint: LocalizedText(
        chinese: "给其中一个模板改名，或分别封存：--template 一次写一个，用 -o 写到两份清单",
        english: "give one of the templates another name, or seal them in two seals: one --template each, with -o"))
  }

  private static func unsteady(_ place: String) -> CommandFailure {
    CommandFailure(
      .inputWrong, "file-unsteady",
      LocalizedText(
        chinese: "\(place) 在读取期间被改动，没有继续", english: "\(place) was changed while it was read; nothing was done"),
      hint: LocalizedText(chinese: "等改动结束后再做一次", english: "do it again when nobody changes it"))
  }
}
