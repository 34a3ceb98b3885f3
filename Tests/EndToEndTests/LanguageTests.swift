import Foundation
import Testing

/// Chinese, unless the command line or the locale names another language.
@Suite struct LanguageTests {
  /// A locale, the arguments beside it, and the language that they ask for.
  struct Choice: Sendable, CustomTestStringConvertible {
    let environment: [String: String]
    var options: [String] = []
    let isChinese: Bool
    var testDescription: String { "\(environment) \(options)" }
  }

  static let choices = [
    Choice(environment: [:], isChinese: true),
    Choice(environment: ["LANG": "C"], isChinese: true),
    Choice(environment: ["LANG": "C.UTF-8"], isChinese: true),
    Choice(environment: ["LC_ALL": "POSIX"], isChinese: true),
    Choice(environment: ["LANG": "zh_CN.UTF-8"], isChinese: true),
    Choice(environment: ["LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"], isChinese: true),
    Choice(environment: ["LANG": "en_US.UTF-8"], isChinese: false),
    Choice(environment: ["LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"], isChinese: false),
    Choice(environment: ["LANG": "de_DE.UTF-8"], isChinese: false),
    Choice(environment: ["LANG": "en_US.UTF-8"], options: ["--lang", "zh"], isChinese: true),
    Choice(environment: ["LANG": "zh_CN.UTF-8"], options: ["--lang=en"], isChinese: false),
  ]

  @Test(arguments: choices)
  func messagesAreInTheLanguageAskedFor(choice: Choice) async throws {
    let run = try await Pingxing.run(
      arguments: ["score", "nothing.yml"] + choice.options, environment: choice.environment)
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
    #expect(run.messages.contains(choice.isChinese ? "错误: 找不到文件" : "error: there is no file"), "\(run.messages)")
  }

  @Test func helpIsGivenInTheLanguageAskedFor() async throws {
    for language in [["--lang", "en"], ["--lang=en"]] {
      let run = try await Pingxing.run(arguments: ["help", "compare"] + language)
      #expect(run.status == 0 && run.output.contains("Compares assessments"), "\(run.everything)")
    }
  }

  static let commands: [[String]] = [
    [], ["new"], ["check"], ["score"], ["explain"], ["report"], ["rubric"], ["rubric", "list"], ["rubric", "show"],
    ["rubric", "check"], ["doctor"],
  ]

  @Test(arguments: commands)
  func everyCommandHasHelpInChinese(command: [String]) async throws {
    let run = try await Pingxing.run(arguments: command + ["--help"])
    #expect(run.status == 0)
    #expect(run.messages.isEmpty)
    #expect(run.output.contains("用法：pingxing"))
    #expect(!run.output.contains(/OVERVIEW|USAGE|ARGUMENTS|OPTIONS|SUBCOMMANDS|Show |default:/), "\(run.output)")
    #expect(run.lines.first?.contains(/\p{Han}/) == true)
  }

  @Test(arguments: commands)
  func everyCommandHasHelpInEnglish(command: [String]) async throws {
    let run = try await Pingxing.run(arguments: command + ["--help"], environment: ["LANG": "en_US.UTF-8"])
    #expect(run.status == 0)
    #expect(run.messages.isEmpty)
    #expect(run.output.contains("USAGE: pingxing"))
    #expect(!run.output.contains(/\p{Han}/), "\(run.output)")
  }

  /// Help in English is asked for on the command line too.
  @Test func theOptionWorksBesideHelp() async throws {
    let run = try await Pingxing.run("score", "--lang", "en", "--help")
    #expect(run.output.contains("USAGE: pingxing score"))
  }

  @Test(arguments: [
    [], ["score"], ["score", "a.yml", "b.yml"], ["score", "a.yml", "--format", "pdf"],
    ["score", "a.yml", "--no-such-option"], ["report", "a.yml"], ["report", "a.yml", "-o"],
    ["check", "--lang", "fr", "a.yml"],
  ])
  func wrongUsageIsSaid(arguments: [String]) async throws {
    for (language, pattern) in [("zh_CN.UTF-8", "用法"), ("en_US.UTF-8", "Usage")] {
      let run = try await Pingxing.run(arguments: arguments, environment: ["LANG": language])
      if arguments.isEmpty {
        // Without a command there is help, as `git` and its like do.
        #expect(run.status == 0)
        continue
      }
      #expect(run.status == 64, "\(run.everything)")
      #expect(run.output.isEmpty)
      #expect(run.messages.contains(pattern), "\(run.messages)")
    }
  }

  @Test(arguments: [
    (["reprot"], "没有命令 reprot", "是不是 pingxing report？"), (["检查", "a.yml"], "没有命令 检查", "是不是 pingxing check？"),
    (["a.yml"], "没有命令 a.yml", "是不是 pingxing check a.yml？"),
    (["rubric", "shwo"], "没有命令 shwo", "是不是 pingxing rubric show？"),
    (["version"], "没有命令 version", "是不是 pingxing --version？"), (["frobnicate"], "没有命令 frobnicate", "可用的命令有 new、check"),
    (["--lang", "zh", "check", "a.yml"], "--lang 要写在命令之后", "pingxing check"),
    (["check", "a.yml", "--fromat", "json"], "没有这个选项：'--fromat'", "是不是想写 '--format'？"),
    (["check", "a.yml", "b", "c"], "多余的参数：'b'、'c'", "pingxing check"),
  ])
  func aMistypedWordGetsAnOffer(arguments: [String], message: String, hint: String) async throws {
    let run = try await Pingxing.run(arguments: arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.messages.contains(message) && run.messages.contains(hint), "\(run.messages)")
  }

  @Test func theScoreIsPrintedInEnglish() async throws {
    let folder = try TemporaryFolder()
    try folder.write(SampleAssessment.text, to: "centre.yml")
    let run = try await Pingxing.run("score", "centre.yml", "--lang", "en", in: folder.url)
    #expect(run.status == 0)
    #expect(run.output.contains("Self-assessment reference, not an official score"))
    let chinese = run.lines.filter { $0.contains(/\p{Han}/) }
    #expect(chinese == ["华东客户联络中心"], "only the name of the organisation is Chinese")
  }

  @Test func theVersionIsPrinted() async throws {
    let run = try await Pingxing.run("--version")
    #expect(run.status == 0)
    #expect(run.output.contains(/^\d+\.\d+\.\d+\n$/))
  }
}
