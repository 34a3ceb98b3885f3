import Diagnostics

/// What can be wrong with a file before its elements are looked at.
extension Diagnostic {
  static func fileTooLarge(path: String, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "file-too-large",
      LocalizedText(
        chinese: "文件超过 \(size(limit)) 的上限", english: "the file is larger than \(size(limit))"),
      at: SourceLocation(file: path))
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
  }

  static func doubledByteOrderMark(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "byte-order-mark",
      LocalizedText(
        chinese: "文件开头有两个字节顺序标记（BOM）", english: "the file begins with two byte order marks"),
      at: place, hint: LocalizedText(chinese: "请另存为“UTF-8（无 BOM）”", english: "save it as UTF-8 without BOM"))
  }

  static func otherEncoding(_ name: String, at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "declared-encoding",
      LocalizedText(
        chinese: "文件自称是 \(quoted(name)) 编码，这里只读 UTF-8",
        english: "the file says that it is \(quoted(name)); only UTF-8 is read"),
      at: place,
      hint: LocalizedText(
        chinese: "请用 UTF-8 编码重新保存，并写 encoding=\"UTF-8\"", english: "save it as UTF-8 and write encoding=\"UTF-8\""))
  }

  static func tooManyAttributes(_ count: Int, at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "xml-syntax",
      LocalizedText(
        chinese: "这个元素的属性太多（上限 \(count) 个）", english: "this element has too many attributes (at most \(count))"),
      at: place)
  }

  /// A piece of the input as messages quote it: the beginning of a long one.
  static func quoted(_ text: some StringProtocol) -> String {
    let shown = text.prefix(80)
    return shown.endIndex == text.endIndex ? String(shown) : shown + "…"
  }

  static func emptyFile(path: String) -> Diagnostic {
    Diagnostic(
      .error, "empty-file", LocalizedText(chinese: "文件是空的", english: "the file is empty"),
      at: SourceLocation(file: path, line: 1, column: 1))
  }

  static func notUTF8(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "not-utf8", LocalizedText(chinese: "这里不是有效的 UTF-8", english: "this is not valid UTF-8"),
      at: place,
      hint: LocalizedText(chinese: "请用 UTF-8 编码重新保存文件", english: "save the file again as UTF-8"))
  }

  static func nulByte(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "xml-syntax",
      LocalizedText(chinese: "含有 XML 不允许的 NUL 字符", english: "XML allows no NUL character"),
      at: place)
  }

  static func documentType(at place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, "document-type",
      LocalizedText(
        chinese: "不接受文档类型声明 <!DOCTYPE>，也不接受实体定义",
        english: "a document type declaration and entity definitions are not accepted"),
      at: place, hint: LocalizedText(chinese: "删去整个声明", english: "delete the whole declaration"))
  }

  static func outOfMemory(path: String) -> Diagnostic {
    Diagnostic(
      .error, "out-of-memory", LocalizedText(chinese: "内存不足", english: "out of memory"),
      at: SourceLocation(file: path))
  }

  static func unknownSchemaPattern(_ pattern: SourceElement) -> Diagnostic {
    Diagnostic(
      .error, "schema-pattern",
      LocalizedText(
        chinese: "模式文件里的 <\(pattern.name)> 不在支持的 RELAX NG 范围内",
        english: "<\(pattern.name)> is outside of the supported part of RELAX NG"),
      at: pattern.location)
  }

  static func schemaRejected(_ message: String, path: String, line: Int) -> Diagnostic {
    Diagnostic(
      .error, "schema-pattern",
      LocalizedText(chinese: "模式文件有错：\(message)", english: "the schema is faulty: \(message)"),
      at: SourceLocation(file: path, line: line, column: 0))
  }
}
