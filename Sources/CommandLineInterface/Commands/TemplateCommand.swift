internal import ArgumentParser
internal import Diagnostics
internal import ReportComposer
internal import ReportTemplates
internal import ResultDocument

/// `pingxing template`: the templates of reports.
struct TemplateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "template",
      abstract: localized("列出与检查报告模板。", "Lists and checks the templates of reports."),
      subcommands: [TemplateListCommand.self, TemplateCheckCommand.self])
  }
}

/// `pingxing template list`: which templates there are, for whom, and where.
struct TemplateListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: localized("列出全部报告模板。", "Lists the templates of reports."))
  }

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let data = try shared.folders
    let entries = TemplateSource.entries(data)
    guard !entries.isEmpty else { throw TemplateSource.missing("Templates/*.xml") }
    var table = TextTable([
      (localized("名称", "name"), .left), (localized("标题", "title"), .left), (localized("给谁", "audience"), .left),
    ])
    for entry in entries {
      let template = (try? TemplateSource.read(entry.path, data: data))?.template
      let broken = localized(
        "（有错误，用 pingxing template check \(entry.name) 查看）", "(faulty: pingxing template check \(entry.name))")
      table.add([
        entry.name, template.map { localized($0.title, $0.englishTitle) } ?? broken,
        template.map { localized($0.audience, $0.englishAudience) } ?? "",
      ])
    }
    // A path stands whole below its row, so that it can be copied.
    for (row, lines) in table.rowLines(indent: 0, width: 80).enumerated() {
      for line in lines { StandardStreams.print(line) }
      if row > 0 { StandardStreams.print("  " + entries[row - 1].path) }
    }
  }
}

/// `pingxing template check`: every finding about templates at once.
struct TemplateCheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: localized("检查报告模板，一次列出全部发现。", "Checks templates of reports and lists all findings at once."),
      discussion: localized(
        """
        先按 template.rng 检查写法，再按 result.rng 检查 XPath 里的名称；用一份完整、一份未评完的样例结果各排一遍；再找没有字体能显示的字符。
        有错误时以状态 1 结束；文件不存在为 66，完全读不了（编码、语法、大小）为 65。
        """,
        """
        Checks the form against template.rng and the names in XPath against result.rng, tries the template on two sample \
        results, one complete and one not, and looks for characters that no font has. Ends with status 1 where there are \
        errors, 66 where a file is missing, 65 where one cannot be read at all.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      localized("模板的名称或路径；不给则检查全部。", "Names or paths of templates; all of them if none is given."),
      valueName: "template"))
  var templates: [String] = []

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: DiagnosticFormat = .text

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let data = try shared.folders
    let names = templates.isEmpty ? TemplateSource.entries(data).map(\.name) : templates
    let examination = try TemplateExamination(names, data: data)
    StandardStreams.printRaw(format.render(examination.report))
    if format == .text { DiagnosticPrinter.printSummary(examination.report) }
    if let status = examination.status { throw CommandFailure(status) }
  }
}

/// Everything that is to be said about some templates.
struct TemplateExamination {
  /// The findings, template by template.
  let report: DiagnosticReport
  /// The exit status, where it is not 0.
  let status: ExitStatus?

  /// What keeps a file from being read as a template at all.
  private static let unreadable: Set<String> = [
    "not-utf8", "xml-syntax", "document-type", "empty-file", "file-too-large", "not-a-file",
  ]

  /// Examines templates by name or by path.
  init(_ names: [String], data: DataFolders) throws(CommandFailure) {
    let schema = try TemplateSource.resultSchema(data)
    let samples = try SampleResults.trees(data)
    var report = DiagnosticReport([])
    var statuses: [ExitStatus] = []
    var files: [String: SourceLines] = [:]
    for name in names {
      let reading: TemplateReading
      do throws(CommandFailure) { reading = try TemplateSource.read(name, data: data) } catch {
        report.diagnostics += error.diagnostics
        statuses.append(error.status)
        continue
      }
      var found = reading.report.diagnostics
      if let template = reading.template {
        let unknown = template.unknownPaths(in: schema)
        // What has no such name selects nothing, which need not be said again.
        let rehearsal = ReportComposer.rehearse(template, with: samples, label: ResultDocument.label.chinese)
        let rehearsed = rehearsal.filter { finding in
          finding.code != "selects-nothing" || !unknown.contains { $0.lies(in: finding) }
        }
        found += unknown + rehearsed
      } else if let draft = reading.draft {
        found += draft.unknownPaths(in: schema)
      }
      report.diagnostics += found.sorted { Self.place($0, name) < Self.place($1, name) }
      files.merge(reading.report.sources) { first, _ in first }
      report.sources.merge(reading.report.sources) { first, _ in first }
      let errors = found.filter { $0.severity == .error }
      if errors.isEmpty { continue }
      statuses.append(errors.contains { Self.unreadable.contains($0.code) } ? .inputWrong : .requirementNotMet)
    }
    let missing = MissingCharacters.findings(with: data) { $0.findings(inFiles: files) }
    report.diagnostics += missing
    if missing.contains(where: { $0.severity == .error }) { statuses.append(.requirementNotMet) }
    // A part that several templates share is reported once.
    var seen: Set<Diagnostic> = []
    report.diagnostics.removeAll { !seen.insert($0).inserted }
    self.report = report
    let order: [ExitStatus] = [.usage, .inputMissing, .inputWrong, .requirementNotMet]
    status = order.first(where: statuses.contains)
  }

  private static func place(_ diagnostic: Diagnostic, _ name: String) -> SourceLocation {
    diagnostic.location ?? SourceLocation(file: name)
  }
}

extension Diagnostic {
  /// Whether this finding's place lies within that of another.
  fileprivate func lies(in other: Diagnostic) -> Bool {
    guard let place = location, let area = other.location else { return false }
    return place.file == area.file && place.line == area.line
      && (area.column..<area.column + area.length).contains(place.column)
  }
}
