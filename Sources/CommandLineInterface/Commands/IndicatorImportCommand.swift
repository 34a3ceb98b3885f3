internal import ArgumentParser
internal import AssessmentModel
internal import Diagnostics
internal import Foundation
internal import IndicatorEvidence
internal import IndicatorFiles
internal import InputFiles

/// `pingxing kpi import`: an export in the plain form that assessments refer to.
struct IndicatorImportCommand: ParsableCommand {
  /// To which length periods are summed up.
  enum Length: String, ExpressibleByArgument, CaseIterable {
    case day, month
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: localized(
        "把系统导出的 CSV 转成评估所用的形式，可汇总到日或月。",
        "Turns an export into the form that assessments use, and sums it up by day or month."),
      discussion: localized(
        """
        逐行读写，文件多大占用的内存都一样。有错误的行逐一报告，并且什么也不写出，状态为 65；
        加 --skip-bad 时把这些行整行略过，写出其余的，状态为 1。
        """,
        """
        Reads and writes row by row; memory does not grow with the file. Rows that are wrong are reported, nothing is written and \
        the status is 65; with --skip-bad they are left out as a whole, the rest is written and the status is 1.
        """))
  }

  @Argument(help: ArgumentHelp(localized("数据文件（CSV）。", "The data file (CSV)."), valueName: "file"))
  var file: String

  @OptionGroup var mapping: MappingOption

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      localized("要写出的 CSV；- 为标准输出。", "The CSV to write; - is standard output."), valueName: "kpi.csv"))
  var output: String

  @Option(help: ArgumentHelp(localized("汇总到日或月。", "Sum up by day or month."), valueName: "day|month"))
  var by: Length?

  @Flag(help: ArgumentHelp(localized("整行略过有错误的行。", "Leave out rows that are wrong.")))
  var skipBad = false

  @Flag(
    help: ArgumentHelp(
      localized(
        "另由逐日（或时段）的数和各组的数算出每月的方差类指标，如服务水平方差，一并写出。",
        "Also work out the variances of each month, such as that of the service level, from days (or intervals) and teams."
      )))
  var variance = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try ExistingFile.refuseToReplace([file, mapping.map].compactMap(\.self), by: [output])
    let catalogue = try IndicatorSource.catalogue(try shared.folders)
    let map = try mapping.load(catalogue)
    let problems = DiagnosticCollector(limit: 200)
    let target = try AtomicOutput(output)
    var writer = PlainFormWriter(catalogue: catalogue) { target.write($0) }
    let summary: IndicatorFileSummary
    if let by {
      let (totals, read) = IndicatorFile.totals(
        of: file, by: by == .day ? .day : .month, map: map, catalogue: catalogue, problems: problems)
      summary = read
      problems.add(contentsOf: Self.findings(totals, file, catalogue))
      totals.handOn(to: writer)
    } else {
      summary = IndicatorFile.distinct(file, map: map, catalogue: catalogue, problems: problems) {
        target.restart()
        writer = PlainFormWriter(catalogue: catalogue) { target.write($0) }
        return writer
      }
    }
    if variance { problems.add(contentsOf: addVariances(to: writer, map, catalogue)) }
    writer.finish()
    DiagnosticPrinter.complain(DiagnosticReport(problems))
    let missing = ["file-missing", "file-unreadable", "not-a-file"]
    if problems.diagnostics.contains(where: { missing.contains($0.code) }) { throw CommandFailure(.inputMissing) }
    StandardStreams.complain(IndicatorCheckCommand.wording(of: summary, skipsBad: skipBad))
    // A file that was not read to its end leaves nothing whole to write.
    guard !problems.hasErrors || (skipBad && summary.isComplete && summary.values > 0) else {
      throw CommandFailure(.inputWrong)
    }
    try target.finish()
    if problems.hasErrors { throw CommandFailure(.requirementNotMet) }
  }

  /// Writes the variances that follow from the file, which is read as a whole for it; gives what is to be said.
  private func addVariances(
    to writer: PlainFormWriter, _ map: IndicatorMap?, _ catalogue: IndicatorCatalogue
  ) -> [Diagnostic] {
    let place = SourceLocation(file: file)
    let load = IndicatorFile.load(file, map: map, catalogue: catalogue)
    guard let data = load.data else {
      let isLong = load.report.diagnostics.contains { $0.code == "too-many-values" }
      return [
        Diagnostic(
          .warning, "no-variances",
          isLong
            ? LocalizedText(
              chinese: "没有算方差：文件超过 \(IndicatorFile.valueLimit) 个数",
              english: "no variances: the file has more than \(IndicatorFile.valueLimit) values")
            : LocalizedText(chinese: "没有算方差：文件有错误", english: "no variances: the file has errors"), at: place,
          hint: isLong
            ? LocalizedText(
              chinese: "先用 --by day 汇总到日，再对汇总的文件用 --variance",
              english: "sum it up by day first, and use --variance on what that writes")
            : LocalizedText(chinese: "改好错误再运行", english: "mend them and run again"))
      ]
    }
    let spreads = SpreadDerivation(catalogue: catalogue).spreads(of: data)
    guard !spreads.isEmpty else {
      return [
        Diagnostic(
          .warning, "no-variances",
          LocalizedText(
            chinese: "没有可算方差的数：要有同一月里两天以上、或两个组以上的数",
            english: "there is nothing to take a variance of: two days or teams of a month are needed"), at: place)
      ]
    }
    writer.write(spreads.map(\.series))
    return spreads.map { spread in
      let (title, months) = (catalogue.title(of: spread.series.key.subject), spread.series.points.count)
      return Diagnostic(
        .note, "variance",
        LocalizedText(
          chinese: "\(title.chinese)：由“\(spread.base.chinese)”算出 \(months) 个月",
          english: "\(title.english): \(months) month\(months == 1 ? "" : "s") by “\(spread.base.english)”"), at: place)
    }
  }

  private static func findings(
    _ totals: PeriodTotals, _ file: String, _ catalogue: IndicatorCatalogue
  ) -> [Diagnostic] {
    totals.obstacles.sorted { $0.key < $1.key }.map { key, found in
      let title = catalogue.title(of: key.subject)
      let group = key.group.isEmpty ? "" : " \(key.group)"
      let (name, english) = (title.chinese + group, title.english + group)
      let place = SourceLocation(file: file, line: found.line, column: 0)
      switch found.obstacle {
      case .noWeights:
        return Diagnostic(
          .error, "no-weights",
          LocalizedText(
            chinese: "\(name) 不能汇总：没有分子与分母，也没有样本量",
            english: "\(english) cannot be summed up: it has neither numerator and denominator nor a sample"),
          at: place,
          hint: LocalizedText(
            chinese: "补上 sample（样本量）列，或 numerator 与 denominator 两列；叫别的名字的，在映射文件里写明",
            english: "add a column sample, or numerator and denominator; a mapping file names those called otherwise"))
      case .longPeriod:
        return Diagnostic(
          .error, "long-period",
          LocalizedText(
            chinese: "\(name) 不能汇总：周期不在一日或一月之内",
            english: "\(english) cannot be summed up: its periods do not lie within one"),
          at: place)
      case .overlap(let found):
        return Diagnostic(
          .error, "overlapping-periods",
          LocalizedText(
            chinese: "\(name) 不能汇总：\(found.chinese)", english: "\(english) cannot be summed up: \(found.english)"),
          at: place,
          hint: PeriodTotals.Obstacle.overlapAdvice)
      case .unitMix(let found):
        return Diagnostic(
          .error, "unit-mix",
          LocalizedText(
            chinese: "\(name) 不能汇总：\(found.chinese)", english: "\(english) cannot be summed up: \(found.english)"),
          at: place, hint: ShareScale<Int>.Mix.advice)
      }
    }
  }
}
