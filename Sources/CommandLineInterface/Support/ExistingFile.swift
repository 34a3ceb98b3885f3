internal import Diagnostics
internal import Foundation

/// Files that an output would replace.
enum ExistingFile {
  /// Refuses an output that stands already, unless it may be replaced.
  static func refuse(_ output: String, unless force: Bool) throws(CommandFailure) {
    guard !force, output != "-", FileManager.default.fileExists(atPath: output) else { return }
    throw CommandFailure(
      .outputFailed, "file-exists",
      LocalizedText(chinese: "\(output) 已经存在，没有改动它", english: "\(output) exists and was left alone"),
      hint: LocalizedText(
        chinese: "换一个文件名，或用 --force 覆盖", english: "use another name, or --force to replace it"))
  }
}
