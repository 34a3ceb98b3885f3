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

  /// Adds the files that a report is made with: template, brand, fonts.
  mutating func addReport(template: String, brand: String?, data: DataFolders) throws(CommandFailure) {
    let reading = try TemplateSource.read(template, data: data)
    guard reading.template != nil else { throw CommandFailure(.inputWrong, reading.report.diagnostics) }
    let folder = FilePath.folder(try TemplateSource.path(of: template, data: data))
    for place in reading.report.sources.keys.sorted() {
      try add(.template, place, as: FilePath.name(of: place, below: [folder]), read: reading.report.sources[place])
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

  /// Adds a file under a name; a name that is there already is passed by.
  ///
  /// - Parameter read: the lines that were used when it was read before, which have to be those of the bytes.
  mutating func add(
    _ role: SealedFile.Role, _ place: String, as name: String, read: SourceLines? = nil
  ) throws(CommandFailure) {
    guard !list.contains(where: { $0.file.role == role && $0.file.path == name }) else { return }
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

  private static func unsteady(_ place: String) -> CommandFailure {
    CommandFailure(
      .inputWrong, "file-unsteady",
      LocalizedText(
        chinese: "\(place) 在读取期间被改动，没有继续", english: "\(place) was changed while it was read; nothing was done"),
      hint: LocalizedText(chinese: "等改动结束后再做一次", english: "do it again when nobody changes it"))
  }
}
