internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import PDFOutput
internal import PageLayout

/// The program: parses its arguments, runs a command, and ends with the documented exit status.
public enum Program {
  /// Runs with the arguments of the process and ends it.
  public static func main() -> Never {
    // Both would end the program in the middle of a file; ignored, the write fails and says why.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try PingxingCommand.parseAsRoot(arguments)
      try command.run()
      end(.done)
    } catch let failure as CommandFailure {
      failure.report()
      end(failure.status)
    } catch let error where error is AtomicFile.Failure || error is LayoutError || error is PDFError {
      let failure = CommandFailure(reporting: error)
      failure.report()
      end(failure.status)
    } catch {
      endParsing(error)
    }
  }

  /// The arguments of the process. `help` takes no options, and its language is known without one.
  private static var arguments: [String] {
    let all = Array(CommandLine.arguments.dropFirst())
    guard all.first == "help", let place = all.firstIndex(where: { $0 == "--lang" || $0.hasPrefix("--lang=") })
    else { return all }
    return Array(all[..<place]) + all[(place + 1)...].dropFirst(all[place] == "--lang" ? 1 : 0)
  }

  /// Ends after a request for help or wrong usage, in the language of this run.
  private static func endParsing(_ error: any Error) -> Never {
    let code = PingxingCommand.exitCode(for: error)
    let message = TerminalPage.wrapped(
      ParserWording.translate(PingxingCommand.fullMessage(for: error, columns: TerminalPage.endless)))
    if code.isSuccess {
      StandardStreams.print(message)
      end(.done)
    }
    if let failure = UnknownCommand.failure(Array(CommandLine.arguments.dropFirst())) {
      failure.report()
      end(failure.status)
    }
    StandardStreams.complain(message)
    if let hint = NegativeValue.hint(
      Array(CommandLine.arguments.dropFirst()), message: "\(PingxingCommand.message(for: error))")
    {
      StandardStreams.complain(TerminalPage.wrapped(hint))
    }
    exit(code.rawValue)
  }

  private static func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}

/// The root command.
struct PingxingCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pingxing",
      abstract: localized(
        "评星：呼叫中心按 CCCS 与 CCOM 自评，计分并生成中文报告。",
        "Pingxing: self-assessment of contact centres by CCCS and CCOM, with scores and Chinese reports."),
      discussion: localized(
        """
        评分为自评参考，非官方评分。常用步骤：
          pingxing new -o centre.yml          生成评估文件，逐项填写
          pingxing check centre.yml           一次列出所有问题
          pingxing score centre.yml           计分
          pingxing report centre.yml -o 报告.pdf
        """,
        """
        Scores are for reference and not official. The usual steps:
          pingxing new -o centre.yml          write an assessment file to fill in
          pingxing check centre.yml           list all problems at once
          pingxing score centre.yml           compute the scores
          pingxing report centre.yml -o report.pdf
        """),
      version: ProgramVersion.text,
      subcommands: [
        NewCommand.self, CheckCommand.self, ScoreCommand.self, ExplainCommand.self, CompareCommand.self,
        ReportCommand.self, BatchCommand.self, TemplateCommand.self, RubricCommand.self, IndicatorCommand.self,
        BrandCommand.self, ArchiveCommand.self, ReplayCommand.self, SealCommand.self, VerifyCommand.self,
        DoctorCommand.self,
      ])
  }
}

/// The version of the program.
enum ProgramVersion {
  /// `major.minor.patch`.
  static let text = "0.1.0"

  /// What to do with a file that a later version has written.
  static let laterHint = LocalizedText(
    chinese: "换用比 \(text) 新的 pingxing 来读；文件没有改动",
    english: "read it with a pingxing later than \(text); the file was left alone")
}
