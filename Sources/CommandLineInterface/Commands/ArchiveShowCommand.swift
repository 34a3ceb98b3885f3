internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import History
internal import ResultDocument
internal import Sealing

/// `pingxing archive show`: one entry.
struct ArchiveShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show", abstract: localized("显示一条记录和它的全部文件。", "Shows an entry with all its files."))
  }

  @OptionGroup var file: ArchiveArgument
  @OptionGroup var which: EntryArgument

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: ArchiveFormat = .table

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try ArchiveSource.with(file.archive, others: [which.entry]) { archive in
      let entry = try ArchiveSource.entry(which.entry, in: archive)
      let manifest = try archive.manifest(of: entry)
      switch format {
      case .table:
        for line in lines(entry) + files(manifest) { StandardStreams.print(line) }
      case .json:
        guard case .object(let members) = EntryText(entry: entry).json else { return }
        let files = manifest.files.map { file -> JSONText in
          .object([
            ("role", .string(file.role.rawValue)), ("path", .string(file.path)), ("size", .integer(file.size)),
            ("sha256", .string(file.digest.description)), ("archived", .bool(file.role.isArchived)),
          ])
        }
        StandardStreams.print(JSONText.object(members + [("files", .array(files))]).indented)
      }
    }
  }

  private static let width = 80, labelRoom = 14

  private func lines(_ entry: ArchiveEntry) -> [String] {
    var lines = EntryText.table([entry], width: Self.width) + [""]
    func add(_ chinese: String, _ english: String, _ value: String?) {
      guard let value else { return }
      let label = localized(chinese, english)
      let folded = DisplayWidth.folded(value, to: Self.width - Self.labelRoom)
      for (number, line) in folded.enumerated() {
        let head = number == 0 ? label : ""
        lines.append(head + String(repeating: " ", count: max(1, Self.labelRoom - DisplayWidth.of(head))) + line)
      }
    }
    add("机构", "organisation", entry.organisation)
    add(
      "评估期间", "period", localized("\(entry.periodFrom) 至 \(entry.periodTo)", "\(entry.periodFrom) to \(entry.periodTo)")
    )
    add("评估日期", "date", entry.date)
    let role =
      Assessor.Role(rawValue: entry.scorerRole).map(\.title)
      ?? LocalizedText(chinese: entry.scorerRole, english: entry.scorerRole)
    add("评分人", "scorer", "\(entry.scorer)" + localized("（\(role.chinese)）", " (\(role.english))"))
    add("存入时间", "added", entry.recorded)
    add("程序版本", "version", entry.tool)
    add("更正", "corrects", entry.corrects.map { "\($0)" })
    add("更正理由", "reason", entry.reason)
    add("被更正", "corrected by", entry.correctedBy.map { "\($0)" })
    if let report = entry.report.flatMap({ ReportRecord(text: $0) }) {
      add("报告", "report", "\(report.template)  sha256 \(report.sha256.prefix(16))…")
    }
    add("本条", "hash", entry.hash.description)
    add("前一条", "previous", entry.previous.description)
    return lines + [""]
  }

  private func files(_ manifest: Seal) -> [String] {
    var table = TextTable([
      (localized("用途", "role"), .left), (localized("字节", "bytes"), .right), ("sha256", .left),
      (localized("文件", "file"), .left),
    ])
    for file in manifest.files {
      table.add([
        localized(file.role.title.chinese, file.role.title.english), "\(file.size)",
        String(file.digest.description.prefix(16)), file.path,
      ])
    }
    return table.rowLines(indent: 0, width: StandardStreams.outputIsTerminal ? Self.width : 4096).flatMap(\.self)
  }
}

/// `pingxing archive export`: an entry as files.
struct ArchiveExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: localized("把一条记录写成文件。", "Writes an entry as files."),
      discussion: localized(
        """
        文件夹里有 assessment/、Rubrics/、result.json、manifest.seal、entry.json，有报告时还有 Templates/ 和 Brand/。证据和字体只存了 SHA-256，不在其中。
        用 pingxing verify 文件夹/manifest.seal 核对。
        """,
        """
        The folder holds assessment/, Rubrics/, result.json, manifest.seal and entry.json, and with a report Templates/ and \
        Brand/. Of evidence and fonts the archive has only the SHA-256. `pingxing verify FOLDER/manifest.seal` checks it.
        """))
  }

  @OptionGroup var file: ArchiveArgument
  @OptionGroup var which: EntryArgument

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(localized("要建立的文件夹。", "The folder to make."), valueName: "folder"))
  var output: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try ExistingFile.refusePlaceOfLog(output)
    let files = try ArchiveSource.with(file.archive, others: [which.entry]) { archive in
      try EntryFiles(ArchiveSource.entry(which.entry, in: archive), in: archive)
    }
    try NewFolder.write(files.all, to: output)
    StandardStreams.print(
      localized("\(files.all.count) 个文件写到 \(output)", "\(counted(files.all.count, "file")) written to \(output)"))
  }
}
