internal import Diagnostics
internal import Foundation
internal import History

/// Files that an output would replace.
enum ExistingFile {
  /// Refuses outputs that are files which the command reads, and archives: months of answers, a piece of evidence, or the
  /// history of years are easily lost to a name typed twice.
  static func refuseToReplace(_ inputs: [String], by outputs: [String]) throws(CommandFailure) {
    let inputs = Set(inputs.map(Place.init))
    for output in outputs where output != "-" {
      guard !inputs.contains(Place(output)) else {
        throw refusal(
          "output-is-input", "\(output) 是要读的文件：评估、它的证据或数据、档案，模板，封存清单，或品牌的文件；没有改动它",
          "\(output) is an assessment, its evidence or data, an archive, a template, a seal or a file of the brand; it was left alone"
        )
      }
      guard !Archive.isArchive(output) else {
        throw refusal(
          "output-is-archive", "\(output) 是历史档案，没有改动它", "\(output) is an archive and was left alone")
      }
      try refusePlaceOfLog(output)
    }
  }

  /// Refuses an output that SQLite would take for the log of an archive, or for another of its files beside it.
  static func refusePlaceOfLog(_ output: String) throws(CommandFailure) {
    guard let archive = Archive.owner(ofCompanion: output) else { return }
    throw refusal(
      "output-is-archive", "\(output) 是历史档案 \(archive) 的日志等附属文件的名字，没有写",
      "\(output) is the name of a log, or of another file of SQLite's, of the archive \(archive); it was not written")
  }

  /// Refuses an output that stands already, unless it may be replaced.
  static func refuse(_ output: String, unless force: Bool) throws(CommandFailure) {
    guard !force, exists(output) else { return }
    throw CommandFailure(
      .outputFailed, "file-exists",
      LocalizedText(chinese: "\(output) 已经存在，没有改动它", english: "\(output) exists and was left alone"),
      hint: LocalizedText(
        chinese: "换一个文件名，或用 --force 覆盖", english: "use another name, or --force to replace it"))
  }

  /// The same for outputs that replace nothing but their own kind, whatever is asked for.
  ///
  /// - Parameter kind: what they are called, and whether a text begins as they do.
  static func refuse(
    _ output: String, unless force: Bool, andIs kind: (name: LocalizedText, has: ([UInt8]) -> Bool)
  ) throws(CommandFailure) {
    guard exists(output) else { return }
    // Whoever opens a pipe waits for its other end.
    guard isRegular(output) else { return try refuse(output, unless: force) }
    let start = FileHandle(forReadingAtPath: output).flatMap { try? $0.read(upToCount: 32) } ?? Data()
    guard !kind.has(Array(start)) else { return try refuse(output, unless: force) }
    throw CommandFailure(
      .outputFailed, "file-exists",
      LocalizedText(
        chinese: "\(output) 已经存在，又不是\(kind.name.chinese)，没有改动它",
        english: "\(output) exists, is no \(kind.name.english), and was left alone"),
      hint: LocalizedText(
        chinese: "换一个文件名；--force 只覆盖\(kind.name.chinese)",
        english: "use another name; --force replaces nothing but a \(kind.name.english)"))
  }

  private static func exists(_ output: String) -> Bool {
    output != "-" && FileManager.default.fileExists(atPath: output)
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func refusal(_ code: String, _ chinese: String, _ english: String) -> CommandFailure {
    CommandFailure(
      .usage, code, LocalizedText(chinese: chinese, english: english),
      hint: LocalizedText(chinese: "用 -o 另起一个文件名", english: "give the output another name with -o"))
  }

  /// Where a path leads: the file itself, by whatever name; or the place in its folder where there is none yet.
  private enum Place: Hashable {
    case file(device: UInt64, number: UInt64)
    case name(String, folder: String)

    init(_ path: String) {
      var status = stat()
      if stat(path, &status) == 0 {
        self = .file(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
      } else {
        self = .name(FilePath.name(path), folder: FilePath.real(FilePath.folder(path)))
      }
    }
  }
}
