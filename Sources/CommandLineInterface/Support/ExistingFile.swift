internal import Diagnostics
internal import Foundation

/// Files that an output would replace.
enum ExistingFile {
  /// Refuses outputs that are files which the command reads: months of answers, or a piece of evidence, are easily lost to a
  /// name typed twice.
  static func refuseToReplace(_ inputs: [String], by outputs: [String]) throws(CommandFailure) {
    func place(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path }
    let inputs = Set(inputs.map(place))
    guard let output = outputs.first(where: { $0 != "-" && inputs.contains(place($0)) }) else { return }
    throw CommandFailure(
      .usage, "output-is-input",
      LocalizedText(
        chinese: "\(output) 是要读的文件：评估、它的证据或数据、档案，或品牌的文件；没有改动它",
        english:
          "\(output) is an assessment, its evidence or data, an archive or a file of the brand; it was left alone"),
      hint: LocalizedText(chinese: "用 -o 另起一个文件名", english: "give the output another name with -o"))
  }

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
