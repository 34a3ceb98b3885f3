internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import InputFiles

/// `pingxing rubric`: the rubrics as data.
struct RubricCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rubric",
      abstract: localized("查看与校验评审准则。", "Shows and checks the rubrics."),
      subcommands: [
        RubricListCommand.self, RubricShowCommand.self, RubricCheckCommand.self, RubricCompareCommand.self,
        RubricCrosswalkCommand.self, RubricMigrateCommand.self,
      ])
  }
}

/// `pingxing rubric list`: which rubrics there are.
struct RubricListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: localized("列出全部评审准则。", "Lists the rubrics."))
  }

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let library = try RubricSource.library(shared.folders)
    var table = TextTable([
      (localized("编号", "id"), .left), (localized("版本", "version"), .left),
      (localized("范畴", "domains"), .right), (localized("评审项", "items"), .right),
      (localized("名称", "title"), .left),
    ])
    // Editions share files, so that one fault may break several.
    let faults = DiagnosticCollector()
    var sources: [String: SourceLines] = [:]
    for id in library.ids() {
      let loaded = library.load(id)
      guard let rubric = loaded.rubric else {
        faults.add(contentsOf: loaded.report.diagnostics)
        sources.merge(loaded.report.sources) { first, _ in first }
        table.add([id.rawValue, "—", "—", "—", localized("（有错误，不能使用）", "(has errors and cannot be used)")])
        continue
      }
      table.add([
        id.rawValue, rubric.version, String(rubric.domains.count), String(rubric.items.count),
        rubric.title[InterfaceLanguage.current],
      ])
    }
    for line in table.rowLines(indent: 0, width: 80).joined() { StandardStreams.print(line) }
    guard faults.hasErrors else { return }
    DiagnosticPrinter.complain(DiagnosticReport(faults, sources: sources))
    throw CommandFailure(.inputWrong)
  }
}

/// `pingxing rubric show`: one rubric, or one of its items in full.
struct RubricShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: localized("显示一个准则，或其中一个评审项的全文。", "Shows a rubric, or one of its items in full."))
  }

  @Argument(help: ArgumentHelp(localized("准则编号。", "The id of the rubric."), valueName: "rubric"))
  var rubric: String

  @Argument(help: ArgumentHelp(localized("评审项编号。", "The id of an item."), valueName: "item"))
  var item: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let library = try RubricSource.library(shared.folders)
    if item == nil, let owner = owner(of: rubric, in: library) {
      throw CommandFailure(
        .usage, "missing-rubric",
        LocalizedText(
          chinese: "\(rubric) 是评审项，前面要写准则编号",
          english: "\(rubric) is an item; the id of its rubric has to stand before it"),
        hint: SuggestedName.question(["pingxing rubric show \(owner) \(rubric)"]))
    }
    let rubric = try RubricSource.rubric(RubricID(rubric), in: library)
    let view = RubricView(rubric: rubric, language: InterfaceLanguage.current)
    guard let item else {
      StandardStreams.print(view.outline())
      return
    }
    guard let found = rubric.items.first(where: { $0.id.rawValue == item }) else {
      let candidates = rubric.items.map {
        SuggestedName.Candidate(
          $0.id.rawValue, titles: [$0.title.chinese, $0.title.english, $0.clause].compactMap(\.self))
      }
      throw CommandFailure(
        .usage, "unknown-item",
        LocalizedText(
          chinese: "准则 \(rubric.id) 里没有评审项 \(item)", english: "rubric \(rubric.id) has no item \(item)"),
        hint: SuggestedName.question(SuggestedName.likely(to: item, among: candidates))
          ?? LocalizedText(
            chinese: "用 pingxing rubric show \(rubric.id) 查看全部评审项",
            english: "`pingxing rubric show \(rubric.id)` lists the items"))
    }
    StandardStreams.print(view.text(of: found))
  }
}

extension RubricShowCommand {
  /// The first edition that has an item of a name.
  private func owner(of name: String, in library: RubricLibrary) -> RubricID? {
    guard name.contains(".") else { return nil }
    return library.ids().first { id in library.load(id).rubric?.items.contains { $0.id.rawValue == name } == true }
  }
}

/// `pingxing rubric check`: every finding about the rubric files at once.
struct RubricCheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: localized("校验准则文件，一次列出全部发现。", "Checks the rubric files and lists all findings at once."))
  }

  @Argument(
    help: ArgumentHelp(
      localized("准则文件夹；不给则用数据文件夹里的 Rubrics。", "A folder of rubrics; else Rubrics of the data folder."),
      valueName: "folder"))
  var folder: String?

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: DiagnosticFormat = .text

  @OptionGroup var shared: SharedOptions

  func run() throws {
    if let folder {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw CommandFailure(
          .inputMissing, "no-such-folder",
          LocalizedText(chinese: "没有文件夹 \(folder)", english: "there is no folder \(folder)"),
          hint: LocalizedText(
            chinese: "请给出含有准则文件的 Rubrics 文件夹", english: "name the Rubrics folder that holds the rubric files"))
      }
    }
    let folders = try folder.map { [$0] } ?? RubricSource.folders(try shared.folders)
    let report = RubricChecker.check(folders: folders)
    StandardStreams.printRaw(format.render(report))
    if format == .text { DiagnosticPrinter.printSummary(report) }
    if report.hasErrors { throw CommandFailure(.requirementNotMet) }
  }
}
