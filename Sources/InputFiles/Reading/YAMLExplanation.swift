internal import Diagnostics

/// What libyaml's words mean to somebody who writes an assessment, and what to do.
struct YAMLExplanation {
  let message: LocalizedText
  let hint: LocalizedText

  /// - Parameters:
  ///   - problem: what libyaml found.
  ///   - context: what it was reading.
  init(of problem: String, context: String) {
    if context.contains("quoted scalar"), problem.contains("end of stream") {
      message = wording("引号没有配对", "a quotation mark is never closed")
      hint = wording("请在文字末尾补上同样的引号", "close it with the same mark")
    } else if context.contains("scanning a tag") {
      message = wording("不支持 YAML 类型标签", "YAML tags are not supported")
      hint = wording("请删去标签；以 ! 开头的文字要加引号", "delete the tag; quote a text that begins with !")
    } else if let known = Self.explanations.first(where: { problem.contains($0.0) })?.1 {
      (message, hint) = known
    } else {
      message = wording("YAML 语法错误：\(problem)", "YAML syntax error: \(problem)")
      hint = wording(
        "请检查这一行与上一行的缩进、冒号与引号", "check indentation, colons and quotes of this line and the one before")
    }
  }

  /// By a part of libyaml's wording, in the order in which they are tried.
  private static let explanations: [(String, (message: LocalizedText, hint: LocalizedText))] = [
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
        wording(
          "以“- ”开头的文字要加引号；是列表就把“- ”移到下一行并缩进",
          "quote a text that begins with “- ”; put the “- ” of a list on the next line, indented")
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
