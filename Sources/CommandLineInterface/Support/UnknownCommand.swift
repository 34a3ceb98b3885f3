internal import ArgumentParser
internal import Diagnostics

/// A word that stands where a command is expected and is none, for which the argument parser has no suggestion.
enum UnknownCommand {
  /// The failure to report for arguments that could not be parsed; nil where the fault is another one.
  static func failure(_ arguments: [String]) -> CommandFailure? {
    var configuration = PingxingCommand.configuration
    var path = "pingxing"
    for argument in arguments {
      let subcommands = configuration.subcommands.map { $0.configuration }
      guard !subcommands.isEmpty, argument != "help" else { return nil }
      guard let next = subcommands.first(where: { $0.commandName == argument }) else {
        guard !argument.hasPrefix("-") else { return misplaced(argument) }
        // What stands there may belong to the subcommand that need not be named.
        guard configuration.defaultSubcommand == nil else { return nil }
        return failure(argument, after: path, subcommands.compactMap(\.commandName))
      }
      configuration = next
      path += " " + argument
    }
    return nil
  }

  private static func failure(_ word: String, after path: String, _ names: [String]) -> CommandFailure {
    let candidates =
      names.map { SuggestedName.Candidate($0, titles: titles[$0] ?? []) }
      + [
        SuggestedName.Candidate("--help", titles: ["help", "帮助"]),
        SuggestedName.Candidate("--version", titles: ["version", "版本"]),
      ]
    var hint = SuggestedName.question(SuggestedName.likely(to: word, among: candidates).map { "\(path) \($0)" })
    if hint == nil, word.hasSuffix(".yml") || word.hasSuffix(".yaml"), names.contains("check") {
      hint = SuggestedName.question(["\(path) check \(word)"])
    }
    return CommandFailure(
      .usage, "unknown-command", LocalizedText(chinese: "没有命令 \(word)", english: "there is no command \(word)"),
      hint: hint
        ?? LocalizedText(
          chinese: "可用的命令有 \(names.joined(separator: "、"))；用 \(path) --help 查看说明",
          english: "there are \(names.joined(separator: ", ")); \(path) --help tells more"))
  }

  /// The options of all commands stand behind the command.
  private static func misplaced(_ option: String) -> CommandFailure? {
    let name = option.prefix { $0 != "=" }
    guard name == "--lang" || name == "--data" else { return nil }
    return CommandFailure(
      .usage, "misplaced-option",
      LocalizedText(chinese: "\(name) 要写在命令之后", english: "\(name) has to stand behind the command"),
      hint: LocalizedText(
        chinese: "例如 pingxing check centre.yml \(name) …", english: "such as pingxing check centre.yml \(name) …"))
  }

  private static let titles: [String: [String]] = [
    "new": ["init", "create", "新建", "生成"], "check": ["validate", "lint", "检查", "校验"], "score": ["计分", "评分"],
    "explain": ["解释", "说明"], "report": ["pdf", "报告", "生成报告"], "rubric": ["rubrics", "准则"],
    "archive": ["history", "档案", "历史", "历史档案"], "seal": ["sign", "封存", "签名"], "verify": ["核对", "验证"],
    "replay": ["重做", "重放"], "backup": ["copy", "备份"], "export": ["导出"], "add": ["存入", "添加"],
    "doctor": ["体检", "诊断"], "list": ["ls", "列表"], "show": ["显示", "查看"],
  ]
}
