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
      hint: wording("评估文件只需要五层，请检查多余的括号或缩进", "an assessment needs five levels; look for stray brackets"))
  }

  private static func diagnostic(
    context: YamlError.Context?, problem: String, mark: Mark, source: SourceText
  ) -> Diagnostic {
    var location = place(mark, in: source)
    if problem.hasPrefix("Maximum nesting level") { return tooDeep(at: location) }
    let explanation = explanation(of: problem, context: context?.text ?? "")
    var notes: [Diagnostic.Note] = []
    // What is never closed is noticed at the end of the file; where it begins is where to look.
    if let context, isAtEnd(mark, of: source) {
      location = place(context.mark, in: source)
      return Diagnostic(.error, "yaml-syntax", explanation.message, at: location, hint: explanation.hint)
    }
    // For a second document Yams names the beginning of the file, which explains nothing.
    if let context, context.mark.line > 1,
      context.mark.line != mark.line || context.mark.column != mark.column,
      context.mark.line <= source.lines.count
    {
      notes.append(
        Diagnostic.Note(
          wording("所在的结构从这里开始", "the construct begins here"), at: place(context.mark, in: source)))
    }
    notes += fullWidthNotes(near: mark, in: source)
    return Diagnostic(
      .error, "yaml-syntax", explanation.message, at: location, notes: notes, hint: explanation.hint)
  }

  /// Full-width marks where YAML needs half-width ones: the commonest slip under a Chinese input method. libyaml takes
  /// them for text and complains later, so the line of the complaint and the one before are looked at.
  private static func fullWidthNotes(near mark: Mark, in source: SourceText) -> [Diagnostic.Note] {
    let halfWidth: [Unicode.Scalar: String] = [
      "：": ":", "，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "\u{3000}": "空格",
    ]
    for number in [mark.line, mark.line - 1] {
      guard let line = source.lines[line: number] else { continue }
      let scalars = Array(line.unicodeScalars.prefix(400))
      let isStructural: (Int) -> Bool = { offset in
        switch scalars[offset] {
        case "｛", "｝", "［", "］": true
        case "：": scalars[..<offset].allSatisfy { $0.isASCII }
        case "，": offset > 0 && scalars[offset - 1].properties.numericType != nil
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

  private typealias Explanation = (message: LocalizedText, hint: LocalizedText)

  private static func explanation(of problem: String, context: String) -> Explanation {
    if context.contains("quoted scalar"), problem.contains("end of stream") {
      return (
        wording("引号没有配对", "a quotation mark is never closed"),
        wording("请在文字末尾补上同样的引号", "close it with the same mark")
      )
    }
    for (part, explanation) in explanations where problem.contains(part) { return explanation }
    return (
      wording("YAML 语法错误：\(problem)", "YAML syntax error: \(problem)"),
      wording("请检查这一行与上一行的缩进、冒号与引号", "check indentation, colons and quotes of this line and the one before")
    )
  }

  /// By a part of libyaml's wording, in the order in which they are tried.
  private static let explanations: [(String, Explanation)] = [
    (
      "mapping values are not allowed",
      (
        wording("这里不能出现“键: 值”", "“key: value” is not allowed here"),
        wording(
          "值里含有冒号加空格时要加引号；也请检查缩进", "quote a value that holds a colon and a space; check the indentation")
      )
    ),
    (
      "could not find expected ':'",
      (
        wording("这一行缺少冒号", "a colon is missing"),
        wording("键与值之间写“: ”，半角冒号后加一个空格", "put a colon and a space between key and value")
      )
    ),
    (
      "did not find expected key",
      (
        wording("缩进与同级的键不一致", "the indentation differs from the keys beside it"),
        wording(
          "同级的键要对齐；以引号开头的文字要整段括在引号里",
          "align keys of one level; a text that begins with a quote must end with it")
      )
    ),
    (
      "did not find expected '-' indicator",
      (
        wording("列表中夹有不是列表项的内容", "something in the list is no list item"),
        wording("每个列表项以“- ”开头并对齐", "begin each item with “- ” and align them")
      )
    ),
    (
      "expected ',' or ']'",
      (
        wording("方括号里的列表没有写完", "the list in brackets is not complete"),
        wording("各项之间用半角逗号，末尾补上 ]", "put commas between the items and close with ]")
      )
    ),
    (
      "expected ',' or '}'",
      (
        wording("花括号没有写完", "the braces are not complete"),
        wording(
          "各项之间用半角逗号，末尾补上 }；含逗号或括号的文字要加引号",
          "put commas between the entries, close with }, quote texts that hold commas or braces")
      )
    ),
    (
      "block sequence entries are not allowed",
      (
        wording("这里不能开始列表", "a list cannot begin here"),
        wording("请把“- ”移到下一行并缩进", "put “- ” on the next line, indented")
      )
    ),
    (
      "mapping keys are not allowed",
      (
        wording("这里不能出现键", "a key is not allowed here"), wording("请检查缩进", "check the indentation")
      )
    ),
    (
      "tab character",
      (
        wording("缩进里有制表符", "there is a tab in the indentation"),
        wording("请把制表符换成空格", "replace the tab by spaces")
      )
    ),
    (
      "character that cannot start any token",
      (
        wording("文字不能以这个字符开头", "a text cannot begin with this character"),
        wording("以 @、`、% 等字符开头的文字要加引号", "quote a text that begins with @, ` or %")
      )
    ),
    (
      "invalid Unicode character escape",
      (
        wording("转义写法不是一个字符（例如不成对的代理项）", "the escape is no character, such as an unpaired surrogate"),
        wording("请直接写出这个字符", "write the character itself")
      )
    ),
    (
      "escape character",
      (
        wording("双引号里有不认识的转义写法", "an escape in double quotes is unknown"),
        wording("反斜杠要写成 \\\\，或改用单引号", "write a backslash as \\\\ or use single quotes")
      )
    ),
    (
      "hexdecimal number",
      (
        wording("转义写法不完整", "the escape is not complete"),
        wording("\\x 后要有两位、\\u 后要有四位十六进制数字", "\\x takes two and \\u four hexadecimal digits")
      )
    ),
    (
      "expected alphabetic or numeric character",
      (
        wording("文字不能以 & 或 * 开头", "a text cannot begin with & or *"),
        wording("请给这段文字加上引号", "quote the text")
      )
    ),
    (
      "undefined alias",
      (
        wording(
          "不支持 YAML 别名，以 * 开头的文字要加引号", "YAML aliases are not supported; quote a text that begins with *"),
        wording("请给这段文字加上引号", "quote the text")
      )
    ),
    (
      "but found another document",
      (
        wording("一个文件只能有一份内容，这里出现了第二份（---）", "a file holds one document; a second one (---) begins here"),
        wording("请拆成两个文件", "make two files of it")
      )
    ),
    (
      "expected <document start>",
      (
        wording("前面的内容已经结束，这里多出了文字", "the content has ended already; there is more text here"),
        wording("请检查缩进与多余的括号", "check the indentation and stray brackets")
      )
    ),
    (
      "expected node content",
      (
        wording("这里缺少值", "a value is missing here"),
        wording("请补上值，或删去多余的标点", "give a value or delete the stray mark")
      )
    ),
    (
      "expected comment or line break",
      (
        wording("多行文字的标记后面不能再写内容", "nothing may follow the mark of a multi-line text"),
        wording("“|”或“>”之后换行再写", "begin a new line after | or >")
      )
    ),
    (
      "expected '>'",
      (
        wording("类型标签没有写完", "the tag is not complete"),
        wording("请删去标签；以 ! 开头的文字要加引号", "delete the tag; quote a text that begins with !")
      )
    ),
    (
      "incompatible YAML document",
      (
        wording("不支持以 % 开头的 YAML 指令", "YAML directives, which begin with %, are not supported"),
        wording("请删去这一行", "delete the line")
      )
    ),
    (
      "unexpected end of stream",
      (
        wording("文件在这里突然结束", "the file ends here unexpectedly"),
        wording("请检查没有配对的引号与括号", "look for unclosed quotes and brackets")
      )
    ),
  ]
}
