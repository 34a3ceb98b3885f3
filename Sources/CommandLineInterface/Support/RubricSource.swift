internal import AssessmentModel
internal import Diagnostics
internal import InputFiles

/// Finds rubrics, and fails with words where there are none.
enum RubricSource {
  /// The rubric folders, in order.
  static func folders(_ data: DataFolders) throws(CommandFailure) -> [String] {
    let folders = data.folders(.rubrics)
    guard folders.isEmpty else { return folders }
    let asked = data.candidates.map { $0.path + "/Rubrics" }.joined(separator: localized("、", ", "))
    throw CommandFailure(
      .inputMissing, "no-rubrics",
      LocalizedText(chinese: "找不到评审准则；找过 \(asked)", english: "there are no rubrics; looked in \(asked)"),
      hint: LocalizedText(
        chinese: "用 --data 或环境变量 PINGXING_DATA 指明含 Rubrics 的文件夹",
        english: "name the folder that holds Rubrics with --data or PINGXING_DATA"))
  }

  /// The library over those folders.
  static func library(_ data: DataFolders) throws(CommandFailure) -> RubricLibrary {
    RubricLibrary(folders: try folders(data))
  }

  /// The library over the folders that there are: for entries of an archive, which have their own rubrics, there need not
  /// be any.
  static func installed(_ data: DataFolders) -> RubricLibrary { RubricLibrary(folders: data.folders(.rubrics)) }

  /// One edition, checked. A name that no file has is wrong usage; a file with errors is a wrong input.
  static func rubric(_ id: RubricID, in library: RubricLibrary) throws(CommandFailure) -> Rubric {
    let loaded = library.load(id)
    guard let rubric = loaded.rubric else {
      DiagnosticPrinter.complain(loaded.report)
      throw CommandFailure(library.has(id) ? .inputWrong : .usage)
    }
    return rubric
  }
}
