internal import Diagnostics
internal import Yams

/// An escape in double quotes that means nothing: libyaml names a place inside it, people look for its backslash.
struct YAMLEscape {
  /// The whole escape.
  let location: SourceLocation
  /// What to write instead, where that is certain.
  let hint: LocalizedText?

  init?(near mark: Mark, problem: String, in source: SourceText) {
    guard ["escape", "hexdecimal number"].contains(where: problem.contains),
      let line = source.lines[line: mark.line]
    else { return nil }
    let scalars = Array(line.unicodeScalars.prefix(mark.column + 20))
    let start = scalars.indices.prefix(mark.column).suffix(12).last { scalars[$0] == "\\" }
    guard let start, start + 1 < scalars.count else { return nil }
    let digits = ["x": 2, "u": 4, "U": 8][scalars[start + 1]] ?? 0
    let end = min(scalars.count, start + 2 + digits)
    location = SourceLocation(file: source.path, line: mark.line, column: start + 1, length: end - start)
    hint =
      Self.pair(scalars[start...]).map {
        wording("请直接写出“\($0)”，YAML 不用代理对", "write “\($0)” itself; YAML has no surrogate pairs")
      } ?? Self.windowsPath(Array(line.unicodeScalars.prefix(Self.longestPath)), around: start).map(Self.hint)
  }

  /// How much of a line is looked at for a path.
  private static let longestPath = 1_000

  /// The text in double quotes around a place, where it begins as an absolute path of Windows does.
  private static func windowsPath(_ scalars: [Unicode.Scalar], around place: Int) -> String? {
    guard let quote = scalars.prefix(place).lastIndex(of: "\"") else { return nil }
    let text = String(String.UnicodeScalarView(scalars[(quote + 1)...].prefix { $0 != "\"" }))
    return !text.hasPrefix("/") && WrittenPath.isAbsolute(text) ? text : nil
  }

  private static func hint(for path: String) -> LocalizedText {
    let name = WrittenPath.lastPart(path).flatMap { $0.count <= 40 ? $0 : nil } ?? "strategy.pdf"
    return wording(
      "Windows 的路径不能照抄：file 请写相对路径，以 / 分隔，例如 evidence/\(name)；location 请把双引号改成单引号",
      "a path of Windows cannot stand here as it is: write file as a relative path with /, such as evidence/\(name); put location into single quotes"
    )
  }

  /// The character that JSON would write as two escapes (RFC 8259 §7).
  private static func pair(_ scalars: ArraySlice<Unicode.Scalar>) -> Character? {
    let text = String(String.UnicodeScalarView(scalars.prefix(12)))
    guard let match = text.wholeMatch(of: #/\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/#),
      let high = UInt32(match.1, radix: 16), let low = UInt32(match.2, radix: 16)
    else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)).map(Character.init)
  }
}
