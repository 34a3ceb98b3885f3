internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import InputFiles

/// `pingxing new`: an assessment to fill in.
struct NewCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new",
      abstract: localized(
        "生成待填写的评估文件，内含每项的问题、各级描述与所需证据。",
        "Writes an assessment to fill in, with the question, the marks and the evidence of every item."))
  }

  @Option(
    name: [.customLong("rubric")],
    help: ArgumentHelp(
      localized("准则编号，可重复。", "The id of a rubric; may be repeated."), valueName: "rubric"))
  var rubrics: [String] = ["cccs-op-2008", "ccom-2019"]

  @Option(help: ArgumentHelp(localized("组织名称。", "The name of the organisation."), valueName: "name"))
  var organisation: String?

  @Option(
    help: ArgumentHelp(
      localized("评估日期，缺省为今天。", "The day of the assessment; today if not given."), valueName: "yyyy-mm-dd"))
  var date: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized("要写出的文件；不给则写到标准输出。", "The file to write; else standard output."), valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      localized(
        "首行写给编辑器的 JSON Schema 的路径或网址；缺省为本机的那一份，文件要带到别的电脑时用。",
        "The path or address of the JSON Schema for editors in the first line; else that of this machine. For a file that goes to another one."
      ), valueName: "path"))
  var schema: String?

  @Flag(help: ArgumentHelp(localized("覆盖已有文件。", "Replace an existing file.")))
  var force = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let data = try shared.folders
    let library = try RubricSource.library(data)
    if let organisation {
      let problems =
        OrganisationName.problems(of: organisation, givenBy: "--organisation") + unshown(organisation, data)
      guard problems.isEmpty else { throw CommandFailure(.usage, problems) }
    }
    var rubrics: [String] = []
    for rubric in self.rubrics where !rubrics.contains(rubric) { rubrics.append(rubric) }
    let editions = try rubrics.map { try RubricSource.rubric(RubricID($0), in: library) }
    let text = Scaffold.text(
      rubrics: editions, organisation: organisation ?? localized("（请填写组织名称）", "(name of the organisation)"),
      date: try assessmentDate(), language: InterfaceLanguage.current,
      schemaPath: try schema.map(Self.checkedSchema) ?? schemaPath(data))
    guard let output, output != "-" else {
      StandardStreams.printRaw(text)
      return
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue {
      let folder = output.hasSuffix("/") ? output : output + "/"
      throw CommandFailure(
        .outputFailed, "output-is-folder",
        LocalizedText(chinese: "-o \(output) 是一个文件夹", english: "-o \(output) is a folder"),
        hint: LocalizedText(chinese: "写明文件名：-o \(folder)centre.yml", english: "name a file: -o \(folder)centre.yml"))
    }
    try ExistingFile.refuseToReplace([], by: [output])
    try ExistingFile.refuse(output, unless: force)
    try AtomicFile.write(text.utf8, to: output)
    let items = editions.map(\.items.count).reduce(0, +)
    StandardStreams.complain(
      localized(
        "已写出 \(output)，共 \(items) 个评审项。填写后用 pingxing check \(output) 检查。",
        "Wrote \(output) with \(items) items. Fill it in, then run pingxing check \(output)."))
  }

  /// Standard output most likely goes to a file in the current folder.
  private func schemaPath(_ data: DataFolders) -> String {
    let name = "assessment.schema.json"
    let folder = output.flatMap { $0 == "-" ? nil : URL(filePath: $0).deletingLastPathComponent().path } ?? "."
    for candidate in data.candidates {
      let path = "\(candidate.path)/\(DataFolders.Kind.schemas.rawValue)/\(name)"
      guard FileManager.default.isReadableFile(atPath: path) else { continue }
      return SchemaPath.written(path, of: candidate, forFileIn: folder)
    }
    return name
  }

  /// Editors take the path up to the first blank.
  private static func checkedSchema(_ path: String) throws(CommandFailure) -> String {
    guard !path.isEmpty, !SchemaPath.needsEscapes(path) else {
      throw CommandFailure(
        .usage, "schema",
        LocalizedText(
          chinese: "--schema 的路径是空的，或含有空格、不可见字符",
          english: "the path of --schema is empty or has blanks or invisible characters"),
        hint: LocalizedText(
          chinese: "空格写成 %20，例如 file:///D:/my%20files/assessment.schema.json",
          english: "write a blank as %20, such as file:///D:/my%20files/assessment.schema.json"))
    }
    return path
  }

  /// The characters of a name that no font of the reports shows; none where there are no fonts to look into.
  private func unshown(_ name: String, _ data: DataFolders) -> [Diagnostic] {
    guard let fonts = try? ReportFonts.library(data) else { return [] }
    return MissingCharacters(fonts: fonts).characters(in: name).filter { _, character in
      // What is no text at all has been refused for that.
      OrganisationName.problems(of: "甲\(character)", givenBy: "").isEmpty
    }.map { index, character in
      OrganisationName.refusal(
        of: Array(character.unicodeScalars), at: index, of: name, givenBy: "--organisation",
        because: LocalizedText(
          chinese: "（\(character)）没有字体能显示，报告印不出来", english: "(\(character)) is in no font, so no report can show it"))
    }
  }

  private func assessmentDate() throws(CommandFailure) -> CalendarDate {
    guard let date else { return Self.today() }
    guard let day = CalendarDate(iso8601: date) else {
      throw CommandFailure(
        .usage, "date",
        LocalizedText(chinese: "\(date) 不是存在的日期", english: "\(date) is no date that exists"),
        hint: LocalizedText(chinese: "写成 2025-12-20 的样子", english: "write it like 2025-12-20"))
    }
    return day
  }

  /// The day by the clock of this machine.
  private static func today() -> CalendarDate {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    guard
      let day = CalendarDate(
        year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    else { preconditionFailure("the clock gives days that exist") }
    return day
  }
}
