internal import ArgumentParser
internal import Branding
internal import Diagnostics

/// `pingxing brand`: brands as data.
struct BrandCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "brand",
      abstract: localized("校验品牌文件。", "Checks brand files."),
      subcommands: [BrandCheckCommand.self])
  }
}

/// `pingxing brand check`: everything about a brand, its logo and its fonts at once.
struct BrandCheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: localized(
        "一次列出品牌文件、徽标与字体的所有问题。", "Lists all problems of a brand file, its logo and its fonts at once."),
      discussion: localized(
        "对比度不足、徽标太小等只是警告。有错误时以状态 1 结束；文件不存在为 66，完全读不了为 65。",
        "Low contrast or a small logo are warnings. Ends with status 1 where there are errors, 66 where the file is missing, 65 where it cannot be read at all."
      ))
  }

  @Argument(help: ArgumentHelp(localized("品牌文件。", "The brand file."), valueName: "brand.yml"))
  var file: String

  @Option(help: ArgumentHelp(localized("输出格式。", "The form of the output.")))
  var format: DiagnosticFormat = .text

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let reading = BrandSource.read(file, data: try shared.folders)
    StandardStreams.printRaw(format.render(reading.report))
    if format == .text { DiagnosticPrinter.printSummary(reading.report) }
    if reading.isMissing { throw CommandFailure(.inputMissing) }
    if reading.report.hasErrors { throw CommandFailure(reading.isReadable ? .requirementNotMet : .inputWrong) }
  }
}
