internal import Diagnostics
internal import Foundation

/// The argument parser speaks English; these are its headings and sentences in the language of this run.
enum ParserWording {
  /// Translates a help page or an error message of the argument parser.
  static func translate(_ text: String) -> String {
    guard InterfaceLanguage.current == .chinese else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { translateLine(String($0)) }.joined(separator: "\n")
  }

  private static let headings: [(english: String, chinese: String)] = [
    ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "命令："), ("Usage: ", "用法："), ("Error: ", "错误："), ("Help: ", "说明："),
  ]

  private static let phrases: [(english: String, chinese: String)] = [
    ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
    ("Show subcommand help information.", "显示某个命令的帮助。"), ("<subcommand>", "<命令>"),
    (" (default) ", "（缺省）   "),
    ("Missing expected argument ", "缺少参数 "), ("Missing value for ", "缺少取值："),
    ("Unknown option ", "没有这个选项："), ("Unexpected argument ", "多余的参数："),
    ("Unexpected arguments:", "多余的参数："), (". Did you mean ", "；是不是想写 "),
    ("The value ", "取值 "), (" is invalid for ", " 不能用于 "), (". Please provide one of ", "；可用的是 "),
    ("' or '", "'、'"), ("' and '", "'、'"), ("', '", "'、'"), ("See '", "参见 '"), ("' for detailed help.", "'。"),
    ("' for more information.", "'。"),
  ]

  private static func translateLine(_ line: String) -> String {
    var line = line
    for (english, chinese) in headings where line.hasPrefix(english) {
      line = chinese + line.dropFirst(english.count)
      break
    }
    for (english, chinese) in phrases {
      line = line.replacing(english, with: chinese)
    }
    line = line.replacing(#/\d+ unexpected arguments: /#, with: "多余的参数：")
    for (mark, chinese) in [("'.", "'。"), ("'?", "'？")] where line.hasPrefix("错误：") && line.hasSuffix(mark) {
      line = line.dropLast(2) + chinese
    }
    return translateValues(line)
  }

  /// `(values: a, b; default: a)` and `(default: a)` at the end of an option's help.
  private static func translateValues(_ line: String) -> String {
    for (opening, chinese) in [("(values: ", "（取值："), ("(default: ", "（缺省：")] {
      guard line.hasSuffix(")"), let start = line.range(of: opening) else { continue }
      let inside = line[start.upperBound...].dropLast()
        .replacing("; default: ", with: "；缺省：").replacing(", ", with: "、")
      var head = line[..<start.lowerBound]
      if head.hasSuffix("。 ") { head = head.dropLast() }
      return head + chinese + inside + "）"
    }
    return line
  }
}
