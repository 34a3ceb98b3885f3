internal import ArgumentParser
internal import Diagnostics
internal import History
internal import Sealing

/// `pingxing archive`: the history file.
struct ArchiveCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "archive",
      abstract: localized("历史档案：只增不改，可以核对。", "The history file: only added to, and verifiable."),
      discussion: localized(
        """
        常用步骤：
          pingxing archive init 历史.sqlite
          pingxing archive add 历史.sqlite centre.yml     记下打印出的链尾
          pingxing archive verify 历史.sqlite --head 链尾
        记录写作编号，或 latest（最后一条）。
        """,
        """
        The usual steps:
          pingxing archive init history.sqlite
          pingxing archive add history.sqlite centre.yml     keep its hash
          pingxing archive verify history.sqlite --head HASH
        An entry is named by its number, or as latest.
        """),
      subcommands: [
        ArchiveInitCommand.self, ArchiveAddCommand.self, ArchiveListCommand.self, ArchiveShowCommand.self,
        ArchiveCompareCommand.self, ArchiveExportCommand.self, ArchiveVerifyCommand.self, ArchiveBackupCommand.self,
      ])
  }
}

/// A form in which entries are printed.
enum ArchiveFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json
}

/// The archive that a command works on.
struct ArchiveArgument: ParsableArguments {
  @Argument(help: ArgumentHelp(localized("历史档案。", "The archive."), valueName: "archive"))
  var archive: String
}

/// The entry that a command works on.
struct EntryArgument: ParsableArguments {
  @Argument(help: ArgumentHelp(localized("编号，或 latest。", "The number, or latest."), valueName: "entry"))
  var entry: String
}

/// `pingxing archive init`: a new archive.
struct ArchiveInitCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init", abstract: localized("建立空的历史档案。", "Makes an archive without entries."))
  }

  @OptionGroup var file: ArchiveArgument
  @OptionGroup var shared: SharedOptions

  func run() throws {
    try ExistingFile.refusePlaceOfLog(file.archive)
    do throws(ArchiveError) { try Archive.create(at: file.archive) } catch { throw CommandFailure(error) }
    StandardStreams.print(localized("已建立 \(file.archive)", "made \(file.archive)"))
  }
}

/// `pingxing archive list`: which entries there are.
struct ArchiveListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: localized("列出记录，新的在前。", "Lists the entries, the newest first."))
  }

  @OptionGroup var file: ArchiveArgument

  @Option(help: ArgumentHelp(localized("只列这个机构的。", "Only those of this organisation."), valueName: "name"))
  var organisation: String?

  @Option(help: ArgumentHelp(localized("最多列几条。", "How many at most."), valueName: "count"))
  var limit = 50

  @Option(
    help: ArgumentHelp(
      localized("只列编号小于它的，用于翻页。", "Only those before this number, for the next page."), valueName: "entry"))
  var before: Int?

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: ArchiveFormat = .table

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (1...100_000).contains(limit) else {
      throw ValidationError(localized("--limit 应在 1 到 100000 之间", "--limit has to be from 1 to 100000"))
    }
  }

  func run() throws {
    try ArchiveSource.with(file.archive) { archive in
      let entries = try archive.entries(.init(organisation: organisation, before: before, limit: limit))
      if entries.isEmpty, let organisation { try refuseUnknown(organisation, in: archive) }
      let head = try archive.head()
      switch format {
      case .table:
        let width = StandardStreams.outputIsTerminal ? 80 : 4096
        for line in EntryText.table(entries, width: width) { StandardStreams.print(line) }
        StandardStreams.print("")
        let more = entries.last.map { $0.number > 1 && entries.count == limit ? $0.number : nil } ?? nil
        let next = more.map { localized("；下一页：--before \($0)", "; next page: --before \($0)") } ?? ""
        StandardStreams.print(localized("共 \(head.count) 条记录", counted(head.count, "entry", "entries")) + next)
        if head.count > 0 { StandardStreams.print(localized("链尾 ", "head ") + head.hash.description) }
      case .json:
        let document = JSONText.object([
          ("count", .integer(head.count)), ("head", .string(head.hash.description)),
          ("entries", .array(entries.map { EntryText(entry: $0).json })),
        ])
        StandardStreams.print(document.indented)
      }
    }
  }

  private func refuseUnknown(_ name: String, in archive: Archive) throws {
    let names = try archive.organisations()
    guard !names.contains(name) else { return }
    throw CommandFailure(
      .usage, "unknown-organisation",
      LocalizedText(chinese: "档案里没有机构 \(name)", english: "the archive has no organisation \(name)"),
      hint: SuggestedName.question(SuggestedName.likely(to: name, among: names.map { .init($0) })))
  }
}

/// `pingxing archive verify`: whether anything was changed.
struct ArchiveVerifyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: localized("逐字节核对档案，指出改动之处。", "Checks every byte of an archive and names what was changed."),
      discussion: localized(
        """
        不给 --head 时，从末尾整条删去记录并重写档案，谁也看不出来；把 add 打印的链尾另外存好。
        发现改动时以状态 1 结束。
        """,
        """
        Without --head nobody can tell whether the last entries were removed and the archive written anew; keep the hash that \
        `add` prints in another place. Ends with status 1 where something was changed.
        """))
  }

  @OptionGroup var file: ArchiveArgument

  @Option(
    help: ArgumentHelp(
      localized("应当在链中的链尾（至少前 16 位）。", "A hash that has to be in the chain; 16 digits at least."), valueName: "hash"))
  var head: String?

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: DiagnosticFormat = .text

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard let head else { return }
    let digits = head.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard digits, (16...64).contains(head.utf8.count) else {
      throw ValidationError(
        localized("--head 是 16 到 64 位小写十六进制数", "--head takes 16 to 64 small hexadecimal digits"))
    }
  }

  func run() throws {
    let found: ArchiveVerification
    let progress = PercentProgress(localized("核对", "verifying"))
    do throws(ArchiveError) {
      defer { progress.end() }
      found = try Archive.verify(
        file.archive, expecting: head, differences: { ResultInShort.columns(of: $0, differingFrom: $1) },
        progress: progress.isShown ? progress.advance : nil)
    } catch {
      throw CommandFailure(error)
    }
    StandardStreams.printRaw(format.render(DiagnosticReport(found.differences + found.notes)))
    if format == .text {
      let count = found.differences.count
      StandardStreams.print(
        count == 0
          ? localized(
            "\(found.head.count) 条记录，没有改动", "\(counted(found.head.count, "entry", "entries")), nothing was changed")
          : localized("有 \(count) 处改动", counted(count, "difference")))
      if found.head.count > 0 { StandardStreams.print(localized("链尾 ", "head ") + found.head.hash.description) }
    }
    if !found.differences.isEmpty { throw CommandFailure(.requirementNotMet) }
  }
}

/// `pingxing archive backup`: a checked copy.
struct ArchiveBackupCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: localized("复制档案并核对副本；其间可以继续存入。", "Copies an archive and checks the copy; others may add meanwhile."))
  }

  @OptionGroup var file: ArchiveArgument

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(localized("副本，不得已经存在。", "The copy, which must not exist yet."), valueName: "copy"))
  var output: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try ExistingFile.refusePlaceOfLog(output)
    let found = try ArchiveSource.with(file.archive) { try $0.backup(to: output) }
    guard found.differences.isEmpty else {
      DiagnosticPrinter.complain(found.differences)
      throw CommandFailure(
        .requirementNotMet, "backup-refused",
        LocalizedText(chinese: "档案有改动，没有写出副本", english: "the archive was changed; no copy was made"))
    }
    StandardStreams.print(localized("已复制到 \(output)，核对无误", "copied to \(output) and checked"))
  }
}
