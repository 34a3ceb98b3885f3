internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import InputFiles

/// An edition named by its id, or by the path of its file where another version of it lies elsewhere.
struct EditionSource {
  /// The edition.
  let rubric: Rubric
  /// The folders in which its files were found, the most important first.
  let folders: [String]

  /// Loads an edition; a name with a slash or ending in `.yml` is a path, and the folder of the file comes first.
  static func load(_ name: String, data: DataFolders) throws(CommandFailure) -> EditionSource {
    let folders = try RubricSource.folders(data)
    guard name.contains("/") || name.hasSuffix(".yml") else {
      return EditionSource(
        rubric: try RubricSource.rubric(RubricID(name), in: RubricLibrary(folders: folders)), folders: folders)
    }
    let file = URL(filePath: name)
    guard FileManager.default.isReadableFile(atPath: name) else {
      throw CommandFailure(
        .inputMissing, "file-missing",
        LocalizedText(chinese: "不能读取文件 \(name)", english: "cannot read the file \(name)"),
        hint: LocalizedText(
          chinese: "请给出准则的编号，或准则文件的路径", english: "give the id of a rubric, or the path of its file"))
    }
    // An edition is whole in its own folder; the installed files must not mend another version.
    let own = [file.deletingLastPathComponent().path]
    return EditionSource(
      rubric: try RubricSource.rubric(
        RubricID(file.deletingPathExtension().lastPathComponent), in: RubricLibrary(folders: own)),
      folders: own)
  }

  /// The crosswalk from this edition to another; nil for two versions of one edition.
  func crosswalk(to other: EditionSource) throws(CommandFailure) -> CrosswalkReading? {
    guard rubric.id != other.rubric.id else { return nil }
    guard rubric.family == other.rubric.family else {
      throw CommandFailure(
        .usage, "other-family",
        LocalizedText(
          chinese: "\(rubric.id) 与 \(other.rubric.id) 不是同一系列的版次",
          english: "\(rubric.id) and \(other.rubric.id) are not editions of one family"),
        hint: SuggestedName.question(["pingxing rubric crosswalk \(rubric.id) \(other.rubric.id)"]))
    }
    let all = other.folders + folders.filter { !other.folders.contains($0) }
    let lookup = RubricLibrary(folders: all).crosswalk(from: rubric.id.rawValue, to: other.rubric.id.rawValue)
    guard case .found(let reading, _, _) = lookup.outcome else {
      DiagnosticPrinter.complain(lookup.report)
      if lookup.report.hasErrors { throw CommandFailure(.inputWrong) }
      throw CommandFailure(
        .inputMissing, "no-crosswalk",
        LocalizedText(
          chinese: "\(rubric.id) 与 \(other.rubric.id) 之间没有对照",
          english: "there is no crosswalk between \(rubric.id) and \(other.rubric.id)"),
        hint: LocalizedText(
          chinese: "对照放在 Rubrics/crosswalks，写法见 Docs/crosswalk-format.md",
          english: "crosswalks lie in Rubrics/crosswalks; Docs/crosswalk-format.md tells how to write one"))
    }
    if !lookup.report.diagnostics.isEmpty { DiagnosticPrinter.complain(lookup.report) }
    return reading
  }
}
