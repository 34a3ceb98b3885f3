internal import Diagnostics
internal import Foundation
internal import Sealing

/// An entry of an archive as `archive export` lays it out: its manifest stands above the folders that its files lie in.
///
/// Such a folder is told by the names of manifest and record, or where the record is damaged or gone, by where the assessment
/// lies. Nothing but sealed files may lie in it then, so that nobody can have a sealed folder verified by copies of its
/// files that were put below it.
struct ExportedEntry {
  /// What the record says that checking needs.
  struct Record: Decodable {
    let number: Int, hash: String, manifest: String, result: String

    enum CodingKeys: String, CodingKey {
      case number, hash
      case manifest = "manifest-sha256"
      case result = "result-sha256"
    }
  }

  /// What says of which version a record is; the first had no such member.
  private struct Version: Decodable { let format: String }

  /// The format of the record that is written.
  static let format = "pingxing/archive-entry/1"

  /// The folder of the export.
  let folder: String
  /// What the record says; nil where it cannot be read.
  let record: Record?
  private let text: [UInt8]?

  /// The export that a manifest belongs to; nil where the seal is that of a folder of its own.
  ///
  /// - Throws: where a later version exported it.
  init?(manifest path: String, _ seal: Seal) throws(CommandFailure) {
    guard FilePath.name(path) == EntryFiles.manifest else { return nil }
    folder = FilePath.folder(path)
    let place = FilePath.joined(folder, EntryFiles.record)
    text = try? BoundedFile.contents(of: place)
    let (decoder, bytes) = (JSONDecoder(), Data(text ?? []))
    if let format = try? decoder.decode(Version.self, from: bytes).format,
      SealVersion.isLater(format, than: [Self.format])
    {
      throw CommandFailure(
        .inputWrong, "export-newer",
        LocalizedText(
          chinese: "这份导出由更新的版本写成（格式 \(format)，本程序只认到 \(Self.format)）",
          english:
            "this export was written by a later version (format \(format); this program knows up to \(Self.format))"),
        at: SourceLocation(file: place), hint: ProgramVersion.laterHint)
    }
    record = try? decoder.decode(Record.self, from: bytes)
    guard record != nil || Self.isLaidOut(seal, in: folder) else { return nil }
  }

  /// Whether the assessment of a manifest lies where an export has it, and not where a seal of its own would.
  private static func isLaidOut(_ seal: Seal, in folder: String) -> Bool {
    guard let assessment = seal.files.first(where: { $0.role == .assessment }) else { return false }
    let exported = FilePath.joined(FilePath.joined(folder, EntryFiles.folder(.assessment)), assessment.path)
    return FileManager.default.fileExists(atPath: exported)
      && !FileManager.default.fileExists(atPath: FilePath.joined(folder, assessment.path))
  }

  /// Which of the files beside the folders are not those that the record tells of: the manifest, the result.
  func strangers(manifest text: String) -> [String] {
    guard let record else { return [] }
    let result = try? BoundedFile.digest(of: FilePath.joined(folder, EntryFiles.result)).digest
    return (Digest(of: text.utf8).description == record.manifest ? [] : [EntryFiles.manifest])
      + (result?.description == record.result ? [] : [EntryFiles.result])
  }

  /// What is wrong with the record itself; nil where nothing is.
  func recordFault(_ seal: Seal) -> LocalizedText? {
    guard let text else { return LocalizedText(chinese: "不在了", english: "is gone") }
    let result = try? BoundedFile.contents(of: FilePath.joined(folder, EntryFiles.result))
    return ExportedRecord.fault(in: text, result: result, seal: seal)
  }

  /// The files of the folder that belong to no file of the manifest.
  func extras(_ seal: Seal) throws(CommandFailure) -> [String] {
    let known = Set(
      [EntryFiles.manifest, EntryFiles.record, EntryFiles.result]
        + seal.files.map { EntryFiles.folder($0.role) + "/" + $0.path })
    let contents = try FolderContents(folder)
    return (contents.files + contents.others).filter { !known.contains($0) } + contents.unnameable
  }
}
