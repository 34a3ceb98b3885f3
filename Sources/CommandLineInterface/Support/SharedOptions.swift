internal import ArgumentParser

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
  var folders: DataFolders { DataFolders.current(option: data) }
}

/// The values of `--lang`; `InterfaceLanguage` has read them before the options are parsed.
enum LanguageOption: String, ExpressibleByArgument, CaseIterable {
  case zh, en
}
