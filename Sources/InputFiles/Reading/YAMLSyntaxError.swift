internal import Diagnostics
internal import Yams

/// What libyaml has against a text, in words that say what to do.
struct YAMLSyntaxError {
  let diagnostic: Diagnostic

  init(_ error: YamlError, source: SourceText) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      diagnostic = Self.diagnostic(context: context, problem: problem, mark: mark, source: source)
    default:
      diagnostic = Self.unknown(source: source)
    }
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
    notes += fullWidthNotes(near: mark, in: source)
    return Diagnostic(
      .error, "yaml-syntax", explanation.message, at: location, notes: notes, hint: explanation.hint)
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

  /// Full-width marks where YAML needs half-width ones: the commonest slip under a Chinese input method. libyaml takes
  /// them for text and complains later, so the line of the complaint and the one before are looked at.
  private static func fullWidthNotes(near mark: Mark, in source: SourceText) -> [Diagnostic.Note] {
    let halfWidth: [Unicode.Scalar: String] = [
      "：": ":", "，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "\u{3000}": "空格", "“": "\"", "‘": "'",
    ]
    for number in [mark.line, mark.line - 1] {
      guard let line = source.lines[line: number] else { continue }
      let scalars = Array(line.unicodeScalars.prefix(400))
      let isStructural: (Int) -> Bool = { offset in
        switch scalars[offset] {
        case "｛", "｝", "［", "］": true
        case "：": scalars[..<offset].allSatisfy { $0.isASCII }
        case "，": offset > 0 && scalars[offset - 1].properties.numericType != nil
        // Typographic quotes quote nothing in YAML; inside a text they are its own.
        case "“", "‘":
          scalars[..<offset].last { !ScalarPlaces.isBlank($0) }.map { ":,{[-".unicodeScalars.contains($0) } ?? false
        case "\u{3000}": scalars[..<offset].allSatisfy { $0 == " " || $0 == "\u{3000}" }
        default: false
        }
      }
      guard let offset = scalars.indices.first(where: isStructural), let half = halfWidth[scalars[offset]] else {
        continue
      }
      return [
        Diagnostic.Note(
          wording(
            "这里用了全角的“\(scalars[offset])”，YAML 要用半角的“\(half)”",
            "this is a full-width mark; YAML needs the half-width one"),
          at: SourceLocation(file: source.path, line: number, column: offset + 1))
      ]
    }
    return []
  }

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
