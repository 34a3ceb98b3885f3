internal import Diagnostics

/// Texts for the terminal in lines of at most 80 columns. The argument parser counts characters, of which Han ones take
/// two columns, and never breaks a usage; so it is asked for endless lines, and they are broken here.
enum TerminalPage {
  /// The most columns of a line.
  static let width = 80
  /// What the parser is asked for, so that it breaks nothing itself.
  static let endless = 10_000

  private static let usages = ["用法：", "USAGE: ", "Usage: "]
  /// Of messages of wrong usage, which stay whole lines.
  private static let messages = ["错误：", "Error: "]

  /// The page with every line that is too long continued below, under its own text.
  static func wrapped(_ page: String) -> String {
    page.split(separator: "\n", omittingEmptySubsequences: false).flatMap { lines(String($0)) }.joined(separator: "\n")
  }

  private static func lines(_ line: String) -> [String] {
    guard DisplayWidth.of(line) > width, !messages.contains(where: line.hasPrefix) else { return [line] }
    if usages.contains(where: line.hasPrefix) { return usage(line) }
    let head = hangingPart(line)
    let indent = DisplayWidth.of(head)
    let text = DisplayWidth.wrapped(String(line.dropFirst(head.count)), to: width - indent)
    let space = String(repeating: " ", count: indent)
    return text.enumerated().map { ($0 == 0 ? String(head) : space) + $1 }
  }

  /// What a line begins with that its continuation leaves empty: its spaces, or an option with the gap behind it.
  private static func hangingPart(_ line: String) -> Substring {
    if let option = line.prefixMatch(of: /\ {2}\S.*?\ {2,}(?=\S)/), DisplayWidth.of(line[option.range]) <= width / 2 {
      return line[option.range]
    }
    return line.prefix { $0 == " " }
  }

  /// A usage, broken between its parts: an option stays with its value, and all of a bracket together.
  private static func usage(_ line: String) -> [String] {
    var parts: [String] = []
    var depth = 0
    for word in line.split(separator: " ").map(String.init) {
      let isValue = depth == 0 && word.hasPrefix("<") && parts.last?.hasPrefix("--") == true
      if depth > 0 || isValue, !parts.isEmpty {
        parts[parts.count - 1] += " " + word
      } else {
        parts.append(word)
      }
      depth += word.count { $0 == "[" } - word.count { $0 == "]" }
    }
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, DisplayWidth.of(last) + 1 + DisplayWidth.of(part) <= width {
        lines[lines.count - 1] += " " + part
      } else {
        lines.append(lines.isEmpty ? part : "         " + part)
      }
    }
    return lines
  }
}
