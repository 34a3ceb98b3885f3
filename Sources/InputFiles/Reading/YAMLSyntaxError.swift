internal import Diagnostics
internal import Yams

/// What libyaml has against a text, in words that say what to do.
struct YAMLSyntaxError {
  /// The fault at which reading ended, and slips of the same kind on other lines.
  let diagnostics: [Diagnostic]

  init(_ error: YamlError, source: SourceText) {
    let diagnostic: Diagnostic
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      diagnostic = Self.diagnostic(context: context, problem: problem, mark: mark, source: source)
    default:
      diagnostic = Self.unknown(source: source)
    }
    diagnostics = [diagnostic] + Self.furtherSlips(besides: diagnostic, in: source)
  }

  /// Used where the parser gives no place.
  static func unknown(source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, "yaml-syntax", wording("文件不是正确的 YAML", "the file is not correct YAML"),
      at: SourceLocation(file: source.path))
  }

  static func tooDeep(at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "too-deep",
      wording("嵌套超过 \(YAMLReader.depthLimit) 层", "nested more than \(YAMLReader.depthLimit) levels deep"),
      at: location,
      hint: wording("这类文件只需要几层，请检查多余的括号或缩进", "such files need a few levels; look for stray brackets"))
  }

  private static func diagnostic(
    context: YamlError.Context?, problem: String, mark: Mark, source: SourceText
  ) -> Diagnostic {
    var location = place(mark, in: source)
    if problem.hasPrefix("Maximum nesting level") { return tooDeep(at: location) }
    let explanation = YAMLExplanation(of: problem, context: context?.text ?? "")
    if problem.contains("expected node content"), let hidden = hiddenValue(on: location.line, in: source) {
      return hidden
    }
    var notes: [Diagnostic.Note] = []
    // What is never closed is noticed at the end of the file; where it begins is where to look.
    if let context, isAtEnd(mark, of: source) {
      location = place(context.mark, in: source)
      return Diagnostic(
        .error, "yaml-syntax", explanation.message, at: location,
        notes: commentNotes(from: context.mark, to: context.mark, in: source), hint: explanation.hint)
    }
    if let escape = YAMLEscape(near: mark, problem: problem, in: source) {
      return Diagnostic(
        .error, "yaml-syntax", explanation.message, at: escape.location, hint: escape.hint ?? explanation.hint)
    }
    if let slip = slip(near: mark, context?.mark, problem: problem, in: source) { return slip }
    // For a second document Yams names the beginning of the file, which explains nothing.
    if let context, context.mark.line > 1,
      context.mark.line != mark.line || context.mark.column != mark.column,
      context.mark.line <= source.lines.count
    {
      notes.append(
        Diagnostic.Note(
          wording("所在的结构从这里开始", "the construct begins here"), at: place(context.mark, in: source)))
      notes += commentNotes(from: context.mark, to: mark, in: source)
    }
    return Diagnostic(
      .error, "yaml-syntax", explanation.message, at: location, notes: notes, hint: explanation.hint)
  }

  /// A value inside braces or brackets that begins with `#`, such as a colour, and is a comment for want of quotes.
  private static func hiddenValue(on number: Int, in source: SourceText) -> Diagnostic? {
    guard let line = source.lines[line: number] else { return nil }
    let scalars = Array(line.unicodeScalars.prefix(4_000))
    var depth = 0
    var quote: Unicode.Scalar?
    for (index, scalar) in scalars.enumerated() {
      if let open = quote {
        if scalar == open { quote = nil }
        continue
      }
      switch scalar {
      case "\"", "'":
        // An apostrophe inside a word quotes nothing.
        if index == 0 || "[{,: \t".unicodeScalars.contains(scalars[index - 1]) { quote = scalar }
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      case "#" where depth > 0 && index > 0 && ScalarPlaces.isBlank(scalars[index - 1]):
        let end = scalars[index...].firstIndex { ",}] ".unicodeScalars.contains($0) } ?? scalars.count
        guard end > index + 1 else { return nil }
        let value = String(String.UnicodeScalarView(scalars[index..<end]))
        return Diagnostic(
          .error, "yaml-syntax",
          wording(
            "从这个 # 起都被当作注释，后面的值与括号不见了", "from this # on the line is a comment: value and brace are lost"),
          at: SourceLocation(file: source.path, line: number, column: index + 1, length: end - index),
          hint: wording(
            "以 # 开头的值要加引号：\"\(excerpt(value))\"", "quote a value that begins with #: \"\(excerpt(value))\""))
      default: break
      }
    }
    return nil
  }

  /// A `#` inside braces or brackets, which hides their end.
  private static func commentNotes(from start: Mark, to end: Mark, in source: SourceText) -> [Diagnostic.Note] {
    guard let text = source.lines[line: start.line], start.line <= end.line else { return [] }
    let scalars = Array(text.unicodeScalars.prefix(4_000))
    guard scalars.indices.contains(start.column - 1), ["[", "{"].contains(scalars[start.column - 1]),
      let hash = scalars.indices.dropFirst(start.column).first(where: {
        scalars[$0] == "#" && ScalarPlaces.isBlank(scalars[$0 - 1])
      })
    else { return [] }
    return [
      Diagnostic.Note(
        wording(
          "这个 # 之后到行末都是注释；若是正文，请把整段文字加上引号",
          "from this # on the line is a comment; quote the text if it belongs to it"),
        at: SourceLocation(file: source.path, line: start.line, column: hash + 1))
    ]
  }

  /// A slip of writing on the line of the complaint, the one before it or the one where the construct begins.
  private static func slip(near mark: Mark, _ context: Mark?, problem: String, in source: SourceText) -> Diagnostic? {
    for number in [mark.line, mark.line - 1, context?.line ?? 0] {
      guard let line = source.lines[line: number], let slip = LineSlip.anywhere(in: line) else { continue }
      return diagnostic(slip, on: line, number, in: source)
    }
    guard let line = source.lines[line: mark.line] else { return nil }
    return unquoted(Array(line.unicodeScalars.prefix(4_000)), at: mark, problem: problem, in: source)
  }

  private static func diagnostic(
    _ slip: LineSlip, on line: Substring, _ number: Int, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .error, "yaml-syntax", slip.message,
      at: SourceLocation(
        file: source.path, line: number, column: slip.range.lowerBound + 1, length: max(1, slip.range.count)),
      hint: LineSlip.mended(line).map {
        slip.isInIndentation
          ? wording("用半角空格与同级的键对齐，这一行写成：\($0)", "align it with the keys beside it by blanks: \($0)")
          : wording("这一行写成：\($0)", "write the line as: \($0)")
      })
  }

  /// A text in which a colon and a blank, or a quotation mark, ends what its writer went on with.
  private static func unquoted(
    _ line: [Unicode.Scalar], at mark: Mark, problem: String, in source: SourceText
  ) -> Diagnostic? {
    let index = mark.column - 1
    guard line.indices.contains(index), index > 0 else { return nil }
    let place = SourceLocation(file: source.path, line: mark.line, column: mark.column)
    let isClosed = line[index - 1] == "\"" || line[index - 1] == "'"
    if isClosed,
      problem.contains("expected ',' or") || problem.contains("expected key") || problem.contains("document start")
    {
      return Diagnostic(
        .error, "yaml-syntax", wording("引号已经结束，后面又有文字", "there is more text behind the closing quote"), at: place,
        hint: wording(
          "把整段文字放在一对引号里，里面的引号改用“”", "put the whole text in one pair of quotes and use “” inside it"))
    }
    guard line[index] == ":", problem.contains("expected ',' or") || problem.contains("mapping values are not allowed"),
      let value = valueStart(line, before: index)
    else { return nil }
    let isInBraces = line[..<value].contains("{")
    let end = isInBraces ? line[index...].firstIndex { $0 == "," || $0 == "}" } ?? line.count : line.count
    let text = String(String.UnicodeScalarView(line[value..<end])).trimmingBlanks
    return Diagnostic(
      .error, "yaml-syntax",
      wording("文字里有冒号加空格，后面的就被当作另一个值", "a colon and a blank in a text begin another value"), at: place,
      hint: wording(
        "属于同一段文字就把它整段加引号：\(JSONText.string(excerpt(text)).compact)",
        "quote the whole text if it is one: \(JSONText.string(excerpt(text)).compact)"))
  }

  /// Where the value begins whose key and colon stand before an index on a line.
  private static func valueStart(_ line: [Unicode.Scalar], before index: Int) -> Int? {
    let colon = line.indices.prefix(index).last {
      line[$0] == ":" && $0 > 0 && line[$0 - 1].isASCII && ScalarPlaces.isBlank(line[$0 + 1])
    }
    guard let colon else { return nil }
    let start = line[(colon + 1)..<index].firstIndex { !ScalarPlaces.isBlank($0) }
    return start.flatMap { "{[\"'".unicodeScalars.contains(line[$0]) ? nil : $0 }
  }

  /// Slips at the beginnings of other lines, which would come up one by one as each before it is mended.
  private static func furtherSlips(besides first: Diagnostic, in source: SourceText) -> [Diagnostic] {
    guard first.code == "yaml-syntax" else { return [] }
    let lines = source.lines
    var found: [Diagnostic] = []
    for number in 1...lines.count where number != first.location?.line && found.count < mostFurtherSlips {
      guard let line = lines[line: number], let slip = LineSlip.atStart(of: line) else { continue }
      found.append(diagnostic(slip, on: line, number, in: source))
    }
    return found
  }

  private static let mostFurtherSlips = 50

  private static func isAtEnd(_ mark: Mark, of source: SourceText) -> Bool {
    let lines = source.lines
    if mark.line < lines.count {
      return (mark.line...lines.count).allSatisfy { lines[line: $0]?.isEmpty ?? true }
    }
    return mark.line > lines.count || mark.column > lines[line: lines.count]?.unicodeScalars.count ?? 0
  }

  /// The end of a text is reported behind its last line end; nothing can be shown there, so the place moves to the
  /// end of the last line that has something.
  private static func place(_ mark: Mark, in source: SourceText) -> SourceLocation {
    let lines = source.lines
    var line = min(max(1, mark.line), lines.count)
    if line == mark.line, let text = lines[line: line], !text.isEmpty || line < lines.count {
      return SourceLocation(file: source.path, line: line, column: max(1, mark.column))
    }
    while line > 1, lines[line: line]?.isEmpty ?? true { line -= 1 }
    let length = lines[line: line]?.unicodeScalars.count ?? 0
    return SourceLocation(file: source.path, line: line, column: length + 1)
  }
}
