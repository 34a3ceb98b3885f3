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
    hint = Self.pair(scalars[start...]).map {
      wording("请直接写出“\($0)”，YAML 不用代理对", "write “\($0)” itself; YAML has no surrogate pairs")
    }
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
