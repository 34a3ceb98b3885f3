internal import AnalysisReports
internal import ArgumentParser
internal import AssessmentModel
internal import Branding
internal import Diagnostics
internal import IndicatorFiles

/// A decimal number as it is written, such as 2.5.
struct ExactNumber: ExpressibleByArgument {
  /// The number.
  let value: Rational

  init(_ value: Rational) { self.value = value }

  init?(argument: String) {
    guard let value = ObservationTable.number(argument) else { return nil }
    self.value = value
  }

  var defaultValueDescription: String { value.denominator == 1 ? value.display(decimals: 0) : value.display() }
}

/// The options that every analysis takes, and what is done with its result.
struct AnalysisOptions: ParsableArguments {
  /// A form in which a result is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @Option(help: ArgumentHelp(localized("输出格式：table 或 json。", "The form of the output: table or json.")))
  var format: Format = .table

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized("另写一份 PDF：结论、图、表、方法。", "Also writes a PDF: conclusions, figures, tables, method."),
      valueName: "out.pdf"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      localized("PDF 用的品牌文件：徽标、颜色、字体、名称。", "A brand file for the PDF: logo, colours, fonts, names."),
      valueName: "brand.yml"))
  var brand: String?

  @Option(
    help: ArgumentHelp(
      localized("置信水平，百分数；1 减去它就是显著性水平。", "The confidence in per cent; significance is what is left."),
      valueName: "95"))
  var confidence = ExactNumber(95)

  @OptionGroup var shared: SharedOptions

  /// Runs an analysis of a file, prints it, and writes the PDF where one is asked for.
  func run(_ method: AnalysisMethod, of data: DataOptions? = nil) throws {
    let folders = try shared.folders
    let conditions = try data?.conditions ?? []
    let runner = AnalysisRunner(
      AnalysisRequest(method, file: data?.file, conditions: conditions, confidence: confidence.value), file: data?.file
    ) { () throws(CommandFailure) in try IndicatorSource.catalogue(folders) }
    guard brand == nil || output != nil else {
      throw CommandFailure(
        .usage, "brand-without-output",
        LocalizedText(chinese: "--brand 只用于 -o 写出的 PDF", english: "--brand is for the PDF that -o writes"))
    }
    try finish(
      try runner.report(), of: data.map { Self.source($0.file, conditions) },
      inputs: [data?.file, brand].compactMap(\.self))
  }

  /// The name of the file, not its place on this machine, and which of its rows count.
  private static func source(_ file: String, _ conditions: [AnalysisRequest.Condition]) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard !conditions.isEmpty else { return name }
    let rows = conditions.map { "\($0.column) = \($0.value)" }
    return localized(
      "\(name)（只取 \(rows.joined(separator: "、")) 的行）", "\(name) (rows with \(rows.joined(separator: ", ")))")
  }

  /// Prints a report, and writes the PDF where one is asked for.
  ///
  /// - Parameters:
  ///   - source: the data as a reader knows them.
  ///   - inputs: the files that were read, which the PDF must not replace.
  private func finish(_ report: AnalysisReport, of source: String?, inputs: [String]) throws {
    var written: String?
    if let output {
      let data = try shared.folders
      let dress = try brand.map { path throws(CommandFailure) in try BrandSource.load(path, data: data) }
      try ExistingFile.refuseToReplace(inputs + (dress?.files ?? []), by: [output])
      let bytes = try AnalysisPDF.render(report, of: source, brand: dress, data: data)
      try AtomicFile.write(bytes, to: output)
      written = output
    }
    // A PDF on standard output stands there alone.
    guard output != "-" else { return }
    switch format {
    case .json: StandardStreams.print(report.json.indented)
    case .table: StandardStreams.print(AnalysisView(report: report, language: InterfaceLanguage.current).text())
    }
    if let written { StandardStreams.complain(localized("已写出 \(written)", "wrote \(written)")) }
  }
}
