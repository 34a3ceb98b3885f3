internal import ArgumentParser
internal import Diagnostics

/// The options that every command takes.
struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      localized("界面语言：zh 或 en。", "The language of the interface: zh or en."), valueName: "zh|en"))
  var lang: LanguageOption?

  @Option(
    help: ArgumentHelp(
      localized(
        "数据文件夹，内含 Rubrics、Templates、Schemas、Fonts；先于其他位置。",
        "The data folder with Rubrics, Templates, Schemas and Fonts; comes before all other places."),
      valueName: "folder"))
  var data: String?

  /// Where data are looked for.
  ///
  /// - Throws: where a folder that was named by hand has no data: another one must not step in unnoticed.
  var folders: DataFolders {
    get throws(CommandFailure) {
      let folders = DataFolders.current(option: data)
      for candidate in folders.candidates where candidate.origin == .option || candidate.origin == .environment {
        guard !candidate.hasData else { continue }
        let name = candidate.origin == .option ? "--data" : "PINGXING_DATA"
        throw CommandFailure(
          .inputMissing, "no-data-folder",
          LocalizedText(
            chinese: "\(name) 指的 \(candidate.path) 里没有数据",
            english: "\(candidate.path), which \(name) names, has no data"),
          hint: LocalizedText(
            chinese: "它应含有 Rubrics、Templates、Schemas、Fonts 中至少一个文件夹",
            english: "it has to hold at least one of the folders Rubrics, Templates, Schemas and Fonts"))
      }
      return folders
    }
  }
}

/// The values of `--lang`; `InterfaceLanguage` has read them before the options are parsed.
enum LanguageOption: String, ExpressibleByArgument, CaseIterable {
  case zh, en
}
